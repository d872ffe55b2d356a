//! [`Memo`]: what was worked out for a word, kept for the next time it comes. Few words make up most
//! of any text.

use rustc_hash::FxHashMap;

/// So many words are kept; then all are dropped, so that no text fills the memory: each thread has its own.
const MOST: usize = 1 << 13;

/// Longer words hardly come twice.
const LONGEST: usize = 24;

/// Values by word.
#[derive(Debug)]
pub(crate) struct Memo<V> {
    known: FxHashMap<Key, V>,
}

/// A short word's bytes, in place: a comparison that follows no pointer.
type Key = [u8; LONGEST];

/// The key of `word`; `None` when it does not fit, or ends like the empty places behind a word.
fn key(word: &str) -> Option<Key> {
    let mut key = [0; LONGEST];
    key.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    (!word.ends_with('\0')).then_some(key)
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { known: FxHashMap::default() }
    }
}

impl<V: Copy> Memo<V> {
    /// The value of `word`, which `make` works out when it is not known.
    pub(crate) fn get(&mut self, word: &str, make: impl FnOnce() -> V) -> V {
        let Some(key) = key(word) else { return make() };
        if let Some(value) = self.known.get(&key) {
            return *value;
        }
        let value = make();
        if self.known.len() >= MOST {
            self.known.clear();
        }
        self.known.insert(key, value);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worked_out_once_and_stays_right_when_the_memo_is_full() {
        let mut memo = Memo::default();
        assert_eq!(memo.get("north", || 5), 5);
        assert_eq!(memo.get("north", || unreachable!()), 5);
        for at in 0..=MOST {
            assert_eq!(memo.get(&at.to_string(), || at), at);
        }
        assert!(memo.known.len() <= MOST);
        assert_eq!(memo.get("north", || 5), 5);
        assert_eq!(memo.get("north\0", || 6), 6);
        assert_eq!(memo.get("north", || unreachable!()), 5);
        assert_eq!(memo.get(&"north".repeat(9), || 7), 7);
    }
}
