//! What is asked of whole diagrams: support, restriction, quantification, copying, the cheapest reading.
//!
//! Takes functions of one store and gives functions, leaves or numbers. Each works once through the nodes
//! under its argument, children first, so nothing here recurses.
//!
//! INVARIANT: children have smaller numbers than their node (see `functions`), so ascending order of
//! edges is bottom-up.

use rustc_hash::{FxHashMap, FxHashSet};

use super::functions::{Exhausted, Function, Functions};
use crate::ground::clauses::{AtomId, Literal};

/// Parts of one: a density of `WHOLE` means every reading.
pub const WHOLE: u128 = 1 << 126;

impl Functions {
    /// Every edge reachable from the roots that is not a constant, children first.
    pub(super) fn edges_below(&self, roots: &[Function]) -> Vec<Function> {
        let mut seen: FxHashSet<Function> = FxHashSet::default();
        let mut stack: Vec<Function> = roots.to_vec();
        while let Some(edge) = stack.pop() {
            if let Some((_, low, high)) = self.branches(edge)
                && seen.insert(edge)
            {
                stack.extend([low, high]);
            }
        }
        let mut edges: Vec<Function> = seen.into_iter().collect();
        edges.sort_unstable();
        edges
    }

    /// The leaves on which any of the functions depends, in order.
    pub fn support(&self, functions: &[Function]) -> Vec<AtomId> {
        let edges = self.edges_below(functions);
        let mut leaves: Vec<AtomId> = edges.iter().filter_map(|e| self.branches(*e)).map(|(leaf, ..)| leaf).collect();
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }

    /// The number of distinct nodes under a function.
    pub fn nodes_below(&self, function: Function) -> usize {
        let mut nodes: Vec<usize> = self.edges_below(&[function]).iter().map(|e| e.node()).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes.len()
    }

    /// Rebuilds a function bottom-up: `combine` gets the leaf and the results of its two branches.
    fn rebuild(
        &mut self,
        function: Function,
        mut combine: impl FnMut(&mut Self, AtomId, Function, Function) -> Result<Function, Exhausted>,
    ) -> Result<Function, Exhausted> {
        let mut done: FxHashMap<Function, Function> = FxHashMap::default();
        let result = |done: &FxHashMap<Function, Function>, edge: Function| done.get(&edge).copied().unwrap_or(edge);
        for edge in self.edges_below(&[function]) {
            let Some((leaf, low, high)) = self.branches(edge) else { continue };
            self.step()?;
            let made = combine(self, leaf, result(&done, low), result(&done, high))?;
            done.insert(edge, made);
        }
        Ok(result(&done, function))
    }

    /// ∃ leaves: f, for the leaves that `quantified` names.
    pub fn exists(&mut self, f: Function, quantified: impl Fn(AtomId) -> bool) -> Result<Function, Exhausted> {
        self.rebuild(
            f,
            |store, leaf, low, high| {
                if quantified(leaf) { store.or(low, high) } else { store.make(leaf, low, high) }
            },
        )
    }

    /// f with the leaves that `value` knows set to that value.
    pub fn restrict(&mut self, f: Function, value: impl Fn(AtomId) -> Option<bool>) -> Result<Function, Exhausted> {
        self.rebuild(f, |store, leaf, low, high| match value(leaf) {
            Some(true) => Ok(high),
            Some(false) => Ok(low),
            None => store.make(leaf, low, high),
        })
    }

    /// f with the sense of the leaves that `flipped` names turned round.
    pub fn flip(&mut self, f: Function, flipped: impl Fn(AtomId) -> bool) -> Result<Function, Exhausted> {
        self.rebuild(
            f,
            |store, leaf, low, high| {
                if flipped(leaf) { store.make(leaf, high, low) } else { store.make(leaf, low, high) }
            },
        )
    }

    /// The readings of f over `leaves` (in order, the support among them) of which no other makes fewer
    /// leaves true, by inclusion:  min(f) = ¬x·min(f₀) ∨ x·(min(f₁) ∧ ¬↑f₀).
    pub fn minimal(&mut self, f: Function, leaves: &[AtomId]) -> Result<Function, Exhausted> {
        // For each edge: its least readings with every leaf below spelt out, and its upward closure.
        let mut done: FxHashMap<Function, (Function, Function)> = FxHashMap::default();
        for edge in self.edges_below(&[f]) {
            let Some((leaf, low, high)) = self.branches(edge) else { continue };
            let (low_least, low_up) = done.get(&low).copied().unwrap_or((low, low));
            let (high_least, high_up) = done.get(&high).copied().unwrap_or((high, high));
            let low_least = self.all_false_between(low_least, Some(leaf), self.level(low), leaves)?;
            let high_least = self.all_false_between(high_least, Some(leaf), self.level(high), leaves)?;
            let high_least = self.and(high_least, low_up.negated())?;
            let least = self.make(leaf, low_least, high_least)?;
            let high_up = self.or(low_up, high_up)?;
            done.insert(edge, (least, self.make(leaf, low_up, high_up)?));
        }
        let (least, _) = done.get(&f).copied().unwrap_or((f, f));
        self.all_false_between(least, None, self.level(f), leaves)
    }

