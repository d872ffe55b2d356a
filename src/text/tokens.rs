//! Tokens: words, numbers, punctuation and symbols, with their places.
//!
//! Words keep inner hyphens, apostrophes and abbreviation points (`high-level`, `O'Brien`, `U.S.`);
//! clitics stand alone (`Keller` `'s`, `did` `n't`); a number keeps its own punctuation and ordinal
//! ending (`1,000.5`, `7:30`, `100th`, `1990s`) but not its unit (`30` `km`).

use super::ByteRange;
use super::abbreviations::keeps_its_point;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens and apostrophes; also clitics, addresses and links.
    Word,
    /// Begins with a digit.
    Number,
    /// Full stops, commas, quotation marks, brackets, dashes …
    Punctuation,
    /// Currency and percent signs, operators, emoji and the like.
    Symbol,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands; never empty, never overlapping another token.
    pub range: ByteRange,
    /// What it is made of.
    pub kind: TokenKind,
}

/// The tokens of `text`, in order. White space and invisible format characters belong to none.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, at: 0, tokens: Vec::with_capacity(text.len() / 5 + 1) };
    scanner.run();
    scanner.tokens
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            if c.is_whitespace() || is_invisible(c) {
                self.at += c.len_utf8();
            } else if c.is_ascii_digit() {
                self.number();
            } else if is_word_char(c) {
                self.word();
            } else {
                self.mark(c);
            }
        }
    }

    fn push(&mut self, end: usize, kind: TokenKind) {
        self.tokens.push(Token { range: ByteRange::new(self.at, end), kind });
        self.at = end;
    }

    fn mark(&mut self, c: char) {
        if is_apostrophe(c) && self.clitic_here() {
            return;
        }
        let mut end = self.at + c.len_utf8();
        let bytes = self.text.as_bytes();
        // Runs that are one mark: `...`, `--`, `` `` ``, `''`.
        if matches!(c, '.' | '-' | '`' | '\'') {
            while bytes.get(end) == bytes.get(self.at) {
                end += 1;
            }
        }
        let kind = if is_symbol(c) { TokenKind::Symbol } else { TokenKind::Punctuation };
        self.push(end, kind);
    }

    /// A clitic cut off from its word by the writer or by an earlier token: `'s` after a number,
    /// `"Keller" 's`.
    fn clitic_here(&mut self) -> bool {
        let word_before = self.tokens.last().is_some_and(|token| {
            token.range.end() == self.at && matches!(token.kind, TokenKind::Word | TokenKind::Number)
        });
        let detached = self.tokens.last().is_some_and(|token| token.range.end() + 1 == self.at);
        if !word_before && !detached {
            return false;
        }
        let apostrophe = self.rest().chars().next().map_or(0, char::len_utf8);
        let letters: usize = self
            .rest()
            .get(apostrophe..)
            .unwrap_or("")
            .chars()
            .take_while(|c| is_word_char(*c))
            .take(4)
            .map(char::len_utf8)
            .sum();
        let Some(ending) = self.rest().get(apostrophe..apostrophe + letters) else { return false };
        if !CLITICS.iter().any(|clitic| clitic.eq_ignore_ascii_case(ending)) {
            return false;
        }
        self.push(self.at + apostrophe + letters, TokenKind::Word);
        true
    }

    fn number(&mut self) {
        let bytes = self.text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = self.at;
        loop {
            while digit(end) {
                end += 1;
            }
            let joins = matches!(bytes.get(end), Some(b',' | b'.' | b':')) && digit(end + 1);
            if !joins {
                break;
            }
            end += 1;
        }
        let letters = self.text.get(end..).unwrap_or("");
        let run: &str = letters.split(|c: char| !is_word_char(c)).next().unwrap_or("");
        let run = run.get(..run.find(|c: char| c.is_ascii_digit()).unwrap_or(run.len())).unwrap_or(run);
        if ["st", "nd", "rd", "th", "s"].iter().any(|ending| run.eq_ignore_ascii_case(ending)) {
            self.push(end + run.len(), TokenKind::Number);
            return;
        }
        // `26-year-old`, `40-minute`: one word; `10-15` and `3-1` are numbers with a mark between.
        let after = letters.chars().next();
        if after.is_some_and(is_hyphen) {
            let next = letters.chars().nth(1);
            if next.is_some_and(char::is_alphabetic) {
                let end = self.word_end(end);
                self.push(end, TokenKind::Word);
                return;
            }
        }
        // A code such as `2A` or `5G`: one capital that is no unit and no scale.
        let chemical = run.bytes().all(|b| b.is_ascii_uppercase())
            && letters.get(run.len()..).is_some_and(|behind| {
                let mut behind = behind.chars();
                behind.next().is_some_and(is_hyphen) && behind.next().is_some_and(char::is_alphanumeric)
            });
        if !run.is_empty() && chemical {
            let end = self.word_end(end);
            self.push(end, TokenKind::Word);
            return;
        }
        let mut rest = letters.chars();
        let capital = rest.next().is_some_and(|c| c.is_ascii_uppercase() && !"BCFKMTW".contains(c));
        if capital && !rest.next().is_some_and(is_word_char) {
            self.push(end + 1, TokenKind::Word);
            return;
        }
        if !run.is_empty()
            && letters.get(run.len()..).and_then(|l| l.chars().next()).is_some_and(|c| c.is_ascii_digit())
        {
            // A code such as `3G2` or `7b14`.
            let end = self.word_end(end);
            self.push(end, TokenKind::Word);
            return;
        }
        self.push(end, TokenKind::Number);
    }

    /// Where the word that has begun before `end` ends: over letters, digits, and single marks
    /// between them.
    fn word_end(&self, mut end: usize) -> usize {
        let mut before = self.text.get(..end).and_then(|t| t.chars().next_back()).unwrap_or(' ');
        loop {
            let mut chars = self.text.get(end..).unwrap_or("").chars();
            let Some(c) = chars.next() else { return end };
            let next = chars.next();
            let joins = is_word_char(c)
                || is_invisible(c)
                || (is_word_char(before)
                    && next.is_some_and(is_word_char)
                    && (is_hyphen(c) || is_apostrophe(c) || c == '&' || (c == '.' && self.dotted(end))));
            if !joins {
                return end;
            }
            end += c.len_utf8();
            before = c;
        }
    }

    /// Whether the point at `at` is inside an abbreviation of single letters: `U.S.`, `p.m.`, or a
    /// web name such as `example.com`.
    fn dotted(&self, at: usize) -> bool {
        let word = self.text.get(self.at..at).unwrap_or("");
        let after = self.text.get(at + 1..).unwrap_or("");
        let last = word.rsplit(['.', '-']).next().unwrap_or(word);
        let next = after.split(|c: char| !is_word_char(c)).next().unwrap_or("");
        let initials = last.chars().count() == 1 && next.chars().count() == 1;
        // A sentence that runs into the next (`end.Then`) is cut; a web name is lower case.
        let site = last.len() > 1
            && next.len() > 1
            && next.len() < 7
            && next.bytes().all(|b| b.is_ascii_lowercase());
        initials || site || (last.chars().count() == 1 && matches!(next, "Sc" | "Phil" | "com"))
    }

    fn word(&mut self) {
        if let Some(end) = self.address_end() {
            self.push(end, TokenKind::Word);
            return;
        }
        let end = self.word_end(self.at);
        let word = self.text.get(self.at..end).unwrap_or("");
        if word.eq_ignore_ascii_case("cannot") {
            self.push(self.at + 3, TokenKind::Word);
            self.push(end, TokenKind::Word);
            return;
        }
        if let Some(split) = clitic_split(word) {
            self.push(self.at + split, TokenKind::Word);
            self.push(end, TokenKind::Word);
            return;
        }
        let point = self.text.as_bytes().get(end) == Some(&b'.');
        if point && keeps_its_point(word) {
            self.push(end + 1, TokenKind::Word);
        } else {
            self.push(end, TokenKind::Word);
        }
    }

    /// The end of the link or e-mail address that begins here.
    fn address_end(&self) -> Option<usize> {
        let rest = self.rest();
        let link = ["http://", "https://", "www."].iter().any(|start| rest.starts_with(start));
        if !link && !rest.as_bytes().iter().take(64).any(|byte| *byte == b'@') {
            return None;
        }
        // An e-mail address has at most 254 characters; without the bound a text of `@a@a…` would
        // be read again from each of its words.
        let reach = if link { rest.len() } else { rest.floor_char_boundary(LONGEST_MAIL) };
        let rest = rest.get(..reach).unwrap_or(rest);
        let run =
            rest.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”')).next()?;
        let run = run.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_', '’']);
        let mail = run.split_once('@').is_some_and(|(name, host)| {
            let plain =
                |s: &str| s.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
            !name.is_empty() && host.contains('.') && plain(name) && plain(host)
        });
        (link || mail).then_some(self.at + run.len())
    }
}

