//! Which notes are checked, against which world, and the checking.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::cli::failure::Failure;
use crate::cli::{output, project};
use crate::corpus::Limits;
use crate::evidence::Cancel;
use crate::render::terminal;
use crate::workspace::settings::{FILE_NAME, Written};
use crate::workspace::{Analysis, Settings, World, analyze, discover};

/// The workspace that a command was called for, and those inside it that have settings of their own.
pub struct Worlds {
    /// The workspace around the first path.
    pub main: World,
    pub nested: Vec<World>,
}

impl Worlds {
    /// Only one, whatever settings lie inside it.
    #[must_use]
    pub fn one(main: World) -> Self {
        Self { main, nested: Vec::new() }
    }

    /// `main`, and a world for every folder with an `attest.toml` between it and one of `notes`;
    /// `stronger` is what the command line says.
    ///
    /// # Errors
    /// When one of those files has a fault.
    pub fn for_notes(main: World, notes: &[PathBuf], stronger: &Written) -> Result<Self, Failure> {
        let mut worlds = Self::one(main);
        for root in roots_inside(&worlds.main.root, notes) {
            let written = Written::from_folder(root)?.unwrap_or_default();
            let settings = stronger.clone().over(written).resolve(root);
            let mut world = worlds.main.with_settings(settings, &|_| {});
            root.clone_into(&mut world.root);
            for problem in world.problems.iter().filter(|problem| !worlds.main.problems.contains(problem)) {
                output::tell(problem);
            }
            worlds.nested.push(world);
        }
        Ok(worlds)
    }

    /// [`Self::for_notes`] where all are held against the articles of `main`; and the folders inside it
    /// that have other articles, which are left out. With `corpus_given` the corpus of `main` is the
    /// command line's, and everybody's.
    ///
    /// # Errors
    /// When one of those files has a fault.
    pub fn over_one_corpus(
        main: World,
        notes: &[PathBuf],
        corpus_given: bool,
    ) -> Result<(Self, Vec<PathBuf>), Failure> {
        let (mut worlds, mut others) = (Self::one(main), Vec::new());
        for root in roots_inside(&worlds.main.root, notes) {
            let main = &worlds.main;
            let settings = Written::from_folder(root)?.unwrap_or_default().resolve(root);
            if !corpus_given && settings.corpus != main.settings.corpus {
                others.push(root.to_owned());
                continue;
            }
            // Who is who is one table for the whole page.
            let settings = Settings {
                corpus: main.settings.corpus.clone(),
                terms: main.settings.terms.clone(),
                decisions: Arc::clone(&main.settings.decisions),
                cache: main.settings.cache,
                ..settings
            };
            let mut world = main.with_settings(settings, &|_| {});
            root.clone_into(&mut world.root);
            worlds.nested.push(world);
        }
        Ok((worlds, others))
    }

    /// The world that speaks for the note at `path`: the innermost.
    #[must_use]
    pub fn of(&self, path: &Path) -> &World {
        let around = self.nested.iter().filter(|world| path.starts_with(&world.root));
        around.max_by_key(|world| world.root.as_os_str().len()).unwrap_or(&self.main)
    }

    /// The same worlds without the indexes that turned out to be damaged; `None` when none did.
    #[must_use]
    pub fn mended(&self) -> Option<Self> {
        let all = || std::iter::once(&self.main).chain(&self.nested);
        all().any(World::is_damaged).then(|| {
            let sound = |world: &World| project::mended(world).unwrap_or_else(|| world.clone());
            Self { main: sound(&self.main), nested: self.nested.iter().map(sound).collect() }
        })
    }

    /// The same worlds after the files at `paths` changed; `None` when none of them reads those.
    #[must_use]
    pub fn with_changed_files(&self, paths: &[PathBuf]) -> Option<Self> {
        let main = self.main.with_changed_files(paths);
        let nested: Vec<Option<World>> =
            self.nested.iter().map(|world| world.with_changed_files(paths)).collect();
        (main.is_some() || nested.iter().any(Option::is_some)).then(|| Self {
            main: main.unwrap_or_else(|| self.main.clone()),
            nested: nested
                .into_iter()
                .zip(&self.nested)
                .map(|(new, old)| new.unwrap_or_else(|| old.clone()))
                .collect(),
        })
    }
}

