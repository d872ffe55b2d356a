//! The names of a note, resolved against the corpus.

use rustc_hash::FxHashSet;

use super::clues::Context;
use super::detect;
use super::fold::{fold_name, is_hyphen, strip_possessive};
use super::gazetteer;
use super::given::{self, Given};
use super::model::{Entities, EntityId, EntityKind, NoteMention, Resolution};
use super::reading::{Sentence, Tagged, Uses, word_key};
use super::resolve::forms;
use super::tables::{CALENDAR, PARTICLES, holds};
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::sentences;
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// Given name and surname; of more words the first may be a title.
const FULL: usize = 2;
/// Letters that a name needs for what is derived from it.
const SHORTEST: usize = 4;
/// How the people of a land are called after it, one or many, and what then ends the land's name.
const PEOPLES: [(&str, &str); 8] =
    [("ns", ""), ("n", ""), ("ans", ""), ("an", ""), ("ians", "y"), ("ians", ""), ("ers", ""), ("ites", "")];
/// The longest name looked up as a whole, in words.
const LONGEST: usize = 8;

impl Entities {
    /// The names in `text`, whose words are `words`, in order. Names of the corpus are found
    /// wherever they stand; a name that no article attests is reported only when it can hardly be
    /// anything but a name, because a warning rests on it.
    #[must_use]
    pub fn mentions_in_note(&self, text: &str, words: &[Word]) -> Vec<NoteMention> {
        let mut found = Vec::new();
        let mut rest = words;
        for range in sentences::split(text) {
            let end = rest.partition_point(|word| word.range.start() < range.end());
            let (inside, after) = rest.split_at(end);
            rest = after;
            let sentence = Sentence::of(text, range, 0, false, inside.iter().map(Tagged::from).collect());
            self.in_sentence(text, &sentence, &mut found);
        }
        found
    }

    fn in_sentence(&self, text: &str, sentence: &Sentence, found: &mut Vec<NoteMention>) {
        let first = found.len();
        let mut index = 0;
        while index < sentence.words.len() {
            match self.known_at(text, sentence, index) {
                Some((end, mention)) => {
                    found.push(mention);
                    index = end;
                }
                None => index += 1,
            }
        }
        if sentence.headline {
            return;
        }
        let mut drafts = Vec::new();
        let mut context = Context::of(text, std::slice::from_ref(sentence));
        detect::in_sentence(text, sentence, 0, self, &mut context, &mut drafts);
        let known: Vec<ByteRange> =
            found.get(first..).unwrap_or_default().iter().map(|mention| mention.range).collect();
        for draft in drafts {
            if draft.kind == EntityKind::Person
                && let Some(surname) = found.get_mut(first..).into_iter().flatten().find(|mention| {
                    mention.range.end() == draft.range.end() && mention.range.start() > draft.range.start()
                })
                && self.is_of_another(text, draft.range, surname)
            {
                *surname =
                    NoteMention { range: draft.range, kind: draft.kind, resolution: Resolution::Unknown };
                continue;
            }
            if known.iter().any(|range| range.overlaps(draft.range)) {
                continue;
            }
            let name = strip_possessive(draft.range.of(text));
            let known = match draft.kind {
                EntityKind::Person => self.spelled_otherwise(name),
                EntityKind::Organisation => self.known_by_initials(name),
                EntityKind::Place | EntityKind::Other => None,
            };
            if let Some(id) = known {
                found.push(NoteMention {
                    range: draft.range,
                    kind: draft.kind,
                    resolution: Resolution::Known(id),
                });
            } else if self.surely_unknown(text, sentence, draft.range, draft.kind) {
                found.push(NoteMention {
                    range: draft.range,
                    kind: draft.kind,
                    resolution: Resolution::Unknown,
                });
            }
        }
        if let Some(added) = found.get_mut(first..) {
            added.sort_by_key(|mention| mention.range.start());
        }
    }

    /// Whether the full name at `range` is nobody's whom its last word, `surname`, names: `Robert Keller` where
    /// the articles know Maria Keller only, `Marla Keller` too.
    fn is_of_another(&self, text: &str, range: ByteRange, surname: &NoteMention) -> bool {
        let bearers = match &surname.resolution {
            Resolution::Known(id) => vec![*id],
            Resolution::Ambiguous(ids) => ids.clone(),
            Resolution::Unknown => return false,
        };
        let name = fold_name(strip_possessive(range.of(text)));
        let Some((given, last)) = name.rsplit_once(' ').filter(|_| self.exactly(&name).is_empty()) else {
            return false;
        };
        // `In April Keller resigned`, `Will Keller resign?`
        if holds(CALENDAR, given) || lexicon::is_stopword(given) {
            return false;
        }
        let mut known = false;
        let mut misspelt = false;
        for face in bearers.iter().filter_map(|id| self.face(*id)) {
            let aliases = face.aliases.iter().map(|alias| fold_name(&alias.text));
            for full in aliases.filter(|alias| alias.split(' ').count() <= FULL) {
                let Some((theirs, _)) = full.rsplit_once(' ').filter(|(_, surname)| *surname == last) else {
                    continue;
                };
                known = face.kind == EntityKind::Person;
                match given::compare(given, theirs) {
                    Given::Same => return false,
                    Given::Misspelt => misspelt = true,
                    Given::Other => {}
                }
            }
        }
        known && !given.contains(' ') && (misspelt || gazetteer::is_given_name(given))
    }

