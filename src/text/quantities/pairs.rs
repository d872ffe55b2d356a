//! Bare pairs of numbers that are tallies: `9-4`, `five-four`, `242 to 391`.
//!
//! Only the words around make a tally of them, a vote or a game: they may as well be a range, a season, a record, a
//! pair of pages or a model's name.

use super::exclusions::{is_clock, is_telephone};
use super::label_table::designator;
use super::noun;
use super::tally_table::{GAMES, OUTCOMES, RANGES, VOTES, WHEN};
use super::units::unit_behind;
use crate::text::atoms::Atoms;
use crate::text::dates::is_calendar_word;
use crate::text::numbers::{Number, NumberKind, number_at};
use crate::text::words::Tag;

/// How far before a pair the word that makes it a vote may stand.
const BEFORE: usize = 14;
/// The same for a game, whose pairs are put right behind the other side's name.
const GAME_BEFORE: usize = 8;
/// The same where the pair alone reads as a range: `voted 3 to 5`.
const NEAR: usize = 3;
/// How far behind a pair that word may stand.
const BEHIND: usize = 5;

/// How the two numbers of a bare pair are tied.
#[derive(Clone, Copy, PartialEq)]
enum Link {
    Dash,
    To,
}

/// `9-4`, `five-four`, `242 to 391`, `nine-to-four` where the words around tell of a vote or a game.
pub(super) fn bare(atoms: &Atoms, at: usize, number: &Number) -> Option<(f64, usize)> {
    let end = number.end;
    let (link, next) = match atoms.lower(end) {
        "-" | "–" | "—" if atoms.touches_next(end - 1) && atoms.touches_next(end) => {
            (Link::Dash, end + 1)
        }
        "to" => (Link::To, end + 1),
        _ if atoms.joined(end) => (Link::Dash, end),
        _ => return None,
    };
    let nobody = link == Link::To && matches!(atoms.lower(next), "none" | "nil" | "nothing");
    let (value, behind) = if nobody {
        (0.0, next + 1)
    } else {
        let second = number_at(atoms, next, false)?;
        let whole = second.kind == NumberKind::Cardinal && !second.plural && second.value.fract() == 0.0;
        whole.then_some((second.value, second.end))?
    };
    let pair = Pair { atoms, at, end: behind, first: number.value, second: value, link };
    (!pair.is_something_else() && pair.is_told_of()).then_some((value, behind))
}

/// A bare pair of numbers and its place.
struct Pair<'a, 'b> {
    atoms: &'b Atoms<'a>,
    at: usize,
    end: usize,
    first: f64,
    second: f64,
    link: Link,
}

impl Pair<'_, '_> {
    /// Years, hours, pages, ranges, names, telephone numbers, one of several sets, records of a season.
    fn is_something_else(&self) -> bool {
        let Self { atoms, at, end, .. } = *self;
        let dash = |at: usize| matches!(atoms.lower(at), "-" | "–" | "—" | "/");
        let chained =
            dash(end) && atoms.touches_next(end - 1) || at > 0 && dash(at - 1) && atoms.touches_next(at - 1);
        let year = |value: f64| (1500.0..2100.0).contains(&value);
        let years = year(self.first) && (year(self.second) || self.second < 100.0);
        let before = atoms.before(at, 1);
        let of = before == "of" && !at.checked_sub(2).is_some_and(|noun| is_of(atoms, noun, OUTCOMES));
        // `passed the relief bill 81-0` names no `bill 81`.
        let object = (2..=3).any(|back| at >= back && atoms.tag(at - back) == Tag::Det);
        let label = designator(before).is_some() && !(object && self.first >= self.second);
        // `6-4, 6-2 7-6`: the sets of one game.
        let pair = |at: usize| atoms.lower(at).starts_with(|c: char| c.is_ascii_digit()) && dash(at + 1);
        let mark = |word: &str| matches!(word, "," | "and" | "(" | "to");
        let listed = pair(end)
            || mark(atoms.lower(end)) && pair(end + 1)
            || at > 2 && (dash(at - 2) || mark(before) && dash(at - 3));
        // `make it 2-1`, `fought back to 5-5`, `went 2-0 up`: the game goes on.
        let made = before == "it" && at.checked_sub(2).is_some_and(|verb| is_of(atoms, verb, &["make"]));
        let goes_on = matches!(atoms.lower(end), "up" | "down" | "clear" | "ahead" | "behind");
        let interim = self.link == Link::Dash && (made || before == "to" || goes_on);
        chained
            || years
            || of
            || label
            || listed
            || interim
            || RANGES.contains(&before)
            || is_clock(atoms, end)
            || is_telephone(atoms, at)
            || unit_behind(atoms, end, false).is_some()
    }

