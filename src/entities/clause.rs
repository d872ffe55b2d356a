//! [`Flow`]: the words of one block in a row, each knowing the quotation it stands in, and the
//! search for a reporting verb and its subject among them.

use super::draft::Voice;
use super::reading::{Sentence, Tagged};
use super::tables::{self, holds};
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::quotes::QuoteSpan;
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;

/// The words of a block.
pub(crate) struct Flow<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The words of all its sentences.
    pub words: Vec<&'a Tagged>,
    /// Whether the word is the last of its sentence.
    last: Vec<bool>,
    /// The outermost quotation that holds the word, marks included, as an index into the block's.
    pub quote: Vec<Option<usize>>,
}

/// A reporting verb and who it says is speaking.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    /// Index of the verb.
    pub verb: usize,
    /// Its subject; `None` for a participle that leans on the main clause (`…, adding`).
    pub voice: Option<Voice>,
}

impl<'a> Flow<'a> {
    /// The words of `sentences`, which belong to one block, and the quotations in it.
    pub(crate) fn of(text: &'a str, sentences: &'a [Sentence], spans: &[QuoteSpan]) -> Self {
        let mut flow = Self { text, words: Vec::new(), last: Vec::new(), quote: Vec::new() };
        let mut span = 0;
        for sentence in sentences {
            for word in &sentence.words {
                while spans.get(span).is_some_and(|found| found.range.end() <= word.range.start()) {
                    span += 1;
                }
                let inside = spans.get(span).is_some_and(|found| found.range.overlaps(word.range));
                flow.words.push(word);
                flow.last.push(false);
                flow.quote.push(inside.then_some(span));
            }
            if let Some(last) = flow.last.last_mut() {
                *last = true;
            }
        }
        flow
    }

