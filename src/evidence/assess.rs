//! [`assess`]: a claim from its text to its verdict.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::alignment::{Alignment, add_context, align};
use super::basis::Basis;
use super::cancel::Cancel;
use super::claim::{ClaimAnalysis, SlotKind};
use super::coverage;
use super::features::Features;
use super::findings::addition::{self, Addition};
use super::findings::{self, Suspicion, denial, missing, modality, pending, quote, role};
use super::links;
use super::model::{Assessment, Evidence, Finding, Polarity, Verdict};
use super::reason::{reason, told};
use super::scorer::{self, Judgement, Scorer};
use super::signs::Signs;
use super::situation::Situation;
use super::sources::AS_GOOD;
use super::strictness::Strictness;
use super::worth::{early, worth};
use crate::index::{Found, Hit, Library, Ranked, Retriever};
use crate::notes::{Checkable, Claim};
use crate::text::lexicon;
use crate::text::tokens::TokenKind;

/// Passages that are retrieved for a claim.
pub(super) const CANDIDATES: usize = 20;
/// Of those, how many are compared with what stands around them.
const COMPARED: usize = 8;
/// Of the rest, how many may still be shown, by what they have themselves: those of an article's first sentences
/// before later ones.
const OTHERS: usize = 4;
/// How much more of a claim the first passage of an article counts as having among those: of DeFacto's evidence
/// sentences 88 in 100 are then looked at, without it 85.
const EARLY: f32 = 0.2;
/// Passages shown as evidence.
const SHOWN: usize = 5;
/// A passage shown is worth at least this share of the best one.
const WORTH_SHOWING: f32 = 0.5;
/// A conflict less sure than this is not told.
const WORTH_TELLING: f32 = 0.5;
/// A conflict this sure decides by itself: on labelled claims it speaks against 3 in 100 supported
/// ones, and the scorer has not seen every kind of conflict in its training data.
const SURE: f32 = 0.62;
/// In a claim that is not supported a conflict this sure, in a passage that says something of it ([`SAYS`]),
/// tells more than that nothing was found: of 101 such claims of the five labelled sets 72 are contradicted, 24
/// unsupported, 5 supported.
const DOUBTED: f32 = 0.25;
/// With less of a claim's words other than names a passage says nothing of it.
const SAYS: f32 = 0.1;
/// A passage that has this share of a claim makes the same statement, but for a conflict.
const SAME_STATEMENT: f32 = 0.7;
/// With less than this share of what it says of its names, and no two words together, a claim is not
/// supported: 2 in 100 supported claims of DeFacto fall below, none of FRANK and SummEdits.
const SAID: f32 = 0.25;
/// A share of links or pairs that is as good as none.
const NONE: f32 = 0.03;
/// With so much of the claim, and the deed done by or to the same, a source that only plans, asks for or supposes
/// it does not support that it was done.
const RESERVED: f32 = 0.7;
/// A judge this certain needs no second look at the words; the shipped one is not for any claim with a gap.
const CERTAIN: f32 = 0.98;
/// A claim whose found part is at least this share of its weight is partly supported.
const PARTLY: f32 = 0.6;

/// How claims are judged: the seams of the engine and what the note knows.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    /// Finds candidate passages.
    pub retriever: &'a dyn Retriever,
    /// Scores them.
    pub scorer: &'a dyn Scorer,
    /// The day on which relative dates of the claim rest.
    pub reference: Option<Date>,
    /// How much evidence a supported claim needs.
    pub strictness: Strictness,
}

impl Default for Judge<'_> {
    fn default() -> Self {
        Self {
            retriever: &Ranked,
            scorer: scorer::shipped(),
            reference: None,
            strictness: Strictness::default(),
        }
    }
}

/// Everything that was found out about a claim; what an explanation is made of.
#[derive(Debug)]
pub struct Inquiry<'a> {
    /// The claim against its candidates.
    pub situation: Situation<'a>,
    /// Candidates with too little of the claim to judge it by, which may be worth showing.
    pub others: Vec<Alignment>,
    /// The conflicts, the surest first.
    pub conflicts: Vec<Suspicion>,
    /// The findings of its quotations.
    pub quotes: Vec<Finding>,
    /// All of it in figures.
    pub features: Features,
    /// What the scorer says.
    pub judgement: Judgement,
}

