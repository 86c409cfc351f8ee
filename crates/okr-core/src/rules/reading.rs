//! What a key result's words claim, read once and shared by the wording rules: the deed its sentence
//! tells, and whether an effect is measured, in the sentence or in the fields.

use super::deed::{Deed, DeedSort, Stand, deed, finite};
use super::effect::has_effect;
use super::lexicon::Lexicon;
use super::remaining::remaining;
use super::text::{Form, Kind, Phrases, Sentence, Token};
use super::{Measure, MeasureScene};
use crate::model::{self, Bound, Quantity, Stated, Target};

/// The words of one key result, taken apart.
pub struct Reading {
    /// The title; empty where there is none.
    pub(super) title: Sentence,
    /// The metric, if written.
    pub(super) metric: Option<Sentence>,
    /// Where the verb of the title stands, if that is a clause.
    pub(super) verb: Option<usize>,
    /// What the title says will be done, if it says that.
    pub(super) deed: Option<Deed>,
    /// Whether the fields hold a number that carries the claim.
    pub(super) carried: bool,
}

/// A key result or guardrail with its words taken apart.
pub struct Spoken<'a> {
    /// Which it is.
    pub(super) at: MeasureScene<'a>,
    words: Spelled,
}

enum Spelled {
    KeyResult(Reading),
    /// What is measured; no rule asks more of a guardrail's words.
    Guardrail(Vec<Token>),
}

impl<'a> Spoken<'a> {
    pub(super) fn of(at: MeasureScene<'a>) -> Self {
        let words = match at.measure {
            Measure::KeyResult(_) => Spelled::KeyResult(Reading::of(&at.measure, at.scene().lexicon)),
            Measure::Guardrail(_) => {
                let text = at.measure.metric().or(at.measure.title());
                Spelled::Guardrail(Lexicon::tokens(text.unwrap_or_default()))
            }
        };
        Self { at, words }
    }

    /// The words of a key result.
    pub(super) fn reading(&self) -> Option<&Reading> {
        match &self.words {
            Spelled::KeyResult(reading) => Some(reading),
            Spelled::Guardrail(_) => None,
        }
    }

    /// Whether what is measured reads like one of the list, by the metric and else by the title.
    pub(super) fn measures(&self, list: &Phrases) -> bool {
        list.stand_in(match &self.words {
            Spelled::KeyResult(Reading { title, metric, .. }) => &metric.as_ref().unwrap_or(title).tokens,
            Spelled::Guardrail(tokens) => tokens,
        })
    }
}

impl Reading {
    /// Reads a key result.
    fn of(measure: &Measure<'_>, lexicon: &Lexicon) -> Self {
        let title = lexicon.read(measure.title().unwrap_or_default());
        let metric = measure.metric().map(|metric| lexicon.read(metric));
        let verb = finite(&title, lexicon);
        let deed = deed(&title, verb, lexicon)
            .or_else(|| is_only_a_title(measure).then(|| remaining(&title, verb, lexicon)).flatten());
        let carried = carried(measure, &title, metric.as_ref(), deed.as_ref(), lexicon);
        Self { title, metric, verb, deed, carried }
    }

    /// The deed of this sort, if the title tells one and nowhere an effect is measured.
    pub(super) fn mere(&self, sort: DeedSort) -> Option<&Deed> {
        self.deed.as_ref().filter(|deed| deed.sort == sort && !self.carried && !has_effect(&self.title, deed))
    }

