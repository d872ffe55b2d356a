//! What the parser looks at.

use super::Label;
use super::state::State;
use crate::text::perceptron::{feature, hash_text};
use crate::text::words::{Tag, Word};

/// How many features a transition has.
pub const MOVE_FEATURES: usize = 52;
/// How many features a label has.
pub const LABEL_FEATURES: usize = 26;

/// A word as the features see it.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Its form, lower case.
    form: u32,
    /// Its lemma.
    lemma: u32,
    /// Its part of speech, with the form's ending where that tells more: tense, number, question words.
    tag: u32,
    /// The part of speech alone.
    plain: u32,
}

const NONE: View = View { form: 3, lemma: 3, tag: 500, plain: 500 };
const ROOT: View = View { form: 5, lemma: 5, tag: 501, plain: 501 };

/// The views of a sentence's words.
#[must_use]
pub fn views(words: &[Word], text: &str) -> Vec<View> {
    words.iter().map(|word| view(word, text)).collect()
}

fn view(word: &Word, text: &str) -> View {
    let surface = word.range.of(text);
    let lower = surface.to_lowercase();
    let ends =
        |endings: &[&str]| endings.iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending));
    let ending = match word.tag {
        Tag::Verb | Tag::Aux if ends(&["ing"]) => 1,
        Tag::Verb | Tag::Aux if ends(&["ed", "en", "wn", "ght"]) => 2,
        Tag::Verb | Tag::Aux if ends(&["s"]) => 3,
        Tag::Verb | Tag::Aux if *lower == *word.lemma => 4,
        Tag::Noun | Tag::Propn if ends(&["s"]) => 3,
        Tag::Pron | Tag::Det | Tag::Adv | Tag::Sconj
            if lower.starts_with("wh") || lower == "that" || lower == "how" =>
        {
            5
        }
        Tag::Pron
            if matches!(
                lower.as_str(),
                "his" | "her" | "its" | "their" | "my" | "your" | "our" | "whose"
            ) =>
        {
            6
        }
        Tag::Part if lower == "to" => 7,
        Tag::Punct if matches!(lower.as_str(), "," | "-" | "–" | "—") => 8,
        Tag::Punct if matches!(lower.as_str(), "“" | "”" | "\"" | "'" | "‘" | "’" | "``" | "''") => 9,
        Tag::Punct if matches!(lower.as_str(), "(" | ")" | "[" | "]") => 10,
        Tag::Punct if matches!(lower.as_str(), ":" | ";" | "…" | "...") => 11,
        _ => 0,
    };
    let plain = word.tag as u32;
    View { form: hash_text(&lower), lemma: hash_text(&word.lemma), tag: plain * 16 + ending, plain }
}

fn near(views: &[View], at: Option<usize>) -> View {
    at.and_then(|at| views.get(at)).copied().unwrap_or(NONE)
}

