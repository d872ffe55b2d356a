//! The arguments of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::rules::Severity;

/// Checks an analyst's notes against the articles they rest on.
#[derive(Debug, Parser)]
#[command(
    name = "attest-ls",
    version,
    about = "Checks an analyst's notes against the articles they rest on, in the editor and in the shell.",
    after_help = "Without a command, attest-ls serves the language server protocol on stdin and stdout.\n\n\
                  Exit codes: 0 nothing at or above --fail-on, 1 something was, 2 the command could not do its work.\n\n\
                  Examples:\n  \
                  attest-ls check notes/                     check all notes below a folder\n  \
                  attest-ls check brief.md --format json     for other programs\n  \
                  attest-ls explain brief.md:12              why the claim on line 12 got its verdict\n  \
                  attest-ls explain number-mismatch          what a rule finds\n  \
                  attest-ls report brief.md -o brief.html    each claim beside its evidence, to read and print\n  \
                  attest-ls entity \"Maria Keller\"            who that is, by the sources"
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the language server protocol on stdin and stdout (the default)
    Serve {
        /// Accepted for editors that pass it; stdin and stdout are all there is
        #[arg(long)]
        stdio: bool,
    },
    /// Check notes
    Check(CheckArguments),
    /// Check claims: JSON Lines in, JSON Lines out
    Verify(CorpusArguments),
    /// What the engine sees in articles: JSON Lines in ({"id","text"}), JSON Lines out
    Annotate,
    /// Explain a rule (CODE), or why a claim got its verdict (FILE:LINE[:COLUMN])
    Explain(ExplainArguments),
    /// Show what the corpus says of one person, organisation or place
    Entity(EntityArguments),
    /// List the entities of the corpus, the most mentioned first
    Entities(CorpusArguments),
    /// Build the index of the corpus, or bring it up to date
    Index(IndexArguments),
    /// Find the best passages for some words
    Search(SearchArguments),
    /// Write a sourcing report: one HTML file with every claim beside its evidence
    Report(ReportArguments),
    /// Show the settings that count for a folder
    Config(ConfigArguments),
    /// Write a commented attest.toml for this folder
    Init(InitArguments),
    /// Write a sample of articles and notes to try everything on
    Demo(DemoArguments),
    /// Print the JSON Schema of attest.toml, for editors that know schemas
    Schema,
    /// Print the manual page, or write the pages of all commands into a folder
    Man {
        /// Where to write the pages
        folder: Option<PathBuf>,
    },
    /// Print the completion script of a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// Which corpus.
#[derive(Clone, Debug, Default, Args)]
pub struct CorpusArguments {
    /// A folder of articles; may be given several times and overrides the settings
    #[arg(long, value_name = "DIR")]
    pub corpus: Vec<PathBuf>,
    /// Read the articles themselves, not the index that is kept of them
    #[arg(long)]
    pub no_cache: bool,
}

impl CorpusArguments {
    /// Whether the command line names the corpus.
    #[must_use]
    pub fn is_given(&self) -> bool {
        !self.corpus.is_empty()
    }
}

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    attest-ls check                            all notes of the workspace around this folder\n  \
    attest-ls check notes/ --corpus articles/  another corpus than the settings name\n  \
    attest-ls check brief.md --format json     the contract's JSON\n  \
    attest-ls check --fail-on error            warnings don't fail the run\n  \
    attest-ls check --since main               notes that differ from the branch main\n  \
    attest-ls check --baseline known.json --update-baseline    adopt what there is\n  \
    attest-ls check --baseline known.json      only what is new fails\n  \
    attest-ls check --watch                    again at every change")]
