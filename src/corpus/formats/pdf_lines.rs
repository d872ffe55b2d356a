//! The characters of a PDF's page, put together to lines by where they stand.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// From 1.
    pub number: usize,
    /// In the order in which the file draws them, which is that of reading in all but odd files.
    pub lines: Vec<Line>,
}

/// A line of a page; lengths in points, downwards and to the right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// Of its foot.
    pub top: f64,
    /// Of its letters.
    pub size: f64,
}

/// A gap wider than this part of the letters' size is a blank.
const BLANK: f64 = 0.15;
/// A gap wider than this is another column.
const COLUMN: f64 = 4.0;

/// Collects the characters of one page.
#[derive(Debug, Default)]
pub(super) struct Collector {
    height: f64,
    lines: Vec<Line>,
    line: Line,
    /// Says that nobody waits any longer.
    stop: Arc<AtomicBool>,
}

impl Collector {
    /// One that gives up when `stop` says so.
    pub(super) fn until(stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..Self::default() }
    }

    /// The lines of the page.
    pub(super) fn finish(mut self) -> Vec<Line> {
        self.end();
        self.lines
    }

    fn end(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.text = line.text.trim_end().to_owned();
        if !line.text.is_empty() {
            self.lines.push(line);
        }
    }

    fn add(&mut self, text: &str, left: f64, top: f64, width: f64, size: f64) {
        let blank = text.chars().all(char::is_whitespace);
        if !self.line.text.is_empty() {
            let gap = left - self.line.right;
            let apart = (top - self.line.top).abs() > 0.5 * size.max(self.line.size);
            // A raised or lowered mark stays on its line.
            if apart || gap < -(self.line.right - self.line.left).max(2.0 * size) || gap > COLUMN * size {
                self.end();
            } else if gap > BLANK * size && !blank && !self.line.text.ends_with(' ') {
                self.line.text.push(' ');
            }
        }
        if self.line.text.is_empty() {
            if blank {
                return;
            }
            self.line = Line { text: String::new(), left, right: left, top, size };
        }
        if blank {
            if !self.line.text.ends_with(' ') {
                self.line.text.push(' ');
            }
        } else {
            for c in text.chars() {
                match ligature(c) {
                    Some(letters) => self.line.text.push_str(letters),
                    None => self.line.text.push(c),
                }
            }
            self.line.size = self.line.size.max(size);
        }
        self.line.right = left + width;
    }
}

/// About how wide a character is, in parts of the letters' size.
fn usual_width(character: &str) -> f64 {
    match character.chars().next() {
        Some(c) if c.is_alphanumeric() => 0.6,
        Some('—') => 1.0,
        Some('–' | '“' | '”' | '%' | '&' | '$' | '€' | '@') => 0.5,
        _ => 0.32,
    }
}

/// The letters that a typesetter drew as one.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.height = media.ury;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        character: &str,
    ) -> Result<(), OutputError> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(OutputError::IoError(std::io::ErrorKind::Interrupted.into()));
        }
        let (across, up) = (place.m11.hypot(place.m12), place.m21.hypot(place.m22));
        let size = font_size * up;
        if size.is_finite() && size > 0.0 {
            // The library knows no width for some characters of some fonts.
            let width = if width > 0.0 { width } else { usual_width(character) };
            self.add(character, place.m31, self.height - place.m32, width * font_size * across, size);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
