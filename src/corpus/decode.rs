//! Bytes to text: byte-order marks, UTF-8, UTF-16, the old one-byte encodings; or not text at all.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without a byte-order mark.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// The first line (from 1) with bytes that are not valid in it and stand as U+FFFD.
    pub first_bad_line: Option<usize>,
}

/// How much of a file is looked at to guess whether and how it is text.
const SAMPLE: usize = 64 * 1024;

/// The first bytes of formats that may hide text-like stretches.
const MAGIC: [&[u8]; 11] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"BZh9",
    b"\x7fELF",
];

/// Decodes a file; `None` when it is not text. `html` says that a `<meta charset>` may name the
/// encoding.
#[must_use]
pub fn decode(bytes: &[u8], html: bool) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Some(with(encoding, bytes.get(length..).unwrap_or(&[])));
    }
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return None;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Some(with(encoding, bytes));
    }
    if is_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded { text: text.to_owned(), encoding: UTF_8.name(), first_bad_line: None });
    }
    Some(with(guess(bytes, html), bytes))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let first_bad_line = lossy
        .then(|| text.find('\u{fffd}'))
        .flatten()
        .map(|at| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count());
    Decoded { text: text.into_owned(), encoding: encoding.name(), first_bad_line }
}

/// The encoding of bytes that are not wholly valid UTF-8.
fn guess(bytes: &[u8], html: bool) -> &'static Encoding {
    // A UTF-8 file with a few broken bytes is far likelier than a one-byte file whose every
    // accented letter happens to form a valid sequence.
    let (valid, invalid) = utf8_sequences(bytes);
    if valid > invalid {
        return UTF_8;
    }
    if let Some(declared) = html.then(|| declared_charset(bytes)).flatten() {
        return declared;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    if found == UTF_8 { WINDOWS_1252 } else { found }
}

/// How many multi-byte sequences are valid UTF-8 and how many stretches are not.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    (valid, invalid)
}

/// The encoding that a page's `<meta>` names within its first 1,024 bytes, where the HTML standard
/// wants it.
fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    let after = head.split("charset").nth(1)?;
    let value = after.trim_start_matches([' ', '=', '"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).unwrap_or(value.len());
    let encoding = Encoding::for_label(value.get(..end)?.as_bytes())?;
    // A page that says UTF-16 in single bytes is not; the standard reads it as UTF-8.
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

/// UTF-16 without a mark shows in Latin text as a zero in nearly every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    if pairs < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (most, few) = (pairs - pairs / 4, pairs / 16);
    if odd >= most && even <= few {
        Some(UTF_16LE)
    } else if even >= most && odd <= few {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text has next to no NULs and few control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let nulls = sample.iter().filter(|byte| **byte == 0).count();
    let controls =
        sample.iter().filter(|byte| **byte < 0x20 && !b"\t\n\r\x08\x0b\x0c\x1b".contains(byte)).count();
    nulls * 1000 > sample.len() || controls * 20 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> String {
        decode(bytes, false).expect("text").text
    }

    #[test]
    fn marks_choose_the_encoding_and_are_no_text() {
        assert_eq!(text_of(b"\xef\xbb\xbfCaf\xc3\xa9"), "Café");
        assert_eq!(text_of(b"\xff\xfeC\0a\0f\0\xe9\0"), "Café");
        assert_eq!(text_of(b"\xfe\xff\0C\0a\0f\0\xe9"), "Café");
    }

    #[test]
    fn utf16_without_a_mark_is_recognised() {
        let bytes: Vec<u8> = "The council met.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&bytes), "The council met.");
    }

    #[test]
    fn one_byte_encodings_are_guessed() {
        let decoded = decode(b"The caf\xe9 said \x93no\x94 to the na\xefve plan.", false).expect("text");
        assert_eq!(decoded.text, "The café said “no” to the naïve plan.");
        assert_eq!(decoded.first_bad_line, None);
    }

    #[test]
    fn a_few_broken_bytes_in_utf8_are_lossy_and_say_where() {
        let decoded = decode("One “two” three\nfour ".as_bytes(), false).expect("text");
        assert_eq!(decoded.first_bad_line, None);
        let mut bytes = "One “two” – “three”\nfour ".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xff five");
        let decoded = decode(&bytes, false).expect("text");
        assert_eq!((decoded.encoding, decoded.first_bad_line), ("UTF-8", Some(2)));
        assert!(decoded.text.contains("“two”") && decoded.text.contains("four \u{fffd} five"));
    }

    #[test]
    fn a_page_may_name_its_encoding() {
        let page = b"<html><meta charset=\"windows-1251\"><p>\xcc\xe8\xf0</p>";
        assert!(decode(page, true).expect("text").text.contains("Мир"));
    }

    #[test]
    fn data_is_not_text() {
        assert_eq!(decode(b"%PDF-1.7 and so on", false), None);
        assert_eq!(decode(&[0u8, 1, 2, 3, 4, 5, 6, 7, 8, 200, 201, 0, 0], false), None);
    }
}
