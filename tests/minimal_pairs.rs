//! One sentence of a source against one of a note that differs from it in what it commits to: who did it to
//! whom, whether it was done, how many and when.

use std::sync::Arc;

use attest_ls::corpus::article::{ArticleDate, DateOrigin};
use attest_ls::corpus::read::from_text;
use attest_ls::evidence::{Assessment, Cancel, FindingKind, Judge, Polarity, Verdict, assess_with};
use attest_ls::index::Library;
use attest_ls::notes::claims_of_plain;
use jiff::civil::date;

fn assess(source: &str, claim: &str) -> Assessment {
    let library = Library::build(vec![Arc::new(from_text("a", source))]);
    let claims = claims_of_plain(claim);
    assert_eq!(claims.len(), 1, "{claim} is one claim");
    assess_with(&Judge::default(), &claims[0], &library, &Cancel::new())
}

fn supports(source: &str, claim: &str) {
    let found = assess(source, claim);
    assert_eq!(found.verdict, Verdict::Supported, "{source} / {claim}: {found:?}");
}

/// The source contradicts the claim, at these words of it.
fn contradicts(source: &str, claim: &str, kind: FindingKind, words: &str) {
    let found = assess(source, claim);
    assert_eq!(found.verdict, Verdict::Contradicted, "{source} / {claim}: {found:?}");
    let at: Vec<&str> = found.conflicts().filter(|it| it.kind == kind).map(|it| it.claim.of(claim)).collect();
    assert!(at.contains(&words), "{source} / {claim}: {found:?}");
}

/// The source has the claim's deed only as planned, possible or asked for.
fn only_reserved(source: &str, claim: &str, verb: &str) {
    let found = assess(source, claim);
    assert_eq!(found.verdict, Verdict::Partial, "{source} / {claim}: {found:?}");
    let reserved = |it: &&attest_ls::evidence::Finding| {
        it.kind == FindingKind::Modality && it.polarity == Polarity::Missing && it.claim.of(claim) == verb
    };
    assert!(found.findings.iter().any(|it| reserved(&it)), "{source} / {claim}: {found:?}");
}

#[test]
fn what_somebody_asks_for_is_not_done() {
    only_reserved(
        "The actor asked the judge to throw out the lawsuit.",
        "The judge threw out the lawsuit.",
        "threw",
    );
    only_reserved(
        "The actor requested that the lawsuit be thrown out by the judge.",
        "The judge threw out the lawsuit.",
        "threw",
    );
    supports(
        "The actor asked the judge to throw out the lawsuit. The judge threw out the lawsuit on Monday.",
        "The judge threw out the lawsuit.",
    );
}

#[test]
fn the_deed_of_others_does_not_make_a_possible_one_done() {
    let source = "The harbour was shut on Monday. Traders waited for the news. The rain went on. Nobody came. \
                  Maria Keller told the station that she might force a recorded vote. \
                  The weather stayed cold. Prices rose a little. Few ships came in. \
                  The rules force a recorded vote on request.";
    only_reserved(source, "Maria Keller forced a recorded vote.", "forced");
    let done = format!("{source} On Friday Maria Keller forced a recorded vote.");
    supports(&done, "Maria Keller forced a recorded vote.");
}

#[test]
fn what_is_still_to_be_done_is_not_done() {
    only_reserved(
        "The members still have to accept the offer.",
        "The members accepted the offer.",
        "accepted",
    );
    only_reserved(
        "Members will vote next week on whether to ratify the contract.",
        "Members have ratified the contract.",
        "ratified",
    );
    supports("The company will close the plant.", "The company will close the plant.");
}

#[test]
fn who_accuses_is_not_who_is_accused() {
    let source = "The actor accuses the city of malicious prosecution.";
    let claim = "The city accuses the actor of malicious prosecution.";
    contradicts(source, claim, FindingKind::Name, "city accuses the actor");
    supports(source, "The actor accuses the city of malicious prosecution.");
}

#[test]
fn from_where_to_where_is_not_turned_round() {
    contradicts(
        "Keller flew from Ravona to Orvale on Monday.",
        "Keller flew from Orvale to Ravona.",
        FindingKind::Name,
        "Orvale to Ravona",
    );
}

#[test]
fn what_has_changed_places_is_told_once() {
    let source = "Weber moved from Hamburg to Vienna in 2019.";
    let found = assess(source, "Weber moved from Vienna to Hamburg in 2019.");
    assert_eq!(found.conflicts().count(), 1, "{found:?}");
}

#[test]
fn the_sources_share_takes_the_case_of_the_claims() {
    let found = assess("Most of the passengers survived.", "All of the passengers survived.");
    let fixes: Vec<_> = found.conflicts().filter_map(|it| it.replacement.as_deref()).collect();
    assert_eq!(fixes, ["Most"]);
}

#[test]
fn who_meets_somebody_is_met_by_him() {
    supports("Anna Keller met Peter Osei in Geneva.", "Peter Osei met Anna Keller in Geneva.");
}

