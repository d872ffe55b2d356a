//! Numbers in words: `two hundred and fifty`, `thirty-fourth`, `two-thirds`.

use super::number_words::{Part, part};
use super::phrase::{Number, NumberKind, and_a_half, cardinal_word, scale};
use crate::text::atoms::Atoms;

/// Words below a hundred, then `hundred`, then scales: the usual grammar.
pub(super) fn in_words(atoms: &Atoms, at: usize, money: bool) -> Option<Number> {
    let first = below_hundred(atoms, at)?;
    if first.kind == NumberKind::Ordinal {
        return fraction(atoms, at).or(Some(first));
    }
    if let Some(fraction) = fraction(atoms, at) {
        return Some(fraction);
    }
    if atoms.reads(first.end, "point")
        && cardinal_word(atoms.lower(first.end + 1)).is_some_and(|tenth| tenth < 10.0)
    {
        let tenth = cardinal_word(atoms.lower(first.end + 1))?;
        let mut number =
            Number { end: first.end + 2, value: first.value + tenth / 10.0, slack: 0.05, ..first };
        scale(atoms, &mut number, money);
        return Some(number);
    }
    let mut total = 0.0;
    let mut group = first;
    loop {
        if part(atoms.lower(group.end)) == Some(Part::Hundred) {
            group.value *= 100.0;
            group.end += 1;
            if let Some(rest) = tail(atoms, group.end, 100.0).filter(|rest| rest.value < 100.0) {
                group.value += rest.value;
                group.end = rest.end;
                group.kind = rest.kind;
            }
        }
        if group.kind == NumberKind::Ordinal {
            return Some(Number { value: total + group.value, ..group });
        }
        let Some(Part::Scale(factor, false)) = part(atoms.lower(group.end)) else { break };
        group.value *= factor;
        group.end += 1;
        // `one hundred thousand million` and the like.
        while let Some(Part::Scale(factor, false)) = part(atoms.lower(group.end)) {
            group.value *= factor;
            group.end += 1;
        }
        let Some(rest) = tail(atoms, group.end, group.value) else { break };
        total += group.value;
        group = rest;
    }
    let mut number = Number { value: total + group.value, slack: 0.0, ..group };
    if number.end > first.end && number.value >= 1e3 && total == 0.0 {
        // `three million` is rounded, `three million two hundred` is not.
        number.slack = 0.05 * number.value.min(10_f64.powf(number.value.log10().floor()));
    }
    if part(atoms.lower(number.end)) == Some(Part::Dozen) {
        number.value *= 12.0;
        number.end += 1;
    }
    and_a_half(atoms, &mut number);
    Some(number)
}

/// The smaller rest of a number after `hundred` or a scale: `and fifty`, `three hundred`.
pub(super) fn tail(atoms: &Atoms, at: usize, limit: f64) -> Option<Number> {
    let and = usize::from(atoms.lower(at) == "and");
    if atoms.reads(at + and, "a half") {
        return None;
    }
    let mut rest = below_hundred(atoms, at + and)?;
    if rest.kind == NumberKind::Cardinal && part(atoms.lower(rest.end)) == Some(Part::Hundred) {
        rest.value *= 100.0;
        rest.end += 1;
        if let Some(ones) = tail(atoms, rest.end, 100.0) {
            rest = Number { value: rest.value + ones.value, ..ones };
        }
    }
    // `a hundred and two thousand` reads as one number only when the scale comes last.
    let scaled = matches!(part(atoms.lower(rest.end)), Some(Part::Scale(factor, false)) if factor >= limit);
    // `two hundred and one of them`: the `and` may join two counts; below a hundred it rarely does.
    (rest.value < limit && !scaled).then_some(rest)
}

/// `thirty-four`, `thirty four`, `seventeen`, `thirty-fourth`.
fn below_hundred(atoms: &Atoms, at: usize) -> Option<Number> {
    match part(atoms.lower(at))? {
        Part::Ones(value) => Some(Number::words(at + 1, value, NumberKind::Cardinal)),
        Part::Tens(tens) => Some(match part(atoms.lower(at + 1)) {
            Some(Part::Ones(ones)) if ones > 0.0 && ones < 10.0 => {
                Number::words(at + 2, tens + ones, NumberKind::Cardinal)
            }
            Some(Part::Ordinal(ones)) if ones < 10.0 && atoms.joined(at + 1) => {
                Number::words(at + 2, tens + ones, NumberKind::Ordinal)
            }
            _ => Number::words(at + 1, tens, NumberKind::Cardinal),
        }),
        Part::Ordinal(value) => Some(Number::words(at + 1, value, NumberKind::Ordinal)),
        _ => None,
    }
}

/// `two-thirds`, `three quarters`, `one third of`.
fn fraction(atoms: &Atoms, at: usize) -> Option<Number> {
    let Part::Ones(above) = part(atoms.lower(at))? else { return None };
    let below = match part(atoms.lower(at + 1))? {
        Part::Denominator(below) => below,
        Part::Ordinal(below @ (3.0 | 4.0 | 5.0 | 8.0 | 10.0)) if above == 1.0 => {
            let of = atoms.joined(at + 1) || atoms.lower(at + 2) == "of";
            of.then_some(below)?
        }
        _ => return None,
    };
    // `three quarters of growth` are quarters of a year; only a part of one whole is a fraction.
    (above < below && above > 0.0).then(|| Number::words(at + 2, above / below, NumberKind::Fraction))
}
