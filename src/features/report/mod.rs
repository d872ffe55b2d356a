//! The sourcing report: everything that a reader of some notes wants to know of their sources, as
//! plain data. Each subject has its file; `render::html` writes the page.

mod claims;
mod concerns;
mod figures;
mod names;
mod sources;
mod timeline;
mod unchecked;

use std::path::PathBuf;

use jiff::civil::Date;

pub use claims::{NoteReport, ReportClaim, Section};
pub use concerns::Concern;
pub use figures::Figures;
pub use names::{Linked, NameRow, Names, UnknownName};
pub use sources::{SourceRow, SourceTable, Story};
pub use timeline::{Day, Entry};
pub use unchecked::{Silenced, Unchecked, UncheckedStatement};

use crate::workspace::{Analysis, World};

/// A note that was checked, and where it lies.
pub type Checked = (PathBuf, Analysis);

/// A report over some notes.
#[derive(Clone, Debug)]
pub struct Report {
    /// The day on which it was made.
    pub day: Date,
    /// Over all notes.
    pub figures: Figures,
    /// The notes, in the order given.
    pub notes: Vec<NoteReport>,
    /// What the rules say at warning or above, the worst first.
    pub concerns: Vec<Concern>,
    /// The evidence by the day on which it was published.
    pub timeline: Vec<Day>,
    /// The articles that the notes rest on.
    pub sources: SourceTable,
    /// Whom and what the notes name.
    pub names: Names,
    /// What was left alone.
    pub unchecked: Unchecked,
}

/// The report of `notes`, made on `day`.
#[must_use]
pub fn report(notes: &[Checked], world: &World, day: Date) -> Report {
    let mut reports = Vec::with_capacity(notes.len());
    let mut number = 0;
    for (path, analysis) in notes {
        reports.push(claims::note(path, analysis, world, &mut number));
    }
    let mut figures = Figures::default();
    for note in &reports {
        figures.add(&note.figures);
    }
    Report {
        day,
        figures,
        concerns: concerns::concerns(notes, &reports),
        timeline: timeline::timeline(&reports, world),
        sources: sources::table(notes, &reports, world),
        names: names::names(notes, world),
        unchecked: unchecked::unchecked(notes, world),
        notes: reports,
    }
}
