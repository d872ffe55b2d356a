//! From the leaves of a note to its claims: sentences, their clauses, context and citations.

use rustc_hash::FxHashMap;

use super::before;
use super::callouts::Callout;
use super::checkable::{self, Surroundings};
use super::cues::{PROPERTY_HEADERS, VALUE_HEADERS};
use super::cuts::Cut;
use super::known;
use super::labels::{self, Label, Outline};
use super::layout::{Layout, Leaf, SpanKind};
use super::model::{Checkable, Claim, Note, NoteBlockKind};
use super::prose::Prose;
use super::quotations;
use super::reading::{Facts, Reading};
use crate::text::ByteRange;

/// What was made of a leaf, as far as later leaves lean on it.
#[derive(Debug, Default)]
struct Read {
    prose: Prose,
    /// Its last sentence.
    last: ByteRange,
    /// Why its last sentence is no claim, as it was before it became a lead-in.
    verdict: Option<Checkable>,
    /// Whether any sentence of it has a verb.
    has_verb: bool,
    /// The citations of its last sentence.
    citations: Vec<usize>,
    /// Its last claim.
    claim: Option<usize>,
}

impl Read {
    /// Whether its last sentence opens what follows it.
    fn opens(&self) -> bool {
        self.last.of(&self.prose.text).ends_with(':')
    }
}

/// Builds the claims of a note.
pub(super) struct Builder<'b> {
    layout: &'b Layout,
    outline: Outline<'b>,
    /// For each heading, its leaf.
    heading_leaves: Vec<usize>,
    read: Vec<Read>,
    /// Citations that stand alone in a cell, for the whole row.
    row_citations: FxHashMap<usize, Vec<usize>>,
    row_claims: FxHashMap<usize, Vec<usize>>,
    note: Note,
}

impl<'b> Builder<'b> {
    pub fn new(layout: &'b Layout, note: Note) -> Self {
        let is_heading = |leaf: &Leaf| {
            note.blocks.get(leaf.block).is_some_and(|block| block.kind == NoteBlockKind::Heading)
        };
        let leaves = layout.leaves.iter().enumerate();
        let heading_leaves = leaves.filter(|(_, leaf)| is_heading(leaf)).map(|(index, _)| index).collect();
        Self {
            layout,
            outline: Outline::new(&layout.headings),
            heading_leaves,
            read: Vec::with_capacity(layout.leaves.len()),
            row_citations: FxHashMap::default(),
            row_claims: FxHashMap::default(),
            note,
        }
    }

    /// Adds a leaf with what is cut from it.
    pub fn leaf(&mut self, leaf: &Leaf, cuts: Vec<Cut>) {
        let ranges: Vec<(ByteRange, bool)> = cuts.iter().map(|cut| (cut.range, cut.opens)).collect();
        let (prose, places) = leaf.prose.without(&ranges);
        let mut citations: Vec<(usize, bool, usize)> = Vec::new();
        for (cut, place) in cuts.into_iter().zip(places) {
            for citation in cut.citations {
                citations.push((place, cut.opens, self.note.citations.len()));
                self.note.citations.push(citation);
            }
        }
        let kind = self.note.blocks.get(leaf.block).map_or(NoteBlockKind::Paragraph, |block| block.kind);
        let cuts = known::cuts(&prose.text);
        let sentences = &cuts.sentences;
        if sentences.is_empty() {
            if let Some((row, _)) = leaf.place.row {
                self.row_citations.entry(row).or_default().extend(citations.iter().map(|(.., index)| *index));
            }
            self.read.push(Read { prose, ..Read::default() });
            return;
        }
        let quotes: Vec<ByteRange> = cuts.quotes.iter().map(|quote| quote.range).collect();
        let label = self.label(leaf, &prose, kind);
        let mut state = Read { prose, ..Read::default() };
        let first_claim = self.note.claims.len();
        // A citation is the sentence's in which it stands or which it follows.
        let mut owned: Vec<Vec<usize>> = vec![Vec::new(); sentences.len()];
        for (place, opens, citation) in citations {
            let owner = if opens {
                sentences.partition_point(|sentence| sentence.end() <= place).min(sentences.len() - 1)
            } else {
                sentences.partition_point(|sentence| sentence.start() < place).saturating_sub(1)
            };
            if let Some(list) = owned.get_mut(owner) {
                list.push(citation);
            }
        }
        for ((index, range), own) in sentences.iter().enumerate().zip(owned) {
            let here = Here {
                leaf,
                kind,
                range: *range,
                is_first: index == 0,
                is_last: index + 1 == sentences.len(),
                sentences,
                nth: index,
                citations: self.citations_or_lead(leaf, own),
            };
            let label = label.filter(|_| index == 0);
            self.sentence(&mut state, &here, &quotes, label);
        }
        if kind != NoteBlockKind::Heading && leaf.place.quote.is_none() {
            quotations::add(&mut self.note, &state.prose, leaf.block);
        }
        if let Some((row, _)) = leaf.place.row {
            let claims = first_claim..self.note.claims.len();
            self.row_claims.entry(row).or_default().extend(claims);
        }
        state.claim = self.note.claims.len().checked_sub(1);
        self.read.push(state);
    }