#[test]
fn who_is_said_to_be_something_is_not_said_not_to_be() {
    contradicts(
        "Anna Keller, a member of the council since 2010, voted for the plan.",
        "Anna Keller is not a member of the council.",
        FindingKind::Polarity,
        "not a member",
    );
    contradicts(
        "Finance Minister Anna Keller visited the port on Tuesday.",
        "Keller is not the finance minister.",
        FindingKind::Polarity,
        "not the finance",
    );
}

#[test]
fn who_was_something_once_need_not_be_it_now() {
    let found = assess(
        "Anna Keller, who was finance minister until 2019, now leads the opposition.",
        "Keller is not the finance minister.",
    );
    assert_ne!(found.verdict, Verdict::Contradicted, "{found:?}");
}

#[test]
fn a_denial_that_no_source_makes_is_not_supported() {
    let found = assess("Croatia is a republic governed by a king.", "Croatia does not have a king.");
    assert_eq!(found.verdict, Verdict::Partial, "{found:?}");
    assert!(found.missing().any(|it| it.message.contains("not have")), "{found:?}");
}

#[test]
fn what_somebody_has_none_of_he_does_not_have() {
    contradicts(
        "Keller married Jan Orlo in 1986, with whom she had no children.",
        "Keller has children.",
        FindingKind::Polarity,
        "children",
    );
}

#[test]
fn a_number_that_the_bound_allows_does_not_stand_for_the_one_that_it_names() {
    contradicts(
        "More than 45 percent of the votes went to Keller, nearly 30 percent to Orlo.",
        "Under 45 percent of the votes went to Keller.",
        FindingKind::Number,
        "Under 45 percent",
    );
    contradicts(
        "The band has released 32 albums, 4 live recordings and 15 compilations.",
        "The band released fewer than 32 albums.",
        FindingKind::Number,
        "fewer than 32",
    );
}

#[test]
fn a_number_is_of_the_group_that_it_stands_with() {
    contradicts(
        "The mortality rate was 8% for the drug group versus 11.6% for the placebo group.",
        "The mortality rate in the drug group was 11.6%.",
        FindingKind::Number,
        "11.6%",
    );
    supports(
        "The mortality rate was 8% for the drug group versus 11.6% for the placebo group.",
        "The mortality rate in the placebo group was 11.6%.",
    );
}

#[test]
fn on_a_day_is_neither_before_nor_after_it() {
    contradicts(
        "Keller died on September 19, 2001 in Orvale.",
        "Keller died before September 19, 2001.",
        FindingKind::Date,
        "September 19, 2001",
    );
    contradicts("Keller resigned on 2 July.", "Keller resigned after 7 July.", FindingKind::Date, "7 July");
    supports("Keller resigned on 2 July.", "Keller resigned before 7 July.");
    supports("Keller resigned on 12 July.", "Keller resigned by 12 July.");
}

#[test]
fn who_steps_down_does_not_step_up() {
    let verdict = |claim: &str| assess("Anna Keller stepped up her efforts on Monday.", claim).verdict;
    assert_eq!(verdict("Anna Keller stepped up her efforts on Monday."), Verdict::Supported);
    assert_ne!(verdict("Anna Keller stepped down on Monday."), Verdict::Supported);
}

#[test]
fn what_may_be_is_not_said_to_be() {
    only_reserved("The vaccine may cause fever, doctors said.", "The vaccine causes fever.", "causes");
    only_reserved("The opposition asked Keller to resign.", "Keller will resign.", "resign");
    supports("Keller plans to resign next week.", "Keller will resign.");
}

#[test]
fn before_is_not_after_and_for_is_not_against() {
    contradicts(
        "Keller resigned after the vote.",
        "Keller resigned before the vote.",
        FindingKind::Polarity,
        "before",
    );
    contradicts(
        "Keller voted for the bill.",
        "Keller voted against the bill.",
        FindingKind::Polarity,
        "against",
    );
    supports(
        "Keller spoke before the ceremony and resigned after the vote.",
        "Keller resigned after the vote.",
    );
}

#[test]
fn most_are_not_all_and_all_are_some() {
    contradicts(
        "Most of the passengers survived the crash.",
        "All of the passengers survived.",
        FindingKind::Number,
        "All",
    );
    contradicts(
        "None of the passengers survived the crash.",
        "Most of the passengers survived.",
        FindingKind::Number,
        "Most",
    );
    supports("All of the passengers survived the crash.", "Some of the passengers survived.");
}

#[test]
fn the_ministers_son_is_not_the_minister() {
    contradicts(
        "The minister's son was arrested.",
        "The minister was arrested.",
        FindingKind::Name,
        "minister",
    );
    contradicts(
        "Keller was arrested. His lawyer said that he was innocent.",
        "Keller's lawyer was arrested.",
        FindingKind::Name,
        "lawyer",
    );
    supports("The minister's son was arrested on Monday.", "The minister's son was arrested.");
}

#[test]
fn whose_president_visited_whom_is_not_turned_round() {
    contradicts(
        "France's president visited Germany.",
        "Germany's president visited France.",
        FindingKind::Name,
        "Germany's president visited France",
    );
    contradicts(
        "The army captured the rebels' base.",
        "The rebels captured the army's base.",
        FindingKind::Name,
        "rebels captured the army",
    );
}

