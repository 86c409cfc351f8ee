//! What a sentence says only to be so: what a thing is, has or can do, and no number.

mod measured;
mod passed;

pub(super) use passed::passed;

use self::measured::is_measured;
use crate::rules::claim::{carries, is_by_the_way};
use crate::rules::deed::{is_outside, says_can};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Kind, Sentence, Words};

/// The words that say only that something is so: what a thing is, has or can do, and no number. The verb of the clause,
/// if it is one, stands at `verb`.
pub(super) fn state(title: &Sentence, verb: Option<usize>, lexicon: &Lexicon) -> Option<String> {
    // A claim that is also vague has a rule of its own.
    if is_measured(title, verb, lexicon)
        || lexicon.windows.all(&title.tokens).any(|hit| !names_its_subject(title, hit.at, verb))
        || !carries(title)
            && lexicon.vague_words.all(&title.tokens).any(|hit| !is_by_the_way(title, hit, verb, lexicon))
    {
        return None;
    }
    // `Number of shops without a working scale`
    if ["number", "share", "anzahl", "nombre", "número"].contains(&title.word(0)) && verb.is_none() {
        return None;
    }
    is_so(title, lexicon)
        .or_else(|| ends_done(title))
        .or_else(|| does(title, lexicon))
        .or_else(|| stands(title))
        .or_else(|| {
            // What moves or takes effect needs a number, and is told for lacking it.
            let moves = |at: usize| {
                [&lexicon.change_verbs, &lexicon.effect_verbs, &lexicon.keeping_verbs]
                    .iter()
                    .any(|list| list.at(&title.tokens, at).is_some())
            };
            verb.filter(|&at| !moves(at)).map(|at| title.stretch(at.saturating_sub(3), at + 2, at + 3))
        })
}

/// `A nightly audit ends in a report`: which audit, and not how often it is counted.
fn names_its_subject(title: &Sentence, at: usize, verb: Option<usize>) -> bool {
    const OFTEN: Words = Words("nightly daily weekly monthly hourly quarterly yearly annual continuous");
    OFTEN.has(title.word(at)) && verb.is_some_and(|verb| at < verb)
}

/// `The console is live`, `Offering ready for launch`, `Refunds are part of the ledger`
fn is_so(title: &Sentence, lexicon: &Lexicon) -> Option<String> {
    const IS: &[&str] = &["is", "are", "be", "been", "ist", "sind", "est", "sont", "está", "están", "são"];
    const FINITE: &[&str] = &["is", "are", "ist", "sind", "est", "sont", "está", "están", "são"];
    const BEHIND: Words = Words("for to in on by with as and at en em dans im ab para pour für");
    let end = title.tokens.iter().rposition(|token| token.kind != Kind::Mark).map_or(0, |at| at + 1);
    let outside = outer(title);
    let hit =
        lexicon.milestone_states.all(&title.tokens).filter(|hit| outside.contains(&hit.at)).find(|hit| {
            let is =
                title.tokens[hit.at.saturating_sub(3)..hit.at].iter().any(|t| IS.contains(&t.lower.as_str()));
            let by_others = title.word(hit.end) == "by" && is_outside(title.word(hit.end + 1));
            hit.at > 0 && !by_others && (hit.end == end || is || BEHIND.has(title.word(hit.end)))
        });
    if let Some(hit) = hit {
        return Some(title.text(hit.at.saturating_sub(4), hit.end));
    }
    // 每个工作流都有负责人
    let all = (0..title.tokens.len()).find(|&at| {
        // 平均 is an average.
        ["均", "都"].contains(&title.word(at))
            && !(at > 0 && ["平", "人", "日", "首"].contains(&title.word(at - 1)))
    });
    if let Some(at) = all.filter(|&at| at > 1) {
        return Some(title.stretch(at.saturating_sub(6), at + 2, at + 4));
    }
    let at = outer(title).into_iter().take(12).find(|&at| {
        let subject =
            at > 0 && !["that", "which", "who", "what", "there", "it"].contains(&title.word(at - 1));
        subject && FINITE.contains(&title.word(at)) && title.tokens.get(at + 1).is_some()
    })?;
    Some(title.stretch(at.saturating_sub(3), at + 2, at + 3))
}