    /// A list item without a citation has that of its lead-in.
    fn citations_or_lead(&self, leaf: &Leaf, own: Vec<usize>) -> Vec<usize> {
        match leaf.place.lead.and_then(|lead| self.read.get(lead)) {
            Some(lead) if own.is_empty() && lead.opens() => lead.citations.clone(),
            _ => own,
        }
    }

    fn label(&self, leaf: &Leaf, prose: &Prose, kind: NoteBlockKind) -> Option<Label> {
        if !matches!(kind, NoteBlockKind::ListItem | NoteBlockKind::Paragraph | NoteBlockKind::Assessment) {
            return None;
        }
        let strong = |words: ByteRange| {
            let source = prose.source(words);
            let bold = |kind: &SpanKind| matches!(kind, SpanKind::Strong | SpanKind::Wiki { .. });
            leaf.spans.iter().take(8).any(|span| bold(&span.kind) && span.source.covers(source))
        };
        labels::find(&prose.text, strong, kind == NoteBlockKind::ListItem || leaf.place.labelled)
    }

    fn sentence(&mut self, state: &mut Read, here: &Here<'_>, quotes: &[ByteRange], label: Option<Label>) {
        if let Some(verdict) = self.by_place(here, here.range.of(&state.prose.text)) {
            self.push(&state.prose, here, here.range, verdict, &Prose::default());
            state.last = here.range;
            state.citations.clone_from(&here.citations);
            state.verdict = Some(verdict);
            return;
        }
        let prose = &state.prose;
        let label = label.filter(|label| label.rest < here.range.end() && label.rest > here.range.start());
        // A known label speaks for itself, a name belongs to the statement; any other is context.
        let attribute = label.filter(|label| !label.is_name && label.verdict.is_none());
        let range = self.own_words(here, prose, attribute);
        let sentence = Reading::within(&prose.text, range, quotes);
        let context = self.context(here, &sentence.facts, attribute.map(|label| (prose, label.words)));
        let around = Surroundings {
            has_context: !context.is_blank() || label.is_some_and(|label| label.is_name),
            led: !context.is_blank()
                && (here.leaf.place.lead.is_some() || here.leaf.place.key.is_some() || attribute.is_some()),
            cited: !here.citations.is_empty(),
        };
        let own = label.and_then(|label| label.verdict).unwrap_or_else(|| sentence.judge(around));
        let introduces = here.is_last
            && matches!(here.kind, NoteBlockKind::Paragraph | NoteBlockKind::ListItem)
            && sentence.text.ends_with(':');
        let verdict = match own {
            Checkable::Yes | checkable::FRAGMENT if introduces => checkable::LEAD_IN,
            own => own,
        };
        let clauses = match verdict {
            Checkable::Yes => &*sentence.facts.clauses,
            Checkable::No(_) => &[ByteRange::new(0, sentence.text.len())],
        };
        let has_verb = sentence.facts.has_verb;
        for clause in clauses {
            self.push(prose, here, clause.shift(range.start()), verdict, &context);
        }
        state.last = here.range;
        state.citations.clone_from(&here.citations);
        state.verdict = Some(own);
        state.has_verb |= has_verb;
    }

    fn push(
        &mut self,
        prose: &Prose,
        here: &Here<'_>,
        range: ByteRange,
        verdict: Checkable,
        context: &Prose,
    ) {
        let range = range.trim(&prose.text);
        if range.is_empty() {
            return;
        }
        let (text, map) = prose.slice(range);
        let (context, context_map) = context.slice(ByteRange::new(0, context.text.len()));
        self.note.claims.push(Claim {
            range: prose.source(range),
            text: one_line(text),
            map,
            context,
            context_map,
            before: self.before(prose, here, range),
            sentence: prose.source(here.range),
            block: here.leaf.block,
            citations: here.citations.clone(),
            quotations: Vec::new(),
            checkable: verdict,
        });
    }

