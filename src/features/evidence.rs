//! The evidence for the claim under the cursor, as a view beside the note shows it: the claim, its
//! verdict, and each passage with what it says of it and how to cite it.

use super::grounds::grounds_and_more;
use super::quote::{Quote, marked_quote};
use super::symbols::verdict_words;
use crate::corpus::ArticleSpan;
use crate::evidence::quotation::{QuoteCheck, WordChange};
use crate::evidence::{Assessment, QuoteMatch, Sources, Verdict};
use crate::rules::{Edit, cite};
use crate::text::ByteRange;
use crate::workspace::{Analysis, World};

/// Passages that are shown at most.
const MOST: usize = 8;

/// What the sources say of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimEvidence {
    /// The claim, in the note.
    pub range: ByteRange,
    /// Its words.
    pub text: String,
    /// In one word.
    pub verdict: Verdict,
    /// The verdict in words: `contradicted`, `misquoted`.
    pub label: String,
    /// The calibrated probability that the sources support it.
    pub score: f32,
    /// Why.
    pub reason: String,
    /// How many independent sources support it.
    pub independent: usize,
    /// The passages, the best first.
    pub passages: Vec<PassageEvidence>,
}

/// What a passage says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// It says so.
    Supports,
    /// It says otherwise.
    Contradicts,
    /// It speaks of the same matter.
    Related,
}

/// A passage with what it says of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct PassageEvidence {
    /// What it says of the claim.
    pub stance: Stance,
    /// What differs, one sentence each.
    pub differences: Vec<String>,
    /// Its words.
    pub quote: Quote,
    /// The article's id.
    pub article: String,
    /// Cites the article in the claim's sentence; `None` when it is cited there already.
    pub cite: Option<Edit>,
}

/// The evidence for the quotation or claim at the byte `offset` of the note; `None` where there is none to
/// be had.
#[must_use]
pub fn evidence(analysis: &Analysis, world: &World, offset: usize) -> Option<ClaimEvidence> {
    of_quotation(analysis, world, offset).or_else(|| of_claim(analysis, world, offset))
}

fn of_quotation(analysis: &Analysis, world: &World, offset: usize) -> Option<ClaimEvidence> {
    let index = analysis.note.quotations.iter().position(|quoted| quoted.range.contains(offset))?;
    let (quoted, check) = (analysis.note.quotations.get(index)?, analysis.quotations.get(index)?);
    let (verdict, label) = quotation_verdict(check)?;
    let marks: Vec<ByteRange> = check.changes.iter().map(|change| change.there).collect();
    let stance = if verdict == Verdict::Supported { Stance::Supports } else { Stance::Contradicts };
    let cited: Vec<u32> =
        quoted.citations.iter().filter_map(|&at| analysis.citations.get(at)?.article()).collect();
    let claim = quoted.claim.and_then(|index| analysis.note.claims.get(index));
    let passage = |span: &ArticleSpan| {
        let sentence = world.library.sentence_at(*span).unwrap_or(*span);
        let whole = ArticleSpan { range: sentence.range.join(span.range), ..sentence };
        let article = world.library.article(span.article)?;
        let claim = claim.filter(|_| !cited.contains(&span.article));
        Some(PassageEvidence {
            stance,
            differences: check.changes.iter().map(change_words).collect(),
            quote: marked_quote(world, whole, &marks)?,
            article: article.id.clone(),
            cite: claim.map(|claim| cite::insertion(&analysis.note, claim, &article.id)),
        })
    };
    let passages: Vec<PassageEvidence> = check.spans.iter().take(MOST).filter_map(passage).collect();
    Some(ClaimEvidence {
        range: quoted.range,
        text: quoted.text.clone(),
        verdict,
        label: label.to_owned(),
        score: check.similarity,
        reason: match check.found {
            QuoteMatch::Exact => "the source has these words".to_owned(),
            QuoteMatch::Near => "the source has other words".to_owned(),
            QuoteMatch::Stitched => "these words stand in two places, not together".to_owned(),
            QuoteMatch::Absent | QuoteMatch::TooShort => "no source has these words".to_owned(),
        },
        independent: 0,
        passages,
    })
}

