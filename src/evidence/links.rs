//! Links of a claim (see [`crate::text::structure`]) set against those of its passages: not only
//! the claim's words have to stand there, they have to belong together there.

use super::alignment::{Alignment, BEFORE, MatchKind};
use super::claim::{ClaimAnalysis, SlotKind};
use super::situation::Situation;
use super::word_match;
use crate::entities::{EntityId, EntityKind};
use crate::text::agreement::Agreement;
use crate::text::lexicon;
use crate::text::structure::{Link, Role, Structure};
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// A word of the passage less like the claim's than this does not stand for it.
const ALIKE: f32 = 0.55;
/// A pronoun whose antecedent is named right before.
const PRONOUN: f32 = 0.9;
/// Linked, but as something else.
const OTHER_ROLE: f32 = 0.8;
/// Who did it to whom is turned round.
const TURNED: f32 = 0.2;
/// Linked by way of a third word.
const NEAR: f32 = 0.5;
/// So much of a claim makes a passage the statement that the claim reports.
const NEARLY_ALL: f32 = 0.85;
/// Both there, not linked.
const APART: f32 = 0.15;

/// A link of the claim between two of its slots, or a slot and a small verb.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClaimLink {
    /// The link.
    pub link: Link,
    /// How much it says: the mean weight of its ends.
    pub weight: f32,
}

/// The links of `claim` that evidence can have: those that join two slots, or a slot and its verb.
#[must_use]
pub fn of_claim(claim: &ClaimAnalysis) -> Vec<ClaimLink> {
    let own = |at: usize| claim.words.get(at).is_some_and(|word| word.range.start() >= claim.own);
    let verb = |at: usize| claim.words.get(at).is_some_and(|word| word.tag == Tag::Verb);
    claim
        .structure()
        .links()
        .iter()
        .filter(|link| own(link.head) && own(link.dependent))
        .filter_map(|link| {
            let (head, dependent) = (claim.slot_of(link.head), claim.slot_of(link.dependent)?);
            if head == Some(dependent) || (head.is_none() && !verb(link.head)) {
                return None;
            }
            let weight = |slot: usize| claim.slots.get(slot).map_or(0.0, |slot| slot.weight);
            let weight = f32::midpoint(head.map_or(0.0, weight), weight(dependent));
            Some(ClaimLink { link: *link, weight })
        })
        .collect()
}

/// The words of a passage that stand for a word of the claim, each with how surely.
#[must_use]
pub fn anchors(situation: &Situation, alignment: &Alignment, at: usize) -> Vec<(usize, f32)> {
    let claim = situation.claim;
    let passage = &alignment.passage;
    let slot = claim.slot_of(at).and_then(|index| Some((index, claim.slots.get(index)?)));
    let mut found: Vec<(usize, f32)> = Vec::new();
    let inside = |range: crate::text::ByteRange, strength: f32, found: &mut Vec<(usize, f32)>| {
        let from = passage.words.partition_point(|word| word.range.end() <= range.start());
        let to = passage.words.partition_point(|word| word.range.start() < range.end());
        found.extend((from..to).map(|at| (at, strength)));
    };
    match slot.map(|(_, slot)| &slot.kind) {
        Some(SlotKind::Name(kind, ids)) => {
            for mention in passage.mentions.iter().filter(|mention| ids.contains(&mention.entity)) {
                inside(mention.range, 1.0, &mut found);
            }
            if *kind == EntityKind::Place {
                let sorts: Vec<usize> = found.iter().filter_map(|(at, _)| sort_of(alignment, *at)).collect();
                found.extend(sorts.into_iter().map(|at| (at, 1.0)));
            }
            found.extend(taken_up(alignment, *kind, ids).map(|at| (at, PRONOUN)));
            let around = slot.and_then(|(index, _)| alignment.around.get(index)).copied().unwrap_or(0.0);
            if found.is_empty() && around >= BEFORE {
                found.extend(pronouns(alignment, *kind).map(|at| (at, PRONOUN)));
            }
        }
        Some(SlotKind::Quantity(index)) => {
            for other in passage.quantities() {
                let agreement = claim.quantities.get(*index).map(|quantity| quantity.compare(other));
                if matches!(agreement, Some(Agreement::Same | Agreement::Compatible)) {
                    inside(other.range, 1.0, &mut found);
                }
            }
        }
        Some(SlotKind::Date(index)) => {
            for other in passage.dates() {
                let agreement = claim.dates.get(*index).map(|date| date.compare(other));
                if matches!(agreement, Some(Agreement::Same | Agreement::Compatible)) {
                    inside(other.range, 1.0, &mut found);
                }
            }
        }
        Some(SlotKind::Word) | None => {}
    }
    // `step up` is no anchor for `step down`, which nothing here fills.
    let is_other_verb = slot.is_some_and(|(index, slot)| {
        let filled = alignment.matches.get(index);
        slot.kind == SlotKind::Word && filled.is_some_and(|found| found.kind == MatchKind::None)
    });
    if found.is_empty()
        && !is_other_verb
        && let Some(word) = claim.words.get(at)
    {
        for (place, other) in passage.words.iter().enumerate() {
            if other.kind == TokenKind::Punctuation {
                continue;
            }
            let strength = word_match::compare(word, other).strength;
            if strength >= ALIKE {
                found.push((place, strength));
            }
        }
    }
    found
}

