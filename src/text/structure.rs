//! [`Structure`]: who does what to whom, as links between words.
//!
//! A dependency tree says the same thing in many ways: active and passive, a relative clause and a
//! main one, a copula and an apposition. Links are what they have in common. Prepositions are folded
//! into the link that they carry, conjuncts share the links of the first one, and the subject of a
//! clause without one is that of the clause above.

use super::parse::{Label, Parse};
use super::tagger::Tag;
use super::words::Word;

/// What a word is to the one it hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Who does it; who or what a predicate noun is said of.
    Subject,
    /// Whom or what it is done to.
    Object,
    /// A noun phrase of a verb or noun: with a preposition, a possessor, a time or place.
    Oblique,
    /// Adjective, adverb, or part of a compound.
    Modifier,
    /// A number.
    Number,
    /// A clause: what is said, meant, or why.
    Clause,
}

/// One link between two words; both are indices of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link {
    /// The word that the other one belongs to.
    pub head: usize,
    /// The word that belongs to it.
    pub dependent: usize,
    /// As what.
    pub role: Role,
    /// The preposition that carries an oblique; index of a word.
    pub preposition: Option<usize>,
}

/// The links of a text, sorted by head and dependent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    links: Vec<Link>,
    roots: Vec<usize>,
}

impl Structure {
    /// Reads the links of `words` from their tree.
    #[must_use]
    pub fn of(words: &[Word], parse: &Parse) -> Self {
        let mut reader = Reader { words, parse, links: Vec::new() };
        for at in 0..words.len() {
            reader.read(at);
        }
        for at in 0..words.len() {
            reader.share(at);
        }
        let Reader { mut links, .. } = reader;
        links.sort_unstable();
        links.dedup_by_key(|link| (link.head, link.dependent, link.role));
        let roots = (0..words.len())
            .filter(|at| parse.head.get(*at).is_some_and(Option::is_none))
            .filter(|at| words.get(*at).is_some_and(|word| word.tag != Tag::Punct))
            .collect();
        Self { links, roots }
    }

    /// All links, sorted by head and dependent.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The links whose head is the word at `head`.
    #[must_use]
    pub fn below(&self, head: usize) -> &[Link] {
        let from = self.links.partition_point(|link| link.head < head);
        let to = self.links.partition_point(|link| link.head <= head);
        self.links.get(from..to).unwrap_or(&[])
    }

    /// The links between two words, in either direction.
    pub fn between(&self, one: usize, other: usize) -> impl Iterator<Item = &Link> {
        let down = self.below(one).iter().filter(move |link| link.dependent == other);
        down.chain(self.below(other).iter().filter(move |link| link.dependent == one))
    }

    /// Whether two words hang on a common one, or on one another by way of a third.
    #[must_use]
    pub fn near(&self, one: usize, other: usize) -> bool {
        let middle = |link: &Link| link.head != one && link.head != other;
        let above = |at: usize| self.links.iter().filter(move |link| link.dependent == at);
        above(one).filter(|link| middle(link)).any(|link| {
            self.below(link.head).iter().any(|down| down.dependent == other)
                || self.below(other).iter().any(|down| down.dependent == link.head)
        }) || above(other)
            .filter(|link| middle(link))
            .any(|link| self.below(one).iter().any(|down| down.dependent == link.head))
    }

    /// The main predicate of each sentence.
    #[must_use]
    pub fn roots(&self) -> &[usize] {
        &self.roots
    }
}

struct Reader<'a> {
    words: &'a [Word],
    parse: &'a Parse,
    links: Vec<Link>,
}

