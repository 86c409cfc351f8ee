//! What is left when no rule has a word for a title: it measures nothing, it claims nothing, no list knows its verb. Then it
//! says what there will be, what people will do or what will be so, and its grammar tells which. Verbs and things are open
//! classes, and what an organisation will call its own can stand in no list; what measures is a closed one.

use super::claim::claim;
use super::deed::{Deed, DeedSort, Stand, is_noun, names_a_measure, opening, wins_people};
use super::lexicon::Lexicon;
use super::stand_in::stand_in;
use super::state::{passed, state};
use super::text::{Form, Hit, Kind, Mark, Number, Sentence, Sort, Token, Words};

/// The deed of a key result of which nothing but this title is said, and which says nothing else.
pub(super) fn remaining(title: &Sentence, verb: Option<usize>, lexicon: &Lexicon) -> Option<Deed> {
    if !is_bare(title) || is_cut(title, lexicon) {
        return None;
    }
    let deed = |sort: DeedSort| {
        let hit = Hit { at: 0, end: title.tokens.len(), mark: Mark::default() };
        Some(Deed { sort, hit, stand: Stand::Alone })
    };
    // `There are fewer complaints` says more than that there are some.
    let there = is_there(title) && !is_qualified(title, lexicon) && claim(title, None, lexicon).is_none();
    if there || wins_people(title) {
        return deed(DeedSort::Milestone);
    }
    if verb.is_some() || is_told(title, lexicon) {
        return None;
    }
    if is_work(title, lexicon) {
        return deed(DeedSort::Activity);
    }
    deed(if holds_or_not(title) { DeedSort::Milestone } else { DeedSort::Output })
}

/// Whether it has more than one word, and no number but one of how far the thing reaches. One word alone may be anything.
fn is_bare(title: &Sentence) -> bool {
    let words = title.tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Name)).count();
    let han = title.tokens.iter().filter(|token| token.kind == Kind::Han).count();
    title.numbers.iter().all(|number| is_extent(title, number)) && (words >= 2 || words * 2 + han >= 5)
}

/// `labels for 12 markets`, `banners on two pages`; the `no` of a remark in brackets; what sort of thing it is.
fn is_extent(title: &Sentence, number: &Number) -> bool {
    const TO: Words = Words("on across for covering para pour für");
    let before = number.at.checked_sub(1).map_or("", |at| title.word(at));
    let reach = TO.has(before) && title.tokens.get(number.end).is_some_and(Token::is_wordy);
    let remark = !number.digits && title.before_brackets() < number.at;
    // `Two-step login`
    let kind = title.tokens.get(number.end).is_some_and(|next| next.is_wordy() && !next.spaced);
    number.sort == Sort::Count && number.bound.is_none() && (reach || remark || kind && !number.digits)
}

/// Whether the workspace has cut its first word from a list of deeds: there it is none.
fn is_cut(title: &Sentence, lexicon: &Lexicon) -> bool {
    let start = opening(title);
    let lists = [
        ("output_verbs", &lexicon.output_verbs),
        ("activity_verbs", &lexicon.activity_verbs),
        ("milestone_verbs", &lexicon.milestone_verbs),
    ];
    lists.iter().any(|(name, list)| {
        Lexicon::has_word(name, title.word(start)) && list.at(&title.tokens, start).is_none()
    })
}

/// Whether it opens with a verb of work, in a use that no other rule knows: `Run the whole menu on the new till`.
fn is_work(title: &Sentence, lexicon: &Lexicon) -> bool {
    let hit = lexicon.activity_verbs.at(&title.tokens, opening(title));
    hit.is_some_and(|hit| hit.mark.form == Form::Base && !is_noun(title, hit, lexicon))
}

/// Whether something else is said of it: a rule of its own tells it, it names a measure, or it says what shall not be, how
/// it compares or whom it is about.
fn is_told(title: &Sentence, lexicon: &Lexicon) -> bool {
    names_a_measure(title, lexicon)
        || is_qualified(title, lexicon)
        || claim(title, None, lexicon).is_some()
        || stand_in(title, lexicon).is_some()
        || state(title, None, lexicon).is_some()
        || passed(title).is_some()
}

