//! Boolean functions over leaves: reduced ordered binary decision diagrams, shared and hash-consed.
//!
//! Takes leaves (a leaf's number is its level) and gives functions that are equal exactly when their
//! numbers are equal. The two constants never touch the store. Every operation that may grow the store
//! answers `Exhausted` beyond its budget instead of growing without bound, and none recurses on the
//! machine's stack, so a diagram may be as deep as it likes. Deterministic: no randomised hashing.
//!
//! INVARIANT: a node's children have smaller numbers than the node, and its low edge is never negated.
//!
//! Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", 1986; negated edges: Brace, Rudell
//! and Bryant, "Efficient Implementation of a BDD Package", 1990.

use crate::ground::clauses::AtomId;

/// A Boolean function over leaves, as a number in one store of [`Functions`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Function(u32);

impl Function {
    /// Never.
    pub const FALSE: Self = Self(0);
    /// Always.
    pub const TRUE: Self = Self(1);

    /// The constant of a truth value.
    pub const fn constant(value: bool) -> Self {
        Self(value as u32)
    }
    /// Whether the function is one of the two constants.
    pub const fn is_constant(self) -> bool {
        self.0 < 2
    }
    /// The opposite function; free of cost.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0 ^ 1)
    }
    /// Whether the edge is a negated one.
    pub(super) const fn is_negated(self) -> bool {
        self.0 & 1 == 1
    }
    /// The number of the node under the edge; 0 is the terminal.
    pub(super) const fn node(self) -> usize {
        (self.0 >> 1) as usize
    }
    const fn negated_if(self, condition: bool) -> Self {
        Self(self.0 ^ condition as u32)
    }
}

/// A named limit was reached: the answer is unknown, never something firmer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exhausted;

/// How much a store of functions may grow and work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Nodes that may be alive at once.
    pub nodes: usize,
    /// Elementary steps.
    pub steps: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Node {
    variable: u32,
    low: Function,
    high: Function,
}

#[derive(Clone, Copy)]
struct Remembered {
    left: Function,
    right: Function,
    result: Function,
    epoch: u32,
}

const EMPTY: u32 = u32::MAX;
const NOTHING: Remembered =
    Remembered { left: Function::FALSE, right: Function::FALSE, result: Function::FALSE, epoch: 0 };

/// The store of nodes, with its unique table and its memory of conjunctions.
#[derive(Clone)]
pub struct Functions {
    nodes: Vec<Node>,
    table: Vec<u32>,
    memory: Vec<Remembered>,
    epoch: u32,
    budget: Budget,
    steps: u64,
}

enum Task {
    Visit(Function, Function),
    Build(u32, Function, Function),
}

impl Functions {
    /// An empty store; allocates nothing before the first node.
    pub fn new(budget: Budget) -> Self {
        let terminal = Node { variable: u32::MAX, low: Function::FALSE, high: Function::FALSE };
        Self { nodes: vec![terminal], table: Vec::new(), memory: Vec::new(), epoch: 0, budget, steps: 0 }
    }

    /// The number of nodes, the terminal included.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Replaces the budget and counts steps from here.
    pub fn renew(&mut self, budget: Budget) {
        self.budget = budget;
        self.steps = 0;
    }

    /// Steps taken since the budget was last renewed.
    pub fn steps_taken(&self) -> u64 {
        self.steps
    }

    /// Forgets every node made since the store had `size` nodes. No such node may be in use.
    pub fn forget_since(&mut self, size: usize) {
        let Some(mask) = self.table.len().checked_sub(1) else { return };
        // The table was filled in order of numbers, so emptying slots in the opposite order undoes it.
        while self.nodes.len() > size.max(1) {
            let number = self.nodes.len() as u32 - 1;
            let Some(node) = self.nodes.pop() else { break };
            let mut slot = hash(node.variable, node.low.0, node.high.0) & mask;
            while self.table[slot] != number && self.table[slot] != EMPTY {
                slot = (slot + 1) & mask;
            }
            self.table[slot] = EMPTY;
        }
        self.epoch += 1;
    }

    /// The topmost variable (none for a constant) with the two cofactors, low first.
    pub(super) fn branches(&self, function: Function) -> Option<(AtomId, Function, Function)> {
        let node = self.nodes.get(function.node()).filter(|_| !function.is_constant())?;
        let flip = function.is_negated();
        Some((AtomId(node.variable), node.low.negated_if(flip), node.high.negated_if(flip)))
    }

    /// The level of the topmost variable; constants are below all.
    pub(super) fn level(&self, function: Function) -> u32 {
        self.nodes.get(function.node()).map_or(u32::MAX, |node| node.variable)
    }

    fn cofactors(&self, function: Function, variable: u32) -> (Function, Function) {
        match self.nodes.get(function.node()) {
            Some(node) if node.variable == variable && !function.is_constant() => {
                let flip = function.is_negated();
                (node.low.negated_if(flip), node.high.negated_if(flip))
            }
            _ => (function, function),
        }
    }

    /// The function that is so exactly where the leaf is true.
    pub fn leaf(&mut self, leaf: AtomId) -> Result<Function, Exhausted> {
        self.make(leaf, Function::FALSE, Function::TRUE)
    }

