//! The documentation of a rule, taken from the head comment of its file, so that code and
//! documentation can't part.

/// The Markdown of the `//!` lines at the head of `source`.
#[must_use]
pub fn markdown(source: &str) -> String {
    let mut out = String::new();
    for line in source.lines().map_while(|line| line.strip_prefix("//!")) {
        out.push_str(line.strip_prefix(' ').unwrap_or(line));
        out.push('\n');
    }
    out
}

/// The first sentence of the documentation, without its heading: a summary for lists.
#[must_use]
pub fn summary(markdown: &str) -> String {
    let paragraph: Vec<&str> = markdown
        .lines()
        .skip_while(|line| line.starts_with('#') || line.trim().is_empty())
        .take_while(|line| !line.trim().is_empty())
        .collect();
    paragraph.join(" ")
}
