//! [`Columns`]: which fields of an export (JSON Lines, CSV) hold what of an article.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The names under which exports usually keep things, folded; the first that a record has counts.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "fulltext",
    "maintext",
    "articlebody",
    "articletext",
    "bodytext",
    "story",
    "plaintext",
    "html",
    "contenthtml",
];
const TITLE: &[&str] = &["title", "headline", "subject", "name"];
const OUTLET: &[&str] = &[
    "outlet",
    "publisher",
    "publication",
    "newspaper",
    "sourcename",
    "source.name",
    "source",
    "site",
    "sitename",
    "website",
    "domain",
    "sourcedomain",
    "feed",
];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator", "by"];
const DATE: &[&str] = &[
    "date",
    "published",
    "publishedat",
    "datepublish",
    "datepublished",
    "publishdate",
    "pubdate",
    "publicationdate",
    "publishedon",
    "datetime",
    "timestamp",
    "createdat",
];
const URL: &[&str] = &["url", "link", "sourceurl", "canonicalurl", "permalink", "webpage", "href"];
const LANGUAGE: &[&str] = &["language", "lang", "locale"];
const ID: &[&str] = &["id", "uid", "guid", "key", "articleid", "docid"];

/// The fields of an export, as settings name them; what is not named is looked for under the usual
/// names. A nested field is named with dots: `source.name`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Columns {
    /// The article's text; plain or HTML.
    pub text: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Where on the web.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Its citation id.
    pub id: Option<String>,
}

/// What a field of an export is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// See [`Columns::text`].
    Text,
    /// See [`Columns::title`].
    Title,
    /// See [`Columns::outlet`].
    Outlet,
    /// See [`Columns::author`].
    Author,
    /// See [`Columns::date`].
    Date,
    /// See [`Columns::url`].
    Url,
    /// See [`Columns::language`].
    Language,
    /// See [`Columns::id`].
    Id,
}

impl Columns {
    /// What is named here, and where nothing is what is named in `weaker`.
    #[must_use]
    pub fn over(self, weaker: Self) -> Self {
        Self {
            text: self.text.or(weaker.text),
            title: self.title.or(weaker.title),
            outlet: self.outlet.or(weaker.outlet),
            author: self.author.or(weaker.author),
            date: self.date.or(weaker.date),
            url: self.url.or(weaker.url),
            language: self.language.or(weaker.language),
            id: self.id.or(weaker.id),
        }
    }

    /// The value that the fields of a record have for `role`; blank ones are none.
    #[must_use]
    pub fn find<'f>(&self, role: Role, fields: &'f [(String, String)]) -> Option<&'f str> {
        let (named, usual) = match role {
            Role::Text => (&self.text, TEXT),
            Role::Title => (&self.title, TITLE),
            Role::Outlet => (&self.outlet, OUTLET),
            Role::Author => (&self.author, AUTHOR),
            Role::Date => (&self.date, DATE),
            Role::Url => (&self.url, URL),
            Role::Language => (&self.language, LANGUAGE),
            Role::Id => (&self.id, ID),
        };
        let of = |wanted: &str| {
            let found =
                fields.iter().find(|(name, value)| folded(name) == wanted && !value.trim().is_empty());
            found.map(|(_, value)| value.trim())
        };
        match named {
            Some(name) => of(&folded(name)),
            None => usual.iter().find_map(|name| of(name)),
        }
    }
}

/// A field's name without case, blanks, dashes and underscores.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '.').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn usual_names_are_known_and_named_ones_win() {
        let record =
            fields(&[("Published_At", "2024-03-05"), ("body", "Long."), ("lead", "Short."), ("title", " ")]);
        let usual = Columns::default();
        assert_eq!(usual.find(Role::Date, &record), Some("2024-03-05"));
        assert_eq!(usual.find(Role::Text, &record), Some("Long."));
        assert_eq!(usual.find(Role::Title, &record), None);
        let named = Columns { text: Some("lead".to_owned()), ..Columns::default() };
        assert_eq!(named.find(Role::Text, &record), Some("Short."));
    }
}
