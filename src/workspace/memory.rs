//! [`Memory`]: what a world has found out already, so that typing in one sentence checks that sentence.

use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use rustc_hash::FxHashSet;

use crate::entities::{EntityId, NoteMention, Resolution};
use crate::evidence::quotation::QuoteCheck;
use crate::evidence::{Assessment, Basis, Finding, Sources};
use crate::notes::{Checkable, Claim};
use crate::store;
use crate::text::ByteRange;

/// Answers by what was asked. What is full forgets what was asked for least: whoever types all day leaves a
/// claim behind with every letter.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Assessments of claims, in this world and those before it.
    claims: Arc<Answers<Dated>>,
    /// This world and those before it of which answers may still hold.
    past: Past,
    /// Whom a pronoun takes up, by the words before its claim.
    pub people: Answers<Option<EntityId>>,
    /// The names in a claim.
    pub names: Answers<Arc<[NoteMention]>>,
    /// What the corpus has of quotations.
    pub quotations: Answers<Arc<QuoteCheck>>,
}

impl Memory {
    /// What a world begins with that differs from this one's in articles that speak of the `touched`; nothing when
    /// nobody can say of whom.
    pub(super) fn after(&self, touched: Option<FxHashSet<EntityId>>) -> Self {
        let Some(touched) = touched else { return Self::default() };
        Self { claims: Arc::clone(&self.claims), past: self.past.followed(touched), ..Self::default() }
    }

    /// The answer to `question`: one of this world, or an earlier one's that `holds` still.
    pub(super) fn recall(
        &self,
        question: Question,
        holds: &dyn Fn(&Basis, &Touched<'_>) -> bool,
    ) -> Option<Answer> {
        let Dated { answer, of } = self.claims.get(question)?;
        if of == self.past.now {
            return Some(answer);
        }
        let touched = Touched(self.past.since(of)?);
        holds(answer.basis.as_deref()?, &touched).then(|| {
            self.learn(question, &answer);
            answer
        })
    }

    /// Remembers an answer of this world.
    pub(super) fn learn(&self, question: Question, answer: &Answer) {
        self.claims.insert(question, Dated { answer: answer.clone(), of: self.past.now });
    }
}

/// A world among those of one process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment(u64);

impl Default for Moment {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// How one world came out of another.
#[derive(Clone, Debug)]
struct Change {
    /// The world before.
    from: Moment,
    /// The entities of which articles speak that came or went.
    touched: Arc<FxHashSet<EntityId>>,
}

/// The entities of which articles speak that came or went since an answer was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Touched<'a>(&'a [Change]);

impl Touched<'_> {
    /// Whether `id` is one of them.
    pub(super) fn has(&self, id: EntityId) -> bool {
        self.0.iter().any(|change| change.touched.contains(&id))
    }
}

/// The changes that led to a world, the first first.
#[derive(Debug, Default)]
struct Past {
    now: Moment,
    changes: Vec<Change>,
}

/// Changes that an answer may outlive unasked.
const OUTLIVED: usize = 64;

impl Past {
    fn followed(&self, touched: FxHashSet<EntityId>) -> Self {
        let change = Change { from: self.now, touched: Arc::new(touched) };
        let late = self.changes.get((self.changes.len() + 1).saturating_sub(OUTLIVED)..).unwrap_or(&[]);
        let changes = late.iter().cloned().chain([change]).collect();
        Self { now: Moment::default(), changes }
    }

    /// The changes since the world `of`; `None` when it is none of those before.
    fn since(&self, of: Moment) -> Option<&[Change]> {
        let at = self.changes.iter().position(|change| change.from == of)?;
        self.changes.get(at..)
    }
}

/// A bounded table that many may read and write at a time.
#[derive(Debug)]
pub(super) struct Answers<A>(Cache<Question, A, Weight>)
where
    Weight: Weighter<Question, A>;

impl<A: Clone> Default for Answers<A>
where
    Weight: Weighter<Question, A>,
{
    fn default() -> Self {
        Self(Cache::with_weighter(MANY, MOST, Weight))
    }
}

impl<A: Clone> Answers<A>
where
    Weight: Weighter<Question, A>,
{
    /// What was found out about `question`.
    pub(super) fn get(&self, question: Question) -> Option<A> {
        self.0.get(&question)
    }

    /// Whether something was found out about `question`.
    pub(super) fn has(&self, question: Question) -> bool {
        self.0.contains_key(&question)
    }

    /// Remembers an answer.
    pub(super) fn insert(&self, question: Question, answer: A) {
        self.0.insert(question, answer);
    }
}

/// Bytes of each table: the claims of some 40,000 words, with what was found of each.
const MOST: u64 = 8 << 20;
/// Answers that a table is expected to hold.
const MANY: usize = 2_000;

/// Bytes that an answer takes, with its question: about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weight;

/// What the table, the counts of references and the allocator add.
const BESIDES: usize = 160;

impl Weighter<Question, Dated> for Weight {
    fn weight(&self, _: &Question, dated: &Dated) -> u64 {
        let of = |finding: &Finding| {
            size_of::<Finding>() + finding.message.len() + finding.replacement.as_ref().map_or(0, String::len)
        };
        let Answer { assessment, sources, basis } = &dated.answer;
        let basis = basis.as_ref().map_or(0, |basis| size_of::<Basis>() + BESIDES + basis.weight());
        let found: usize = assessment.findings.iter().map(of).sum();
        let evidence = size_of_val(assessment.evidence.as_slice());
        let supporting = size_of_val(sources.supporting.as_slice());
        let objections: usize = sources.objections.iter().map(|it| size_of_val(it) + of(&it.finding)).sum();
        let fixed = size_of::<Question>() + size_of::<Assessment>() + size_of::<Sources>() + BESIDES;
        (fixed
            + assessment.reason.len()
            + assessment.judge.len()
            + found
            + evidence
            + supporting
            + objections
            + basis) as u64
    }
}

impl Weighter<Question, Arc<[NoteMention]>> for Weight {
    fn weight(&self, _: &Question, names: &Arc<[NoteMention]>) -> u64 {
        let fits = |name: &NoteMention| match &name.resolution {
            Resolution::Ambiguous(several) => size_of_val(several.as_slice()),
            _ => 0,
        };
        let names = size_of_val(&**names) + names.iter().map(fits).sum::<usize>();
        (BESIDES + names) as u64
    }
}

impl Weighter<Question, Option<EntityId>> for Weight {
    fn weight(&self, _: &Question, _: &Option<EntityId>) -> u64 {
        BESIDES as u64
    }
}

impl Weighter<Question, Arc<QuoteCheck>> for Weight {
    fn weight(&self, _: &Question, check: &Arc<QuoteCheck>) -> u64 {
        let changes = check.changes.iter();
        let changes: usize = changes.map(|it| size_of_val(it) + it.quoted.len() + it.source.len()).sum();
        let found = size_of_val(check.spans.as_slice()) + check.source.len() + changes;
        (size_of::<QuoteCheck>() + BESIDES + found) as u64
    }
}

/// What the corpus says, all of it together and each source alone.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub assessment: Arc<Assessment>,
    pub sources: Arc<Sources>,
    /// What it takes to tell whether it holds in a later world.
    pub basis: Option<Arc<Basis>>,
}

