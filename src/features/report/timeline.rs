//! The evidence by the day on which it was published.

use jiff::civil::Date;

use super::claims::NoteReport;
use crate::corpus::ArticleSpan;
use crate::evidence::Verdict;
use crate::features::hover::Quote;
use crate::workspace::World;

/// A day, and the passages published on it that verdicts rest on.
#[derive(Clone, Debug)]
pub struct Day {
    /// The day; `None` for articles whose day is not known, which stand last.
    pub date: Option<Date>,
    /// The passages in corpus order.
    pub entries: Vec<Entry>,
}

/// A passage, and the claims whose verdict rests on it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it stands.
    pub span: ArticleSpan,
    /// Its words.
    pub quote: Quote,
    /// Numbers of the claims, with their verdicts.
    pub claims: Vec<(usize, Verdict)>,
}

/// The passages that carry claims of `notes`, oldest day first.
pub(super) fn timeline(notes: &[NoteReport], world: &World) -> Vec<Day> {
    let mut entries: Vec<Entry> = Vec::new();
    let claims = notes.iter().flat_map(|note| &note.claims).filter(|claim| claim.has_evidence());
    for claim in claims {
        for (span, quote) in &claim.quotes {
            let told = (claim.number, claim.verdict);
            match entries.iter_mut().find(|entry| entry.span == *span) {
                Some(entry) => entry.claims.push(told),
                None => entries.push(Entry { span: *span, quote: quote.clone(), claims: vec![told] }),
            }
        }
    }
    let day_of = |entry: &Entry| Some(world.library.article(entry.span.article)?.date?.day);
    entries.sort_by_key(|entry| {
        let day = day_of(entry);
        (day.is_none(), day, entry.span)
    });
    let mut days: Vec<Day> = Vec::new();
    for entry in entries {
        let date = day_of(&entry);
        match days.last_mut() {
            Some(day) if day.date == date => day.entries.push(entry),
            _ => days.push(Day { date, entries: vec![entry] }),
        }
    }
    days
}
