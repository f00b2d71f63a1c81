//! Which sets of literals no dates allow together.
//!
//! Takes conditional differences and gives the literals of negative cycles. Certain differences are
//! condensed to shortest ways between the ends of conditional ones; cycles are then looked for by the
//! number of conditional edges. What says no more than something smaller is passed over.
//!
//! INVARIANT: if `complete`, an assignment agrees with the differences exactly when it breaks none of the
//! conflicts.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::theory::{Edge, Graph, potentials};
use crate::ground::clauses::{Difference, Literal};

/// What some differences exclude.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflicts {
    /// Sets of literals that do not hold together; an empty set means that the record contradicts itself.
    pub conflicts: Vec<Vec<Literal>>,
    /// Whether these are all (the smallest ones; supersets are left out).
    pub complete: bool,
}

/// Every smallest conflict among some differences, within `steps`; `known` literals hold already.
pub fn conflicts<'a>(
    differences: impl Iterator<Item = &'a Difference>,
    known: impl Fn(Literal) -> Option<bool>,
    steps: u64,
) -> Conflicts {
    let mut graph = Graph::default();
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
    let asked = asked_pairs(&conditional, &conditions);
    Search { edges: &conditional, conditions: &conditions, shortest: &shortest, asked: &asked, steps }.run()
}

fn contradicts_itself(literals: &[Literal]) -> bool {
    literals.iter().any(|literal| literals.contains(&literal.negated()))
}

/// For two points the question that is asked about them, if one is: by direction, the edge of the answer
/// that leads that way and the edge of the other answer. One question for each two points.
type AskedPairs = FxHashMap<(usize, usize), (usize, usize)>;

fn asked_pairs(edges: &[Edge], conditions: &[Vec<Literal>]) -> AskedPairs {
    let mut by_condition: FxHashMap<Literal, usize> = FxHashMap::default();
    let mut asked = AskedPairs::default();
    for (number, edge) in edges.iter().enumerate() {
        let [literal] = conditions[number][..] else { continue };
        if let Some(&other) = by_condition.get(&literal.negated())
            && (edges[other].from, edges[other].to) == (edge.to, edge.from)
            && !asked.contains_key(&(edge.from, edge.to))
        {
            asked.insert((edge.from, edge.to), (number, other));
            asked.insert((edge.to, edge.from), (other, number));
        }
        by_condition.entry(literal).or_insert(number);
    }
    asked
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
    asked: &'a AskedPairs,
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
        if self.has_detour(&edges) || self.is_resolved(&edges) {
            return None;
        }
        let mut literals = path.literals.clone();
        literals.extend_from_slice(&self.conditions[edge]);
        literals.sort_unstable();
        literals.dedup();
        (!contradicts_itself(&literals)).then_some(Path { edges, literals, length })
    }

    /// Whether a stretch S from u to v, not the whole, says no more than a question asked about u and v: one
    /// answer leads from u to v at least as shortly, the other contradicts S. Then every conflict through S
    /// follows by resolution on that question from two that are smaller, or ask more questions.
    fn is_resolved(&self, edges: &[usize]) -> bool {
        let resolved = |from: usize, to: usize, length: i128| {
            self.asked.get(&(self.edges[from].from, self.edges[to].to)).is_some_and(|(along, back)| {
                let shorter = self.edges[*along].weight <= length;
                shorter && length + self.edges[*back].weight < 0 && !edges.contains(back)
            })
        };
        let Some((last, before)) = edges.split_last() else { return false };
        let prefix = self.length_of(before);
        if before.len() > 1 && prefix.is_some_and(|length| resolved(before[0], before[before.len() - 1], length)) {
            return true;
        }
        (1..edges.len() - 1)
            .any(|start| self.length_of(&edges[start..]).is_some_and(|length| resolved(edges[start], *last, length)))
    }

    fn length_of(&self, edges: &[usize]) -> Option<i128> {
        let own: i128 = edges.iter().map(|number| self.edges[*number].weight).sum();
        let joints = edges.windows(2).map(|pair| self.way(self.edges[pair[0]].to, self.edges[pair[1]].from));
        joints.sum::<Option<i128>>().map(|joints| own + joints)
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
