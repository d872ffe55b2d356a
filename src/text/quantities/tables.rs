//! Words around numbers: units, currencies, bounds, and what a number behind them is not.

use super::{Bound, Unit};

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

/// The ISO 4217 code of the currency that `word` names in the plural or singular.
pub(super) fn currency_word(word: &str) -> Option<&'static str> {
    CURRENCY_WORDS.iter().find(|(words, _)| words.split('|').any(|name| name == word)).map(|(_, code)| *code)
}

/// Nationalities that settle a currency word: `Canadian dollars`.
pub(super) fn currency_of(nation: &str, word: &str) -> Option<&'static str> {
    NATIONAL
        .iter()
        .find(|(n, w, _)| *n == nation && w.split('|').any(|name| name == word))
        .map(|(.., code)| *code)
}

/// The code that a currency sign stands for, with the letters before it (`us`, `c`, `hk`).
pub(super) fn currency_sign(letters: &str, sign: &str) -> Option<&'static str> {
    if sign == "$" {
        return Some(match letters {
            "c" | "ca" | "cad" => "CAD",
            "a" | "au" | "aud" => "AUD",
            "nz" => "NZD",
            "hk" => "HKD",
            "s" | "sg" => "SGD",
            "nt" => "TWD",
            "r" => "BRL",
            "mx" => "MXN",
            _ => "USD",
        });
    }
    SIGNS.iter().find(|(s, _)| *s == sign).map(|(_, code)| *code)
}

/// An ISO code written before or behind a number.
pub(super) fn currency_code(word: &str) -> Option<&'static str> {
    CODES.iter().find(|code| code.eq_ignore_ascii_case(word)).copied()
}

const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₸", "KZT"),
];

const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "INR", "RUB", "UAH", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK",
    "DKK", "PLN", "CZK", "HUF", "TRY", "BRL", "MXN", "ZAR", "NGN", "KRW", "ILS", "SAR", "AED", "HKD", "SGD",
    "THB", "IDR", "PKR", "KES",
];

const CURRENCY_WORDS: &[(&str, &str)] = &[
    ("dollar|dollars|buck|bucks", "USD"),
    ("euro|euros", "EUR"),
    ("sterling|quid", "GBP"),
    ("yen", "JPY"),
    ("yuan|renminbi", "CNY"),
    ("rupee|rupees", "INR"),
    ("ruble|rubles|rouble|roubles", "RUB"),
    ("hryvnia|hryvnias|hryvnya", "UAH"),
    ("shekel|shekels", "ILS"),
    ("lira|liras", "TRY"),
    ("naira", "NGN"),
    ("peso|pesos", "MXN"),
    ("rand", "ZAR"),
    ("reais", "BRL"),
    ("kronor|krona", "SEK"),
    ("kroner|krone", "NOK"),
    ("franc|francs", "CHF"),
    ("zloty|zlotys", "PLN"),
    ("forint|forints", "HUF"),
    ("dirham|dirhams", "AED"),
    ("riyal|riyals", "SAR"),
    ("baht", "THB"),
    ("rupiah", "IDR"),
    ("tenge", "KZT"),
];

const NATIONAL: &[(&str, &str, &str)] = &[
    ("us", "dollar|dollars", "USD"),
    ("u.s.", "dollar|dollars", "USD"),
    ("american", "dollar|dollars", "USD"),
    ("canadian", "dollar|dollars", "CAD"),
    ("australian", "dollar|dollars", "AUD"),
    ("zealand", "dollar|dollars", "NZD"),
    ("kong", "dollar|dollars", "HKD"),
    ("singapore", "dollar|dollars", "SGD"),
    ("british", "pound|pounds", "GBP"),
    ("egyptian", "pound|pounds", "EGP"),
    ("lebanese", "pound|pounds", "LBP"),
    ("swiss", "franc|francs", "CHF"),
    ("danish", "kroner|krone", "DKK"),
    ("norwegian", "kroner|krone", "NOK"),
    ("pakistani", "rupee|rupees", "PKR"),
    ("sri", "rupee|rupees", "LKR"),
    ("philippine", "peso|pesos", "PHP"),
    ("argentine", "peso|pesos", "ARS"),
];

