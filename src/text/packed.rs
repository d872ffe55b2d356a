//! A sorted list of words in few bytes: front-coded on disk, an arena with a hash table in memory.
//!
//! Format: for each word, in byte order, how many bytes it shares with the word before it (one byte, at
//! most 255), how many bytes follow (one byte), those bytes, and a byte of payload that the owner of the
//! list gives a meaning. Front coding is as in I. Witten, A. Moffat, T. Bell, "Managing Gigabytes", 2nd
//! ed. 1999, section 4.1.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Marks an empty slot of the hash table.
const EMPTY: u32 = u32::MAX;

/// A frozen set of words, each with a number (its place in byte order) and a byte of payload.
#[derive(Debug, Default)]
pub struct PackedWords {
    arena: String,
    /// End of each word in the arena.
    ends: Vec<u32>,
    payload: Vec<u8>,
    /// Open addressing with linear probing; a power of two, at most half full.
    slots: Vec<u32>,
    /// By slot: a part of the word's hash, so that hardly a word is compared in vain; 0 where there is none.
    marks: Vec<u8>,
}

impl PackedWords {
    /// Reads a list that [`encode`] wrote; a torn list yields the words before the tear.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Self {
        let mut words = Self::default();
        let mut rest = bytes;
        let mut last = 0..0;
        while let [shared, length, tail @ ..] = rest {
            let Some((suffix, [payload, tail @ ..])) = tail.split_at_checked(usize::from(*length)) else {
                break;
            };
            let kept = last.start..last.start + usize::from(*shared);
            let (Some(_), Ok(suffix)) = (words.arena.get(kept.clone()), std::str::from_utf8(suffix)) else {
                break;
            };
            let start = words.arena.len();
            words.arena.extend_from_within(kept);
            words.arena.push_str(suffix);
            last = start..words.arena.len();
            words.ends.push(u32::try_from(last.end).unwrap_or(EMPTY));
            words.payload.push(*payload);
            rest = tail;
        }
        words.fill_slots();
        words
    }

    fn fill_slots(&mut self) {
        let size = (self.ends.len() * 2).next_power_of_two().max(2);
        self.slots = vec![EMPTY; size];
        self.marks = vec![0; size];
        for id in 0..u32::try_from(self.ends.len()).unwrap_or(EMPTY) {
            let Some(word) = self.word(id) else { break };
            let (place, mark) = hash(word);
            let mut at = place & (size - 1);
            while self.marks.get(at).is_some_and(|mark| *mark != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some((slot, marked)) = self.slots.get_mut(at).zip(self.marks.get_mut(at)) {
                (*slot, *marked) = (id, mark);
            }
        }
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The word with the number `id`.
    #[must_use]
    pub fn word(&self, id: u32) -> Option<&str> {
        let id = id as usize;
        let start = if id == 0 { 0 } else { *self.ends.get(id - 1)? };
        self.arena.get(start as usize..*self.ends.get(id)? as usize)
    }

    /// The number of `word`, when the list has exactly this spelling.
    #[must_use]
    pub fn id(&self, word: &str) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let (place, mark) = hash(word);
        let mut at = place & mask;
        loop {
            match *self.marks.get(at)? {
                0 => return None,
                other if other == mark => {
                    let id = self.slots.get(at).copied().filter(|id| self.word(*id) == Some(word));
                    if id.is_some() {
                        return id;
                    }
                }
                _ => {}
            }
            at = (at + 1) & mask;
        }
    }

    /// The payload of `word`.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<u8> {
        self.payload.get(self.id(word)? as usize).copied()
    }

    /// The payload of the word with the number `id`.
    #[must_use]
    pub fn payload(&self, id: u32) -> Option<u8> {
        self.payload.get(id as usize).copied()
    }

    /// Every word with its payload, in byte order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u8)> {
        (0u32..).zip(&self.payload).filter_map(|(id, payload)| Some((self.word(id)?, *payload)))
    }
}

/// Where to look for a word, and its mark.
fn hash(word: &str) -> (usize, u8) {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    (usize::try_from(hash >> 20).unwrap_or(0), (hash & 0xff) as u8 | 1)
}

/// Writes a list; sorts it, and joins the payloads of equal words by `|`. Words longer than 255 bytes are
/// left out.
#[must_use]
pub fn encode(mut words: Vec<(String, u8)>) -> Vec<u8> {
    words.retain(|(word, _)| word.len() <= 255);
    words.sort();
    words.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    let mut bytes = Vec::new();
    let mut last = "";
    for (word, payload) in &words {
        let mut shared = word.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        while !word.is_char_boundary(shared) {
            shared -= 1;
        }
        let suffix = word.as_bytes().get(shared..).unwrap_or(&[]);
        // Both fit: the word has at most 255 bytes.
        bytes.extend([u8::try_from(shared).unwrap_or(0), u8::try_from(suffix.len()).unwrap_or(0)]);
        bytes.extend_from_slice(suffix);
        bytes.push(*payload);
        last = word;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(words: &[(&str, u8)]) -> PackedWords {
        PackedWords::decode(&encode(
            words.iter().map(|(word, payload)| ((*word).to_owned(), *payload)).collect(),
        ))
    }

    #[test]
    fn words_come_back_with_their_payload_in_order() {
        let words =
            packed(&[("north", 1), ("northport", 2), ("", 9), ("nörth", 3), ("nørth", 4), ("zoo", 5)]);
        assert_eq!(words.get("northport"), Some(2));
        assert_eq!(words.get("nörth"), Some(3));
        assert_eq!(words.get("nørth"), Some(4));
        assert_eq!(words.get(""), Some(9));
        assert_eq!(words.get("nort"), None);
        let all: Vec<&str> = words.iter().map(|(word, _)| word).collect();
        assert_eq!(all, ["", "north", "northport", "nörth", "nørth", "zoo"]);
        assert!((0u32..6).all(|id| words.id(words.word(id).unwrap()) == Some(id)));
    }

    #[test]
    fn equal_words_join_their_payloads() {
        assert_eq!(packed(&[("a", 1), ("a", 4)]).get("a"), Some(5));
    }

    #[test]
    fn an_empty_or_torn_list_is_safe() {
        assert!(PackedWords::default().id("a").is_none());
        assert!(packed(&[]).id("a").is_none());
        let bytes = encode(vec![("alpha".to_owned(), 1), ("beta".to_owned(), 2)]);
        for end in 0..bytes.len() {
            let words = PackedWords::decode(&bytes[..end]);
            assert!(words.len() < 2 && words.get("beta").is_none());
        }
        assert!(PackedWords::decode(&[7, 1, b'x', 0]).is_empty(), "shares bytes that are not there");
    }
}
