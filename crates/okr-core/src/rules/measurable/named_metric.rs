//! The metric of a distribution that a sentence names: by a listed name, by a verb of duration, or by "time".

use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Hit, Mark, Sentence, Sort, Words};

/// How a sentence names a metric that has a distribution.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// By its name.
    Metric(Hit),
    /// `Exports take less than 20 minutes`: the verb stands here.
    Takes(usize),
}

/// The metric of a distribution that a sentence names, if it names one.
pub(super) fn named(sentence: &Sentence, lexicon: &Lexicon) -> Option<Named> {
    // `high availability` is a praise, and no metric.
    let praised = |hit: &Hit| {
        let before = hit.at.checked_sub(1).map_or("", |at| sentence.word(at));
        // `zero unplanned downtime` counts it.
        let counted = sentence
            .numbers
            .iter()
            .any(|number| number.sort == Sort::Count && number.end <= hit.at && hit.at - number.end <= 1);
        counted || ["high", "高", "better"].contains(&before)
    };
    if let Some(hit) = lexicon.timing_metrics.all(&sentence.tokens).find(|hit| !praised(hit)) {
        return Some(Named::Metric(hit));
    }
    if let Some(hit) = any_time(sentence, lexicon) {
        return Some(Named::Metric(hit));
    }
    if let Some(hit) = any_time_elsewhere(sentence, lexicon) {
        return Some(Named::Metric(hit));
    }
    if let Some(at) = done_in(sentence) {
        return Some(Named::Takes(at));
    }
    let takes = sentence.tokens.iter().position(|token| {
        ["take", "takes", "took", "lasts", "last", "dauert", "dauern"].contains(&token.lower.as_str())
    })?;
    let timed = sentence.numbers.iter().any(|number| {
        number.at > takes && number.at <= takes + 4 && matches!(number.sort, Sort::ShortTime | Sort::LongTime)
    });
    (timed && takes > 0 && takes <= 3).then_some(Named::Takes(takes))
}

/// `The page loads in under 2 s`: the verb of a duration, and the number right behind it.
fn done_in(sentence: &Sentence) -> Option<usize> {
    const DONE: Words = Words(
        "load loads respond responds return returns render renders start starts boot boots build builds deploy deploys \
         complete completes finish finishes run runs open opens compile compiles execute executes",
    );
    (1..sentence.tokens.len().min(6)).find(|&at| {
        let number = sentence.numbers.iter().find(|number| number.sort == Sort::ShortTime);
        DONE.has(sentence.word(at))
            && number.is_some_and(|number| number.at <= at + 5)
            && ["in", "within", "under"].contains(&sentence.word(at + 1))
    })
}

/// `checkout time is 2 s or less`, `time to first payment`, 排队耗时: a duration that no list knows by its name.
fn any_time(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const NO_NAMES: Words = Words(
        "a all any at each enough every extra first free full in less long more much no of on one over part per real right \
         same save saved os dos nos aos entre short some spare spend spent that the this what working",
    );
    const NO_EVENTS: Words = Words("be do get have make the time use work spend think talk");
    let moved = lexicon.change_verbs.at(&sentence.tokens, 0).is_some();
    let timed = sentence.numbers.iter().any(|number| number.sort == Sort::ShortTime)
        || moved && !sentence.numbers.iter().any(|number| number.sort == Sort::Count);
    let hit = |at: usize, end: usize| Some(Hit { at, end, mark: Mark::default() });
    (0..sentence.tokens.len()).find_map(|at| {
        let before = at.checked_sub(1).map_or("", |at| sentence.word(at));
        match sentence.word(at) {
            // `the time to generate a build`, but not `time to think`
            "time" if sentence.word(at + 1) == "to" && sentence.word(at + 2).len() > 2 => {
                let free = !NO_EVENTS.has(sentence.word(at + 2));
                if free && (timed || sentence.movement().is_some()) { hit(at, at + 3) } else { None }
            }
            "time" | "times"
                if timed && at > 0 && sentence.tokens[at - 1].is_wordy() && !NO_NAMES.has(before) =>
            {
                hit(at - 1, at + 1)
            }
            "耗" | "时" if timed && ["时", "间"].contains(&sentence.word(at + 1)) => hit(at, at + 2),
            _ => None,
        }
    })
}

