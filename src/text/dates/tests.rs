use jiff::civil::{Date, Weekday, date};

use super::*;
use crate::text::Agreement;
use crate::text::words::words;

const THURSDAY: Date = date(2022, 3, 10);

fn found(text: &str, reference: Option<Date>) -> Vec<DateMention> {
    find(text, &words(text), reference)
}

fn one(text: &str) -> DateMention {
    let mut mentions = found(text, Some(THURSDAY));
    assert_eq!(mentions.len(), 1, "{text}: {mentions:?}");
    mentions.remove(0)
}

fn surfaces(text: &str) -> Vec<&str> {
    found(text, Some(THURSDAY)).iter().map(|mention| mention.range.of(text)).collect()
}

#[test]
fn calendar_dates_are_read_in_any_usual_form() {
    for text in [
        "It began on Feb. 24, 2022.",
        "It began on February 24th, 2022.",
        "It began on 24 February 2022.",
        "It began on the 24th of February 2022.",
        "It began on Thursday, Feb. 24, 2022.",
        "It began on Thursday 24 February 2022.",
        "It began on 2022-02-24.",
        "It began on this Thursday, Feb. 24, 2022.",
        "It began on 24.02.2022.",
        "It began on 24/02/2022.",
        "It began on 2/24/2022.",
        "it began on february 24 2022",
    ] {
        let mention = one(text);
        assert_eq!((mention.year, mention.month, mention.day), (Some(2022), Some(2), Some(24)), "{text}");
        assert_eq!(mention.period(), Some((date(2022, 2, 24), date(2022, 2, 24))), "{text}");
    }
}

#[test]
fn the_range_holds_the_date_and_no_preposition() {
    assert_eq!(
        surfaces("On Thursday, Feb. 24, 2022, and in March 2023 or summer of 2024"),
        ["Thursday, Feb. 24, 2022", "March 2023", "summer of 2024"]
    );
    assert_eq!(
        surfaces("Officials met late last week and earlier this month, then on Friday."),
        ["last week", "earlier this month", "Friday"]
    );
}

#[test]
fn a_date_without_a_year_is_the_nearest_one_and_its_year_is_a_guess() {
    let mention = one("He spoke on Dec. 24.");
    assert_eq!((mention.year, mention.first, mention.year_guessed), (None, Some(date(2021, 12, 24)), true));
    assert_eq!(one("It ends on March 20.").first, Some(date(2022, 3, 20)));
}

#[test]
fn weekdays_lead_backwards_unless_the_sentence_looks_ahead() {
    assert_eq!(one("He spoke on Monday.").first, Some(date(2022, 3, 7)));
    assert_eq!(one("He spoke on Thursday.").first, Some(THURSDAY));
    assert_eq!(one("They will meet on Monday.").first, Some(date(2022, 3, 14)));
    assert_eq!(one("The trial was due to start Monday.").first, None);
    let bare = found("He spoke on Monday.", None).remove(0);
    assert_eq!((bare.weekday, bare.first), (Some(Weekday::Monday), None));
}

#[test]
fn the_tense_of_the_nearest_verb_tells_which_weekday_is_meant() {
    for text in [
        "On Monday, the crews marched.",
        "They will resign, he said on Monday.",
        "The levy was approved by the council on Monday.",
        "A blast tore through the depot, killing nine on Monday.",
        "It has been shut since Monday.",
    ] {
        assert_eq!(one(text).first, Some(date(2022, 3, 7)), "{text}");
    }
    for text in [
        "On Monday, the crews will march.",
        "The talks are expected to resume on Monday.",
        "The crews must be ready by Monday.",
        "A march is planned for Monday.",
    ] {
        assert_eq!(one(text).first, Some(date(2022, 3, 14)), "{text}");
    }
}

#[test]
fn a_weekday_that_no_tense_decides_is_the_latest_or_the_coming_one() {
    for text in [
        "The organisers of Monday's march said they were calling it off.",
        "Police refused to allow a march planned for Monday.",
        "They banned a march on Monday.",
        "He vowed to march on Monday.",
        "The Monday march was called off.",
        "It was put off until Monday.",
        "March on Monday",
    ] {
        let mention = one(text);
        assert_eq!(mention.first, None, "{text}");
        assert_eq!(mention.either, Some((date(2022, 3, 7), date(2022, 3, 14))), "{text}");
    }
}

#[test]
fn a_day_differs_from_a_weekday_only_when_it_is_neither_the_latest_nor_the_coming_one() {
    let march = "the organisers of Monday's march";
    for claim in ["on 7 March 2022", "on 14 March 2022", "on 14 March", "in March 2022"] {
        assert_eq!(compare(claim, march), Agreement::Compatible, "{claim}");
    }
    for claim in ["on 15 March 2022", "on 21 March 2022", "on 28 February 2022", "in 2021", "on Sunday"] {
        assert_eq!(compare(claim, march), Agreement::Differs, "{claim}");
    }
    assert_eq!(compare("Monday's march", march), Agreement::Same);
    assert_eq!(found("on Monday", None).remove(0).compare(&one(march)), Agreement::Same);
}