/// `Architecture decision made`, `Floor plan agreed with the works council`: a participle that closes the sentence, or
/// its first half.
fn ends_done(title: &Sentence) -> Option<String> {
    const IRREGULAR: Words = Words(
        "begun brought built chosen cut done drawn filled found given gone held hired kept known left made met paid put \
         ridden sent set shown sold spent taken taught told understood won written abgestimmt beschlossen erledigt \
         gefunden geklärt unterschrieben vereinbart vorhanden signé choisi validé obtenu firmado elegido aprobado \
         aprovado assinado definido",
    );
    const NO_PARTICIPLES: Words = Words(
        "need speed feed seed breed bleed embed hundred shed sped red bed led unlimited detailed advanced limited \
         distributed shared embedded managed related dedicated united",
    );
    const BEHIND: Words = Words("by with for to in on at from and as into across");
    let end = title.tokens.iter().rposition(|token| token.kind != Kind::Mark)? + 1;
    let at = (2..end).find(|&at| {
        let word = title.word(at);
        // `Disputes opened by guests`: what they do, and not what is done.
        if title.word(at + 1) == "by" && is_outside(title.word(at + 2)) {
            return false;
        }
        let participle =
            IRREGULAR.has(word) || word.len() > 4 && word.ends_with("ed") && !NO_PARTICIPLES.has(word);
        // `signed off`
        let next = at + 1 + usize::from(["off", "up", "in"].contains(&title.word(at + 1)));
        participle
            && (at + 1 == end
                || title.tokens[at + 1].is(":")
                || title.tokens[at + 1].is("(")
                || next >= end
                || BEHIND.has(title.word(next))
                || BEHIND.has(title.word(at + 1)))
    })?;
    let noun = title.tokens[at - 1].is_wordy() && !BEHIND.has(title.word(at - 1));
    noun.then(|| title.text(at.saturating_sub(4), at + 1))
}

/// `Admins can export`, `The gateway supports refunds`, `All clients use the new interface`
fn does(title: &Sentence, lexicon: &Lexicon) -> Option<String> {
    const RELATIVE: &[&str] = &["that", "which", "who", "how", "what", "where", "when", "to", "will"];
    let outer = outer(title);
    let can = outer.iter().copied().take(8).find(|&at| {
        at > 0 && {
            // 能够减少排队的做法: what can do so is named, and not that it can.
            let names = title.tokens[at..].iter().any(|token| token.lower == "的");
            match title.word(at) {
                "can" | "cannot" => true,
                "能" | "可" => !names && says_can(title, at),
                _ => false,
            }
        }
    });
    if let Some(at) = can {
        return Some(title.stretch(at.saturating_sub(3), at + 2, at + 3));
    }
    let many = |at: usize| {
        title.word(at - 1).ends_with('s')
            || title.tokens[..at].iter().any(|token| token.is(",") || token.lower == "and")
    };
    outer.iter().copied().take(12).filter(|&at| at > 0).find_map(|at| {
        let free = !RELATIVE.contains(&title.word(at - 1));
        let has = match title.word(at) {
            "has" | "hat" => true,
            "have" => many(at),
            _ => false,
        };
        // `testers for it, and work with them`
        let busy = title.word(at).starts_with("work") && ["with", "on"].contains(&title.word(at + 1));
        let hit = lexicon.feature_verbs.at(&title.tokens, at).filter(|_| !busy);
        let verb = hit.filter(|hit| hit.mark.form == Form::Third || hit.mark.form == Form::Base && many(at));
        let end = if has { Some(at + 1) } else { verb.map(|hit| hit.end) };
        end.filter(|_| free).map(|end| title.stretch(at.saturating_sub(3), end + 1, end + 2))
    })
}

/// `All services on the new cluster`: a sentence without a verb that says where things stand.
fn stands(title: &Sentence) -> Option<String> {
    const ALL: &[&str] =
        &["all", "every", "each", "alle", "jede", "jeder", "jedes", "tous", "toutes", "todos", "todas"];
    const WHERE: &[&str] =
        &["on", "in", "behind", "under", "with", "auf", "mit", "dans", "sur", "en", "na", "no"];
    let all = ALL.contains(&title.word(0));
    let at = (2..5).find(|&at| WHERE.contains(&title.word(at)))?;
    all.then(|| title.stretch(0, at + 2, at + 3))
}

/// The positions outside brackets.
fn outer(sentence: &Sentence) -> Vec<usize> {
    let mut depth = 0usize;
    let mut list = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate() {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            list.push(at);
        }
    }
    list
}
