//! [`Base`]: paths as a reader in one folder would write them, the same on every machine.

use std::path::{Path, PathBuf};

/// The folder that shown paths are relative to.
#[derive(Clone, Debug)]
pub struct Base(PathBuf);

impl Base {
    /// Paths relative to `folder`; paths outside of it are shown whole.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// `path` with forward slashes, relative when it lies below the base.
    #[must_use]
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.0).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_below_the_base_are_relative() {
        let base = Base::new(PathBuf::from("/w"));
        assert_eq!(base.shown(Path::new("/w/notes/a.md")), "notes/a.md");
        assert_eq!(base.shown(Path::new("/x/a.md")), "/x/a.md");
    }
}
