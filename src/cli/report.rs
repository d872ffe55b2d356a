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
    let notes = check::find_notes(&paths, &world)?;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let (page, unread) = project::soundly(world, |world| {
        let worlds = check::Worlds::one(world.clone());
        let (checked, unread) = check::check_all(&notes, &worlds);
        Ok((html::page(&report(&checked, world, today), &project::base()), unread))
    })?;
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
