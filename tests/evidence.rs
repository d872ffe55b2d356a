//! What the engine says of claims about small invented corpora.

use std::sync::Arc;

use attest_ls::corpus::read::from_text;
use attest_ls::evidence::{
    Assessment, Cancel, FindingKind, Judge, Polarity, QuoteMatch, SpeakerMatch, Strictness, Verdict,
    assess_with, quotation,
};
use attest_ls::index::Library;
use attest_ls::notes::claims_of_plain;

const FERRY: &str = "Ferry sinks off Northport

NORTHPORT, March 5, 2024 - A passenger ferry sank off Northport on Tuesday, killing 34 people, the coast guard said. At least 120 passengers were rescued by fishing boats. Transport Minister Maria Keller visited the harbour the next day and met the families. She ordered an inquiry into the company, Harlan Lines.

\u{201c}We will find out who is to blame for this disaster,\u{201d} Maria Keller said. Harlan Lines denied that the ferry was overloaded. The company has suspended its captain, Jonas Weber.";

const TALKS: &str = "Ministers meet in Oslo

Norwegian officials hosted talks between Tavia and Belmark on 12 June 2023. President Anna Lindqvist of Tavia ruled out a return of Belmark's troops. Belmark's foreign minister, Peter Osei, proposed a ceasefire of 30 days. Tavia rejected the proposal. The European Union may impose sanctions on Belmark. Lindqvist said that the border would stay closed.";

const DEPOT: &str = "Blast at Marlow fuel depot

MARLOW, March 12, 2024 - An explosion tore through the Marlow fuel depot before dawn on Tuesday, killing at least 12 people and injuring 47, fire chief Dana Whitlock said. Repairs will cost 40 million crowns. Engineers had called the main tank unsafe in a report from 2021. Harlan Lines, which rents two of the tanks, raised its reserves to 90 million crowns from 60 million crowns.

\u{201c}There was no warning of any kind,\u{201d} Whitlock said.";

fn library() -> Library {
    Library::build(vec![
        Arc::new(from_text("ferry", FERRY)),
        Arc::new(from_text("talks", TALKS)),
        Arc::new(from_text("depot", DEPOT)),
    ])
}

fn assess(claim: &str) -> Assessment {
    let library = library();
    let claims = claims_of_plain(claim);
    assess_with(&Judge::default(), &claims[0], &library, &Cancel::new())
}

/// The words that a conflict of `kind` points at.
fn conflict(claim: &str, kind: FindingKind) -> Option<String> {
    let claims = claims_of_plain(claim);
    let found = assess(claim);
    found.conflicts().find(|f| f.kind == kind).map(|f| f.claim.of(&claims[0].text).to_owned())
}

fn assert_supported(claim: &str) {
    let found = assess(claim);
    assert_eq!(found.verdict, Verdict::Supported, "{claim}: {found:?}");
    assert_eq!(found.conflicts().count() + found.missing().count(), 0, "{claim}: {found:?}");
}

#[test]
fn what_a_source_says_is_supported_without_a_finding() {
    assert_supported("A passenger ferry sank off Northport, killing 34 people.");
    assert_supported("Tavia rejected the proposal.");
}

#[test]
fn a_paraphrase_is_supported() {
    assert_supported("34 people died when a ferry sank off Northport.");
}

#[test]
fn another_number_is_a_conflict_on_the_number() {
    let words = conflict("A passenger ferry sank off Northport, killing 43 people.", FindingKind::Number);
    assert!(words.is_some_and(|words| words.contains("43")));
    assert_eq!(
        assess("A passenger ferry sank off Northport, killing 43 people.").verdict,
        Verdict::Contradicted
    );
}

#[test]
fn an_article_that_comes_near_a_claims_words_elsewhere_speaks_for_it() {
    let of = |rest: &str| {
        let source =
            format!("The ferry left Brenford harbour at noon.\n\nIt rained.\n\nIt snowed.\n\n{rest}");
        assess_against(&source, "The ferry left Brenford harbour with a physician.").score
    };
    let (near, far) = (of("Doctors and nurses slept below."), of("Harvests and markets were poor."));
    assert!(near > far, "{near} {far}");
}

/// What one article says of a claim.
fn assess_against(source: &str, claim: &str) -> Assessment {
    let library = Library::build(vec![Arc::new(from_text("source", source))]);
    assess_with(&Judge::default(), &claims_of_plain(claim)[0], &library, &Cancel::new())
}

