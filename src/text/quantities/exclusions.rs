//! Numbers that are no quantities: clock times, labels and names, scores, telephone numbers, turns of
//! phrase.

use super::label_table::{ONE_IDIOMS, designator};
use super::noun;
use crate::text::atoms::Atoms;
use crate::text::numbers::{Number, NumberKind, parse_digits};
use crate::text::words::Tag;

/// What a number that is no plain quantity is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Other {
    /// Nothing to compare.
    Nothing,
    /// A label that ranks: `Category 5`; the designator is at this atom.
    Rank(usize),
}

/// Whether the number at `at` is no quantity, and what it is instead.
pub(super) fn judge(atoms: &Atoms, at: usize, number: &Number) -> Option<Other> {
    let word = atoms.lower(at);
    if is_clock(atoms, number.end) || inside_code(atoms, at, number) || is_telephone(atoms, at) {
        return Some(Other::Nothing);
    }
    if is_list_number(atoms, at, number)
        || is_leftover_year(atoms, at, number)
        || is_idle_word(atoms, at, number)
        || is_anaphor(atoms, at, number)
    {
        return Some(Other::Nothing);
    }
    if number.kind == NumberKind::Cardinal && word == "one" && number.end == at + 1 && !counts_one(atoms, at)
    {
        return Some(Other::Nothing);
    }
    if number.kind == NumberKind::Ordinal {
        return (!ranks(atoms, at, number.end)).then_some(Other::Nothing);
    }
    if is_score(atoms, at, number.end) {
        return Some(Other::Nothing);
    }
    label(atoms, at, number)
}

/// `4.` or `4)` at the start of a line: an item's number.
fn is_list_number(atoms: &Atoms, at: usize, number: &Number) -> bool {
    let opens = at == 0 || (at == 1 && matches!(atoms.lower(0), "(" | "[" | "#"));
    opens
        && number.bare_digits
        && number.value < 100.0
        && matches!(atoms.lower(number.end), "." | ")" | "]" | "")
}

/// Four bare digits that could be a year and count nothing: neither a date nor a quantity.
fn is_leftover_year(atoms: &Atoms, at: usize, number: &Number) -> bool {
    let word = atoms.lower(at);
    let like = number.bare_digits
        && word.len() == 4
        && (1500.0..2100.0).contains(&number.value)
        && !word.contains([',', '.']);
    let counts =
        matches!(atoms.tag(number.end), Tag::Noun | Tag::Adj | Tag::Sym | Tag::Propn | Tag::Verb | Tag::Num)
            || super::units::unit_behind(atoms, number.end, false).is_some();
    let signed = super::units::currency_before(atoms, at).is_some();
    like && !counts && !signed
}

/// Number words that count nothing: `net zero`, the `Big Four`.
fn is_idle_word(atoms: &Atoms, at: usize, number: &Number) -> bool {
    if number.bare_digits || number.kind != NumberKind::Cardinal {
        return false;
    }
    let zero = atoms.lower(at) == "zero"
        && !matches!(atoms.tag(number.end), Tag::Noun | Tag::Adj)
        && super::units::unit_behind(atoms, number.end, false).is_none();
    // A capital inside a sentence makes a name: `League Two`, the `Big Four`, `bought by Three`.
    let inside = atoms.capital(at) && at > 0 && !atoms.begins_sentence(at);
    let counts = atoms.tag(number.end) == Tag::Noun;
    let behind_name = at > 0 && atoms.capital(at - 1) && (atoms.tag(at - 1) == Tag::Propn || !counts);
    let alone = at > 0 && !atoms.capital(at - 1) && !counts;
    let named = inside && (behind_name || alone);
    zero || named
}

/// Number words above this tell how many there are, with or without a noun.
const FEW: f64 = 12.0;

/// `the two had signed`, `these three said`: those who were named before, which counts nobody anew.
fn is_anaphor(atoms: &Atoms, at: usize, number: &Number) -> bool {
    let definite = |word: &str| matches!(word, "the" | "these" | "those");
    let pointed = definite(atoms.before(at, 1))
        || matches!(atoms.before(at, 1), "other" | "first" | "last" | "latter")
            && definite(atoms.before(at, 2));
    let end = number.end;
    let goes_on = matches!(atoms.tag(end), Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num | Tag::Sym)
        || matches!(atoms.lower(end), "-" | "–" | "to" | "or" | "who" | "whom" | "whose" | "that" | "which")
        || atoms.joined(end);
    number.kind == NumberKind::Cardinal
        && !number.bare_digits
        && number.value <= FEW
        && pointed
        && !goes_on
        && super::noun::head(atoms, end).is_none()
        && super::units::unit_behind(atoms, end, false).is_none()
}

