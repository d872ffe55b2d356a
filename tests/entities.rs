//! Names, aliases, roles and speakers in invented articles.

use std::sync::Arc;

use attest_ls::corpus::{Article, read};
use attest_ls::entities::{Entities, Entity, EntityKind, QuotationKind, Resolution, build};
use attest_ls::text::words::words;

const SUMMIT: &str = "Ministers meet in Northport\n\n\
    NORTHPORT (Eastland) - Norway's Foreign Minister, Maria Keller, arrived in Oslo on Thursday. \
    Keller said the talks would resume in March. \"We have not given up,\" she said. \"There is still time.\"\n\n\
    The Foundation for Northern Studies (FNS), a research institute, had asked for a delay. \
    Kremlin spokesperson Ivan Petrov called the plan “a farce”.\n\n\
    “We will see what happens,” said Petrov, who is the head of the delegation. \
    According to the FNS, the delegation will stay until Friday.";

const FOLLOW_UP: &str = "Keller returns\n\n\
    Secretary of State Maria Keller returned from Norway on Monday. The FNS praised Ms Keller. \
    Peter Keller, a farmer, was not amused.";

fn corpus(texts: &[&str]) -> (Vec<Arc<Article>>, Entities) {
    let articles: Vec<Arc<Article>> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| Arc::new(read::from_text(&format!("article-{at}"), text)))
        .collect();
    let entities = build(&articles);
    (articles, entities)
}

fn named<'a>(entities: &'a Entities, name: &str) -> &'a Entity {
    entities.all.iter().find(|entity| entity.name == name).unwrap_or_else(|| {
        let names: Vec<&str> = entities.all.iter().map(|entity| entity.name.as_str()).collect();
        panic!("no entity {name} among {names:?}")
    })
}

#[test]
fn a_surname_is_the_full_name_of_the_same_article() {
    let (_, entities) = corpus(&[SUMMIT]);
    let keller = named(&entities, "Maria Keller");
    assert_eq!(keller.kind, EntityKind::Person);
    assert!(keller.aliases.iter().any(|alias| alias.text == "Keller" && alias.reason.contains("surname")));
}

#[test]
fn an_acronym_in_brackets_names_the_long_form_in_every_article() {
    let (_, entities) = corpus(&[SUMMIT, FOLLOW_UP]);
    let foundation = named(&entities, "Foundation for Northern Studies");
    assert_eq!(foundation.kind, EntityKind::Organisation);
    let count: u32 =
        foundation.aliases.iter().filter(|alias| alias.text == "FNS").map(|alias| alias.count).sum();
    assert_eq!(count, 3);
}

#[test]
fn two_people_of_one_surname_stay_apart() {
    let (_, entities) = corpus(&[SUMMIT, FOLLOW_UP]);
    assert_ne!(named(&entities, "Maria Keller").mentions, named(&entities, "Peter Keller").mentions);
    assert_eq!(entities.lookup("Maria Keller").len(), 1);
}

#[test]
fn roles_are_the_sources_words_without_the_name() {
    let (_, entities) = corpus(&[SUMMIT, FOLLOW_UP]);
    let roles =
        |name: &str| named(&entities, name).roles.iter().map(|role| role.text.clone()).collect::<Vec<_>>();
    assert!(
        roles("Maria Keller").iter().any(|role| role == "Secretary of State"),
        "{:?}",
        roles("Maria Keller")
    );
    assert!(
        roles("Maria Keller").iter().any(|role| role.contains("Foreign Minister")),
        "{:?}",
        roles("Maria Keller")
    );
    assert!(
        roles("Ivan Petrov").iter().any(|role| role.contains("spokesperson")),
        "{:?}",
        roles("Ivan Petrov")
    );
}

#[test]
fn a_quotation_is_given_to_the_name_or_the_pronoun_beside_its_verb() {
    let (articles, entities) = corpus(&[SUMMIT]);
    let speaker = |words: &str| {
        let found = entities.articles[0]
            .quotations
            .iter()
            .find(|quote| {
                quote.range.of(&articles[0].text).contains(words) && quote.kind == QuotationKind::Direct
            })
            .unwrap_or_else(|| panic!("{words} is a direct quotation"));
        found
            .speaker
            .and_then(|speaker| speaker.entity)
            .and_then(|id| entities.get(id))
            .map(|entity| entity.name.clone())
    };
    for (words, name) in [
        ("not given up", "Maria Keller"),
        ("still time", "Maria Keller"),
        ("see what happens", "Ivan Petrov"),
        ("a farce", "Ivan Petrov"),
    ] {
        assert_eq!(speaker(words).as_deref(), Some(name));
    }
}

