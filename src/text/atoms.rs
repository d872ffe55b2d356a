//! [`Atoms`]: words cut at their hyphens, the units in which numbers and dates are read.
//!
//! `thirty-four`, `26-year-old` and `mid-March` are single words to the rest of the engine; a reader of
//! numbers wants `thirty` `four`, `26` `year` `old`, `mid` `March`.

use std::borrow::Cow;

use super::ByteRange;
use super::tokens::{TokenKind, is_hyphen};
use super::words::{Tag, Word};

/// A piece of a word.
pub(crate) struct Atom<'a> {
    pub range: ByteRange,
    /// Lower case, with `'` for every apostrophe.
    pub lower: Cow<'a, str>,
    /// Index of its word.
    pub word: usize,
    /// A hyphen inside the word ties it to the atom before.
    pub joined: bool,
}

/// The atoms of a text, with its words.
pub(crate) struct Atoms<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    atoms: Vec<Atom<'a>>,
}

impl<'a> Atoms<'a> {
    pub fn new(text: &'a str, words: &'a [Word]) -> Self {
        let mut atoms = Vec::with_capacity(words.len() + 4);
        for (index, word) in words.iter().enumerate() {
            let surface = word.range.of(text);
            if word.kind != TokenKind::Word || !surface.contains(is_hyphen) {
                atoms.push(Atom { range: word.range, lower: lower(surface), word: index, joined: false });
                continue;
            }
            let mut start = 0;
            let mut joined = false;
            let hyphens = surface.match_indices(is_hyphen).map(|(at, hyphen)| (at, at + hyphen.len()));
            for (end, next) in hyphens.chain(std::iter::once((surface.len(), surface.len()))) {
                let piece = surface.get(start..end).unwrap_or("");
                if !piece.is_empty() {
                    let range = ByteRange::new(start, end).shift(word.range.start());
                    atoms.push(Atom { range, lower: lower(piece), word: index, joined });
                    joined = true;
                }
                start = next;
            }
        }
        Self { text, words, atoms }
    }

    pub fn len(&self) -> usize {
        self.atoms.len()
    }

    pub fn get(&self, at: usize) -> Option<&Atom<'a>> {
        self.atoms.get(at)
    }

    /// The lower-case text of the atom at `at`; empty past either end.
    pub fn lower(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| atom.lower.as_ref())
    }

    /// The lower-case text of the atom `back` places before `at`.
    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.lower(at))
    }

    /// The atom as written.
    pub fn surface(&self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| atom.range.of(self.text))
    }

    pub fn range(&self, at: usize) -> ByteRange {
        self.atoms.get(at).map_or(ByteRange::empty_at(self.text.len()), |atom| atom.range)
    }

    /// The range from the atom `start` to the one before `end`.
    pub fn span(&self, start: usize, end: usize) -> ByteRange {
        let first = self.range(start);
        if end > start { first.join(self.range(end - 1)) } else { first }
    }

    pub fn word(&self, at: usize) -> Option<&'a Word> {
        self.atoms.get(at).and_then(|atom| self.words.get(atom.word))
    }

    pub fn tag(&self, at: usize) -> Tag {
        self.word(at).map_or(Tag::X, |word| word.tag)
    }

    /// Whether the atom stands for its whole word: no hyphen ties it to another.
    pub fn whole(&self, at: usize) -> bool {
        !self.joined(at) && !self.joined(at + 1)
    }

    /// Whether a hyphen inside a word ties the atom to the one before it.
    pub fn joined(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.joined)
    }

    /// Whether the atom begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.surface(at).starts_with(char::is_uppercase)
    }

    /// Whether nothing stands between the atom and the one after it.
    pub fn touches_next(&self, at: usize) -> bool {
        self.atoms.get(at + 1).is_some_and(|next| next.range.start() == self.range(at).end())
    }

    /// Whether the atoms from `at` on read as `phrase`, its words parted by single spaces.
    pub fn reads(&self, at: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(offset, word)| self.lower(at + offset) == word)
    }

    /// Whether the atoms that end before `end` read as `phrase`; the index of the first.
    pub fn ends_with(&self, end: usize, phrase: &str) -> Option<usize> {
        let start = end.checked_sub(phrase.split(' ').count())?;
        self.reads(start, phrase).then_some(start)
    }

    /// Whether a sentence seems to begin with the atom.
    pub fn begins_sentence(&self, at: usize) -> bool {
        at == 0 || matches!(self.before(at, 1), "." | "!" | "?" | "“" | "\"" | ":" | "…" | "•" | "*")
    }
}

fn lower(surface: &str) -> Cow<'_, str> {
    if surface.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(surface);
    }
    let lower = surface.to_lowercase();
    Cow::Owned(if lower.contains('\u{2019}') { lower.replace('\u{2019}', "'") } else { lower })
}
