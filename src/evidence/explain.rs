//! [`explain`]: how a claim got its verdict, step by step, from the same inquiry as the verdict.

use std::fmt::Write as _;

use super::alignment::{Alignment, MatchKind};
use super::assess::Inquiry;
use super::claim::SlotKind;
use super::features::FEATURES;
use super::scorer::Scorer;

/// Passages shown with their alignments.
const SHOWN: usize = 3;

/// The claim's slots, the best passages and how they fill the slots, conflicts, figures and the
/// scorer's word, as plain text; deterministic.
#[must_use]
pub fn explain(inquiry: &Inquiry, scorer: &dyn Scorer) -> String {
    let mut out = String::new();
    let situation = &inquiry.situation;
    let claim = situation.claim;
    let _ = writeln!(out, "claim: {}", claim.text);
    for (number, alignment) in situation.alignments.iter().take(SHOWN).enumerate() {
        let article = situation.library.article(alignment.passage.id.article);
        let place = article.as_ref().map_or("", |article| article.id.as_str());
        let _ = writeln!(
            out,
            "\npassage {} ({place}), covers {:.2}, with its context {:.2}:\n  {}",
            number + 1,
            alignment.coverage,
            alignment.with_context,
            situation.library.passage_text(alignment.passage.id)
        );
        for (index, slot) in claim.slots.iter().enumerate() {
            let _ = writeln!(
                out,
                "  {:<24} {:>4.1} {} {}",
                slot.range.of(&claim.text),
                slot.weight,
                kind_of(&slot.kind),
                described(alignment, index, &situation.library.passage_text(alignment.passage.id))
            );
        }
    }
    if !inquiry.conflicts.is_empty() {
        let _ = writeln!(out, "\nconflicts:");
        for suspicion in &inquiry.conflicts {
            let _ = writeln!(
                out,
                "  {:.2} {:?}: {}",
                suspicion.confidence, suspicion.finding.kind, suspicion.finding.message
            );
        }
    }
    let _ = writeln!(out, "\nfigures:");
    for ((name, _), value) in FEATURES.iter().zip(inquiry.features.0) {
        if value > 0.0 {
            let _ = writeln!(out, "  {name:<22} {value:.2}");
        }
    }
    let _ = writeln!(
        out,
        "\n{}: supported {:.2}, contradicted {:.2}",
        scorer.name(),
        inquiry.judgement.supported,
        inquiry.judgement.contradicted
    );
    out
}

fn kind_of(kind: &SlotKind) -> &'static str {
    match kind {
        SlotKind::Word => "word    ",
        SlotKind::Name(..) => "name    ",
        SlotKind::Quantity(_) => "quantity",
        SlotKind::Date(_) => "date    ",
    }
}

fn described(alignment: &Alignment, index: usize, passage: &str) -> String {
    let Some(found) = alignment.matches.get(index) else { return String::new() };
    let words = found.source.map_or("", |range| range.of(passage));
    let how = match found.kind {
        MatchKind::Same => "the same",
        MatchKind::Entity => "another name",
        MatchKind::Related => "related",
        MatchKind::Quantity => "quantity agrees",
        MatchKind::Date => "date agrees",
        MatchKind::Pronoun => "pronoun",
        MatchKind::Opposite => "the opposite",
        MatchKind::None => "not here",
    };
    let around = alignment.around.get(index).copied().unwrap_or(0.0);
    let mut text = format!("{how} {:.2}", found.strength);
    if !words.is_empty() {
        let _ = write!(text, " \u{201c}{words}\u{201d}");
    }
    if around > found.strength {
        let _ = write!(text, ", around it {around:.2}");
    }
    text
}
