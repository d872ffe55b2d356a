//! What leaves the words of a leaf before they are read as sentences: citations, comments, struck
//! text, tags, addresses.

use rustc_hash::{FxHashMap, FxHashSet};

use super::citations::{self, Pointer};
use super::cues::SOURCE_LABELS;
use super::furniture;
use super::html;
use super::layout::{Leaf, Span, SpanKind};
use super::markup;
use super::model::{Citation, CitationForm, Target};
use crate::text::ByteRange;

/// A stretch of a leaf's prose that is no part of its sentences.
#[derive(Debug)]
pub(super) struct Cut {
    /// In the prose; may be empty for a link whose words stay.
    pub range: ByteRange,
    /// The citations that it holds.
    pub citations: Vec<Citation>,
    /// The HTML comment that it is.
    pub comment: Option<ByteRange>,
    /// Whether it opens a sentence (`According to [@id], …`) and so belongs to what follows.
    pub opens: bool,
}

impl Cut {
    fn citing(range: ByteRange, citations: Vec<Citation>) -> Self {
        Self { range, citations, comment: None, opens: false }
    }

    /// A cut that only takes words away.
    pub fn plain(range: ByteRange) -> Self {
        Self::citing(range, Vec::new())
    }
}

/// A footnote's definition: its citations, and where it stands.
#[derive(Debug)]
pub(super) struct Footnote {
    pub range: ByteRange,
    pub citations: Vec<Citation>,
}

/// What is needed to tell citations from other markup.
pub(super) struct Reader<'r> {
    pub note: &'r str,
    /// By folded label.
    pub footnotes: FxHashMap<String, Footnote>,
    /// Whether a key names an article of the corpus, as far as the caller knows.
    pub knows: &'r dyn Fn(&str) -> bool,
}

/// Footnote labels are compared without regard to case.
pub(super) fn folded(label: &str) -> String {
    label.to_lowercase()
}