/// Whether one article conflicts with a claim by a finding of `kind` on `words`.
fn assert_conflict(source: &str, claim: &str, kind: FindingKind, words: &str) {
    let found = assess_against(source, claim);
    assert_eq!(found.verdict, Verdict::Contradicted, "{claim}: {found:?}");
    let told: Vec<_> = found.conflicts().map(|f| (f.kind, f.claim.of(claim))).collect();
    assert!(told.contains(&(kind, words)), "{claim}: {told:?}");
}

#[test]
fn no_year_before_it_attests_until_when() {
    let source = "Priya Raman, who took over in 2021, spoke on Thursday. Raman said the company would delay the Corvale plant until 2026.";
    let claim = "Raman said that the Corvale plant would be delayed until 2028.";
    assert_conflict(source, claim, FindingKind::Date, "2028");
}

#[test]
fn a_date_of_a_lesser_passage_does_not_attest() {
    let source = "HALLEIN, May 29, 2024 - The union threatened to strike at the Hallein plant on June 10. The strike was called off on Sunday.";
    let claim = "The union threatened to strike at the Hallein plant on June 20.";
    assert_conflict(source, claim, FindingKind::Date, "June 20");
}

#[test]
fn since_a_decade_is_attested_by_the_decade() {
    let source =
        "The walkway first opened in 1902 but fell into disrepair and closed to the public in the 1950s.";
    let found = assess_against(source, "The walkway has been closed to the public since the 1950s.");
    assert_eq!(found.verdict, Verdict::Supported, "{found:?}");
}

#[test]
fn two_roundings_that_lie_apart_differ() {
    let source = "The minister said that rebuilding would cost around $450 million and take three years.";
    let claim = "Rebuilding would cost around $540 million, the minister said.";
    assert_conflict(source, claim, FindingKind::Number, "around $540 million");
    let found = assess_against(source, "Rebuilding would cost about $430 million, the minister said.");
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
}

#[test]
fn swapped_counts_differ() {
    let source = "A jury of seven women and five men was sworn in at Calder Crown Court.";
    let claim = "A jury of five women and seven men was sworn in.";
    assert_conflict(source, claim, FindingKind::Number, "five");
}

/// The missing words of a claim about one article, with the verdict.
fn missing_against(source: &str, claim: &str) -> (Verdict, Vec<String>) {
    let found = assess_against(source, claim);
    (found.verdict, found.missing().map(|f| f.claim.of(claim).to_owned()).collect())
}

const TRIAL: &str = "The minister's wife, Judith Osei, wept in the public gallery. Osei had visited the court before. The minister dismissed the charges and noted the prosecutor's links with Tavia.";

#[test]
fn a_title_of_another_is_a_conflict_wherever_it_stands() {
    let source = "Chief Executive Priya Raman said Veltrane would delay the plant. Chief Financial Officer Tomas Beck said no layoffs were planned. The state auditor, Giorgi Lom, was silent. Opposition leader Archil Devi protested.";
    let claim = "Tomas Beck, Veltrane's chairman, said no layoffs were planned.";
    assert_conflict(source, claim, FindingKind::Role, "chairman");
    let found =
        assess_against(source, "Priya Raman, Veltrane's chief executive, said the plant would be delayed.");
    assert_eq!(found.verdict, Verdict::Supported, "{found:?}");
}

#[test]
fn weeks_and_months_from_now_are_set_on_one_day() {
    let source = "Orlov revealed on Thursday that he expects to finalize a deal with Tavia next week.";
    assert_conflict(
        source,
        "Orlov expects to finalize a deal with Tavia next month.",
        FindingKind::Date,
        "next month",
    );
    let found = assess_against(source, "Orlov expects to finalize a deal with Tavia next week.");
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
}

#[test]
fn a_rank_goes_with_any_office() {
    let source =
        "Cmdr Scott Hale returned rocket seeds from the orbiting station in December, the agency said.";
    let found = assess_against(source, "Astronaut Scott Hale returned rocket seeds from the station.");
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
}

#[test]
fn a_deed_joined_to_a_true_one_is_an_addition() {
    let (verdict, words) =
        missing_against(TRIAL, "Judith Osei wept in the public gallery and insulted two reporters.");
    assert_eq!(verdict, Verdict::Partial);
    assert!(words.contains(&"insulted two reporters".to_owned()), "{words:?}");
}

