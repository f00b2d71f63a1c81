//! Sets of one shape: the same literals in each, and any so many of some others.
//!
//! Takes a diagram of sets and says whether they are just those, however many there are. The diagram of "any k of
//! these n" is made and compared: equal diagrams are equal numbers.

use rustc_hash::FxHashMap;

use super::functions::Exhausted;
use super::primes::{CubeStore, Cubes, Split};
use crate::ground::clauses::Literal;

/// Of more literals than this no shape is looked for.
const MOST_LITERALS: usize = 1000;

/// Every set of the shape: all of `fixed`, and any `count` of `any`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Uniform {
    /// In each of the sets.
    pub fixed: Vec<Literal>,
    /// How many of the others.
    pub count: usize,
    /// The others, all accepted or all rejected.
    pub any: Vec<Literal>,
}

impl CubeStore {
    /// The shape of the sets, if they have one and are as many as it has.
    pub fn uniform(&mut self, cubes: Cubes) -> Result<Option<Uniform>, Exhausted> {
        let Some(size) = self.sole_size(cubes) else { return Ok(None) };
        let literals = self.literals_in(cubes);
        if literals.len() > MOST_LITERALS {
            return Ok(None);
        }
        let fixed = self.in_each(cubes, &literals);
        let any: Vec<Literal> = literals.iter().copied().filter(|literal| !fixed.contains(literal)).collect();
        let Some(count) = size.checked_sub(fixed.len()) else { return Ok(None) };
        let one_way = any.windows(2).all(|pair| pair[0].is_negative() == pair[1].is_negative());
        if any.is_empty() || !one_way || self.all_of(&literals, &fixed, count)? != cubes {
            return Ok(None);
        }
        Ok(Some(Uniform { fixed, count, any }))
    }

    /// Every literal that stands in some set, in order.
    fn literals_in(&self, cubes: Cubes) -> Vec<Literal> {
        let mut literals = Vec::new();
        for at in self.below(cubes) {
            let split = self.split(at);
            let sides =
                [(split.accepted, Literal::positive(split.leaf)), (split.rejected, Literal::negative(split.leaf))];
            literals.extend(sides.into_iter().filter(|(side, _)| *side != Cubes::NONE).map(|(_, literal)| literal));
        }
        literals.sort_by_key(|literal| (literal.atom(), literal.is_negative()));
        literals.dedup();
        literals
    }

    /// The literals that stand in every set: of those of one set, what no way through the diagram avoids.
    fn in_each(&self, cubes: Cubes, literals: &[Literal]) -> Vec<Literal> {
        let nodes = self.below(cubes);
        let avoided = |literal: &Literal| {
            let mut avoids: FxHashMap<Cubes, bool> = FxHashMap::default();
            let known = |avoids: &FxHashMap<Cubes, bool>, at: Cubes| match at {
                Cubes::NONE => false,
                Cubes::EMPTY => true,
                _ => avoids.get(&at).copied().unwrap_or(false),
            };
            for &at in &nodes {
                let split = self.split(at);
                let accepted = known(&avoids, split.accepted) && *literal != Literal::positive(split.leaf);
                let rejected = known(&avoids, split.rejected) && *literal != Literal::negative(split.leaf);
                let some_way = accepted || rejected || known(&avoids, split.without);
                avoids.insert(at, some_way);
            }
            known(&avoids, cubes)
        };
        // One set at hand is enough to ask of.
        let some = self.first(cubes, 1).0;
        let of_some = |literal: &&Literal| {
            some.iter().any(|set| {
                let side = if literal.is_negative() { &set.reject } else { &set.accept };
                side.contains(&literal.atom())
            })
        };
        literals.iter().filter(of_some).copied().filter(|literal| !avoided(literal)).collect()
    }

    /// The diagram of all of `fixed` with any `count` of the other literals.
    fn all_of(&mut self, literals: &[Literal], fixed: &[Literal], count: usize) -> Result<Cubes, Exhausted> {
        // For the literals from a place on: the diagrams of none, one, two … of the free ones among them.
        let mut rows = vec![Cubes::NONE; count + 1];
        rows[0] = Cubes::EMPTY;
        for literal in literals.iter().rev() {
            let must = fixed.contains(literal);
            let mut next = Vec::with_capacity(rows.len());
            for taken in 0..rows.len() {
                let with = if must { rows[taken] } else { taken.checked_sub(1).map_or(Cubes::NONE, |less| rows[less]) };
                let without = if must { Cubes::NONE } else { rows[taken] };
                let (accepted, rejected) =
                    if literal.is_negative() { (Cubes::NONE, with) } else { (with, Cubes::NONE) };
                next.push(self.make(Split { leaf: literal.atom(), accepted, rejected, without })?);
            }
            rows = next;
        }
        Ok(rows.get(count).copied().unwrap_or(Cubes::NONE))
    }
}
