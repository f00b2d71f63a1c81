//! The grounder: the tables of atoms, acts, bindings and relations, and the queue that grounds only what
//! was asked. `expand` dispatches a key to the file that holds its clause.
use super::acts::{ActNode, ActOrigin};
use super::atoms::AtomTable;
use super::clauses::{AtomId, GroundProgram, Literal};
use super::index::Index;
use super::keys::Moment;
use super::keys::*;
use super::numbers::Unknown;
use super::statements::Conflict;
use crate::check::chronology::Chronology;
use crate::program::*;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// A literal or a constant that grounding already knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Truth {
    /// Known.
    Known(bool),
    /// To be solved.
    Literal(Literal),
}

impl Truth {
    /// True.
    pub const TRUE: Truth = Truth::Known(true);
    /// False.
    pub const FALSE: Truth = Truth::Known(false);
    /// Default negation.
    #[must_use]
    pub const fn not(self) -> Truth {
        match self {
            Truth::Known(value) => Truth::Known(!value),
            Truth::Literal(literal) => Truth::Literal(literal.negated()),
        }
    }
}

/// Which limit a grounding reached, if any.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// More atoms than the budget allows.
    Atoms,
    /// This condition has more bindings than the budget allows.
    Bindings(FormulaId),
    /// A relation can hold of more things than the budget allows.
    Relations(RelationId),
}

/// What grounding may spend.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Ground atoms.
    pub atoms: usize,
    /// Bindings tried for one condition.
    pub bindings: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { atoms: 40_000_000, bindings: 100_000 }
    }
}

/// Grounds conditions and what they rest on.
pub struct Grounder<'p> {
    pub(super) program: &'p Program,
    pub(super) chronology: &'p Chronology,
    pub(super) index: Index,
    pub(super) acts: Vec<ActNode>,
    pub(super) supposed: FxHashMap<(Act, Moment), ActId>,
    pub(super) counted: FxHashMap<ActId, Vec<ActId>>,
    pub(super) atoms: AtomTable,
    pub(super) ground: GroundProgram,
    pub(super) contexts: Interner<Context>,
    pub(super) bindings: Interner<Box<[Option<Value>]>>,
    pub(super) fluents: Interner<RelationSentence>,
    pub(super) doings: Interner<Act>,
    pub(super) instances: Interner<Instance>,
    pub(super) unknowns: Interner<Unknown>,
    pub(super) quantities: Interner<Quantity>,
    // Those of the program first; a question can ask of one that nothing tells.
    pub(super) contents: RefCell<Interner<Content>>,
    pub(super) conflicts: FxHashMap<StatementId, Conflict>,
    // Events told to be of one moment with an earlier-numbered one.
    pub(super) together: FxHashMap<EventId, EventId>,
    pub(super) opposed: Vec<(StatementId, StatementId)>,
    pub(super) rivals: FxHashMap<StatementId, Vec<StatementId>>,
    pub(super) rival_pairs: Vec<(StatementId, StatementId)>,
    pub(super) alike: FxHashMap<String, FormulaId>,
    pub(super) subjects_asked: RefCell<FxHashMap<VerbId, Interner<Value>>>,
    pub(super) tallies: u32,
    // Of a question that is asked: where it asks for days, the date to show for each event.
    pub(super) asking: Option<Vec<Option<DateId>>>,
    pub(super) queue: VecDeque<AtomId>,
    pub(super) context: ContextId,
    pub(super) budget: Budget,
    pub(super) limit: Option<Limit>,
    pub(super) free: RefCell<FxHashMap<FormulaId, Rc<[VariableId]>>>,
    scratch: Vec<Literal>,
}

impl<'p> Grounder<'p> {
    /// A grounder for a checked program; nothing is grounded yet.
    pub fn new(program: &'p Program, chronology: &'p Chronology, budget: Budget) -> Self {
        let mut grounder = Self {
            program,
            chronology,
            index: Index::default(),
            acts: Vec::new(),
            supposed: FxHashMap::default(),
            counted: FxHashMap::default(),
            atoms: AtomTable::default(),
            ground: GroundProgram::new(),
            contexts: Interner::default(),
            bindings: Interner::default(),
            fluents: Interner::default(),
            doings: Interner::default(),
            instances: Interner::default(),
            unknowns: Interner::default(),
            quantities: program.quantities.iter().copied().collect(),
            contents: RefCell::new(program.contents.iter().cloned().collect()),
            conflicts: FxHashMap::default(),
            together: FxHashMap::default(),
            opposed: Vec::new(),
            rivals: FxHashMap::default(),
            rival_pairs: Vec::new(),
            alike: FxHashMap::default(),
            subjects_asked: RefCell::default(),
            tallies: 0,
            asking: None,
            queue: VecDeque::new(),
            context: ContextId(0),
            budget,
            limit: None,
            free: RefCell::default(),
            scratch: Vec::new(),
        };
        grounder.contexts.insert(Context::default());
        grounder.index = Index::build(program);
        grounder.tell_acts();
        grounder.find_conflicts();
        grounder.find_together();
        grounder
    }

