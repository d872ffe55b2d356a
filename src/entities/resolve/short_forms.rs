//! What may stand for an organisation's full name once the article has given it.

use crate::entities::gazetteer::{self, Wordness};
use crate::entities::tables::{BODIES_BY_THEMSELVES, PARTS_OF_BODIES, holds};

/// Which part of the full name the short form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ShortForm {
    /// `the Foundation` of `Northern Studies Foundation` or `Foundation for Northern Studies`: what
    /// it is.
    Head,
    /// `Northrop` of `Northrop Grumman`, `Northern Foundation` of `Northern Foundation for the Arts`.
    Front,
    /// `Scientology` of `Church of Scientology`.
    Complement,
}

/// The short forms of the folded name `key`.
pub(super) fn of<'a>(key: &'a str) -> Vec<(ShortForm, &'a str)> {
    let mut found = Vec::new();
    let mut push = |form: ShortForm, words: &'a str| {
        if words.len() > 2 && !(form == ShortForm::Head && holds(BODIES_BY_THEMSELVES, words)) {
            found.push((form, words));
        }
    };
    let phrase = [" of ", " for "].iter().filter_map(|small| Some((key.find(small)?, small.len()))).min();
    match phrase {
        Some((at, small)) => {
            let (front, rest) =
                (key.get(..at).unwrap_or_default(), key.get(at + small..).unwrap_or_default());
            push(if front.contains(' ') { ShortForm::Front } else { ShortForm::Head }, front);
            let rest = rest.strip_prefix("the ").unwrap_or(rest);
            // `Church of Scientology`, and not `Friends of Keller`.
            let body = front.rsplit(' ').next().is_some_and(gazetteer::is_organisation_word);
            if body && !rest.contains(' ') {
                push(ShortForm::Complement, rest);
            }
        }
        None => {
            let words: Vec<&str> = key.split(' ').collect();
            if let [first, last] = words.as_slice() {
                if joins_a_firm(last) {
                    push(ShortForm::Front, first);
                }
                push(ShortForm::Head, last);
            } else if let [_, .., before, last] = words.as_slice() {
                push(ShortForm::Head, last);
                let two = before.len() + 1 + last.len();
                push(ShortForm::Head, key.get(key.len().saturating_sub(two)..).unwrap_or_default());
            }
        }
    }
    found
}

/// Whether the second word of a name may be left out: that of another founder, or what the body is.
/// A product's is another name than its maker's.
fn joins_a_firm(word: &str) -> bool {
    let facts = gazetteer::facts(word);
    gazetteer::is_organisation_word(word) && !holds(PARTS_OF_BODIES, word)
        || facts.surname && facts.word == Wordness::Never
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_goes_by_what_it_is_or_by_its_first_part() {
        assert!(of("northport herald").contains(&(ShortForm::Head, "herald")));
        assert!(of("northern foundation for the arts").contains(&(ShortForm::Front, "northern foundation")));
        assert!(of("church of scientology").contains(&(ShortForm::Complement, "scientology")));
        assert!(of("northport red sox").contains(&(ShortForm::Head, "red sox")));
    }

    #[test]
    fn a_product_or_a_part_does_not_go_by_the_makers_name() {
        for name in ["airbus a380", "harvard college", "northport university"] {
            assert!(of(name).iter().all(|(form, _)| *form != ShortForm::Front), "{name}");
        }
    }

    #[test]
    fn a_person_is_not_called_by_the_name_of_a_body_that_is_called_after_them() {
        assert!(of("friends of keller").iter().all(|(form, _)| *form != ShortForm::Complement));
    }
}