#[test]
fn where_somebody_grew_up_is_not_where_he_was_born() {
    contradicts(
        "Keller was born in Hamburg and grew up in a suburb of Vienna.",
        "Keller was born in Vienna.",
        FindingKind::Place,
        "Vienna",
    );
    supports("Keller was born in Hamburg and grew up in Vienna.", "Keller grew up in Vienna.");
}

#[test]
fn the_same_number_of_another_currency_is_another_sum() {
    contradicts(
        "The deal is worth 4 million dollars.",
        "The deal is worth 4 million euros.",
        FindingKind::Number,
        "4 million euros",
    );
}

#[test]
fn the_second_largest_is_not_the_largest() {
    contradicts(
        "Keller is the largest shareholder.",
        "Keller is the second-largest shareholder.",
        FindingKind::Comparison,
        "second-largest",
    );
    contradicts(
        "Keller is the second largest shareholder.",
        "Keller is the largest shareholder.",
        FindingKind::Comparison,
        "largest",
    );
}

#[test]
fn who_is_older_than_whom_is_not_turned_round() {
    contradicts(
        "Osei is older than Keller.",
        "Keller is older than Osei.",
        FindingKind::Comparison,
        "Keller is older than Osei",
    );
    let found = assess("Osei is older than Keller.", "Keller is younger than Osei.");
    assert_ne!(found.verdict, Verdict::Contradicted, "{found:?}");
}

#[test]
fn another_thing_in_the_place_of_the_claims_contradicts_it() {
    let name = FindingKind::Name;
    contradicts(
        "The bridge was destroyed by a bomb on Sunday.",
        "The bridge was destroyed by a flood.",
        name,
        "flood",
    );
    contradicts(
        "The senator voted for the highway bill on Tuesday.",
        "The senator voted for the farm bill.",
        name,
        "farm",
    );
    contradicts(
        "Osei, in a recent radio interview, said she preferred to wait for the vote.",
        "In a newspaper interview Osei said that she preferred to wait for the vote.",
        name,
        "newspaper",
    );
    supports("The bridge was destroyed by a bomb on Sunday.", "The bridge was destroyed by a bomb.");
    supports("The robbers stole a car in Orvale.", "The robbers stole a vehicle in Orvale.");
    supports(
        "The bridge was destroyed by a bomb on Sunday. A flood had weakened it.",
        "The bridge had been weakened by a flood.",
    );
}

#[test]
fn people_and_words_that_may_mean_the_same_are_no_other_thing() {
    let of_one_kind = assess(
        "Two state TV hosts resigned in protest over the reporting.",
        "Two state TV presenters resigned in protest over the reporting.",
    );
    assert_ne!(of_one_kind.verdict, Verdict::Contradicted, "{of_one_kind:?}");
    let general = assess(
        "The minister congratulated the town on the occasion of its anniversary.",
        "The minister congratulated the town on the festival of its anniversary.",
    );
    assert_ne!(general.verdict, Verdict::Contradicted, "{general:?}");
}

#[test]
fn a_name_that_stands_elsewhere_in_the_source_is_not_where_the_claim_has_it() {
    contradicts(
        "Despite criticisms of Minister Anna Keller, President Maria Osei has mostly concentrated on pressuring \
         Governor Karl Lindqvist to agree to the terms.",
        "Osei has concentrated on pressuring Keller.",
        FindingKind::Name,
        "Keller",
    );
    contradicts(
        "After talks in Vienna with Minister Anna Keller, President Maria Osei held a 40-minute phone call with \
         Governor Karl Lindqvist.",
        "The 40-minute phone call was with Keller.",
        FindingKind::Name,
        "Keller",
    );
    supports(
        "Despite criticisms of Minister Anna Keller, President Maria Osei has mostly concentrated on pressuring \
         Governor Karl Lindqvist to agree to the terms.",
        "Osei has concentrated on pressuring Lindqvist.",
    );
}

#[test]
fn names_that_share_their_first_word_are_two() {
    contradicts(
        "Maxton, arrested on Thursday at her estate in New Hampshire, has been detained without bail. \
         She also owned a ranch in New Mexico.",
        "Maxton was arrested at her estate in New Mexico.",
        FindingKind::Place,
        "New Mexico",
    );
}

#[test]
fn a_people_that_stands_before_another_word_is_not_before_the_claims() {
    contradicts(
        "The floods damaged Swedish farms along the river, a Norwegian paper reported.",
        "The floods damaged Norwegian farms along the river.",
        FindingKind::Place,
        "Norwegian",
    );
}

#[test]
fn the_dead_are_counted_in_many_words() {
    supports(
        "The attack on Orvale resulted in at least 12 fatalities on Monday.",
        "At least 12 people died in the attack on Orvale.",
    );
}

#[test]
fn what_is_ongoing_has_not_ended() {
    contradicts(
        "The board's spokesman said that negotiations are ongoing.",
        "The board's spokesman said that negotiations have ended.",
        FindingKind::Polarity,
        "ended",
    );
}

