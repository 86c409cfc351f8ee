//! All files of the demo at one moment, and what a commit does to them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::organisation::{README, TEAMS, TEAMS_FILE, settings};
use super::print::sheet_file;
use super::sheet::{Amendment, Item, Objective, Sheet};
use super::story::{Aim, Declared, Edit, Quarter, Team};
use super::{DemoError, story_error};

/// One thing that happens to the files.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// `okr.yaml` and `teams.yaml` are written.
    Found,
    /// The `README.md` is written.
    Guide,
    /// A team's sheet is written as planned.
    Plan(&'static Team, &'static Quarter),
    /// Every sheet of one quarter is rolled over to the next.
    RollOver { from: &'static str, to: &'static str },
    /// What is kept is read on the quarter's first day.
    FirstReading { cycle: &'static str, date: Date },
    /// A team's values of a round.
    CheckIn { team: &'static str, cycle: &'static str, round: usize, date: Date },
    /// An edit of a team's sheet, on a day.
    Edit { team: &'static str, cycle: &'static str, edit: &'static Edit, date: Date },
}

/// The files.
#[derive(Debug, Clone, Default)]
pub(super) struct Workspace {
    policy: Option<&'static str>,
    guided: bool,
    sheets: BTreeMap<(&'static str, &'static str), Sheet>,
}

impl Workspace {
    /// Every file, by path.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        if let Some(policy) = self.policy {
            files.insert("okr.yaml".to_owned(), settings(policy));
            files.insert("teams.yaml".to_owned(), TEAMS_FILE.to_owned());
        }
        if self.guided {
            files.insert("README.md".to_owned(), README.to_owned());
        }
        for sheet in self.sheets.values() {
            let folder = format!("okrs/{}/{}", sheet.cycle, sheet.team);
            let (own, shared): (Vec<&Objective>, Vec<&Objective>) =
                sheet.objectives.iter().partition(|objective| objective.own_file);
            for objective in own {
                files.insert(
                    format!("{folder}/{}.yaml", objective.item.id()),
                    sheet_file(sheet, &[objective]),
                );
            }
            if !shared.is_empty() {
                files.insert(format!("{folder}.yaml"), sheet_file(sheet, &shared));
            }
        }
        files
    }

    /// Lets something happen.
    pub(super) fn apply(&mut self, act: &Act) -> Result<(), DemoError> {
        match *act {
            Act::Found => self.policy = Some("open"),
            Act::Guide => self.guided = true,
            Act::Plan(team, quarter) => {
                self.sheets.insert((quarter.cycle, team.id), planned(team, quarter)?);
            }
            Act::RollOver { from, to } => {
                let next: Vec<Sheet> = self
                    .sheets
                    .values()
                    .filter(|sheet| sheet.cycle == from)
                    .map(|s| s.rolled_over(to))
                    .collect();
                self.sheets.extend(next.into_iter().map(|sheet| ((sheet.cycle, sheet.team), sheet)));
            }
            Act::FirstReading { cycle, date } => {
                self.parts_of(cycle).for_each(|item| item.first_reading(date));
            }
            Act::CheckIn { team, cycle, round, date } => {
                for item in self.sheet(cycle, team)?.parts() {
                    item.check_in(round, date);
                }
            }
            Act::Edit { team, cycle, edit, date } => self.edit(team, cycle, edit, date)?,
        }
        Ok(())
    }

    fn edit(
        &mut self,
        team: &'static str,
        cycle: &'static str,
        edit: &'static Edit,
        date: Date,
    ) -> Result<(), DemoError> {
        match edit {
            Edit::Set { item, field, to } => self.item(cycle, team, item)?.set(field, to),
            Edit::Amend { item, field, to, declared } => {
                amend(self.item(cycle, team, item)?, field, to, declared, date);
            }
            Edit::Remove { item } => drop(self.take(cycle, team, item)?),
            Edit::Add { objective, aim } => {
                let added = part(by_id(team)?, aim, "target")?;
                self.objective(cycle, team, objective)?.key_results.push(added);
            }
            Edit::Move { item, team: to, objective } => {
                let moved = self.take(cycle, team, item)?;
                self.objective(cycle, to, objective)?.key_results.push(moved);
            }
            Edit::Rename { item, to } => {
                let renamed = self.item(cycle, team, item)?;
                renamed.set("formerly", item);
                renamed.set("id", to);
            }
            Edit::Rewrite { item, date, to } => {
                let check_ins = &mut self.item(cycle, team, item)?.check_ins;
                let seen = check_ins.iter_mut().find(|seen| seen.date.to_string() == *date);
                (*to).clone_into(&mut seen.ok_or_else(|| story_error(item, date))?.value);
            }
            Edit::OwnFile { objective } => self.objective(cycle, team, objective)?.own_file = true,
            Edit::Break { from, to } => self.sheet(cycle, team)?.broken = Some((from, to)),
            Edit::Mend => self.sheet(cycle, team)?.broken = None,
            Edit::Everywhere { field, from, to } => {
                for item in self.parts_of(cycle).filter(|item| item.get(field) == Some(from)) {
                    item.set(field, to);
                }
            }
            Edit::Policy { to } => self.policy = Some(to),
        }
        Ok(())
    }

    fn sheet(&mut self, cycle: &'static str, team: &'static str) -> Result<&mut Sheet, DemoError> {
        self.sheets.get_mut(&(cycle, team)).ok_or_else(|| story_error(cycle, team))
    }

    /// All key results and guardrails of a quarter.
    fn parts_of(&mut self, cycle: &str) -> impl Iterator<Item = &mut Item> {
        self.sheets.values_mut().filter(move |sheet| sheet.cycle == cycle).flat_map(Sheet::parts)
    }

    fn item(&mut self, cycle: &'static str, team: &'static str, id: &str) -> Result<&mut Item, DemoError> {
        self.sheet(cycle, team)?.item(id).ok_or_else(|| story_error(team, id))
    }

    fn take(&mut self, cycle: &'static str, team: &'static str, id: &str) -> Result<Item, DemoError> {
        self.sheet(cycle, team)?.take(id).ok_or_else(|| story_error(team, id))
    }

    fn objective(
        &mut self,
        cycle: &'static str,
        team: &'static str,
        id: &str,
    ) -> Result<&mut Objective, DemoError> {
        self.sheet(cycle, team)?.objective(id).ok_or_else(|| story_error(team, id))
    }
}

