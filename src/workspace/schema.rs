//! The JSON Schema of `attest.toml`, made from the types that read it, for editors that know schemas.

use schemars::schema_for;
use serde_json::{Map, Value, json};

use super::settings::{Level, Written};
use crate::rules::{RULES, Severity};

/// The schema, with every rule by its code.
#[must_use]
pub fn schema() -> Value {
    let mut schema = schema_for!(Written).to_value();
    let level = schema_for!(Level).to_value().get("oneOf").cloned().unwrap_or_default();
    let rules: Map<String, Value> = RULES
        .iter()
        .map(|rule| {
            let default = rule.default.map_or("off", Severity::name);
            (
                rule.code.to_owned(),
                json!({ "description": rule.summary(), "default": default, "oneOf": level }),
            )
        })
        .collect();
    schema["title"] = json!("attest.toml");
    schema["description"] = json!("Settings of Attest for the folder that the file lies in");
    schema["properties"]["rules"] = json!({
        "description": "Severity by rule",
        "type": "object",
        "additionalProperties": false,
        "properties": rules,
    });
    schema
}
