//! What `deny.toml` says, as far as it can be told without `cargo deny`: licences, sources, and nothing that talks to
//! a network. (`cargo deny check` also knows advisories, where its database is.)

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use toml::Table;

fn read(name: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).expect("the file is there").parse().expect("it is TOML")
}

fn texts<'a>(value: &'a toml::Value, key: &str) -> Vec<&'a str> {
    let list = value[key].as_array().expect("a list").iter();
    list.filter_map(|it| it.as_str().or_else(|| it.get("crate")?.as_str())).collect()
}

/// Whether an expression (`MIT OR (Apache-2.0 AND BSL-1.0)`, `MIT/Apache-2.0`) can be kept with what is allowed.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.replace('/', " OR ");
    let (mut depth, mut parts) = (0, vec![(String::new(), "")]);
    for word in expression.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        match word {
            "OR" | "AND" if depth == 0 => {
                parts.push((String::new(), if word == "OR" { "OR" } else { "AND" }))
            }
            _ => {
                depth += i32::from(word == "(") - i32::from(word == ")");
                let part = &mut parts.last_mut().expect("there is one").0;
                *part = format!("{part} {word}").trim().to_owned();
            }
        }
    }
    let holds = |part: &str| match part.strip_prefix("( ").and_then(|part| part.strip_suffix(" )")) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.contains(&part),
    };
    // AND binds more closely.
    let (mut any, mut all) = (false, true);
    for (part, join) in &parts {
        if *join == "OR" {
            any |= all;
            all = true;
        }
        all &= holds(part);
    }
    any || all
}

#[test]
fn every_licence_that_is_linked_is_allowed() {
    let deny = read("deny.toml");
    let allowed = texts(&deny["licenses"], "allow");
    assert!(is_allowed("0BSD OR MIT OR Apache-2.0", &allowed));
    assert!(is_allowed("(MIT OR GPL-3.0) AND Unicode-3.0", &allowed));
    assert!(!is_allowed("MIT AND GPL-3.0", &allowed) && !is_allowed("GPL-3.0", &allowed));
    let host = Command::new("rustc").arg("-vV").output().expect("rustc runs").stdout;
    let host = String::from_utf8(host).expect("UTF-8");
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("it knows where it runs");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let found: Value = serde_json::from_slice(&output.stdout).expect("cargo tells in JSON");
    let packages = found["packages"].as_array().expect("packages");
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence, &allowed), "{}: {licence:?}", package["name"]);
    }
}

#[test]
fn nothing_is_linked_that_talks_to_a_network_or_comes_from_elsewhere() {
    let (deny, lock) = (read("deny.toml"), read("Cargo.lock"));
    let banned = texts(&deny["bans"], "deny");
    assert!(banned.contains(&"reqwest"));
    for package in lock["package"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name");
        assert!(!banned.contains(&name), "{name}");
        let source = package.get("source").and_then(toml::Value::as_str);
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        assert!(name == env!("CARGO_PKG_NAME") || source == Some(registry), "{name}: {source:?}");
    }
}
