//! What a check sees: the thing it looks at with what surrounds it, and the places of its fields.

use jiff::civil::Date;

use super::brought::Brought;
use super::lexicon::Lexicon;
use super::reading::{Reading, Spoken};
use super::sink::Spot;
use super::text::Sentence;
use crate::model::{
    Allow, CheckIn, Cycle, Guardrail, Id, KeyResult, Objective, Quantity, Ref, Reference, Sheet, Stated,
    Target, TeamKind,
};
use crate::snapshot::{Item, Snapshot};
use crate::yaml::DocPath;

/// The whole workspace.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The goals.
    pub snapshot: &'a Snapshot,
    /// The words of the wording rules, with the workspace's own.
    pub lexicon: &'a Lexicon,
    /// Today, where the command may look at it.
    pub today: Option<Date>,
    /// By which day check-ins were committed, where that is known.
    pub brought: &'a Brought,
}

/// One file.
#[derive(Clone, Copy)]
pub struct SheetScene<'a> {
    /// The workspace around it.
    pub scene: Scene<'a>,
    /// Its path relative to the repository's top.
    pub path: &'a str,
    /// What it says.
    pub sheet: &'a Sheet,
}

/// One objective.
#[derive(Clone, Copy)]
pub struct ObjectiveScene<'a> {
    /// The file around it.
    pub file: SheetScene<'a>,
    /// What it says.
    pub objective: &'a Objective,
}

/// One key result or guardrail.
#[derive(Clone, Copy)]
pub struct MeasureScene<'a> {
    /// The objective around it.
    pub around: ObjectiveScene<'a>,
    /// Which of the two it is.
    pub measure: Measure<'a>,
}

/// One key result with its words taken apart.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The key result.
    pub at: MeasureScene<'a>,
    /// Its words.
    pub reading: &'a Reading,
    /// The word lists.
    pub lexicon: &'a Lexicon,
}

/// One objective with its words, and those of all it holds, taken apart.
#[derive(Clone, Copy)]
pub struct Saying<'a> {
    /// The objective.
    pub at: ObjectiveScene<'a>,
    /// Its title; empty where there is none.
    pub(super) title: &'a Sentence,
    /// Its key results and then its guardrails.
    pub measures: &'a [Spoken<'a>],
}

/// A key result, or a guardrail: both say what is measured and where it shall stand.
#[derive(Debug, Clone, Copy)]
pub enum Measure<'a> {
    /// What shall move.
    KeyResult(&'a KeyResult),
    /// What must not get worse.
    Guardrail(&'a Guardrail),
}

impl<'a> Scene<'a> {
    /// The files that hold a sheet.
    pub fn sheets(self) -> impl Iterator<Item = SheetScene<'a>> {
        self.snapshot.sheets.iter().filter_map(move |file| {
            Some(SheetScene { scene: self, path: &file.path, sheet: file.read.sheet.as_ref()? })
        })
    }

    /// The path of a file that stands at the workspace's top.
    pub fn at_root(&self, name: &str) -> String {
        format!("{}{name}", self.snapshot.root)
    }

    /// Whether a team's objectives are the business's own, which engineering ones serve.
    pub fn is_business(&self, team: &Id) -> bool {
        self.snapshot.teams.get(team).is_some_and(|team| team.kind == TeamKind::Business)
    }
}

impl<'a> SheetScene<'a> {
    /// Its objectives.
    pub fn objectives(self) -> impl Iterator<Item = ObjectiveScene<'a>> {
        self.sheet.objectives.iter().map(move |objective| ObjectiveScene { file: self, objective })
    }

    /// The place of a field of the sheet.
    pub fn spot(&self, field: &'static str) -> Spot {
        Spot::file(self.path, DocPath::default().field(field))
    }

    /// The full reference of an id of this sheet.
    pub fn reference(&self, id: &Id) -> Ref {
        Ref { cycle: self.sheet.cycle, team: self.sheet.team.clone(), id: id.clone() }
    }

    /// Whether the sheet is a business team's.
    pub fn is_business(&self) -> bool {
        self.scene.is_business(&self.sheet.team)
    }
}

impl<'a> ObjectiveScene<'a> {
    /// Its key results and then its guardrails.
    pub fn measures(self) -> impl Iterator<Item = MeasureScene<'a>> {
        let key_results = self.objective.key_results.iter().map(|own| Measure::KeyResult(own));
        let guardrails = self.objective.guardrails.iter().map(|own| Measure::Guardrail(own));
        key_results.chain(guardrails).map(move |measure| MeasureScene { around: self, measure })
    }

    /// The objective's own node.
    pub fn doc(&self) -> DocPath {
        Item::Objective(self.objective).doc_path()
    }

    /// The objective's identity.
    pub fn reference(&self) -> Ref {
        self.file.reference(&self.objective.id)
    }

    /// The objective as a whole.
    pub fn here(&self) -> Spot {
        self.at(self.doc())
    }

    /// The place of one of its fields.
    pub fn spot(&self, field: &'static str) -> Spot {
        self.at(self.doc().field(field))
    }

    /// A node within the objective.
    pub fn at(&self, doc: DocPath) -> Spot {
        Spot { file: self.file.path.to_owned(), doc, subject: Some(self.reference()) }
    }
}

