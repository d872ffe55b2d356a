//! What a page says of itself: `<meta>`, JSON-LD, `<title>`, `<time>`.

use serde_json::Value;

use super::tokens::StartTag;
use crate::corpus::draft::Metadata;
use crate::corpus::{language, published};

/// JSON-LD types that describe an article.
const ARTICLE_TYPES: &[&str] = &[
    "AdvertiserContentArticle",
    "AnalysisNewsArticle",
    "Article",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "NewsArticle",
    "OpinionNewsArticle",
    "Report",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "TechArticle",
];
/// `<meta>` names for the headline, the best first.
const TITLES: &[&str] = &[
    "headline",
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title",
];
/// For the day of publication.
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "date_published",
    "og:published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "publication-date",
    "originalpublicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "article.published",
    "article:published",
    "displaydate",
    "date",
];
/// For the publisher. Author fields are not among them.
const OUTLETS: &[&str] = &[
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "copyright-holder",
];

/// For the author.
const AUTHORS: &[&str] =
    &["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"];

/// Collects a page's own statements.
#[derive(Debug, Default)]
pub struct Fields {
    metas: Vec<(String, String)>,
    canonical: Option<String>,
    title: String,
    published: Option<String>,
    first_time: Option<String>,
    json: Vec<Value>,
    language: Option<String>,
    inside: Inside,
    script: String,
}

/// The element whose text is collected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Title,
    Json,
}

impl Fields {
    /// Looks at a start tag; `aside` says that it stands among the page's furniture.
    pub fn start(&mut self, tag: &StartTag, aside: bool) {
        match tag.name.as_str() {
            "html" => self.language = tag.get("lang").map(str::to_owned),
            "title" if self.title.is_empty() => self.inside = Inside::Title,
            "script" if tag.get("type").is_some_and(|kind| kind.contains("ld+json")) => {
                self.inside = Inside::Json;
                self.script.clear();
            }
            "meta" => {
                let name =
                    ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|name| tag.get(name));
                let content = tag.get("content").map(str::trim).filter(|content| !content.is_empty());
                if let (Some(name), Some(content)) = (name, content) {
                    self.metas.push((name.to_lowercase(), content.to_owned()));
                }
            }
            "link" if tag.get("rel") == Some("canonical") => {
                self.canonical = self.canonical.take().or_else(|| tag.get("href").map(str::to_owned));
            }
            _ => {}
        }
        if let Some(moment) =
            tag.get("datetime").or_else(|| tag.get("content")).filter(|_| tag.name != "meta")
        {
            let says_so = tag.get("pubdate").is_some() || tag.get("itemprop") == Some("datePublished");
            if says_so {
                self.published.get_or_insert_with(|| moment.to_owned());
            } else if tag.name == "time" && !aside {
                self.first_time.get_or_insert_with(|| moment.to_owned());
            }
        }
    }

    /// Looks at text.
    pub fn text(&mut self, text: &str) {
        match self.inside {
            Inside::Title => self.title.push_str(text),
            Inside::Json => self.script.push_str(text),
            Inside::Nothing => {}
        }
    }

    /// Looks at an end tag.
    pub fn end(&mut self, name: &str) {
        match (self.inside, name) {
            (Inside::Title, "title") => self.inside = Inside::Nothing,
            (Inside::Json, "script") => {
                self.inside = Inside::Nothing;
                if let Ok(value) = serde_json::from_str(&self.script) {
                    collect_articles(value, &mut self.json, 0);
                }
            }
            _ => {}
        }
    }

    /// All that was said, the most reliable statement of each thing.
    #[must_use]
    pub fn metadata(self) -> Metadata {
        let meta = |names: &[&str]| {
            names.iter().find_map(|name| {
                self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone())
            })
        };
        let json = |keys: &[&str]| self.json.iter().find_map(|article| string_at(article, keys));
        let date = json(&["datePublished"])
            .or_else(|| json(&["dateCreated"]))
            .and_then(|value| published::from_value(&value))
            .or_else(|| {
                DATES.iter().find_map(|name| meta(&[*name]).and_then(|value| published::from_value(&value)))
            })
            .or_else(|| self.published.as_deref().and_then(published::from_value))
            .or_else(|| self.first_time.as_deref().and_then(published::from_value));
        let title = json(&["headline"]).or_else(|| meta(TITLES)).or_else(|| Some(self.title.clone()));
        let url = meta(&["og:url"]).or_else(|| self.canonical.clone()).filter(|url| url.starts_with("http"));
        Metadata {
            title: title.map(|title| plain_words(&title)).filter(|title| !title.is_empty()),
            outlet: json(&["publisher", "name"])
                .or_else(|| meta(OUTLETS))
                .map(|outlet| plain_words(&outlet))
                .filter(|outlet| !outlet.is_empty() && !outlet.contains("://")),
            author: json(&["author", "name"])
                .or_else(|| meta(AUTHORS))
                .map(|author| plain_words(&author))
                .filter(|author| !author.is_empty() && !author.contains("://")),
            date,
            url,
            language: json(&["inLanguage"])
                .or_else(|| self.language.clone())
                .and_then(|tag| language::from_tag(&tag)),
        }
    }
}

/// The articles among JSON-LD, which nests them in arrays and graphs.
fn collect_articles(value: Value, found: &mut Vec<Value>, depth: usize) {
    if depth > 4 {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                collect_articles(value, found, depth + 1);
            }
        }
        Value::Object(mut fields) => {
            let is_article = match fields.get("@type") {
                Some(Value::String(kind)) => ARTICLE_TYPES.contains(&kind.as_str()),
                Some(Value::Array(kinds)) => {
                    kinds.iter().filter_map(Value::as_str).any(|kind| ARTICLE_TYPES.contains(&kind))
                }
                _ => false,
            };
            if let Some(graph) = fields.remove("@graph") {
                collect_articles(graph, found, depth + 1);
            }
            if is_article {
                found.push(Value::Object(fields));
            }
        }
        _ => {}
    }
}

fn string_at(value: &Value, keys: &[&str]) -> Option<String> {
    let mut value = value;
    for key in keys {
        if let Value::Array(values) = value {
            value = values.first()?;
        }
        value = value.get(key)?;
    }
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The words on one line, entities decoded.
fn plain_words(text: &str) -> String {
    let decoded = if text.contains('&') { super::tokens::character(text) } else { text.to_owned() };
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}