    /// The atom of a key in the current context; queued for grounding where it is new and no leaf.
    pub(super) fn atom(&mut self, key: Key) -> AtomId {
        let leaf = key.leaf();
        let context = if leaf.is_some() { ContextId(0) } else { self.context };
        let (id, new) = self.atoms.insert(AtomKey { context, key });
        if new {
            self.ground.add_atom(leaf);
            if leaf.is_none() {
                self.queue.push_back(id);
            }
        }
        id
    }

    /// The positive literal of a key.
    pub(super) fn is(&mut self, key: Key) -> Truth {
        Truth::Literal(Literal::positive(self.atom(key)))
    }

    /// Adds `head :- body`; known conjuncts are folded.
    pub(super) fn clause(&mut self, head: AtomId, body: &[Truth]) {
        let mut literals = std::mem::take(&mut self.scratch);
        literals.clear();
        for truth in body {
            match truth {
                Truth::Known(false) => {
                    self.scratch = literals;
                    return;
                }
                Truth::Known(true) => {}
                Truth::Literal(literal) => literals.push(*literal),
            }
        }
        self.ground.add_clause(head, &literals);
        self.scratch = literals;
    }

    /// Grounds everything that is queued, until nothing is left or a limit is reached.
    pub(super) fn run(&mut self) {
        while let Some(atom) = self.queue.pop_back() {
            if self.ground.atom_count() > self.budget.atoms {
                self.limit = Some(Limit::Atoms);
                self.leave_open(atom);
                return;
            }
            let Some(AtomKey { context, key }) = self.atoms.key(atom) else { continue };
            self.context = context;
            self.expand(atom, key);
        }
        self.context = ContextId(0);
    }

    /// Atoms that the budget leaves ungrounded are open, each for itself: never a silent no.
    fn leave_open(&mut self, first: AtomId) {
        let rest: Vec<AtomId> = std::iter::once(first).chain(self.queue.drain(..)).collect();
        for atom in rest {
            let unknown = self.is(Key::MissingValue(NO_FORMULA, BindingId(atom.0)));
            self.clause(atom, &[unknown]);
        }
    }

