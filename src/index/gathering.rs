//! [`Terms`]: the postings of a corpus while it is read, held in memory until all passages are known.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::base::{self, parts};
use super::list::{Posting, pack};
use super::term::terms_of;
use crate::store::{DictionaryWriter, StoreError, StoreWriter};
use crate::text::tokens::{Token, TokenKind};

/// Lists of passages that are packed at a time.
pub(super) const LISTS: usize = 4_096;
/// Written words whose terms are remembered.
const REMEMBERED: usize = 200_000;

/// The postings of all passages so far.
#[derive(Default)]
pub(super) struct Terms {
    ids: FxHashMap<Box<str>, u32>,
    lists: Vec<Growing>,
    /// The terms of written words.
    seen: FxHashMap<Box<str>, Box<[u32]>>,
    passage: Vec<u32>,
}

/// A list that grows at its end: gaps and counts.
#[derive(Default)]
struct Growing {
    bytes: Vec<u8>,
    last: u32,
    len: u32,
}

impl Terms {
    /// Adds the terms of a passage and returns how many there are; `tokens` are its, with places in `text`.
    pub(super) fn add_passage(&mut self, text: &str, tokens: &[Token], ordinal: u32) -> u16 {
        self.passage.clear();
        for token in tokens {
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                self.add_token(token.range.of(text), token.kind);
            }
        }
        let length = u16::try_from(self.passage.len()).unwrap_or(u16::MAX);
        self.passage.sort_unstable();
        for same in self.passage.chunk_by(|one, two| one == two) {
            let list = same.first().and_then(|id| self.lists.get_mut(*id as usize));
            if let Some(list) = list {
                crate::store::push_number(&mut list.bytes, u64::from(ordinal - list.last));
                list.bytes.push(u8::try_from(same.len()).unwrap_or(u8::MAX));
                list.last = ordinal;
                list.len += 1;
            }
        }
        length
    }

    fn add_token(&mut self, token: &str, kind: TokenKind) {
        if let Some(known) = self.seen.get(token) {
            self.passage.extend_from_slice(known);
            return;
        }
        let start = self.passage.len();
        let (ids, lists, passage) = (&mut self.ids, &mut self.lists, &mut self.passage);
        terms_of(token, kind, &mut |term| {
            let id = match ids.get(term) {
                Some(id) => *id,
                None => {
                    let id = narrow(lists.len());
                    ids.insert(term.into(), id);
                    lists.push(Growing::default());
                    id
                }
            };
            passage.push(id);
        });
        if self.seen.len() >= REMEMBERED {
            self.seen.clear();
        }
        self.seen.insert(token.into(), self.passage.get(start..).unwrap_or(&[]).into());
    }

    /// Writes the lists and the dictionary of the terms.
    pub(super) fn write(self, writer: &mut StoreWriter) -> Result<(), StoreError> {
        let mut terms: Vec<(Box<str>, u32)> = self.ids.into_iter().collect();
        terms.par_sort_unstable();
        let mut table = DictionaryWriter::default();
        for terms in terms.chunks(LISTS) {
            let list = |term: &(Box<str>, u32)| self.lists.get(term.1 as usize);
            let packed = |term| list(term).map(|list| (list.len, pack(&list.postings())));
            let packed: Vec<_> = terms.par_iter().map(packed).collect();
            for ((term, _), (len, packed)) in
                terms.iter().zip(packed).filter_map(|(term, packed)| Some((term, packed?)))
            {
                let value = base::fold(len, &packed, |bytes| writer.append(bytes))?;
                table.push(writer, term.as_bytes(), &value)?;
            }
        }
        table.finish(writer, parts::TERMS)
    }
}

impl Growing {
    fn postings(&self) -> Vec<Posting> {
        let mut numbers = crate::store::Numbers::of(&self.bytes);
        let mut postings = Vec::with_capacity(self.len as usize);
        let mut passage = 0;
        while let (Some(gap), Some(&[count])) = (numbers.next_u32(), numbers.bytes(1)) {
            passage += gap;
            postings.push(Posting { passage, count });
        }
        postings
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
