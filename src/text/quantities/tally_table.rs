//! Words that tell a tally from other pairs of numbers.

/// What is cast or scored: `9 votes to 4`, `three goals to one`.
pub(super) const CAST: &[&str] = &["vote", "ballot", "aye", "yea", "nay", "goal"];

/// Deeds and matters of those who vote: near a pair of numbers they make it a vote.
pub(super) const VOTES: &[&str] = &[
    "vote",
    "ballot",
    "referendum",
    "motion",
    "decision",
    "decide",
    "ruling",
    "rule",
    "verdict",
    "overrule",
    "majority",
    "pass",
    "passage",
    "approve",
    "approval",
    "reject",
    "rejection",
    "defeat",
    "clear",
    "back",
    "uphold",
    "overturn",
    "override",
    "ratify",
    "adopt",
    "confirm",
    "endorse",
    "block",
    "split",
    "divide",
    "acquit",
    "convict",
    "impeach",
];

/// Outcomes of a game; who leads, trails or scores tells a score that the game went on from.
pub(super) const GAMES: &[&str] =
    &["beat", "win", "lose", "loss", "victory", "triumph", "draw", "tie", "thrash", "rout", "edge"];

/// Nouns that a pair of numbers describes: `a 9-4 ruling`, `a 3-1 win`.
pub(super) const OUTCOMES: &[&str] = &[
    "vote",
    "ballot",
    "decision",
    "ruling",
    "verdict",
    "opinion",
    "judgment",
    "judgement",
    "majority",
    "margin",
    "split",
    "approval",
    "rejection",
    "passage",
    "victory",
    "win",
    "triumph",
    "defeat",
    "loss",
    "rout",
    "draw",
    "tie",
    "score",
    "scoreline",
    "result",
];

/// Words right before a pair that make it a range or a share of something.
pub(super) const RANGES: &[&str] = &[
    "about", "around", "roughly", "some", "between", "from", "every", "aged", "ages", "age", "children", "$",
    "€", "£", "+", "#",
];

/// Words behind a pair that go on with the time of the vote and count nothing: `96-0 last week`.
pub(super) const WHEN: &[&str] =
    &["last", "this", "next", "earlier", "late", "early", "yesterday", "today", "tonight"];
