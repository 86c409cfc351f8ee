//! What a key result's words claim, read once and shared by the wording rules: what its sentence opens
//! with, and whether an effect is measured, in the sentence or in the fields.

use super::Measure;
use super::lexicon::Lexicon;
use super::text::{Form, Hit, Kind, Lead, Number, Phrases, Sentence, Sort};
use crate::model::{self, Bound, Quantity, Stated, Target};

/// The words of one key result or guardrail, taken apart.
pub struct Reading {
    /// The title; empty where there is none.
    pub(super) title: Sentence,
    /// The metric, if written.
    pub(super) metric: Option<Sentence>,
    /// What the title says will be done, if it says that.
    pub(super) deed: Option<Deed>,
    /// Whether the fields hold a number that carries the claim.
    pub(super) carried: bool,
}

/// Something a title says will be done, instead of what will be better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) sort: DeedSort,
    /// Where the words that say so stand.
    pub(super) hit: Hit,
    /// How they stand in the sentence.
    pub(super) stand: Stand,
}

/// The sorts of deeds, each with a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DeedSort {
    /// A thing delivered.
    Output,
    /// Work done.
    Activity,
    /// Something over and done with.
    Milestone,
}

/// How a deed stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// It opens the sentence: `Publish 8 posts`.
    Opens,
    /// It comes behind what it is done to: `8 posts published`, `支付系统上线`.
    Follows,
}

impl Reading {
    /// Reads a key result or guardrail.
    pub(super) fn of(measure: &Measure<'_>, lexicon: &Lexicon) -> Self {
        let title = lexicon.read(measure.title().unwrap_or_default());
        let metric = measure.metric().map(|metric| lexicon.read(metric));
        let deed = deed(&title, lexicon);
        let carried = carried(measure, &title, metric.as_ref(), deed.as_ref(), lexicon);
        Self { title, metric, deed, carried }
    }

    /// The deed of this sort, if the title tells one and nowhere an effect is measured.
    pub(super) fn mere(&self, sort: DeedSort) -> Option<&Deed> {
        self.deed.as_ref().filter(|deed| deed.sort == sort && !self.carried && !self.has_effect(deed))
    }

    /// What the deed is done to, as written, for a message: a few words of it.
    pub(super) fn words(&self, deed: &Deed) -> String {
        let end = (deed.hit.end + 4).min(self.title.tokens.len());
        let stop = self.title.tokens[deed.hit.end..end]
            .iter()
            .position(|token| token.kind == Kind::Mark && !token.is("%"))
            .map_or(end, |length| deed.hit.end + length);
        match deed.stand {
            Stand::Opens => self.title.text(deed.hit.at, stop),
            Stand::Follows => self.title.text(deed.hit.at.saturating_sub(4), deed.hit.end),
        }
    }

    /// Whether the sentence measures what became better through the deed.
    fn has_effect(&self, deed: &Deed) -> bool {
        self.title.movement().is_some()
            || self.title.numbers.iter().any(|number| self.is_effect(number, deed))
    }

    fn is_effect(&self, number: &Number, deed: &Deed) -> bool {
        let object = match deed.stand {
            Stand::Opens => number.at >= deed.hit.end && self.is_object(number, deed.hit.end),
            Stand::Follows => number.at < deed.hit.at,
        };
        match number.sort {
            Sort::Multiple => number.digits || !object,
            Sort::Percent | Sort::Fraction | Sort::Money => !object,
            Sort::ShortTime => !object,
            // In weeks and months a number after a deed is its deadline.
            Sort::LongTime => false,
            Sort::Count => !object && (number.bound.is_some() || self.is_reached(number)) && number.digits,
        }
    }

    /// Whether the number says how much of the thing: it stands at the verb, but for a comparison and an
    /// adverb or two.
    fn is_object(&self, number: &Number, verb_end: usize) -> bool {
        self.title.tokens[verb_end..number.at].iter().all(|token| {
            token.kind == Kind::Mark && !token.is("(")
                || [
                    "at", "least", "most", "more", "than", "over", "up", "to", "the", "first", "all",
                    "another", "out",
                ]
                .contains(&token.lower.as_str())
        })
    }

