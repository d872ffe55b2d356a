//! The words by which notes mark what is not a claim, as tables: call-out kinds, the analyst's
//! judgement, instructions, words about the note itself, citation furniture. All lower case.

/// What a kind of call-out makes of its content; kinds not listed hold statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CalloutCue {
    Judgement,
    Task,
    Question,
    Quotation,
}

/// Kinds of call-outs (`> [!kind]`).
pub(super) const CALLOUTS: &[(&[&str], CalloutCue)] = &[
    (
        &[
            "assessment", "assess", "judgement", "judgment", "opinion", "hypothesis", "hypotheses",
            "assumption", "assumptions", "analysis", "analyst", "comment", "view", "forecast", "outlook",
            "speculation", "inference", "implication", "implications", "recommendation", "confidence",
            "idea", "thought", "takeaway", "hunch", "scenario",
        ],
        CalloutCue::Judgement,
    ),
    (&["todo", "to-do", "task", "tasks", "action", "next"], CalloutCue::Task),
    (&["question", "questions", "help", "faq", "gap", "gaps"], CalloutCue::Question),
    (&["quote", "cite", "quotation"], CalloutCue::Quotation),
];

/// What the statements under a heading are, when the heading is exactly this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionCue {
    Judgement,
    Task,
    Question,
    Sources,
}

/// Headings of sections without claims. An `our`, `my`, `key`, `analyst`, `main` in front is ignored.
pub(super) const SECTIONS: &[(&[&str], SectionCue)] = &[
    (
        &[
            "assessment", "assessments", "judgement", "judgements", "judgment", "judgments", "opinion",
            "view", "comment", "comments", "hypothesis", "hypotheses", "assumptions", "outlook", "forecast",
            "implications", "recommendations", "recommendation", "scenarios", "confidence", "take",
            "thoughts", "speculation", "what it means", "so what", "bottom line", "analysis",
        ],
        SectionCue::Judgement,
    ),
    (
        &["to do", "to-do", "todo", "todos", "tasks", "task list", "next steps", "actions", "action items",
            "follow-up", "follow-ups"],
        SectionCue::Task,
    ),
    (
        &["questions", "open questions", "gaps", "information gaps", "intelligence gaps", "unknowns",
            "to find out", "open points"],
        SectionCue::Question,
    ),
    (
        &["sources", "references", "bibliography", "further reading", "see also", "links", "related",
            "related notes", "footnotes", "changelog", "change log", "history of this note"],
        SectionCue::Sources,
    ),
];

/// Words before a section's name that do not change what the section is.
pub(super) const SECTION_PREFIXES: &[&str] =
    &["our", "my", "key", "main", "the", "analyst", "analyst's", "analysts'", "author's", "initial",
        "preliminary", "overall", "summary", "net"];

/// Labels (`Word:` at the start of a block) after which the analyst speaks for himself.
pub(super) const JUDGEMENT_LABELS: &[&str] = &[
    "assessment", "our assessment", "analyst assessment", "analyst's assessment", "judgement", "judgment",
    "key judgement", "key judgment", "our judgement", "our judgment", "opinion", "my opinion", "comment",
    "analyst comment", "analyst's comment", "analyst note", "hypothesis", "assumption", "outlook", "forecast",
    "my view", "our view", "my take", "our take", "confidence", "confidence level", "bottom line", "so what",
    "implication", "implications", "recommendation", "speculation", "caveat", "inference", "takeaway",
    "likelihood", "probability", "significance", "relevance", "why it matters",
];

