//! What is shipped beside the program says what is true: the files that the documents name are there, the
//! commands that they, the workflows and the editors' files call are commands, and the versions agree.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether the program takes `arguments`, without doing anything.
fn is_taken(arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(arguments)
        .arg("--help")
        .output()
        .expect("the binary starts");
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// The documents that users read, and those that have a path to the user's folders only.
const DOCUMENTS: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "editors/README.md",
    "editors/vscode/README.md",
    "editors/neovim/doc/attest.txt",
    ".ci/recipes/github.yml",
    ".ci/recipes/gitlab.yml",
];

/// What stands between backticks in `text`, line by line.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with("```")).flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// The lines of fenced blocks.
fn fenced(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        inside && !fence
    })
}

/// The arguments of every call of attest-ls in `code`.
fn calls(code: &str) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    for (at, name) in code.match_indices("attest-ls ") {
        if code[..at].ends_with(|before: char| !before.is_whitespace()) {
            continue;
        }
        let rest = &code[at + name.len()..];
        let end = rest.find([';', '>', '<', '&', '#', '…', '(', '`']).unwrap_or(rest.len());
        // A shell splits at blanks; what is optional stands in brackets.
        let arguments: Vec<&str> = rest[..end]
            .split_whitespace()
            .map(|argument| argument.trim_matches(['[', ']', '"', '\'']))
            .map(|argument| argument.split(['|', '\\']).next().unwrap_or(argument))
            .take_while(|argument| *argument != "|")
            .collect();
        found.push(arguments);
    }
    found
}

#[test]
fn every_file_that_a_document_names_is_there() {
    let here: BTreeSet<String> = fs::read_dir(root())
        .expect("the repository")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let mut seen = 0;
    for document in DOCUMENTS {
        let content = text(document);
        let links = content.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for word in code_spans(&content).flat_map(str::split_whitespace).chain(links) {
            let path = word.split('#').next().unwrap_or(word).trim_end_matches(['.', ',', '/']);
            let first = path.split('/').next().unwrap_or(path);
            let ours = path.contains('/') && here.contains(first) && first != "target" && !path.contains('*');
            if ours {
                seen += 1;
                assert!(root().join(path).exists(), "{document} names {path}");
            }
        }
    }
    assert!(seen > 20, "{seen} paths were found");
}

#[test]
fn every_command_that_a_document_or_workflow_calls_is_one() {
    let mut seen = 0;
    let mut check = |place: &str, code: &str| {
        for arguments in calls(code) {
            seen += 1;
            if let Err(said) = is_taken(&arguments) {
                panic!("{place}: attest-ls {}: {said}", arguments.join(" "));
            }
        }
    };
    for document in DOCUMENTS {
        let content = text(document);
        let called = |code: &&str| code.starts_with("attest-ls ");
        code_spans(&content).filter(called).chain(fenced(&content)).for_each(|code| check(document, code));
    }
    // Workflows and hooks are code but for their comments.
    for file in [".ci/recipes/github.yml", ".ci/recipes/gitlab.yml", ".pre-commit-hooks.yaml"] {
        let content = text(file);
        let code = content.lines().filter(|line| !line.trim_start().starts_with('#'));
        code.filter(|line| !line.contains("cargo install")).for_each(|line| check(file, line));
    }
    assert!(seen > 15, "{seen} calls were found");
}

#[test]
fn the_readmes_table_of_commands_has_all_of_them() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_attest-ls")).arg("--help").output().expect("the binary starts");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let readme = text("README.md");
    let mut seen = 0;
    for command in listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        seen += 1;
        let named = code_spans(&readme).any(|span| {
            let span = span.strip_prefix("attest-ls ").unwrap_or(span);
            span.split_whitespace().next() == Some(command)
        });
        assert!(named, "the README does not name `{command}`");
        assert_eq!(is_taken(&[command]), Ok(()));
    }
    assert!(seen > 10, "{seen} commands were found");
}

