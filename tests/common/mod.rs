//! Small programs written out: `head :- a, not b.`, and constraints as Boolean expressions.
#![allow(dead_code, reason = "each test uses a part")]

use std::collections::BTreeMap;

use convoke::ground::clauses::{AtomId, Constraint, GroundProgram, Leaf, Literal};

/// A program with the names of its atoms.
pub struct Named {
    pub program: GroundProgram,
    pub atoms: BTreeMap<String, AtomId>,
    pub names: Vec<String>,
}

impl Named {
    pub fn new(allegations: &[String], questions: &[String], clauses: &[String], constraints: &[String]) -> Self {
        let mut made = Self { program: GroundProgram::new(), atoms: BTreeMap::new(), names: Vec::new() };
        for (names, leaf) in [(allegations, Leaf::Allegation), (questions, Leaf::Question)] {
            for name in names {
                made.declare(name, Some(leaf));
            }
        }
        clauses.iter().for_each(|clause| made.clause(clause));
        constraints.iter().for_each(|constraint| made.constraint(constraint));
        made
    }

    fn declare(&mut self, name: &str, leaf: Option<Leaf>) -> AtomId {
        if let Some(atom) = self.atoms.get(name) {
            return *atom;
        }
        let atom = self.program.add_atom(leaf);
        self.atoms.insert(name.to_owned(), atom);
        self.names.push(name.to_owned());
        atom
    }

    pub fn atom(&mut self, name: &str) -> AtomId {
        self.declare(name, None)
    }

    fn literal(&mut self, text: &str) -> Literal {
        match text.trim().strip_prefix("not ") {
            Some(name) => Literal::negative(self.atom(name.trim())),
            None => Literal::positive(self.atom(text.trim())),
        }
    }

    fn clause(&mut self, text: &str) {
        let text = text.trim().trim_end_matches('.');
        let (head, body) = text.split_once(":-").unwrap_or((text, ""));
        let head = self.atom(head.trim());
        let body: Vec<Literal> = body.split(',').filter(|l| !l.trim().is_empty()).map(|l| self.literal(l)).collect();
        self.program.add_clause(head, &body);
    }

    fn constraint(&mut self, text: &str) {
        let counted = |name: &str| text.strip_prefix(name).and_then(|rest| rest.strip_prefix('('));
        let list = |made: &mut Self, rest: &str| -> Vec<AtomId> {
            rest.trim_end_matches(')').split(',').map(|name| made.atom(name.trim())).collect()
        };
        if let Some(rest) = counted("atmost1") {
            let leaves = list(self, rest);
            return self.program.add_constraint(Constraint::AtMostOne(leaves));
        }
        if let Some(rest) = counted("exactly1") {
            let leaves = list(self, rest);
            return self.program.add_constraint(Constraint::ExactlyOne(leaves));
        }
        for clause in Expression::parse(text).conjuncts(true) {
            let literals = clause
                .into_iter()
                .map(|(name, sign)| {
                    let atom = self.atom(&name);
                    if sign { Literal::positive(atom) } else { Literal::negative(atom) }
                })
                .collect();
            self.program.add_constraint(Constraint::Either(literals));
        }
    }

    pub fn name(&self, atom: AtomId) -> &str {
        &self.names[atom.0 as usize]
    }
}

enum Expression {
    Name(String),
    Not(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
}

impl Expression {
    fn parse(text: &str) -> Self {
        let spaced = text.replace('(', " ( ").replace(')', " ) ").replace(',', " , ");
        let tokens: Vec<&str> = spaced.split_whitespace().collect();
        let mut at = 0;
        let parsed = Self::either(&tokens, &mut at);
        assert_eq!(at, tokens.len(), "not read to the end: {text}");
        parsed
    }

    fn either(tokens: &[&str], at: &mut usize) -> Self {
        let mut left = Self::both(tokens, at);
        while tokens.get(*at) == Some(&"or") {
            *at += 1;
            left = Self::Or(Box::new(left), Box::new(Self::both(tokens, at)));
        }
        left
    }

    fn both(tokens: &[&str], at: &mut usize) -> Self {
        let mut left = Self::one(tokens, at);
        while tokens.get(*at) == Some(&"and") {
            *at += 1;
            left = Self::And(Box::new(left), Box::new(Self::one(tokens, at)));
        }
        left
    }

    fn one(tokens: &[&str], at: &mut usize) -> Self {
        let token = tokens[*at];
        *at += 1;
        match token {
            "not" => Self::Not(Box::new(Self::one(tokens, at))),
            "(" => {
                let inner = Self::either(tokens, at);
                *at += 1;
                inner
            }
            "implies" => {
                *at += 1;
                let condition = Self::either(tokens, at);
                *at += 1;
                let consequence = Self::either(tokens, at);
                *at += 1;
                Self::Or(Box::new(Self::Not(Box::new(condition))), Box::new(consequence))
            }
            name => Self::Name(name.to_owned()),
        }
    }

    /// The clauses whose conjunction says that the expression has this value.
    fn conjuncts(&self, value: bool) -> Vec<Vec<(String, bool)>> {
        match (self, value) {
            (Self::Name(name), _) => vec![vec![(name.clone(), value)]],
            (Self::Not(inner), _) => inner.conjuncts(!value),
            (Self::And(a, b), true) | (Self::Or(a, b), false) => [a.conjuncts(value), b.conjuncts(value)].concat(),
            (Self::And(a, b), false) | (Self::Or(a, b), true) => {
                let right = b.conjuncts(value);
                a.conjuncts(value).iter().flat_map(|l| right.iter().map(|r| [l.clone(), r.clone()].concat())).collect()
            }
        }
    }
}
