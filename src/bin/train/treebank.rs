//! Treebanks in CoNLL-U, brought to the engine's own tokens.

use std::collections::HashMap;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use attest_ls::text::tagger::Tag;
use attest_ls::text::tokens::{Token, tokenize};

/// A sentence of a treebank in the engine's tokens.
pub struct Sentence {
    /// The document it is from.
    pub document: String,
    pub text: String,
    pub tokens: Vec<Token>,
    pub tags: Vec<Tag>,
    /// Lemmas, lower case; none for a token that joins several of the treebank's.
    pub lemmas: Vec<Option<String>>,
    /// Index of the head of each token; none for the root.
    pub heads: Vec<Option<usize>>,
    /// Relation to the head, as the treebank names it.
    pub relations: Vec<String>,
}

struct Gold {
    start: usize,
    end: usize,
    tag: Tag,
    lemma: String,
    /// Index of the head; none for the root.
    head: Option<usize>,
    relation: String,
}

/// Reads a `.conllu` file, or an `.xz` of one through the `xz` program.
pub fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let mut content = String::new();
    if path.extension().is_some_and(|extension| extension == "xz") {
        let mut child = Command::new("xz").arg("-dc").arg(path).stdout(Stdio::piped()).spawn()?;
        if let Some(out) = child.stdout.as_mut() {
            out.read_to_string(&mut content)?;
        }
        child.wait()?;
    } else {
        content = std::fs::read_to_string(path)?;
    }
    let mut sentences = Vec::new();
    let mut document = String::new();
    let mut text = String::new();
    let mut rows: Vec<&str> = Vec::new();
    for line in content.lines().chain(std::iter::once("")) {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            id.trim().clone_into(&mut document);
        } else if let Some(words) = line.strip_prefix("# text = ") {
            words.clone_into(&mut text);
        } else if line.is_empty() {
            sentences.extend(align(&document, &text, &rows));
            rows.clear();
        } else if !line.starts_with('#') {
            rows.push(line);
        }
    }
    Ok(sentences)
}

/// The sentence in the engine's tokens; none when the treebank's words cannot be found in its text.
fn align(document: &str, text: &str, rows: &[&str]) -> Option<Sentence> {
    let gold = gold_tokens(text, rows)?;
    let tokens = tokenize(text);
    // Each gold token belongs to the first engine token that it overlaps.
    let mut owner = Vec::with_capacity(gold.len());
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); tokens.len()];
    for (index, word) in gold.iter().enumerate() {
        let at = tokens.iter().position(|t| t.range.end() > word.start && t.range.start() < word.end)?;
        owner.push(at);
        held.get_mut(at)?.push(index);
    }
    let mut sentence = Sentence {
        document: document.to_owned(),
        text: text.to_owned(),
        tags: Vec::new(),
        lemmas: Vec::new(),
        heads: Vec::new(),
        relations: Vec::new(),
        tokens,
    };
    for (at, group) in held.iter().enumerate() {
        // The part whose head lies outside speaks for a token that holds several.
        let outside = |index: &&usize| {
            gold.get(**index).is_some_and(|word| word.head.is_none_or(|head| owner.get(head) != Some(&at)))
        };
        let Some(word) = group.iter().find(outside).and_then(|index| gold.get(*index)) else {
            // A piece of a gold token that an earlier engine token stands for.
            let before = at.checked_sub(1)?;
            sentence.tags.push(*sentence.tags.get(before)?);
            sentence.lemmas.push(None);
            sentence.heads.push(Some(before));
            sentence.relations.push("dep".to_owned());
            continue;
        };
        sentence.tags.push(word.tag);
        let whole = group.len() == 1
            && sentence
                .tokens
                .get(at)
                .is_some_and(|t| (t.range.start(), t.range.end()) == (word.start, word.end));
        sentence.lemmas.push(whole.then(|| word.lemma.clone()));
        sentence.heads.push(word.head.and_then(|head| owner.get(head).copied()));
        sentence.relations.push(word.relation.clone());
    }
    Some(sentence)
}

fn gold_tokens(text: &str, rows: &[&str]) -> Option<Vec<Gold>> {
    let mut gold = Vec::new();
    let mut place = HashMap::new();
    let mut heads = Vec::new();
    let mut cursor = 0;
    for row in rows {
        let fields: Vec<&str> = row.split('\t').collect();
        let [id, form, lemma, tag, fine, _, head, relation, ..] = fields.as_slice() else { return None };
        if id.contains(['-', '.']) {
            continue;
        }
        let start = cursor + text.get(cursor..)?.find(form)?;
        // Only white space may lie between two words.
        if !text.get(cursor..start)?.trim().is_empty() {
            return None;
        }
        cursor = start + form.len();
        place.insert((*id).to_owned(), gold.len());
        heads.push((*head).to_owned());
        gold.push(Gold {
            start,
            end: cursor,
            // Parts of a name are names, whatever they are as words.
            tag: if fine.starts_with("NNP") { Tag::Propn } else { parse_tag(tag)? },
            lemma: lemma.to_lowercase(),
            head: None,
            relation: (*relation).to_owned(),
        });
    }
    for (word, head) in gold.iter_mut().zip(&heads) {
        word.head = place.get(head).copied();
    }
    (!gold.is_empty()).then_some(gold)
}

fn parse_tag(tag: &str) -> Option<Tag> {
    Some(match tag {
        "ADJ" => Tag::Adj,
        "ADP" => Tag::Adp,
        "ADV" => Tag::Adv,
        "AUX" => Tag::Aux,
        "CCONJ" => Tag::Cconj,
        "DET" => Tag::Det,
        "INTJ" => Tag::Intj,
        "NOUN" => Tag::Noun,
        "NUM" => Tag::Num,
        "PART" => Tag::Part,
        "PRON" => Tag::Pron,
        "PROPN" => Tag::Propn,
        "PUNCT" => Tag::Punct,
        "SCONJ" => Tag::Sconj,
        "SYM" => Tag::Sym,
        "VERB" => Tag::Verb,
        "X" => Tag::X,
        _ => return None,
    })
}

/// Whether a document is held out of training when figures are made: one in five, by its name.
pub fn held_out(document: &str) -> bool {
    document.bytes().fold(7_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte))) % 5 == 0
}
