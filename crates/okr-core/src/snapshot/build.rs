//! Makes a snapshot: files to sheets, sheets to an index by identity.

use std::collections::BTreeMap;

use super::{FileRole, FileSet, Located, LocatedPart, Parses, SheetFile, SheetPlace, Snapshot};
use crate::model::{Id, Ref, Sheet, Teams};
use crate::settings::Settings;
use crate::yaml::{read_settings, read_teams};

impl Snapshot {
    /// Reads a file set; a bad file is a problem, never a stop.
    pub fn read(files: &FileSet, parses: &mut Parses) -> Self {
        let mut snapshot =
            Self { root: files.root.clone(), file_count: files.files.len(), ..Self::default() };
        let (mut paths, mut contents) = (Vec::new(), Vec::new());
        for (path, file) in &files.files {
            let Some(role) = files.role(path) else { continue };
            let bytes = match &file.content {
                Ok(bytes) => bytes,
                Err(problem) => {
                    snapshot.unreadable.push((path.clone(), problem.clone()));
                    continue;
                }
            };
            let problems = match role {
                FileRole::Settings => {
                    let (settings, problems) = read_settings(bytes);
                    snapshot.settings = settings;
                    problems
                }
                FileRole::Teams => {
                    let (teams, problems) = read_teams(bytes);
                    snapshot.teams = teams;
                    problems
                }
                FileRole::Sheet => {
                    paths.push(path);
                    contents.push((file.id, bytes));
                    continue;
                }
            };
            snapshot.problems.extend(problems.into_iter().map(|problem| (path.clone(), problem)));
        }
        let read = parses.sheets(&contents);
        snapshot.sheets =
            paths.into_iter().zip(read).map(|(path, read)| SheetFile { path: path.clone(), read }).collect();
        snapshot
    }

    /// A snapshot of sheets that were read before, at `root`; for a walk that knows which files matter.
    pub fn of_sheets(root: &str, settings: Settings, teams: Teams, mut sheets: Vec<SheetFile>) -> Self {
        sheets.sort_by(|a, b| a.path.cmp(&b.path));
        let file_count = sheets.len();
        Self { settings, teams, sheets, root: root.to_owned(), file_count, ..Self::default() }
    }
}

/// Where each identity stands. Sheets in their own place claim first, in the order of their paths; then
/// those that stand elsewhere. Within a sheet the first to stand claims.
pub(super) fn index(root: &str, sheets: &[SheetFile]) -> BTreeMap<Ref, Located> {
    let mut index = BTreeMap::new();
    for own in [true, false] {
        for (at, file) in sheets.iter().enumerate() {
            let Some(sheet) = &file.read.sheet else { continue };
            if placed(root, file, sheet) == own {
                claim(&mut index, at, sheet);
            }
        }
    }
    index
}

/// Where one item stands among a few sheets of its team's cycle: as [`index`] of them would say.
pub(super) fn first(root: &str, sheets: &[(usize, &SheetFile)], reference: &Ref) -> Option<Located> {
    let id = &reference.id;
    let within = |at: usize, sheet: &Sheet| {
        sheet.objectives.iter().enumerate().find_map(|(objective, own)| {
            let key_result = || own.key_results.iter().position(|one| one.id == *id);
            let guardrail = || own.guardrails.iter().position(|one| one.id == *id);
            let part = if own.id == *id {
                LocatedPart::Objective
            } else if let Some(place) = key_result() {
                LocatedPart::KeyResult(place)
            } else {
                LocatedPart::Guardrail(guardrail()?)
            };
            Some(Located { sheet: at, objective, part })
        })
    };
    let of = (&reference.cycle, &reference.team);
    [true, false].into_iter().find_map(|own| {
        sheets.iter().find_map(|(at, file)| {
            let sheet = file.read.sheet.as_ref().filter(|sheet| (&sheet.cycle, &sheet.team) == of)?;
            (placed(root, file, sheet) == own).then(|| within(*at, sheet))?
        })
    })
}

/// Whether a sheet stands where its cycle and team say.
fn placed(root: &str, file: &SheetFile, sheet: &Sheet) -> bool {
    SheetPlace::of(root, &file.path).is_some_and(|place| place.is_of(&sheet.cycle, &sheet.team))
}

fn claim(index: &mut BTreeMap<Ref, Located>, sheet_at: usize, sheet: &Sheet) {
    for (objective_at, objective) in sheet.objectives.iter().enumerate() {
        let mut claim = |id: &Id, part| {
            let reference = Ref { cycle: sheet.cycle, team: sheet.team.clone(), id: id.clone() };
            index.entry(reference).or_insert(Located { sheet: sheet_at, objective: objective_at, part });
        };
        claim(&objective.id, LocatedPart::Objective);
        for (at, key_result) in objective.key_results.iter().enumerate() {
            claim(&key_result.id, LocatedPart::KeyResult(at));
        }
        for (at, guardrail) in objective.guardrails.iter().enumerate() {
            claim(&guardrail.id, LocatedPart::Guardrail(at));
        }
    }
}