/// Labels after which the note speaks of itself.
pub(super) const META_LABELS: &[&str] = &[
    "date", "source", "sources", "reference", "references", "last updated", "last update", "updated", "last edited",
    "last reviewed", "last checked", "created", "created on", "author", "authors", "analyst", "prepared by",
    "prepared for", "drafted by", "written by", "compiled by", "reviewed by", "classification", "distribution",
    "handling", "tlp", "status", "version", "tags", "tag", "keywords", "see", "see also", "cf", "related",
    "related notes", "note to self", "nb", "file", "filed under", "case", "case number", "reference number",
    "scope", "purpose", "about this note", "methodology", "method", "reading list", "links", "link", "url",
    "retrieved", "accessed", "archive", "up", "parent", "next", "previous", "reliability", "credibility",
    "source rating", "grading", "coverage", "as of", "cut-off", "cutoff", "information cut-off",
];

/// Labels of tasks.
pub(super) const TASK_LABELS: &[&str] =
    &["todo", "to do", "to-do", "task", "action", "action item", "next step", "next steps", "fixme", "tbd",
        "tk", "follow up", "follow-up", "reminder", "check", "verify"];

/// Labels of questions.
pub(super) const QUESTION_LABELS: &[&str] =
    &["question", "questions", "open question", "open questions", "gap", "gaps", "information gap", "unknown",
        "unclear", "q"];

/// Verbs that open an instruction when they stand first in their base form. Past tense and third
/// person are other words and do not match.
pub(super) const IMPERATIVES: &[&str] = &[
    "add", "allow", "archive", "arrange", "ask", "assess", "assume", "avoid", "book", "brief", "call", "check",
    "cite", "clarify", "collect", "compare", "compile", "confirm", "consider", "contact", "correct", "count",
    "cross-check", "delete", "determine", "discuss", "do", "don't", "double-check", "draft", "email", "e-mail",
    "ensure", "establish", "examine", "expand", "expect", "fetch", "file", "fill", "find", "finish", "fix",
    "flag", "follow", "gather", "get", "give", "go", "identify", "ignore", "include", "insert", "investigate",
    "keep", "let", "let's", "link", "list", "listen", "look", "make", "map", "mention", "merge", "mind",
    "monitor", "move", "need", "note", "obtain", "order", "phone", "pin", "please", "prepare", "print", "pull",
    "put", "question", "quote", "re-check", "re-read", "reach", "read", "recall", "recheck", "reconcile",
    "record", "refer", "remember", "remind", "remove", "replace", "report", "request", "research", "resolve",
    "review", "revise", "revisit", "rewrite", "save", "scan", "search", "see", "send", "set", "share", "show",
    "skip", "split", "start", "stop", "store", "study", "submit", "summarise", "summarize", "take", "talk",
    "tell", "test", "todo", "trace", "track", "translate", "treat", "try", "turn", "update", "upload", "use",
    "verify", "wait", "watch", "work", "write",
];

/// Words that end the reach of an opening imperative: what follows is a clause inside it.
pub(super) const CLAUSE_OPENERS: &[&str] = &[
    "whether", "if", "that", "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "because",
    "since", "as", "until", "before", "after", "once", "while", "for", "so",
];

/// Verbs that make a first person a judging analyst are not listed: any statement whose subject is
/// `I` or `we` outside quotation marks is the analyst's own.
pub(super) const FIRST_PERSON: &[&str] = &["i", "we", "i'm", "we're", "i've", "we've", "i'd", "we'd", "i'll",
    "we'll"];

/// `our assessment`, `my view`: a possessive of the first person before one of these.
pub(super) const JUDGEMENT_NOUNS: &[&str] = &[
    "assessment", "judgement", "judgment", "view", "opinion", "estimate", "estimation", "reading", "take",
    "hypothesis", "assumption", "guess", "hunch", "understanding", "conclusion", "impression", "belief",
    "expectation", "sense", "mind", "analysis", "interpretation", "confidence", "baseline", "forecast",
    "suspicion", "experience", "knowledge", "best", "main", "working", "current", "initial", "preliminary",
    "own", "base",
];

