//! Difference logic: dates that satisfy inequalities, or the inequalities that no dates satisfy.
//!
//! Takes conditional differences `x − y ≤ bound`. Points of time satisfy all the active ones exactly when
//! the graph with an edge from y to x of that weight has no negative cycle (Bellman 1958; Cotton and Maler
//! 2006).

use rustc_hash::FxHashMap;

use crate::ground::clauses::{Difference, Literal, PointId};

/// An edge from `from` to `to`: `to − from ≤ weight`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// Where it starts: the subtrahend.
    pub from: usize,
    /// Where it ends: the minuend.
    pub to: usize,
    /// The largest difference.
    pub weight: i128,
}

/// Points in use, numbered densely; and the edges of differences over them.
#[derive(Default)]
pub(super) struct Graph {
    /// The number of each point.
    pub points: FxHashMap<PointId, usize>,
}

impl Graph {
    /// The number of a point, a new one if need be.
    pub fn point(&mut self, point: PointId) -> usize {
        let next = self.points.len();
        *self.points.entry(point).or_insert(next)
    }

    /// The edge of a difference.
    pub fn edge(&mut self, difference: &Difference) -> Edge {
        Edge { from: self.point(difference.y), to: self.point(difference.x), weight: i128::from(difference.bound) }
    }
}

/// Distances that satisfy every edge, or the edges of a negative cycle.
pub(super) fn potentials(count: usize, edges: &[Edge]) -> Result<Vec<i128>, Vec<usize>> {
    let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (number, edge) in edges.iter().enumerate() {
        outgoing[edge.from].push(number);
    }
    let mut distance = vec![0i128; count];
    let mut reached_by: Vec<Option<usize>> = vec![None; count];
    let mut current: Vec<usize> = (0..count).collect();
    let mut queued = vec![false; count];
    for _round in 0..=count {
        let mut next = Vec::new();
        for from in current {
            queued[from] = false;
            for number in &outgoing[from] {
                let edge = edges[*number];
                let through = distance[from] + edge.weight;
                if through < distance[edge.to] {
                    distance[edge.to] = through;
                    reached_by[edge.to] = Some(*number);
                    if !std::mem::replace(&mut queued[edge.to], true) {
                        next.push(edge.to);
                    }
                }
            }
        }
        if next.is_empty() {
            return Ok(distance);
        }
        current = next;
    }
    Err(cycle_of(edges, &reached_by))
}

/// The cycle that last improvements close once there is no end to improving.
fn cycle_of(edges: &[Edge], reached_by: &[Option<usize>]) -> Vec<usize> {
    let mut visited_from: Vec<Option<usize>> = vec![None; reached_by.len()];
    for start in 0..reached_by.len() {
        let mut at = start;
        while visited_from[at].is_none() {
            visited_from[at] = Some(start);
            let Some(number) = reached_by[at] else { break };
            at = edges[number].from;
        }
        if visited_from[at] != Some(start) || reached_by[at].is_none() {
            continue;
        }
        let (first, mut cycle) = (at, Vec::new());
        while let Some(number) = reached_by[at] {
            cycle.push(number);
            at = edges[number].from;
            if at == first {
                cycle.reverse();
                return cycle;
            }
        }
    }
    Vec::new()
}

/// Checks the differences whose conditions hold. Gives a date for each point in use, or the places in
/// `differences` of a set that contradicts itself.
pub fn consistent<'a>(
    differences: impl Iterator<Item = &'a Difference>,
    holds: impl Fn(Literal) -> bool,
) -> Result<FxHashMap<PointId, i128>, Vec<usize>> {
    let mut graph = Graph::default();
    graph.point(PointId(0));
    let (mut edges, mut places) = (Vec::new(), Vec::new());
    for (place, difference) in differences.enumerate() {
        if difference.when.iter().all(|literal| holds(*literal)) {
            edges.push(graph.edge(difference));
            places.push(place);
        }
    }
    let found = potentials(graph.points.len(), &edges)
        .map_err(|cycle| cycle.into_iter().filter_map(|edge| places.get(edge).copied()).collect::<Vec<_>>())?;
    // The origin is 0: every date is told from it.
    Ok(graph.points.iter().map(|(point, number)| (*point, found[*number] - found[0])).collect())
}