/// An answer and the world in which it was last known to hold.
#[derive(Clone, Debug)]
struct Dated {
    answer: Answer,
    of: Moment,
}

/// What an answer depends on besides the corpus, as 128 bits of its hash: a note asks all its questions at each
/// keystroke, and comparing their words again would be most of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question(u128);

impl Question {
    fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        // Differs from run to run, so that no note can be made to have two claims of one hash.
        static SEED: LazyLock<u64> = LazyLock::new(|| std::hash::RandomState::new().hash_one(0u8));
        Self(store::hash_of_parts(parts, *SEED))
    }

    /// What `articles` say of the claim, whose pronoun may mean `person`; what all say when there are none.
    pub(super) fn of(claim: &Claim, person: Option<EntityId>, articles: &[u32]) -> Self {
        // The same words may be a statement here and a heading or silenced there.
        let checkable = match claim.checkable {
            Checkable::Yes => "",
            Checkable::No(why) => why,
        };
        let texts = [&claim.text, &claim.context, checkable].map(str::as_bytes);
        let person = person.map(|person| person.0.to_le_bytes()).unwrap_or([u8::MAX; 4]);
        let articles: Vec<[u8; 4]> = articles.iter().map(|index| index.to_le_bytes()).collect();
        Self::of_parts(texts.into_iter().chain([&person[..]]).chain(articles.iter().map(<[u8; 4]>::as_slice)))
    }

    /// Whom the words `before` a claim are about.
    pub(super) fn of_person(before: &str) -> Self {
        Self::of_parts([before.as_bytes()])
    }

    /// Whom a claim names.
    pub(super) fn of_names(claim: &str) -> Self {
        Self::of_parts([claim.as_bytes()])
    }

    /// Where quoted `words` stand; `speech` is the sentence that says whose they are, and where in it.
    pub(super) fn of_quotation(words: &str, speech: Option<&(String, ByteRange)>) -> Self {
        let (sentence, place) = speech.map_or(("", ByteRange::default()), |(text, place)| (text, *place));
        let place = [
            place.start().to_le_bytes(),
            place.end().to_le_bytes(),
            usize::from(speech.is_some()).to_le_bytes(),
        ];
        Self::of_parts(
            [words.as_bytes(), sentence.as_bytes()].into_iter().chain(place.iter().map(|it| it.as_slice())),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_that_is_full_stays_as_large_and_keeps_what_is_asked_for() {
        let names = Answers::<Arc<[NoteMention]>>::default();
        let kept = Question::of_names("Keller left on Monday.");
        names.insert(kept, Arc::default());
        for number in 0..100_000 {
            let claim = format!("Keller left {number} times{}", ", and again".repeat(10));
            names.insert(Question::of_names(&claim), Arc::default());
            assert!(names.get(kept).is_some(), "forgotten behind {number}");
        }
        assert!(names.0.weight() <= MOST);
        assert!(names.0.len() < 60_000);
    }

    #[test]
    fn questions_of_other_words_or_other_parts_are_other_questions() {
        let parts: [&[&str]; 6] = [&[], &[""], &["ab"], &["a", "b"], &["b", "a"], &["ab", ""]];
        let all: Vec<Question> =
            parts.iter().map(|it| Question::of_parts(it.iter().map(|part| part.as_bytes()))).collect();
        for (at, one) in all.iter().enumerate() {
            assert!(all.iter().skip(at + 1).all(|other| other != one), "{:?}", parts[at]);
        }
        assert_eq!(Question::of_names("Keller"), Question::of_names("Keller"));
    }
}
