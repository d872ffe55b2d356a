//! Quotations of an article and whom the words around them give them to.

use super::clause::{Cue, Flow};
use super::draft::{DraftQuote, Voice};
use super::model::QuotationKind;
use super::reading::{Reading, Sentence};
use super::tables::{self, holds};
use crate::text::ByteRange;
use crate::text::lexicon::{self, Saying};
use crate::text::quotes::{self, QuoteSpan};
use crate::text::tagger::Tag;

/// A quotation of at most this many words that nobody is said to speak is a label, not speech.
const SCARE_WORDS: usize = 5;

/// A reporting verb further from the quotation than this (in words) belongs to something else.
const REACH: usize = 14;

/// The quotations and the indirect statements of the article, in text order.
pub(crate) fn find(reading: &Reading) -> Vec<DraftQuote> {
    let text = &*reading.article.text;
    let spans: Vec<QuoteSpan> = quotes::find(text).into_iter().filter(|span| span.depth == 0).collect();
    let mut found = Vec::new();
    let mut from_span = 0;
    let mut open_before = false;
    for sentences in reading.sentences.chunk_by(|a, b| a.block == b.block) {
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        let block = first.range.join(last.range);
        while spans.get(from_span).is_some_and(|span| span.range.end() <= block.start()) {
            from_span += 1;
        }
        let count = spans.iter().skip(from_span).take_while(|span| span.range.start() < block.end()).count();
        let inside = spans.get(from_span..from_span + count).unwrap_or_default();
        from_span += count;
        open_before = block_quotes(text, sentences, inside, open_before, &mut found);
    }
    found.sort_by_key(|quote: &DraftQuote| quote.range.start());
    found
}

/// Adds the quotations of one block; returns whether its last one goes on in the next block.
fn block_quotes(
    text: &str,
    sentences: &[Sentence],
    spans: &[QuoteSpan],
    open_before: bool,
    found: &mut Vec<DraftQuote>,
) -> bool {
    let flow = Flow::of(text, sentences, spans);
    let mut block: Vec<DraftQuote> = Vec::with_capacity(spans.len());
    for (index, span) in spans.iter().enumerate() {
        let start = flow.at(span.range.start());
        let end = flow.at(span.range.end());
        let voice = voice_of(&flow, span, start, end);
        let continues = match index {
            0 => open_before,
            _ => goes_on(&flow, spans.get(index - 1), start, end),
        };
        let kind = classify(&flow, span, start, end, voice.is_some() || continues);
        block.push(DraftQuote { range: span.range, inner: span.inner, kind, voice, continues });
    }
    statements(&flow, sentences, &mut block);
    found.append(&mut block);
    spans.last().is_some_and(|span| !span.closed)
}

/// The speaker that the sentence of the quotation names, from the surest sign to the weakest.
fn voice_of(flow: &Flow, span: &QuoteSpan, start: usize, end: usize) -> Option<Voice> {
    let before = flow.before(start);
    let after = flow.after(end);
    if let Some(cue) = tight_before(flow, before) {
        return cue.voice;
    }
    if let Some(voice) = cue_after(flow, span, after) {
        return Some(voice);
    }
    cue_before(flow, before)
}

/// `Keller said: “`, `Keller told reporters, “`, `Keller: “`.
fn tight_before(flow: &Flow, (from, to): (usize, usize)) -> Option<Cue> {
    let last = to.checked_sub(1).filter(|&last| last >= from)?;
    if !matches!(flow.word(last), "," | ":") {
        return None;
    }
    if let Some(cue) = flow.according(from, to) {
        return Some(cue);
    }
    let verb = (from.max(last.saturating_sub(REACH))..last).rev().find(|&at| flow.says(at));
    match verb {
        Some(verb) => Some(Cue { verb, voice: subject_of(flow, from, verb, last) }),
        None if flow.word(last) == ":" && last - from <= 6 => {
            Some(Cue { verb: last, voice: flow.voice(from, last) })
        }
        None => None,
    }
}

/// `,” said Keller`, `,” Keller said`, `,” according to Keller`.
fn cue_after(flow: &Flow, span: &QuoteSpan, (from, to): (usize, usize)) -> Option<Voice> {
    let mut from = from;
    while from < to && matches!(flow.word(from), "," | "–" | "—" | "-") {
        from += 1;
    }
    if from >= to {
        return None;
    }
    // A quotation that ends its sentence is not followed by its attribution, except `.” Keller said.`
    let ended = span.inner.of(flow.text).trim_end().ends_with('.');
    let verb = (from..to.min(from + REACH)).find(|&at| flow.says(at));
    if let Some(cue) = flow.according(from, to.min(from + 4)) {
        return cue.voice;
    }
    let verb = verb?;
    let between = (from..verb).filter(|&at| !matches!(flow.tag(at), Tag::Adv)).count();
    if between == 0 {
        return flow.inverted(verb, to);
    }
    let crossed = (from..verb).any(|at| {
        matches!(flow.tag(at), Tag::Verb | Tag::Sconj)
            || matches!(flow.word(at), "and" | "but" | "that" | ":")
    });
    if crossed && !matches!(flow.word(verb - 1), ",") || ended && to > verb + 2 {
        return None;
    }
    flow.subject(from, verb)
}

