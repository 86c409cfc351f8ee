//! The lines of the framework that the rules serve, and what each rests on. A rule's page opens its "why" with one.

use super::Rule;

/// A line of the framework.
pub(super) struct Line {
    /// How it opens; a rule's page quotes it in italics.
    opens: &'static str,
    /// What it asks for.
    pub(super) says: &'static str,
    /// Where one can read more.
    pub(super) source: &'static str,
}

/// The framework, line by line.
pub(super) static LINES: &[Line] = &[
    Line {
        opens: "awesome",
        says: "awesome = efficiency + quality + sustainability. Each objective serves one of the three.",
        source: "this program's own; a view from several sides at once is what Forsgren and others ask for in \"The SPACE of \
                 Developer Productivity\" (ACM Queue, 2021)",
    },
    Line {
        opens: "Quality is the foundation",
        says: "Quality is the foundation of efficiency. Speed without quality means nothing: a speed goal needs a guardrail.",
        source: "Forsgren, Humble and Kim, \"Accelerate\" (2018), and the DORA reports: throughput and stability are measured in pairs",
    },
    Line {
        opens: "Once is not enough",
        says: "Once is not enough. A result counts when it has been held, and last quarter's win must be guarded in this one.",
        source: "\"Site Reliability Engineering\" (Google, 2016), chapter 4: an objective for a service holds over a window, not on a day",
    },
    Line {
        opens: "Business first",
        says: "Business first, but do not mirror. Each engineering objective serves a business objective; it does not repeat it.",
        source: "Doerr, \"Measure What Matters\" (2018), on alignment: goals are connected, not handed down as copies",
    },
    Line {
        opens: "Measurable",
        says: "Measurable. A key result has a metric, a unit, a baseline and a target.",
        source: "Grove, as Doerr quotes him in \"Measure What Matters\" (2018): at the end one can look and say, without any \
                 arguments, whether it was done",
    },
    Line {
        opens: "Outcome over output",
        says: "Outcome over output. Code, tickets and features shipped are what it cost, not what it brought.",
        source: "Seiden, \"Outcomes Over Output\" (2019)",
    },
    Line {
        opens: "The team's result",
        says: "The team's result over the individual's. Counts tied to a person poison the well.",
        source: "Forsgren and others, \"The SPACE of Developer Productivity\" (ACM Queue, 2021), on counting the activity of single developers",
    },
    Line {
        opens: "The whole's result",
        says: "The whole's result over the local. Customers use the service, not a part of it.",
        source: "Goldratt, \"The Goal\" (1984): the best of each part is not the best of the whole",
    },
];

/// The line that a rule serves: the one its "why" opens with.
pub(super) fn served(rule: &Rule) -> Option<&'static Line> {
    let (_, why) = rule.docs.split_once("## Why is this bad?")?;
    let opens = why.trim_start().strip_prefix('*')?;
    LINES.iter().find(|line| opens.starts_with(line.opens))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::all;

    #[test]
    fn every_rule_serves_a_line_and_every_line_is_served() {
        let lost: Vec<&str> = all().filter(|rule| served(rule).is_none()).map(|rule| rule.code).collect();
        assert!(lost.is_empty(), "{lost:?}");
        for line in LINES {
            assert!(
                all().any(|rule| served(rule).is_some_and(|own| own.opens == line.opens)),
                "{}",
                line.opens
            );
        }
    }
}
