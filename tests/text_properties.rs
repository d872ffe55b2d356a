//! Whatever the input, the readers of text neither panic nor point outside it.

use attest_ls::text::words::words;
use attest_ls::text::{ByteRange, dates, fold, parse, quantities, quotes, sentences, tokens};
use jiff::civil::date;
use proptest::prelude::*;

/// Texts made of the pieces that the readers look for, in any order, with any characters between.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "``",
        "''",
        "«",
        ".",
        "…",
        "-",
        "–",
        "/",
        ",",
        ":",
        "(",
        ")",
        "$",
        "€",
        "%",
        "+",
        " ",
        "\n",
        "\n\n",
        "\u{a0}",
        "\u{ad}",
        "34",
        "1,000",
        "2014",
        "1.5",
        "3rd",
        "7:30",
        "0",
        "1990s",
        "½",
        "a",
        "half",
        "hundred",
        "million",
        "dozens",
        "of",
        "and",
        "to",
        "between",
        "one",
        "two-thirds",
        "twenty",
        "first",
        "26-year-old",
        "Feb.",
        "May",
        "24",
        "Thursday",
        "last",
        "week",
        "ago",
        "in",
        "mid-March",
        "early",
        "people",
        "km",
        "per",
        "cent",
        "Maria",
        "Keller",
        "U.S.",
        "didn't",
        "cannot",
        "www.x.y",
        "a@b.c",
        "É",
        "日本",
        "😀",
        "é\u{301}",
    ]);
    prop::collection::vec(prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => ".{0,3}"], 0..40)
        .prop_map(|pieces| pieces.join(" "))
        .prop_flat_map(|spaced| prop_oneof![Just(spaced.clone()), Just(spaced.replace(' ', ""))])
}

fn fits(range: ByteRange, text: &str) -> bool {
    text.get(range.start()..range.end()).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn tokens_are_ordered_and_leave_out_only_space(text in text()) {
        let tokens = tokens::tokenize(&text);
        let mut end = 0;
        for token in &tokens {
            prop_assert!(fits(token.range, &text) && !token.range.is_empty() && token.range.start() >= end);
            let between = text.get(end..token.range.start()).unwrap_or("x");
            prop_assert!(!between.chars().any(char::is_alphanumeric), "lost {between:?}");
            end = token.range.end();
        }
    }

    #[test]
    fn sentences_are_ordered_and_lose_no_word(text in text()) {
        let mut end = 0;
        for sentence in sentences::split(&text) {
            prop_assert!(fits(sentence, &text) && !sentence.is_empty() && sentence.start() >= end);
            let between = text.get(end..sentence.start()).unwrap_or("x");
            prop_assert!(between.trim().is_empty(), "lost {between:?}");
            end = sentence.end();
        }
        prop_assert!(text.get(end..).unwrap_or("x").trim().is_empty());
    }

    #[test]
    fn quotations_lie_in_the_text_and_inside_each_other(text in text()) {
        for span in quotes::find(&text) {
            prop_assert!(fits(span.range, &text) && fits(span.inner, &text) && span.range.covers(span.inner));
        }
    }

    #[test]
    fn quantities_and_dates_lie_in_the_text(text in text()) {
        let words = words(&text);
        for quantity in quantities::find(&text, &words) {
            prop_assert!(fits(quantity.range, &text) && quantity.range.covers(quantity.number));
            prop_assert!(quantity.noun.is_none_or(|noun| fits(noun, &text)));
            prop_assert!(quantity.low <= quantity.high && !quantity.value.is_nan());
            prop_assert!(quantity.compare(&quantity).holds());
        }
        for mention in dates::find(&text, &words, Some(date(2024, 2, 29))) {
            prop_assert!(fits(mention.range, &text) && !mention.range.is_empty());
            prop_assert!(mention.period().is_none_or(|(first, last)| first <= last));
            prop_assert!(mention.period().is_none() || mention.compare(&mention).holds());
        }
    }

    #[test]
    fn every_word_hangs_in_a_tree(text in text()) {
        let words = words(&text);
        let parse = parse::parse(&words, &text);
        prop_assert_eq!((parse.head.len(), parse.label.len()), (words.len(), words.len()));
        for at in 0..words.len() {
            let root = (0..words.len()).find(|root| parse.head[*root].is_none() && parse.is_below(at, *root));
            prop_assert!(root.is_some());
        }
    }

    #[test]
    fn folded_text_leads_back(text in text()) {
        let folded = fold::fold(&text);
        for (at, c) in folded.text.char_indices() {
            let back = folded.to_original(ByteRange::new(at, at + c.len_utf8()));
            prop_assert!(fits(back, &text) && !back.is_empty());
        }
        prop_assert_eq!(fold::fold(&folded.text).text, folded.text);
    }
}
