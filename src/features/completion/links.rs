//! What a link may lead to besides articles: headings of the note, other notes.

use std::path::Path;

use super::citations::{address, missing};
use super::{Completion, CompletionKind};
use crate::corpus::BlockKind;
use crate::index::Library;
use crate::notes;
use crate::text::ByteRange;
use crate::workspace::World;

/// Behind `](#`: the note's headings, written as the anchors that Markdown makes of them.
pub(super) fn headings(text: &str, range: ByteRange) -> Vec<Completion> {
    let close = missing(text, range, ")");
    let typed = range.of(text).trim_start_matches('#').to_lowercase();
    let note = notes::parse(text.into());
    let fitting = note.headings.iter().filter(|heading| {
        heading.text.to_lowercase().contains(&typed) || anchor(&heading.text).contains(&typed)
    });
    let item = |heading: &notes::Heading| {
        let text = format!("#{}{close}", anchor(&heading.text));
        Completion {
            label: heading.text.clone(),
            detail: "heading of this note".to_owned(),
            kind: CompletionKind::Heading,
            filter: format!("{text} {}", heading.text),
            range,
            text,
            besides: None,
        }
    };
    fitting.map(item).collect()
}

/// Behind `[[id#`: the headings of the article, or the note's own behind `[[#`.
pub(super) fn headings_of(
    text: &str,
    key: ByteRange,
    range: ByteRange,
    library: &Library,
) -> Vec<Completion> {
    let close = missing(text, range, "]]");
    let typed = range.of(text).to_lowercase();
    let (headings, detail) = match key.of(text).trim() {
        "" => {
            let note = notes::parse(text.into());
            (
                note.headings.into_iter().map(|heading| heading.text).collect::<Vec<_>>(),
                "heading of this note",
            )
        }
        key => {
            let article = library.article_by_id(key).and_then(|index| library.article(index));
            let headings = article.iter().flat_map(|article| {
                let heading = |kind| matches!(kind, BlockKind::Heading | BlockKind::Title);
                let blocks = article.blocks.iter().filter(move |block| heading(block.kind));
                blocks.map(|block| {
                    let words = block.range.of(&article.text).trim_matches(['#', ' ']);
                    words.split_whitespace().collect::<Vec<_>>().join(" ")
                })
            });
            (headings.collect(), "heading of the article")
        }
    };
    let fitting = headings.into_iter().filter(|heading| heading.to_lowercase().contains(&typed));
    let mut seen = Vec::new();
    fitting
        // A bracket or bar would end the link.
        .filter(|heading| !heading.contains(['[', ']', '|', '#']))
        .filter(|heading| {
            let new = !seen.contains(heading);
            seen.push(heading.clone());
            new
        })
        .map(|heading| Completion {
            label: heading.clone(),
            detail: detail.to_owned(),
            kind: CompletionKind::Heading,
            filter: heading.clone(),
            range,
            text: format!("{heading}{close}"),
            besides: None,
        })
        .collect()
}

/// Behind `](`: the other notes of the workspace, as seen from the note's `folder`.
pub(super) fn targets(text: &str, range: ByteRange, folder: &Path, world: &World) -> Vec<Completion> {
    let close = missing(text, range, ")");
    others(text, range, world, |path| format!("{}{close}", address(folder, path)))
}

/// Behind `[[`: the other notes, by name.
pub(super) fn wikilinks(text: &str, range: ByteRange, world: &World) -> Vec<Completion> {
    let close = missing(text, range, "]]");
    others(text, range, world, |path| {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        format!("{}{close}", name.unwrap_or_default())
    })
}

fn others(text: &str, range: ByteRange, world: &World, written: impl Fn(&Path) -> String) -> Vec<Completion> {
    let typed = range.of(text).to_lowercase();
    let item = |path: &std::path::PathBuf| {
        let shown = path.strip_prefix(&world.root).unwrap_or(path).to_string_lossy().into_owned();
        let text = written(path);
        shown.to_lowercase().contains(&typed).then(|| Completion {
            label: shown.clone(),
            detail: "note".to_owned(),
            kind: CompletionKind::Note,
            filter: format!("{text} {shown}"),
            range,
            text,
            besides: None,
        })
    };
    world.notes().iter().filter_map(item).collect()
}

/// The anchor of a heading: small letters, hyphens for blanks, no marks.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_what_markdown_makes_of_a_heading() {
        assert_eq!(anchor("Paris and after: 3 talks"), "paris-and-after-3-talks");
    }
}
