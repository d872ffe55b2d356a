//! The unit of a number: a currency before it, a measure, share or currency behind it.

use super::Unit;
use super::currency_table::{currency_code, currency_of, currency_sign, currency_word};
use super::unit_table::{UnitEntry, unit};
use crate::text::atoms::Atoms;

/// A unit at its place: the atoms from `start` to `end` name it.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitAt {
    pub entry: UnitEntry,
    pub end: usize,
}

fn money(code: &'static str) -> UnitEntry {
    // `RMB` is what the yuan is called beside its code.
    let code = if code == "RMB" { "CNY" } else { code };
    UnitEntry { unit: Unit::Money(code), name: code, factor: 1.0 }
}

/// The currency that stands before the number at `at`, and the index of its first atom.
pub(super) fn currency_before(atoms: &Atoms, at: usize) -> Option<(UnitEntry, usize)> {
    let back = at.checked_sub(1)?;
    let sign = atoms.lower(back);
    let letters_at = back
        .checked_sub(1)
        .filter(|letters| atoms.touches_next(*letters) || matches!(atoms.lower(*letters), "us" | "u.s."));
    if let Some(letters_at) = letters_at
        && sign == "$"
        && atoms.lower(letters_at).len() <= 4
        && atoms.lower(letters_at).bytes().all(|b| b.is_ascii_alphabetic() || b == b'.')
    {
        return currency_sign(atoms.lower(letters_at), sign).map(|code| (money(code), letters_at));
    }
    if let Some(code) = currency_sign("", sign) {
        return Some((money(code), back));
    }
    if matches!(sign, "rs" | "rs.") {
        return Some((money("INR"), back));
    }
    let written = atoms.surface(back);
    let capitals = written.len() == 3 && written.bytes().all(|b| b.is_ascii_uppercase());
    currency_code(sign).filter(|_| capitals).map(|code| (money(code), back))
}

/// The unit that begins at the atom `at`, right behind a number.
pub(super) fn unit_behind(atoms: &Atoms, at: usize, scaled: bool) -> Option<UnitAt> {
    if let Some(degrees) = degrees(atoms, at) {
        return Some(degrees);
    }
    for length in (2..=3).rev() {
        let phrase: Vec<&str> = (0..length).map(|offset| atoms.lower(at + offset)).collect();
        if phrase.iter().any(|word| word.is_empty()) {
            continue;
        }
        if let Some(entry) = unit(&phrase.join(" ")) {
            return Some(UnitAt { entry, end: at + length });
        }
    }
    if let Some(money) = money_behind(atoms, at, scaled) {
        return Some(money);
    }
    let word = atoms.lower(at);
    let entry = unit(word.strip_suffix('.').unwrap_or(word))?;
    if !reads_as_unit(atoms, at, entry) {
        return None;
    }
    Some(UnitAt { entry, end: at + 1 })
}

/// `dollars`, `US dollars`, `pounds sterling`, `million pounds`, `EUR`.
fn money_behind(atoms: &Atoms, at: usize, scaled: bool) -> Option<UnitAt> {
    let word = atoms.lower(at);
    if let Some(code) = currency_word(word) {
        return Some(UnitAt { entry: money(code), end: at + 1 });
    }
    for skip in 1..=2 {
        let named = currency_of(atoms.lower(at + skip - 1), atoms.lower(at + skip));
        if let Some(code) = named {
            return Some(UnitAt { entry: money(code), end: at + skip + 1 });
        }
    }
    if matches!(word, "pound" | "pounds") {
        let sterling = atoms.lower(at + 1) == "sterling";
        return (sterling || scaled)
            .then(|| UnitAt { entry: money("GBP"), end: at + 1 + usize::from(sterling) });
    }
    let written = atoms.surface(at);
    let capitals = written.len() == 3 && written.bytes().all(|b| b.is_ascii_uppercase());
    currency_code(word).filter(|_| capitals).map(|code| UnitAt { entry: money(code), end: at + 1 })
}

/// `degrees`, `degrees Celsius`, `°F`, `20 C` stays a count.
fn degrees(atoms: &Atoms, at: usize) -> Option<UnitAt> {
    if !matches!(atoms.lower(at), "degree" | "degrees" | "°" | "℃" | "℉" | "º") {
        return None;
    }
    // Fahrenheit needs an offset as well as a factor: its own base, converted in comparisons.
    let (name, end) = match atoms.lower(at + 1) {
        "celsius" | "centigrade" | "c" | "c." => ("celsius", at + 2),
        "fahrenheit" | "f" | "f." => ("fahrenheit", at + 2),
        _ if atoms.lower(at) == "℃" => ("celsius", at + 1),
        _ if atoms.lower(at) == "℉" => ("fahrenheit", at + 1),
        _ => ("degree", at + 1),
    };
    Some(UnitAt { entry: UnitEntry { unit: Unit::Measure(name), name, factor: 1.0 }, end })
}

/// Short units are also letters and words: `5 m` is a length, `3 in 5` a share, `second` an ordinal.
fn reads_as_unit(atoms: &Atoms, at: usize, entry: UnitEntry) -> bool {
    let word = atoms.lower(at);
    let written = atoms.surface(at);
    match word {
        "m" | "mi" | "ha" | "min" | "sec" | "pp" | "mb" | "gb" | "tb" | "kb" | "hz" => {
            let joined = at > 0 && (atoms.touches_next(at - 1) || atoms.joined(at));
            joined || matches!(word, "m" | "ha" | "min") && !atoms.capital(at)
        }
        "mw" | "gw" | "kw" => written.ends_with('W'),
        "feet" | "foot" => true,
        "cent" | "cents" => true,
        "point" | "points" => false,
        _ => {
            !(entry.unit == Unit::Time("second")
                && word == "second"
                && !atoms.joined(at)
                && atoms.before(at, 1) != "one")
        }
    }
}

/// A temperature in degrees Celsius, whichever of the two scales it was stated in.
pub(super) fn to_celsius(value: f64, unit: &str) -> f64 {
    if unit == "fahrenheit" { (value - 32.0) / 1.8 } else { value }
}
