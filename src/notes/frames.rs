//! [`Frames`]: the open blocks around the words being read, and what they make of them.

use super::callouts::Callout;
use super::layout::Place;
use super::model::{Heading, NoteBlockKind};
use crate::text::ByteRange;

/// The open blocks, outermost first.
#[derive(Default)]
pub(super) struct Frames {
    open: Vec<Frame>,
    /// The last leaf at the top level.
    previous: Option<usize>,
}

/// An open block that holds other blocks.
pub(super) struct Frame {
    pub kind: FrameKind,
    pub range: ByteRange,
    /// The leaf that was read last as a direct child.
    previous: Option<usize>,
}

/// What an open block is; indices are into the layout's leaves and quotes.
pub(super) enum FrameKind {
    List { lead: Option<usize>, nested: bool },
    Item { task: bool, fresh: bool },
    Quote { callout: Option<Callout>, quote: Option<usize>, fresh: bool },
    Footnote(String),
    Table { headers: Vec<usize> },
    Row { id: usize, head: bool, key: Option<usize>, column: usize },
}

/// Which block the words being read belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafTag {
    Paragraph,
    Heading(u8),
    Cell,
    /// The text of a tight list item, which has no paragraph of its own.
    Loose,
}

impl Frames {
    pub fn push(&mut self, kind: FrameKind, range: ByteRange) {
        self.open.push(Frame { kind, range, previous: None });
    }

    pub fn pop(&mut self) -> Option<Frame> {
        self.open.pop()
    }

    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The leaf right before this place, in the same block.
    pub fn previous(&self) -> Option<usize> {
        self.open.last().map_or(self.previous, |frame| frame.previous)
    }

    pub fn set_previous(&mut self, leaf: Option<usize>) {
        match self.open.last_mut() {
            Some(frame) => frame.previous = leaf,
            None => self.previous = leaf,
        }
    }

    /// Whether the innermost block is a list item.
    pub fn in_item(&self) -> bool {
        matches!(self.open.last(), Some(Frame { kind: FrameKind::Item { .. }, .. }))
    }

    /// Makes the innermost list item a task.
    pub fn mark_task(&mut self) {
        let item = self.open.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Item { task, .. } => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = true;
        }
    }

    /// Where a leaf stands here.
    pub fn place(&self, headings: &[Heading]) -> Place {
        let mut place = Place { heading: headings.len().checked_sub(1), ..Place::default() };
        for frame in &self.open {
            match &frame.kind {
                FrameKind::List { lead, nested } => (place.lead, place.nested) = (*lead, *nested),
                FrameKind::Quote { callout, quote, .. } => {
                    (place.callout, place.quote) = (*callout, *quote);
                }
                FrameKind::Footnote(label) => place.footnote = Some(label.clone()),
                FrameKind::Row { id, .. } => place.row = Some((*id, frame.range)),
                FrameKind::Item { .. } | FrameKind::Table { .. } => {}
            }
        }
        place
    }

    /// What a leaf here is.
    pub fn kind_of(&self, tag: LeafTag, place: &Place) -> NoteBlockKind {
        if let LeafTag::Heading(_) = tag {
            return NoteBlockKind::Heading;
        }
        if place.quote.is_some() {
            return NoteBlockKind::BlockQuote;
        }
        let item = self.open.iter().rev().find_map(|frame| match frame.kind {
            FrameKind::Item { task, .. } => Some(task),
            _ => None,
        });
        match (place.callout, item) {
            (Some(Callout::Judgement), _) => NoteBlockKind::Assessment,
            (Some(Callout::Task), _) | (_, Some(true)) => NoteBlockKind::Task,
            _ if place.footnote.is_some() => NoteBlockKind::FootnoteDefinition,
            _ if tag == LeafTag::Cell => NoteBlockKind::TableCell,
            (_, Some(false)) => NoteBlockKind::ListItem,
            _ => NoteBlockKind::Paragraph,
        }
    }

    /// Notes column and row of the cell that becomes the leaf `leaf`; `Some` when it is part of the
    /// table's head.
    pub fn enter_cell(&mut self, place: &mut Place, leaf: usize) -> Option<NoteBlockKind> {
        let mut frames = self.open.iter_mut().rev();
        let row = frames.next().map(|frame| &mut frame.kind);
        let table = frames.next().map(|frame| &mut frame.kind);
        let Some(FrameKind::Row { head, key, column, .. }) = row else { return None };
        let Some(FrameKind::Table { headers }) = table else { return None };
        if *head {
            headers.push(leaf);
            return Some(NoteBlockKind::TableHeader);
        }
        place.header = headers.get(*column).copied();
        place.key = *key;
        key.get_or_insert(leaf);
        *column += 1;
        None
    }

    /// The range of a leaf, which for the first one of a list item starts at the item's mark.
    pub fn enter_item(&mut self, range: ByteRange) -> ByteRange {
        match self.open.last_mut() {
            Some(Frame { kind: FrameKind::Item { fresh, .. }, range: item, .. }) if *fresh => {
                *fresh = false;
                ByteRange::new(item.start(), range.end())
            }
            _ => range,
        }
    }

    /// Whether the leaf at hand is the first one of a call-out.
    pub fn enter_callout(&mut self) -> bool {
        match self.open.last_mut() {
            Some(Frame { kind: FrameKind::Quote { fresh, .. }, .. }) => std::mem::take(fresh),
            _ => false,
        }
    }
}
