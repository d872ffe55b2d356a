//! Whose quoted words are: in the note, and in the articles.

use super::SpeakerMatch;
use crate::corpus::ArticleSpan;
use crate::entities::{EntityId, EntityKind, Mention, Resolution};
use crate::index::Library;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::tagger::Tag;
use crate::text::words::{Word, words};

/// How many words may stand between a speaker and the verb of saying.
const REACH: usize = 6;

/// The entity to which `sentence` gives the quotation at `quote`: the name beside a verb of saying
/// outside the quotation marks. `None` when nobody, or nobody whom the corpus knows, is named.
#[must_use]
pub fn claimed_speaker(sentence: &str, quote: ByteRange, library: &Library) -> Option<EntityId> {
    let found = words(sentence);
    let mentions = library.entities.mentions_in_note(sentence, &found);
    let outside = |range: ByteRange| !range.overlaps(quote);
    let mut best: Option<(usize, EntityId)> = None;
    for (at, verb) in found.iter().enumerate() {
        let says = verb.tag == Tag::Verb && lexicon::reporting_verb(&verb.lemma).is_some();
        let according = &*verb.lemma == "accord";
        if !(says || according) || !outside(verb.range) {
            continue;
        }
        for mention in mentions.iter().filter(|mention| outside(mention.range)) {
            let Resolution::Known(id) = mention.resolution else { continue };
            let place = found.partition_point(|word| word.range.end() <= mention.range.start());
            let end = found.partition_point(|word| word.range.start() < mention.range.end());
            let before = end <= at && at - end <= REACH && plain(found.get(end..at).unwrap_or(&[]));
            let behind = place > at && place - at <= 3;
            // The subject before its verb beats a name behind it (`told Keller`).
            let rank = match (before && !according, behind) {
                (true, _) => at - end,
                (false, true) => 10 + place - at,
                _ => continue,
            };
            if best.is_none_or(|known| rank < known.0) {
                best = Some((rank, id));
            }
        }
    }
    best.map(|(_, id)| id)
}

/// No other verb in between, and nobody else who says it: `Osei, who she said`.
fn plain(between: &[Word]) -> bool {
    let says_it = |word: &Word| matches!(&*word.lemma, "i" | "he" | "she" | "we" | "they");
    between.iter().all(|word| word.tag != Tag::Verb && !(word.tag == Tag::Pron && says_it(word)))
}

/// Whether one of the places gives its words to `claimed`.
pub(super) fn speaker_match(
    spans: &[ArticleSpan],
    library: &Library,
    claimed: Option<EntityId>,
) -> SpeakerMatch {
    let Some(claimed) = claimed else { return SpeakerMatch::Unknown };
    let kind = library.entities.face(claimed).map(|entity| entity.kind);
    let (mut other, mut unnamed) = (None, None);
    for span in spans {
        let Some(found) = library.entities.in_article(span.article) else { continue };
        let quotations = found.quotations.iter().filter(|quotation| quotation.range.overlaps(span.range));
        let speaker = quotations.map(|quotation| quotation.speaker).find(Option::is_some).flatten();
        match speaker.map(|speaker| (speaker.range, speaker.entity)) {
            Some((_, Some(id))) if id == claimed => return SpeakerMatch::Same,
            Some((_, Some(id))) => other = other.or(Some(id)),
            Some((range, None)) if is_unnamed(span.article, range, claimed, &found.mentions, library) => {
                unnamed = unnamed.or(Some(ArticleSpan { article: span.article, range }));
            }
            // Somebody may have said it in a way that was not read: no accusation.
            _ => return SpeakerMatch::Unknown,
        }
    }
    // An organisation speaks through people; only like against like is a conflict.
    match other {
        Some(id) if library.entities.face(id).map(|entity| entity.kind) == kind => SpeakerMatch::Other(id),
        None if kind == Some(EntityKind::Person) => {
            unnamed.map_or(SpeakerMatch::Unknown, SpeakerMatch::Unnamed)
        }
        _ => SpeakerMatch::Unknown,
    }
}

/// What a source calls somebody whom it will not or can't name.
#[rustfmt::skip]
const UNNAMED: &[&str] = &[
    "activist", "adviser", "advisor", "aide", "ambassador", "analyst", "assistant", "attorney", "bystander",
    "colleague", "commander", "diplomat", "doctor", "driver", "employee", "engineer", "executive", "expert",
    "fighter", "friend", "guard", "investor", "journalist", "lawmaker", "lawyer", "man", "manager", "minister",
    "negotiator", "neighbor", "neighbour", "officer", "official", "organizer", "passenger", "person",
    "policeman", "politician", "prosecutor", "protester", "relative", "reporter", "resident", "scientist",
    "senator", "soldier", "source", "spokesman", "spokesperson", "spokeswoman", "staffer", "student",
    "survivor", "teacher", "trader", "victim", "villager", "visitor", "volunteer", "witness", "woman", "worker",
];

/// What opens the words for somebody who is one of many.
const ONE_OF_MANY: &[&str] = &["a", "an", "another", "many", "one", "several", "some", "three", "two"];

/// Whether the words at `range` speak of somebody without a name, and the claimed speaker is not named in their
/// sentence or beside it, whom they may then introduce: `a woman who gave her name as Keller`.
fn is_unnamed(
    article: u32,
    range: ByteRange,
    claimed: EntityId,
    mentions: &[Mention],
    library: &Library,
) -> bool {
    let Some(article) = library.article(article) else { return false };
    let words = words(range.of(&article.text));
    let opens = words.first().is_some_and(|first| ONE_OF_MANY.contains(&&*first.lemma));
    let called = words.iter().any(|word| word.tag == Tag::Noun && UNNAMED.contains(&&*word.lemma));
    let place = article.passage_at(range.start());
    let is_near = |mention: &Mention| {
        let there = article.passage_at(mention.range.start());
        place.zip(there).is_none_or(|(here, there)| here.abs_diff(there) <= 1)
    };
    opens && called && !mentions.iter().any(|mention| mention.entity == claimed && is_near(mention))
}