#[test]
fn a_thing_joined_to_a_true_one_is_an_addition_for_whoever_wants_the_sources_wording() {
    let claim = "The minister noted the prosecutor's links with Tavia and her debts to foreign banks.";
    let library = Library::build(vec![Arc::new(from_text("a", TRIAL))]);
    let judge = Judge { strictness: Strictness::Strict, ..Judge::default() };
    let claims = claims_of_plain(claim);
    let found = assess_with(&judge, &claims[0], &library, &Cancel::new());
    assert_eq!(found.verdict, Verdict::Partial, "{found:?}");
    assert!(found.missing().any(|missing| missing.claim.of(claim).contains("debts")), "{found:?}");
}

#[test]
fn two_joined_deeds_that_the_source_has_are_supported() {
    assert_supported("Belmark's foreign minister proposed a ceasefire and Tavia rejected the proposal.");
    assert_supported("Keller visited the harbour and met the families.");
}

#[test]
fn what_a_corpus_says_of_others_is_not_said_of_a_stranger() {
    for claim in [
        "Peter Osei visited the harbour and met the families of the victims.",
        "Harlan Lines has offered to host the talks between Tavia and Belmark.",
    ] {
        assert_ne!(assess(claim).verdict, Verdict::Supported, "{claim}");
    }
}

/// The words that the fix of a conflict of `kind` would write.
fn replacement(claim: &str, kind: FindingKind) -> Option<String> {
    assess(claim).conflicts().find(|f| f.kind == kind).and_then(|f| f.replacement.clone())
}

#[test]
fn a_number_is_compared_with_the_one_of_the_same_verb() {
    let claim = "The explosion at the Marlow fuel depot injured 74 people.";
    assert_eq!(replacement(claim, FindingKind::Number).as_deref(), Some("47"));
    let claim = "The Marlow explosion killed 21 people.";
    assert_eq!(replacement(claim, FindingKind::Number).as_deref(), Some("12"));
}

#[test]
fn a_number_that_belongs_to_another_verb_attests_nothing() {
    let claim = "The explosion at the Marlow fuel depot injured 12 people.";
    assert_eq!(replacement(claim, FindingKind::Number).as_deref(), Some("47"));
}

#[test]
fn from_what_something_rose_is_not_to_what() {
    assert_supported("Harlan Lines raised its reserves to 90 million crowns.");
    assert_eq!(
        replacement("Harlan Lines raised its reserves to 60 million crowns.", FindingKind::Number).as_deref(),
        Some("90 million")
    );
}

#[test]
fn the_fix_keeps_the_sources_bound() {
    let claim = "The explosion at the Marlow fuel depot killed at least 21 people.";
    assert_eq!(replacement(claim, FindingKind::Number).as_deref(), Some("at least 12"));
}

#[test]
fn a_year_of_the_same_thing_is_compared() {
    let claim = "The engineers\u{2019} report on the main tank dates from 2019.";
    assert_eq!(replacement(claim, FindingKind::Date).as_deref(), Some("2021"));
}

#[test]
fn bounds_are_respected() {
    assert_supported("More than 30 people were killed when a passenger ferry sank off Northport.");
    assert_supported("About 120 passengers were rescued by fishing boats.");
}

#[test]
fn another_date_is_a_conflict_on_the_date() {
    let words = conflict(
        "Norwegian officials hosted talks between Tavia and Belmark on 14 June 2023.",
        FindingKind::Date,
    );
    assert!(words.is_some_and(|words| words.contains("14 June")));
}

#[test]
fn a_surname_counts_as_the_full_name() {
    assert_supported("Keller ordered an inquiry into Harlan Lines.");
}

#[test]
fn an_affirmed_claim_that_the_source_denies_is_contradicted() {
    assert!(conflict("Tavia accepted the proposal.", FindingKind::Polarity).is_some());
    assert!(
        conflict("President Lindqvist did not rule out a return of Belmark's troops.", FindingKind::Polarity)
            .is_some()
    );
}

#[test]
fn who_called_for_something_is_compared() {
    let source = "Interior Minister Anna Weiss visited the site on Monday. Opposition leader Tomas Brandt called for an \
                  independent inquiry and accused the government of ignoring a report.";
    assert_conflict(source, "Anna Weiss called for an independent inquiry.", FindingKind::Name, "Anna Weiss");
    assert_eq!(
        assess_against(source, "Tomas Brandt called for an independent inquiry.").verdict,
        Verdict::Supported
    );
}

