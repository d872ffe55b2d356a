//! Rebuilds the shipped data from its sources: `cargo run --release --features train --bin train -- JOB`.
//! Each job lives in a file of its own under `train/` and reads the paths given after its name.

use std::path::Path;
use std::process::ExitCode;

#[path = "train/clearnlp.rs"]
mod clearnlp;
#[path = "train/edits.rs"]
mod edits;
#[path = "train/evidence.rs"]
mod evidence;
#[path = "train/gazetteer.rs"]
mod gazetteer;
#[path = "train/learner.rs"]
mod learner;
#[path = "train/logistic.rs"]
mod logistic;
#[path = "train/ner.rs"]
mod ner;
#[path = "train/parse.rs"]
mod parse;
#[path = "train/pos.rs"]
mod pos;
#[path = "train/ranking.rs"]
mod ranking;
#[path = "train/rarity.rs"]
mod rarity;
#[path = "train/spelling.rs"]
mod spelling;
#[path = "train/transliterate.rs"]
mod transliterate;
#[path = "train/treebank.rs"]
mod treebank;
#[path = "train/wordnet.rs"]
mod wordnet;

const USAGE: &str = "usage: train JOB ARGUMENTS
  gazetteer NAME=PATH...        towns and names -> src/entities/data/gazetteer.bin (its README has the line)
  lexicon WORDNET_DICT OUT      WordNet 3.0 dict folder -> OUT/wordnet.bin, OUT/exceptions.tsv
  edits NEWS_DIR OUT.jsonl      claims made by rule from unlabelled news, for evidence
  evidence CLAIMS ...           labelled claims -> src/evidence/data/scorer.json (see its own usage)
  ranking CLAIMS_DIR [--write]  claims with named evidence -> src/evidence/data/ranking.json
  rarity TEXT_DIR               news as .txt files -> src/index/data/rarity.tsv
  pos --treebank FILE[.xz] [--silver FILE[.xz]] --out FILE
                                CoNLL-U -> src/text/data/tagger.bin
  spelling PAIRS OUT            labelled pairs of spellings -> src/entities/data/spelling.tsv
  parse --treebank FILE[.xz] [--silver FILE.tsv] --out FILE
                                CoNLL-U -> src/text/data/parser.bin
  ner ...                       labelled text -> src/entities/data/mentions.bin (see its own usage)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["gazetteer", paths @ ..] => gazetteer::build(paths),
        ["lexicon", dict, out] => wordnet::build(Path::new(dict), Path::new(out)),
        ["edits", rest @ ..] => edits::run(rest).map_err(std::io::Error::other),
        ["evidence", rest @ ..] => evidence::run(rest).map_err(std::io::Error::other),
        ["ranking", rest @ ..] => ranking::run(rest).map_err(std::io::Error::other),
        ["rarity", folder] => rarity::run(Path::new(folder)),
        ["pos", rest @ ..] => pos::run(rest),
        ["spelling", pairs, out] => {
            spelling::run(Path::new(pairs), Path::new(out)).map_err(std::io::Error::other)
        }
        ["parse", rest @ ..] => parse::run(rest),
        ["ner", rest @ ..] => ner::run(rest).map_err(std::io::Error::other),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}
