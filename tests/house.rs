//! The house's rule: a room imports only rooms before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order in which data flows. `server` and `cli` stand side by side at the end.
const ROOMS: [&str; 11] = [
    "text",
    "store",
    "corpus",
    "entities",
    "index",
    "notes",
    "evidence",
    "rules",
    "workspace",
    "features",
    "render",
];

fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).expect("the room is a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The rooms that a file names after `crate::` or `attest_ls::`, one level of braces included.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or("").split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
            found.push(name[..end].to_owned());
        }
    }
    found
}

#[test]
fn a_room_imports_only_rooms_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (order, room) in ROOMS.iter().enumerate() {
        for file in sources(&src.join(room)) {
            let code = fs::read_to_string(&file).expect("a readable source file");
            for import in imports(&code) {
                let known = ROOMS.iter().position(|name| *name == import);
                let late = matches!(import.as_str(), "server" | "cli");
                if late || known.is_some_and(|position| position > order) {
                    wrong.push(format!("{} imports {import}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point back:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_server_names_the_protocol() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&src).into_iter().filter(|file| !file.starts_with(src.join("server"))) {
        let code = fs::read_to_string(&file).expect("a readable source file");
        assert!(!code.contains("tower_lsp"), "{} names the protocol's library", file.display());
    }
}