    /// The word at `at`, as written.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.range.of(self.text))
    }

    /// The tag at `at`; punctuation past the end.
    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Punct, |word| word.tag)
    }

    /// Index of the first word at or after byte `offset`.
    pub(crate) fn at(&self, offset: usize) -> usize {
        self.words.partition_point(|word| word.range.start() < offset)
    }

    /// The bytes of words `from..to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> ByteRange {
        match (self.words.get(from), to.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if from < to => first.range.join(last.range),
            _ => ByteRange::default(),
        }
    }

    /// Whether the word at `at` is the first of a sentence, or a mark that opens one.
    pub(crate) fn starts_sentence(&self, at: usize) -> bool {
        at == 0 || self.last.get(at - 1) == Some(&true) || matches!(self.word(at - 1), "." | "!" | "?")
    }

    fn outside(&self, at: usize) -> bool {
        self.quote.get(at).is_some_and(Option::is_none)
    }

    /// Whether a sentence ends with the word at `at`, outside quotations.
    fn ends(&self, at: usize) -> bool {
        self.outside(at)
            && (self.last.get(at) == Some(&true) || matches!(self.word(at), "." | "!" | "?" | ";"))
    }

    /// The words outside quotations in front of word `at`, back to the start of the sentence or
    /// the quotation before.
    pub(crate) fn before(&self, at: usize) -> (usize, usize) {
        let mut from = at;
        while from > 0 && self.outside(from - 1) && !self.ends(from - 1) {
            from -= 1;
        }
        (from, at)
    }

    /// The words outside quotations from word `at` on, to the end of the sentence or the next
    /// quotation.
    pub(crate) fn after(&self, at: usize) -> (usize, usize) {
        let mut to = at;
        while to < self.words.len() && self.outside(to) {
            if self.ends(to) {
                if matches!(self.tag(to), Tag::Punct) {
                    break;
                }
                to += 1;
                break;
            }
            to += 1;
        }
        (at, to)
    }

    /// Whether the word at `at` is a verb of saying.
    pub(crate) fn says(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            let cue = || {
                let lemma = word.lemma(self.text);
                lexicon::reporting_verb(&lemma).is_some() || holds(tables::CALLING, &lemma)
            };
            word.kind == TokenKind::Word
                && matches!(word.tag, Tag::Verb | Tag::Noun | Tag::Adj | Tag::Propn)
                && (holds(tables::SAID, &word.range.of(self.text).to_lowercase())
                    || word.tag == Tag::Verb && cue())
                && !self.passive(at)
        })
    }

    /// Whether a form of `be` makes the verb at `at` passive: `is known`.
    fn passive(&self, at: usize) -> bool {
        let before = (0..at).rev().take(3).find(|&at| self.tag(at) != Tag::Adv);
        before.is_some_and(|before| holds(tables::BE, &self.word(before).to_lowercase()))
            && !self.word(at).ends_with("ing")
    }

    /// `according to X` with its first word in `from..to`: X.
    pub(crate) fn according(&self, from: usize, to: usize) -> Option<Cue> {
        let at = (from..to)
            .find(|&at| self.word(at).eq_ignore_ascii_case("according") && self.word(at + 1) == "to")?;
        let end = self.apposed(at + 2, self.noun_end(at + 2, to), to);
        Some(Cue { verb: at, voice: self.voice(at + 2, end) })
    }

    /// Where the noun phrase that starts at `from` ends: at the next comma, clause or verb.
    pub(crate) fn noun_end(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        while at < to {
            let tag = self.tag(at);
            let word = self.word(at);
            let stops = match tag {
                Tag::Punct => !matches!(word, "'" | "’" | "." | "-") || self.ends(at),
                Tag::Verb | Tag::Aux | Tag::Sconj | Tag::Cconj => at > from && word != "and",
                Tag::Adp => at > from && !matches!(word, "of" | "for" | "from" | "de"),
                Tag::Pron => at > from,
                Tag::Adv => at > from,
                _ => false,
            };
            if stops {
                break;
            }
            at += 1;
        }
        at
    }

    /// Words `from..to` as a speaker.
    pub(crate) fn voice(&self, from: usize, to: usize) -> Option<Voice> {
        let (mut from, mut to) = (from, to);
        while from < to && self.tag(from) == Tag::Punct {
            from += 1;
        }
        while to > from && self.tag(to - 1) == Tag::Punct {
            to -= 1;
        }
        if from >= to {
            return None;
        }
        let range = self.span(from, to);
        let only = self.word(from).to_lowercase();
        if let Some(gender) = tables::pronoun_gender(&only).filter(|_| to - from == 1) {
            return Some(Voice::Pronoun(range, gender));
        }
        // `one senior official`
        let counts = only == "one" && to - from > 1 && self.tag(to - 1) == Tag::Noun;
        if holds(tables::NO_SPEAKER, &only) && !counts
            || holds(tables::NO_SPEAKER, &self.word(to - 1).to_lowercase())
        {
            return None;
        }
        (from..to)
            .any(|at| matches!(self.tag(at), Tag::Propn | Tag::Noun | Tag::Pron | Tag::Adj | Tag::Det))
            .then_some(Voice::Words(range))
    }

    /// The subject of the verb at `verb`, looking back no further than `from`.
    pub(crate) fn subject(&self, from: usize, verb: usize) -> Option<Voice> {
        let mut end = verb;
        while end > from
            && (matches!(self.tag(end - 1), Tag::Adv | Tag::Aux)
                || holds(tables::SUBJECT_ADVERBS, &self.word(end - 1).to_lowercase()))
        {
            end -= 1;
        }
        if end == from {
            return None;
        }
        if matches!(self.word(end - 1), "who" | "which") {
            end -= 1;
        }
        if end > from && matches!(self.word(end - 1), "," | "–" | "—" | ")") {
            // `Keller, the minister, said`: the phrase between the commas belongs to the name.
            let close = end - 1;
            if !(from..close).any(|at| matches!(self.tag(at), Tag::Verb | Tag::Aux | Tag::Sconj | Tag::Pron))
            {
                return self.voice(from, close);
            }
            let open = (from..close).rev().find(|&at| matches!(self.word(at), "," | "–" | "—" | "("));
            let start = open.map_or(from, |open| self.noun_start(from, open));
            return self.voice(start, close);
        }
        let start = self.noun_start(from, end);
        self.voice(start, end)
    }

    /// Where the noun phrase that ends before `end` starts.
    fn noun_start(&self, from: usize, end: usize) -> usize {
        let mut at = end;
        while at > from {
            let before = at - 1;
            let word = self.word(before);
            let goes_on = match self.tag(before) {
                Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num | Tag::Part | Tag::Sym => true,
                Tag::Det => {
                    // A determiner opens the phrase, unless `of`/`for` ties it to one before it.
                    if before > from && matches!(self.word(before - 1), "of" | "for" | "at" | "with") {
                        true
                    } else {
                        return before;
                    }
                }
                Tag::Adp => matches!(word, "of" | "for" | "at" | "de" | "in" | "with" | "on") && at != end,
                Tag::Pron => {
                    at == end
                        || matches!(
                            word.to_lowercase().as_str(),
                            "his" | "her" | "their" | "its" | "my" | "our"
                        )
                }
                Tag::Cconj => word == "and" && at != end,
                Tag::Punct => matches!(word, "." | "'" | "’" | "-" | "“" | "”" | "\"") && !self.ends(before),
                _ => false,
            };
            if !goes_on {
                break;
            }
            at -= 1;
        }
        at
    }

    /// The subject that follows the verb at `verb` (`said Maria Keller, the minister`).
    pub(crate) fn inverted(&self, verb: usize, to: usize) -> Option<Voice> {
        let end = self.apposed(verb + 1, self.noun_end(verb + 1, to), to);
        self.voice(verb + 1, end)
    }

    /// The end of the phrase `from..end` with the name behind it: `the coach, Maria Keller`.
    fn apposed(&self, from: usize, end: usize, to: usize) -> usize {
        let named = self.tag(end.saturating_sub(1)) == Tag::Propn;
        if named || self.word(end) != "," || from >= end {
            return end;
        }
        let mut stop = end + 1;
        while stop < to && self.tag(stop) == Tag::Propn {
            stop += 1;
        }
        if stop > end + 1 { stop } else { end }
    }
}
