//! Markdown documents of goals in the shapes people write them: headings over bullets, bullets over bullets,
//! labelled lines (`Objective 1:`, `KR1:`), and tables.

use jiff::civil::Date;

use super::draft::{DraftKeyResult, DraftObjective, Found};
use super::field::Field;
use super::generic::is_generic;
use super::label::{self, Label, label};
use super::lines::{self, Kind, Line};
use super::records::Row;
use super::sheet::sheet;
use super::{Imported, Left, inline, table};
use crate::model::{Cycle, Id};

const NO_GOALS: &str = "a heading with no key results below it";
const NO_OBJECTIVE: &str = "a key result without an objective above it";
const DETAIL: &str = "a detail below a key result has no place in a sheet";
const TEXT: &str = "running text has no place in a sheet";
const LIST: &str = "a list that is none of key results";
const NO_HOME: &str = "a field with no goal above it";
const TICK: &str = "a ticked box is no value of the metric; a check-in wants the value itself";
const TABLE: &str = "a table without a column for key results";
const UNREAD: &str = "code, or a line too long to be a goal";

/// Reads a Markdown document as the goals of one team's cycle. `day` is that of values that stand without one.
pub fn markdown(text: &str, cycle: Cycle, team: &Id, day: Option<Date>) -> Imported {
    let lines = lines::read(text);
    let labelled = lines.iter().any(|line| matches!(label(&line.text), Some((Label::Objective, _))));
    let mut outline = Outline::default();
    let mut at = 0;
    while at < lines.len() {
        let end = section_end(&lines, at);
        let section = &lines[at..end];
        if labelled {
            outline.labelled(section);
        } else {
            outline.unlabelled(section);
        }
        at = end;
    }
    let Outline { objectives, mut left, .. } = outline;
    let mut sheets = Vec::new();
    if !objectives.is_empty() {
        sheets.push(sheet(cycle, team.clone(), objectives, day, &mut left));
    }
    left.sort_by_key(|left| left.line);
    Imported { sheets, left }
}

/// Where the section that starts at `at` ends: before the next heading.
fn section_end(lines: &[Line], at: usize) -> usize {
    let next = lines[at + 1..].iter().position(|line| matches!(line.kind, Kind::Heading(_)));
    next.map_or(lines.len(), |next| at + 1 + next)
}

/// The goals found so far.
#[derive(Default)]
struct Outline {
    objectives: Vec<DraftObjective>,
    left: Vec<Left>,
    /// The key result that stands open for fields below it.
    open: Option<Open>,
    /// Whether plain bullets are key results here.
    listing: bool,
}

/// A key result that what follows may belong to.
#[derive(Clone, Copy)]
enum Open {
    /// A heading or a line of its own: any bullet is below it.
    Line,
    /// A bullet, by its column.
    Bullet(usize),
}

impl Open {
    /// Whether a bullet in this column is below it.
    fn is_above(self, column: usize) -> bool {
        match self {
            Self::Line => true,
            Self::Bullet(own) => column > own,
        }
    }
}

impl Outline {
    fn leave(&mut self, line: &Line, why: &'static str) {
        self.left.push(Left { line: line.number, text: line.text.clone(), why });
    }

    fn objective(&mut self, title: &str) {
        self.objectives.push(DraftObjective { title: title.to_owned(), ..DraftObjective::default() });
        self.open = None;
        self.listing = true;
    }

    fn key_result(&mut self, line: &Line, title: &str) {
        let (open, ticked, struck) = match line.kind {
            Kind::Bullet { column, ticked, struck } => (Open::Bullet(column), ticked, struck),
            Kind::Heading(_) | Kind::Row | Kind::Text | Kind::Unread => (Open::Line, false, false),
        };
        let Some(objective) = self.objectives.last_mut() else {
            self.leave(line, NO_OBJECTIVE);
            return;
        };
        objective.key_results.push(DraftKeyResult {
            line: line.number,
            title: title.to_owned(),
            struck,
            fields: Vec::new(),
        });
        if ticked {
            self.leave(line, TICK);
        }
        self.open = Some(open);
    }

    /// A field goes to the key result that is open, else to the objective.
    fn field(&mut self, line: &Line, field: Field, text: &str) {
        let open = self.open.is_some();
        let Some(objective) = self.objectives.last_mut() else {
            self.leave(line, NO_HOME);
            return;
        };
        let home = match objective.key_results.last_mut().filter(|_| open) {
            Some(key_result) => &mut key_result.fields,
            None => &mut objective.fields,
        };
        let found = label::fields(field, text).into_iter();
        home.extend(found.map(|(field, text)| Found { field, text: text.to_owned(), line: line.number }));
    }

    /// A document that labels its goals: labels say what is what.
    fn labelled(&mut self, section: &[Line]) {
        let mut rows: Vec<&Line> = Vec::new();
        for line in section {
            if line.kind == Kind::Row {
                rows.push(line);
                continue;
            }
            self.table(&std::mem::take(&mut rows));
            match (label(&line.text), line.kind) {
                (Some((Label::Objective, title)), _) => self.objective(title),
                (Some((Label::KeyResult, title)), _) => self.key_result(line, title),
                (Some((Label::KeyResults, _)), _) => {
                    self.listing = true;
                    self.open = None;
                }
                (Some((Label::Field(field), text)), Kind::Bullet { column, .. }) => {
                    self.close_above(column);
                    self.field(line, field, text);
                }
                (Some((Label::Field(field), text)), Kind::Text) => self.field(line, field, text),
                (Some((Label::Field(_), _)) | None, Kind::Heading(_)) => {
                    self.open = None;
                    self.listing = false;
                    if !is_generic(&line.text) {
                        self.leave(line, NO_GOALS);
                    }
                }
                (None, Kind::Bullet { column, .. }) => self.plain_bullet(line, column),
                (Some((Label::Field(_), _)) | None, Kind::Unread) => self.leave(line, UNREAD),
                (Some((Label::Field(_), _)) | None, Kind::Row) => {}
                (None, Kind::Text) => self.leave(line, TEXT),
            }
        }
        self.table(&rows);
    }

