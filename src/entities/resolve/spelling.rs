//! Whether two names are spellings of one: transliterations and slips, by edits.

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
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | 'w' if at > 0 => continue,
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

/// Whether `a` and `b` (folded) are spellings of one name: as many words, each the same or near.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (mut left, mut right) = (a.split(' '), b.split(' '));
    let mut changed = 0;
    loop {
        match (left.next(), right.next()) {
            (None, None) => return changed == 1,
            (Some(x), Some(y)) if x == y => {}
            (Some(x), Some(y)) if near(x, y) => changed += 1,
            _ => return false,
        }
    }
}

/// Whether two words of a name are near enough to be one word spelled twice.
fn near(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    if shorter < 5 || a.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    rapidfuzz::distance::damerau_levenshtein::distance(a.chars(), b.chars()) <= 1 + usize::from(shorter > 7)
        && a.chars().next() == b.chars().next()
        && a.strip_suffix('s') != Some(b)
        && b.strip_suffix('s') != Some(a)
}
