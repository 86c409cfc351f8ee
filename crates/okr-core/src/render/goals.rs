//! A sheet as plain lines, for `git diff`: one fact a line, each line opening with the id it is about, so that
//! a hunk makes sense without what stands around it. Formatting, comments and the order of fields are gone.

use std::fmt::Write as _;

use super::escape::visible_line;
use crate::model::{
    Allow, Amendment, CheckIn, Commitment, Dimension, Direction, Guardrail, Id, KeyResult, Objective,
    Quantity, Sheet, Stated, Status, Target,
};

/// The goals of a sheet, a few lines each. Equal goals give equal lines.
pub fn goals(sheet: &Sheet) -> String {
    let mut out = Lines::default();
    out.line(&format!("{} {}", sheet.cycle, sheet.team));
    out.allows("sheet", &sheet.allow);
    for objective in &sheet.objectives {
        self::objective(&mut out, objective);
        for key_result in &objective.key_results {
            self::key_result(&mut out, key_result);
        }
        for guardrail in &objective.guardrails {
            self::guardrail(&mut out, guardrail);
        }
    }
    out.0
}

fn objective(out: &mut Lines, objective: &Objective) {
    let Objective {
        index: _,
        id,
        title,
        why,
        dimension,
        commitment,
        supports,
        owner,
        key_results: _,
        guardrails: _,
        amendments,
        allow,
    } = objective;
    out.heading("Objective", id.as_str(), title.as_deref());
    out.fact(id.as_str(), "why", why.as_deref());
    out.fact(id.as_str(), "dimension", dimension.map(Dimension::as_str));
    out.fact(id.as_str(), "commitment", commitment.map(Commitment::as_str));
    for reference in supports {
        out.fact(id.as_str(), "supports", Some(&reference.to_string()));
    }
    out.fact(id.as_str(), "owner", owner.as_deref());
    out.allows(id.as_str(), allow);
    out.amendments(id.as_str(), amendments);
}

fn key_result(out: &mut Lines, key_result: &KeyResult) {
    let KeyResult {
        index: _,
        id,
        title,
        metric,
        baseline,
        target,
        unit,
        direction,
        hold,
        weight,
        source,
        continues,
        formerly,
        status,
        owner,
        commitment,
        check_ins,
        amendments,
        allow,
    } = key_result;
    let id = id.as_str();
    out.heading("Key result", id, title.as_deref());
    out.fact(id, "status", status.map(Status::as_str));
    out.fact(id, "metric", metric.as_deref());
    out.fact(id, "unit", unit.as_deref());
    out.fact(id, "baseline", baseline.as_ref().map(Stated::<Quantity>::text));
    out.fact(id, "target", target.as_ref().map(Stated::<Target>::text));
    out.fact(id, "direction", direction.map(Direction::as_str));
    out.fact(id, "hold", hold.as_ref().map(Quantity::text));
    out.fact(id, "weight", weight.map(|weight| weight.to_string()).as_deref());
    out.fact(id, "commitment", commitment.map(Commitment::as_str));
    out.fact(id, "source", source.as_deref());
    out.fact(id, "owner", owner.as_deref());
    out.fact(id, "continues", continues.as_ref().map(ToString::to_string).as_deref());
    out.fact(id, "formerly", formerly.as_ref().map(Id::as_str));
    out.allows(id, allow);
    out.record(id, check_ins, amendments);
}

fn guardrail(out: &mut Lines, guardrail: &Guardrail) {
    let Guardrail {
        index: _,
        id,
        title,
        metric,
        limit,
        unit,
        source,
        continues,
        formerly,
        check_ins,
        amendments,
        allow,
    } = guardrail;
    let id = id.as_str();
    out.heading("Guardrail", id, title.as_deref());
    out.fact(id, "metric", metric.as_deref());
    out.fact(id, "unit", unit.as_deref());
    out.fact(id, "limit", limit.as_ref().map(Stated::<Target>::text));
    out.fact(id, "source", source.as_deref());
    out.fact(id, "continues", continues.as_ref().map(ToString::to_string).as_deref());
    out.fact(id, "formerly", formerly.as_ref().map(Id::as_str));
    out.allows(id, allow);
    out.record(id, check_ins, amendments);
}

