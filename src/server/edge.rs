//! The raw JSON at the very edge: what clients write otherwise than the typed protocol expects is
//! put right on the way in, and URIs go out in the spelling the client used.
//!
//! The typed layer behind holds URIs as parsed URLs. A client may write one that a parser
//! normalises (`file:///a b.md`) or refuses (`a.md`, an empty string); neither may lose a document.

use dashmap::DashMap;
use serde_json::{Map, Value};
use tower_lsp::lsp_types::Url;

/// Scheme of the URLs that stand for URIs no parser takes.
const UNREADABLE: &str = "unreadable";

/// The members whose values are URIs, in messages either way.
const URI_MEMBERS: [&str; 7] = ["uri", "targetUri", "rootUri", "scopeUri", "baseUri", "oldUri", "newUri"];

/// Remembers how the client spells its URIs.
#[derive(Debug, Default)]
pub struct Edge {
    /// From the URL inside to the client's spelling, where they differ.
    spellings: DashMap<String, String>,
}

impl Edge {
    /// Puts a message of the client right, in place.
    pub fn incoming(&self, message: &mut Value) {
        let Some(object) = message.as_object_mut() else { return };
        let method = object.get("method").and_then(Value::as_str).unwrap_or("").to_owned();
        match method.as_str() {
            // Typed as without parameters; some clients send `null` or `{}`.
            "shutdown" | "exit" => {
                object.remove("params");
            }
            "initialized" => {
                object.entry("params").or_insert_with(|| Value::Object(Map::new()));
            }
            "initialize" => {
                if let Some(workspace) =
                    object.get_mut("params").and_then(|params| params.pointer_mut("/capabilities/workspace"))
                {
                    add_singular_diagnostic(workspace);
                }
            }
            _ => {}
        }
        if object.get("params").is_some_and(Value::is_null) {
            object.remove("params");
        }
        if let Some(params) = object.get_mut("params") {
            visit_uris(params, &mut |uri| {
                if let Some(url) = self.admit(uri) {
                    *uri = url;
                }
            });
        }
    }

    /// Gives the URIs of a message to the client the client's spelling, in place.
    pub fn outgoing(&self, message: &mut Value) {
        if self.has_spellings() {
            visit_uris(message, &mut |uri| {
                if let Some(spelling) = self.spellings.get(uri.as_str()) {
                    *uri = spelling.clone();
                }
            });
        }
    }

    /// Whether [`Self::outgoing`] may change anything at all.
    #[must_use]
    pub fn has_spellings(&self) -> bool {
        !self.spellings.is_empty()
    }

    /// The URL for the client's `uri`, when it has to be another text.
    fn admit(&self, uri: &str) -> Option<String> {
        let url = match Url::parse(uri) {
            Ok(url) if url.as_str() == uri => return None,
            Ok(url) => url.as_str().to_owned(),
            Err(_) => stand_in(uri),
        };
        self.spellings.insert(url.clone(), uri.to_owned());
        Some(url)
    }
}

/// A URL that stands for a URI no parser takes; injective.
fn stand_in(uri: &str) -> String {
    let mut url = format!("{UNREADABLE}:");
    for byte in uri.bytes() {
        if byte.is_ascii_alphanumeric() {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

/// The protocol says `workspace.diagnostics`, the types crate reads `workspace.diagnostic`.
fn add_singular_diagnostic(workspace: &mut Value) {
    let Some(workspace) = workspace.as_object_mut() else { return };
    if let Some(capability) = workspace.get("diagnostics").cloned() {
        workspace.entry("diagnostic").or_insert(capability);
    }
}

fn visit_uris(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| visit_uris(item, change)),
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                match member {
                    Value::String(uri) if URI_MEMBERS.contains(&name.as_str()) => change(uri),
                    Value::Object(edits) if name == "changes" => rename_keys(edits, change),
                    _ => visit_uris(member, change),
                }
            }
        }
        _ => {}
    }
}

/// The `changes` of a workspace edit are keyed by URI.
fn rename_keys(edits: &mut Map<String, Value>, change: &mut impl FnMut(&mut String)) {
    *edits = std::mem::take(edits)
        .into_iter()
        .map(|(mut uri, edit)| {
            change(&mut uri);
            (uri, edit)
        })
        .collect();
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_raw_uri_goes_in_as_a_url_and_comes_out_as_written() {
        let edge = Edge::default();
        for raw in ["file:///n/[a] b|é.md", "a.md", "", "term://~//1:sh#a#b%"] {
            let mut message = json!({"method": "x", "params": {"textDocument": {"uri": raw}}});
            edge.incoming(&mut message);
            let url = message["params"]["textDocument"]["uri"].as_str().unwrap().to_owned();
            assert_eq!(Url::parse(&url).unwrap().as_str(), url);
            let mut reply = json!({"result": [{"targetUri": url}], "changes": {url.as_str(): []}});
            edge.outgoing(&mut reply);
            assert_eq!(reply, json!({"result": [{"targetUri": raw}], "changes": {raw: []}}));
        }
    }

    #[test]
    fn a_clean_uri_is_left_alone() {
        let edge = Edge::default();
        let mut message = json!({"method": "x", "params": {"uri": "file:///c%3A/a%20b.md"}});
        let before = message.clone();
        edge.incoming(&mut message);
        assert_eq!(message, before);
        assert!(!edge.has_spellings());
    }

    #[test]
    fn parameters_that_the_typed_layer_would_refuse_are_put_right() {
        let edge = Edge::default();
        for (sent, meant) in [
            (json!({"id": 1, "method": "shutdown", "params": {}}), json!({"id": 1, "method": "shutdown"})),
            (json!({"method": "exit", "params": null}), json!({"method": "exit"})),
            (json!({"method": "initialized"}), json!({"method": "initialized", "params": {}})),
        ] {
            let mut message = sent;
            edge.incoming(&mut message);
            assert_eq!(message, meant);
        }
    }
}
