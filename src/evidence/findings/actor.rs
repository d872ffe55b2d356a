//! Actors: the same deed, done by somebody else in the source.

use super::Suspicion;
use crate::entities::{EntityId, EntityKind};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::{ClaimAnalysis, SlotKind};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::index::PassageAnalysis;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::structure::{Role, Structure};
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// How far before its verb a doer is looked for, in words: titles and adverbs stand in between.
const BEFORE: usize = 9;
/// How far behind `by` the doer's name may start: room for a title.
const BEHIND: usize = 5;
/// A verb matched less surely than this is another deed.
const SAME_DEED: f32 = 0.8;

/// Without its objects around it (see [`Situation::frame`]) the same verb is another deed: `held talks`,
/// `held a call`.
const SAME_FRAME: f32 = 0.35;

/// A name in a sentence: its words and whom it may name.
struct Named {
    first: usize,
    end: usize,
    range: ByteRange,
    kind: EntityKind,
    ids: Vec<EntityId>,
}

/// Deeds of the claim that a passage about the same thing has done by another.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let ours = names_of_claim(claim);
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let verb = slot.words.0;
        let deed = slot.kind == SlotKind::Word
            && claim.words.get(verb).is_some_and(|word| {
                // What somebody said is for the attribution to compare; whom somebody accused is a deed.
                let on_somebody = ours.iter().any(|name| name.first == verb + 1);
                word.tag == Tag::Verb && (on_somebody || lexicon::reporting_verb(&word.lemma).is_none())
            });
        if !deed {
            continue;
        }
        let doers = doers(&claim.words, claim.structure(), &ours, verb);
        let [doer] = doers.as_slice() else { continue };
        if doer.ids.is_empty() || !is_actor(doer.kind) {
            continue;
        }
        let mut best: Option<Suspicion> = None;
        let mut attested = false;
        for alignment in &situation.alignments {
            let Some(at) = same_deed(alignment, index) else { continue };
            if situation.frame(alignment, index, at) < SAME_FRAME {
                continue;
            }
            let theirs = names_of_passage(&alignment.passage);
            let structure = alignment.passage.structure();
            let others = self::doers(&alignment.passage.words, structure, &theirs, at);
            if others.iter().any(|other| is_same(situation, doer, other)) {
                attested = true;
                break;
            }
            let is_rival = |other: &&&Named| {
                is_actor(other.kind)
                    && other.kind == doer.kind
                    && !ours.iter().any(|name| is_same(situation, name, other))
            };
            // A name that the reading of the article missed stands there all the same.
            let head = claim.words.get(doer.end.saturating_sub(1));
            let before = alignment.passage.words.get(..at).unwrap_or(&[]);
            if head.is_some_and(|head| before.iter().any(|word| word.lemma == head.lemma)) {
                continue;
            }
            let Some(other) = others.iter().find(is_rival) else {
                continue;
            };
            let slot_of_doer =
                claim.slots.iter().position(|slot| slot.words.0 <= doer.first && doer.first < slot.words.1);
            let sure = situation.rest(alignment, slot_of_doer.unwrap_or(usize::MAX));
            super::keep_surest(
                &mut best,
                Suspicion {
                    finding: describe(situation, alignment, doer, other),
                    slot: slot_of_doer,
                    confidence: sure,
                },
            );
        }
        if !attested {
            found.extend(best);
        }
    }
    found
}

/// The passage's word that is the claim's deed.
fn same_deed(alignment: &Alignment, slot: usize) -> Option<usize> {
    let found = alignment.matches.get(slot)?;
    let at = found.word.filter(|_| found.strength >= SAME_DEED)?;
    (alignment.passage.words.get(at)?.tag == Tag::Verb).then_some(at)
}

fn is_actor(kind: EntityKind) -> bool {
    kind != EntityKind::Other
}

fn names_of_claim(claim: &ClaimAnalysis) -> Vec<Named> {
    claim
        .slots
        .iter()
        .filter_map(|slot| match &slot.kind {
            SlotKind::Name(kind, ids) => Some(Named {
                first: slot.words.0,
                end: slot.words.1,
                range: slot.range,
                kind: *kind,
                ids: ids.clone(),
            }),
            _ => None,
        })
        .collect()
}

fn names_of_passage(passage: &PassageAnalysis) -> Vec<Named> {
    let place = |at: usize| passage.words.partition_point(|word| word.range.end() <= at);
    passage
        .mentions
        .iter()
        .map(|mention| Named {
            first: place(mention.range.start()),
            end: passage.words.partition_point(|word| word.range.start() < mention.range.end()),
            range: mention.range,
            kind: mention.kind,
            ids: vec![mention.entity],
        })
        .collect()
}

