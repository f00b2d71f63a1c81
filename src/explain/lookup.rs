//! What explanations look things up in: the corpus, its texts, and what the ground atoms mean.
//!
//! Takes the resolved program and the grounder's tables; gives the key behind an atom, the statement behind
//! a thing, the variables of a condition. Borrows everything, changes nothing.
use super::known::Told;
use crate::ground::acts::{ActNode, ActOrigin};
use crate::ground::clauses::AtomId;
use crate::ground::grounded::Grounded;
use crate::ground::keys::{
    ActId, BindingId, Context, ContextId, DoingId, FluentId, Instance, InstanceId, Key, UnknownId,
};
use crate::ground::numbers::Unknown;
use crate::program::*;
use crate::source::Sources;
use rustc_hash::FxHashMap;

/// What a statement states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stated {
    /// An event.
    Event(EventId),
    /// A fact, or the denial of one.
    Fact(FactId),
    /// A rule.
    Rule(RuleId),
    /// An order.
    Order(OrderId),
    /// An entity.
    Entity(EntityId),
    /// An attribute's value, by its place in the entity.
    Value(EntityId, usize),
    /// A rival date of an event.
    Date(EventId, DateId),
}

/// Whose variables a condition speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// A rule's.
    Rule(RuleId),
    /// A claim's.
    Claim(ClaimId),
}

/// Everything that explanations read.
pub struct Lookup<'a> {
    /// The corpus.
    pub program: &'a Program,
    /// Its texts.
    pub sources: &'a Sources,
    /// The ground program and what its atoms mean.
    pub grounded: &'a Grounded,
    stated: Vec<Option<Stated>>,
    owners: FxHashMap<FormulaId, Owner>,
    pub(super) told: Told,
}

impl<'a> Lookup<'a> {
    /// Reads the corpus once.
    pub fn new(program: &'a Program, sources: &'a Sources, grounded: &'a Grounded) -> Self {
        Self {
            program,
            sources,
            grounded,
            stated: all_stated(program),
            owners: all_owners(program),
            told: Told::build(program, sources),
        }
    }

    /// The key of an atom.
    pub fn key(&self, atom: AtomId) -> Option<Key> {
        self.grounded.tables.key(atom).map(|atom| atom.key)
    }

    /// The context of an atom, if it is not the plain one.
    pub fn context(&self, atom: AtomId) -> Option<&'a Context> {
        let id = self.grounded.tables.key(atom)?.context;
        if id == ContextId(0) { None } else { self.grounded.tables.context(id) }
    }

    /// An act.
    pub fn act(&self, id: ActId) -> Option<&'a ActNode> {
        self.grounded.tables.acts().get(id.index())
    }

    /// The told event that an act goes back to.
    pub fn told(&self, id: ActId) -> Option<EventId> {
        match self.act(self.act(id)?.told)?.origin {
            ActOrigin::Told(event) => Some(event),
            ActOrigin::CountedAs(_) | ActOrigin::Content(_) | ActOrigin::Supposed(_) => None,
        }
    }

    /// Whether the act's verb is one of law.
    pub fn is_act(&self, id: ActId) -> bool {
        let verb = self.act(id).and_then(|node| self.program.verbs.get(node.act.verb.index()));
        verb.is_some_and(|verb| verb.is_act)
    }

    /// A binding.
    pub fn binding(&self, id: BindingId) -> &'a [Option<Value>] {
        self.grounded.tables.binding(id)
    }

    /// A relation.
    pub fn fluent(&self, id: FluentId) -> Option<RelationSentence> {
        self.grounded.tables.fluent(id)
    }

    /// An act pattern.
    pub fn doing(&self, id: DoingId) -> Option<&'a Act> {
        self.grounded.tables.doing(id)
    }

    /// An instance of a rule.
    pub fn instance(&self, id: InstanceId) -> Option<Instance> {
        self.grounded.tables.instance(id)
    }

    /// An unsettled number.
    pub fn unknown(&self, id: UnknownId) -> Option<&'a Unknown> {
        self.grounded.tables.unknown(id)
    }

    /// A quantity, the grounder's own included.
    pub fn quantity(&self, id: QuantityId) -> Option<&'a Quantity> {
        self.grounded.tables.quantity(id)
    }

    /// A statement.
    pub fn statement(&self, id: StatementId) -> Option<&'a Statement> {
        self.program.statements.get(id.index())
    }

    /// What a statement states.
    pub fn stated(&self, id: StatementId) -> Option<Stated> {
        self.stated.get(id.index()).copied().flatten()
    }

    /// Whose variables a condition speaks of.
    pub fn variables(&self, formula: FormulaId) -> &'a [Variable] {
        match self.owners.get(&formula) {
            Some(Owner::Rule(rule)) => self.program.rules.get(rule.index()).map_or(&[], |rule| &rule.variables),
            Some(Owner::Claim(claim)) => self.program.claims.get(claim.index()).map_or(&[], |claim| &claim.variables),
            None => &[],
        }
    }

    /// A rule.
    pub fn rule(&self, id: RuleId) -> Option<&'a Rule> {
        self.program.rules.get(id.index())
    }

    /// An event.
    pub fn event(&self, id: EventId) -> Option<&'a Event> {
        self.program.events.get(id.index())
    }
}

