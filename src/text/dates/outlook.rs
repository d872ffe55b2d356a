//! Which way a sentence looks at a weekday from the day of writing: back, ahead, or nobody can tell.

use crate::text::atoms::Atoms;
use crate::text::words::Tag;

/// Which way a sentence looks from the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlook {
    /// What happened on that day is told.
    Back,
    /// What is to happen is told.
    Ahead,
    /// The words go with either day: `Saturday's march`, `a march planned for Saturday`.
    Either,
}

/// How far before a weekday the verb that dates by it may stand.
const BEFORE: usize = 14;
/// The same behind a weekday that opens its sentence.
const BEHIND: usize = 20;
/// How many words may stand between a verb and its auxiliaries.
const AUXILIARIES: usize = 3;
/// Verbs that far from the weekday have an object between, which may be what is dated.
const ADJACENT: usize = 2;

/// Plans, whose day lies ahead of their making, if not of the day of writing.
const PLANNED: [&str; 9] =
    ["due", "scheduled", "slated", "expected", "set", "going", "planned", "planning", "booked"];

/// Verbs whose object often lies ahead: `announced a march on Saturday`, `said the vote on Monday`.
const OPEN: [&str; 34] = [
    "say", "tell", "warn", "add", "announce", "plan", "schedule", "call", "demand", "urge", "propose",
    "promise", "pledge", "vow", "threaten", "invite", "postpone", "delay", "cancel", "ban", "forbid", "set",
    "prepare", "organise", "organize", "permit", "allow", "order", "agree", "seek", "want", "hope", "expect",
    "oppose",
];

/// Verbs whose past is written as their present.
const SAME_PAST: [&str; 14] = [
    "hit", "put", "cut", "read", "shut", "let", "hurt", "split", "quit", "spread", "beat", "cost", "burst",
    "cast",
];

/// Which way the words around the weekday at `at` look.
pub(super) fn outlook(atoms: &Atoms, at: usize) -> Outlook {
    let before = atoms.before(at, 1);
    let described = at > 0 && atoms.tag(at - 1) == Tag::Det;
    if atoms.lower(at + 1) == "'s" || described || before == "this" {
        return match said_before(atoms, at) {
            Some(Outlook::Ahead) if before == "this" => Outlook::Ahead,
            _ => Outlook::Either,
        };
    }
    if before == "since" {
        return Outlook::Back;
    }
    let said = said_before(atoms, at).or_else(|| said_behind(atoms, at)).unwrap_or(Outlook::Either);
    match before {
        "by" if said != Outlook::Back => Outlook::Ahead,
        "by" | "for" | "until" | "till" | "from" | "after" | "before" if said == Outlook::Back => {
            Outlook::Either
        }
        _ => said,
    }
}

/// What the nearest verb before the weekday says.
fn said_before(atoms: &Atoms, at: usize) -> Option<Outlook> {
    // A verb that is not done yet stands between: `failed to appear`, `considered holding a vote`.
    let mut undone = false;
    for back in 1..=BEFORE.min(at) {
        let place = at - back;
        let word = atoms.lower(place);
        if matches!(word, "." | ";") {
            break;
        }
        if PLANNED.contains(&word) {
            return Some(match atoms.before(place, 1) {
                "is" | "are" | "'s" | "'re" | "be" | "remains" => Outlook::Ahead,
                _ => Outlook::Either,
            });
        }
        match form(atoms, place) {
            Form::None => {}
            Form::Undone => undone = true,
            Form::Says(Outlook::Back) if undone || is_open(atoms, place, back) => {
                return Some(Outlook::Either);
            }
            Form::Says(outlook) => return Some(outlook),
        }
    }
    undone.then_some(Outlook::Either)
}

/// What the first verb behind a weekday that opens its sentence says: `On Saturday, they will march`.
fn said_behind(atoms: &Atoms, at: usize) -> Option<Outlook> {
    let ends = |at: &usize| !matches!(atoms.lower(*at), "." | ";" | "");
    (at + 1..at + BEHIND).take_while(ends).find_map(|place| match form(atoms, place) {
        Form::Says(outlook) => Some(outlook),
        Form::None | Form::Undone => None,
    })
}

/// Whether the object of a verb `back` words before the weekday may be what the weekday dates.
fn is_open(atoms: &Atoms, at: usize, back: usize) -> bool {
    back > ADJACENT && atoms.word(at).is_some_and(|verb| OPEN.contains(&&*verb.lemma))
}

/// What a word tells of time.
enum Form {
    /// Nothing.
    None,
    /// An infinitive or a gerund, which the verb above it has to decide.
    Undone,
    /// A finite verb.
    Says(Outlook),
}

fn form(atoms: &Atoms, at: usize) -> Form {
    let Some(word) = atoms.word(at) else { return Form::None };
    let written = atoms.lower(at);
    match written {
        "will" | "'ll" | "shall" if word.tag == Tag::Aux => return Form::Says(Outlook::Ahead),
        "upcoming" => return Form::Says(Outlook::Ahead),
        "was" | "were" | "did" | "had" => return Form::Says(Outlook::Back),
        "is" | "are" | "would" | "could" | "may" | "might" | "should" | "must" | "can"
            if word.tag == Tag::Aux =>
        {
            return Form::Says(Outlook::Either);
        }
        _ if word.tag != Tag::Verb => return Form::None,
        _ => {}
    }
    let helper = (1..=AUXILIARIES).map(|back| atoms.before(at, back)).find(|word| {
        matches!(
            *word,
            "will"
                | "'ll"
                | "shall"
                | "would"
                | "could"
                | "may"
                | "might"
                | "should"
                | "must"
                | "can"
                | "to"
                | "is"
                | "are"
                | "was"
                | "were"
                | ","
                | "did"
        )
    });
    let ing = written.ends_with("ing");
    let bare = *word.lemma == *written && !SAME_PAST.contains(&written);
    match helper {
        Some("will" | "'ll" | "shall") => Form::Says(Outlook::Ahead),
        Some("to") if bare => Form::Undone,
        Some("did") if bare => Form::Says(Outlook::Back),
        Some("would" | "could" | "may" | "might" | "should" | "must" | "can") => Form::Says(Outlook::Either),
        Some("was" | "were" | ",") if ing => Form::None,
        Some("is" | "are") if ing => Form::Says(Outlook::Either),
        _ if ing => Form::Undone,
        _ if bare || written.ends_with('s') => Form::Says(Outlook::Either),
        _ => Form::Says(Outlook::Back),
    }
}
