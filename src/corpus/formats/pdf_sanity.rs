//! What a PDF must not hold before its pages are walked: circles and bombs. The reader follows every
//! reference and unpacks every stream.

use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId};
use rustc_hash::FxHashSet;

use super::{Fault, UNPACKED_LIMIT};

/// Pages and forms nested deeper than this are a circle, or made by nobody who wants to be read.
const DEEPEST: usize = 40;

/// Characters of a font at most: their numbers have two bytes.
const CHARACTERS: i64 = 65_536;

/// Takes the pictures out, puts widths right that the library misreads, and checks the rest.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn make_safe(document: &mut Document) -> Result<(), Fault> {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && is(&stream.dict, b"Subtype", b"Image")
        {
            // Their bytes would be taken for drawing instructions.
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
        }
    }
    let mut unpacked = 0;
    for object in document.objects.values() {
        if let Object::Stream(stream) = object
            && is(&stream.dict, b"Filter", b"FlateDecode")
        {
            unpacked += length(&stream.content, UNPACKED_LIMIT - unpacked);
            if unpacked >= UNPACKED_LIMIT {
                return Err(format!("the PDF unpacks to more than {UNPACKED_LIMIT} bytes"));
            }
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
    Ok(())
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

/// How many bytes a stream unpacks to, counted up to `limit`.
fn length(packed: &[u8], limit: u64) -> u64 {
    let mut unpacked = ZlibDecoder::new(packed).take(limit);
    // A damaged stream counts as far as it goes.
    let mut buffer = [0; 16 * 1024];
    let mut count = 0;
    while let Ok(read) = unpacked.read(&mut buffer) {
        if read == 0 {
            break;
        }
        count += read as u64;
    }
    count
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
