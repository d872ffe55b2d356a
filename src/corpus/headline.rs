//! The title of an article: the line above the body that reads like a headline, with repeated
//! copies as evidence.

use super::apart;
use super::dateline;
use super::draft::{Form, Judged};
use super::echo::Echo;
use super::furniture::Body;
use super::shape::End;

/// Longest title, in words.
const LONGEST: usize = 35;
/// A title is looked for among so many pieces above the body; saved pages put long menus there.
pub const FAR: usize = 400;
/// What stands between a headline and the outlet's name in a page's title.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "];

/// A title and the piece that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Its words.
    pub text: String,
    /// The index of its piece; `None` when only the file's metadata has it.
    pub piece: Option<usize>,
    /// The outlet's name, where a second copy of the headline carries it.
    pub outlet: Option<String>,
}

/// Finds the title; `stated` is what the file's metadata says.
#[must_use]
pub fn find(
    pieces: &[Judged<'_>],
    body: Option<Body>,
    echo: &Echo<'_>,
    stated: Option<&str>,
) -> Option<Headline> {
    let head = body.and_then(|body| pieces.get(..body.first)).unwrap_or(&[]);
    if let Some(stated) = stated {
        return Some(with_stated(pieces, head, stated));
    }
    let marked = pieces.iter().position(|judged| judged.piece.form == Form::Heading(1));
    let piece = marked.or_else(|| best_of_head(head, echo))?;
    let chosen = pieces.get(piece)?.text;
    // The window's title, with the outlet's name, often comes before the headline itself.
    let bare = head.iter().position(|judged| outlet_behind(chosen, judged.text).is_some());
    let piece = bare.unwrap_or(piece);
    let text = pieces.get(piece)?.text.to_owned();
    let outlet = head.iter().find_map(|judged| outlet_behind(judged.text, &text));
    Some(Headline { text, piece: Some(piece), outlet })
}

fn with_stated(pieces: &[Judged<'_>], head: &[Judged<'_>], stated: &str) -> Headline {
    let same =
        |judged: &Judged<'_>| is_copy(judged.text, stated) || outlet_behind(stated, judged.text).is_some();
    let marked = |judged: &Judged<'_>| matches!(judged.piece.form, Form::Heading(_));
    let piece = pieces
        .iter()
        .position(|judged| marked(judged) && same(judged))
        .or_else(|| head.iter().position(same));
    let text = piece.and_then(|piece| pieces.get(piece)).map_or(stated, |judged| judged.text);
    Headline { text: text.to_owned(), piece, outlet: outlet_behind(stated, text) }
}

/// Whether the first piece of a text is its headline although it reads like prose: headlines may be
/// questions, or two sentences in capitals.
#[must_use]
pub fn opens(judged: &Judged<'_>) -> bool {
    let shape = &judged.shape;
    let form = match shape.end {
        End::Stop => shape.is_title_case() && shape.long >= 5,
        End::Call | End::Bare => true,
        End::Open => false,
    };
    form && judged.piece.form == Form::Plain && shape.words <= LONGEST
}

/// The line of the head that reads most like a headline. The first one, when it is long enough or
/// names whom the article is about; else one that is repeated, for menus have short lines too.
fn best_of_head(head: &[Judged<'_>], echo: &Echo<'_>) -> Option<usize> {
    let likely = |judged: &Judged<'_>| {
        matches!(judged.piece.form, Form::Plain | Form::Paragraph | Form::Heading(_))
            && judged.shape.letters
            && matches!(judged.shape.end, End::Bare | End::Call)
            && judged.shape.words <= LONGEST
            && !apart::is_apart(judged)
            && !dateline::is_date_line(judged.text)
    };
    let opening = head.iter().position(|judged| judged.piece.form != Form::Furniture);
    let candidates: Vec<usize> = head
        .iter()
        .enumerate()
        .take(FAR)
        .filter(|(index, judged)| {
            likely(judged) || (Some(*index) == opening && opens(judged) && !apart::is_apart(judged))
        })
        .map(|(index, _)| index)
        .collect();
    let words = |index: usize| head.get(index).map_or(0, |judged| judged.shape.words);
    let Some(&first) = candidates.first() else {
        // `Video: …` may head an article as well as lead to another one.
        let headed =
            |index: &usize| head.get(*index).is_some_and(|judged| opens(judged) && apart::is_link(judged));
        return opening.filter(headed);
    };
    let subject = head.get(first).is_some_and(|judged| echo.opens_like(judged.text));
    if subject || words(first) >= 5 {
        return Some(first);
    }
    let is_repeated = |(at, index): (usize, &usize)| {
        let copies = |other: &usize| match (head.get(*index), head.get(*other)) {
            (Some(one), Some(two)) => is_copy(one.text, two.text),
            _ => false,
        };
        words(*index) >= 3 && candidates.get(at + 1..).unwrap_or(&[]).iter().take(16).any(copies)
    };
    let repeated =
        candidates.iter().enumerate().find(|candidate| is_repeated(*candidate)).map(|(_, index)| *index);
    let longer = |least: usize| candidates.iter().copied().find(|index| words(*index) >= least);
    repeated
        .or_else(|| (words(first) >= 3).then_some(first))
        .or_else(|| longer(5))
        .or_else(|| longer(3))
        .or(Some(first))
}

/// Whether `text` is the title again: the same words, punctuation and case aside, with at most the
/// outlet's name behind them.
#[must_use]
pub fn is_copy(text: &str, title: &str) -> bool {
    if text.len() > 2 * title.len() + 60 {
        return false;
    }
    same_words(text, title) || outlet_behind(text, title).is_some()
}

fn same_words(one: &str, two: &str) -> bool {
    let letters = |text: &'_ str| -> Vec<char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (one, two) = (letters(one), letters(two));
    !one.is_empty() && one == two
}

/// `Northport Gazette` for `Harbour opens - Northport Gazette` and `Harbour opens`.
fn outlet_behind(long: &str, short: &str) -> Option<String> {
    SEPARATORS.iter().find_map(|separator| {
        let (head, tail) = long.rsplit_once(separator)?;
        let tail = tail.trim();
        let fits = (1..=6).contains(&tail.split_whitespace().count()) && same_words(head, short);
        fits.then(|| tail.to_owned())
    })
}
