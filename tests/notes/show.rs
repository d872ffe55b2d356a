//! Notes as lines of text, for comparison with what is expected.

use std::fmt::Write;

use attest_ls::notes::{self, Checkable, Note};
use expect_test::Expect;

pub fn parse(text: &str) -> Note {
    notes::parse(text.into())
}

/// One line a claim: `text | yes or the reason | context | citations`, empty columns left out.
pub fn claims(text: &str) -> String {
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

pub fn check_claims(text: &str, expected: Expect) {
    expected.assert_eq(&claims(text));
}

/// One line a citation: its source, the key's source, key, form, target.
pub fn citations(text: &str) -> String {
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

pub fn quotations(text: &str) -> String {
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
