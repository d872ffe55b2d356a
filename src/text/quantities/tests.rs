use super::*;
use crate::text::Agreement;
use crate::text::words::words;

fn found(text: &str) -> Vec<Quantity> {
    find(text, &words(text))
}

fn one(text: &str) -> Quantity {
    let mut quantities = found(text);
    assert_eq!(quantities.len(), 1, "{text}: {quantities:#?}");
    quantities.remove(0)
}

fn noun<'a>(text: &'a str, quantity: &Quantity) -> &'a str {
    quantity.noun.map_or("", |noun| noun.of(text))
}

#[test]
fn counts_in_digits_and_words_carry_their_noun() {
    for (text, value, head) in [
        ("The strike killed 34 people.", 34.0, "people"),
        ("Three of his siblings", 3.0, "siblings"),
        ("About 3,000 \"special interest\" people", 3_000.0, "people"),
        ("thousands of high-paying jobs", 1000.0, "jobs"),
        ("about 500 known infections", 500.0, "infections"),
        ("two young foreign men", 2.0, "men"),
        ("Thirty-four people died.", 34.0, "people"),
        ("They freed two hundred and fifty foreign soldiers.", 250.0, "soldiers"),
        ("About it, 1,200 homes burned.", 1200.0, "homes"),
        ("It hit 34 of the victims.", 34.0, "victims"),
        ("He owns a dozen cars.", 12.0, "cars"),
        ("One soldier was wounded.", 1.0, "soldier"),
        ("Half a million voters came.", 500_000.0, "voters"),
        ("34 were killed.", 34.0, ""),
        ("The two men had signed it.", 2.0, "men"),
        ("The three who died were clerks.", 3.0, ""),
        ("The 34 were killed.", 34.0, ""),
    ] {
        let quantity = one(text);
        assert_eq!((quantity.unit, quantity.value), (Unit::Count, value), "{text}");
        assert_eq!(noun(text, &quantity), head, "{text}");
    }
}

#[test]
fn bounds_are_read_and_lie_in_the_range() {
    for (text, bound, range) in [
        ("It killed at least 34 people.", Bound::AtLeast, "at least 34"),
        ("It killed more than 30 people.", Bound::MoreThan, "more than 30"),
        ("It killed upward of 30 people.", Bound::MoreThan, "upward of 30"),
        ("Upwards of thirty people died.", Bound::MoreThan, "Upwards of thirty"),
        ("It killed north of 30 people.", Bound::MoreThan, "north of 30"),
        ("It killed nearly 50 people.", Bound::About, "nearly 50"),
        ("It killed about 50 people.", Bound::About, "about 50"),
        ("It killed up to 50 people.", Bound::AtMost, "up to 50"),
        ("It killed fewer than 50 people.", Bound::LessThan, "fewer than 50"),
        ("It killed no more than 50 people.", Bound::AtMost, "no more than 50"),
        ("It killed between 30 and 50 people.", Bound::Between, "between 30 and 50"),
        ("It killed 30 to 50 people.", Bound::Between, "30 to 50"),
        ("It killed 30-50 people.", Bound::Between, "30-50"),
        ("It killed 30 or more people.", Bound::AtLeast, "30 or more"),
        ("It killed 30-odd people.", Bound::About, "30-odd"),
        ("It killed hundreds of people.", Bound::About, "hundreds"),
        ("It killed over a hundred people.", Bound::MoreThan, "over a hundred"),
        ("It killed exactly 34 people.", Bound::Exact, "34"),
    ] {
        let quantity = one(text);
        assert_eq!(quantity.bound, bound, "{text}");
        assert_eq!(quantity.range.of(text), range, "{text}");
    }
}

#[test]
fn money_knows_its_currency_and_scale() {
    for (text, code, value) in [
        ("It cost $5bn.", "USD", 5e9),
        ("It cost $1.5 billion.", "USD", 1.5e9),
        ("It cost €3m.", "EUR", 3e6),
        ("It cost £20,000.", "GBP", 20_000.0),
        ("It cost US$40.", "USD", 40.0),
        ("It cost C$40.", "CAD", 40.0),
        ("It cost 40 Canadian dollars.", "CAD", 40.0),
        ("It cost five million euros.", "EUR", 5e6),
        ("It cost EUR 3.5 million.", "EUR", 3.5e6),
        ("It cost 3 million pounds.", "GBP", 3e6),
    ] {
        let quantity = one(text);
        assert_eq!((quantity.unit, quantity.value), (Unit::Money(code), value), "{text}");
    }
}

