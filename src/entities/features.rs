//! The features of a word that the sequence model weighs, as buckets of its table.

use super::clues::{Clue, around, known};

/// The model's table has this many rows.
pub(crate) const BUCKETS: usize = 1 << 18;

/// The most features a word has.
const MOST: usize = 96;

/// The buckets of one word's features.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    buckets: [u32; MOST],
    len: usize,
}

impl Features {
    /// The buckets.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        self.buckets.iter().take(self.len).map(|&bucket| bucket as usize)
    }

    fn push(&mut self, template: u64, a: u64, b: u64) {
        // A multiplicative mix (constants of the SplitMix64 generator).
        let mut x = a.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ b.rotate_left(32).wrapping_mul(0xbf58_476d_1ce4_e5b9)
            ^ template << 55;
        x ^= x >> 30;
        x = x.wrapping_add(template).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^= x >> 29;
        if let Some(slot) = self.buckets.get_mut(self.len) {
            *slot = (x as u32) & (BUCKETS as u32 - 1);
            self.len += 1;
        }
    }
}

/// The features of word `at` of a sentence; `headline` says whether its capitals mean little.
pub(crate) fn of(clues: &[Clue], at: usize, headline: bool) -> Features {
    let mut features = Features { buckets: [0; MOST], len: 0 };
    let Some(here) = clues.get(at) else { return features };
    let near = |step: isize| at.checked_add_signed(step).and_then(|at| clues.get(at));
    let head = u64::from(headline);
    let shape = |clue: Option<&Clue>| clue.map_or(15, |clue| clue.shape as u64);
    let tag = |clue: Option<&Clue>| clue.map_or(31, |clue| u64::from(clue.tag));
    let key = |clue: Option<&Clue>| clue.map_or(1, |clue| clue.key);
    let known_of = |clue: Option<&Clue>| clue.map_or(1 << 30, |clue| u64::from(clue.known));
    let (a2, a, b, b2) = (near(-2), near(-1), near(1), near(2));
    let me = Some(here);
    let mut template = 0;
    let mut push = |x: u64, y: u64| {
        template += 1;
        features.push(template, x, y);
    };
    push(head, 0);
    push(here.key, 0);
    push(here.key, shape(me) | head << 4);
    push(key(a), 0);
    push(key(b), 0);
    push(key(a2), 0);
    push(key(b2), 0);
    push(key(a), here.key);
    push(here.key, key(b));
    push(key(a), shape(me) | shape(b) << 4);
    push(key(b), shape(me) | shape(a) << 4);
    push(here.pattern, head);
    push(here.pattern, a.map_or(0, |clue| clue.pattern));
    push(here.pattern, b.map_or(0, |clue| clue.pattern));
    push(shape(a2) | shape(a) << 4 | shape(me) << 8 | shape(b) << 12 | shape(b2) << 16, head);
    push(here.affixes[0], shape(me));
    push(here.affixes[1], shape(me));
    push(here.affixes[2], shape(me));
    push(tag(a) | tag(me) << 5 | tag(b) << 10, shape(me));
    push(tag(me), shape(me));
    push(tag(a2) | tag(a) << 5 | tag(me) << 10, 0);
    push(tag(me) | tag(b) << 5 | tag(b2) << 10, 0);
    push(u64::from(here.opens), u64::from(here.uses) | shape(me) << 8 | head << 12);
    push(u64::from(here.uses), tag(me) | shape(me) << 8);
    push(known_of(me), shape(me));
    push(known_of(me), known_of(a));
    push(known_of(me), known_of(b));
    push(known_of(a), shape(me) | shape(a) << 4);
    push(known_of(b), shape(me) | shape(b) << 4);
    push(known_of(a2) | known_of(a) << 32, shape(me));
    push(known_of(b) | known_of(b2) << 32, shape(me));
    push(known_of(me), key(a));
    push(known_of(me), key(b));
    push(u64::from(here.around), shape(me));
    push(u64::from(here.around), known_of(me));
    push(u64::from(here.around), shape(a) | shape(b) << 4);
    // Single facts, so that a mixture never seen still counts.
    let mut facts = |from: u64, bits: u64, count: u32, beside: u64| {
        let mut left = bits & ((1 << count) - 1);
        while left != 0 {
            features.push(from + u64::from(left.trailing_zeros()), beside, 0);
            left &= left - 1;
        }
    };
    facts(64, u64::from(here.known), known::BITS, shape(me));
    facts(96, u64::from(here.around), around::BITS, shape(me));
    facts(128, a.map_or(0, |clue| u64::from(clue.known)), known::BITS, shape(me));
    facts(160, b.map_or(0, |clue| u64::from(clue.known)), known::BITS, shape(me));
    features
}
