//! The README names every rule, with the severity it has.

use attest_ls::rules::{RULES, Severity};

#[test]
fn every_rule_stands_in_the_readme_with_its_default_severity() {
    let readme = include_str!("../README.md");
    for rule in RULES {
        let severity = rule.default.map_or("off", Severity::name);
        let row = format!("| `{}` | {severity} |", rule.code);
        assert!(readme.contains(&row), "no row `{row}` in the README");
    }
}

#[test]
fn every_rule_has_documentation_with_an_example_and_advice() {
    for rule in RULES {
        let text = rule.documentation();
        assert!(text.starts_with(&format!("# {}\n", rule.code)), "{}: the heading is the code", rule.code);
        for heading in ["## Example", "## What to do"] {
            assert!(text.contains(heading), "{}: no `{heading}`", rule.code);
        }
    }
}
