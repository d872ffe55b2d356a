//! `init`: a commented `attest.toml` that says what was found in the folder.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::args::InitArguments;
use super::failure::Failure;
use super::{CLEAN, output, project};
use crate::rules::{RULES, Severity};
use crate::workspace::settings::{CORPUS_FOLDERS, FILE_NAME, Written};
use crate::workspace::{World, discover};

/// Runs `init`.
pub fn run(arguments: &InitArguments) -> Result<i32, Failure> {
    let folder = arguments.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let root = project::absolute(&folder)?;
    if !root.is_dir() {
        return Err(Failure::NotFound(format!("{}: no such folder", folder.display())));
    }
    let path = root.join(FILE_NAME);
    let text = settings(&root);
    if arguments.dry_run {
        output::write(&text)?;
        return Ok(CLEAN);
    }
    if path.exists() {
        return Err(Failure::Input(format!(
            "{}: is there already; `attest-ls init --dry-run` shows what would be written",
            project::shown(&path).display()
        )));
    }
    std::fs::write(&path, text).map_err(|error| Failure::Unreadable { path: path.clone(), error })?;
    output::write(&format!(
        "wrote {}\n\nNeovim:   vim.lsp.enable('attest_ls')   (see editors/neovim)\nVS Code:  install the Attest extension; it finds attest-ls on the PATH\nShell:    attest-ls check\n",
        project::shown(&path).display()
    ))?;
    Ok(CLEAN)
}

/// The settings file for the workspace at `root`: what is found is set, the rest is commented.
fn settings(root: &Path) -> String {
    let world = World::load(root.to_owned(), Written::default().resolve(root), &|_| {});
    let notes = discover::notes(root, root, &world.settings).len();
    let mut out =
        String::from("# Settings of Attest. Every key is optional; what is commented is the default.\n\n");
    let folder = world
        .settings
        .corpus
        .first()
        .and_then(|path| path.file_name())
        .map(|name| name.to_string_lossy().into_owned());
    // Writing to a string can't fail.
    let _ = match folder {
        Some(folder) => writeln!(
            out,
            "# Folders of articles. Found here: {} in `{folder}`, and {notes} notes.\ncorpus = [\"{folder}\"]\n",
            world.library.len()
        ),
        None => writeln!(
            out,
            "# Folders of articles. None of {} was found here.\n# corpus = [\"corpus\"]\n",
            CORPUS_FOLDERS.join(", ")
        ),
    };
    out.push_str("# Which files are notes.\n# notes = [\"**/*.md\"]\n\n");
    out.push_str(
        "# How much evidence a claim needs: lenient, balanced or strict.\n# strictness = \"balanced\"\n\n",
    );
    out.push_str("# Names as you want them spelled.\n# spellings = [\"Kyiv\"]\n\n");
    out.push_str("# The terms of likelihood that `estimative-language` allows, instead of those of ICD 203.\n# likelihoods = [\"likely\", \"unlikely\"]\n\n");
    out.push_str("# Who is who, where you know better than the articles: `aliases` are the same, `not` are others.\n# [[names]]\n# name = \"Maria Keller\"\n# aliases = [\"Marija Keler\"]\n# not = [\"M. Keller\"]\n\n");
    out.push_str("[hover]\n# Quotes of the sources that a hover shows at most.\n# max-quotes = 3\n\n");
    out.push_str("[features]\n# Each can be switched off: completion, inlay-hints, code-lenses, highlights, folding, links,\n# semantic-tokens, rename, rename-files, hover, code-actions, symbols, selection-ranges,\n# workspace-diagnostics.\n# inlay-hints = false\n\n");
    out.push_str("# off, hint, information, warning or error, by rule. `attest-ls explain CODE` says what each finds.\n[rules]\n");
    for rule in RULES {
        let _ = writeln!(out, "# {} = \"{}\"", rule.code, rule.default.map_or("off", Severity::name));
    }
    out
}
