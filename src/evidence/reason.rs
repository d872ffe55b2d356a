//! The verdict's reason in one sentence, made of the findings and nothing else.

use super::findings::Suspicion;
use super::model::{Finding, Polarity, Verdict};

/// Why the verdict is what it is.
#[must_use]
pub fn reason(verdict: Verdict, findings: &[Finding], articles: usize) -> String {
    let conflicts: Vec<&str> = messages(findings, Polarity::Conflicts);
    let missing: Vec<&str> = messages(findings, Polarity::Missing);
    match verdict {
        Verdict::Supported if articles > 1 => format!("{articles} sources say so"),
        Verdict::Supported => "a source says so".to_owned(),
        Verdict::Contradicted => joined("a source says otherwise", &conflicts),
        Verdict::Partial => joined("only part of this was found", &missing),
        Verdict::Unsupported if missing.is_empty() => "no source was found that says so".to_owned(),
        Verdict::Unsupported => joined("no source was found that says so", &missing),
        Verdict::NotCheckable => "not a statement of fact".to_owned(),
    }
}

fn messages(findings: &[Finding], polarity: Polarity) -> Vec<&str> {
    findings.iter().filter(|f| f.polarity == polarity).map(|f| f.message.as_str()).collect()
}

fn joined(head: &str, messages: &[&str]) -> String {
    if messages.is_empty() { head.to_owned() } else { format!("{head}: {}", messages.join("; ")) }
}

/// The suspicions worth telling, as findings, the surest first.
#[must_use]
pub fn told(suspicions: &[Suspicion], least: f32) -> Vec<Finding> {
    suspicions.iter().filter(|s| s.confidence >= least).map(|s| s.finding.clone()).collect()
}
