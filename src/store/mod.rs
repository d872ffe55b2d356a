//! A file of records that are read when they are asked for: what the index of a large corpus lies in.
//!
//! A file is written once, from front to back, under a name of its own, and takes the place of the one
//! before it by a rename: whoever has the old one open goes on reading it. Every record carries a
//! checksum; one that does not fit makes the file [`damaged`](StoreFile::is_damaged), which its owner
//! asks after. Reading is by position, so that what is not asked for costs no memory.

mod dictionary;
mod file;
mod numbers;
mod shelf;

pub use dictionary::{Dictionary, DictionaryWriter};
pub use file::{Place, StoreError, StoreFile, StoreWriter};
pub use numbers::{Numbers, push_number};
pub use shelf::{Shelf, ShelfWriter};

/// `value` as the bytes of a record.
#[must_use]
pub fn encode<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // It fails only for values without a known length, and the engine's have one.
    postcard::to_stdvec(value).unwrap_or_default()
}

/// The value that [`encode`] made `bytes` of; `None` when it was another type.
#[must_use]
pub fn decode<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// A hash of `bytes` that is the same in every version and on every machine.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}

/// A hash of several stretches of bytes, each with where it ends.
#[must_use]
pub fn hash_of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>, seed: u64) -> u128 {
    parts.into_iter().fold(u128::from(seed), |known, part| {
        let seed = (known as u64) ^ (known >> 64) as u64;
        xxhash_rust::xxh3::xxh3_128_with_seed(part, seed).wrapping_add(known.rotate_left(29))
    })
}