#[test]
fn who_said_the_same_thing_is_compared() {
    let source = "Chairman Tomas Osei opened the meeting in Belmark. Finance chief Marta Keller said that the company would \
                  cancel the second plant in Northport.";
    assert_conflict(
        source,
        "Osei said that the company would cancel the second plant in Northport.",
        FindingKind::Name,
        "Osei",
    );
    assert_eq!(
        assess_against(source, "Keller said that the company would cancel the second plant in Northport.")
            .verdict,
        Verdict::Supported
    );
}

#[test]
fn another_person_in_another_part_of_the_sentence_is_no_conflict() {
    let source =
        "The visit to Northport was arranged by Tomas Brandt, and Anna Weiss met the families of the dead.";
    let found = assess_against(source, "Anna Weiss met the families in Northport.");
    assert!(found.conflicts().next().is_none(), "{found:?}");
}

#[test]
fn opposites_of_other_things_are_no_conflict() {
    let source = "Marta Keller joined the club in 2005 as an analyst. Keller will leave the club in May.";
    assert_eq!(assess_against(source, "Keller will leave the club in May.").verdict, Verdict::Supported);
    let source =
        "The Northport crews began a search of the coast. The search of the harbour ended on Friday.";
    assert_eq!(
        assess_against(source, "The search of the harbour ended on Friday.").verdict,
        Verdict::Supported
    );
}

#[test]
fn a_deed_is_compared_with_the_judgement_on_it() {
    assert_conflict(
        "Osei warned that any deployment of Belmark's troops to Northport would be absolutely unacceptable.",
        "Osei would welcome a deployment of Belmark's troops to Northport.",
        FindingKind::Polarity,
        "welcome",
    );
}

#[test]
fn a_short_or_general_word_for_an_office_is_no_other_office() {
    for (source, claim) in [
        (
            "Vice President Jan Osei walked out of the stadium. Osei had come with his wife.",
            "VP Jan Osei walked out of the stadium.",
        ),
        (
            "FTA Commissioner Marta Keller must act or resign, the senator said. Keller did not answer.",
            "Marta Keller, the head of the FTA, must act or resign, the senator said.",
        ),
    ] {
        assert_no_conflict(source, claim);
    }
    assert_conflict(
        "Vice President Jan Osei walked out of the stadium. Osei had come with his wife.",
        "Senator Jan Osei walked out of the stadium.",
        FindingKind::Role,
        "Senator",
    );
}

#[test]
fn a_portfolio_tells_one_secretary_from_another() {
    assert_conflict(
        "Secretary of State Marta Keller arrived on Monday. Keller met the ministers of both countries.",
        "Secretary of Defense Marta Keller arrived on Monday.",
        FindingKind::Role,
        "Secretary of Defense",
    );
}

#[test]
fn what_somebody_has_yet_to_do_is_not_done() {
    assert_conflict(
        "Talks between Belmark and Tavia have yet to begin.",
        "Talks between Belmark and Tavia began.",
        FindingKind::Polarity,
        "began",
    );
    let found = assess_against(
        "Talks between Belmark and Tavia have not begun.",
        "Talks between Belmark and Tavia have yet to begin.",
    );
    assert!(found.conflicts().next().is_none(), "{found:?}");
}

#[test]
fn who_was_given_something_received_it() {
    let found = assess_against(
        "Marta Keller was given a medal by the council on Monday.",
        "Marta Keller received a medal on Monday.",
    );
    assert!(found.conflicts().next().is_none(), "{found:?}");
}

#[test]
fn a_form_of_address_excludes_no_office() {
    let source = "Mr Brandt said the budget would pass. The vote on the budget is on Monday.";
    let found = assess_against(source, "Prime Minister Brandt said the budget would pass.");
    assert!(found.conflicts().next().is_none(), "{found:?}");
}

#[test]
fn a_number_of_another_thing_does_not_satisfy_a_bound() {
    assert_conflict(
        "The state carried out 649,325 tests, an increase of 4,178 from the day before.",
        "The state carried out fewer than 640,000 tests.",
        FindingKind::Number,
        "fewer than 640,000",
    );
}

#[test]
fn not_the_first_is_no_denial() {
    let source = "The mural in Northport is not the first to have been damaged this year.";
    let found = assess_against(source, "The mural in Northport has been damaged this year.");
    assert!(found.conflicts().next().is_none(), "{found:?}");
}

