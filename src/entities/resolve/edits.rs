//! How likely two spellings of a word are one name: the edits between them, weighed by how often
//! each tells two spellings of one name from two names. The weights (`data/spelling.tsv`) are an
//! artefact of `train spelling`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// One difference between two spellings, or a fact about the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edit {
    /// One letter stands for another (in alphabetical order).
    Swap(char, char, Place),
    /// A letter stands on one side only.
    Extra(char, Place),
    /// Nothing: the weight of every pair.
    Always,
    /// One edit, whatever it is.
    Any,
    /// The share of the longer word's letters that are edited.
    Share,
    /// The shorter word's length in tens of letters.
    Length,
}

/// Where in the word an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// At the start.
    Start,
    /// At the end.
    End,
    /// Beside the same letter: a doubled one.
    Doubled,
    /// Anywhere else.
    Inside,
}

static WEIGHTS: LazyLock<FxHashMap<Edit, f32>> =
    LazyLock::new(|| include_str!("../data/spelling.tsv").lines().filter_map(parse).collect());

/// Words longer than this are not compared: no name is.
const LONGEST: usize = 40;

/// The probability (0 to 1) that two folded words are spellings of one name, among pairs that are
/// about as often so as not.
pub(crate) fn likelihood(a: &str, b: &str) -> f32 {
    let score: f32 = edits(a, b)
        .into_iter()
        .map(|(edit, amount)| WEIGHTS.get(&edit).copied().unwrap_or_default() * amount)
        .sum();
    1.0 / (1.0 + (-score).exp())
}

/// The edits of the shortest way from `a` to `b`, each with its amount; empty for equal or overlong words.
#[must_use]
pub fn edits(a: &str, b: &str) -> Vec<(Edit, f32)> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (n, m) = (a.len(), b.len());
    if a == b || n > LONGEST || m > LONGEST {
        return Vec::new();
    }
    let width = m + 1;
    let mut cost = vec![0_u8; (n + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    for i in 0..=n {
        for j in 0..=m {
            cost[at(i, j)] = match (i.checked_sub(1), j.checked_sub(1)) {
                (None, _) => j as u8,
                (_, None) => i as u8,
                (Some(up), Some(left)) => {
                    let swap = cost[at(up, left)] + u8::from(a[up] != b[left]);
                    swap.min(cost[at(up, j)] + 1).min(cost[at(i, left)] + 1)
                }
            };
        }
    }
    let extra = |word: &[char], index: usize| {
        let letter = word[index];
        let doubled = index > 0 && word[index - 1] == letter || word.get(index + 1) == Some(&letter);
        let place = match index {
            _ if doubled => Place::Doubled,
            _ if index + 1 == word.len() => Place::End,
            0 => Place::Start,
            _ => Place::Inside,
        };
        Edit::Extra(letter, place)
    };
    let mut found = Vec::new();
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let here = cost[at(i, j)];
        if i > 0 && j > 0 && a[i - 1] == b[j - 1] && here == cost[at(i - 1, j - 1)] {
            (i, j) = (i - 1, j - 1);
        } else if i > 0 && j > 0 && here == cost[at(i - 1, j - 1)] + 1 {
            (i, j) = (i - 1, j - 1);
            let place = if i == 0 || j == 0 { Place::Start } else { Place::Inside };
            found.push((Edit::Swap(a[i].min(b[j]), a[i].max(b[j]), place), 1.0));
        } else if i > 0 && here == cost[at(i - 1, j)] + 1 {
            i -= 1;
            found.push((extra(&a, i), 1.0));
        } else {
            j -= 1;
            found.push((extra(&b, j), 1.0));
        }
    }
    let count = found.len() as f32;
    found.push((Edit::Always, 1.0));
    found.push((Edit::Any, count));
    found.push((Edit::Share, count / n.max(m) as f32));
    found.push((Edit::Length, n.min(m) as f32 / 10.0));
    found
}

/// One line of the table: the edit and its weight.
#[cfg(any(feature = "train", test))]
#[must_use]
pub fn line(edit: Edit, weight: f32) -> String {
    let place = |place: Place| match place {
        Place::Start => "start",
        Place::End => "end",
        Place::Doubled => "doubled",
        Place::Inside => "inside",
    };
    let words = match edit {
        Edit::Swap(a, b, at) => format!("swap\t{a}{b}\t{}", place(at)),
        Edit::Extra(a, at) => format!("extra\t{a}\t{}", place(at)),
        Edit::Always => "always\t\t".to_owned(),
        Edit::Any => "any\t\t".to_owned(),
        Edit::Share => "share\t\t".to_owned(),
        Edit::Length => "length\t\t".to_owned(),
    };
    format!("{words}\t{weight:.2}")
}

fn parse(line: &str) -> Option<(Edit, f32)> {
    let mut cells = line.split('\t');
    let (kind, letters, place, weight) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let place = match place {
        "start" => Place::Start,
        "end" => Place::End,
        "doubled" => Place::Doubled,
        _ => Place::Inside,
    };
    let mut letters = letters.chars();
    let edit = match kind {
        "swap" => Edit::Swap(letters.next()?, letters.next()?, place),
        "extra" => Edit::Extra(letters.next()?, place),
        "always" => Edit::Always,
        "any" => Edit::Any,
        "share" => Edit::Share,
        "length" => Edit::Length,
        _ => return None,
    };
    Some((edit, weight.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_table_reads_as_it_was_written() {
        for edit in [Edit::Swap('i', 'y', Place::Inside), Edit::Extra('h', Place::End), Edit::Share] {
            assert_eq!(parse(&line(edit, -1.5)), Some((edit, -1.5)));
        }
    }

    #[test]
    fn transliterations_are_likelier_than_other_names() {
        assert!(likelihood("kowalski", "kowalsky") > 0.8);
        assert!(likelihood("yelenin", "jelenin") > 0.8);
        assert!(likelihood("kellner", "keller") < likelihood("petrov", "petroff"));
        assert!(likelihood("brandt", "brennan") < 0.5);
    }
}
