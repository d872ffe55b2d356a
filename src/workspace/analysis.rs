//! [`analyze`]: a note against a [`World`], and the [`Analysis`] that every feature reads.

use std::cell::LazyCell;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::memory::{Answer, Question, Touched};
use super::unfinished;
use super::world::World;
use crate::entities::{EntityId, NoteMention, Resolution};
use crate::evidence::citation::{Destination, Resolver};
use crate::evidence::quotation::{self, QuoteCheck};
use crate::evidence::{self, Assessment, Basis, Cancel, Judge, Sources};
use crate::index::{Bar, Found, Hit, Library, Query, Retriever};
use crate::notes::{self, Claim, Note, TABLE_KEY};
use crate::rules::{self, CheckedClaim, CheckedQuotation, Context, Diagnostic, NamedStretch};
use crate::text::{ByteRange, words};

/// How many times more passages are retrieved when those of other articles are dropped after.
const WIDER: usize = 10;

/// From so many claims of which nothing is known on, all cores find out about them.
const MANY: usize = 8;

/// The work was stopped because its result is no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// A note and everything that was found out about it.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The note.
    pub note: Note,
    /// What the corpus says of each claim, parallel to the note's claims.
    pub assessments: Vec<Arc<Assessment>>,
    /// The sources of each supported claim, each heard alone; parallel to the note's claims.
    pub sources: Vec<Arc<Sources>>,
    /// What the cited articles say, where a claim cites any.
    pub cited: Vec<Option<Arc<Assessment>>>,
    /// What the corpus has of each quotation, parallel to the note's quotations.
    pub quotations: Vec<Arc<QuoteCheck>>,
    /// Where each citation leads, parallel to the note's citations.
    pub citations: Vec<Destination>,
    /// The names, in order.
    pub names: Vec<NamedStretch>,
    /// What the rules say, in order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Analysis {
    /// The claim at the byte `offset` of the note: its index, the innermost when several touch.
    #[must_use]
    pub fn claim_at(&self, offset: usize) -> Option<usize> {
        let touching =
            |index: &usize| self.note.claims.get(*index).is_some_and(|claim| claim.range.touches(offset));
        (0..self.note.claims.len()).filter(touching).min_by_key(|&index| {
            let range = self.note.claims.get(index).map_or(ByteRange::default(), |claim| claim.range);
            (!range.contains(offset), range.len())
        })
    }
}

/// Checks the note `text` that lies at `path` (in memory only, when there is no such file).
///
/// # Errors
/// [`Cancelled`] as soon as `cancel` asks for it.
pub fn analyze(text: Arc<str>, path: &Path, world: &World, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    let note = notes::parse_knowing(text, &|key| world.library.article_by_id(key).is_some());
    let citations = resolve_citations(&note, path, world);
    if !world.complete {
        let mut analysis = unfinished::analyze(note, citations, world);
        analysis.diagnostics = diagnostics(&analysis, world);
        return Ok(analysis);
    }
    look_ahead(&note, &citations, world, cancel);
    let mut assessments = Vec::with_capacity(note.claims.len());
    let mut cited = Vec::with_capacity(note.claims.len());
    let mut sources = Vec::with_capacity(note.claims.len());
    for claim in &note.claims {
        if cancel.is_cancelled() {
            return Err(Cancelled);
        }
        let found = assess(claim, &[], world, cancel);
        assessments.push(found.assessment);
        sources.push(found.sources);
        let articles = cited_articles(claim, &citations);
        cited.push((!articles.is_empty()).then(|| assess(claim, &articles, world, cancel).assessment));
    }
    let quotations = check_quotations(&note, world);
    let names = names(&note, world);
    if cancel.is_cancelled() {
        return Err(Cancelled);
    }
    let mut analysis =
        Analysis { note, assessments, sources, cited, quotations, citations, names, diagnostics: Vec::new() };
    analysis.diagnostics = diagnostics(&analysis, world);
    Ok(analysis)
}

