//! Comma-separated values with a header line; semicolons and tabs too.

use csv::{ReaderBuilder, StringRecord};

use super::{Found, MOST_RECORDS, record};
use crate::corpus::columns::Columns;

/// The articles in `text`.
#[must_use]
pub fn read(text: &str, columns: &Columns) -> Found {
    let mut found = Found::default();
    let delimiter = delimiter(text.lines().next().unwrap_or(""));
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(|name| name.trim().to_owned()).collect(),
        Err(error) => {
            found.faults.push(error.to_string());
            return found;
        }
    };
    let (mut total, mut blank) = (0, 0);
    let mut row = StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                found.faults.push(error.to_string());
                break;
            }
        }
        if total == MOST_RECORDS {
            found.faults.push(format!("only the first {MOST_RECORDS} rows are read; split the file"));
            break;
        }
        total += 1;
        let line = row.position().map_or(0, csv::Position::line);
        let fields: Vec<(String, String)> =
            names.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
        match record::draft(&fields, columns, u32::try_from(line).unwrap_or(u32::MAX)) {
            Some(draft) => found.drafts.push(draft),
            None => blank += 1,
        }
    }
    record::without_text(&mut found, blank, total, &names);
    found
}

/// The separator that the header line has most of.
fn delimiter(header: &str) -> u8 {
    let count = |mark: u8| header.bytes().filter(|byte| *byte == mark).count();
    *b",;\t".iter().max_by_key(|mark| (count(**mark), **mark == b',')).unwrap_or(&b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_read_off_the_header() {
        assert_eq!([delimiter("id,title,text"), delimiter("id;title;text"), delimiter("id\ttext")], *b",;\t");
        assert_eq!(delimiter("text"), b',');
    }

    #[test]
    fn a_record_knows_the_line_on_which_it_starts() {
        let text = "id,text\na,\"One.\nTwo.\"\nb,Three.\n";
        let found = read(text, &Columns::default());
        let lines: Vec<_> = found.drafts.iter().map(|(id, draft)| (id.as_deref(), &draft.origin)).collect();
        let record = |line| crate::corpus::origin::Origin::Record { line };
        assert_eq!(lines, [(Some("a"), &record(2)), (Some("b"), &record(4))]);
    }
}
