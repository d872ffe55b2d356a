//! What each source says of a claim by itself: how many independent ones support it, and whether
//! another one, or a later one, says otherwise.
//!
//! The verdict weighs all articles together, and one that supports a claim settles it. Here every
//! article is heard alone, through the same inquiry. Copies of one story count as one source, by
//! [`crate::corpus::duplicates`].

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::alignment::Alignment;
use super::assess::{self, Inquiry, Judge, aligned, conclude, inquire_into, not_checkable};
use super::basis::Basis;
use super::cancel::Cancel;
use super::claim::ClaimAnalysis;
use super::model::{Assessment, Finding, FindingKind, Verdict};
use crate::corpus::ArticleSpan;
use crate::entities::EntityId;
use crate::index::{Found, Hit, Library};
use crate::notes::{Checkable, Claim};
use crate::text::ByteRange;

/// Passages that are retrieved, over all articles.
const CANDIDATES: usize = 60;
/// Passages of one article that are heard.
const OF_ONE: usize = 4;
/// Articles that are heard, those with the best passages.
const ARTICLES: usize = 8;
/// A source speaks against a claim that another supports only when it is this sure. Of 1,079 supported
/// claims held against the news articles of all of them none is then called disputed, where .5 calls
/// five; of VitaminC's 484 pairs of a source for and one against, 47 are found.
const SURE: f32 = 0.7;
/// A passage has a word of the claim when it matches this well.
const ATTESTED: f32 = 0.6;
/// A source supports a claim by itself when its best passage has this share of what the best of all has.
/// Of 197 claims of VitaminC with a source for and one that says nothing, 11 are then given two; 43
/// without it.
pub(super) const AS_GOOD: f32 = 0.8;
/// An article none of whose passages has this share of what the best of all has is not heard: it can neither
/// support the claim nor be sure against it.
const WORTH_HEARING: f32 = 0.5;

/// Two articles about one event share at least this part of the names of the one with fewer.
const ONE_EVENT: f32 = 0.3;

/// What one article says of a claim by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Index of the article.
    pub article: u32,
    /// Its story: the same for copies.
    pub story: u32,
    /// When it was published.
    pub date: Option<Date>,
    /// The sentence that says so.
    pub sentence: ArticleSpan,
}

/// An article that says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// The article.
    pub account: Account,
    /// What differs.
    pub finding: Finding,
    /// Whether it is later than every article that supports the claim.
    pub later: bool,
}

/// The sources of a supported claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// The articles that support it, the best first.
    pub supporting: Vec<Account>,
    /// The articles that say otherwise: later ones first, then the surest.
    pub objections: Vec<Objection>,
}

impl Sources {
    /// How many independent sources support the claim.
    #[must_use]
    pub fn independent(&self) -> usize {
        let mut stories: Vec<u32> = self.supporting.iter().map(|account| account.story).collect();
        stories.sort_unstable();
        stories.dedup();
        stories.len()
    }

    /// The objection of a later article, if there is one.
    #[must_use]
    pub fn superseding(&self) -> Option<&Objection> {
        self.objections.iter().find(|objection| objection.later)
    }

    /// The objection of an independent article that is not later.
    #[must_use]
    pub fn conflicting(&self) -> Option<&Objection> {
        self.objections.iter().find(|objection| !objection.later)
    }
}

