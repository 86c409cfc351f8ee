//! What stands around the sentence proper and is cut off: tags in brackets, a label such as `KR 2:`,
//! a grade appended when the quarter was over.

use super::token::{Kind, Token};

/// The sentence proper, and what stood in the bracketed tags.
pub(super) struct Cut {
    /// The sentence.
    pub(super) body: Vec<Token>,
    /// What stood in square brackets, and the label before a colon.
    pub(super) tags: Vec<Vec<Token>>,
}

/// Takes the sentence proper out of all tokens.
pub(super) fn cut(tokens: Vec<Token>) -> Cut {
    let (mut body, mut tags) = without_tags(tokens);
    cut_grade(&mut body);
    cut_numbering(&mut body);
    tags.extend(cut_label(&mut body));
    Cut { body, tags }
}

/// `[P0] Create a forum [INFRA][DR]`
fn without_tags(tokens: Vec<Token>) -> (Vec<Token>, Vec<Vec<Token>>) {
    if !tokens.iter().any(|token| token.is("[")) {
        return (tokens, Vec::new());
    }
    let mut body = Vec::with_capacity(tokens.len());
    let mut tags = Vec::new();
    let mut open: Option<Vec<Token>> = None;
    for token in tokens {
        match open.as_mut() {
            Some(tag) if token.is("]") => {
                tags.push(std::mem::take(tag));
                open = None;
            }
            Some(tag) => tag.push(token),
            None if token.is("[") => open = Some(Vec::new()),
            None => body.push(token),
        }
    }
    // A bracket that never closes encloses nothing.
    body.extend(open.into_iter().flatten());
    (body, tags)
}

/// `… in Q3 => 75%`, `… (100%)`, `… 27/38`: what was reached, not what is wanted.
fn cut_grade(body: &mut Vec<Token>) {
    let arrow = body.iter().enumerate().position(|(at, token)| token.is("=>") && at >= 2 && !joins(body, at));
    if let Some(at) = arrow {
        body.truncate(at);
    }
    while body.last().is_some_and(|token| token.is(".") || token.is("*") || token.is("_")) {
        body.pop();
    }
    if body.last().is_some_and(|token| token.is(")"))
        && let Some(open) = body.iter().rposition(|token| token.is("("))
        && open >= 2
        && (is_grade(&body[open + 1..body.len() - 1]) || is_remark(&body[open + 1..body.len() - 1]))
    {
        body.truncate(open);
    } else if body.len() >= 6 && ends_in_fraction(body) {
        body.truncate(body.len() - 3);
    }
}

/// Whether the arrow at `at` leads from one value to the next (`10 => 2 min`) and is no grade.
fn joins(body: &[Token], at: usize) -> bool {
    let before = body[..at].iter().rev().take(2).any(|token| token.kind == Kind::Number);
    let after = body.get(at + 1).is_some_and(|token| token.kind == Kind::Number);
    let unit = |tokens: &[Token], number: usize| tokens.get(number + 1).map(|token| token.lower.clone());
    let first = body[..at].iter().rposition(|token| token.kind == Kind::Number);
    let same = first.is_some_and(|first| {
        let first = if first + 1 == at { None } else { unit(body, first) };
        first.is_none() || first == unit(body, at + 1)
    });
    before && after && same
}

/// `100%`, `27/38`, `0.7`
fn is_grade(inside: &[Token]) -> bool {
    match inside {
        [number, percent] => number.kind == Kind::Number && percent.is("%"),
        [done, slash, all] => done.kind == Kind::Number && slash.is("/") && all.kind == Kind::Number,
        [number] => number.kind == Kind::Number && number.text.starts_with("0."),
        _ => false,
    }
}

/// `WIP`, `done`: where the work stood.
fn is_remark(inside: &[Token]) -> bool {
    matches!(inside, [word] if ["wip", "done", "stretch", "draft", "new"].contains(&word.lower.as_str()))
}