#[test]
fn shares_points_and_measures_have_their_units() {
    for (text, unit, value) in [
        ("It rose 5 per cent.", Unit::Percent, 5.0),
        ("It rose 5.5%.", Unit::Percent, 5.5),
        ("It rose 12 percentage points.", Unit::Measure("percentage point"), 12.0),
        ("It lies 10 miles away.", Unit::Measure("m"), 16_093.44),
        ("A 10-mile front", Unit::Measure("m"), 16_093.44),
        ("It weighs 3 tonnes.", Unit::Measure("kg"), 3_000.0),
        ("It is 30 degrees Celsius.", Unit::Measure("celsius"), 30.0),
        ("It burned 20 hectares.", Unit::Measure("m2"), 200_000.0),
        ("It was -5°C.", Unit::Measure("celsius"), -5.0),
        ("One in four women voted.", Unit::Percent, 25.0),
        ("Half of voters stayed.", Unit::Percent, 50.0),
    ] {
        let quantity = one(text);
        assert_eq!(quantity.unit, unit, "{text}");
        assert!((quantity.value - value).abs() < 1e-6, "{text}: {}", quantity.value);
    }
}

#[test]
fn durations_are_seconds() {
    for (text, value) in [
        ("The 40-minute call", 2_400.0),
        ("A 30-day truce", 2_592_000.0),
        ("a three-year war", 94_670_856.0),
        ("It took two hours and 30 minutes.", 9_000.0),
        ("It took half an hour.", 1_800.0),
        ("He has two more hours.", 7_200.0),
        ("It took two and a half hours.", 9_000.0),
    ] {
        let quantity = one(text);
        assert!(matches!(quantity.unit, Unit::Time(_)), "{text}: {quantity:?}");
        assert!((quantity.value - value).abs() < 1e-6, "{text}: {}", quantity.value);
    }
    let text = "The 40-minute call";
    assert_eq!(noun(text, &one(text)), "call");
}

#[test]
fn ages_are_told_from_counts() {
    for text in [
        "A 26-year-old man",
        "Maria Keller, 26, left.",
        "a driver aged 26",
        "a driver aged about 26",
        "at the age of 26",
        "She is 26 years old.",
        "The boy, 26, was hurt.",
        "Keller, who was 26, fell.",
    ] {
        let quantity = one(text);
        assert_eq!((quantity.unit, quantity.value), (Unit::Age, 26.0), "{text}");
    }
}

#[test]
fn a_list_of_ages_is_all_ages() {
    let ages: Vec<f64> = found("The men, aged 65, 38 and 18, left.").iter().map(|age| age.value).collect();
    assert_eq!(ages, [65.0, 38.0, 18.0]);
    assert!(found("The men, aged 65, 38 and 18, left.").iter().all(|age| age.unit == Unit::Age));
}

#[test]
fn ordinals_carry_what_they_rank() {
    for (text, value, head) in [
        ("for the fourth time", 4.0, "time"),
        ("the war's 100th day", 100.0, "day"),
        ("the third-largest city", 3.0, "largest"),
        ("a Category 5 storm", 5.0, "Category"),
        ("the 2nd Circuit", 2.0, "Circuit"),
    ] {
        let quantity = one(text);
        assert_eq!((quantity.unit, quantity.value), (Unit::Ordinal, value), "{text}");
        assert_eq!(noun(text, &quantity), head, "{text}");
    }
}

#[test]
fn numbers_that_count_nothing_are_left_out() {
    for text in [
        "One of them left.",
        "No one came.",
        "They met one another.",
        "In 2014 it began on Feb. 24, 2022.",
        "They met at 5 p.m. and again at 10:30.",
        "A Boeing 747 landed.",
        "Flight 370 vanished.",
        "Under Article 5 they act.",
        "Northport stood at 3-1.",
        "Call 555-123-4567 now.",
        "It is open 24/7.",
        "The F-16 and COVID-19 came.",
        "At first they ran.",
        "One day they will.",
        "The first lady spoke.",
        "4.",
        "It reached net zero.",
        "They took on the Big Four.",
        "A League Two side bought by Three",
        "The first minister of the Second World War spoke.",
        "The drug 2C-B is banned.",
        "The S&P 500 rose.",
        "A 7-Eleven store",
        "Copyright 2019",
        "the bottom half of it",
        "The two had signed it.",
        "Keller said the three would appeal.",
        "These two, both of Orvale, left.",
        "The other two were not named.",
        "The judge spoke to the two of them.",
        "The pair left, and both sued.",
    ] {
        let quantities = found(text);
        assert!(quantities.is_empty(), "{text}: {quantities:#?}");
    }
}