#[test]
fn another_people_before_a_word_of_another_story_is_no_conflict() {
    let found = assess(
        "King Salman greets Saudi officials on his arrival in Riyadh.",
        "U.S. officials met in Riyadh.",
    );
    assert_ne!(found.verdict, Verdict::Contradicted, "{found:?}");
}

#[test]
fn a_land_does_what_its_capital_does() {
    for claim in
        ["Oslo may withdraw from the treaty in the coming days.", "Norway may withdraw from the treaty."]
    {
        let found = assess("He said that Norway may withdraw from the treaty in the coming days.", claim);
        assert_ne!(found.verdict, Verdict::Contradicted, "{claim}: {found:?}");
    }
}

#[test]
fn what_claim_and_source_only_suppose_neither_affirms() {
    let found = assess(
        "Keller said that the ministry may close the mine if no progress is made in the coming days.",
        "The ministry may close the mine unless the coming days bring progress.",
    );
    assert_ne!(found.verdict, Verdict::Contradicted, "{found:?}");
}

#[test]
fn a_feast_is_no_other_feast() {
    contradicts(
        "A missile attack killed 34 people in Northport during Palm Sunday celebrations.",
        "A missile attack killed 34 people in Northport on Easter Sunday.",
        FindingKind::Date,
        "Easter Sunday",
    );
}

#[test]
fn a_deed_that_the_claim_calls_by_its_kind_is_not_another_doer() {
    supports(
        "A passenger ferry sank off Brandholm on Tuesday, killing 27 people, the coast guard said.",
        "The accident killed 27 people, the coast guard said.",
    );
}

/// However the claim is judged, it is not contradicted.
fn contradicts_not(source: &str, claim: &str) {
    let found = assess(source, claim);
    assert_ne!(found.verdict, Verdict::Contradicted, "{source} / {claim}: {found:?}");
}

#[test]
fn what_is_put_off_after_a_deed_does_not_deny_the_deed() {
    contradicts_not(
        "The minister's burial was postponed after 52 mourners died in a stampede.",
        "The minister's burial was put off after 52 mourners had died in a stampede.",
    );
    contradicts(
        "Keller ruled out talks with the union.",
        "Keller did not rule out talks with the union.",
        FindingKind::Polarity,
        "not rule",
    );
}

#[test]
fn a_word_that_the_source_affirms_and_denies_is_no_contradiction() {
    contradicts_not(
        "\"If you had any concerns about the harbour, you could take a breath, but I wouldn't take a big one,\" said \
         Nick Osei of Veltrane.",
        "Nick Osei of Veltrane told those worried that they “could take a breath, but I wouldn't take a big one.”",
    );
}

#[test]
fn a_deed_that_another_word_of_the_claim_says_is_not_the_opposite_of_this_one() {
    contradicts_not(
        "Unlike the other members, Keller has acknowledged directing her trades herself.",
        "Keller concedes that she directed her trades herself but denies that inside information played a part.",
    );
}

#[test]
fn by_how_much_something_is_more_is_not_how_much_it_is() {
    let source = "The port handled 213,000 containers in June. Analysts had expected 195,000 containers.";
    contradicts_not(source, "The June traffic of 213,000 containers beat the forecast by 18,000.");
    contradicts(
        "Parliament rejected the plan by 230 votes in January.",
        "Parliament rejected the plan by 130 votes in January.",
        FindingKind::Number,
        "130",
    );
}

#[test]
fn a_number_that_counts_the_same_in_another_word_is_attested() {
    contradicts_not(
        "The deal with the studio was reached on Monday. Eighteen of the alleged victims would split $6.2 million. Two \
         women who have brought civil suits against Dahlen intend to challenge the tentative agreement with him.",
        "Under the tentative Dahlen settlement, 18 women would share $6.2 million.",
    );
}

#[test]
fn a_date_that_a_source_has_is_not_contradicted_by_the_date_of_another_deed() {
    contradicts_not(
        "Keller, 32, is a forward. He has remained unsigned in the NBL since the end of the 2016 season. The NBL tried \
         organizing a workout for Keller last year after none of the 32 NBL teams invited him to try out.",
        "Keller, 32, has been without an NBL team since the end of the 2016 season.",
    );
}

#[test]
fn a_vote_is_told_by_both_of_its_sides() {
    let source = "The council rejected the harbour levy on Tuesday, 340-212, after a debate of nine hours.";
    contradicts_not(source, "The council rejected the harbour levy by 340 votes to 212.");
    contradicts_not(source, "On the harbour levy the council voted 212 to 340.");
    contradicts_not(source, "The council rejected the harbour levy with 340 votes against it.");
    contradicts(
        source,
        "The council rejected the harbour levy by 340 votes to 312.",
        FindingKind::Number,
        "340 votes to 312",
    );
    contradicts(
        "The court backed the tenants of Orvale in a 9-4 ruling on Monday.",
        "The court backed the tenants of Orvale by 8 votes to 4.",
        FindingKind::Number,
        "8 votes to 4",
    );
}

