//! `check --watch`: checks again whenever a note, an article or the settings change.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::event::{EventKind, ModifyKind};
use notify::{RecursiveMode, Watcher};

use super::{Worlds, find_notes, once, open};
use crate::cli::args::CheckArguments;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::workspace::settings::FILE_NAME;

/// Changes that come this close together are one.
const TOGETHER: Duration = Duration::from_millis(150);

/// Checks until the process is ended.
pub(super) fn run(arguments: &CheckArguments, paths: &[PathBuf], mut worlds: Worlds) -> Result<i32, Failure> {
    let (send, receive) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody listens only when the process ends.
        let _ = send.send(event);
    })
    .map_err(|error| Failure::Input(format!("--watch: files can't be watched here: {error}")))?;
    let folders = worlds.main.settings.corpus.iter().filter(|folder| !folder.starts_with(&worlds.main.root));
    for folder in std::iter::once(&worlds.main.root).chain(folders.filter(|folder| folder.is_dir())) {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .map_err(|error| Failure::Input(format!("--watch: {}: {error}", folder.display())))?;
    }
    loop {
        let notes = find_notes(paths, &worlds.main, arguments.corpus.is_given());
        match notes.and_then(|notes| once(arguments, notes, &worlds)) {
            Ok(_) => {}
            Err(failure @ Failure::Output(_)) => return Err(failure),
            // A note that is written just now comes again.
            Err(failure) => output::tell(failure),
        }
        output::write("\nwatching; end with Ctrl-C\n")?;
        let changed = changes(&receive, &worlds)?;
        if changed.iter().any(|path| path.file_name().is_some_and(|name| name == FILE_NAME)) {
            match open(arguments, paths) {
                Ok((_, new)) => worlds = new,
                Err(failure) => output::tell(failure),
            }
        } else if let Some(new) = worlds.with_changed_files(&changed) {
            worlds = new;
        }
    }
}

/// Waits for the next changes that matter.
fn changes(
    events: &Receiver<notify::Result<notify::Event>>,
    worlds: &Worlds,
) -> Result<Vec<PathBuf>, Failure> {
    let ended = |_| Failure::Input("--watch: the watch on the files ended".to_owned());
    let mut changed: Vec<PathBuf> = Vec::new();
    loop {
        let next = if changed.is_empty() {
            Some(events.recv().map_err(ended)?)
        } else {
            events.recv_timeout(TOGETHER).ok()
        };
        match next {
            Some(Ok(event)) => {
                // Reading a file is no change, nor is a new time stamp.
                let real =
                    !matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)));
                let ours = |path: &PathBuf| {
                    path.file_name().is_some_and(|name| name == FILE_NAME)
                        || worlds.main.is_article(path)
                        || worlds.main.is_note(path)
                };
                changed.extend(event.paths.into_iter().filter(|path| real && ours(path)));
            }
            Some(Err(error)) => output::tell(format_args!("--watch: {error}")),
            None => {
                changed.sort();
                changed.dedup();
                return Ok(changed);
            }
        }
    }
}
