//! Where to look: acts by verb and filler, rules by what they speak of, facts by relation.
use super::keys::ActId;
use crate::program::*;
use rustc_hash::FxHashMap;

/// The place of the subject among the fillers of an act.
pub(super) const SUBJECT: u8 = u8::MAX;

/// The indexes. Lists are in the corpus's order.
#[derive(Default)]
pub struct Index {
    acts: FxHashMap<VerbId, Vec<ActId>>,
    by_filler: FxHashMap<(VerbId, u8, Value), Vec<ActId>>,
    someones: FxHashMap<VerbId, Vec<ActId>>,
    /// Whether a kind is another, by `kinds * n + other`.
    kinds: Vec<bool>,
    kind_count: usize,
    entities: Vec<Vec<EntityId>>,
    pub(super) powers: FxHashMap<VerbId, Vec<RuleId>>,
    pub(super) disabilities: FxHashMap<VerbId, Vec<RuleId>>,
    pub(super) requirements: FxHashMap<VerbId, Vec<RuleId>>,
    pub(super) prohibitions: FxHashMap<VerbId, Vec<RuleId>>,
    pub(super) duties: FxHashMap<VerbId, Vec<RuleId>>,
    pub(super) cures: FxHashMap<VerbId, Vec<RuleId>>,
    pub(super) counts_as: FxHashMap<VerbId, Vec<RuleId>>,
    pub(super) annulments: Vec<RuleId>,
    pub(super) makers: FxHashMap<RelationId, Vec<RuleId>>,
    pub(super) enders: FxHashMap<RelationId, Vec<RuleId>>,
    pub(super) definitions: FxHashMap<RelationId, Vec<RuleId>>,
    pub(super) figures: FxHashMap<FigureId, Vec<RuleId>>,
    pub(super) overriders: FxHashMap<RuleId, Vec<RuleId>>,
    pub(super) facts: FxHashMap<RelationId, Vec<FactId>>,
    pub(super) facts_about: FxHashMap<(RelationId, Value), Vec<FactId>>,
    pub(super) denials: FxHashMap<VerbId, Vec<EventId>>,
    pub(super) owners: Vec<Owner>,
}

/// Whose variables a condition speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Owner {
    Nobody,
    Rule(RuleId),
    Claim(ClaimId),
}

impl Index {
    /// The indexes of a program; acts are entered by `enter`.
    pub(super) fn build(program: &Program) -> Self {
        let mut index = Self { kind_count: program.kinds.len(), ..Self::default() };
        index.kinds = close_kinds(program);
        index.entities = vec![Vec::new(); program.kinds.len()];
        for (i, entity) in program.entities.iter().enumerate() {
            for kind in 0..program.kinds.len() {
                if index.kinds[entity.kind.index() * program.kinds.len() + kind] {
                    index.entities[kind].push(EntityId(i as u32));
                }
            }
        }
        for (i, rule) in program.rules.iter().enumerate() {
            index.enter_rule(RuleId(i as u32), rule);
        }
        for (i, fact) in program.facts.iter().enumerate() {
            let (id, sentence) = (FactId(i as u32), &fact.sentence);
            index.facts.entry(sentence.relation).or_default().push(id);
            index.facts_about.entry((sentence.relation, sentence.subject)).or_default().push(id);
        }
        for (i, event) in program.events.iter().enumerate().filter(|(_, event)| event.denied) {
            index.denials.entry(event.act.verb).or_default().push(EventId(i as u32));
        }
        index.owners = owners(program);
        index
    }

    fn enter_rule(&mut self, id: RuleId, rule: &Rule) {
        let by_verb = match &rule.kind {
            RuleKind::Power { act, .. } => Some((&mut self.powers, act.verb)),
            RuleKind::Disability { act } => Some((&mut self.disabilities, act.verb)),
            RuleKind::Requirement { act, .. } => Some((&mut self.requirements, act.verb)),
            RuleKind::Duty { act, .. } => Some((&mut self.duties, act.verb)),
            RuleKind::Prohibition { act } => Some((&mut self.prohibitions, act.verb)),
            RuleKind::Cure { act, .. } => Some((&mut self.cures, act.verb)),
            RuleKind::CountsAs { done, .. } => Some((&mut self.counts_as, done.verb)),
            RuleKind::Effect { .. }
            | RuleKind::Annulment { .. }
            | RuleKind::Definition { .. }
            | RuleKind::Figure { .. } => None,
        };
        if let Some((map, verb)) = by_verb {
            map.entry(verb).or_default().push(id);
        }
        match &rule.kind {
            RuleKind::Effect { makes, ends, .. } => {
                for made in makes {
                    push_new(self.makers.entry(made.relation).or_default(), id);
                }
                for ended in ends {
                    push_new(self.enders.entry(ended.relation).or_default(), id);
                }
            }
            RuleKind::Annulment { .. } => self.annulments.push(id),
            RuleKind::Definition { sentence, .. } => {
                self.definitions.entry(sentence.relation).or_default().push(id);
            }
            RuleKind::Figure { figure, .. } => self.figures.entry(*figure).or_default().push(id),
            _ => {}
        }
        for &overridden in &rule.overrides {
            self.overriders.entry(overridden).or_default().push(id);
        }
    }

    /// Enters an act under its verb and each of its fillers.
    pub(super) fn enter(&mut self, id: ActId, act: &Act) {
        self.acts.entry(act.verb).or_default().push(id);
        for &subject in &act.subjects {
            if matches!(subject, Value::Someone(_)) {
                self.someones.entry(act.verb).or_default().push(id);
            }
            self.by_filler.entry((act.verb, SUBJECT, subject)).or_default().push(id);
        }
        for &(role, value) in &act.roles {
            self.by_filler.entry((act.verb, role, value)).or_default().push(id);
        }
    }