#[test]
fn a_statement_without_marks_keeps_its_source() {
    let (articles, entities) = corpus(&[SUMMIT]);
    let text = &articles[0].text;
    let indirect: Vec<&str> = entities.articles[0]
        .quotations
        .iter()
        .filter(|quote| quote.kind == QuotationKind::Indirect)
        .map(|quote| quote.inner.of(text))
        .collect();
    assert!(indirect.iter().any(|words| words.starts_with("the talks would resume")), "{indirect:?}");
    assert!(indirect.iter().any(|words| words.starts_with("the delegation will stay")), "{indirect:?}");
}

#[test]
fn names_of_a_note_are_known_ambiguous_or_unknown() {
    let (_, entities) = corpus(&[SUMMIT, FOLLOW_UP]);
    let note = "On Thursday Maria Keller met Ivan Petrow in Oslo. The minister thanked Zbigniew Wolkowitz.";
    let found = entities.mentions_in_note(note, &words(note));
    let resolution = |name: &str| {
        found.iter().find(|mention| mention.range.of(note) == name).map(|mention| mention.resolution.clone())
    };
    assert!(matches!(resolution("Maria Keller"), Some(Resolution::Known(_))), "{found:?}");
    assert!(matches!(resolution("Oslo"), Some(Resolution::Known(_))), "{found:?}");
    assert_eq!(resolution("Zbigniew Wolkowitz"), Some(Resolution::Unknown), "{found:?}");
    assert_eq!(resolution("Thursday"), None);
    assert_eq!(resolution("The"), None);
}

#[test]
fn a_slip_suggests_the_name_that_was_meant() {
    let (_, entities) = corpus(&[SUMMIT]);
    let meant = entities.suggest("Ivan Petrow");
    assert_eq!(
        meant.first().and_then(|&id| entities.get(id)).map(|entity| entity.name.clone()).as_deref(),
        Some("Ivan Petrov")
    );
    assert!(entities.suggest("Completely Different").is_empty());
}

#[test]
fn a_dossier_opens_with_the_sentence_that_says_who_it_is() {
    let (articles, entities) = corpus(&[SUMMIT, FOLLOW_UP]);
    let id = entities.lookup("Maria Keller")[0];
    let dossier = entities.dossier(id, &articles).expect("the id is the corpus's own");
    assert_eq!(dossier.articles, 2);
    let first = dossier.sentences[0];
    assert!(
        first.range.of(&articles[first.article as usize].text).contains("Foreign Minister, Maria Keller")
    );
}

#[test]
fn a_dossier_names_the_company_and_what_others_say() {
    let (articles, entities) = corpus(&[
        "Maria Keller met Jonas Weber in Oslo on Monday. Keller and Weber talked for an hour. \
         “I trust Keller with the whole of the plan,” Weber said.",
        "Jonas Weber came alone on Tuesday. Maria Keller stayed in Oslo.",
    ]);
    let dossier = entities.dossier(entities.lookup("Maria Keller")[0], &articles).expect("her dossier");
    let company: Vec<(&str, u32)> =
        dossier.company.iter().map(|other| (other.name.as_str(), other.sentences)).collect();
    assert_eq!(company, [("Jonas Weber", 3), ("Oslo", 2)]);
    let said: Vec<&str> =
        dossier.remarks.iter().map(|it| it.span.range.of(&articles[it.span.article as usize].text)).collect();
    assert_eq!(said, ["“I trust Keller with the whole of the plan,”"]);
    assert!(dossier.quotes.is_empty());
}

#[test]
fn a_body_is_introduced_by_the_sentence_that_says_what_it_is() {
    let (articles, entities) = corpus(&["The harbour was closed by Northport Shipping on Monday. \
        Weeks ago Northport Shipping, a company of the city, had warned of it."]);
    let dossier = entities.dossier(entities.lookup("Northport Shipping")[0], &articles).expect("its dossier");
    assert!(dossier.sentences[0].range.of(&articles[0].text).starts_with("Weeks ago"));
}

