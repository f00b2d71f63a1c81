//! Prime implicants of a function, all at once, and the smallest of them first.
//!
//! Takes a function and gives the set of its minimal sufficient sets of literals as a shared diagram, so
//! that "any 101 of these 200" is ten thousand nodes and not 10⁵⁸ sets. Only the sets asked for are ever
//! spelt out.
//!
//! Coudert and Madre, "Implicit and Incremental Computation of Primes and Essential Primes of Boolean
//! Functions", 1992.

use rustc_hash::FxHashMap;

use super::answers::Choice;
use super::functions::{Exhausted, Function, Functions};
use super::unwind::unwind;
use crate::ground::clauses::{AtomId, Literal};

/// A set of sets of literals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Cubes(u32);

impl Cubes {
    /// No set.
    pub const NONE: Self = Self(0);
    /// Only the empty set.
    pub const EMPTY: Self = Self(1);
}

/// Sets with the leaf accepted, rejected, and without it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Split {
    pub leaf: AtomId,
    pub accepted: Cubes,
    pub rejected: Cubes,
    pub without: Cubes,
}

const LAST: AtomId = AtomId(u32::MAX);
const TERMINAL: Split = Split { leaf: LAST, accepted: Cubes::NONE, rejected: Cubes::NONE, without: Cubes::NONE };

/// The store of sets of sets.
pub struct CubeStore {
    splits: Vec<Split>,
    numbers: FxHashMap<Split, Cubes>,
    primes: FxHashMap<Function, Cubes>,
    differences: FxHashMap<(Cubes, Cubes), Cubes>,
    limit: usize,
}

impl CubeStore {
    /// An empty store of at most `limit` splits.
    pub fn new(limit: usize) -> Self {
        Self {
            splits: vec![TERMINAL, TERMINAL],
            numbers: FxHashMap::default(),
            primes: FxHashMap::default(),
            differences: FxHashMap::default(),
            limit,
        }
    }

    pub(super) fn split(&self, cubes: Cubes) -> Split {
        self.splits.get(cubes.0 as usize).copied().unwrap_or(TERMINAL)
    }

    pub(super) fn make(&mut self, split: Split) -> Result<Cubes, Exhausted> {
        if split.accepted == Cubes::NONE && split.rejected == Cubes::NONE {
            return Ok(split.without);
        }
        if let Some(known) = self.numbers.get(&split) {
            return Ok(*known);
        }
        if self.splits.len() >= self.limit {
            return Err(Exhausted);
        }
        let made = Cubes(self.splits.len() as u32);
        self.splits.push(split);
        self.numbers.insert(split, made);
        Ok(made)
    }

    /// primes(f) = primes(f₀∧f₁) ∪ x·(primes(f₁) ∖ primes(f₀∧f₁)) ∪ ¬x·(primes(f₀) ∖ primes(f₀∧f₁)).
    pub fn primes(&mut self, store: &mut Functions, f: Function) -> Result<Cubes, Exhausted> {
        let mut memo = std::mem::take(&mut self.primes);
        memo.insert(Function::FALSE, Cubes::NONE);
        memo.insert(Function::TRUE, Cubes::EMPTY);
        let found = unwind(f, &mut memo, |f, get| {
            let Some((leaf, low, high)) = store.branches(f) else { return Err(Exhausted) };
            let both = store.and(low, high)?;
            let (Some(low), Some(high), Some(without)) = (get(low), get(high), get(both)) else { return Ok(None) };
            let accepted = self.without(high, without)?;
            let rejected = self.without(low, without)?;
            self.make(Split { leaf, accepted, rejected, without }).map(Some)
        });
        self.primes = memo;
        found?.ok_or(Exhausted)
    }