/// Where a clitic splits off: the byte offset of `'s` in `Keller's`, of `n't` in `didn't`.
fn clitic_split(word: &str) -> Option<usize> {
    let (at, _) = word.char_indices().rfind(|(_, c)| is_apostrophe(*c))?;
    let apostrophe = word.get(at..)?.chars().next()?.len_utf8();
    let ending = word.get(at + apostrophe..)?;
    if ending.eq_ignore_ascii_case("t") {
        let n = at.checked_sub(1)?;
        return (n > 0 && word.get(n..at)?.eq_ignore_ascii_case("n")).then_some(n);
    }
    CLITICS.iter().any(|clitic| clitic.eq_ignore_ascii_case(ending)).then_some(at)
}

/// Bytes within which an e-mail address must end (RFC 5321 with its erratum 1690).
const LONGEST_MAIL: usize = 254;

const CLITICS: [&str; 6] = ["s", "d", "m", "ll", "re", "ve"];

/// Both apostrophes, and the modifier letter that stands for one.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

/// Hyphens that join words; dashes do not.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Format characters without width: they neither end nor begin a word.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

fn is_word_char(c: char) -> bool {
    c != '\u{02BC}' && (c.is_alphanumeric() || matches!(c, '_' | '\u{0300}'..='\u{036F}'))
}

