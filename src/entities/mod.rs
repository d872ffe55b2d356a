//! Who and what the articles name: mentions, entities with their aliases and roles, quotations and
//! their speakers, dossiers.

mod beginnings;
mod build;
mod clause;
mod clues;
mod company;
mod decisions;
mod detect;
mod dossier;
mod draft;
mod features;
mod fold;
pub mod gazetteer;
mod given;
mod glue;
mod in_note;
mod inner;
mod labels;
mod lookup;
pub mod model;
mod overlay;
mod parting;
mod quotations;
mod reading;
mod resolve;
mod roles;
mod sequence;
mod speakers;
mod stored;
mod tables;
#[cfg(feature = "train")]
pub mod training;
mod votes;
mod write;

pub use beginnings::{Spelling, Spellings};
pub(crate) use build::Local;
pub use build::{build, build_with, rebuild};
pub use company::{Companion, Remark};
pub use decisions::{Decision, Decisions};
pub use dossier::Dossier;
pub use fold::fold_name;
pub use inner::InnerName;
pub use model::{
    Alias, ArticleEntities, Entities, Entity, EntityId, EntityKind, Mention, NoteMention, Quotation,
    QuotationKind, Resolution, Role, Speaker,
};
pub(crate) use overlay::overlay;
pub(crate) use resolve::forms::spells_out;
pub(crate) use stored::EntityBase;
pub(crate) use write::EntityWriter;