#[test]
fn what_shares_only_names_with_its_sources_is_unsupported() {
    let source =
        "Secretary General Mark Osei expressed guarded optimism in Belmark. The talks continue on Monday.";
    assert_eq!(
        assess_against(source, "Osei promised Belmark new batteries for its ferries.").verdict,
        Verdict::Unsupported
    );
}

fn assert_no_conflict(source: &str, claim: &str) {
    let found = assess_against(source, claim);
    assert!(found.conflicts().next().is_none(), "{claim}: {found:?}");
}

#[test]
fn the_same_sum_elsewhere_does_not_excuse_another_one_for_the_same_thing() {
    assert_conflict(
        "Harlan Lines sells a ticket at $40 in most towns of the country. For students with a yearly \
         pass, Harlan Lines said it will charge $25 per ticket.",
        "Harlan Lines charges students with a yearly pass $40 per ticket.",
        FindingKind::Number,
        "$40",
    );
}

#[test]
fn what_comes_on_top_is_another_count() {
    assert_no_conflict(
        "Rescuers brought four more boys out of the cave on Monday. Eight boys are now out of the cave.",
        "Rescuers had brought eight boys out of the cave by Monday.",
    );
}

#[test]
fn a_part_is_not_set_against_a_count() {
    assert_no_conflict(
        "The clinic treated 8 patients with the new drug in May, and most patients recovered.",
        "Half of the patients treated with the new drug recovered.",
    );
}

#[test]
fn an_age_behind_a_name_is_not_set_against_a_count() {
    assert_no_conflict(
        "Marta Keller sued the club. Six members of the club had written to Marta Keller.",
        "Marta Keller, 34, sued the club.",
    );
}

#[test]
fn a_dateline_dates_the_report_and_not_what_it_tells() {
    assert_no_conflict(
        "NORTHPORT, December 16, 2019 - Harlan Lines will halt its night ferries, the company said.",
        "Harlan Lines will halt its night ferries in January.",
    );
}

#[test]
fn a_weekday_is_not_set_against_a_month() {
    assert_no_conflict(
        "NORTHPORT, December 16, 2019 - Harlan Lines halted its night ferries Monday. The halt of the night \
         ferries won't start until January, the company said.",
        "Harlan Lines will halt its night ferries in January.",
    );
}

#[test]
fn who_was_dismayed_did_not_welcome_it() {
    assert_conflict(
        "Senator Marta Keller said she was deeply frustrated with Harlan's decision to close the yard.",
        "Senator Marta Keller welcomed Harlan's decision to close the yard.",
        FindingKind::Polarity,
        "welcomed",
    );
}

#[test]
fn fewer_than_expected_is_not_more() {
    assert_conflict(
        "The yards of Northport added fewer jobs than expected in March, the ministry said.",
        "The yards of Northport added more jobs than expected in March.",
        FindingKind::Comparison,
        "more",
    );
}

#[test]
fn below_a_range_is_not_above_it() {
    assert_conflict(
        "The price of the ferry lies slightly below the range that the inspectors had suggested.",
        "The price of the ferry lies above the range that the inspectors had suggested.",
        FindingKind::Comparison,
        "above",
    );
}

#[test]
fn a_claim_that_has_both_opposites_contradicts_neither() {
    assert_no_conflict(
        "The owners of the yards disagree on whether to leave the union or remain.",
        "The owners of the yards disagree on whether to stay in or leave the union.",
    );
}

#[test]
fn not_until_july_is_in_july() {
    assert_no_conflict(
        "The fact that captain Jonas Weber will not stand trial until July means that he is free.",
        "Captain Jonas Weber will stand trial in July.",
    );
}

#[test]
fn a_short_name_of_a_country_is_the_country() {
    assert_no_conflict(
        "Jonas Weber said that he plans to visit the US in June.",
        "Jonas Weber plans to visit the United States in June.",
    );
}

#[test]
fn charging_money_is_no_statement() {
    assert_no_conflict(
        "Tim Osei of Northport said the decision to charge 900 crowns was hard. Students at Northport will \
         be charged 900 crowns a year.",
        "Students at Northport are to be charged 900 crowns a year.",
    );
}

#[test]
fn an_announcement_that_no_source_has_is_told_apart_from_the_rest() {
    let source = "Director Jonas Weber hailed the plea agreement as a sign of a better future for all. The \
        court will hear the victims on Monday.";
    let found = assess_against(
        source,
        "Director Jonas Weber hailed the plea agreement and announced that he would step down.",
    );
    assert_eq!(found.verdict, Verdict::Partial, "{found:?}");
}

