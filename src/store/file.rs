//! [`StoreFile`] and [`StoreWriter`]: one file of checksummed records and a table of named ones.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use serde::{Deserialize, Serialize};

use super::{decode, encode, hash};

/// The first bytes of every file; the last one is the version of this layout.
const MAGIC: [u8; 8] = *b"attest\0\x01";
/// Bytes of the footer: where the table of contents lies, how long it is, its hash, and the magic.
const FOOTER: usize = 32;
/// Bytes of a record's checksum.
const CHECK: usize = 4;

/// Why a file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It can't be read or written.
    #[error("{}: {error}", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// It is no file of this kind and version, or a part of it is missing or damaged.
    #[error("{}: {what}", .path.display())]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
}

/// Where a record lies in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Byte offset.
    pub offset: u64,
    /// Bytes, without the checksum.
    pub len: u32,
}

/// An open file.
#[derive(Debug)]
pub struct StoreFile {
    file: File,
    path: PathBuf,
    contents: BTreeMap<String, Place>,
    size: u64,
    damaged: AtomicBool,
}

impl StoreFile {
    /// Opens the file at `path`; reads its table of contents and nothing else.
    ///
    /// # Errors
    /// When it can't be read, or is not a whole file of this version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let io = |error| StoreError::Io { path: path.to_owned(), error };
        let unusable = |what| StoreError::Unusable { path: path.to_owned(), what };
        let file = File::open(path).map_err(io)?;
        let size = file.metadata().map_err(io)?.len();
        let broken = "it is cut off or damaged";
        let start = size.checked_sub(FOOTER as u64).ok_or_else(|| unusable(broken))?;
        let mut footer = [0u8; FOOTER];
        read_at(&file, &mut footer, start).map_err(io)?;
        let (numbers, magic) = footer.split_at(FOOTER - MAGIC.len());
        if magic != MAGIC {
            return Err(unusable("it is no index of this version, or it is cut off"));
        }
        let number = |at: usize| {
            let bytes = numbers.get(at * 8..at * 8 + 8).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, u64::from_le_bytes)
        };
        let (offset, len, sum) = (number(0), number(1), number(2));
        let fits = offset.checked_add(len).is_some_and(|end| end <= start);
        let len = usize::try_from(len).ok().filter(|_| fits).ok_or_else(|| unusable(broken))?;
        let mut table = vec![0; len];
        read_at(&file, &mut table, offset).map_err(io)?;
        if hash(&table) != sum {
            return Err(unusable(broken));
        }
        let contents = decode(&table).ok_or_else(|| unusable(broken))?;
        Ok(Self { file, path: path.to_owned(), contents, size, damaged: AtomicBool::new(false) })
    }

    /// The record at `place`; `None` when it does not fit its checksum, which marks the file as damaged.
    #[must_use]
    pub fn read(&self, place: Place) -> Option<Vec<u8>> {
        let len = place.len as usize;
        let inside = place.offset.checked_add(u64::from(place.len)).is_some_and(|end| end < self.size);
        let mut bytes = vec![0; if inside { len + CHECK } else { 0 }];
        let read = inside && read_at(&self.file, &mut bytes, place.offset).is_ok();
        let sum = bytes.get(len..).and_then(|sum| sum.try_into().ok()).map(u32::from_le_bytes);
        bytes.truncate(len);
        if !read || sum != Some(checksum(&bytes)) {
            self.mark_damaged();
            return None;
        }
        Some(bytes)
    }

    /// The record that was written under `name`.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn named(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        let found = self.contents.get(name).and_then(|place| self.read(*place));
        found.ok_or_else(|| StoreError::Unusable {
            path: self.path.clone(),
            what: "a part of it is missing or damaged",
        })
    }

    /// The value that was written under `name`.
    ///
    /// # Errors
    /// See [`Self::named`].
    pub fn value<T: for<'a> Deserialize<'a>>(&self, name: &str) -> Result<T, StoreError> {
        decode(&self.named(name)?).ok_or_else(|| StoreError::Unusable {
            path: self.path.clone(),
            what: "a part of it can't be read by this version",
        })
    }

    /// Whether a record was found that does not fit its checksum: nothing that was read of this file
    /// should be relied on.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Says that a record makes no sense.
    pub fn mark_damaged(&self) {
        self.damaged.store(true, Ordering::Relaxed);
    }

    /// Where it was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
}

/// Writes a file beside its place and puts it there when it is whole. Dropped before that, it leaves
/// nothing behind.
#[derive(Debug)]
pub struct StoreWriter {
    file: BufWriter<File>,
    at: u64,
    contents: BTreeMap<String, Place>,
    target: PathBuf,
    temporary: Temporary,
}

/// A file that is removed unless it was kept.
#[derive(Debug)]
struct Temporary(Option<PathBuf>);

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            // Nothing to be done if it can't be removed.
            let _ = fs::remove_file(path);
        }
    }
}

