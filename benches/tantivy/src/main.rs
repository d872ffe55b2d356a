//! Indexes every article below a folder sentence by sentence, with stems and positions as the engine's
//! defaults are, and nothing else: `tantivy-alone CORPUS INDEX`.

use std::path::Path;

use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, doc};

/// Memory for documents that are not yet written; two threads share it.
const HEAP: usize = 200 << 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(corpus), Some(target)) = (arguments.next(), arguments.next()) else {
        return Err("usage: tantivy-alone CORPUS INDEX".into());
    };
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("en_stem").set_index_option(IndexRecordOption::WithFreqs);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing).set_stored());
    let article = schema.add_text_field("article", STORED);
    let index = Index::create_in_dir(&target, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(2, HEAP)?;
    add(Path::new(&corpus), &mut |path, content| {
        for sentence in sentences(content) {
            writer.add_document(doc!(text => sentence, article => path))?;
        }
        Ok(())
    })?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

type Add<'a> = &'a mut dyn FnMut(&str, &str) -> tantivy::Result<()>;

fn add(folder: &Path, add_one: Add<'_>) -> Result<(), Box<dyn std::error::Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add(&path, add_one)?;
        } else {
            add_one(&path.to_string_lossy(), &String::from_utf8_lossy(&std::fs::read(&path)?))?;
        }
    }
    Ok(())
}

/// Cut at a full stop and a space: the cheapest way there is.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(". ").flat_map(|part| part.split('\n')).map(str::trim).filter(|part| !part.is_empty())
}
