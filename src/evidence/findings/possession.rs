//! Possession: the claim says of somebody what the source says of his son, or the other way round.

use super::{Suspicion, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::links::anchors;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::structure::{Link, Role, Structure};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// People who belong to people: what is true of them is not true of those. Kin stand in the lexicon's contrasts
/// as well; here they are set against the person whose kin they are.
const RELATIONS: [&str; 44] = [
    "son",
    "daughter",
    "wife",
    "husband",
    "brother",
    "sister",
    "father",
    "mother",
    "parent",
    "child",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "cousin",
    "grandson",
    "grandfather",
    "grandmother",
    "widow",
    "partner",
    "girlfriend",
    "boyfriend",
    "friend",
    "neighbour",
    "neighbor",
    "lawyer",
    "attorney",
    "aide",
    "adviser",
    "advisor",
    "assistant",
    "secretary",
    "deputy",
    "driver",
    "bodyguard",
    "doctor",
    "manager",
    "successor",
    "predecessor",
    "rival",
    "opponent",
    "critic",
    "ally",
    "supporter",
];
/// A word matched less surely than this is another one.
const SAME: f32 = 0.8;
/// So much else of the claim stands in the passage itself that it tells of the same deed.
const SAME_DEED: f32 = 0.75;

/// Parts of a deed of the claim that a passage gives to somebody who belongs to them, or whom they belong to.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let structure = claim.structure();
    let mut found = Vec::new();
    for link in structure.links() {
        let deed = claim.words.get(link.head).filter(|word| {
            word.tag == Tag::Verb
                && word.range.start() >= claim.own
                && lexicon::reporting_verb(&word.lemma).is_none()
        });
        let (Some(deed), Some(slot)) = (deed, claim.slot_of(link.dependent)) else { continue };
        if !matches!(link.role, Role::Subject | Role::Object) {
            continue;
        }
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            match part(situation, alignment, deed, link) {
                Part::Same => {
                    best = None;
                    break;
                }
                Part::Unknown => {}
                Part::Other(range) => {
                    if situation.own_rest(alignment, slot) < SAME_DEED {
                        continue;
                    }
                    let confidence = situation.rest(alignment, slot);
                    let finding = describe(situation, alignment, slot, range);
                    keep_surest(&mut best, Suspicion { finding, slot: Some(slot), confidence });
                }
            }
        }
        found.extend(best);
    }
    found
}

/// Who has the claim's part in a passage.
enum Part {
    Same,
    /// Somebody tied to him, in these words.
    Other(ByteRange),
    Unknown,
}

fn part(situation: &Situation, alignment: &Alignment, deed: &Word, link: &Link) -> Part {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let structure = alignment.passage.structure();
    let places = |at: usize| -> Vec<usize> {
        let found = anchors(situation, alignment, at);
        found.into_iter().filter(|(_, sure)| *sure >= SAME).map(|(at, _)| at).collect()
    };
    let ours = places(link.dependent);
    // Whose the claim's own part is: `Keller's lawyer`.
    let holders: Vec<usize> = if is_relation(&claim.words, link.dependent) {
        possessors(claim.structure(), link.dependent).flat_map(&places).collect()
    } else {
        Vec::new()
    };
    let mut part = Part::Unknown;
    for (at, word) in words.iter().enumerate() {
        if word.tag != Tag::Verb || word_match::compare(deed, word).strength < SAME {
            continue;
        }
        for theirs in structure.below(at).iter().filter(|it| it.role == link.role) {
            if ours.contains(&theirs.dependent) {
                return Part::Same;
            }
            let of_ours = is_relation(words, theirs.dependent)
                && possessors(structure, theirs.dependent).any(|holder| ours.contains(&holder));
            if of_ours || holders.contains(&theirs.dependent) {
                let first = possessors(structure, theirs.dependent).filter(|_| of_ours).min();
                let ends = [first, Some(theirs.dependent)];
                let range = ends.into_iter().flatten().filter_map(|at| words.get(at)).map(|word| word.range);
                part = range.reduce(ByteRange::join).map_or(Part::Unknown, Part::Other);
            }
        }
    }
    part
}

fn is_relation(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| RELATIONS.contains(&&*word.lemma))
}

/// The possessors of the thing at `at`: `the minister's son`, `the son of the minister`.
fn possessors(structure: &Structure, at: usize) -> impl Iterator<Item = usize> + '_ {
    structure.below(at).iter().filter(|link| link.role == Role::Oblique).map(|link| link.dependent)
}

fn describe(situation: &Situation, alignment: &Alignment, slot: usize, source: ByteRange) -> Finding {
    let range = situation.claim.slots.get(slot).map(|slot| slot.range).unwrap_or_default();
    let own = range.of(&situation.claim.text);
    let other = situation.source_words(alignment, source);
    Finding {
        kind: FindingKind::Name,
        polarity: Polarity::Conflicts,
        claim: range,
        source: Some(situation.span(alignment, source)),
        message: format!(
            "the claim says this of \u{201c}{own}\u{201d}, the source of \u{201c}{other}\u{201d}"
        ),
        replacement: None,
    }
}