fn amend(item: &mut Item, field: &'static str, to: &'static str, declared: &Declared, date: Date) {
    let before = item.get(field).map(str::to_owned);
    let from = if declared.claims.is_empty() { before } else { Some(declared.claims.to_owned()) };
    let Declared { reason, approved_by, .. } = *declared;
    item.amendments.push(Amendment { date, field, from, to, reason, approved_by });
    item.set(field, to);
}

/// The sheet of a quarter as the team plans it.
fn planned(team: &Team, quarter: &Quarter) -> Result<Sheet, DemoError> {
    let parts = |aims: &[Aim], bound| -> Result<Vec<Item>, DemoError> {
        aims.iter().map(|aim| part(team, aim, bound)).collect()
    };
    let objectives = quarter.objectives.iter().map(|objective| {
        Ok(Objective {
            item: Item::objective(&objective.head),
            key_results: parts(objective.key_results, "target")?,
            guardrails: parts(objective.guardrails, "limit")?,
            own_file: false,
        })
    });
    let objectives = objectives.collect::<Result<_, DemoError>>()?;
    Ok(Sheet { cycle: quarter.cycle, team: team.id, objectives, broken: None })
}

fn part(team: &Team, aim: &Aim, bound: &'static str) -> Result<Item, DemoError> {
    let measure = team.measures.iter().find(|measure| measure.id == aim.measure);
    Ok(Item::part(measure.ok_or_else(|| story_error(team.id, aim.measure))?, aim, bound))
}

fn by_id(id: &str) -> Result<&'static Team, DemoError> {
    TEAMS.iter().find(|team| team.id == id).ok_or_else(|| story_error("teams", id))
}
