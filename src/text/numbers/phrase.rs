//! Number phrases: `34`, `two hundred and fifty`, `half a million`, `1.5 billion`, `tens of thousands`.

use super::digits::parse_digits;
use super::grammar::{in_words, tail};
use super::number_words::{Part, part, plural_scale};
use crate::text::atoms::Atoms;
use crate::text::words::Tag;

/// What kind of number a phrase is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberKind {
    /// How many.
    Cardinal,
    /// Which in a row.
    Ordinal,
    /// A part of something: a half, two-thirds.
    Fraction,
    /// `dozens`, `several hundred`: somewhere from the first to the second.
    Vague(f64, f64),
}

/// A number phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// One past its last atom.
    pub end: usize,
    pub value: f64,
    pub kind: NumberKind,
    /// How far a rounded number may lie from the true one; 0 for an exact one.
    pub slack: f64,
    /// Written in digits, without a scale word.
    pub bare_digits: bool,
    /// Ends in `s`: `1990s`, `30s`.
    pub plural: bool,
}

impl Number {
    pub(super) fn words(end: usize, value: f64, kind: NumberKind) -> Self {
        Self { end, value, kind, slack: 0.0, bare_digits: false, plural: false }
    }
}

/// The value of a single word from zero to ninety-nine.
pub(crate) fn cardinal_word(word: &str) -> Option<f64> {
    match part(word)? {
        Part::Ones(value) | Part::Tens(value) => Some(value),
        _ => None,
    }
}

/// The number phrase that begins at the atom `at`. `money` says that a currency sign stands before it,
/// which lets single letters be scales.
pub(crate) fn number_at(atoms: &Atoms, at: usize, money: bool) -> Option<Number> {
    let lower = atoms.lower(at);
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return in_digits(atoms, at, money);
    }
    if let Some(glyph) = glyph(lower) {
        return Some(Number::words(at + 1, glyph, NumberKind::Fraction));
    }
    match lower {
        "half" => half(atoms, at),
        "a" | "an" => with_article(atoms, at),
        "several" | "few" => vague(atoms, at, at + 1),
        "tens" | "hundreds" | "dozens" | "scores" | "thousands" | "millions" | "billions" | "trillions" => {
            plural(atoms, at)
        }
        _ => in_words(atoms, at, money),
    }
}

fn in_digits(atoms: &Atoms, at: usize, money: bool) -> Option<Number> {
    let digits = parse_digits(atoms.lower(at))?;
    let mut number = Number {
        end: at + 1,
        value: digits.value,
        kind: if digits.ordinal { NumberKind::Ordinal } else { NumberKind::Cardinal },
        slack: digits.slack,
        bare_digits: true,
        plural: digits.plural,
    };
    if digits.ordinal || digits.plural {
        return Some(number);
    }
    // `2½`, `2 1/2`, `1/2`.
    if let Some(half) = glyph(atoms.lower(number.end)).filter(|_| atoms.touches_next(at)) {
        number.value += half;
        number.end += 1;
    } else if let Some((value, end)) = slash_fraction(atoms, number.end) {
        number.value += value;
        number.end = end;
    } else if let Some((value, end)) = slash_fraction(atoms, at) {
        return Some(Number::words(end, value, NumberKind::Fraction));
    }
    scale(atoms, &mut number, money);
    and_a_half(atoms, &mut number);
    Some(number)
}

/// `1/2`, `3/4`: small and without spaces, so that dates and ratios stay out.
fn slash_fraction(atoms: &Atoms, at: usize) -> Option<(f64, usize)> {
    let tight = atoms.lower(at + 1) == "/" && atoms.touches_next(at) && atoms.touches_next(at + 1);
    let (above, below) = (small(atoms.lower(at))?, small(atoms.lower(at + 2))?);
    (tight && above < below && matches!(below as u8, 2..=5 | 8 | 10) && atoms.lower(at + 3) != "/")
        .then(|| (above / below, at + 3))
}

fn small(word: &str) -> Option<f64> {
    (word.len() <= 2).then(|| word.parse::<u8>().ok()).flatten().map(f64::from)
}

fn glyph(word: &str) -> Option<f64> {
    Some(match word {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        _ => return None,
    })
}

