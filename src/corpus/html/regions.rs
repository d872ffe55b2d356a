//! Parts of a page that hold its furniture, known by their element, role or class.

use super::tokens::StartTag;

/// Elements whose words nobody reads as text.
const UNREAD: &[&str] = &[
    "audio", "canvas", "datalist", "iframe", "math", "noframes", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Elements that hold what surrounds an article.
const SURROUNDINGS: &[&str] = &["aside", "button", "dialog", "footer", "form", "menu", "nav", "search"];

/// ARIA roles that say the same.
const ROLES: &[&str] = &[
    "alert",
    "alertdialog",
    "button",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
];

/// Words of class names and ids by which pages commonly call their furniture.
const CLASSES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "gdpr",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "promo",
    "recirc",
    "recommended",
    "related",
    "respond",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "tags",
    "taboola",
    "toolbar",
    "trending",
    "widget",
];

/// Whether the words inside are no text at all.
#[must_use]
pub fn is_unread(name: &str) -> bool {
    UNREAD.contains(&name)
}

/// Whether the element may hold furniture. A guess: an element that turns out to hold most of the
/// page's prose does not.
#[must_use]
pub fn is_furniture(tag: &StartTag) -> bool {
    if matches!(tag.name.as_str(), "html" | "body" | "main" | "article" | "p" | "h1") {
        return is_hidden(tag) && tag.name != "body";
    }
    SURROUNDINGS.contains(&tag.name.as_str())
        || tag.get("role").is_some_and(|role| ROLES.contains(&role))
        || is_hidden(tag)
        || ["class", "id"].into_iter().filter_map(|name| tag.get(name)).any(names_furniture)
}

fn is_hidden(tag: &StartTag) -> bool {
    tag.get("hidden").is_some()
        || tag.get("aria-hidden") == Some("true")
        || tag.get("style").is_some_and(|style| {
            let style: String =
                style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// `share-buttons`, `relatedStories`, `site_nav`: a whole word of the name.
fn names_furniture(names: &str) -> bool {
    names.split_whitespace().any(|name| {
        words(name).iter().any(|word| CLASSES.contains(&word.as_str()))
            // `no-sidebar` and `has-comments` speak of the layout.
            && !words(name).first().is_some_and(|first| matches!(first.as_str(), "no" | "has" | "with" | "without" | "is"))
    })
}

fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphabetic() || (lower && c.is_uppercase()) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphabetic(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_compared_word_by_word() {
        assert!(names_furniture("story share-buttons"));
        assert!(names_furniture("relatedStories"));
        assert!(!names_furniture("headline shadow"));
        assert!(!names_furniture("has-sidebar"));
    }
}