/// What a bounding phrase does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cue {
    Is(Bound),
    /// Just short of the number.
    Nearly,
    /// A little above the number.
    JustOver,
}

/// Phrases before a number, longest first where one ends another.
pub(super) const BEFORE: &[(&str, Cue)] = &[
    ("no fewer than", Cue::Is(Bound::AtLeast)),
    ("no less than", Cue::Is(Bound::AtLeast)),
    ("not less than", Cue::Is(Bound::AtLeast)),
    ("not fewer than", Cue::Is(Bound::AtLeast)),
    ("no more than", Cue::Is(Bound::AtMost)),
    ("not more than", Cue::Is(Bound::AtMost)),
    ("no greater than", Cue::Is(Bound::AtMost)),
    ("a little more than", Cue::JustOver),
    ("slightly more than", Cue::JustOver),
    ("just more than", Cue::JustOver),
    ("a little over", Cue::JustOver),
    ("slightly over", Cue::JustOver),
    ("just over", Cue::JustOver),
    ("just above", Cue::JustOver),
    ("a little less than", Cue::Nearly),
    ("slightly less than", Cue::Nearly),
    ("slightly fewer than", Cue::Nearly),
    ("just under", Cue::Nearly),
    ("slightly under", Cue::Nearly),
    ("just below", Cue::Nearly),
    ("just shy of", Cue::Nearly),
    ("close to", Cue::Nearly),
    ("well over", Cue::Is(Bound::MoreThan)),
    ("well above", Cue::Is(Bound::MoreThan)),
    ("more than", Cue::Is(Bound::MoreThan)),
    ("greater than", Cue::Is(Bound::MoreThan)),
    ("higher than", Cue::Is(Bound::MoreThan)),
    ("larger than", Cue::Is(Bound::MoreThan)),
    ("longer than", Cue::Is(Bound::MoreThan)),
    ("older than", Cue::Is(Bound::MoreThan)),
    ("in excess of", Cue::Is(Bound::MoreThan)),
    ("upwards of", Cue::Is(Bound::AtLeast)),
    ("upward of", Cue::Is(Bound::AtLeast)),
    ("north of", Cue::Is(Bound::MoreThan)),
    ("a minimum of", Cue::Is(Bound::AtLeast)),
    ("minimum of", Cue::Is(Bound::AtLeast)),
    ("at least", Cue::Is(Bound::AtLeast)),
    ("as few as", Cue::Is(Bound::AtLeast)),
    ("as little as", Cue::Is(Bound::AtLeast)),
    ("fewer than", Cue::Is(Bound::LessThan)),
    ("less than", Cue::Is(Bound::LessThan)),
    ("lower than", Cue::Is(Bound::LessThan)),
    ("smaller than", Cue::Is(Bound::LessThan)),
    ("younger than", Cue::Is(Bound::LessThan)),
    ("as many as", Cue::Is(Bound::AtMost)),
    ("as much as", Cue::Is(Bound::AtMost)),
    ("up to", Cue::Is(Bound::AtMost)),
    ("at most", Cue::Is(Bound::AtMost)),
    ("a maximum of", Cue::Is(Bound::AtMost)),
    ("maximum of", Cue::Is(Bound::AtMost)),
    ("a total of", Cue::Is(Bound::Exact)),
    ("an estimated", Cue::Is(Bound::About)),
    ("an average of", Cue::Is(Bound::About)),
    ("something like", Cue::Is(Bound::About)),
    ("in the region of", Cue::Is(Bound::About)),
    ("on the order of", Cue::Is(Bound::About)),
    ("estimated", Cue::Is(Bound::About)),
    ("estimated at", Cue::Is(Bound::About)),
    ("about", Cue::Is(Bound::About)),
    ("around", Cue::Is(Bound::About)),
    ("approximately", Cue::Is(Bound::About)),
    ("approx.", Cue::Is(Bound::About)),
    ("approx", Cue::Is(Bound::About)),
    ("roughly", Cue::Is(Bound::About)),
    ("some", Cue::Is(Bound::About)),
    ("circa", Cue::Is(Bound::About)),
    ("c.", Cue::Is(Bound::About)),
    ("~", Cue::Is(Bound::About)),
    ("≈", Cue::Is(Bound::About)),
    ("perhaps", Cue::Is(Bound::About)),
    ("nearly", Cue::Nearly),
    ("almost", Cue::Nearly),
    ("approaching", Cue::Nearly),
    ("nearing", Cue::Nearly),
    ("over", Cue::Is(Bound::MoreThan)),
    ("above", Cue::Is(Bound::MoreThan)),
    ("beyond", Cue::Is(Bound::MoreThan)),
    ("exceeding", Cue::Is(Bound::MoreThan)),
    ("exceeded", Cue::Is(Bound::MoreThan)),
    ("exceeds", Cue::Is(Bound::MoreThan)),
    ("exceed", Cue::Is(Bound::MoreThan)),
    ("topped", Cue::Is(Bound::MoreThan)),
    ("topping", Cue::Is(Bound::MoreThan)),
    ("surpassed", Cue::Is(Bound::MoreThan)),
    ("surpassing", Cue::Is(Bound::MoreThan)),
    (">", Cue::Is(Bound::MoreThan)),
    ("under", Cue::Is(Bound::LessThan)),
    ("below", Cue::Is(Bound::LessThan)),
    ("<", Cue::Is(Bound::LessThan)),
    ("≥", Cue::Is(Bound::AtLeast)),
    ("≤", Cue::Is(Bound::AtMost)),
    ("minimum", Cue::Is(Bound::AtLeast)),
    ("maximum", Cue::Is(Bound::AtMost)),
];

