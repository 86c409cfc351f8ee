//! `git okr import`: sheets from what a team has today, a Markdown page or a CSV table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use okr_core::finding::Severity;
use okr_core::import::{CsvError, Field, Imported, Wanted, csv, markdown, period};
use okr_core::model::{Cycle, Id, Sheet};
use okr_core::yaml::write_sheet;

use crate::args::day;
use crate::desk::{Desk, Draft, references};
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Write sheets from a Markdown page or a CSV table of goals.
///
/// Reads goals as teams write them: headings over lists, `Objective 1:` and `KR1:`, tables with a heading over each
/// column, exports of spreadsheets and goal tools; `git okr import --columns` lists the names it knows. Each line
/// stays the title as it stands. Baseline and target are filled in where the text says them plainly, such as "from
/// 300 ms to under 200 ms", and never guessed. What has no place in a sheet is told with its line. A sheet that is
/// there already is never written over.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr import markdown okrs.md --team payments --cycle 2026-Q1 --dry-run\n  \
    git okr import csv okrs.csv                       team and cycle from their columns\n  \
    git okr import csv okrs.csv --team payments --cycle 2026-Q1 --column 'Success metric=metric'\n  \
    pandoc okrs.docx -t gfm | git okr import markdown - --team payments --cycle 2026-Q1")]
pub(crate) struct Args {
    /// What FILE holds: markdown or csv
    #[arg(value_name = "FORMAT", hide_possible_values = true, required_unless_present = "columns")]
    format: Option<Format>,
    /// The file to read; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "columns")]
    file: Option<PathBuf>,
    /// Whose goals they are; a table may tell it in a column
    #[arg(long, value_name = "TEAM")]
    team: Option<Id>,
    /// The cycle they are for; a table may tell it in a column
    #[arg(long, value_name = "CYCLE", value_parser = cycle)]
    cycle: Option<Cycle>,
    /// The day of current values that stand there without one; without it they are left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    /// What a column of a table stands for, where its name does not tell; may be given several times
    #[arg(long, value_name = "NAME=FIELD", value_parser = column)]
    column: Vec<(String, Field)>,
    /// Print the sheets to standard output, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// List the names of columns and labels that are known, and end
    #[arg(long)]
    columns: bool,
}

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Markdown,
    Csv,
}

fn cycle(text: &str) -> Result<Cycle, String> {
    period(text).ok_or_else(|| "write it as 2026-Q1, 2026-H1, 2026 or FY26-Q1".to_owned())
}

fn column(text: &str) -> Result<(String, Field), String> {
    let (name, field) = text.rsplit_once('=').ok_or("write the column's name, `=`, and a field")?;
    let known = || {
        let names: Vec<&str> = okr_core::import::NAMES.iter().map(|(_, names)| names[0]).collect();
        format!("there is no field `{field}`; fields are: {}", names.join(", "))
    };
    Ok((name.trim().to_owned(), Field::named(field).ok_or_else(known)?))
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let (Some(format), Some(file), false) = (args.format, &args.file, args.columns) else {
        return output::print(&columns()).map(|()| Exit::Fine);
    };
    let desk = Desk::open(session)?;
    if let Some(team) = &args.team {
        desk.known_team(team)?;
    }
    let text = read(session, file)?;
    let imported = match format {
        Format::Markdown => of_markdown(args, &text)?,
        Format::Csv => of_csv(args, &desk, &text)?,
    };
    let name = if is_standard_input(file) { "standard input".into() } else { file.to_string_lossy() };
    if imported.sheets.is_empty() {
        tell_left(&name, &imported);
        return Err(CommandError::new(format!("no objective was found in {name}; nothing was written"))
            .hint("an objective is a heading over a list, or a line that begins with `Objective:`; see `git okr import --help`"));
    }
    let landed = land(args, &desk, &imported)?;
    tell_left(&name, &imported);
    if let Some(next) = landed {
        output::remark(&next);
    }
    Ok(Exit::Fine)
}

/// Writes the sheets, or prints them; what to do next with those that were written.
fn land(args: &Args, desk: &Desk, imported: &Imported) -> Result<Option<String>, CommandError> {
    let mut drafts = Vec::new();
    let mut about = BTreeSet::new();
    let mut told = String::new();
    for sheet in &imported.sheets {
        // Printed, it is no matter what stands there.
        let path = if args.dry_run {
            desk.path_of(sheet.cycle, &sheet.team)
        } else {
            if let Some((file, _)) = desk.sheets_of(sheet.cycle, &sheet.team).next() {
                return Err(taken(&file.path));
            }
            desk.new_path(sheet.cycle, &sheet.team)?
        };
        about.extend(references(sheet));
        // Writing to a string cannot fail.
        let _ = writeln!(told, "{path}: {}", counts(sheet));
        drafts.push(Draft { path, text: write_sheet(sheet) });
    }
    if args.dry_run {
        let sheets: Vec<String> =
            drafts.iter().map(|draft| format!("# {}\n{}", draft.path, draft.text)).collect();
        output::print(&sheets.join("\n"))?;
        return Ok(None);
    }
    let landed = desk.land(&drafts, &about)?;
    output::print(&told)?;
    let asked: Vec<(&str, Severity)> =
        landed.findings().iter().map(|finding| (finding.rule, finding.severity)).collect();
    Ok(Some(next_steps(&asked, &drafts)))
}