/// `… requests 27/38`
fn ends_in_fraction(body: &[Token]) -> bool {
    let tail = &body[body.len() - 3..];
    is_grade(tail) && tail[0].spaced && body[body.len() - 4].kind == Kind::Word && {
        let before = body[body.len() - 4].lower.as_str();
        !["of", "to", "from", "least", "over", "is", "than", "score", "rating", "reach", "in"]
            .contains(&before)
    }
}

/// `1.`, `a)`, `-`, `•` at the start.
fn cut_numbering(body: &mut Vec<Token>) {
    let lead = body
        .iter()
        .take_while(|token| {
            // A tick or a flag in front of a line says how it stands.
            let sign = token.text.chars().all(|c| !c.is_ascii() && !"\"“„«≥≤≈¥€£→".contains(c));
            token.kind == Kind::Mark && ("-*•·+".contains(token.text.as_str()) || sign)
        })
        .count();
    body.drain(..lead);
    if body.len() > 3
        && body[0].kind != Kind::Mark
        && body[0].text.chars().count() <= 2
        && (body[1].is(")") || body[1].is("."))
    {
        body.drain(..2);
    }
}

/// `KR 2.1:`, `Core services KR:`, `Sales:`. A label that is long is a sentence of its own.
fn cut_label(body: &mut Vec<Token>) -> Option<Vec<Token>> {
    let says_which = |token: &Token| {
        ["kr", "krs", "okr", "键", "目"].contains(&token.lower.as_str()) || is_numbered_kr(token)
    };
    let colon = body.iter().take(8).position(|token| token.is(":"));
    let colon = colon.filter(|&colon| !is_value(&body[colon + 1..]) || body[..colon].iter().any(says_which));
    if let Some(colon) = colon
        && body.len() > colon + 2
        // `Write the guide: …` is no label.
        && !body[..colon].iter().any(|token| ["the", "a", "an", "our"].contains(&token.lower.as_str()))
        && (colon <= 3 || body[..colon].iter().any(says_which))
        && !body[..colon].iter().any(|token| {
            token.kind == Kind::Mark && ![".", "#", "(", ")", "/", "&"].contains(&token.text.as_str())
        })
    {
        return Some(body.drain(..=colon).collect());
    }
    if body.first().is_some_and(is_numbered_kr) && body.len() > 2 {
        let mark = ["-", ".", ")"].iter().any(|mark| body[1].is(mark));
        return Some(body.drain(..=usize::from(mark)).collect());
    }
    // `KR 1.5. Run …`, `KR 3 - …`
    let numbered = body.first().is_some_and(|token| ["kr", "krs"].contains(&token.lower.as_str()))
        && body.len() > 3
        && matches!(body[1].kind, Kind::Number | Kind::Name);
    let mark = body.get(2).is_some_and(|token| token.is(".") || token.is("-") || token.is(")"));
    numbered.then(|| body.drain(..if mark { 3 } else { 2 }).collect())
}

/// `KR1`, `KR2.1`, `O3KR2`
fn is_numbered_kr(token: &Token) -> bool {
    let objective = token.lower.strip_prefix('o').unwrap_or(&token.lower);
    objective
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .strip_prefix("kr")
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

/// Whether a value stands behind the colon, so that what stands before it is measured and no label: `Uptime: 99.9 %`,
/// `Refunds: fewer than 3`.
fn is_value(behind: &[Token]) -> bool {
    const LEADS: &[&str] = &[
        "<", ">", "<=", ">=", "≤", "≥", "~", "$", "€", "£", "¥", "under", "below", "over", "above", "less",
        "fewer", "more", "than", "at", "least", "most", "from", "within", "up", "to", "no",
    ];
    let lead = behind.iter().take_while(|token| LEADS.contains(&token.lower.as_str())).count();
    behind.get(lead).is_some_and(|token| token.kind == Kind::Number)
}
