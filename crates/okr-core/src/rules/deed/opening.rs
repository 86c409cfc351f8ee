//! Where a sentence begins to say something, and the deed it opens with.

use super::sense::{is_earnest, is_noun};
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Sentence, Token, Words};

/// `Launch …`, `We will migrate …`, `上线…`
pub(in crate::rules) fn opening_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
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
    // `Have 10 conversations` is an activity, `have a guide` a delivery.
    let near = &sentence.tokens[hit.end..(hit.end + 4).min(sentence.tokens.len())];
    let talks = ["have", "having"].contains(&sentence.word(at)) && lexicon.activity_events.stand_in(near);
    let sort = if talks { DeedSort::Activity } else { sort };
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
pub(super) fn opening(sentence: &Sentence) -> usize {
    let mut at = behind_the_date(sentence);
    while at < sentence.tokens.len() && at < 12 {
        let skipped = adverb_in_han(sentence, at).or_else(|| is_skipped(sentence, at).then_some(1));
        match skipped {
            Some(length) => at += length,
            None => break,
        }
    }
    at
}

/// Behind an opening clause that only says when: `by the end of May,`, 截止三月底, 9月1号之前.
fn behind_the_date(sentence: &Sentence) -> usize {
    const LEADS: &[&str] =
        &["by", "in", "until", "before", "during", "throughout", "bis", "在", "到", "d'ici"];
    const CALENDAR: &str = "月年季周号日";
    const ENDS: &str = "底前旬初末内";
    if LEADS.contains(&sentence.word(0))
        && let Some(comma) = sentence.tokens.iter().take(10).position(|token| token.is(","))
    {
        return comma + 1;
    }
    let timed = |token: &Token| token.kind != Kind::Mark && token.kind != Kind::Word;
    let clause = sentence.tokens.iter().take(9).take_while(|token| timed(token)).count();
    let dated = |end: usize| sentence.tokens[..end].iter().any(|token| CALENDAR.contains(&token.lower));
    let end = (1..clause).rev().find(|&at| ENDS.contains(sentence.word(at)) && dated(at));
    end.map_or(0, |at| at + 1)
}

/// 成功完成…: an adverb of two characters before the verb.
fn adverb_in_han(sentence: &Sentence, at: usize) -> Option<usize> {
    const ADVERBS: Words =
        Words("成功 顺利 按时 如期 正式 全面 逐步 积极 继续 努力 尽快 全部 定期 持续 初步 基本");
    let pair = format!("{}{}", sentence.word(at), sentence.word(at + 1));
    (sentence.tokens.get(at)?.kind == Kind::Han && ADVERBS.has(&pair)).then_some(2)
}

/// A word before the first that says something.
fn is_skipped(sentence: &Sentence, at: usize) -> bool {
    const SKIPPED: Words = Words(
        "we we'll we'd i will shall to and also then please our team the should must can need together \
         nous wir",
    );
    // 我们, 本季度, 每周, 年底前: who and when.
    const SKIPPED_HAN: &str = "我们本季度每周月日天定期底前内年";
    let word = sentence.word(at);
    let adverb = word.len() > 4
        && word.ends_with("ly")
        && word.is_ascii()
        && !["supply", "apply", "reply"].contains(&word);
    let the_team = word == "the" && sentence.word(at + 1) != "team";
    // Q3完成…
    let period = sentence.tokens[at].kind == Kind::Name
        && ["q", "h", "fy", "20"].iter().any(|start| word.starts_with(start));
    // `Start measuring …` is about the measuring; `start the migration` is a milestone.
    let then = sentence.word(at + 1);
    let begins = ["start", "begin", "continue"].contains(&word) && (then.ends_with("ing") || then == "to");
    begins
        || period
        || adverb
        || SKIPPED.has(word) && !the_team
        || !word.is_empty() && SKIPPED_HAN.contains(word)
}

/// `Each team commits to a plan`, `The squad organises 3 meetups`: people first, then what they do.
pub(super) fn subject_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const PEOPLE: Words = Words(
        "team teams engineer engineers developer developers squad squads member members manager \
         managers everyone everybody lead leads employee employees we",
    );
    let people = (0..sentence.tokens.len().min(6)).rev().find(|&at| PEOPLE.has(sentence.word(at)))?;
    let starts = ["each", "every", "all", "the", "our"].contains(&sentence.word(0)) || people == 0;
    let hit = lexicon.activity_verbs.at(&sentence.tokens, people + 1)?;
    let plural = sentence.word(people).ends_with('s') || sentence.word(people) == "we";
    let agrees = hit.mark.form == if plural { Form::Base } else { Form::Third };
    let deed = Deed { sort: DeedSort::Activity, hit, stand: Stand::Opens };
    (starts && agrees && is_earnest(sentence, hit, lexicon)).then_some(deed)
}
