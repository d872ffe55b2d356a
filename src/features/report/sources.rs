//! The articles that the notes rest on, copies of one story together.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;

use jiff::civil::Date;

use super::Checked;
use super::claims::NoteReport;
use crate::evidence::Verdict;
use crate::evidence::citation::Destination;
use crate::workspace::World;

/// Copies that are listed of one story at most.
const COPIES: usize = 12;

/// The articles that carry claims, and how many do not.
#[derive(Clone, Debug)]
pub struct SourceTable {
    /// Stories with an article that carries a claim or is cited; those that carry most first.
    pub stories: Vec<Story>,
    /// How many articles of the corpus carry no claim.
    pub idle: usize,
    /// How many articles the corpus has.
    pub articles: usize,
}

/// An article and its copies: one independent source.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its articles, the one that carries most first.
    pub articles: Vec<SourceRow>,
    /// Copies in the corpus that are not listed.
    pub more: usize,
}

/// An article, and what it does for the notes.
#[derive(Clone, Debug)]
pub struct SourceRow {
    /// Index of the article.
    pub article: u32,
    /// Its citation id.
    pub id: String,
    /// Its title, or the id.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Where on the web.
    pub url: Option<String>,
    /// Its file.
    pub path: PathBuf,
    /// Numbers of the claims that it supports, alone or with others.
    pub supports: Vec<usize>,
    /// Numbers of the claims of which it supports a part.
    pub partly: Vec<usize>,
    /// Numbers of the claims that it contradicts.
    pub contradicts: Vec<usize>,
    /// How many citations of the notes lead to it.
    pub cited: usize,
}

impl SourceRow {
    fn weight(&self) -> usize {
        self.supports.len() + self.partly.len() + self.contradicts.len()
    }
}

/// The table for `notes`.
pub(super) fn table(notes: &[Checked], reports: &[NoteReport], world: &World) -> SourceTable {
    let library = &world.library;
    let mut rows: BTreeMap<u32, SourceRow> = BTreeMap::new();
    for ((_, analysis), report) in notes.iter().zip(reports) {
        let mut claims = report.claims.iter();
        for (assessment, sources) in analysis.assessments.iter().zip(&analysis.sources) {
            if assessment.verdict == Verdict::NotCheckable {
                continue;
            }
            let Some(claim) = claims.next() else { break };
            let mut carrying: Vec<u32> = match claim.has_evidence() {
                true => claim.quotes.iter().map(|(span, _)| span.article).collect(),
                false => Vec::new(),
            };
            carrying.extend(sources.supporting.iter().map(|account| account.article));
            carrying.sort_unstable();
            carrying.dedup();
            for article in carrying {
                let Some(row) = row(&mut rows, article, world) else { continue };
                match claim.verdict {
                    Verdict::Supported => row.supports.push(claim.number),
                    Verdict::Partial => row.partly.push(claim.number),
                    _ => row.contradicts.push(claim.number),
                }
            }
            for objection in &sources.objections {
                if let Some(row) = row(&mut rows, objection.account.article, world)
                    && !row.contradicts.contains(&claim.number)
                {
                    row.contradicts.push(claim.number);
                }
            }
        }
        for article in analysis.citations.iter().filter_map(Destination::article) {
            if let Some(row) = row(&mut rows, article, world) {
                row.cited += 1;
            }
        }
    }
    let idle = library.len() - rows.values().filter(|row| row.weight() > 0).count();
    let mut stories: BTreeMap<u32, Story> = BTreeMap::new();
    for row in rows.values() {
        let story = stories.entry(library.story(row.article));
        story.or_insert(Story { articles: Vec::new(), more: 0 }).articles.push(row.clone());
    }
    // Copies that carry nothing still tell how far a story went.
    for article in 0..u32::try_from(library.len()).unwrap_or(u32::MAX) {
        let Some(story) = stories.get_mut(&library.story(article)) else { continue };
        if rows.contains_key(&article) {
            continue;
        }
        match empty(article, world) {
            Some(row) if story.articles.len() < COPIES => story.articles.push(row),
            _ => story.more += 1,
        }
    }
    let mut stories: Vec<Story> = stories.into_values().collect();
    for story in &mut stories {
        story.articles.sort_by_key(|row| (std::cmp::Reverse(row.weight()), row.date, row.article));
    }
    stories.sort_by_key(|story| {
        std::cmp::Reverse(story.articles.iter().map(SourceRow::weight).max().unwrap_or_default())
    });
    SourceTable { stories, idle, articles: library.len() }
}

fn row<'a>(rows: &'a mut BTreeMap<u32, SourceRow>, article: u32, world: &World) -> Option<&'a mut SourceRow> {
    match rows.entry(article) {
        Entry::Occupied(known) => Some(known.into_mut()),
        Entry::Vacant(free) => Some(free.insert(empty(article, world)?)),
    }
}

fn empty(index: u32, world: &World) -> Option<SourceRow> {
    let article = world.library.article(index)?;
    Some(SourceRow {
        article: index,
        id: article.id.clone(),
        title: article.heading().to_owned(),
        outlet: article.outlet.clone(),
        date: article.date.map(|date| date.day),
        url: article.url.clone(),
        path: article.path.clone(),
        supports: Vec::new(),
        partly: Vec::new(),
        contradicts: Vec::new(),
        cited: 0,
    })
}
