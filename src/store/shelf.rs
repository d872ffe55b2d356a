//! [`Shelf`]: records by number.

use super::file::{Place, StoreError, StoreFile, StoreWriter};

/// Records that are found by their number, from 0. Twelve bytes of memory for each.
#[derive(Debug, Default)]
pub struct Shelf {
    offsets: Vec<u64>,
    lens: Vec<u32>,
}

impl Shelf {
    /// The shelf that was written under `name`.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn open(file: &StoreFile, name: &str) -> Result<Self, StoreError> {
        let bytes = file.named(name)?;
        let mut shelf = Self::default();
        for entry in bytes.chunks_exact(12) {
            let (offset, len) = entry.split_at(8);
            shelf.offsets.push(offset.try_into().map_or(0, u64::from_le_bytes));
            shelf.lens.push(len.try_into().map_or(0, u32::from_le_bytes));
        }
        Ok(shelf)
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lens.len()
    }

    /// Whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lens.is_empty()
    }

    /// Record `index`; `None` when there is none or it is damaged.
    #[must_use]
    pub fn read(&self, file: &StoreFile, index: u32) -> Option<Vec<u8>> {
        let at = index as usize;
        file.read(Place { offset: *self.offsets.get(at)?, len: *self.lens.get(at)? })
    }
}

/// Collects the places of records, in the order of their numbers.
#[derive(Debug, Default)]
pub struct ShelfWriter {
    places: Vec<Place>,
}

impl ShelfWriter {
    /// Appends the next record.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn push(&mut self, writer: &mut StoreWriter, bytes: &[u8]) -> Result<(), StoreError> {
        self.places.push(writer.append(bytes)?);
        Ok(())
    }

    /// Where record `index` lies.
    #[must_use]
    pub fn place(&self, index: usize) -> Option<Place> {
        self.places.get(index).copied()
    }

    /// Writes the shelf itself, under `name`.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(self, writer: &mut StoreWriter, name: &str) -> Result<(), StoreError> {
        let mut bytes = Vec::with_capacity(self.places.len() * 12);
        for place in self.places {
            bytes.extend_from_slice(&place.offset.to_le_bytes());
            bytes.extend_from_slice(&place.len.to_le_bytes());
        }
        writer.append_named(name, &bytes)
    }
}
