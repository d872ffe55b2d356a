//! # name-variant
//!
//! A name in another spelling than the corpus's usual one, or than the one that `spellings` or `[[names]]` in
//! the settings ask for.
//!
//! Shorter forms (a surname, an abbreviation) are no variants, nor are spellings in quotation marks.
//!
//! ## Example
//!
//! > Zelensky met the envoys.
//!
//! in a corpus that mostly writes *Zelenskyy*.
//!
//! ## What to do
//!
//! Use the usual spelling (there is a fix), or list yours under `spellings`.

use rapidfuzz::distance::jaro_winkler;
use rustc_hash::FxHashMap;

use super::catalogue::Rule;
use super::context::Context;
use super::diagnostic::{Diagnostic, Fix};
use super::severity::Severity;
use crate::entities::{Entity, EntityId, Resolution, fold_name};

pub(super) const RULE: Rule = Rule {
    code: "name-variant",
    default: Some(Severity::Hint),
    source: include_str!("name_variant.rs"),
    check,
};

/// Two spellings of one word are at least this alike (Jaro-Winkler): `Kiev` and `Kyiv` are, at .72;
/// that both name one entity is known already.
const ALIKE: f64 = 0.7;
/// The usual spelling is at least this many times as frequent as one that the articles have too.
const USUAL: u32 = 3;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    // A note names most of those whom it names many times.
    let mut asked: FxHashMap<(EntityId, &str), Option<Wanted>> = FxHashMap::default();
    for name in context.names {
        let Resolution::Known(id) = name.resolution else { continue };
        let words = context.words(name.range);
        let wanted = asked.entry((id, words)).or_insert_with(|| Wanted::of(context, id, words));
        let Some(Wanted { spelling, is_configured, is_only }) = wanted else { continue };
        if context.note.quotations.iter().any(|quotation| quotation.range.covers(name.range)) {
            continue;
        }
        let message = if *is_configured {
            format!("The settings spell this name “{spelling}”.")
        } else if *is_only {
            format!("The articles spell this name “{spelling}”.")
        } else {
            format!("The articles mostly spell this name “{spelling}”.")
        };
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Hint,
            message,
            range: name.range,
            evidence: Vec::new(),
            related: Vec::new(),
            fixes: vec![Fix {
                safe: *is_configured,
                ..Fix::replace(format!("Replace by “{spelling}”"), name.range, spelling.clone())
            }],
        });
    }
}

/// Another spelling of a name than the note's.
struct Wanted {
    spelling: String,
    is_configured: bool,
    /// Whether no article has the note's.
    is_only: bool,
}

impl Wanted {
    /// The spelling to use for the entity `id` instead of `words`; `None` when those are right.
    fn of(context: &Context<'_>, id: EntityId, words: &str) -> Option<Self> {
        let entity = context.library.entities.face(id)?;
        // The usual case, and the most frequent spelling stands first.
        let is_usual = entity.aliases.first().is_some_and(|alias| alias.text == words);
        if is_usual && context.options.spellings.is_empty() {
            return None;
        }
        let configured = configured(context, words, &entity);
        let is_configured = configured.is_some();
        let spelling = configured.or_else(|| usual(words, &entity)).filter(|usual| *usual != words)?;
        let is_only = entity.aliases.iter().all(|alias| fold_name(&alias.text) != fold_name(words));
        Some(Self { spelling: spelling.to_owned(), is_configured, is_only })
    }
}

/// The spelling of `words` that the settings ask for.
fn configured<'a>(context: &'a Context<'_>, words: &str, entity: &Entity) -> Option<&'a str> {
    let spellings = context.options.spellings.iter().map(String::as_str);
    let is_of_entity = |spelling: &&str| {
        let folded = fold_name(spelling);
        entity.aliases.iter().any(|alias| is_variant(&fold_name(&alias.text), &folded))
    };
    spellings.filter(is_of_entity).find(|spelling| is_variant(&fold_name(words), &fold_name(spelling)))
}

/// The spelling of `words` that the articles use most, when `words` is rare beside it.
fn usual<'e>(words: &str, entity: &'e Entity) -> Option<&'e str> {
    let folded = fold_name(words);
    let usual = entity.aliases.iter().find(|alias| is_variant(&folded, &fold_name(&alias.text)))?;
    if fold_name(&usual.text) == folded {
        return None;
    }
    let own = entity.aliases.iter().filter(|alias| fold_name(&alias.text) == folded);
    let own: u32 = own.map(|alias| alias.count).sum();
    // Case and accents alone are the writer's, unless configured.
    (own == 0 || usual.count >= own * USUAL).then_some(&usual.text)
}

/// Whether two folded names are the same words spelled differently, rather than one a shorter form or
/// another name.
fn is_variant(one: &str, two: &str) -> bool {
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), two.split(' ').collect());
    let alike = |a: &str, b: &str| {
        a == b
            || (a.chars().count().min(b.chars().count()) >= 4
                && a.chars().next() == b.chars().next()
                && jaro_winkler::similarity(a.chars(), b.chars()) >= ALIKE)
    };
    ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(a, b)| alike(a, b))
}
