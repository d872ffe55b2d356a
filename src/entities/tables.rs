//! Small closed classes of English that the room needs: pronouns, name particles, company forms,
//! month and weekday names. Open lists (places, given names, titles) are the gazetteer's.

/// Words that stand in lower case inside a personal name.
pub(crate) const PARTICLES: &[&str] = &[
    "al", "ap", "bin", "bint", "da", "dal", "das", "de", "del", "della", "den", "der", "di", "dos", "du",
    "e", "el", "ibn", "la", "le", "ter", "van", "von", "y", "zu",
];

/// What follows a personal name without being part of the surname.
pub(crate) const NAME_SUFFIXES: &[&str] = &[
    "jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "mp", "mep", "qc", "kc", "frs", "obe", "mbe", "cbe",
    "kbe", "dbe", "ra",
];

/// Letters behind a year.
pub(crate) const ERAS: &[&str] = &["ad", "bc", "bce", "ce"];

/// Short names of more than one country.
pub(crate) const SEVERAL_COUNTRIES: &[&str] = &["korea", "congo"];

/// Bodies that are so called by themselves, whatever longer name ends with the word.
pub(crate) const BODIES_BY_THEMSELVES: &[&str] =
    &["commons", "congress", "house", "lords", "parliament", "senate"];

/// What turns the name before it into that of a part of it, or of something called after it.
pub(crate) const PARTS_OF_BODIES: &[&str] = &[
    "academy",
    "arena",
    "campus",
    "capital",
    "center",
    "centre",
    "church",
    "club",
    "college",
    "court",
    "department",
    "faculty",
    "foundation",
    "fund",
    "hall",
    "hospital",
    "house",
    "institute",
    "lab",
    "laboratory",
    "library",
    "museum",
    "office",
    "park",
    "party",
    "police",
    "press",
    "prize",
    "school",
    "stadium",
    "store",
    "team",
    "tower",
    "union",
    "university",
    "ventures",
];

/// Legal forms and generic descriptors that companies add to their names or leave out.
pub(crate) const COMPANY_FORMS: &[&str] = &[
    "ag",
    "airlines",
    "airways",
    "bhd",
    "bv",
    "co",
    "companies",
    "company",
    "computer",
    "computers",
    "corp",
    "corporation",
    "foods",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "industries",
    "international",
    "kg",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "motor",
    "motors",
    "nv",
    "oy",
    "oyj",
    "plc",
    "pte",
    "sa",
    "sarl",
    "sas",
    "se",
    "spa",
    "srl",
    "systems",
    "technologies",
];

/// Words of a name that its initials may leave out.
pub(crate) const SMALL_WORDS: &[&str] =
    &["a", "an", "and", "at", "de", "del", "for", "in", "of", "on", "the", "to", "&"];

/// Capitalised calendar words that name nobody.
pub(crate) const CALENDAR: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "gmt",
    "utc",
    "est",
    "edt",
    "pst",
    "pdt",
    "cet",
    "bst",
    "bc",
    "ad",
    "bce",
    "ce",
];

/// Whom a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Gender {
    /// `he`, and `Mr`.
    Male,
    /// `she`, and `Mrs`.
    Female,
}

/// Third-person pronouns that can be a speaker.
pub(crate) fn pronoun_gender(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "his" => Some(Gender::Male),
        "she" | "her" | "hers" => Some(Gender::Female),
        _ => None,
    }
}

/// The gender a form of address states.
pub(crate) fn address_gender(word: &str) -> Option<Gender> {
    match word {
        "mr" | "mister" | "sir" | "lord" | "king" | "prince" | "father" | "brother" | "chairman"
        | "spokesman" | "businessman" | "congressman" | "imam" | "sheikh" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "madam" | "lady" | "queen" | "princess" | "dame" | "sister"
        | "chairwoman" | "spokeswoman" | "businesswoman" | "congresswoman" | "actress" => {
            Some(Gender::Female)
        }
        _ => None,
    }
}

