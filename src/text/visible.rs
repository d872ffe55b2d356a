//! Text of notes, articles and file names in a message: what a reader sees is what it says.

/// Whether `c` changes how the text around it is ordered, so that a reader sees another one.
#[must_use]
pub fn reorders(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` on one line, without characters that drive a terminal or hide what is written.
#[must_use]
pub fn one_line(text: &str) -> String {
    let ends_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().filter(|c| !reorders(*c)).map(|c| if ends_line(c) { ' ' } else { c }).collect()
}

/// Words of a source as they are written into a note: what they hold of Markdown and HTML is text there, too.
#[must_use]
pub fn in_note(words: &str) -> String {
    let words = one_line(words);
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let live = match (c, chars.peek()) {
            ('`', _) => true,
            ('[', Some('[' | '^' | '@')) | (']', Some('(' | '[' | ':')) => true,
            ('<', Some(next)) => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            _ => false,
        };
        if live {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_marks_of_direction_do_not_reach_a_message() {
        assert_eq!(one_line("a\u{1b}[31mb\u{202e}c\nd\u{85}e\u{200f}"), "a [31mbc d e");
    }

    #[test]
    fn words_of_a_source_stay_words_in_a_note() {
        let hostile = "an [offer](command:evil) of <script> and `code` [[b]] <3 [sic] a < b";
        let expected = "an [offer\\](command:evil) of \\<script> and \\`code\\` \\[[b]] <3 [sic] a < b";
        assert_eq!(in_note(hostile), expected);
    }
}
