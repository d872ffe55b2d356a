//! Snowball stems of English words.

use rust_stemmers::{Algorithm, Stemmer};

/// The lower-case Snowball (Porter 2) stem of `word`: `announcements` becomes `announc`.
#[must_use]
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    stem_of_lower(&lower)
}

/// The stem of a word that is lower case already.
pub(crate) fn stem_of_lower(lower: &str) -> String {
    let straight;
    let lower = if lower.contains('\u{2019}') {
        straight = lower.replace('\u{2019}', "'");
        straight.as_str()
    } else {
        lower
    };
    Stemmer::create(Algorithm::English).stem(lower).into_owned()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn inflected_forms_share_a_stem() {
        assert_eq!(stem("Announces"), stem("announced"));
        assert_eq!(stem("talks"), "talk");
    }
}