fn all_stated(program: &Program) -> Vec<Option<Stated>> {
    let mut stated = vec![None; program.statements.len()];
    let mut enter = |statement: StatementId, what: Stated| {
        if let Some(slot @ None) = stated.get_mut(statement.index()) {
            *slot = Some(what);
        }
    };
    for (i, event) in program.events.iter().enumerate() {
        enter(event.statement, Stated::Event(EventId(i as u32)));
        for part in &event.time.parts {
            if let TimePart::Rivals(rivals) = part {
                rivals.iter().for_each(|(one, date)| enter(*one, Stated::Date(EventId(i as u32), *date)));
            }
        }
    }
    for (i, fact) in program.facts.iter().enumerate() {
        enter(fact.statement, Stated::Fact(FactId(i as u32)));
    }
    for (i, rule) in program.rules.iter().enumerate() {
        enter(rule.statement, Stated::Rule(RuleId(i as u32)));
    }
    for (i, order) in program.orders.iter().enumerate() {
        enter(order.statement, Stated::Order(OrderId(i as u32)));
    }
    for (i, entity) in program.entities.iter().enumerate() {
        enter(entity.statement, Stated::Entity(EntityId(i as u32)));
    }
    for (i, entity) in program.entities.iter().enumerate() {
        for (place, value) in entity.attributes.iter().enumerate() {
            enter(value.statement, Stated::Value(EntityId(i as u32), place));
        }
    }
    stated
}

fn all_owners(program: &Program) -> FxHashMap<FormulaId, Owner> {
    let mut owners = FxHashMap::default();
    for (i, rule) in program.rules.iter().enumerate() {
        let held = match &rule.kind {
            RuleKind::Requirement { held, .. } => Some(*held),
            _ => None,
        };
        let roots = [rule.scope, rule.when, held].into_iter().flatten().chain(rule.unless.iter().copied());
        own(program, roots.collect(), Owner::Rule(RuleId(i as u32)), &mut owners);
    }
    for (i, claim) in program.claims.iter().enumerate() {
        own(program, vec![claim.that], Owner::Claim(ClaimId(i as u32)), &mut owners);
    }
    owners
}

fn own(program: &Program, mut todo: Vec<FormulaId>, owner: Owner, owners: &mut FxHashMap<FormulaId, Owner>) {
    while let Some(formula) = todo.pop() {
        if owners.insert(formula, owner).is_none() {
            match program.formulas.get(formula.index()) {
                Some(formula) => todo.extend(parts(formula)),
                None => continue,
            }
        }
    }
}

/// The conditions directly inside a condition.
pub fn parts(formula: &Formula) -> Vec<FormulaId> {
    match formula {
        Formula::And(parts) | Formula::Or(parts) => parts.clone(),
        Formula::Not(inner)
        | Formula::At(_, inner)
        | Formula::Ever(inner)
        | Formula::Always(inner)
        | Formula::Under(_, inner) => vec![*inner],
        Formula::Quantified(_, _, condition, body) => [*condition, *body].into_iter().flatten().collect(),
        Formula::Compare(left, _, right) => [counted(left), counted(right)].concat(),
        Formula::Act { .. }
        | Formula::Relation { .. }
        | Formula::Is(_)
        | Formula::Status(..)
        | Formula::Breaches(..)
        | Formula::BreachesDuty(..)
        | Formula::May { .. }
        | Formula::Must(_)
        | Formula::Makes(..)
        | Formula::Ends(..)
        | Formula::Heals(..)
        | Formula::Same(..)
        | Formula::Before(..)
        | Formula::Within(..)
        | Formula::True => Vec::new(),
    }
}

fn counted(number: &Number) -> Vec<FormulaId> {
    match number {
        Number::Count(_, formula) | Number::Sum(_, _, formula) => vec![*formula],
        Number::Share(one, other, _)
        | Number::Plus(one, other)
        | Number::Minus(one, other)
        | Number::Product(one, other) => [counted(one), counted(other)].concat(),
        Number::Length(inner, _) => counted(inner),
        Number::Quantity(_) | Number::Of(_) | Number::Part(..) | Number::Figure(..) | Number::Days(..) => Vec::new(),
    }
}
