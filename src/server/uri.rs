//! Files and their URIs: both ways, for Unix and Windows paths alike, and the key under which a
//! document is stored however a client spells it.

use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::Url;

/// How the paths of a system are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `/home/ann/a.md`
    Unix,
    /// `C:\Users\ann\a.md`, `\\server\share\a.md`
    Windows,
}

impl Style {
    /// The style of the system this runs on.
    #[must_use]
    pub const fn native() -> Self {
        if cfg!(windows) { Self::Windows } else { Self::Unix }
    }
}

/// A document's identity. Two spellings of one file's URI are one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocKey {
    /// A file, by its path.
    File(PathBuf),
    /// Anything else (an untitled buffer, a document in a terminal), by its URI.
    Memory(String),
}

impl DocKey {
    /// The key of `uri`.
    #[must_use]
    pub fn new(uri: &Url) -> Self {
        to_path(uri).map_or_else(|| Self::Memory(uri.as_str().to_owned()), Self::File)
    }

    /// The file's path, when it is a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Memory(_) => None,
        }
    }
}

/// The path of a `file:` URI on this system; `None` for every other URI.
#[must_use]
pub fn to_path(uri: &Url) -> Option<PathBuf> {
    to_path_in(uri.as_str(), Style::native()).map(PathBuf::from)
}

/// The URI of an absolute path of this system; `None` for a relative one.
#[must_use]
pub fn from_path(path: &Path) -> Option<Url> {
    from_path_in(path.to_str()?, Style::native()).and_then(|uri| Url::parse(&uri).ok())
}

/// [`to_path`] for a system of the given style, on text.
///
/// Accepts raw characters where strict URIs want them encoded, either case of the scheme and drive,
/// `C:`, `c%3A` and `c|`, one or three slashes, and `localhost`. A drive letter comes out in upper
/// case, so that all spellings of a file are one path. Escapes that are no UTF-8 stay as they are.
#[must_use]
pub fn to_path_in(uri: &str, style: Style) -> Option<String> {
    let scheme = uri.get(..5)?;
    if !scheme.eq_ignore_ascii_case("file:") {
        return None;
    }
    let rest = uri.get(5..)?;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash)),
        None => ("", rest),
    };
    let host = if host.eq_ignore_ascii_case("localhost") { "" } else { host };
    let path = percent_decode(path);
    match style {
        // A host names another machine's file, which only Windows can open.
        Style::Unix => (host.is_empty() && path.starts_with('/')).then_some(path),
        Style::Windows if !host.is_empty() => {
            Some(format!("\\\\{}{}", percent_decode(host), path.replace('/', "\\")))
        }
        Style::Windows => {
            let path = path.trim_start_matches('/');
            let mut chars = path.chars();
            let letter = chars.next().filter(char::is_ascii_alphabetic)?;
            chars.next().filter(|&colon| colon == ':' || colon == '|')?;
            let rest = chars.as_str().replace('/', "\\");
            let root = if rest.starts_with('\\') { "" } else { "\\" };
            Some(format!("{}:{root}{rest}", letter.to_ascii_uppercase()))
        }
    }
}

