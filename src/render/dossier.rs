//! An entity's dossier as text for a terminal.

use std::fmt::Write;

use super::markdown::kind;
use super::paths::Base;
use super::terminal::{count, plain};
use crate::entities::Dossier;
use crate::index::Library;

/// The dossier of one entity, a few lines of it indented.
#[must_use]
pub fn text(dossier: &Dossier, library: &Library, base: &Base) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} ({})", plain(&dossier.name), kind(dossier.kind));
    let place = |span: crate::corpus::ArticleSpan| {
        library.article(span.article).map_or(String::new(), |article| {
            let date = article.date.map(|date| format!(", {}", date.day)).unwrap_or_default();
            format!("{}:{}{date}", plain(&base.shown(&article.path)), article.source_line(span.range))
        })
    };
    if !dossier.roles.is_empty() {
        out.push_str("\nroles\n");
        for (role, times) in &dossier.roles {
            let _ = writeln!(out, "  {} ({times}×; {})", plain(&role.text), place(role.span));
        }
    }
    out.push_str("\nspellings\n");
    for alias in &dossier.aliases {
        let _ = writeln!(out, "  {} ({}×; {})", plain(&alias.text), alias.count, alias.reason);
    }
    for name in &dossier.apart {
        let _ = writeln!(out, "  not {} (kept apart because attest.toml says so)", plain(name));
    }
    let seen = match (dossier.first_seen, dossier.last_seen) {
        (Some(first), Some(last)) if first == last => format!(", on {first}"),
        (Some(first), Some(last)) => format!(", from {first} to {last}"),
        _ => String::new(),
    };
    let _ = writeln!(
        out,
        "\nnamed {} in {}{seen}",
        count(dossier.mentions, "time"),
        count(dossier.articles, "article")
    );
    if !dossier.company.is_empty() {
        out.push_str("\nnamed beside\n");
        for other in &dossier.company {
            let _ =
                writeln!(out, "  {} ({})", plain(&other.name), count(other.sentences as usize, "sentence"));
        }
    }
    for (heading, spans) in [("about", &dossier.sentences), ("in their own words", &dossier.quotes)] {
        if !spans.is_empty() {
            let _ = writeln!(out, "\n{heading}");
            for span in spans.iter().take(5) {
                let words = library.span_text(*span).split_whitespace().collect::<Vec<_>>().join(" ");
                let _ = writeln!(out, "  {}\n    {}", plain(&words), place(*span));
            }
        }
    }
    if !dossier.remarks.is_empty() {
        out.push_str("\nin the words of others\n");
        for remark in dossier.remarks.iter().take(5) {
            let words = library.span_text(remark.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let speaker = library.entities.get(remark.speaker).map(|it| it.name.clone()).unwrap_or_default();
            let _ = writeln!(out, "  {}: {}\n    {}", plain(&speaker), plain(&words), place(remark.span));
        }
    }
    out
}
