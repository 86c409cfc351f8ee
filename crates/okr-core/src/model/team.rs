//! The teams of an organisation, their kind and who belongs to whom.

use std::collections::BTreeMap;

use super::Id;

/// One team of `teams.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Position in `teams`.
    pub index: usize,
    /// Its id.
    pub id: Id,
    /// Its name for people; the id where none is written.
    pub name: String,
    /// Business or engineering.
    pub kind: TeamKind,
    /// The team it belongs to.
    pub parent: Option<Id>,
    /// Who answers for it: a handle.
    pub owner: Option<String>,
}

/// What sort of team it is. Engineering objectives serve business ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TeamKind {
    /// Owns business objectives.
    Business,
    /// Serves them.
    #[default]
    Engineering,
}

/// All teams, by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Teams(BTreeMap<Id, Team>);

impl Teams {
    /// The team with this id.
    pub fn get(&self, id: &Id) -> Option<&Team> {
        self.0.get(id)
    }

    /// All teams, ordered by id.
    pub fn iter(&self) -> impl Iterator<Item = &Team> {
        self.0.values()
    }

    /// Whether there are none, as in a workspace without `teams.yaml`.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name people know the team by; its id where `teams.yaml` does not name it.
    pub fn name<'a>(&'a self, id: &'a Id) -> &'a str {
        self.get(id).map_or_else(|| id.as_str(), |team| &team.name)
    }
}

impl FromIterator<Team> for Teams {
    /// The first of two teams with one id stays.
    fn from_iter<I: IntoIterator<Item = Team>>(teams: I) -> Self {
        let mut map = BTreeMap::new();
        for team in teams {
            map.entry(team.id.clone()).or_insert(team);
        }
        Self(map)
    }
}

impl TeamKind {
    /// The word that stands for it in a file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Engineering => "engineering",
        }
    }

    /// The value a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "business" => Some(Self::Business),
            "engineering" => Some(Self::Engineering),
            _ => None,
        }
    }
}
