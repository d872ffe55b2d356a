//! All fixes at once that can be applied unseen.

use crate::rules::{Diagnostic, Edit, Fix, FixKind};

/// One fix that does what every safe fix of `diagnostics` does; of two that touch the same words the
/// first. `None` when there is none.
#[must_use]
pub fn fix_all(diagnostics: &[Diagnostic]) -> Option<Fix> {
    let mut edits: Vec<Edit> = Vec::new();
    for fix in diagnostics.iter().filter_map(|found| found.fixes.iter().find(|fix| fix.safe)) {
        let clear = |edit: &Edit| {
            !edits.iter().any(|known| known.range.overlaps(edit.range) || known.range == edit.range)
        };
        if fix.edits.iter().all(clear) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| edit.range);
    let title = "Fix all that cannot change what the note says".to_owned();
    (!edits.is_empty()).then_some(Fix { title, kind: FixKind::Repair, safe: true, edits })
}
