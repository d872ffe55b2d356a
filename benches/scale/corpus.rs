//! Corpora of any size, made of the sample articles: their sentences, with names, numbers and words varied.
//! Names and words are drawn by Zipf's law, so that a few are everywhere and most are rare.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Sentences of an article: from few to many, 33 on average.
const SENTENCES: (u64, u64) = (12, 54);
/// Different words that sentences are varied with.
const WORDS: u64 = 60_000;
/// Of a hundred longer words, this many are another in each article.
const VARIED: u64 = 25;

/// Numbers that depend on nothing but their seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Those of `seed`.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next of them.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to but without `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }

    /// A rank from 0 up to but without `end`, rank r about 1/r as often as the first.
    fn rank(&mut self, end: u64) -> u64 {
        let share = (self.roll() >> 11) as f64 / (1u64 << 53) as f64;
        ((share * ((end + 1) as f64).ln()).exp() as u64).saturating_sub(1).min(end - 1)
    }
}

/// One piece of a sentence.
enum Piece {
    Name(String),
    Word(String),
    Number(String),
    Other(String),
}

/// What articles are made of.
pub struct Maker {
    /// By sample article: its sentences.
    samples: Vec<Vec<Vec<Piece>>>,
    names: Vec<String>,
    words: Vec<String>,
    /// How many different names there are.
    all_names: u64,
    seed: u64,
}

impl Maker {
    /// One for a corpus of `articles`, from the sample articles in `folder`.
    pub fn new(folder: &Path, articles: u64, seed: u64) -> std::io::Result<Self> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        files.sort();
        let texts: Vec<String> = files.iter().map(fs::read_to_string).collect::<std::io::Result<_>>()?;
        let mut counts: HashMap<&str, u64> = HashMap::new();
        for word in texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic())) {
            *counts.entry(word).or_default() += 1;
        }
        let is_name = |word: &str| {
            word.starts_with(char::is_uppercase) && !counts.contains_key(word.to_lowercase().as_str())
        };
        let by_count = |fits: &dyn Fn(&str) -> bool| {
            let mut list: Vec<(&str, u64)> =
                counts.iter().filter(|(word, _)| fits(word)).map(|(word, count)| (*word, *count)).collect();
            list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            list.into_iter().map(|(word, _)| word.to_owned()).collect::<Vec<_>>()
        };
        let names = by_count(&|word| word.len() > 2 && is_name(word));
        let words = by_count(&|word| is_long(word));
        let samples = texts.iter().map(|text| sentences(text, &is_name)).collect();
        Ok(Self { samples, names, words, all_names: 500 + articles / 2, seed })
    }

    /// The file name of article `number`, below the corpus's folder.
    pub fn path(number: u64) -> PathBuf {
        PathBuf::from(format!("{:03}/a{number:06}.txt", number / 1_000))
    }

    /// The sentences of article `number`.
    pub fn article(&self, number: u64) -> Vec<String> {
        let mut dice = Dice::of(self.seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let mut same = HashMap::new();
        let count = SENTENCES.0 + dice.below(SENTENCES.1 - SENTENCES.0 + 1);
        let mut sample = dice.below(self.samples.len() as u64) as usize;
        let mut at = dice.roll() as usize;
        let mut made = Vec::new();
        for _ in 0..count {
            if dice.below(4) == 0 {
                sample = dice.below(self.samples.len() as u64) as usize;
                at = dice.roll() as usize;
            }
            at = at.wrapping_add(1);
            let all = &self.samples[sample];
            let sentence = &all[at % all.len()];
            made.push(sentence.iter().map(|piece| self.vary(piece, &mut same, &mut dice)).collect());
        }
        made
    }

    /// Article `number` as a file.
    pub fn text(&self, number: u64) -> String {
        let sentences = self.article(number);
        let mut dice = Dice::of(number);
        let title: Vec<&str> = sentences[0].split(' ').take(9).collect();
        let mut text = format!("{}\n\n{}\n", title.join(" "), date(&mut dice));
        for paragraph in sentences.chunks(3) {
            text += &format!("\n{}\n", paragraph.join(" "));
        }
        text
    }

    /// Writes articles `0..count` below `folder`, unless they are there already; their bytes.
    pub fn write(&self, folder: &Path, count: u64) -> std::io::Result<u64> {
        let mut bytes = 0;
        for number in 0..count {
            let path = folder.join(Self::path(number));
            if number % 1_000 == 0
                && let Some(parent) = path.parent()
            {
                fs::create_dir_all(parent)?;
            }
            let text = self.text(number);
            bytes += text.len() as u64;
            if fs::metadata(&path).is_ok_and(|found| found.len() == text.len() as u64) {
                continue;
            }
            fs::write(path, text)?;
        }
        Ok(bytes)
    }

    /// A note of about `words` words on a corpus of `articles`: what they say, each fifth sentence with
    /// other numbers, and now and then a name that nobody bears.
    pub fn note(&self, articles: u64, words: usize) -> String {
        let mut dice = Dice::of(self.seed ^ 0x6e6f_7465);
        let (mut text, mut count, mut paragraphs) = (String::from("# Brief\n"), 0, 0);
        while count < words {
            if paragraphs % 12 == 0 {
                text += &format!("\n## Part {}\n", paragraphs / 12 + 1);
            }
            paragraphs += 1;
            let article = self.article(dice.below(articles));
            let from = dice.below(article.len() as u64 - 4) as usize;
            let mut lines = Vec::new();
            for sentence in &article[from..from + 4] {
                let mut sentence = sentence.clone();
                match dice.below(20) {
                    0..4 => sentence = sentence.replace(|c: char| c.is_ascii_digit(), "7"),
                    4 => sentence = format!("Tarvik Omholt said otherwise. {sentence}"),
                    _ => {}
                }
                count += sentence.split(' ').count();
                lines.push(sentence);
            }
            text += &format!("\n{}\n", lines.join(" "));
        }
        text
    }

    fn vary(&self, piece: &Piece, same: &mut HashMap<String, String>, dice: &mut Dice) -> String {
        match piece {
            Piece::Other(text) => text.clone(),
            Piece::Number(digits) => number(digits, dice),
            Piece::Name(name) => same.entry(name.clone()).or_insert_with(|| self.name(dice)).clone(),
            Piece::Word(word) => {
                if dice.below(100) < VARIED {
                    self.word(word, dice)
                } else {
                    word.clone()
                }
            }
        }
    }

    fn name(&self, dice: &mut Dice) -> String {
        let rank = dice.rank(self.all_names);
        self.names.get(rank as usize).cloned().unwrap_or_else(|| {
            let name = invented(rank);
            name[..1].to_uppercase() + &name[1..]
        })
    }

    fn word(&self, like: &str, dice: &mut Dice) -> String {
        let rank = dice.rank(WORDS);
        let ending = &like[like.len() - 2..];
        let known = self.words.get(rank as usize).filter(|word| word.ends_with(ending));
        known.cloned().unwrap_or_else(|| format!("{}{ending}", invented(rank)))
    }
}

