//! What English words mean to one another and to a checker of facts: stop words, negations, hedges,
//! implicative and reporting verbs, countries and their peoples, synonyms and antonyms.
//!
//! Every table lies as a plain file in `src/text/data/` with its origin and licence
//! (`src/text/data/README.md`); each is read once, at its first use. Nothing here looks at a sentence:
//! a word is judged by its form alone, and the caller knows the context.

mod countries;
mod cues;
mod phrases;
mod relations;
mod table;
mod wordnet;

pub use countries::{Land, LandKind, capital_of, country, demonym, lands, metonym, seat_of};
pub use cues::{
    Hedge, Implicative, Saying, hedge, implicative, is_hedge, is_negation, is_stopword, reporting_verb,
};
pub use phrases::{in_one_word, in_two_words};
pub use relations::{Relation, Term, are_converses, is_mutual, kinds_of, relation, relatives};
pub use wordnet::{NounKind, WordClass, exception_of, exceptions, is_lemma, noun_kind};