/// Has found out by all cores together what is not known yet of many claims, as when a note is opened.
fn look_ahead(note: &Note, citations: &[Destination], world: &World, cancel: &Cancel) {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let is_known = |claim: &Claim| world.memory.names.has(Question::of_names(&claim.text));
    let unknown: Vec<&Claim> = note.claims.iter().filter(|claim| !is_known(claim)).collect();
    if unknown.len() < MANY {
        return;
    }
    // Its own threads: those of rayon may be at work on an index.
    let pool =
        POOL.get_or_init(|| ThreadPoolBuilder::new().thread_name(|_| "attest-check".to_owned()).build().ok());
    let Some(pool) = pool else { return };
    let quotations = 0..note.quotations.len();
    pool.install(|| {
        unknown.par_iter().for_each(|claim| {
            if !cancel.is_cancelled() {
                assess(claim, &[], world, cancel);
                let articles = cited_articles(claim, citations);
                if !articles.is_empty() {
                    assess(claim, &articles, world, cancel);
                }
                names_in(&claim.text, world);
            }
        });
        quotations.into_par_iter().filter(|_| !cancel.is_cancelled()).for_each(|index| {
            check_quotation(note, index, world);
        });
    });
}

/// Each quotation against the corpus, with the speaker that its sentence gives it to.
fn check_quotations(note: &Note, world: &World) -> Vec<Arc<QuoteCheck>> {
    (0..note.quotations.len()).filter_map(|index| check_quotation(note, index, world)).collect()
}

pub(super) fn check_quotation(note: &Note, index: usize, world: &World) -> Option<Arc<QuoteCheck>> {
    let quoted = note.quotations.get(index)?;
    let speech = note.speech(index);
    let question = Question::of_quotation(&quoted.text, speech.as_ref());
    if let Some(known) = world.memory.quotations.get(question) {
        return Some(known);
    }
    let speech = speech.as_ref();
    let speaker =
        speech.and_then(|(sentence, place)| quotation::claimed_speaker(sentence, *place, &world.library));
    let found = Arc::new(quotation::check(&quoted.text, &world.library, speaker));
    world.memory.quotations.insert(question, Arc::clone(&found));
    Some(found)
}

fn diagnostics(analysis: &Analysis, world: &World) -> Vec<Diagnostic> {
    let note = &analysis.note;
    let found = analysis.assessments.iter().zip(&analysis.sources).zip(&analysis.cited);
    let claims = note.claims.iter().zip(found).map(|(claim, ((assessment, sources), cited))| CheckedClaim {
        claim,
        assessment,
        sources,
        cited: cited.as_deref(),
    });
    let context = Context {
        note,
        library: &world.library,
        options: &world.settings.options,
        claims: claims.collect(),
        quotations: note
            .quotations
            .iter()
            .zip(&analysis.quotations)
            .map(|(quotation, check)| CheckedQuotation { quotation, check })
            .collect(),
        names: &analysis.names,
        citations: note.citations.iter().zip(&analysis.citations).collect(),
    };
    rules::run(&context, &world.settings.severities)
}

/// What directives of the note silence: the findings that it would have without them.
#[must_use]
pub fn suppressed(analysis: &Analysis, world: &World) -> Vec<Diagnostic> {
    let directives = analysis.note.suppressions.clone();
    if directives.is_empty() {
        return Vec::new();
    }
    let note = Note { suppressions: Vec::new(), ..analysis.note.clone() };
    let mut bare = Analysis { note, ..analysis.clone() };
    let found = diagnostics(&bare, world);
    bare.note.suppressions = directives;
    found.into_iter().filter(|found| rules::is_suppressed(&bare.note, found.code, found.range)).collect()
}

fn resolve_citations(note: &Note, path: &Path, world: &World) -> Vec<Destination> {
    if note.citations.is_empty() {
        return Vec::new();
    }
    // Only a citation that fits no article asks which notes there are.
    let notes = LazyCell::new(|| world.notes());
    let exists = |wanted: &Path| {
        notes.iter().any(|note| {
            note == wanted
                || note.with_extension("") == wanted
                || wanted.file_name().is_some_and(|name| note.file_stem() == Some(name))
        })
    };
    let resolver = Resolver {
        library: &world.library,
        folder: path.parent().unwrap_or(&world.root),
        root: &world.root,
        exists: &exists,
    };
    note.citations.iter().map(|citation| resolver.resolve(citation)).collect()
}

fn cited_articles(claim: &Claim, citations: &[Destination]) -> Vec<u32> {
    let mut articles: Vec<u32> =
        claim.citations.iter().filter_map(|&index| citations.get(index)?.article()).collect();
    articles.sort_unstable();
    articles.dedup();
    articles
}