fn bounded(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

fn relation(state: &State, at: Option<usize>) -> u32 {
    at.and_then(|at| state.label.get(at)).map_or(99, |label| *label as u32)
}

/// The features of the next transition.
#[must_use]
pub fn move_features(views: &[View], state: &State) -> [u32; MOVE_FEATURES] {
    let (i0, i1, i2) = (state.stack_at(0), state.stack_at(1), state.stack_at(2));
    let (s0, s1, s2) = (near(views, i0), near(views, i1), near(views, i2));
    let b0 = if state.next == views.len() { ROOT } else { near(views, Some(state.next)) };
    let (b1, b2) = (near(views, state.buffer_at(1)), near(views, state.buffer_at(2)));
    let left0 = i0.map(|at| state.left_of(at)).unwrap_or_default();
    let right0 = i0.map(|at| state.right_of(at)).unwrap_or_default();
    let left1 = i1.map(|at| state.left_of(at)).unwrap_or_default();
    let right1 = i1.map(|at| state.right_of(at)).unwrap_or_default();
    let left_b = state.left_of(state.next);
    let (l0, r0, r1) = (near(views, left0.outer), near(views, right0.outer), near(views, right1.outer));
    let (l1, lb) = (near(views, left1.outer), near(views, left_b.outer));
    let (r0b, lbb) = (near(views, right0.second), near(views, left_b.second));
    let gap = i0.map_or(9, |at| bounded(state.next.saturating_sub(at)));
    let gap_stack = i0.zip(i1).map_or(9, |(top, below)| bounded(top.saturating_sub(below)));
    let valence = |left: u32, right: u32| left.min(3) * 4 + right.min(3);
    let v0 = valence(left0.count, right0.count);
    let v1 = valence(left1.count, right1.count);
    let vb = left_b.count.min(3);
    let (rl0, rr0, rr1, rlb) = (
        relation(state, left0.outer),
        relation(state, right0.outer),
        relation(state, right1.outer),
        relation(state, left_b.outer),
    );
    [
        feature(100, [s0.form, s0.tag, 0]),
        feature(101, [s0.tag, 0, 0]),
        feature(102, [s1.form, s1.tag, 0]),
        feature(103, [s1.tag, s2.tag, 0]),
        feature(104, [b0.form, b0.tag, 0]),
        feature(105, [b0.tag, b1.tag, 0]),
        feature(106, [b1.form, b0.tag, 0]),
        feature(107, [s0.form, b0.form, 0]),
        feature(108, [s0.lemma, b0.tag, 0]),
        feature(109, [s0.tag, b0.lemma, 0]),
        feature(110, [s0.tag, b0.tag, 0]),
        feature(111, [s0.lemma, s1.lemma, 0]),
        feature(112, [s0.lemma, s1.tag, 0]),
        feature(113, [s0.tag, s1.lemma, 0]),
        feature(114, [s0.tag, s1.tag, 0]),
        feature(115, [s0.tag, s1.tag, b0.tag]),
        feature(116, [s0.tag, s1.tag, s2.tag]),
        feature(117, [s0.tag, b0.tag, b1.tag]),
        feature(118, [s1.tag, b0.tag, b1.plain]),
        feature(119, [b0.tag, b1.tag, b2.tag]),
        feature(120, [s0.lemma, b0.tag, b1.tag]),
        feature(121, [s0.tag, b0.lemma, b1.tag]),
        feature(122, [s0.tag, b0.tag, gap]),
        feature(123, [s0.lemma, gap, b0.plain]),
        feature(124, [s0.tag, s1.tag, gap_stack]),
        feature(125, [s0.lemma, v0, b0.plain]),
        feature(126, [s0.tag, v0, b0.tag]),
        feature(127, [s1.lemma, v1, s0.plain]),
        feature(128, [s1.tag, v1, s0.tag]),
        feature(129, [b0.lemma, vb, s0.plain]),
        feature(130, [b0.tag, vb, s0.tag]),
        feature(131, [s0.tag, l0.tag, b0.tag]),
        feature(132, [s0.tag, r0.tag, b0.tag]),
        feature(133, [s1.tag, r1.tag, s0.tag]),
        feature(134, [s0.tag, b0.tag, lb.tag]),
        feature(135, [s0.tag, l0.lemma, b0.plain]),
        feature(136, [s0.tag, r0.lemma, b0.plain]),
        feature(137, [s1.tag, r1.lemma, s0.plain]),
        feature(138, [b0.tag, lb.lemma, s0.plain]),
        feature(139, [s0.tag, rl0, rr0]),
        feature(140, [s0.lemma, rl0, rr0]),
        feature(141, [s1.tag, rr1, s0.tag]),
        feature(142, [b0.tag, rlb, s0.tag]),
        feature(143, [s1.tag, s0.tag, b0.lemma]),
        feature(144, [s1.lemma, s0.tag, b0.tag]),
        feature(145, [s1.tag, s0.lemma, b0.tag]),
        feature(146, [s1.lemma, s0.form, b0.plain]),
        feature(147, [s0.tag, r0.tag, r0b.tag]),
        feature(148, [b0.tag, lb.tag, lbb.tag]),
        feature(149, [s1.tag, l1.tag, s0.tag]),
        feature(150, [s2.tag, s1.tag, b0.tag]),
        feature(151, [s1.tag, s0.tag, b0.plain * 600 + b1.tag]),
    ]
}

/// The features of the label of an arc from `head` to `dependent`, about to be made in `state`.
#[must_use]
pub fn label_features(views: &[View], state: &State, head: usize, dependent: usize) -> [u32; LABEL_FEATURES] {
    let h = if head == views.len() { ROOT } else { near(views, Some(head)) };
    let d = near(views, Some(dependent));
    let side = u32::from(head < dependent);
    let gap = bounded(head.abs_diff(dependent)) * 2 + side;
    let (before, after) = (near(views, dependent.checked_sub(1)), near(views, Some(dependent + 1)));
    let (head_before, head_after) = (near(views, head.checked_sub(1)), near(views, Some(head + 1)));
    let left = state.left_of(dependent);
    let right = state.right_of(dependent);
    let (first, last) = (near(views, left.outer), near(views, right.outer));
    let sibling = if side == 1 { state.right_of(head).outer } else { state.left_of(head).outer };
    let passive = has_passive(state, head, views.len());
    let (first_relation, sibling_relation) = (relation(state, left.outer), relation(state, sibling));
    [
        feature(200, [h.tag, d.tag, side]),
        feature(201, [h.lemma, d.lemma, side]),
        feature(202, [h.lemma, d.tag, side]),
        feature(203, [h.tag, d.lemma, side]),
        feature(204, [d.form, d.tag, side]),
        feature(205, [d.form, h.form, 0]),
        feature(206, [h.form, h.tag, side]),
        feature(207, [h.tag, d.tag, gap]),
        feature(208, [d.tag, before.tag, after.tag]),
        feature(209, [h.tag, head_before.tag, head_after.tag]),
        feature(210, [d.tag, first.lemma, h.plain]),
        feature(211, [d.tag, first_relation, h.tag]),
        feature(212, [d.tag, last.tag, h.plain]),
        feature(213, [d.tag, sibling_relation, h.tag]),
        feature(214, [d.tag, passive, h.tag]),
        feature(215, [d.tag, passive, first.lemma]),
        feature(216, [h.tag, d.tag, side * 999 + before.plain]),
        feature(217, [h.tag, d.tag, side * 999 + after.plain]),
        feature(218, [d.lemma, before.lemma, side]),
        feature(219, [d.lemma, after.lemma, side]),
        feature(220, [h.lemma, first.lemma, d.plain]),
        feature(221, [h.lemma, d.plain, gap]),
        feature(222, [d.tag, left.count.min(3), right.count.min(3)]),
        feature(223, [sibling_relation, d.lemma, side]),
        feature(224, [h.lemma, sibling_relation, d.tag]),
        feature(225, [first_relation, relation(state, right.outer), d.tag]),
    ]
}

/// Whether the head has a passive auxiliary so far.
fn has_passive(state: &State, head: usize, length: usize) -> u32 {
    if head == length {
        return 2;
    }
    let left = state.left_of(head);
    let passive = [left.outer, left.second]
        .into_iter()
        .flatten()
        .any(|child| state.label.get(child) == Some(&Label::AuxPass));
    u32::from(passive)
}
