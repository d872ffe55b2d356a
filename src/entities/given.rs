//! Given names of one surname: whether two of them may be one person's, who is `Joe` to some and `Joseph` to others.

use rapidfuzz::distance::jaro_winkler;

/// Short forms that share too few letters with the name that they stand for.
const SHORT_FORMS: [(&str, &str); 15] = [
    ("bill", "william"),
    ("billy", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("dick", "richard"),
    ("hank", "henry"),
    ("jack", "john"),
    ("kate", "catherine"),
    ("kathy", "catherine"),
    ("peggy", "margaret"),
    ("sandy", "alexander"),
    ("sasha", "alexander"),
    ("ted", "edward"),
    ("ted", "theodore"),
    ("tony", "anthony"),
];
/// From this likeness (Jaro-Winkler) a given name is another one misspelt, as in
/// [`super::lookup`]'s suggestions.
const MISSPELT: f64 = 0.88;
/// A given name of so few letters may be short for another one with its first letter.
const SHORT: usize = 4;
/// Letters of a short form that stand in the whole name: `drew` in `andrew`.
const WITHIN: usize = 3;

/// How one given name stands to another of the same surname.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// The same, or a short form of it, as far as can be told.
    Same,
    /// The same, misspelt.
    Misspelt,
    /// Somebody else's.
    Other,
}

/// How `ours` stands to `theirs`, both folded.
pub(super) fn compare(ours: &str, theirs: &str) -> Given {
    let (ours, theirs) = (ours.trim_end_matches('.'), theirs.trim_end_matches('.'));
    let letters = |name: &str| name.chars().count();
    let first = |name: &str| name.chars().next();
    let listed = |a: &str, b: &str| SHORT_FORMS.contains(&(a, b));
    if ours == theirs || listed(ours, theirs) || listed(theirs, ours) {
        return Given::Same;
    }
    let likeness = jaro_winkler::similarity(ours.chars(), theirs.chars());
    let (short, long) = if letters(ours) <= letters(theirs) { (ours, theirs) } else { (theirs, ours) };
    let ending: String = short.chars().take(WITHIN).collect();
    if likeness >= MISSPELT && letters(short) > SHORT && !long.starts_with(short) {
        return Given::Misspelt;
    }
    let shortened = first(ours) == first(theirs) && letters(short) <= SHORT;
    let contained = letters(short) >= WITHIN && (long.contains(&ending) || long.contains(short));
    if shortened || contained { Given::Same } else { Given::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_the_same_misspellings_are_told_and_other_names_are_others() {
        for (ours, theirs) in [
            ("joe", "joseph"),
            ("bill", "william"),
            ("tony", "anthony"),
            ("drew", "andrew"),
            ("r.", "robert"),
            ("mike", "michael"),
        ] {
            assert_eq!(compare(ours, theirs), Given::Same, "{ours} {theirs}");
            assert_eq!(compare(theirs, ours), Given::Same, "{theirs} {ours}");
        }
        for (ours, theirs) in [("nanci", "nancy"), ("darryl", "daryl"), ("micheal", "michael")] {
            assert_eq!(compare(ours, theirs), Given::Misspelt, "{ours} {theirs}");
        }
        for (ours, theirs) in [("robert", "nancy"), ("richard", "roland"), ("maria", "julia")] {
            assert_eq!(compare(ours, theirs), Given::Other, "{ours} {theirs}");
        }
    }
}
