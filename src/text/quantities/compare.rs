//! How two quantities stand to each other.

use super::label_table::is_people;
use super::units::to_celsius;
use super::{Bound, Quantity, Unit};
use crate::text::Agreement;
use crate::text::lexicon::{Relation, relation};

/// A part of the number that conversion between units may lose: writers round what they convert.
const CONVERTED: f64 = 0.05;
/// The same between months and the shorter units: a month has 28 to 31 days, four weeks to some.
const MONTHS: f64 = 0.09;

/// So many times away a number is not the one that a bound is about: nobody calls two million fewer than 35 million.
const FAR: f64 = 5.0;
/// Of fewer nobody can tell how many times away they are: one is fewer than ten.
const LARGE: f64 = 100.0;
/// So many times away a number does not stand for a bound against a source that has another one.
const NEAR: f64 = 2.0;

/// Counts below this are many a thing's.
const TELLING: f64 = 10.0;
/// Who casts votes, beside people in general.
const VOTERS: [&str; 9] =
    ["senator", "lawmaker", "legislator", "deputy", "delegate", "judge", "justice", "councillor", "juror"];

impl Quantity {
    /// How this quantity, a claim's, stands to `source`.
    ///
    /// Different units, and counts of nouns that have nothing to do with each other, are incomparable.
    /// Rounding is allowed as far as the rounder number's last digit or its `about` reaches. A claim
    /// with a bound holds when every number the source allows fits it; an exact claim does not follow
    /// from a bare bound, except with the bound's own number (`34` from `at least 34`).
    #[must_use]
    pub fn compare(&self, source: &Quantity) -> Agreement {
        if let Some(agreement) = self.compare_tallies(source) {
            return agreement;
        }
        let Some((claim, source_side)) = self.comparable(source) else { return Agreement::Incomparable };
        let agreement = claim.against(&source_side);
        let far = self.is_one_sided() && is_times(FAR, claim.value, source_side.value);
        if agreement == Agreement::Compatible && far {
            return Agreement::Incomparable;
        }
        if agreement != Agreement::Same && !self.counts_alike(source) {
            return Agreement::Incomparable;
        }
        agreement
    }

    /// Whether both count the same, whatever they call it, and the number is hardly there by chance: `upward of 75
    /// rounds` and `more than 75 checks`.
    #[must_use]
    pub fn is_same_number(&self, source: &Quantity) -> bool {
        let counts = self.unit == Unit::Count && source.unit == Unit::Count;
        counts
            && self.value == source.value
            && self.value >= TELLING
            && Side::of(self).against(&Side::of(source)).holds()
    }

    /// Whether it is bounded on one side only: `more than 30`.
    #[must_use]
    pub fn is_one_sided(&self) -> bool {
        matches!(self.bound, Bound::MoreThan | Bound::AtLeast | Bound::LessThan | Bound::AtMost)
    }

    /// Whether `source` is of the size that a bound is about: who writes `fewer than 35 million` does not speak of
    /// the 16 million of another day. Small numbers are.
    #[must_use]
    pub fn is_near(&self, source: &Quantity) -> bool {
        !is_times(NEAR, self.value, source.value)
    }

    /// Where either is a tally. Who writes first is the winner or the ayes, so that the sides have no order. A
    /// count agrees with a tally of which it is a side, the margin or the sum.
    fn compare_tallies(&self, source: &Quantity) -> Option<Agreement> {
        Some(match (self.versus, source.versus) {
            (None, None) => return None,
            (Some(ours), Some(theirs)) if (self.value, ours) == (source.value, theirs) => Agreement::Same,
            (Some(_), Some(_)) => Agreement::Differs,
            (None, Some(less)) => self.compare_to_tally(source.value, less),
            // One side of several votes says little of the other.
            (Some(_), None) if source.is_of_votes() && source.bound == Bound::Exact => {
                let side = [self.versus, Some(self.value)].contains(&Some(source.value));
                if side { Agreement::Compatible } else { Agreement::Incomparable }
            }
            (Some(_), None) => Agreement::Incomparable,
        })
    }

    /// How a count stands to the tally of `more` to `less`.
    fn compare_to_tally(&self, more: f64, less: f64) -> Agreement {
        let voters = match self.noun_lemma.as_deref() {
            Some(noun) => is_people(noun) || VOTERS.contains(&noun),
            None => self.value >= TELLING,
        };
        if self.unit != Unit::Count || !(voters || self.is_of_votes()) {
            return Agreement::Incomparable;
        }
        let allows = |value: f64| self.low <= value && value <= self.high;
        if allows(more) || allows(less) {
            return Agreement::Compatible;
        }
        match self.is_of_votes() {
            true if allows(more - less) || allows(more + less) => Agreement::Compatible,
            true if self.bound == Bound::Exact => Agreement::Differs,
            _ => Agreement::Incomparable,
        }
    }

    fn is_of_votes(&self) -> bool {
        self.unit == Unit::Count && matches!(self.noun_lemma.as_deref(), Some("vote" | "ballot"))
    }

