//! Runs commands in turn and keeps what each took.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What each of several runs took, quickest first.
#[derive(Clone, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn median(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }

    pub(crate) fn best(&self) -> Duration {
        self.0.first().copied().unwrap_or_default()
    }
}

/// One run of a command. It must end with one of `fine`: a program that fails is quick.
fn run(command: &mut Command, fine: &[i32]) -> io::Result<Duration> {
    let started = Instant::now();
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
    let took = started.elapsed();
    if output.status.code().is_some_and(|code| fine.contains(&code)) {
        return Ok(took);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("{command:?} ended with {}: {said}", output.status)))
}

/// Runs the commands in turn, so that what else the machine does falls on all of them: once to warm up, and
/// then `rounds` times.
pub(crate) fn in_turn(commands: &mut [(Command, &[i32])], rounds: usize) -> io::Result<Vec<Times>> {
    in_turn_after(&mut |_| Ok(()), commands, rounds)
}

/// As [`in_turn`], with something done before each round: a hook is never asked twice about the same state.
pub(crate) fn in_turn_after(
    prepare: &mut dyn FnMut(usize) -> io::Result<()>,
    commands: &mut [(Command, &[i32])],
    rounds: usize,
) -> io::Result<Vec<Times>> {
    let mut times = vec![Times::default(); commands.len()];
    for round in 0..=rounds {
        prepare(round)?;
        for (at, (command, fine)) in commands.iter_mut().enumerate() {
            let took = run(command, fine)?;
            if round > 0 || rounds == 0 {
                times[at].0.push(took);
            }
        }
    }
    for times in &mut times {
        times.0.sort_unstable();
    }
    Ok(times)
}

/// The most memory a run of the command held, in bytes; nothing where the system does not tell (it does on Linux).
pub(crate) fn peak_memory(command: &mut Command) -> io::Result<Option<u64>> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait()?.is_none() {
        // The high-water mark only grows; the last look before the end is near enough.
        let said = std::fs::read_to_string(&status).unwrap_or_default();
        let line = said.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = kilobytes.map(|kilobytes| kilobytes << 10).or(peak);
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(peak)
}