/// `Never a queue at the gate`, `Every sales deck`, `More orders than in spring`: more than a thing is said.
fn is_qualified(title: &Sentence, lexicon: &Lexicon) -> bool {
    const NEVER: Words = Words(
        "never nobody nothing none not don't without less fewer than unless always only who whose whom nie niemand \
         nichts kein keine ohne nicht immer weniger mehr als jamais personne sans rien moins que nunca nadie nada sin \
         sem ninguém menos más mais",
    );
    const ALL: Words = Words(
        "all every each any both most half how what why when where which whether be become do does did is are should \
         can alle jede jeder jedes tous toutes chaque todos todas cada todo toda wie was comment como cómo",
    );
    const IN_HAN: &[&str] = &[
        "无需",
        "没有",
        "不超过",
        "不低于",
        "零",
        "能够",
        "所有",
        "每个",
        "全部",
        "如何",
        "是否",
        "成为",
        "每次",
    ];
    let start = opening(title);
    let moved = |at: usize| {
        at == start
            && [&lexicon.keeping_verbs, &lexicon.change_verbs]
                .iter()
                .any(|list| list.at(&title.tokens, at).is_some())
            // `a shelf in use`
            || title.word(at) != "get"
                && !(at > 0 && ["in", "for", "of"].contains(&title.word(at - 1)))
                && lexicon
                    .effect_verbs
                    .at(&title.tokens, at)
                    .is_some_and(|hit| matches!(hit.mark.form, Form::Base | Form::Third))
    };
    let outside = &title.tokens[..title.before_brackets()];
    let han = title.text(0, title.tokens.len());
    // `Guests recommend us`: somebody does it, and it is no name.
    let pronoun = |token: &Token| ["us", "uns"].contains(&token.text.as_str());
    let denies = |token: &Token| NEVER.has(&token.lower) || token.lower.ends_with("n't");
    outside.iter().any(|token| denies(token) || pronoun(token))
        || title.text(1, title.tokens.len()).contains("我们")
        || title
            .tokens
            .windows(2)
            .any(|pair| pair[0].lower == "how" && ["many", "much"].contains(&pair[1].lower.as_str()))
        || ALL.has(title.word(0))
        || ALL.has(title.word(start))
        || IN_HAN.iter().any(|word| han.contains(word))
        || (0..outside.len()).any(moved)
        || lexicon.windows.stand_in(outside)
}

/// `There is a night desk for couriers`
fn is_there(title: &Sentence) -> bool {
    matches!(
        (title.word(0), title.word(1)),
        ("there", "is" | "are") | ("es", "gibt") | ("il", "y") | ("hay" | "existe" | "há", _)
    )
}

/// Whether it is a clause that no list knows: by its adverb in Chinese, by a participle that closes it elsewhere.
fn holds_or_not(title: &Sentence) -> bool {
    const IN_HAN: &[&str] = &["自动", "只有", "不再", "已经", "始终", "默认", "只能", "仅由", "保持"];
    const BEHIND: Words = Words("as by with for to in on at from into via");
    let han = title.text(2, title.tokens.len());
    // `Tills seen as a nuisance`
    let participle = title.word(1).len() > 4 && title.word(1).ends_with("ed") && BEHIND.has(title.word(2));
    // 退款流程标准化: what it will have become.
    let end = title.tokens.iter().rposition(|token| token.kind != Kind::Mark).map_or(0, |at| at + 1);
    let become_so = title.word(end.saturating_sub(1)) == "化"
        && !["文", "变", "优", "绿"].contains(&title.word(end.saturating_sub(2)));
    IN_HAN.iter().any(|word| han.contains(word)) || become_so || participle || closes_in_a_participle(title)
}

/// `Almacén del sur vaciado`, `Reçus archivés (2 ans)`: in Romance languages a participle stands behind its noun.
fn closes_in_a_participle(title: &Sentence) -> bool {
    const ENDS: &[&str] =
        &["ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "é", "ée", "és", "ées"];
    const NOUNS: Words = Words(
        "mercado estado lado grado dado dados cuidado resultado resultados significado listado contenido pedido \
         pedidos vida medida medidas salida salidas entrada entradas jornada llamada llamadas marché qualité café \
         société clé clés entrée entrées année journée idée comité comida recorrido saída tienda cantidad partido \
         apartado apellido",
    );
    let end = title.tokens.iter().skip(2).position(|token| token.is("(") || token.is(",") || token.is(":"));
    let end = end.map_or(title.tokens.len(), |length| length + 2);
    let Some(last) = title.tokens[..end].iter().rfind(|token| token.is_wordy()) else { return false };
    end > 2
        && last.lower.chars().count() > 3
        && !NOUNS.has(&last.lower)
        && ENDS.iter().any(|ending| last.lower.ends_with(ending))
}
