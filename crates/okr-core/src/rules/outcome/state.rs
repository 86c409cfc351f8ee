//! What a sentence says only to be so: what a thing is, has or can do, and no number.

use crate::rules::deed::{finite, is_by_the_way, says_can};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Kind, Number, Sentence, Sort, Words};

/// The words that say only that something is so: what a thing is, has or can do, and no number.
pub(super) fn state(title: &Sentence, lexicon: &Lexicon) -> Option<String> {
    let verb = finite(title, lexicon);
    // A claim that is also vague has a rule of its own.
    if is_measured(title, verb, lexicon)
        || lexicon.windows.all(&title.tokens).any(|hit| !names_its_subject(title, hit.at, verb))
        || lexicon.vague_words.all(&title.tokens).any(|hit| !is_by_the_way(title, hit, verb, lexicon))
    {
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
            verb.filter(|&at| !moves(at)).map(|at| title.text(at.saturating_sub(3), at + 3))
        })
}

/// Whether a number measures something. `No agent can …` denies what one can do, and counts nothing; `ready in 4 weeks`
/// says by when.
fn is_measured(title: &Sentence, verb: Option<usize>, lexicon: &Lexicon) -> bool {
    const MAY: Words = Words("can may");
    const RIGHTS: Words = Words("access permission permissions rights knowledge");
    let denied = title.word(0) == "no"
        && ((2..6).any(|at| MAY.has(title.word(at)))
            || verb.is_some_and(|at| title.word(at) == "has" && RIGHTS.has(title.word(at + 1))));
    // `in 4-6 weeks` is one time.
    let range = |number: &Number| {
        title.tokens.get(number.end).is_some_and(|token| token.is("-"))
            && title.numbers.iter().any(|other| other.at == number.end + 1 && other.sort == Sort::LongTime)
    };
    title.numbers.iter().any(|number| match number.sort {
        Sort::Count if denied && number.at == 0 => false,
        Sort::Count if !range(number) => true,
        Sort::Count | Sort::LongTime => {
            let ready =
                number.at.checked_sub(2).and_then(|at| lexicon.milestone_states.at(&title.tokens, at));
            let by_when =
                ["in", "within", "en", "em", "dans"].contains(&title.word(number.at.saturating_sub(1)));
            let deadline = by_when
                && ready.is_some_and(|ready| ready.end + 1 == number.at && !is_told(title, ready.at))
                && title.tokens.len() <= number.end + 3;
            let ends_range = title.numbers.iter().any(|other| other.end + 1 == number.at && range(other));
            !deadline && !ends_range
        }
        _ => true,
    })
}

/// Whether a form of `be` stands before: `answered is complete within 2 days` tells how long it takes.
fn is_told(title: &Sentence, at: usize) -> bool {
    title.tokens[..at].iter().any(|token| ["is", "are", "was", "were"].contains(&token.lower.as_str()))
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
            hit.at > 0 && (hit.end == end || is || BEHIND.has(title.word(hit.end)))
        });
    if let Some(hit) = hit {
        return Some(title.text(hit.at.saturating_sub(4), hit.end));
    }
    // 每个工作流都有负责人
    let all = title.tokens.iter().position(|token| ["均", "都"].contains(&token.lower.as_str()));
    if let Some(at) = all.filter(|&at| at > 1) {
        return Some(title.text(at.saturating_sub(6), (at + 4).min(title.tokens.len())));
    }
    let at = outer(title).into_iter().take(12).find(|&at| {
        let subject =
            at > 0 && !["that", "which", "who", "what", "there", "it"].contains(&title.word(at - 1));
        subject && FINITE.contains(&title.word(at)) && title.tokens.get(at + 1).is_some()
    })?;
    Some(title.text(at.saturating_sub(3), at + 3))
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
        let participle =
            IRREGULAR.has(word) || word.len() > 4 && word.ends_with("ed") && !NO_PARTICIPLES.has(word);
        // `signed off`
        let next = at + 1 + usize::from(["off", "up", "in"].contains(&title.word(at + 1)));
        participle
            && (at + 1 == end
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
        return Some(title.text(at.saturating_sub(3), at + 3));
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
        end.filter(|_| free).map(|end| title.text(at.saturating_sub(3), end + 2))
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
    all.then(|| title.text(0, at + 3))
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

/// 收银台与账本对接,联调通过, 导出默认走新接口: passed or not, set so or not; what it counts beside says how many things that is
/// said of.
pub(super) fn passed(title: &Sentence) -> Option<String> {
    const TRIED: &[&str] = &[
        "联调通过",
        "测试通过",
        "自测通过",
        "验收通过",
        "评审通过",
        "审核通过",
        "验证通过",
        "验证完毕",
        "跑通",
    ];
    const SET: &[&str] =
        &["默认使用", "默认映射", "默认启用", "默认关闭", "默认采用", "默认开启", "默认走", "默认为"];
    let counts = title.numbers.iter().all(|number| number.sort == Sort::Count);
    if !counts {
        return None;
    }
    let end = title.tokens.iter().rposition(|token| token.kind != Kind::Mark)? + 1;
    let last = title.text(end.saturating_sub(4), end);
    if end > 4 && TRIED.iter().any(|tried| last.ends_with(tried)) {
        return Some(last);
    }
    let supports = (2..end.saturating_sub(2)).find(|&at| {
        let before = title.word(at - 1);
        title.text(at, at + 2) == "支持"
            && !["的", "供", "术", "要", "为", "对", "给", "与", "和"].contains(&before)
    });
    if let Some(at) = supports {
        return Some(title.text(at.saturating_sub(4), at + 6));
    }
    let at = (1..end).find(|&at| {
        let here = title.text(at, at + 4);
        title.word(at) == "默" && SET.iter().any(|set| here.starts_with(set))
    })?;
    Some(title.text(at.saturating_sub(4), at + 4))
}
