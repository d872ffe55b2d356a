//! [`List`]: the passages that hold a term, packed; and reading them in order or some of them.

use std::sync::Arc;

use crate::store::{Numbers, push_number};

/// Postings of a chunk. Lists up to this long have no table of chunks.
const CHUNK: usize = 64;

/// A term in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    /// Ordinal of the passage.
    pub passage: u32,
    /// How often, at most 255.
    pub count: u8,
}

/// Packs postings, ascending by passage.
pub(crate) fn pack(postings: &[Posting]) -> Vec<u8> {
    let mut out = Vec::with_capacity(postings.len() * 2);
    if postings.len() <= CHUNK {
        push_chunk(postings, 0, &mut out);
        return out;
    }
    let mut bodies = Vec::with_capacity(postings.len() * 2);
    let chunks = postings.chunks(CHUNK);
    push_number(&mut out, chunks.len() as u64);
    let mut before = 0;
    for chunk in chunks {
        let first = chunk.first().map_or(before, |posting| posting.passage);
        let start = bodies.len();
        push_chunk(chunk, first, &mut bodies);
        push_number(&mut out, u64::from(first - before));
        push_number(&mut out, (bodies.len() - start) as u64);
        before = first;
    }
    out.extend_from_slice(&bodies);
    out
}

fn push_chunk(chunk: &[Posting], mut before: u32, out: &mut Vec<u8>) {
    for posting in chunk {
        let gap = u64::from(posting.passage - before);
        before = posting.passage;
        push_number(out, gap << 1 | u64::from(posting.count > 1));
        if posting.count > 1 {
            out.push(posting.count);
        }
    }
}

/// A packed list with its length.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    /// How many postings there are.
    pub len: u32,
    /// See [`pack`].
    pub bytes: Arc<Vec<u8>>,
}

/// Where a chunk lies among the bytes, and its first passage.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    first: u32,
    start: usize,
    end: usize,
}

impl List {
    /// All postings, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Posting> + '_ {
        let mut chunks = self.chunks().into_iter();
        let mut here = Numbers::of(&[]);
        let mut passage = 0;
        std::iter::from_fn(move || {
            while here.rest().is_empty() {
                let chunk = chunks.next()?;
                here = Numbers::of(self.bytes.get(chunk.start..chunk.end)?);
                passage = chunk.first;
            }
            next_of(&mut here, &mut passage)
        })
    }

    /// The last postings in order, `least` of them or a few more.
    pub(crate) fn last(&self, least: usize) -> Vec<Posting> {
        let chunks = self.chunks();
        let from = chunks.len().saturating_sub(least.div_ceil(CHUNK) + 1);
        chunks.get(from..).unwrap_or(&[]).iter().flat_map(|chunk| self.chunk(*chunk)).collect()
    }

    /// Calls `each` with the postings of the `wanted` passages, which ascend; only the chunks that may
    /// hold one are unpacked.
    pub(crate) fn among(&self, wanted: &[u32], mut each: impl FnMut(Posting)) {
        let mut rest = wanted;
        let chunks = self.chunks();
        for (at, chunk) in chunks.iter().enumerate() {
            let from = rest.partition_point(|passage| *passage < chunk.first);
            rest = rest.get(from..).unwrap_or(&[]);
            let end = chunks.get(at + 1).map_or(u32::MAX, |next| next.first);
            let to = rest.partition_point(|passage| *passage < end);
            let (mut here, behind) = rest.split_at_checked(to).unwrap_or((rest, &[]));
            rest = behind;
            if here.is_empty() {
                continue;
            }
            for posting in self.chunk(*chunk) {
                while here.first().is_some_and(|passage| *passage < posting.passage) {
                    here = here.get(1..).unwrap_or(&[]);
                }
                match here.first() {
                    None => break,
                    Some(passage) if *passage == posting.passage => each(posting),
                    Some(_) => {}
                }
            }
        }
    }

    /// Whether a passage from `first` up to but without `end` is in the list.
    pub(crate) fn any_within(&self, first: u32, end: u32) -> bool {
        let chunks = self.chunks();
        let at = chunks.partition_point(|chunk| chunk.first < first).saturating_sub(1);
        let from = chunks.get(at..).unwrap_or(&[]).iter().take_while(|chunk| chunk.first < end);
        from.flat_map(|chunk| self.chunk(*chunk)).any(|posting| (first..end).contains(&posting.passage))
    }

    fn chunks(&self) -> Vec<Chunk> {
        if self.len as usize <= CHUNK {
            return vec![Chunk { first: 0, start: 0, end: self.bytes.len() }];
        }
        let mut numbers = Numbers::of(&self.bytes);
        let count = numbers.next().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        let mut found = Vec::with_capacity(count.min(self.bytes.len()));
        let (mut first, mut start) = (0u32, 0usize);
        for _ in 0..count {
            let (Some(gap), Some(len)) = (numbers.next_u32(), numbers.next_u32()) else { return Vec::new() };
            first = first.saturating_add(gap);
            found.push(Chunk { first, start, end: start + len as usize });
            start += len as usize;
        }
        let table = self.bytes.len() - numbers.rest().len();
        for chunk in &mut found {
            chunk.start += table;
            chunk.end += table;
        }
        found
    }

    fn chunk(&self, chunk: Chunk) -> impl Iterator<Item = Posting> + '_ {
        let mut numbers = Numbers::of(self.bytes.get(chunk.start..chunk.end).unwrap_or(&[]));
        let mut passage = chunk.first;
        std::iter::from_fn(move || next_of(&mut numbers, &mut passage))
    }
}

/// The next posting of a chunk, behind the one of `passage`.
#[inline]
fn next_of(numbers: &mut Numbers<'_>, passage: &mut u32) -> Option<Posting> {
    let gap = numbers.next()?;
    *passage = passage.checked_add(u32::try_from(gap >> 1).ok()?)?;
    let count = if gap & 1 == 1 { *numbers.bytes(1)?.first()? } else { 1 };
    Some(Posting { passage: *passage, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(step: u32, len: u32) -> (Vec<Posting>, List) {
        let postings: Vec<Posting> =
            (0..len).map(|at| Posting { passage: 7 + at * step, count: 1 + (at % 5) as u8 }).collect();
        let bytes = Arc::new(pack(&postings));
        (postings, List { len, bytes })
    }

    #[test]
    fn postings_come_back_in_order() {
        for len in [0, 1, 63, 64, 65, 1_000] {
            let (postings, list) = list(3, len);
            assert_eq!(list.iter().collect::<Vec<_>>(), postings, "{len}");
        }
    }

    #[test]
    fn the_last_postings_are_those_at_the_end() {
        for len in [0, 1, 63, 64, 65, 1_000] {
            let (postings, list) = list(3, len);
            let last = list.last(100);
            assert!(last.len() >= postings.len().min(100) && last.len() < 400, "{len}");
            assert!(postings.ends_with(&last), "{len}");
        }
    }

    #[test]
    fn single_passages_are_found_in_short_and_long_lists() {
        for len in [5, 1_000] {
            let (postings, list) = list(3, len);
            let wanted: Vec<u32> = (0..200).map(|at| at * 7).collect();
            let mut found = Vec::new();
            list.among(&wanted, |posting| found.push(posting));
            let expected: Vec<Posting> =
                postings.iter().copied().filter(|it| wanted.contains(&it.passage)).collect();
            assert_eq!(found, expected);
            assert!(list.any_within(7, 8) && list.any_within(10, 11));
            assert!(!list.any_within(8, 10) && !list.any_within(0, 7));
            assert!(!list.any_within(7 + len * 3, u32::MAX));
        }
    }
}
