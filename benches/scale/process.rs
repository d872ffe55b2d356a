//! What the system says of a process: its memory and its time on a processor. Linux only; 0 elsewhere.

use std::fs;
use std::path::Path;
use std::time::Duration;

/// Ticks a second that `/proc` counts in.
const TICKS: f64 = 100.0;

/// Bytes of memory that are its own or shared with it now.
pub fn resident(pid: u32) -> u64 {
    status(pid, "VmRSS:")
}

/// The most that it ever had.
pub fn most_resident(pid: u32) -> u64 {
    status(pid, "VmHWM:")
}

fn status(pid: u32, field: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap_or_default();
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().unwrap_or(0);
    kilobytes * 1_024
}

/// How long it has run on processors.
pub fn cpu(pid: u32) -> Duration {
    ticks(&format!("/proc/{pid}/stat"), 11)
}

/// How long the processes that this one started, and waited for, have run on processors.
pub fn cpu_of_children() -> Duration {
    ticks("/proc/self/stat", 13)
}

/// The sum of two fields, counted behind the name in brackets.
fn ticks(path: &str, first: usize) -> Duration {
    let stat = fs::read_to_string(path).unwrap_or_default();
    let behind = stat.rsplit_once(')').map_or("", |(_, behind)| behind);
    let fields = behind.split_whitespace().skip(first).take(2).filter_map(|field| field.parse::<f64>().ok());
    Duration::from_secs_f64(fields.sum::<f64>() / TICKS)
}

/// Bytes of all files below `folder`.
pub fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(found) if found.is_dir() => size_of(&entry.path()),
        Ok(found) => found.len(),
        Err(_) => 0,
    };
    entries.map(size).sum()
}