#[test]
fn a_note_in_the_language_of_its_corpus_is_held_against_it() {
    let source = "Der Hafen von Nordstadt wurde am Montag nach drei Jahren eröffnet. Die ersten Schiffe werden \
        in einer Woche erwartet, sagte die Bürgermeisterin Maria Keller den Gästen auf dem Platz vor der Kirche.";
    let found = assess_against(source, "Der Hafen von Nordstadt wurde am Montag nach drei Jahren eröffnet.");
    assert_eq!(found.verdict, Verdict::Supported, "{found:?}");
}

#[test]
fn an_english_claim_is_not_held_against_an_article_in_another_language() {
    let source = "Maria Keller ist am Montag mit 34 anderen nach Hause gefahren, sagte die Bürgermeisterin den \
        Gästen auf dem Platz vor der Kirche. Der Hafen von Nordstadt wurde nach drei Jahren eröffnet.";
    let found = assess_against(source, "Maria Keller resigned on Monday together with 34 others.");
    assert_eq!(found.verdict, Verdict::Unsupported, "{found:?}");
}

#[test]
fn what_no_source_says_is_unsupported() {
    let found = assess("The central bank raised interest rates in September.");
    assert_eq!(found.verdict, Verdict::Unsupported, "{found:?}");
    assert!(found.score < 0.4);
}

#[test]
fn the_words_that_no_source_has_are_pointed_out() {
    let claim = "Transport Minister Maria Keller visited the harbour and promised compensation.";
    let claims = claims_of_plain(claim);
    let library = library();
    let missing: Vec<String> = claims
        .iter()
        .flat_map(|claim| {
            let found = assess_with(&Judge::default(), claim, &library, &Cancel::new());
            found.missing().map(|f| f.claim.of(&claim.text).to_owned()).collect::<Vec<_>>()
        })
        .collect();
    assert!(missing.iter().any(|words| words.contains("compensation")), "{missing:?}");
}

#[test]
fn one_claim_may_rest_on_two_articles() {
    let found = assess("Maria Keller visited the harbour; Peter Osei proposed a ceasefire.");
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
}

#[test]
fn evidence_comes_with_its_passage_best_first() {
    let library = library();
    let found = assess("Harlan Lines denied that the ferry was overloaded.");
    let first = found.evidence.first().expect("there is evidence");
    assert_eq!(library.passage_text(first.passage), "Harlan Lines denied that the ferry was overloaded.");
}

#[test]
fn the_same_question_gets_the_same_answer() {
    assert_eq!(assess("Tavia accepted the proposal."), assess("Tavia accepted the proposal."));
}

#[test]
fn a_cancelled_check_returns() {
    let library = library();
    let cancel = Cancel::new();
    cancel.cancel();
    let claims = claims_of_plain("Tavia accepted the proposal.");
    let _ = assess_with(&Judge::default(), &claims[0], &library, &cancel);
}

#[test]
fn ranges_are_in_the_claims_own_text() {
    for claim in ["Tavia accepted the proposal.", "A ferry sank off Southbay, killing 43 people."] {
        for finding in assess(claim).findings {
            assert!(finding.claim.end() <= claim.len(), "{finding:?}");
            assert!(finding.polarity == Polarity::Agrees || !finding.claim.is_empty());
        }
    }
}

#[test]
fn quoted_words_are_found_whatever_their_marks() {
    let check = quotation::check("We will find out who is to blame for this disaster", &library(), None);
    assert_eq!(check.found, QuoteMatch::Exact);
}

#[test]
fn changed_words_are_a_near_match_with_the_sources_words() {
    let check = quotation::check("We will find out who is guilty of this disaster", &library(), None);
    assert_eq!(check.found, QuoteMatch::Near);
    assert_eq!(check.source, "We will find out who is to blame for this disaster");
    assert_eq!(check.changes.len(), 1, "{:?}", check.changes);
}

#[test]
fn a_mistyped_word_makes_a_short_quotation_no_other_one() {
    let check = quotation::check("may impose sanctons", &library(), None);
    assert_eq!(check.found, QuoteMatch::Near);
    assert_eq!((&*check.changes[0].quoted, &*check.changes[0].source), ("sanctons", "sanctions"));
    // Another word of the language may be meant.
    assert_eq!(quotation::check("may impose actions", &library(), None).found, QuoteMatch::Absent);
}

