//! [`Shape`]: the outward form of a piece of text, from which prose, headings and page furniture are
//! told apart.

/// How a piece of text ends, closing quotation marks and brackets left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `.`, `…` or the full stop of another script.
    Stop,
    /// `?` or `!`.
    Call,
    /// `:`, `;` or `,`: something follows.
    Open,
    /// A word, a number, a symbol.
    Bare,
}

/// The outward form of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// White-space separated parts with a letter or digit, counted until there are [`Shape::MANY`].
    pub words: usize,
    /// How many of them have more than three letters: headlines capitalise those.
    pub long: usize,
    /// How many of the long ones start with a capital.
    pub capitalised: usize,
    /// How many of them have no letter.
    pub numbers: usize,
    /// Whether there is any letter.
    pub letters: bool,
    /// How it ends.
    pub end: End,
}

impl Shape {
    /// Words are not counted further than this: whatever is that long is prose.
    pub const MANY: usize = 64;

    /// The shape of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut shape =
            Self { words: 0, long: 0, capitalised: 0, numbers: 0, letters: false, end: end_of(text) };
        for part in text.split_whitespace() {
            let Some(first) = part.chars().find(|c| c.is_alphanumeric()) else { continue };
            let letters = part.chars().any(char::is_alphabetic);
            // Chinese and Japanese write no blanks; two characters make about a word.
            shape.words += (part.chars().filter(|c| is_unspaced(*c)).count() / 2).max(1);
            shape.letters |= letters;
            shape.numbers += usize::from(!letters);
            if letters && part.chars().filter(|c| c.is_alphabetic()).nth(3).is_some() {
                shape.long += 1;
                shape.capitalised += usize::from(first.is_uppercase() || first.is_numeric());
            }
            if shape.words >= Self::MANY {
                break;
            }
        }
        shape
    }

    /// A whole sentence or more: a full stop behind enough words to state something, or so many
    /// words that it cannot be a line of page furniture.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        (self.end == End::Stop && self.words >= 8)
            || (self.end == End::Call && self.words >= 12)
            || self.words >= 25
    }

    /// A sentence by its end, however short.
    #[must_use]
    pub fn is_sentence(&self) -> bool {
        matches!(self.end, End::Stop | End::Call) && self.words >= 2
    }

    /// Nothing but a number or two: a counter, a page number, a rule of dashes.
    #[must_use]
    pub fn is_counter(&self) -> bool {
        !self.letters && self.words <= 2
    }

    /// The long words start with a capital, as in headlines and names.
    #[must_use]
    pub fn is_title_case(&self) -> bool {
        self.capitalised * 4 >= self.long * 3
    }
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn end_of(text: &str) -> End {
    let body = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | '›' | ')' | ']' | '」' | '*' | '_')
    });
    match body.chars().next_back() {
        Some('.' | '…' | '。' | '।' | '؟') => End::Stop,
        Some('?' | '!' | '？' | '！') => End::Call,
        Some(':' | ';' | ',' | '—' | '–') => End::Open,
        _ => End::Bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_ends_in_a_stop_behind_any_closing_mark() {
        assert!(Shape::of("Keller said the plan was “not yet ready to be shown.”").is_prose());
        assert!(!Shape::of("Council Approves Harbour Plan").is_prose());
        assert!(!Shape::of("He left.").is_prose());
    }

    #[test]
    fn counters_have_no_letters() {
        assert!(Shape::of("12").is_counter());
        assert!(Shape::of("* * *").is_counter());
        assert!(!Shape::of("12 dead").is_counter());
    }

    #[test]
    fn headlines_capitalise_most_words() {
        assert!(Shape::of("Council Approves the Harbour Plan").is_title_case());
        assert!(!Shape::of("The council approved a harbour plan").is_title_case());
    }
}
