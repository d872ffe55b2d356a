//! Call-outs: `> [!kind] title`, as GitHub, Obsidian and others write them.

use super::cues::{CALLOUTS, CalloutCue};

/// What a call-out makes of the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Callout {
    /// The analyst's own judgement.
    Judgement,
    /// Things to do.
    Task,
    /// Open questions.
    Question,
    /// Somebody's words, as in a plain block quote.
    Quotation,
    /// Statements like any other.
    Statement,
}

/// The call-out that `text` opens, and the length of its mark: `[!kind]`, with the sign that folds it.
pub(super) fn opening(text: &str) -> Option<(Callout, usize)> {
    let inner = text.strip_prefix("[!")?;
    let close = inner.find(']')?;
    let kind = inner.get(..close)?.split('|').next().unwrap_or("").trim();
    let word = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == ' ';
    if kind.is_empty() || !kind.chars().all(word) {
        return None;
    }
    let mut length = "[!".len() + close + "]".len();
    if text.get(length..).is_some_and(|rest| rest.starts_with(['-', '+'])) {
        length += 1;
    }
    Some((kind_of(kind), length))
}

fn kind_of(kind: &str) -> Callout {
    let kind = kind.to_lowercase();
    let cue = CALLOUTS.iter().find(|(words, _)| words.contains(&kind.as_str())).map(|(_, cue)| *cue);
    match cue {
        Some(CalloutCue::Judgement) => Callout::Judgement,
        Some(CalloutCue::Task) => Callout::Task,
        Some(CalloutCue::Question) => Callout::Question,
        Some(CalloutCue::Quotation) => Callout::Quotation,
        None => Callout::Statement,
    }
}
