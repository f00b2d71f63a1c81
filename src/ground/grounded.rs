//! What grounding gives: the program to solve, what its atoms mean, and the root of each claim.
use super::acts::ActNode;
use super::atoms::AtomTable;
use super::clauses::{AtomId, GroundProgram};
use super::conditions::Setting;
use super::grounder::{Grounder, Limit, Truth};
use super::keys::Moment;
use super::keys::*;
use super::numbers::Unknown;
use crate::program::*;

/// The atom of a claim, and what the claim itself settles (`supposing`, `accepting`, `under`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Root {
    /// True where the claim is true.
    pub atom: AtomId,
    /// Leaves that its suppositions settle.
    pub settled: Vec<(AtomId, bool)>,
}

/// One answer to a question with free variables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The values of the question's variables, by their places.
    pub binding: Vec<Option<Value>>,
    /// True where the question is true under them.
    pub root: Root,
}

/// A finished grounding.
pub struct Grounded {
    /// What is to be solved.
    pub program: GroundProgram,
    /// What its atoms mean.
    pub tables: Tables,
    /// A limit that was reached: what rests on ungrounded atoms is incomplete.
    pub limit: Option<Limit>,
}

/// The meaning of ground atoms.
pub struct Tables {
    pub(super) atoms: AtomTable,
    pub(super) acts: Vec<ActNode>,
    pub(super) contexts: Interner<Context>,
    pub(super) bindings: Interner<Box<[Option<Value>]>>,
    pub(super) fluents: Interner<RelationSentence>,
    pub(super) doings: Interner<Act>,
    pub(super) instances: Interner<Instance>,
    pub(super) unknowns: Interner<Unknown>,
    pub(super) quantities: Interner<Quantity>,
    pub(super) contents: Interner<Content>,
}

impl Tables {
    /// What an atom says.
    pub fn key(&self, atom: AtomId) -> Option<AtomKey> {
        self.atoms.key(atom)
    }
    /// The atom of a key, if it was asked.
    pub fn atom(&self, key: AtomKey) -> Option<AtomId> {
        self.atoms.get(&key)
    }
    /// Every atom with its key, in order.
    pub fn atoms(&self) -> impl Iterator<Item = (AtomId, AtomKey)> {
        self.atoms.iter()
    }
    /// An act.
    pub fn act(&self, id: ActId) -> &ActNode {
        &self.acts[id.index()]
    }
    /// Every act, by its number.
    pub fn acts(&self) -> &[ActNode] {
        &self.acts
    }
    /// A context.
    pub fn context(&self, id: ContextId) -> Option<&Context> {
        self.contexts.get_index(id.0 as usize)
    }
    /// A binding.
    pub fn binding(&self, id: BindingId) -> &[Option<Value>] {
        self.bindings.get_index(id.0 as usize).map_or(&[], |binding| binding)
    }
    /// A relation with its names.
    pub fn fluent(&self, id: FluentId) -> Option<RelationSentence> {
        self.fluents.get_index(id.0 as usize).copied()
    }
    /// A doing.
    pub fn doing(&self, id: DoingId) -> Option<&Act> {
        self.doings.get_index(id.0 as usize)
    }
    /// An instance of a rule.
    pub fn instance(&self, id: InstanceId) -> Option<Instance> {
        self.instances.get_index(id.0 as usize).copied()
    }
    /// An unsettled number.
    pub fn unknown(&self, id: UnknownId) -> Option<&Unknown> {
        self.unknowns.get_index(id.0 as usize)
    }
    /// A number.
    pub fn quantity(&self, id: QuantityId) -> Option<&Quantity> {
        self.quantities.get_index(id.index())
    }
    /// A content, told or only asked of.
    pub fn content(&self, id: ContentId) -> Option<&Content> {
        self.contents.get_index(id.index())
    }
    /// The allegations that a statement is: one a party's block that it stands in.
    pub fn allegations_of(&self, statement: StatementId) -> impl Iterator<Item = AtomId> {
        self.atoms()
            .filter(move |(_, atom)| matches!(atom.key, Key::Accepted(s, _) if s == statement))
            .map(|(id, _)| id)
    }
}

