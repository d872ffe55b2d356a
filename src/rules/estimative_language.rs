//! # estimative-language
//!
//! A word of likelihood that is not on the configured scale, or likelihood and confidence mixed in one
//! sentence.
//!
//! The scale is that of ICD 203 unless `likelihoods` in the settings lists other terms. What others say
//! in quotation marks is not looked at, nor are `may`, `might` and `could`.
//!
//! ## Example
//!
//! > There is a good chance that the talks resume, we assess with high confidence.
//!
//! is reported at `good chance`, for which the scale has *likely*, and at `high confidence`.
//!
//! ## What to do
//!
//! Use a term of the scale (there is a fix where one takes the other's place), and say how confident
//! you are in a sentence of its own.

use std::sync::LazyLock;

use super::catalogue::Rule;
use super::context::Context;
use super::diagnostic::{Diagnostic, Fix};
use super::severity::Severity;
use crate::notes::Claim;
use crate::text::ByteRange;

pub(super) const RULE: Rule = Rule {
    code: "estimative-language",
    default: None,
    source: include_str!("estimative_language.rs"),
    check,
};

/// An expression of likelihood.
struct Expression {
    words: &'static str,
    /// About how likely, in percent.
    percent: u8,
    /// Whether a term of the scale fits where it stands: both qualify a statement in the same way.
    adverb: bool,
}

static EXPRESSIONS: LazyLock<Vec<Expression>> = LazyLock::new(|| {
    let rows = include_str!("data/likelihoods.tsv").lines().filter(|line| !line.starts_with('#'));
    let read = |row: &'static str| {
        let mut cells = row.split('\t');
        let (words, percent) = (cells.next()?, cells.next()?.parse().ok()?);
        Some(Expression { words, percent, adverb: cells.next() == Some("adverb") })
    };
    let mut all: Vec<Expression> = rows.filter_map(read).collect();
    // Of two that start at one word the longer one is meant.
    all.sort_by_key(|expression| std::cmp::Reverse(expression.words.len()));
    all
});

/// The terms of ICD 203, which settings may replace.
pub const ICD_203: [&str; 16] = [
    "almost no chance",
    "remote",
    "very unlikely",
    "highly improbable",
    "unlikely",
    "improbable",
    "roughly even chance",
    "roughly even odds",
    "likely",
    "probable",
    "probably",
    "very likely",
    "highly probable",
    "almost certain",
    "almost certainly",
    "nearly certain",
];

const CONFIDENCE: [&str; 4] =
    ["high confidence", "moderate confidence", "medium confidence", "low confidence"];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let scale: Vec<&str> = match &context.options.likelihoods {
        Some(terms) => terms.iter().map(String::as_str).collect(),
        None => ICD_203.to_vec(),
    };
    let mut sentence = ByteRange::default();
    let mut likelihood: Option<ByteRange> = None;
    let mut confidence: Option<ByteRange> = None;
    for claim in &context.note.claims {
        if claim.sentence != sentence {
            mixed(context, likelihood.take(), confidence.take(), out);
            sentence = claim.sentence;
        }
        for (range, term) in terms(claim, &scale) {
            let range = claim.to_note(range);
            if quoted(context, range) {
                continue;
            }
            likelihood = likelihood.or(Some(range));
            if let Term::Off(expression) = term {
                out.push(off_scale(context, range, expression, &scale));
            }
        }
        for words in CONFIDENCE {
            let found = find(&claim.text.to_ascii_lowercase(), words).map(|range| claim.to_note(range));
            confidence = confidence.or(found.filter(|range| !quoted(context, *range)));
        }
    }
    mixed(context, likelihood, confidence, out);
}

/// A term of likelihood in a claim.
enum Term {
    /// On the scale.
    On,
    /// Not.
    Off(&'static Expression),
}

/// The terms of likelihood in a claim, in order; of overlapping ones the longest.
fn terms(claim: &Claim, scale: &[&str]) -> Vec<(ByteRange, Term)> {
    let text = claim.text.to_ascii_lowercase();
    let mut found: Vec<(ByteRange, Term)> = Vec::new();
    let on = scale.iter().flat_map(|term| all(&text, term)).map(|range| (range, Term::On));
    let off = EXPRESSIONS
        .iter()
        .filter(|expression| !scale.contains(&expression.words))
        .flat_map(|expression| all(&text, expression.words).map(move |range| (range, Term::Off(expression))));
    let mut candidates: Vec<(ByteRange, Term)> = on.chain(off).collect();
    candidates.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start()));
    for (range, term) in candidates {
        if !found.iter().any(|(known, _)| known.overlaps(range)) {
            found.push((range, term));
        }
    }
    found.sort_by_key(|(range, _)| *range);
    found
}

/// The places of `words` in `text` as whole words, both in lower case.
fn all<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = ByteRange> + 't {
    text.match_indices(words).map(|(at, _)| ByteRange::new(at, at + words.len())).filter(|range| {
        let before = text.get(..range.start()).and_then(|head| head.chars().next_back());
        let after = text.get(range.end()..).and_then(|tail| tail.chars().next());
        ![before, after].into_iter().flatten().any(|c| c.is_alphanumeric() || c == '-')
    })
}

fn find(text: &str, words: &str) -> Option<ByteRange> {
    all(text, words).next()
}

fn quoted(context: &Context<'_>, range: ByteRange) -> bool {
    context.note.quotations.iter().any(|quotation| quotation.range.covers(range))
}

fn off_scale(context: &Context<'_>, range: ByteRange, expression: &Expression, scale: &[&str]) -> Diagnostic {
    let percent = |term: &str| EXPRESSIONS.iter().find(|it| it.words == term);
    let nearest = scale.iter().filter_map(|term| Some((*term, percent(term)?))).min_by_key(|(_, known)| {
        (known.percent.abs_diff(expression.percent), known.adverb != expression.adverb)
    });
    let mut message = format!("“{}” is not on the scale of likelihoods.", context.words(range));
    let mut fixes = Vec::new();
    if let Some((term, known)) = nearest {
        message.push_str(&format!(" The nearest term is “{term}”."));
        if known.adverb && expression.adverb {
            fixes.push(Fix::replace(format!("Replace by “{term}”"), range, term.to_owned()));
        }
    }
    Diagnostic {
        code: RULE.code,
        severity: Severity::Information,
        message,
        range,
        evidence: Vec::new(),
        related: Vec::new(),
        fixes,
    }
}

fn mixed(
    context: &Context<'_>,
    likelihood: Option<ByteRange>,
    confidence: Option<ByteRange>,
    out: &mut Vec<Diagnostic>,
) {
    if let (Some(likelihood), Some(range)) = (likelihood, confidence) {
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Information,
            message: format!(
                "Confidence (“{}”) stands in one sentence with likelihood (“{}”): a reader can’t tell them apart.",
                context.words(range),
                context.words(likelihood)
            ),
            range,
            evidence: Vec::new(),
            related: Vec::new(),
            fixes: Vec::new(),
        });
    }
}
