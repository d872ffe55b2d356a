//! `check`: notes in, findings out.

mod notes;
mod watch;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub use notes::{Worlds, all_exist, check_all, find_notes, read_note};

use super::args::{CheckArguments, Format};
use super::failure::Failure;
use super::{CLEAN, FAILED, FOUND, git, output, project};
use crate::corpus::Problem;
use crate::features::baseline::Baseline;
use crate::notes::SuppressionScope;
use crate::render::json::{Report, Summary};
use crate::render::{github, json, sarif, terminal};
use crate::text::position;
use crate::workspace::settings::Written;
use crate::workspace::{Analysis, analysis};

/// A note and what was found out about it.
type Checked = (PathBuf, Analysis);

/// Runs `check`.
pub fn run(arguments: &CheckArguments) -> Result<i32, Failure> {
    let paths = match arguments.paths.as_slice() {
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    };
    all_exist(&paths)?;
    let (notes, worlds) = open(arguments, &paths)?;
    if arguments.watch {
        return watch::run(arguments, &paths, worlds);
    }
    once(arguments, notes, &worlds)
}

/// The notes that `paths` name, and what they are held against.
fn open(arguments: &CheckArguments, paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Worlds), Failure> {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let mut stronger = match &arguments.settings {
        Some(json) => {
            let value = serde_json::from_str(json)
                .map_err(|error| Failure::Input(format!("--settings is not JSON: {error}")))?;
            Written::from_editor(value)?
        }
        None => Written::default(),
    };
    let main = project::open_with(first, &arguments.corpus, stronger.clone())?;
    if arguments.corpus.is_given() {
        stronger.corpus = Some(main.settings.corpus.clone());
    }
    if arguments.corpus.no_cache {
        stronger.cache = Some(false);
    }
    let notes = find_notes(paths, &main, arguments.corpus.is_given())?;
    let worlds = Worlds::for_notes(main, &notes, &stronger)?;
    Ok((notes, worlds))
}

/// Checks `notes` once and prints what was found.
fn once(arguments: &CheckArguments, mut notes: Vec<PathBuf>, worlds: &Worlds) -> Result<i32, Failure> {
    if let Some(revision) = &arguments.since {
        let changed = git::changed_since(revision, &worlds.main.root)?;
        notes.retain(|note| changed.contains(note));
        if notes.is_empty() {
            output::tell(format_args!("no note changed since {revision}"));
        }
    }
    let (mut checked, mut unread) = check_all(&notes, worlds);
    let mended = worlds.mended();
    let worlds = mended.as_ref().unwrap_or(worlds);
    if mended.is_some() {
        (checked, unread) = check_all(&notes, worlds);
    }
    for failure in &unread {
        output::tell(failure);
    }
    if let Some(path) = &arguments.baseline {
        hold_against(path, arguments.update_baseline, &mut checked, worlds)?;
    }
    let mut summary = Summary::default();
    for (_, analysis) in &checked {
        summary.add(analysis);
    }
    if arguments.list_suppressed {
        output::write(&suppressed(&checked, worlds))?;
    } else if arguments.statistics {
        output::write(&statistics(&checked, &summary))?;
    } else {
        print(arguments.format, &checked, unread.len(), worlds, &summary)?;
    }
    if !unread.is_empty() {
        return Ok(FAILED);
    }
    let fails = arguments.fail_on.severity().is_some_and(|least| summary.at_least(least));
    Ok(if fails { FOUND } else { CLEAN })
}

/// Writes the baseline at `path`, or takes what it knows out of `checked`.
fn hold_against(path: &Path, update: bool, checked: &mut [Checked], worlds: &Worlds) -> Result<(), Failure> {
    let root = &worlds.main.root;
    if update {
        let baseline = Baseline::of(checked.iter().map(|(path, analysis)| (path.as_path(), analysis)), root);
        std::fs::write(path, baseline.to_json())
            .map_err(|error| Failure::Unwritable { path: path.to_owned(), error })?;
        output::tell(format_args!("wrote {} with {} findings", path.display(), baseline.len()));
        for (_, analysis) in checked {
            analysis.diagnostics.clear();
        }
        return Ok(());
    }
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Failure::Input(format!(
                "{}: there is no such baseline; `--update-baseline` beside it writes one",
                path.display()
            )));
        }
        Err(error) => return Err(Failure::Unreadable { path: path.to_owned(), error }),
    };
    let baseline =
        Baseline::from_json(&text).map_err(|fault| Failure::Input(format!("{}: {fault}", path.display())))?;
    let held = baseline.hold(checked.iter_mut().map(|(path, analysis)| (path.as_path(), analysis)), root);
    let gone = match held.gone {
        0 => String::new(),
        gone => format!("; {gone} of it are gone, `--update-baseline` forgets them"),
    };
    output::tell(format_args!("{} findings are known to the baseline{gone}", held.known));
    Ok(())
}

