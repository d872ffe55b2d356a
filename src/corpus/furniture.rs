//! What of a draft is the article and what is page furniture, by form and position.
//!
//! The body runs from the first to the last piece of prose. Furniture is looked for before and
//! after it: short pieces that are no sentences. Inside the body only copies of the title, counters,
//! links to other articles and appeals to the reader are furniture. When in doubt a piece stays: a
//! menu entry among the evidence does no harm, a lost sentence does.

use rustc_hash::{FxHashMap, FxHashSet};

use super::BlockKind;
use super::dateline;
use super::draft::{Form, Piece};
use super::echo::Echo;
use super::furniture_words::{APPEALS, CREDITS, FAMILIAR, LABELS, OWNERSHIP, PAGE_WARES, WARES};
use super::headline::{self, Headline};
use super::shape::{End, Shape};

/// Longest piece, in words, that can be an appeal to the reader to follow or share.
const LONGEST_APPEAL: usize = 24;
/// The same for pieces about newsletters, cookies and subscriptions, which explain themselves.
const LONGEST_NOTICE: usize = 40;
/// A name that stands alone on this many lines labels a speaker.
const SPEAKER_LINES: usize = 3;
/// Longest line, in words, that is furniture for standing outside the body and being no sentence.
/// Sections, menu entries and buttons have up to five words; real lines of news that lack their
/// full stop have more.
const LONGEST_LABEL: usize = 5;
/// Longest caption, in words.
const LONGEST_CAPTION: usize = 60;
/// Longest heading, in words.
const LONGEST_HEADING: usize = 16;

/// A piece and what is known of it.
pub struct Judged<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// Its words.
    pub text: &'a str,
    /// Its form.
    pub shape: Shape,
}

/// The extent of the body, as indices of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// The first piece of prose.
    pub first: usize,
    /// The last one.
    pub last: usize,
}

