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
    let mut led_in: Option<Voice> = None;
    for sentences in reading.sentences.chunk_by(|a, b| a.block == b.block) {
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        let block = first.range.join(last.range);
        while spans.get(from_span).is_some_and(|span| span.range.end() <= block.start()) {
            from_span += 1;
        }
        let count = spans.iter().skip(from_span).take_while(|span| span.range.start() < block.end()).count();
        let inside = spans.get(from_span..from_span + count).unwrap_or_default();
        from_span += count;
        let flow = Flow::of(text, sentences, inside);
        let first = found.len();
        open_before = block_quotes(&flow, sentences, inside, open_before, &mut found);
        // `Keller wrote on her page:` and the quotation in a paragraph of its own.
        if let Some(quote) = found.get_mut(first).filter(|quote| quote.voice.is_none() && !quote.continues) {
            let opens =
                text.get(block.start()..quote.range.start()).is_some_and(|lead| lead.trim().is_empty());
            quote.voice = led_in.filter(|_| opens);
        }
        led_in = lead_in(&flow);
    }
    found.sort_by_key(|quote: &DraftQuote| quote.range.start());
    found
}

/// Adds the quotations of one block; returns whether its last one goes on in the next block.
fn block_quotes(
    flow: &Flow,
    sentences: &[Sentence],
    spans: &[QuoteSpan],
    open_before: bool,
    found: &mut Vec<DraftQuote>,
) -> bool {
    let mut block: Vec<DraftQuote> = Vec::with_capacity(spans.len());
    for (index, span) in spans.iter().enumerate() {
        let start = flow.at(span.range.start());
        let end = flow.at(span.range.end());
        let voice = voice_of(flow, span, start, end);
        let continues = match index {
            0 => open_before,
            _ => goes_on(flow, spans.get(index - 1), start, end),
        };
        let kind = classify(flow, span, voice.is_some() || continues);
        block.push(DraftQuote { range: span.range, inner: span.inner, kind, voice, continues });
    }
    statements(flow, sentences, &mut block);
    take_up(flow, &mut block);
    found.append(&mut block);
    spans.last().is_some_and(|span| !span.closed)
}

/// The speaker whom a block that ends with a colon announces.
fn lead_in(flow: &Flow) -> Option<Voice> {
    let last = flow.words.len().checked_sub(1)?;
    if flow.word(last) != ":" || flow.quote.get(last) != Some(&None) {
        return None;
    }
    let (from, _) = flow.before(last);
    let verb = (from..last).rev().find(|&at| flow.says(at))?;
    subject_of(flow, from, verb, last)
}

