//! Mail: one message, a mailbox, or a web page saved as MHTML. Attachments are not read.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Address, DateTime, Message, MessageParser};

use super::{Fault, Found, MOST_RECORDS, rendition};
use crate::corpus::draft::{Draft, Metadata};
use crate::corpus::limits::{Limit, Limits};
use crate::corpus::origin::Origin;
use jiff::civil::Date;

/// Messages of more bytes than this get a stack of their own size: a message may hold a message, and the
/// library lets go of those one inside the other.
const SMALL: usize = 32 * 1024;
/// Bytes of stack for a byte of message: a message inside another takes at least thirty bytes.
const STACK: usize = 24;

/// The message in `bytes`.
///
/// # Errors
/// When it is no message, or has no words.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Found, Fault> {
    let draft = on_stack(bytes, Origin::Rendition { pages: Vec::new() }, limits.file())?;
    draft.map(Found::one).ok_or_else(|| "it is no message with a text".to_owned())
}

/// [`message`] with as much stack as its messages inside messages may take.
fn on_stack(bytes: &[u8], origin: Origin, limit: Limit) -> Result<Option<Draft>, Fault> {
    if bytes.len() <= SMALL {
        return Ok(message(bytes, origin));
    }
    if bytes.len() as u64 > limit.most {
        return Err(format!(
            "a message of {} bytes is over the limit of {}; {}",
            bytes.len(),
            limit.most,
            limit.advice()
        ));
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("mail".to_owned()).stack_size(bytes.len() * STACK);
        let reading = thread
            .spawn_scoped(scope, || message(bytes, origin))
            .map_err(|error| format!("no thread to read a message of {} bytes with: {error}", bytes.len()))?;
        Ok(reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// The messages of a mailbox.
#[must_use]
pub fn read_mailbox(bytes: &[u8], limits: &Limits) -> Found {
    let mut found = Found::default();
    let mut blank = 0;
    let mut starts = from_lines(bytes);
    for (number, entry) in (1u32..).zip(MessageIterator::new(bytes)) {
        if number as usize > MOST_RECORDS {
            found.faults.push(format!("only the first {MOST_RECORDS} messages are read; split the mailbox"));
            break;
        }
        // Reading from memory does not fail.
        let Ok(entry) = entry else { break };
        let origin = Origin::Record { line: starts.next().unwrap_or(number) };
        match on_stack(entry.contents(), origin, limits.file()) {
            Ok(Some(draft)) => found.drafts.push((None, draft)),
            Ok(None) => blank += 1,
            Err(fault) => found.faults.push(format!("message {number} is not read: {fault}")),
        }
    }
    if blank > 0 {
        found.faults.push(format!("{blank} messages hold no text"));
    }
    found
}

/// The lines, from 1, on which the messages of a mailbox start.
fn from_lines(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let lines = (1u32..).zip(bytes.split(|byte| *byte == b'\n'));
    lines.filter(|(_, line)| line.starts_with(b"From ")).map(|(number, _)| number)
}

fn message(bytes: &[u8], origin: Origin) -> Option<Draft> {
    let message = MessageParser::default().parse(bytes)?;
    let subject = message.subject().map(without_prefixes).filter(|subject| !subject.is_empty());
    let (name, address) = sender(&message);
    let page = message.header_raw("Snapshot-Content-Location").map(str::trim);
    let metadata = Metadata {
        title: subject.map(str::to_owned),
        // Who sends a newsletter publishes it; a saved page names its own publisher.
        outlet: if page.is_none() { name.or(address) } else { None },
        author: None,
        date: if page.is_none() { message.date().and_then(day) } else { None },
        url: page.map(str::to_owned),
        language: None,
    };
    // Plain text is what the sender wrote for readers without pictures; many send only HTML.
    let plain = message.text_part(0).filter(|part| part.is_text() && !part.is_text_html());
    let (text, html) = match plain {
        Some(_) => (message.body_text(0)?, false),
        None => (message.body_html(0)?, true),
    };
    let draft = rendition::of_text(subject, &text, html, metadata, origin);
    (!draft.text.trim().is_empty()).then_some(draft)
}

/// A subject without `Re:` and `Fwd:`.
fn without_prefixes(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some((head, tail)) = rest.split_once(':') {
        if !["re", "fwd", "fw", "aw", "wg"].iter().any(|prefix| head.trim().eq_ignore_ascii_case(prefix)) {
            break;
        }
        rest = tail.trim();
    }
    rest
}

fn sender(message: &Message<'_>) -> (Option<String>, Option<String>) {
    let first = message.from().and_then(Address::first);
    let owned = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    (
        first.and_then(|from| from.name.as_deref()).and_then(owned),
        first.and_then(|from| from.address.as_deref()).and_then(owned),
    )
}

fn day(date: &DateTime) -> Option<Date> {
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    Date::new(i16::try_from(date.year).ok()?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_inside_a_message_inside_a_message_and_so_on_is_survived() {
        let nested = "Content-Type: message/rfc822\n\n".repeat(200_000);
        let whole = format!("From: a@b\n{nested}From: a@b\n\nHello.\n");
        assert!(read(whole.as_bytes(), &Limits::default()).is_err());
        let small = format!("From: a@b\n{}\nHello.\n", &nested[..SMALL - 100]);
        assert!(read(small.as_bytes(), &Limits::default()).is_err());
    }

    #[test]
    fn a_subject_loses_what_answers_and_forwards_add() {
        assert_eq!(without_prefixes("Fwd: RE: Harbour: opened"), "Harbour: opened");
        assert_eq!(without_prefixes("Harbour opened"), "Harbour opened");
    }
}
