//! What the tagger looks at.

use super::Tag;
use crate::text::lexicon::{WordClass, exception_of, is_lemma};
use crate::text::perceptron::{feature, hash_text};
use crate::text::tokens::{Token, TokenKind, is_apostrophe, is_hyphen};

/// How many features a token has.
pub const FEATURES: usize = ALONE + BESIDE + TOGETHER;
/// Those of the token's own looks.
const ALONE: usize = 9;
/// Those of the looks of one token near it.
const BESIDE: usize = 4;
/// Those of several tokens, or of the tags before.
const TOGETHER: usize = 16;

/// Stands for the places before the first and behind the last token.
const OUTSIDE: u32 = 1;

/// A token as the features see it.
#[derive(Clone, Copy, Debug)]
pub struct View {
    word: u32,
    /// The first one to three and the last one to four characters.
    prefixes: [u32; 3],
    suffixes: [u32; 4],
    /// Capitals, digits, hyphens and points, and whether anything else.
    shape: u32,
    /// The word classes that WordNet lists the word or its base form in.
    classes: u32,
}

/// What stands before the first token and behind the last.
pub(super) const NOWHERE: View =
    View { word: OUTSIDE, prefixes: [OUTSIDE; 3], suffixes: [OUTSIDE; 4], shape: OUTSIDE, classes: 0 };

/// The views of the tokens of `text`.
#[must_use]
pub fn views(text: &str, tokens: &[Token]) -> Vec<View> {
    let mut lower = String::new();
    tokens.iter().map(|token| view(token, token.range.of(text), &mut lower)).collect()
}

/// The view of one token, written `surface`; `lower` is room to work in.
pub(super) fn view(token: &Token, surface: &str, lower: &mut String) -> View {
    lower.clear();
    for c in surface.chars() {
        match c {
            _ if c.is_ascii_digit() => lower.push('0'),
            _ if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            _ if is_apostrophe(c) => lower.push('\''),
            _ if is_hyphen(c) => lower.push('-'),
            _ => lower.extend(c.to_lowercase()),
        }
    }
    let head = |length: usize| {
        let end = lower.char_indices().nth(length).map_or(lower.len(), |(at, _)| at);
        hash_text(lower.get(..end).unwrap_or(""))
    };
    let tail = |length: usize| {
        let start = lower.char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at);
        hash_text(lower.get(start..).unwrap_or(""))
    };
    let plain = token.kind == TokenKind::Word && lower.bytes().all(|b| b.is_ascii_lowercase());
    View {
        word: hash_text(lower),
        prefixes: [head(1), head(2), head(3)],
        suffixes: [tail(1), tail(2), tail(3), tail(4)],
        shape: shape(surface),
        classes: if plain { classes(lower) } else { 64 },
    }
}

fn shape(surface: &str) -> u32 {
    let mut bits = 0;
    for (at, c) in surface.chars().enumerate() {
        bits |= match c {
            _ if c.is_uppercase() && at == 0 => 1,
            _ if c.is_uppercase() => 2,
            _ if c.is_lowercase() => 4,
            _ if c.is_ascii_digit() && at == 0 => 8,
            _ if c.is_ascii_digit() => 16,
            _ if is_hyphen(c) => 32,
            '.' => 64,
            _ => 128,
        };
    }
    bits + 2
}