#[test]
fn a_vote_without_a_voice_against_it_is_told_in_words_too() {
    contradicts_not(
        "Two members were ill. The senate of Ravona used a night sitting to approve the relief bill 81-0.",
        "The relief bill cleared the senate of Ravona with eighty-one votes in favour and not one against.",
    );
}

#[test]
fn a_weekday_that_may_lie_ahead_is_no_other_day_than_the_coming_one() {
    // The article is of a Thursday.
    let day = |claim: &str| {
        let mut article =
            from_text("a", "The organisers of Monday's harbour march said they were calling it off.");
        article.date = Some(ArticleDate { day: date(2022, 3, 10), origin: DateOrigin::Metadata });
        let library = Library::build(vec![Arc::new(article)]);
        let found = assess_with(&Judge::default(), &claims_of_plain(claim)[0], &library, &Cancel::new());
        found.conflicts().filter(|it| it.kind == FindingKind::Date).count()
    };
    assert_eq!(day("The organisers called off the harbour march of 14 March 2022."), 0);
    assert_eq!(day("The organisers called off the harbour march of 7 March 2022."), 0);
    assert_eq!(day("The organisers called off the harbour march of 15 March 2022."), 1);
    assert_eq!(day("The organisers called off the harbour march of 28 March 2022."), 1);
}

#[test]
fn a_number_of_those_who_were_named_before_is_no_other_count() {
    let source = "Anna Keller and Peter Osei guarded the vault. The prosecutor said the two had signed for more than 75 \
                  checks of the vault that were never made.";
    contradicts_not(source, "Upward of seventy-five rounds of the vault were signed for and never made.");
    contradicts_not(source, "The prosecutor said they had signed for five false entries.");
    contradicts(
        source,
        "The prosecutor said that they had signed for more than 95 checks of the vault.",
        FindingKind::Number,
        "more than 95",
    );
}

#[test]
fn a_deed_that_is_named_as_promised_or_asked_for_is_not_done() {
    only_reserved(
        "The council passed the harbour bill, but Keller promises a veto.",
        "Keller vetoed the harbour bill.",
        "vetoed",
    );
    only_reserved(
        "The dock workers of Brenford called for the resignation of Maria Keller.",
        "Maria Keller resigned.",
        "resigned",
    );
    supports(
        "Maria Keller offered an apology to the dock workers.",
        "Maria Keller apologised to the dock workers.",
    );
}

#[test]
fn what_somebody_has_pushed_to_do_is_not_done() {
    only_reserved(
        "Members of the council have pushed to extend the harbour toll through January.",
        "Members of the council have extended the harbour toll through January.",
        "extended",
    );
}

#[test]
fn what_spiked_did_not_fall_though_it_fell_elsewhere() {
    contradicts(
        "Ferry fares spiked in Brenford, Mellow and Northport last spring. Fares dropped in Tarn and Osby, where they are still high.",
        "Ferry fares fell in Brenford, Mellow and Northport.",
        FindingKind::Polarity,
        "fell",
    );
    supports(
        "Ferry fares spiked in Brenford, Mellow and Northport last spring. Fares dropped in Tarn and Osby, where they are still high.",
        "Ferry fares fell in Tarn and Osby.",
    );
}

#[test]
fn a_bound_speaks_of_a_number_of_its_size() {
    let source = "In May 2.1 million people asked the ministry of Tavia for help. Since March, more than 40 million people have asked the ministry of Tavia for help.";
    contradicts(
        source,
        "Since March, fewer than 35 million people have asked the ministry of Tavia for help.",
        FindingKind::Number,
        "fewer than 35 million",
    );
    supports(source, "Since March, more than 38 million people have asked the ministry of Tavia for help.");
    // One is fewer than ten.
    supports("Two dock workers died of the fever.", "Fewer than ten dock workers died of the fever.");
}

#[test]
fn one_of_two_colours_is_another() {
    contradicts(
        "The ferries to Varn carry a red and green lantern at the bow.",
        "The ferries to Varn carry a red and blue lantern at the bow.",
        FindingKind::Polarity,
        "blue",
    );
}

#[test]
fn the_seventh_and_last_is_the_seventh() {
    let source =
        "In April the ferry line opened its seventh and last summer, after a sixth summer without a loss.";
    supports(source, "The last summer of the ferry line was its seventh summer.");
    contradicts(
        source,
        "The last summer of the ferry line was its eighth summer.",
        FindingKind::Number,
        "eighth",
    );
}

#[test]
fn who_became_the_second_was_not_the_first() {
    let found = assess(
        "In March Maria Keller became the second woman to lead the harbour board of Brenford.",
        "Maria Keller was not the first woman to lead the harbour board of Brenford.",
    );
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
    contradicts(
        "In March Maria Keller became the second woman to lead the harbour board of Brenford.",
        "Maria Keller was the first woman to lead the harbour board of Brenford.",
        FindingKind::Number,
        "first",
    );
}

