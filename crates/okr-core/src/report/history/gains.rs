//! What shifts were worth to each team, as a picture.

use std::collections::BTreeMap;

use super::HistoryReport;
use crate::history::CycleAccount;
use crate::model::{Exact, Id};
use crate::page::{Bars, Tone};

/// More bars than one look takes in; of many teams, those with most at stake are drawn.
const MOST: usize = 30;

/// Teams by mean shift gain over some cycles; nothing where there is nothing to compare. `name` tells this
/// picture from others on the page.
pub(super) fn by_team<'a>(
    report: &HistoryReport<'_>,
    accounts: impl Iterator<Item = &'a CycleAccount<'a>>,
    name: &str,
) -> Option<Bars> {
    let mut gains: BTreeMap<&Id, Vec<Exact>> = BTreeMap::new();
    for account in accounts {
        for own in account.key_results.iter().filter(|own| own.state.is_graded()) {
            if report.wants(&own.reference().team) {
                gains.entry(&own.reference().team).or_default().push(own.score.gain());
            }
        }
    }
    let mut means: Vec<(&Id, Exact)> =
        gains.into_iter().filter_map(|(team, gains)| Some((team, Exact::mean(&gains)?))).collect();
    if means.len() < 2 || means.iter().all(|(_, gain)| gain.is_zero()) {
        return None;
    }
    means.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let most = report.history.teams.name(means.first()?.0).to_owned();
    let left_out = means.len().saturating_sub(MOST);
    if left_out > 0 {
        means.sort_by(|a, b| b.1.abs().cmp(&a.1.abs()).then_with(|| a.0.cmp(b.0)));
        means.truncate(MOST);
        means.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    }
    let rest = if left_out > 0 { format!(" {left_out} more teams are not drawn.") } else { String::new() };
    Some(Bars {
        id: format!("gain-by-team-{name}").to_lowercase(),
        title: "Mean shift gain of each team".to_owned(),
        description: format!(
            "What shifts of goals added to the mean score of each team; most for {most}.{rest}"
        ),
        unit: String::new(),
        bars: means
            .iter()
            .map(|(team, gain)| {
                let tone = match (gain.is_zero(), gain.is_negative()) {
                    (true, _) => Tone::Plain,
                    (false, true) => Tone::Good,
                    (false, false) => Tone::Caution,
                };
                (report.history.teams.name(team).to_owned(), shown(gain), tone)
            })
            .collect(),
    })
}

/// A gain as it is drawn: three decimals, cut toward zero as everywhere.
fn shown(gain: &Exact) -> f64 {
    let size = gain.abs().floor_to(3).exact().to_f64();
    if gain.is_negative() { -size } else { size }
}