/// Whether the sorted or unsorted list holds `word` (lists are short; a scan beats a hash).
pub(crate) fn holds(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Verbs that put a label into somebody's mouth: `called it “a farce”`.
pub(crate) const CALLING: &[&str] = &[
    "term",
    "brand",
    "call",
    "characterise",
    "characterize",
    "denounce",
    "describe",
    "dismiss",
    "dub",
    "hail",
    "label",
    "praise",
    "quote",
    "cite",
    "refer",
    "tweet",
    "write",
    "post",
    "quip",
    "joke",
    "recall",
    "think",
    "read",
];

/// Forms of saying that taggers like to take for something else.
pub(crate) const SAID: &[&str] = &[
    "said",
    "says",
    "added",
    "adds",
    "told",
    "noted",
    "stated",
    "wrote",
    "tweeted",
    "explained",
    "warned",
    "reads",
];

/// Verbs whose statement may follow without `that`: `Keller said the talks would resume`.
pub(crate) const BARE_STATEMENT: &[&str] = &[
    "acknowledge",
    "add",
    "allege",
    "announce",
    "argue",
    "assert",
    "believe",
    "claim",
    "concede",
    "confirm",
    "declare",
    "deny",
    "estimate",
    "expect",
    "explain",
    "fear",
    "hope",
    "insist",
    "maintain",
    "note",
    "predict",
    "report",
    "reveal",
    "say",
    "state",
    "stress",
    "suggest",
    "tell",
    "think",
    "warn",
];

/// Words that stand between a subject and its verb.
pub(crate) const SUBJECT_ADVERBS: &[&str] =
    &["also", "then", "later", "himself", "herself", "itself", "has", "had", "have", "reportedly"];

/// Subjects that are nobody in particular.
pub(crate) const NO_SPEAKER: &[&str] = &[
    "it",
    "that",
    "this",
    "there",
    "what",
    "which",
    "who",
    "one",
    "you",
    "these",
    "those",
    "something",
    "nothing",
    "i",
    "we",
    "me",
    "us",
];

/// What a speaker's words stand in: `Keller's statement said`, `the ministry letter reads`.
pub(crate) const DOCUMENTS: &[&str] = &[
    "account",
    "article",
    "blog",
    "bulletin",
    "communique",
    "document",
    "email",
    "letter",
    "memo",
    "message",
    "note",
    "notice",
    "page",
    "post",
    "press",
    "release",
    "report",
    "site",
    "statement",
    "study",
    "testimony",
    "tweet",
    "website",
];

/// Prepositions behind which a name belongs to the noun before it.
pub(crate) const GOVERNING: &[&str] = &[
    "about", "against", "around", "at", "between", "by", "for", "from", "in", "near", "of", "on", "to",
    "under", "with",
];

/// What hangs on a name by a hyphen without being part of it, besides participles.
pub(crate) const HANGING: &[&str] =
    &["born", "bound", "era", "led", "like", "made", "only", "run", "style", "wide"];

/// What a surname may begin with before a capital of its own: `MacKeller`, `VanBerg`.
pub(crate) const NAME_FRONTS: &[&str] = &[
    "abu", "ben", "bin", "dal", "del", "della", "der", "des", "dos", "fitz", "mac", "saint", "san", "ten",
    "van", "vander", "ver", "von",
];

/// What stands before a place for a part of it.
pub(crate) const COMPASS: &[&str] =
    &["central", "east", "eastern", "north", "northern", "south", "southern", "west", "western"];

/// The forms of `be`.
pub(crate) const BE: &[&str] =
    &["am", "are", "be", "been", "being", "is", "was", "were", "'s", "’s", "'re", "’re"];

/// What may follow a name in the phrase that names a speaker, the name still being its head.
pub(crate) const BEHIND_NAME: &[&str] =
    &["and", "at", "for", "from", "himself", "herself", "in", "of", "on", "then", "who", "whose", "with"];
