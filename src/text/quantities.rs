//! Quantities: the room of `text` lands them next.
use super::*;
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    Exact,
}
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    Count,
    Percent,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    pub range: ByteRange,
    pub number: ByteRange,
    pub low: f64,
    pub high: f64,
    pub bound: Bound,
    pub unit: Unit,
    pub noun: Option<ByteRange>,
}
pub fn find(_: &str, _: &[Word]) -> Vec<Quantity> {
    Vec::new()
}
impl Quantity {
    pub fn compare(&self, _: &Quantity) -> Agreement {
        Agreement::Incomparable
    }
}