    /// `… and reach 500 active users`
    fn is_reached(&self, number: &Number) -> bool {
        const OUTCOMES: &[&str] = &[
            "achieve",
            "achieving",
            "attract",
            "attracting",
            "earn",
            "gain",
            "gaining",
            "get",
            "reach",
            "reaching",
            "save",
            "saving",
            "serve",
            "serving",
            "used",
            "adopted",
            "win",
            "达到",
            "服务",
        ];
        let before = number.at.saturating_sub(3)..number.at;
        self.title.tokens[before].iter().any(|token| OUTCOMES.contains(&token.lower.as_str()))
    }
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
        Stand::Follows => (deed.hit.at.saturating_sub(4), deed.hit.end),
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

/// The deed a sentence tells, if it tells one.
pub(super) fn deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    opening_deed(sentence, lexicon)
        .or_else(|| closing_deed(sentence, lexicon))
        .or_else(|| passive_deed(sentence, lexicon))
        .or_else(|| artefact_deed(sentence, lexicon))
}

/// `Launch …`, `We will migrate …`, `上线…`
pub(super) fn opening_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    let at = opening(sentence);
    let lists = [
        (DeedSort::Output, &lexicon.output_verbs),
        (DeedSort::Activity, &lexicon.activity_verbs),
        (DeedSort::Milestone, &lexicon.milestone_verbs),
    ];
    let mut best: Option<(DeedSort, Hit)> = None;
    for (sort, list) in lists {
        if let Some(hit) = list.at(&sentence.tokens, at)
            && best.is_none_or(|(_, other)| hit.end > other.end)
        {
            best = Some((sort, hit));
        }
    }
    let (sort, hit) = best?;
    let deed = Deed { sort, hit, stand: Stand::Opens };
    if lexicon.change_verbs.at(&sentence.tokens, at).is_some_and(|change| change.end > hit.end)
        || is_noun(sentence, hit, lexicon)
        || !is_earnest(sentence, hit, lexicon)
    {
        return None;
    }
    Some(deed)
}

/// Where a sentence begins to say something: behind `we will`, `successfully`, `by the end of May,`.
fn opening(sentence: &Sentence) -> usize {
    const SKIPPED: &[&str] = &[
        "we", "we'll", "we'd", "i", "will", "shall", "to", "and", "also", "then", "please", "our", "team",
        "the", "should", "must", "can", "need", "start", "begin", "begin to", "together", "nous", "wir",
        "我", "们", "本", "季", "度",
    ];
    let mut at = 0;
    // An opening clause that only says when.
    if ["by", "in", "until", "before", "during", "throughout", "bis", "在", "到"].contains(&sentence.word(0))
        && let Some(comma) = sentence.tokens.iter().take(10).position(|token| token.is(","))
    {
        at = comma + 1;
    }
    let skipped = |at: usize| {
        let word = sentence.word(at);
        let adverb =
            word.len() > 4 && word.ends_with("ly") && word.is_ascii() && word != "supply" && word != "apply";
        let the_team = word == "the" && sentence.word(at + 1) != "team";
        adverb && word != "reply" || SKIPPED.contains(&word) && !the_team
    };
    while at < sentence.tokens.len() && at < 8 && skipped(at) {
        at += 1;
    }
    at
}

/// Whether a listed verb stands as a noun: `Build time falls …`, `Releases ship on time`.
fn is_noun(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    let single = hit.end == hit.at + 1 && sentence.tokens[hit.at].kind == Kind::Word;
    if !single {
        return false;
    }
    let next = sentence.tokens.get(hit.end);
    let compound = next.is_some() && lexicon.compound_heads.at(&sentence.tokens, hit.end).is_some();
    let plural = hit.mark.form == Form::Third;
    let counted = sentence.word(hit.at) == "share" && sentence.word(hit.end) == "of";
    let alone = next.is_some_and(|next| next.is(":") || next.is(","));
    let predicate =
        ["is", "are", "has", "have", "was", "falls", "rises", "takes"].contains(&sentence.word(hit.end));
    // `Support tickets fall`, `Test runs finish`
    compound && hit.mark.form != Form::Past
        || plural
        || counted
        || alone && hit.mark.form == Form::Base
        || predicate
}