/// Phrases behind a number.
pub(super) const BEHIND: &[(&str, Cue)] = &[
    ("or more", Cue::Is(Bound::AtLeast)),
    ("or older", Cue::Is(Bound::AtLeast)),
    ("or higher", Cue::Is(Bound::AtLeast)),
    ("and over", Cue::Is(Bound::AtLeast)),
    ("and above", Cue::Is(Bound::AtLeast)),
    ("and up", Cue::Is(Bound::AtLeast)),
    ("or fewer", Cue::Is(Bound::AtMost)),
    ("or less", Cue::Is(Bound::AtMost)),
    ("or under", Cue::Is(Bound::AtMost)),
    ("or younger", Cue::Is(Bound::AtMost)),
    ("or so", Cue::Is(Bound::About)),
    ("at least", Cue::Is(Bound::AtLeast)),
    ("at most", Cue::Is(Bound::AtMost)),
    ("plus", Cue::Is(Bound::AtLeast)),
    ("odd", Cue::Is(Bound::About)),
    ("+", Cue::Is(Bound::AtLeast)),
];

/// Words behind which a number is a label: `Article 5`, `Category 5`. True where the label says a rank
/// that can be compared as an ordinal.
pub(super) fn designator(word: &str) -> Option<bool> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if RANKED.contains(&word) {
        return Some(true);
    }
    LABELS.contains(&word).then_some(false)
}

const RANKED: &[&str] = &[
    "category",
    "phase",
    "stage",
    "level",
    "tier",
    "grade",
    "round",
    "chapter",
    "season",
    "episode",
    "step",
    "division",
    "class",
    "magnitude",
    "week",
    "day",
    "year",
    "game",
    "set",
    "part",
    "generation",
];