/// `Keller said the plan was “dead”`, `He called it “a farce”`.
fn cue_before(flow: &Flow, (from, to): (usize, usize)) -> Option<Voice> {
    if let Some(cue) = flow.according(from, to) {
        return cue.voice;
    }
    let verb = (from..to).rev().find(|&at| flow.says(at))?;
    subject_of(flow, from, verb, to)
}

fn subject_of(flow: &Flow, from: usize, verb: usize, to: usize) -> Option<Voice> {
    if verb == from {
        return flow.inverted(verb, to);
    }
    if flow.word(verb).ends_with("ing") {
        // `Keller rejected the plan, calling it “a farce”`: the subject is the main verb's.
        let main = (from..verb).find(|&at| flow.tag(at) == Tag::Verb && !flow.word(at).ends_with("ing"))?;
        return flow.subject(from, main);
    }
    flow.subject(from, verb)
}

/// Whether the quotation takes up the words of `before`: in the same sentence, or as the next
/// sentence of the paragraph with nothing but its attribution between.
fn goes_on(flow: &Flow, before: Option<&QuoteSpan>, start: usize, end: usize) -> bool {
    let Some(before) = before else { return false };
    let from = flow.at(before.range.end());
    let said = (from..start).filter(|&at| flow.says(at)).count();
    let plain_verbs =
        (from..start).filter(|&at| matches!(flow.tag(at), Tag::Verb | Tag::Aux) && !flow.says(at)).count();
    // A whole sentence in marks right behind an attribution: `…,” Keller said. “…”`
    let opens =
        start == from || matches!(flow.word(start.saturating_sub(1)), "." | "," | "and" | "–" | "—" | ":");
    end > start && opens && said <= 1 && plain_verbs <= 1
}

fn classify(flow: &Flow, span: &QuoteSpan, start: usize, end: usize, spoken: bool) -> QuotationKind {
    let inner = span.inner.of(flow.text).trim();
    let words = inner.split_whitespace().count();
    let sentence = inner.ends_with(['.', '!', '?', ',']) && words > 2;
    if spoken || words > SCARE_WORDS || sentence {
        // A title: every long word capitalised.
        let (mut long, mut capital) = (0, 0);
        for word in inner.split_whitespace().filter(|word| word.chars().count() > 3) {
            long += 1;
            capital += usize::from(word.starts_with(char::is_uppercase));
        }
        if long > 1 && long == capital && !sentence {
            return QuotationKind::Scare;
        }
        return QuotationKind::Direct;
    }
    let _ = (start, end);
    QuotationKind::Scare
}

/// Statements attributed without marks: `Keller said (that) …`, `…, Keller said.`
fn statements(flow: &Flow, sentences: &[Sentence], found: &mut Vec<DraftQuote>) {
    for sentence in sentences {
        let (from, to) = (flow.at(sentence.range.start()), flow.at(sentence.range.end()));
        if sentence.headline || found.iter().any(|quote| quote.range.overlaps(sentence.range)) {
            continue;
        }
        if let Some(quote) = statement(flow, sentence.range, from, to) {
            found.push(quote);
        }
    }
}

fn statement(flow: &Flow, sentence: ByteRange, from: usize, to: usize) -> Option<DraftQuote> {
    let indirect = |range: ByteRange, voice: Option<Voice>| {
        let voice = voice?;
        (range.len() > 12).then_some(DraftQuote {
            range,
            inner: range,
            kind: QuotationKind::Indirect,
            voice: Some(voice),
            continues: false,
        })
    };
    let end = if matches!(flow.word(to.checked_sub(1)?), "." | "!" | "?") { to - 1 } else { to };
    if flow.word(from).eq_ignore_ascii_case("according") && flow.word(from + 1) == "to" {
        let comma = (from..end).find(|&at| flow.word(at) == ",")?;
        return indirect(flow.span(comma + 1, end), flow.voice(from + 2, comma));
    }
    if let Some(cue) = flow.according(from + 1, end) {
        let stop = if flow.word(cue.verb - 1) == "," { cue.verb - 1 } else { cue.verb };
        return indirect(flow.span(from, stop), cue.voice);
    }
    let verb = (from..end).find(|&at| {
        flow.says(at)
            && matches!(
                lexicon::reporting_verb(flow.words.get(at).map_or("", |word| &word.lemma)),
                Some(Saying::Says | Saying::Denies)
            )
            && !holds(tables::CALLING, flow.words.get(at).map_or("", |word| &word.lemma))
    })?;
    if end - verb <= 3 && verb > from + 4 {
        // `…, Keller said.`
        let comma = (from..verb).rev().find(|&at| flow.word(at) == ",")?;
        return indirect(
            flow.span(from, comma),
            flow.voice(comma + 1, verb).or_else(|| flow.inverted(verb, end)),
        );
    }
    let voice = subject_of(flow, from, verb, end);
    let that = (verb + 1..end.min(verb + 8)).find(|&at| flow.word(at) == "that");
    let start = that.map_or(verb + 1, |that| that + 1);
    let has_verb = (start..end).any(|at| matches!(flow.tag(at), Tag::Verb | Tag::Aux));
    if !has_verb || voice.is_none() {
        return None;
    }
    let range = flow.span(start, end);
    sentence.covers(range).then(|| indirect(range, voice)).flatten()
}
