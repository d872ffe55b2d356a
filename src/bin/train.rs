//! Retrains the shipped weights from labelled data.

fn main() {}
