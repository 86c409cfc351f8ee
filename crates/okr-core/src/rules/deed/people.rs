//! People first, then what they do; and what they are spoken to about.

use super::earnest::is_earnest;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Mark, Sentence, Sort, Token, Words};

/// `all engineers complete a security training`: what is completed is held for them.
fn goes_through(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<Hit> {
    const THROUGH: Words = Words("complete completes finish finishes pass passes");
    let hit = lexicon.milestone_verbs.at(&sentence.tokens, at).filter(|_| THROUGH.has(sentence.word(at)))?;
    let near = &sentence.tokens[hit.end..(hit.end + 5).min(sentence.tokens.len())];
    let held = lexicon.activity_events.stand_in(near)
        || near.iter().any(|token| ["training", "course", "workshop"].contains(&token.lower.as_str()));
    held.then_some(hit)
}

/// `Each team commits to a plan`, `The squad organises 3 meetups`: people first, then what they do.
pub(super) fn subject_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const PEOPLE: Words = Words(
        "team teams engineer engineers developer developers squad squads member members manager managers everyone \
         everybody lead leads employee employees we",
    );
    if let Some(deed) = kept_informed(sentence, lexicon) {
        return Some(deed);
    }
    let people = (0..sentence.tokens.len().min(6)).rev().find(|&at| PEOPLE.has(sentence.word(at)))?;
    let starts = ["each", "every", "all", "the", "our", "ensure"].contains(&sentence.word(0)) || people == 0;
    let hit = lexicon
        .activity_verbs
        .at(&sentence.tokens, people + 1)
        .or_else(|| goes_through(sentence, people + 1, lexicon))?;
    let plural = sentence.word(people).ends_with('s') || sentence.word(people) == "we";
    let agrees = hit.mark.form == if plural { Form::Base } else { Form::Third };
    let deed = Deed { sort: DeedSort::Activity, hit, stand: Stand::Opens };
    (starts && agrees && is_earnest(sentence, hit, lexicon)).then_some(deed)
}

/// `The team sends a status mail once a week`, `The squad is actively rewriting the importer`: people, and what keeps them
/// busy, whatever they make by it.
fn kept_informed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const PEOPLE: Words = Words("team squad crew group department");
    let people = (0..sentence.tokens.len().min(4)).find(|&at| PEOPLE.has(sentence.word(at)))?;
    let starts = people == 0 || ["the", "our", "each", "every"].contains(&sentence.word(0));
    let counts = sentence.numbers.iter().all(|number| number.sort == Sort::Count && number.bound.is_none());
    if !starts || !counts {
        return None;
    }
    let at = people + 1;
    let deed = |hit: Hit| Deed { sort: DeedSort::Activity, hit, stand: Stand::Opens };
    if sentence.word(at) == "is" {
        let busy = at + 1 + usize::from(sentence.word(at + 1).ends_with("ly"));
        let gerund = sentence.word(busy).len() > 5 && sentence.word(busy).ends_with("ing");
        let object = sentence.tokens.get(busy + 1).is_some_and(Token::is_wordy);
        return (gerund && object).then(|| deed(Hit { at: busy, end: busy + 1, mark: Mark::default() }));
    }
    let hit = lexicon.output_verbs.at(&sentence.tokens, at)?;
    let often = lexicon.windows.all(&sentence.tokens).any(|window| window.at >= hit.end)
        || sentence.tokens[hit.end..].iter().any(|token| is_often(&token.lower));
    (hit.mark.form == Form::Third && often).then(|| deed(hit))
}

fn is_often(word: &str) -> bool {
    const OFTEN: Words = Words("daily weekly monthly quarterly fortnightly yearly regular regularly");
    OFTEN.has(word)
}

/// `Encourage clerks to report spills`: people are spoken to, and no number says how many did.
pub(super) fn urged(sentence: &Sentence, at: usize) -> Option<Deed> {
    const URGES: Words =
        Words("encourage encouraging motivate motivating urge urging inspire inspiring remind invite nudge");
    const NO_VERBS: Words = Words("the a an our all their its this each more");
    let to = (at + 2..at + 6).find(|&at| sentence.word(at) == "to")?;
    let verb = sentence.tokens.get(to + 1).is_some_and(|verb| verb.is_wordy() && !NO_VERBS.has(&verb.lower));
    let hit = Hit { at, end: at + 1, mark: Mark::default() };
    (URGES.has(sentence.word(at)) && verb && !sentence.is_measured()).then_some(Deed {
        sort: DeedSort::Activity,
        hit,
        stand: Stand::Opens,
    })
}

/// `First wholesale buyers`, `Get first testers`: people are won, and then it is over.
pub(in crate::rules) fn wins_people(title: &Sentence) -> bool {
    const FIRST: Words = Words("first erste ersten premiers premières primeros primeras primeiros primeiras");
    const WINS: Words =
        Words("get find win acquire gain land sign obtenir trouver conseguir obtener obter finden");
    const PEOPLE: Words = Words(
        "users customers clients shops partners members subscribers investors sponsors donors testers adopters \
         contributors volunteers hires buyers tenants merchants sellers kunden nutzer clientes usuarios usuários \
         utilisateurs",
    );
    let Some(last) = title.tokens.iter().rposition(Token::is_wordy) else { return false };
    let first =
        FIRST.has(title.word(0)) || WINS.has(title.word(0)) && (1..3).any(|at| FIRST.has(title.word(at)));
    let people = PEOPLE.has(title.word(last))
        || (1..last).any(|at| PEOPLE.has(title.word(at)) && !FIRST.has(title.word(at)));
    last <= 4 && first && people && !title.is_measured()
}
