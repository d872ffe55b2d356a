//! # unused-suppression
//!
//! An `attest: allow` that has nothing to silence: the finding is gone, or its code is no rule's.
//!
//! Codes of rules that are off are left alone, and so are `attest: off` stretches: nothing in them is
//! checked.
//!
//! ## Example
//!
//! > `<!-- attest: allow number-mismatch -->`
//! > The blast killed 34 people.
//!
//! where the sources say *34* too.
//!
//! ## What to do
//!
//! Take the directive or the code out, or spell the code right (there are fixes).

use rapidfuzz::distance::jaro_winkler;

use super::catalogue::{RULES, Rule};
use super::context::Context;
use super::diagnostic::{Diagnostic, Fix};
use super::severity::{Severities, Severity};
use crate::notes::{Suppression, SuppressionScope};
use crate::text::ByteRange;

pub(super) const RULE: Rule = Rule {
    code: "unused-suppression",
    default: Some(Severity::Hint),
    source: include_str!("unused_suppression.rs"),
    // It looks at what the other rules found, so `run` calls `unused` after them.
    check: |_, _| {},
};

/// Below this Jaro-Winkler similarity a code is not taken for a misspelling of another.
const DID_YOU_MEAN: f64 = 0.85;

/// The suppressions that silence none of `found`, which is everything the other rules found.
pub(super) fn unused(
    context: &Context<'_>,
    severities: &Severities,
    found: &[Diagnostic],
    out: &mut Vec<Diagnostic>,
) {
    for suppression in &context.note.suppressions {
        let SuppressionScope::Codes(codes) = &suppression.scope else { continue };
        let idle = |code: &String| match RULES.iter().find(|rule| rule.code == code) {
            Some(rule) => {
                severities.of(rule).is_some()
                    && !found.iter().any(|it| it.code == code && suppression.covers.covers(it.range))
            }
            None => true,
        };
        for code in codes.iter().filter(|code| idle(code)) {
            let range = place(context, suppression, code);
            let mut fixes = vec![removal(context, suppression, codes, range)];
            let mut message = if RULES.iter().any(|rule| rule.code == code) {
                format!("There is no `{code}` here to allow.")
            } else {
                format!("No rule has the code `{code}`.")
            };
            if let Some(near) = nearest(code) {
                message.push_str(&format!(" Did you mean `{near}`?"));
                fixes.insert(0, Fix::replace(format!("Write `{near}`"), range, near.to_owned()));
            }
            out.push(Diagnostic {
                code: RULE.code,
                severity: Severity::Hint,
                message,
                range,
                evidence: Vec::new(),
                related: Vec::new(),
                fixes,
            });
        }
    }
}

/// The code that a misspelled one was meant for.
fn nearest(code: &str) -> Option<&'static str> {
    let alike = |rule: &Rule| jaro_winkler::similarity(code.chars(), rule.code.chars());
    let near = RULES.iter().filter(|rule| rule.code != code).max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    let known = RULES.iter().any(|rule| rule.code == code);
    (!known && alike(near) >= DID_YOU_MEAN).then_some(near.code)
}

/// The words of the directive that name `code`.
fn place(context: &Context<'_>, suppression: &Suppression, code: &str) -> ByteRange {
    let found = context.words(suppression.range).find(code);
    found.map_or(suppression.range, |at| {
        let start = suppression.range.start() + at;
        ByteRange::new(start, start + code.len())
    })
}

/// Takes the code out of the directive, or the directive when it is the only one, with its line when
/// it has one to itself.
fn removal(context: &Context<'_>, suppression: &Suppression, codes: &[String], code: ByteRange) -> Fix {
    let note = &context.note.text;
    if codes.len() > 1 {
        let before = note.get(..code.start()).unwrap_or("");
        let after = note.get(code.end()..).unwrap_or("");
        let list = |c: char| c == ',' || c.is_whitespace();
        let range = if after.trim_start().starts_with(',') {
            ByteRange::new(code.start(), code.end() + (after.len() - after.trim_start_matches(list).len()))
        } else {
            ByteRange::new(before.trim_end_matches(list).len(), code.end())
        };
        return Fix::replace("Take this code out".to_owned(), range, String::new());
    }
    let directive = suppression.range;
    let before = note.get(..directive.start()).unwrap_or("");
    let after = note.get(directive.end()..).unwrap_or("");
    let alone = before.is_empty() || before.ends_with('\n');
    let end = if alone && after.starts_with('\n') { directive.end() + 1 } else { directive.end() };
    let start = if alone { directive.start() } else { before.trim_end_matches(' ').len() };
    Fix::replace("Take the directive out".to_owned(), ByteRange::new(start, end), String::new())
}