/// [`from_path`] for a system of the given style, on text.
#[must_use]
pub fn from_path_in(path: &str, style: Style) -> Option<String> {
    match style {
        Style::Unix => path.starts_with('/').then(|| format!("file://{}", percent_encode(path))),
        Style::Windows => {
            let verbatim = path.strip_prefix(r"\\?\");
            if let Some(share) = verbatim.and_then(|path| path.strip_prefix(r"UNC\")) {
                return Some(format!("file://{}", percent_encode(&share.replace('\\', "/"))));
            }
            let path = verbatim.unwrap_or(path);
            if let Some(share) = path.strip_prefix(r"\\") {
                return Some(format!("file://{}", percent_encode(&share.replace('\\', "/"))));
            }
            let (drive, rest) = (path.get(..2)?, path.get(2..)?);
            let letter = drive.strip_suffix(':')?.chars().next().filter(char::is_ascii_alphabetic)?;
            let rest = rest.replace('\\', "/");
            rest.starts_with('/')
                .then(|| format!("file:///{}:{}", letter.to_ascii_uppercase(), percent_encode(&rest)))
        }
    }
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        // `from_str_radix` alone would accept a sign.
        let value = digits
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(value.unwrap_or(byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

fn percent_encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                encoded.push(char::from(byte));
            }
            _ => {
                encoded.push('%');
                for half in [byte >> 4, byte & 15] {
                    let digit = char::from_digit(u32::from(half), 16).unwrap_or('0');
                    encoded.push(digit.to_ascii_uppercase());
                }
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_windows_file_is_one_path() {
        for uri in [
            "file:///c%3A/notes/a%20b.md",
            "file:///C:/notes/a b.md",
            "file:///c:/notes/a%20b.md",
            "FILE:///c|/notes/a b.md",
            "file:/C:/notes/a b.md",
            "file://localhost/c%3a/notes/a b.md",
        ] {
            assert_eq!(to_path_in(uri, Style::Windows).as_deref(), Some(r"C:\notes\a b.md"), "{uri}");
        }
        assert_eq!(to_path_in("file://srv/share/a.md", Style::Windows).as_deref(), Some(r"\\srv\share\a.md"));
        assert_eq!(to_path_in("file:///notes/a.md", Style::Windows), None);
    }

    #[test]
    fn every_spelling_of_a_unix_file_is_one_path() {
        for uri in
            ["file:///n/%5Bslug%5D/%C3%A9%20%7C%25.md", "file:///n/[slug]/é |%.md", "file:/n/[slug]/é |%.md"]
        {
            assert_eq!(to_path_in(uri, Style::Unix).as_deref(), Some("/n/[slug]/é |%.md"), "{uri}");
        }
        assert_eq!(to_path_in("file:///n/C%23/a.md", Style::Unix).as_deref(), Some("/n/C#/a.md"));
        assert_eq!(to_path_in("untitled:Untitled-1", Style::Unix), None);
        assert_eq!(to_path_in("file://elsewhere/a.md", Style::Unix), None);
    }

    #[test]
    fn a_path_comes_back_from_its_uri() {
        for (style, path) in [
            (Style::Unix, "/n/a b/é#?%|[x].md"),
            (Style::Windows, r"C:\n\a b\é#%[x].md"),
            (Style::Windows, r"\\srv\share\a.md"),
        ] {
            let uri = from_path_in(path, style).unwrap();
            assert!(Url::parse(&uri).is_ok(), "{uri}");
            assert_eq!(to_path_in(&uri, style).as_deref(), Some(path), "{uri}");
        }
        let verbatim = from_path_in(r"\\?\c:\n\a.md", Style::Windows).unwrap();
        assert_eq!(to_path_in(&verbatim, Style::Windows).as_deref(), Some(r"C:\n\a.md"));
        let share = from_path_in(r"\\?\UNC\srv\share\a.md", Style::Windows).unwrap();
        assert_eq!(to_path_in(&share, Style::Windows).as_deref(), Some(r"\\srv\share\a.md"));
    }

    #[test]
    fn a_relative_path_has_no_uri() {
        assert_eq!(from_path_in("a.md", Style::Unix), None);
        assert_eq!(from_path_in("a.md", Style::Windows), None);
        assert_eq!(from_path_in(r"C:a.md", Style::Windows), None);
    }

    #[test]
    fn escapes_that_are_no_text_stay_as_they_are() {
        assert_eq!(to_path_in("file:///a%FF%.md", Style::Unix).as_deref(), Some("/a%FF%.md"));
        assert_eq!(to_path_in("file:///a%+1%é.md", Style::Unix).as_deref(), Some("/a%+1%é.md"));
    }
}