/// Whether `library` supports `claim`, by the shipped scorer. A cancelled check returns an
/// assessment that its caller has to drop.
#[must_use]
pub fn assess(claim: &Claim, library: &Library, cancel: &Cancel) -> Assessment {
    assess_with(&Judge::default(), claim, library, cancel)
}

/// [`assess`] with seams of the caller's choice.
#[must_use]
pub fn assess_with(judge: &Judge, claim: &Claim, library: &Library, cancel: &Cancel) -> Assessment {
    assess_on_basis(judge, claim, library, cancel).0
}

/// [`assess_with`], with what the assessment rests on when that can be told.
#[must_use]
pub fn assess_on_basis(
    judge: &Judge,
    claim: &Claim,
    library: &Library,
    cancel: &Cancel,
) -> (Assessment, Option<Basis>) {
    if let Checkable::No(why) = claim.checkable {
        return (not_checkable(why), None);
    }
    let analysis = ClaimAnalysis::of(claim, library, judge.reference);
    let Found { hits, bar } = judge.retriever.find(library, &analysis.query(), CANDIDATES);
    let basis = Basis::of(&analysis, bar, library);
    let inquiry = inquire_into(judge, &analysis, library, aligned(&analysis, &hits, &[], library, cancel));
    let judged_by = judge.scorer.name().to_owned();
    (Assessment { judge: judged_by, ..conclude(&inquiry, judge.strictness) }, basis)
}

/// What is said of words that are no claim.
pub(super) fn not_checkable(why: &str) -> Assessment {
    Assessment {
        verdict: Verdict::NotCheckable,
        score: 0.0,
        findings: Vec::new(),
        evidence: Vec::new(),
        reason: format!("not checked: {why}"),
        doubted: false,
        judge: String::new(),
    }
}

/// Gathers everything there is to know of a claim.
#[must_use]
pub fn inquire<'a>(
    judge: &Judge,
    claim: &'a ClaimAnalysis,
    library: &'a Library,
    cancel: &Cancel,
) -> Inquiry<'a> {
    let hits = judge.retriever.retrieve(library, &claim.query(), CANDIDATES);
    inquire_into(judge, claim, library, aligned(claim, &hits, &[], library, cancel))
}

/// The claim against each of `hits` alone, the best first; against those of `known` it was set before.
pub(super) fn aligned(
    claim: &ClaimAnalysis,
    hits: &[Hit],
    known: &[&Alignment],
    library: &Library,
    cancel: &Cancel,
) -> Vec<Alignment> {
    let is_foreign = is_foreign(claim);
    let mut alignments: Vec<Alignment> = Vec::with_capacity(hits.len());
    for hit in hits.iter().filter(|hit| is_foreign || is_checkable(library, hit)) {
        if cancel.is_cancelled() {
            break;
        }
        let before = known.iter().find(|it| it.passage.id == hit.passage);
        let now = || Some(align(claim, library.analysis(hit.passage)?, library));
        alignments.extend(before.map(|it| (*it).clone()).or_else(now));
    }
    rank(&mut alignments);
    alignments
}

/// [`inquire`] with passages that are aligned already.
pub(super) fn inquire_into<'a>(
    judge: &Judge,
    claim: &'a ClaimAnalysis,
    library: &'a Library,
    mut alignments: Vec<Alignment>,
) -> Inquiry<'a> {
    let mut others = alignments.split_off(COMPARED.min(alignments.len()));
    others.sort_by(|a, b| promise(b).total_cmp(&promise(a)).then(a.passage.id.cmp(&b.passage.id)));
    others.truncate(OTHERS);
    for alignment in &mut alignments {
        add_context(alignment, claim, library);
    }
    rank(&mut alignments);
    let source_signs = alignments.iter().map(|a| Signs::of(&a.passage.words)).collect();
    let situation = Situation { claim, library, alignments, signs: Signs::of(&claim.words), source_signs };
    let conflicts = findings::conflicts(&situation);
    let quotes = quote::find(claim, library);
    let features = Features::of(&situation, &conflicts, &quotes);
    let judgement = judge.scorer.judge(&situation, &features);
    Inquiry { situation, others, conflicts, quotes, features, judgement }
}

/// Letters that a claim needs to show its language.
const TELLING: usize = 40;
/// At most one word in this many of a foreign claim is an English function word.
const FOREIGN: usize = 8;