/// Takes in the scale words behind `number`: `5 million`, `5bn`, `hundred thousand`.
pub(super) fn scale(atoms: &Atoms, number: &mut Number, money: bool) {
    loop {
        let factor = match part(atoms.lower(number.end)) {
            Some(Part::Hundred) => 100.0,
            Some(Part::Dozen) => 12.0,
            Some(Part::Scale(factor, false)) => factor,
            Some(Part::Scale(factor, true)) if letter_scale(atoms, number.end, money) => factor,
            _ => return,
        };
        // Without decimals a scaled number is rounded to its scale at best by half a tenth.
        let slack = if number.slack > 0.0 { number.slack } else { 0.05 };
        number.slack = if factor >= 1e3 { slack * factor } else { 0.0 };
        number.value *= factor;
        number.end += 1;
        number.bare_digits = false;
    }
}

/// Whether the letter at `at` is a scale: `$3m`, `10k`, `5M people`, but `5 m high` is a length.
fn letter_scale(atoms: &Atoms, at: usize, money: bool) -> bool {
    if !atoms.touches_next(at - 1) {
        return money && atoms.lower(at).len() == 1 && atoms.lower(at) != "k";
    }
    let counted = matches!(atoms.tag(at + 1), Tag::Noun | Tag::Adj)
        && !matches!(
            atoms.lower(at + 1),
            "long" | "high" | "tall" | "deep" | "wide" | "away" | "race" | "final" | "sprint"
        );
    money || atoms.lower(at) == "k" || counted
}

/// `two and a half`, `two and a half million`, `one and a quarter`.
pub(super) fn and_a_half(atoms: &Atoms, number: &mut Number) {
    let rest = if atoms.reads(number.end, "and a half") {
        0.5
    } else if atoms.reads(number.end, "and a quarter") {
        0.25
    } else if atoms.reads(number.end, "and three quarters") {
        0.75
    } else {
        return;
    };
    number.end += 3;
    number.value += rest;
    number.slack = 0.0;
    scale(atoms, number, false);
}

/// `half a million`, `half the country`, `half of`, `half an hour`.
fn half(atoms: &Atoms, at: usize) -> Option<Number> {
    let article = usize::from(matches!(atoms.lower(at + 1), "a" | "an"));
    if article == 1 || atoms.joined(at + 1) {
        let mut number = Number::words(at + 1 + article, 0.5, NumberKind::Cardinal);
        let before = number.end;
        scale(atoms, &mut number, false);
        if number.end > before {
            number.slack = 0.1 * number.value;
            return Some(number);
        }
        // `half an hour`: the unit follows.
        return (article == 1).then_some(number);
    }
    // The first, bottom or other half is a part of its own, no share.
    let which = at > 0 && matches!(atoms.tag(at - 1), Tag::Adj | Tag::Num | Tag::Propn)
        || atoms.before(at, 1) == "the";
    (!which && matches!(atoms.lower(at + 1), "of" | "the" | "its" | "their" | "all" | "his" | "her" | "our"))
        .then(|| Number::words(at + 1, 0.5, NumberKind::Fraction))
}

/// `a hundred`, `a dozen`, `a few hundred`, `a couple`, `a third of`.
fn with_article(atoms: &Atoms, at: usize) -> Option<Number> {
    let next = atoms.lower(at + 1);
    match (next, part(next)) {
        ("few", _) => vague(atoms, at + 1, at + 2),
        ("couple", _) => {
            let of = usize::from(atoms.lower(at + 2) == "of");
            if let Some((low, high)) =
                matches!(atoms.lower(at + 2 + of), "hundred" | "thousand" | "dozen" | "million")
                    .then(|| factor_of(atoms.lower(at + 2 + of)).map(|factor| (2.0 * factor, 3.0 * factor)))
                    .flatten()
            {
                return Some(Number::words(at + 3 + of, low, NumberKind::Vague(low, high)));
            }
            // `A couple in Leeds have married`: two people, and no count.
            let counts =
                of > 0 || matches!(atoms.tag(at + 2), Tag::Noun | Tag::Adj) || atoms.lower(at + 2) == "more";
            counts.then(|| Number::words(at + 2, 2.0, NumberKind::Vague(2.0, 3.0)))
        }
        ("half", _) if atoms.tag(at + 2) == Tag::Noun || atoms.joined(at + 2) => {
            let mut number = Number::words(at + 2, 0.5, NumberKind::Cardinal);
            scale(atoms, &mut number, false);
            Some(number)
        }
        ("third" | "quarter" | "fifth" | "tenth", _)
            if atoms.lower(at + 2) == "of" && !atoms.joined(at + 2) =>
        {
            let below = match next {
                "third" => 3.0,
                "quarter" => 4.0,
                "fifth" => 5.0,
                _ => 10.0,
            };
            if next == "quarter" && atoms.reads(at + 2, "of a") && factor_of(atoms.lower(at + 4)).is_some() {
                let factor = factor_of(atoms.lower(at + 4))?;
                return Some(Number {
                    slack: 0.05 * factor,
                    ..Number::words(at + 5, 0.25 * factor, NumberKind::Cardinal)
                });
            }
            Some(Number::words(at + 2, 1.0 / below, NumberKind::Fraction))
        }
        (_, Some(Part::Hundred | Part::Dozen | Part::Scale(_, false))) => {
            let mut number = Number::words(at + 1, 1.0, NumberKind::Cardinal);
            scale(atoms, &mut number, false);
            // `a hundred and fifty`.
            if number.value >= 100.0
                && let Some(rest) = tail(atoms, number.end, number.value)
            {
                number.value += rest.value;
                number.end = rest.end;
                number.kind = rest.kind;
            } else {
                number.slack = 0.1 * number.value;
            }
            if next == "dozen" {
                number.slack = 1.0;
            }
            Some(number)
        }
        _ => None,
    }
}

