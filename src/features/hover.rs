//! Hover: what stands under the cursor and what the sources say of it, as plain data.

use super::evidence::differing;
use jiff::civil::Date;

use super::grounds::{grounds, grounds_and_more};
use super::place::Place;
use super::quote::{marked_quote, named};
use super::under_cursor::{UnderCursor, under_cursor};
use crate::corpus::ArticleSpan;
use crate::entities::{EntityId, EntityKind, Resolution};
use crate::evidence::citation::Destination;
use crate::evidence::quotation::WordChange;
use crate::evidence::{QuoteMatch, Verdict};
use crate::rules::Diagnostic;
use crate::text::ByteRange;
use crate::workspace::{Analysis, World};

pub use super::quote::{Quote, quote};

/// What a hover shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    /// The words hovered over, in the note.
    pub range: ByteRange,
    /// What they are.
    pub subject: Subject,
    /// For words inside a claim: the claim's verdict.
    pub claim: Option<ClaimHover>,
}

/// What stands under the cursor.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// Only the claim.
    Claim,
    /// A name that the corpus knows.
    Name(NameHover),
    /// A name that fits several entities: their names.
    Ambiguous(Vec<String>),
    /// A name that no article has, and the nearest that one has.
    Unknown(Option<String>),
    /// Quoted words.
    Quotation(QuoteHover),
    /// A citation.
    Citation(CitationHover),
}

/// A claim's verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimHover {
    /// In one word.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// The best passages.
    pub quotes: Vec<Quote>,
    /// How many more there are.
    pub more: usize,
    /// The source that says otherwise, when one does.
    pub objection: Option<ObjectionHover>,
}

/// A source that says otherwise than those that support a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectionHover {
    /// Whether it is later than all of them.
    pub later: bool,
    /// What differs.
    pub message: String,
    /// The best words for the claim.
    pub support: Quote,
    /// Its words.
    pub quote: Quote,
}

/// A dossier in short.
#[derive(Clone, Debug, PartialEq)]
pub struct NameHover {
    /// The fullest spelling.
    pub name: String,
    /// Its type.
    pub kind: EntityKind,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Roles as the sources state them.
    pub roles: Vec<String>,
    /// How often it is named.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
    /// The days of the first and the last of them, where those are known.
    pub seen: Option<(Date, Date)>,
    /// Who and what is named in the same sentences most often.
    pub company: Vec<String>,
    /// The sentence that says best who it is, and its best words.
    pub quotes: Vec<Quote>,
}

/// Quoted words against the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteHover {
    /// How they stand there.
    pub found: QuoteMatch,
    /// What differs.
    pub changes: Vec<WordChange>,
    /// The source's words.
    pub quotes: Vec<Quote>,
}

/// A citation and its article.
#[derive(Clone, Debug, PartialEq)]
pub struct CitationHover {
    /// Title or id; empty when there is no such article.
    pub title: String,
    /// Outlet and date.
    pub provenance: String,
    /// What is wrong with the citation, if anything.
    pub fault: Option<String>,
    /// The words at the place it points to, or the head of the article.
    pub quote: Option<Quote>,
    /// How many claims of the note cite the article.
    pub claims: usize,
    /// How many claims of the note it supports, whether they cite it or not.
    pub resting: usize,
}

/// What a hover at the byte `offset` of the note shows.
#[must_use]
pub fn hover(analysis: &Analysis, world: &World, offset: usize) -> Option<Hover> {
    let found = under_cursor(analysis, offset)?;
    let claim = analysis.claim_at(offset).and_then(|index| claim_hover(analysis, world, index));
    let (range, subject) = match found {
        UnderCursor::Citation(index) => (
            analysis.note.citations.get(index)?.range,
            Subject::Citation(citation_hover(analysis, world, index)?),
        ),
        UnderCursor::Name(index) => {
            let name = analysis.names.get(index)?;
            (name.range, name_subject(world, &name.resolution, name.range.of(&analysis.note.text)))
        }
        UnderCursor::Quotation(index) => {
            let quoted = analysis.note.quotations.get(index)?;
            let check = analysis.quotations.get(index)?;
            let most = world.settings.hover_max_quotes;
            let marks: Vec<ByteRange> = check.changes.iter().map(|change| change.there).collect();
            let quotes = check.spans.iter().take(most);
            let quotes = quotes.filter_map(|span| marked_quote(world, *span, &marks)).collect();
            match check.found {
                // Marks around a word or two: the claim is what matters.
                QuoteMatch::TooShort => {
                    (analysis.note.claims.get(analysis.claim_at(offset)?)?.range, Subject::Claim)
                }
                found => (
                    quoted.range,
                    Subject::Quotation(QuoteHover { found, changes: check.changes.clone(), quotes }),
                ),
            }
        }
        UnderCursor::Claim(index) => (analysis.note.claims.get(index)?.range, Subject::Claim),
    };
    (subject != Subject::Claim || claim.is_some()).then_some(Hover { range, subject, claim })
}

/// `hover` without what one of the findings at `offset` says in the same words: the editor shows both together.
#[must_use]
pub fn without_what_is_told(mut hover: Hover, findings: &[Diagnostic], offset: usize) -> Hover {
    let here = |found: &&Diagnostic| found.range.contains(offset) || found.range.touches(offset);
    let told: Vec<String> = findings.iter().filter(here).map(|found| found.message.to_lowercase()).collect();
    let is_told = |words: &str| told.iter().any(|message| message.contains(&words.to_lowercase()));
    if let Some(claim) = &mut hover.claim {
        // `a source says otherwise: the claim has …; …`
        let (head, rest) = claim.reason.split_once(": ").unwrap_or(("", &claim.reason));
        if rest.split("; ").all(is_told) {
            claim.reason = head.to_owned();
        }
        if let Some(objection) = claim.objection.as_mut().filter(|objection| is_told(&objection.message)) {
            objection.message.clear();
        }
    }
    if let Subject::Quotation(quote) = &mut hover.subject {
        quote.changes.retain(|change| !(is_told(&change.quoted) && is_told(&change.source)));
    }
    hover
}

