//! The parsed note: [`Note`] and what it is made of. All ranges are into the note's text unless
//! they say otherwise.

use std::sync::Arc;

use jiff::civil::Date;

use super::front_matter::FrontMatter;
use crate::corpus::SourceMap;
use crate::text::ByteRange;

/// A note, parsed.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// The Markdown.
    pub text: Arc<str>,
    /// Its blocks in order.
    pub blocks: Vec<NoteBlock>,
    /// Its headings in order.
    pub headings: Vec<Heading>,
    /// Every statement, checkable or not, in order.
    pub claims: Vec<Claim>,
    /// Every stretch in quotation marks or block quotes, in order.
    pub quotations: Vec<NoteQuotation>,
    /// Every citation, in order.
    pub citations: Vec<Citation>,
    /// Every suppression, in order.
    pub suppressions: Vec<Suppression>,
    /// The front matter, when there is one.
    pub front_matter: Option<FrontMatter>,
}

impl Note {
    /// The day from which the note looks at things, from its front matter: what `on Friday` in it
    /// is relative to.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.front_matter.as_ref().and_then(|front| front.date)
    }

    /// The claim at the note's byte `offset`, as an index; of several, the shortest.
    #[must_use]
    pub fn claim_at(&self, offset: usize) -> Option<usize> {
        let touching = self.claims.iter().enumerate().filter(|(_, claim)| claim.range.touches(offset));
        touching.min_by_key(|(_, claim)| claim.range.len()).map(|(index, _)| index)
    }
}

/// A leaf block of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteBlock {
    /// The whole block with its markup.
    pub range: ByteRange,
    /// What it is.
    pub kind: NoteBlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteBlockKind {
    /// Front matter.
    FrontMatter,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list item's own text.
    ListItem,
    /// A task (`- [ ]`).
    Task,
    /// A cell of a table's head.
    TableHeader,
    /// One cell of a table's body.
    TableCell,
    /// The title line of a call-out.
    CalloutTitle,
    /// A block quote: somebody's words.
    BlockQuote,
    /// A call-out that marks its content as the analyst's own judgement.
    Assessment,
    /// Code.
    Code,
    /// A footnote's definition.
    FootnoteDefinition,
    /// HTML, comments among it.
    Html,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The whole line.
    pub range: ByteRange,
    /// Its words.
    pub text: String,
    /// 1 to 6.
    pub level: u8,
}

/// Whether a statement can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Checkable {
    /// It states a fact.
    Yes,
    /// It does not, and why, in words for a reader (`a question`, `the analyst's own judgement`).
    No(&'static str),
}

/// A statement of the note: a sentence, or a clause of one.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Where it stands in the note, markup and citations inside it included.
    pub range: ByteRange,
    /// Its words without markup and citations, on one line.
    pub text: String,
    /// From `text` to the note (offsets of the note's text).
    pub map: SourceMap,
    /// What the table's header, the list's lead-in or the sentence around the clause supplies:
    /// words that belong to the statement but stand elsewhere. Parts are joined by `: `, the
    /// widest first (`Maria Keller: Role` for the cell of a table). Empty for most.
    pub context: String,
    /// From `context` to the note.
    pub context_map: SourceMap,
    /// The note's own words before a claim with a personal pronoun, which may take up somebody whom they name: up
    /// to three sentences. Empty for any other claim.
    pub before: String,
    /// The whole sentence in the note; the same range for all clauses of one sentence.
    pub sentence: ByteRange,
    /// Its block, as an index into [`Note::blocks`].
    pub block: usize,
    /// The citations that stand in or right behind its sentence, as indices into
    /// [`Note::citations`].
    pub citations: Vec<usize>,
    /// The quotations inside it, as indices into [`Note::quotations`].
    pub quotations: Vec<usize>,
    /// Whether it can be checked.
    pub checkable: Checkable,
}

impl Claim {
    /// The place in the note of `range` of the claim's `text`.
    #[must_use]
    pub fn to_note(&self, range: ByteRange) -> ByteRange {
        self.map.to_source(range)
    }

    /// The place in the note of `range` of the claim's `context`.
    #[must_use]
    pub fn context_to_note(&self, range: ByteRange) -> ByteRange {
        self.context_map.to_source(range)
    }

    /// Whether it states a fact.
    #[must_use]
    pub fn is_checkable(&self) -> bool {
        self.checkable == Checkable::Yes
    }
}

/// Words of the note in quotation marks, or a block quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteQuotation {
    /// With the marks.
    pub range: ByteRange,
    /// Without them.
    pub inner: ByteRange,
    /// The words without markup, on one line.
    pub text: String,
    /// Whether it stands as a block quote rather than in marks.
    pub block_quote: bool,
    /// Its block, as an index into [`Note::blocks`].
    pub block: usize,
    /// The claim it stands in, as an index into [`Note::claims`]: of several, the first that has
    /// words outside the quotation, for those say whose words they are.
    pub claim: Option<usize>,
    /// For a block quote: the claim that introduces it (`Keller said:`).
    pub introduced_by: Option<usize>,
    /// For a block quote: its closing words that name the speaker (`Maria Keller` behind a dash).
    pub signature: Option<ByteRange>,
    /// The citations that go with it, as indices into [`Note::citations`].
    pub citations: Vec<usize>,
}

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationForm {
    /// `[@id]`, `[@id, p. 3]`
    Key,
    /// `[^1]` with a definition that points to an article
    Footnote,
    /// `[[id]]`, `[[id#L12]]`
    Wiki,
    /// `[text](corpus/a.txt#L12)`
    Link,
}

/// What a citation points to inside the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The whole article.
    Article,
    /// A line of its file, from 1.
    Line(usize),
    /// Lines of its file, from 1, both ends included.
    Lines(usize, usize),
    /// A heading.
    Heading(String),
    /// A page (`p. 3`, `#page=3`), from 1; plain articles have none.
    Page(usize),
}

/// A pointer from the note to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The whole citation with its brackets.
    pub range: ByteRange,
    /// The id or path alone: where the squiggle of a broken one sits.
    pub key_range: ByteRange,
    /// The id or path as written, percent-decoded for links. For a footnote, that of its
    /// definition; empty when the definition is missing.
    pub key: String,
    /// How it is written.
    pub form: CitationForm,
    /// Where in the article it points.
    pub target: Target,
    /// For a footnote: where its definition stands; `None` for a footnote without one.
    pub definition: Option<ByteRange>,
}

/// What a suppression covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuppressionScope {
    /// Some rules in one stretch of the note.
    Codes(Vec<String>),
    /// Every rule in one stretch of the note.
    All,
}

/// A place where the analyst told Attest to be quiet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The directive itself.
    pub range: ByteRange,
    /// What it covers in the note.
    pub covers: ByteRange,
    /// Which rules.
    pub scope: SuppressionScope,
    /// Why, in the analyst's words; may be empty.
    pub reason: String,
}