fn print(
    format: Format,
    checked: &[Checked],
    unread: usize,
    worlds: &Worlds,
    summary: &Summary,
) -> Result<(), Failure> {
    let base = project::base();
    let library = |path: &Path| &worlds.of(path).library;
    match format {
        Format::Text => print_text(checked, unread, worlds, summary)?,
        Format::Json => {
            let mut report = Report::new();
            for (path, analysis) in checked {
                report.add(path, analysis, library(path), &base);
            }
            output::write_json(&mut std::io::stdout().lock(), &report)?;
        }
        Format::Jsonl => {
            let mut out = std::io::stdout().lock();
            for (path, analysis) in checked {
                for line in json::lines(path, analysis, library(path), &base) {
                    output::write_json(&mut out, &line)?;
                }
            }
        }
        Format::Sarif => {
            let notes = checked.iter().map(|(path, analysis)| (path.as_path(), analysis, &**library(path)));
            output::write_json(&mut std::io::stdout().lock(), &sarif::log(notes, &base))?;
        }
        Format::Github => {
            for (path, analysis) in checked {
                output::write(&github::annotations(path, analysis, &base))?;
            }
        }
    }
    Ok(())
}

fn print_text(checked: &[Checked], unread: usize, worlds: &Worlds, summary: &Summary) -> Result<(), Failure> {
    let style = output::style();
    let base = project::base();
    for (path, analysis) in checked {
        let library = &worlds.of(path).library;
        for found in &analysis.diagnostics {
            let mut text = terminal::diagnostic(found, &analysis.note.text, path, library, &base, style);
            text.push_str("\n\n");
            output::write(&text)?;
        }
    }
    let mut line = terminal::summary(summary, checked.len(), worlds.main.library.len());
    line.push('\n');
    line.push_str(&not_read(unread, worlds));
    output::write(&line)
}

/// How much of notes and corpus the findings do not speak of; empty when that is nothing. Which files they
/// are was told on stderr, but for those that are no articles by their names.
fn not_read(unread: usize, worlds: &Worlds) -> String {
    let world = &worlds.main;
    let is_link = |path: &&PathBuf| path.is_symlink();
    let links = world.skipped.iter().filter(is_link).count();
    let whole = |problem: &&Problem| problem.means_unread();
    let parts: Vec<String> = [
        (unread, "note"),
        (world.problems.iter().filter(whole).count(), "file or folder of the corpus"),
        (links, "link in the corpus"),
        (world.skipped.len() - links, "file of another kind in the corpus"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| match count {
        1 => format!("1 {what}"),
        many => format!(
            "{many} {}",
            what.replace("file", "files")
                .replace("folder", "folders")
                .replace("note", "notes")
                .replace("link", "links")
        ),
    })
    .collect();
    if parts.is_empty() { String::new() } else { format!("Not read: {}.\n", parts.join(", ")) }
}

/// The findings by rule, the most frequent first.
fn statistics(checked: &[Checked], summary: &Summary) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (_, analysis) in checked {
        let mut seen = Vec::new();
        for diagnostic in &analysis.diagnostics {
            let (findings, notes) = counts.entry(diagnostic.code).or_default();
            *findings += 1;
            *notes += usize::from(!seen.contains(&diagnostic.code));
            seen.push(diagnostic.code);
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, (findings, _))| std::cmp::Reverse(*findings));
    let mut out = String::from("findings  notes  rule\n");
    // Writing to a string can't fail.
    for (code, (findings, notes)) in rows {
        let _ = writeln!(out, "{findings:>8}  {notes:>5}  {code}");
    }
    let Summary { claims, supported, partial, unsupported, contradicted, not_checkable, .. } = summary;
    let _ = writeln!(
        out,
        "\n{claims} statements: {supported} supported, {partial} partly, {unsupported} without a source, \
         {contradicted} contradicted, {not_checkable} no claims"
    );
    out
}

/// The directives that silence rules, and what each of them silences.
fn suppressed(checked: &[Checked], worlds: &Worlds) -> String {
    let base = project::base();
    let mut out = String::new();
    for (path, analysis) in checked {
        let hidden = analysis::suppressed(analysis, worlds.of(path));
        for suppression in &analysis.note.suppressions {
            let scope = match &suppression.scope {
                SuppressionScope::All => "everything".to_owned(),
                SuppressionScope::Codes(codes) => codes.join(", "),
            };
            let reason = if suppression.reason.is_empty() { "no reason given" } else { &suppression.reason };
            let place = position::line_of(&analysis.note.text, suppression.range.start());
            // Writing to a string can't fail.
            let _ = writeln!(
                out,
                "{}",
                terminal::plain(&format!("{}:{place}: {scope}: {reason}", base.shown(path)))
            );
            for found in hidden.iter().filter(|found| suppression.covers.covers(found.range)) {
                let line = position::line_of(&analysis.note.text, found.range.start());
                let _ = writeln!(out, "    line {line}: {}: {}", found.code, terminal::plain(&found.message));
            }
        }
    }
    if out.is_empty() {
        out.push_str("nothing is suppressed\n");
    }
    out
}