/// Whether a claim is plainly not English: it is held against articles in other languages, English ones
/// are not.
fn is_foreign(claim: &ClaimAnalysis) -> bool {
    let own = || claim.words.iter().filter(|word| word.range.start() >= claim.own);
    let letters: usize = own().map(|word| word.lemma.chars().filter(|c| c.is_alphabetic()).count()).sum();
    let words = own().filter(|word| word.kind == TokenKind::Word).count();
    let functional = own().filter(|word| word.lemma.len() > 1 && lexicon::is_stopword(&word.lemma)).count();
    letters >= TELLING && functional * FOREIGN <= words
}

fn is_checkable(library: &Library, hit: &Hit) -> bool {
    library.article(hit.passage.article).is_some_and(|article| article.is_checkable())
}

/// The best first: by what a passage has itself, then by what stands around it; ties in corpus order.
fn rank(alignments: &mut [Alignment]) {
    let key = |a: &Alignment| a.coverage + 0.5 * a.with_context;
    alignments.sort_by(|a, b| key(b).total_cmp(&key(a)).then(a.passage.id.cmp(&b.passage.id)));
}

fn promise(alignment: &Alignment) -> f32 {
    alignment.coverage + EARLY * early(alignment)
}

/// From what was gathered to the verdict.
pub(super) fn conclude(inquiry: &Inquiry, strictness: Strictness) -> Assessment {
    let model = scorer::model();
    let Judgement { supported, contradicted } = inquiry.judgement;
    let situation = &inquiry.situation;
    let mut conflicts = told(&inquiry.conflicts, WORTH_TELLING);
    let bigrams = coverage::bigrams(situation);
    let additions = addition::find(situation, bigrams);
    let missing = with_additions(missing::find(situation), &additions);
    let found = situation.best().map_or(0.0, |best| best.with_context);
    let surest = inquiry.conflicts.first().map_or(0.0, |suspicion| suspicion.confidence);
    let by_role = inquiry.conflicts.iter().any(|suspicion| role::is_all_of(situation, suspicion));
    let plain = surest >= SURE && (found >= SAME_STATEMENT || by_role);
    let quoted = inquiry.quotes.iter().any(|finding| finding.polarity == Polarity::Agrees);
    let conflicting = plain || contradicted >= model.conflict_threshold;
    let choice = addition::has_choice(situation);
    let scored = supported >= strictness.threshold(&model.thresholds, choice);
    let strict = strictness.wants_wording();
    let unworded = (strict || choice) && missing::holds_phrase(situation, bigrams);
    // Who has a source's own sentence says what the source says; that another differs is told beside it.
    let verbatim = situation.is_verbatim();
    let verdict = if verbatim {
        Verdict::Supported
    } else if !conflicts.is_empty() && conflicting {
        Verdict::Contradicted
    } else if supported >= CERTAIN
        || scored && !unworded && (quoted || !is_about_names_only(situation)) && additions.is_empty()
    {
        Verdict::Supported
    } else if additions.iter().any(|addition| addition.whole) {
        Verdict::Unsupported
    } else if !missing.is_empty() && (found >= PARTLY || !additions.is_empty()) {
        Verdict::Partial
    } else {
        Verdict::Unsupported
    };
    let mut verdict = verdict;
    if matches!(verdict, Verdict::Partial | Verdict::Unsupported)
        && let Some(doubted) = inquiry.conflicts.iter().find(|it| is_of_same_matter(situation, it))
    {
        conflicts = vec![doubted.finding.clone()];
        verdict = Verdict::Contradicted;
    }
    let reserved = modality::find(situation).or_else(|| pending::find(situation));
    let denied = denial::find(situation);
    let told_as_fact = reserved.as_ref().is_some_and(|it| it.confidence >= RESERVED);
    if verdict == Verdict::Supported && !verbatim && (told_as_fact || denied.is_some()) {
        verdict = Verdict::Partial;
    }
    let worded_otherwise = match verdict {
        Verdict::Unsupported => true,
        Verdict::Partial => unworded && additions.is_empty() && reserved.is_none() && denied.is_none(),
        _ => false,
    };
    let mut findings = inquiry.quotes.clone();
    match verdict {
        Verdict::Contradicted => findings.extend(conflicts),
        Verdict::Partial | Verdict::Unsupported => {
            findings.extend(reserved.map(|suspicion| suspicion.finding));
            findings.extend(denied);
            findings.extend(missing);
        }
        Verdict::Supported | Verdict::NotCheckable => {}
    }
    for finding in &mut findings {
        say_who_is_meant(situation, finding);
    }
    findings.retain_mut(|finding| match situation.claim.in_claim(finding.claim) {
        Some(range) => {
            finding.claim = range;
            true
        }
        None => false,
    });
    findings.sort_by_key(|finding| (order(finding), finding.claim.start(), finding.claim.end()));
    let evidence = evidence(inquiry);
    let articles = count_sources(&evidence, situation.library);
    Assessment {
        reason: reason(verdict, &findings, articles),
        doubted: scored && !strict && worded_otherwise,
        verdict,
        score: if verdict == Verdict::Contradicted { supported.min(1.0 - contradicted) } else { supported },
        findings,
        evidence,
        judge: String::new(),
    }
}

