//! `train edits NEWS_DIR OUT.jsonl [--articles N]`: labelled claims made by rule from unlabelled news,
//! for `train evidence`. Seeded; the same folder gives the same file.
//!
//! Two sets. `news-leads`: an article's opening sentence is the claim, the rest of the article its
//! source; it is taken as supported, and as unsupported when a name, number or word of it was
//! replaced. `news-edits`: a sentence from the middle, shortened, with the whole article as its source;
//! contradicted when a name gave way to another one of the article, a number changed, or a verb was
//! denied. The labels are as good as the rules; figures on these sets are no figures of quality.

use std::error::Error;
use std::sync::Arc;

use attest_ls::corpus::read::from_text;
use attest_ls::corpus::{Article, BlockKind, PassageId};
use attest_ls::entities::EntityKind;
use attest_ls::index::{Library, PassageAnalysis};
use attest_ls::text::ByteRange;
use attest_ls::text::quantities::{Quantity, Unit};
use attest_ls::text::tagger::Tag;
use attest_ls::text::tokens::TokenKind;
use serde_json::json;

use super::learner::Random;

const SEED: u64 = 20;
/// Articles that are turned into claims, unless the command says otherwise.
const ARTICLES: usize = 1500;
/// Shortest and longest claim, in words.
const WORDS: std::ops::RangeInclusive<usize> = 9..=38;
/// Fewest passages of a source.
const PASSAGES: usize = 8;

/// A sentence of an article with what is known of it.
struct Origin {
    library: Library,
    passage: PassageId,
    text: String,
    analysis: Arc<PassageAnalysis>,
}

/// Words that can stand in for others: what earlier articles had in their claims.
#[derive(Default)]
struct Pool {
    names: Vec<(EntityKind, String)>,
    words: Vec<(Tag, String)>,
}

/// A claim made false: its text, and its label in either set.
struct Edit {
    text: String,
    contradicts: bool,
}

/// Runs the command.
pub fn run(arguments: &[&str]) -> Result<(), Box<dyn Error + Send + Sync>> {
    let [folder, out, rest @ ..] = arguments else {
        return Err("train edits: name the folder of news and the file to write".into());
    };
    let wanted = match rest {
        ["--articles", number] => number.parse()?,
        _ => ARTICLES,
    };
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut random = Random::new(SEED);
    random.shuffle(&mut files);
    let mut pool = Pool::default();
    let mut lines = String::new();
    let mut made = 0;
    for file in files {
        if made >= wanted {
            break;
        }
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let before = lines.len();
        lead(&name, &text, &mut pool, &mut random, &mut lines);
        middle(&name, &text, &mut random, &mut lines);
        made += usize::from(lines.len() > before);
    }
    std::fs::write(out, lines)?;
    println!("{made} articles -> {out}");
    Ok(())
}

/// Adds the claims of an article's opening sentence.
fn lead(name: &str, text: &str, pool: &mut Pool, random: &mut Random, lines: &mut String) {
    let article = from_text(name, text);
    let Some(at) = sentences(&article).next() else { return };
    let Some(passage) = article.passages.get(at) else { return };
    let source = article.text.get(passage.range.end()..).unwrap_or("").trim().to_owned();
    let Some(origin) = Origin::of(article, at) else { return };
    if origin.library.article(0).is_none_or(|article| article.passages.len() < PASSAGES) {
        return;
    }
    let edit = match random.below(4) {
        0 => origin.other_number(random),
        1 => origin.foreign_name(pool, random),
        2 => origin.own_name(random),
        _ => origin.foreign_word(pool, random),
    }
    .or_else(|| origin.foreign_word(pool, random));
    origin.fill(pool);
    let Some(edit) = edit else { return };
    let row = |claim: &str, label: &str| row("news-leads", name, claim, &source, label);
    lines.push_str(&row(&origin.text, "supported"));
    lines.push_str(&row(&edit.text, "unsupported"));
}