/// Who does what the verb at `at` says: by the words around it, or else by the tree, which also knows the noun
/// above a relative clause (`Harrow, which makes them`).
fn doers<'a>(words: &[Word], structure: &Structure, names: &'a [Named], at: usize) -> Vec<&'a Named> {
    let near = doers_near(words, names, at);
    if !near.is_empty() {
        return near;
    }
    let is_doer = |name: &&Named| {
        let mut below = structure.below(at).iter();
        name.end <= at
            && below
                .any(|link| link.role == Role::Subject && (name.first..name.end).contains(&link.dependent))
    };
    names.iter().filter(is_doer).collect()
}

/// Who does what the verb at `at` says, as far as the words around it show: the name behind `by`, or
/// else the names right before the verb in its clause. Empty when that is not plain.
fn doers_near<'a>(words: &[Word], names: &'a [Named], at: usize) -> Vec<&'a Named> {
    let behind = words.get(at + 1..(at + 4).min(words.len())).unwrap_or(&[]);
    if let Some(by) = behind.iter().position(|word| &*word.lemma == "by").map(|place| at + 1 + place) {
        let doer = names.iter().find(|name| name.first > by && name.first - by <= BEHIND);
        return doer.filter(|name| plain(words, by + 1, name.first)).into_iter().collect();
    }
    if is_passive(words, at) {
        return Vec::new();
    }
    let mut found: Vec<&Named> = Vec::new();
    let mut end = at;
    for name in names.iter().rev().filter(|name| name.end <= at) {
        let between = end - name.end.min(end);
        if between > BEFORE
            || !(if found.is_empty() {
                leads_to_verb(words, name.end, end)
            } else {
                joined(words, name.end, end)
            })
        {
            break;
        }
        if is_oblique(words, name.first) {
            break;
        }
        found.push(name);
        end = name.first;
    }
    found
}

/// Whether nothing between a name and its verb takes the verb away: no other verb, no noun, no mark.
fn leads_to_verb(words: &[Word], from: usize, to: usize) -> bool {
    words
        .get(from..to)
        .unwrap_or(&[])
        .iter()
        .all(|word| word.kind == TokenKind::Word && matches!(word.tag, Tag::Adv | Tag::Aux | Tag::Part))
        && !words.get(from).is_some_and(|word| matches!(&*word.lemma, "'s" | "\u{2019}s"))
}

/// Whether two names are joined by `and` or a comma, titles aside.
fn joined(words: &[Word], from: usize, to: usize) -> bool {
    let between = words.get(from..to).unwrap_or(&[]);
    between.iter().any(|word| word.tag == Tag::Cconj || &*word.lemma == ",")
        && between.iter().all(|word| word.tag != Tag::Verb && word.tag != Tag::Adp)
}

/// Whether a name hangs on a preposition: `talks with Keller collapsed`.
fn is_oblique(words: &[Word], first: usize) -> bool {
    (first.saturating_sub(4)..first)
        .rev()
        .filter_map(|at| words.get(at))
        .find(|word| !matches!(word.tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn))
        .is_some_and(|word| word.tag == Tag::Adp)
}

/// Whether only a title stands between two places.
fn plain(words: &[Word], from: usize, to: usize) -> bool {
    words
        .get(from..to)
        .unwrap_or(&[])
        .iter()
        .all(|word| matches!(word.tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn))
}

/// Whether a form of `be` makes the verb passive.
fn is_passive(words: &[Word], at: usize) -> bool {
    let form = words.get(at).map_or("", |word| &*word.lemma);
    let before = (at.saturating_sub(3)..at).rev().filter_map(|place| words.get(place));
    let mut before = before.skip_while(|word| matches!(word.tag, Tag::Adv | Tag::Part));
    before.next().is_some_and(|word| &*word.lemma == "be" && word.tag != Tag::Verb && form != "be")
        && words.get(at).is_some_and(|word| word.tag == Tag::Verb)
}

/// Whether two names are of one actor: the same entity, or a land and its seat of government.
fn is_same(situation: &Situation, ours: &Named, theirs: &Named) -> bool {
    if theirs.ids.iter().any(|id| ours.ids.contains(id)) {
        return true;
    }
    let land = |named: &Named| {
        named.ids.iter().find_map(|id| {
            let entity = situation.library.entities.face(*id)?;
            let name = &entity.name;
            lexicon::country(name).or_else(|| lexicon::capital_of(name)).or_else(|| lexicon::seat_of(name))
        })
    };
    matches!((land(ours), land(theirs)), (Some(a), Some(b)) if a == b)
}

fn describe(situation: &Situation, alignment: &Alignment, ours: &Named, theirs: &Named) -> Finding {
    let own = ours.range.of(&situation.claim.text);
    let other = situation.source_words(alignment, theirs.range);
    Finding {
        kind: FindingKind::Name,
        polarity: Polarity::Conflicts,
        claim: ours.range,
        source: Some(situation.span(alignment, theirs.range)),
        message: format!(
            "the claim says that \u{201c}{own}\u{201d} did this, the source \u{201c}{other}\u{201d}"
        ),
        replacement: Some(other.to_owned()),
    }
}
