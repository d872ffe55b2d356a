//! What a note is read as: its claims with the reason why something is none, citations,
//! quotations and suppressions.

use std::fmt::Write;

use attest_ls::notes::{self, Checkable, Note, SuppressionScope};
use attest_ls::text::ByteRange;
use expect_test::{Expect, expect, expect_file};
use proptest::prelude::*;

fn parse(text: &str) -> Note {
    notes::parse(text.into())
}

/// One line a claim: `text | yes or the reason | context | citations`, empty columns left out.
fn claims(text: &str) -> String {
    let note = parse(text);
    let mut out = String::new();
    for claim in &note.claims {
        let verdict = match claim.checkable {
            Checkable::Yes => "yes",
            Checkable::No(reason) => reason,
        };
        let keys: Vec<&str> =
            claim.citations.iter().map(|index| note.citations[*index].key.as_str()).collect();
        let mut line = format!("{} | {verdict}", claim.text);
        if !claim.context.is_empty() || !keys.is_empty() {
            write!(line, " | {}", claim.context).expect("writing to a string");
        }
        if !keys.is_empty() {
            write!(line, " | {}", keys.join(" ")).expect("writing to a string");
        }
        writeln!(out, "{line}").expect("writing to a string");
    }
    out
}

fn check_claims(text: &str, expected: Expect) {
    expected.assert_eq(&claims(text));
}

/// One line a citation: its source, the key's source, key, form, target.
fn citations(text: &str) -> String {
    let note = parse(text);
    let line = |citation: &notes::Citation| {
        format!(
            "{} | {} | {} | {:?} | {:?}\n",
            citation.range.of(text),
            citation.key_range.of(text),
            citation.key,
            citation.form,
            citation.target
        )
    };
    note.citations.iter().map(line).collect()
}

fn quotations(text: &str) -> String {
    let note = parse(text);
    let line = |quotation: &notes::NoteQuotation| {
        let claim = |index: Option<usize>| index.map_or("-", |index| note.claims[index].text.as_str());
        let mut line = format!("{} | in: {}", quotation.text, claim(quotation.claim));
        if quotation.introduced_by.is_some() {
            write!(line, " | after: {}", claim(quotation.introduced_by)).expect("writing to a string");
        }
        if let Some(signature) = quotation.signature {
            write!(line, " | signed: {}", signature.of(text)).expect("writing to a string");
        }
        line + "\n"
    };
    note.quotations.iter().map(line).collect()
}

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
            Keller resigned in May. Ivan Broz left. | yes |  | corpus/a.txt Ivan Broz id_1
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
fn a_claim_maps_back_to_the_note_over_markup() {
    let text = "Talks in **North**port &amp; *Harbour* [@a1] ended.\n";
    let note = parse(text);
    let claim = &note.claims[0];
    assert_eq!(claim.text, "Talks in Northport & Harbour ended.");
    let at = claim.text.find("Harbour").expect("the word is there");
    assert_eq!(claim.to_note(ByteRange::new(at, at + 7)).of(text), "Harbour");
    assert_eq!(claim.range.of(text), "Talks in **North**port &amp; *Harbour* [@a1] ended.");
}

#[test]
fn the_sample_notes_are_read_as_their_author_meant_them() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peace-talks/notes");
    let mut out = String::new();
    for name in ["brief.md", "timeline.md", "people.md", "quotes.md"] {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("the sample note is readable");
        writeln!(out, "=== {name}\n{}", claims(&text)).expect("writing to a string");
    }
    expect_file!["fixtures/peace-talks/claims.txt"].assert_eq(&out);
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peace-talks/notes");
    for name in ["brief.md", "timeline.md", "people.md", "quotes.md"] {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("the sample note is readable");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(claims(&text), claims(&windows), "{name}");
        assert_eq!(citations(&text), citations(&windows), "{name}");
        assert_eq!(quotations(&text), quotations(&windows), "{name}");
        assert_eq!(parse(&text).front_matter.is_some(), parse(&windows).front_matter.is_some());
        assert_whole(&windows);
    }
}

fn all_ranges(note: &Note) -> Vec<ByteRange> {
    let mut ranges: Vec<ByteRange> = note.blocks.iter().map(|block| block.range).collect();
    for claim in &note.claims {
        ranges.extend([claim.range, claim.sentence, claim.to_note(ByteRange::new(0, claim.text.len()))]);
        let in_context =
            |(at, c): (usize, char)| claim.context_to_note(ByteRange::new(at, at + c.len_utf8()));
        ranges.extend(claim.context.char_indices().map(in_context));
        ranges.extend(
            claim.text.char_indices().map(|(at, c)| claim.to_note(ByteRange::new(at, at + c.len_utf8()))),
        );
    }
    ranges.extend(note.headings.iter().map(|heading| heading.range));
    for quotation in &note.quotations {
        ranges.extend([quotation.range, quotation.inner]);
        ranges.extend(quotation.signature);
    }
    for citation in &note.citations {
        ranges.extend([citation.range, citation.key_range]);
        ranges.extend(citation.definition);
    }
    ranges.extend(note.suppressions.iter().flat_map(|suppression| [suppression.range, suppression.covers]));
    ranges
}

fn assert_whole(text: &str) {
    let note = parse(text);
    for range in all_ranges(&note) {
        assert!(text.get(range.start()..range.end()).is_some(), "{range:?} splits a character of {text:?}");
    }
    let count = note.claims.len();
    assert!(note.quotations.iter().all(|quotation| quotation.claim.is_none_or(|claim| claim < count)));
    for claim in &note.claims {
        assert!(!claim.text.contains('\n'), "{:?} is on one line", claim.text);
        assert!(claim.block < note.blocks.len());
        assert!(claim.citations.iter().all(|citation| *citation < note.citations.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_a_note(text in "\\PC{0,200}") {
        assert_whole(&text);
    }

    #[test]
    fn any_markdown_is_a_note(parts in prop::collection::vec(prop::sample::select(vec![
        "Keller left. ", "é😀 ", "\n", "\n\n", "- ", "> ", "> [!note] ", "| a | b |\n|---|---|\n| ", " | ", "**", "*", "`",
        "[@a1]", "[^1]", "[^1]: ", "[[", "]]", "#L4", "[x](corpus/a.txt)", "%%", "==", "#tag ", "“", "”", "\"", "'",
        "<!-- attest: off -->", "<!-- attest: on -->", "<!-- attest: allow x -->", "<div>", "&amp;", "&nbsp;", "\\[", "~~",
        ": ", "; ", ", and he left", "---\n", "    ", "\t", "\r\n", "```\n", "\u{0}", "# ", "- [ ] ", "said:", "— ", "(", ")",
    ]), 0..40)) {
        assert_whole(&parts.concat());
        assert_whole(&format!("> {}", parts.concat()));
    }

    #[test]
    fn every_word_of_a_paragraph_belongs_to_a_claim(text in "[A-Za-z ,.;!?“”()éü-]{1,120}") {
        let note = parse(&text);
        for (at, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let known = note.claims.iter().any(|claim| claim.sentence.contains(at))
                || note.blocks.iter().any(|block| block.range.contains(at)
                    && matches!(block.kind, notes::NoteBlockKind::Code));
            prop_assert!(known, "{at} of {text:?}");
        }
    }

    #[test]
    fn any_plain_text_is_read(text in "\\PC{0,200}") {
        for claim in notes::claims_of_plain(&text) {
            let range = claim.to_note(ByteRange::new(0, claim.text.len()));
            prop_assert!(text.get(range.start()..range.end()).is_some());
        }
    }
}
