//! [`fold_name`]: the one key under which all spellings of a name that differ only in writing meet.

/// Latin letters with marks and the plain letters they fold to, by Unicode code chart (Latin-1
/// Supplement, Latin Extended-A, and the few of Extended-B and Additional that news prints).
const MARKED: &[(&str, &str)] = &[
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıỉị", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("òóôõöøōŏőơọỏốồổỗộớờởỡợ", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűųưụủứừửữự", "u"),
    ("ŵ", "w"),
    ("ýÿŷỳỵỷỹ", "y"),
    ("źżž", "z"),
];

/// Appends the plain form of the lower-case letter `c`.
pub(crate) fn push_plain(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c);
        return;
    }
    match MARKED.iter().find(|(marked, _)| marked.contains(c)) {
        Some((_, plain)) => out.push_str(plain),
        None => out.push(c),
    }
}

/// The key of a name: lower case, letters without marks, hyphens and dashes as spaces, no full
/// stops or apostrophes, no leading `the`, no possessive ending, single spaces.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let name = strip_possessive(name.trim());
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            '.' | '\'' | '’' | 'ʼ' | '‘' | '`' | '"' | '“' | '”' => {}
            c if c.is_whitespace() || is_hyphen(c) || matches!(c, ',' | '/' | '_') => {
                if !matches!(out.as_bytes().last(), None | Some(b' ')) {
                    out.push(' ');
                }
            }
            c if c.is_ascii() => out.push(c),
            c => c.to_lowercase().for_each(|lower| push_plain(lower, &mut out)),
        }
    }
    out.truncate(out.trim_end().len());
    match out.strip_prefix("the ") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => out,
    }
}

/// The name without a possessive ending (`Keller's`, `Keller’s`, `Joneses'`).
#[must_use]
pub(crate) fn strip_possessive(name: &str) -> &str {
    let bare = name.strip_suffix(['s', 'S']).unwrap_or(name);
    bare.strip_suffix(['\'', '’']).unwrap_or(name)
}

/// Whether `c` joins the halves of a compound.
#[must_use]
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_differ_in_writing_only_share_a_key() {
        for (a, b) in [
            ("U.S.", "US"),
            ("José Núñez", "Jose Nunez"),
            ("the Northport Times", "Northport Times"),
            ("Maria Keller’s", "MARIA KELLER"),
            ("Anne-Lise  Berg", "Anne Lise Berg"),
            ("O’Hara", "O'Hara"),
        ] {
            assert_eq!(fold_name(a), fold_name(b));
        }
    }

    #[test]
    fn different_names_keep_different_keys() {
        assert_ne!(fold_name("Keller"), fold_name("Kellner"));
        assert_eq!(fold_name("The"), "the");
        assert_eq!(fold_name(""), "");
    }
}