    /// The sets of `from` that are not in `taken`.
    fn without(&mut self, from: Cubes, taken: Cubes) -> Result<Cubes, Exhausted> {
        let mut memo = std::mem::take(&mut self.differences);
        let found = unwind((from, taken), &mut memo, |(from, taken), get| {
            if from == taken || from == Cubes::NONE {
                return Ok(Some(Cubes::NONE));
            }
            if taken == Cubes::NONE {
                return Ok(Some(from));
            }
            let (left, right) = (self.split(from), self.split(taken));
            if right.leaf < left.leaf {
                return Ok(get((from, right.without)));
            }
            if left.leaf < right.leaf {
                let Some(without) = get((left.without, taken)) else { return Ok(None) };
                return self.make(Split { without, ..left }).map(Some);
            }
            let accepted = get((left.accepted, right.accepted));
            let rejected = get((left.rejected, right.rejected));
            let without = get((left.without, right.without));
            match (accepted, rejected, without) {
                (Some(accepted), Some(rejected), Some(without)) => {
                    self.make(Split { leaf: left.leaf, accepted, rejected, without }).map(Some)
                }
                _ => Ok(None),
            }
        });
        self.differences = memo;
        found?.ok_or(Exhausted)
    }

    /// The sets of which some reading satisfies `g` as well.
    pub fn meeting(&mut self, store: &mut Functions, cubes: Cubes, g: Function) -> Result<Cubes, Exhausted> {
        let mut memo: FxHashMap<(Cubes, Function), Cubes> = FxHashMap::default();
        let found = unwind((cubes, g), &mut memo, |(cubes, g), get| {
            if cubes == Cubes::NONE || g == Function::FALSE {
                return Ok(Some(Cubes::NONE));
            }
            if cubes == Cubes::EMPTY || g == Function::TRUE {
                return Ok(Some(cubes));
            }
            let split = self.split(cubes);
            let (low, high) = match store.branches(g) {
                Some((leaf, low, high)) if leaf < split.leaf => {
                    let either = store.or(low, high)?;
                    return Ok(get((cubes, either)));
                }
                Some((leaf, low, high)) if leaf == split.leaf => (low, high),
                _ => (g, g),
            };
            let either = store.or(low, high)?;
            let accepted = get((split.accepted, high));
            let rejected = get((split.rejected, low));
            let without = get((split.without, either));
            match (accepted, rejected, without) {
                (Some(accepted), Some(rejected), Some(without)) => {
                    self.make(Split { leaf: split.leaf, accepted, rejected, without }).map(Some)
                }
                _ => Ok(None),
            }
        });
        found?.ok_or(Exhausted)
    }

    /// The first `count` sets, and whether there are more: fewest literals first, then in order of leaves,
    /// acceptance before rejection.
    pub fn first(&self, cubes: Cubes, count: usize) -> (Vec<Choice>, bool) {
        let sizes = self.sizes();
        let whole = sizes.get(cubes.0 as usize).copied().unwrap_or(Sizes::NONE);
        let mut found = Vec::new();
        for above in (0..64).filter(|above| whole.bits >> above & 1 == 1) {
            if found.len() < count {
                self.of_size(cubes, whole.least + above, &sizes, count, &mut found);
            }
        }
        let more = whole.count > found.len() as u64;
        (found, more)
    }

