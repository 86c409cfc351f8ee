//! S005 reference-loop.

use std::collections::BTreeMap;

use crate::model::{Id, Ref};
use crate::rules::rule::{Sees, rule};
use crate::rules::{Check, ObjectiveScene, Scene, Sink, Spot};
use crate::snapshot::Item;
use crate::yaml::DocPath;

rule! {
    /// Tells where `supports` of objectives, or `parent` of teams, runs in a circle.
    ///
    /// ## Why is this bad?
    /// *Business first, but do not mirror.* A chain of support ends in what the business wants. In a circle
    /// everyone serves somebody and nobody serves the business.
    ///
    /// ## Example
    /// ```yaml,fires
    /// # file: teams.yaml
    /// teams:
    ///   - { id: company, name: Example Pay, kind: business }
    ///   - { id: payments, name: Payments, kind: engineering, parent: platform }
    ///   - { id: platform, name: Platform, kind: engineering, parent: payments }
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// # file: teams.yaml
    /// teams:
    ///   - { id: company, name: Example Pay, kind: business }
    ///   - { id: payments, name: Payments, kind: engineering, parent: company }
    ///   - { id: platform, name: Platform, kind: engineering, parent: company }
    /// ```
    pub(super) static REFERENCE_LOOP = {
        code: "S005",
        name: "reference-loop",
        severity: Error,
        check: Check::Workspace(check, Sees::Links),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    let teams: BTreeMap<Id, Vec<Id>> = scene
        .snapshot
        .teams
        .iter()
        .map(|team| (team.id.clone(), team.parent.clone().into_iter().collect()))
        .collect();
    for circle in circles(&teams) {
        let Some(team) = circle.first().and_then(|id| scene.snapshot.teams.get(id)) else { continue };
        let doc = DocPath::default().field("teams").index(team.index).field("parent");
        sink.tell(
            Spot::file(&scene.at_root("teams.yaml"), doc),
            format!("the parents run in a circle: {}", written(&circle)),
        )
        .help("let one of them belong to a team outside the circle, or to none");
    }

    let mut supports: BTreeMap<Ref, Vec<Ref>> = BTreeMap::new();
    let mut first: BTreeMap<Ref, ObjectiveScene<'_>> = BTreeMap::new();
    for file in scene.sheets() {
        // What supports nothing is part of no circle.
        for around in file.objectives().filter(|around| !around.objective.supports.is_empty()) {
            let sheet = file.sheet;
            let served = around.objective.supports.iter().map(|r| r.resolve(&sheet.cycle, &sheet.team));
            // A reference to a key result is told as such; only objectives make a chain.
            let served = served.filter(|r| matches!(scene.snapshot.get(r), Some(Item::Objective(_))));
            let own = around.reference();
            supports.entry(own.clone()).or_default().extend(served);
            first.entry(own).or_insert(around);
        }
    }
    for circle in circles(&supports) {
        let Some(around) = circle.first().and_then(|of| first.get(of)) else { continue };
        sink.tell(
            around.spot("supports"),
            format!("the objectives support each other in a circle: {}", written(&circle)),
        )
        .help("take out the link that points from the served to the serving objective");
    }
}

/// `a -> b -> a`
fn written<N: std::fmt::Display>(circle: &[N]) -> String {
    let mut names: Vec<String> = circle.iter().take(20).map(ToString::to_string).collect();
    if circle.len() > names.len() {
        names.push("…".to_owned());
    }
    names.extend(circle.first().map(ToString::to_string));
    names.join(" -> ")
}

/// Circles of a graph, each once, starting with its least node; in order of that node. A walk of its
/// own stack, since a chain of a hostile file may be longer than ours.
fn circles<N: Ord + Clone>(graph: &BTreeMap<N, Vec<N>>) -> Vec<Vec<N>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        OnPath,
        Done,
    }
    let mut marks: BTreeMap<&N, Mark> = BTreeMap::new();
    let mut found: Vec<Vec<N>> = Vec::new();
    for start in graph.keys() {
        if marks.contains_key(start) {
            continue;
        }
        marks.insert(start, Mark::OnPath);
        let mut path: Vec<(&N, usize)> = vec![(start, 0)];
        while let Some(&(node, next)) = path.last() {
            let Some(to) = graph.get(node).and_then(|edges| edges.get(next)) else {
                marks.insert(node, Mark::Done);
                path.pop();
                continue;
            };
            if let Some(top) = path.last_mut() {
                top.1 += 1;
            }
            match marks.get(to) {
                Some(Mark::Done) => {}
                Some(Mark::OnPath) => {
                    let from = path.iter().position(|(on_path, _)| *on_path == to).unwrap_or(0);
                    let mut circle: Vec<N> = path[from..].iter().map(|(node, _)| (*node).clone()).collect();
                    let least = (0..circle.len()).min_by_key(|&at| &circle[at]).unwrap_or(0);
                    circle.rotate_left(least);
                    found.push(circle);
                }
                None => {
                    marks.insert(to, Mark::OnPath);
                    path.push((to, 0));
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(u8, &[u8])]) -> BTreeMap<u8, Vec<u8>> {
        edges.iter().map(|(from, to)| (*from, to.to_vec())).collect()
    }

    #[test]
    fn a_chain_has_no_circle() {
        assert!(circles(&graph(&[(1, &[2, 3]), (2, &[3]), (3, &[])])).is_empty());
    }

    #[test]
    fn each_circle_is_told_once_from_its_least_node() {
        assert_eq!(circles(&graph(&[(1, &[3]), (2, &[1]), (3, &[2]), (4, &[4])])), [vec![1, 3, 2], vec![4]]);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let long: BTreeMap<u32, Vec<u32>> = (0..100_000).map(|n| (n, vec![(n + 1) % 100_000])).collect();
        assert_eq!(circles(&long).len(), 1);
    }
}