    /// The longest name of the corpus that starts at word `index`, and the word behind it.
    fn known_at(&self, text: &str, sentence: &Sentence, index: usize) -> Option<(usize, NoteMention)> {
        let start = sentence.words.get(index).filter(|word| word.kind == TokenKind::Word)?;
        let capital = sentence.shapes.get(index).is_some_and(|shape| shape.capital());
        if !capital {
            return None;
        }
        for end in (index + 1..=sentence.words.len().min(index + LONGEST)).rev() {
            let Some(last) = end.checked_sub(1).and_then(|at| sentence.words.get(at)) else { continue };
            if last.kind != TokenKind::Word {
                continue;
            }
            let range = start.range.join(last.range);
            let bare = strip_possessive(range.of(text));
            let range = ByteRange::new(range.start(), range.start() + bare.len());
            let key = fold_name(bare);
            let single = !key.contains(' ');
            if single && self.ordinary(text, sentence, index, &key) {
                continue;
            }
            let mut ids = self.exactly(&key);
            // With the initials of several bodies nobody knows which is meant.
            if ids.is_empty()
                && forms::is_acronym(bare)
                && let [only] = self.by_initials(&key).as_slice()
            {
                ids.push(*only);
            }
            if single {
                ids = self.preferred(ids);
            } else if has_plain_word(text, sentence, index..end) && self.only_implies(&key, &ids) {
                // `Maria Keller of the Harbour Institute` names two, as `A former envoy met Maria Keller` names one.
                continue;
            }
            if let Some(mention) = self.resolved(range, ids) {
                return Some((end, mention));
            }
        }
        None
    }

    /// Whether a single capitalised word is likelier an ordinary word than the name it could be.
    fn ordinary(&self, text: &str, sentence: &Sentence, index: usize, key: &str) -> bool {
        if lexicon::is_stopword(key) && key != "us" || holds(CALENDAR, key) {
            return sentence.word(text, index).chars().filter(|c| c.is_uppercase()).count() < 2;
        }
        if !(sentence.opens(text, index) || sentence.headline) {
            return false;
        }
        let uses = self.of(word_key(key)).unwrap_or_default();
        uses.lower > uses.capital
    }

    /// Of the bearers of a short name, the one that nearly all its mentions mean.
    fn preferred(&self, ids: Vec<EntityId>) -> Vec<EntityId> {
        let count = |id: &EntityId| self.mention_count(*id);
        let total: usize = ids.iter().map(count).sum();
        match ids.first() {
            Some(first) if count(first) * 10 >= total * 9 && total >= 10 => vec![*first],
            _ => ids,
        }
    }

    fn resolved(&self, range: ByteRange, ids: Vec<EntityId>) -> Option<NoteMention> {
        let kind = self.face(*ids.first()?)?.kind;
        let resolution = match ids.as_slice() {
            [only] => Resolution::Known(*only),
            _ => Resolution::Ambiguous(ids),
        };
        Some(NoteMention { range, kind, resolution })
    }