/// Which classes of WordNet have `word`, as it is or without a regular ending, as bits.
fn classes(word: &str) -> u32 {
    let mut bits = 0;
    for (bit, class) in
        [WordClass::Noun, WordClass::Verb, WordClass::Adjective, WordClass::Adverb].into_iter().enumerate()
    {
        if is_lemma(word, class) {
            bits |= 1 << bit;
        }
    }
    let base = |ending: &str, class| {
        let root = word.strip_suffix(ending).filter(|root| root.len() > 1)?;
        let mut with_e = [0_u8; 32];
        let doubled = root.as_bytes().last_chunk::<2>().is_some_and(|[a, b]| a == b);
        let e = with_e.get_mut(..root.len() + 1).and_then(|slot| {
            let (start, last) = slot.split_at_mut(root.len());
            start.copy_from_slice(root.as_bytes());
            last.fill(b'e');
            std::str::from_utf8(slot).ok()
        });
        let found = is_lemma(root, class)
            || e.is_some_and(|e| is_lemma(e, class))
            || (doubled && root.get(..root.len() - 1).is_some_and(|single| is_lemma(single, class)));
        found.then_some(())
    };
    if word.ends_with('s') && (base("s", WordClass::Noun).is_some() || base("es", WordClass::Noun).is_some())
    {
        bits |= 16;
    }
    if word.ends_with("ed") && base("ed", WordClass::Verb).is_some()
        || word.ends_with("ing") && base("ing", WordClass::Verb).is_some()
        || word.ends_with('s') && base("s", WordClass::Verb).is_some()
        || exception_of(word, WordClass::Verb).is_some()
    {
        bits |= 32;
    }
    bits
}

/// The features of the token at `at`, given the tags of the two tokens before it.
#[must_use]
pub fn features(
    views: &[View],
    at: usize,
    before: Option<Tag>,
    second_before: Option<Tag>,
) -> [u32; FEATURES] {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|at| views.get(at)).unwrap_or(&NOWHERE);
    let window = [-2, -1, 0, 1, 2].map(near);
    let [back2, back, here, next, next2] = window;
    let mut all = [0; FEATURES];
    let seen = [beside(back)[0], beside(back2)[1], beside(next)[2], beside(next2)[3]];
    let parts = alone(here).into_iter().chain(seen).chain(together(window, before, second_before));
    all.iter_mut().zip(parts).for_each(|(slot, feature)| *slot = feature);
    all
}

/// The features that depend on nothing but the token itself.
pub(super) fn alone(here: &View) -> [u32; ALONE] {
    let [_, p2, p3] = here.prefixes;
    let [s1, s2, s3, s4] = here.suffixes;
    [
        feature(0, [here.word, 0, 0]),
        feature(1, [here.word, here.shape, 0]),
        feature(3, [s1, here.shape, 0]),
        feature(4, [s2, here.shape, 0]),
        feature(5, [s3, 0, 0]),
        feature(6, [s4, 0, 0]),
        feature(7, [p2, 0, 0]),
        feature(8, [p3, here.shape, 0]),
        feature(21, [here.classes, here.shape, s1]),
    ]
}

/// What a token is to the one behind it, the second behind it, the one in front of it, and the second in front.
pub(super) fn beside(near: &View) -> [u32; BESIDE] {
    [13, 15, 16, 18].map(|template| feature(template, [near.word, 0, 0]))
}

/// The features of a token with those near it (from the second before to the second behind) and the tags before.
pub(super) fn together(
    [_, back, here, next, next2]: [&View; 5],
    before: Option<Tag>,
    second_before: Option<Tag>,
) -> [u32; TOGETHER] {
    let code = |tag: Option<Tag>| tag.map_or(99, |tag| tag as u32);
    let (tag1, tag2) = (code(before), code(second_before));
    let [_, s2, s3, _] = here.suffixes;
    [
        feature(2, [here.shape, back.word, 0]),
        feature(9, [tag1, 0, 0]),
        feature(10, [tag1, tag2, 0]),
        feature(11, [tag1, here.word, 0]),
        feature(12, [tag1, s3, 0]),
        feature(14, [back.word, here.word, 0]),
        feature(17, [next.word, here.word, 0]),
        feature(19, [next.suffixes[2], here.classes, 0]),
        feature(20, [back.suffixes[2], s2, 0]),
        feature(22, [here.classes, tag1, s2]),
        feature(23, [here.classes, next.classes, tag1]),
        feature(24, [next.shape, here.shape, tag1]),
        feature(25, [back.shape, here.shape, next.shape]),
        feature(26, [here.classes, next.classes, next2.classes]),
        feature(27, [tag1, next.word, here.classes]),
        feature(28, [tag1, tag2, here.classes]),
    ]
}