    fn plain_bullet(&mut self, line: &Line, column: usize) {
        if self.open.is_some_and(|open| open.is_above(column)) {
            self.leave(line, DETAIL);
        } else if self.listing && !self.objectives.is_empty() {
            self.key_result(line, &line.text);
        } else {
            self.leave(line, LIST);
        }
    }

    /// A bullet at or left of the open key result ends it.
    fn close_above(&mut self, column: usize) {
        // At the left edge a field belongs to the key result above it as often as not; people who indent mean it.
        if matches!(self.open, Some(Open::Bullet(own)) if column < own) {
            self.open = None;
        }
    }

    /// A document without labels: the heading over bullets is the objective, or the bullets over bullets are.
    fn unlabelled(&mut self, section: &[Line]) {
        let (heading, body) = match section.split_first() {
            Some((first, body)) if matches!(first.kind, Kind::Heading(_)) => (Some(first), body),
            _ => (None, section),
        };
        self.open = None;
        self.listing = false;
        let columns: Vec<usize> = body.iter().filter_map(goal_column).collect();
        let top = columns.iter().copied().min();
        let tops = columns.iter().filter(|column| Some(**column) == top).count();
        let parents = parents(body, top);
        let generic = heading.is_none_or(|heading| is_generic(&heading.text));
        // Where half of the bullets have bullets below them, those are the objectives.
        let nested = tops > 0 && (parents * 2 >= tops || generic && parents > 0);
        let rows = body.iter().find(|line| line.kind == Kind::Row);
        let names_no_objective =
            |row: &Line| cells(&row.text).iter().all(|cell| Field::named(cell) != Some(Field::Objective));
        match heading {
            // Over a table that names no objectives the heading is the one.
            Some(heading) if tops == 0 && !generic && rows.is_some_and(names_no_objective) => {
                self.objective(&heading.text);
            }
            Some(heading) if !generic && tops > 0 && !nested => self.objective(&heading.text),
            Some(heading) if !generic && rows.is_none() => self.leave(heading, NO_GOALS),
            Some(_) | None => {}
        }
        let mut table_rows: Vec<&Line> = Vec::new();
        for line in body {
            if line.kind == Kind::Row {
                table_rows.push(line);
                continue;
            }
            self.table(&std::mem::take(&mut table_rows));
            match (label(&line.text), line.kind) {
                (Some((Label::Field(field), text)), Kind::Bullet { column, .. }) => {
                    self.close_above(column);
                    self.field(line, field, text);
                }
                (Some((Label::Field(field), text)), _) => self.field(line, field, text),
                (Some((Label::KeyResults, _)), _) => {}
                (Some((Label::KeyResult, title)), _) => self.key_result(line, title),
                (Some((Label::Objective, _)) | None, Kind::Bullet { column, .. }) => {
                    if nested && Some(column) == top {
                        self.objective(&line.text);
                    } else if self.open.is_some_and(|open| open.is_above(column)) {
                        self.leave(line, DETAIL);
                    } else if generic && !nested {
                        self.leave(line, LIST);
                    } else {
                        self.key_result(line, &line.text);
                    }
                }
                (Some((Label::Objective, _)) | None, Kind::Unread) => self.leave(line, UNREAD),
                (Some((Label::Objective, _)) | None, Kind::Heading(_) | Kind::Row | Kind::Text) => {
                    self.leave(line, TEXT);
                }
            }
        }
        self.table(&table_rows);
    }

    /// The rows of a table, read as those of a CSV file.
    fn table(&mut self, rows: &[&Line]) {
        let Some((header, rest)) = rows.split_first() else { return };
        let row = |line: &&Line| Row { line: line.number, cells: cells(&line.text) };
        let header = row(header);
        let is_ruler =
            |row: &Row| row.cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ')));
        let rest: Vec<Row> = rest.iter().map(row).filter(|row| !is_ruler(row)).collect();
        let Some(columns) = table::Columns::of(&header, &[]) else {
            let all = std::iter::once(&header).chain(&rest);
            self.left.extend(all.map(|row| Left { line: row.line, text: row.words(), why: TABLE }));
            return;
        };
        self.left.extend(columns.unknown(&header, &rest));
        let above = self.objectives.pop();
        let rows: Vec<&Row> = rest.iter().collect();
        self.objectives.extend(table::objectives(&columns, &rows, above, &mut self.left));
    }
}

/// The cells of a row, plain.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row);
    // `\|` is a character of its cell.
    let guarded = row.replace("\\|", "\u{0}");
    guarded.split('|').map(|cell| inline::plain(&cell.replace('\u{0}', "|"))).collect()
}

/// The column of a bullet that may be a goal: one that is no field.
fn goal_column(line: &Line) -> Option<usize> {
    let Kind::Bullet { column, .. } = line.kind else { return None };
    let is_field = matches!(label(&line.text), Some((Label::Field(_) | Label::KeyResults, _)));
    (!is_field).then_some(column)
}

/// How many bullets at the top have goals below them.
fn parents(body: &[Line], top: Option<usize>) -> usize {
    let columns: Vec<usize> = body.iter().filter_map(goal_column).collect();
    columns.windows(2).filter(|pair| Some(pair[0]) == top && pair[1] > pair[0]).count()
}