#[test]
fn who_resists_a_call_for_a_deed_does_not_do_it() {
    contradicts(
        "The governor of Varn, Petra Holm, has resisted calls to close the old terminal.",
        "Petra Holm has closed the old terminal.",
        FindingKind::Polarity,
        "closed",
    );
    supports(
        "The governor of Varn, Petra Holm, has resisted calls to close the old terminal.",
        "Petra Holm has not closed the old terminal.",
    );
}

#[test]
fn a_part_of_the_whole_is_no_other_number_of_it() {
    let source = "More than 40 million tonnes have left the country since January. In September alone 3.1 million tonnes were shipped.";
    let found = assess(source, "More than 38 million tonnes have been shipped since January.");
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
    contradicts(
        source,
        "In September alone 4.7 million tonnes were shipped.",
        FindingKind::Number,
        "4.7 million tonnes",
    );
}

#[test]
fn who_is_not_the_prime_minister_may_be_another_one() {
    let found = assess(
        "The finance minister, Tomas Reyl, spoke of the harvest in parliament.",
        "Tomas Reyl is not the prime minister.",
    );
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
    let denied = assess(
        "Tomas Reyl is the finance minister of Tavia.",
        "Tomas Reyl is not the finance minister of Tavia.",
    );
    assert_eq!(denied.verdict, Verdict::Contradicted, "{denied:?}");
}

#[test]
fn what_still_goes_on_is_not_over() {
    for (source, claim, words) in [
        (
            "Divers are still searching the wreck off Brenford.",
            "Divers have finished searching the wreck off Brenford.",
            "finished searching",
        ),
        (
            "The ministry is still negotiating the fishing treaty with Tarn.",
            "The ministry has concluded its negotiations on the fishing treaty with Tarn.",
            "concluded its negotiations",
        ),
        (
            "Divers continue to search the wreck off Brenford.",
            "Divers have completed the search of the wreck off Brenford.",
            "completed the search",
        ),
        (
            "Divers have finished searching the wreck off Brenford.",
            "Divers are still searching the wreck off Brenford.",
            "still searching",
        ),
    ] {
        contradicts(source, claim, FindingKind::Polarity, words);
    }
}

#[test]
fn a_deed_that_goes_on_is_told_once() {
    let found = assess(
        "Fishermen continue to protest outside the town hall.",
        "Fishermen have ended their protest outside the town hall.",
    );
    assert_eq!(found.conflicts().count(), 1, "{found:?}");
}

#[test]
fn what_is_over_may_be_told_in_other_words_and_beside_what_goes_on() {
    supports(
        "Divers have finished searching the wreck off Brenford.",
        "Divers have completed the search of the wreck off Brenford.",
    );
    supports(
        "Divers are still searching the lake, but they have finished the search of the wreck.",
        "Divers have finished the search of the wreck.",
    );
    let found = assess(
        "Divers plan to finish searching the wreck off Brenford.",
        "Divers are still searching the wreck off Brenford.",
    );
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
}

#[test]
fn what_a_hyphen_ties_to_a_number_is_what_it_counts() {
    for (source, claim, words) in [
        ("Varn is run by a nine-member board in Brenford.", "The board that runs Varn has 12 members.", "12"),
        (
            "A three-judge panel rejected Keller's appeal.",
            "A panel of five judges rejected Keller's appeal.",
            "five",
        ),
        (
            "The ministry published a 40-page report on the flood.",
            "The ministry's report on the flood has 60 pages.",
            "60",
        ),
    ] {
        let found = assess(source, claim);
        assert_eq!(found.verdict, Verdict::Contradicted, "{source} / {claim}: {found:?}");
        let at: Vec<&str> = found.conflicts().map(|it| it.claim.of(claim)).collect();
        assert!(at.iter().any(|it| it.starts_with(words)), "{claim}: {at:?}");
    }
    supports("Varn is run by a nine-member board in Brenford.", "The board that runs Varn has nine members.");
    supports(
        "A three-judge panel rejected Keller's appeal.",
        "A panel of three judges rejected Keller's appeal.",
    );
    let found = assess(
        "The company built a 20-storey tower in Tarn.",
        "The company built three towers in Tarn, one of 20 storeys.",
    );
    assert_eq!(found.conflicts().count(), 0, "{found:?}");
}

#[test]
fn a_date_beside_last_seen_is_a_date_like_any_other() {
    contradicts(
        "Maria Keller was last seen at the harbour in Northport on March 2, 2021, where she had left her car.",
        "Maria Keller was last seen at the harbour in Northport on March 12, 2021.",
        FindingKind::Date,
        "March 12, 2021",
    );
}

#[test]
fn a_number_that_is_named_among_others_that_may_be_is_not_contradicted_by_them() {
    supports(
        "The price of grain may jump to $100, or $200, or even double that figure, Maria Keller wrote.",
        "Maria Keller wrote that the price of grain may jump to $200 or even double that figure.",
    );
}

#[test]
fn what_a_claim_tells_within_an_allegation_is_not_told_as_fact() {
    let source = "Prosecutors allege that the harbour bank lent Keller money. As part of a secret deal, they allege, \
                  bank chief Peter Osei was named an adviser to the ferry company.";
    supports(
        source,
        "Prosecutors alleged a secret deal in which Peter Osei, whose bank lent Keller money, was named an adviser \
         to the ferry company.",
    );
}