    /// `if variable then high else low`, where both only speak of variables below it.
    pub(super) fn make(&mut self, variable: AtomId, low: Function, high: Function) -> Result<Function, Exhausted> {
        if low == high {
            return Ok(low);
        }
        let flip = low.is_negated();
        let node = Node { variable: variable.0, low: low.negated_if(flip), high: high.negated_if(flip) };
        if self.table.len() < self.nodes.len() * 2 {
            let length = (self.nodes.len() * 4).next_power_of_two().max(64);
            self.rebuild_table(length);
            self.memory = vec![NOTHING; (length / 2).clamp(64, 1 << 18)];
        }
        let mask = self.table.len() - 1;
        let mut slot = hash(node.variable, node.low.0, node.high.0) & mask;
        loop {
            let found = self.table[slot];
            if found == EMPTY {
                break;
            }
            if self.nodes[found as usize] == node {
                return Ok(Function(found << 1).negated_if(flip));
            }
            slot = (slot + 1) & mask;
        }
        if self.nodes.len() >= self.budget.nodes || self.nodes.len() >= (EMPTY >> 1) as usize {
            return Err(Exhausted);
        }
        let number = self.nodes.len() as u32;
        self.table[slot] = number;
        self.nodes.push(node);
        Ok(Function(number << 1).negated_if(flip))
    }

    fn rebuild_table(&mut self, length: usize) {
        self.table = vec![EMPTY; length];
        let Some(mask) = length.checked_sub(1) else { return };
        for (number, node) in self.nodes.iter().enumerate().skip(1) {
            let mut slot = hash(node.variable, node.low.0, node.high.0) & mask;
            while self.table[slot] != EMPTY {
                slot = (slot + 1) & mask;
            }
            self.table[slot] = number as u32;
        }
    }

    /// f ∧ g.
    pub fn and(&mut self, left: Function, right: Function) -> Result<Function, Exhausted> {
        if let Some(known) = simple_and(left, right) {
            return Ok(known);
        }
        let mut tasks = vec![Task::Visit(left, right)];
        let mut results: Vec<Function> = Vec::new();
        while let Some(task) = tasks.pop() {
            match task {
                Task::Visit(f, g) => {
                    let (f, g) = if f < g { (f, g) } else { (g, f) };
                    if let Some(known) = simple_and(f, g).or_else(|| self.recall(f, g)) {
                        results.push(known);
                        continue;
                    }
                    self.step()?;
                    let variable = self.level(f).min(self.level(g));
                    let ((f0, f1), (g0, g1)) = (self.cofactors(f, variable), self.cofactors(g, variable));
                    tasks.extend([Task::Build(variable, f, g), Task::Visit(f0, g0), Task::Visit(f1, g1)]);
                }
                Task::Build(variable, f, g) => {
                    // The visit pushed last, of the high branch, was done first: its result lies deeper.
                    let (Some(low), Some(high)) = (results.pop(), results.pop()) else { return Err(Exhausted) };
                    let result = self.make(AtomId(variable), low, high)?;
                    self.remember(f, g, result);
                    results.push(result);
                }
            }
        }
        results.pop().ok_or(Exhausted)
    }

    /// f ∨ g.
    pub fn or(&mut self, left: Function, right: Function) -> Result<Function, Exhausted> {
        self.and(left.negated(), right.negated()).map(Function::negated)
    }

    /// `if condition then yes else no`.
    pub fn choose(&mut self, condition: Function, yes: Function, no: Function) -> Result<Function, Exhausted> {
        if yes == no {
            return Ok(yes);
        }
        let first = self.and(condition, yes)?;
        let second = self.and(condition.negated(), no)?;
        self.or(first, second)
    }

    /// ⋀ of all; folded in pairs, so that n leaves cost n·log n. Uses the vector as scratch.
    pub fn all(&mut self, functions: &mut Vec<Function>) -> Result<Function, Exhausted> {
        if functions.contains(&Function::FALSE) {
            return Ok(Function::FALSE);
        }
        functions.sort_unstable_by_key(|f| (self.level(*f), *f));
        functions.dedup();
        while functions.len() > 1 {
            let half = functions.len().div_ceil(2);
            for i in 0..half {
                functions[i] = match functions.get(2 * i + 1) {
                    Some(&next) => self.and(functions[2 * i], next)?,
                    None => functions[2 * i],
                };
            }
            functions.truncate(half);
        }
        Ok(functions.first().copied().unwrap_or(Function::TRUE))
    }

    /// ⋁ of all. Uses the vector as scratch.
    pub fn any(&mut self, functions: &mut Vec<Function>) -> Result<Function, Exhausted> {
        for function in functions.iter_mut() {
            *function = function.negated();
        }
        self.all(functions).map(Function::negated)
    }

    pub(super) fn step(&mut self) -> Result<(), Exhausted> {
        self.steps += 1;
        if self.steps > self.budget.steps { Err(Exhausted) } else { Ok(()) }
    }

    fn recall(&self, left: Function, right: Function) -> Option<Function> {
        let slot = hash(left.0, right.0, 0) & self.memory.len().checked_sub(1)?;
        let entry = self.memory[slot];
        (entry.left == left && entry.right == right && entry.epoch == self.epoch && !right.is_constant())
            .then_some(entry.result)
    }

    fn remember(&mut self, left: Function, right: Function, result: Function) {
        if let Some(mask) = self.memory.len().checked_sub(1) {
            self.memory[hash(left.0, right.0, 0) & mask] = Remembered { left, right, result, epoch: self.epoch };
        }
    }
}

fn simple_and(f: Function, g: Function) -> Option<Function> {
    match (f, g) {
        (Function::FALSE, _) | (_, Function::FALSE) => Some(Function::FALSE),
        (Function::TRUE, other) | (other, Function::TRUE) => Some(other),
        _ if f == g => Some(f),
        _ if f == g.negated() => Some(Function::FALSE),
        _ => None,
    }
}

fn hash(a: u32, b: u32, c: u32) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed =
        (u64::from(a) << 32 | u64::from(b)).wrapping_mul(ODD) ^ u64::from(c).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed ^ (mixed >> 32)).wrapping_mul(ODD).rotate_left(29) as usize
}
