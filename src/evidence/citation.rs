//! Where a citation leads: [`Resolver`] from a note's [`Citation`] to a place in the corpus.

use std::path::{Component, Path, PathBuf};

use rapidfuzz::distance::jaro_winkler;

use crate::corpus::{Article, ArticleSpan, Block, BlockKind};
use crate::index::Library;
use crate::notes::{Citation, CitationForm, Target};
use crate::text::ByteRange;

/// A did-you-mean below this Jaro-Winkler similarity is noise: at .85 a citation id with one digit
/// wrong or a part missing still finds its article, two unrelated ids do not meet.
const DID_YOU_MEAN: f64 = 0.85;

/// Where a citation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A place in an article: the passage or line it names, or the article's head.
    Article {
        /// Index into [`Library::articles`].
        article: u32,
        /// The place; for a citation of the whole article, its first block.
        span: ArticleSpan,
        /// Whether the citation names a place inside the article.
        precise: bool,
    },
    /// No article has that id or path; the nearest ids, the best first.
    NoArticle {
        /// Ids of articles, for a did-you-mean.
        candidates: Vec<String>,
    },
    /// The article exists, its file has fewer lines.
    NoLine {
        /// Index into [`Library::articles`].
        article: u32,
        /// How many lines its file has.
        lines: usize,
    },
    /// The article exists, it has fewer pages.
    NoPage {
        /// Index into [`Library::articles`].
        article: u32,
        /// How many pages it has.
        pages: usize,
    },
    /// The article exists, a heading of that name doesn't.
    NoHeading {
        /// Index into [`Library::articles`].
        article: u32,
        /// The heading asked for.
        heading: String,
    },
    /// A footnote reference without a definition.
    NoDefinition,
    /// A pointer to something that is not an article and does exist: another note, a footnote of
    /// prose.
    Elsewhere,
}

impl Destination {
    /// The article it leads to, when there is one, whether or not the place in it exists.
    #[must_use]
    pub fn article(&self) -> Option<u32> {
        match self {
            Self::Article { article, .. }
            | Self::NoLine { article, .. }
            | Self::NoPage { article, .. }
            | Self::NoHeading { article, .. } => Some(*article),
            _ => None,
        }
    }
}

/// Resolves the citations of one note.
pub struct Resolver<'a> {
    /// The corpus.
    pub library: &'a Library,
    /// The folder that the note lies in.
    pub folder: &'a Path,
    /// The root of the workspace.
    pub root: &'a Path,
    /// Whether a path (without its extension, too) names another note or file of the workspace.
    pub exists: &'a dyn Fn(&Path) -> bool,
}