#[test]
fn what_stands_beside_an_allegation_of_the_claim_is_told_as_fact() {
    let source =
        "Prosecutors alleged a secret deal. They also allege that the harbour bank lent Keller money.";
    only_reserved(
        source,
        "Prosecutors alleged a secret deal, and the harbour bank lent Keller money.",
        "lent",
    );
}

#[test]
fn one_that_a_passage_says_without_a_noun_is_the_claims_one() {
    let source = "In Northport a blast at the mill killed one and injured 61 workers. A fire in Eastford, days after \
                  another blast, killed 12 during the fair.";
    supports(source, "In Northport one person was killed and 61 workers were injured.");
    contradicts(
        source,
        "In Northport three people were killed and 61 workers were injured.",
        FindingKind::Number,
        "three",
    );
}

#[test]
fn what_somebody_pushes_for_others_to_do_is_not_done() {
    only_reserved(
        "Keller pushed for the mayor of Eastford to sign the harbour agreement.",
        "The mayor of Eastford signed the harbour agreement.",
        "signed",
    );
    supports(
        "Both towns appear to be nearing a deal, with both mayors recently signing a memorandum.",
        "Both mayors signed a memorandum.",
    );
}

#[test]
fn a_plan_that_nobody_has_is_not_carried_out() {
    let source = "There are no plans to hold the Northport fair elsewhere in May, its organisers said.";
    supports(source, "The Northport fair will not be held elsewhere in May.");
    contradicts(source, "The Northport fair will be held elsewhere in May.", FindingKind::Polarity, "held");
}

#[test]
fn a_refusal_is_what_somebody_refuses() {
    let source =
        "The council complained of the harbour office's refusal to comply with the rules on fishing.";
    supports(source, "The harbour office refused to comply with the rules on fishing.");
}

#[test]
fn who_denies_a_deed_is_still_alleged_to_have_done_it() {
    let source = "Keller was beaten by two farmers. He told the court that he had not stolen copper cables.";
    contradicts_not(source, "Keller was beaten by two farmers for allegedly stealing copper cables.");
}

#[test]
fn a_year_that_ends_a_name_dates_nothing() {
    let source = "Eastford won Harbour Games 2016. Eastford is the holder of the cup of the games in 2017.";
    contradicts_not(source, "Eastford is the holder of the cup of Harbour Games 2016.");
}

#[test]
fn a_sources_own_sentence_is_supported() {
    for sentence in [
        "The charter protects the freedom not to speak as well as the freedom to speak.",
        "Half of all passenger ferries are now moored.",
        "Groups for and against Keller planned to spend thousands on the vote.",
    ] {
        let source =
            format!("The charter denies nobody anything. All ferries were moored on Monday. {sentence}");
        supports(&source, sentence);
    }
}

#[test]
fn the_president_of_somebodys_union_is_somebody_else() {
    let source = "Maria Keller, the former harbour captain, left. The president of Keller's old union, Jonas Weber, \
                  praised her, and so did the union's lawyers.";
    contradicts_not(source, "The president of Keller's old union praised her.");
}

#[test]
fn nearly_a_sources_own_sentence_is_supported() {
    for (source, claim) in [
        (
            "A judge on Wednesday ordered lawyers for the ferry company and opponents of the private pier to set a \
             schedule for experts to visit the site.",
            "The judge ordered attorneys for the ferry company and opponents of the private pier to set a schedule \
             for experts to visit the site.",
        ),
        (
            "Neither side however is showing any sign of giving in yet.",
            "Neither side though is showing any sign of giving in yet.",
        ),
        (
            "On Friday, the army declared victory over the rebels in Hajun, but several villages remain under rebel \
             control.",
            "The army declared victory over the rebels in Hajun, but several villages remain under rebel control.",
        ),
        (
            "The ferry was left by its crew outside the harbour this month, the office announced.",
            "The ferry was left by its crew outside the harbour this month, the office said.",
        ),
    ] {
        supports(source, claim);
    }
}

#[test]
fn the_first_to_do_it_follows_those_who_never_did() {
    contradicts_not(
        "Keller is the first woman to lead a ferry union in Arvonia.",
        "No woman had led a ferry union in Arvonia before Keller.",
    );
    contradicts_not(
        "It is the first time in nearly two decades that the union has endorsed a ferry treaty.",
        "The union had gone almost 20 years without endorsing a ferry treaty.",
    );
}

#[test]
fn what_a_call_was_with_is_what_it_was_a_call_with() {
    let source = "After hosting talks with Amara Osei and several captains, Maria Keller held a long phone call with \
                  Jonas Weber. Osei left.";
    contradicts(
        source,
        "Maria Keller's long phone call was with Amara Osei.",
        FindingKind::Name,
        "Amara Osei",
    );
    supports(source, "Maria Keller's long phone call was with Jonas Weber.");
}

