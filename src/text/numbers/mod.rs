//! Numbers in digits and in words, read from [`Atoms`].

mod digits;
mod grammar;
mod number_words;
mod phrase;

pub(crate) use digits::parse_digits;
pub(crate) use phrase::{Number, NumberKind, cardinal_word, number_at};
