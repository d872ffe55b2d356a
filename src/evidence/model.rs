//! The result of checking a claim: [`Assessment`] and what it is made of.

use serde::Serialize;

use super::sources::AS_GOOD;
use crate::corpus::{ArticleSpan, PassageId};
use crate::text::ByteRange;

/// What the corpus says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A source says so.
    Supported,
    /// A source says part of it; the rest was not found.
    Partial,
    /// No source was found that says so. Not the same as false.
    Unsupported,
    /// A source says otherwise.
    Contradicted,
    /// Not a statement of fact.
    NotCheckable,
}

/// What a [`Finding`] compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// A quantity: its value, bound or unit.
    Number,
    /// A date, weekday, month, year or duration.
    Date,
    /// A person, organisation or thing: another one stands in the source.
    Name,
    /// A place.
    Place,
    /// A role or title of somebody.
    Role,
    /// Affirmed against denied, or a word against its opposite.
    Polarity,
    /// Possible or planned against certain.
    Modality,
    /// More against less, first against last.
    Comparison,
    /// Quoted words.
    Quote,
    /// Who said it.
    Attribution,
    /// Words of the claim that no passage has.
    MissingWords,
}

/// Which way a finding speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// Claim and source agree here.
    Agrees,
    /// The source has something else here, in a statement about the same thing.
    Conflicts,
    /// The source has nothing here.
    Missing,
}

/// One typed agreement or discrepancy between a claim and a passage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What is compared.
    pub kind: FindingKind,
    /// Which way it speaks.
    pub polarity: Polarity,
    /// The words at issue, in the claim's `text`.
    pub claim: ByteRange,
    /// The words on the source's side, when it has any.
    #[serde(skip)]
    pub source: Option<ArticleSpan>,
    /// One sentence for a reader, with the words on both sides.
    pub message: String,
    /// The words that would make the claim right, when replacing `claim` by them does.
    pub replacement: Option<String>,
}

/// A passage that bears on a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Which passage.
    pub passage: PassageId,
    /// Where it stands.
    pub span: ArticleSpan,
    /// How much it is worth as evidence (see [`super::worth`]), in [0, 1].
    pub score: f32,
    /// Share of the claim, by weight, that the passage has itself, in [0, 1].
    pub covers: f32,
}

/// Everything the engine says of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// In one word.
    pub verdict: Verdict,
    /// The calibrated probability in [0, 1] that the sources support the whole claim.
    pub score: f32,
    /// What led to the verdict, conflicts first.
    pub findings: Vec<Finding>,
    /// The passages, the best first.
    pub evidence: Vec<Evidence>,
    /// The verdict's reason in one sentence for a reader, made of the findings.
    pub reason: String,
    /// Whether it scores as supported and is doubted only because a part of it is told in words that no passage has:
    /// worth saying, and no alarm. Such doubts meet true and false claims alike where notes paraphrase freely.
    pub doubted: bool,
    /// The name of the scorer that judged; empty when none was asked.
    pub judge: String,
}

impl Assessment {
    /// The most that one of the passages covers; 0 without any.
    #[must_use]
    pub fn covered(&self) -> f32 {
        self.evidence.iter().map(|found| found.covers).fold(0.0, f32::max)
    }

    /// The passages that say as much of the claim as any, or nearly.
    pub fn as_good(&self) -> impl Iterator<Item = &Evidence> {
        let least = AS_GOOD * self.covered();
        self.evidence.iter().filter(move |found| found.covers >= least)
    }

    /// The findings that speak against the claim.
    pub fn conflicts(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.polarity == Polarity::Conflicts)
    }

    /// The findings of words that no passage has.
    pub fn missing(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.polarity == Polarity::Missing)
    }
}
