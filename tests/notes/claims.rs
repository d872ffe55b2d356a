//! Claims: which statements there are, why some are not checked, what completes them.

use std::fmt::Write;

use attest_ls::notes;
use expect_test::{expect, expect_file};

use super::show::{check_claims, claims};

#[test]
fn sentences_of_paragraphs_are_claims_without_markup_and_citations() {
    check_claims(
        "Talks in **Northport** ended on *Friday* [@a1]. Maria [Keller](https://k.example) left early.[^1]\n\
         She met\n`envoys` of ~~two~~ three states [[a2#L4]].\n\n[^1]: [@a3]\n",
        expect![[r#"
            Talks in Northport ended on Friday. | yes |  | a1
            Maria Keller left early. | yes |  | a3
            She met envoys of three states. | yes |  | a2
        "#]],
    );
}

#[test]
fn list_items_take_the_lead_in_as_context() {
    check_claims(
        "The two sides agreed to:\n\n- halt the strikes,\n- exchange 40 prisoners [@a1];\n  - among them six officers\n\n\
         Background:\n- Keller resigned in May.\n\nNext, we should do:\n- Ask Keller about it\n",
        expect![[r#"
            The two sides agreed to: | it introduces what follows; it is read with that
            halt the strikes | yes | The two sides agreed to
            exchange 40 prisoners | yes | The two sides agreed to | a1
            among them six officers | yes | exchange 40 prisoners;
            Background: | it introduces what follows; it is read with that
            Keller resigned in May. | yes
            Next, we should do: | the analyst's own judgement
            Ask Keller about it | the analyst's own judgement
        "#]],
    );
}

#[test]
fn table_cells_take_row_and_column_as_context_and_the_citations_of_their_row() {
    check_claims(
        "| Person | Role | Event | Source |\n|---|---|---|---|\n| Maria Keller | foreign minister | Met envoys in Northport. | [@a1] |\n| Ivan Broz | n/a | | [@a2, p. 3] |\n",
        expect![[r#"
            Person | the header of a table
            Role | the header of a table
            Event | the header of a table
            Source | the header of a table
            Maria Keller | the key of a table row; it is read with the other cells |  | a1
            foreign minister | yes | Maria Keller: Role | a1
            Met envoys in Northport. | yes | Maria Keller | a1
            Ivan Broz | the key of a table row; it is read with the other cells |  | a2
            n/a | no words to check | Ivan Broz: Role | a2
        "#]],
    );
}

#[test]
fn a_table_of_properties_speaks_of_its_section_and_columns_may_hold_no_claims() {
    check_claims(
        "# People\n## Maria Keller\n| Field | Entry | Comment | Source |\n|---|---|---|---|\n\
         | Office | foreign minister | she will resign | wire_3 |\n",
        expect![[r#"
            People | a heading
            Maria Keller | a heading
            Field | the header of a table
            Entry | the header of a table
            Comment | the header of a table
            Source | the header of a table
            Office | the key of a table row; it is read with the other cells
            foreign minister | yes | Maria Keller: Office
            she will resign | the analyst's own judgement
            wire_3 | about the note itself
        "#]],
    );
}

#[test]
fn items_without_a_citation_have_that_of_their_lead_in() {
    check_claims(
        "The envoys agreed to [@a1]:\n- halt the strikes. Keller signed first.\n- free 40 men [@a2]\n\nTo do:\n- the map\n",
        expect![[r#"
            The envoys agreed to: | it introduces what follows; it is read with that |  | a1
            halt the strikes. | yes | The envoys agreed to | a1
            Keller signed first. | yes |  | a1
            free 40 men | yes | The envoys agreed to | a2
            To do: | a task or an instruction
            the map | a task or an instruction
        "#]],
    );
}

#[test]
fn labels_are_context_unless_they_name_something() {
    check_claims(
        "# Maria Keller\n\n- **Role:** foreign minister\n- **3 May 2024:** Keller flew to Northport.\n- **Ivan Broz** — her deputy\n- Resigned in June.\n- Status: draft\n\n**Assessment:** Keller will return.\n",
        expect![[r#"
            Maria Keller | a heading
            foreign minister | yes | Maria Keller: Role
            3 May 2024: Keller flew to Northport. | yes
            Ivan Broz — her deputy | yes
            Resigned in June. | yes | Maria Keller
            Status: draft | about the note itself
            Assessment: Keller will return. | the analyst's own judgement
        "#]],
    );
}

#[test]
fn what_is_no_claim_says_why() {
    check_claims(
        "---\ntitle: A brief\n---\n# Talks\n\nWho fired first? We assess that Keller lied. Check the date with Broz.\n\
         It is likely that talks resume. In our view the deal is dead. Keller will probably resign.\n\
         If Keller leaves, the talks end. This note covers the first week. See also the timeline.\n\
         Sources: [@a1]; [@a2]\n\nFour days of silence.\n\n- [ ] call Broz\n- [x] Keller signed\n- TODO find the minutes\n- n/a\n",
        expect![[r#"
            Talks | a heading
            Who fired first? | a question
            We assess that Keller lied. | the analyst's own judgement
            Check the date with Broz. | a task or an instruction
            It is likely that talks resume. | the analyst's own judgement
            In our view the deal is dead. | the analyst's own judgement
            Keller will probably resign. | the analyst's own judgement
            If Keller leaves, the talks end. | a condition, not a statement
            This note covers the first week. | about the note itself
            See also the timeline. | about the note itself |  | a1 a2
            Four days of silence. | not a full statement
            call Broz | a task or an instruction
            Keller signed | a task or an instruction
            TODO find the minutes | a task or an instruction
            n/a | no words to check
        "#]],
    );
}

#[test]
fn what_somebody_else_thinks_is_a_claim() {
    check_claims(
        "Keller said it is likely that talks resume. If the strikes go on, Broz said, he will leave.\n\
         Call with Broz lasted 40 minutes. Keller asked whether “we should go”. The sources said so.\n\
         Broz is likely to stay [@a1].\n",
        expect![[r#"
            Keller said it is likely that talks resume. | yes
            If the strikes go on, Broz said, he will leave. | yes
            Call with Broz lasted 40 minutes. | yes
            Keller asked whether “we should go”. | yes
            The sources said so. | yes
            Broz is likely to stay. | yes |  | a1
        "#]],
    );
}

#[test]
fn lines_with_labels_are_read_one_by_one() {
    check_claims(
        "# Maria Keller\n\nDate:: 3 May 2024\nHome:: Northport\nConfidence: moderate\n\n\
         **BLUF:** Keller resigned.\nUpdate 14:30: Broz took over.\nSource: [@a1] ^ref-1\n\n\
         (U) The bridge stands.\n\n- [>] the minutes\n- [?] Broz's age\n",
        expect![[r#"
            Maria Keller | a heading
            Date:: 3 May 2024 | about the note itself
            Northport | yes | Maria Keller: Home
            Confidence: moderate | the analyst's own judgement
            Keller resigned. | yes
            Update 14:30: Broz took over. | yes |  | a1
            The bridge stands. | yes
            [>] the minutes | a task or an instruction
            [?] Broz's age | a task or an instruction
        "#]],
    );
}

#[test]
fn words_that_name_a_source_go_with_its_citation() {
    check_claims(
        "The sources disagree about it. Per [@a1] the bridge stands. As [@a2] reports, it fell. \
         [@a2] says that Keller left. Keller stayed, according to [@a1], in Northport. \
         Broz left, as reported by [[id_1]].\n",
        expect![[r#"
            The sources disagree about it. | yes
            the bridge stands. | yes |  | a1
            it fell. | yes |  | a2
            Keller left. | yes |  | a2
            Keller stayed, in Northport. | yes |  | a1
            Broz left. | yes |  | id_1
        "#]],
    );
}

#[test]
fn a_table_of_days_keeps_its_columns() {
    check_claims(
        "| | 3 May | 4 May |\n|---|---|---|\n| Dead | 12 | 14 |\n",
        expect![[r#"
        3 May | the header of a table
        4 May | the header of a table
        Dead | the key of a table row; it is read with the other cells
        12 | yes | Dead: 3 May
        14 | yes | Dead: 4 May
    "#]],
    );
}

#[test]
fn call_outs_are_claims_unless_they_mark_a_judgement() {
    check_claims(
        "> [!note] Day one\n> Keller arrived in Northport.\n\n> [!assessment]- Ours\n> The talks failed.\n>\n> - Broz won.\n\n\
         > [!question]\n> Broz knew of it.\n\n> [!todo]\n> find Broz\n\n> Talks are hard.\n> — Maria Keller\n",
        expect![[r#"
            Day one | the title of a call-out
            Keller arrived in Northport. | yes
            Ours | the title of a call-out
            The talks failed. | the analyst's own judgement
            Broz won. | the analyst's own judgement
            Broz knew of it. | a question
            find Broz | a task or an instruction
            Talks are hard. | a quotation; its words are compared with the sources
            — Maria Keller | a quotation; its words are compared with the sources
        "#]],
    );
}

#[test]
fn sections_named_for_judgement_or_tasks_hold_no_claims() {
    check_claims(
        "## Outlook\nThe deal holds.\n### Northport\nBroz stays.\n## Next steps\n- Broz's file\n## Facts\nKeller resigned.\n",
        expect![[r#"
            Outlook | a heading
            The deal holds. | the analyst's own judgement
            Northport | a heading
            Broz stays. | the analyst's own judgement
            Next steps | a heading
            Broz's file | a task or an instruction
            Facts | a heading
            Keller resigned. | yes
        "#]],
    );
}

#[test]
fn a_sentence_with_a_citation_is_a_claim_in_a_section_of_judgements_too() {
    check_claims(
        "## Outlook\nThe deal holds. Keller resigned on Monday [@storm].\nWe expect that Osei stays [@storm].\n",
        expect![[r#"
            Outlook | a heading
            The deal holds. | the analyst's own judgement
            Keller resigned on Monday. | yes |  | storm
            We expect that Osei stays. | the analyst's own judgement |  | storm
        "#]],
    );
}

#[test]
fn full_clauses_are_split_and_doubtful_ones_are_not() {
    check_claims(
        "Keller left Northport on Friday, and Broz rejected the terms. \
         The talks failed; both sides blamed the weather. \
         Keller said that the talks failed, and Broz left. \
         Keller said the talks failed, but Broz said they went on. \
         Keller bought bread, milk, and honey. \
         The army held the town, and troops deployed in the north. \
         If Keller leaves, and Broz stays, the deal dies, the envoy said. \
         Keller resigned, but she kept her seat.\n",
        expect![[r#"
            Keller left Northport on Friday | yes
            Broz rejected the terms. | yes
            The talks failed | yes
            both sides blamed the weather. | yes
            Keller said that the talks failed, and Broz left. | yes
            Keller said the talks failed | yes
            Broz said they went on. | yes
            Keller bought bread, milk, and honey. | yes
            The army held the town, and troops deployed in the north. | yes
            If Keller leaves, and Broz stays, the deal dies, the envoy said. | yes
            Keller resigned | yes
            she kept her seat. | yes
        "#]],
    );
}

#[test]
fn comments_marks_tags_and_addresses_leave_the_words() {
    check_claims(
        "#brief Keller ==resigned== in #northport. %%is that so?%% See https://example.org/x for more. \
         Broz left. #done\n\n%%\nNothing here.\n\nNor here.\n%%\n\nBroz paid 5%% of it.\n",
        expect![[r#"
            Keller resigned in northport. | yes
            See for more. | about the note itself
            Broz left. | yes
            Broz paid 5%% of it. | yes
        "#]],
    );
}

#[test]
fn visible_words_of_html_are_claims() {
    check_claims(
        "<details>\n<summary>Day one</summary>\nKeller met <b>Broz</b> in Northport.\n<p\nclass=x>Broz left.</p>\n</details>\n\n<!-- Keller lied. -->\n",
        expect![[r#"
            Day one | not a full statement
            Keller met Broz in Northport. | yes
            Broz left. | yes
        "#]],
    );
}

#[test]
fn plain_text_is_read_as_statements_only() {
    let claims = notes::claims_of_plain(
        "keller -lrb- 54 -rrb- left northport . we think the deal 's dead , keller said . \
         Broz stayed, and Keller rejected the terms. Will they meet?",
    );
    let mut out = String::new();
    for claim in &claims {
        writeln!(out, "{} | {:?}", claim.text, claim.checkable).expect("writing to a string");
    }
    expect![[r#"
        keller (54) left northport. | Yes
        we think the deal's dead, keller said. | Yes
        Broz stayed | Yes
        Keller rejected the terms. | Yes
        Will they meet? | No("a question")
    "#]]
    .assert_eq(&out);
}

#[test]
fn a_sentence_of_more_words_than_any_prose_has_is_not_checked_and_says_so() {
    let long = format!("The minister met {}.\n", "Keller and ".repeat(200));
    let note = notes::parse(long.into());
    let why: Vec<_> = note.claims.iter().map(|claim| claim.checkable).collect();
    let expected = notes::Checkable::No("a sentence of more than 300 words; parted, it can be checked");
    assert_eq!(why, [expected]);
}

#[test]
fn the_sample_notes_are_read_as_their_author_meant_them() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peace-talks/notes");
    let mut out = String::new();
    for name in ["brief.md", "timeline.md", "people.md", "quotes.md"] {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("the sample note is readable");
        writeln!(out, "=== {name}\n{}", claims(&text)).expect("writing to a string");
    }
    expect_file!["../fixtures/peace-talks/claims.txt"].assert_eq(&out);
}

#[test]
fn a_short_question_without_its_mark_is_a_heading() {
    check_claims(
        "- **What happened.** The ferry sank in May.\n- Who cares about the pier sank nothing.\n",
        expect![[r#"
            What happened. | a question
            The ferry sank in May. | yes
            Who cares about the pier sank nothing. | yes
        "#]],
    );
}
