//! From names to those who bear them: first within each article, where short forms lean on the
//! full name beside them, then across the corpus. When in doubt two names stay apart.

pub(crate) mod across;
mod bearers;
mod bodies;
mod collect;
pub mod edits;
pub(crate) mod forms;
mod leaning;
mod names;
mod people;
pub(crate) mod reason;
mod short_forms;
pub(crate) mod spelling;
mod union;
pub(crate) mod within;

#[cfg(test)]
mod decision_tests;
#[cfg(test)]
mod tests;
