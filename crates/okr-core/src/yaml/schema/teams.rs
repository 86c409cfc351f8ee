//! Reads `teams.yaml`. Whether a parent exists, or parents run in a circle, is for the rules to tell.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::{Format, format};
use crate::model::{Id, Team, TeamKind, Teams};
use crate::yaml::node::Node;
use crate::yaml::problem::Problems;
use crate::yaml::{Problem, tree};

/// Reads `teams.yaml`.
pub fn read_teams(bytes: &[u8]) -> (Teams, Vec<Problem>) {
    match tree::parse(bytes) {
        Ok(mut document) => {
            let teams = teams(&document.root, &mut document.problems);
            (teams, document.problems.into_vec())
        }
        Err(problems) => (Teams::default(), problems),
    }
}

fn teams(node: &Node<'_>, problems: &mut Problems) -> Teams {
    let Some(mut fields) = Fields::of(node, Format::Teams.object(), problems) else {
        return Teams::default();
    };
    let mut lines: BTreeMap<Id, usize> = BTreeMap::new();
    let mut teams = Vec::new();
    for (at, node) in fields.list("teams", problems) {
        let Some(team) = team(at, node, problems) else { continue };
        let span = node.face();
        if let Some(line) = lines.get(&team.id) {
            let message = format!("the team `{}` stands twice; the first is on line {line}", team.id);
            problems
                .tell(Problem::malformed(span, message).with_help("give it an id of its own, or delete it"));
        }
        lines.entry(team.id.clone()).or_insert(span.line);
        teams.push(team);
    }
    teams.into_iter().collect()
}

fn team(index: usize, node: &Node<'_>, problems: &mut Problems) -> Option<Team> {
    let mut fields = Fields::of(node, &format::TEAM, problems)?;
    let id = fields.id("id", problems);
    let name = fields.prose("name", problems);
    let kind = fields.word("kind", TeamKind::from_word, problems).unwrap_or_default();
    let parent = fields.id("parent", problems);
    let owner = fields.prose("owner", problems);
    let id = id?;
    let name = name.unwrap_or_else(|| id.to_string());
    Some(Team { index, id, name, kind, parent, owner })
}
