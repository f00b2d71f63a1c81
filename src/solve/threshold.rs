//! Weighted thresholds as Boolean functions.
//!
//! Takes functions with weights and gives "the weights of those that hold reach the threshold". With equal
//! weights and n functions this makes O(n·k) nodes and takes O(n·k) choices.

use rustc_hash::FxHashMap;

use super::functions::{Exhausted, Function, Functions};

impl Functions {
    /// reach(i, k): the functions from the i-th on weigh at least k.
    ///   reach(i, 0) = true;  reach(i, k) = false where the rest weighs less than k;
    ///   reach(i, k) = if fᵢ then reach(i+1, k−wᵢ) else reach(i+1, k).
    pub fn at_least(&mut self, threshold: u64, parts: &mut Vec<(Function, u64)>) -> Result<Function, Exhausted> {
        let sure: u128 = parts.iter().filter(|(f, _)| *f == Function::TRUE).map(|(_, w)| u128::from(*w)).sum();
        let Some(threshold) = u128::from(threshold).checked_sub(sure).filter(|rest| *rest > 0) else {
            return Ok(Function::TRUE);
        };
        parts.retain(|(f, w)| !f.is_constant() && *w > 0);
        parts.sort_unstable_by_key(|(f, w)| (self.level(*f), *f, *w));
        let mut rest = vec![0u128; parts.len() + 1];
        for (i, (_, weight)) in parts.iter().enumerate().rev() {
            rest[i] = rest[i + 1] + u128::from(*weight);
        }
        let wanted = self.wanted(threshold, parts, &rest)?;
        let mut below: FxHashMap<u128, Function> = FxHashMap::default();
        let reach = |known: &FxHashMap<u128, Function>, k: u128, rest: u128| match known.get(&k) {
            _ if k == 0 => Function::TRUE,
            _ if rest < k => Function::FALSE,
            known => known.copied().unwrap_or(Function::FALSE),
        };
        for (i, (function, weight)) in parts.iter().enumerate().rev() {
            let mut here = FxHashMap::default();
            for k in &wanted[i] {
                let with = reach(&below, k.saturating_sub(u128::from(*weight)), rest[i + 1]);
                let without = reach(&below, *k, rest[i + 1]);
                here.insert(*k, self.choose(*function, with, without)?);
            }
            below = here;
        }
        Ok(reach(&below, threshold, rest[0]))
    }

    /// For each position the thresholds that are neither trivially reached nor out of reach there.
    fn wanted(
        &mut self,
        threshold: u128,
        parts: &[(Function, u64)],
        rest: &[u128],
    ) -> Result<Vec<Vec<u128>>, Exhausted> {
        let mut wanted = vec![if threshold <= rest[0] { vec![threshold] } else { Vec::new() }];
        for (i, (_, weight)) in parts.iter().enumerate() {
            let mut next: Vec<u128> = Vec::with_capacity(wanted[i].len() + 1);
            for k in &wanted[i] {
                self.step()?;
                next.extend([*k, k.saturating_sub(u128::from(*weight))]);
            }
            next.sort_unstable();
            next.dedup();
            next.retain(|k| *k > 0 && *k <= rest[i + 1]);
            wanted.push(next);
        }
        Ok(wanted)
    }
}
