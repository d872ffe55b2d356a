//! While the index of a workspace is built for the first time: its open notes are checked against the articles
//! that they cite, which are read before all others.

use std::sync::Arc;
use std::time::Duration;

use super::homes::Home;
use super::loader::settings_of;
use super::scheduler::Event;
use super::session::Session;
use super::uri::DocKey;
use crate::workspace::Outlook;
use crate::workspace::settings::Written;

/// How often the open notes are asked what they cite.
const PACE: Duration = Duration::from_secs(1);

/// Runs until `home` has a world with all articles, or is stopped.
pub(super) async fn run(session: Arc<Session>, home: Arc<Home>, editor: Written) {
    let root = home.root.clone();
    let look = move || Outlook::of(root.clone(), settings_of(&root, &editor, None).0);
    let Ok(Some(outlook)) = tokio::task::spawn_blocking(look).await else { return };
    let outlook = Arc::new(outlook);
    let mut known = None;
    loop {
        let documents = session.documents.all();
        let is_here = |key: &DocKey| session.homes.of(key).is_some_and(|it| Arc::ptr_eq(&it, &home));
        let notes: Vec<_> =
            documents.into_iter().filter(|it| is_here(&it.key)).map(|document| document.text()).collect();
        let (here, before) = (outlook.clone(), known.clone());
        let work = move || {
            let cited = here.cited(notes.iter().map(AsRef::as_ref));
            let world = (before.as_ref() != Some(&cited)).then(|| here.world(&cited));
            (cited, world)
        };
        let Ok((cited, world)) = tokio::task::spawn_blocking(work).await else { return };
        if let Some(world) = world {
            let asked = home.now().is_none();
            if !session.homes.furnish_meanwhile(&home, world) {
                return;
            }
            let root = home.root.clone();
            session.schedule(if asked { Event::FirstWorld(root) } else { Event::World(root) });
        }
        known = Some(cited);
        tokio::time::sleep(PACE).await;
    }
}