/// `temps de saisie`, `tasa de rechazo`, `Kassenwartezeit`: other languages put the name together from a head that says
/// what sort of measure it is, and from what it is of.
fn any_time_elsewhere(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const TIMES: Words = Words(
        "temps délai délais durée durées tempo tempos prazo prazos duração tiempo tiempos plazo plazos duración",
    );
    const RATES: Words = Words("taux taxa taxas tasa tasas");
    const NO_TIMES: Words = Words("travail d'essai trabajo trabalho vida vie");
    // A share of successes or failures; how many buy, come back or take part is counted one way only.
    const RATE_OF: Words = Words(
        "abandon d'abandon abandono abandonos erreur erreurs d'erreur d'erreurs error errores erro erros échec échecs \
         d'échec \
         d'échecs fallo fallos falla fallas falha falhas rejet rejets rechazo rechazos rejeição rebond rebote succès \
         réussite \
         éxito sucesso acierto acerto panne pannes perte pertes pérdida perda annulation d'annulation cancelación \
         cancelamento réponse respuesta resposta",
    );
    const TAILS: &[&str] = &["zeit", "zeiten", "dauer", "latenz", "verfügbarkeit"];
    const RATE_TAILS: &[&str] = &["rate", "quote"];
    const RATE_STEMS: &[&str] =
        &["fehler", "ausfall", "abbruch", "absprung", "absturz", "erfolg", "storno", "antwort", "fehlschlag"];
    const NO_NAMES: Words = Words(
        "hochzeit mahlzeit jahreszeit freizeit arbeitszeit teilzeit vollzeit echtzeit auszeit elternzeit uhrzeit ausdauer \
         jederzeit seinerzeit derzeit tageszeit",
    );
    let valued = sentence.numbers.iter().any(|number| number.sort != Sort::Count)
        || lexicon.change_verbs.at(&sentence.tokens, 0).is_some() && sentence.numbers.is_empty();
    if !valued {
        return None;
    }
    (0..sentence.tokens.len()).find_map(|at| {
        let word = sentence.word(at);
        let hit = |end: usize| Some(Hit { at, end, mark: Mark::default() });
        let time = TAILS.iter().any(|tail| word.ends_with(tail) && word.len() > tail.len() + 3);
        let rate = RATE_TAILS.iter().any(|tail| word.ends_with(tail))
            && RATE_STEMS.iter().any(|stem| word.contains(stem));
        if time && !NO_NAMES.has(word) || rate {
            return hit(at + 1);
        }
        let (times, rates) = (TIMES.has(word), RATES.has(word));
        let mut end = of_what(sentence, at + 1).filter(|_| times || rates)?;
        let of = sentence.word(end - 1);
        if times && NO_TIMES.has(of) || rates && !RATE_OF.has(of) {
            return None;
        }
        while let Some(further) = of_what(sentence, end) {
            end = further;
        }
        hit(end)
    })
}

/// Behind `de compte` or `d'ouverture`: of what, as part of a name. With an article it is a place: `du paiement`.
fn of_what(sentence: &Sentence, at: usize) -> Option<usize> {
    const ARTICLES: Words =
        Words("la las los le les l' el un une uma um cada chaque nos notre nossa nuestro");
    let noun = |at: usize| {
        let token = sentence.tokens.get(at).filter(|token| token.is_wordy())?;
        (!ARTICLES.has(&token.lower) && !token.lower.starts_with("l'")).then_some(at + 1)
    };
    match sentence.word(at) {
        "de" | "até" | "ate" => noun(at + 1),
        word if word.starts_with("d'") && word.len() > 2 => Some(at + 1),
        _ => None,
    }
}
