//! Terms for atoms: the corpus's sentence, with a number after it where two atoms would read alike.
use super::{Said, Target, Term};
use crate::ground::clauses::AtomId;
use std::collections::{BTreeMap, BTreeSet};

/// The term of each atom, quoted.
pub struct Names(BTreeMap<AtomId, String>);

impl Names {
    /// Names the atoms in their order.
    pub fn new(atoms: &[AtomId], said: &dyn Fn(AtomId) -> Said, target: Target) -> Self {
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        for &atom in atoms {
            let words = said(atom).words;
            let words = if words.is_empty() { "what is asked is met".to_owned() } else { words };
            let mut name = quoted(&words, target);
            let mut number = 1;
            while !taken.insert(name.clone()) {
                number += 1;
                name = quoted(&format!("{words} #{}.{number}", atom.0), target);
            }
            names.insert(atom, name);
        }
        Self(names)
    }

    /// A term in the target's spelling.
    pub fn term(&self, term: Term) -> String {
        match term {
            Term::Atom(atom) => self.0.get(&atom).cloned().unwrap_or_default(),
            Term::Step { clause, first, needed } => format!("at_least({needed}, first({first}), tally({clause}))"),
        }
    }
}

/// Words in quotation marks: Prolog atoms in single ones, strings of clingo in double ones.
pub fn quoted(words: &str, target: Target) -> String {
    let mark = match target {
        Target::Prolog => '\'',
        Target::AnswerSets => '"',
    };
    let mut text = String::from(mark);
    for letter in words.chars() {
        match letter {
            '\\' => text.push_str("\\\\"),
            letter if letter == mark => text.extend(['\\', mark]),
            letter if letter.is_control() => text.push(' '),
            letter => text.push(letter),
        }
    }
    text.push(mark);
    text
}