    /// Both sides in one unit, with the slack of a conversion.
    fn comparable(&self, source: &Quantity) -> Option<(Side, Side)> {
        let mut claim = Side::of(self);
        let mut other = Side::of(source);
        let mut share = 0.0;
        match (self.unit, source.unit) {
            (Unit::Time(a), Unit::Time(b)) => {
                let months = |unit: &str| matches!(unit, "month" | "year" | "decade" | "century");
                if months(a) != months(b) {
                    share = MONTHS;
                } else if a != b {
                    share = CONVERTED / 5.0;
                }
            }
            (Unit::Measure("celsius" | "fahrenheit"), Unit::Measure("celsius" | "fahrenheit")) => {
                if self.unit != source.unit {
                    claim.converted += 1.0;
                }
                for (side, quantity) in [(&mut claim, self), (&mut other, source)] {
                    side.map(|value| to_celsius(value, quantity.stated_unit));
                }
            }
            (a, b) if a != b => return None,
            _ if self.stated_unit != source.stated_unit => share = CONVERTED,
            _ => {}
        }
        let largest = self.value.abs().max(source.value.abs());
        claim.converted += share * largest;
        Some((claim, other))
    }

    /// Whether the two count the same sort of thing, as far as their nouns tell.
    fn counts_alike(&self, source: &Quantity) -> bool {
        if !matches!(self.unit, Unit::Count | Unit::Ordinal) {
            return true;
        }
        match (self.noun_lemma.as_deref(), source.noun_lemma.as_deref()) {
            (Some(a), Some(b)) => {
                a == b
                    || (counts_people(a) && counts_people(b))
                    || !matches!(relation(a, b), Relation::None | Relation::Antonym)
            }
            // `34 were killed` against `34 people`; an ordinal without its noun says nothing.
            _ => self.unit == Unit::Count,
        }
    }
}

/// Whether a noun counts people: each death is somebody's.
fn counts_people(lemma: &str) -> bool {
    is_people(lemma) || matches!(lemma, "death" | "fatality")
}

/// Whether one number is more than `times` the other, and not a small one.
fn is_times(times: f64, one: f64, other: f64) -> bool {
    let (less, more) = (one.min(other), one.max(other));
    less > 0.0 && more >= LARGE && more > times * less
}

/// One side of a comparison, in the common unit.
#[derive(Clone, Copy, Debug)]
struct Side {
    value: f64,
    low: f64,
    high: f64,
    /// How far the true number may lie from a rounded one.
    slack: f64,
    /// How far a conversion between units may have moved it.
    converted: f64,
    bound: Bound,
}

impl Side {
    fn of(quantity: &Quantity) -> Self {
        let Quantity { value, low, high, slack, bound, .. } = *quantity;
        Self { value, low, high, slack, converted: 0.0, bound }
    }

    fn map(&mut self, convert: impl Fn(f64) -> f64) {
        for value in [&mut self.value, &mut self.low, &mut self.high] {
            *value = convert(*value);
        }
    }

    fn against(&self, source: &Self) -> Agreement {
        let tolerance = |value: f64| 1e-9 * value.abs().max(1.0);
        let equal = |a: f64, b: f64| a == b || (a - b).abs() <= tolerance(a);
        if self.bound == source.bound && equal(self.low, source.low) && equal(self.high, source.high) {
            return Agreement::Same;
        }
        let open = |side: &Self| side.low.is_infinite() || side.high.is_infinite();
        // `more than 30` follows neither from 30 nor from `nearly 30`; a duration's `over` may mean `during`
        // and then begins at its number.
        let beyond = match self.bound {
            Bound::MoreThan => self.low > self.value && source.high <= self.value,
            Bound::LessThan => self.high < self.value && source.low >= self.value,
            _ => false,
        };
        if beyond && self.converted == 0.0 {
            return Agreement::Differs;
        }
        // A rounded number stands for all that rounds to it; the number of a bound is meant sharply.
        let rounding = if open(self) || open(source) { 0.0 } else { self.slack.max(source.slack) };
        let slack = rounding + self.converted;
        let (low, high) = (self.low - slack - tolerance(self.low), self.high + slack + tolerance(self.high));
        if low <= source.low && source.high <= high {
            return Agreement::Compatible;
        }
        if high < source.low || source.high < low {
            return Agreement::Differs;
        }
        // Two roundings of one number lie within the reach of one of them, not at both ends.
        let rounded =
            |side: &Self| side.bound == Bound::About && side.low < side.value && side.value < side.high;
        if rounded(self)
            && rounded(source)
            && !(low <= source.value && source.value <= high)
            && !(source.low - slack <= self.value && self.value <= source.high + slack)
        {
            return Agreement::Differs;
        }
        // The two overlap. Vague numbers that overlap do not contradict each other; a bound that the
        // source does not give does.
        let vague = |side: &Self| matches!(side.bound, Bound::About | Bound::Between);
        if equal(self.value, source.value) || (!open(self) && !open(source) && (vague(self) || vague(source)))
        {
            return Agreement::Compatible;
        }
        // Who writes `more than 700` means not much more: `fewer than 1,000` goes with it.
        if self.high.is_infinite() != source.high.is_infinite() && open(self) && open(source) {
            return Agreement::Compatible;
        }
        if vague(source) && open(self) && self.low <= source.value && source.value <= self.high {
            return Agreement::Compatible;
        }
        Agreement::Differs
    }
}
