//! Pieces that are recognised by themselves as something else than text of the article: captions,
//! bylines, links, labels, appeals to the reader.

use super::BlockKind;
use super::draft::{Form, Judged};
use super::furniture_words::{
    ADS, APPEALS, CREDITS, FAMILIAR, LABELS, NOTICES, OWNERSHIP, PAGE_WARES, WARES,
};
use super::shape::{End, Shape};

/// Longest piece, in words, that can be an appeal to the reader to follow or share.
const LONGEST_APPEAL: usize = 24;
/// The same for pieces about newsletters, cookies and subscriptions, which explain themselves.
const LONGEST_NOTICE: usize = 40;
/// Longest line, in words, that is furniture for standing outside the body and being no sentence.
/// Sections, menu entries and buttons have up to five words; real lines of news that lack their
/// full stop have more.
pub const LONGEST_LABEL: usize = 5;
/// Longest caption, in words.
const LONGEST_CAPTION: usize = 60;
/// Longest heading, in words.
const LONGEST_HEADING: usize = 16;

/// A piece that is recognised by itself as something else than text of the article: a caption, a
/// byline, a link, an appeal to the reader.
#[must_use]
pub fn is_apart(judged: &Judged<'_>) -> bool {
    by_markup(judged).is_some()
        || is_caption(judged)
        || is_byline(judged)
        || is_appeal(judged)
        || is_link(judged)
        || is_ad(judged)
        || is_ownership(judged)
        || is_notice(judged)
}

/// What markup says that a piece is, when it is no text of the article.
#[must_use]
pub fn by_markup(judged: &Judged<'_>) -> Option<BlockKind> {
    match judged.piece.form {
        Form::Furniture => Some(BlockKind::Boilerplate),
        Form::Caption => Some(BlockKind::Caption),
        _ => None,
    }
}

/// A number alone. Inside the body a year may head the events of that year, and a table's row may
/// hold nothing but numbers.
#[must_use]
pub fn is_counter(judged: &Judged<'_>, outside: bool) -> bool {
    let text = judged.text;
    let year =
        text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|byte| byte.is_ascii_digit());
    judged.shape.is_counter()
        && judged.piece.form != Form::Row
        && (outside || (judged.shape.words <= 1 && !year))
}

/// A line outside the body that is too short to say anything: a section, a button, a counter with
/// its noun. Lines with a number behind a name (`Northport 34`) say something.
#[must_use]
pub fn is_label(judged: &Judged<'_>) -> bool {
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

/// A line that heads what follows: short, no stop, not a list's item.
#[must_use]
pub fn is_heading(judged: &Judged<'_>) -> bool {
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
#[must_use]
pub fn is_caption(judged: &Judged<'_>) -> bool {
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
#[must_use]
pub fn is_byline(judged: &Judged<'_>) -> bool {
    let text = judged.text.trim_start_matches(['(', '[']);
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    // `By Monday, …` may open a sentence.
    let closed = judged.shape.end == End::Stop && first == "by";
    CREDITS.contains(&first.as_str())
        && !closed
        && (2..=24).contains(&judged.shape.words)
        && judged.shape.is_title_case()
}

/// `Sign up for our newsletter.`, `We use cookies …`: the page speaks to its reader.
#[must_use]
pub fn is_appeal(judged: &Judged<'_>) -> bool {
    let text = judged.text;
    if judged.shape.words > LONGEST_NOTICE || text.contains(['“', '"', '”']) {
        return false;
    }
    let words = lower_words(text);
    let has = |table: &[&str]| words.iter().any(|word| table.contains(&word.as_str()));
    let opens = words.first().is_some_and(|word| APPEALS.contains(&word.as_str()));
    let appeal = opens && has(WARES) && words.len() <= LONGEST_APPEAL;
    (appeal || has(PAGE_WARES)) && has(FAMILIAR)
}

/// `Share on Facebook Share on Telegram`: an appeal without a sentence around it.
#[must_use]
pub fn is_button(judged: &Judged<'_>) -> bool {
    if judged.shape.words > 12 || judged.shape.is_sentence() {
        return false;
    }
    let words = lower_words(judged.text);
    let has = |table: &[&str]| words.iter().any(|word| table.contains(&word.as_str()));
    words.first().is_some_and(|word| APPEALS.contains(&word.as_str())) && has(WARES)
}

fn lower_words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// `Your email address will not be published.`
#[must_use]
pub fn is_notice(judged: &Judged<'_>) -> bool {
    if judged.shape.words > LONGEST_NOTICE || judged.text.contains(['“', '"', '”']) {
        return false;
    }
    let text = judged.text.to_lowercase();
    NOTICES.iter().any(|notice| text.contains(notice))
}

/// `Read more: …`, a line that is all link.
#[must_use]
pub fn is_link(judged: &Judged<'_>) -> bool {
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

/// An advertisement's label.
#[must_use]
pub fn is_ad(judged: &Judged<'_>) -> bool {
    let line = judged.text;
    line.len() <= 32
        && ADS.contains(&line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
}

/// `© 2020 …`, `All rights reserved.`
#[must_use]
pub fn is_ownership(judged: &Judged<'_>) -> bool {
    if judged.shape.words > 60 {
        return false;
    }
    let text = judged.text.to_lowercase();
    OWNERSHIP.iter().any(|mark| text.starts_with(mark))
        || text.contains("all rights reserved")
        || text.contains('©')
}
