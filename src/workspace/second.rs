//! A second, slower judge: it is asked in the background about the claims of a checked note, and the
//! next check of the note finds its verdicts. None ships; [`crate::evidence::Scorer`] is its seam.

use std::sync::Arc;

use super::analysis::Analysis;
use super::analysis::person_meant;
use super::memory::{Answer, Question};
use super::world::World;
use crate::evidence::remembered::Remembered;
use crate::evidence::{self, Cancel, Judge, Scorer, Verdict};

/// Asks `judge` about every claim of `analysis` that it has not judged in this world, and keeps what it
/// says for the next check; how many verdicts or scores that changes. Slow: not for a thread that
/// anybody waits for.
pub fn ask_second_judge(analysis: &Analysis, world: &World, judge: &Remembered, cancel: &Cancel) -> usize {
    // Single sources are heard by the fast judge: there are too many of them for a slow one.
    let fast = Judge { strictness: world.settings.strictness, ..Judge::default() };
    let slow = Judge { scorer: judge, ..fast };
    let mut changed = 0;
    for (claim, first) in analysis.note.claims.iter().zip(&analysis.assessments) {
        if cancel.is_cancelled() {
            break;
        }
        if first.verdict == Verdict::NotCheckable || first.judge == judge.name() {
            continue;
        }
        let second = evidence::assess_with(&slow, claim, &world.library, cancel);
        if cancel.is_cancelled() {
            break;
        }
        changed += usize::from((second.verdict, second.score) != (first.verdict, first.score));
        let sources = evidence::sources::hear(&fast, claim, &second, &world.library, cancel);
        let answer = Answer { assessment: Arc::new(second), sources: Arc::new(sources), basis: None };
        world.memory.learn(Question::of(claim, person_meant(claim, world), &[]), &answer);
    }
    changed
}