/// Sorts of places that stand before their names: `the port of Ravona`.
const SORTS: [&str; 12] = [
    "capital", "city", "town", "village", "port", "island", "province", "state", "region", "district",
    "county", "borough",
];

/// The word before `of` that says what sort of place the one at `at` is: it stands for the name.
fn sort_of(alignment: &Alignment, at: usize) -> Option<usize> {
    let words = &alignment.passage.words;
    let before = |back: usize| at.checked_sub(back).and_then(|at| words.get(at));
    let is_of = before(1).is_some_and(|word| &*word.lemma == "of");
    (is_of && before(2).is_some_and(|word| SORTS.contains(&&*word.lemma))).then(|| at - 2)
}

/// The pronouns that take a name of `ids` up again behind it, with nobody else named between the two: `Keller told
/// the station that she might sue`.
fn taken_up<'a>(
    alignment: &'a Alignment,
    kind: EntityKind,
    ids: &'a [EntityId],
) -> impl Iterator<Item = usize> + 'a {
    let passage = &alignment.passage;
    let of_person = |kind: EntityKind| kind == EntityKind::Person;
    let last_named = move |word: &Word| {
        let alike = passage.mentions.iter().filter(move |it| of_person(it.kind) == of_person(kind));
        alike.filter(|it| it.range.end() <= word.range.start()).max_by_key(|it| it.range)
    };
    pronouns(alignment, kind).filter(move |at| {
        let word = passage.words.get(*at).filter(|word| !PLURAL.contains(&&*word.lemma));
        word.and_then(last_named).is_some_and(|mention| ids.contains(&mention.entity))
    })
}

/// Pronouns that may stand for anybody.
const PLURAL: [&str; 4] = ["they", "their", "them", "we"];

fn pronouns(alignment: &Alignment, kind: EntityKind) -> impl Iterator<Item = usize> + '_ {
    let words = alignment.passage.words.iter().enumerate();
    words
        .filter(move |(_, word)| match &*word.lemma {
            "he" | "she" | "his" | "her" | "him" => kind == EntityKind::Person,
            "it" | "its" => kind != EntityKind::Person,
            other => PLURAL.contains(&other),
        })
        .map(|(at, _)| at)
}

/// How far `alignment`'s passage has each of `links`, in [0, 1].
#[must_use]
pub fn found(situation: &Situation, alignment: &Alignment, links: &[ClaimLink]) -> Vec<f32> {
    let structure = alignment.passage.structure();
    let mut known: Vec<Option<Vec<(usize, f32)>>> = vec![None; situation.claim.words.len()];
    let mut of = |at: usize| -> Vec<(usize, f32)> {
        match known.get_mut(at) {
            Some(place) => place.get_or_insert_with(|| anchors(situation, alignment, at)).clone(),
            None => Vec::new(),
        }
    };
    links
        .iter()
        .map(|claimed| {
            let (heads, dependents) = (of(claimed.link.head), of(claimed.link.dependent));
            let mut best = 0.0f32;
            for (head, sure) in &heads {
                for (dependent, as_sure) in &dependents {
                    if head != dependent {
                        let both = sure.min(*as_sure);
                        best = best.max(both * held(structure, &claimed.link, *head, *dependent));
                    }
                }
            }
            best
        })
        .collect()
}

