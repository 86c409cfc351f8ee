//! What is completed, told by what it is: a thing made is a delivery, rounds of something are work, and only the rest
//! is done or not done.

use super::DeedSort;
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Hit, Kind, Sentence, Sort, Token, Words};

/// Making as a noun: to complete it is to deliver.
const MAKING: Words = Words(
    "build coding configuration construction creation deployment design development documentation features functionalities \
     functionality implementation installation instrumentation integration prototyping provisioning redesign refactoring \
     rewrite setup \
     implémentation développement intégration création déploiement fonctionnalités mise puesta \
     configuración construcción creación desarrollo despliegue diseño documentación funcionalidad funcionalidades \
     implementación implementacion instalación integración \
     configuração construção criação desenvolvimento documentação implantação implementação instalação integração",
);
const COMPLETE: Words = Words(
    "complete completing finish finishing finalise finalize finalising finalizing deliver \
     achever finaliser terminer compléter acabar completar finalizar terminar concluir",
);
const REACH: Words = Words(
    "achieve achieving reach reaching attain atteindre réaliser alcanzar conseguir lograr alcançar atingir",
);

/// The sort of what is completed: `Finish the setup of the tills`, `Complete 3 rounds of interviews`.
pub(super) fn sort_of_the_completed(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> Option<DeedSort> {
    let verb = sentence.word(hit.at);
    let complete = COMPLETE.has(verb);
    if !complete && !REACH.has(verb) {
        return sentence.tokens[hit.at].kind.eq(&Kind::Han).then(|| in_han(sentence, hit, lexicon)).flatten();
    }
    if complete && (is_rounds(sentence, hit) || is_several_events(sentence, hit, lexicon)) {
        return Some(DeedSort::Activity);
    }
    let from = behind_the_extent(sentence, hit.end);
    let end = end_of_noun(sentence, from);
    let head = end.checked_sub(1).filter(|&at| at >= from).map_or("", |at| sentence.word(at));
    if MAKING.has(head.trim_start_matches("l'")) {
        return Some(DeedSort::Output);
    }
    (complete && holds_a_thing(sentence, from, end, lexicon)).then_some(DeedSort::Output)
}

/// `Research report on prices`, `Sync prototype`: with a bare noun in the singular behind it the first word only says
/// what sort of thing it is.
pub(super) fn names_a_thing(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const SORTS: Words = Words("research sync support survey process benchmark contact");
    if !SORTS.has(sentence.word(hit.at)) || hit.end != hit.at + 1 {
        return false;
    }
    let end = end_of_noun(sentence, hit.end);
    let plural = sentence.word(end.saturating_sub(1)).ends_with('s');
    let led = ["the", "a", "an", "our", "all", "its", "their"].contains(&sentence.word(hit.end));
    !plural
        && !led
        && (hit.end..end)
            .any(|at| lexicon.output_artefacts.at(&sentence.tokens, at).is_some_and(|thing| thing.end == end))
}

/// Behind `100 %`, `90 % of the`, `all of the`: how much of it.
fn behind_the_extent(sentence: &Sentence, from: usize) -> usize {
    const EXTENT: Words = Words(
        "a an the all our its full complete entire remaining initial basic core first of el la los las o os as le les \
         todas todos toutes tous de des del do das dos",
    );
    let mut at = from;
    loop {
        let number = sentence.numbers.iter().find(|number| number.at == at && number.sort == Sort::Percent);
        match number {
            Some(number) => at = number.end,
            None if EXTENT.has(sentence.word(at)) => at += 1,
            None => return at,
        }
    }
}

/// Where the noun ends that begins here: before the first preposition or mark.
fn end_of_noun(sentence: &Sentence, from: usize) -> usize {
    const BREAKS: Words = Words(
        "of for by in to with on from at that which including incl and so before until during across into within using \
         de des del du do da dos das d' para pour en em no na por par con com avec antes avant until",
    );
    let rest = sentence.tokens.iter().skip(from);
    let length = rest
        .take_while(|token| {
            !BREAKS.has(&token.lower) && (token.kind != Kind::Mark || token.is("\"") || token.is("/"))
        })
        .count();
    from + length
}

/// Whether a thing stands in the name of what is completed, and the name is not of something that people go through:
/// `the till manual`, but not `the platform migration`.
fn holds_a_thing(sentence: &Sentence, from: usize, end: usize, lexicon: &Lexicon) -> bool {
    const PROCESSES: &[&str] =
        &["ation", "ition", "ing", "ment", "sion", "ance", "ence", "over", "ness", "ity"];
    const GONE_THROUGH: Words = Words(
        "audit audits review reviews assessment assessments rollout roll-out launch release test tests trial pilot phase phases \
         milestone milestones round project projects work tasks transfer approval switch analysis program programme course \
         school plan year quarter quality update upgrade campaign training transition step steps",
    );
    let head = end.checked_sub(1).map_or("", |at| sentence.word(at));
    let process = GONE_THROUGH.has(head)
        || PROCESSES.iter().any(|ending| head.ends_with(ending))
        || lexicon.activity_events.at(&sentence.tokens, end.saturating_sub(1)).is_some();
    !process && (from..end).any(|at| lexicon.output_artefacts.at(&sentence.tokens, at).is_some())
}

/// `Completar 5 entrevistas`: in English more is known of what stands around it.
fn is_several_events(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const ELSEWHERE: Words = Words("completar finalizar terminar concluir acabar terminer compléter");
    let number = sentence.numbers.first().filter(|number| number.at == hit.end && number.sort == Sort::Count);
    ELSEWHERE.has(sentence.word(hit.at))
        && number.is_some_and(|number| lexicon.activity_events.at(&sentence.tokens, number.end).is_some())
}

/// `3 rounds of tests`, `and report 4 sessions with shops`: so many turns of the same work.
fn is_rounds(sentence: &Sentence, hit: Hit) -> bool {
    const ROUNDS: Words = Words(
        "round rounds session sessions cycle cycles iteration iterations wave waves series rondas sesiones rodadas sessões \
         séances runden",
    );
    const BEHIND: Words = Words("of with de mit avec con com");
    let number = sentence
        .numbers
        .iter()
        .find(|number| number.sort == Sort::Count && (hit.end..=hit.end + 4).contains(&number.at));
    number.is_some_and(|number| {
        (number.end..number.end + 3)
            .any(|at| ROUNDS.has(sentence.word(at)) && BEHIND.has(sentence.word(at + 1)))
    })
}

/// 完成门店后台开发, 完成退款手册: what closes the clause is made.
fn in_han(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> Option<DeedSort> {
    const MAKING: &[&str] = &["开发", "搭建", "编写", "制作", "配置", "部署"];
    if sentence.word(hit.at) != "完" || sentence.word(hit.at + 1) != "成" {
        return None;
    }
    let end = sentence.tokens[hit.end..]
        .iter()
        .position(|token| token.kind == Kind::Mark && !token.is("\"") && !token.is("/"))
        .map_or(sentence.tokens.len(), |length| hit.end + length);
    // 完成收银台的设计与样机,完成接口: of several things each is over or not.
    let several = |token: &Token| ["与", "和", "及", "并"].contains(&token.lower.as_str());
    let again =
        (end..sentence.tokens.len()).any(|at| sentence.word(at) == "完" && sentence.word(at + 1) == "成");
    if again || sentence.tokens[hit.end..end].iter().any(several) {
        return None;
    }
    let last = sentence.text(end.saturating_sub(2).max(hit.end), end);
    let made = MAKING.contains(&last.as_str())
        || (hit.end + 1..end).any(|at| {
            lexicon.output_artefacts.at(&sentence.tokens, at).is_some_and(|thing| thing.end == end)
        });
    made.then_some(DeedSort::Output)
}