const LABELS: &[&str] = &[
    "article",
    "articles",
    "section",
    "sections",
    "page",
    "pages",
    "p",
    "pp",
    "room",
    "flight",
    "route",
    "highway",
    "interstate",
    "gate",
    "line",
    "lines",
    "type",
    "verse",
    "volume",
    "vol",
    "no",
    "nos",
    "number",
    "version",
    "resolution",
    "bill",
    "act",
    "amendment",
    "protocol",
    "figure",
    "fig",
    "table",
    "channel",
    "studio",
    "unit",
    "building",
    "platform",
    "track",
    "lot",
    "pier",
    "zone",
    "district",
    "ward",
    "proposition",
    "prop",
    "measure",
    "question",
    "schedule",
    "title",
    "bus",
    "train",
    "model",
    "mark",
    "mk",
    "apartment",
    "apt",
    "suite",
    "annex",
    "appendix",
    "paragraph",
    "para",
    "clause",
    "rule",
    "code",
    "case",
    "docket",
    "psalm",
    "exit",
    "runway",
    "block",
    "cell",
    "box",
    "house",
    "hall",
    "terminal",
    "windows",
    "formula",
    "apollo",
    "boeing",
    "airbus",
    "covid",
    "group",
    "order",
    "directive",
    "regulation",
    "decree",
    "convention",
    "lane",
    "floor",
    "point",
    "item",
    "agenda",
    "euro",
    "area",
    "dial",
    "call",
    "extension",
    "ext",
    "tel",
    "phone",
    "telephone",
    "fax",
    "id",
    "serial",
    "isbn",
    "doi",
    "psalms",
    "brigade",
    "vitamin",
    "opus",
    "op",
    "pm",
    "am",
    "#",
    "§",
    "°",
];

/// Nouns behind `one` that make a turn of phrase.
pub(super) const ONE_IDIOMS: &[&str] = &[
    "day",
    "thing",
    "side",
    "way",
    "point",
    "example",
    "reason",
    "time",
    "hand",
    "another",
    "other",
    "such",
    "more",
    "by",
    "too",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
    "would",
    "will",
    "who",
    "that",
    "which",
    "is",
    "was",
    "has",
    "of",
    "or",
    "and",
    "in",
    "on",
    "at",
    "to",
    "for",
    "step",
    "last",
    "final",
    "big",
    "major",
    "key",
    "aspect",
    "end",
    "morning",
    "evening",
    "night",
    "afternoon",
    "area",
    "place",
    "part",
    "moment",
    "instance",
    "case",
    "week",
    "sense",
];

/// Nouns that name people in general: counts of them compare with each other.
pub(super) fn is_people(lemma: &str) -> bool {
    PEOPLE.contains(&lemma)
}

const PEOPLE: &[&str] = &[
    "people",
    "person",
    "man",
    "woman",
    "child",
    "boy",
    "girl",
    "victim",
    "civilian",
    "soldier",
    "resident",
    "other",
    "troop",
    "fighter",
    "worker",
    "student",
    "passenger",
    "citizen",
    "adult",
    "individual",
    "casualty",
    "villager",
    "officer",
    "protester",
    "migrant",
    "refugee",
    "patient",
    "inmate",
    "prisoner",
    "hostage",
    "employee",
    "teenager",
    "militant",
    "pilgrim",
    "tourist",
    "miner",
    "fisherman",
    "journalist",
    "demonstrator",
    "member",
    "local",
    "infant",
    "baby",
    "kid",
    "pupil",
    "teacher",
    "policeman",
    "firefighter",
    "rebel",
    "insurgent",
    "suspect",
    "detainee",
    "survivor",
    "fatality",
    "death",
    "staff",
    "personnel",
    "sailor",
    "pilot",
    "driver",
    "shopper",
    "guest",
    "attendee",
    "fan",
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

    #[test]
    fn a_sign_with_letters_is_its_own_currency() {
        assert_eq!(currency_sign("c", "$"), Some("CAD"));
        assert_eq!(currency_sign("", "€"), Some("EUR"));
    }
}