fn compare(claim: &str, source: &str) -> Agreement {
    one(claim).compare(&one(source))
}

#[test]
fn equal_numbers_in_other_words_are_the_same() {
    assert_eq!(compare("thirty-four people", "34 people"), Agreement::Same);
    assert_eq!(compare("$1.5 billion", "1.5bn dollars"), Agreement::Same);
    assert_eq!(compare("5 per cent", "5%"), Agreement::Same);
    assert_eq!(compare("a 14-day truce", "14 days"), Agreement::Same);
}

#[test]
fn rounder_claims_that_hold_are_compatible() {
    for (claim, source) in [
        ("about 100 people", "98 people"),
        ("more than 30 people", "34 people"),
        ("nearly 50 people", "49 people"),
        ("at least 34 people", "34 people"),
        ("34 people", "at least 34 people"),
        ("up to 50 people", "50 people"),
        ("dozens of people", "34 people"),
        ("hundreds of people", "about 300 people"),
        ("$1.5 billion", "$1.48 billion"),
        ("two weeks", "14 days"),
        ("10 miles", "16 km"),
        ("between 30 and 50 people", "34 people"),
        ("half of voters", "51 percent of voters"),
        ("two thirds of voters", "66% of voters"),
        ("three months", "90 days"),
        ("more than 30 people", "at least 34 people"),
        ("some 1,000 people", "1,012 people"),
        ("fewer than 1,000 people", "more than 700 people"),
        ("30.000 people", "30,000 people"),
        ("54 crores", "540 million"),
        ("$40", "US $ 40"),
        ("86 degrees Fahrenheit", "30 degrees Celsius"),
    ] {
        assert!(compare(claim, source).holds(), "{claim} / {source}: {:?}", compare(claim, source));
    }
}

#[test]
fn a_telling_number_is_the_same_under_another_noun() {
    let same = |claim: &str, source: &str| one(claim).is_same_number(&one(source));
    assert!(same("upward of seventy-five rounds", "more than 75 checks"));
    assert!(same("at least 75 rounds", "more than 75 checks"));
    assert!(!same("three rounds", "three checks"));
    assert!(!same("76 rounds", "more than 75 checks"));
    assert!(!same("75 rounds", "75 percent"));
}

#[test]
fn numbers_that_cannot_both_hold_differ() {
    for (claim, source) in [
        ("43 people", "34 people"),
        ("43 people", "at least 34 people"),
        ("at least 40 people", "34 people"),
        ("more than 30 people", "30 people"),
        ("more than $38.6 million", "$38.6 million"),
        ("less than 680,000 tests", "695,920 tests"),
        ("over 45 percent", "nearly 45 percent"),
        ("nearly 50 people", "53 people"),
        ("about 100 people", "150 people"),
        ("$5 billion", "$3 billion"),
        ("5%", "7%"),
        ("the fourth time", "the third time"),
        ("a 40-minute call", "a 90-minute call"),
        ("a 26-year-old", "aged 28"),
        ("fewer than 30 people", "34 people"),
        ("43 soldiers", "34 people"),
        ("21 people", "12 fatalities"),
        ("at least 40 people", "more than 30 people"),
    ] {
        assert_eq!(compare(claim, source), Agreement::Differs, "{claim} / {source}");
    }
}

#[test]
fn other_units_and_unrelated_nouns_are_incomparable() {
    for (claim, source) in [
        ("34 people", "34 percent"),
        ("$5 million", "€3 million"),
        ("12 percent", "12 percentage points"),
        ("34 people", "120 rockets"),
        ("the fourth time", "the third president"),
        ("30 km", "30 kg"),
    ] {
        assert_eq!(compare(claim, source), Agreement::Incomparable, "{claim} / {source}");
    }
}
