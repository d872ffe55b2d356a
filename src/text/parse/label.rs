//! The relations of the parser.

/// A relation to the head, after Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Label {
    /// Relation unknown.
    Dep,
    /// Head of the sentence.
    Root,
    /// Subject.
    Nsubj,
    /// Subject of a passive: who undergoes it.
    NsubjPass,
    /// Clause as subject.
    Csubj,
    /// Direct object.
    Obj,
    /// Indirect object.
    Iobj,
    /// Any other noun phrase of a verb, usually with a preposition; times and places.
    Obl,
    /// Who does it, in a passive: `by the army`.
    OblAgent,
    /// Noun phrase under a noun: `capital of the country`.
    Nmod,
    /// Possessor: `Keller's`, `his`.
    Poss,
    /// Adjective.
    Amod,
    /// Adverb.
    Advmod,
    /// Negation: `not`, `n't`, `never`.
    Neg,
    /// Number.
    Nummod,
    /// Determiner.
    Det,
    /// Preposition or possessive `'s` of a noun.
    Case,
    /// Subordinating word of a clause, infinitive `to`.
    Mark,
    /// Auxiliary.
    Aux,
    /// Auxiliary of a passive.
    AuxPass,
    /// A form of `be` between subject and predicate.
    Cop,
    /// Coordinating conjunction.
    Cc,
    /// Further conjunct; hangs on the first.
    Conj,
    /// Apposition: `the minister, Maria Keller`.
    Appos,
    /// Clause under a noun.
    Acl,
    /// Relative clause.
    AclRelcl,
    /// Adverbial clause.
    Advcl,
    /// Clause as object, with its own subject.
    Ccomp,
    /// Clause or predicate as object, without one.
    Xcomp,
    /// Word of a compound.
    Compound,
    /// Particle of a verb: `ruled out`.
    Prt,
    /// Part of a name.
    Flat,
    /// Further word of a fixed expression: `as well as`.
    Fixed,
    /// `there`, `it` without meaning.
    Expl,
    /// Loosely joined clause.
    Parataxis,
    /// Interjection or address.
    Discourse,
    /// Punctuation.
    Punct,
}

impl Label {
    /// All labels, in the order of the classifier's classes.
    pub const ALL: [Self; 37] = [
        Self::Dep,
        Self::Root,
        Self::Nsubj,
        Self::NsubjPass,
        Self::Csubj,
        Self::Obj,
        Self::Iobj,
        Self::Obl,
        Self::OblAgent,
        Self::Nmod,
        Self::Poss,
        Self::Amod,
        Self::Advmod,
        Self::Neg,
        Self::Nummod,
        Self::Det,
        Self::Case,
        Self::Mark,
        Self::Aux,
        Self::AuxPass,
        Self::Cop,
        Self::Cc,
        Self::Conj,
        Self::Appos,
        Self::Acl,
        Self::AclRelcl,
        Self::Advcl,
        Self::Ccomp,
        Self::Xcomp,
        Self::Compound,
        Self::Prt,
        Self::Flat,
        Self::Fixed,
        Self::Expl,
        Self::Parataxis,
        Self::Discourse,
        Self::Punct,
    ];

    /// The label of a Universal Dependencies relation; `negates` says that the word is a negation.
    #[must_use]
    pub fn of_relation(relation: &str, negates: bool) -> Self {
        match relation {
            "nsubj:pass" => return Self::NsubjPass,
            "obl:agent" => return Self::OblAgent,
            "nmod:poss" => return Self::Poss,
            "aux:pass" => return Self::AuxPass,
            "acl:relcl" => return Self::AclRelcl,
            "compound:prt" => return Self::Prt,
            "nmod:desc" => return Self::Compound,
            "advmod" | "det" if negates => return Self::Neg,
            _ => {}
        }
        match relation.split(':').next().unwrap_or("") {
            "root" => Self::Root,
            "nsubj" => Self::Nsubj,
            "csubj" => Self::Csubj,
            "obj" => Self::Obj,
            "iobj" => Self::Iobj,
            "obl" => Self::Obl,
            "nmod" => Self::Nmod,
            "amod" => Self::Amod,
            "advmod" => Self::Advmod,
            "nummod" => Self::Nummod,
            "det" => Self::Det,
            "case" => Self::Case,
            "mark" => Self::Mark,
            "aux" => Self::Aux,
            "cop" => Self::Cop,
            "cc" => Self::Cc,
            "conj" => Self::Conj,
            "appos" => Self::Appos,
            "acl" => Self::Acl,
            "advcl" => Self::Advcl,
            "ccomp" => Self::Ccomp,
            "xcomp" => Self::Xcomp,
            "compound" => Self::Compound,
            "flat" => Self::Flat,
            "fixed" => Self::Fixed,
            "expl" => Self::Expl,
            "parataxis" => Self::Parataxis,
            "discourse" | "vocative" => Self::Discourse,
            "punct" => Self::Punct,
            _ => Self::Dep,
        }
    }
}
