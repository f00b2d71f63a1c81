//! Difference logic: which sets of literals no dates allow.
//!
//! Takes conditional differences `x − y ≤ bound` and gives what contradicts: the literals of negative
//! cycles, for points of time satisfy all the active differences exactly when the graph with an edge from
//! y to x of that weight has no negative cycle (Bellman 1958; Cotton and Maler 2006).
//!
//! INVARIANT: with `complete`, an assignment agrees with the differences exactly when it breaks none of
//! the conflicts.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::ground::clauses::{Difference, Literal, PointId};

/// An edge from `from` to `to`: `to − from ≤ weight`.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: usize,
    to: usize,
    weight: i128,
}

/// What some differences exclude.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflicts {
    /// Sets of literals that do not hold together; an empty set means that the record contradicts itself.
    pub conflicts: Vec<Vec<Literal>>,
    /// Whether these are all (the smallest ones; supersets are left out).
    pub complete: bool,
}

/// Points in use, numbered densely; and the edges of differences over them.
struct Graph {
    points: FxHashMap<PointId, usize>,
}

impl Graph {
    fn point(&mut self, point: PointId) -> usize {
        let next = self.points.len();
        *self.points.entry(point).or_insert(next)
    }

    fn edge(&mut self, difference: &Difference) -> Edge {
        Edge { from: self.point(difference.y), to: self.point(difference.x), weight: i128::from(difference.bound) }
    }
}

/// Distances that satisfy every edge, or the edges of a negative cycle.
fn potentials(count: usize, edges: &[Edge]) -> Result<Vec<i128>, Vec<usize>> {
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
    let mut graph = Graph { points: FxHashMap::default() };
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

/// Every smallest conflict among some differences, within `steps`; `known` literals hold already.
pub fn conflicts<'a>(
    differences: impl Iterator<Item = &'a Difference>,
    known: impl Fn(Literal) -> Option<bool>,
    steps: u64,
) -> Conflicts {
    let mut graph = Graph { points: FxHashMap::default() };
    let (mut certain, mut conditional, mut conditions) = (Vec::new(), Vec::new(), Vec::new());
    for difference in differences {
        let mut when: Vec<Literal> = difference.when.iter().copied().filter(|l| known(*l) != Some(true)).collect();
        if difference.when.iter().any(|l| known(*l) == Some(false)) || contradicts_itself(&when) {
            continue;
        }
        when.sort_unstable();
        when.dedup();
        let edge = graph.edge(difference);
        if when.is_empty() {
            certain.push(edge);
        } else {
            conditional.push(edge);
            conditions.push(when);
        }
    }
    let count = graph.points.len();
    let Ok(potential) = potentials(count, &certain) else {
        return Conflicts { conflicts: vec![Vec::new()], complete: true };
    };
    let shortest = shortest_paths(count, &certain, &potential, &conditional);
    Search { edges: &conditional, conditions: &conditions, shortest: &shortest, steps }.run()
}

fn contradicts_itself(literals: &[Literal]) -> bool {
    literals.iter().any(|literal| literals.contains(&literal.negated()))
}

type Distances = FxHashMap<usize, Vec<Option<i128>>>;

/// The shortest certain ways from the ends of conditional edges to every point (Dijkstra on weights made
/// positive by the potentials; Johnson 1977).
fn shortest_paths(count: usize, certain: &[Edge], potential: &[i128], conditional: &[Edge]) -> Distances {
    let mut outgoing: Vec<Vec<Edge>> = vec![Vec::new(); count];
    for edge in certain {
        outgoing[edge.from].push(*edge);
    }
    let from = |start: usize| {
        let mut distance: Vec<Option<i128>> = vec![None; count];
        let mut heap = BinaryHeap::from([(Reverse(0i128), start)]);
        while let Some((Reverse(length), at)) = heap.pop() {
            if distance[at].is_some() {
                continue;
            }
            distance[at] = Some(length);
            for edge in outgoing[at].iter().filter(|edge| distance[edge.to].is_none()) {
                heap.push((Reverse(length + edge.weight + potential[at] - potential[edge.to]), edge.to));
            }
        }
        let real = |(to, length): (usize, Option<i128>)| length.map(|l| l - potential[start] + potential[to]);
        distance.into_iter().enumerate().map(real).collect::<Vec<_>>()
    };
    let mut known = Distances::default();
    for point in conditional.iter().flat_map(|edge| [edge.from, edge.to]) {
        known.entry(point).or_insert_with(|| from(point));
    }
    known
}

