//! Citing articles in a note: how the citation is written, and where it goes.

use super::context::{CheckedClaim, Context};
use super::diagnostic::{Edit, Fix, FixKind};
use crate::evidence::Verdict;
use crate::notes::{CitationForm, Claim, Note};
use crate::text::ByteRange;

/// Cites the best article that supports a claim without a citation, and all of them when there are
/// several. Copies of one story are cited once.
#[must_use]
pub fn fixes(context: &Context<'_>, checked: CheckedClaim<'_>) -> Vec<Fix> {
    if checked.assessment.verdict != Verdict::Supported || !checked.claim.citations.is_empty() {
        return Vec::new();
    }
    let mut articles: Vec<u32> = Vec::new();
    let best = checked.assessment.evidence.first().map(|found| found.span.article);
    for article in best.into_iter().chain(checked.sources.supporting.iter().map(|account| account.article)) {
        let story = context.library.story(article);
        if !articles.iter().any(|known| context.library.story(*known) == story) {
            articles.push(article);
        }
    }
    let at = place(&context.note.text, checked.claim.sentence);
    let cite = |articles: &[u32], title: String| Fix {
        title,
        kind: FixKind::Cite,
        safe: false,
        edits: vec![Edit {
            range: ByteRange::empty_at(at),
            text: format!(" {}", written(context, articles)),
        }],
    };
    let Some(first) = articles.first() else { return Vec::new() };
    let mut fixes = vec![cite(&[*first], format!("Cite {}", context.article_name(*first)))];
    if articles.len() > 1 {
        fixes.push(cite(&articles, format!("Cite all {} sources", articles.len())));
    }
    fixes
}

/// Cites the article `id` in the sentence of `claim`, in the form that the note uses most.
#[must_use]
pub fn insertion(note: &Note, claim: &Claim, id: &str) -> Edit {
    let at = place(&note.text, claim.sentence);
    let count = |form| note.citations.iter().filter(|citation| citation.form == form).count();
    let wiki = count(CitationForm::Wiki) > count(CitationForm::Key);
    let text = if wiki { format!(" [[{id}]]") } else { format!(" [{}]", key(id)) };
    Edit { range: ByteRange::empty_at(at), text }
}

/// Where in the note a citation of `sentence` goes: before its stop, so that it belongs to it.
fn place(note: &str, sentence: ByteRange) -> usize {
    let words = sentence.trim(note);
    let text = words.of(note);
    let bare = text.trim_end_matches(['.', '!', '?', '…', ';', ':', ',']);
    words.start() + bare.len()
}

/// A citation of `articles`, in the form that the note uses most.
fn written(context: &Context<'_>, articles: &[u32]) -> String {
    let count =
        |form: CitationForm| context.citations.iter().filter(|(citation, _)| citation.form == form).count();
    let wiki = count(CitationForm::Wiki) > count(CitationForm::Key);
    let cited: Vec<_> = articles.iter().filter_map(|&index| context.library.article(index)).collect();
    let ids = cited.iter().map(|it| it.id.as_str());
    if wiki {
        return ids.map(|id| format!("[[{id}]]")).collect::<Vec<_>>().join(" ");
    }
    format!("[{}]", ids.map(key).collect::<Vec<_>>().join("; "))
}

/// `@id`, in braces when the id could be read as something else.
#[must_use]
pub fn key(id: &str) -> String {
    let plain = id.chars().all(|c| c.is_alphanumeric() || "_-.:/".contains(c));
    if plain { format!("@{id}") } else { format!("@{{{id}}}") }
}