impl Resolver<'_> {
    /// Where `citation` leads.
    #[must_use]
    pub fn resolve(&self, citation: &Citation) -> Destination {
        if citation.form == CitationForm::Footnote && citation.definition.is_none() {
            return Destination::NoDefinition;
        }
        if citation.key.is_empty() {
            return Destination::Elsewhere;
        }
        match self.article(citation) {
            Some(article) => self.place(article, &citation.target),
            None if self.leads_elsewhere(citation) => Destination::Elsewhere,
            None => Destination::NoArticle { candidates: self.candidates(&citation.key) },
        }
    }

    fn article(&self, citation: &Citation) -> Option<u32> {
        if let Some(index) = self.library.article_by_id(&citation.key) {
            return Some(index);
        }
        let wanted = Path::new(&citation.key);
        let places = [normal(&self.folder.join(wanted)), normal(&self.root.join(wanted))];
        let asked = format!("{}\0{}", places[0].display(), places[1].display());
        self.library.article_where(&asked, &|file| {
            let path = normal(file);
            places.contains(&path)
                || places.contains(&path.with_extension(""))
                || places.contains(&normal(&self.root.join(file)))
        })
    }

    fn place(&self, article: u32, target: &Target) -> Destination {
        let Some(found) = self.library.article(article) else {
            return Destination::NoArticle { candidates: Vec::new() };
        };
        let head = found
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Title)
            .or_else(|| found.blocks.iter().find(|block| block.kind != BlockKind::Boilerplate))
            .map_or(ByteRange::default(), |block| block.range);
        let whole =
            |precise| Destination::Article { article, span: ArticleSpan { article, range: head }, precise };
        match target {
            Target::Article => whole(false),
            Target::Page(number) => match found.origin.pages() {
                // A page of the paper edition, say: nothing to hold it against.
                0 => whole(false),
                pages => match found.origin.page_range(*number, found.source.len()) {
                    Some(range) => {
                        let range =
                            ByteRange::new(found.map.to_text(range.start()), found.map.to_text(range.end()));
                        let span = ArticleSpan { article, range: range.trim(&found.text) };
                        Destination::Article { article, span, precise: true }
                    }
                    None => Destination::NoPage { article, pages },
                },
            },
            Target::Line(line) => self.lines(article, *line, *line),
            Target::Lines(first, last) => self.lines(article, *first, *last),
            Target::Heading(name) => {
                let heading = heading_called(&found, name)
                    // Links spell the way to a heading: `[[storm#Damage#Piers]]`.
                    .or_else(|| heading_called(&found, name.rsplit_once('#')?.1));
                match heading {
                    Some(range) => {
                        Destination::Article { article, span: ArticleSpan { article, range }, precise: true }
                    }
                    None => Destination::NoHeading { article, heading: name.clone() },
                }
            }
        }
    }

    fn lines(&self, article: u32, first: usize, last: usize) -> Destination {
        let Some(found) = self.library.article(article) else {
            return Destination::NoArticle { candidates: Vec::new() };
        };
        let (mut offset, mut count) = (0, 0);
        let (mut start, mut end) = (None, 0);
        for line in found.source.split_inclusive('\n') {
            count += 1;
            if count == first {
                start = Some(offset);
            }
            offset += line.len();
            if count >= first && count <= last {
                end = offset;
            }
        }
        let Some(start) = start.filter(|_| last >= first && last <= count) else {
            return Destination::NoLine { article, lines: count };
        };
        let range = ByteRange::new(found.map.to_text(start), found.map.to_text(end)).trim(&found.text);
        Destination::Article { article, span: ArticleSpan { article, range }, precise: true }
    }

    fn leads_elsewhere(&self, citation: &Citation) -> bool {
        match citation.form {
            // A footnote whose definition names no article is an ordinary remark, unless it is
            // written as a pointer.
            CitationForm::Footnote | CitationForm::Wiki | CitationForm::Link => {
                let wanted = Path::new(&citation.key);
                (self.exists)(&normal(&self.folder.join(wanted)))
                    || (self.exists)(&normal(&self.root.join(wanted)))
            }
            CitationForm::Key => false,
        }
    }

    fn candidates(&self, key: &str) -> Vec<String> {
        let stem = Path::new(key).file_stem().map_or(key.into(), |stem| stem.to_string_lossy());
        let score = |id: &str| Some(similarity(&stem, id)).filter(|score| *score >= DID_YOU_MEAN);
        self.library.ids_like(&stem, 3, &score).to_vec()
    }
}

/// A part of an id (`004` of `004_7b62`) counts as near; else Jaro-Winkler.
fn similarity(key: &str, id: &str) -> f64 {
    if key.len() >= 3 && id.contains(key) {
        return 0.99;
    }
    jaro_winkler::similarity(key.chars(), id.chars())
}

/// `path` with `.` and `..` worked out on its letters alone: no file is touched.
#[must_use]
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !out.pop() {
                    out.push(part);
                }
            }
            _ => out.push(part),
        }
    }
    out
}

/// The heading of `article` that a link calls `name`. A line of these very words will do where no heading is
/// known: which lines are headings and which are a page's furniture is a guess.
fn heading_called(article: &Article, name: &str) -> Option<ByteRange> {
    let wanted = slug(name);
    let called = |block: &&Block| slug(block.range.of(&article.text)) == wanted;
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading | BlockKind::Title);
    let mut blocks = article.blocks.iter();
    let known = blocks.clone().filter(is_heading).find(called);
    known.or_else(|| blocks.find(called)).map(|block| block.range)
}

/// A heading as links spell it: lower case, words joined by hyphens.
fn slug(heading: &str) -> String {
    let mut out = String::new();
    for word in heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_worked_out_without_touching_the_disk() {
        assert_eq!(normal(Path::new("/w/notes/../corpus/./a.txt")), PathBuf::from("/w/corpus/a.txt"));
    }

    #[test]
    fn headings_compare_as_slugs() {
        assert_eq!(slug("High-Level Talks: What Next?"), slug("high-level-talks-what-next"));
    }
}