fn claim_hover(analysis: &Analysis, world: &World, index: usize) -> Option<ClaimHover> {
    let assessment = analysis.assessments.get(index)?;
    let most = world.settings.hover_max_quotes;
    let objection = objection_hover(analysis, world, index);
    let mut spans = grounds_and_more(assessment, &world.library);
    if let Some(objection) = &objection {
        let shown = |span: &ArticleSpan| {
            let place = Place::of_span(*span, &world.library);
            place.as_ref() == Some(&objection.support.place) || place.as_ref() == Some(&objection.quote.place)
        };
        spans.retain(|span| !shown(span));
    }
    let sources = analysis.sources.get(index)?;
    let marked = |span: ArticleSpan| marked_quote(world, span, &differing(assessment, sources, span));
    Some(ClaimHover {
        verdict: assessment.verdict,
        reason: assessment.reason.clone(),
        more: spans.len().saturating_sub(most),
        quotes: spans.into_iter().take(most).filter_map(marked).collect(),
        objection,
    })
}

pub(super) fn objection_hover(analysis: &Analysis, world: &World, index: usize) -> Option<ObjectionHover> {
    let sources = analysis.sources.get(index)?;
    let objection = sources.superseding().or(sources.conflicting())?;
    let opposing: Vec<ByteRange> = objection.finding.source.iter().map(|span| span.range).collect();
    Some(ObjectionHover {
        later: objection.later,
        message: objection.finding.message.clone(),
        support: quote(world, sources.supporting.first()?.sentence)?,
        quote: marked_quote(world, objection.account.sentence, &opposing)?,
    })
}

fn name_subject(world: &World, resolution: &Resolution, words: &str) -> Subject {
    let entities = &world.library.entities;
    match resolution {
        Resolution::Known(id) => name_hover(world, *id).map_or(Subject::Unknown(None), Subject::Name),
        Resolution::Ambiguous(ids) => Subject::Ambiguous(
            ids.iter().filter_map(|id| entities.face(*id)).map(|entity| entity.name.clone()).collect(),
        ),
        Resolution::Unknown => {
            let near = entities.suggest(words).into_iter().next();
            Subject::Unknown(near.and_then(|id| entities.face(id)).map(|entity| entity.name.clone()))
        }
    }
}

/// How many companions a hover names.
const COMPANY: usize = 4;

/// The dossier of `id` in short.
#[must_use]
pub fn name_hover(world: &World, id: EntityId) -> Option<NameHover> {
    let dossier = world.library.entities.short_dossier(id, &*world.library)?;
    let spans = dossier.sentences.first().into_iter().chain(&dossier.quotes);
    Some(NameHover {
        aliases: dossier
            .aliases
            .iter()
            .map(|alias| alias.text.clone())
            .filter(|text| *text != dossier.name)
            .take(6)
            .collect(),
        roles: dossier.roles.iter().take(3).map(|(role, _)| role.text.clone()).collect(),
        mentions: dossier.mentions,
        articles: dossier.articles,
        seen: dossier.first_seen.zip(dossier.last_seen),
        company: dossier.company.iter().take(COMPANY).map(|other| other.name.clone()).collect(),
        quotes: spans.take(2).filter_map(|span| quote(world, *span)).collect(),
        kind: dossier.kind,
        name: dossier.name,
    })
}

/// How many claims of the note have their support, or some, from `article`.
fn resting(analysis: &Analysis, world: &World, article: u32) -> usize {
    let backed = analysis.assessments.iter().zip(&analysis.sources).filter(|(found, sources)| {
        let heard = sources.supporting.iter().any(|account| account.article == article);
        let backed = matches!(found.verdict, Verdict::Supported | Verdict::Partial);
        heard || backed && grounds(found, &world.library).iter().any(|span| span.article == article)
    });
    backed.count()
}

fn citation_hover(analysis: &Analysis, world: &World, index: usize) -> Option<CitationHover> {
    let destination = analysis.citations.get(index)?;
    let citing = |article: u32| {
        let cites = |claim: &&crate::notes::Claim| {
            claim
                .citations
                .iter()
                .any(|&at| analysis.citations.get(at).and_then(Destination::article) == Some(article))
        };
        analysis.note.claims.iter().filter(cites).count()
    };
    let article = destination.article();
    let (title, provenance) = article.map(|index| named(world, index)).unwrap_or_default();
    let key = &analysis.note.citations.get(index)?.key;
    let fault = match destination {
        Destination::Article { .. } => None,
        Destination::Elsewhere => return None,
        Destination::NoDefinition => Some("this footnote has no definition".to_owned()),
        Destination::NoArticle { .. } => Some(format!("no article of the corpus is called “{key}”")),
        Destination::NoLine { lines, .. } => Some(format!("the article has {lines} lines")),
        Destination::NoPage { pages, .. } => Some(format!("the article has {pages} pages")),
        Destination::NoHeading { heading, .. } => Some(format!("the article has no heading “{heading}”")),
    };
    let place = match destination {
        Destination::Article { span, .. } => quote(world, *span),
        _ => None,
    };
    Some(CitationHover {
        title,
        provenance,
        fault,
        quote: place,
        claims: article.map_or(0, citing),
        resting: article.map_or(0, |article| resting(analysis, world, article)),
    })
}
