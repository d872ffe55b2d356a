//! The command line: parse the arguments, call the engine, print. Every verdict is the engine's.

mod annotate;
mod args;
mod check;
mod config;
mod demo;
mod documents;
mod entity;
mod explain;
mod failure;
mod git;
mod index;
mod init;
mod jsonl;
mod output;
mod project;
mod report;
mod search;
mod verify;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Arguments, Command};
use failure::Failure;

/// Everything was fine, or nothing reached `--fail-on`.
const CLEAN: i32 = 0;
/// Something was found.
const FOUND: i32 = 1;
/// The command could not do its work.
const FAILED: i32 = 2;

/// Runs the command line of this process and returns its exit code.
#[must_use]
pub fn run() -> i32 {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.kind() == ErrorKind::DisplayVersion => return told(documents::version()),
        Err(error) => {
            let code = if error.use_stderr() { FAILED } else { CLEAN };
            // Nothing is left to say it to when this fails.
            let _ = error.print();
            return code;
        }
    };
    told(dispatch(arguments))
}

/// The exit code of a command, after its failure was told.
fn told(result: Result<i32, Failure>) -> i32 {
    match result {
        Ok(code) => code,
        // The reader of a pipe left: it has what it wants.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => CLEAN,
        Err(failure) => {
            output::tell(failure);
            FAILED
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<i32, Failure> {
    match arguments.command.unwrap_or(Command::Serve { stdio: true }) {
        Command::Serve { .. } => Ok(crate::server::serve()),
        Command::Check(arguments) => check::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Annotate => annotate::run(),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Entity(arguments) => entity::one(&arguments),
        Command::Index(arguments) => index::run(&arguments),
        Command::Entities(arguments) => entity::all(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Config(arguments) => config::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Schema => documents::settings_schema(),
        Command::Man { folder } => documents::manual(folder.as_deref()),
        Command::Completions { shell } => documents::completions(shell),
    }
}
