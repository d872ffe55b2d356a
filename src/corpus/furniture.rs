//! What of a draft is the article and what is page furniture, by form and position.
//!
//! The body runs from the first to the last piece of prose. Furniture is looked for before and
//! after it: short pieces that are no sentences. Inside the body only copies of the title, counters,
//! links to other articles and appeals to the reader are furniture. When in doubt a piece stays: a
//! menu entry among the evidence does no harm, a lost sentence does.

use rustc_hash::{FxHashMap, FxHashSet};

use super::BlockKind;
use super::apart;
use super::dateline;
use super::draft::{Form, Judged};
use super::echo::Echo;
use super::furniture_words::LIST_OPENERS;
use super::headline::{self, Headline};
use super::shape::End;

/// A name that stands alone on this many lines labels a speaker.
const SPEAKER_LINES: usize = 3;

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
    let prose = |judged: &Judged<'_>| judged.shape.is_prose() && !apart::is_apart(judged);
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
pub fn kinds<'a>(
    pieces: &'a [Judged<'a>],
    body: Option<Body>,
    echo: &'a Echo<'a>,
    title: Option<&'a Headline>,
) -> Vec<BlockKind> {
    let Some(body) = body else {
        // Too little to judge by position: all of it stays except what markup calls furniture.
        return pieces
            .iter()
            .map(|judged| apart::by_markup(judged).unwrap_or(BlockKind::Paragraph))
            .collect();
    };
    let judge = Judge {
        body,
        echo,
        title,
        listing: is_listing(pieces),
        repeated: repeated_lines(pieces),
        links: link_list(pieces, body),
        list_before: is_list(pieces.get(..body.first).unwrap_or(&[])),
        list_behind: is_list(pieces.get(body.last + 1..).unwrap_or(&[])),
    };
    let mut captions: FxHashSet<&str> = FxHashSet::default();
    let judged = pieces.iter().enumerate();
    judged
        .map(|(index, judged)| match judge.kind(index, judged) {
            // Pages give a picture's caption twice: under the picture and for screen readers.
            BlockKind::Caption if !captions.insert(judged.text) => BlockKind::Boilerplate,
            kind => kind,
        })
        .collect()
}

/// What is known of all pieces together.
struct Judge<'a> {
    body: Body,
    echo: &'a Echo<'a>,
    title: Option<&'a Headline>,
    /// The text is a list of lines: none of them is a heading.
    listing: bool,
    /// Short lines that come again and again.
    repeated: FxHashSet<&'a str>,
    /// Where links to other articles begin behind the body.
    links: usize,
    /// The article gives a list before its body, or behind it.
    list_before: bool,
    list_behind: bool,
}

impl Judge<'_> {
    fn kind(&self, index: usize, judged: &Judged<'_>) -> BlockKind {
        if let Some(kind) = apart::by_markup(judged) {
            return kind;
        }
        if self.title.is_some_and(|title| title.piece == Some(index)) {
            return BlockKind::Title;
        }
        if self.is_furniture(index, judged) {
            return BlockKind::Boilerplate;
        }
        let (before, behind) = (index < self.body.first, index > self.body.last);
        if before && index < headline::FAR && dateline::is_date_line(judged.text) {
            return BlockKind::Caption;
        }
        if apart::is_caption(judged) || ((before || behind) && apart::is_byline(judged)) {
            return BlockKind::Caption;
        }
        if self.is_stray(index, judged) {
            return BlockKind::Boilerplate;
        }
        match apart::is_heading(judged) && !self.listing {
            true => BlockKind::Heading,
            false => BlockKind::Paragraph,
        }
    }

    /// Furniture by what it is, and where that alone does not tell, by where it stands.
    fn is_furniture(&self, index: usize, judged: &Judged<'_>) -> bool {
        let behind = index > self.body.last;
        let outside = behind || index < self.body.first;
        self.title.is_some_and(|title| headline::is_copy(judged.text, &title.text))
            || apart::is_appeal(judged)
            || apart::is_link(judged)
            || apart::is_ad(judged)
            || apart::is_counter(judged, outside)
            || (outside && apart::is_button(judged))
            || (behind && (apart::is_ownership(judged) || apart::is_notice(judged)))
    }

    /// A line outside the body that says nothing, or one of a list of links behind it.
    fn is_stray(&self, index: usize, judged: &Judged<'_>) -> bool {
        let (before, behind) = (index < self.body.first, index > self.body.last);
        let in_list = (before && self.list_before) || (behind && self.list_behind);
        let label = (before || behind)
            && !in_list
            && apart::is_label(judged)
            && !self.repeated.contains(judged.text)
            && !self.echo.answers(judged.text);
        label || (index >= self.links && !judged.shape.is_sentence())
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

/// Short lines that stand in the text again and again: the names of speakers in a transcript.
fn repeated_lines<'a>(pieces: &[Judged<'a>]) -> FxHashSet<&'a str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for judged in
        pieces.iter().filter(|judged| judged.shape.letters && judged.shape.words <= apart::LONGEST_LABEL)
    {
        *counts.entry(judged.text).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= SPEAKER_LINES).map(|(text, _)| text).collect()
}

/// Whether what stands before or after the body is a list that the article gives (of signatories, of
/// results): many lines, a third of them longer than a label.
fn is_list(outside: &[Judged<'_>]) -> bool {
    let lines = outside.iter().filter(|judged| !judged.shape.is_sentence() && !apart::is_apart(judged));
    let (labels, longer): (Vec<&Judged<'_>>, Vec<&Judged<'_>>) =
        lines.partition(|judged| apart::is_label(judged));
    longer.len() >= 5 && longer.len() * 2 >= labels.len()
}

/// Where, behind the body, a list of links to other articles begins: a short line, then nothing but
/// headlines, labels and notices to the end. Lines with numbers are results or dates, not headlines.
fn link_list(pieces: &[Judged<'_>], body: Body) -> usize {
    let headline = |judged: &Judged<'_>| {
        let shape = &judged.shape;
        shape.words >= 4
            && shape.numbers == 0
            && matches!(shape.end, End::Bare | End::Call)
            && !matches!(judged.piece.form, Form::Item | Form::Row)
    };
    let (mut start, mut headlines) = (usize::MAX, 0);
    for (index, judged) in pieces.iter().enumerate().skip(body.last + 1).rev() {
        if apart::is_ad(judged) {
            continue;
        }
        if apart::is_label(judged) {
            if headlines >= 2 && opens_list(judged.text) {
                start = index;
            }
        } else if !apart::is_apart(judged) {
            if !headline(judged) {
                break;
            }
            headlines += 1;
        }
    }
    start
}

fn opens_list(label: &str) -> bool {
    let first = label.split_whitespace().next().unwrap_or("").to_lowercase().replace('’', "'");
    LIST_OPENERS.contains(&first.trim_end_matches(|c: char| !c.is_alphanumeric()))
}