/// Lines without anything in them that acts on a terminal.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, text: &str) {
        self.0.push_str(visible_line(text).trim_end());
        self.0.push('\n');
    }

    fn heading(&mut self, noun: &str, id: &str, title: Option<&str>) {
        self.0.push('\n');
        match title {
            Some(title) => self.line(&format!("{noun} {id}: {}", one_line(title))),
            None => self.line(&format!("{noun} {id}")),
        }
    }

    fn fact(&mut self, id: &str, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(&format!("  {id} {name}: {}", one_line(value)));
        }
    }

    fn allows(&mut self, id: &str, allows: &[Allow]) {
        for Allow { index: _, rule, reason } in allows {
            let reason = reason.as_ref().map(|reason| format!(" ({})", one_line(reason))).unwrap_or_default();
            self.fact(id, "allows", Some(&format!("{rule}{reason}")));
        }
    }

    fn record(&mut self, id: &str, check_ins: &[CheckIn], amendments: &[Amendment]) {
        self.amendments(id, amendments);
        for CheckIn { index: _, date, value, confidence, note } in check_ins {
            let mut text = value.text().to_owned();
            if let Some(confidence) = confidence {
                let _ = write!(text, ", confidence {confidence}");
            }
            if let Some(note) = note {
                let _ = write!(text, " ({})", one_line(note));
            }
            self.fact(id, &format!("on {date}"), Some(&text));
        }
    }

    fn amendments(&mut self, id: &str, amendments: &[Amendment]) {
        for Amendment { index: _, date, field, from, to, reason, approved_by, check_in } in amendments {
            let side = |text: &Option<String>| text.as_deref().map_or("nothing".to_owned(), one_line);
            let day = check_in.map(|day| format!(" of {day}")).unwrap_or_default();
            let mut text = format!("{field}{day} from {} to {}", side(from), side(to));
            if let Some(approved_by) = approved_by {
                let _ = write!(text, ", approved by {}", one_line(approved_by));
            }
            if let Some(reason) = reason {
                let _ = write!(text, " ({})", one_line(reason));
            }
            self.fact(id, &format!("amended {date}"), Some(&text));
        }
    }
}

/// A text as one line: how it was folded in the file is no news.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;
    use crate::yaml::read_sheet;

    const SHEET: &str = "\
cycle: 2026-Q1
team: payments
objectives:
  - id: instant-pay
    title: >
      Paying feels instant,
      even at the evening peak
    dimension: quality
    supports: [company/grow-checkout, ledger/close]
    key_results:
      - id: payment-rtt
        title: Payment round trip falls
        baseline: 300 ms
        target: \"< 200 ms\"
        hold: 4w
        weight: 2
        allow: [{ rule: missing-source, reason: Moves next week. }]
        check_ins:
          - { date: 2026-01-16, value: 282 ms, confidence: 0.6, note: New pool. }
          - { date: 2026-01-23, value: 270 ms }
        amendments:
          - { date: 2026-02-12, field: target, from: \"< 180 ms\", to: \"< 200 ms\", reason: Fraud checks., approved_by: \"@cto\" }
          - { date: 2026-02-13, field: hold, to: 4w, reason: Once is not enough. }
      - { id: bare, status: dropped }
    guardrails:
      - { id: failures, limit: \"<= 5 %\" }
";

    fn lines_of(text: &str) -> String {
        let (sheet, problems) = read_sheet(text.as_bytes());
        assert_eq!(problems, []);
        goals(&sheet.unwrap())
    }

    #[test]
    fn each_fact_is_a_line_of_its_own() {
        insta::assert_snapshot!(lines_of(SHEET), @r"
        2026-Q1 payments

        Objective instant-pay: Paying feels instant, even at the evening peak
          instant-pay dimension: quality
          instant-pay supports: company/grow-checkout
          instant-pay supports: ledger/close

        Key result payment-rtt: Payment round trip falls
          payment-rtt baseline: 300 ms
          payment-rtt target: < 200 ms
          payment-rtt hold: 4w
          payment-rtt weight: 2
          payment-rtt allows: missing-source (Moves next week.)
          payment-rtt amended 2026-02-12: target from < 180 ms to < 200 ms, approved by @cto (Fraud checks.)
          payment-rtt amended 2026-02-13: hold from nothing to 4w (Once is not enough.)
          payment-rtt on 2026-01-16: 282 ms, confidence 0.6 (New pool.)
          payment-rtt on 2026-01-23: 270 ms

        Key result bare
          bare status: dropped

        Guardrail failures
          failures limit: <= 5 %
        ");
    }

    #[test]
    fn the_face_of_the_file_does_not_matter() {
        let other = SHEET
            .replace(
                "title: >\n      Paying feels instant,\n      even",
                "title: \"Paying feels instant, even",
            )
            .replace("evening peak\n", "evening peak\" # really\n")
            .replace("    dimension: quality\n", "")
            .replace("    key_results:\n", "    dimension: quality\n    key_results:\n");
        assert_ne!(other, SHEET);
        assert_eq!(lines_of(&other), lines_of(SHEET));
    }

    #[test]
    fn nothing_in_it_acts_on_a_terminal() {
        let text = lines_of(
            "cycle: 2026-Q1\nteam: a\nobjectives: [{id: o, title: \"a\\u202eb\", why: \"c\\nd\"}]\n",
        );
        assert_eq!(text, "2026-Q1 a\n\nObjective o: a\\u{202e}b\n  o why: c d\n");
    }
}
