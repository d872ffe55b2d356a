//! Who and what the articles name: mentions, entities with their aliases and roles, quotations and
//! their speakers, dossiers.

pub mod model;

pub use model::{
    Alias, ArticleEntities, Entities, Entity, EntityId, EntityKind, Mention, Quotation, QuotationKind,
    Resolution, Role, Speaker,
};