    /// Of sets that differ only in leaves of one group, one: the first `count` in the same order. None where
    /// there are more, or `steps` do not suffice.
    pub fn representatives(
        &self,
        cubes: Cubes,
        groups: &[Vec<AtomId>],
        count: usize,
        mut steps: u64,
    ) -> Option<Vec<Choice>> {
        let group_of: FxHashMap<AtomId, usize> =
            groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |leaf| (*leaf, at))).collect();
        let mut found = Vec::new();
        // For each group how its last leaf was taken: accepted (0), then rejected (1), then left out (2).
        let mut stack = vec![(cubes, Vec::new(), vec![0u8; groups.len()])];
        while let Some((cubes, literals, taken)) = stack.pop() {
            steps = steps.checked_sub(1 + literals.len() as u64 / 16)?;
            if cubes == Cubes::EMPTY {
                found.push(literals);
                continue;
            }
            let split = self.split(cubes);
            let Some(group) = group_of.get(&split.leaf).copied() else { continue };
            for (way, next) in [(2, split.without), (1, split.rejected), (0, split.accepted)] {
                if next == Cubes::NONE || taken[group] > way {
                    continue;
                }
                let (mut literals, mut taken) = (literals.clone(), taken.clone());
                taken[group] = way;
                match way {
                    0 => literals.push(Literal::positive(split.leaf)),
                    1 => literals.push(Literal::negative(split.leaf)),
                    _ => {}
                }
                stack.push((next, literals, taken));
            }
        }
        found.sort_by_key(|literals: &Vec<Literal>| (literals.len(), literals.clone()));
        (found.len() <= count).then(|| found.iter().map(|literals| choice(literals)).collect())
    }

    /// The size of every set, if it is one.
    pub(super) fn sole_size(&self, cubes: Cubes) -> Option<usize> {
        let sizes = self.sizes();
        let whole = sizes.get(cubes.0 as usize).filter(|sizes| sizes.bits == 1)?;
        Some(whole.least as usize)
    }

    /// The splits below one, itself included, what they lead to before them.
    pub(super) fn below(&self, cubes: Cubes) -> Vec<Cubes> {
        let mut seen = vec![false; self.splits.len()];
        let mut todo = vec![cubes];
        while let Some(at) = todo.pop() {
            if at == Cubes::NONE || at == Cubes::EMPTY {
                continue;
            }
            if let Some(slot @ false) = seen.get_mut(at.0 as usize) {
                *slot = true;
                let split = self.split(at);
                todo.extend([split.accepted, split.rejected, split.without]);
            }
        }
        // A split is made after what it leads to.
        seen.iter().zip(0u32..).filter(|(seen, _)| **seen).map(|(_, number)| Cubes(number)).collect()
    }

    /// For every node the sizes that occur in it.
    fn sizes(&self) -> Vec<Sizes> {
        let mut sizes = vec![Sizes::NONE, Sizes { least: 0, bits: 1, count: 1 }];
        for split in self.splits.iter().skip(2) {
            let of = |cubes: Cubes| sizes.get(cubes.0 as usize).copied().unwrap_or(Sizes::NONE);
            sizes.push(of(split.without).with(of(split.accepted).longer()).with(of(split.rejected).longer()));
        }
        sizes
    }

    fn of_size(&self, cubes: Cubes, size: u32, sizes: &[Sizes], count: usize, found: &mut Vec<Choice>) {
        let has = |cubes: Cubes, size: u32| sizes.get(cubes.0 as usize).is_some_and(|sizes| sizes.contain(size));
        let mut current: Vec<Literal> = Vec::new();
        let mut stack: Vec<(Cubes, usize, Option<Literal>)> = vec![(cubes, 0, None)];
        while let Some((cubes, length, literal)) = stack.pop() {
            if found.len() >= count {
                return;
            }
            current.truncate(length);
            current.extend(literal);
            if !size.checked_sub(current.len() as u32).is_some_and(|rest| has(cubes, rest)) {
                continue;
            }
            if cubes == Cubes::EMPTY {
                found.push(choice(&current));
            } else {
                let split = self.split(cubes);
                let length = current.len();
                stack.push((split.without, length, None));
                stack.push((split.rejected, length, Some(Literal::negative(split.leaf))));
                stack.push((split.accepted, length, Some(Literal::positive(split.leaf))));
            }
        }
    }
}

fn choice(literals: &[Literal]) -> Choice {
    let leaves = |negative: bool| {
        literals.iter().filter(|literal| literal.is_negative() == negative).map(|literal| literal.atom()).collect()
    };
    Choice { accept: leaves(false), reject: leaves(true) }
}

/// The sizes of the sets below a node: the least, which of the 64 from it on occur, and how many sets
/// there are. Sets that are 64 larger than the least are counted and never looked for.
#[derive(Clone, Copy)]
struct Sizes {
    least: u32,
    bits: u64,
    count: u64,
}

impl Sizes {
    const NONE: Self = Self { least: u32::MAX, bits: 0, count: 0 };

    fn longer(self) -> Self {
        Self { least: self.least.saturating_add(1), ..self }
    }

    fn with(self, other: Self) -> Self {
        let least = self.least.min(other.least);
        let shifted = |sizes: Self| sizes.bits.checked_shl(sizes.least - least).unwrap_or(0);
        Self { least, bits: shifted(self) | shifted(other), count: self.count.saturating_add(other.count) }
    }

    fn contain(self, size: u32) -> bool {
        size.checked_sub(self.least).is_some_and(|above| above < 64 && self.bits >> above & 1 == 1)
    }
}