/// Adds the claims of a sentence from the middle.
fn middle(name: &str, text: &str, random: &mut Random, lines: &mut String) {
    let article = from_text(name, text);
    let all: Vec<usize> = sentences(&article).skip(2).collect();
    let Some(at) = all.get(random.below(all.len())).copied() else { return };
    let source = article.text.clone();
    let Some(origin) = Origin::of(article, at) else { return };
    let edit = match random.below(3) {
        0 => origin.other_number(random),
        1 => origin.denied(),
        _ => origin.own_name(random),
    }
    .or_else(|| origin.own_name(random));
    let Some(edit) = edit else { return };
    let (claim, edited) = (shortened(&origin.text), shortened(&edit.text));
    // The edit may have stood in what was dropped.
    if claim == edited {
        return;
    }
    let label = if edit.contradicts { "contradicted" } else { "unsupported" };
    lines.push_str(&row("news-edits", name, &claim, &source, "supported"));
    lines.push_str(&row("news-edits", name, &edited, &source, label));
}

fn row(set: &str, name: &str, claim: &str, source: &str, label: &str) -> String {
    let id = format!("{set}-{name}-{label}");
    let row = json!({"id": id, "claim": claim, "sources": [{"id": name, "text": source}], "label": label,
        "group": name, "dataset": set});
    format!("{row}\n")
}

/// The passages that can be a claim: whole sentences of a paragraph, no quotation.
fn sentences(article: &Article) -> impl Iterator<Item = usize> + '_ {
    let count = article.passages.len();
    (0..count).filter(|&at| {
        let text = article.passage_text(at);
        article.passages.get(at).is_some_and(|p| p.kind == BlockKind::Paragraph)
            && WORDS.contains(&text.split_whitespace().count())
            && text.ends_with('.')
            && text.starts_with(char::is_uppercase)
            && !text.contains(['"', '\u{201c}', '\u{201d}', '(', ':', ';'])
    })
}

/// Without its last part behind a comma, when enough is left: what a summary would drop.
fn shortened(text: &str) -> String {
    match text.rfind(", ") {
        Some(at) if text.get(..at).unwrap_or("").split_whitespace().count() >= *WORDS.start() => {
            format!("{}.", text.get(..at).unwrap_or(text))
        }
        _ => text.to_owned(),
    }
}

impl Origin {
    fn of(article: Article, at: usize) -> Option<Self> {
        let passage = PassageId { article: 0, passage: u32::try_from(at).ok()? };
        let library = Library::build(vec![Arc::new(article)]);
        let analysis = library.analysis(passage)?;
        let text = library.passage_text(passage).to_owned();
        Some(Self { library, passage, text, analysis })
    }

    fn replaced(&self, range: ByteRange, by: &str) -> String {
        format!(
            "{}{by}{}",
            self.text.get(..range.start()).unwrap_or(""),
            self.text.get(range.end()..).unwrap_or("")
        )
    }

    /// Another number in place of one.
    fn other_number(&self, random: &mut Random) -> Option<Edit> {
        let plain = |quantity: &&Quantity| {
            let digits = quantity.number.of(&self.text);
            digits.chars().all(|c| c.is_ascii_digit()) && digits.len() < 6 && quantity.unit != Unit::Ordinal
        };
        let all: Vec<&Quantity> = self.analysis.quantities().iter().filter(plain).collect();
        let quantity = all.get(random.below(all.len()))?;
        let value: usize = quantity.number.of(&self.text).parse().ok()?;
        let step = 1 + random.below((value / 2).max(3));
        let other = if random.below(2) == 0 && value > step + 1 { value - step } else { value + step };
        Some(Edit { text: self.replaced(quantity.number, &other.to_string()), contradicts: true })
    }

