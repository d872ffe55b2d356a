//! [`fold`]: text with its typography levelled, for comparing quoted words with their source.

use super::ByteRange;
use super::tokens::is_invisible;

/// A folded text that remembers where each of its bytes comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Lower case; every run of quotation marks and apostrophes `'`, every dash with the space around it `-`,
    /// every run of white space one space, every ellipsis `...`, invisible characters gone.
    pub text: String,
    /// For each byte of `text` the start and end of the original characters it stands for.
    origin: Vec<(u32, u32)>,
}

impl Folded {
    /// The stretch of the original text that `range` of the folded text stands for.
    #[must_use]
    pub fn to_original(&self, range: ByteRange) -> ByteRange {
        let end_of_text = self.origin.last().map_or(0, |(_, end)| *end);
        let start = self.origin.get(range.start()).map_or(end_of_text, |(start, _)| *start);
        let end = match range.end().checked_sub(1) {
            Some(last) if range.end() > range.start() => {
                self.origin.get(last).map_or(end_of_text, |(_, end)| *end)
            }
            _ => start,
        };
        ByteRange::new(start as usize, end as usize)
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        let from = ByteRange::new(start, end);
        self.text.push(c);
        let origin = (narrow(from.start()), narrow(from.end()));
        self.origin.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }

    /// Lets the last folded character stand for the original up to `end` as well.
    fn stretch(&mut self, end: usize) {
        if let Some((_, last)) = self.origin.last_mut() {
            *last = narrow(end);
        }
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Levels the typography of `text`. White space at both ends disappears.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded =
        Folded { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
    let mut space: Option<(usize, usize)> = None;
    let mut after_dash = false;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            let from = space.map_or(start, |(from, _)| from);
            space = Some((from, end));
            continue;
        }
        let dash = is_dash(c);
        if let Some((from, to)) = space.take()
            && !folded.text.is_empty()
            && !dash
            && !after_dash
        {
            folded.push(' ', from, to);
        }
        if dash && after_dash {
            folded.stretch(end);
            continue;
        }
        after_dash = dash;
        match c {
            _ if dash => folded.push('-', start, end),
            '…' => (0..3).for_each(|_| folded.push('.', start, end)),
            _ if is_quotation_mark(c) => {
                // `''` is one mark typed as two, and nested marks are ordered by house style.
                if folded.text.ends_with('\'') {
                    folded.stretch(end);
                } else {
                    folded.push('\'', start, end);
                }
            }
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase(), start, end),
            _ => c.to_lowercase().for_each(|lower| folded.push(lower, start, end)),
        }
    }
    folded
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '`' | '´' | '«' | '»' | '\u{2018}'
            ..='\u{201F}'
                | '\u{2039}'
                | '\u{203A}'
                | '\u{02BC}'
                | '\u{2032}'
                | '\u{2033}'
                | '\u{FF02}'
                | '\u{FF07}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_levelled() {
        let curly = fold("“We  won’t\u{a0}go — not now…”");
        assert_eq!(curly.text, "'we won't go-not now...'");
        assert_eq!(curly.text, fold("\"We won't go -- not now...\"").text);
    }

    #[test]
    fn folded_ranges_lead_back_to_the_original() {
        let text = "Ünser “Wörd” — so";
        let folded = fold(text);
        let at = folded.text.find("wörd").expect("folded word");
        let back = folded.to_original(ByteRange::new(at, at + "wörd".len()));
        assert_eq!(back.of(text), "Wörd");
    }
}
