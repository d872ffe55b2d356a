//! [`Memo`]: what was worked out for a word, kept for the next time it comes. Few words make up most
//! of any text.

/// A memo has so many places for two words each, unless it is made for more; a third takes the place of the older.
/// So no text fills the memory, of which each thread has its own.
const PLACES: usize = 1 << 12;

/// Longer words hardly come twice.
const LONGEST: usize = 23;

/// Values by word.
#[derive(Debug)]
pub(crate) struct Memo<V, const PAIRS: usize = PLACES> {
    /// Empty until the first word comes.
    pairs: Vec<[Option<(Key, V)>; 2]>,
}

/// A short word's bytes and its sort, in place: a comparison that follows no pointer.
pub(crate) type Key = [u64; 3];

/// The key of `word`; `None` when it does not fit, or ends like the empty places behind a word.
fn key(word: &str, sort: u8) -> Option<Key> {
    let mut bytes = [0; LONGEST + 1];
    bytes.get_mut(..word.len()).filter(|it| it.len() <= LONGEST)?.copy_from_slice(word.as_bytes());
    if let Some(last) = bytes.last_mut() {
        *last = sort;
    }
    let part =
        |at: usize| bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |it| u64::from_le_bytes(*it));
    (word.as_bytes().last() != Some(&0)).then(|| [part(0), part(8), part(16)])
}

/// Which pair of places is a key's.
fn place<const PAIRS: usize>(key: &Key) -> usize {
    // An odd constant of SplitMix64 mixes each part into the upper bits.
    let mixed =
        key.iter().fold(0_u64, |sum, part| (sum.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    (mixed >> 40) as usize % PAIRS
}

impl<V, const PAIRS: usize> Default for Memo<V, PAIRS> {
    fn default() -> Self {
        Self { pairs: Vec::new() }
    }
}

impl<V: Clone, const PAIRS: usize> Memo<V, PAIRS> {
    /// The value of `word`, which `make` works out when it is not known.
    pub(crate) fn get(&mut self, word: &str, make: impl FnOnce() -> V) -> V {
        self.get_as(0, word, make)
    }

    /// [`Self::get`] where one word has a value for each of several sorts.
    pub(crate) fn get_as(&mut self, sort: u8, word: &str, make: impl FnOnce() -> V) -> V {
        match key(word, sort) {
            Some(key) => self.get_by(key, make),
            None => make(),
        }
    }

    /// [`Self::get`] by numbers; a memo has either words or numbers.
    pub(crate) fn get_by(&mut self, key: Key, make: impl FnOnce() -> V) -> V {
        if self.pairs.is_empty() {
            self.pairs = vec![[const { None }; 2]; PAIRS];
        }
        let Some(pair) = self.pairs.get_mut(place::<PAIRS>(&key)) else { return make() };
        if let Some((_, value)) = pair.iter().flatten().find(|(known, _)| *known == key) {
            return value.clone();
        }
        let value = make();
        pair.swap(0, 1);
        pair[0] = Some((key, value.clone()));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worked_out_once_and_stays_right_when_the_memo_is_full() {
        let mut memo = Memo::<_>::default();
        assert_eq!(memo.get("north", || 5), 5);
        assert_eq!(memo.get("north", || unreachable!()), 5);
        for at in 0..=PLACES * 3 {
            assert_eq!(memo.get(&at.to_string(), || at), at);
        }
        assert_eq!(memo.get("north", || 5), 5);
        assert_eq!(memo.get("north\0", || 6), 6);
        assert_eq!(memo.get("north", || unreachable!()), 5);
        assert_eq!(memo.get(&"north".repeat(9), || 7), 7);
    }

    #[test]
    fn two_words_may_share_a_place_and_sorts_are_apart() {
        let mut memo = Memo::<_>::default();
        assert_eq!(memo.get_as(1, "north", || 1), 1);
        assert_eq!(memo.get_as(2, "north", || 2), 2);
        assert_eq!(memo.get_as(1, "north", || unreachable!()), 1);
        let crowded = |word: &String| place::<PLACES>(&key(word, 0).unwrap()) == 7;
        let crowd: Vec<String> = (0..).map(|at: u32| at.to_string()).filter(crowded).take(3).collect();
        memo.get(&crowd[0], || 10);
        memo.get(&crowd[1], || 11);
        assert_eq!(memo.get(&crowd[0], || unreachable!()), 10);
        assert_eq!(memo.get(&crowd[2], || 12), 12);
        assert_eq!(memo.get(&crowd[1], || unreachable!()), 11);
        assert_eq!(memo.get(&crowd[0], || 13), 13);
    }
}