/// `text` without the comments that start a line.
fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The words of a list of strings.
fn words(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn the_editors_files_parse_and_start_the_server() {
    let helix: Value = toml::from_str(&text("editors/helix/languages.toml")).expect("TOML");
    let server = &helix["language-server"]["attest-ls"];
    assert_eq!(server["command"], "attest-ls");
    let mut starts = vec![words(&server["args"])];
    let markdown = &helix["language"][0];
    assert_eq!(markdown["name"], "markdown");
    assert!(words(&markdown["language-servers"]).contains(&"attest-ls"));

    let sublime: Value =
        serde_json::from_str(&without_comments(&text("editors/sublime/LSP.sublime-settings"))).expect("JSON");
    let command = words(&sublime["clients"]["attest-ls"]["command"]);
    assert_eq!(command.first(), Some(&"attest-ls"));
    starts.push(command[1..].to_vec());

    let zed: Value =
        serde_json::from_str(&without_comments(&text("editors/zed/settings.json"))).expect("JSON");
    let (name, server) = zed["lsp"].as_object().and_then(|servers| servers.iter().next()).expect("a server");
    starts.push(words(&server["binary"]["arguments"]));
    assert!(words(&zed["languages"]["Markdown"]["language_servers"]).contains(&name.as_str()));

    let kakoune = text("editors/kakoune/attest.kak");
    let options =
        kakoune.split("lsp_servers %{").nth(1).and_then(|rest| rest.split('}').next()).expect("a block");
    let kakoune: Value = toml::from_str(options).expect("TOML");
    assert_eq!(kakoune["attest-ls"]["command"], "attest-ls");
    starts.push(words(&kakoune["attest-ls"]["args"]));

    for arguments in &starts {
        assert_eq!(arguments, &["serve", "--stdio"]);
        assert_eq!(is_taken(arguments), Ok(()));
    }
    // What marks a workspace is the same everywhere.
    let markers = ["attest.toml", "corpus", "articles", "sources"];
    for roots in [
        &helix["language-server"]["attest-ls"]["required-root-patterns"],
        &kakoune["attest-ls"]["root_globs"],
    ] {
        assert_eq!(words(roots), markers);
    }
}

#[test]
fn the_versions_of_program_and_extension_agree_and_the_release_packs_what_binstall_asks_for() {
    let version = env!("CARGO_PKG_VERSION");
    for file in ["editors/vscode/package.json", "editors/vscode/package-lock.json"] {
        let package: Value = serde_json::from_str(&text(file)).expect("JSON");
        assert_eq!(package["version"], version, "{file}");
    }
    let manifest: Value = toml::from_str(&text("Cargo.toml")).expect("TOML");
    let binstall = &manifest["package"]["metadata"]["binstall"];
    let folder = "attest-ls-{ target }-v{ version }";
    assert_eq!(binstall["bin-dir"], format!("{folder}/{{ bin }}{{ binary-ext }}"));
    assert!(
        binstall["pkg-url"]
            .as_str()
            .is_some_and(|url| url.ends_with(&format!("/{folder}{{ archive-suffix }}")))
    );
    // The workflow calls it by target and tag, and a tag is a `v` and the version.
    let workflow = text(".github/workflows/release.yml");
    assert!(workflow.contains("NAME: attest-ls-${{ matrix.target }}-${{ github.ref_name }}"), "{workflow}");
    let overrides = binstall["overrides"].as_object().into_iter().flatten();
    for target in overrides.map(|(target, _)| target) {
        assert!(workflow.contains(&format!("target: {target},")), "{target}");
    }
}

#[test]
fn everything_that_the_image_copies_is_there() {
    let mut seen = Vec::new();
    for line in text(".ci/Dockerfile").lines().filter_map(|line| line.strip_prefix("COPY ")) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.iter().any(|word| word.starts_with("--from")) {
            continue;
        }
        seen.extend(words[..words.len() - 1].iter().map(PathBuf::from));
    }
    assert!(seen.contains(&PathBuf::from("src")), "{seen:?}");
    for path in &seen {
        assert!(root().join(path).exists(), "{}", path.display());
    }
}