/// `5 p.m.`, `5pm`, `14:30` (no number at all), `0600 GMT`, `5 o'clock`, `10 a.m. to 3 p.m.`.
pub(super) fn is_clock(atoms: &Atoms, end: usize) -> bool {
    let meridiem = |at: usize| {
        matches!(
            atoms.lower(at),
            "a.m."
                | "p.m."
                | "a.m"
                | "p.m"
                | "am"
                | "pm"
                | "o'clock"
                | "gmt"
                | "utc"
                | "est"
                | "edt"
                | "hrs"
                | "cet"
        ) && !(atoms.lower(at) == "am" && atoms.lower(at.wrapping_sub(2)) == "i")
    };
    let range = matches!(atoms.lower(end), "-" | "–" | "to" | "and" | "until") && meridiem(end + 2);
    let am_word = atoms.lower(end) == "o" && atoms.lower(end + 1) == "'";
    meridiem(end) || range || am_word || atoms.lower(end) == "o'clock"
}

/// A part of `F-16`, `24/7`, `1.2.3`, `747-400`, `#5`, `@5`, `A4`.
fn inside_code(atoms: &Atoms, at: usize, number: &Number) -> bool {
    if atoms.joined(at) && !matches!(atoms.before(at, 1), "mid" | "under" | "over" | "non" | "pre" | "post") {
        return true;
    }
    let touching = |left: usize, marks: &[&str]| {
        at > left && atoms.touches_next(at - 1 - left) && marks.contains(&atoms.before(at, 1 + left))
    };
    // `7-Eleven`, and years with an apostrophe: `’57`.
    let branded = atoms.joined(number.end)
        && atoms.capital(number.end)
        && number.bare_digits
        && !atoms.surface(number.end).bytes().all(|b| b.is_ascii_uppercase());
    if branded || touching(0, &["'", "’", "‘"]) {
        return true;
    }
    if touching(0, &["#", "@", "_", "/", "."])
        && at >= 2
        && (atoms.touches_next(at - 2) || atoms.before(at, 1) == "#")
    {
        return true;
    }
    let slashed = atoms.lower(number.end) == "/"
        && atoms.touches_next(number.end - 1)
        && atoms.touches_next(number.end);
    slashed && number.bare_digits
}

/// Three or more groups of digits with marks between, or a plus sign before many digits.
pub(super) fn is_telephone(atoms: &Atoms, at: usize) -> bool {
    let digits = |at: usize| {
        let word = atoms.lower(at);
        word.len() >= 2 && word.bytes().all(|b| b.is_ascii_digit())
    };
    let group =
        |from: usize| digits(from) && matches!(atoms.lower(from + 1), "-" | "–") && atoms.touches_next(from);
    let back = |steps: usize| at.checked_sub(steps);
    let three = |from: usize| group(from) && group(from + 2) && digits(from + 4);
    three(at)
        || back(2).is_some_and(three)
        || back(4).is_some_and(three)
        || (atoms.before(at, 1) == "+" && at > 0 && atoms.touches_next(at - 1) && digits(at))
}

/// Whether `one` counts: `one soldier`, `one million`, not `one of`, `no one`, `one day`.
fn counts_one(atoms: &Atoms, at: usize) -> bool {
    let before = atoms.before(at, 1);
    let next = atoms.lower(at + 1);
    if matches!(
        before,
        "no" | "any"
            | "every"
            | "some"
            | "each"
            | "the"
            | "this"
            | "that"
            | "which"
            | "number"
            | "day"
            | "square"
    ) || atoms.joined(at)
    {
        return false;
    }
    if atoms.joined(at + 1) {
        return super::unit_table::unit(next).is_some();
    }
    if ONE_IDIOMS.contains(&next) {
        return matches!(next, "week" | "day")
            && matches!(before, "least" | "than" | "about" | "only" | "within" | "just");
    }
    matches!(atoms.tag(at + 1), Tag::Noun)
        || (matches!(atoms.tag(at + 1), Tag::Adj | Tag::Propn) && atoms.tag(at + 2) == Tag::Noun)
        || super::unit_table::unit(next).is_some()
}

/// Whether an ordinal ranks a noun: `fourth time`, `the second president`, `third-largest`.
fn ranks(atoms: &Atoms, at: usize, end: usize) -> bool {
    let next = atoms.lower(end);
    if matches!(atoms.lower(at), "first" | "second")
        && matches!(
            next,
            "lady"
                | "hand"
                | "aid"
                | "name"
                | "minister"
                | "ministers"
                | "secretary"
                | "responder"
                | "responders"
                | "place"
                | "class"
                | "thing"
                | "of"
        )
    {
        return false;
    }
    // `the Second World War`: a name.
    let written = !atoms.lower(at).starts_with(|c: char| c.is_ascii_digit());
    if written && atoms.capital(at) && !atoms.begins_sentence(at) && atoms.capital(end) {
        return false;
    }
    // `a second`, `per second`: the unit; `at first`, `first of all`.
    if atoms.lower(at) == "second" && matches!(atoms.before(at, 1), "per" | "split") {
        return false;
    }
    if atoms.joined(end) {
        return next.ends_with("est") || next == "most";
    }
    let ahead = |at: usize| matches!(atoms.tag(at), Tag::Noun | Tag::Adj | Tag::Propn);
    ahead(noun::behind_joined(atoms, end))
        && !matches!(next, "century" | "centuries" | "floor" | "street" | "avenue" | "amendment")
}

