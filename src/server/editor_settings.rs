//! The editor's settings: asked for once for each workspace, kept until they change.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tower_lsp::lsp_types::{ConfigurationItem, MessageType};

use super::session::Session;
use super::{convert, uri};
use crate::workspace::settings::Written;

/// A client that does not answer by then has no settings for us.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the editor says, by workspace.
#[derive(Debug)]
pub struct EditorSettings {
    /// Sent with `initialize` or with the last change: counts where asking is not possible.
    sent: Value,
    asked: HashMap<PathBuf, Value>,
    /// Faults the user was told of.
    told: Vec<String>,
}

impl EditorSettings {
    /// The settings that came with `initialize`, if any.
    #[must_use]
    pub fn new(initialization_options: Value) -> Self {
        Self { sent: own(initialization_options), asked: HashMap::new(), told: Vec::new() }
    }

    /// The editor says that its settings changed; clients that can be asked send nothing useful.
    pub fn changed(&mut self, sent: Value) {
        self.asked.clear();
        let sent = own(sent);
        if !sent.is_null() {
            self.sent = sent;
        }
    }

    /// The settings for the workspace at `root`. With a fault in them they do not count, and the
    /// user is told of it once.
    pub async fn of(&mut self, session: &Arc<Session>, root: &Path) -> Written {
        let value = self.value(session, root).await;
        match Written::from_editor(value) {
            Ok(written) => written,
            Err(fault) => {
                let text = format!("Attest: {fault}. The editor's settings are not used.");
                if !self.told.contains(&text) {
                    session.client.show_message(MessageType::WARNING, &text).await;
                    self.told.push(text);
                }
                Written::default()
            }
        }
    }

    async fn value(&mut self, session: &Arc<Session>, root: &Path) -> Value {
        if !session.traits().configuration {
            return self.sent.clone();
        }
        if let Some(known) = self.asked.get(root) {
            return known.clone();
        }
        let section = Some(convert::SOURCE.to_owned());
        let item = ConfigurationItem { scope_uri: uri::from_path(root), section };
        let asking = session.client.configuration(vec![item]);
        let answer = match tokio::time::timeout(PATIENCE, asking).await {
            Ok(Ok(answers)) => answers.into_iter().next().filter(|answer| !answer.is_null()),
            Ok(Err(_)) | Err(_) => None,
        };
        let value = answer.map_or_else(|| self.sent.clone(), own);
        self.asked.insert(root.to_owned(), value.clone());
        value
    }
}

/// The part that is a workspace's: without the server's own switch.
fn own(settings: Value) -> Value {
    let mut settings = convert::section(settings);
    if let Some(members) = settings.as_object_mut() {
        members.remove("sync");
    }
    settings
}