#[test]
fn relative_dates_resolve_against_the_reference() {
    for (text, first, last) in [
        ("It fell yesterday.", date(2022, 3, 9), date(2022, 3, 9)),
        ("It fell last week.", date(2022, 2, 27), date(2022, 3, 6)),
        ("It fell last month.", date(2022, 2, 1), date(2022, 2, 28)),
        ("It fell earlier this month.", date(2022, 3, 1), THURSDAY),
        ("It fell last year.", date(2021, 1, 1), date(2021, 12, 31)),
        ("It fell three days ago.", date(2022, 3, 7), date(2022, 3, 7)),
        ("It fell two weeks ago.", date(2022, 2, 20), date(2022, 2, 28)),
    ] {
        assert_eq!(one(text).period(), Some((first, last)), "{text}");
    }
}

#[test]
fn periods_are_intervals() {
    for (text, first, last) in [
        ("in 2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("during 2014-2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("in the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
        ("in the third quarter of 2021", date(2021, 7, 1), date(2021, 9, 30)),
        ("in Q1 2021", date(2021, 1, 1), date(2021, 3, 31)),
        ("Feb. 24-26, 2022", date(2022, 2, 24), date(2022, 2, 26)),
        ("Feb. 24 to March 2, 2022", date(2022, 2, 24), date(2022, 3, 2)),
        ("in 2022-02", date(2022, 2, 1), date(2022, 2, 28)),
    ] {
        assert_eq!(one(text).period(), Some((first, last)), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for text in [
        "It may rain and they march on.",
        "April Holt met Judge June Reyes.",
        "More than 2014 people came.",
        "The team won 3-1 and the vote was 52-48.",
        "She sat on the bus and the sun was out.",
        "Flight 1990 landed at 10:30.",
        "It has 2000 homes.",
        "They met at 1900 hours.",
        "Officials told USA TODAY so.",
    ] {
        assert_eq!(surfaces(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn a_count_behind_a_month_is_not_its_day() {
    assert_eq!(surfaces("In March 30 people died."), ["March"]);
}

#[test]
fn years_are_told_from_counts() {
    assert_eq!(
        surfaces("Since 2014 the 2019 ceasefire (2020) and Keller's 2016 campaign"),
        ["2014", "2019", "2020", "2016"]
    );
}

fn compare(claim: &str, source: &str) -> Agreement {
    one(claim).compare(&one(source))
}

#[test]
fn equal_dates_in_other_words_are_the_same() {
    assert_eq!(compare("on 24 February 2022", "on Feb. 24, 2022"), Agreement::Same);
    assert_eq!(compare("It met on Wednesday.", "yesterday"), Agreement::Same);
    assert_eq!(compare("in February", "in Feb."), Agreement::Same);
}

#[test]
fn a_coarser_date_that_holds_the_finer_is_compatible() {
    for (claim, source) in [
        ("in 2022", "on Feb. 24, 2022"),
        ("in February", "on Feb. 24, 2022"),
        ("on Feb. 24", "on Feb. 24, 2022"),
        ("on Thursday", "on Feb. 24, 2022"),
        ("last week", "on March 3"),
        ("in the summer of 2021", "in July 2021"),
        ("in early 2022", "on Feb. 24, 2022"),
        ("on Feb. 25, 2022", "Feb. 24-26, 2022"),
        ("in the 1990s", "in 1994"),
        ("by 2030", "in 2028"),
    ] {
        let agreement = one(claim).compare(&found(source, Some(THURSDAY)).remove(0));
        let bare = found(claim, None).remove(0).compare(&found(source, Some(THURSDAY)).remove(0));
        assert!(
            agreement == Agreement::Compatible || bare == Agreement::Compatible,
            "{claim} / {source}: {agreement:?} {bare:?}"
        );
    }
}

#[test]
fn disjoint_dates_differ() {
    for (claim, source) in [
        ("in 2021", "on Feb. 24, 2022"),
        ("on Feb. 23", "on Feb. 24, 2022"),
        ("in March", "on Feb. 24, 2022"),
        ("on Friday, Feb. 25", "on Feb. 24, 2022"),
        ("on Tuesday", "on Wednesday"),
        ("last month", "yesterday"),
        ("by 2020", "in 2021"),
    ] {
        assert_eq!(compare(claim, source), Agreement::Differs, "{claim} / {source}");
    }
}

#[test]
fn what_shares_nothing_is_incomparable() {
    let claim = found("on Thursday", None).remove(0);
    assert_eq!(claim.compare(&found("in 2022", None).remove(0)), Agreement::Incomparable);
}

#[test]
fn a_feast_that_moves_with_easter_has_its_day_and_is_no_other_feast() {
    for (text, day) in [
        ("They met on Easter Sunday 2025.", date(2025, 4, 20)),
        ("They met on Easter Sunday.", date(2022, 4, 17)),
        ("They met on Palm Sunday.", date(2022, 4, 10)),
        ("They met on Good Friday.", date(2022, 4, 15)),
        ("They met on Ash Wednesday 2024.", date(2024, 2, 14)),
        ("They met on Easter Monday 2000.", date(2000, 4, 24)),
    ] {
        assert_eq!(one(text).period(), Some((day, day)), "{text}");
    }
    let [palm, easter, plain] =
        ["on Palm Sunday", "on Easter Sunday", "on Sunday"].map(|text| found(text, None).remove(0));
    assert_eq!(easter.compare(&palm), Agreement::Differs);
    assert_eq!(easter.compare(&easter), Agreement::Same);
    assert_eq!(plain.compare(&palm), Agreement::Same);
    assert!(found("It was a good Friday for them.", None).iter().all(|it| it.feast.is_none()));
}
