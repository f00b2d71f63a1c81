//! Strongly connected components, dependencies first.
//!
//! Takes a graph as a function from a vertex and a position to the next vertex it depends on, and hands
//! each component over as soon as it is complete. Linear in vertices and edges; its stack is a vector, so
//! depth costs memory and nothing else.
//!
//! Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972.

/// One step through the edges of a vertex.
pub enum Step {
    /// The edge at this position leads to a vertex; go on from the next position.
    To(u32, u64),
    /// There are no more edges.
    Done,
}

const UNSEEN: u32 = u32::MAX;

struct Frame {
    vertex: u32,
    position: u64,
}

/// Calls `found` with each component of the graph on `0..count`, those it depends on before it. Vertices
/// within a component come in order of their numbers. `next(vertex, position)` starts at position 0.
pub fn components(count: u32, mut next: impl FnMut(u32, u64) -> Step, mut found: impl FnMut(&mut [u32])) {
    let mut number = vec![UNSEEN; count as usize];
    let mut lowest = vec![UNSEEN; count as usize];
    let mut open: Vec<u32> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut counter = 0;
    for root in 0..count {
        if number[root as usize] != UNSEEN {
            continue;
        }
        let mut enter = Some(root);
        loop {
            if let Some(vertex) = enter.take() {
                number[vertex as usize] = counter;
                lowest[vertex as usize] = counter;
                counter += 1;
                open.push(vertex);
                frames.push(Frame { vertex, position: 0 });
            }
            let Some(frame) = frames.last_mut() else { break };
            let vertex = frame.vertex as usize;
            match next(frame.vertex, frame.position) {
                Step::To(target, position) => {
                    frame.position = position;
                    let target = target as usize;
                    if number[target] == UNSEEN {
                        enter = Some(target as u32);
                    } else {
                        // A closed vertex has lowest = UNSEEN, so it never lowers anything.
                        lowest[vertex] =
                            lowest[vertex].min(if lowest[target] == UNSEEN { UNSEEN } else { number[target] });
                    }
                }
                Step::Done => {
                    frames.pop();
                    if lowest[vertex] == number[vertex] {
                        let start = open.iter().rposition(|v| *v as usize == vertex).unwrap_or(0);
                        for member in &open[start..] {
                            lowest[*member as usize] = UNSEEN;
                        }
                        open[start..].sort_unstable();
                        found(&mut open[start..]);
                        open.truncate(start);
                    } else if let Some(parent) = frames.last() {
                        let parent = parent.vertex as usize;
                        lowest[parent] = lowest[parent].min(lowest[vertex]);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(edges: &[(u32, u32)], count: u32) -> Vec<Vec<u32>> {
        let mut out = Vec::new();
        let next = |v: u32, at: u64| match edges.iter().enumerate().skip(at as usize).find(|(_, e)| e.0 == v) {
            Some((i, e)) => Step::To(e.1, i as u64 + 1),
            None => Step::Done,
        };
        components(count, next, |c| out.push(c.to_vec()));
        out
    }

    #[test]
    fn dependencies_come_first() {
        assert_eq!(run(&[(0, 1), (1, 2), (2, 1), (3, 0)], 4), vec![vec![1, 2], vec![0], vec![3]]);
    }

    #[test]
    fn a_chain_of_a_million_needs_no_recursion() {
        let mut count = 0;
        let next = |v: u32, at: u64| if at == 0 && v + 1 < 1_000_000 { Step::To(v + 1, 1) } else { Step::Done };
        components(1_000_000, next, |c| count += c.len());
        assert_eq!(count, 1_000_000);
    }
}
