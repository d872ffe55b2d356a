//! `search`: the best passages for some words.

use std::fmt::Write;
use std::path::Path;

use super::args::SearchArguments;
use super::failure::Failure;
use super::{CLEAN, FOUND, output, project};
use crate::render::terminal;
use crate::workspace::World;

/// Runs `search`.
pub fn run(arguments: &SearchArguments) -> Result<i32, Failure> {
    let world = project::open(Path::new("."), &arguments.corpus)?;
    let out = project::soundly(world, |world| Ok(found(world, arguments)))?;
    output::write(&out)?;
    Ok(if out.is_empty() { FOUND } else { CLEAN })
}

fn found(world: &World, arguments: &SearchArguments) -> String {
    let hits = world.library.search(&arguments.words.join(" "), arguments.limit);
    let mut out = String::new();
    for hit in &hits {
        let Some(span) = world.library.passage_span(hit.passage) else { continue };
        let Some(article) = world.library.article(span.article) else { continue };
        let words = world.library.span_text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let date = article.date.map(|date| format!(" ({})", date.day)).unwrap_or_default();
        let path = project::shown(&article.path);
        // Writing to a string can't fail.
        let _ = writeln!(
            out,
            "{}:{}{date}\n  {}",
            terminal::plain(&path.display().to_string()),
            article.source_line(span.range),
            terminal::plain(&words)
        );
    }
    out
}
