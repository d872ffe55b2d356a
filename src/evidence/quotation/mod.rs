//! Quoted words against the corpus: the same, nearly the same, pieced together, or nowhere; and
//! whose they are.

mod search;
mod speaker;
mod words;

use rapidfuzz::distance::osa;
pub use search::check;
pub use speaker::claimed_speaker;

use crate::corpus::ArticleSpan;
use crate::entities::EntityId;
use crate::index::Library;
use crate::text::lexicon::{self, WordClass};
use crate::text::{self, ByteRange};

/// Quotations shorter than this many words are only checked when they are attributed: a word or two
/// in marks may be distance, a title or a gloss.
pub const MIN_WORDS: usize = 3;

/// How quoted words stand in the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteMatch {
    /// Word for word, apart from case, marks, marked omissions and bracketed insertions.
    Exact,
    /// Nearly so: an article has them with other words in a few places.
    Near,
    /// Every part stands somewhere, but not together.
    Stitched,
    /// Nowhere, and nothing near.
    Absent,
    /// Too short to say.
    TooShort,
}

/// A difference between quoted words and the source's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordChange {
    /// What the quotation has; empty where the source has more.
    pub quoted: String,
    /// What the source has; empty where the quotation has more.
    pub source: String,
    /// The words at fault in the quotation, as bytes of the text that was checked: the changed ones;
    /// where some were left out, the word before the gap and the one behind it.
    pub at: ByteRange,
    /// The source's words, as bytes of the article's text; empty where the quotation has more.
    pub there: ByteRange,
}

impl WordChange {
    /// Whether it is a slip of the pen, which nobody means: a letter or two of a longer word.
    #[must_use]
    pub fn is_slip(&self) -> bool {
        let (quoted, source) = (self.quoted.to_lowercase(), self.source.to_lowercase());
        let is_word = |text: &str| text.chars().all(char::is_alphabetic) && text.chars().count() >= 5;
        if !is_word(&quoted) || !is_word(&source) || osa::distance(quoted.chars(), source.chars()) > 2 {
            return false;
        }
        // Of two words of the language each may be meant.
        let classes = [WordClass::Noun, WordClass::Verb, WordClass::Adjective, WordClass::Adverb];
        let is_known = |lemma: &str| classes.into_iter().any(|class| lexicon::is_lemma(lemma, class));
        !text::words::words(&quoted).iter().any(|word| is_known(&word.lemma))
    }
}

/// Whether quoted words are the claimed speaker's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerMatch {
    /// A source gives them to that speaker.
    Same,
    /// Every source that names a speaker gives them to somebody else.
    Other(EntityId),
    /// A source gives them to somebody whom it does not name, in these words: `one senior official`.
    Unnamed(ArticleSpan),
    /// No source says, or nobody was claimed.
    Unknown,
}

impl SpeakerMatch {
    /// Whom the source gives the words to, when that is not the claimed speaker.
    #[must_use]
    pub fn instead(self, library: &Library) -> Option<String> {
        match self {
            Self::Other(id) => {
                let entity = library.entities.face(id);
                Some(entity.map_or_else(|| "somebody else".to_owned(), |entity| entity.name.to_string()))
            }
            Self::Unnamed(span) => Some(format!("“{}”", library.span_text(span))),
            Self::Same | Self::Unknown => None,
        }
    }

    /// Whether they are another's.
    #[must_use]
    pub fn is_other(self) -> bool {
        matches!(self, Self::Other(_) | Self::Unnamed(_))
    }
}

/// What was found out about a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteCheck {
    /// How its words stand in the corpus.
    pub found: QuoteMatch,
    /// Where: the best place first; for stitched words the places of the parts in order.
    pub spans: Vec<ArticleSpan>,
    /// The source's own words at the first place, for a near match: what the quotation should say.
    pub source: String,
    /// What differs, for a near match.
    pub changes: Vec<WordChange>,
    /// Share of the quotation's words that stand at the first place in their order, in [0, 1].
    pub similarity: f32,
    /// Whose words they are.
    pub speaker: SpeakerMatch,
}

impl QuoteCheck {
    /// A check that found nothing.
    fn nothing(found: QuoteMatch) -> Self {
        Self {
            found,
            spans: Vec::new(),
            source: String::new(),
            changes: Vec::new(),
            similarity: 0.0,
            speaker: SpeakerMatch::Unknown,
        }
    }
}