/// A way through conditional edges, joined by shortest certain ways.
#[derive(Clone)]
struct Path {
    edges: Vec<usize>,
    literals: Vec<Literal>,
    length: i128,
}

struct Search<'a> {
    edges: &'a [Edge],
    conditions: &'a [Vec<Literal>],
    shortest: &'a Distances,
    steps: u64,
}

impl Search<'_> {
    /// Cycles by the number of their conditional edges, shorter ones first, so that a conflict is found
    /// before its supersets. A cycle starts at its edge of least number.
    fn run(&mut self) -> Conflicts {
        let mut found: Vec<Vec<Literal>> = Vec::new();
        let mut paths: Vec<Path> = (0..self.edges.len())
            .filter(|e| !self.has_detour(&[*e]))
            .map(|e| Path { edges: vec![e], literals: self.conditions[e].clone(), length: self.edges[e].weight })
            .collect();
        while !paths.is_empty() {
            for path in &paths {
                if self.closes(path) && !subsumed(&found, &path.literals) {
                    found.retain(|other| !includes(other, &path.literals));
                    found.push(path.literals.clone());
                }
            }
            let mut longer = Vec::new();
            for path in paths.iter().filter(|path| !subsumed(&found, &path.literals)) {
                for edge in path.edges[0] + 1..self.edges.len() {
                    if self.steps == 0 {
                        found.sort_unstable();
                        return Conflicts { conflicts: found, complete: false };
                    }
                    self.steps -= 1;
                    longer.extend(self.extended(path, edge));
                }
            }
            paths = longer;
        }
        found.sort_unstable();
        Conflicts { conflicts: found, complete: true }
    }

    fn way(&self, from: usize, to: usize) -> Option<i128> {
        self.shortest.get(&from).and_then(|row| row.get(to)).copied().flatten()
    }

    fn closes(&self, path: &Path) -> bool {
        let (Some(first), Some(last)) = (path.edges.first(), path.edges.last()) else { return false };
        self.way(self.edges[*last].to, self.edges[*first].from).is_some_and(|way| path.length + way < 0)
    }

    fn extended(&self, path: &Path, edge: usize) -> Option<Path> {
        let last = *path.edges.last()?;
        if path.edges.contains(&edge) {
            return None;
        }
        let length = path.length + self.way(self.edges[last].to, self.edges[edge].from)? + self.edges[edge].weight;
        let mut edges = path.edges.clone();
        edges.push(edge);
        if self.has_detour(&edges) {
            return None;
        }
        let mut literals = path.literals.clone();
        literals.extend_from_slice(&self.conditions[edge]);
        literals.sort_unstable();
        literals.dedup();
        (!contradicts_itself(&literals)).then_some(Path { edges, literals, length })
    }

    /// Whether a last stretch is no shorter than a certain way: then fewer literals say as much.
    fn has_detour(&self, edges: &[usize]) -> bool {
        let Some(end) = edges.last().map(|last| self.edges[*last].to) else { return false };
        let (mut length, mut after) = (0i128, None);
        edges.iter().rev().any(|number| {
            let edge = self.edges[*number];
            length += edge.weight + after.and_then(|next| self.way(edge.to, next)).unwrap_or(0);
            after = Some(edge.from);
            self.way(edge.from, end).is_some_and(|way| way <= length)
        })
    }
}

/// Whether every literal of `small` is in `large`; both in order.
fn includes(large: &[Literal], small: &[Literal]) -> bool {
    small.iter().all(|literal| large.binary_search(literal).is_ok())
}

fn subsumed(found: &[Vec<Literal>], literals: &[Literal]) -> bool {
    found.iter().any(|conflict| includes(literals, conflict))
}
