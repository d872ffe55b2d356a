//! What a PDF must not hold before its pages are walked: circles and bombs. The reader follows every
//! reference and unpacks every stream.

use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId};
use rustc_hash::FxHashSet;

use super::Fault;
use crate::corpus::limits::Limit;

/// Pages and forms nested deeper than this are a circle, or made by nobody who wants to be read.
const DEEPEST: usize = 40;

/// Characters of a font at most: their numbers have two bytes.
const CHARACTERS: i64 = 65_536;

/// Bytes of drawing instructions in one piece at most: each becomes some hundred bytes in memory.
const DRAWING: u64 = 16 * 1024 * 1024;
/// States of drawing put aside at a time, at most: each takes a kilobyte.
const STATES: usize = 20_000;
/// Bytes of a stream packed by LZW at most: it unpacks to a thousand times as many.
const LZW: usize = 256 * 1024;

/// Refuses a file whose parts unpack to too much. For those that the library unpacks while it loads the
/// document, before anybody can look at them.
///
/// # Errors
/// That it does, in words.
pub(super) fn unpacks(bytes: &[u8], limit: Limit) -> Result<(), Fault> {
    let mut unpacked = 0;
    let mut from = 0;
    while let Some(found) = memchr_of(bytes.get(from..).unwrap_or_default(), b"stream") {
        let at = from + found;
        from = at + b"stream".len();
        let head = bytes.get(at.saturating_sub(HEAD)..at).unwrap_or_default();
        let has = |word: &[u8]| memchr_of(head, word).is_some();
        // Pictures are large, and taken out before they are unpacked.
        if head.ends_with(b"end") || has(b"/Image") && !has(b"Obj") && !has(b"XRef") && !has(b"#") {
            continue;
        }
        let body = bytes.get(from..).unwrap_or_default();
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let body = body.strip_prefix(b"\n").unwrap_or(body);
        unpacked += measure(ZlibDecoder::new(body), limit.most - unpacked).bytes;
        if unpacked >= limit.most {
            return Err(too_much(limit));
        }
    }
    Ok(())
}

/// Bytes before a stream that are looked at for what it is.
const HEAD: usize = 400;

fn memchr_of(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let at = from + rest.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn too_much(limit: Limit) -> Fault {
    format!("the PDF unpacks to more than {} bytes; {}", limit.most, limit.advice())
}

/// Takes the pictures out, puts widths right that the library misreads, and checks the rest; what had to
/// be left out, in words.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn make_safe(document: &mut Document, limit: Limit) -> Result<Vec<Fault>, Fault> {
    let (mut unpacked, mut faults) = (0, Vec::new());
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if is(&stream.dict, b"Subtype", b"Image") {
            // Their bytes would be taken for drawing instructions.
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
            continue;
        }
        let filters = stream.filters().unwrap_or_default();
        let packs = |filter: &&&[u8]| matches!(**filter, b"FlateDecode" | b"LZWDecode");
        if filters.iter().filter(packs).count() > 1 {
            return Err("the PDF has parts that are packed twice, which only a trap does".to_owned());
        }
        let size = if filters.contains(&b"FlateDecode".as_slice()) {
            let size = measure(ZlibDecoder::new(stream.content.as_slice()), limit.most - unpacked);
            unpacked += size.bytes;
            size
        } else {
            measure(stream.content.as_slice(), limit.most)
        };
        if unpacked >= limit.most {
            return Err(too_much(limit));
        }
        let wordy = filters.contains(&b"LZWDecode".as_slice()) && stream.content.len() > LZW;
        let draws =
            !["Length1", "Length2", "Length3", "Type"].iter().any(|key| stream.dict.has(key.as_bytes()))
                || is(&stream.dict, b"Subtype", b"Form");
        if wordy || draws && (size.bytes > DRAWING || size.states > STATES) {
            faults.push(format!("a drawing of {} bytes or more is left out", size.bytes));
            stream.set_plain_content(Vec::new());
        }
    }
    spell_widths_out(document);
    for page in document.get_pages().into_values() {
        has_an_end(document, page)?;
    }
    let mut done = FxHashSet::default();
    for id in document.objects.keys() {
        forms_have_an_end(document, *id, &mut Vec::new(), &mut done)?;
    }
    Ok(faults)
}

fn is(dictionary: &Dictionary, key: &[u8], value: &[u8]) -> bool {
    match dictionary.get(key) {
        Ok(Object::Name(name)) => name == value,
        Ok(Object::Array(names)) => {
            names.iter().any(|name| matches!(name, Object::Name(name) if name == value))
        }
        _ => false,
    }
}

