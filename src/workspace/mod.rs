//! Settings, the loaded corpus and the notes as one immutable snapshot, and the analysis of a note
//! against it.

pub mod analysis;
pub mod cache;
mod delta;
pub mod discover;
pub mod layers;
mod memory;
pub mod schema;
pub mod second;
pub mod settings;
pub mod settings_error;
pub mod survey;
pub mod switches;
pub mod unfinished;
pub mod world;

pub use analysis::{Analysis, analyze};
pub use second::ask_second_judge;
pub use settings::Settings;
pub use settings_error::SettingsError;
pub use unfinished::Outlook;
pub use world::World;
