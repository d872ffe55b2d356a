//! Which pieces of a page are its main content, by a second opinion: the readability algorithm.
//!
//! It sees the page as a tree and finds what our own reading of names and shapes cannot: teasers,
//! comments and boxes under any name. Its word only removes pieces, and only links from the stretch
//! between headline and last paragraph: it is known to drop lists, tables and short sections.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

use crate::corpus::builder::Builder;
use crate::corpus::draft::Form;
use crate::corpus::shape::Shape;
use crate::text::ByteRange;

/// Larger pages are not judged twice; it would take too long.
const LARGEST: usize = 4 * 1024 * 1024;
/// Nor are pages nested deeper than this: the algorithm recurses.
const DEEPEST: usize = 400;
/// A result of fewer characters than this is no article.
const SHORTEST: usize = 250;

/// Discards the pieces from `first` on that are no part of the main content of the page in `range`.
/// `containers` tells for each of them which element it stands in.
pub fn keep(builder: &mut Builder<'_>, first: usize, containers: &[usize], range: ByteRange, depth: usize) {
    if range.len() > LARGEST || depth > DEEPEST || !has_surroundings(builder, first) {
        return;
    }
    let Some(main) = main_text(range.of(builder.source())) else { return };
    let shingles = Shingles::of(&main);
    let pieces = builder.pieces().get(first..).unwrap_or(&[]);
    let judged: Vec<Judged> = pieces
        .iter()
        .map(|piece| {
            let words = builder.words_of(piece);
            let shape = Shape::of(words);
            let states = piece.linked * 2 <= words.len() && !matches!(piece.form, Form::Furniture);
            Judged {
                found: shingles.hold(words),
                prose: states && shape.is_prose(),
                sentence: states && shape.is_sentence(),
                states,
                title: piece.form == Form::Heading(1),
            }
        })
        .collect();
    let main = |judged: &Judged| judged.found && judged.prose;
    let Some(last) = judged.iter().rposition(main) else { return };
    let start = judged.iter().position(main).unwrap_or(last);
    // What stands between the headline and the first paragraph belongs to the article as well.
    let head = judged.get(..start).unwrap_or(&[]).iter().rposition(|judged| judged.title).unwrap_or(start);
    let beside: FxHashSet<usize> = containers
        .iter()
        .zip(&judged)
        .filter(|(_, judged)| main(judged))
        .map(|(container, _)| *container)
        .collect();
    let lost: Vec<usize> = judged
        .iter()
        .enumerate()
        .filter(|(index, judged)| {
            let neighbour = containers.get(*index).is_some_and(|container| beside.contains(container));
            let within = (head..=last).contains(index) && judged.states;
            let stays = judged.found || judged.title || within || (judged.sentence && neighbour);
            !stays
        })
        .map(|(index, _)| first + index)
        .collect();
    for index in lost {
        builder.discard(index);
    }
}

/// What is known of a piece.
struct Judged {
    /// The algorithm kept its words.
    found: bool,
    /// It is prose and no link.
    prose: bool,
    /// It is a sentence and no link.
    sentence: bool,
    /// It is no link.
    states: bool,
    /// It is the page's first heading by its markup.
    title: bool,
}

/// Whether there is anything around the article to be told from it: a saved page has links by the
/// dozen, a bare one has not.
fn has_surroundings(builder: &Builder<'_>, first: usize) -> bool {
    let pieces = builder.pieces().get(first..).unwrap_or(&[]);
    let linked = pieces.iter().filter(|piece| piece.linked * 2 > piece.range.len()).count();
    linked >= 5
}

fn main_text(page: &str) -> Option<String> {
    // The library takes any page by contract; a panic in it must not take the corpus with it.
    let text = catch_unwind(AssertUnwindSafe(|| {
        let config = Config { disable_json_ld: true, ..Config::default() };
        let article = Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
        Some(article.text_content.to_string())
    }));
    text.ok().flatten().filter(|text| text.chars().filter(|c| !c.is_whitespace()).nth(SHORTEST).is_some())
}

/// The runs of up to four words of a text.
struct Shingles(FxHashSet<u64>);

/// Words in a full shingle.
const SIZE: usize = 4;

impl Shingles {
    fn of(text: &str) -> Self {
        let words = hashes(text);
        let mut shingles = FxHashSet::default();
        for size in 1..=SIZE {
            shingles.extend(words.windows(size).map(combine));
        }
        Self(shingles)
    }

    /// Whether most of `words` stand in the text in their order.
    fn hold(&self, words: &str) -> bool {
        let words = hashes(words);
        let size = words.len().min(SIZE);
        if size == 0 {
            return false;
        }
        let all = words.len() + 1 - size;
        let held = words.windows(size).filter(|window| self.0.contains(&combine(window))).count();
        held * 10 >= all * 7
    }
}

fn hashes(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut hasher = FxHasher::default();
            word.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

fn combine(words: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    words.hash(&mut hasher);
    hasher.finish()
}