fn factor_of(word: &str) -> Option<f64> {
    match part(word)? {
        Part::Hundred => Some(100.0),
        Part::Dozen => Some(12.0),
        Part::Scale(factor, false) => Some(factor),
        _ => None,
    }
}

/// `several hundred`, `a few thousand`: from two to nine of them.
fn vague(atoms: &Atoms, _at: usize, scale_at: usize) -> Option<Number> {
    let factor = factor_of(atoms.lower(scale_at))?;
    Some(Number::words(scale_at + 1, 2.0 * factor, NumberKind::Vague(2.0 * factor, 9.9 * factor)))
}

/// `hundreds`, `tens of thousands`, `hundreds of millions`.
fn plural(atoms: &Atoms, at: usize) -> Option<Number> {
    let first = atoms.lower(at);
    if atoms.lower(at + 1) == "of"
        && let Some((least, _)) = plural_scale(atoms.lower(at + 2)).filter(|(least, _)| *least >= 1e3)
    {
        let factor = match first {
            "tens" => 10.0,
            "dozens" | "scores" => 20.0,
            "hundreds" => 100.0,
            "thousands" => 1e3,
            _ => return None,
        };
        let low = least * factor;
        return Some(Number::words(at + 3, low, NumberKind::Vague(low, low * 99.9)));
    }
    let (least, most) = plural_scale(first)?;
    // Scores on a sheet, not scores of people.
    let counted = atoms.lower(at + 1) == "of" || first != "scores";
    counted.then(|| Number::words(at + 1, least, NumberKind::Vague(least, most)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn read(text: &str) -> Option<(f64, NumberKind)> {
        let words = words(text);
        let atoms = Atoms::new(text, &words);
        number_at(&atoms, 0, false).filter(|number| number.end == atoms.len()).map(|n| (n.value, n.kind))
    }

    #[test]
    fn cardinals_in_words_are_read() {
        for (text, value) in [
            ("thirty-four", 34.0),
            ("two hundred and fifty", 250.0),
            ("one hundred thousand", 100_000.0),
            ("two thousand and twenty-two", 2022.0),
            ("three million two hundred thousand", 3_200_000.0),
            ("a hundred", 100.0),
            ("half a million", 500_000.0),
            ("a dozen", 12.0),
            ("half a dozen", 6.0),
            ("two dozen", 24.0),
            ("two and a half", 2.5),
            ("two and a half million", 2_500_000.0),
            ("one point five billion", 1_500_000_000.0),
            ("1.5 billion", 1_500_000_000.0),
            ("5bn", 5_000_000_000.0),
            ("10k", 10_000.0),
            ("2½", 2.5),
        ] {
            assert_eq!(read(text), Some((value, NumberKind::Cardinal)), "{text}");
        }
    }

    #[test]
    fn ordinals_and_fractions_are_told_apart() {
        assert_eq!(read("twenty-first"), Some((21.0, NumberKind::Ordinal)));
        assert_eq!(read("100th"), Some((100.0, NumberKind::Ordinal)));
        assert_eq!(read("one hundred and fifth"), Some((105.0, NumberKind::Ordinal)));
        assert_eq!(read("two-thirds"), Some((2.0 / 3.0, NumberKind::Fraction)));
        assert_eq!(read("three quarters"), Some((0.75, NumberKind::Fraction)));
    }

    #[test]
    fn vague_numbers_are_intervals() {
        assert_eq!(read("hundreds"), Some((100.0, NumberKind::Vague(100.0, 9_999.0))));
        assert!(matches!(read("tens of thousands"), Some((_, NumberKind::Vague(10_000.0, _)))));
        assert!(matches!(read("several hundred"), Some((_, NumberKind::Vague(200.0, _)))));
    }
}
