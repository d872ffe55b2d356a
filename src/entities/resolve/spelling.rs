//! Whether two names are spellings of one: transliterations and slips.

use rapidfuzz::distance::osa;

use super::edits::likelihood;
use crate::entities::gazetteer::{self, Facts};

/// A block key: the consonants of each word with the letters that transliterations swap made one.
/// Spellings of one name nearly always share it, so only names with the same key are compared.
pub(crate) fn skeleton(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for word in key.split(' ') {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut last = '\0';
        for (at, c) in word.chars().enumerate() {
            let class = match c {
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' if at > 0 => continue,
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' => 'a',
                'b' | 'p' => 'p',
                'c' | 'k' | 'q' | 'g' | 'x' => 'k',
                'd' | 't' => 't',
                'f' | 'v' | 'w' => 'f',
                's' | 'z' => 's',
                'm' | 'n' => 'n',
                other => other,
            };
            if class != last {
                out.push(class);
                last = class;
            }
        }
    }
    out
}

/// How likely a pair must be to count as one name when the rest of the name is the same, which makes
/// one name likelier than among the pairs the weights were learnt from (held out, this stands at
/// precision .87 there); and when both spellings are names in their own right.
const LIKELY: f32 = 0.6;
const SURELY: f32 = 0.9;

/// The most edits between two spellings: beyond, the weights have seen too few pairs of two names.
const EDITS: usize = 2;

/// Whether `a` and `b` (folded, several words each) are spellings of one name: one word differs, and
/// only as spellings of one name do. `person` says whether they name people.
pub(crate) fn same_name(a: &str, b: &str, person: bool) -> bool {
    let (mut left, mut right) = (a.split(' '), b.split(' '));
    let mut differing: Option<(&str, &str, bool)> = None;
    let mut words = 0;
    loop {
        match (left.next(), right.next()) {
            (None, None) => break,
            (Some(x), Some(y)) => {
                if x != y && differing.replace((x, y, words == 0)).is_some() {
                    return false;
                }
                words += 1;
            }
            _ => return false,
        }
    }
    let Some((x, y, first)) = differing else { return false };
    if words < 2 || person && first && gazetteer::is_given_name(x) && gazetteer::is_given_name(y) {
        return false;
    }
    if person { same_surname(x, y) } else { !both_known(x, y) && near(x, y, 1) && likelihood(x, y) >= SURELY }
}

/// Whether two single words are spellings of one surname, where everything else says that one person is meant.
pub(crate) fn same_surname(a: &str, b: &str) -> bool {
    let least = if both_known(a, b) { SURELY } else { LIKELY };
    near(a, b, EDITS) && likelihood(a, b) >= least
}

/// Whether both words are names in their own right.
fn both_known(a: &str, b: &str) -> bool {
    [a, b].into_iter().all(|word| gazetteer::facts(word) != Facts::default())
}

/// Whether two single words of one article, both surnames by themselves, are one spelled twice.
pub(crate) fn same_word(a: &str, b: &str) -> bool {
    near(a, b, 1) && likelihood(a, b) >= SURELY
}

/// Whether the words are long enough and differ in few enough letters, and not by a plural's or
/// genitive's `s`; digits number things.
fn near(a: &str, b: &str, edits: usize) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    shorter > 3
        && a.strip_suffix('s') != Some(b)
        && b.strip_suffix('s') != Some(a)
        && !a.chars().chain(b.chars()).any(|c| c.is_ascii_digit())
        && osa::distance(a.chars(), b.chars()) <= edits.min(shorter / 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_likely_difference_is_a_spelling_and_more_are_another_name() {
        assert!(same_name("oleksij kowalenko", "oleksij kovalenko", true));
        assert!(!same_name("oleksij kowalenko", "oleksij marchenko", true));
        assert!(!same_name("maria keller", "marie keller", true));
        assert!(!same_name("northport council", "southport council", false));
    }
}
