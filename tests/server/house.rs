//! The server's rules for itself, read from its sources.

use std::path::Path;

fn sources() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let text = std::fs::read_to_string(path).unwrap();
            (name, text.split("#[cfg(test)]").next().unwrap().to_owned())
        })
        .collect()
}

/// The bodies of functions whose line holds `head`.
fn bodies<'a>(text: &'a str, head: &str) -> Vec<&'a str> {
    text.split(head).skip(1).map(|rest| rest.split("\n    }\n").next().unwrap()).collect()
}

#[test]
fn no_handler_of_a_notification_waits_for_anything() {
    let (_, backend) = sources().into_iter().find(|(name, _)| name == "backend.rs").unwrap();
    for body in bodies(&backend, "async fn did_").into_iter().chain(bodies(&backend, "async fn initialized"))
    {
        assert!(!body.contains(".await") && !body.contains("client"), "a notification waits:\n{body}");
    }
}

#[test]
fn nothing_is_printed() {
    for (name, text) in sources() {
        for word in ["println!", "print!(", "stdout()"] {
            let allowed = name == "mod.rs" && word == "stdout()";
            assert!(allowed || !text.contains(word), "{name} uses {word}");
        }
    }
}

#[test]
fn a_panic_unwinds() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let settings = manifest.lines().map(|line| line.split('#').next().unwrap());
    assert!(!settings.into_iter().any(|line| line.contains("panic") && line.contains("abort")));
}