/// What the corpus says of `claim`, what each of its sources says alone, and what both rest on when that can be
/// told; from one search.
#[must_use]
pub fn assess_and_hear(
    judge: &Judge,
    claim: &Claim,
    library: &Library,
    cancel: &Cancel,
) -> (Assessment, Sources, Option<Basis>) {
    if let Checkable::No(why) = claim.checkable {
        return (not_checkable(why), Sources::default(), None);
    }
    let case = Case::of(judge, claim, library);
    let Case { claim: analysis, found: Found { hits, bar } } = &case;
    let nearest = hits.get(..assess::CANDIDATES).unwrap_or(hits);
    let alignments = aligned(analysis, nearest, &[], library, cancel);
    let inquiry = inquire_into(judge, analysis, library, alignments);
    let judged_by = judge.scorer.name().to_owned();
    let assessment = Assessment { judge: judged_by, ..conclude(&inquiry, judge.strictness) };
    let known: Vec<&Alignment> = inquiry.situation.alignments.iter().chain(&inquiry.others).collect();
    let sources = case.hear(judge, &assessment, &known, library, cancel);
    (assessment, sources, Basis::of(analysis, bar.clone(), library))
}

/// Hears the sources of `claim`, of which `whole` is what the corpus says. None for a claim that is
/// not supported, and for a check that was cancelled.
#[must_use]
pub fn hear(judge: &Judge, claim: &Claim, whole: &Assessment, library: &Library, cancel: &Cancel) -> Sources {
    if whole.verdict != Verdict::Supported {
        return Sources::default();
    }
    Case::of(judge, claim, library).hear(judge, whole, &[], library, cancel)
}

/// A claim and the passages that were found for it.
struct Case {
    claim: ClaimAnalysis,
    found: Found,
}

impl Case {
    fn of(judge: &Judge, claim: &Claim, library: &Library) -> Self {
        let claim = ClaimAnalysis::of(claim, library, judge.reference);
        let found = judge.retriever.find(library, &claim.query(), CANDIDATES);
        Self { claim, found }
    }

    fn hear(
        &self,
        judge: &Judge,
        whole: &Assessment,
        known: &[&Alignment],
        library: &Library,
        cancel: &Cancel,
    ) -> Sources {
        if whole.verdict != Verdict::Supported {
            return Sources::default();
        }
        hear_each(judge, self, whole, known, library, cancel)
    }
}

/// Hears the articles with the best passages, each alone. Against the passages of `known` the claim was set before.
fn hear_each(
    judge: &Judge,
    case: &Case,
    whole: &Assessment,
    known: &[&Alignment],
    library: &Library,
    cancel: &Cancel,
) -> Sources {
    let analysis = &case.claim;
    let by_article = by_article(&case.found.hits);
    let best = whole.covered();
    let mut sources = Sources::default();
    let mut attested: Vec<ByteRange> = Vec::new();
    let mut against = Vec::new();
    for (article, hits) in by_article.iter().take(ARTICLES) {
        let alignments = aligned(analysis, hits, known, library, cancel);
        if alignments.iter().map(|it| it.coverage).fold(0.0, f32::max) < WORTH_HEARING * best {
            continue;
        }
        let inquiry = inquire_into(judge, analysis, library, alignments);
        let surest = inquiry.conflicts.first().map_or(0.0, |suspicion| suspicion.confidence);
        let found = conclude(&inquiry, judge.strictness);
        let Some(first) = found.evidence.first() else { continue };
        let sentence = first.span;
        let account = Account {
            article: *article,
            story: library.story(*article),
            date: library.article(*article).and_then(|article| article.date).map(|date| date.day),
            sentence,
        };
        match found.verdict {
            // What has much less of the claim than the best passage speaks of the same matter, no more.
            Verdict::Supported if found.covered() >= AS_GOOD * best => {
                attested.extend(attested_by(&inquiry));
                sources.supporting.push(account);
            }
            Verdict::Contradicted if surest >= SURE => {
                let finding = found.conflicts().next().cloned();
                against.extend(finding.filter(can_differ).map(|finding| (account, finding)));
            }
            _ => {}
        }
    }
    if cancel.is_cancelled() {
        return Sources::default();
    }
    // A source that lacks the words at issue does not stand for them.
    against.retain(|(_, finding)| attested.iter().any(|range| range.overlaps(finding.claim)));
    let objections = against.into_iter().filter_map(|(account, finding)| {
        objection(account, finding, &sources.supporting, &by_article, library)
    });
    let mut objections: Vec<Objection> = objections.collect();
    objections.sort_by_key(|objection| !objection.later);
    sources.objections = objections;
    sources
}