    /// What a pronoun of the claim at `range` may take up: the words before it, or for a leaf's first ones the last
    /// sentences of the leaf before, where both are items or paragraphs of one section.
    fn before(&self, prose: &Prose, here: &Here<'_>, range: ByteRange) -> String {
        if !before::has_personal(range.of(&prose.text)) {
            return String::new();
        }
        let own = before::before(&prose.text, here.sentences, here.nth, range.start());
        let last = self.read.len().checked_sub(1).and_then(|at| self.layout.leaves.get(at));
        let goes_on = last.is_some_and(|last| {
            let kind = self.note.blocks.get(last.block).map(|block| block.kind);
            kind == Some(here.kind)
                && matches!(here.kind, NoteBlockKind::Paragraph | NoteBlockKind::ListItem)
                && last.place.heading == here.leaf.place.heading
        });
        match self.read.last().filter(|_| goes_on && own.is_empty()) {
            Some(last) => {
                let text = &last.prose.text;
                let sentences = known::cuts(text);
                before::before(text, &sentences.sentences, sentences.sentences.len(), text.len()).to_owned()
            }
            None => own.to_owned(),
        }
    }

    /// What the place of a sentence makes of it, whatever it says.
    fn by_place(&self, here: &Here<'_>, text: &str) -> Option<Checkable> {
        let place = &here.leaf.place;
        let by_kind = match here.kind {
            NoteBlockKind::Heading => Some(checkable::HEADING),
            NoteBlockKind::CalloutTitle => Some(checkable::TITLE),
            NoteBlockKind::TableHeader => Some(checkable::TABLE_HEADER),
            NoteBlockKind::Task => Some(checkable::TASK),
            NoteBlockKind::Assessment => Some(checkable::JUDGEMENT),
            NoteBlockKind::BlockQuote => Some(checkable::QUOTATION),
            NoteBlockKind::TableCell if place.key.is_none() => {
                // A first cell that is a whole sentence is a statement of its own.
                (text.split_whitespace().count() < 5).then_some(checkable::TABLE_KEY)
            }
            _ if place.callout == Some(Callout::Question) => Some(checkable::QUESTION),
            NoteBlockKind::TableCell => {
                let header = place.header.and_then(|header| self.read.get(header));
                header.and_then(|header| labels::known(&header.prose.text.trim().to_lowercase()))
            }
            _ => None,
        };
        // In a section of judgements what cites a source states what that says.
        let states = |verdict: &Checkable| *verdict == checkable::JUDGEMENT && !here.citations.is_empty();
        by_kind
            .or_else(|| self.outline.section(place.heading).filter(|verdict| !states(verdict)))
            .or_else(|| self.by_lead(place))
    }

    /// A list takes over what its lead-in is: tasks, questions, judgements, sources.
    fn by_lead(&self, place: &super::layout::Place) -> Option<Checkable> {
        let lead = self.read.get(place.lead?)?;
        let open = lead.opens();
        let inherited = [
            checkable::TASK,
            checkable::QUESTION,
            checkable::JUDGEMENT,
            checkable::META,
            checkable::CONDITIONAL,
            checkable::SOURCES,
        ];
        lead.verdict.filter(|verdict| {
            (open || place.nested && *verdict == checkable::TASK) && inherited.contains(verdict)
        })
    }

    /// The range of a sentence without its label and without the punctuation of its list.
    fn own_words(&self, here: &Here<'_>, prose: &Prose, attribute: Option<Label>) -> ByteRange {
        let start = attribute.map_or(here.range.start(), |label| label.rest);
        let range = ByteRange::new(start, here.range.end());
        if !here.is_last || here.kind != NoteBlockKind::ListItem {
            return range;
        }
        let length = range.of(&prose.text).trim_end_matches([',', ';', ' ']).len();
        ByteRange::new(start, start + length)
    }

