//! [`Dictionary`]: values by key, in blocks that are read when a key falls into them.

use std::sync::Arc;

use quick_cache::sync::Cache;

use super::file::{Place, StoreError, StoreFile, StoreWriter};
use super::numbers::{Numbers, push_number};
use super::{decode, encode};

/// A block is closed when it has this many bytes.
const BLOCK: usize = 2048;
/// Blocks of one dictionary that are kept in memory: half a megabyte.
const KEPT: usize = 256;

/// Values by key, sorted. Only the first key of each block is held in memory.
#[derive(Debug)]
pub struct Dictionary {
    /// The first keys of the blocks, one behind the other.
    keys: Vec<u8>,
    /// By block: where its first key ends in `keys`.
    ends: Vec<u32>,
    places: Vec<Place>,
    len: u64,
    kept: Cache<u32, Arc<Vec<u8>>>,
}

impl Dictionary {
    /// The dictionary that was written under `name`.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn open(file: &StoreFile, name: &str) -> Result<Self, StoreError> {
        let (keys, ends, places, len) = file.value(name)?;
        Ok(Self { keys, ends, places, len, kept: Cache::new(KEPT) })
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value of `key`.
    #[must_use]
    pub fn get(&self, file: &StoreFile, key: &[u8]) -> Option<Vec<u8>> {
        let block = self.block_of(key)?;
        let bytes = self.block(file, block)?;
        let found = entries(&bytes).find(|(known, _)| *known >= key)?;
        (found.0 == key).then(|| found.1.to_vec())
    }

    /// Calls `each` with every key and value, in order; past what is kept in memory.
    pub fn for_each(&self, file: &StoreFile, mut each: impl FnMut(&[u8], &[u8])) {
        for place in &self.places {
            let Some(bytes) = file.read(*place) else { return };
            entries(&bytes).for_each(|(key, value)| each(key, value));
        }
    }

    /// Calls `each` with the keys that begin with `prefix` and their values, in order, until it says no.
    pub fn for_prefix(&self, file: &StoreFile, prefix: &[u8], mut each: impl FnMut(&[u8], &[u8]) -> bool) {
        let first = self.block_of(prefix).unwrap_or(0);
        for block in first..u32::try_from(self.places.len()).unwrap_or(u32::MAX) {
            let Some(bytes) = self.block(file, block) else { return };
            for (key, value) in entries(&bytes).skip_while(|(key, _)| *key < prefix) {
                if !key.starts_with(prefix) || !each(key, value) {
                    return;
                }
            }
        }
    }

    fn key(&self, block: usize) -> &[u8] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = block.checked_sub(1).map_or(0, end);
        self.keys.get(start..end(block)).unwrap_or(&[])
    }

    /// The block that holds `key` if any does.
    fn block_of(&self, key: &[u8]) -> Option<u32> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.key(middle) <= key { low = middle + 1 } else { high = middle }
        }
        u32::try_from(low.checked_sub(1)?).ok()
    }

    fn block(&self, file: &StoreFile, block: u32) -> Option<Arc<Vec<u8>>> {
        if let Some(known) = self.kept.get(&block) {
            return Some(known);
        }
        let bytes = Arc::new(file.read(*self.places.get(block as usize)?)?);
        self.kept.insert(block, Arc::clone(&bytes));
        Some(bytes)
    }
}

fn entries(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut numbers = Numbers::of(bytes);
    std::iter::from_fn(move || {
        let key = numbers.next()?;
        let value = numbers.next()?;
        Some((numbers.bytes(usize::try_from(key).ok()?)?, numbers.bytes(usize::try_from(value).ok()?)?))
    })
}

/// Writes a dictionary, key by key.
#[derive(Debug, Default)]
pub struct DictionaryWriter {
    keys: Vec<u8>,
    ends: Vec<u32>,
    places: Vec<Place>,
    len: u64,
    block: Vec<u8>,
}

impl DictionaryWriter {
    /// Appends a key, which must be greater than the one before, and its value.
    ///
    /// # Errors
    /// When a block can't be written.
    pub fn push(&mut self, writer: &mut StoreWriter, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        if self.block.is_empty() {
            self.keys.extend_from_slice(key);
            self.ends.push(u32::try_from(self.keys.len()).unwrap_or(u32::MAX));
        }
        push_number(&mut self.block, key.len() as u64);
        push_number(&mut self.block, value.len() as u64);
        self.block.extend_from_slice(key);
        self.block.extend_from_slice(value);
        self.len += 1;
        if self.block.len() >= BLOCK { self.close(writer) } else { Ok(()) }
    }

    fn close(&mut self, writer: &mut StoreWriter) -> Result<(), StoreError> {
        self.places.push(writer.append(&self.block)?);
        self.block.clear();
        Ok(())
    }

    /// Writes the dictionary itself, under `name`.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(mut self, writer: &mut StoreWriter, name: &str) -> Result<(), StoreError> {
        if !self.block.is_empty() {
            self.close(writer)?;
        }
        let table = encode(&(&self.keys, &self.ends, &self.places, self.len));
        debug_assert!(decode::<(Vec<u8>, Vec<u32>, Vec<Place>, u64)>(&table).is_some());
        writer.append_named(name, &table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let mut writer = StoreWriter::create(&path).unwrap();
        let mut words = DictionaryWriter::default();
        let keys: Vec<String> = (0..5_000).map(|number| format!("key {:06}", number * 2)).collect();
        for key in &keys {
            words.push(&mut writer, key.as_bytes(), &key.as_bytes()[4..]).unwrap();
        }
        words.finish(&mut writer, "words").unwrap();
        DictionaryWriter::default().finish(&mut writer, "none").unwrap();
        writer.finish().unwrap();
        let file = StoreFile::open(&path).unwrap();
        let words = Dictionary::open(&file, "words").unwrap();
        assert_eq!(words.len(), 5_000);
        for key in &keys {
            assert_eq!(words.get(&file, key.as_bytes()).as_deref(), Some(&key.as_bytes()[4..]));
        }
        for other in ["", "key", "key 000001", "key 009999", "z"] {
            assert_eq!(words.get(&file, other.as_bytes()), None, "{other}");
        }
        let mut found = Vec::new();
        words.for_prefix(&file, b"key 00123", |key, _| {
            found.push(String::from_utf8_lossy(key).into_owned());
            true
        });
        assert_eq!(found, ["key 001230", "key 001232", "key 001234", "key 001236", "key 001238"]);
        let mut count = 0;
        words.for_each(&file, |_, _| count += 1);
        assert_eq!(count, 5_000);
        assert_eq!(Dictionary::open(&file, "none").unwrap().get(&file, b"key"), None);
    }
}