/// How quoted words stand, as a verdict and in words; `None` for words too few to say.
#[must_use]
pub fn quotation_verdict(check: &QuoteCheck) -> Option<(Verdict, &'static str)> {
    match (check.found, check.speaker) {
        (QuoteMatch::TooShort, _) => None,
        (QuoteMatch::Exact, speaker) if speaker.is_other() => {
            Some((Verdict::Contradicted, "somebody else’s words"))
        }
        (QuoteMatch::Exact, _) => Some((Verdict::Supported, "verbatim")),
        (QuoteMatch::Near, _) => Some((Verdict::Contradicted, "misquoted")),
        (QuoteMatch::Stitched, _) => Some((Verdict::Contradicted, "joined from two places")),
        (QuoteMatch::Absent, _) => Some((Verdict::Unsupported, "in no source")),
    }
}

fn change_words(change: &WordChange) -> String {
    match (change.quoted.as_str(), change.source.as_str()) {
        ("", source) => format!("“{source}” is left out"),
        (quoted, "") => format!("“{quoted}” is added"),
        (quoted, source) => format!("“{quoted}” for the source’s “{source}”"),
    }
}

fn of_claim(analysis: &Analysis, world: &World, offset: usize) -> Option<ClaimEvidence> {
    let index = analysis.claim_at(offset)?;
    let (claim, assessment) = (analysis.note.claims.get(index)?, analysis.assessments.get(index)?);
    if assessment.verdict == Verdict::NotCheckable {
        return None;
    }
    let sources = analysis.sources.get(index)?;
    let cited: Vec<u32> =
        claim.citations.iter().filter_map(|&at| analysis.citations.get(at)?.article()).collect();
    let mut spans = grounds_and_more(assessment, &world.library);
    let heard = sources.supporting.iter().map(|account| account.sentence);
    let heard = heard.chain(sources.objections.iter().map(|objection| objection.account.sentence));
    for span in heard {
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
    let passage = |span: ArticleSpan| {
        let marks = differing(assessment, sources, span);
        let article = world.library.article(span.article)?;
        let missing = !cited.contains(&span.article);
        Some(PassageEvidence {
            stance: stance(assessment, sources, span, !marks.is_empty()),
            differences: differences(assessment, sources, span),
            quote: marked_quote(world, span, &marks)?,
            article: article.id.clone(),
            cite: missing.then(|| cite::insertion(&analysis.note, claim, &article.id)),
        })
    };
    let mut passages: Vec<PassageEvidence> = spans.into_iter().filter_map(passage).collect();
    passages.sort_by_key(|passage| passage.stance as u8);
    if assessment.verdict == Verdict::Contradicted {
        passages.sort_by_key(|passage| passage.stance != Stance::Contradicts);
    }
    passages.truncate(MOST);
    Some(ClaimEvidence {
        range: claim.range,
        text: claim.text.clone(),
        verdict: assessment.verdict,
        label: verdict_words(assessment.verdict).to_owned(),
        score: assessment.score,
        reason: assessment.reason.clone(),
        independent: sources.independent(),
        passages,
    })
}

/// The words of the sentence `span` that say otherwise, in the article's text.
#[must_use]
pub fn differing(assessment: &Assessment, sources: &Sources, span: ArticleSpan) -> Vec<ByteRange> {
    let findings = assessment.conflicts().chain(sources.objections.iter().map(|it| &it.finding));
    let at = findings.filter_map(|finding| finding.source);
    let mut found: Vec<ByteRange> = at
        .filter(|source| source.article == span.article && span.range.overlaps(source.range))
        .map(|source| source.range)
        .collect();
    found.sort();
    found.dedup();
    found
}

fn differences(assessment: &Assessment, sources: &Sources, span: ArticleSpan) -> Vec<String> {
    let findings = assessment.conflicts().chain(sources.objections.iter().map(|it| &it.finding));
    let here = findings.filter(|finding| {
        finding.source.is_some_and(|at| at.article == span.article && span.range.overlaps(at.range))
    });
    let mut found: Vec<String> = here.map(|finding| finding.message.clone()).collect();
    found.dedup();
    found
}

fn stance(assessment: &Assessment, sources: &Sources, span: ArticleSpan, differs: bool) -> Stance {
    let objects = sources.objections.iter().any(|it| it.account.sentence == span);
    if differs || objects {
        return Stance::Contradicts;
    }
    let supports = sources.supporting.iter().any(|account| account.sentence == span);
    let is_best = assessment.evidence.first().is_some_and(|found| found.span == span);
    let backed = matches!(assessment.verdict, Verdict::Supported | Verdict::Partial);
    if supports || (backed && is_best) { Stance::Supports } else { Stance::Related }
}
