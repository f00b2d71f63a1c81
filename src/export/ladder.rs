//! The cone of the claims as plain rules: thresholds become ladders.
//!
//! `head :- at least k of l₁ … lₙ` with weights wᵢ becomes, with s(i, j) for "at least j of the first i":
//! s(i, j) :- s(i−1, j).  s(i, j) :- lᵢ, s(i−1, j−wᵢ).  s(0, 0).  head :- s(n, k). Monotone in the literals, as
//! the threshold is; only the steps that the top asks for are made.
use crate::ground::clauses::{AtomId, Body, ClauseId, GroundProgram, Literal};
use crate::solve::index::Index;
use crate::solve::rules::cone;
use std::collections::BTreeSet;

/// What a rule speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Term {
    /// An atom of the ground program.
    Atom(AtomId),
    /// At least `needed` among the first `first` members of a clause.
    Step {
        /// The clause.
        clause: u32,
        /// How many members are looked at.
        first: usize,
        /// The weight that is needed.
        needed: u64,
    },
}

/// `head :- body`; `true` marks what is negated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// What follows.
    pub head: Term,
    /// From what.
    pub body: Vec<(Term, bool)>,
}

/// The cone: its leaves and derived atoms in order, and the rules grouped by head.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plain {
    /// Every atom of the cone.
    pub atoms: Vec<AtomId>,
    /// Its rules; those of one head stand together, their ladders after them.
    pub rules: Vec<Rule>,
}

/// The rules on which these atoms rest.
pub fn plain_rules(program: &GroundProgram, roots: &[AtomId]) -> Plain {
    let index = Index::new(program);
    let atoms = cone(program, &index, roots);
    let mut rules = Vec::new();
    for &atom in &atoms {
        for &clause in index.clauses_of(atom) {
            match program.clause(clause).1 {
                Body::All(body) => rules.push(Rule { head: Term::Atom(atom), body: body.iter().map(plain).collect() }),
                Body::AtLeast(needed, members) => climb(atom, clause, needed, members, &mut rules),
            }
        }
    }
    Plain { atoms, rules }
}

fn plain(literal: &Literal) -> (Term, bool) {
    (Term::Atom(literal.atom()), literal.is_negative())
}

fn climb(head: AtomId, clause: ClauseId, needed: u64, members: &[(Literal, u64)], rules: &mut Vec<Rule>) {
    let step = |first: usize, needed: u64| Term::Step { clause: clause.0, first, needed };
    rules.push(Rule { head: Term::Atom(head), body: vec![(step(members.len(), needed), false)] });
    let mut wanted = BTreeSet::from([needed]);
    for (place, (literal, weight)) in members.iter().enumerate().rev() {
        let mut lower = BTreeSet::new();
        for &amount in &wanted {
            let rest = amount.saturating_sub(*weight);
            rules.push(Rule { head: step(place + 1, amount), body: vec![(step(place, amount), false)] });
            rules.push(Rule { head: step(place + 1, amount), body: vec![plain(literal), (step(place, rest), false)] });
            lower.extend([amount, rest]);
        }
        wanted = lower;
    }
    if wanted.contains(&0) {
        rules.push(Rule { head: step(0, 0), body: Vec::new() });
    }
}
