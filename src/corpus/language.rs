//! The language of an article, told once from its beginning.

use super::{Block, BlockKind};
use crate::text::lexicon::is_stopword;

/// How many bytes of prose are looked at: trigrams are sure of an article after a few hundred.
const SAMPLE: usize = 700;
/// Fewer letters than this tell nothing.
const SHORTEST: usize = 40;

/// The ISO 639-3 code of the language of the paragraphs among `blocks`, when sure.
#[must_use]
pub fn of(text: &str, blocks: &[Block]) -> Option<&'static str> {
    let mut sample = String::new();
    for block in blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let words = block.range.of(text);
        let room = SAMPLE.saturating_sub(sample.len()).min(words.len());
        sample.push_str(words.get(..words.floor_char_boundary(room)).unwrap_or(""));
        sample.push(' ');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    if is_plainly_english(&sample) {
        return Some(whatlang::Lang::Eng.code());
    }
    if sample.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST {
        return None;
    }
    whatlang::detect(&sample).filter(whatlang::Info::is_reliable).map(|info| info.lang().code())
}

/// The ISO 639-3 code of a stated language: `en`, `en-GB`, `eng`, `English`. None for languages that
/// [`of`] would not tell either.
#[must_use]
pub fn from_tag(tag: &str) -> Option<&'static str> {
    let first = tag.trim().split(['-', '_', ';', ',']).next().unwrap_or("").to_ascii_lowercase();
    let long = SHORT.iter().find(|(short, _)| *short == first).map_or(first.as_str(), |(_, long)| long);
    let known = whatlang::Lang::all().iter().find(|lang| {
        lang.code() == long
            || lang.eng_name().eq_ignore_ascii_case(long)
            || lang.name().to_lowercase() == first
    });
    known.map(|lang| lang.code())
}

/// ISO 639-1 codes beside those of ISO 639-3.
const SHORT: &[(&str, &str)] = &[
    ("af", "afr"),
    ("am", "amh"),
    ("ar", "ara"),
    ("az", "aze"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("eo", "epo"),
    ("es", "spa"),
    ("et", "est"),
    ("fa", "pes"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("gu", "guj"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("hy", "hye"),
    ("id", "ind"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("jv", "jav"),
    ("ka", "kat"),
    ("km", "khm"),
    ("kn", "kan"),
    ("ko", "kor"),
    ("la", "lat"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mk", "mkd"),
    ("ml", "mal"),
    ("mr", "mar"),
    ("my", "mya"),
    ("nb", "nob"),
    ("ne", "nep"),
    ("nl", "nld"),
    ("no", "nob"),
    ("or", "ori"),
    ("pa", "pan"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("si", "sin"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sn", "sna"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("ta", "tam"),
    ("te", "tel"),
    ("th", "tha"),
    ("tk", "tuk"),
    ("tl", "tgl"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("uz", "uzb"),
    ("vi", "vie"),
    ("yi", "yid"),
    ("zh", "cmn"),
    ("zu", "zul"),
];

/// In English prose nearly every second word is a function word; other languages share a few short
/// ones (`in`, `was`, `is`) and stay far below. Counting them is much cheaper than trigrams, and most
/// corpora are English.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut functional) = (0usize, 0usize);
    for word in sample.split_whitespace() {
        words += 1;
        functional += usize::from(word.len() <= 6 && is_stopword(&word.to_ascii_lowercase()));
    }
    words >= 30 && functional * 10 >= words * 3
}

#[cfg(test)]
mod tests {
    use crate::corpus::read;

    fn language(text: &str) -> Option<&'static str> {
        read::from_text("a", text).language
    }

    #[test]
    fn stated_languages_are_read_in_any_usual_form() {
        for tag in ["de", "de-AT", "deu", "German", "Deutsch"] {
            assert_eq!(super::from_tag(tag), Some("deu"), "{tag}");
        }
        assert_eq!(super::from_tag("tlh"), None);
        assert!(super::SHORT.iter().all(|(short, long)| super::from_tag(short) == Some(*long)));
    }

    #[test]
    fn languages_are_told_apart_and_scraps_are_not_judged() {
        let english = "The town of Northport opened its new harbour on Monday, three years after the first \
            pile was driven. The first ships are expected within a week, the mayor said at the pier.";
        let german = "Die Stadt hat am Montag ihren neuen Hafen eröffnet, drei Jahre nachdem der erste Pfahl \
            gesetzt worden war. Die ersten Schiffe werden in einer Woche erwartet, sagte die Bürgermeisterin.";
        let dutch = "De stad heeft maandag haar nieuwe haven geopend, drie jaar nadat de eerste paal in de grond \
            was geslagen. De eerste schepen worden over een week verwacht, zei de burgemeester op de kade.";
        assert_eq!(language(english), Some("eng"));
        assert_eq!(language(german), Some("deu"));
        assert_eq!(language(dutch), Some("nld"));
        assert_eq!(language("Harbour opens."), None);
    }
}
