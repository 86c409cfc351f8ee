//! Parents before children, and among commits that neither reaches, the older first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use crate::snapshot::BlobId;

/// A commit to put in order.
pub(super) struct Node<'a> {
    pub(super) id: BlobId,
    /// The committer's date, seconds since the epoch.
    pub(super) time: i64,
    /// Parents; those that are no node themselves are passed over.
    pub(super) parents: &'a [BlobId],
}

/// The ids in order. Equal dates are ordered by id, so the order depends on the commits alone.
pub(super) fn topological(nodes: &[Node<'_>]) -> Vec<BlobId> {
    let known: HashMap<BlobId, i64> = nodes.iter().map(|node| (node.id, node.time)).collect();
    let mut children: BTreeMap<BlobId, Vec<BlobId>> = BTreeMap::new();
    let mut waiting: HashMap<BlobId, usize> = HashMap::with_capacity(nodes.len());
    for node in nodes {
        let parents = node.parents.iter().filter(|parent| known.contains_key(parent));
        let mut count = 0;
        for parent in parents {
            children.entry(*parent).or_default().push(node.id);
            count += 1;
        }
        waiting.insert(node.id, count);
    }
    let mut ready: BinaryHeap<Reverse<(i64, BlobId)>> = nodes
        .iter()
        .filter(|node| waiting.get(&node.id) == Some(&0))
        .map(|node| Reverse((node.time, node.id)))
        .collect();
    let mut order = Vec::with_capacity(nodes.len());
    while let Some(Reverse((_, id))) = ready.pop() {
        order.push(id);
        for child in children.remove(&id).unwrap_or_default() {
            if let (Some(count), Some(&time)) = (waiting.get_mut(&child), known.get(&child)) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.push(Reverse((time, child)));
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> BlobId {
        BlobId { bytes: [byte; 32], len: 20 }
    }

    fn order(nodes: &[(u8, i64, &[u8])]) -> Vec<u8> {
        let parents: Vec<Vec<BlobId>> =
            nodes.iter().map(|(_, _, parents)| parents.iter().map(|byte| id(*byte)).collect()).collect();
        let nodes: Vec<Node<'_>> = nodes
            .iter()
            .zip(&parents)
            .map(|((byte, time, _), parents)| Node { id: id(*byte), time: *time, parents })
            .collect();
        topological(&nodes).iter().map(|id| id.bytes[0]).collect()
    }

    #[test]
    fn parents_come_first_whatever_their_clock_says() {
        assert_eq!(order(&[(3, 1, &[2]), (2, 5, &[1]), (1, 9, &[])]), [1, 2, 3]);
    }

    #[test]
    fn branches_mix_by_date_then_id() {
        assert_eq!(order(&[(9, 40, &[2, 3]), (2, 30, &[1]), (3, 20, &[1]), (1, 10, &[])]), [1, 3, 2, 9]);
        assert_eq!(order(&[(3, 20, &[1]), (2, 20, &[1]), (1, 10, &[7])]), [1, 2, 3]);
    }

    #[test]
    fn a_parent_named_twice_does_not_hold_its_child_back() {
        assert_eq!(order(&[(2, 20, &[1, 1]), (1, 10, &[])]), [1, 2]);
    }
}
