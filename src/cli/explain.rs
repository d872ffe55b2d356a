//! `explain`: a rule's documentation, or why a claim got its verdict.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;

use super::args::ExplainArguments;
use super::failure::Failure;
use super::{CLEAN, check, output, project};
use crate::evidence::{self, Cancel, ClaimAnalysis, Judge};
use crate::notes::{Checkable, Claim};
use crate::render::explanation;
use crate::render::terminal::plain;
use crate::rules::{RULES, rule};
use crate::text::position::{Encoding, LineColumn, offset};
use crate::workspace::{SettingsError, World, analyze};

/// Runs `explain`.
pub fn run(arguments: &ExplainArguments) -> Result<i32, Failure> {
    if let Some(rule) = rule(&arguments.subject) {
        output::write(&rule.documentation())?;
        return Ok(CLEAN);
    }
    let Some(place) = Place::parse(&arguments.subject) else {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        return Err(Failure::NotFound(format!(
            "{}; for a claim give FILE:LINE or FILE:LINE:COLUMN",
            SettingsError::unknown("rule", &arguments.subject, &known)
        )));
    };
    let path = project::absolute(&place.path)?;
    let world = project::open(&path, &arguments.corpus)?;
    let text = check::read_note(&path, &world.settings.terms.limits)?;
    output::write(&project::soundly(world, |world| {
        explained(&arguments.subject, &place, &path, &text, world)
    })?)?;
    Ok(CLEAN)
}

fn explained(
    subject: &str,
    place: &Place,
    path: &Path,
    text: &Arc<str>,
    world: &World,
) -> Result<String, Failure> {
    let analysis = analyze(Arc::clone(text), path, world, &Cancel::new())
        .map_err(|_| Failure::NotFound(format!("{}: stopped", path.display())))?;
    let rope = Rope::from_str(&analysis.note.text);
    let line = place.line.saturating_sub(1);
    let at = |column| offset(&rope, LineColumn { line, column }, Encoding::Utf32).0;
    let (start, end) = (at(0), at(u32::MAX));
    let wanted: Vec<usize> = match place.column {
        Some(column) => analysis.claim_at(at(column.saturating_sub(1))).into_iter().collect(),
        None => (0..analysis.note.claims.len())
            .filter(|&index| {
                let range = analysis.note.claims.get(index).map(|claim| claim.range).unwrap_or_default();
                range.start() < end.max(start + 1) && range.end() > start
            })
            .collect(),
    };
    let explained: Vec<String> = wanted
        .iter()
        .filter_map(|&index| {
            let (claim, assessment) = (analysis.note.claims.get(index)?, analysis.assessments.get(index)?);
            let summary = explanation::text(claim, assessment, &world.library, &project::base());
            Some(match claim.checkable {
                Checkable::Yes => format!("{summary}\n{}", steps(claim, world)),
                Checkable::No(_) => summary,
            })
        })
        .collect();
    if explained.is_empty() {
        return Err(Failure::NotFound(format!("{subject}: no claim there")));
    }
    // The steps show passages as they are.
    Ok(explained.join("\n").split_inclusive('\n').map(shown_line).collect())
}

fn shown_line(line: &str) -> String {
    match line.strip_suffix('\n') {
        Some(line) => plain(line) + "\n",
        None => plain(line),
    }
}

/// How the claim's words were set against the passages, and how that made the score.
fn steps(claim: &Claim, world: &World) -> String {
    let library = &world.library;
    let judge = Judge { strictness: world.settings.strictness, ..Judge::default() };
    let analysis = ClaimAnalysis::of(claim, library, judge.reference);
    let inquiry = evidence::inquire(&judge, &analysis, library, &Cancel::new());
    evidence::explain::explain(&inquiry, judge.scorer)
}

/// `FILE:LINE[:COLUMN]`, both from 1.
struct Place {
    path: PathBuf,
    line: u32,
    column: Option<u32>,
}

impl Place {
    fn parse(subject: &str) -> Option<Self> {
        let (head, last) = subject.rsplit_once(':')?;
        let last: u32 = last.parse().ok()?;
        // A number before the last one is the line, unless it belongs to the file's name.
        let (path, line, column) = match head.rsplit_once(':').map(|(path, line)| (path, line.parse::<u32>()))
        {
            Some((path, Ok(line))) => (path, line, Some(last)),
            _ => (head, last, None),
        };
        Some(Self { path: Path::new(path).to_owned(), line, column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_a_line_and_may_have_a_column() {
        let place = Place::parse("notes/a.md:12:3").unwrap();
        assert_eq!((place.path, place.line, place.column), (PathBuf::from("notes/a.md"), 12, Some(3)));
        let place = Place::parse("notes/a.md:12").unwrap();
        assert_eq!((place.path, place.line, place.column), (PathBuf::from("notes/a.md"), 12, None));
        assert!(Place::parse("misquote").is_none());
    }
}