/// The words of the claim that the best passage has itself.
fn attested_by(inquiry: &Inquiry) -> Vec<ByteRange> {
    let situation = &inquiry.situation;
    let Some(best) = situation.best() else { return Vec::new() };
    let has = |index: usize| best.matches.get(index).is_some_and(|found| found.strength >= ATTESTED);
    let slots = situation.claim.slots.iter().enumerate().filter(|(index, _)| has(*index));
    slots.filter_map(|(_, slot)| situation.claim.in_claim(slot.range)).collect()
}

/// Whether sources that differ in it speak of one event. Another name, place or role in another article
/// mostly means another event, and who is quoted in what words is for the quotation rules.
fn can_differ(finding: &Finding) -> bool {
    matches!(
        finding.kind,
        FindingKind::Number | FindingKind::Date | FindingKind::Polarity | FindingKind::Comparison
    )
}

/// What `account` says as an objection, unless it explains itself: it is of another event; the
/// supporting articles have its words as well, so that two things are spoken of; it is a copy of them;
/// or it is an older count.
fn objection(
    account: Account,
    finding: Finding,
    supporting: &[Account],
    by_article: &[(u32, Vec<Hit>)],
    library: &Library,
) -> Option<Objection> {
    let words = finding.source.map(|span| library.span_text(span)).filter(|words| !words.is_empty())?;
    let has_them = |article: u32| {
        let hits = by_article.iter().find(|(index, _)| *index == article).map(|(_, hits)| hits);
        hits.into_iter().flatten().any(|hit| has_words(&library.passage_text(hit.passage), &words))
    };
    if !supporting.iter().any(|other| same_event(library, other.article, account.article)) {
        return None;
    }
    let names_a_thing = !matches!(finding.kind, FindingKind::Polarity | FindingKind::Comparison);
    if names_a_thing && supporting.iter().any(|other| has_them(other.article)) {
        return None;
    }
    let last = supporting.iter().map(|other| other.date).max()?;
    let all_dated = supporting.iter().all(|other| other.date.is_some());
    let later = all_dated && account.date.is_some_and(|date| Some(date) > last);
    let first = supporting.iter().filter_map(|other| other.date).min();
    let older_count = finding.kind == FindingKind::Number
        && account.date.zip(first).is_some_and(|(date, first)| date < first);
    let copy = supporting.iter().any(|other| other.story == account.story);
    (later || !(copy || older_count)).then_some(Objection { account, finding, later })
}

/// Whether two articles name enough of the same people, bodies and places to be about one event.
fn same_event(library: &Library, one: u32, two: u32) -> bool {
    let named = |article: u32| -> FxHashSet<EntityId> {
        let found = library.entities.in_article(article);
        found.iter().flat_map(|found| &found.mentions).map(|mention| mention.entity).collect()
    };
    let (one, two) = (named(one), named(two));
    let shared = one.intersection(&two).count();
    shared > 0 && shared as f32 >= ONE_EVENT * one.len().min(two.len()) as f32
}

/// Whether `words` stand in `text` as whole words, case aside.
fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    text.match_indices(&words).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|tail| tail.chars().next());
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(before) && !inside(after)
    })
}

/// The passages by article, the article with the best passage first.
fn by_article(hits: &[Hit]) -> Vec<(u32, Vec<Hit>)> {
    let mut found: Vec<(u32, Vec<Hit>)> = Vec::new();
    for &hit in hits {
        match found.iter_mut().find(|(article, _)| *article == hit.passage.article) {
            Some((_, hits)) if hits.len() >= OF_ONE => {}
            Some((_, hits)) => hits.push(hit),
            None => found.push((hit.passage.article, vec![hit])),
        }
    }
    found
}