fn taken(path: &str) -> CommandError {
    CommandError::new(format!("`{path}` holds goals of that team and cycle already; nothing was written"))
        .hint("print the new ones with `--dry-run`, and put them in by hand")
}

fn of_markdown(args: &Args, text: &str) -> Result<Imported, CommandError> {
    let team = args.team.as_ref().ok_or_else(|| {
        CommandError::new("whose goals are they? A page does not say it")
            .hint("name the team: `--team payments`")
    })?;
    let cycle = args.cycle.ok_or_else(|| {
        CommandError::new("which cycle are they for? A page does not say it")
            .hint("name it: `--cycle 2026-Q1`")
    })?;
    if let Some((name, _)) = args.column.first() {
        return Err(CommandError::new(format!("`--column {name}=…` is for tables in CSV"))
            .hint("leave it out, or export the table as CSV"));
    }
    Ok(markdown(text, cycle, team, args.date))
}

fn of_csv(args: &Args, desk: &Desk, text: &str) -> Result<Imported, CommandError> {
    let teams = &desk.snapshot().teams;
    let wanted = Wanted { cycle: args.cycle, team: args.team.as_ref(), teams, day: args.date };
    csv(text, &wanted, &args.column).map_err(|error| {
        let hint = match &error {
            CsvError::Empty => "is it the right file?",
            CsvError::Record(_) => "quotes stand in pairs; a quote within a cell is written twice",
            CsvError::NoKeyResults(_) => {
                "say which: `--column 'NAME=key result'`; `git okr import --columns` lists the names that are known"
            }
            CsvError::NoColumn { .. } => "write the name as it stands in the first line",
            CsvError::NoTeam => "name it, `--team payments`, or say which column it is: `--column NAME=team`",
            CsvError::NoCycle => "name it, `--cycle 2026-Q1`, or say which column it is: `--column NAME=cycle`",
        };
        CommandError::new(format!("{error}; nothing was written")).hint(hint)
    })
}

fn is_standard_input(file: &Path) -> bool {
    file == Path::new("-")
}

/// Reads the text: UTF-8, and not more than any team writes.
fn read(session: &Session, file: &Path) -> Result<String, CommandError> {
    const LARGEST: u64 = 1 << 20;
    let name = file.display();
    let failed = |error: std::io::Error| CommandError::new(format!("cannot read `{name}`: {error}"));
    let mut bytes = Vec::new();
    if is_standard_input(file) {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let path = session.path(file);
        std::fs::File::open(path)
            .and_then(|opened| opened.take(LARGEST + 1).read_to_end(&mut bytes))
            .map_err(failed)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(CommandError::new(format!("`{name}` is larger than 1 MiB; nothing was written"))
            .hint("import it in parts"));
    }
    String::from_utf8(bytes).map_err(|error| {
        CommandError::new(format!("`{name}` is not UTF-8: {}; nothing was written", error.utf8_error()))
            .hint("save it as `CSV UTF-8` or as plain text in UTF-8")
    })
}

fn tell_left(name: &str, imported: &Imported) {
    for left in &imported.left {
        let mut text: String = left.text.chars().take(80).collect();
        if text.len() < left.text.len() {
            text.push('…');
        }
        output::remark(&format!("{name}:{}: {}: {text}", left.line, left.why));
    }
}

fn counts(sheet: &Sheet) -> String {
    let count = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    };
    let key_results: usize = sheet.objectives.iter().map(|objective| objective.key_results.len()).sum();
    format!("{}, {}", count(sheet.objectives.len(), "objective"), count(key_results, "key result"))
}

/// What `git okr check` will ask for, the loudest first.
fn next_steps(asked: &[(&str, Severity)], drafts: &[Draft]) -> String {
    let mut rules: BTreeMap<(std::cmp::Reverse<Severity>, &str), usize> = BTreeMap::new();
    for (rule, severity) in asked {
        *rules.entry((std::cmp::Reverse(*severity), *rule)).or_default() += 1;
    }
    let paths: Vec<&str> = drafts.iter().map(|draft| draft.path.as_str()).collect();
    let check = format!("git okr check {}", if let [only] = paths.as_slice() { only } else { "" });
    if rules.is_empty() {
        return format!("note: `{}` finds nothing to ask for", check.trim_end());
    }
    let list: Vec<String> = rules
        .iter()
        .map(|((severity, rule), count)| format!("  {:<8} {count:>3}  {rule}", severity.0.as_str()))
        .collect();
    format!("note: `{}` asks next for:\n{}", check.trim_end(), list.join("\n"))
}

/// The names of columns and labels.
fn columns() -> String {
    let width = okr_core::import::NAMES.iter().map(|(_, names)| names[0].len()).max().unwrap_or(0);
    let mut text = String::new();
    for (_, names) in okr_core::import::NAMES {
        let _ = writeln!(text, "{:width$}  {}", names[0], names[1..].join(", "));
    }
    text
}
