//! Strongly connected components of a directed graph, without recursion (Tarjan 1972).

/// A directed graph in rows: the successors of node `n` stand in `targets[starts[n]..starts[n + 1]]`.
pub(crate) struct Rows {
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Rows {
    /// The graph of these edges, each node's successors in the order of the edges.
    pub(crate) fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let mut starts = vec![0u32; nodes + 1];
        for &(from, _) in edges {
            starts[from as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut next = starts.clone();
        let mut targets = vec![0; edges.len()];
        for &(from, to) in edges {
            let place = &mut next[from as usize];
            targets[*place as usize] = to;
            *place += 1;
        }
        Self { starts, targets }
    }

    /// The number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The successors of a node.
    pub(crate) fn successors(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.targets[self.starts[node] as usize..self.starts[node + 1] as usize]
    }
}

/// The component of each node. Components are numbered so that an edge between two of them leads from the
/// higher number to the lower.
pub(crate) fn components(graph: &Rows) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    let nodes = graph.len();
    let (mut index, mut low) = (vec![UNSEEN; nodes], vec![0u32; nodes]);
    let mut component = vec![UNSEEN; nodes];
    let (mut counter, mut count) = (0u32, 0u32);
    let (mut open, mut path): (Vec<u32>, Vec<(u32, usize)>) = (Vec::new(), Vec::new());
    for root in 0..nodes as u32 {
        if index[root as usize] != UNSEEN {
            continue;
        }
        path.push((root, 0));
        while let Some(&mut (node, ref mut edge)) = path.last_mut() {
            let at = node as usize;
            if *edge == 0 && index[at] == UNSEEN {
                (index[at], low[at]) = (counter, counter);
                counter += 1;
                open.push(node);
            }
            if let Some(&next) = graph.successors(node).get(*edge) {
                *edge += 1;
                if index[next as usize] == UNSEEN {
                    path.push((next, 0));
                } else if component[next as usize] == UNSEEN {
                    low[at] = low[at].min(index[next as usize]);
                }
                continue;
            }
            if low[at] == index[at] {
                while let Some(member) = open.pop() {
                    component[member as usize] = count;
                    if member == node {
                        break;
                    }
                }
                count += 1;
            }
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                low[parent as usize] = low[parent as usize].min(low[at]);
            }
        }
    }
    component
}

/// A shortest way from `from` to `to` through nodes that `allowed` admits, both ends included; `None` if there
/// is none. From a node to itself it is a cycle of one edge at least.
pub(crate) fn shortest_way(graph: &Rows, from: u32, to: u32, allowed: impl Fn(u32) -> bool) -> Option<Vec<u32>> {
    let mut came_from = vec![u32::MAX; graph.len()];
    let mut queue = std::collections::VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        for &next in graph.successors(node) {
            if next == to {
                let mut way = vec![to, node];
                let mut last = node;
                while last != from {
                    last = came_from[last as usize];
                    way.push(last);
                }
                way.reverse();
                return Some(way);
            }
            if next != from && came_from[next as usize] == u32::MAX && allowed(next) {
                came_from[next as usize] = node;
                queue.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_components_in_order() {
        let graph = Rows::new(5, &[(0, 1), (1, 2), (2, 1), (2, 3), (4, 4)]);
        let found = components(&graph);
        assert_eq!(found[1], found[2]);
        assert!(found[0] > found[1] && found[1] > found[3]);
        assert_ne!(found[4], found[0]);
    }

    #[test]
    fn a_long_chain_does_not_overflow() {
        let edges: Vec<_> = (0..200_000).map(|n| (n, n + 1)).collect();
        let found = components(&Rows::new(200_001, &edges));
        assert!(found.windows(2).all(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn shortest_ways_and_cycles() {
        let graph = Rows::new(4, &[(0, 1), (1, 2), (2, 0), (1, 0), (3, 3)]);
        assert_eq!(shortest_way(&graph, 0, 0, |_| true), Some(vec![0, 1, 0]));
        assert_eq!(shortest_way(&graph, 3, 3, |_| true), Some(vec![3, 3]));
        assert_eq!(shortest_way(&graph, 0, 3, |_| true), None);
    }
}
