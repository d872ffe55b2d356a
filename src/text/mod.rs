//! What is true of any text: offsets, sentences, tokens, parts of speech, lemmas, and the normal
//! forms of numbers, dates and quotation marks. Knows no article, no note and no file.

mod abbreviations;
pub mod agreement;
mod atoms;
pub mod dates;
pub mod factuality;
pub mod fold;
pub mod lemma;
pub mod lexicon;
pub(crate) mod memo;
mod numbers;
pub mod packed;
pub mod parse;
pub mod perceptron;
pub mod position;
pub mod quantities;
mod quote_marks;
pub mod quotes;
pub mod range;
pub mod sentences;
pub mod stem;
pub mod structure;
pub mod tagger;
pub mod tokens;
pub mod vectors;
pub mod visible;
pub mod words;

pub use agreement::Agreement;
pub use range::ByteRange;
pub use words::Word;