/// What `articles` say of the claim, or all when there are none.
fn assess(claim: &Claim, articles: &[u32], world: &World, cancel: &Cancel) -> Answer {
    let question = Question::of(claim, person_meant(claim, world), articles);
    let everywhere = Judge { strictness: world.settings.strictness, ..Judge::default() };
    let within = Within { articles, inner: everywhere.retriever };
    let judge = if articles.is_empty() { everywhere } else { Judge { retriever: &within, ..everywhere } };
    let library = &*world.library;
    let holds =
        |basis: &Basis, touched: &Touched<'_>| basis.holds(&judge, claim, library, &|id| touched.has(id));
    if let Some(known) = world.memory.recall(question, &holds) {
        return known;
    }
    let answer = if articles.is_empty() {
        let (assessment, sources, basis) = evidence::sources::assess_and_hear(&judge, claim, library, cancel);
        Answer { assessment: Arc::new(assessment), sources: Arc::new(sources), basis: basis.map(Arc::new) }
    } else {
        let (assessment, basis) = evidence::assess_on_basis(&judge, claim, library, cancel);
        // Which article in memory has which number changes with the articles.
        let basis = basis.filter(|_| articles.iter().all(|article| library.is_stored(*article)));
        Answer { assessment: Arc::new(assessment), sources: Arc::default(), basis: basis.map(Arc::new) }
    };
    if !cancel.is_cancelled() {
        world.memory.learn(question, &answer);
    }
    answer
}

/// Passages of some articles only: what a citation is held against.
struct Within<'a> {
    articles: &'a [u32],
    inner: &'a dyn Retriever,
}

impl Within<'_> {
    fn only_ours(&self, hits: &mut Vec<Hit>, limit: usize) {
        hits.retain(|hit| self.articles.contains(&hit.passage.article));
        hits.truncate(limit);
    }
}

impl Retriever for Within<'_> {
    fn retrieve(&self, library: &Library, query: &Query, limit: usize) -> Vec<Hit> {
        let mut hits = self.inner.retrieve(library, query, limit.saturating_mul(WIDER));
        self.only_ours(&mut hits, limit);
        hits
    }

    fn find(&self, library: &Library, query: &Query, limit: usize) -> Found {
        let mut found = self.inner.find(library, query, limit.saturating_mul(WIDER));
        self.only_ours(&mut found.hits, limit);
        found
    }

    fn finds_again(&self, library: &Library, query: &Query, bar: &Bar) -> bool {
        self.inner.finds_again(library, query, bar)
    }
}

/// Whether the words of `claim` are what statements of its own table's row speak of.
fn completes_statement(note: &Note, claim: &Claim) -> bool {
    claim.checkable == TABLE_KEY
        && note.claims.iter().any(|other| {
            let context = ByteRange::new(0, other.context.len());
            other.is_checkable() && !context.is_empty() && {
                let place = other.context_to_note(context);
                place.overlaps(claim.range)
            }
        })
}

/// The names of the note, from the text of its claims and headings.
fn names(note: &Note, world: &World) -> Vec<NamedStretch> {
    let mut found = Vec::new();
    for claim in &note.claims {
        for mention in names_in(&claim.text, world).iter() {
            // Only a statement can misname somebody; a heading or question may name anything.
            let states = claim.is_checkable() || completes_statement(note, claim);
            if mention.resolution == Resolution::Unknown && !states {
                continue;
            }
            found.push(NamedStretch {
                range: claim.to_note(mention.range),
                kind: mention.kind,
                resolution: mention.resolution.clone(),
            });
        }
    }
    found.sort_by_key(|name| name.range);
    found.dedup_by_key(|name| name.range);
    found
}

/// Whom a pronoun of `claim` may mean. Asked apart from the claim, so that typing in one sentence leaves what is known
/// of the next when it is still about the same person.
pub(super) fn person_meant(claim: &Claim, world: &World) -> Option<EntityId> {
    if claim.before.is_empty() {
        return None;
    }
    let question = Question::of_person(&claim.before);
    if let Some(known) = world.memory.people.get(question) {
        return known;
    }
    let found = evidence::person_before(&claim.before, &world.library.entities);
    world.memory.people.insert(question, found);
    found
}

fn names_in(claim: &str, world: &World) -> Arc<[NoteMention]> {
    let question = Question::of_names(claim);
    if let Some(known) = world.memory.names.get(question) {
        return known;
    }
    let found: Arc<[NoteMention]> =
        world.library.entities.mentions_in_note(claim, &words::words(claim)).into();
    world.memory.names.insert(question, Arc::clone(&found));
    found
}
