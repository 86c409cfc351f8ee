//! What stands in a sentence where a number or a decision is still to come.

use super::lexicon::Lexicon;
use super::text::{Hit, Kind, Sentence, Token, Words};

/// Texts that withhold a value where they stand in brackets, and are words like others elsewhere.
const WITHHELD: &[&str] = &["internal only", "confidential", "redacted", "withheld"];
/// Words that are placeholders only in capitals: `TODO`, but not `todo` of other languages.
const IN_CAPITALS: &[&str] = &["todo", "tba", "nn", "zz", "yyy", "xx"];

/// What stands in for something in the sentence, as written.
pub(super) fn stand_in(sentence: &Sentence, lexicon: &Lexicon) -> Option<String> {
    let earnest = |hit: &Hit| {
        let text = sentence.text(hit.at, hit.end);
        let lower = text.to_lowercase();
        let capitals = !IN_CAPITALS.contains(&lower.as_str()) || text == text.to_uppercase();
        let before = hit.at.checked_sub(1).and_then(|at| sentence.tokens.get(at));
        let enclosed = before.is_some_and(|before| before.is("(") || before.is("<"))
            || hit.end - hit.at == sentence.tokens.len();
        let named = ["todo", "fixme"].contains(&lower.as_str()) && is_within(sentence, *hit);
        capitals && !named && (!WITHHELD.contains(&lower.as_str()) || enclosed)
    };
    if let Some(hit) = lexicon.placeholders.all(&sentence.tokens).find(earnest) {
        return Some(sentence.text(hit.at, hit.end));
    }
    let tag = sentence.tags.iter().find_map(|tag| Some((tag, lexicon.placeholders.first(tag)?)));
    if let Some((tag, hit)) = tag {
        let words: Vec<&str> = tag[hit.at..hit.end].iter().map(|token| token.text.as_str()).collect();
        return Some(words.join(" "));
    }
    repeated(&sentence.tokens).or_else(|| letter(sentence))
}

/// `Assess TODO tooling`: words before and behind, so that it is the name of a thing.
fn is_within(sentence: &Sentence, hit: Hit) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| sentence.tokens.get(at)).is_some_and(Token::is_wordy);
    word(hit.at.checked_sub(1)) && word(Some(hit.end))
}

/// `???`, `___`, and `<...>` or `… of something` at the start
fn repeated(tokens: &[Token]) -> Option<String> {
    if let Some(dots) = tokens.iter().take(2).find(|token| token.is("..") || token.is("…")) {
        return Some(dots.text.replace("..", "..."));
    }
    tokens.windows(2).find_map(|pair| {
        let same = pair[0].kind == Kind::Mark && pair[0].text == pair[1].text && !pair[1].spaced;
        (same && (pair[0].is("?") || pair[0].is("_") || pair[0].is("？"))).then(|| pair[0].text.repeat(2))
    })
}

/// A capital letter in the place of a number: `X %`, `from X to Y`, `X/10`, `$N`, `N6 users`.
fn letter(sentence: &Sentence) -> Option<String> {
    const LEADS: Words = Words(
        "from to by than least most over under reach achieve get above below have $ > < ≥ ≤ >= <= 到 至",
    );
    let tokens = &sentence.tokens;
    tokens.iter().enumerate().find_map(|(at, token)| {
        if is_small(tokens, at) {
            return Some(token.text.to_string());
        }
        let one = token.kind == Kind::Word && ["X", "Y", "Z", "N"].contains(&token.text.as_str());
        let digit = token.kind == Kind::Name
            && token.text.len() == 2
            && token.text.starts_with('N')
            && token.text.ends_with(|c: char| c.is_ascii_digit());
        if !one && !digit {
            return None;
        }
        let before = at.checked_sub(1).map_or("", |at| sentence.word(at));
        let next = tokens.get(at + 1);
        let unit = next.is_some_and(|next| next.is("%") || next.is("/") || next.is("+"));
        let noun = next.is_none_or(|next| next.kind != Kind::Mark || next.is(".") || next.is(")"));
        // `Mac OS X`, `Project X`: a letter behind a name belongs to it.
        let named =
            at > 0 && tokens[at - 1].is_capital() && tokens[at - 1].kind == Kind::Word && !LEADS.has(before);
        let led = LEADS.has(before) || at == 0 || digit;
        (unit || led && noun && !named).then(|| token.text.to_string())
    })
}

/// `hire x engineers`, `by xx %`, `(x) %`: in small letters only where a number would stand.
fn is_small(tokens: &[Token], at: usize) -> bool {
    const NO_NOUNS: &[&str] = &["axis", "axes", "and", "is"];
    let token = &tokens[at];
    let Some(before) = at.checked_sub(1).map(|at| &tokens[at]) else { return false };
    let next = |more: usize| tokens.get(at + more);
    let stands = token.spaced && before.kind != Kind::Number || before.is("(");
    let counted = next(1).is_some_and(|next| {
        next.spaced && next.kind == Kind::Word && !NO_NOUNS.contains(&next.lower.as_str()) || next.is("%")
    });
    let enclosed = next(1).is_some_and(|next| next.is(")")) && next(2).is_some_and(|then| then.is("%"));
    ["x", "xx"].contains(&token.text.as_str()) && stands && (counted || enclosed)
}
