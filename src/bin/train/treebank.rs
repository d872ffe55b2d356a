//! Treebanks in CoNLL-U, brought to the engine's own tokens.

use std::collections::HashMap;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use attest_ls::text::tagger::Tag;
use attest_ls::text::tokens::{Token, tokenize};

use crate::clearnlp;

/// A sentence of a treebank in the engine's tokens.
pub struct Sentence {
    /// The document it is from.
    pub document: String,
    pub text: String,
    pub tokens: Vec<Token>,
    pub tags: Vec<Tag>,
    /// Penn tags.
    pub fine: Vec<String>,
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
    fine: String,
    lemma: String,
    /// Index of the head; none for the root.
    head: Option<usize>,
    relation: String,
}

/// Reads a `.conllu` file, or an `.xz` of one through the `xz` program; a `.tsv` file is read as
/// [`clearnlp`] describes.
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
    let silver = path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".tsv"))
        || path.extension().is_some_and(|extension| extension == "tsv");
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
            let gold = if silver { silver_tokens(&text, &rows) } else { gold_tokens(&text, &rows) };
            sentences.extend(gold.and_then(|gold| align(&document, &text, &gold)));
            rows.clear();
        } else if !line.starts_with('#') {
            rows.push(line);
        }
    }
    Ok(sentences)
}

/// The sentence in the engine's tokens; none when the treebank's words cannot be found in its text.
fn align(document: &str, text: &str, gold: &[Gold]) -> Option<Sentence> {
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
        fine: Vec::new(),
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
            sentence.fine.push(String::new());
            sentence.lemmas.push(None);
            sentence.heads.push(Some(before));
            sentence.relations.push("dep".to_owned());
            continue;
        };
        sentence.tags.push(word.tag);
        sentence.fine.push(word.fine.clone());
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
            fine: (*fine).to_owned(),
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

fn silver_tokens(text: &str, rows: &[&str]) -> Option<Vec<Gold>> {
    let mut parsed = Vec::new();
    let mut spans = Vec::new();
    let mut cursor = 0;
    for row in rows {
        let fields: Vec<&str> = row.split('\t').collect();
        let [_, form, _, tag, fine, head, relation] = fields.as_slice() else { return None };
        let start = cursor + text.get(cursor..)?.find(form)?;
        cursor = start + form.len();
        spans.push((start, cursor));
        parsed.push(clearnlp::Row {
            form: (*form).to_owned(),
            tag: if fine.starts_with("NNP") { Tag::Propn } else { parse_tag(tag).unwrap_or(Tag::X) },
            fine: (*fine).to_owned(),
            head: head.parse::<usize>().ok()?.checked_sub(1).filter(|head| *head < rows.len()),
            relation: (*relation).to_owned(),
        });
    }
    clearnlp::to_universal(&mut parsed);
    let gold = parsed.into_iter().zip(spans).map(|(row, (start, end))| Gold {
        start,
        end,
        tag: universal_tag(&row),
        fine: row.fine,
        lemma: String::new(),
        head: row.head,
        relation: row.relation,
    });
    Some(gold.collect())
}

/// The tag that GUM would give: what a word does in the sentence decides between the closed classes.
fn universal_tag(row: &clearnlp::Row) -> Tag {
    let form = row.form.to_lowercase();
    match (row.fine.as_str(), row.relation.as_str()) {
        ("IN", "mark") => Tag::Sconj,
        ("IN", "case" | "compound:prt") => Tag::Adp,
        ("VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ", relation)
            if matches!(
                form.as_str(),
                "have" | "has" | "had" | "having" | "do" | "does" | "did" | "doing" | "done"
            ) =>
        {
            if relation.starts_with("aux") {
                Tag::Aux
            } else {
                Tag::Verb
            }
        }
        _ => row.tag,
    }
}

/// Gives the silver sentences the gold ones' tags wherever those leave no doubt: a form that has one
/// tag only in gold under the same Penn tag.
pub fn harmonize(gold: &[Sentence], silver: &mut [Sentence]) {
    let mut counts: HashMap<(String, String), HashMap<Tag, u32>> = HashMap::new();
    let key = |sentence: &Sentence, at: usize| {
        let form = sentence.tokens[at].range.of(&sentence.text).to_lowercase();
        (form, sentence.fine[at].clone())
    };
    for sentence in gold {
        for at in 0..sentence.tokens.len() {
            *counts.entry(key(sentence, at)).or_default().entry(sentence.tags[at]).or_default() += 1;
        }
    }
    let sure: HashMap<(String, String), Tag> = counts
        .into_iter()
        .filter_map(|(key, tags)| {
            let total: u32 = tags.values().sum();
            let (tag, most) = tags.into_iter().max_by_key(|(_, count)| *count)?;
            (most >= 4 && f64::from(most) >= 0.95 * f64::from(total)).then_some((key, tag))
        })
        .collect();
    for sentence in silver {
        for at in 0..sentence.tokens.len() {
            if let Some(tag) = sure.get(&key(sentence, at)) {
                sentence.tags[at] = *tag;
            }
        }
    }
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