#[test]
fn a_changed_word_at_an_edge_is_restored_in_full() {
    let check = quotation::check("There was no warning of any sort", &library(), None);
    assert_eq!(check.source, "There was no warning of any kind");
    assert_eq!(check.changes.len(), 1, "{:?}", check.changes);
    assert_eq!((check.changes[0].quoted.as_str(), check.changes[0].source.as_str()), ("sort", "kind"));
    let check = quotation::check("It was no warning of any kind", &library(), None);
    assert_eq!(check.source, "There was no warning of any kind");
}

#[test]
fn a_word_put_before_or_behind_a_quotation_is_an_addition() {
    let check = quotation::check("There was no warning of any kind whatsoever", &library(), None);
    assert_eq!(check.source, "There was no warning of any kind");
    assert_eq!(check.changes[0].source, "");
}

#[test]
fn words_left_out_and_marked_are_exact() {
    let check = quotation::check("We will find out \u{2026} this disaster", &library(), None);
    assert_eq!(check.found, QuoteMatch::Exact);
}

#[test]
fn words_from_two_places_are_stitched() {
    let check = quotation::check("the border would stay closed find out who is to blame", &library(), None);
    assert_eq!(check.found, QuoteMatch::Stitched);
}

#[test]
fn words_that_stand_nowhere_are_absent() {
    let check = quotation::check("nobody could have foreseen such a storm", &library(), None);
    assert_eq!(check.found, QuoteMatch::Absent);
}

#[test]
fn a_word_in_marks_is_not_checked() {
    assert_eq!(quotation::check("disaster", &library(), None).found, QuoteMatch::TooShort);
}

#[test]
fn words_given_to_somebody_else_are_misattributed() {
    let library = library();
    let osei = library.entities.lookup("Peter Osei");
    let check = quotation::check(
        "We will find out who is to blame for this disaster",
        &library,
        osei.first().copied(),
    );
    assert!(matches!(check.speaker, SpeakerMatch::Other(_)), "{check:?}");
}

#[test]
fn words_of_the_claimed_speaker_are_his() {
    let library = library();
    let sentence = "\u{201c}We will find out who is to blame for this disaster,\u{201d} Keller said.";
    let quote = attest_ls::text::quotes::find(sentence)[0];
    let claimed = quotation::claimed_speaker(sentence, quote.range, &library);
    assert!(claimed.is_some());
    let check = quotation::check(quote.inner.of(sentence), &library, claimed);
    assert_eq!(check.speaker, SpeakerMatch::Same);
}

#[test]
fn words_of_somebody_without_a_name_are_not_those_of_a_named_person() {
    let article = "Talks\n\nMaria Keller arrived at the talks in Northport on Monday. She spoke to nobody.\n\n\
        The ferry was late again, and the hall was half empty when the doors opened at noon.\n\n\
        One senior harbour official told the reporters: \u{201c}It is all invented.\u{201d}\n\n\
        A woman who called herself Ada Brandt said: \u{201c}We have waited for hours.\u{201d}";
    let library = Library::build(vec![Arc::new(from_text("talks", article))]);
    let speaker = |name: &str, words: &str| {
        let id = library.entities.lookup(name).first().copied();
        assert!(id.is_some(), "{name}");
        quotation::check(words, &library, id).speaker
    };
    let SpeakerMatch::Unnamed(span) = speaker("Maria Keller", "It is all invented") else {
        panic!("{:?}", speaker("Maria Keller", "It is all invented"));
    };
    assert_eq!(library.span_text(span).to_string(), "One senior harbour official");
    assert!(!speaker("Ada Brandt", "We have waited for hours").is_other(), "she is named beside it");
}

#[test]
fn another_of_a_set_of_which_one_can_be_true_is_a_contradiction() {
    let source = "A county jury in Westhaven found the pilot guilty of manslaughter on Friday.";
    let other = "A federal jury in Westhaven found the pilot guilty of manslaughter on Friday.";
    assert_conflict(source, other, FindingKind::Polarity, "federal");
    let other = "A county jury in Westhaven found the pilot guilty of murder on Friday.";
    assert_conflict(source, other, FindingKind::Polarity, "murder");
}

#[test]
fn midnight_is_not_dawn() {
    assert_conflict(
        "The water broke through a temporary wall at dawn. It destroyed two bridges.",
        "The water broke through the wall at midnight.",
        FindingKind::Polarity,
        "midnight",
    );
}

