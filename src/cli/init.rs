//! `init`: a commented `attest.toml` that says what was found in the folder.

use std::fmt::Write;
use std::path::PathBuf;

use super::args::InitArguments;
use super::failure::Failure;
use super::{CLEAN, output, project};
use crate::rules::{RULES, Severity};
use crate::workspace::settings::{CORPUS_FOLDERS, FILE_NAME};
use crate::workspace::survey::{Editor, Survey};

/// Runs `init`.
pub fn run(arguments: &InitArguments) -> Result<i32, Failure> {
    let folder = arguments.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let root = project::absolute(&folder)?;
    if !root.is_dir() {
        return Err(Failure::NotFound(format!("{}: no such folder", folder.display())));
    }
    let path = root.join(FILE_NAME);
    let survey = Survey::of(&root, &std::env::var_os("PATH").unwrap_or_default());
    let text = settings(&survey);
    if arguments.dry_run {
        output::write(&text)?;
        eprint!("{}", told(&survey));
        return Ok(CLEAN);
    }
    if path.exists() {
        return Err(Failure::Input(format!(
            "{}: is there already; `attest-ls init --dry-run` shows what would be written",
            project::shown(&path).display()
        )));
    }
    std::fs::write(&path, text).map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
    output::write(&format!("wrote {}\n\n{}", project::shown(&path).display(), told(&survey)))?;
    Ok(CLEAN)
}

/// What was found, and what to do next.
fn told(survey: &Survey) -> String {
    let mut out = match survey.articles() {
        0 => format!(
            "no articles found: put them into `corpus/`, or name their folder as `corpus` in {FILE_NAME}\n"
        ),
        articles => format!("{} of articles in {}\n", counted(articles, "file"), folders(survey)),
    };
    // Writing to a string can't fail.
    let _ = match survey.notes {
        0 => writeln!(out, "no notes found: every Markdown file outside of the corpus is one"),
        notes => writeln!(out, "{}", counted(notes, "note")),
    };
    out.push_str("\nattest-ls check                       checks the notes\n");
    for editor in &survey.editors {
        out.push_str(match editor {
            Editor::VsCode => "VS Code: install the Attest extension; it finds attest-ls on the PATH\n",
            Editor::Neovim => {
                "Neovim: vim.lsp.enable('attest_ls'), with editors/neovim on the runtime path\n"
            }
            Editor::Helix => "Helix: copy editors/helix/languages.toml\n",
            Editor::Emacs => "Emacs: load editors/emacs/attest.el\n",
            Editor::Zed => "Zed: copy editors/zed/settings.json\n",
        });
    }
    out
}

/// `1 note`, `2 notes`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The corpus's folders with what they hold.
fn folders(survey: &Survey) -> String {
    let of = |(folder, formats): &(PathBuf, Vec<(String, usize)>)| {
        let formats: Vec<String> =
            formats.iter().map(|(format, count)| format!("{count} {format}")).collect();
        format!("`{}` ({})", folder.display(), formats.join(", "))
    };
    survey.corpus.iter().map(of).collect::<Vec<_>>().join(" and ")
}

/// The settings file: what is found is set, the rest is commented.
fn settings(survey: &Survey) -> String {
    let mut out = String::from(
        "# Settings of Attest. Every key is optional; what is commented is the default. For completion in editors with\n\
            # Taplo (Even Better TOML, Helix, Zed) make `#:schema ./attest.schema.json` the first line, and the file by\n\
            # `attest-ls schema > attest.schema.json`.\n\n",
    );
    // Writing to a string can't fail.
    let _ = match survey.corpus.as_slice() {
        [] => writeln!(
            out,
            "# Folders of articles. None of {} was found here.\n# corpus = [\"corpus\"]\n",
            CORPUS_FOLDERS.join(", ")
        ),
        found => {
            let names: Vec<String> =
                found.iter().map(|(folder, _)| format!("{:?}", folder.to_string_lossy())).collect();
            writeln!(
                out,
                "# Folders of articles. Found here: {}, and {}.\ncorpus = [{}]\n",
                folders(survey),
                counted(survey.notes, "note"),
                names.join(", ")
            )
        }
    };
    out.push_str("# Which files are notes.\n# notes = [\"**/*.md\"]\n\n");
    out.push_str(
        "# Whether the index of a large corpus is kept in the user's cache folder.\n# cache = true\n\n# How much evidence a claim needs: lenient, balanced or strict.\n# strictness = \"balanced\"\n\n",
    );
    out.push_str("# Names as you want them spelled.\n# spellings = [\"Kyiv\"]\n\n");
    out.push_str("# The terms of likelihood that `estimative-language` allows, instead of those of ICD 203.\n# likelihoods = [\"likely\", \"unlikely\"]\n\n");
    out.push_str("# Who is who, where you know better than the articles: `aliases` are the same, `not` are others.\n# [[names]]\n# name = \"Maria Keller\"\n# aliases = [\"Marija Keler\"]\n# not = [\"M. Keller\"]\n\n");
    out.push_str("[columns]\n# Fields of JSON Lines and CSV exports, where they are not called as usual: text, title, outlet, author,\n# date, url, language, id.\n# text = \"bodytext\"\n\n");
    out.push_str("[limits]\n# What is beyond a limit is named and left out: megabytes of a file, of an export, of what a packed file\n# unpacks to and of a note; levels of a Word document's elements; seconds for a PDF.\n# file-megabytes = 64\n# export-megabytes = 512\n# unpacked-megabytes = 256\n# note-megabytes = 16\n# depth = 500\n# seconds = 60\n\n");
    out.push_str("[hover]\n# Quotes of the sources that a hover shows at most.\n# max-quotes = 3\n\n");
    out.push_str("[features]\n# Each can be switched off: completion, inlay-hints, code-lenses, highlights, folding, links,\n# semantic-tokens, rename, rename-files, hover, code-actions, symbols, selection-ranges,\n# workspace-diagnostics.\n# inlay-hints = false\n\n");
    out.push_str("# off, hint, information, warning or error, by rule. `attest-ls explain CODE` says what each finds.\n[rules]\n");
    for rule in RULES {
        let _ = writeln!(out, "# {} = \"{}\"", rule.code, rule.default.map_or("off", Severity::name));
    }
    out
}
