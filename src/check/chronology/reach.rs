//! Reachability in an acyclic graph, asked millions of times.
//!
//! Two depth-first labellings answer nearly every question in constant time: a node's tree interval says what
//! it surely reaches, its hull interval what it surely does not (Yıldırım, Chaoji & Zaki 2010, GRAIL). What is
//! left is searched, pruned by the same labels, up to a limit.
use super::super::components::Rows;
use rustc_hash::FxHashSet;

/// How many nodes one search may visit before it gives up.
const LIMIT: usize = 1 << 14;

/// An acyclic graph with its labels.
pub(super) struct Reach {
    graph: Rows,
    labels: [Vec<Label>; 2],
}

#[derive(Clone, Copy, Default)]
struct Label {
    /// The rank among the finished nodes of one depth-first walk.
    rank: u32,
    /// The least rank in the subtree of that walk.
    tree: u32,
    /// The least rank of all that is reached.
    hull: u32,
}

impl Reach {
    /// The graph of these edges, which must have no cycle.
    pub(super) fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let graph = Rows::new(nodes, edges);
        let mut has_before = vec![false; nodes];
        for &(_, to) in edges {
            has_before[to as usize] = true;
        }
        let roots: Vec<u32> = (0..nodes as u32).filter(|&node| !has_before[node as usize]).collect();
        let labels = [label(&graph, roots.iter().copied(), false), label(&graph, roots.iter().rev().copied(), true)];
        Self { graph, labels }
    }

    /// Whether a way leads from `from` to `to` (a node reaches itself); `None` where the search gave up.
    pub(super) fn reaches(&self, from: u32, to: u32) -> Option<bool> {
        match self.known(from, to) {
            Some(answer) => Some(answer),
            None => self.search(from, to),
        }
    }

    fn known(&self, from: u32, to: u32) -> Option<bool> {
        if from == to {
            return Some(true);
        }
        for labels in &self.labels {
            let (a, b) = (labels[from as usize], labels[to as usize]);
            if b.rank > a.rank || b.hull < a.hull {
                return Some(false);
            }
            if a.tree <= b.rank {
                return Some(true);
            }
        }
        None
    }

    fn search(&self, from: u32, to: u32) -> Option<bool> {
        let mut seen = FxHashSet::default();
        let mut stack = vec![from];
        while let Some(node) = stack.pop() {
            for &next in self.graph.successors(node) {
                match self.known(next, to) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => {
                        if seen.insert(next) {
                            stack.push(next);
                        }
                    }
                }
            }
            if seen.len() > LIMIT {
                return None;
            }
        }
        Some(false)
    }
}

fn label(graph: &Rows, roots: impl Iterator<Item = u32>, reversed: bool) -> Vec<Label> {
    const UNSEEN: u32 = u32::MAX;
    let mut labels = vec![Label { rank: UNSEEN, tree: UNSEEN, hull: UNSEEN }; graph.len()];
    let mut finished = 0u32;
    let mut path: Vec<(u32, usize)> = Vec::new();
    for root in roots {
        path.push((root, 0));
        labels[root as usize].tree = finished;
        while let Some(&mut (node, ref mut edge)) = path.last_mut() {
            let successors = graph.successors(node);
            let place = if reversed { successors.len().checked_sub(*edge + 1) } else { Some(*edge) };
            if let Some(&next) = place.and_then(|place| successors.get(place)) {
                *edge += 1;
                if labels[next as usize].tree == UNSEEN {
                    labels[next as usize].tree = finished;
                    path.push((next, 0));
                } else {
                    labels[node as usize].hull = labels[node as usize].hull.min(labels[next as usize].hull);
                }
                continue;
            }
            let done = &mut labels[node as usize];
            (done.rank, done.hull) = (finished, done.hull.min(finished));
            let hull = done.hull;
            finished += 1;
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                labels[parent as usize].hull = labels[parent as usize].hull.min(hull);
            }
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small deterministic generator: the tests must not depend on a seed from outside.
    fn next(state: &mut u64) -> u64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *state >> 33
    }

    #[test]
    fn agrees_with_the_transitive_closure_on_random_graphs() {
        let mut state = 7;
        for round in 0..200 {
            let nodes = 2 + next(&mut state) as usize % 14;
            let mut edges = Vec::new();
            let mut closure = vec![0u32; nodes];
            for from in (0..nodes).rev() {
                closure[from] = 1 << from;
                for to in from + 1..nodes {
                    if next(&mut state) % 5 == round % 5 {
                        edges.push((from as u32, to as u32));
                        let beyond = closure[to];
                        closure[from] |= beyond;
                    }
                }
            }
            let reach = Reach::new(nodes, &edges);
            for (from, reached) in closure.iter().enumerate() {
                for to in 0..nodes {
                    let expected = reached >> to & 1 == 1;
                    assert_eq!(reach.reaches(from as u32, to as u32), Some(expected), "{from} {to} {edges:?}");
                }
            }
        }
    }

    #[test]
    fn a_chain_is_answered_by_labels() {
        let edges: Vec<_> = (0..100_000).map(|n| (n, n + 1)).collect();
        let reach = Reach::new(100_001, &edges);
        assert_eq!(reach.known(5, 99_999), Some(true));
        assert_eq!(reach.known(99_999, 5), Some(false));
    }
}