#[test]
fn not_guilty_contradicts_guilty() {
    let source = "The pilot of the ferry pleaded guilty to manslaughter in Westhaven on Friday.";
    let claim = "The pilot of the ferry pleaded not guilty to manslaughter in Westhaven on Friday.";
    assert_conflict(source, claim, FindingKind::Polarity, "not guilty");
}

#[test]
fn a_verb_with_its_partner_says_what_one_verb_says() {
    let source = "Harlan Lines released a video of the harbour on Friday. The sailor died on the way to the wreck. \
                  The council cancelled the hearing.";
    for claim in [
        "Harlan Lines made public a video of the harbour on Friday.",
        "The sailor lost his life on the way to the wreck.",
        "The council called off the hearing.",
    ] {
        assert_eq!(assess_against(source, claim).verdict, Verdict::Supported, "{claim}");
    }
    let source = "The council called off the hearing on the harbour.";
    assert_eq!(
        assess_against(source, "The council cancelled the hearing on the harbour.").verdict,
        Verdict::Supported
    );
}

#[test]
fn the_number_of_another_unit_is_another_number() {
    let source = "The miners were trapped 4 kilometers (2.5 miles) inside the mountain.";
    assert_conflict(
        source,
        "The miners were trapped 4 miles inside the mountain.",
        FindingKind::Number,
        "4 miles",
    );
}

#[test]
fn a_day_does_not_follow_from_its_month() {
    let source = "The inquiry is about the fire in Westhaven in January 2019.";
    let vague = assess_against(source, "The fire in Westhaven was in January 2019.");
    let exact = assess_against(source, "The fire in Westhaven was on 19 January 2019.");
    assert!(exact.score < vague.score, "{} {}", exact.score, vague.score);
}

#[test]
fn of_what_no_source_supports_a_doubtful_difference_is_told() {
    let source =
        "Rescuers found 47 survivors in the valley on Friday, and the army flew tents to the region.";
    let claim = "The army counted 61 survivors of the landslide in the valley.";
    let found = assess_against(source, claim);
    assert_eq!(found.verdict, Verdict::Contradicted, "{found:?}");
    assert!(found.conflicts().any(|finding| finding.kind == FindingKind::Number), "{found:?}");
}

#[test]
fn a_place_behind_the_same_preposition_is_another_place() {
    let source = "Harlan Lines agreed to send nearly all of its supply of grain to Belmark over the next three \
                  months. Tavia is in the north.";
    let claim = "Harlan Lines will send nearly all of its grain to Tavia over the next three months.";
    assert_conflict(source, claim, FindingKind::Place, "Tavia");
}

#[test]
fn who_promised_to_end_the_war_promised_peace() {
    assert_no_conflict(
        "Lindqvist once promised to end the war within 24 hours of taking office. Tavia hopes for peace.",
        "Lindqvist once promised peace within 24 hours of taking office.",
    );
}

#[test]
fn a_measure_is_told_with_its_unit_where_the_number_is_the_same() {
    assert_conflict(
        "Lindqvist once promised to end the war within 24 hours of taking office.",
        "Lindqvist promised to end the war within 24 days of taking office.",
        FindingKind::Number,
        "24 days",
    );
}

#[test]
fn a_share_of_something_else_is_not_another_share() {
    assert_no_conflict(
        "Keller said the median time of recovery for patients taking the drug was 11 days, compared with 15 \
         days in the placebo group. The results suggested a mortality rate of 8% for the group receiving the \
         drug versus 11.6% for the placebo group.",
        "Half of the patients on the drug had recovered after 11 days; in the placebo group it took 15.",
    );
}

#[test]
fn another_office_of_the_same_land_is_another_office() {
    let source = "Viktor Dahlen, the foreign minister of Torland, led the delegation. Ilse Marden, the energy \
                  minister of Arvonia, rejected the proposal of Torland.";
    assert_conflict(
        source,
        "Dahlen is the energy minister of Torland.",
        FindingKind::Role,
        "energy minister of Torland",
    );
    assert_no_conflict(source, "Dahlen is the foreign minister of Torland.");
}

#[test]
fn a_day_of_another_deed_is_not_told_as_a_difference() {
    let source = "Tomas Marden warned the company of the cracks on 9 April. The company did not answer, and \
                  Marden kept a copy of his letter.";
    let found = assess_against(source, "Marden met the families of the dead on 16 May.");
    assert_eq!(found.verdict, Verdict::Unsupported, "{found:?}");
}