#[test]
fn tensions_between_some_flare_between_them() {
    let source = "A similar deal collapsed in February after tensions flared between Maria Keller, harbour master Jonas \
                  Weber, and Mayor Amara Osei. Ines Holt watched.";
    contradicts(
        source,
        "A similar deal fell through after tensions between Ines Holt and Amara Osei.",
        FindingKind::Name,
        "Ines Holt",
    );
    supports(source, "A similar deal fell through after tensions between Jonas Weber and Amara Osei.");
}

#[test]
fn one_alone_is_not_both() {
    let source = "Maria Keller insisted that she is putting considerable pressure on both sides of the strike. \
                  Northport waits.";
    contradicts(
        source,
        "Maria Keller says that she puts considerable pressure on Northport alone.",
        FindingKind::Name,
        "Northport alone",
    );
    supports(source, "Maria Keller says that she puts considerable pressure on both sides.");
}

#[test]
fn what_was_broken_off_is_not_ongoing() {
    let ongoing =
        "Harbour spokesperson Jonas Weber said negotiations are ongoing, even as the truce recently lapsed.";
    contradicts(
        ongoing,
        "The harbour's spokesperson said that negotiations have broken off.",
        FindingKind::Polarity,
        "broken off",
    );
    let over = "Harbour spokesperson Jonas Weber said negotiations with the union broke off on Monday.";
    contradicts(
        over,
        "The harbour's spokesperson said that negotiations with the union are ongoing.",
        FindingKind::Polarity,
        "ongoing",
    );
    supports(ongoing, "The harbour's spokesperson said that negotiations are ongoing.");
    supports(over, "The harbour's spokesperson said that negotiations with the union have broken off.");
}

#[test]
fn somebody_of_a_body_that_no_article_names_is_of_another_one() {
    let source = "Anders Holt of the Coastal Institute warned the ferry office about the old pier on Monday.";
    for link in ["of", "from", "at"] {
        let claim =
            format!("Anders Holt {link} the Meadow Foundation warned the ferry office about the old pier.");
        contradicts(source, &claim, FindingKind::Role, "Meadow Foundation");
    }
    supports(source, "Anders Holt of the Coastal Institute warned the ferry office about the old pier.");
    supports(source, "Anders Holt from the institute warned the ferry office about the old pier.");
}

#[test]
fn what_two_counts_of_a_sentence_come_to_is_no_other_count() {
    let source = "The ferry remains moored though seven sailors were released this week, leaving 16 aboard. A tug with 12 \
                  sailors left.";
    contradicts_not(source, "The ferry had 23 sailors on board before seven were let go.");
    let source = "The office said 16 rockets were fired, at least 11 of which hit the old pier and one that hit a bakery.";
    contradicts_not(source, "At least 12 of the 16 rockets hit the old pier or a bakery.");
    contradicts(
        "The storm killed four people and injured one.",
        "The storm killed five people.",
        FindingKind::Number,
        "five",
    );
}

#[test]
fn a_deed_that_is_still_to_come_is_not_done_under_another_name() {
    let source = "Harbour council speaker Maria Keller said the council would vote on a resolution intended to limit the \
                  mayor's spending.";
    let claim = "The harbour council under speaker Maria Keller has passed a resolution intended to limit the mayor's \
                 spending.";
    let found = assess(source, claim);
    assert_eq!(found.verdict, Verdict::Partial, "{found:?}");
    assert!(
        found.findings.iter().any(|it| it.kind == FindingKind::Modality && it.claim.of(claim) == "passed")
    );
    supports(
        "Harbour council speaker Maria Keller said the council approved a resolution intended to limit the mayor's spending.",
        claim,
    );
}

#[test]
fn that_one_signed_does_not_tell_what_another_has_not_done() {
    let source =
        "When Maria Keller signed the treaty on Monday, Jonas Weber stood beside her. Amara Osei was away.";
    contradicts_not(source, "When Maria Keller signed the treaty, Amara Osei had not yet signed the treaty.");
    contradicts(source, "Maria Keller has not signed the treaty.", FindingKind::Polarity, "not signed");
}

#[test]
fn what_had_not_happened_before_may_happen_then() {
    contradicts_not(
        "The harbour union confirmed on Tuesday it would back the ferry treaty.",
        "Before it came out in favour of the ferry treaty, the harbour union had gone 20 years without backing a treaty.",
    );
}

#[test]
fn the_year_of_an_event_is_no_other_events() {
    contradicts_not(
        "The Harbour Party, which lost a lot of ground in the 2015 election, is unlikely to win the election this year.",
        "In the 2015 election, the Harbour Party won few seats.",
    );
}

#[test]
fn the_year_of_an_agreement_does_not_say_when_it_was_left() {
    let source = "European signatories have resisted pressure from Northport to abandon the landmark 2015 agreement on \
                  ferries. Northport chose to leave the 2015 agreement on ferries in May 2018.";
    contradicts_not(source, "Northport left the agreement on ferries in May 2018.");
    contradicts(
        "Northport chose to leave the agreement on ferries in May 2018.",
        "Northport left the agreement on ferries in 2015.",
        FindingKind::Date,
        "2015",
    );
}