/// The body of a draft; `None` when there is too little prose to tell it from what surrounds it.
#[must_use]
pub fn body(pieces: &[Judged<'_>]) -> Option<Body> {
    let prose = |judged: &Judged<'_>| judged.shape.is_prose() && !is_apart(judged);
    let opening = pieces.iter().position(|judged| judged.piece.form != Form::Furniture);
    let first = pieces
        .iter()
        .enumerate()
        .position(|(index, judged)| prose(judged) && !(Some(index) == opening && headline::opens(judged)))?;
    let last = pieces.iter().rposition(prose)?;
    Some(Body { first, last })
}

/// What each piece is, given the title if one was found among them.
#[must_use]
pub fn kinds(
    pieces: &[Judged<'_>],
    body: Option<Body>,
    echo: &Echo<'_>,
    title: Option<&Headline>,
) -> Vec<BlockKind> {
    let Some(body) = body else {
        // Too little to judge by position: all of it stays except what markup calls furniture.
        return pieces.iter().map(|judged| by_markup(judged).unwrap_or(BlockKind::Paragraph)).collect();
    };
    let listing = is_listing(pieces);
    let repeated = repeated_lines(pieces);
    let tail_closed = pieces.get(body.last + 1..).is_some_and(|tail| opens_link_list(tail));
    let mut captions: FxHashSet<&str> = FxHashSet::default();
    let mut kinds = Vec::with_capacity(pieces.len());
    for (index, judged) in pieces.iter().enumerate() {
        let outside = index < body.first || index > body.last;
        let kind = if let Some(kind) = by_markup(judged) {
            kind
        } else if title.is_some_and(|title| title.piece == Some(index)) {
            BlockKind::Title
        } else if title.is_some_and(|title| headline::is_copy(judged.text, &title.text)) {
            BlockKind::Boilerplate
        } else if is_appeal(judged) || is_link(judged) || is_ownership(judged) && index > body.last {
            BlockKind::Boilerplate
        } else if is_counter(judged, outside) {
            BlockKind::Boilerplate
        } else if index < body.first.min(headline::FAR) && dateline::is_date_line(judged.text) {
            BlockKind::Caption
        } else if is_caption(judged) || (outside && is_byline(judged)) {
            // Pages give a picture's caption twice: under the picture and for screen readers.
            if captions.insert(judged.text) { BlockKind::Caption } else { BlockKind::Boilerplate }
        } else if outside && is_label(judged) && !repeated.contains(judged.text) && !echo.answers(judged.text)
        {
            BlockKind::Boilerplate
        } else if index > body.last && tail_closed && !judged.shape.is_sentence() {
            BlockKind::Boilerplate
        } else if is_heading(judged) && !listing {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        };
        kinds.push(kind);
    }
    kinds
}

/// A piece that is recognised by itself as something else than text of the article: a caption, a
/// byline, a link, an appeal to the reader.
#[must_use]
pub fn is_apart(judged: &Judged<'_>) -> bool {
    by_markup(judged).is_some()
        || is_caption(judged)
        || is_byline(judged)
        || is_appeal(judged)
        || is_link(judged)
        || is_ownership(judged)
}

fn by_markup(judged: &Judged<'_>) -> Option<BlockKind> {
    match judged.piece.form {
        Form::Furniture => Some(BlockKind::Boilerplate),
        Form::Caption => Some(BlockKind::Caption),
        _ => None,
    }
}

/// Most pieces are no sentences: a list, messages, verse. Lines without a stop are no headings there.
fn is_listing(pieces: &[Judged<'_>]) -> bool {
    let bare = pieces.iter().filter(|judged| !judged.shape.is_sentence()).count();
    let prose: usize =
        pieces.iter().filter(|judged| judged.shape.is_prose()).map(|judged| judged.text.len()).sum();
    let all: usize = pieces.iter().map(|judged| judged.text.len()).sum();
    bare * 2 > pieces.len() && prose * 2 < all
}

/// A number alone. Inside the body a year may head the events of that year, and a table's row may
/// hold nothing but numbers.
fn is_counter(judged: &Judged<'_>, outside: bool) -> bool {
    let text = judged.text;
    let year =
        text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|byte| byte.is_ascii_digit());
    judged.shape.is_counter()
        && judged.piece.form != Form::Row
        && (outside || (judged.shape.words <= 1 && !year))
}

/// Short lines that stand in the text again and again: the names of speakers in a transcript.
fn repeated_lines<'a>(pieces: &[Judged<'a>]) -> FxHashSet<&'a str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for judged in pieces.iter().filter(|judged| judged.shape.letters && judged.shape.words <= LONGEST_LABEL) {
        *counts.entry(judged.text).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= SPEAKER_LINES).map(|(text, _)| text).collect()
}

/// A line outside the body that is too short to say anything: a section, a button, a counter with
/// its noun. Lines with a number behind a name (`Northport 34`) say something.
fn is_label(judged: &Judged<'_>) -> bool {
    let shape = &judged.shape;
    let says_number = shape.numbers > 0 && !judged.text.starts_with(|c: char| c.is_ascii_digit());
    let explains = judged.text.split_once(", ").is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase));
    !shape.is_sentence()
        && shape.words <= LONGEST_LABEL
        && shape.end != End::Open
        && !says_number
        && !explains
        && !matches!(judged.piece.form, Form::Row | Form::Heading(1))
}

/// After the body, a short heading and then only lines without a stop: links to other articles.
fn opens_link_list(tail: &[Judged<'_>]) -> bool {
    let Some((head, rest)) = tail.split_first() else { return false };
    is_label(head) && rest.len() >= 2 && rest.iter().all(|judged| !judged.shape.is_sentence())
}

/// A line that heads what follows: short, no stop, not a list's item.
fn is_heading(judged: &Judged<'_>) -> bool {
    match judged.piece.form {
        Form::Heading(_) => true,
        Form::Plain => {
            let shape = &judged.shape;
            let end = match shape.end {
                End::Bare => true,
                End::Call => shape.is_title_case(),
                End::Stop | End::Open => false,
            };
            end && shape.words <= LONGEST_HEADING
                && judged
                    .text
                    .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“\"‘'¿".contains(c))
        }
        _ => false,
    }
}