#[test]
fn a_transliteration_is_the_same_name_and_a_sister_is_not() {
    let (_, entities) = corpus(&[
        "Oleksij Kovalenko spoke in Northport. Mr Kovalenko left early.",
        "Oleksij Kowalenko was heard on Monday. Marija Kovalenko, a singer, was not.",
    ]);
    let id = entities.lookup("Oleksij Kowalenko");
    assert_eq!(id, entities.lookup("Oleksij Kovalenko"));
    assert_ne!(id, entities.lookup("Marija Kovalenko"));
    let name = entities.get(id[0]).expect("an id of the corpus");
    assert!(name.aliases.iter().any(|alias| alias.reason.contains("spelling")), "{:?}", name.aliases);
}

#[test]
fn father_and_son_stay_apart_and_the_surname_is_the_elders() {
    let (_, entities) = corpus(&[
        "Peter Keller spoke first. Peter Keller Jr. listened. Later Keller left the hall with his son.",
    ]);
    let elder = named(&entities, "Peter Keller");
    assert!(elder.aliases.iter().any(|alias| alias.text == "Keller"), "{:?}", elder.aliases);
    assert!(elder.aliases.iter().all(|alias| !alias.text.contains("Jr")), "{:?}", elder.aliases);
}

#[test]
fn a_title_case_headline_names_only_whom_running_text_names() {
    let (articles, entities) = corpus(&[
        "Keller Pulls Back From Long Harbour Talks\n\nMaria Keller left the talks on Monday. Nobody followed Keller.",
    ]);
    let text = &articles[0].text;
    let names: Vec<&str> =
        entities.articles[0].mentions.iter().map(|mention| mention.range.of(text)).collect();
    assert_eq!(names, ["Keller", "Maria Keller", "Keller"]);
}

#[test]
fn a_joined_pair_is_two_names() {
    let (articles, entities) = corpus(&["The Norway-Denmark summit opened on Monday in the harbour."]);
    let text = &articles[0].text;
    let names: Vec<&str> =
        entities.articles[0].mentions.iter().map(|mention| mention.range.of(text)).collect();
    assert_eq!(names, ["Norway", "Denmark"]);
}

#[test]
fn names_of_one_country_are_one_entity() {
    let (_, entities) =
        corpus(&["Officials in the United States agreed. The U.S. had waited, and the US will pay."]);
    let id = entities.lookup("United States");
    assert_eq!(id.len(), 1);
    assert_eq!(id, entities.lookup("U.S."));
    assert_eq!(id, entities.lookup("America"));
}

#[test]
fn a_paragraph_that_ends_with_a_colon_announces_the_speaker() {
    let (articles, entities) = corpus(&[
        "The director of the port, Maria Keller, wrote on her page:\n\n\"We are closing the harbour for a week.\"",
    ]);
    let quote = entities.articles[0]
        .quotations
        .iter()
        .find(|quote| quote.range.of(&articles[0].text).starts_with('"'));
    let speaker = quote.and_then(|quote| quote.speaker).and_then(|speaker| speaker.entity);
    assert_eq!(
        speaker.and_then(|id| entities.get(id)).map(|entity| entity.name.clone()).as_deref(),
        Some("Maria Keller")
    );
}

#[test]
fn an_aide_is_not_the_one_they_serve() {
    let (articles, entities) = corpus(&[
        "Maria Keller stayed away. \"She is ill,\" said a spokesman for Keller. \"It is nothing,\" a Keller aide said.",
    ]);
    let text = &articles[0].text;
    for quote in &entities.articles[0].quotations {
        let speaker = quote.speaker.and_then(|speaker| speaker.entity).and_then(|id| entities.get(id));
        assert!(
            speaker.is_none(),
            "{} is not {:?}'s",
            quote.range.of(text),
            speaker.map(|entity| entity.name.clone())
        );
    }
}

/// The names that `text` is found to hold, in order.
fn names_in(text: &str) -> Vec<String> {
    let (articles, entities) = corpus(&[text]);
    entities.articles[0]
        .mentions
        .iter()
        .map(|mention| mention.range.of(&articles[0].text).to_owned())
        .collect()
}