/// The share of the claim's links, by weight, that `alignment`'s passage has; what it covers when the
/// claim has none.
#[must_use]
pub fn share(situation: &Situation, alignment: &Alignment) -> f32 {
    let links = of_claim(situation.claim);
    let (mut all, mut sum) = (0.0f32, 0.0f32);
    for (link, found) in links.iter().zip(found(situation, alignment, &links)) {
        all += link.weight;
        sum += link.weight * found;
    }
    if all > 0.0 { sum / all } else { alignment.with_context }
}

/// How far two words of a passage are linked as `link` says.
fn held(structure: &Structure, link: &Link, head: usize, dependent: usize) -> f32 {
    let mut best = 0.0f32;
    for other in structure.between(head, dependent) {
        let same_way = other.head == head;
        let turned =
            matches!((link.role, other.role), (Role::Subject, Role::Object) | (Role::Object, Role::Subject));
        best = best.max(match (same_way, other.role == link.role) {
            (true, true) => 1.0,
            _ if same_way && turned => TURNED,
            _ => OTHER_ROLE,
        });
    }
    if best > 0.0 {
        best
    } else if structure.near(head, dependent) {
        NEAR
    } else {
        APART
    }
}

/// How surely the words `theirs` of a passage (first, and one past the last) stand where the words
/// `ours` stand in the claim: in the same role to a word like the one that ours belong to; in [0, 1].
#[must_use]
pub fn parallel(
    situation: &Situation,
    alignment: &Alignment,
    ours: (usize, usize),
    theirs: (usize, usize),
) -> f32 {
    parallel_in(situation, alignment, ours, theirs, None)
}

/// [`parallel`] for links of one role only, where one is given.
#[must_use]
pub fn parallel_in(
    situation: &Situation,
    alignment: &Alignment,
    ours: (usize, usize),
    theirs: (usize, usize),
    role: Option<Role>,
) -> f32 {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let structure = alignment.passage.structure();
    let nearly_all = claim.slot_of(ours.0).is_some_and(|slot| situation.rest(alignment, slot) >= NEARLY_ALL);
    let in_ours = |at: usize| (ours.0..ours.1).contains(&at);
    let in_theirs = |at: usize| (theirs.0..theirs.1).contains(&at);
    let mut best = 0.0f32;
    for link in claim.structure().links() {
        let downward = in_ours(link.dependent);
        if downward == in_ours(link.head) || role.is_some_and(|role| role != link.role) {
            continue;
        }
        let other = if downward { link.head } else { link.dependent };
        let Some(word) = claim.words.get(other) else { continue };
        // Many may say that something is so; where nearly all of the claim stands in the passage, it is the
        // statement that the claim gives to somebody else. Who called for something is a deed.
        let says = !nearly_all
            && lexicon::reporting_verb(&word.lemma).is_some()
            && claim.structure().below(other).iter().any(|link| link.role == Role::Clause);
        if claim.slot_of(other).is_none() || says {
            continue;
        }
        for (anchor, sure) in anchors(situation, alignment, other) {
            let same = structure.links().iter().any(|found| {
                let (near, far) =
                    if downward { (found.head, found.dependent) } else { (found.dependent, found.head) };
                (near == anchor || downward && hangs_between(words, structure, found, anchor))
                    && in_theirs(far)
                    && found.role == link.role
                    && same_preposition(&claim.words, link.preposition, words, found.preposition)
            });
            if same {
                best = best.max(sure);
            }
        }
    }
    best
}

/// Whether what hangs on a verb by `between` lies between whoever has what the noun at `noun` names: `tensions
/// flared between the two`.
fn hangs_between(words: &[Word], structure: &Structure, link: &Link, noun: usize) -> bool {
    let between = link.preposition.and_then(|at| words.get(at)).is_some_and(|it| &*it.lemma == "between");
    let of_verb = |it: &Link| matches!(it.role, Role::Subject | Role::Object) && it.dependent == noun;
    between && structure.below(link.head).iter().any(of_verb)
}

/// Whether two obliques hang by the same preposition; a possessor hangs as by `of`.
#[must_use]
pub fn same_preposition(claim: &[Word], ours: Option<usize>, words: &[Word], theirs: Option<usize>) -> bool {
    fn plain(words: &[Word], at: Option<usize>) -> Option<&str> {
        match &*words.get(at?)?.lemma {
            "'s" | "\u{2019}s" | "'" | "\u{2019}" | "of" => None,
            "into" | "to" => Some("to"),
            "at" | "in" | "on" => Some("in"),
            other => Some(other),
        }
    }
    plain(claim, ours) == plain(words, theirs)
}