/// Openings that make a whole sentence a judgement, when nobody is named as saying it.
pub(super) const JUDGEMENT_OPENINGS: &[&str] = &[
    "it is likely", "it is highly likely", "it is very likely", "it is unlikely", "it is highly unlikely",
    "it is very unlikely", "it is probable", "it is possible", "it is plausible", "it is conceivable",
    "it is doubtful", "it is improbable", "it is almost certain", "it is questionable", "it is arguable",
    "it is fair to say", "it is safe to say", "it is hard to", "it is difficult to", "it is worth",
    "it is important", "it is interesting", "it is notable", "it is striking", "it is telling",
    "it is too early", "it is too soon", "it seems", "it would seem", "it looks like", "it looks as if",
    "it appears likely", "it appears unlikely", "it may be that", "it might be that", "it could be that",
    "it can be assumed", "it must be assumed", "it should be noted", "it's likely", "it's unlikely",
    "it's possible", "it's plausible", "it's probable", "it's hard to", "it's worth", "perhaps", "maybe",
    "presumably", "probably", "likely", "most likely", "very likely", "possibly", "quite possibly",
    "conceivably", "arguably", "in all likelihood", "in all probability", "almost certainly", "no doubt",
    "doubtless", "undoubtedly", "clearly", "obviously", "evidently", "interestingly", "notably absent",
    "there is a high chance", "there is a good chance", "there is a low chance", "there is a chance",
    "there is a risk", "there is a real risk", "there is a high risk", "there is a low risk",
    "there is a roughly even chance", "there is an even chance", "there is a possibility",
    "there is a likelihood", "there is little doubt", "there is no doubt", "chances are", "with high confidence",
    "with moderate confidence", "with medium confidence", "with low confidence", "high confidence",
    "moderate confidence", "medium confidence", "low confidence", "hypothesis:", "one reading is",
    "one interpretation is", "one explanation is", "a plausible reading", "a plausible explanation",
    "the most likely", "the likeliest", "the most plausible", "on balance", "all in all", "taken together",
    "my guess", "our guess", "imo", "imho", "afaik", "arguments for", "arguments against", "this suggests",
    "this implies", "this would suggest", "this would imply", "this may mean", "this might mean",
    "this could mean", "this points to", "that suggests", "that implies", "which suggests",
];

/// Estimates of likelihood inside a sentence: the analyst's own when nobody is named as saying it
/// and no source is cited.
pub(super) const ESTIMATES: &[&str] = &[
    "will probably", "will likely", "would probably", "would likely", "will most likely", "will almost certainly",
    "will very likely", "is likely to", "are likely to", "is unlikely to", "are unlikely to", "is very likely",
    "is highly likely", "are highly likely", "is highly unlikely", "are highly unlikely", "remains likely",
    "seems likely", "seems unlikely", "looks likely", "looks unlikely", "appears likely", "appears unlikely",
    "may well", "might well", "could well", "almost certainly", "in all likelihood", "roughly even chance",
    "is probable", "is plausible", "is doubtful", "cannot be ruled out", "can't be ruled out", "is unclear", "are unclear", "remains unclear",
    "remain unclear", "is unknown", "are unknown", "remains unknown", "is not known", "is not clear",
    "remains to be seen", "is an open question", "remains open", "should",
    "shouldn't", "ought to",
];

/// Subjects that are the note itself, after `this` or `these`.
pub(super) const NOTE_NOUNS: &[&str] = &[
    "note", "notes", "brief", "briefing", "file", "document", "page", "memo", "memorandum", "section", "sections",
    "table", "list", "timeline", "paper", "dossier", "entry", "entries", "summary", "chronology", "profile",
    "outline", "draft", "log", "product", "collection", "figure", "chart", "map", "appendix", "annex",
    "paragraph", "sitrep",
];

