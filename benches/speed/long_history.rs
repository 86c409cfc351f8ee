//! A long history as a stream for `git fast-import`: quarters of sheets whose key results get check-ins, other
//! wordings and now and then a looser target. The same numbers give the same commits, byte for byte. One commit in
//! twenty-two is a merge.

use std::fmt::Write as _;
use std::io::{self, Write};

/// Each cycle is a quarter; the first one.
const FIRST_YEAR: i64 = 2018;
const CYCLES: usize = 8;
const DAY: i64 = 86_400;
const TEXTS: [&str; 6] = [
    "the round trip of a request, production, 7-day window",
    "the lead time from merge to production, all services, 28-day window",
    "the time to restore service after an incident, 90-day window",
    "the share of requests that fail at the first try, all markets, 28-day window",
    "the hours of manual repair, everyone on call, weekly mean over 28 days",
    "the cost of serving a payment, all markets, monthly",
];

/// A small generator of numbers (splitmix64): good enough for data, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap_or(0)
    }
}

struct KeyResult {
    baseline: usize,
    target: usize,
    wording: usize,
    check_ins: Vec<(String, usize)>,
}

struct Sheet {
    cycle: String,
    team: String,
    key_results: Vec<KeyResult>,
}

impl Sheet {
    fn new(cycle: &str, team: usize, dice: &mut Dice) -> Self {
        let key_results = (0..6)
            .map(|_| {
                let target = 100 + dice.roll(200);
                let baseline = target + 50 + dice.roll(300);
                KeyResult { baseline, target, wording: 0, check_ins: Vec::new() }
            })
            .collect();
        Self { cycle: cycle.to_owned(), team: format!("team-{team:04}"), key_results }
    }

    fn path(&self) -> String {
        format!("okrs/{}/{}.yaml", self.cycle, self.team)
    }

    fn text(&self) -> String {
        let mut text = format!("cycle: {}\nteam: {}\nobjectives:\n", self.cycle, self.team);
        for (o, pair) in self.key_results.chunks(2).enumerate() {
            let dimension = ["efficiency", "quality", "sustainability"][o % 3];
            let _ = write!(
                text,
                "  - id: objective-{o}\n    title: What {} does for the others becomes dependable, part {o}\n    \
                 why: Others wait for it more often than anyone can plan for.\n    dimension: {dimension}\n    \
                 commitment: committed\n    key_results:\n",
                self.team
            );
            for (k, own) in pair.iter().enumerate() {
                let number = o * 2 + k;
                let _ = write!(
                    text,
                    "      - id: result-{number}\n        title: It falls from {} ms to under {} ms, wording {}\n        \
                     metric: p95 of {}\n        baseline: {} ms\n        target: \"< {} ms\"\n        \
                     source: https://numbers.example/{}/{number}\n",
                    own.baseline, own.target, own.wording, TEXTS[number], own.baseline, own.target, self.team
                );
                if !own.check_ins.is_empty() {
                    text.push_str("        check_ins:\n");
                }
                for (date, value) in &own.check_ins {
                    let _ =
                        writeln!(text, "          - {{ date: {date}, value: {value} ms, confidence: 0.6 }}");
                }
            }
        }
        text
    }

    /// One more edit; whether it is a shift.
    fn edit(&mut self, date: &str, dice: &mut Dice) -> bool {
        let at = dice.roll(self.key_results.len());
        let own = &mut self.key_results[at];
        match dice.roll(20) {
            0 => {
                own.target += 5;
                true
            }
            1 => {
                own.wording += 1;
                false
            }
            _ if own.check_ins.last().is_some_and(|(last, _)| last == date) => {
                own.wording += 1;
                false
            }
            _ => {
                let value = own.baseline - dice.roll(60);
                own.check_ins.push((date.to_owned(), value));
                false
            }
        }
    }
}

/// The stream, and the number of the last mark in it.
struct Stream<W> {
    out: W,
    mark: usize,
    blobs: usize,
}

