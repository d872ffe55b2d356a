//! From names to those who bear them: first within each article, where short forms lean on the
//! full name beside them, then across the corpus. When in doubt two names stay apart.

pub(crate) mod across;
pub mod edits;
pub(crate) mod forms;
pub(crate) mod spelling;
pub(crate) mod within;
