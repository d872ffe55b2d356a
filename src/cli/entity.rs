//! `entity` and `entities`: one dossier, or the list.

use std::fmt::Write;
use std::path::Path;

use super::args::{CorpusArguments, EntityArguments};
use super::failure::Failure;
use super::{CLEAN, output, project};
use crate::render::{dossier, markdown, terminal};
use crate::workspace::World;

/// Runs `entity NAME`: every entity that the name fits.
pub fn one(arguments: &EntityArguments) -> Result<i32, Failure> {
    let world = project::open(Path::new("."), &arguments.corpus)?;
    output::write(&project::soundly(world, |world| dossiers(world, arguments))?)?;
    Ok(CLEAN)
}

fn dossiers(world: &World, arguments: &EntityArguments) -> Result<String, Failure> {
    let library = &world.library;
    let name = arguments.name.join(" ");
    let found = library.entities.lookup(&name);
    if found.is_empty() {
        let near = library.entities.suggest(&name).into_iter().find_map(|id| library.entities.get(id));
        let hint = near.map(|entity| format!("; did you mean `{}`?", entity.name)).unwrap_or_default();
        return Err(Failure::NotFound(format!("no article names `{name}`{hint}")));
    }
    let texts: Vec<String> = found
        .into_iter()
        .filter_map(|id| library.entities.dossier(id, &**library))
        .map(|found| dossier::text(&found, library, &project::base()))
        .collect();
    Ok(texts.join("\n"))
}

/// Runs `entities`: the most mentioned first.
pub fn all(arguments: &CorpusArguments) -> Result<i32, Failure> {
    let world = project::open(Path::new("."), arguments)?;
    output::write(&project::soundly(world, |world| Ok(list(world)))?)?;
    Ok(CLEAN)
}

fn list(world: &World) -> String {
    let known = &world.library.entities;
    let mut entities: Vec<_> = known.ids().filter_map(|id| known.get(id)).collect();
    entities.sort_by(|a, b| b.mentions.len().cmp(&a.mentions.len()).then_with(|| a.name.cmp(&b.name)));
    let mut out = String::new();
    for entity in entities {
        let role = entity.roles.first().map(|role| format!("  {}", role.text)).unwrap_or_default();
        let line = format!(
            "{:>6}  {:<12}  {}{role}",
            entity.mentions.len(),
            markdown::kind(entity.kind),
            entity.name
        );
        // Writing to a string can't fail.
        let _ = writeln!(out, "{}", terminal::plain(&line));
    }
    out
}
