//! The variables of one rule or claim while it is read: what each stands for, where it was used, and which
//! letters are in sight. A quantifier's own variable is in sight inside it only.
use crate::program::{Range, Variable, VariableId};
use crate::source::Span;

/// How many variables one rule or claim may have.
pub const VARIABLE_LIMIT: usize = 1000;

/// The variables of one rule or claim.
#[derive(Clone, Debug, Default)]
pub struct VariableScope {
    /// The variables, by their ids.
    pub variables: Vec<Variable>,
    records: Vec<Record>,
    /// Those in sight, the innermost last.
    visible: Vec<VariableId>,
}

/// What is known of a variable beyond its range.
#[derive(Clone, Debug)]
struct Record {
    /// Every place where it is written.
    uses: Vec<Span>,
    /// Where what it ranges over was said or inferred; `None`: not known yet.
    known: Option<Span>,
    /// A kind was written before it (`congress C`).
    written: bool,
    /// It has a name in the corpus.
    named: bool,
    /// A quantifier introduces it.
    quantified: bool,
}

impl VariableScope {
    /// The variable of a name in sight.
    pub fn find(&self, name: &str) -> Option<VariableId> {
        self.visible.iter().rev().copied().find(|id| self.variables[usize::from(id.0)].name == name)
    }
    /// The member of a set of this name that is out of sight.
    pub fn closed(&self, name: &str) -> Option<VariableId> {
        self.ids().find(|id| self.is_quantified(*id) && self.is_named(*id) && self.name(*id) == name)
    }
    /// A new variable, in sight from here on; `None` when there are too many for one rule.
    pub fn declare(&mut self, name: &str, place: Span) -> Option<VariableId> {
        let id = self.push(name, place, true)?;
        self.visible.push(id);
        Some(id)
    }
    /// A variable that the corpus does not name (`a congress`, an act of which only the time is asked).
    pub fn declare_unnamed(&mut self, name: &str, range: Range, place: Span) -> Option<VariableId> {
        let id = self.push(name, place, false)?;
        self.set_range(id, range, place);
        Some(id)
    }
    fn push(&mut self, name: &str, place: Span, named: bool) -> Option<VariableId> {
        let id = u16::try_from(self.variables.len())
            .ok()
            .filter(|_| self.variables.len() < VARIABLE_LIMIT)
            .map(VariableId)?;
        self.variables.push(Variable { name: name.to_owned(), range: Range::Thing });
        self.records.push(Record { uses: vec![place], known: None, written: false, named, quantified: false });
        Some(id)
    }
    /// Takes a quantifier's variable out of sight; others that were first named inside stay, so that the order
    /// of conditions never matters.
    pub fn leave(&mut self, variable: VariableId) {
        self.visible.retain(|other| *other != variable);
    }
    /// A further use of a variable.
    pub fn used(&mut self, variable: VariableId, place: Span) {
        if let Some(record) = self.records.get_mut(usize::from(variable.0)) {
            record.uses.push(place);
        }
    }
    /// What a variable ranges over, if that is known yet.
    pub fn range(&self, variable: VariableId) -> Option<&Range> {
        self.record(variable).known?;
        Some(&self.variables[usize::from(variable.0)].range)
    }
    /// Where its range was said or inferred.
    pub fn known_at(&self, variable: VariableId) -> Option<Span> {
        self.record(variable).known
    }
    /// Says what a variable ranges over.
    pub fn set_range(&mut self, variable: VariableId, range: Range, place: Span) {
        let index = usize::from(variable.0);
        self.variables[index].range = range;
        self.records[index].known.get_or_insert(place);
    }
    /// Remembers that a kind is written before it.
    pub fn set_written(&mut self, variable: VariableId) {
        self.records[usize::from(variable.0)].written = true;
    }
    /// Whether a kind is written before it somewhere.
    pub fn is_written(&self, variable: VariableId) -> bool {
        self.record(variable).written
    }
    /// Remembers that a quantifier introduces it.
    pub fn set_quantified(&mut self, variable: VariableId) {
        self.records[usize::from(variable.0)].quantified = true;
    }
    /// Whether a quantifier introduces it.
    pub fn is_quantified(&self, variable: VariableId) -> bool {
        self.record(variable).quantified
    }
    /// Whether the corpus names it.
    pub fn is_named(&self, variable: VariableId) -> bool {
        self.record(variable).named
    }
    /// The places where it is written.
    pub fn uses(&self, variable: VariableId) -> &[Span] {
        &self.record(variable).uses
    }
    /// Its name.
    pub fn name(&self, variable: VariableId) -> &str {
        &self.variables[usize::from(variable.0)].name
    }
    /// All of them.
    pub fn ids(&self) -> impl Iterator<Item = VariableId> + use<> {
        (0..self.variables.len() as u16).map(VariableId)
    }
    fn record(&self, variable: VariableId) -> &Record {
        &self.records[usize::from(variable.0)]
    }
}
