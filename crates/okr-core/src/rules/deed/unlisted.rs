//! Verbs that are in no list: known by what stands behind them, or by their ending.

use super::start::opening;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Hit, Kind, Mark, Sentence, Sort, Words};

/// `Sling the console`, `Dockerise services`: verbs are an open class, and one that is in no list is known by
/// what stands behind it or by its ending.
pub(super) fn unlisted_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    // Words of the grammar, which are no verbs of a deed.
    const NO_VERBS: Words = Words(
        "about above across after against all along also although always among and another any around because before \
         behind being below beneath beside besides between beyond both but can could despite down due during either \
         even every except few fewer first for from full given had half her here hers him his how into its just least \
         less many may might more most much must near neither next nine none nor not nothing now off often once one \
         only onto other our out outside over past per quite rather same self several shall she should since some such \
         than that the their them then there these they this those though through throughout till today together too \
         toward towards two under underneath unless until upon using very via was were what when where whether which \
         while who whole whom whose why will with within without would yet you your zero",
    );
    const OBJECTS: Words = Words("the a an our all its their this these those each every new your both");
    const LIKE_ATE: Words = Words(
        "accurate adequate affiliate alternate appropriate associate candidate certificate climate corporate date \
         delegate duplicate gate immediate late legitimate moderate plate private rate real-estate separate state \
         template ultimate update",
    );
    const LIKE_ISE: Words = Words(
        "enterprise exercise expertise franchise noise otherwise precise premise rise wise concise promise raise size prize",
    );
    let at = opening(sentence);
    // `Use 4 kinds of flour`: what one works with, and not what comes of it.
    let counted = sentence.numbers.first().is_some_and(|number| {
        number.at == at + 1
            && number.sort == Sort::Count
            && number.bound.is_none()
            && sentence.numbers.len() == 1
    });
    if sentence.word(at) == "use" && counted {
        let hit = Hit { at, end: at + 1, mark: Mark::default() };
        return Some(Deed { sort: DeedSort::Activity, hit, stand: Stand::Opens });
    }
    // `Use the queue to send mails`
    if sentence.word(at) == "use"
        && let Some(to) = (at + 2..(at + 8).min(sentence.tokens.len())).find(|&at| sentence.word(at) == "to")
    {
        let mut done = [&lexicon.output_verbs, &lexicon.activity_verbs].into_iter();
        return done.find_map(|list| list.at(&sentence.tokens, to + 1)).map(|_| {
            let hit = Hit { at, end: at + 1, mark: Mark::default() };
            Deed { sort: DeedSort::Output, hit, stand: Stand::Opens }
        });
    }
    let token = sentence.tokens.get(at)?;
    let word = token.lower.as_str();
    let acronym = token.text.chars().filter(|c| c.is_uppercase()).count() > 1;
    let letters = token.kind == Kind::Word && word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    let next = sentence.tokens.get(at + 1)?;
    // `Closing the month`, `Refunds the`, `Compared the`: no order.
    let inflected = word.ends_with("ing") && word.len() > 6
        || word.ends_with("ed") && word.len() > 4
        || word.ends_with('s') && !word.ends_with("ss");
    let led = OBJECTS.has(&next.lower) && !inflected;
    let ended = ["ize", "ify"].iter().any(|end| word.ends_with(end)) && !LIKE_ISE.has(word)
        || word.ends_with("ise") && word.len() > 6 && !LIKE_ISE.has(word)
        || word.ends_with("ate") && word.len() > 6 && !LIKE_ATE.has(word);
    // What is listed has been judged; and what a workspace has cut from a list is no deed to it.
    let listed = [
        &lexicon.effect_verbs,
        &lexicon.change_verbs,
        &lexicon.keeping_verbs,
        &lexicon.vague_words,
        &lexicon.output_verbs,
        &lexicon.activity_verbs,
        &lexicon.milestone_verbs,
        &lexicon.timing_metrics,
    ];
    let cut = [
        "output_verbs",
        "activity_verbs",
        "milestone_verbs",
        "change_verbs",
        "keeping_verbs",
        "effect_verbs",
        "vague_words",
    ];
    let known = || {
        NO_VERBS.has(word)
            || listed.iter().any(|list| list.at(&sentence.tokens, at).is_some())
            || cut.iter().any(|list| Lexicon::has_word(list, word))
    };
    let verb = letters && !acronym && (led || ended && next.is_wordy()) && !known();
    let hit = Hit { at, end: at + 1, mark: Mark::default() };
    verb.then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Opens })
}
