//! The one type of a rule: a row of a table. What it says of itself stands here once and serves
//! `explain`, the rule pages and the tests; what it looks at is one function of [`Check`].

use super::policy::ChangeScene;
use super::scene::{MeasureScene, ObjectiveScene, Saying, Scene, SheetScene, Wording};
use super::sink::Sink;
use crate::finding::Severity;
use crate::settings::{Level, Profile};

/// A rule.
pub struct Rule {
    /// `M101`
    pub code: &'static str,
    /// `missing-baseline`: reads well after "allow".
    pub name: &'static str,
    /// The severity of the `standard` profile.
    pub severity: Severity,
    /// The level of the `starter` profile.
    pub starter: Level,
    /// The level of the `strict` profile.
    pub strict: Level,
    /// The page in markdown: what it does, why that is bad, an example that fires, the same mended.
    pub docs: &'static str,
    /// The numbers that are a matter of taste.
    pub parameters: &'static [Parameter],
    /// Rules that tell the same cause better: where they speak, this one is silent.
    pub yields_to: &'static [Yield],
    /// Whether it looks at the day. One that does not is never shown it.
    pub dated: bool,
    /// What it looks at.
    pub check: Check,
}

/// A number of a rule that a workspace may set.
pub struct Parameter {
    /// Its key in the settings.
    pub name: &'static str,
    /// Its value where the settings are silent.
    pub default: u32,
    /// What it means, in a few words.
    pub about: &'static str,
}

/// A rule that has the better word for a cause, by name, and how near it must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yield {
    /// Where it speaks of the same field of the same subject.
    Field(&'static str),
    /// Where it speaks of the same subject at all.
    Subject(&'static str),
}

/// What a rule looks at. The engine walks; a check never loops over the world and never prints.
pub enum Check {
    /// Told by the reader of files, as a problem of shape.
    Reader,
    /// Told by the engine, which alone knows what an `allow` did.
    Allow,
    /// The whole workspace, and what of it.
    Workspace(fn(Scene<'_>, &mut Sink<'_>), Sees),
    /// One file.
    Sheet(fn(SheetScene<'_>, &mut Sink<'_>)),
    /// One objective.
    Objective(fn(ObjectiveScene<'_>, &mut Sink<'_>)),
    /// One key result.
    KeyResult(fn(MeasureScene<'_>, &mut Sink<'_>)),
    /// One guardrail.
    Guardrail(fn(MeasureScene<'_>, &mut Sink<'_>)),
    /// One key result or guardrail, by what both have.
    Measure(fn(MeasureScene<'_>, &mut Sink<'_>)),
    /// One objective, by its words and those of all it holds.
    Saying(fn(Saying<'_>, &mut Sink<'_>)),
    /// One key result, by its words.
    Wording(fn(Wording<'_>, &mut Sink<'_>)),
    /// A change between two states, judged by `rules::policy`.
    Change(fn(&ChangeScene<'_>) -> bool),
}

/// What a rule for the whole workspace sees of a sheet: while that is the same for all sheets, it finds the same,
/// and need not look again. `snapshot::Outline` says which fields each of them holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sees {
    /// Ids and places, dimensions and owners, and what points to what.
    Links,
    /// That, and titles, metrics and what was dropped.
    Words,
    /// That, and baselines, targets and limits, of one cycle at a time.
    Claims,
    /// Words; all of the sheets of the cycle before a team's newest; and whether the newest is closed today.
    Wins,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({} {})", self.code, self.name)
    }
}

impl Rule {
    /// What it does, in one line: the first paragraph of its page.
    pub fn summary(&self) -> String {
        let lines = self.docs.lines().map(str::trim).skip_while(|line| line.is_empty());
        lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Its level under a profile, before the workspace's own settings.
    pub fn level(&self, profile: Profile) -> Level {
        match profile {
            Profile::Starter => self.starter,
            Profile::Standard => Level::At(self.severity),
            Profile::Strict => self.strict,
        }
    }

    /// Whether a finding of it may be allowed: not where the file itself cannot be relied on.
    pub fn may_be_allowed(&self) -> bool {
        !self.code.starts_with('S')
    }

    /// Whether it is the rule this text names, by name or by code.
    pub fn is_called(&self, text: &str) -> bool {
        self.name.eq_ignore_ascii_case(text) || self.code.eq_ignore_ascii_case(text)
    }
}

/// The level of the `starter` profile where a rule does not name one: errors stay, warnings are told
/// softly, notes are not told.
pub(super) const fn starter(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::At(Severity::Error),
        Severity::Warning => Level::At(Severity::Note),
        Severity::Note => Level::Off,
    }
}

/// The level of the `strict` profile where a rule does not name one: warnings block, notes warn.
pub(super) const fn strict(severity: Severity) -> Level {
    match severity {
        Severity::Error | Severity::Warning => Level::At(Severity::Error),
        Severity::Note => Level::At(Severity::Warning),
    }
}

/// Declares a rule: its doc comment is its page.
///
/// ```text
/// rule! {
///     /// What it does, in one line.
///     /// ## Why is this bad? …
///     pub(super) static MISSING_BASELINE = {
///         code: "M101", name: "missing-baseline", severity: Error,
///         check: Check::KeyResult(check),
///     }
/// }
/// ```
macro_rules! rule {
    (
        $(#[doc = $doc:literal])+
        $vis:vis static $rule:ident = {
            code: $code:literal,
            name: $name:literal,
            severity: $severity:ident,
            $(starter: $starter:expr,)?
            $(strict: $strict:expr,)?
            $(parameters: [$(($parameter:literal, $default:literal, $about:literal)),+ $(,)?],)?
            $(yields_to: [$($yield:expr),+ $(,)?],)?
            $(dated: $dated:literal,)?
            check: $check:expr $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        $vis static $rule: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            name: $name,
            severity: $crate::finding::Severity::$severity,
            starter: $crate::rules::rule::or_default!(
                $crate::rules::rule::starter($crate::finding::Severity::$severity) $(, $starter)?
            ),
            strict: $crate::rules::rule::or_default!(
                $crate::rules::rule::strict($crate::finding::Severity::$severity) $(, $strict)?
            ),
            docs: concat!($($doc, "\n"),+),
            parameters: &[$($($crate::rules::Parameter {
                name: $parameter,
                default: $default,
                about: $about,
            }),+)?],
            yields_to: &[$($($yield),+)?],
            dated: $crate::rules::rule::or_default!(false $(, $dated)?),
            check: $check,
        };
    };
}

macro_rules! or_default {
    ($default:expr) => {
        $default
    };
    ($default:expr, $given:expr) => {
        $given
    };
}

pub(super) use {or_default, rule};