    fn expand(&mut self, head: AtomId, key: Key) {
        match key {
            Key::On(statement) => self.ground_on(head, statement),
            Key::Recognised(order, moment) => self.ground_recognised(head, order, moment),
            Key::InForce(rule, moment) => self.ground_in_force(head, rule, moment),
            Key::Ended(rule, moment) => self.ground_ended(head, rule, moment),
            Key::Covers(instance) => self.ground_covers(head, instance),
            Key::Governs(instance) => self.ground_governs(head, instance),
            Key::Overridden(instance) => self.ground_overridden(head, instance),
            Key::Grants(rule, act, subject) => self.ground_grants(head, rule, act, subject),
            Key::Took(act) => self.ground_took(head, act),
            Key::Denied(act) => self.ground_denied(head, act),
            Key::Told(act) => self.ground_told(head, act),
            Key::Granted(act) => self.ground_granted(head, act),
            Key::Covered(act) => self.ground_covered(head, act),
            Key::Barred(act) => self.ground_barred(head, act),
            Key::Outgranted(rule, act, subject) => self.ground_outgranted(head, rule, act, subject),
            Key::Breach(instance) => self.ground_breach(head, instance),
            Key::BreachOf(rule, act) => self.ground_breach_of(head, rule, act),
            Key::Fatal(act) => self.ground_fatal(head, act),
            Key::Sound(act) => self.ground_sound(head, act),
            Key::May(act) => self.ground_may(head, act),
            Key::Healed(rule, act, by) => self.ground_healed(head, rule, act, by),
            Key::Cured(act) => self.ground_cured(head, act),
            Key::HealedBy(act, moment) => self.ground_healed_by(head, act, moment),
            Key::Struck(rule, act, moment) => self.ground_struck(head, rule, act, moment),
            Key::Avoidable(act, moment) => self.ground_avoidable(head, act, moment),
            Key::Undone(act) => self.ground_undone(head, act),
            Key::Annulled(act, by, undoes) => self.ground_annulled(head, act, by, undoes),
            Key::Gone(act, moment) => self.ground_gone(head, act, moment, false),
            Key::Lapsed(act, moment) => self.ground_gone(head, act, moment, true),
            Key::Valid(act) => self.ground_valid(head, act),
            Key::Stands(act, moment) => self.ground_stands(head, act, moment),
            Key::Void(act, moment) => self.ground_void(head, act, moment),
            Key::Voidable(act, moment) => self.ground_voidable(head, act, moment),
            Key::Irregular(act, moment) => self.ground_irregular(head, act, moment),
            Key::BreachesSome(act) => self.ground_breaches_some(head, act),
            Key::Wrong(act) => self.ground_wrong(head, act),
            Key::Must(doing, moment) => self.ground_must(head, doing, moment),
            Key::Unmet(instance) => self.ground_unmet(head, instance),
            Key::UnmetDoing(doing) => self.ground_unmet_doing(head, doing),
            Key::Done(doing, moment) => self.ground_done(head, doing, moment),
            Key::Holds(fluent, moment) => self.ground_holds(head, fluent, moment),
            Key::Clipped(fluent, start, moment) => self.ground_clipped(head, fluent, start, moment, false),
            Key::DeFactoClipped(fluent, start, moment) => self.ground_clipped(head, fluent, start, moment, true),
            Key::Gainsaid(fact, moment) => self.ground_gainsaid(head, fact, moment),
            Key::Pro(fluent, moment) => self.ground_pro(head, fluent, moment),
            Key::Con(fluent, moment) => self.ground_con(head, fluent, moment),
            Key::MadeInLaw(fluent, moment) => self.ground_made(head, fluent, moment, false),
            Key::DeFacto(fluent, moment) => self.ground_de_facto(head, fluent, moment),
            Key::Makes(act, fluent, ends) => self.ground_makes(head, act, fluent, ends),
            Key::Heals(act, healed) => self.ground_heals(head, act, healed),
            Key::Condition(formula, binding, moment, act) => {
                self.ground_condition(head, formula, binding, moment, act);
            }
            // A tally's clauses are added where it is made; leaves have none.
            _ => debug_assert!(key.leaf().is_some() || matches!(key, Key::Tally(_)), "{key:?} has no clauses"),
        }
    }

    // ---- small tables -------------------------------------------------------------------------------

    pub(super) fn binding_id(&mut self, binding: &[Option<Value>]) -> BindingId {
        if let Some(index) = self.bindings.get_index_of(binding) {
            return BindingId(index as u32);
        }
        BindingId(self.bindings.insert_full(binding.into()).0 as u32)
    }

    pub(super) fn binding(&self, id: BindingId) -> Vec<Option<Value>> {
        self.bindings.get_index(id.0 as usize).map_or_else(Vec::new, |b| b.to_vec())
    }

    pub(super) fn instance_id(&mut self, instance: Instance) -> InstanceId {
        InstanceId(self.instances.insert_full(instance).0 as u32)
    }

    pub(super) fn instance(&self, id: InstanceId) -> Option<Instance> {
        self.instances.get_index(id.0 as usize).copied()
    }

    pub(super) fn fluent_id(&mut self, fluent: RelationSentence) -> FluentId {
        FluentId(self.fluents.insert_full(fluent).0 as u32)
    }

    pub(super) fn fluent(&self, id: FluentId) -> Option<RelationSentence> {
        self.fluents.get_index(id.0 as usize).copied()
    }

    pub(super) fn doing_id(&mut self, doing: Act) -> DoingId {
        DoingId(self.doings.insert_full(doing).0 as u32)
    }

    pub(super) fn doing(&self, id: DoingId) -> Option<Act> {
        self.doings.get_index(id.0 as usize).cloned()
    }

    pub(super) fn act(&self, id: ActId) -> &ActNode {
        &self.acts[id.index()]
    }

    pub(super) fn is_act(&self, id: ActId) -> bool {
        self.program.verbs[self.act(id).act.verb.index()].is_act
    }

    /// The moment just before an act; of a supposed one, the moment at which it is supposed.
    pub(super) fn moment_of(&self, id: ActId) -> Moment {
        match self.act(id).origin {
            ActOrigin::Supposed(moment) => moment,
            ActOrigin::Told(_) | ActOrigin::CountedAs(_) | ActOrigin::Content(_) => Moment::Before(id),
        }
    }

    pub(super) fn rule(&self, id: RuleId) -> &'p Rule {
        &self.program.rules[id.index()]
    }
}

/// No condition: what a budget left ungrounded.
pub const NO_FORMULA: FormulaId = FormulaId(u32::MAX);