    /// Whether the words can hardly be anything but a name, and no article attests it.
    fn surely_unknown(&self, text: &str, sentence: &Sentence, range: ByteRange, kind: EntityKind) -> bool {
        let name = range.of(text);
        let known_joined = self.of(word_key(joined(text, range))).is_some() && joined(text, range) != name;
        // `Libya` where the articles have Libyans.
        let has_people = lexicon::country(&fold_name(name)).is_some_and(|land| self.has_people_of(land));
        if lexicon::demonym(&name.to_lowercase()).is_some()
            || has_people
            || known_joined
            || !self.exactly(&fold_name(name)).is_empty()
        {
            return false;
        }
        let Some(start) = sentence.words.iter().position(|word| word.range.start() == range.start()) else {
            return false;
        };
        let words: Vec<&str> = name.split_whitespace().collect();
        let seen = |word: &str| self.of(word_key(strip_possessive(word))).is_some();
        let unseen = words.iter().filter(|word| word.starts_with(char::is_uppercase) && !seen(word)).count();
        if kind == EntityKind::Other && (words.len() < 2 || unseen < words.len()) {
            return false;
        }
        match words.as_slice() {
            [] => false,
            [only]
                if self.follows_from_known(
                    sentence,
                    start,
                    (only, text.get(range.end()..).unwrap_or("")),
                ) =>
            {
                false
            }
            [only] => {
                let surely = gazetteer::place(only).is_some()
                    || gazetteer::is_surname(only)
                    || !sentence.opens(text, start);
                unseen == 1
                    && surely
                    && only.chars().count() > 2
                    && !gazetteer::is_title(only)
                    && !gazetteer::is_organisation_word(only)
            }
            [first, ..] => {
                let person = kind == EntityKind::Person && (gazetteer::is_given_name(first) || unseen > 0);
                let body = unseen > 0
                    && unseen * 2 >= words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
                (person || body) && !self.shares_alias(&words) && !self.is_known_as_one(name)
            }
        }
    }

    /// Whether a word is no name of its own beside those that the articles have: a people after its land or group
    /// (`Californians`, `Houthis`), a body's initials, or a capital that stands for its government; one in which
    /// something happens is the town itself.
    fn follows_from_known(&self, sentence: &Sentence, at: usize, (word, rest): (&str, &str)) -> bool {
        let known = |name: &str| !self.exactly(&fold_name(name)).is_empty();
        let folded = fold_name(word);
        let of_group =
            folded.strip_suffix('s').is_some_and(|one| one.chars().count() >= SHORTEST && known(one));
        let lies_there = |name: &str| {
            let bearers = self.exactly(&fold_name(name));
            let is_place = |id: &EntityId| self.face(*id).is_some_and(|it| it.kind != EntityKind::Person);
            bearers.iter().any(is_place)
        };
        let of_land = PEOPLES.iter().any(|(people, land)| {
            let stem = folded.strip_suffix(people).filter(|stem| stem.chars().count() >= SHORTEST);
            let name = stem.map(|stem| format!("{stem}{land}"));
            // `Martin` is hardly of Marti; a town that is known for one has people.
            name.is_some_and(|name| {
                (people.len() > 2 || gazetteer::place(&name).is_some()) && lies_there(&name)
            })
        });
        let before = at.checked_sub(1).and_then(|before| sentence.words.get(before));
        let owns = rest.starts_with(['\'', '\u{2019}']);
        let in_town = before.is_some_and(|before| before.tag == Tag::Adp) && !owns;
        let of_government =
            !in_town && lexicon::metonym(word).is_some_and(|land| known(land) || self.has_people_of(land));
        let of_body = forms::is_acronym(word) && !self.by_initials(&folded).is_empty();
        of_group || of_land || of_government || of_body
    }

    /// Whether the articles speak of the people of a land, or of what is theirs.
    fn has_people_of(&self, land: &str) -> bool {
        let of = |people: &str| self.of(word_key(people)).is_some_and(|uses| uses.capital > 0);
        lexicon::lands()
            .iter()
            .filter(|known| known.name == land)
            .any(|known| known.demonyms.iter().any(|it| of(it)))
    }

    /// Whether the articles have the name of which this is the plural.
    fn is_known_as_one(&self, name: &str) -> bool {
        fold_name(name).strip_suffix('s').is_some_and(|one| !self.exactly(one).is_empty())
    }

    /// Whether every word belongs to the aliases of one entity: a fuller form than any article's.
    fn shares_alias(&self, words: &[&str]) -> bool {
        let mut common: Option<FxHashSet<EntityId>> = None;
        for word in words {
            let ids: FxHashSet<EntityId> = self.exactly(&fold_name(word)).into_iter().collect();
            common = Some(match common {
                None => ids,
                Some(before) => before.intersection(&ids).copied().collect(),
            });
        }
        common.is_some_and(|ids| !ids.is_empty())
    }
}

/// Whether one of these words is written small and is no particle of names.
fn has_plain_word(text: &str, sentence: &Sentence, words: std::ops::Range<usize>) -> bool {
    words.into_iter().any(|at| {
        let word = sentence.word(text, at);
        word.starts_with(char::is_lowercase) && !holds(PARTICLES, word)
    })
}

/// The word in which a name stands, with what hyphens join to it: `Eastford-based`.
fn joined(text: &str, range: ByteRange) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || is_hyphen(c);
    let before = text.get(..range.start()).unwrap_or("");
    let behind = text.get(range.end()..).unwrap_or("");
    let from = before.trim_end_matches(is_part).len();
    let to = text.len() - behind.trim_start_matches(is_part).len();
    text.get(from..to).unwrap_or("")
}