/// Openings of sentences about the note or its sources.
pub(super) const META_OPENINGS: &[&str] = &[
    "see also", "see the", "see ", "cf.", "cf ", "compare ", "source:", "sources:", "last updated", "updated on",
    "updated:", "compiled from", "compiled by", "prepared by", "prepared for", "drafted by", "written by",
    "based on", "all times", "all dates", "dates are", "times are", "figures are", "quotations are", "quotes are",
    "names are", "spellings follow", "spelling follows", "the table below", "the tables below", "the list below",
    "the timeline below", "the table above", "the list above", "the following", "below is", "below are",
    "above is", "here is", "here are", "what follows", "listed below", "for background", "for the background",
    "for details", "for the details", "for the context",
    "for more", "for context", "more on this", "more in", "more at", "no source", "no sources", "no article",
    "no articles", "none of the articles", "none of the sources", "none of these articles",
    "none of these sources", "nothing in the articles", "nothing in the sources", "nothing in the corpus",
    "not in the articles", "not in the sources", "not in the corpus", "not confirmed", "not verified",
    "unconfirmed.", "unverified.", "the corpus", "our corpus", "this corpus", "to be confirmed",
    "to be continued", "to be verified", "to be checked", "work in progress", "end of note", "end of file",
];

/// The analyst's material as a subject; with one of [`MATERIAL_DETERMINERS`] before it the sentence
/// is about the sources, unless they are quoted as saying something.
pub(super) const MATERIAL_NOUNS: &[&str] = &["articles", "sources", "clippings", "texts", "documents", "reports"];

/// Words before a [`MATERIAL_NOUNS`] noun that point to the analyst's own pile.
pub(super) const MATERIAL_DETERMINERS: &[&str] = &["our", "my", "these", "both", "all", "the", "four", "five",
    "three", "two"];

/// Labels and lead-ins that add nothing to the statements behind them.
pub(super) const NEUTRAL_LABELS: &[&str] = &[
    "bluf", "update", "updates", "background", "context", "summary", "overview", "situation", "note", "notes",
    "fact", "facts", "key fact", "key facts", "key points", "key point", "points", "main points", "highlights",
    "latest", "new", "breaking", "correction", "details", "detail", "headline", "headlines", "in brief", "in short",
    "what we know", "also", "further", "other", "misc", "developments", "tl;dr", "tldr", "up front", "findings",
    "events", "event", "what happened", "more", "additionally", "example", "examples", "for example",
];

/// Words that mean there is nothing to state.
pub(super) const EMPTY_WORDS: &[&str] = &[
    "n/a", "na", "none", "unknown", "tbd", "tbc", "tba", "tk", "todo", "n.n.", "nil", "unclear", "unconfirmed",
    "pending", "?", "-", "–", "—", "…", "...", "not known", "not stated", "not given", "no data", "ditto", "same",
    "idem", "yes", "no", "ok", "done", "open", "closed",
];

/// Headings that name a part of a note, not a thing in the world.
pub(super) const GENERIC_HEADINGS: &[&str] = &[
    "background", "summary", "overview", "introduction", "key", "facts", "points", "details", "timeline",
    "chronology", "people", "persons", "actors", "players", "organisations", "organizations", "places", "events",
    "event", "status", "situation", "brief", "note", "notes", "file", "profile", "positions", "position", "roles",
    "role", "quotes", "quotations", "statements", "remarks", "numbers", "figures", "casualties", "context",
    "history", "latest", "developments", "update", "updates", "findings", "main", "what", "happened", "who",
    "where", "when", "why", "how", "on", "the", "record", "and", "of", "in", "by", "for", "a", "an", "at", "to",
    "general", "other", "misc", "miscellaneous", "data", "table", "list", "items", "issues", "topics", "views",
    "sticking", "ground", "dates", "days", "daily", "log", "report", "reports", "contacts", "meetings", "meeting",
    "biography", "bio", "career", "identity", "identifiers", "relations", "relationships", "statement",
    "activity", "activities", "recent", "current", "early", "late", "first", "second", "third", "part", "section",
    "one", "two", "three", "four", "five", "with", "from", "known", "unknown", "claims", "said", "words", "their",
    "own", "his", "her", "situation", "state", "play", "diary", "week", "month", "year", "today", "tables",
];

