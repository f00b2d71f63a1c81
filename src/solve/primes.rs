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
use crate::ground::clauses::AtomId;

/// A set of sets of literals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Cubes(u32);

impl Cubes {
    /// No set.
    pub const NONE: Self = Self(0);
    /// Only the empty set.
    pub const EMPTY: Self = Self(1);
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Split {
    leaf: AtomId,
    accepted: Cubes,
    rejected: Cubes,
    without: Cubes,
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

    fn split(&self, cubes: Cubes) -> Split {
        self.splits.get(cubes.0 as usize).copied().unwrap_or(TERMINAL)
    }

    fn make(&mut self, split: Split) -> Result<Cubes, Exhausted> {
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

    /// The first `count` sets: fewest literals first, then in order of leaves, acceptance before rejection.
    pub fn first(&self, cubes: Cubes, count: usize) -> Vec<Choice> {
        let sizes = self.sizes();
        let mut found = Vec::new();
        let largest = sizes.get(cubes.0 as usize).map_or(0, |sizes| sizes.len() * 64);
        for size in 0..largest {
            if found.len() < count {
                self.of_size(cubes, size, &sizes, count, &mut found);
            }
        }
        found
    }

    /// For every node the sizes that occur in it, as bits.
    fn sizes(&self) -> Vec<Vec<u64>> {
        let mut sizes: Vec<Vec<u64>> = vec![Vec::new(), vec![1]];
        for split in self.splits.iter().skip(2) {
            let of = |cubes: Cubes| sizes.get(cubes.0 as usize).map_or(&[][..], Vec::as_slice);
            let (accepted, rejected, without) = (of(split.accepted), of(split.rejected), of(split.without));
            let length = (accepted.len().max(rejected.len()) + 1).max(without.len());
            let word = |list: &[u64], at: usize| list.get(at).copied().unwrap_or(0);
            let mut here: Vec<u64> = (0..length)
                .map(|at| {
                    let grown = word(accepted, at) | word(rejected, at);
                    let carried = at.checked_sub(1).map_or(0, |at| word(accepted, at) | word(rejected, at));
                    word(without, at) | grown << 1 | carried >> 63
                })
                .collect();
            while here.last() == Some(&0) {
                here.pop();
            }
            sizes.push(here);
        }
        sizes
    }

    fn of_size(&self, cubes: Cubes, size: usize, sizes: &[Vec<u64>], count: usize, found: &mut Vec<Choice>) {
        let has = |cubes: Cubes, size: usize| {
            sizes.get(cubes.0 as usize).and_then(|s| s.get(size / 64)).is_some_and(|word| word >> (size % 64) & 1 == 1)
        };
        let mut stack = vec![(cubes, size, Choice::default())];
        while let Some((cubes, size, choice)) = stack.pop() {
            if found.len() >= count {
                return;
            }
            if !has(cubes, size) {
                continue;
            }
            if cubes == Cubes::EMPTY {
                found.push(choice);
                continue;
            }
            let split = self.split(cubes);
            stack.push((split.without, size, choice.clone()));
            let Some(rest) = size.checked_sub(1) else { continue };
            let (mut accepting, mut rejecting) = (choice.clone(), choice);
            accepting.accept.push(split.leaf);
            rejecting.reject.push(split.leaf);
            stack.extend([(split.rejected, rest, rejecting), (split.accepted, rest, accepting)]);
        }
    }
}