    /// The acts of a verb.
    pub(super) fn of_verb(&self, verb: VerbId) -> &[ActId] {
        self.acts.get(&verb).map_or(&[], Vec::as_slice)
    }

    /// The acts of a verb whose filler in a role is this value.
    pub(super) fn with_filler(&self, verb: VerbId, role: u8, value: Value) -> &[ActId] {
        self.by_filler.get(&(verb, role, value)).map_or(&[], Vec::as_slice)
    }

    /// The acts of a verb whose actor is unnamed.
    pub(super) fn by_someone(&self, verb: VerbId) -> &[ActId] {
        self.someones.get(&verb).map_or(&[], Vec::as_slice)
    }

    /// Some acts among which every act equal to this one is found.
    pub(super) fn candidates_exact(&self, act: &Act) -> &[ActId] {
        let by_role = act.roles.iter().map(|&(role, value)| self.with_filler(act.verb, role, value));
        let by_subject = act.subjects.iter().map(|&value| self.with_filler(act.verb, SUBJECT, value));
        by_role.chain(by_subject).min_by_key(|list| list.len()).unwrap_or_else(|| self.of_verb(act.verb))
    }

    /// The counts-as rules whose done verb this is.
    pub(super) fn counts_as_from(&self, verb: VerbId) -> &[RuleId] {
        self.counts_as.get(&verb).map_or(&[], Vec::as_slice)
    }

    /// Whether every entity of `kind` is one of `other`.
    pub(super) fn kind_is(&self, kind: KindId, other: KindId) -> bool {
        self.kinds.get(kind.index() * self.kind_count + other.index()).copied().unwrap_or(false)
    }

    /// The entities of a kind and the kinds below it.
    pub(super) fn of_kind(&self, kind: KindId) -> &[EntityId] {
        self.entities.get(kind.index()).map_or(&[], Vec::as_slice)
    }
}

fn push_new(list: &mut Vec<RuleId>, id: RuleId) {
    if list.last() != Some(&id) {
        list.push(id);
    }
}

/// The reflexive and transitive closure of `is`; a circle of kinds (an error elsewhere) ends too.
fn close_kinds(program: &Program) -> Vec<bool> {
    let n = program.kinds.len();
    let mut closed = vec![false; n * n];
    for start in 0..n {
        let mut stack = vec![start];
        while let Some(kind) = stack.pop() {
            let Some(seen) = closed.get_mut(start * n + kind) else { continue };
            if !std::mem::replace(seen, true) {
                stack.extend(program.kinds[kind].parents.iter().map(|parent| parent.index()));
            }
        }
    }
    closed
}

/// Walks from the conditions of each rule and claim to their parts.
fn owners(program: &Program) -> Vec<Owner> {
    let mut owners = vec![Owner::Nobody; program.formulas.len()];
    let mut stack: Vec<(FormulaId, Owner)> = Vec::new();
    for (i, rule) in program.rules.iter().enumerate() {
        let owner = Owner::Rule(RuleId(i as u32));
        stack.extend([rule.scope, rule.when].into_iter().flatten().map(|f| (f, owner)));
        stack.extend(rule.unless.iter().map(|&f| (f, owner)));
        match &rule.kind {
            RuleKind::Requirement { held, .. } => stack.push((*held, owner)),
            RuleKind::Figure { value, .. } => in_number(value, owner, &mut stack),
            _ => {}
        }
    }
    stack.extend(program.claims.iter().enumerate().map(|(i, claim)| (claim.that, Owner::Claim(ClaimId(i as u32)))));
    while let Some((formula, owner)) = stack.pop() {
        let Some(place) = owners.get_mut(formula.index()) else { continue };
        if *place != Owner::Nobody {
            continue;
        }
        *place = owner;
        match &program.formulas[formula.index()] {
            Formula::And(parts) | Formula::Or(parts) => stack.extend(parts.iter().map(|&part| (part, owner))),
            Formula::Not(inner)
            | Formula::Ever(inner)
            | Formula::Always(inner)
            | Formula::Under(_, inner)
            | Formula::At(_, inner) => stack.push((*inner, owner)),
            Formula::Quantified(_, _, condition, body) => {
                stack.extend([condition, body].into_iter().flatten().map(|&part| (part, owner)));
            }
            Formula::Compare(left, _, right) => {
                in_number(left, owner, &mut stack);
                in_number(right, owner, &mut stack);
            }
            _ => {}
        }
        if let Formula::Same(one, other) = &program.formulas[formula.index()] {
            for term in [one, other] {
                if let Term::Chosen(choice) = term {
                    stack.push((choice.condition, owner));
                }
            }
        }
    }
    owners
}

fn in_number(number: &Number, owner: Owner, stack: &mut Vec<(FormulaId, Owner)>) {
    let mut rest = vec![number];
    while let Some(number) = rest.pop() {
        match number {
            Number::Count(_, condition) => stack.push((*condition, owner)),
            Number::Sum(summand, _, condition) => {
                stack.push((*condition, owner));
                rest.push(summand);
            }
            Number::Share(one, other, excluding) => {
                rest.extend([one.as_ref(), other.as_ref()]);
                rest.extend(excluding.as_deref());
            }
            Number::Plus(one, other) | Number::Minus(one, other) | Number::Product(one, other) => {
                rest.extend([one.as_ref(), other.as_ref()]);
            }
            Number::Length(inner, _) => rest.push(inner),
            Number::Quantity(_) | Number::Of(_) | Number::Part(..) | Number::Figure(..) | Number::Days(..) => {}
        }
    }
}