/// Words before a citation that hang on it and go with it (`according to [@id], …`).
pub(super) const CITATION_LEADS: &[&str] =
    &["according to", "as reported by", "as reported in", "as stated in", "as described in", "reported by",
        "reported in", "per", "see", "see also", "cf.", "cf", "source:", "sources:", "via", "from", "in",
        "e.g.", "also", "as"];

/// Words inside a key citation's brackets before the key (`[see @id]`).
pub(super) const KEY_PREFIXES: &[&str] = &["see", "see also", "also", "cf.", "cf", "e.g.", "e.g.,", "compare",
    "but see", "from", "per", "via", "in", "source:", "sources:"];

/// Link words that only say that there is a source.
pub(super) const SOURCE_LABELS: &[&str] = &[
    "source", "sources", "src", "link", "article", "report", "ref", "reference", "here", "text", "full text",
    "original", "transcript", "story", "cite", "citation", "line", "lines", "quote",
];

/// File name endings of articles.
pub(super) const ARTICLE_EXTENSIONS: &[&str] = &[
    "txt", "text", "html", "htm", "xhtml", "pdf", "docx", "eml", "mhtml", "mht", "mbox", "jsonl", "ndjson", "json", "csv",
    "tsv", "warc", "gz",
];

/// File name endings that are an article's in a corpus folder and a note's elsewhere.
pub(super) const NOTE_EXTENSIONS: &[&str] = &["md", "markdown"];

/// Names of folders in which articles lie when nothing else is configured.
pub(super) const CORPUS_FOLDERS: &[&str] = &["corpus", "articles", "sources"];

/// Words of a locator before a line number.
pub(super) const LINE_WORDS: &[&str] = &["l", "l.", "ll.", "line", "lines", "ln", "ln."];

/// Words of a locator before a page number.
pub(super) const PAGE_WORDS: &[&str] = &["p", "p.", "pp", "pp.", "page", "pages", "pg.", "pg"];

/// Words of a locator before a heading.
pub(super) const HEADING_WORDS: &[&str] = &["§", "sec.", "sec", "section", "heading", "under", "chap.", "chapter"];

/// Words of the calendar: a label with one of them is a date.
pub(super) const CALENDAR: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu",
    "thur", "thurs", "fri", "sat", "sun", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "today", "yesterday", "tomorrow", "morning", "afternoon", "evening", "night", "noon",
    "midnight", "spring", "summer", "autumn", "winter", "weekend",
];

/// Headers of the other columns of such a table.
pub(super) const VALUE_HEADERS: &[&str] =
    &["value", "entry", "detail", "details", "information", "description", "data", "answer", "content", ""];

/// Small words that a name may have in lower case.
pub(super) const NAME_PARTICLES: &[&str] =
    &["of", "the", "and", "for", "de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "al", "el", "bin", "ibn", "in", "on", "y", "e"];

/// Headers of a table's first column when its rows are the properties of one thing.
pub(super) const PROPERTY_HEADERS: &[&str] =
    &["field", "item", "attribute", "property", "key", "what", "detail", "details", "category", "fact", "info"];

/// Levels in the marks of classification that open a paragraph.
pub(super) const PORTION_MARKS: &[&str] = &[
    "u", "c", "s", "ts", "r", "nu", "nr", "nc", "ns", "cui", "fouo", "ouo", "tlp:clear", "tlp:white", "tlp:green",
    "tlp:amber", "tlp:amber+strict", "tlp:red",
];

/// HTML elements that do not part the words around them.
pub(super) const INLINE_TAGS: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// HTML elements whose content is not read.
pub(super) const SILENT_TAGS: &[&str] = &["script", "style", "pre", "textarea", "template", "svg"];