pub struct CheckArguments {
    /// Notes, or folders of notes [default: the workspace around the current folder]
    pub paths: Vec<PathBuf>,
    /// Which corpus.
    #[command(flatten)]
    pub corpus: CorpusArguments,
    /// Settings as an editor holds them, in JSON; stronger than attest.toml
    #[arg(long, value_name = "JSON")]
    pub settings: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    pub fail_on: FailOn,
    /// Tell only findings that are not in this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings of this run into the baseline
    #[arg(long, requires = "baseline", conflicts_with_all = ["since", "watch"])]
    pub update_baseline: bool,
    /// Only notes that differ from this revision of git, or are new
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// List what directives in the notes silence, instead of the findings
    #[arg(long, conflicts_with = "format")]
    pub list_suppressed: bool,
    /// Count the findings by rule, instead of telling them
    #[arg(long, conflicts_with_all = ["format", "list_suppressed"])]
    pub statistics: bool,
    /// Check again whenever a note, an article or the settings change
    #[arg(long)]
    pub watch: bool,
}

/// How `check` prints its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Like a compiler, with the words underlined
    Text,
    /// One JSON document
    Json,
    /// JSON Lines: one finding a line
    Jsonl,
    /// SARIF 2.1
    Sarif,
    /// GitHub workflow annotations
    Github,
}

/// The least severity that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors only
    Error,
    /// Warnings and errors
    Warning,
    /// Also what is only worth knowing
    Information,
    /// Nothing fails the run
    Never,
}

impl FailOn {
    /// The least severity that counts; `None` when none does.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Information => Some(Severity::Information),
            Self::Never => None,
        }
    }
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  attest-ls explain misquote\n  attest-ls explain notes/brief.md:12\n  attest-ls explain notes/brief.md:12:40"
)]
pub struct ExplainArguments {
    /// A rule's code, or FILE:LINE[:COLUMN]
    #[arg(value_name = "CODE|FILE:LINE[:COLUMN]")]
    pub subject: String,
    /// Which corpus.
    #[command(flatten)]
    pub corpus: CorpusArguments,
}

/// Arguments of `entity`.
#[derive(Debug, Args)]
pub struct EntityArguments {
    /// A name, or part of one
    #[arg(required = true)]
    pub name: Vec<String>,
    /// Which corpus.
    #[command(flatten)]
    pub corpus: CorpusArguments,
}

/// Arguments of `index`.
#[derive(Debug, Args)]
#[command(
    after_help = "Other commands and the server use the index when there is one, and build it for corpora that \
    are large enough.\nIt lies in the user's cache folder; $ATTEST_CACHE_DIR names another one."
)]
pub struct IndexArguments {
    /// Print what is in it
    #[arg(long)]
    pub stats: bool,
    /// Which corpus.
    #[command(flatten)]
    pub corpus: CorpusArguments,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct SearchArguments {
    /// The words
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many passages at most
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// Which corpus.
    #[command(flatten)]
    pub corpus: CorpusArguments,
}

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    attest-ls report -o report.html                 all notes of the workspace around this folder\n  \
    attest-ls report brief.md -o brief.html         one note\n  \
    attest-ls report notes/ --corpus articles/ -o - to another program")]
pub struct ReportArguments {
    /// Notes, or folders of notes [default: the workspace around the current folder]
    pub paths: Vec<PathBuf>,
    /// The file to write; `-` is stdout
    #[arg(short, long, value_name = "FILE.html")]
    pub output: PathBuf,
    /// Which corpus.
    #[command(flatten)]
    pub corpus: CorpusArguments,
}

/// Arguments of `config`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    attest-ls config                        what counts here\n  \
    attest-ls config --show-origin notes/   and which file says so")]
pub struct ConfigArguments {
    /// The folder or note [default: the current folder]
    pub folder: Option<PathBuf>,
    /// Name the file and line that says each
    #[arg(long)]
    pub show_origin: bool,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  attest-ls demo && cd attest-demo && attest-ls check")]
pub struct DemoArguments {
    /// A new or empty folder [default: attest-demo]
    pub folder: Option<PathBuf>,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    attest-ls init --dry-run     what it would write here\n  \
    attest-ls init ~/notebook    in another folder")]
pub struct InitArguments {
    /// The workspace's root [default: the current folder]
    pub folder: Option<PathBuf>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