/// A whole sentence in marks that says nothing of its speaker, behind a statement of the same
/// paragraph, goes on with that statement.
fn take_up(flow: &Flow, block: &mut [DraftQuote]) {
    block.sort_by_key(|quote| quote.range.start());
    for at in 1..block.len() {
        let (before, rest) = block.split_at_mut(at);
        let (Some(last), Some(quote)) = (before.last(), rest.first_mut()) else { continue };
        if quote.voice.is_some() || quote.continues || quote.kind == QuotationKind::Indirect {
            continue;
        }
        let start = flow.at(quote.range.start());
        let whole = start == 0 || flow.starts_sentence(start);
        let heard = last.voice.is_some() || last.continues;
        let between = flow.at(last.range.end());
        let short = start.saturating_sub(between) <= 6 || last.kind == QuotationKind::Indirect;
        if whole
            && heard
            && short
            && !(between..start).any(|at| flow.says(at) && last.kind != QuotationKind::Direct)
        {
            quote.continues = true;
            quote.kind = QuotationKind::Direct;
        }
    }
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
    let dash = matches!(flow.word(from), "–" | "—" | "-" | "--");
    while from < to && matches!(flow.word(from), "," | "–" | "—" | "-" | "--") {
        from += 1;
    }
    if from >= to {
        return None;
    }
    // `“…” — Maria Keller` under a quotation that stands alone.
    let alone = flow.at(span.range.start()) == 0;
    if dash
        && alone
        && to == flow.words.len()
        && to - from <= 6
        && (from..to).all(|at| matches!(flow.tag(at), Tag::Propn | Tag::Noun | Tag::Punct))
    {
        return flow.voice(from, to);
    }
    // A quotation that ends its sentence is not followed by its attribution, except `.” Keller said.`
    let ended = span.inner.of(flow.text).trim_end().ends_with('.');
    let verb = (from..to.min(from + REACH)).find(|&at| flow.says(at));
    if let Some(cue) = flow.according(from, to.min(from + 4)) {
        return cue.voice;
    }
    let verb = verb?;
    if (from..verb).all(|at| matches!(flow.tag(at), Tag::Adv | Tag::Aux)) {
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
    let said: Vec<usize> = (from..start).filter(|&at| flow.says(at)).collect();
    let other_verbs =
        (from..start).filter(|&at| matches!(flow.tag(at), Tag::Verb | Tag::Aux) && !flow.says(at)).count();
    // A whole sentence in marks right behind an attribution: `…,” Keller said. “…”`
    let opens =
        start == from || matches!(flow.word(start.saturating_sub(1)), "." | "," | "and" | "–" | "—" | ":");
    let plain = said.len() <= 1 && other_verbs <= 1;
    // However long the speaker is described: `…,” said Keller, who had come to watch. “…”`
    let described = said.len() == 1
        && said.first().is_some_and(|&at| at <= from + 3)
        && flow.starts_sentence(start)
        && start - from < 40;
    end > start && opens && (plain || described)
}

fn classify(flow: &Flow, span: &QuoteSpan, spoken: bool) -> QuotationKind {
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
    QuotationKind::Scare
}

/// Statements attributed without marks: `Keller said (that) …`, `…, Keller said.`
fn statements(flow: &Flow, sentences: &[Sentence], found: &mut Vec<DraftQuote>) {
    // The quotations in marks are in text order and apart from one another.
    let marked = found.len();
    for sentence in sentences {
        let (from, to) = (flow.at(sentence.range.start()), flow.at(sentence.range.end()));
        let quotes = found.get(..marked).unwrap_or_default();
        let next = quotes.partition_point(|quote| quote.range.end() <= sentence.range.start());
        if sentence.headline || quotes.get(next).is_some_and(|quote| quote.range.overlaps(sentence.range)) {
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
    let lemma = |at: usize| flow.words.get(at).map_or_else(String::new, |word| word.lemma(flow.text));
    let bare = |at: usize| {
        holds(tables::BARE_STATEMENT, &lemma(at)) || holds(tables::SAID, &flow.word(at).to_lowercase())
    };
    let verb = (from..end).find(|&at| {
        flow.says(at)
            && !holds(tables::CALLING, &lemma(at))
            && (bare(at)
                || matches!(lexicon::reporting_verb(&lemma(at)), Some(Saying::Says | Saying::Denies)))
    })?;
    if end - verb <= 3 && verb > from + 4 {
        // `…, Keller said.`
        let comma = (from..verb).rev().find(|&at| flow.word(at) == ",")?;
        return indirect(
            flow.span(from, comma),
            flow.voice(comma + 1, verb).or_else(|| flow.inverted(verb, end)),
        );
    }
    if flow.word(from) == "As" {
        // `As Keller told reporters, …`
        let comma = (verb..end).find(|&at| flow.word(at) == ",")?;
        return indirect(flow.span(comma + 1, end), flow.subject(from + 1, verb));
    }
    let voice = subject_of(flow, from, verb, end);
    let that = (verb + 1..end.min(verb + 8)).find(|&at| flow.word(at) == "that");
    let start = that.map_or(verb + 1, |that| that + 1);
    let finite = |at: usize| match flow.tag(at) {
        Tag::Aux => true,
        Tag::Verb => !flow.word(at).ends_with("ing") && flow.word(at - 1) != "to",
        _ => false,
    };
    // Without `that` the statement must open with its own subject.
    let subject = that.is_some()
        || bare(verb)
            && matches!(flow.tag(start), Tag::Det | Tag::Pron | Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num)
            && (start + 1..end.min(start + 16)).any(finite);
    if !subject || !(start..end).any(finite) || voice.is_none() {
        return None;
    }
    let range = flow.span(start, end);
    sentence.covers(range).then(|| indirect(range, voice)).flatten()
}
