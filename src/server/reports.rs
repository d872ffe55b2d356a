//! What the user is told of settings and articles: a fault with a place is a diagnostic of its
//! file, a message is shown once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, MessageType};

use super::homes::Home;
use super::session::Session;
use super::{convert, uri};
use crate::corpus::Problem;
use crate::render::terminal::plain;
use crate::workspace::{SettingsError, World};

/// What was told, so that it is not told again and can be taken back.
#[derive(Debug, Default)]
pub struct Reports {
    /// By root: the files that have diagnostics of ours now.
    shown: HashMap<PathBuf, BTreeMap<PathBuf, Vec<Diagnostic>>>,
    messages: HashSet<String>,
    /// By root: the fault of its settings that was told last.
    faults: HashMap<PathBuf, String>,
}

impl Reports {
    /// Tells of a home's settings and corpus as they are now.
    pub async fn tell(&mut self, session: &Arc<Session>, home: &Home, fault: Option<&SettingsError>) {
        let Some(snapshot) = home.now() else { return };
        let world = &snapshot.world;
        let encoding = session.encoding();
        let mut found: BTreeMap<PathBuf, Vec<Diagnostic>> = BTreeMap::new();
        if let Some(fault) = fault {
            let text = format!("Attest: {fault} (until it is mended, the settings before it count)");
            // Mended and broken again, it is told again.
            if self.faults.insert(home.root.clone(), text.clone()).as_ref() != Some(&text) {
                session.client.show_message(MessageType::WARNING, text).await;
            }
            if let Some(path) = &fault.path {
                let severity = DiagnosticSeverity::ERROR;
                let message = fault.message.clone();
                let diagnostic = convert::fault(path, fault.place, severity, "settings", message, encoding);
                found.entry(path.clone()).or_default().push(diagnostic);
            }
        }
        if fault.is_none() {
            self.faults.remove(&home.root);
        }
        for problem in &world.problems {
            if let Problem::MissingFolder { .. } = problem {
                self.say(session, MessageType::WARNING, format!("Attest: {problem}")).await;
                continue;
            }
            let path = problem.path();
            let place = if let Problem::Lossy { line, .. } = problem { Some((*line, 1)) } else { None };
            let (severity, message) = (DiagnosticSeverity::WARNING, without_path(problem));
            let diagnostic = convert::fault(path, place, severity, "article", message, encoding);
            found.entry(path.to_owned()).or_default().push(diagnostic);
        }
        for notice in &world.notices {
            self.say(session, MessageType::WARNING, format!("Attest: {notice}")).await;
        }
        self.tell_of_empty_corpus(session, world).await;
        self.show(session, &home.root, found).await;
    }

    /// Takes back what was told of workspaces that are gone.
    pub async fn keep_only(&mut self, session: &Arc<Session>, roots: &BTreeSet<PathBuf>) {
        let gone: Vec<PathBuf> = self.shown.keys().filter(|root| !roots.contains(*root)).cloned().collect();
        for root in gone {
            self.show(session, &root, BTreeMap::new()).await;
            self.shown.remove(&root);
        }
    }

    /// The user stopped the reading of a corpus; the world before stands.
    pub async fn tell_stopped(&mut self, session: &Arc<Session>, home: &Home) {
        let root = home.root.display();
        let text = format!(
            "Attest stopped reading the articles of {root}: notes are checked against what was read before. \
             The next change of an article, or the command {}, begins again.",
            super::commands::RELOAD
        );
        session.client.show_message(MessageType::INFO, text).await;
    }

    /// The engine failed on a corpus; the world before stands.
    pub async fn tell_failed_load(&mut self, session: &Arc<Session>, home: &Home) {
        let root = home.root.display();
        let text = format!(
            "Attest failed to read the articles of {root}. Please report this with the server's log."
        );
        self.say(session, MessageType::ERROR, text).await;
    }

    /// Where somebody set Attest up, no articles are a mistake; elsewhere they are the rule, and a
    /// pop-up would be a nuisance.
    async fn tell_of_empty_corpus(&mut self, session: &Arc<Session>, world: &World) {
        if !world.library.is_empty() {
            return;
        }
        let root = world.root.display();
        let missing = world.problems.iter().any(|problem| matches!(problem, Problem::MissingFolder { .. }));
        if world.settings.corpus.is_empty() {
            let text = format!(
                "Attest: {root} has no corpus folder (`corpus`, `articles` or `sources`) and no \
                 attest.toml that names one; its notes are not checked"
            );
            if self.messages.insert(text.clone()) {
                session.client.log_message(MessageType::INFO, text).await;
            }
        } else if !missing {
            let text = format!("Attest: no articles were found for {root}; its notes are not checked");
            self.say(session, MessageType::WARNING, text).await;
        }
    }

    async fn say(&mut self, session: &Arc<Session>, kind: MessageType, text: String) {
        if self.messages.insert(text.clone()) {
            session.client.show_message(kind, plain(&text)).await;
        }
    }

    async fn show(&mut self, session: &Arc<Session>, root: &Path, found: BTreeMap<PathBuf, Vec<Diagnostic>>) {
        let before = self.shown.insert(root.to_owned(), found.clone()).unwrap_or_default();
        let paths: BTreeSet<&PathBuf> = before.keys().chain(found.keys()).collect();
        for path in paths {
            let (old, new) = (before.get(path), found.get(path));
            if let (false, Some(uri)) = (old == new, uri::from_path(path)) {
                let diagnostics = new.cloned().unwrap_or_default();
                session.client.publish_diagnostics(uri, diagnostics, None).await;
            }
        }
    }
}

/// A problem's words; its path is where they are shown.
fn without_path(problem: &Problem) -> String {
    let text = problem.to_string();
    let path = format!("{}: ", problem.path().display());
    text.strip_prefix(&path).map_or(text.clone(), str::to_owned)
}
