//! Resolution within one article: an article introduces somebody by a full name and goes on with a
//! short one, so a short form leans on the one full name that it fits.

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms;
use super::leaning::Finder;
use super::names::{Name, distinct};
use super::reason::Reason;
use crate::entities::decisions::Decisions;
use crate::entities::draft::{Definition, Draft};
use crate::entities::fold::fold_name;
use crate::entities::model::EntityKind;

/// One spelling within a group.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// Its [`fold_name`].
    pub key: String,
    /// As the article writes it.
    pub text: String,
    /// How many mentions use it.
    pub count: u32,
    /// Why it belongs to the group.
    pub reason: Reason,
    /// Whether it is somebody's full name by its words.
    pub full: bool,
}

/// The mentions of one article that name the same.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// What it is, by most of its mentions.
    pub kind: EntityKind,
    /// Its spellings; the first is the one that the others lean on.
    pub forms: Vec<Form>,
    /// Indices into the article's drafts, ascending.
    pub mentions: Vec<u32>,
    /// Whether the article introduces it behind an office: `President Keller`.
    pub in_office: bool,
}

/// The kinds in the order of their votes.
pub(crate) const KINDS: [EntityKind; 4] =
    [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Other];

/// The kind with the most votes; the earlier of the enum's order on a tie.
pub(crate) fn majority(votes: &[u32; 4]) -> EntityKind {
    let mut best = EntityKind::Other;
    let mut most = 0;
    for (kind, &count) in KINDS.iter().zip(votes) {
        if count > most {
            (best, most) = (*kind, count);
        }
    }
    best
}

/// Position of a kind in an array of votes.
pub(crate) fn kind_index(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organisation => 1,
        EntityKind::Place => 2,
        EntityKind::Other => 3,
    }
}

/// Groups the names of one article.
pub(crate) fn groups(
    text: &str,
    drafts: &[Draft],
    definitions: &[Definition],
    decisions: &Decisions,
) -> Vec<Group> {
    let names = distinct(text, drafts);
    let mut links = link(text, drafts, definitions, &names);
    part(&names, &mut links, decisions);
    gather(names, &links)
}

/// For each name the name that it leans on, and why.
type Links = Vec<Option<(usize, Reason)>>;

fn link(text: &str, drafts: &[Draft], definitions: &[Definition], names: &[Name]) -> Links {
    let mut links: Links = vec![None; names.len()];
    let finder = Finder::of(names);
    for definition in definitions {
        let find = |start: u32| {
            let at = drafts
                .binary_search_by_key(&start, |draft| u32::try_from(draft.range.start()).unwrap_or(u32::MAX))
                .ok()?;
            finder.by_key.get(fold_name(drafts.get(at)?.range.of(text)).as_str()).copied()
        };
        if let (Some(long), Some(short)) = (find(definition.long), find(definition.short))
            && long != short
        {
            set(&mut links, short, long, Reason::Defined);
        }
    }
    for (at, name) in names.iter().enumerate() {
        if links.get(at).is_some_and(Option::is_some) {
            continue;
        }
        if let Some((target, reason)) = finder.target(at, name) {
            set(&mut links, at, target, reason);
        }
    }
    links
}

/// Takes back what the analyst does not allow.
fn part(names: &[Name], links: &mut Links, decisions: &Decisions) {
    if decisions.is_empty() {
        return;
    }
    let key = |at: usize| names.get(at).map_or("", |name| name.key.as_str());
    for at in 0..links.len() {
        let Some((mut full, reason)) = links.get(at).copied().flatten() else { continue };
        let mut allowed = decisions.allow(key(at), key(full), reason);
        // What the full name leans on in turn is the name's too.
        while let Some((next, _)) = links.get(full).copied().flatten() {
            full = next;
            allowed &= decisions.allow(key(at), key(full), reason);
        }
        if let Some(link) = links.get_mut(at).filter(|_| !allowed) {
            *link = None;
        }
    }
}

/// Records that `from` leans on `to`, unless that would close a circle.
fn set(links: &mut Links, from: usize, to: usize, reason: Reason) {
    let mut at = to;
    while let Some(Some((next, _))) = links.get(at) {
        if *next == from {
            return;
        }
        at = *next;
    }
    if at != from
        && let Some(slot) = links.get_mut(from)
    {
        *slot = Some((to, reason));
    }
}

fn gather(names: Vec<Name>, links: &Links) -> Vec<Group> {
    let root = |mut at: usize| {
        while let Some(Some((next, _))) = links.get(at) {
            at = *next;
        }
        at
    };
    let full: FxHashSet<usize> = (0..names.len())
        .filter(|&at| names.get(at).is_some_and(|name| !name.single() && name.in_text))
        .collect();
    let mut slots: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<(Group, [u32; 4])> = Vec::new();
    let mut parts: Vec<(usize, usize, Name)> =
        names.into_iter().enumerate().map(|(at, name)| (root(at), at, name)).collect();
    // The root first, so that it leads its group's forms.
    parts.sort_by_key(|(root, at, _)| (*root, *at != *root, *at));
    for (root, at, name) in parts {
        let slot = *slots.entry(root).or_insert_with(|| {
            groups.push((
                Group {
                    kind: EntityKind::Other,
                    forms: Vec::new(),
                    mentions: Vec::new(),
                    in_office: name.with_office,
                },
                [0; 4],
            ));
            groups.len() - 1
        });
        let Some((group, votes)) = groups.get_mut(slot) else { continue };
        let reason = links.get(at).copied().flatten().map_or(Reason::Itself, |(_, reason)| reason);
        for (text, count) in name.texts {
            let full = forms::is_full_person(&text, &name.key);
            group.forms.push(Form { key: name.key.clone(), text, count, reason, full });
        }
        // A short form says little of the kind: the full form's votes weigh double, and alone where its
        // words can tell.
        let weight = match (at == root, full.contains(&root)) {
            (true, _) => 2,
            (false, true) => 0,
            (false, false) => 1,
        };
        for (sum, votes) in votes.iter_mut().zip(name.kinds) {
            *sum += votes * weight;
        }
        group.mentions.extend(name.mentions);
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|(mut group, votes)| {
            group.kind = majority(&votes);
            group.mentions.sort_unstable();
            group
        })
        .collect();
    groups.sort_by_key(|group| group.mentions.first().copied());
    groups
}
