//! The words that numbers are made of.

/// What a word says in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    /// 0 to 19.
    Ones(f64),
    /// 20, 30, … 90.
    Tens(f64),
    /// Hundred.
    Hundred,
    /// Thousand and up, with whether it is a mere letter that needs a reason (`m`, `b`, `t`).
    Scale(f64, bool),
    /// A dozen.
    Dozen,
    /// 0th to 19th and the round ones, which end a number.
    Ordinal(f64),
    /// `thirds`, `quarters`: the denominator of a fraction.
    Denominator(f64),
}

/// What `word` (lower case) says in a number.
pub(crate) fn part(word: &str) -> Option<Part> {
    PARTS
        .binary_search_by(|(entry, _)| (*entry).cmp(word))
        .ok()
        .and_then(|at| PARTS.get(at))
        .map(|(_, part)| *part)
}

/// `dozens`, `hundreds`, `thousands`: the least and the most they are used for.
pub(crate) fn plural_scale(word: &str) -> Option<(f64, f64)> {
    PLURALS.iter().find(|(entry, _, _)| *entry == word).map(|(_, least, most)| (*least, *most))
}

const PLURALS: &[(&str, f64, f64)] = &[
    ("dozens", 20.0, 999.0),
    ("scores", 20.0, 999.0),
    ("hundreds", 100.0, 9_999.0),
    ("thousands", 1e3, 999_999.0),
    ("millions", 1e6, 999_999_999.0),
    ("billions", 1e9, 999_999_999_999.0),
    ("trillions", 1e12, 999_999_999_999_999.0),
];

/// Sorted by word.
const PARTS: &[(&str, Part)] = &[
    ("b", Part::Scale(1e9, true)),
    ("billion", Part::Scale(1e9, false)),
    ("billionth", Part::Ordinal(1e9)),
    ("bln", Part::Scale(1e9, false)),
    ("bn", Part::Scale(1e9, false)),
    ("crore", Part::Scale(1e7, false)),
    ("crores", Part::Scale(1e7, false)),
    ("dozen", Part::Dozen),
    ("eight", Part::Ones(8.0)),
    ("eighteen", Part::Ones(18.0)),
    ("eighteenth", Part::Ordinal(18.0)),
    ("eighth", Part::Ordinal(8.0)),
    ("eighths", Part::Denominator(8.0)),
    ("eightieth", Part::Ordinal(80.0)),
    ("eighty", Part::Tens(80.0)),
    ("eleven", Part::Ones(11.0)),
    ("eleventh", Part::Ordinal(11.0)),
    ("fifteen", Part::Ones(15.0)),
    ("fifteenth", Part::Ordinal(15.0)),
    ("fifth", Part::Ordinal(5.0)),
    ("fifths", Part::Denominator(5.0)),
    ("fiftieth", Part::Ordinal(50.0)),
    ("fifty", Part::Tens(50.0)),
    ("first", Part::Ordinal(1.0)),
    ("five", Part::Ones(5.0)),
    ("fortieth", Part::Ordinal(40.0)),
    ("forty", Part::Tens(40.0)),
    ("four", Part::Ones(4.0)),
    ("fourteen", Part::Ones(14.0)),
    ("fourteenth", Part::Ordinal(14.0)),
    ("fourth", Part::Ordinal(4.0)),
    ("fourths", Part::Denominator(4.0)),
    ("hundred", Part::Hundred),
    ("hundredth", Part::Ordinal(100.0)),
    ("k", Part::Scale(1e3, true)),
    ("lakh", Part::Scale(1e5, false)),
    ("lakhs", Part::Scale(1e5, false)),
    ("m", Part::Scale(1e6, true)),
    ("million", Part::Scale(1e6, false)),
    ("millionth", Part::Ordinal(1e6)),
    ("mln", Part::Scale(1e6, false)),
    ("mn", Part::Scale(1e6, false)),
    ("nine", Part::Ones(9.0)),
    ("nineteen", Part::Ones(19.0)),
    ("nineteenth", Part::Ordinal(19.0)),
    ("ninetieth", Part::Ordinal(90.0)),
    ("ninety", Part::Tens(90.0)),
    ("ninth", Part::Ordinal(9.0)),
    ("one", Part::Ones(1.0)),
    ("quarters", Part::Denominator(4.0)),
    ("second", Part::Ordinal(2.0)),
    ("seven", Part::Ones(7.0)),
    ("seventeen", Part::Ones(17.0)),
    ("seventeenth", Part::Ordinal(17.0)),
    ("seventh", Part::Ordinal(7.0)),
    ("seventieth", Part::Ordinal(70.0)),
    ("seventy", Part::Tens(70.0)),
    ("six", Part::Ones(6.0)),
    ("sixteen", Part::Ones(16.0)),
    ("sixteenth", Part::Ordinal(16.0)),
    ("sixth", Part::Ordinal(6.0)),
    ("sixtieth", Part::Ordinal(60.0)),
    ("sixty", Part::Tens(60.0)),
    ("ten", Part::Ones(10.0)),
    ("tenth", Part::Ordinal(10.0)),
    ("tenths", Part::Denominator(10.0)),
    ("third", Part::Ordinal(3.0)),
    ("thirds", Part::Denominator(3.0)),
    ("thirteen", Part::Ones(13.0)),
    ("thirteenth", Part::Ordinal(13.0)),
    ("thirtieth", Part::Ordinal(30.0)),
    ("thirty", Part::Tens(30.0)),
    ("thousand", Part::Scale(1e3, false)),
    ("thousandth", Part::Ordinal(1e3)),
    ("three", Part::Ones(3.0)),
    ("tn", Part::Scale(1e12, false)),
    ("trillion", Part::Scale(1e12, false)),
    ("trn", Part::Scale(1e12, false)),
    ("twelfth", Part::Ordinal(12.0)),
    ("twelve", Part::Ones(12.0)),
    ("twentieth", Part::Ordinal(20.0)),
    ("twenty", Part::Tens(20.0)),
    ("two", Part::Ones(2.0)),
    ("zero", Part::Ones(0.0)),
];

#[cfg(test)]
mod tests {
    use super::PARTS;

    #[test]
    fn the_table_is_sorted() {
        assert!(PARTS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