#[test]
fn a_surname_behind_a_closing_quotation_mark_is_a_name() {
    for text in [
        "“We have not given up,” Keller said on Monday in Oslo.",
        "\"We have not given up,\" Keller said on Monday in Oslo.",
    ] {
        assert!(names_in(text).iter().any(|name| name == "Keller"), "{text}");
    }
}

#[test]
fn an_acronym_in_brackets_is_a_name_of_its_own() {
    let names = names_in("The World Health Organization (WHO) met in Geneva. The WHO will meet again.");
    assert!(names.iter().any(|name| name == "World Health Organization"), "{names:?}");
    assert!(names.iter().all(|name| !name.contains('(')), "{names:?}");
}

#[test]
fn an_era_is_no_name() {
    let names = names_in("The temple was built in 508 BC and burnt in 86 BC by an army from Rome.");
    assert!(!names.iter().any(|name| name == "BC"), "{names:?}");
}

#[test]
fn odd_input_yields_nothing_and_no_panic() {
    for text in ["", " \n\n ", "“", "\"\"", "’s", "- - -", "A", "ÀÉ—", "“said” said “said"] {
        let (_, entities) = corpus(&[text]);
        let _ = entities.mentions_in_note(text, &words(text));
        let _ = entities.suggest(text);
    }
}

#[test]
fn the_words_before_a_name_are_not_the_role_of_whoever_stands_behind() {
    let (_, entities) = corpus(&[
        "After an interview with Anna Berg, Secretary of State Maria Keller left the room in Oslo. \
         A photo showing Gov. Peter Hansen was printed on Monday. \
         Keller's lawyer, Jonas Weber, and Keller campaign manager Lars Olsen stayed.",
    ]);
    let roles =
        |name: &str| named(&entities, name).roles.iter().map(|role| role.text.clone()).collect::<Vec<_>>();
    assert_eq!(roles("Anna Berg"), Vec::<String>::new());
    assert_eq!(roles("Peter Hansen"), ["Gov."]);
    assert_eq!(roles("Maria Keller"), ["Secretary of State"]);
    assert_eq!(roles("Jonas Weber"), ["Keller's lawyer"]);
}

#[test]
fn a_surname_beside_the_full_name_is_the_persons() {
    let (_, entities) = corpus(&[
        "The target was Jamal Kashgari, a critic of the government. Kashgari entered the consulate at noon. \
         Officials waited for Kashgari inside, and the killing of Kashgari was planned in Oslo.",
    ]);
    assert_eq!(named(&entities, "Jamal Kashgari").kind, EntityKind::Person);
    assert_eq!(entities.lookup("Kashgari"), entities.lookup("Jamal Kashgari"));
}

#[test]
fn a_place_in_front_of_an_office_is_no_part_of_the_name() {
    let (_, entities) =
        corpus(&["The law was praised by former Pennsylvania Senator Maria Keller on Monday. Keller \
        had asked for it."]);
    let names: Vec<&str> = entities.all.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(names, ["Pennsylvania", "Maria Keller"]);
}

#[test]
fn two_bodies_with_an_article_between_them_are_two() {
    let (_, entities) = corpus(&["Lawyers wrote to the Northport School District and the Northport Police \
        Department on Monday, and asked for an answer."]);
    let names: Vec<&str> = entities.all.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(names, ["Northport School District", "Northport Police Department"]);
}

#[test]
fn what_a_number_hangs_on_is_nobody() {
    let (_, entities) =
        corpus(&["Doctors in Oslo said that NORV-19 spreads fast. They said NORV-19 was new."]);
    assert_eq!(named(&entities, "NORV-19").kind, EntityKind::Other);
}

#[test]
fn a_plain_word_in_capitals_is_nobody() {
    let (_, entities) = corpus(&[
        "Maria Keller spoke in Oslo on Monday. (Photo: Jonas Weber, Northport Times)",
        "The photo was taken in Bergen, and a second photo was lost. No photo shows Peter Hansen. (Photo: Lars Olsen)",
    ]);
    assert_eq!(entities.lookup("Photo"), []);
    assert_eq!(named(&entities, "Peter Hansen").kind, EntityKind::Person);
}

