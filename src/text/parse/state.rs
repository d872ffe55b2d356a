//! The parser's state and its three transitions.

use super::Label;

/// A transition of the arc-hybrid system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The next word becomes the head of the stack's top, which leaves the stack.
    Left,
    /// The word below the top becomes its head; the top leaves the stack.
    Right,
}

impl Move {
    /// All transitions, in the order of the classifier's classes.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// Stack, buffer and the arcs made so far. The root stands behind the last word of the buffer.
#[derive(Clone, Debug)]
pub struct State {
    /// Words whose head is not yet known.
    pub stack: Vec<usize>,
    /// The next word; the number of words stands for the root.
    pub next: usize,
    length: usize,
    /// Head of each word; the number of words stands for the root.
    pub head: Vec<Option<usize>>,
    /// Relation of each word.
    pub label: Vec<Label>,
    /// First and last child of each word on either side, and how many it has there.
    left: Vec<Children>,
    right: Vec<Children>,
}

/// The children of a word on one side.
#[derive(Clone, Copy, Debug, Default)]
pub struct Children {
    /// The farthest one.
    pub outer: Option<usize>,
    /// The one before it.
    pub second: Option<usize>,
    /// How many.
    pub count: u32,
}

impl State {
    /// The state before the first transition over `length` words.
    #[must_use]
    pub fn new(length: usize) -> Self {
        Self {
            stack: Vec::with_capacity(32),
            next: 0,
            length,
            head: vec![None; length],
            label: vec![Label::Dep; length],
            left: vec![Children::default(); length + 1],
            right: vec![Children::default(); length + 1],
        }
    }

    /// Whether every word has a head.
    #[must_use]
    pub fn done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// The word on the stack `depth` places below its top.
    #[must_use]
    pub fn stack_at(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).and_then(|at| self.stack.get(at)).copied()
    }

    /// The word `ahead` places behind the next one; none for the root.
    #[must_use]
    pub fn buffer_at(&self, ahead: usize) -> Option<usize> {
        Some(self.next + ahead).filter(|at| *at < self.length)
    }

    /// The children of `word` to its left.
    #[must_use]
    pub fn left_of(&self, word: usize) -> Children {
        self.left.get(word).copied().unwrap_or_default()
    }

    /// The children of `word` to its right.
    #[must_use]
    pub fn right_of(&self, word: usize) -> Children {
        self.right.get(word).copied().unwrap_or_default()
    }

    /// Whether `step` may be taken. A sentence has one root: the root takes the stack's last word only.
    #[must_use]
    pub fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.length,
            Move::Left => !self.stack.is_empty() && (self.next < self.length || self.stack.len() == 1),
            Move::Right => self.stack.len() >= 2,
        }
    }

    /// The arc that `step` makes: head (the number of words for the root) and dependent.
    #[must_use]
    pub fn arc(&self, step: Move) -> Option<(usize, usize)> {
        match step {
            Move::Shift => None,
            Move::Left => Some((self.next, self.stack_at(0)?)),
            Move::Right => Some((self.stack_at(1)?, self.stack_at(0)?)),
        }
    }

    /// Takes `step`, which must be allowed, and gives its arc this label.
    pub fn take(&mut self, step: Move, label: Label) {
        let Some((head, dependent)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        if let (Some(slot), Some(relation)) = (self.head.get_mut(dependent), self.label.get_mut(dependent)) {
            (*slot, *relation) = (Some(head), label);
        }
        let side = if dependent < head { &mut self.left } else { &mut self.right };
        if let Some(children) = side.get_mut(head) {
            *children =
                Children { outer: Some(dependent), second: children.outer, count: children.count + 1 };
        }
    }

    /// How many gold arcs `step` makes impossible. `gold` holds the head of each word, the number of
    /// words for the root; any larger number leaves the head open.
    #[must_use]
    pub fn cost(&self, step: Move, gold: &[usize]) -> usize {
        let head_of = |word: usize| gold.get(word).copied().unwrap_or(self.length);
        match step {
            Move::Shift => {
                let below = self.stack.split_last().map_or(&[][..], |(_, rest)| rest);
                usize::from(below.contains(&head_of(self.next)))
                    + self.stack.iter().filter(|word| head_of(**word) == self.next).count()
            }
            Move::Left | Move::Right => {
                let Some(top) = self.stack_at(0) else { return usize::MAX };
                let head = head_of(top);
                let lost_head = match step {
                    Move::Left => self.stack_at(1) == Some(head) || (head > self.next && head <= self.length),
                    _ => head >= self.next && head <= self.length,
                };
                let lost_children = (self.next..self.length).filter(|word| head_of(*word) == top).count();
                usize::from(lost_head) + lost_children
            }
        }
    }
}