    /// Whether the words around speak of a vote or a game.
    fn is_told_of(&self) -> bool {
        let Self { atoms, at, end, .. } = *self;
        let falls = self.first >= self.second;
        let head = self.described();
        if let Some(head) = head {
            // `by a 2-1 margin`, `a two-to-one majority`: a ratio.
            let ratio = self.second == 1.0
                && (self.link == Link::To || matches!(atoms.lower(head), "margin" | "majority"));
            return is_of(atoms, head, OUTCOMES) && !ratio;
        }
        let article = matches!(atoms.before(at, 1), "a" | "an" | "the" | "this" | "that" | "its" | "their");
        // Nothing but a noun that it describes makes a tally of `five-four`.
        let joined = self.link == Link::Dash && atoms.joined(end - 1);
        if article || joined || atoms.lower(end) == "of" {
            return false;
        }
        // `a vote of 52 to 48`, `the score was 3-1`.
        let named = matches!(atoms.before(at, 1), "of" | "was")
            && at.checked_sub(2).is_some_and(|noun| is_of(atoms, noun, OUTCOMES));
        let by = matches!(atoms.before(at, 1), "by" | "of");
        match self.link {
            Link::To if self.second == 1.0 => false,
            _ if named => true,
            Link::To if by => falls && self.nears(VOTES, BEFORE, 0) || self.nears(&["vote"], BEFORE, 0),
            Link::To => {
                self.nears(&["vote", "rule", "split", "divide"], NEAR, 0)
                    || falls && (self.nears(VOTES, NEAR, 0) || self.nears(GAMES, NEAR, 0))
            }
            Link::Dash if falls => self.nears(VOTES, BEFORE, BEHIND) || self.is_of_game(),
            // `the vaccine for children 5-11`.
            Link::Dash => {
                let counted = at > 0
                    && atoms.tag(at - 1) == Tag::Noun
                    && atoms.word(at - 1).is_some_and(|word| *word.lemma != *atoms.lower(at - 1));
                !counted && (self.nears(VOTES, NEAR + 3, 0) || self.nears(GAMES, NEAR, 0))
            }
        }
    }

    /// The noun that the pair describes; `96-0 last week` and `96-0 Wednesday` describe none.
    fn described(&self) -> Option<usize> {
        let next = self.atoms.lower(self.end);
        if WHEN.contains(&next) || is_calendar_word(next) {
            return None;
        }
        noun::head(self.atoms, self.end).filter(|_| !matches!(next, "in" | "of"))
    }

    /// `beat them 3-1`; not what a side has won and lost so far: `improved to 9-4`, `are 9-4`.
    fn is_of_game(&self) -> bool {
        let record = matches!(
            self.atoms.before(self.at, 1),
            "is" | "are" | "was" | "were" | "(" | "went" | "go" | "finished" | "started" | "at"
        );
        // `5-0 after two overs`.
        let so_far = self.atoms.lower(self.end) == "after";
        !record && !so_far && (self.nears(GAMES, GAME_BEFORE, 0) || self.nears(&["draw", "tie"], 0, BEHIND))
    }

    /// Whether a noun or verb of `lemmas` stands in the sentence that many atoms before the pair or behind it; what
    /// is also an adverb or an adjective only as a verb.
    fn nears(&self, lemmas: &[&str], before: usize, behind: usize) -> bool {
        let Self { atoms, at, end, .. } = *self;
        let is_told = |at: usize| {
            is_of(atoms, at, lemmas)
                && match atoms.tag(at) {
                    Tag::Verb => true,
                    Tag::Noun => !matches!(atoms.lower(at), "back" | "clear" | "pass"),
                    _ => false,
                }
        };
        let ends = |at: &usize| !matches!(atoms.lower(*at), "." | ";" | "!" | "?" | "");
        (at.saturating_sub(before)..at).rev().take_while(ends).any(is_told)
            || (end..end + behind).take_while(ends).any(is_told)
    }
}

/// Whether the atom at `at` is a form of one of `lemmas`.
pub(super) fn is_of(atoms: &Atoms, at: usize, lemmas: &[&str]) -> bool {
    let lemma = atoms.word(at).filter(|_| atoms.whole(at)).map_or(atoms.lower(at), |word| &*word.lemma);
    lemmas.contains(&lemma)
}
