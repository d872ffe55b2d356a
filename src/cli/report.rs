//! `report`: the sourcing report as one HTML file.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::ReportArguments;
use super::failure::Failure;
use super::{CLEAN, FAILED, check, output, project};
use crate::features::report::report;
use crate::render::html;

/// Runs `report`.
pub fn run(arguments: &ReportArguments) -> Result<i32, Failure> {
    let paths = match arguments.paths.as_slice() {
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    };
    check::all_exist(&paths)?;
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let world = project::open(first, &arguments.corpus)?;
    let given = arguments.corpus.is_given();
    let mut notes = check::find_notes(&paths, &world, given)?;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let (worlds, others) = check::Worlds::over_one_corpus(world, &notes, given)?;
    for folder in &others {
        notes.retain(|note| !note.starts_with(folder));
        output::tell(format_args!(
            "{0} has articles of its own and is left out: `attest-ls report {0} -o FILE.html`",
            project::shown(folder).display()
        ));
    }
    let (mut checked, mut unread) = check::check_all(&notes, &worlds);
    let mended = worlds.mended();
    if let Some(worlds) = &mended {
        (checked, unread) = check::check_all(&notes, worlds);
    }
    let world = &mended.as_ref().unwrap_or(&worlds).main;
    let page = html::page(&report(&checked, world, today), &project::base());
    for failure in &unread {
        output::tell(failure);
    }
    if arguments.output == Path::new("-") {
        output::write(&page)?;
    } else {
        std::fs::write(&arguments.output, page)
            .map_err(|error| Failure::Unwritable { path: arguments.output.clone(), error })?;
        output::tell(format_args!("wrote {}", arguments.output.display()));
    }
    Ok(if unread.is_empty() { CLEAN } else { FAILED })
}
