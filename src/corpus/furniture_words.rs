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

/// Labels of advertisements, compared in lower case.
pub const ADS: &[&str] = &[
    "ad",
    "ads",
    "advertisement",
    "advertisements",
    "advertising",
    "article continues below",
    "sponsored",
    "story continued below",
    "story continues",
    "story continues below",
];

/// Labels of links to other articles and of buttons, compared in lower case.
pub const LABELS: &[&str] = &[
    "also read",
    "also see",
    "categories",
    "category",
    "comments",
    "filed in",
    "filed under",
    "follow us",
    "keywords",
    "most popular",
    "most read",
    "post tags",
    "posted in",
    "related topics",
    "share",
    "share this",
    "share this article",
    "share this post",
    "share this story",
    "tags",
    "topics",
    "up next",
    "you may also like",
    "you might also like",
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
    "video",
    "watch",
    "watch live",
    "watch more",
    "watch now",
];

/// First words of the headings above lists of other articles.
pub const LIST_OPENERS: &[&str] = &[
    "also",
    "continue",
    "discover",
    "editor's",
    "editors",
    "explore",
    "featured",
    "further",
    "keep",
    "latest",
    "more",
    "most",
    "newest",
    "next",
    "other",
    "popular",
    "previous",
    "read",
    "recent",
    "recommended",
    "related",
    "see",
    "similar",
    "suggested",
    "today's",
    "top",
    "trending",
    "up",
    "you",
];

/// Parts of the notices that publishing software puts under an article, in lower case.
pub const NOTICES: &[&str] = &[
    "accept all cookies",
    "email address will not be published",
    "enable javascript",
    "required fields are marked",
    "save my name",
    "your browser does not support",
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