    /// `below` with every leaf after `above` and before the level false.
    fn all_false_between(
        &mut self,
        below: Function,
        above: Option<AtomId>,
        level: u32,
        leaves: &[AtomId],
    ) -> Result<Function, Exhausted> {
        let start = above.map_or(0, |above| leaves.partition_point(|leaf| *leaf <= above));
        let end = leaves.partition_point(|leaf| leaf.0 < level);
        let mut made = below;
        for leaf in leaves.get(start..end).unwrap_or(&[]).iter().rev() {
            made = self.make(*leaf, made, Function::FALSE)?;
        }
        Ok(made)
    }

    /// A function of another store, made here.
    pub fn import(&mut self, other: &Functions, f: Function) -> Result<Function, Exhausted> {
        let mut done: FxHashMap<Function, Function> = FxHashMap::default();
        let result = |done: &FxHashMap<Function, Function>, edge: Function| done.get(&edge).copied().unwrap_or(edge);
        for edge in other.edges_below(&[f]) {
            let Some((leaf, low, high)) = other.branches(edge) else { continue };
            let made = self.make(leaf, result(&done, low), result(&done, high))?;
            done.insert(edge, made);
        }
        Ok(result(&done, f))
    }

    /// The conjunction of literals.
    pub fn cube(&mut self, literals: &[Literal]) -> Result<Function, Exhausted> {
        let mut parts = Vec::with_capacity(literals.len());
        for literal in literals {
            let leaf = self.leaf(literal.atom())?;
            parts.push(if literal.is_negative() { leaf.negated() } else { leaf });
        }
        self.all(&mut parts)
    }

    /// The value on one reading.
    pub fn value(&self, f: Function, mut reading: impl FnMut(AtomId) -> bool) -> bool {
        let mut at = f;
        while let Some((leaf, low, high)) = self.branches(at) {
            at = if reading(leaf) { high } else { low };
        }
        at == Function::TRUE
    }

    /// The satisfying reading in which the leaves that are true cost least together, as the leaves that
    /// are true; ties go to the reading whose first differing leaf is false. None where f is never so.
    pub fn cheapest(&self, f: Function, cost: impl Fn(AtomId) -> (u64, u64)) -> Option<Vec<AtomId>> {
        let mut best: FxHashMap<Function, (u64, u64)> = FxHashMap::default();
        let known = |best: &FxHashMap<Function, (u64, u64)>, edge: Function| match edge {
            Function::TRUE => Some((0, 0)),
            _ => best.get(&edge).copied(),
        };
        let with = |leaf: AtomId, rest: Option<(u64, u64)>| {
            rest.map(|(a, b)| (a.saturating_add(cost(leaf).0), b.saturating_add(cost(leaf).1)))
        };
        for edge in self.edges_below(&[f]) {
            let Some((leaf, low, high)) = self.branches(edge) else { continue };
            let sides = [known(&best, low), with(leaf, known(&best, high))];
            if let Some(least) = sides.into_iter().flatten().min() {
                best.insert(edge, least);
            }
        }
        known(&best, f)?;
        let (mut at, mut chosen) = (f, Vec::new());
        while let Some((leaf, low, high)) = self.branches(at) {
            let up = with(leaf, known(&best, high));
            let take_high = match (known(&best, low), up) {
                (Some(down), Some(up)) => up < down,
                (down, _) => down.is_none(),
            };
            if take_high {
                chosen.push(leaf);
            }
            at = if take_high { high } else { low };
        }
        Some(chosen)
    }

    /// Literals under which f holds: where both values of a leaf allow that, the preferred one. None where f is
    /// never so.
    pub fn some_path(&self, f: Function, prefer_true: impl Fn(AtomId) -> bool) -> Option<Vec<Literal>> {
        let (mut at, mut path) = (f, Vec::new());
        while let Some((leaf, low, high)) = self.branches(at) {
            let up = high != Function::FALSE && (prefer_true(leaf) || low == Function::FALSE);
            path.push(if up { Literal::positive(leaf) } else { Literal::negative(leaf) });
            at = if up { high } else { low };
        }
        (at == Function::TRUE).then_some(path)
    }

    /// The share of all readings on which f holds, in parts of [`WHOLE`], rounded towards nothing.
    pub fn density(&self, f: Function) -> u128 {
        let mut done: FxHashMap<Function, u128> = FxHashMap::default();
        let known = |done: &FxHashMap<Function, u128>, edge: Function| match edge {
            Function::TRUE => WHOLE,
            _ => done.get(&edge).copied().unwrap_or(0),
        };
        for edge in self.edges_below(&[f]) {
            let Some((_, low, high)) = self.branches(edge) else { continue };
            done.insert(edge, (known(&done, low) + known(&done, high)) / 2);
        }
        known(&done, f)
    }
}
