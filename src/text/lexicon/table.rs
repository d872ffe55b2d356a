//! Reading the data files: tab-separated lines, `#` starts a comment line, words parted by spaces and
//! alternatives by `|` or `/`.

use std::borrow::Cow;

/// The lines of a data file that hold data.
pub(super) fn rows(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of one cell: parted by spaces, or by `|` where one of them holds a space.
pub(super) fn words(cell: &'static str) -> impl Iterator<Item = &'static str> {
    let bars = cell.contains('|');
    cell.split(move |c: char| if bars { c == '|' } else { c == ' ' }).filter(|word| !word.is_empty())
}

/// The word in lower case; free of cost when it is so already.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    // Most words are plain letters: asking each for its Unicode class was a tenth of a check's work.
    let upper = |byte: u8| byte.is_ascii_uppercase() || !byte.is_ascii();
    if word.bytes().any(upper) && word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}
