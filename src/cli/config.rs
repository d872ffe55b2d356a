//! `config`: the settings that count for a folder, and which file says each.

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::Value;

use super::args::ConfigArguments;
use super::failure::Failure;
use super::{CLEAN, output, project};
use crate::corpus::limits::{Limit, Limits};
use crate::workspace::discover;
use crate::workspace::layers::{Layer, layers};
use crate::workspace::settings::Written;

/// Runs `config`.
pub fn run(arguments: &ConfigArguments) -> Result<i32, Failure> {
    let start = project::absolute(&arguments.folder.clone().unwrap_or_else(|| PathBuf::from(".")))?;
    if !start.exists() {
        return Err(Failure::NotFound(format!("{}: no such file or folder", start.display())));
    }
    let root = discover::root_of(&start);
    let layers = layers(&root)?;
    let base = project::base();
    let mut out = String::new();
    // Writing to a string can't fail.
    let folder = base.shown(&root);
    let _ = writeln!(out, "# settings for {}", if folder.is_empty() { "this folder" } else { &folder });
    for (key, default) in keys() {
        let said = layers.iter().find_map(|layer| Some((layer, written(layer, &key)?)));
        let (value, origin) = match said {
            Some((layer, value)) => {
                let line = line_of(layer, &key).map(|line| format!(":{line}")).unwrap_or_default();
                (value, format!("{}{line}", base.shown(&layer.path)))
            }
            None => (default, "default".to_owned()),
        };
        let _ = match arguments.show_origin {
            true => writeln!(out, "{key} = {value}  # {origin}"),
            false => writeln!(out, "{key} = {value}"),
        };
    }
    output::write(&out)?;
    Ok(CLEAN)
}

/// Every key with its default, in the order of the documentation.
fn keys() -> Vec<(String, String)> {
    let mut keys = vec![
        ("corpus".to_owned(), "the first of corpus, articles, sources".to_owned()),
        ("notes".to_owned(), "[\"**/*.md\"]".to_owned()),
        ("strictness".to_owned(), "\"balanced\"".to_owned()),
        ("spellings".to_owned(), "[]".to_owned()),
        ("names".to_owned(), "[]".to_owned()),
        ("likelihoods".to_owned(), "the terms of ICD 203".to_owned()),
    ];
    // What is not written is null in a value of the settings: their own list of keys.
    let all = serde_json::to_value(Written::default()).unwrap_or_default();
    for (group, default) in [("columns", "the usual names"), ("hover", "3"), ("features", "true")] {
        let inner = all.get(group).and_then(Value::as_object).into_iter().flatten();
        keys.extend(inner.map(|(key, _)| (format!("{group}.{key}"), default.to_owned())));
    }
    let limits = Limits::default();
    let megabytes = |limit: Limit| (limit.key, limit.most >> 20);
    let of = |limit: Limit| (limit.key, limit.most);
    let limits = [
        megabytes(limits.file()),
        megabytes(limits.export()),
        megabytes(limits.unpacked()),
        megabytes(limits.note()),
        of(limits.depth()),
        of(limits.seconds()),
    ];
    keys.extend(limits.map(|(key, most)| (format!("limits.{key}"), most.to_string())));
    keys.extend(crate::rules::RULES.iter().map(|rule| {
        let default = rule.default.map_or("off", crate::rules::Severity::name);
        (format!("rules.{}", rule.code), format!("\"{default}\""))
    }));
    keys
}

/// What `layer` says for `key`, as TOML writes it; near enough JSON for all that settings hold.
fn written(layer: &Layer, key: &str) -> Option<String> {
    let value = serde_json::to_value(&layer.written).ok()?;
    let found = key.splitn(2, '.').try_fold(&value, |value, part| value.get(part))?;
    (!found.is_null()).then(|| found.to_string())
}

/// The line, from 1, on which `key` stands in the file.
fn line_of(layer: &Layer, key: &str) -> Option<usize> {
    let last = key.rsplit('.').next()?;
    let is_key = |line: &str| {
        let line = line.trim_start().trim_start_matches(['"', '[']);
        line.strip_prefix(last).is_some_and(|rest| rest.trim_start().starts_with(['=', '"', ']', '.']))
    };
    layer.text.lines().position(is_key).map(|at| at + 1)
}