/// What a stream unpacks to.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    bytes: u64,
    /// States of drawing put aside (`q`) and not taken up again (`Q`), at the most; about.
    states: usize,
}

/// The size of what `unpacked` gives, counted up to `limit`. A damaged stream counts as far as it goes.
fn measure(unpacked: impl Read, limit: u64) -> Size {
    let mut unpacked = unpacked.take(limit);
    let mut buffer = [0; 16 * 1024];
    let mut size = Size::default();
    let (mut depth, mut before) = (0usize, b' ');
    while let Ok(read) = unpacked.read(&mut buffer) {
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        size.bytes += read as u64;
        for byte in bytes {
            match byte {
                b'q' if before.is_ascii_whitespace() => depth += 1,
                b'Q' if before.is_ascii_whitespace() => depth = depth.saturating_sub(1),
                _ => {}
            }
            before = *byte;
            size.states = size.states.max(depth);
        }
    }
    size
}

/// Writes the widths of a font's characters one by one: where they are given for a stretch of characters
/// (`first last width`), pdf-extract 0.12 takes the first number for all three.
fn spell_widths_out(document: &mut Document) {
    let fonts: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(|font| font.has(b"W") && font.has(b"CIDSystemInfo")))
        .map(|(id, _)| *id)
        .collect();
    for id in fonts {
        let Ok(font) = document.get_dictionary(id) else { continue };
        let widths = match font.get(b"W") {
            Ok(Object::Reference(widths)) => document.get_object(*widths).and_then(Object::as_array),
            Ok(widths) => widths.as_array(),
            Err(_) => continue,
        };
        let Some(spelled) = widths.ok().map(|widths| spelled_out(widths)) else { continue };
        if let Ok(font) = document.get_object_mut(id).and_then(Object::as_dict_mut) {
            font.set("W", spelled);
        }
    }
}

fn spelled_out(widths: &[Object]) -> Vec<Object> {
    let (mut out, mut rest, mut room) = (Vec::new(), widths, CHARACTERS);
    loop {
        rest = match rest {
            [first, list @ Object::Array(_), more @ ..] => {
                out.extend([first.clone(), list.clone()]);
                more
            }
            [first, last, width, more @ ..] => {
                let (Ok(from), Ok(to)) = (first.as_i64(), last.as_i64()) else { return out };
                let count = to.saturating_sub(from).saturating_add(1).clamp(0, room);
                room -= count;
                let list = (0..count).map(|_| width.clone()).collect();
                out.extend([first.clone(), Object::Array(list)]);
                more
            }
            _ => return out,
        };
    }
}

/// The pages above a page end at the root.
fn has_an_end(document: &Document, page: ObjectId) -> Result<(), Fault> {
    let mut at = page;
    for _ in 0..DEEPEST {
        let parent =
            document.get_dictionary(at).and_then(|page| page.get(b"Parent")).and_then(Object::as_reference);
        match parent {
            Ok(parent) => at = parent,
            Err(_) => return Ok(()),
        }
    }
    Err("the PDF is damaged: its pages hang in a circle".to_owned())
}

/// No form draws itself, not even through others.
fn forms_have_an_end(
    document: &Document,
    id: ObjectId,
    above: &mut Vec<ObjectId>,
    done: &mut FxHashSet<ObjectId>,
) -> Result<(), Fault> {
    if done.contains(&id) {
        return Ok(());
    }
    if above.contains(&id) || above.len() > DEEPEST {
        return Err("the PDF is damaged: a form of it draws itself".to_owned());
    }
    above.push(id);
    for inner in forms_of(document, id) {
        forms_have_an_end(document, inner, above, done)?;
    }
    above.pop();
    done.insert(id);
    Ok(())
}

/// The forms that the object `id` may draw.
fn forms_of(document: &Document, id: ObjectId) -> Vec<ObjectId> {
    let dictionary = match document.get_object(id) {
        Ok(Object::Stream(stream)) if is(&stream.dict, b"Subtype", b"Form") => &stream.dict,
        _ => return Vec::new(),
    };
    let follow = |object: &'_ Object| match object {
        Object::Reference(id) => document.get_dictionary(*id).ok().cloned(),
        Object::Dictionary(dictionary) => Some(dictionary.clone()),
        _ => None,
    };
    let resources = dictionary.get(b"Resources").ok().and_then(follow);
    let forms = resources.as_ref().and_then(|resources| resources.get(b"XObject").ok()).and_then(follow);
    forms.iter().flat_map(Dictionary::iter).filter_map(|(_, object)| object.as_reference().ok()).collect()
}