impl Reader<'_> {
    fn add(&mut self, head: usize, dependent: usize, role: Role, preposition: Option<usize>) {
        if head != dependent {
            self.links.push(Link { head, dependent, role, preposition });
        }
    }

    fn head(&self, at: usize) -> Option<usize> {
        self.parse.head.get(at).copied().flatten()
    }

    fn preposition(&self, at: usize) -> Option<usize> {
        let own = self.parse.child_with(at, &[Label::Case]);
        // In a list of names the tree may make one a part of the next: `between Trump, Vance and`.
        own.or_else(|| {
            let mut parts = self.parse.children(at).filter(|part| self.parse.label_of(*part) == Label::Flat);
            parts.find_map(|part| self.parse.child_with(part, &[Label::Case]))
        })
    }

    fn is_verb(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.tag == Tag::Verb)
    }

    /// `the call was with Keller` says of the call what `a call with Keller` does.
    fn read_predicate(&mut self, copula: usize) {
        let Some(at) = self.head(copula) else { return };
        // Of two nouns in a row the tree may take either for the subject.
        let subjects = self.parse.children(at).filter(|child| self.parse.label_of(*child) == Label::Nsubj);
        let is_noun = |at: &usize| self.words.get(*at).is_some_and(|word| word.tag == Tag::Noun);
        let subject = subjects.filter(is_noun).last();
        if let Some((subject, preposition)) = subject.zip(self.parse.child_with(at, &[Label::Case])) {
            self.add(subject, at, Role::Oblique, Some(preposition));
        }
    }

    /// The links that the tree shows for the word at `at`.
    fn read(&mut self, at: usize) {
        let Some(head) = self.head(at) else { return };
        match self.parse.label_of(at) {
            Label::Nsubj | Label::Csubj | Label::OblAgent => self.add(head, at, Role::Subject, None),
            Label::NsubjPass | Label::Obj => self.add(head, at, Role::Object, None),
            Label::Iobj | Label::Obl | Label::Nmod => {
                // `tensions between Keller and Osei`: the tree may hang a name on its preposition.
                let through = self.words.get(head).filter(|word| word.tag == Tag::Adp && head < at);
                match through.and_then(|_| self.head(head)) {
                    Some(above) => self.add(above, at, Role::Oblique, Some(head)),
                    None => self.add(head, at, Role::Oblique, self.preposition(at)),
                }
            }
            Label::Poss => self.add(head, at, Role::Oblique, None),
            Label::Amod | Label::Advmod | Label::Compound | Label::Prt => {
                self.add(head, at, Role::Modifier, None);
            }
            Label::Nummod => self.add(head, at, Role::Number, None),
            Label::Cop => self.read_predicate(at),
            // `Keller, the minister`, `the minister, Keller`: either is said of the other.
            Label::Appos => {
                self.add(at, head, Role::Subject, None);
                self.add(head, at, Role::Subject, None);
            }
            Label::Ccomp | Label::Xcomp | Label::Advcl | Label::Parataxis => {
                self.add(head, at, Role::Clause, None);
            }
            // The noun above a clause has a part in it: `the ship that sank`, `a deal signed by`.
            Label::AclRelcl | Label::Acl => self.relative(head, at),
            _ => {}
        }
    }

    /// The part that the noun at `noun` has in the clause of the verb at `verb` below it.
    fn relative(&mut self, noun: usize, verb: usize) {
        let subject = self.parse.child_with(verb, &[Label::Nsubj]);
        let passive_subject = self.parse.child_with(verb, &[Label::NsubjPass]);
        let relative = |at: usize| {
            self.words.get(at).is_some_and(|word| matches!(&*word.lemma, "who" | "which" | "that"))
        };
        let participle = self.words.get(verb).is_some_and(|word| word.lemma.len() > 1)
            && self.parse.child_with(verb, &[Label::AuxPass, Label::OblAgent]).is_some();
        let role = match (subject, passive_subject) {
            (Some(at), _) if relative(at) => Role::Subject,
            (_, Some(_)) => Role::Object,
            (Some(_), None) => Role::Object,
            (None, None) if participle || self.ends_in_ed(verb) => Role::Object,
            (None, None) => Role::Subject,
        };
        self.add(verb, noun, role, None);
    }

    fn ends_in_ed(&self, verb: usize) -> bool {
        self.words.get(verb).is_some_and(|word| {
            !word.stem.ends_with("ing") && self.parse.label_of(verb) == Label::Acl && self.is_verb(verb)
        }) && self.parse.child_with(verb, &[Label::Mark]).is_none()
    }

    /// The links that a word has by way of a conjunct or of the clause above.
    fn share(&mut self, at: usize) {
        let Some(head) = self.head(at) else { return };
        match self.parse.label_of(at) {
            Label::Conj => {
                let inherited: Vec<Link> =
                    self.links.iter().filter(|link| link.dependent == head).copied().collect();
                for link in inherited {
                    self.add(link.head, at, link.role, link.preposition);
                }
                self.take_subject(at, head);
            }
            Label::Xcomp => match self.controller(at, head) {
                Some(object) => self.add(at, object, Role::Subject, None),
                None => self.take_subject(at, head),
            },
            Label::Advcl => self.take_subject(at, head),
            _ => {}
        }
    }

    /// Who is asked, told or forced to do something does it: `asked the judge to decide`. Who promises
    /// somebody to do something does it himself.
    fn controller(&self, at: usize, above: usize) -> Option<usize> {
        let infinitive = self.parse.child_with(at, &[Label::Mark]).is_some();
        let promises = self.words.get(above).is_some_and(|word| &*word.lemma == "promise");
        let object = self.parse.child_with(above, &[Label::Obj, Label::Iobj]);
        // `is expected to win`.
        let passive = self.parse.child_with(above, &[Label::NsubjPass]);
        let object = object.filter(|object| (above..at).contains(object)).or(passive)?;
        (infinitive && !promises).then_some(object)
    }

    /// A predicate without a subject has that of the one it hangs on.
    fn take_subject(&mut self, at: usize, above: usize) {
        let has_own = self.links.iter().any(|link| {
            link.head == at && matches!(link.role, Role::Subject | Role::Object) && self.is_before(link)
        });
        if has_own {
            return;
        }
        let subjects: Vec<usize> = self
            .links
            .iter()
            .filter(|link| link.head == above && link.role == Role::Subject)
            .map(|link| link.dependent)
            .collect();
        for subject in subjects {
            self.add(at, subject, Role::Subject, None);
        }
    }

    /// Whether the dependent is a subject in the tree: one of a passive is an object as a link.
    fn is_before(&self, link: &Link) -> bool {
        link.role == Role::Subject || self.parse.label_of(link.dependent) == Label::NsubjPass
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse::parse;
    use crate::text::words::words;

    fn links(text: &str) -> Vec<(String, Role, String)> {
        let words = words(text);
        let of = |at: usize| words[at].range.of(text).to_owned();
        let structure = Structure::of(&words, &parse(&words, text));
        structure.links().iter().map(|link| (of(link.head), link.role, of(link.dependent))).collect()
    }

    fn has(text: &str, head: &str, role: Role, dependent: &str) {
        let found = links(text);
        assert!(found.iter().any(|(h, r, d)| h == head && *r == role && d == dependent), "{text}: {found:?}");
    }

    #[test]
    fn active_and_passive_link_alike() {
        for text in ["The army attacked the city.", "The city was attacked by the army."] {
            has(text, "attacked", Role::Subject, "army");
            has(text, "attacked", Role::Object, "city");
        }
    }

    #[test]
    fn an_apposition_says_what_a_copula_says() {
        has("Maria Keller is a lawyer.", "lawyer", Role::Subject, "Keller");
        has("Maria Keller, a lawyer, resigned on Monday.", "lawyer", Role::Subject, "Keller");
    }

    #[test]
    fn a_noun_has_its_part_in_the_clause_below_it() {
        has("The ship that sank on Monday carried oil.", "sank", Role::Subject, "ship");
        has("They read the letter signed by Keller.", "signed", Role::Object, "letter");
    }

    #[test]
    fn conjuncts_and_open_clauses_share_the_subject() {
        has("Keller resigned and left the country.", "left", Role::Subject, "Keller");
        has("Keller agreed to sign the letter.", "sign", Role::Subject, "Keller");
        has("The president is expected to win.", "win", Role::Subject, "president");
        has("The actor asked the judge to throw out the lawsuit.", "throw", Role::Subject, "judge");
        has("Keller and Osei resigned.", "resigned", Role::Subject, "Osei");
    }

    #[test]
    fn a_preposition_is_part_of_its_link() {
        let text = "Ministers met in Geneva.";
        let words = words(text);
        let structure = Structure::of(&words, &parse(&words, text));
        let link = structure.links().iter().find(|link| link.role == Role::Oblique).expect("an oblique");
        assert_eq!(link.preposition.map(|at| words[at].range.of(text)), Some("in"));
    }
}