#[test]
fn a_credit_names_who_made_the_picture_and_no_photo() {
    let names = names_in(
        "Maria Keller spoke in Oslo on Monday. (Photo by Jonas Weber/Reuters)\n\nThe photo was taken by Jonas \
         Weber, who took another photo in Bergen.",
    );
    assert!(names.iter().any(|name| name == "Jonas Weber"), "{names:?}");
    assert!(names.iter().all(|name| !name.contains('/') && name != "Photo"), "{names:?}");
}

#[test]
fn a_members_party_is_no_part_of_the_district() {
    let names = names_in("Sen. Maria Keller, R-Utah, spoke on Monday, and Rep. Peter Hansen, D-Ohio, left.");
    assert!(names.iter().all(|name| !name.contains('-')), "{names:?}");
    assert!(names.iter().any(|name| name == "Utah"), "{names:?}");
}

#[test]
fn two_people_with_and_between_them_are_two() {
    let names = names_in("The judge called Maria Keller and Jonas Weber on Monday, and both came to Oslo.");
    assert_eq!(names.get(..2).unwrap_or_default(), ["Maria Keller", "Jonas Weber"]);
}

#[test]
fn a_surname_of_two_is_the_full_names() {
    let (_, entities) = corpus(&["Maria Keller-Smith spoke in Oslo on Monday. Keller-Smith said the talks \
        went well, and Keller-Smith will return in May."]);
    assert_eq!(entities.lookup("Keller-Smith"), entities.lookup("Maria Keller-Smith"));
    assert_eq!(entities.lookup("Keller-Smith").len(), 1);
}

#[test]
fn two_bearers_of_a_surname_of_two_stay_apart() {
    let (_, entities) = corpus(&[
        "Maria Keller-Smith spoke in Oslo on Monday. Keller-Smith said the talks went well.",
        "Peter Keller-Smith spoke in Bergen on Monday. Keller-Smith said the talks had failed.",
    ]);
    assert_ne!(entities.lookup("Maria Keller-Smith"), entities.lookup("Peter Keller-Smith"));
    assert_eq!(named(&entities, "Maria Keller-Smith").mentions.len(), 2);
}

#[test]
fn a_country_of_two_words_is_a_place() {
    let (_, entities) = corpus(&["North Korea and South Korea agreed on Monday. South Korea said it would \
        wait, and South Korea's army stayed."]);
    assert_eq!(named(&entities, "South Korea").kind, EntityKind::Place);
}

#[test]
fn what_never_stands_where_places_do_is_no_place() {
    let texts = [
        "The minister spoke of Norxit on Monday, and said that Norxit would go on.",
        "Officials fear a hard Norxit. After Norxit the ministry will have to move.",
        "Critics of Norxit met on Friday. They want to stop Norxit before the summer.",
    ];
    let many: Vec<&str> = texts.into_iter().cycle().take(24).collect();
    let (_, entities) = corpus(&many);
    assert_ne!(named(&entities, "Norxit").kind, EntityKind::Place);
}

#[test]
fn a_plain_word_of_a_headline_is_nobody_though_one_sentence_has_it_as_a_name() {
    let text = "Eastland Minister Denies Virus Report\n\nThe minister denied the report on Monday. The report \
        was wrong, said Mr Report, and a second report will follow.";
    assert!(!names_in(text).first().is_some_and(|name| name.contains("Report")), "{:?}", names_in(text));
}

#[test]
fn a_given_name_and_a_surname_are_the_same_persons_in_every_article() {
    let (_, entities) = corpus(&[
        "Ilse Marden, the energy minister of Arvonia, rejected the plan on Monday. Marden left at noon.",
        "\"A river has two banks, and today they are one,\" Ilse Marden said in Halvik. She welcomed the inquiry.",
    ]);
    assert_eq!(named(&entities, "Ilse Marden").kind, EntityKind::Person);
    assert_eq!(entities.lookup("Ilse Marden").len(), 1);
}