fn is_long(word: &str) -> bool {
    word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A word that can be spoken, another for each number.
fn invented(number: u64) -> String {
    const HEADS: [&str; 16] =
        ["b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v"];
    const HEARTS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "or"];
    let mut rest = number + 4_096;
    let mut word = String::new();
    while rest > 0 {
        word += HEADS[(rest % 16) as usize];
        word += HEARTS[(rest / 16 % 8) as usize];
        rest /= 128;
    }
    word
}

fn number(digits: &str, dice: &mut Dice) -> String {
    match digits.len() {
        1 | 2 => (2 + dice.rank(97)).to_string(),
        3 => (100 + dice.below(900)).to_string(),
        4 if digits.starts_with("19") || digits.starts_with("20") => (1990 + dice.below(36)).to_string(),
        len => digits.bytes().take(len).map(|_| char::from(b'1' + dice.below(9) as u8)).collect(),
    }
}

fn date(dice: &mut Dice) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (day, month) = (1 + dice.below(28), MONTHS[dice.below(12) as usize]);
    format!("{day} {month} {}", 2000 + dice.below(26))
}

/// The sentences of the running text, in pieces.
fn sentences(text: &str, is_name: &dyn Fn(&str) -> bool) -> Vec<Vec<Piece>> {
    let paragraphs = text.lines().filter(|line| line.len() > 100 && line.ends_with(['.', '”', '"']));
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let mut rest = paragraph.trim();
        // Where a full stop is followed by a capital; abbreviations are not worth a rule here.
        while let Some(end) = rest.char_indices().zip(rest.char_indices().skip(2)).find_map(|(one, two)| {
            let ends = matches!(one.1, '.' | '”') && rest[one.0 + one.1.len_utf8()..].starts_with(' ');
            (ends && two.1.is_uppercase() && one.0 > 40).then_some(one.0 + one.1.len_utf8())
        }) {
            found.push(pieces(&rest[..end], is_name));
            rest = rest[end..].trim_start();
        }
        found.push(pieces(rest, is_name));
    }
    found
}

fn pieces(sentence: &str, is_name: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    let class = |c: char| {
        if c.is_alphabetic() {
            0
        } else if c.is_ascii_digit() {
            1
        } else {
            2
        }
    };
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| class(c) != class(first)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        found.push(match class(first) {
            0 if piece.len() > 2 && is_name(piece) => Piece::Name(piece.to_owned()),
            0 if is_long(piece) => Piece::Word(piece.to_owned()),
            1 => Piece::Number(piece.to_owned()),
            _ => Piece::Other(piece.to_owned()),
        });
        rest = behind;
    }
    found
}
