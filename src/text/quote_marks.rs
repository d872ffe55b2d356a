//! The single quotation marks of a paragraph: family, and whether each opens or closes.

use super::ByteRange;

/// Marks that pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// `"`, `“ ”`, `„ “`, ``` `` '' ```.
    Double,
    /// `'`, `‘ ’`, `‚ ‘`.
    Single,
    /// `« »`.
    Angle,
    /// `‹ ›`.
    SingleAngle,
}

/// What a mark may do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// It can only open.
    Opens,
    /// It can only close.
    Closes,
    /// It closes when something is open, else it opens.
    Either,
}

/// One quotation mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub range: ByteRange,
    pub family: Family,
    pub side: Side,
    /// Its shape says its side.
    pub curly: bool,
    /// It stands behind a word or its punctuation and before a blank, as closing marks do.
    pub trails: bool,
}

/// Whether `closing` can end what `opening` began: the same family, typed in the same style. The web mixes
/// styles, so a mark of the other style will do where it can only close, or stands where closing marks do.
pub(crate) fn closes(opening: Mark, closing: Mark) -> bool {
    opening.family == closing.family
        && (opening.curly == closing.curly || closing.side == Side::Closes || closing.trails)
}

/// Whether `c` may be a quotation mark.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201F}' | '＂')
}

/// Whether the UTF-8 of a mark may begin with `byte`; hardly any other character of prose does.
fn may_begin_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xEF)
}

/// The quotation marks of `paragraph`, apostrophes and measures left out.
pub(crate) fn marks_of(text: &str, paragraph: ByteRange) -> Vec<Mark> {
    let body = paragraph.of(text);
    let mut marks: Vec<Mark> = Vec::new();
    let mut from = 0;
    while let Some(step) = body.get(from..).and_then(|rest| rest.bytes().position(may_begin_mark)) {
        let (front, rest) = body.split_at_checked(from + step).unwrap_or((body, ""));
        let mut behind = rest.chars();
        let Some(c) = behind.next() else { break };
        let start = paragraph.start() + front.len();
        let mut end = start + c.len_utf8();
        from = front.len() + c.len_utf8();
        if !is_mark(c) {
            continue;
        }
        let before = front.chars().next_back().unwrap_or(' ');
        let mut after = behind.next().unwrap_or(' ');
        let doubled = matches!(c, '`' | '\'') && after == c;
        if doubled {
            (from, end) = (from + 1, end + 1);
            after = behind.next().unwrap_or(' ');
        }
        if let Some((family, side, curly)) = judge(c, doubled, before, after) {
            let trails = !before.is_whitespace() && after.is_whitespace();
            marks.push(Mark { range: ByteRange::new(start, end), family, side, curly, trails });
        }
    }
    settle_single(text, paragraph, &mut marks);
    marks
}

fn judge(c: char, doubled: bool, before: char, after: char) -> Option<(Family, Side, bool)> {
    let inside_word = before.is_alphanumeric() && after.is_alphanumeric();
    let opens_here = before.is_whitespace()
        || matches!(before, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '>' | '*' | '_' | '|')
        || is_mark(before);
    match c {
        '“' | '‟' => Some((
            Family::Double,
            if before.is_alphanumeric() || matches!(before, '.' | ',' | '!' | '?') {
                Side::Either
            } else {
                Side::Opens
            },
            true,
        )),
        '„' => Some((Family::Double, Side::Opens, true)),
        '”' => Some((Family::Double, Side::Closes, true)),
        '`' if doubled => Some((Family::Double, Side::Opens, true)),
        '\'' if doubled => Some((Family::Double, Side::Closes, true)),
        '"' | '＂' if inside_word => None,
        // Inches and seconds stand behind a number; they may still close.
        '"' | '＂' if before.is_ascii_digit() => Some((Family::Double, Side::Closes, false)),
        // `he said," It is over"`: a mark in the wrong place opens when nothing is open.
        '"' | '＂' if after.is_whitespace() && matches!(before, ',' | ':') => {
            Some((Family::Double, Side::Either, false))
        }
        '"' | '＂' if after.is_whitespace() && !before.is_whitespace() => {
            Some((Family::Double, Side::Closes, false))
        }
        '"' | '＂' if opens_here && !after.is_whitespace() => Some((Family::Double, Side::Either, false)),
        '"' | '＂' => Some((Family::Double, Side::Either, false)),
        '«' => Some((Family::Angle, Side::Either, true)),
        '»' => Some((Family::Angle, Side::Either, true)),
        '‹' => Some((Family::SingleAngle, Side::Opens, true)),
        '›' => Some((Family::SingleAngle, Side::Closes, true)),
        '‚' => Some((Family::Single, Side::Opens, true)),
        '‘' | '‛' if inside_word => None,
        '‘' | '‛' => Some((Family::Single, Side::Opens, true)),
        '’' if after.is_alphanumeric() || before.is_whitespace() => None,
        '’' => Some((Family::Single, Side::Closes, true)),
        '\'' if opens_here && after.is_alphabetic() => Some((Family::Single, Side::Opens, false)),
        '\'' if !before.is_whitespace() && !after.is_alphanumeric() => {
            Some((Family::Single, Side::Closes, false))
        }
        _ => None,
    }
}

/// Words that begin with an apostrophe.
const ELISIONS: [&str; 9] = ["em", "tis", "twas", "til", "cause", "n", "round", "bout", "ere"];

/// Drops single marks that are apostrophes: elisions, possessive plurals before a later real close.
fn settle_single(text: &str, paragraph: ByteRange, marks: &mut Vec<Mark>) {
    let mut keep = vec![true; marks.len()];
    let mut better_close_ahead = [false; 2];
    for (index, mark) in marks.iter().enumerate().rev() {
        if mark.family != Family::Single {
            continue;
        }
        let ahead = &mut better_close_ahead[usize::from(mark.curly)];
        let before = text.get(paragraph.start()..mark.range.start()).and_then(|t| t.chars().next_back());
        let after = text.get(mark.range.end()..paragraph.end()).unwrap_or("");
        let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        match mark.side {
            Side::Closes => {
                let plural = before.is_some_and(|c| matches!(c, 's' | 'z' | 'x' | 'S'))
                    && after.starts_with(' ')
                    && after.chars().nth(1).is_some_and(char::is_lowercase);
                if plural && *ahead {
                    if let Some(flag) = keep.get_mut(index) {
                        *flag = false;
                    }
                } else {
                    *ahead = true;
                }
            }
            _ => {
                let elided = !mark.curly && ELISIONS.iter().any(|elision| elision.eq_ignore_ascii_case(word));
                if elided || !*ahead {
                    if let Some(flag) = keep.get_mut(index) {
                        *flag = false;
                    }
                } else {
                    *ahead = false;
                }
            }
        }
    }
    let mut flags = keep.into_iter();
    marks.retain(|_| flags.next().unwrap_or(true));
}
