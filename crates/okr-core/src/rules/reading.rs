//! What a key result's words claim, read once and shared by the wording rules: the deed its sentence
//! tells, and whether an effect is measured, in the sentence or in the fields.

use super::Measure;
use super::deed::{Deed, DeedSort, Stand, deed};
use super::lexicon::Lexicon;
use super::text::{self, Form, Kind, Lead, Number, Sentence, Sort, Token, Words};
use crate::model::{self, Bound, Quantity, Stated, Target};

/// What moves to a number is an effect: `launch it and grow to 500 users`.
const MOVED: Words = Words(
    "grow grows growing increase increases increasing raise raising rise rises bring bringing reach reaches reaching \
     convert up reduce reduces reducing cut cutting lower lowering drop drops",
);

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

    /// The deed with what it is done to, as written, for a message: a few words of it.
    pub(super) fn words(&self, deed: &Deed) -> String {
        const SMALL: Words =
            Words("a an and as at for from in into of on or our that the their this to what which with");
        let tokens = &self.title.tokens;
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
        while stop > deed.hit.end
            && (SMALL.has(&tokens[stop - 1].lower)
                || tokens[stop - 1].kind == Kind::Mark && !tokens[stop - 1].is("\""))
        {
            stop -= 1;
        }
        self.title.text(deed.hit.at, stop)
    }

    /// Whether the sentence measures what became better through the deed.
    fn has_effect(&self, deed: &Deed) -> bool {
        self.title.movement().is_some()
            || self.title.numbers.iter().any(|number| self.is_effect(number, deed))
    }

    fn is_effect(&self, number: &Number, deed: &Deed) -> bool {
        let object = match deed.stand {
            Stand::Opens => number.at >= deed.hit.end && self.is_object(number, self.behind_the_verbs(deed)),
            // 博客发表4篇 counts behind its verb.
            Stand::Follows => number.at < deed.hit.at || number.at <= deed.hit.end + 1,
        };
        if self.counts_guests(number) || self.is_share_of_extent(number) || self.describes(number) {
            return false;
        }
        match number.sort {
            Sort::Multiple => number.digits || !object,
            Sort::Percent | Sort::Fraction | Sort::Money | Sort::ShortTime => !object,
            // In weeks and months a number after a deed is its deadline; `within 1 day of being found` is none.
            Sort::LongTime => {
                let days = self.title.tokens[number.at..number.end].iter().any(|token| {
                    ["day", "working", "business"].iter().any(|day| token.lower.starts_with(day))
                });
                let service = days && deed.stand == Stand::Follows;
                number.bound == Some(text::Bound::Below)
                    && (service || ["of", "after", "from"].contains(&self.title.word(number.end)))
            }
            // A single one is no effect: `live with at least one customer`.
            Sort::Count if self.is_one(number) => false,
            Sort::Count if self.is_extent(number) => false,
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
                    "another", "out", "至", "少", "约", "共", "不", "于", "低", "超", "过", "total", "of",
                    "minimum", "a",
                ]
                .contains(&token.lower.as_str())
        })
    }

    /// Behind the second of two verbs: `define and document 5 fields`.
    fn behind_the_verbs(&self, deed: &Deed) -> usize {
        let joined = ["and", "&", "/", "并", "和"].contains(&self.title.word(deed.hit.end));
        let second = self.title.tokens.get(deed.hit.end + 1).is_some_and(|token| token.kind == Kind::Word);
        if joined && second { deed.hit.end + 2 } else { deed.hit.end }
    }

    /// `with 40 participants`: how many came, not what came of it.
    fn counts_guests(&self, number: &Number) -> bool {
        const GUESTS: Words =
            Words("attendee attendees participant participants guests people reviewers volunteers 人 参");
        let near = number.at.saturating_sub(3)..(number.end + 3).min(self.title.tokens.len());
        let gathering = self.deed.is_some_and(|deed| deed.sort == DeedSort::Activity);
        gathering
            && number.sort == Sort::Count
            && self.title.tokens[near].iter().any(|token| GUESTS.has(&token.lower))
    }

    /// `runbooks for 80 % of the alerts`: how far the thing reaches.
    fn is_share_of_extent(&self, number: &Number) -> bool {
        number.sort == Sort::Percent
            && self.title.word(number.end) == "of"
            && number.at > 0
            && ["for", "on", "across", "in", "to"].contains(&self.title.word(number.at - 1))
            && !self.title.tokens.iter().any(|token| MOVED.has(&token.lower))
    }

    /// `1-hour recordings`: what sort of thing it is.
    fn describes(&self, number: &Number) -> bool {
        let noun = self
            .title
            .tokens
            .get(number.end)
            .is_some_and(|token| token.kind == Kind::Word && token.lower.ends_with('s'));
        number.sort == Sort::ShortTime && number.bound.is_none() && number.lead == Lead::None && noun
    }

    /// `at least one`, `> 1`; `no more than 1` holds something down.
    fn is_one(&self, number: &Number) -> bool {
        ["1", "one"].contains(&self.title.word(number.at)) && number.bound != Some(text::Bound::Below)
    }

    /// `in no fewer than 5 languages`: how far the thing reaches, not what comes of it.
    fn is_extent(&self, number: &Number) -> bool {
        const USERS: Words = Words(
            "users user customers customer clients people shops participants subscribers visitors active paying daily \
             weekly monthly members readers players",
        );
        const COMPARISON: Words =
            Words("at no not least most more fewer less than over > >= < ≥ ≤ ~ minimum all the");
        // 不少于4篇: so many of the thing itself.
        const PIECES: Words = Words("篇 份 套 款 项 条 节 张 门 部 期 场 次");
        let limit = number.bound == Some(text::Bound::Below);
        if PIECES.has(self.title.word(number.end)) && !limit {
            return true;
        }
        // `posts, at least 2 per month`: how often it is delivered.
        if ["per", "every", "each"].contains(&self.title.word(number.end)) && !limit {
            return true;
        }
        // Whoever is met, asked or taught: more of them is more of the work.
        if self.deed.is_some_and(|deed| deed.sort == DeedSort::Activity) && !limit && !self.is_reached(number)
        {
            return true;
        }
        let to = number.lead == Lead::To && !self.title.tokens.iter().any(|token| MOVED.has(&token.lower));
        if to && !limit && self.title.tokens[..number.at].iter().any(|token| token.lower == "to") {
            return true;
        }
        let before = self.title.tokens[..number.at].iter().rev().find(|token| !COMPARISON.has(&token.lower));
        let users = self.title.tokens[number.end..].iter().take(3).any(|token| USERS.has(&token.lower));
        before.is_some_and(|token| match token.lower.as_str() {
            "in" | "on" | "across" | "of" | "covering" | "for" => true,
            // `a data set with 5,000 places`, but not `a pilot with 500 users`
            "with" | "containing" | "including" | "(" => !users && number.bound != Some(text::Bound::Below),
            _ => false,
        })
    }

    /// `… and reach 500 active users`
    fn is_reached(&self, number: &Number) -> bool {
        const OUTCOMES: Words = Words(
            "achieve achieving attract attracting earn gain gaining get reach reaching save saving serve \
             serving used adopted win 达到 服务",
        );
        let before = number.at.saturating_sub(3)..number.at;
        self.title.tokens[before].iter().any(|token| OUTCOMES.has(&token.lower))
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
