//! S001 malformed-file. Told by the reader of files.

use crate::rules::Check;
use crate::rules::rule::{Sees, rule};

rule! {
    /// Tells where a file's YAML or its shape is wrong: a field nobody knows, a date that does not exist,
    /// a quantity that cannot be read.
    ///
    /// All problems of a file are told in one run, and all other files are still checked.
    ///
    /// ## Why is this bad?
    /// *Measurable.* What cannot be read cannot be scored. A field that is misspelt would be silently
    /// without effect, and a goal would be judged by what its team did not mean.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     targte: "< 200 ms"
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(in crate::rules) static MALFORMED_FILE = {
        code: "S001",
        name: "malformed-file",
        severity: Error,
        check: Check::Workspace(super::settings_conflicts::check, Sees::Links),
    }
}