impl StoreWriter {
    /// Starts the file that will lie at `target`; its folder must exist.
    ///
    /// # Errors
    /// When it can't be created.
    pub fn create(target: &Path) -> Result<Self, StoreError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}-{count}.part", std::process::id()));
        let path = target.with_file_name(name);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(true);
        // Articles may be confidential: nobody else on the machine reads what was made of them.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|error| StoreError::Io { path: path.clone(), error })?;
        let mut writer = Self {
            file: BufWriter::with_capacity(1 << 20, file),
            at: 0,
            contents: BTreeMap::new(),
            target: target.to_owned(),
            temporary: Temporary(Some(path)),
        };
        writer.write(&MAGIC)?;
        Ok(writer)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let path = &self.target;
        self.file.write_all(bytes).map_err(|error| StoreError::Io { path: path.clone(), error })?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Appends a record.
    ///
    /// # Errors
    /// When it can't be written, or is over 4 GiB.
    pub fn append(&mut self, bytes: &[u8]) -> Result<Place, StoreError> {
        let too_long = StoreError::Unusable { path: self.target.clone(), what: "a part of it is too long" };
        let place = Place { offset: self.at, len: u32::try_from(bytes.len()).map_err(|_| too_long)? };
        self.write(bytes)?;
        self.write(&checksum(bytes).to_le_bytes())?;
        Ok(place)
    }

    /// Appends a record that is found by `name`.
    ///
    /// # Errors
    /// See [`Self::append`].
    pub fn append_named(&mut self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let place = self.append(bytes)?;
        self.contents.insert(name.to_owned(), place);
        Ok(())
    }

    /// Has everything that was appended so far ready for [`Self::read_back`].
    ///
    /// # Errors
    /// When it can't be written.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        let path = &self.target;
        self.file.flush().map_err(|error| StoreError::Io { path: path.clone(), error })
    }

    /// A record that was appended before the last [`Self::flush`], read back.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn read_back(&self, place: Place) -> Result<Vec<u8>, StoreError> {
        let io = |error| StoreError::Io { path: self.target.clone(), error };
        let mut bytes = vec![0; place.len as usize];
        read_at(self.file.get_ref(), &mut bytes, place.offset).map_err(io)?;
        Ok(bytes)
    }

    /// Where the file will lie.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Writes the table of contents and puts the file in its place, in one stroke.
    ///
    /// # Errors
    /// When it can't be written or renamed; then the file that was there stays.
    pub fn finish(mut self) -> Result<(), StoreError> {
        let table = encode(&self.contents);
        let offset = self.at;
        self.write(&table)?;
        for number in [offset, table.len() as u64, hash(&table)] {
            self.write(&number.to_le_bytes())?;
        }
        self.write(&MAGIC)?;
        let io = |error| StoreError::Io { path: self.target.clone(), error };
        let file = self.file.into_inner().map_err(|error| io(error.into_error()))?;
        // On disk before it gets its name: a power cut must not leave a name without content.
        file.sync_all().map_err(io)?;
        if let Some(path) = self.temporary.0.as_deref() {
            fs::rename(path, &self.target).map_err(io)?;
            self.temporary.0 = None;
        }
        Ok(())
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    hash(bytes) as u32
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, offset)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = bytes.get_mut(read..).unwrap_or_default();
        offset += read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &Path) -> (PathBuf, Place) {
        let path = folder.join("store");
        let mut writer = StoreWriter::create(&path).unwrap();
        let place = writer.append(b"a record").unwrap();
        writer.append_named("name", b"another").unwrap();
        writer.flush().unwrap();
        assert_eq!(writer.read_back(place).unwrap(), b"a record");
        writer.finish().unwrap();
        (path, place)
    }

    #[test]
    fn records_come_back_by_place_and_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let (path, place) = written(folder.path());
        let file = StoreFile::open(&path).unwrap();
        assert_eq!(file.read(place).unwrap(), b"a record");
        assert_eq!(file.named("name").unwrap(), b"another");
        assert!(file.named("nobody").is_err());
        assert!(!file.is_damaged());
    }

    #[test]
    fn a_writer_that_does_not_finish_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (path, place) = written(folder.path());
        let mut writer = StoreWriter::create(&path).unwrap();
        writer.append(b"half").unwrap();
        drop(writer);
        assert_eq!(StoreFile::open(&path).unwrap().read(place).unwrap(), b"a record");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_reader_keeps_the_file_that_it_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (path, place) = written(folder.path());
        let old = StoreFile::open(&path).unwrap();
        let mut writer = StoreWriter::create(&path).unwrap();
        writer.append(b"A RECORD, and longer").unwrap();
        writer.finish().unwrap();
        assert_eq!(old.read(place).unwrap(), b"a record");
        assert!(StoreFile::open(&path).unwrap().named("name").is_err());
    }

    #[test]
    fn every_changed_byte_is_noticed_and_every_cut_as_well() {
        let folder = tempfile::tempdir().unwrap();
        let (path, place) = written(folder.path());
        let whole = fs::read(&path).unwrap();
        for at in MAGIC.len()..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x40;
            fs::write(&path, &bytes).unwrap();
            let noticed = match StoreFile::open(&path) {
                Err(_) => true,
                Ok(file) => {
                    let (record, named) = (file.read(place), file.named("name"));
                    let same =
                        record.as_deref() == Some(b"a record") && named.is_ok_and(|it| it == b"another");
                    file.is_damaged() && !same
                }
            };
            assert!(noticed, "byte {at}");
        }
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).unwrap();
            assert!(StoreFile::open(&path).is_err(), "cut at {len}");
        }
    }
}
