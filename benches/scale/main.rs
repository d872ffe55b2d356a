//! Measures the program end to end on generated corpora and prints one table:
//!
//! ```sh
//! cargo bench --bench scale -- --articles 1000,10000,100000
//! ```
//!
//! Everything is taken from outside, over the language server's real messages. Corpora are made of the sample
//! articles with a seed (`corpus.rs`) and kept in `--work` (a folder of the target directory unless given) for
//! the next run. `benches/tantivy` indexes the same text beside it (`--no-tantivy` leaves that out), and
//! `harper-ls` answers the same keystrokes, if it is on the PATH or named by `--peer`. `--instructions` counts
//! the program's instructions with valgrind instead.

mod client;
mod corpus;
mod instructions;
mod measure;
mod peers;
mod process;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use corpus::Maker;
use measure::{Measures, Site};
use table::{Table, megabytes, milliseconds, seconds, share, shares};

const SHORT: usize = 2_000;
const SEED: u64 = 6;

struct Options {
    articles: Vec<u64>,
    program: PathBuf,
    work: PathBuf,
    tantivy: bool,
    peer: Option<PathBuf>,
    rounds: u64,
    note_words: usize,
    instructions: bool,
}

impl Options {
    fn of(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            articles: vec![1_000, 10_000],
            program: env!("CARGO_BIN_EXE_attest-ls").into(),
            work: Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale"),
            tantivy: true,
            peer: on_path("harper-ls"),
            rounds: 200,
            note_words: 10_000,
            instructions: false,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            let number = |text: &str| text.parse::<u64>().map_err(|_| format!("{text} is no number"));
            match argument.as_str() {
                // Cargo says so to every benchmark.
                "--bench" => {}
                "--articles" => {
                    options.articles = value()?.split(',').map(number).collect::<Result<_, _>>()?;
                }
                "--program" => options.program = value()?.into(),
                "--work" => options.work = value()?.into(),
                "--peer" => options.peer = Some(value()?.into()),
                "--rounds" => options.rounds = number(&value()?)?,
                "--note-words" => options.note_words = number(&value()?)? as usize,
                "--instructions" => options.instructions = true,
                "--no-tantivy" => options.tantivy = false,
                "--no-peer" => options.peer = None,
                _ => return Err(format!("{argument} is not known; see the head of benches/scale/main.rs")),
            }
        }
        Ok(options)
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn main() -> ExitCode {
    match Options::of(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Wall time, processor time, and bytes of the index.
type Alone = (Duration, Duration, u64);

/// The figures of one corpus and of what was measured beside it.
struct Column {
    articles: u64,
    own: Measures,
    tantivy: Option<Alone>,
    peer: Option<(Vec<Duration>, Duration)>,
}

fn run(options: &Options) -> Result<(), String> {
    if options.instructions {
        return instructions::print(&options.program, &options.work, SEED);
    }
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/peace-talks/corpus");
    let tantivy = if options.tantivy { Some(peers::build_tantivy()?) } else { None };
    let mut columns = Vec::new();
    for &articles in &options.articles {
        eprintln!("{articles} articles");
        let io = |error: std::io::Error| error.to_string();
        let maker = Maker::new(&samples, articles, SEED).map_err(io)?;
        let root = options.work.join(articles.to_string());
        fs::create_dir_all(&root).map_err(io)?;
        let root = root.canonicalize().map_err(io)?;
        let text = maker.write(&root.join("corpus"), articles).map_err(io)?;
        let notes = [maker.note(articles, SHORT), maker.note(articles, options.note_words)];
        // For whoever wants to look at what was measured.
        for (name, note) in ["short.md", "long.md"].iter().zip(&notes) {
            fs::write(root.join(name), note).map_err(io)?;
        }
        let site = Site {
            program: &options.program,
            root: &root,
            cache: &root.join("cache"),
            notes: [&notes[0], &notes[1]],
            rounds: options.rounds,
        };
        let own = site.measure(text)?;
        let beside = |program: &PathBuf| peers::tantivy(program, &root.join("corpus"), &root.join("tantivy"));
        let tantivy = tantivy.as_ref().map(beside).transpose()?;
        let typed = |program: &PathBuf| peers::keystrokes(program, &root, &notes[1], options.rounds);
        let peer = options.peer.as_ref().map(typed).transpose()?;
        columns.push(Column { articles, own, tantivy, peer });
    }
    print(&columns, options);
    Ok(())
}

fn print(columns: &[Column], options: &Options) {
    let mut table = Table::default();
    table.row("articles", columns.iter().map(|it| it.articles.to_string()));
    let mut row =
        |name: &str, figure: &dyn Fn(&Column) -> String| table.row(name, columns.iter().map(figure));
    row("text", &|it| megabytes(it.own.text));
    row("cold index, wall", &|it| seconds(it.own.cold.0));
    row("cold index, processor time", &|it| seconds(it.own.cold.1));
    row("cold index, text a second", &|it| {
        format!("{:.1} MB/s", it.own.text as f64 / 1e6 / it.own.cold.0.as_secs_f64())
    });
    row("memory while indexing, most", &|it| megabytes(it.own.building));
    row("index on disk", &|it| megabytes(it.own.index));
    let of_tantivy = |figure: &dyn Fn(&Alone, &Measures) -> String| {
        let figure = |it: &Column| it.tantivy.as_ref().map_or("-".into(), |peer| figure(peer, &it.own));
        columns.iter().map(figure).collect::<Vec<_>>()
    };
    let tantivy = [
        ("tantivy alone, wall", of_tantivy(&|it, _| seconds(it.0))),
        ("tantivy alone, processor time", of_tantivy(&|it, _| seconds(it.1))),
        ("tantivy alone, index on disk", of_tantivy(&|it, _| megabytes(it.2))),
        (
            "cold index, of tantivy's processor time",
            of_tantivy(&|it, own| format!("{:.1} x", own.cold.1.as_secs_f64() / it.1.as_secs_f64())),
        ),
        (
            "cold index, of tantivy's wall time",
            of_tantivy(&|it, own| format!("{:.1} x", own.cold.0.as_secs_f64() / it.0.as_secs_f64())),
        ),
    ];
    for (name, figures) in tantivy.into_iter().filter(|_| options.tantivy) {
        table.row(name, figures);
    }
    let mut row =
        |name: &str, figure: &dyn Fn(&Column) -> String| table.row(name, columns.iter().map(figure));
    row("start to first diagnostics, 2,000 words", &|it| milliseconds(it.own.opened));
    row("memory, that note open", &|it| megabytes(it.own.resident[0]));
    let words = options.note_words;
    row(&format!("open to diagnostics, {words} words, warm"), &|it| milliseconds(it.own.long_note));
    row("memory, both notes open, after all below", &|it| megabytes(it.own.resident[1]));
    row("memory, most ever", &|it| megabytes(it.own.resident[2]));
    row("keystroke to diagnostics, p50/p95/p99", &|it| shares(&it.own.keystrokes));
    row("keystroke, processor time", &|it| format!("{:.1} ms", it.own.keystroke_cpu.as_secs_f64() * 1e3));
    row("hover, p50/p95/p99", &|it| shares(&it.own.hovers));
    row("definition, p50/p95/p99", &|it| shares(&it.own.definitions));
    row("completion, p50/p95/p99", &|it| shares(&it.own.completions));
    row("first completion after the start", &|it| milliseconds(it.own.first_completion));
    row("first completion after a change, median/most", &|it| {
        let (median, most) = (share(&it.own.completion_after, 0.5), share(&it.own.completion_after, 1.0));
        format!("{} / {}", milliseconds(median), milliseconds(most))
    });
    if options.peer.is_some() {
        row("keystroke, harper-ls", &|it| it.peer.as_ref().map_or("-".into(), |peer| shares(&peer.0)));
        row("keystroke, harper-ls, processor time", &|it| {
            it.peer.as_ref().map_or("-".into(), |peer| format!("{:.1} ms", peer.1.as_secs_f64() * 1e3))
        });
    }
    let base = columns.first().map_or(Duration::ZERO, |it| it.own.keystroke_cpu);
    row("growth of a keystroke's processor time", &|it| {
        format!("{:.1} x", it.own.keystroke_cpu.as_secs_f64() / base.as_secs_f64())
    });
    row("article added, median", &|it| milliseconds(share(&it.own.added, 0.5)));
    row("article removed, median", &|it| milliseconds(share(&it.own.removed, 0.5)));
    row("processor time in 2 s of rest", &|it| milliseconds(it.own.idle));
    table.print();
}