/// The folders inside `around` whose settings count for one of `notes`, each once.
fn roots_inside<'a>(around: &Path, notes: &'a [PathBuf]) -> Vec<&'a Path> {
    let mut roots: Vec<&Path> = Vec::new();
    for note in notes {
        let above = note.ancestors().skip(1).take_while(|folder| *folder != around);
        let Some(root) = above.into_iter().find(|folder| folder.join(FILE_NAME).is_file()) else { continue };
        if root.starts_with(around) && !roots.contains(&root) {
            roots.push(root);
        }
    }
    roots
}

/// That every one of `paths` is there.
///
/// # Errors
/// The first that is not.
pub fn all_exist(paths: &[PathBuf]) -> Result<(), Failure> {
    match paths.iter().find(|path| !path.exists()) {
        Some(missing) => Err(Failure::NotFound(format!("{}: no such file or folder", missing.display()))),
        None => Ok(()),
    }
}

/// The notes that `paths` name, each once, in order: files as they are, folders searched. An article of
/// the settings' corpus is no note, which is said; one of a corpus of the command line (`corpus_given`)
/// may be both.
///
/// # Errors
/// When there are none, nor an article.
pub fn find_notes(paths: &[PathBuf], world: &World, corpus_given: bool) -> Result<Vec<PathBuf>, Failure> {
    let (mut found, mut articles) = (Vec::new(), 0);
    for path in paths {
        let path = project::absolute(path)?;
        if path.is_file() && !corpus_given && discover::in_corpus(&path, &world.settings) {
            articles += 1;
        } else if path.is_file() {
            found.push(path);
        } else {
            // A folder at or above the root means the workspace.
            let start = if world.root.starts_with(&path) { &world.root } else { &path };
            found.extend(discover::notes(start, &world.root, &world.settings));
        }
    }
    found.sort();
    found.dedup();
    if articles > 0 {
        let (of_them, checked) = match articles {
            1 => ("file lies", "is not checked as a note"),
            _ => ("files lie", "are not checked as notes"),
        };
        output::tell(format_args!("{articles} {of_them} among the articles and {checked}"));
    }
    if found.is_empty() && articles == 0 {
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::NoNotes { paths: paths.join(", ") });
    }
    Ok(found)
}

/// Every note checked, in order, and why some could not be read.
pub fn check_all(notes: &[PathBuf], worlds: &Worlds) -> (Vec<(PathBuf, Analysis)>, Vec<Failure>) {
    let results: Vec<Result<(PathBuf, Analysis), Failure>> = notes
        .par_iter()
        .map(|path| {
            let world = worlds.of(path);
            let text = read_note(path, &world.settings.terms.limits)?;
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
/// When it is no file, is too large, can't be read or is not UTF-8.
pub fn read_note(path: &Path, limits: &Limits) -> Result<Arc<str>, Failure> {
    let unreadable = |error| Failure::Unreadable { path: project::shown(path), error };
    let found = std::fs::metadata(path).map_err(unreadable)?;
    let name = || terminal::plain(&project::shown(path).display().to_string());
    // Opening a pipe would wait for its writer.
    if !found.is_file() {
        return Err(Failure::Input(format!("{}: not read: it is not a regular file", name())));
    }
    let (size, limit) = (found.len(), limits.note());
    if size > limit.most {
        let advice = limit.advice();
        let reason =
            format!("{size} bytes is over the limit of {} for a note; split it, or {advice}", limit.most);
        return Err(Failure::Input(format!("{}: not read: {reason}", name())));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::Input(format!("{}: not read: it is not UTF-8; save it as UTF-8", name())))?;
    // The mark of the encoding is no character of the text: editors don't count it either.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).into())
}
