//! Writes the history of a big OKR repository as a stream for `git fast-import`, and on standard error what
//! is true of it: how many blobs, key results and shifts it holds.
//!
//! ```text
//! git init -q -b main big
//! cargo run --release --example big_repository -- 10000 300 | git -C big fast-import --quiet
//! git -C big reset -q --hard main && git -C big okr history
//! ```
//!
//! It is the history that `cargo bench` measures on.

#[path = "../benches/speed/long_history.rs"]
mod long_history;

use std::io::{self, BufWriter, Write};

use long_history::Truth;

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<usize>().unwrap_or(0));
    let (commits, sheets) = (numbers.next().unwrap_or(10_000), numbers.next().unwrap_or(300));
    let seed = numbers.next().unwrap_or(1) as u64;
    let out = BufWriter::new(io::stdout().lock());
    let Truth { commits, sheets, blobs, key_results, shifts } =
        long_history::write(out, commits, sheets, seed)?;
    writeln!(
        io::stderr(),
        "{commits} commits, {sheets} sheets, {blobs} blobs, {key_results} key results, {shifts} shifts"
    )
}