impl<'a> MeasureScene<'a> {
    /// The workspace around it.
    pub fn scene(&self) -> Scene<'a> {
        self.around.file.scene
    }

    /// The cycle it is for.
    pub fn cycle(&self) -> Cycle {
        self.around.file.sheet.cycle
    }

    /// The key result, where it is one.
    pub fn key_result(&self) -> Option<&'a KeyResult> {
        match self.measure {
            Measure::KeyResult(key_result) => Some(key_result),
            Measure::Guardrail(_) => None,
        }
    }

    /// Its own node.
    pub fn doc(&self) -> DocPath {
        match self.measure {
            Measure::KeyResult(k) => Item::KeyResult(self.around.objective, k).doc_path(),
            Measure::Guardrail(g) => Item::Guardrail(self.around.objective, g).doc_path(),
        }
    }

    /// Its identity.
    pub fn reference(&self) -> Ref {
        self.around.file.reference(self.measure.id())
    }

    /// It as a whole.
    pub fn here(&self) -> Spot {
        self.at(self.doc())
    }

    /// The place of one of its fields.
    pub fn spot(&self, field: &'static str) -> Spot {
        self.at(self.doc().field(field))
    }

    /// A node within it.
    pub fn at(&self, doc: DocPath) -> Spot {
        Spot { file: self.around.file.path.to_owned(), doc, subject: Some(self.reference()) }
    }
}

impl<'a> Measure<'a> {
    /// Its id.
    pub fn id(&self) -> &'a Id {
        match self {
            Self::KeyResult(k) => &k.id,
            Self::Guardrail(g) => &g.id,
        }
    }

    /// The sentence that says it.
    pub fn title(&self) -> Option<&'a str> {
        match self {
            Self::KeyResult(k) => k.title.as_deref(),
            Self::Guardrail(g) => g.title.as_deref(),
        }
    }

    /// What is measured.
    pub fn metric(&self) -> Option<&'a str> {
        match self {
            Self::KeyResult(k) => k.metric.as_deref(),
            Self::Guardrail(g) => g.metric.as_deref(),
        }
    }

    /// Where the metric stands at the start.
    pub fn baseline(&self) -> Option<&'a Stated<Quantity>> {
        match self {
            Self::KeyResult(k) => k.baseline.as_ref(),
            Self::Guardrail(_) => None,
        }
    }

    /// The target, or the limit.
    pub fn target(&self) -> Option<&'a Stated<Target>> {
        match self {
            Self::KeyResult(k) => k.target.as_ref(),
            Self::Guardrail(g) => g.limit.as_ref(),
        }
    }

    /// The field that holds the target or the limit.
    pub fn target_field(&self) -> &'static str {
        match self {
            Self::KeyResult(_) => "target",
            Self::Guardrail(_) => "limit",
        }
    }

    /// The unit, where it stands once for all.
    pub fn unit(&self) -> Option<&'a str> {
        match self {
            Self::KeyResult(k) => k.unit.as_deref(),
            Self::Guardrail(g) => g.unit.as_deref(),
        }
    }

    /// Where the number can be looked up.
    pub fn source(&self) -> Option<&'a str> {
        match self {
            Self::KeyResult(k) => k.source.as_deref(),
            Self::Guardrail(g) => g.source.as_deref(),
        }
    }

    /// What it goes on from.
    pub fn continues(&self) -> Option<&'a Reference> {
        match self {
            Self::KeyResult(k) => k.continues.as_ref(),
            Self::Guardrail(g) => g.continues.as_ref(),
        }
    }

    /// The values seen.
    pub fn check_ins(&self) -> &'a [CheckIn] {
        match self {
            Self::KeyResult(k) => &k.check_ins,
            Self::Guardrail(g) => &g.check_ins,
        }
    }

    /// What is allowed in it.
    pub fn allow(&self) -> &'a [Allow] {
        match self {
            Self::KeyResult(k) => &k.allow,
            Self::Guardrail(g) => &g.allow,
        }
    }

    /// Whether it ended before its cycle did: nothing more is asked of it.
    pub fn is_dropped(&self) -> bool {
        matches!(self, Self::KeyResult(k) if k.is_dropped())
    }
}
