//! Settling in `attest.toml` whom a name that fits several entities means.

use std::path::Path;

use serde::Serialize;

use crate::entities::{Decision, Resolution};
use crate::text::ByteRange;
use crate::workspace::settings::{FILE_NAME, Written};
use crate::workspace::{Analysis, World};

/// One of the entities that an ambiguous name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What choosing it does, in the imperative.
    pub title: String,
    /// The diagnostic that it settles, as an index into the analysis's.
    pub diagnostic: usize,
    /// What the settings are to say.
    pub decision: Decision,
}

/// The choices for the ambiguous names that touch `range` of the note.
#[must_use]
pub fn choices(analysis: &Analysis, world: &World, range: ByteRange) -> Vec<Choice> {
    let mut found = Vec::new();
    for (at, told) in analysis.diagnostics.iter().enumerate() {
        let meant = told.range.overlaps(range) || told.range.touches(range.start());
        if told.code != "ambiguous-name" || !meant {
            continue;
        }
        let words = told.range.of(&analysis.note.text);
        let of_diagnostic = analysis.names.iter().find(|name| name.range == told.range);
        let Some(Resolution::Ambiguous(ids)) = of_diagnostic.map(|name| &name.resolution) else { continue };
        for entity in ids.iter().filter_map(|id| world.library.entities.get(*id)) {
            found.push(Choice {
                title: format!("Settle in {FILE_NAME}: “{words}” is “{}”", entity.name),
                diagnostic: at,
                decision: Decision {
                    name: entity.name.clone(),
                    aliases: vec![words.to_owned()],
                    not: Vec::new(),
                },
            });
        }
    }
    found
}

/// What to put at the end of an `attest.toml` whose text is `settings` for it to say `decision`; `None`
/// when that can't be said at the end of it.
#[must_use]
pub fn addition(settings: &str, decision: &Decision) -> Option<String> {
    /// The part of the settings that is added.
    #[derive(Serialize)]
    struct Addition<'a> {
        names: [&'a Decision; 1],
    }
    let block = toml::to_string(&Addition { names: [decision] }).ok()?;
    let gap = match settings {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let added = format!("{gap}{block}");
    Written::from_toml(&format!("{settings}{added}"), Path::new(FILE_NAME)).ok().map(|_| added)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keller() -> Decision {
        Decision { name: "Maria Keller".to_owned(), aliases: vec!["Keller".to_owned()], not: Vec::new() }
    }

    #[test]
    fn a_choice_is_written_behind_what_the_settings_say() {
        let written = "[[names]]\nname = \"Maria Keller\"\naliases = [\"Keller\"]\n";
        assert_eq!(addition("", &keller()).as_deref(), Some(written));
        let after_table = addition("[rules]\nmisquote = \"hint\"", &keller());
        assert_eq!(after_table, Some(format!("\n\n{written}")));
    }

    #[test]
    fn what_the_settings_say_already_is_added_to() {
        let before = "[[names]]\nname = \"Maria Keller\"\naliases = [\"M. K.\"]\n";
        let added = addition(before, &keller()).expect("it fits");
        let read = Written::from_toml(&format!("{before}{added}"), Path::new(FILE_NAME)).expect("valid");
        assert_eq!(read.names.map(|names| names.len()), Some(2));
    }

    #[test]
    fn nothing_is_added_that_contradicts_the_settings() {
        assert_eq!(addition("names = []\n", &keller()), None);
        let taken = "[[names]]\nname = \"Peter Keller\"\naliases = [\"Keller\"]\n";
        assert_eq!(addition(taken, &keller()), None);
    }
}
