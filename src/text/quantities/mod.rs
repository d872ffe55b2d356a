//! Quantities: numbers with what they count or measure and how sharply they bound it.
//!
//! Never a number that is part of a date, a clock time, a name (`Flight 370`), a telephone number, or a
//! turn of phrase (`one of`, `no one`).

mod ages;
mod bound_table;
mod bounds;
mod compare;
mod currency_table;
mod exclusions;
mod find;
mod label_table;
mod noun;
mod pairs;
mod ranges;
mod tally;
mod tally_table;
mod unit_table;
mod units;

use std::sync::Arc;

use super::ByteRange;

pub use find::find;

/// How a text bounds a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The number and no other.
    #[default]
    Exact,
    /// Near it: `about`, `nearly`, `dozens`, `two-thirds of`.
    About,
    /// It or more.
    AtLeast,
    /// More than it.
    MoreThan,
    /// It or less.
    AtMost,
    /// Less than it.
    LessThan,
    /// From one number to another.
    Between,
}

/// What a number counts or measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Things or people.
    #[default]
    Count,
    /// A place in a row.
    Ordinal,
    /// Parts of a hundred.
    Percent,
    /// Money, with the ISO 4217 code.
    Money(&'static str),
    /// A physical measure, normalised to this base unit: `m`, `kg`, `m2`, `m3`, `m/s`, `celsius`,
    /// `W`, `Wh`, `byte`, `percentage point`, `magnitude` …
    Measure(&'static str),
    /// A duration, with the unit as stated (`day`); its numbers are seconds.
    Time(&'static str),
    /// Somebody's age in years.
    Age,
    /// The two sides of a vote or game: its number is the larger side, [`Quantity::versus`] the other.
    Tally,
}

/// A quantity of a text. Numbers are in the unit's base: seconds, metres, units of the currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Bound words, number and unit.
    pub range: ByteRange,
    /// The number alone: `34`, `two hundred`, `1.5 billion`.
    pub number: ByteRange,
    /// The number as stated; of a range its lower end.
    pub value: f64,
    /// The least that the words allow; minus infinity without a lower bound.
    pub low: f64,
    /// The most that the words allow; infinity without an upper bound.
    pub high: f64,
    /// How the words bound it.
    pub bound: Bound,
    /// What it counts in.
    pub unit: Unit,
    /// The head noun that it counts.
    pub noun: Option<ByteRange>,
    /// That noun's lemma.
    pub noun_lemma: Option<Arc<str>>,
    /// How far the true number may lie from a rounded one: `1.5 billion` may be 1.48 billion.
    pub slack: f64,
    /// The unit as the text states it, singular: `mile`, `day`; empty for counts.
    pub stated_unit: &'static str,
    /// The smaller side of a tally.
    pub versus: Option<f64>,
}

#[cfg(test)]
mod tests;
