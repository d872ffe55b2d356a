//! Tallies: votes, rulings and scores, told by their two sides: `9-4`, `nine votes to four`, `96 in favour and
//! none against`.

use super::pairs::{bare, is_of};
use super::tally_table::{CAST, WHEN};
use super::units::unit_behind;
use super::{Quantity, Unit, find};
use crate::text::atoms::Atoms;
use crate::text::numbers::{Number, NumberKind, number_at};
use crate::text::words::Tag;

/// The tally that begins with the number at `at`, and the index behind it.
pub(super) fn tally(atoms: &Atoms, at: usize, number: &Number) -> Option<(Quantity, usize)> {
    let first = side(atoms, at, number)?;
    let (second, end) = told(atoms, &first).or_else(|| bare(atoms, at, number))?;
    let span = atoms.span(at, end);
    let mut quantity = find::exact(span, span, first.value.max(second), Unit::Tally);
    quantity.versus = Some(first.value.min(second));
    Some((quantity, end))
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stance {
    For,
    Against,
}

/// One side of a tally with what the words behind its number say of it.
struct Side {
    value: f64,
    end: usize,
    /// Whether votes or goals are named.
    cast: bool,
    stance: Option<Stance>,
}

/// The side that begins with `number`: `96`, `391 votes`, `nine judges voted in favour`.
fn side(atoms: &Atoms, at: usize, number: &Number) -> Option<Side> {
    let whole = number.kind == NumberKind::Cardinal && !number.plural && number.value.fract() == 0.0;
    if !whole || atoms.joined(at) {
        return None;
    }
    let mut found = Side { value: number.value, end: number.end, cast: false, stance: None };
    let mut next = number.end + usize::from(matches!(atoms.lower(number.end), "yes" | "no"));
    if is_of(atoms, next, CAST) {
        found.cast = true;
        next += 1;
        found.end = next;
    } else if atoms.tag(next) == Tag::Noun {
        next += 1;
    }
    if matches!(atoms.lower(next), "voted" | "voting" | "were" | "was") {
        next += 1;
    }
    if let Some((stance, end)) = stance(atoms, next) {
        (found.stance, found.end) = (Some(stance), end);
    }
    Some(found)
}

fn stance(atoms: &Atoms, at: usize) -> Option<(Stance, usize)> {
    match atoms.lower(at) {
        "in" if matches!(atoms.lower(at + 1), "favour" | "favor" | "support") => Some((Stance::For, at + 2)),
        "for" => Some((Stance::For, at + 1)),
        "against" | "opposed" => Some((Stance::Against, at + 1)),
        _ => None,
    }
}

/// The other side behind words that say that it is one: `9 votes to 4`, `96 for and none against`.
fn told(atoms: &Atoms, first: &Side) -> Option<(f64, usize)> {
    let mut at = first.end;
    let mut to = false;
    at += usize::from(atoms.lower(at) == ",");
    match atoms.lower(at) {
        "to" | "versus" => (to, at) = (true, at + 1),
        "and" | "with" | "but" | "while" => at += 1,
        _ if at == first.end => return None,
        _ => {}
    }
    let second = other_side(atoms, at)?;
    let stances = first.stance.zip(second.stance).is_some_and(|(one, two)| one != two);
    let votes = to && first.cast && !counts_another(atoms, second.end, second.cast);
    (stances || votes).then_some((second.value, second.end))
}

/// A side that may be nobody: `none`, `not one against`, `no votes`.
fn other_side(atoms: &Atoms, at: usize) -> Option<Side> {
    let none = match atoms.lower(at) {
        "none" | "nil" | "nothing" | "nobody" => 1,
        "no" | "not" if atoms.lower(at + 1) == "one" => 2,
        "no" if is_of(atoms, at + 1, CAST) => 1,
        _ => 0,
    };
    let number = if none > 0 { None } else { number_at(atoms, at, false) };
    let nobody = Number {
        end: at + none,
        value: 0.0,
        kind: NumberKind::Cardinal,
        slack: 0.0,
        bare_digits: false,
        plural: false,
    };
    side(atoms, at, &number.or((none > 0).then_some(nobody))?)
}

/// Whether the number's second half counts another thing: `nine votes to four years`.
fn counts_another(atoms: &Atoms, end: usize, cast: bool) -> bool {
    !cast
        && !WHEN.contains(&atoms.lower(end))
        && (atoms.tag(end) == Tag::Noun || unit_behind(atoms, end, false).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::{Quantity, Unit, find};
    use crate::text::Agreement;
    use crate::text::words::words;

    fn tallies(text: &str) -> Vec<Quantity> {
        find(text, &words(text)).into_iter().filter(|it| it.unit == Unit::Tally).collect()
    }

    fn one(text: &str) -> Quantity {
        let mut found = find(text, &words(text));
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
        found.remove(0)
    }

    #[test]
    fn votes_rulings_and_scores_are_read_with_both_sides() {
        for (text, stretch, more, less) in [
            ("The chamber approved the levy 81-3.", "81-3", 81.0, 3.0),
            ("The chamber used a night sitting to pass the measure 81-3.", "81-3", 81.0, 3.0),
            ("The court struck down the levy in a 9–4 ruling.", "9–4", 9.0, 4.0),
            ("It was a five-four decision.", "five-four", 5.0, 4.0),
            ("The judges ruled nine to four against her.", "nine to four", 9.0, 4.0),
            ("The council voted 212 to 340 on the levy.", "212 to 340", 340.0, 212.0),
            ("The levy fell by 340 votes to 212.", "340 votes to 212", 340.0, 212.0),
            ("The levy was rejected by 340 to 212.", "340 to 212", 340.0, 212.0),
            ("The council rejected the levy on Tuesday, 340–212.", "340–212", 340.0, 212.0),
            ("Northport beat them 3-1.", "3-1", 3.0, 1.0),
            ("They won by a score of 3-1.", "3-1", 3.0, 1.0),
            ("The vote was 212 to 340.", "212 to 340", 340.0, 212.0),
            ("Northport lost to Orvale 3-1 on Sunday.", "3-1", 3.0, 1.0),
            ("The match ended in a 2-2 draw.", "2-2", 2.0, 2.0),
            ("It passed 81-3 last week.", "81-3", 81.0, 3.0),
            (
                "It passed with eighty-one votes in favour and not one against.",
                "eighty-one votes in favour and not one against",
                81.0,
                0.0,
            ),
            ("It passed, 81 for and three against.", "81 for and three against", 81.0, 3.0),
            ("It passed by 81 votes to none.", "81 votes to none", 81.0, 0.0),
        ] {
            let tally = tallies(text);
            assert_eq!(tally.len(), 1, "{text}: {tally:#?}");
            assert_eq!(tally[0].number.of(text), stretch, "{text}");
            assert_eq!((tally[0].value, tally[0].versus), (more, Some(less)), "{text}");
        }
    }

    #[test]
    fn pairs_of_numbers_that_nobody_voted_or_played_are_no_tallies() {
        for text in [
            "They won the 2018-19 title.",
            "The board approved it for children aged 5-11.",
            "The board approved it for children 5-11.",
            "The ruling is on pages 3-4.",
            "The bakery is open 9-5.",
            "They approved a 9-5 schedule.",
            "He flew an F-16 and won.",
            "She won at a 7-11 store.",
            "Call 555-123-4567 to vote.",
            "They improved to 9-4 with the win.",
            "They won to finish with a 9-4 record.",
            "She won 6-4, 6-2.",
            "She won 3-6 6-3 7-5.",
            "They fought back to 5-5 and won.",
            "They went 2-0 up and won.",
            "They won by 2-13 to 0-13.",
            "They trailed 3-2 from the first leg.",
            "Keller scored twice to make it 2-1.",
            "The committee approved 10 to 15 bills.",
            "Voters backed it two to one.",
            "It passed by a 2-1 margin.",
            "They lost 10 to 15 pounds.",
            "Prices rose from 9 to 4 after the vote.",
            "The war of 1914-18 was lost.",
            "They voted 3 to 5 percent more.",
            "She ruled 10-15 years.",
        ] {
            assert!(tallies(text).is_empty(), "{text}: {:#?}", tallies(text));
        }
    }

    #[test]
    fn the_same_tally_agrees_in_figures_words_and_with_its_sides_exchanged() {
        for (claim, source) in [
            ("It fell by 340 votes to 212.", "The council voted 212 to 340."),
            ("It fell by 340 votes to 212.", "The council rejected it, 340–212."),
            ("The judges ruled nine to four.", "The court backed her in a 9-4 ruling."),
            ("It passed with 81 votes in favour and none against.", "The chamber approved it 81-0."),
        ] {
            assert_eq!(one(claim).compare(&one(source)), Agreement::Same, "{claim} / {source}");
        }
    }

    #[test]
    fn another_tally_differs() {
        for (claim, source) in [
            ("The judges ruled by 8 votes to 4.", "The court backed her in a 9-4 ruling."),
            ("It fell by 340 votes to 312.", "The council voted 212 to 340."),
        ] {
            assert_eq!(one(claim).compare(&one(source)), Agreement::Differs, "{claim} / {source}");
        }
    }

    #[test]
    fn one_side_of_a_tally_or_its_margin_agrees_with_it() {
        let source = one("The council rejected it, 340–212.");
        for claim in ["340 votes", "212 votes", "more than 300 votes", "a margin of 128 votes", "340 members"]
        {
            assert_eq!(one(claim).compare(&source), Agreement::Compatible, "{claim}");
        }
        assert_eq!(one("350 votes").compare(&source), Agreement::Differs);
        assert_eq!(one("35 members").compare(&source), Agreement::Incomparable);
        assert_eq!(one("35 rockets").compare(&source), Agreement::Incomparable);
    }
}
