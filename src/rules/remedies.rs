//! The remedies that fit any finding about a claim: weaken it, mark it as a judgement, or silence the
//! rule at this place. A rule itself only offers what repairs.

use std::sync::LazyLock;

use quick_cache::sync::Cache;

use super::context::{CheckedClaim, Context};
use super::diagnostic::{Diagnostic, Edit, Fix, FixKind};
use crate::notes::NoteBlockKind;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::words::{Tag, Word, words};

/// The rules whose finding goes away when the statement is marked as a judgement.
const OF_CLAIMS: [&str; 6] = [
    "unsupported-claim",
    "partly-supported-claim",
    "contradicted-claim",
    "number-mismatch",
    "date-mismatch",
    "single-source",
];

/// What marks a statement as the analyst's judgement.
const MARK: &str = "We assess that ";

/// Adds to the fixes of `found` those that need nothing but its place.
pub(super) fn add(context: &Context<'_>, found: &mut Diagnostic) {
    let claim = context.claim_around(found.range).filter(|_| OF_CLAIMS.contains(&found.code));
    if let Some(checked) = claim {
        if found.code == "partly-supported-claim" {
            found.fixes.extend(weaken(context, checked));
        }
        found.fixes.extend(mark(context, checked));
    }
    if found.code != "unused-suppression" {
        found.fixes.extend(suppress(context, found.code, found.range));
    }
}

/// Takes the words out that no source has, where the sentence surely stands without them: a phrase
/// with its preposition at the end of the claim, or an adverb or adjective that nothing leans on.
fn weaken(context: &Context<'_>, checked: CheckedClaim<'_>) -> Option<Fix> {
    let mut missing = checked.assessment.missing();
    let (finding, None) = (missing.next()?, missing.next()) else { return None };
    let text = &checked.claim.text;
    let range = finding.claim.trim(text);
    let words = words(text);
    let first = words.iter().position(|word| word.range.start() == range.start())?;
    let last = words.iter().rposition(|word| word.range.end() == range.end())?;
    let inside = words.get(first..=last)?;
    let before = first.checked_sub(1).and_then(|at| words.get(at))?;
    let after = words.get(last + 1);
    let fits = is_closing_phrase(inside, after, text) || is_loose_modifier(inside, before, after, text);
    let whole = checked.claim.to_note(range);
    // Markup inside, or words that stand apart in the note, can't be cut out blindly.
    if !fits || context.words(whole) != range.of(text) {
        return None;
    }
    let gap = context.note.text.get(..whole.start())?;
    let start = gap.trim_end_matches(' ').len();
    let title = format!("Take “{}” out: no source has it", range.of(text));
    let edits = vec![Edit { range: ByteRange::new(start, whole.end()), text: String::new() }];
    Some(Fix { title, kind: FixKind::Weaken, safe: false, edits })
}

/// `… in the old harbour.`: a preposition and its nouns at the end, without a verb.
fn is_closing_phrase(inside: &[Word], after: Option<&Word>, text: &str) -> bool {
    let ends = after.is_none_or(|word| matches!(word.of(text), "." | ";" | "!"));
    let no_verb =
        !inside.iter().any(|word| matches!(word.tag, Tag::Verb | Tag::Aux | Tag::Cconj | Tag::Sconj));
    let prepositions = inside.iter().filter(|word| word.tag == Tag::Adp).count();
    let is_phrase = inside.first().is_some_and(|word| word.tag == Tag::Adp) && prepositions == 1;
    let noun = inside.last().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Propn | Tag::Num));
    ends && no_verb && is_phrase && noun && inside.len() > 1
}

/// `the massive attack`, `quickly signed`: one adverb before a verb, or one adjective between the
/// definite article and its noun.
fn is_loose_modifier(inside: &[Word], before: &Word, after: Option<&Word>, text: &str) -> bool {
    let ([only], Some(after)) = (inside, after) else { return false };
    match only.tag {
        Tag::Adj => before.of(text).eq_ignore_ascii_case("the") && after.tag == Tag::Noun,
        Tag::Adv => only.lemma.ends_with("ly") && after.tag == Tag::Verb,
        _ => false,
    }
}

