//! [`Context`]: everything that was found out about a note, as the rules see it.

use super::options::Options;
use crate::corpus::{ArticleSpan, PassageId};
use crate::entities::{EntityKind, Resolution};
use crate::evidence::citation::Destination;
use crate::evidence::{Assessment, Evidence, Finding, FindingKind, Sources, Verdict};
use crate::index::Library;
use crate::notes::{Citation, Claim, Note, NoteQuotation};
use crate::text::ByteRange;

/// Characters of a headline that a message has room for.
const TITLE: usize = 72;

/// A claim with what the corpus says of it.
#[derive(Clone, Copy, Debug)]
pub struct CheckedClaim<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// What the whole corpus says.
    pub assessment: &'a Assessment,
    /// What each source says alone, when the claim is supported.
    pub sources: &'a Sources,
    /// What the articles that the claim cites say, when it cites any that exist.
    pub cited: Option<&'a Assessment>,
}

impl<'a> CheckedClaim<'a> {
    /// What the cited articles say, when they count or date something otherwise than the claim does.
    pub fn cited_otherwise(&self) -> Option<&'a Assessment> {
        let by_figure = |finding: &Finding| matches!(finding.kind, FindingKind::Number | FindingKind::Date);
        self.cited.filter(|cited| {
            cited.verdict == Verdict::Contradicted
                && cited.conflicts().next().is_some()
                && cited.conflicts().all(by_figure)
        })
    }
}

/// A quotation of the note with what the corpus has of its words.
#[derive(Clone, Copy, Debug)]
pub struct CheckedQuotation<'a> {
    /// The quotation.
    pub quotation: &'a NoteQuotation,
    /// What the corpus has.
    pub check: &'a crate::evidence::quotation::QuoteCheck,
}

/// A name in the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedStretch {
    /// Where it stands in the note.
    pub range: ByteRange,
    /// Its type.
    pub kind: EntityKind,
    /// What it stands for.
    pub resolution: Resolution,
}

/// Everything that was found out about a note.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The note.
    pub note: &'a Note,
    /// The corpus.
    pub library: &'a Library,
    /// What settings tell single rules.
    pub options: &'a Options,
    /// Its claims, in order.
    pub claims: Vec<CheckedClaim<'a>>,
    /// Its quotations, in order.
    pub quotations: Vec<CheckedQuotation<'a>>,
    /// Its names, in order.
    pub names: &'a [NamedStretch],
    /// Its citations and where they lead, in order.
    pub citations: Vec<(&'a Citation, &'a Destination)>,
}

impl<'a> Context<'a> {
    /// The claims with one of these verdicts.
    pub fn with_verdict(&self, verdict: Verdict) -> impl Iterator<Item = CheckedClaim<'a>> + '_ {
        self.claims.iter().copied().filter(move |checked| checked.assessment.verdict == verdict)
    }

    /// The words of `range` of the note.
    #[must_use]
    pub fn words(&self, range: ByteRange) -> &'a str {
        range.of(&self.note.text)
    }

    /// `range` without the punctuation that ends a sentence: a squiggle sits on words.
    #[must_use]
    pub fn without_stop(&self, range: ByteRange) -> ByteRange {
        let words = self.words(range);
        let kept =
            words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ':' | ',' | '!'));
        ByteRange::new(range.start(), range.start() + kept.len())
    }

    /// The claim that holds the whole of `range`, if one does.
    #[must_use]
    pub fn claim_around(&self, range: ByteRange) -> Option<CheckedClaim<'a>> {
        // In text order: only those that begin before it, down to the sentence that ends before it.
        let until = self.claims.partition_point(|checked| checked.claim.range.start() <= range.start());
        let before = self.claims.get(..until)?.iter().rev().copied();
        let near = before.take_while(|checked| checked.claim.sentence.end() > range.start());
        near.filter(|checked| checked.claim.range.covers(range)).last()
    }

    /// Whether a source gives words of the note at `range` to somebody else, which
    /// `misattributed-quote` tells.
    #[must_use]
    pub fn misattributed(&self, claim: &Claim) -> bool {
        self.quotations
            .iter()
            .any(|quoted| quoted.check.speaker.is_other() && claim.range.covers(quoted.quotation.range))
    }

    /// The passages in which `spans` start, as evidence that fits wholly.
    #[must_use]
    pub fn evidence_at(&self, spans: &[ArticleSpan]) -> Vec<Evidence> {
        let found = |span: &ArticleSpan| {
            let article = self.library.article(span.article)?;
            let index = article.passage_at(span.range.start())?;
            let passage = PassageId { article: span.article, passage: u32::try_from(index).ok()? };
            Some(Evidence { passage, span: self.library.passage_span(passage)?, score: 1.0, covers: 1.0 })
        };
        spans.iter().filter_map(found).collect()
    }

    /// How a reader would call article `index`: its title or id, shortened to fit a message, with
    /// outlet and date.
    #[must_use]
    pub fn article_name(&self, index: u32) -> String {
        let Some(article) = self.library.article(index) else { return String::new() };
        let date = article.date.map(|date| date.day.to_string());
        let known: Vec<&str> = [article.outlet.as_deref(), date.as_deref()].into_iter().flatten().collect();
        match known.as_slice() {
            [] => format!("“{}”", clipped(article.heading())),
            known => format!("“{}” ({})", clipped(article.heading()), known.join(", ")),
        }
    }
}

/// At most [`TITLE`] characters of a title, on one line, cut at a word.
fn clipped(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = title.char_indices().nth(TITLE) else { return title };
    let head = title.get(..cut).unwrap_or(&title);
    format!("{} …", head.rsplit_once(' ').map_or(head, |(head, _)| head))
}