    /// The deed with what it is done to, as written, for a message: a few words of it.
    pub(super) fn words(&self, deed: &Deed) -> String {
        let tokens = &self.title.tokens;
        if deed.stand == Stand::Alone {
            return self.head();
        }
        if deed.stand == Stand::Follows && deed.hit.at > 0 {
            return self.title.text(deed.hit.at.saturating_sub(4), deed.hit.end);
        }
        let end = (deed.hit.end + 5).min(tokens.len());
        let stops = |token: &Token| {
            token.kind == Kind::Mark
                && [",", ".", ";", ":", "(", "-", "?", "{"].contains(&token.text.as_str())
        };
        let mut stop =
            tokens[deed.hit.end..end].iter().position(stops).map_or(end, |length| deed.hit.end + length);
        // What is quoted is quoted to its end, or not at all.
        let quotes = |upto: usize| tokens[deed.hit.end..upto].iter().filter(|token| token.is("\"")).count();
        if quotes(stop) % 2 == 1 {
            let inside = tokens[deed.hit.end..].iter().position(|token| token.is("\""));
            let closing = tokens.iter().skip(stop).take(8).position(|token| token.is("\""));
            stop = closing.map_or(deed.hit.end + inside.unwrap_or(0), |length| stop + length + 1);
        }
        self.title.stretch(deed.hit.at, deed.hit.end, stop)
    }

    /// The title up to its first break, or what a message has room for.
    fn head(&self) -> String {
        const BREAKS: &[&str] = &[",", ".", ";", "(", "?"];
        let tokens = &self.title.tokens;
        let long = if tokens.iter().any(|token| token.kind == Kind::Han) { 24 } else { 9 };
        let breaks = |token: &Token| BREAKS.iter().any(|mark| token.is(mark));
        let end = tokens.iter().skip(2).position(breaks).map_or(tokens.len(), |length| length + 2);
        self.title.text(0, end.min(long))
    }
}

/// Whether the title is all that is said: a field that is written says what is measured, or that something is.
fn is_only_a_title(measure: &Measure<'_>) -> bool {
    measure.metric().is_none()
        && measure.baseline().is_none()
        && measure.target().is_none()
        && measure.unit().is_none()
}

/// Whether the fields hold a number that carries what the title claims: a target with a value, of a
/// metric that does not itself count what was delivered.
fn carried(
    measure: &Measure<'_>,
    title: &Sentence,
    metric: Option<&Sentence>,
    deed: Option<&Deed>,
    lexicon: &Lexicon,
) -> bool {
    let Some(target) = measure.target().and_then(Stated::value) else { return false };
    let unit = goal(target).unit();
    let Some(metric) = metric else {
        // The title alone says what is measured: only a unit of another kind than "so many of them"
        // can measure an effect.
        return matches!(unit.kind(), model::Kind::Time | model::Kind::Data | model::Kind::Currency(_))
            || title.movement().is_some();
    };
    let delivered = lexicon.output_verbs.all(&metric.tokens).any(|hit| hit.mark.form == Form::Past)
        || lexicon.milestone_verbs.all(&metric.tokens).any(|hit| hit.mark.form == Form::Past)
        || metric.tokens.iter().any(|token| token.lower == "completion" || token.lower == "progress");
    let counts_artefacts = matches!(unit.kind(), model::Kind::Count(_) | model::Kind::Number)
        && lexicon
            .output_artefacts
            .all(&metric.tokens)
            .any(|hit| hit.at <= 2 && hit.end >= metric.tokens.len().min(3));
    let counts_objects = deed.is_some_and(|deed| counts_objects(unit.kind(), title, deed));
    !delivered && !counts_artefacts && !counts_objects
}

/// Whether a unit counts what the deed is done to: `15 interviews` of "Conduct 15 interviews".
fn counts_objects(unit: &model::Kind, title: &Sentence, deed: &Deed) -> bool {
    let model::Kind::Count(noun) = unit else { return false };
    let (from, to) = match deed.stand {
        Stand::Opens => (deed.hit.end, (deed.hit.end + 4).min(title.tokens.len())),
        Stand::Follows | Stand::Alone => (deed.hit.at.saturating_sub(4), deed.hit.end),
    };
    let head = noun.split_whitespace().last().unwrap_or(noun);
    title.tokens[from..to]
        .iter()
        .any(|token| token.lower == head || token.lower.trim_end_matches('s') == head)
}

/// A quantity of the target that tells its unit.
pub(super) fn goal(target: &Target) -> &Quantity {
    match target.bound() {
        Bound::Reach(quantity) | Bound::Compare(_, quantity) | Bound::Range(_, quantity) => quantity,
    }
}