/// Makes the sentence a judgement of the analyst's, where it is one claim of running text.
fn mark(context: &Context<'_>, checked: CheckedClaim<'_>) -> Option<Fix> {
    let claim = checked.claim;
    let sentence = claim.sentence.trim(&context.note.text);
    let kind = context.note.blocks.get(claim.block)?.kind;
    let running = matches!(kind, NoteBlockKind::Paragraph | NoteBlockKind::ListItem);
    let whole = claim.range.start() == sentence.start() && claim.context.is_empty();
    if !running || !whole {
        return None;
    }
    let opening = opening(&claim.text)?;
    let words = claim.text.get(..opening.len)?;
    if !sentence.of(&context.note.text).starts_with(words) {
        return None;
    }
    let lowered = if opening.is_small && words != "I" { words.to_lowercase() } else { words.to_owned() };
    let range = ByteRange::new(sentence.start(), sentence.start() + words.len());
    let edits = vec![Edit { range, text: format!("{MARK}{lowered}") }];
    let title = "Mark as your own judgement (“We assess that …”)".to_owned();
    Some(Fix { title, kind: FixKind::Mark, safe: false, edits })
}

/// How a statement opens.
#[derive(Clone, Copy, Debug)]
struct Opening {
    /// Bytes of its first word.
    len: usize,
    /// Whether that has a capital only because it comes first.
    is_small: bool,
}

/// How `claim` opens when it has a verb. Remembered: a note has its findings' remedies made at each keystroke, and
/// tagging their claims again would take half as long as all the rules.
fn opening(claim: &str) -> Option<Opening> {
    static KNOWN: LazyLock<Cache<Box<str>, Option<Opening>>> = LazyLock::new(|| Cache::new(1_000));
    if let Some(known) = KNOWN.get(claim) {
        return known;
    }
    let words = words(claim);
    let has_verb = words.iter().any(|word| matches!(word.tag, Tag::Verb | Tag::Aux));
    let first = words.first().filter(|first| has_verb && first.range.start() == 0);
    let found = first.map(|first| Opening {
        len: first.range.len(),
        is_small: matches!(first.tag, Tag::Det | Tag::Pron | Tag::Adp | Tag::Sconj | Tag::Adv)
            || lexicon::is_stopword(&first.lemma),
    });
    KNOWN.insert(claim.into(), found);
    found
}

/// Silences `code` in the block of `range`, with room for the reason.
fn suppress(context: &Context<'_>, code: &str, range: ByteRange) -> Option<Fix> {
    let note = &*context.note.text;
    let around = context.note.blocks.iter().filter(|block| block.range.covers(range));
    let block = around.min_by_key(|block| block.range.len())?;
    let start = block.range.start();
    // A paragraph of a list, call-out or quotation goes on behind its first line's mark.
    let top_level = note.get(..start).is_some_and(|head| head.is_empty() || head.ends_with('\n'))
        && note.get(start..).is_some_and(|text| text.starts_with(|c: char| !c.is_whitespace() && c != '>'));
    let directive = format!("<!-- attest: allow {code} -- reason -->");
    let edit = match block.kind {
        NoteBlockKind::Paragraph if top_level => {
            Edit { range: ByteRange::empty_at(start), text: format!("{directive}\n") }
        }
        // A line between the items of a list or the rows of a table would part them.
        NoteBlockKind::Paragraph
        | NoteBlockKind::ListItem
        | NoteBlockKind::TableCell
        | NoteBlockKind::BlockQuote => {
            let end = block.range.trim(note).end();
            Edit { range: ByteRange::empty_at(end), text: format!(" {directive}") }
        }
        _ => return None,
    };
    let title = format!("Allow `{code}` here, with a reason");
    Some(Fix { title, kind: FixKind::Suppress, safe: false, edits: vec![edit] })
}
