//! Countries and other lands that have a people: names, abbreviations, demonyms, capitals.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table::{lower, rows};

/// What sort of land it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LandKind {
    /// A sovereign or widely recognised state.
    Country,
    /// A dependent territory.
    Territory,
    /// A land within a state whose people have a name of their own: Scotland, Catalonia.
    Nation,
    /// A part of the world, a union of states or a former state: Europe, the Balkans.
    Region,
}

/// One line of the table; all text in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Land {
    /// Its sort.
    pub kind: LandKind,
    /// The usual name.
    pub name: &'static str,
    /// ISO 3166 code, empty where there is none.
    pub code: &'static str,
    /// Other names and abbreviations.
    pub aliases: Vec<&'static str>,
    /// What its people and things are called, singular.
    pub demonyms: Vec<&'static str>,
    /// Capital or seat of government, with spelling variants.
    pub capitals: Vec<&'static str>,
}

static LANDS: LazyLock<Vec<Land>> =
    LazyLock::new(|| rows(include_str!("../data/countries.tsv")).filter_map(parse).collect());

static METONYMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../data/metonyms.tsv"))
        .filter_map(|row| row.split_once('\t'))
        .flat_map(|(names, land)| names.split('|').map(move |name| (name, land)))
        .collect()
});

/// From a name, a demonym or a capital to the place in [`LANDS`].
struct Keys {
    names: FxHashMap<&'static str, u16>,
    demonyms: FxHashMap<&'static str, u16>,
    capitals: FxHashMap<&'static str, u16>,
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    let mut keys =
        Keys { names: FxHashMap::default(), demonyms: FxHashMap::default(), capitals: FxHashMap::default() };
    for (at, land) in (0u16..).zip(LANDS.iter()) {
        for name in std::iter::once(&land.name).chain(&land.aliases) {
            keys.names.entry(name).or_insert(at);
        }
        for demonym in &land.demonyms {
            keys.demonyms.entry(demonym).or_insert(at);
        }
        for capital in &land.capitals {
            keys.capitals.entry(capital).or_insert(at);
        }
    }
    keys
});

fn parse(row: &'static str) -> Option<Land> {
    let mut cells = row.split('\t');
    let kind = match cells.next()? {
        "country" => LandKind::Country,
        "territory" => LandKind::Territory,
        "nation" => LandKind::Nation,
        "region" => LandKind::Region,
        _ => return None,
    };
    let name = cells.next()?;
    let code = cells.next()?;
    let mut list =
        || cells.next().unwrap_or("").split('|').filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
    Some(Land { kind, name, code, aliases: list(), demonyms: list(), capitals: list() })
}

/// Every land of the table.
#[must_use]
pub fn lands() -> &'static [Land] {
    &LANDS
}

fn land(at: Option<&u16>) -> Option<&'static Land> {
    LANDS.get(usize::from(*at?))
}

/// The usual name, in lower case, of the country, territory or nation that `name` names: `U.S.` is
/// `united states`. Any case, but `us` in lower case is the pronoun.
#[must_use]
pub fn country(name: &str) -> Option<&'static str> {
    if name == "us" {
        return None;
    }
    let found = land(KEYS.names.get(&*lower(name)))?;
    (found.kind != LandKind::Region).then_some(found.name)
}

/// The land whose people or things are called so: `Norwegian`, `norwegians` are `norway`. Any case,
/// singular or plural; regions (`european` is `europe`) included.
#[must_use]
pub fn demonym(word: &str) -> Option<&'static str> {
    let word = lower(word);
    let at = KEYS.demonyms.get(&*word).or_else(|| KEYS.demonyms.get(word.strip_suffix('s')?));
    Some(land(at)?.name)
}

/// The country or nation whose capital this is: `oslo` is `norway`'s. News uses the capital for the
/// government (`Oslo protested`).
#[must_use]
pub fn capital_of(city: &str) -> Option<&'static str> {
    Some(land(KEYS.capitals.get(&*lower(city)))?.name)
}

/// The land whose government this name stands for in news: a capital, or a seat or nickname such as
/// `White House`. Any case; a leading `the` may stay.
#[must_use]
pub fn metonym(name: &str) -> Option<&'static str> {
    let name = lower(name);
    let bare = name.strip_prefix("the ").unwrap_or(&name);
    METONYMS.get(bare).or_else(|| METONYMS.get(&*name)).copied().or_else(|| capital_of(bare))
}

/// The capital (usual spelling, lower case) of a land given by any of its names.
#[must_use]
pub fn seat_of(name: &str) -> Option<&'static str> {
    land(KEYS.names.get(&*lower(name)))?.capitals.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_abbreviations_lead_to_one_country() {
        for name in ["U.S.", "USA", "US", "United States", "america"] {
            assert_eq!(country(name), Some("united states"), "{name}");
        }
        assert_eq!(country("us"), None, "the pronoun");
        assert_eq!(country("Burma"), Some("myanmar"));
        assert_eq!(country("europe"), None, "a continent is no country");
        assert_eq!(country("Northport"), None);
    }

    #[test]
    fn a_people_leads_to_its_land() {
        for word in ["norwegian", "Norwegians", "NORWEGIAN"] {
            assert_eq!(demonym(word), Some("norway"), "{word}");
        }
        assert_eq!(demonym("Dutch"), Some("netherlands"));
        assert_eq!(demonym("Scots"), Some("scotland"));
        assert_eq!(demonym("europeans"), Some("europe"));
        assert_eq!(demonym("table"), None);
    }

    #[test]
    fn a_capital_stands_for_its_country() {
        assert_eq!(capital_of("Oslo"), Some("norway"));
        assert_eq!(seat_of("Norway"), Some("oslo"));
        assert_eq!(capital_of("bergen"), None);
    }

    #[test]
    fn a_seat_stands_for_its_government() {
        assert_eq!(metonym("the White House"), Some("united states"));
        assert_eq!(metonym("Oslo"), Some("norway"));
        assert_eq!(metonym("Northport"), None);
        for land in METONYMS.values() {
            assert!(LANDS.iter().any(|known| known.name == *land), "{land}");
        }
    }

    #[test]
    fn every_line_is_whole_and_every_name_is_unique() {
        assert_eq!(LANDS.len(), rows(include_str!("../data/countries.tsv")).count());
        let mut seen = FxHashMap::default();
        for land in LANDS.iter() {
            for name in std::iter::once(&land.name).chain(&land.aliases) {
                assert_eq!(*name, name.to_lowercase());
                if let Some(other) = seen.insert(*name, land.name) {
                    panic!("{name} is both {other} and {}", land.name);
                }
            }
        }
    }
}
