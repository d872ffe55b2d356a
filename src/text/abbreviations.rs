//! Abbreviations that are written with a point: the point belongs to the word and ends no sentence.

/// Whether `word`, which a point follows, is an abbreviation that keeps it.
pub(crate) fn keeps_its_point(word: &str) -> bool {
    if word.contains('.') {
        // `U.S`, `p.m`, `J.D`: initials with a point between.
        return word.split('.').all(|part| part.chars().count() <= 2);
    }
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(first), None) => first.is_uppercase(),
        _ => {
            let mut lower = [0_u8; 8];
            let bytes = word.as_bytes();
            let Some(slot) = lower.get_mut(..bytes.len()) else { return false };
            slot.copy_from_slice(bytes);
            slot.make_ascii_lowercase();
            ABBREVIATIONS.binary_search_by(|entry| entry.as_bytes().cmp(slot)).is_ok()
                // `no.` and `sen.` are also words that end sentences: written with a capital only.
                && (!AMBIGUOUS.iter().any(|entry| entry.as_bytes() == slot)
                    || word.starts_with(|c: char| c.is_uppercase()))
        }
    }
}

/// Whether `word`, without its point, is a title that stands before a name.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.iter().any(|title| title.eq_ignore_ascii_case(word)) && word.starts_with(char::is_uppercase)
}

const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "sens", "rep", "reps", "gov", "lt", "col", "capt", "sgt",
    "maj", "cpl", "adm", "cmdr", "rev", "hon", "messrs", "insp", "supt", "pvt", "pfc",
];

/// Lower case, without the point, sorted.
const ABBREVIATIONS: &[&str] = &[
    "adm", "approx", "apr", "assn", "asst", "atty", "aug", "ave", "bldg", "blvd", "bros", "capt", "cf",
    "cmdr", "co", "col", "corp", "cpl", "dec", "dept", "det", "dr", "est", "etc", "feb", "fri", "gen", "gov",
    "govt", "hon", "inc", "insp", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs", "mfg",
    "mr", "mrs", "ms", "mt", "no", "nos", "nov", "oct", "pfc", "pp", "pres", "prof", "pvt", "rep", "reps",
    "rev", "sec", "sen", "sens", "sept", "sgt", "sr", "st", "supt", "univ", "viz", "vol", "vs",
];

/// Those that are plain words in lower case.
const AMBIGUOUS: &[&str] = &[
    "apr", "ave", "co", "col", "dec", "det", "est", "fri", "gen", "hon", "inc", "jan", "jul", "jun", "mar",
    "mt", "no", "nov", "pp", "pres", "rep", "rev", "sec", "sen", "vol",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn a_plain_word_keeps_no_point() {
        assert!(keeps_its_point("Gen") && keeps_its_point("J") && keeps_its_point("p.m"));
        assert!(!keeps_its_point("no") && !keeps_its_point("war") && !keeps_its_point("a"));
    }
}
