//! The few words by which pages address their readers. They only confirm what form and position
//! suggest; no piece of text is judged by them alone.

/// Words that open an appeal to the reader.
pub const APPEALS: &[&str] = &[
    "check",
    "click",
    "contact",
    "download",
    "email",
    "follow",
    "join",
    "listen",
    "log",
    "manage",
    "register",
    "send",
    "share",
    "sign",
    "stay",
    "subscribe",
    "tap",
    "unlock",
];

/// What such appeals are about.
pub const WARES: &[&str] = &[
    "account",
    "alerts",
    "app",
    "app's",
    "article",
    "articles",
    "browser",
    "channel",
    "comments",
    "cookies",
    "email",
    "emails",
    "facebook",
    "feed",
    "homepage",
    "inbox",
    "instagram",
    "link",
    "linkedin",
    "newsletter",
    "newsletters",
    "notifications",
    "page",
    "podcast",
    "podcasts",
    "site",
    "stories",
    "story",
    "subscriber",
    "subscribers",
    "subscription",
    "telegram",
    "twitter",
    "updates",
    "website",
    "whatsapp",
    "youtube",
];

/// How a page speaks of itself and its reader.
pub const FAMILIAR: &[&str] =
    &["here", "me", "my", "our", "ours", "this", "us", "we", "you", "you're", "you’re", "your"];

/// Wares that only ever belong to the page, so that one of them with a familiar word is enough.
pub const PAGE_WARES: &[&str] =
    &["cookies", "inbox", "newsletter", "newsletters", "subscribe", "subscription", "unsubscribe"];

/// Labels of links to other articles and of advertisements, compared in lower case.
pub const LABELS: &[&str] = &[
    "ad",
    "ads",
    "advertisement",
    "advertisements",
    "also read",
    "also see",
    "article continues below",
    "click here",
    "continue reading",
    "don't miss",
    "go deeper",
    "in pictures",
    "listen",
    "more",
    "more from",
    "more on",
    "more on this story",
    "read",
    "read also",
    "read more",
    "recommended",
    "related",
    "related articles",
    "related story",
    "related stories",
    "see also",
    "see more",
    "sponsored",
    "story continued below",
    "story continues below",
    "story continues",
    "video",
    "watch",
    "watch live",
    "watch more",
    "watch now",
];

/// Marks of ownership that end a page.
pub const OWNERSHIP: &[&str] = &["©", "(c)", "copyright", "all rights reserved"];

/// Words that open the name of a writer or a picture's owner.
pub const CREDITS: &[&str] =
    &["by", "credit", "credits", "editing", "image", "photo", "photograph", "picture", "reporting", "source"];

/// Words that stand beside the day of publication.
pub const DATE_LABELS: &[&str] = &[
    "a",
    "am",
    "at",
    "date",
    "dated",
    "et",
    "filed",
    "first",
    "issued",
    "last",
    "local",
    "m",
    "on",
    "originally",
    "p",
    "pm",
    "posted",
    "publication",
    "published",
    "release",
    "released",
    "time",
];

/// Words that stand beside the day of the last change.
pub const UPDATE_LABELS: &[&str] = &["changed", "edited", "modified", "revised", "update", "updated"];
