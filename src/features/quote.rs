//! [`Quote`]: words of a source with where they stand, and the words among them that matter.

use super::place::Place;
use crate::corpus::ArticleSpan;
use crate::text::ByteRange;
use crate::workspace::World;

/// Words of a source, with where they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The words, on one line.
    pub words: String,
    /// The parts of `words` that differ from the note, in order, not overlapping.
    pub marks: Vec<ByteRange>,
    /// The article's title or id.
    pub article: String,
    /// Outlet and date, what is known of them.
    pub provenance: String,
    /// Where to jump.
    pub place: Place,
}

/// The words at `span` with where they stand.
#[must_use]
pub fn quote(world: &World, span: ArticleSpan) -> Option<Quote> {
    marked_quote(world, span, &[])
}

/// [`quote`], with the stretches `marks` of the article's text marked where they are part of it.
#[must_use]
pub fn marked_quote(world: &World, span: ArticleSpan, marks: &[ByteRange]) -> Option<Quote> {
    let (article, provenance) = named_at(world, span);
    let (words, marks) = on_one_line(&world.library.span_text(span), span.range.start(), marks);
    Some(Quote { words, marks, article, provenance, place: Place::of_span(span, &world.library)? })
}

/// `text`, which begins at the byte `from` of the article, with single blanks between its words; and
/// where the `marks` are then.
fn on_one_line(text: &str, from: usize, marks: &[ByteRange]) -> (String, Vec<ByteRange>) {
    let mut words = String::with_capacity(text.len());
    let mut kept: Vec<ByteRange> = Vec::new();
    let mut at = 0;
    for word in text.split_whitespace() {
        let start = at + text.get(at..).and_then(|rest| rest.find(word)).unwrap_or(0);
        at = start + word.len();
        let gap = if words.is_empty() { "" } else { " " };
        let (joint, place) = (words.len(), words.len() + gap.len());
        words.push_str(gap);
        words.push_str(word);
        let here = ByteRange::new(from + start, from + at);
        for mark in marks.iter().filter(|mark| mark.overlaps(here)) {
            let first = mark.start().max(here.start()) - here.start();
            let last = mark.end().min(here.end()) - here.start();
            let part = ByteRange::new(place + first, place + last);
            match kept.last_mut() {
                // A mark over several words goes on over the blank between them.
                Some(known) if known.end() == joint && first == 0 && mark.start() < here.start() => {
                    *known = known.join(part);
                }
                Some(known) if part.start() < known.end() => *known = known.join(part),
                _ => kept.push(part),
            }
        }
    }
    (words, kept)
}

/// An article's title and what is known of outlet and date.
pub(super) fn named(world: &World, index: u32) -> (String, String) {
    let Some(article) = world.library.article(index) else { return Default::default() };
    let date = article.date.map(|date| date.day.to_string());
    let known: Vec<&str> = [article.outlet.as_deref(), date.as_deref()].into_iter().flatten().collect();
    (article.heading().to_owned(), known.join(", "))
}

/// [`named`], with the page on which `span` starts where the article has pages.
fn named_at(world: &World, span: ArticleSpan) -> (String, String) {
    let (name, mut provenance) = named(world, span.article);
    if let Some(page) = world.library.article(span.article).and_then(|article| article.page(span.range)) {
        let apart = if provenance.is_empty() { "" } else { ", " };
        provenance.push_str(&format!("{apart}p. {page}"));
    }
    (name, provenance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, marks: &[(usize, usize)]) -> String {
        let marks: Vec<ByteRange> = marks.iter().map(|(a, b)| ByteRange::new(100 + a, 100 + b)).collect();
        let (mut words, marks) = on_one_line(text, 100, &marks);
        for mark in marks.iter().rev() {
            words.insert(mark.end(), '>');
            words.insert(mark.start(), '<');
        }
        words
    }

    #[test]
    fn marks_stay_on_their_words_when_lines_are_joined() {
        assert_eq!(marked("injured  98\ncivilians ", &[(9, 11)]), "injured <98> civilians");
        assert_eq!(marked("close\n  to a deal", &[(0, 10)]), "<close to> a deal");
        assert_eq!(marked("a b c", &[(0, 1), (4, 5)]), "<a> b <c>");
        assert_eq!(marked("a b c", &[(90, 99)]), "a b c");
    }
}