impl<W: Write> Stream<W> {
    fn commit(
        &mut self,
        branch: &str,
        at: i64,
        from: usize,
        merge: Option<usize>,
        files: &[(String, String)],
    ) -> io::Result<usize> {
        self.mark += 1;
        let mark = self.mark;
        let message = format!("Update {} sheets, number {mark}\n", files.len());
        writeln!(self.out, "commit refs/heads/{branch}\nmark :{mark}")?;
        writeln!(self.out, "committer A maintainer <maintainer@example.org> {at} +0000")?;
        writeln!(self.out, "data {}\n{message}", message.len())?;
        if from > 0 {
            writeln!(self.out, "from :{from}")?;
        }
        if let Some(merge) = merge {
            writeln!(self.out, "merge :{merge}")?;
        }
        for (path, text) in files {
            writeln!(self.out, "M 100644 inline {path}\ndata {}\n{text}", text.len())?;
        }
        self.blobs += if merge.is_some() { 0 } else { files.len() };
        Ok(mark)
    }
}

/// Days since 1970-01-01 (H. Hinnant's `days_from_civil`).
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a day of a quarter that starts in `month`, days counted from 0.
fn date(year: i64, month: i64, day: i64) -> String {
    let (mut month, mut day) = (month, day);
    loop {
        let length = day_number(if month == 12 { year + 1 } else { year }, month % 12 + 1, 1)
            - day_number(year, month, 1);
        if day < length {
            return format!("{year}-{month:02}-{:02}", day + 1);
        }
        day -= length;
        month += 1;
    }
}

/// What is true of a history that was written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Truth {
    pub(crate) commits: usize,
    pub(crate) sheets: usize,
    pub(crate) blobs: usize,
    pub(crate) key_results: usize,
    pub(crate) shifts: usize,
}

/// Writes a history of so many commits over so many sheets.
pub(crate) fn write(out: impl Write, commits: usize, sheets: usize, seed: u64) -> io::Result<Truth> {
    let teams = sheets.div_ceil(CYCLES).max(2);
    let per_cycle = commits / CYCLES;
    let mut dice = Dice(seed);
    let mut stream = Stream { out, mark: 0, blobs: 0 };
    let mut shifts = 0;
    let mut head = stream.commit(
        "main",
        (day_number(FIRST_YEAR, 1, 1) - 20) * DAY,
        0,
        None,
        &[("okr.yaml".to_owned(), "version: 1\n".to_owned())],
    )?;
    for cycle in 0..CYCLES {
        let year = FIRST_YEAR + i64::try_from(cycle / 4).unwrap_or(0);
        let month = 1 + 3 * i64::try_from(cycle % 4).unwrap_or(0);
        let starts = day_number(year, month, 1);
        let name = format!("{year}-Q{}", cycle % 4 + 1);
        let first_mark = stream.mark;
        let mut drafts: Vec<Sheet> = (0..teams).map(|team| Sheet::new(&name, team, &mut dice)).collect();
        for (at, some) in (0_i64..).zip(drafts.chunks(10)) {
            let files: Vec<_> = some.iter().map(|sheet| (sheet.path(), sheet.text())).collect();
            head = stream.commit("main", (starts - 5) * DAY + at * 60, head, None, &files)?;
        }
        let sides = i64::try_from(per_cycle).unwrap_or(1).max(1);
        while stream.mark - first_mark < per_cycle {
            let done = i64::try_from(stream.mark - first_mark).unwrap_or(0);
            // From day 20 to day 85: after settling, and before the next cycle's drafts.
            let seconds = 20 * DAY + done * 65 * DAY / sides;
            let today = date(year, month, seconds / DAY);
            let mut edit = |team: usize, dice: &mut Dice| {
                let sheet = &mut drafts[team];
                shifts += usize::from(sheet.edit(&today, dice));
                (sheet.path(), sheet.text())
            };
            let at = starts * DAY + seconds;
            let team = dice.roll(teams);
            if dice.roll(20) == 0 {
                // A side branch of one commit, beside one on the main branch, and their merge.
                let other = (team + 1) % teams;
                let file = edit(team, &mut dice);
                let side = stream.commit("side", at, head, None, std::slice::from_ref(&file))?;
                let beside = edit(other, &mut dice);
                head = stream.commit("main", at + 1, head, None, &[beside])?;
                head = stream.commit("main", at + 2, head, Some(side), &[file])?;
            } else {
                let mut files = vec![edit(team, &mut dice)];
                if dice.roll(2) == 0 {
                    files.push(edit((team + 1) % teams, &mut dice));
                }
                head = stream.commit("main", at, head, None, &files)?;
            }
        }
    }
    stream.out.flush()?;
    Ok(Truth {
        commits: stream.mark,
        sheets: teams * CYCLES,
        blobs: stream.blobs - 1,
        key_results: teams * CYCLES * 6,
        shifts,
    })
}