impl Reader<'_> {
    /// The cuts of a leaf, ascending and disjoint. `comments` are `%%…%%` stretches in its prose.
    pub fn cuts(&self, leaf: &Leaf, comments: &[ByteRange]) -> Vec<Cut> {
        let text = leaf.prose.text.as_str();
        let mut cuts: Vec<Cut> = comments.iter().map(|range| Cut::plain(*range)).collect();
        let opaque: Vec<ByteRange> =
            leaf.spans.iter().filter(|span| span.kind == SpanKind::Code).map(|span| span.range).collect();
        for span in &leaf.spans {
            cuts.extend(self.span(text, span));
        }
        for (range, items) in citations::keys(text) {
            if !markup::hidden(&opaque, range) && !self.is_escaped(leaf, range) {
                let citations = self.key_citations(leaf, range, items);
                cuts.push(Cut::citing(range, citations));
            }
        }
        let references = leaf.spans.iter().filter(|span| matches!(span.kind, SpanKind::FootnoteReference(_)));
        let defined: FxHashSet<ByteRange> = references.map(|span| span.range).collect();
        for (range, label) in markup::footnote_references(text) {
            if !defined.contains(&range) && !markup::hidden(&opaque, range) && !self.is_escaped(leaf, range) {
                let citations = self.footnote(label, leaf.prose.source(range));
                cuts.push(Cut::citing(range, citations));
            }
        }
        let plain = markup::addresses(text)
            .into_iter()
            .chain(markup::marks(text))
            .chain(markup::tags(text))
            .chain(markup::block_id(text))
            .chain(markup::portion_mark(text));
        cuts.extend(plain.filter(|range| !markup::hidden(&opaque, *range)).map(Cut::plain));
        merge(text, cuts)
    }

    fn is_escaped(&self, leaf: &Leaf, range: ByteRange) -> bool {
        let start = leaf.prose.source(range).start();
        start > 0 && self.note.as_bytes().get(start - 1) == Some(&b'\\')
    }

    fn key_citations(&self, leaf: &Leaf, bracket: ByteRange, items: Vec<Pointer>) -> Vec<Citation> {
        let alone = items.len() == 1;
        let place = |range: ByteRange| leaf.prose.source(range);
        let citation = |item: Pointer| Citation {
            range: place(if alone { bracket } else { item.range }),
            key_range: place(item.key_range),
            key: item.key,
            form: CitationForm::Key,
            target: item.target,
            definition: None,
        };
        items.into_iter().map(citation).collect()
    }

    fn span(&self, text: &str, span: &Span) -> Option<Cut> {
        let cut = |citations| Some(Cut::citing(span.range, citations));
        match &span.kind {
            SpanKind::Strong | SpanKind::Code => None,
            SpanKind::Struck | SpanKind::Image | SpanKind::Autolink => cut(Vec::new()),
            SpanKind::Html => {
                let comment = html::is_comment(span.source.of(self.note)).then_some(span.source);
                Some(Cut { comment, ..Cut::plain(span.range) })
            }
            SpanKind::FootnoteReference(label) => cut(self.footnote(label, span.source)),
            SpanKind::Link(destination) => {
                let (key, target) = citations::link(destination)?;
                let written = destination.split('#').next().unwrap_or("");
                let citation = self.linked(span, written, key, CitationForm::Link, target);
                Some(self.worded(text, span, span.range.of(text), false, citation))
            }
            SpanKind::Wiki { target, piped } => {
                let target = target.trim_end_matches('\\');
                let (key, fragment) = target.split_once('#').unwrap_or((target, ""));
                let key = key.trim();
                if key.is_empty() {
                    return None;
                }
                let goal = citations::fragment_target(fragment);
                let sure = matches!(goal, Target::Line(_) | Target::Lines(..))
                    || citations::looks_like_article(key)
                    || (self.knows)(key);
                let citation = self.linked(span, key, key.to_owned(), CitationForm::Wiki, goal);
                Some(self.worded(text, span, span.range.of(text), sure && !piped, citation))
            }
        }
    }

    /// A link that cites: its words go when they only name the source, and stay otherwise.
    fn worded(&self, text: &str, span: &Span, words: &str, go: bool, citation: Citation) -> Cut {
        let label = words.trim().to_lowercase();
        let names_source = SOURCE_LABELS.contains(&label.as_str())
            || !label.chars().any(char::is_alphabetic)
            || label == citation.key.to_lowercase() && citation.form == CitationForm::Link
            || citations::looks_like_article(&label)
            || (self.knows)(words.trim());
        let empty = words.starts_with('[') && words.ends_with(')');
        let gone = go || names_source || empty || furniture::set_off(text, span.range);
        let range = if gone { span.range } else { ByteRange::empty_at(span.range.end()) };
        Cut::citing(range, vec![citation])
    }

    fn linked(
        &self,
        span: &Span,
        written: &str,
        key: String,
        form: CitationForm,
        target: Target,
    ) -> Citation {
        let source = span.source.of(self.note);
        // The destination stands behind the words, so the last place is the right one; for a
        // wikilink the target comes first.
        let at = if form == CitationForm::Wiki { source.find(written) } else { source.rfind(written) };
        let key_range = at.filter(|_| !written.is_empty()).map_or(span.source, |at| {
            ByteRange::new(span.source.start() + at, span.source.start() + at + written.len())
        });
        Citation { range: span.source, key_range, key, form, target, definition: None }
    }

    fn footnote(&self, label: &str, source: ByteRange) -> Vec<Citation> {
        let Some(footnote) = self.footnotes.get(&folded(label)) else {
            return vec![Citation {
                range: source,
                key_range: source,
                key: String::new(),
                form: CitationForm::Footnote,
                target: Target::Article,
                definition: None,
            }];
        };
        let made = |citation: &Citation| Citation {
            range: source,
            form: CitationForm::Footnote,
            definition: Some(footnote.range),
            ..citation.clone()
        };
        footnote.citations.iter().map(made).collect()
    }

    /// The citation that the words of a footnote's definition are when they are only an id or path.
    pub fn bare_definition(&self, leaf: &Leaf) -> Option<Citation> {
        let text = leaf.prose.text.as_str();
        let pointer = citations::bare(text, ByteRange::new(0, text.len()).trim(text))?;
        let key = pointer.key.as_str();
        let word = !key.contains(char::is_whitespace)
            && key.contains(|c: char| c.is_ascii_digit() || "_-/".contains(c))
            && !key.ends_with(['.', ':'])
            && !key.contains("://");
        if !word && !citations::path_is_article(key) && !(self.knows)(key) {
            return None;
        }
        Some(Citation {
            range: leaf.prose.source(pointer.range),
            key_range: leaf.prose.source(pointer.key_range),
            key: pointer.key,
            form: CitationForm::Footnote,
            target: pointer.target,
            definition: None,
        })
    }
}

/// Sorts, joins what overlaps, and lets each citation take its furniture along.
fn merge(text: &str, mut cuts: Vec<Cut>) -> Vec<Cut> {
    cuts.sort_by_key(|cut| (cut.range.start(), usize::MAX - cut.range.end()));
    let mut merged: Vec<Cut> = Vec::with_capacity(cuts.len());
    for mut cut in cuts {
        if let Some(last) = merged.last_mut()
            && (cut.range.start() < last.range.end() || in_a_row(text, last, &cut))
        {
            last.range = last.range.join(cut.range);
            last.citations.append(&mut cut.citations);
            last.comment = last.comment.or(cut.comment);
            continue;
        }
        merged.push(cut);
    }
    let mut floor = 0;
    for cut in &mut merged {
        if cut.range.start() < floor {
            // Widening the cut before reached into this one.
            cut.range = ByteRange::new(floor, cut.range.end().max(floor));
        } else if !cut.citations.is_empty() && !cut.range.is_empty() {
            (cut.range, cut.opens) = furniture::widened(text, cut.range, floor);
        }
        floor = cut.range.end();
    }
    merged
}

/// Whether two citations stand side by side (`[@a], [@b]`).
fn in_a_row(text: &str, first: &Cut, second: &Cut) -> bool {
    let between = ByteRange::new(first.range.end(), second.range.start()).of(text);
    let cites = |cut: &Cut| !cut.citations.is_empty() && !cut.range.is_empty();
    cites(first)
        && cites(second)
        && between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '&'))
}