/// Adds to a conflict over a pronoun whom the claim means by it.
fn say_who_is_meant(situation: &Situation, finding: &mut Finding) {
    let claim = situation.claim;
    let meant = claim.pronoun_slot().filter(|slot| finding.claim.covers(slot.range));
    let Some(slot) = meant.filter(|_| finding.polarity == Polarity::Conflicts) else { return };
    let SlotKind::Name(_, ids) = &slot.kind else { return };
    if let Some(person) = ids.first().and_then(|id| situation.library.entities.face(*id)) {
        let pronoun = slot.range.of(&claim.text);
        let _ = write!(finding.message, " (\u{201c}{pronoun}\u{201d} is {} here)", person.name);
    }
}

/// Whether a doubtful conflict lies in a passage that says something of what the claim says, besides whom it
/// names: `Keller met the families on 16 May` has nothing of `Keller sent a letter on 9 April`.
fn is_of_same_matter(situation: &Situation, suspicion: &Suspicion) -> bool {
    let Some(source) = suspicion.finding.source.filter(|_| suspicion.confidence >= DOUBTED) else {
        return false;
    };
    situation.alignments.iter().any(|alignment| {
        let here = situation.library.passage_span(alignment.passage.id);
        here.is_some_and(|here| here.article == source.article && here.range.covers(source.range))
            && coverage::said_in(situation, |index| {
                alignment.matches.get(index).map_or(0.0, |found| found.strength)
            }) >= SAYS
    })
}

/// Whether the best passage has little more of the claim than whom it names, and nothing of how its words
/// hang together.
fn is_about_names_only(situation: &Situation) -> bool {
    coverage::said(situation) < SAID
        && situation.best().is_none_or(|best| {
            links::share(situation, best) < NONE && coverage::pairs(situation, best) < NONE
        })
}

/// The missing words, those of an added statement told as one.
fn with_additions(mut missing: Vec<Finding>, additions: &[Addition]) -> Vec<Finding> {
    let added = || additions.iter().map(|addition| &addition.finding);
    missing.retain(|finding| !added().any(|added| added.claim.overlaps(finding.claim)));
    missing.extend(added().cloned());
    missing
}

fn order(finding: &Finding) -> u8 {
    match finding.polarity {
        Polarity::Conflicts => 0,
        Polarity::Missing => 1,
        Polarity::Agrees => 2,
    }
}

/// The passages worth showing, the best first.
fn evidence(inquiry: &Inquiry) -> Vec<Evidence> {
    let situation = &inquiry.situation;
    let all = situation.alignments.iter().chain(&inquiry.others);
    let told = all.filter(|alignment| alignment.with_context > 0.0);
    let mut found: Vec<Evidence> = told
        .filter_map(|alignment| {
            let passage = alignment.passage.id;
            let span = situation.library.passage_span(passage)?;
            let score = worth(situation, alignment);
            Some(Evidence { passage, span, score, covers: alignment.coverage })
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
    let best = found.first().map_or(0.0, |found| found.score);
    found.retain(|other| other.score >= WORTH_SHOWING * best);
    found.truncate(SHOWN);
    found
}

/// Copies of one story are one source.
fn count_sources(evidence: &[Evidence], library: &Library) -> usize {
    let best = evidence.iter().map(|found| found.covers).fold(0.0, f32::max);
    let as_good = evidence.iter().filter(|found| found.covers >= AS_GOOD * best);
    let mut stories: Vec<u32> = as_good.map(|found| library.story(found.passage.article)).collect();
    stories.sort_unstable();
    stories.dedup();
    stories.len()
}