/// What stands within the names of `text`, and what it names.
fn inner(texts: &[&str]) -> Vec<(String, Option<String>)> {
    let (articles, entities) = corpus(texts);
    let inner = entities.inner_names(&articles[0].text, &entities.articles[0]);
    let name = |id| entities.get(id).map(|entity| entity.name.clone());
    inner.iter().map(|it| (it.range.of(&articles[0].text).to_owned(), it.entity.and_then(name))).collect()
}

#[test]
fn a_country_within_a_name_is_the_country() {
    let text = "Norway reopened the border on Monday. The Norway Fisheries Board and the Parliament of Norway \
        had asked for it.";
    let norway = || ("Norway".to_owned(), Some("Norway".to_owned()));
    assert_eq!(inner(&[text]), [norway(), norway()]);
}

#[test]
fn what_bears_a_persons_full_name_names_the_person() {
    let text = "Maria Keller founded it in 1998. The Maria Keller Foundation gave the town a library, and the \
        Keller Foundation another.";
    assert_eq!(inner(&[text]), [("Maria Keller".to_owned(), Some("Maria Keller".to_owned()))]);
}

#[test]
fn a_university_is_named_after_its_town_though_no_article_names_that() {
    let text = "She studied at the University of Bergen until 1998, officials said on Monday.";
    assert_eq!(inner(&[text]), [("Bergen".to_owned(), None)]);
}

#[test]
fn the_name_of_a_country_or_of_a_person_has_none_within() {
    let text =
        "South Africa and Northern Ireland agreed on Monday, and Maria Keller of the Harbour Party was glad.";
    assert!(inner(&[text]).is_empty(), "{:?}", inner(&[text]));
}

#[test]
fn a_member_is_not_named_with_the_body() {
    let names =
        names_in("The plan came from Maria Keller of the Harbour Party and Peter Berg of NFP on Monday.");
    assert_eq!(names, ["Maria Keller", "Harbour Party", "Peter Berg", "NFP"]);
}

#[test]
fn a_school_at_a_university_is_named_beside_it() {
    let names = names_in(
        "Keller, who runs the Institute for Public Policy at Weston University, said on Monday that talks failed.",
    );
    assert_eq!(names, ["Keller", "Institute for Public Policy", "Weston University"]);
    let names = names_in("The University at Weston stayed out of it, and so did Maria Keller.");
    assert_eq!(names, ["University at Weston", "Maria Keller"]);
}

#[test]
fn a_title_in_front_of_a_country_in_a_headline_makes_it_no_place() {
    let names = names_in("Black Widow and Captain Norway Image: N. N.\n\nThe fair opened on Monday.");
    assert!(!names.iter().any(|name| name == "Norway"), "{names:?}");
}

#[test]
fn names_that_a_page_ran_together_are_told_apart() {
    let (articles, entities) =
        corpus(&["President Keller Maria Ann KellerKeller opens the harbour MORE spoke in \
        Oslo on Monday. Officials said that Keller would go to Bergen with Peter MacDonald."]);
    let text = &articles[0].text;
    let names: Vec<&str> =
        entities.articles[0].mentions.iter().map(|mention| mention.range.of(text)).collect();
    assert!(names.contains(&"Maria Ann Keller"), "{names:?}");
    assert!(names.contains(&"Peter MacDonald"), "{names:?}");
    assert!(names.iter().all(|name| !name.contains("KellerKeller")), "{names:?}");
}

#[test]
fn the_word_that_opens_a_sentence_is_no_part_of_the_surname_behind_it() {
    let (_, entities) =
        corpus(&["House Speaker Maria Keller met the ministers on Monday.\n\nOn Tuesday, Keller \
        went to Oslo. Leaving Keller’s office, the minister said little. The plan that Keller made failed."]);
    assert_eq!(entities.lookup("Keller"), entities.lookup("Maria Keller"));
    assert_eq!(named(&entities, "Maria Keller").mentions.len(), 4);
}

#[test]
fn a_title_introduces_nobody() {
    let (_, entities) = corpus(&[
        "Vice President Keller shows alliance with governors\n\nGovernor Jonas Weber \
        got a call from an aide to Maria Keller on Monday. Weber agreed that Keller would come to Oslo, and Keller \
        came.",
    ]);
    assert_eq!(entities.lookup("Keller"), entities.lookup("Maria Keller"));
    assert_eq!(entities.lookup("Keller").len(), 1);
}