/// Whether verbs of many uses are used for a deed here: `hold a workshop` is one, `hold p95 under 2 s`
/// is none; `support the sales team` is one, `support 10M repositories` is none.
fn is_earnest(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const PEOPLE: &[&str] = &[
        "team",
        "teams",
        "group",
        "groups",
        "department",
        "departments",
        "colleague",
        "colleagues",
        "sales",
        "marketing",
        "squad",
        "squads",
        "organisation",
        "organization",
        "others",
        "engineers",
        "developers",
        "partners",
        "initiative",
        "effort",
        "efforts",
        "project",
        "projects",
        "migration",
        "rollout",
        "launch",
        "work",
    ];
    let near = |words: usize| &sentence.tokens[hit.end..(hit.end + words).min(sentence.tokens.len())];
    let event = |words: usize| lexicon.activity_events.stand_in(near(words));
    match sentence.word(hit.at) {
        "hold" | "held" | "holding" | "run" | "ran" | "running" | "present" | "send" | "sent" | "sending" => {
            event(8)
        }
        "support" | "supported" | "supporting" => {
            !sentence.is_measured()
                && (near(5).iter().any(|token| PEOPLE.contains(&token.lower.as_str()))
                    || ["the", "our", "other", "with", "in", "by"].contains(&sentence.word(hit.end)))
        }
        "make" | "made" | "making" => {
            near(8).iter().any(|token| token.lower == "available")
                || lexicon.output_artefacts.stand_in(near(5))
        }
        _ => true,
    }
}

/// `Neues Portal veröffentlichen`, `支付系统上线`
fn closing_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    let end = sentence.tokens.iter().rposition(|token| token.kind != Kind::Mark)? + 1;
    let closes = |list: &Phrases| {
        let from = end.saturating_sub(6);
        (from..end).find_map(|at| {
            let hit = list.at(&sentence.tokens, at).filter(|hit| hit.end == end && hit.at > 0)?;
            (hit.mark.closes || sentence.tokens[hit.at].kind == Kind::Han).then_some(hit)
        })
    };
    let deed = |sort: DeedSort, hit: Hit| Deed { sort, hit, stand: Stand::Follows };
    closes(&lexicon.output_verbs)
        .map(|hit| deed(DeedSort::Output, hit))
        .or_else(|| closes(&lexicon.activity_verbs).map(|hit| deed(DeedSort::Activity, hit)))
        .or_else(|| closes(&lexicon.milestone_verbs).map(|hit| deed(DeedSort::Milestone, hit)))
}

/// `20 case studies added to the site`, `The console is launched`
fn passive_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const BEFORE: &[&str] = &[
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "gets",
        "get",
        "being",
        "fully",
        "successfully",
        "not",
    ];
    const BEHIND: &[&str] =
        &["to", "in", "on", "into", "for", "with", "across", "at", "onto", "and", "by", "", "."];
    let passive = |list: &Phrases| {
        list.all(&sentence.tokens).find(|hit| {
            hit.at > 0
                && hit.mark.form == Form::Past
                && (BEFORE.contains(&sentence.word(hit.at - 1)) || BEHIND.contains(&sentence.word(hit.end)))
                && !["who", "that", "which", "when", "if", "where"]
                    .iter()
                    .any(|word| sentence.tokens[..hit.at].iter().any(|token| token.lower == *word))
        })
    };
    let deed = |sort: DeedSort, hit: Hit| Deed { sort, hit, stand: Stand::Follows };
    passive(&lexicon.output_verbs)
        .map(|hit| deed(DeedSort::Output, hit))
        .or_else(|| passive(&lexicon.milestone_verbs).map(|hit| deed(DeedSort::Milestone, hit)))
}

/// `5 blog posts about onboarding`, `New dashboard for payments`
fn artefact_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    let start = opening(sentence);
    let counted = sentence.numbers.iter().find(|number| number.at <= start + 2 && number.sort == Sort::Count);
    let counted = counted.filter(|number| number.lead != Lead::From);
    let from = match counted {
        Some(number) => number.end,
        None if sentence.word(start) == "new" => start + 1,
        None => return None,
    };
    let hit = (from..(from + 4).min(sentence.tokens.len()))
        .filter_map(|at| lexicon.output_artefacts.at(&sentence.tokens, at))
        .last()?;
    let between = sentence.tokens[from..hit.at]
        .iter()
        .all(|token| token.kind == Kind::Word || token.kind == Kind::Name);
    // The artefact must be what is counted, not what describes it: `3 API customers`.
    let ends = match sentence.tokens.get(hit.end) {
        None => true,
        Some(next) if next.kind == Kind::Mark => true,
        Some(_) => {
            ["for", "on", "about", "per", "in", "to", "with", "from", "by", "during", "and", "of", "that"]
                .contains(&sentence.word(hit.end))
        }
    };
    (between && ends).then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
}
