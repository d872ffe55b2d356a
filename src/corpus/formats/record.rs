//! A record of an export: fields by name, to an article.

use super::Found;
use super::rendition;
use crate::corpus::columns::{Columns, Role};
use crate::corpus::draft::{Draft, Metadata};
use crate::corpus::origin::Origin;
use crate::corpus::{language, published};

/// Longest citation id that is taken from a record, in bytes.
const LONGEST_ID: usize = 100;
/// Fields that are told at most where none holds a text.
const MOST_NAMES: usize = 40;

/// The article in a record that starts on `line` of its file; `None` when no field holds text.
pub(super) fn draft(
    fields: &[(String, String)],
    columns: &Columns,
    line: u32,
) -> Option<(Option<String>, Draft)> {
    let of = |role| columns.find(role, fields);
    let text = of(Role::Text)?;
    let id = of(Role::Id).filter(|id| is_citable(id)).map(str::to_owned);
    let metadata = Metadata {
        title: of(Role::Title).map(str::to_owned),
        outlet: of(Role::Outlet).map(str::to_owned),
        author: of(Role::Author).map(str::to_owned),
        date: of(Role::Date).and_then(published::from_value),
        url: of(Role::Url).filter(|url| url.starts_with("http")).map(str::to_owned),
        language: of(Role::Language).and_then(language::from_tag),
    };
    let title = metadata.title.clone();
    let origin = Origin::Record { line };
    Some((id, rendition::of_text(title.as_deref(), text, looks_like_html(text), metadata, origin)))
}

/// Names that no record had text under, as a fault.
pub(super) fn without_text(found: &mut Found, bad: usize, total: usize, names: &[String]) {
    if bad == 0 {
        return;
    }
    found.faults.push(if bad == total {
        format!(
            "no field holds the article's text: name it as `text` under [columns] in attest.toml; the fields are {}{}",
            names.get(..MOST_NAMES).unwrap_or(names).join(", "),
            if names.len() > MOST_NAMES { " and more" } else { "" }
        )
    } else {
        format!("{bad} of {total} records hold no text")
    });
}

/// Whether `id` can stand in a citation.
fn is_citable(id: &str) -> bool {
    id.len() <= LONGEST_ID && !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_.:+".contains(c))
}

/// Whether a field holds markup, as exports of feeds do.
fn looks_like_html(text: &str) -> bool {
    let lower = text.get(..text.floor_char_boundary(4096)).unwrap_or(text).to_ascii_lowercase();
    ["<p>", "<p ", "<div", "<br", "</p>", "<html", "<!doctype html"].iter().any(|tag| lower.contains(tag))
}