    /// A name of the article in place of one of its kind.
    fn own_name(&self, random: &mut Random) -> Option<Edit> {
        let all: Vec<_> =
            self.analysis.mentions.iter().filter(|mention| mention.kind != EntityKind::Other).collect();
        let mention = all.get(random.below(all.len()))?;
        let others: Vec<&str> = self
            .library
            .entities
            .all
            .iter()
            .enumerate()
            .filter(|(index, entity)| {
                entity.kind == mention.kind
                    && *index != mention.entity.0 as usize
                    && !self.analysis.mentions.iter().any(|m| m.entity.0 as usize == *index)
                    && !self.text.contains(entity.name.split(' ').next_back().unwrap_or(""))
            })
            .map(|(_, entity)| entity.name.as_str())
            .collect();
        let other = others.get(random.below(others.len()))?;
        Some(Edit { text: self.replaced(mention.range, other), contradicts: true })
    }

    /// A name of another article in place of one of its kind.
    fn foreign_name(&self, pool: &Pool, random: &mut Random) -> Option<Edit> {
        let all = &self.analysis.mentions;
        let mention = all.get(random.below(all.len()))?;
        let others: Vec<&String> = pool
            .names
            .iter()
            .filter(|(kind, name)| *kind == mention.kind && !self.source().contains(name.as_str()))
            .map(|(_, name)| name)
            .collect();
        let other = others.get(random.below(others.len()))?;
        Some(Edit { text: self.replaced(mention.range, other), contradicts: false })
    }

    /// A noun or verb of another article in place of one.
    fn foreign_word(&self, pool: &Pool, random: &mut Random) -> Option<Edit> {
        let all: Vec<_> = self
            .analysis
            .words
            .iter()
            .filter(|word| matches!(word.tag, Tag::Noun | Tag::Verb) && word.kind == TokenKind::Word)
            .filter(|word| word.lemma.len() > 3)
            .collect();
        let word = all.get(random.below(all.len()))?;
        let others: Vec<&String> = pool
            .words
            .iter()
            .filter(|(tag, other)| *tag == word.tag && !self.source().contains(other.as_str()))
            .map(|(_, other)| other)
            .collect();
        let other = others.get(random.below(others.len()))?;
        Some(Edit { text: self.replaced(word.range, other), contradicts: false })
    }

    /// Its auxiliary denied, or its negation taken away.
    fn denied(&self) -> Option<Edit> {
        let words = &self.analysis.words;
        if let Some(not) = words.iter().find(|word| &*word.lemma == "not" && word.of(&self.text) == "not") {
            let range = ByteRange::new(not.range.start().checked_sub(1)?, not.range.end());
            return Some(Edit { text: self.replaced(range, ""), contradicts: true });
        }
        let auxiliary = words.iter().find(|word| {
            word.tag == Tag::Aux
                && matches!(
                    word.of(&self.text),
                    "is" | "are"
                        | "was"
                        | "were"
                        | "has"
                        | "have"
                        | "had"
                        | "will"
                        | "would"
                        | "can"
                        | "could"
                )
        })?;
        let at = ByteRange::new(auxiliary.range.end(), auxiliary.range.end());
        Some(Edit { text: self.replaced(at, " not"), contradicts: true })
    }

    fn source(&self) -> Arc<str> {
        self.library
            .article(self.passage.article)
            .map_or_else(|| Arc::from(""), |article| Arc::clone(&article.text))
    }

    /// Leaves its names and words for later articles.
    fn fill(&self, pool: &mut Pool) {
        for mention in &self.analysis.mentions {
            pool.names.push((mention.kind, mention.range.of(&self.text).to_owned()));
        }
        for word in &self.analysis.words {
            if matches!(word.tag, Tag::Noun | Tag::Verb) && word.kind == TokenKind::Word {
                pool.words.push((word.tag, word.of(&self.text).to_owned()));
            }
        }
        // What is topical now is not in a year: old entries make room.
        let keep = |len: usize| len.saturating_sub(4000);
        pool.names.drain(..keep(pool.names.len()));
        pool.words.drain(..keep(pool.words.len()));
    }
}
