//! The parser's weights and how they are applied.
//!
//! File: two [`Perceptron`]s, for transitions and for labels.

use std::sync::LazyLock;

use super::features::{View, label_features, move_features};
use super::state::{Move, State};
use super::{Label, Parse};
use crate::text::perceptron::Perceptron;

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::decode(include_bytes!("../data/parser.bin")).unwrap_or_default());

/// A trained parser.
#[derive(Debug)]
pub struct Model {
    moves: Perceptron<4>,
    labels: Perceptron<40>,
}

impl Default for Model {
    fn default() -> Self {
        Self { moves: Perceptron::new(Vec::new()), labels: Perceptron::new(Vec::new()) }
    }
}

impl Model {
    /// The parser of this build.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Puts a trained parser together.
    #[must_use]
    pub fn new(moves: Perceptron<4>, labels: Perceptron<40>) -> Self {
        Self { moves, labels }
    }

    /// Reads the file format described above.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (moves, rest) = Perceptron::decode(bytes)?;
        let (labels, _) = Perceptron::decode(rest)?;
        Some(Self { moves, labels })
    }

    /// Writes the file format described above.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.moves.encode();
        bytes.extend(self.labels.encode());
        bytes
    }

    /// The tree of one sentence.
    #[must_use]
    pub fn parse(&self, views: &[View]) -> Parse {
        let mut state = State::new(views.len());
        while !state.done() {
            let step = self.best_move(views, &state);
            let label = state
                .arc(step)
                .map_or(Label::Dep, |(head, dependent)| self.best_label(views, &state, head, dependent));
            state.take(step, label);
        }
        Parse {
            head: state.head.iter().map(|head| head.filter(|head| *head < views.len())).collect(),
            label: state.label,
        }
    }

    fn best_move(&self, views: &[View], state: &State) -> Move {
        let allowed = Move::ALL.map(|step| state.allows(step));
        let mut choices =
            Move::ALL.into_iter().zip(allowed).filter(|(_, allowed)| *allowed).map(|(step, _)| step);
        if let (Some(only), None) = (choices.next(), choices.next()) {
            return only;
        }
        let mut scores = [0_i32; 4];
        for feature in move_features(views, state) {
            self.moves.add(feature, &mut scores);
        }
        let mut winner = (i32::MIN, Move::Shift);
        for ((step, score), allowed) in Move::ALL.into_iter().zip(scores).zip(allowed) {
            if allowed && score > winner.0 {
                winner = (score, step);
            }
        }
        winner.1
    }

    fn best_label(&self, views: &[View], state: &State, head: usize, dependent: usize) -> Label {
        if head == views.len() {
            return Label::Root;
        }
        let mut scores = [0_i32; 40];
        for feature in label_features(views, state, head, dependent) {
            self.labels.add(feature, &mut scores);
        }
        let mut winner = (i32::MIN, Label::Dep);
        for (label, score) in Label::ALL.into_iter().zip(scores) {
            if label != Label::Root && score > winner.0 {
                winner = (score, label);
            }
        }
        winner.1
    }
}
