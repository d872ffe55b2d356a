//! [`Reason`]: why a spelling was taken for a name.

/// Why a form belongs to its group, or a group to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It is the group's own full form.
    Itself,
    /// `the Foundation for Northern Studies (FNS)`
    Defined,
    /// `Keller` of `Maria Keller`
    Surname,
    /// `Keller`, who was introduced before any other Keller.
    FirstIntroduced,
    /// `Maria` of `Maria Keller`
    GivenName,
    /// `M. Keller` and `Maria Anna Keller` of `Maria Keller`
    FullName,
    /// `Northland Senator Maria Keller`, `Theodor of Northport`
    Extended,
    /// `Nakamura Kenji` of `Kenji Nakamura`
    Turned,
    /// `U.S.` of `United States`
    Country,
    /// `Labor Department` of `U.S. Department of Labor`
    Core,
    /// `FNS` of `Foundation for Northern Studies`
    Initials,
    /// `the Foundation` of `Foundation for Northern Studies`
    Head,
    /// `Northrop` of `Northrop Grumman`
    Front,
    /// `Scientology` of `Church of Scientology`
    Complement,
    /// `the Met` of `Metropolitan Museum`
    Clipping,
    /// `Kowalenko` and `Kovalenko`
    Spelling,
    /// A short form that another article explains.
    ExplainedElsewhere,
    /// A surname that only one person of the corpus bears.
    OnlyBearer,
    /// The analyst's settings give the name to the same.
    Settings,
}

impl Reason {
    /// In words for a reader.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Itself => "the name itself",
            Self::Defined => "the short form that an article introduces in brackets",
            Self::Surname => "the surname of the full name in the same article",
            Self::FirstIntroduced => {
                "the surname of the one who was introduced before others of that name in the same article"
            }
            Self::GivenName => "the first part of the full name in the same article",
            Self::FullName => "the same full name with an initial or without the middle name",
            Self::Extended => "the same full name with a title in front or an origin behind it",
            Self::Turned => "the same full name with the surname first",
            Self::Country => "another name of the same country",
            Self::Core => "the same name without its company form, country or word order",
            Self::Initials => "its initials, which fit only this name in the article",
            Self::Head => "what the name says it is, and no other in the article is",
            Self::Front => "the first part of the name, which the article gives in full before",
            Self::Complement => "the part that tells it from its like, and only it in the article",
            Self::Clipping => "the beginning of its first word, which only it in the article begins with",
            Self::Spelling => "another spelling of the same name",
            Self::ExplainedElsewhere => "a short form that other articles explain",
            Self::OnlyBearer => "a surname that only one person of the corpus bears",
            Self::Settings => "merged because attest.toml says so",
        }
    }

    /// Whether the form is a short one, which the article introduces by a full name: not another full name.
    pub(crate) fn shortens(self) -> bool {
        matches!(
            self,
            Self::Defined
                | Self::Surname
                | Self::FirstIntroduced
                | Self::GivenName
                | Self::Initials
                | Self::Head
                | Self::Front
                | Self::Complement
                | Self::Clipping
        )
    }

    /// Whether the form means the same in an article that does not explain it, unless two articles
    /// explain it differently. `the Foundation` does not.
    pub(crate) fn travels(self) -> bool {
        matches!(self, Self::Defined | Self::Initials | Self::Front | Self::Complement | Self::Clipping)
    }
}