fn is_symbol(c: char) -> bool {
    match c {
        '$' | '%' | '+' | '=' | '<' | '>' | '|' | '~' | '^' | '&' | '@' | '#' | '\\' => true,
        _ if c.is_ascii() => false,
        '§'
        | '¶'
        | '·'
        | '¡'
        | '¿'
        | '«'
        | '»'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'
        | '\u{2039}'
        | '\u{203A}'
        | '\u{3001}'..='\u{3011}' => c == '\u{2030}',
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|token| token.range.of(text)).collect()
    }

    #[test]
    fn clitics_stand_alone() {
        assert_eq!(
            surfaces("Keller's aide didn't say we’ll go"),
            ["Keller", "'s", "aide", "did", "n't", "say", "we", "’ll", "go"]
        );
        assert_eq!(surfaces("O'Brien can't or cannot"), ["O'Brien", "ca", "n't", "or", "can", "not"]);
    }

    #[test]
    fn abbreviations_keep_their_points() {
        assert_eq!(
            surfaces("U.S. aid, at 5 p.m. Gen. Holt left."),
            ["U.S.", "aid", ",", "at", "5", "p.m.", "Gen.", "Holt", "left", "."]
        );
    }

    #[test]
    fn hyphenated_words_are_one_token() {
        assert_eq!(
            surfaces("a high-level 40-minute call - twice"),
            ["a", "high-level", "40-minute", "call", "-", "twice"]
        );
    }

    #[test]
    fn numbers_keep_their_own_punctuation_and_lose_their_units() {
        assert_eq!(
            surfaces("1,000.5 men, $5bn, 30km, 7:30 and 100th; 10-15%."),
            [
                "1,000.5", "men", ",", "$", "5", "bn", ",", "30", "km", ",", "7:30", "and", "100th", ";",
                "10", "-", "15", "%", "."
            ]
        );
    }

    #[test]
    fn codes_of_digits_and_a_letter_are_words() {
        assert_eq!(
            surfaces("a 5G network, 30C and $5M"),
            ["a", "5G", "network", ",", "30", "C", "and", "$", "5", "M"]
        );
    }

    #[test]
    fn links_and_addresses_are_one_token() {
        assert_eq!(
            surfaces("See https://example.org/a-b?c=d, or write to m.keller@example.org."),
            ["See", "https://example.org/a-b?c=d", ",", "or", "write", "to", "m.keller@example.org", "."]
        );
    }

    #[test]
    fn kinds_follow_the_first_character() {
        let kinds: Vec<TokenKind> = tokenize("$ 5 men .").iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [TokenKind::Symbol, TokenKind::Number, TokenKind::Word, TokenKind::Punctuation]);
    }
}