/// A picture's caption: a sentence or a name, then its owner in brackets or behind a slash.
fn is_caption(judged: &Judged<'_>) -> bool {
    judged.shape.words <= LONGEST_CAPTION && (ends_in_credit(judged.text) || ends_in_owner(judged))
}

/// `… on Friday. (Maria Keller/Northport Gazette)`, or such brackets alone.
fn ends_in_credit(text: &str) -> bool {
    let Some(inside) = text.trim_end_matches(['.', ' ']).strip_suffix(')') else { return false };
    let Some(open) = inside.rfind('(') else { return false };
    let (before, credit) =
        (inside.get(..open).unwrap_or("").trim_end(), inside.get(open + 1..).unwrap_or(""));
    let shape = Shape::of(credit);
    let named = (1..=8).contains(&shape.words)
        && shape.is_title_case()
        && shape.letters
        && matches!(shape.end, End::Bare)
        && credit.starts_with(|c: char| c.is_uppercase());
    // Behind a full stop brackets are nobody's aside, and a single word is an agency's acronym.
    let closed = before.is_empty() || before.ends_with(['.', '!', '?', '”', '"']);
    let owner = shape.words >= 2 || credit.chars().all(char::is_uppercase);
    named && (closed && owner || credit.contains('/'))
}

/// `… in the harbour Maria Keller/Northport Gazette`.
fn ends_in_owner(judged: &Judged<'_>) -> bool {
    if judged.shape.end != End::Bare {
        return false;
    }
    let mut last: Vec<&str> = judged.text.split_whitespace().rev().take(5).collect();
    last.reverse();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    last.iter().enumerate().any(|(at, word)| {
        let joined = word.split_once('/').is_some_and(|(one, two)| capital(&one) && capital(&two));
        let after = last.get(at + 1..).unwrap_or(&[]);
        let before = at.checked_sub(1).and_then(|before| last.get(before));
        joined && after.iter().all(capital) && (before.is_some_and(capital) || !after.is_empty())
    })
}

/// `By Maria Keller`, `Reporting by …`, `Photo: …`: names only.
fn is_byline(judged: &Judged<'_>) -> bool {
    let text = judged.text.trim_start_matches(['(', '[']);
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    CREDITS.contains(&first.as_str())
        && (2..=24).contains(&judged.shape.words)
        && judged.shape.is_title_case()
}

/// `Sign up for our newsletter.`, `We use cookies …`: the page speaks to its reader.
fn is_appeal(judged: &Judged<'_>) -> bool {
    let text = judged.text;
    if judged.shape.words > LONGEST_NOTICE || text.contains(['“', '"', '”']) {
        return false;
    }
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let has = |table: &[&str]| words.iter().any(|word| table.contains(&word.as_str()));
    let opens = words.first().is_some_and(|word| APPEALS.contains(&word.as_str()));
    let appeal = opens && has(WARES) && words.len() <= LONGEST_APPEAL;
    (appeal || has(PAGE_WARES)) && has(FAMILIAR)
}

/// `Read more: …`, a line that is all link.
fn is_link(judged: &Judged<'_>) -> bool {
    if judged.shape.is_sentence() && judged.shape.end == End::Stop {
        return false;
    }
    let text = judged.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let labelled = text.split_once([':', '|']).is_some_and(|(label, _)| is_link_label(label))
        || is_link_label(text.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let linked = judged.piece.linked * 10 >= judged.text.len() * 8
        && judged.shape.words <= 25
        && !matches!(judged.piece.form, Form::Heading(_));
    labelled && judged.shape.words <= 25 || linked
}

fn is_link_label(label: &str) -> bool {
    label.len() <= 24 && LABELS.contains(&label.trim().to_lowercase().replace('’', "'").as_str())
}

/// `© 2020 …`, `All rights reserved.`
fn is_ownership(judged: &Judged<'_>) -> bool {
    if judged.shape.words > 60 {
        return false;
    }
    let text = judged.text.to_lowercase();
    OWNERSHIP.iter().any(|mark| text.starts_with(mark))
        || text.contains("all rights reserved")
        || text.contains('©')
}
