//! Text that is made to be slow costs work in proportion to its length: four times as much takes not sixteen times the
//! work. Work is the processor's time for the thread alone, as the system counts it, the least of three runs.

#![cfg(target_os = "linux")]

#[path = "support/slow.rs"]
mod slow;

use std::fs;
use std::path::Path;

use attest_ls::corpus::{FileTerms, read};
use attest_ls::notes;
use attest_ls::text::words::words;
use attest_ls::text::{dates, quantities, quotes, sentences};

/// Bytes of the shorter text.
const LENGTH: usize = 12_000;

/// Nanoseconds that this thread has had of the processor.
fn had() -> u64 {
    let figures = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux says so");
    figures.split(' ').next().and_then(|first| first.parse().ok()).expect("a number")
}

fn work(run: &dyn Fn(&str), text: &str) -> u64 {
    let once = |nth: u32| {
        // Each run has a text of its own: what is known of a short one already would be no work at all.
        let text = format!("{nth} {text}");
        let before = had();
        run(&text);
        had() - before
    };
    (0..3).map(once).min().expect("three runs")
}

/// What reads a text.
type Reader<'a> = &'a dyn Fn(&str);

fn article(name: &str, text: &str) {
    let _ = read::from_bytes(Path::new(name), text.into(), &FileTerms::default());
}

#[test]
fn four_times_the_text_is_not_sixteen_times_the_work() {
    let readers: [(&str, Reader); 8] = [
        ("note", &|text| drop(notes::parse(text.into()))),
        ("plain text", &|text| article("a.txt", text)),
        ("Markdown", &|text| article("a.md", text)),
        ("HTML", &|text| article("a.html", text)),
        ("sentences", &|text| drop(sentences::split(text))),
        ("quotation marks", &|text| drop(quotes::find(text))),
        ("quantities", &|text| drop(quantities::find(text, &words(text)))),
        ("dates", &|text| drop(dates::find(text, &words(text), None))),
    ];
    let mut slow = Vec::new();
    for (name, run) in readers {
        // Tables that are read at their first use are nobody's work.
        run("Keller said on 12 March 2024: \u{201c}It took 34 days.\u{201d}\n");
        for pile in slow::PILES {
            let short = pile.repeat(LENGTH / pile.len());
            let (one, four) = (work(run, &short), work(run, &short.repeat(4)));
            // Some systems count in ticks of four milliseconds; squares of this many bytes take far longer.
            if four > 9 * one + 40_000_000 {
                slow.push(format!("{name}, {pile:?}: {} and {} microseconds", one / 1_000, four / 1_000));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
