//! `check`: notes in, findings out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::args::{CheckArguments, Format};
use super::failure::Failure;
use super::{CLEAN, FAILED, FOUND, output, project};
use crate::evidence::Cancel;
use crate::render::json::{Report, Summary};
use crate::render::{github, sarif, terminal};
use crate::workspace::settings::Written;
use crate::workspace::{Analysis, World, analyze, discover};

/// Runs `check`.
pub fn run(arguments: &CheckArguments) -> Result<i32, Failure> {
    let paths = match arguments.paths.as_slice() {
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    };
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    all_exist(&paths)?;
    let stronger = match &arguments.settings {
        Some(json) => {
            let value = serde_json::from_str(json)
                .map_err(|error| Failure::Input(format!("--settings is not JSON: {error}")))?;
            Written::from_editor(value)?
        }
        None => Written::default(),
    };
    let world = project::open_with(first, &arguments.corpus.corpus, stronger)?;
    let notes = find_notes(&paths, &world)?;
    let (checked, unread) = check_all(&notes, &world);
    let base = project::base();
    let mut summary = Summary::default();
    for (_, analysis) in &checked {
        summary.add(analysis);
    }
    match arguments.format {
        Format::Text => print_text(&checked, &world, &summary)?,
        Format::Json => {
            let mut report = Report::new();
            for (path, analysis) in &checked {
                report.add(path, analysis, &world.library, &base);
            }
            let mut out = std::io::stdout().lock();
            output::write_json(&mut out, &report)?;
        }
        Format::Sarif => {
            let notes = checked.iter().map(|(path, analysis)| (path.as_path(), analysis));
            let mut out = std::io::stdout().lock();
            output::write_json(&mut out, &sarif::log(notes, &world.library, &base))?;
        }
        Format::Github => {
            for (path, analysis) in &checked {
                output::write(&github::annotations(path, analysis, &base))?;
            }
        }
    }
    for failure in &unread {
        eprintln!("attest-ls: {failure}");
    }
    if !unread.is_empty() {
        return Ok(FAILED);
    }
    let fails = arguments.fail_on.severity().is_some_and(|least| summary.at_least(least));
    Ok(if fails { FOUND } else { CLEAN })
}

/// That every one of `paths` is there.
///
/// # Errors
/// The first that is not.
pub(super) fn all_exist(paths: &[PathBuf]) -> Result<(), Failure> {
    match paths.iter().find(|path| !path.exists()) {
        Some(missing) => Err(Failure::NotFound(format!("{}: no such file or folder", missing.display()))),
        None => Ok(()),
    }
}

/// The notes that `paths` name, each once, in order: files as they are, folders searched.
pub(super) fn find_notes(paths: &[PathBuf], world: &World) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        let path = project::absolute(path)?;
        if path.is_file() {
            found.push(path);
        } else {
            // A folder at or above the root means the workspace.
            let start = if world.root.starts_with(&path) { &world.root } else { &path };
            found.extend(discover::notes(start, &world.root, &world.settings));
        }
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::NoNotes { paths: paths.join(", ") });
    }
    Ok(found)
}

/// Every note checked, in order, and why some could not be read.
pub(super) fn check_all(notes: &[PathBuf], world: &World) -> (Vec<(PathBuf, Analysis)>, Vec<Failure>) {
    let results: Vec<Result<(PathBuf, Analysis), Failure>> = notes
        .par_iter()
        .map(|path| {
            let text = read_note(path)?;
            let analysis = analyze(text, path, world, &Cancel::new())
                .map_err(|_| Failure::NotFound(format!("{}: stopped", path.display())))?;
            Ok((path.clone(), analysis))
        })
        .collect();
    let (mut checked, mut unread) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(pair) => checked.push(pair),
            Err(failure) => unread.push(failure),
        }
    }
    (checked, unread)
}

/// A note's text.
///
/// # Errors
/// When the file can't be read or is not UTF-8.
pub fn read_note(path: &Path) -> Result<Arc<str>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text.into()),
        Err(error) => Err(Failure::Unreadable { path: project::shown(path), error }),
    }
}

fn print_text(checked: &[(PathBuf, Analysis)], world: &World, summary: &Summary) -> Result<(), Failure> {
    let style = output::style();
    let base = project::base();
    for (path, analysis) in checked {
        for found in &analysis.diagnostics {
            let mut text =
                terminal::diagnostic(found, &analysis.note.text, path, &world.library, &base, style);
            text.push_str("\n\n");
            output::write(&text)?;
        }
    }
    let mut line = terminal::summary(summary, checked.len(), world.library.len());
    line.push('\n');
    output::write(&line)
}
