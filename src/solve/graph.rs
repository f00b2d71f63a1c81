//! Small graphs over dense numbers: what is reachable, and the shortest way back.

use std::collections::VecDeque;

use super::components::{Step, components};

/// Edges by source; each says whether it goes through a `not`.
pub(super) struct Graph {
    /// Target and sign.
    pub edges: Vec<Vec<(u32, bool)>>,
}

impl Graph {
    /// The components, those that others lead to first.
    pub fn components(&self, mut found: impl FnMut(&[u32])) {
        let next = |atom: u32, at: u64| match self.edges[atom as usize].get(at as usize) {
            Some((target, _)) => Step::To(*target, at + 1),
            None => Step::Done,
        };
        components(self.edges.len() as u32, next, |part| found(part));
    }

    /// Everything reachable, nearest first, the start included.
    pub fn reachable(&self, start: u32) -> Vec<u32> {
        let mut seen = vec![false; self.edges.len()];
        seen[start as usize] = true;
        let mut order = vec![start];
        let mut at = 0;
        while let Some(atom) = order.get(at).copied() {
            at += 1;
            for (target, _) in &self.edges[atom as usize] {
                if !std::mem::replace(&mut seen[*target as usize], true) {
                    order.push(*target);
                }
            }
        }
        order
    }

    /// The shortest cycle through `start` whose first edge is `leads` and which stays where it is allowed;
    /// `start` first.
    pub fn cycle(&self, start: u32, leads: impl Fn(bool) -> bool, allowed: impl Fn(u32) -> bool) -> Option<Vec<u32>> {
        let mut came_from: Vec<Option<u32>> = vec![None; self.edges.len()];
        let mut queue: VecDeque<u32> = VecDeque::new();
        for (target, sign) in &self.edges[start as usize] {
            if leads(*sign) && allowed(*target) && came_from[*target as usize].is_none() {
                came_from[*target as usize] = Some(start);
                queue.push_back(*target);
            }
        }
        while let Some(atom) = queue.pop_front() {
            if atom == start {
                let mut cycle = Vec::new();
                let mut at = start;
                while let Some(before) = came_from[at as usize] {
                    at = before;
                    cycle.push(at);
                    if at == start {
                        break;
                    }
                }
                cycle.reverse();
                return Some(cycle);
            }
            for (target, _) in self.edges[atom as usize].iter().filter(|(target, _)| allowed(*target)) {
                if came_from[*target as usize].is_none() {
                    came_from[*target as usize] = Some(atom);
                    queue.push_back(*target);
                }
            }
        }
        None
    }
}