    /// The words that complete a statement: a table's row and column, a list's lead-in, a label, and
    /// for what has no subject the heading that names one.
    fn context(&self, here: &Here<'_>, facts: &Facts, attribute: Option<(&Prose, ByteRange)>) -> Prose {
        let place = &here.leaf.place;
        let stands_alone = facts.stands_alone;
        let mut context = Prose::default();
        let property = self.is_property(here.leaf);
        if property {
            self.subject_context(&mut context, here);
        }
        let header = place.header.filter(|_| place.key.is_some() && !property && !facts.has_verb);
        for cell in place.key.into_iter().chain(header) {
            if let Some(read) = self.read.get(cell) {
                join(&mut context, &read.prose, ByteRange::new(0, read.prose.text.len()));
            }
        }
        // Only the first sentence of an item can go on what the lead-in began.
        if let Some(lead) = place.lead.filter(|_| here.is_first).and_then(|lead| self.read.get(lead))
            && (lead.opens() || place.nested && !lead.has_verb)
            && !(stands_alone && lead.has_verb)
        {
            let words = lead.last.of(&lead.prose.text).trim_end_matches([':', ' ']);
            if !labels::is_neutral(words) {
                let start = lead.last.start();
                join(&mut context, &lead.prose, ByteRange::new(start, start + words.len()));
            }
        }
        if let Some((prose, words)) = attribute {
            // `Background: …` says nothing of the statement.
            if !labels::is_neutral(words.of(&prose.text)) {
                if context.is_blank() {
                    self.subject_context(&mut context, here);
                }
                join(&mut context, prose, words);
            }
        } else if context.is_blank() && here.kind == NoteBlockKind::ListItem && facts.lacks_subject {
            self.subject_context(&mut context, here);
        }
        context
    }

    /// Adds the heading that names what the section is about.
    fn subject_context(&self, context: &mut Prose, here: &Here<'_>) {
        let heading = self.outline.subject(here.leaf.place.heading);
        let leaf = heading.and_then(|heading| self.heading_leaves.get(heading));
        if let Some(read) = leaf.and_then(|leaf| self.read.get(*leaf)) {
            join(context, &read.prose, ByteRange::new(0, read.prose.text.len()));
        }
    }

    /// Whether a cell is the value of a property, in a table whose rows all speak of one thing.
    fn is_property(&self, leaf: &Leaf) -> bool {
        let header = |cell: usize| self.layout.leaves.get(cell)?.place.header;
        let name = |cell: usize| self.read.get(cell).map(|read| read.prose.text.trim().to_lowercase());
        let first = leaf.place.key.and_then(header).and_then(name);
        let own = leaf.place.header.and_then(name);
        let value = own.is_some_and(|own| VALUE_HEADERS.contains(&own.as_str()));
        first.is_some_and(|first| PROPERTY_HEADERS.contains(&first.as_str()) || (first.is_empty() && value))
    }

    /// The note with its claims; block quotes are joined to what introduces them.
    pub fn finish(mut self) -> Note {
        for (row, citations) in &self.row_citations {
            for claim in self.row_claims.get(row).into_iter().flatten() {
                if let Some(claim) = self.note.claims.get_mut(*claim) {
                    claim.citations.extend(citations);
                    claim.citations.sort_unstable();
                }
            }
        }
        let mut leaves: Vec<Vec<usize>> = vec![Vec::new(); self.layout.quotes.len()];
        for (index, leaf) in self.layout.leaves.iter().enumerate() {
            if let Some(list) = leaf.place.quote.and_then(|quote| leaves.get_mut(quote)) {
                list.push(index);
            }
        }
        for (quote, leaves) in self.layout.quotes.iter().zip(leaves) {
            let proses: Vec<&Prose> =
                leaves.iter().filter_map(|leaf| self.read.get(*leaf)).map(|read| &read.prose).collect();
            let block =
                leaves.first().and_then(|leaf| self.layout.leaves.get(*leaf)).map_or(0, |leaf| leaf.block);
            let intro = quote
                .intro
                .and_then(|intro| self.read.get(intro))
                .filter(|read| read.last.of(&read.prose.text).ends_with([':', ',']));
            let intro = intro.and_then(|read| read.claim);
            quotations::add_block(&mut self.note, quote.range, &proses, block, intro);
        }
        self.note.quotations.sort_by_key(|quotation| quotation.range.start());
        quotations::link(&mut self.note);
        self.note
    }
}

/// The sentence at hand and where it stands.
struct Here<'l> {
    leaf: &'l Leaf,
    kind: NoteBlockKind,
    /// In the cleaned prose.
    range: ByteRange,
    is_first: bool,
    is_last: bool,
    /// All sentences of the leaf, of which this is the one at `nth`.
    sentences: &'l [ByteRange],
    nth: usize,
    citations: Vec<usize>,
}

fn join(context: &mut Prose, words: &Prose, range: ByteRange) {
    let range = range.trim(&words.text);
    if range.is_empty() {
        return;
    }
    if !context.text.is_empty() {
        let end = context.whole_source().end();
        context.push_made(": ", ByteRange::empty_at(end));
    }
    context.append(words, range);
}

/// Line breaks inside a claim's words as spaces, byte for byte.
fn one_line(text: String) -> String {
    if text.contains(['\n', '\r', '\t']) { text.replace(['\n', '\r', '\t'], " ") } else { text }
}
