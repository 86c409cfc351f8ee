//! The finite verb of a clause in German, French, Spanish or Portuguese: behind a subject that an article opens, or, in
//! German, in small letters behind a noun.

use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Kind, Sentence, Words};

/// What opens a subject in these languages.
const DETERMINERS: Words = Words(
    "le la les l' chaque tous toutes tout toute nos notre el los las cada todo toda todos todas nuestro nuestra nuestros \
     nuestras o a os as nosso nossa nossos nossas",
);
/// Verbs of being, having, being able and of how things work: few, and in almost every clause that says a state.
const STATIVES: Words = Words(
    "est sont a ont peut peuvent permet permettent dispose disposent fonctionne fonctionnent affiche affichent utilise utilisent \
     contient contiennent couvre couvrent possède possèdent connaît connaissent reçoit reçoivent suit suivent \
     es son está están tiene tienen puede pueden permite permiten funciona funcionan muestra muestran usa usan utiliza utilizan \
     contiene contienen cubre cubren dispone disponen incluye incluyen conoce conocen recibe reciben sigue siguen cuenta cuentan \
     é são estão tem têm pode podem conseguem consegue permitem funcionam mostra mostram usam utilizam contém cobre cobrem \
     possui possuem inclui incluem conhece conhecem recebe recebem segue seguem conta contam",
);
const SUBORDINATE: Words = Words(
    "que qui dont où quand si pour para cuando donde quien dass wenn weil damit ob die der das welche um zu",
);

/// Where the finite verb stands, if the sentence is a clause of one of these languages.
pub(super) fn finite_elsewhere(sentence: &Sentence, lexicon: &Lexicon) -> Option<usize> {
    let first = sentence.tokens.first()?;
    if DETERMINERS.has(&first.lower) || first.lower.starts_with("l'") {
        return romance(sentence);
    }
    german(sentence, lexicon)
}

/// `La caja funciona sin red`, `Les factures s'envoient`, `O portal permite …`, `Las facturas se envían …`
fn romance(sentence: &Sentence) -> Option<usize> {
    const ITSELF: Words = Words("se s'");
    let at = (1..sentence.tokens.len().min(9)).find(|&at| {
        let word = sentence.word(at);
        // `a` is an article and a preposition as well.
        let verb = STATIVES.has(word) && (word != "a" || sentence.word(0).starts_with('l'))
            || ITSELF.has(word)
            || word.starts_with("s'") && word.len() > 4;
        SUBORDINATE.has(word) || verb
    })?;
    let follows = sentence.tokens.get(at + 1).is_some_and(|next| next.kind != Kind::Mark);
    let verb = !SUBORDINATE.has(sentence.word(at)) && at > 1;
    (verb && (follows || sentence.word(at).starts_with("s'"))).then_some(at)
}

/// `Das Portal zeigt alle Belege`: nouns are written with a capital, so that a small word behind one is a verb where its
/// ending is one and nothing else has it.
fn german(sentence: &Sentence, lexicon: &Lexicon) -> Option<usize> {
    const OPENS: Words = Words(
        "der die das den ein eine jede jeder jedes alle kein keine unser unsere neue neuer neues beide sämtliche",
    );
    const PLURAL: Words = Words(
        "können dürfen müssen sollen werden haben sind laufen nutzen verwenden arbeiten kennen erhalten finden",
    );
    const NO_VERBS: Words = Words(
        "mit nicht seit jetzt erst fast oft dort selbst statt damit bereit bekannt sonst meist zuerst zuletzt samt jederzeit \
         insgesamt direkt komplett konstant vermehrt verstärkt",
    );
    const GERMAN: Words = Words(
        "der die das den dem des ein eine einen einer alle jede jeder jedes auch ohne mit ist im am zu für auf von nur immer \
         automatisch keine kein nach bei aus über",
    );
    let tokens = &sentence.tokens;
    let opens = OPENS.has(&tokens[0].lower);
    let at = (1..tokens.len().min(8)).find(|&at| {
        let token = &tokens[at];
        let small = token.kind == Kind::Word && !token.is_capital();
        small && tokens[at - 1].is_capital() && (at > 1 || !opens)
    })?;
    let word = sentence.word(at);
    let participle = word.starts_with("ge")
        || [
            &lexicon.output_verbs,
            &lexicon.activity_verbs,
            &lexicon.milestone_verbs,
            &lexicon.milestone_states,
        ]
        .iter()
        .any(|list| list.at(tokens, at).is_some());
    let third = word.len() > 3 && word.ends_with('t') && !participle && !NO_VERBS.has(word);
    // A `-t` is found in other languages as well; an article or a further German word tells which this is.
    let german = opens || PLURAL.has(word) || tokens[at + 1..].iter().any(|token| GERMAN.has(&token.lower));
    let follows = tokens.get(at + 1).is_some_and(|next| next.kind != Kind::Mark && next.lower != "und");
    (german && follows && (third || PLURAL.has(word))).then_some(at)
}
