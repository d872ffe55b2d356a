//! What is true of any text: offsets, sentences, tokens, parts of speech, lemmas, and the normal
//! forms of numbers, dates and quotation marks. Knows no article, no note and no file.

pub mod lexicon;
pub mod position;
pub mod range;

pub use range::ByteRange;
