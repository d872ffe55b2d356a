//! Citations, quotations, suppressions and front matter.

use std::fmt::Write;

use attest_ls::notes::{Checkable, SuppressionScope};
use attest_ls::text::ByteRange;
use expect_test::expect;

use super::show::{check_claims, citations, parse, quotations};

#[test]
fn citations_of_every_form_are_found() {
    expect![[r#"
        [@a1] | a1 | a1 | Key | Article
        [@a1, p. 3] | a1 | a1 | Key | Page(3)
        @a1 | a1 | a1 | Key | Article
        see @b2, l. 4 | b2 | b2 | Key | Line(4)
        [^n] | corpus/n.txt | corpus/n.txt | Footnote | Line(3)
        [[id_1]] | id_1 | id_1 | Wiki | Article
        [[id_1#L12]] | id_1 | id_1 | Wiki | Line(12)
        [[id_1#L12-L15]] | id_1 | id_1 | Wiki | Lines(12, 15)
        [[id_1|alias]] | id_1 | id_1 | Wiki | Article
        [text](corpus/a%20b.txt#L12) | corpus/a%20b.txt | corpus/a b.txt | Link | Line(12)
        [text][ref] | [text][ref] | articles/r.html | Link | Heading("Some-heading")
        [source](corpus/a.txt) | corpus/a.txt | corpus/a.txt | Link | Article
        [[Maria Keller]] | Maria Keller | Maria Keller | Wiki | Article
        [^gone] | [^gone] |  | Footnote | Article
    "#]].assert_eq(&citations(
        "A [@a1]. B [@a1, p. 3]. C [@a1; see @b2, l. 4]. D[^n]. E [[id_1]]. F [[id_1#L12]]. G [[id_1#L12-L15]]. \
         H [[id_1|alias]]. I [text](corpus/a%20b.txt#L12). J [text][ref]. K ([source](corpus/a.txt)). L [[Maria Keller]]. \
         M [x](https://e.org). N [y](people.md). O ![p](corpus/a.txt). P [^gone]. Q `[@code]`. R \\[@not].\n\n\
         [^n]: corpus/n.txt#L3\n\n[ref]: articles/r.html#Some-heading\n",
    ));
}

#[test]
fn the_furniture_of_citations_leaves_the_sentence_with_them() {
    check_claims(
        "Talks failed ([@a1]). Keller left (see [@a1], [@b2]). According to [@a1], Broz stayed. \
         Broz stayed, according to [[id_1]]. Keller [resigned](corpus/a.txt) in May. [[Ivan Broz]] left [[id_1]]. \
         Nobody spoke. [AP](corpus/a.txt)\n",
        expect![[r#"
            Talks failed. | yes |  | a1
            Keller left. | yes |  | a1 b2
            Broz stayed. | yes |  | a1
            Broz stayed. | yes |  | id_1
            Keller resigned in May. | yes |  | corpus/a.txt
            Ivan Broz left. | yes |  | Ivan Broz id_1
            Nobody spoke. | yes |  | corpus/a.txt
        "#]],
    );
}

#[test]
fn quotations_know_their_claim_and_who_introduces_them() {
    expect![[r#"
        We must decide, | in: “We must decide,” Keller said.
        This is not our work. We have other plans. | in: “This is not our work.
        a ‘very’ bad day | in: Broz called it “a ‘very’ bad day” in May.
        We never left the table. | in: We never left the table. | after: Keller told reporters:
        The door is open. | in: “The door is open.” | signed: Ivan Broz, 3 May
    "#]].assert_eq(&quotations(
        "“We must decide,” Keller said. “This is not **our** work. We have other plans.”\n\n\
         Broz called it “a ‘very’ bad day” in May.\n\nKeller told reporters:\n\n> We never left\n> the table. [@a1]\n\n\
         > “The door is open.” — Ivan Broz, 3 May\n\n# The “end”\n",
    ));
}

#[test]
fn the_sentence_that_names_a_speaker_is_found_for_every_way_to_quote() {
    let text = "“We must decide. This is not our work,” Keller said. “We have other plans.”\n\n\
        - **Keller:** “We go.”\n- **Maria Keller** — “We stay.”\n\nBroz told reporters:\n\n> We never left.\n\n\
        > The door is open.\n> — Ivan Broz, 3 May\n\n“Nobody knows.”\n";
    let note = parse(text);
    let mut out = String::new();
    for (index, quotation) in note.quotations.iter().enumerate() {
        let speech = note.speech(index).map(|(sentence, place)| {
            format!("{}[{}]{}", &sentence[..place.start()], place.of(&sentence), &sentence[place.end()..])
        });
        writeln!(out, "{} | {}", quotation.text, speech.as_deref().unwrap_or("-"))
            .expect("writing to a string");
    }
    expect![[r#"
        We must decide. This is not our work, | [This is not our work,”] Keller said.
        We have other plans. | [This is not our work,”] Keller said.
        We go. | Keller said: [“We go.”]
        We stay. | Maria Keller said: [ “We stay.”]
        We never left. | Broz told reporters:[]
        The door is open. | Ivan Broz, 3 May said: []
        Nobody knows. | -
    "#]]
    .assert_eq(&out);
}

#[test]
fn suppressions_cover_the_next_block_their_own_block_or_a_region() {
    let text = "<!-- attest: allow misquote, number-mismatch -- old wire -->\nFirst block.\n\n\
                - item one <!-- attest: allow misquote -->\n- item two\n\n\
                <!-- attest: allow unknown-name -->\n\n- one\n- two\n\n\
                | a | b |\n|---|---|\n| c | d <!-- attest: allow date-mismatch --> |\n\n\
                <!-- attest: off -->\nSkipped here.\n\n<!-- attest: on -->\nChecked again.\n";
    let note = parse(text);
    let mut out = String::new();
    for suppression in &note.suppressions {
        let codes = match &suppression.scope {
            SuppressionScope::Codes(codes) => codes.join("+"),
            SuppressionScope::All => "all".to_owned(),
        };
        writeln!(out, "{codes} | {:?} | {}", suppression.covers.of(text).trim(), suppression.reason)
            .expect("writing to a string");
    }
    expect![[r#"
        misquote+number-mismatch | "First block." | old wire
        misquote | "- item one <!-- attest: allow misquote -->" | 
        unknown-name | "- one\n- two" | 
        date-mismatch | "| c | d <!-- attest: allow date-mismatch --> |" | 
        all | "Skipped here." | 
    "#]]
    .assert_eq(&out);
    check_claims(
        text,
        expect![[r#"
            First block. | not a full statement
            item one | yes
            item two | not a full statement
            one | not a full statement
            two | not a full statement
            a | the header of a table
            b | the header of a table
            c | the key of a table row; it is read with the other cells
            d | yes | c: b
            Skipped here. | in a stretch where Attest is switched off
            Checked again. | yes
        "#]],
    );
}

#[test]
fn front_matter_can_switch_a_note_off_and_dates_it() {
    let note = parse("+++\nattest = \"off\"\ndate = 2024-05-03\n+++\n\nKeller left.\n");
    assert!(note.claims.iter().all(|claim| claim.checkable != Checkable::Yes));
    assert_eq!(note.date().map(|date| date.to_string()).as_deref(), Some("2024-05-03"));
}

#[test]
fn a_claim_maps_back_to_the_note_over_markup() {
    let text = "Talks in **North**port &amp; *Harbour* [@a1] ended.\n";
    let note = parse(text);
    let claim = &note.claims[0];
    assert_eq!(claim.text, "Talks in Northport & Harbour ended.");
    let at = claim.text.find("Harbour").expect("the word is there");
    assert_eq!(claim.to_note(ByteRange::new(at, at + 7)).of(text), "Harbour");
    assert_eq!(claim.range.of(text), "Talks in **North**port &amp; *Harbour* [@a1] ended.");
}
