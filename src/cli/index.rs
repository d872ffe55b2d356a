//! `index`: builds or refreshes the index of the corpus.

use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use super::args::IndexArguments;
use super::failure::Failure;
use super::{CLEAN, output, project};
use crate::corpus::load::Progress;
use crate::index::Watch;
use crate::workspace::cache::{self, Opened};
use crate::workspace::settings::Written;

/// Runs `index`.
pub fn run(arguments: &IndexArguments) -> Result<i32, Failure> {
    let (_, settings) = project::settings(Path::new("."), &arguments.corpus, Written::default())?;
    if !settings.cache {
        return Err(Failure::Input(
            "the settings or --no-cache say that no index is kept; set `cache = true` in attest.toml"
                .to_owned(),
        ));
    }
    let begun = Instant::now();
    let bar = project::progress_bar();
    let progress = |progress: Progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
        let megabytes = progress.bytes as f64 / 1e6;
        bar.set_message(format!("{:.1} MB/s", megabytes / begun.elapsed().as_secs_f64().max(0.001)));
    };
    let watch = Watch { progress: &progress, goes_on: &|| true };
    let Opened { library, problems, notices, .. } = cache::open(&settings, true, None, &watch)
        .map_err(|error| Failure::Input(format!("the index was not built: {error}")))?;
    bar.finish_and_clear();
    for notice in notices.iter().chain(&problems.iter().map(ToString::to_string).collect::<Vec<_>>()) {
        output::tell(notice);
    }
    if library.is_empty() {
        let folders: Vec<String> =
            settings.corpus.iter().map(|folder| folder.display().to_string()).collect();
        return Err(Failure::EmptyCorpus { folders: folders.join(", ") });
    }
    let Some(base) = library.base() else {
        return Err(Failure::Input("there is no index; the corpus was read without one".to_owned()));
    };
    output::tell(format_args!(
        "the index of {} {} is up to date ({:.1} s)",
        library.len(),
        if library.len() == 1 { "article" } else { "articles" },
        begun.elapsed().as_secs_f64()
    ));
    if arguments.stats {
        let mut out = String::new();
        let stories: std::collections::BTreeSet<u32> = (0..base.len()).map(|it| library.story(it)).collect();
        // Writing to a string can't fail.
        let _ = write!(
            out,
            "articles  {}\nstories   {}\npassages  {}\nterms     {}\nentities  {}\nproblems  {}\nbytes     {}\nfile      {}\n",
            base.len(),
            stories.len(),
            base.passages(),
            base.terms(),
            base.entities(),
            problems.len(),
            base.size(),
            crate::render::terminal::plain(&base.path().display().to_string())
        );
        output::write(&out)?;
    }
    Ok(CLEAN)
}