impl Grounder<'_> {
    /// Grounds a claim and gives its root.
    pub fn claim(&mut self, id: ClaimId) -> Root {
        let moment = self.setting(&self.program.claims[id.index()]).moment;
        self.claim_at(id, moment)
    }

    /// Grounds a claim at another moment than its own.
    pub fn claim_at(&mut self, id: ClaimId, moment: Moment) -> Root {
        let claim = &self.program.claims[id.index()];
        self.enter_context(claim);
        let binding = vec![None; claim.variables.len()];
        let truth = self.condition(claim.that, &binding, moment, None);
        let atom = self.root_atom(truth);
        self.context = ContextId(0);
        Root { atom, settled: self.settled(claim) }
    }

    /// Grounds a claim's sentence as a question: every binding of its free variables that could be so.
    pub fn answers(&mut self, id: ClaimId) -> Vec<Answer> {
        let claim = &self.program.claims[id.index()];
        if self.free_variables(claim.that).is_empty() {
            let binding = vec![None; claim.variables.len()];
            return vec![Answer { binding, root: self.claim(id) }];
        }
        self.enter_context(claim);
        let setting = self.setting(claim);
        let binding = vec![None; claim.variables.len()];
        let free = self.free_variables(claim.that);
        let mut grouped: indexmap::IndexMap<Vec<Option<Value>>, Vec<Vec<Truth>>> = indexmap::IndexMap::new();
        for (bound, body) in self.answer_ways(claim.that, &free, &binding, setting) {
            let mut kept = binding.clone();
            for variable in free.iter() {
                kept[variable.0 as usize] = bound[variable.0 as usize];
            }
            grouped.entry(kept).or_default().push(body);
        }
        let mut answers = Vec::new();
        for (bound, bodies) in grouped {
            let truth = self.tally(&bodies);
            let atom = self.root_atom(truth);
            answers.push(Answer { binding: bound, root: Root { atom, settled: self.settled(claim) } });
        }
        self.context = ContextId(0);
        answers
    }

    /// Values for variables that no positive sentence gives are taken from their ranges.
    fn answer_ways(
        &mut self,
        formula: FormulaId,
        free: &[VariableId],
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<super::conditions::Way> {
        let ways = self.enumerate(formula, binding, setting.moment, None);
        let given = |variable: &VariableId| {
            !ways.is_empty() && ways.iter().all(|(bound, _)| bound[variable.0 as usize].is_some())
        };
        // What an equation asks for is what the record tells, or nothing.
        let mut asked = Vec::new();
        self.equated_in(formula, &mut asked);
        let loose: Vec<VariableId> =
            free.iter().copied().filter(|variable| !given(variable) && !asked.contains(variable)).collect();
        if loose.is_empty() {
            return ways;
        }
        let mut bindings = vec![binding.to_vec()];
        for variable in loose {
            let range = self.range_of(formula, variable);
            let mut wider = Vec::new();
            for bound in &bindings {
                for &value in &range {
                    let mut next = bound.clone();
                    next[variable.0 as usize] = Some(value);
                    wider.push(next);
                }
            }
            bindings = wider;
            if bindings.len() > self.budget.bindings {
                self.limit = Some(Limit::Bindings(formula));
                bindings.truncate(self.budget.bindings);
            }
        }
        bindings.iter().flat_map(|bound| self.enumerate(formula, bound, setting.moment, None)).collect()
    }

    /// Every act that can have happened, by its number.
    pub fn acts(&self) -> &[ActNode] {
        &self.acts
    }

    /// True where an act is valid (a deed: where it took place).
    pub fn standing_of(&mut self, act: ActId) -> AtomId {
        let truth = self.force(act);
        self.root_atom(truth)
    }

    fn enter_context(&mut self, claim: &Claim) {
        let context = Context { under: None, without: claim.without.clone() };
        self.context = ContextId(self.contexts.insert_full(context).0 as u16);
    }

    fn setting(&self, claim: &Claim) -> Setting {
        let moment = match &claim.moment {
            None => Moment::End,
            Some(named) => self.named_moment(named, &[], None).unwrap_or(Moment::End),
        };
        Setting { moment, act: None }
    }

    fn root_atom(&mut self, truth: Truth) -> AtomId {
        match truth {
            Truth::Literal(literal) if !literal.is_negative() => literal.atom(),
            other => {
                let head = self.atom(Key::Tally(self.tallies));
                self.tallies += 1;
                self.clause(head, &[other]);
                head
            }
        }
    }

    fn settled(&mut self, claim: &Claim) -> Vec<(AtomId, bool)> {
        let mut settled = Vec::new();
        for ground in &claim.supposing {
            let statement = self.statement_of(*ground);
            self.settle(statement, true, &mut settled);
            if let Ground::Event(event) = ground {
                self.settle_denials(*event, &mut settled);
            }
        }
        for &statement in &claim.accepting {
            self.settle(statement, true, &mut settled);
        }
        if let Some(order) = claim.under {
            self.settle_order(order, &mut settled);
        }
        settled
    }

    /// The leaves that a statement stands on.
    pub fn settle(&mut self, statement: StatementId, on: bool, settled: &mut Vec<(AtomId, bool)>) {
        for truth in self.standing(statement) {
            if let Truth::Literal(literal) = truth {
                settled.push((literal.atom(), on != literal.is_negative()));
            }
        }
    }

    fn settle_denials(&mut self, event: EventId, settled: &mut Vec<(AtomId, bool)>) {
        let verb = self.program.events[event.index()].act.verb;
        for denial in self.index.denials.get(&verb).cloned().unwrap_or_default() {
            let statement = self.program.events[denial.index()].statement;
            if self.denied_by(denial).contains(&ActId(event.0))
                && self.program.statements[statement.index()].voice.is_some()
            {
                self.settle(statement, false, settled);
            }
        }
    }

    /// The choice that recognises an order and rejects its rivals.
    pub fn settle_order(&mut self, order: OrderId, settled: &mut Vec<(AtomId, bool)>) {
        for (id, value) in std::iter::once((order, true))
            .chain(self.program.orders[order.index()].rivals.clone().into_iter().map(|rival| (rival, false)))
        {
            if let Truth::Literal(literal) = self.order_accepted(id) {
                settled.push((literal.atom(), value));
            }
        }
    }

    /// Grounds all that was asked and closes the program.
    pub fn finish(mut self) -> Grounded {
        self.run();
        // What the record tells of points of time asks for leaves of its own, so constraints come after it.
        self.add_theory();
        self.add_constraints();
        self.run();
        Grounded {
            program: self.ground,
            limit: self.limit,
            tables: Tables {
                atoms: self.atoms,
                acts: self.acts,
                contexts: self.contexts,
                bindings: self.bindings,
                fluents: self.fluents,
                doings: self.doings,
                instances: self.instances,
                unknowns: self.unknowns,
                quantities: self.quantities,
                contents: self.contents.into_inner(),
            },
        }
    }
}
