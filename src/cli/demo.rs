//! `demo`: writes the sample articles and notes, so that a newcomer sees everything in a minute.

use std::path::PathBuf;

use super::args::DemoArguments;
use super::failure::Failure;
use super::{CLEAN, output, project};

/// A file of the sample by its path.
macro_rules! sample {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("demo/", $path)))),+]
    };
}

/// The sample: settings, five articles of invented papers on an invented quarrel, and three notes with falsehoods
/// planted in them.
const SAMPLE: &[(&str, &str)] = sample![
    "attest.toml",
    "corpus/gazette-05-15.txt",
    "corpus/herald-05-12.txt",
    "corpus/herald-05-14.txt",
    "corpus/tribune-05-13.txt",
    "corpus/wire-05-13.txt",
    "notes/brief.md",
    "notes/people.md",
    "notes/timeline.md",
];

/// Runs `demo`.
pub fn run(arguments: &DemoArguments) -> Result<i32, Failure> {
    let folder = arguments.folder.clone().unwrap_or_else(|| PathBuf::from("attest-demo"));
    let unwritable = |error| Failure::Unwritable { path: folder.clone(), error };
    if folder.is_dir() && std::fs::read_dir(&folder).map_err(unwritable)?.next().is_some() {
        return Err(Failure::Input(format!("{}: is not empty; name a new folder", folder.display())));
    }
    for (path, text) in SAMPLE {
        let path = folder.join(path);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above).map_err(unwritable)?;
        }
        std::fs::write(&path, text).map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
    }
    let shown = project::shown(&project::absolute(&folder)?);
    output::write(&format!(
        "wrote five articles and three notes, all of them invented, into {0}; some statements of the notes are\n\
         false on purpose\n\n\
         cd {0}\n\
         attest-ls check                         what is wrong, like a compiler\n\
         attest-ls explain notes/brief.md:10     why a claim got its verdict\n\
         attest-ls entity Marden                 who that is, by the articles\n\
         attest-ls report -o report.html         all of it to read and print\n\
         code . (or nvim notes/brief.md)         the same while you type\n",
        shown.display()
    ))?;
    Ok(CLEAN)
}
