//! Opening the workspace that a command works on: its root, settings and corpus, with progress on
//! stderr.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::CorpusArguments;
use super::failure::Failure;
use super::output;
use crate::corpus::load::Progress;
use crate::render::paths::Base;
use crate::workspace::settings::Written;
use crate::workspace::{Settings, World, discover};

/// Reads settings and corpus of the workspace around `start`; folders of `corpus` override the
/// settings'. Problems with single articles are told on stderr and the rest goes on.
///
/// # Errors
/// When the settings have a fault, or there is no article at all.
pub fn open(start: &Path, corpus: &CorpusArguments) -> Result<World, Failure> {
    open_with(start, corpus, Written::default())
}

/// [`open`] with settings that are stronger than the file's.
///
/// # Errors
/// See [`open`].
pub fn open_with(start: &Path, corpus: &CorpusArguments, stronger: Written) -> Result<World, Failure> {
    let (root, settings) = settings(start, corpus, stronger)?;
    let bar = progress_bar();
    let world = World::load(root, settings, &|progress: Progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    });
    bar.finish_and_clear();
    for notice in &world.notices {
        output::tell(notice);
    }
    for problem in &world.problems {
        output::tell(problem);
    }
    let foreign = world.library.cards().iter().filter(|card| !card.is_checkable()).count();
    if foreign > 0 {
        let (them, are) = if foreign == 1 { ("its", "article is") } else { ("their", "articles are") };
        output::tell(format_args!(
            "{foreign} {are} not English: {them} names, numbers, dates and quotations are known, claims are \
             not checked against them"
        ));
    }
    if world.library.is_empty() {
        let folders: Vec<String> =
            world.settings.corpus.iter().map(|folder| folder.display().to_string()).collect();
        return Err(Failure::EmptyCorpus { folders: folders.join(", ") });
    }
    Ok(world)
}

/// What `work` makes of `world`. Where the index turns out to be damaged, it is done again by the articles.
///
/// # Errors
/// Those of `work`.
pub fn soundly<T>(world: World, work: impl Fn(&World) -> Result<T, Failure>) -> Result<T, Failure> {
    let result = work(&world);
    match mended(&world) {
        Some(world) => work(&world),
        None => result,
    }
}

/// `world` without its index, when that turned out to be damaged, which is told on stderr.
pub fn mended(world: &World) -> Option<World> {
    let mended = world.mended(&|_| {})?;
    for notice in &mended.notices {
        output::tell(notice);
    }
    Some(mended)
}

/// The root of the workspace around `start`, and its settings; see [`open_with`].
///
/// # Errors
/// When the settings have a fault or name no corpus.
pub fn settings(
    start: &Path,
    corpus: &CorpusArguments,
    stronger: Written,
) -> Result<(PathBuf, Settings), Failure> {
    let start = absolute(start)?;
    let root = discover::root_of(&start);
    let mut written = stronger.over(Written::from_folder(&root)?.unwrap_or_default());
    if !corpus.corpus.is_empty() {
        // Folders of the command line are relative to where it was typed.
        let folders = corpus.corpus.iter().map(|folder| absolute(folder));
        written.corpus = Some(folders.collect::<Result<_, _>>()?);
    }
    if corpus.no_cache {
        written.cache = Some(false);
    }
    let settings = written.resolve(&root);
    if settings.corpus.is_empty() {
        return Err(Failure::NoCorpus { root });
    }
    Ok((root, settings))
}

/// `path` from the root of the file system, links and `..` left alone.
///
/// # Errors
/// When the current folder is not known.
pub fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let path =
        std::path::absolute(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })?;
    Ok(crate::evidence::citation::normal(&path))
}

/// What shown paths are relative to: the folder in which the command was typed.
#[must_use]
pub fn base() -> Base {
    Base::new(std::env::current_dir().unwrap_or_default())
}

/// `path` as a reader in the current folder would write it.
#[must_use]
pub fn shown(path: &Path) -> PathBuf {
    std::env::current_dir().ok().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_owned()
}

/// Shows on stderr how far the reading of the articles is.
#[must_use]
pub fn progress_bar() -> ProgressBar {
    // Drawn only where somebody looks, and only once it takes longer than a moment.
    let target = if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr_with_hz(10)
    } else {
        ProgressDrawTarget::hidden()
    };
    let style = ProgressStyle::with_template("reading articles {wide_bar} {pos}/{len} {eta}")
        .expect("the template is well formed");
    let bar = ProgressBar::with_draw_target(None, target).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
