//! Units: their names, what they measure and how many of the base one of them is.

use super::Unit;

/// A unit: its stated name (singular), what it measures, and how many of the base one of it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UnitEntry {
    pub unit: Unit,
    pub name: &'static str,
    pub factor: f64,
}

/// The unit that `word` (lower case, without a final point) names.
pub(super) fn unit(word: &str) -> Option<UnitEntry> {
    let row = UNITS.iter().find(|(words, ..)| words.split('|').any(|name| name == word))?;
    let (_, name, unit, factor) = *row;
    Some(UnitEntry { unit, name, factor })
}

const LENGTH: Unit = Unit::Measure("m");
const MASS: Unit = Unit::Measure("kg");
const AREA: Unit = Unit::Measure("m2");
const VOLUME: Unit = Unit::Measure("m3");
const SPEED: Unit = Unit::Measure("m/s");
const POWER: Unit = Unit::Measure("W");
const ENERGY: Unit = Unit::Measure("Wh");
const DATA: Unit = Unit::Measure("byte");

/// Words or phrases (spaces for single ones), name, unit, factor to the base.
const UNITS: &[(&str, &str, Unit, f64)] = &[
    ("%|percent|pct|per cent", "percent", Unit::Percent, 1.0),
    ("percentage point|percentage points|pp", "percentage point", Unit::Measure("percentage point"), 1.0),
    ("basis point|basis points|bps", "basis point", Unit::Measure("percentage point"), 0.01),
    ("second|seconds|sec|secs", "second", Unit::Time("second"), 1.0),
    ("minute|minutes|min|mins", "minute", Unit::Time("minute"), 60.0),
    ("hour|hours|hr|hrs", "hour", Unit::Time("hour"), 3_600.0),
    ("day|days", "day", Unit::Time("day"), 86_400.0),
    ("week|weeks", "week", Unit::Time("week"), 604_800.0),
    ("fortnight|fortnights", "fortnight", Unit::Time("fortnight"), 1_209_600.0),
    ("month|months", "month", Unit::Time("month"), 2_629_746.0),
    ("year|years|yr|yrs", "year", Unit::Time("year"), 31_556_952.0),
    ("decade|decades", "decade", Unit::Time("decade"), 315_569_520.0),
    ("century|centuries", "century", Unit::Time("century"), 3_155_695_200.0),
    ("kilometer|kilometers|kilometre|kilometres|km|kms", "kilometre", LENGTH, 1_000.0),
    ("meter|meters|metre|metres|m", "metre", LENGTH, 1.0),
    ("centimeter|centimeters|centimetre|centimetres|cm", "centimetre", LENGTH, 0.01),
    ("millimeter|millimeters|millimetre|millimetres|mm", "millimetre", LENGTH, 0.001),
    ("mile|miles|mi", "mile", LENGTH, 1_609.344),
    ("nautical mile|nautical miles", "nautical mile", LENGTH, 1_852.0),
    ("yard|yards|yd|yds", "yard", LENGTH, 0.9144),
    ("foot|feet|ft", "foot", LENGTH, 0.3048),
    ("inch|inches", "inch", LENGTH, 0.0254),
    ("kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos|kg|kgs", "kilogram", MASS, 1.0),
    ("gram|grams|gramme|grammes", "gram", MASS, 0.001),
    ("tonne|tonnes|metric ton|metric tons", "tonne", MASS, 1_000.0),
    ("ton|tons", "ton", MASS, 1_000.0),
    ("lb|lbs", "pound", MASS, 0.453_592_37),
    ("pound|pounds", "pound", Unit::Measure("pound"), 1.0),
    ("ounce|ounces|oz", "ounce", MASS, 0.028_349_5),
    ("hectare|hectares|ha", "hectare", AREA, 10_000.0),
    ("acre|acres", "acre", AREA, 4_046.856),
    (
        "square kilometer|square kilometers|square kilometre|square kilometres|sq km|square km|km²|km2",
        "square kilometre",
        AREA,
        1e6,
    ),
    ("square mile|square miles|sq mi|sq miles", "square mile", AREA, 2_589_988.11),
    ("square meter|square meters|square metre|square metres|m²|m2|sq m|sqm", "square metre", AREA, 1.0),
    ("square foot|square feet|sq ft", "square foot", AREA, 0.092_903),
    ("liter|liters|litre|litres", "litre", VOLUME, 0.001),
    ("gallon|gallons", "gallon", VOLUME, 0.003_785_41),
    ("barrel|barrels", "barrel", VOLUME, 0.158_987),
    ("cubic meter|cubic meters|cubic metre|cubic metres|m³|m3", "cubic metre", VOLUME, 1.0),
    ("cubic foot|cubic feet", "cubic foot", VOLUME, 0.028_316_8),
    (
        "kilometers per hour|kilometres per hour|kilometers an hour|kilometres an hour|km per hour|kph|kmh|km / h",
        "kilometre per hour",
        SPEED,
        0.277_778,
    ),
    ("miles per hour|miles an hour|mph", "mile per hour", SPEED, 0.447_04),
    ("knots|kts", "knot", SPEED, 0.514_444),
    ("watt|watts", "watt", POWER, 1.0),
    ("kilowatt|kilowatts|kw", "kilowatt", POWER, 1e3),
    ("megawatt|megawatts|mw", "megawatt", POWER, 1e6),
    ("gigawatt|gigawatts|gw", "gigawatt", POWER, 1e9),
    ("kilowatt hours|kilowatt hour|kwh", "kilowatt-hour", ENERGY, 1e3),
    ("megawatt hours|megawatt hour|mwh", "megawatt-hour", ENERGY, 1e6),
    ("gigawatt hours|gigawatt hour|gwh", "gigawatt-hour", ENERGY, 1e9),
    ("kilobytes|kilobyte|kb", "kilobyte", DATA, 1e3),
    ("megabytes|megabyte|mb", "megabyte", DATA, 1e6),
    ("gigabytes|gigabyte|gb", "gigabyte", DATA, 1e9),
    ("terabytes|terabyte|tb", "terabyte", DATA, 1e12),
    ("kiloton|kilotons|kilotonnes", "kiloton", Unit::Measure("kiloton"), 1.0),
    ("hertz|hz", "hertz", Unit::Measure("hertz"), 1.0),
    ("megahertz|mhz", "megahertz", Unit::Measure("hertz"), 1e6),
    ("gigahertz|ghz", "gigahertz", Unit::Measure("hertz"), 1e9),
    ("cent|cents", "cent", Unit::Measure("cent"), 1.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_convert_to_their_base() {
        assert_eq!(unit("miles").map(|entry| entry.factor), Some(1_609.344));
        assert_eq!(unit("per cent").map(|entry| entry.unit), Some(Unit::Percent));
        assert_eq!(unit("hat"), None);
    }
}
