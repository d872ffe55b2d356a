//! Word documents: the paragraphs of the main part, with headings, lists and tables, then the notes.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::rendition::Rendition;
use super::{Fault, Found};
use crate::corpus::draft::{Form, Metadata};
use crate::corpus::limits::{Limit, Limits};

/// Where footnotes and endnotes are.
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];
/// Parts that a document has at most.
const MOST_PARTS: usize = 20_000;

/// The document in `bytes`.
///
/// # Errors
/// When it is no Word document, is damaged, or unpacks to more than the limit.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Found, Fault> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("no Word document: {error}"))?;
    if archive.len() > MOST_PARTS {
        return Err(format!("it has {} parts, over the limit of {MOST_PARTS}", archive.len()));
    }
    let metadata = part(&mut archive, "docProps/core.xml", limits)?
        .map_or_else(Metadata::default, |xml| properties(&xml));
    let body = part(&mut archive, "word/document.xml", limits)?
        .ok_or("no Word document: it has no word/document.xml")?;
    let mut walk = Walk::default();
    walk.run(&body, limits.depth())?;
    for name in NOTES {
        if let Some(notes) = part(&mut archive, name, limits)? {
            walk.depth = 0;
            walk.run(&notes, limits.depth())?;
        }
    }
    Ok(Found::one(walk.rendition.draft(metadata)))
}

/// The part called `name`, unpacked; `None` when there is none.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, Fault> {
    let limit = limits.unpacked();
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut whole = Vec::new();
    // The size that the archive states may be a lie.
    file.take(limit.most + 1)
        .read_to_end(&mut whole)
        .map_err(|error| format!("{name} is damaged: {error}"))?;
    if whole.len() as u64 > limit.most {
        return Err(format!("{name} unpacks to more than {} bytes; {}", limit.most, limit.advice()));
    }
    Ok(Some(whole))
}

/// Title, author and language. The day on which a document was made is not taken for the day of
/// publication: it is when somebody saved it.
fn properties(xml: &[u8]) -> Metadata {
    let mut metadata = Metadata::default();
    let mut reader = Reader::from_reader(xml);
    let (mut buffer, mut inside) = (Vec::new(), String::new());
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(start) => inside = start.local_name().as_ref().to_owned(),
            Event::End(_) => inside.clear(),
            Event::Text(text) => {
                let words = text.xml10_content().trim().to_owned();
                let field = match inside.as_str() {
                    "title" => &mut metadata.title,
                    "creator" => &mut metadata.author,
                    "publisher" => &mut metadata.outlet,
                    _ => continue,
                };
                if !words.is_empty() {
                    *field = Some(words);
                }
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    metadata
}

/// A walk through the main part.
#[derive(Default)]
struct Walk {
    rendition: Rendition,
    /// The paragraph under way.
    words: String,
    form: Option<Form>,
    /// The cells of the table's row under way; `None` outside of tables.
    cells: Option<Vec<String>>,
    /// Whether the text of this element is words, and not an instruction or a deletion.
    reads: bool,
    depth: u64,
}

impl Walk {
    fn run(&mut self, xml: &[u8], deepest: Limit) -> Result<(), Fault> {
        let mut reader = Reader::from_reader(BufReader::new(xml));
        let mut buffer = Vec::new();
        loop {
            let event =
                reader.read_event_into(&mut buffer).map_err(|error| format!("word/document.xml: {error}"))?;
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > deepest.most {
                        return Err(format!(
                            "its elements are nested more than {} deep; {}",
                            deepest.most,
                            deepest.advice()
                        ));
                    }
                    self.start(&start);
                }
                Event::Empty(start) => {
                    self.start(&start);
                    self.end(start.local_name().as_ref());
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.end(end.local_name().as_ref());
                }
                Event::Text(text) if self.reads => self.words.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) if self.reads => self.reference(&reference.xml10_content()),
                Event::Eof => return Ok(()),
                _ => {}
            }
            buffer.clear();
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            "p" => {
                self.words.clear();
                self.form = None;
            }
            "pStyle" => self.form = value(start).and_then(|style| style_form(&style)).or(self.form),
            "outlineLvl" => {
                let level =
                    value(start).and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9);
                self.form = level.map(|level| Form::Heading(level + 1)).or(self.form);
            }
            "numPr" if self.form.is_none() => self.form = Some(Form::Item),
            "t" => self.reads = true,
            "tab" | "br" | "cr" => self.words.push(' '),
            "noBreakHyphen" => self.words.push('-'),
            "tr" => self.cells = Some(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.reads = false,
            "p" => {
                let words = std::mem::take(&mut self.words);
                let words = words.trim();
                match &mut self.cells {
                    Some(cells) if !words.is_empty() => cells.push(words.to_owned()),
                    Some(_) => {}
                    None => self.write(words, self.form.unwrap_or(Form::Paragraph)),
                }
            }
            "tr" => {
                let cells = self.cells.take().unwrap_or_default();
                self.write(&cells.join(" | "), Form::Row);
            }
            _ => {}
        }
    }

    fn reference(&mut self, name: &str) {
        let found = match name.strip_prefix('#') {
            None => quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned),
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            }
            .and_then(char::from_u32)
            .map(String::from),
        };
        self.words.push_str(&found.unwrap_or_default());
    }

    fn write(&mut self, words: &str, form: Form) {
        if !words.is_empty() {
            self.rendition.paragraph(form);
            self.rendition.words(words, false, 0);
        }
    }
}

/// `w:val`.
fn value(start: &BytesStart<'_>) -> Option<String> {
    let found =
        start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val")?;
    Some(found.value.to_string())
}

/// What a style says of a paragraph; styles keep their English ids in every language of Word but a few.
fn style_form(style: &str) -> Option<Form> {
    let lower = style.to_ascii_lowercase();
    if lower == "title" {
        return Some(Form::Heading(1));
    }
    if let Some(level) = lower.strip_prefix("heading") {
        return Some(Form::Heading(level.trim().parse().unwrap_or(2)));
    }
    match lower.as_str() {
        "caption" => Some(Form::Caption),
        "header" | "footer" => Some(Form::Furniture),
        style if style.starts_with("list") => Some(Form::Item),
        _ => None,
    }
}
