//! The VS Code extension's settings are those of `attest.toml`, no more and no less.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use attest_ls::corpus::{Columns, Limits};
use attest_ls::rules::{RULES, Severity};
use attest_ls::workspace::settings::{Hover, Level, Strictness, Written};
use attest_ls::workspace::switches::Switches;
use serde_json::{Map, Value, json};

/// The settings that are the extension's own.
const CLIENT_KEYS: [&str; 3] = ["attest.server.path", "attest.trace.server", "attest.decorations.margin"];

fn properties() -> Map<String, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode/package.json");
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(path).expect("the extension has a manifest"))
            .expect("the manifest is JSON");
    manifest["contributes"]["configuration"]["properties"].as_object().expect("it has settings").clone()
}

/// Every key of the settings, as the editor spells it. No `..` here: a new field must come to this
/// test, and to the extension.
fn server_keys() -> BTreeSet<String> {
    let written = Written {
        corpus: Some(Vec::new()),
        notes: Some(Vec::new()),
        cache: Some(false),
        strictness: Some(Strictness::Strict),
        spellings: Some(Vec::new()),
        names: Some(Vec::new()),
        columns: Columns::default(),
        limits: Limits::default(),
        likelihoods: Some(Vec::new()),
        rules: RULES.iter().map(|rule| (rule.code.to_owned(), Level::Off)).collect(),
        hover: Hover { max_quotes: Some(1) },
        features: Switches {
            completion: Some(true),
            inlay_hints: Some(true),
            code_lenses: Some(true),
            highlights: Some(true),
            folding: Some(true),
            links: Some(true),
            semantic_tokens: Some(true),
            rename: Some(true),
            workspace_diagnostics: Some(true),
            selection_ranges: Some(true),
            rename_files: Some(true),
            hover: Some(true),
            code_actions: Some(true),
            symbols: Some(true),
        },
    };
    let mut keys = BTreeSet::new();
    let written = serde_json::to_value(written).expect("settings are plain data");
    for (key, value) in written.as_object().expect("settings are a table") {
        match value.as_object() {
            Some(group) if key == "rules" => {
                keys.extend(group.keys().map(|code| format!("attest.rules.{code}")));
            }
            Some(group) => keys.extend(group.keys().map(|inner| format!("attest.{key}.{}", camel(inner)))),
            None => drop(keys.insert(format!("attest.{}", camel(key)))),
        }
    }
    keys
}

fn camel(kebab: &str) -> String {
    let mut words = kebab.split('-');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        camel.push_str(&first.to_uppercase());
        camel.push_str(rest);
    }
    camel
}

/// `{"hover": {"maxQuotes": 2}}` for `attest.hover.maxQuotes`.
fn nested(key: &str, value: &Value) -> Value {
    key.split('.')
        .skip(1)
        .collect::<Vec<_>>()
        .iter()
        .rev()
        .fold(value.clone(), |inner, name| json!({ *name: inner }))
}

#[test]
fn the_extension_has_a_setting_for_every_key_and_no_other() {
    let own: BTreeSet<String> =
        properties().keys().filter(|key| !CLIENT_KEYS.contains(&key.as_str())).cloned().collect();
    let server = server_keys();
    let missing: Vec<_> = server.difference(&own).collect();
    let unknown: Vec<_> = own.difference(&server).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "editors/vscode/package.json lacks {missing:?} and has {unknown:?}, which the server does not know"
    );
}

#[test]
fn every_value_that_the_extension_offers_is_one_that_the_server_takes() {
    for (key, property) in properties() {
        if CLIENT_KEYS.contains(&key.as_str()) {
            continue;
        }
        let offered = match property["enum"].as_array() {
            Some(values) => values.iter().filter(|value| !value.is_null()).cloned().collect(),
            None if property["items"]["type"] == "object" => vec![json!([{"name": "Maria Keller"}])],
            None if property["type"] == "array" => vec![json!(["some/folder"])],
            None if property["maximum"].is_null() => vec![json!("some words")],
            None => vec![property["maximum"].clone()],
        };
        for value in offered {
            let taken = Written::from_editor(nested(&key, &value));
            assert!(taken.is_ok_and(|written| written != Written::default()), "{key}: {value} is refused");
        }
    }
}

#[test]
fn the_extension_names_the_severity_that_a_rule_has_by_default() {
    let properties = properties();
    for rule in RULES {
        let severity = match rule.default {
            None => "off",
            Some(Severity::Hint) => "hint",
            Some(Severity::Information) => "information",
            Some(Severity::Warning) => "warning",
            Some(Severity::Error) => "error",
        };
        let description = properties[&format!("attest.rules.{}", rule.code)]["markdownDescription"].as_str();
        let ending = format!("else `{severity}`.");
        assert!(description.is_some_and(|text| text.ends_with(&ending)), "{}: not “{ending}”", rule.code);
    }
}
