//! A note of the report: its text, its claims with what the sources say, its sections' figures.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::figures::Figures;
use crate::corpus::ArticleSpan;
use crate::evidence::Verdict;
use crate::features::grounds::grounds;
use crate::features::hover::{ObjectionHover, Quote, objection_hover, quote};
use crate::features::symbols::section;
use crate::rules::Diagnostic;
use crate::text::ByteRange;
use crate::workspace::{Analysis, World};

/// Passages that stand beside a claim at most: more than these nobody reads in a margin.
const QUOTES: usize = 4;

/// A note of the report.
#[derive(Clone, Debug)]
pub struct NoteReport {
    /// Its file.
    pub path: PathBuf,
    /// Its first heading, or the name of its file.
    pub title: String,
    /// The Markdown.
    pub text: Arc<str>,
    /// How its claims stand.
    pub figures: Figures,
    /// Its sections with claims, in order.
    pub sections: Vec<Section>,
    /// Its claims that were checked, in order.
    pub claims: Vec<ReportClaim>,
    /// What the rules say outside of claims, in order.
    pub loose: Vec<Diagnostic>,
}

/// A heading and how the claims below it stand.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading's words.
    pub title: String,
    /// 1 to 6.
    pub level: u8,
    /// How the claims down to the next heading of this level stand.
    pub figures: Figures,
}

/// A checked claim.
#[derive(Clone, Debug)]
pub struct ReportClaim {
    /// Its number, from 1, through all notes of the report.
    pub number: usize,
    /// Where it stands in the note's text.
    pub range: ByteRange,
    /// Its words.
    pub text: String,
    /// In one word.
    pub verdict: Verdict,
    /// The calibrated probability that the sources support it.
    pub score: f32,
    /// Why.
    pub reason: String,
    /// How many independent sources support it.
    pub independent: usize,
    /// The passages that the verdict rests on, the best first, with their places; for a claim without
    /// support the nearest one.
    pub quotes: Vec<(ArticleSpan, Quote)>,
    /// The source that says otherwise, when one does beside those that support it.
    pub objection: Option<ObjectionHover>,
    /// What the rules say of its words.
    pub diagnostics: Vec<Diagnostic>,
}

impl ReportClaim {
    /// Whether its passages speak for or against it, and are not only near.
    #[must_use]
    pub fn has_evidence(&self) -> bool {
        matches!(self.verdict, Verdict::Supported | Verdict::Partial | Verdict::Contradicted)
    }
}

/// The note at `path`; `number` is that of the last claim so far.
pub(super) fn note(path: &Path, analysis: &Analysis, world: &World, number: &mut usize) -> NoteReport {
    let note = &analysis.note;
    let mut claims = Vec::new();
    for (index, (claim, assessment)) in note.claims.iter().zip(&analysis.assessments).enumerate() {
        if assessment.verdict == Verdict::NotCheckable {
            continue;
        }
        *number += 1;
        let spans = grounds(assessment, &world.library);
        claims.push(ReportClaim {
            number: *number,
            range: claim.range,
            text: claim.text.clone(),
            verdict: assessment.verdict,
            score: assessment.score,
            reason: assessment.reason.clone(),
            independent: analysis.sources.get(index).map_or(0, |sources| sources.independent()),
            quotes: spans
                .into_iter()
                .take(QUOTES)
                .filter_map(|span| Some((span, quote(world, span)?)))
                .collect(),
            objection: objection_hover(analysis, world, index),
            diagnostics: Vec::new(),
        });
    }
    let mut loose = Vec::new();
    for diagnostic in &analysis.diagnostics {
        let around = claims.iter_mut().filter(|claim| claim.range.overlaps(diagnostic.range));
        match around.min_by_key(|claim| claim.range.len()) {
            Some(claim) => claim.diagnostics.push(diagnostic.clone()),
            None => loose.push(diagnostic.clone()),
        }
    }
    let sections = (0..note.headings.len()).filter_map(|index| {
        let heading = note.headings.get(index)?;
        let figures = Figures::within(analysis, section(note, index));
        let (title, level) = (heading.text.clone(), heading.level);
        (figures.claims() > 0).then_some(Section { title, level, figures })
    });
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    NoteReport {
        path: path.to_owned(),
        title: note.headings.first().map_or_else(|| name.into_owned(), |heading| heading.text.clone()),
        text: Arc::clone(&note.text),
        figures: Figures::within(analysis, ByteRange::new(0, note.text.len())),
        sections: sections.collect(),
        claims,
        loose,
    }
}