/// `3-1`, `52-48`, `won 3 to 1` where no words around make it a tally: falling pairs are scores all the same, and
/// so are rising ones that count nothing.
fn is_score(atoms: &Atoms, at: usize, end: usize) -> bool {
    let pair = |first: usize, second: usize| {
        Some((parse_digits(atoms.lower(first))?.value, parse_digits(atoms.lower(second))?.value))
    };
    let dash = |at: usize| matches!(atoms.lower(at), "-" | "–" | "—");
    let tight = |mark: usize| atoms.touches_next(mark) && mark > 0 && atoms.touches_next(mark - 1);
    let first_of = (dash(end) && tight(end)).then(|| pair(at, end + 1).map(|pair| (pair, end + 2))).flatten();
    let second_of = at
        .checked_sub(2)
        .filter(|_| dash(at - 1) && tight(at - 1))
        .and_then(|first| pair(first, at).map(|pair| (pair, end)));
    if let Some(((first, second), behind)) = first_of.or(second_of) {
        let counted = matches!(atoms.tag(behind), Tag::Noun | Tag::Adj | Tag::Sym | Tag::Propn)
            || matches!(
                atoms.lower(behind),
                "million" | "billion" | "thousand" | "hundred" | "%" | "percent" | "per"
            );
        let signed = matches!(
            first_of.map_or_else(|| atoms.before(at, 3), |_| atoms.before(at, 1)),
            "$" | "€"
                | "£"
                | "aged"
                | "ages"
                | "about"
                | "between"
                | "of"
                | "some"
                | "roughly"
                | "around"
                | "every"
        );
        let vote = matches!(
            atoms.lower(behind),
            "vote"
                | "victory"
                | "win"
                | "defeat"
                | "loss"
                | "draw"
                | "record"
                | "lead"
                | "ruling"
                | "decision"
                | "margin"
        );
        return first >= second || vote || !(counted || signed);
    }
    let won = |word: &str| {
        matches!(word, "won" | "lost" | "vote" | "voted" | "beat" | "score" | "ruled" | "ruling")
    };
    atoms.lower(end) == "to"
        && pair(at, end + 1).is_some_and(|(first, second)| first >= second)
        && (1..=4).any(|back| won(atoms.before(at, back)))
}

/// Behind a designator or a name a number is a label: `Article 5`, `Boeing 747`, `Apollo 11`.
fn label(atoms: &Atoms, at: usize, number: &Number) -> Option<Other> {
    let back = at.checked_sub(1)?;
    let before = atoms.lower(back);
    if atoms.range(back).end() + 1 < atoms.range(at).start() || !atoms.whole(back) {
        return None;
    }
    if let Some(ranked) = designator(before) {
        let plain = number.bare_digits || number.value < 13.0;
        let counted = atoms.tag(number.end) == Tag::Noun
            && matches!(
                before,
                "day"
                    | "week"
                    | "year"
                    | "round"
                    | "set"
                    | "game"
                    | "call"
                    | "house"
                    | "group"
                    | "order"
                    | "am"
                    | "pm"
                    | "no"
            );
        // `that day 30 people`, `No 30 people`: the number counts what follows.
        return (plain && !counted).then_some(if ranked { Other::Rank(back) } else { Other::Nothing });
    }
    let named = atoms.capital(back)
        && atoms.tag(back) == Tag::Propn
        && !atoms.begins_sentence(back)
        && number.bare_digits
        && number.value.fract() == 0.0
        && !matches!(before, "u.s." | "u.n." | "mr." | "mrs.");
    if !named {
        return None;
    }
    let digits = atoms.lower(at);
    // Codes and indices: a name in capitals and a small number.
    let letters = atoms.surface(back);
    let code = letters.len() >= 2
        && !letters.contains('.')
        && letters.bytes().all(|b| b.is_ascii_uppercase() || b == b'&')
        && !digits.contains(',')
        && crate::text::lexicon::country(atoms.lower(back)).is_none();
    if code {
        return Some(Other::Nothing);
    }
    let next_counts = matches!(atoms.tag(number.end), Tag::Noun | Tag::Adj | Tag::Sym)
        || matches!(atoms.lower(number.end), "percent" | "per" | "million" | "billion" | "people");
    let model = digits.len() >= 3 && !digits.contains(',') && !digits.ends_with('0');
    (!next_counts || model).then_some(Other::Nothing)
}
