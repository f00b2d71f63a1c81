//! The three-valued well-founded model of a part of a program, with ranks.
//!
//! Takes [`Rules`] and gives each atom true, false or neither. Propagation counts premises, each once;
//! what it leaves is searched for an unfounded set, and so on until none is found. With no more loops to
//! refute than a record has, this is linear.
//!
//! INVARIANT (what a verifier relies on): a true atom has a supporting rule whose counted premises were all
//! decided at smaller ranks; each rule of a false atom falls short by premises that are false at ranks
//! smaller than, or (positive ones, the unfounded set) equal to, its own.
//!
//! Van Gelder, Ross and Schlipf, "The Well-Founded Semantics for General Logic Programs", 1991.

use super::rules::Rules;

/// The result, by the part's own numbers.
pub struct WellFounded {
    /// The value; none is undefined, or depends on what is unknown outside.
    pub value: Vec<Option<bool>>,
    /// When it was decided, counted from 1; 0 where it was not.
    pub rank: Vec<u32>,
    /// The rule that made it true.
    pub support: Vec<Option<u32>>,
}

struct Run<'a> {
    rules: &'a Rules,
    sure: Vec<u128>,
    possible: Vec<u128>,
    alive: Vec<u32>,
    queue: Vec<u32>,
    clock: u32,
    result: WellFounded,
}

/// Computes the model.
pub fn well_founded(rules: &Rules) -> WellFounded {
    let count = rules.atoms.len();
    let rule_count = rules.rules.len();
    let mut run = Run {
        rules,
        sure: vec![0; rule_count],
        possible: (0..rule_count).map(|rule| rules.weight(rule as u32)).collect(),
        alive: (0..count).map(|atom| rules.rules_of(atom as u32).len() as u32).collect(),
        queue: Vec::new(),
        clock: 0,
        result: WellFounded { value: vec![None; count], rank: vec![0; count], support: vec![None; count] },
    };
    run.start();
    run.propagate();
    while run.refute_unfounded() {
        run.propagate();
    }
    run.result
}

impl Run<'_> {
    fn start(&mut self) {
        for (number, rule) in self.rules.rules.iter().enumerate() {
            if rule.needed == 0 {
                self.prove(number as u32);
            } else if self.possible[number] < rule.needed {
                self.alive[rule.head as usize] -= 1;
            }
        }
        for atom in 0..self.alive.len() {
            if self.alive[atom] == 0 && self.result.value[atom].is_none() {
                self.clock += 1;
                self.decide(atom as u32, false);
            }
        }
    }

    fn prove(&mut self, rule: u32) {
        let head = self.rules.rules[rule as usize].head;
        if self.result.value[head as usize].is_none() {
            self.clock += 1;
            self.result.support[head as usize] = Some(rule);
            self.decide(head, true);
        }
    }

    fn decide(&mut self, atom: u32, value: bool) {
        self.result.value[atom as usize] = Some(value);
        self.result.rank[atom as usize] = self.clock;
        self.queue.push(atom);
    }

    /// First in, first out, so that proofs are as shallow as the rules allow.
    fn propagate(&mut self) {
        let mut at = 0;
        while let Some(atom) = self.queue.get(at).copied() {
            at += 1;
            let value = self.result.value[atom as usize] == Some(true);
            let rules = self.rules;
            for using in rules.uses(atom) {
                let (rule, weight) = (using.rule as usize, u128::from(using.weight));
                let needed = rules.rules[rule].needed;
                if value != using.negative {
                    let before = self.sure[rule];
                    self.sure[rule] += weight;
                    if before < needed && self.sure[rule] >= needed {
                        self.prove(using.rule);
                    }
                } else {
                    let before = self.possible[rule];
                    self.possible[rule] -= weight;
                    if before >= needed && self.possible[rule] < needed {
                        self.lose(rules.rules[rule].head);
                    }
                }
            }
        }
        self.queue.clear();
    }

    fn lose(&mut self, head: u32) {
        self.alive[head as usize] -= 1;
        if self.alive[head as usize] == 0 && self.result.value[head as usize].is_none() {
            self.clock += 1;
            self.decide(head, false);
        }
    }

    /// The greatest unfounded set: what is undecided and not in the least set of atoms with a rule whose
    /// premises are, as far as known, possible and (the positive ones of the part) founded.
    fn refute_unfounded(&mut self) -> bool {
        let founded = self.founded();
        self.clock += 1;
        let clock = self.clock;
        for (atom, founded) in founded.iter().enumerate() {
            if !founded && self.result.value[atom].is_none() {
                self.decide(atom as u32, false);
            }
        }
        if self.queue.is_empty() {
            self.clock = clock - 1;
        }
        !self.queue.is_empty()
    }

    fn founded(&self) -> Vec<bool> {
        let rules = self.rules;
        let is_open = |atom: u32| self.result.value[atom as usize].is_none();
        let mut reached = self.possible.clone();
        for (number, sum) in reached.iter_mut().enumerate() {
            for premise in rules.premises(number as u32) {
                if !premise.literal.is_negative() && premise.inside.is_some_and(is_open) {
                    *sum -= u128::from(premise.weight);
                }
            }
        }
        let mut founded = vec![false; rules.atoms.len()];
        let mut queue: Vec<u32> = Vec::new();
        for (number, rule) in rules.rules.iter().enumerate() {
            if is_open(rule.head) && reached[number] >= rule.needed && !founded[rule.head as usize] {
                founded[rule.head as usize] = true;
                queue.push(rule.head);
            }
        }
        while let Some(atom) = queue.pop() {
            for using in rules.uses(atom).iter().filter(|using| !using.negative) {
                let rule = rules.rules[using.rule as usize];
                let before = reached[using.rule as usize];
                reached[using.rule as usize] = before + u128::from(using.weight);
                let head = rule.head as usize;
                if before + u128::from(using.weight) >= rule.needed && is_open(rule.head) && !founded[head] {
                    founded[head] = true;
                    queue.push(rule.head);
                }
            }
        }
        founded
    }
}
