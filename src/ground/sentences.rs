//! Sentences in conditions: acts, relations, statuses, breaches, powers, effects.
use super::acts::ActOrigin;
use super::conditions::{Setting, Way};
use super::grounder::{Grounder, Limit, NO_FORMULA, Truth};
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    /// The ways in which an act sentence can hold: the acts that fit it, took place, and had done so by the
    /// moment; of an unnamed actor, if he was the one that is named; of an open verb, the open question.
    pub(super) fn act_ways(
        &mut self,
        pattern: &ActPattern,
        validly: bool,
        named: Option<VariableId>,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Way> {
        let mut ways = Vec::new();
        for id in self.act_candidates(pattern, named, binding) {
            for (bound, mut body) in self.act_fits(pattern, id, binding) {
                let Some(bound) = self.bind_name(named, id, bound) else { continue };
                body.push(self.took(id));
                body.push(self.done_by(id, setting.moment));
                if validly {
                    body.push(if self.is_act(id) { self.is(Key::Stands(id, setting.moment)) } else { Truth::FALSE });
                }
                if !body.contains(&Truth::FALSE) {
                    ways.push((bound, body));
                }
            }
        }
        if self.program.verbs[pattern.verb.index()].open
            && !validly
            && named.is_none()
            && let Some(doing) = self.fill(pattern, binding)
        {
            let id = self.doing_id(doing);
            ways.push((binding.to_vec(), vec![self.is(Key::Done(id, setting.moment))]));
        }
        ways
    }

    fn act_candidates(&self, pattern: &ActPattern, named: Option<VariableId>, binding: &[Option<Value>]) -> Vec<ActId> {
        let bound = named.and_then(|v| binding.get(v.0 as usize).copied().flatten());
        match bound {
            Some(Value::Event(event)) => {
                self.own_acts(ActId(event.0)).into_iter().filter(|&id| self.act(id).act.verb == pattern.verb).collect()
            }
            Some(_) => Vec::new(),
            None => self.candidates(pattern, binding),
        }
    }

    fn bind_name(
        &self,
        named: Option<VariableId>,
        id: ActId,
        mut bound: Vec<Option<Value>>,
    ) -> Option<Vec<Option<Value>>> {
        let Some(variable) = named else { return Some(bound) };
        // What a content led to has no event; its own number, beyond those of the events, stands for it.
        let told = self.act(id).told;
        let event = match self.act(told).origin {
            ActOrigin::Told(event) => event,
            ActOrigin::Content(_) => EventId(told.0),
            ActOrigin::CountedAs(_) | ActOrigin::Supposed(_) => return None,
        };
        let slot = bound.get_mut(variable.0 as usize)?;
        match slot {
            None => *slot = Some(Value::Event(event)),
            Some(known) if *known == Value::Event(event) => {}
            Some(_) => return None,
        }
        Some(bound)
    }

    /// How an act fits a sentence: one way a subject, for joint sentences one.
    fn act_fits(&mut self, pattern: &ActPattern, id: ActId, binding: &[Option<Value>]) -> Vec<Way> {
        let mut ways = Vec::new();
        if matches!(self.act(id).origin, ActOrigin::Supposed(_)) {
            return ways;
        }
        let mut base = binding.to_vec();
        if pattern.subjects.len() != 1 {
            let place = if pattern.subjects.is_empty() { None } else { Some(0) };
            if self.fit_act(pattern, id, place, &mut base) {
                ways.push((base, Vec::new()));
            }
            return ways;
        }
        let subjects = self.act(id).act.subjects.clone();
        for (place, subject) in subjects.iter().enumerate() {
            let mut bound = binding.to_vec();
            if let Value::Someone(_) = subject {
                if !self.fit_act(pattern, id, None, &mut bound) {
                    continue;
                }
                match self.term_value(&pattern.subjects[0].term, &bound, None) {
                    Some(value @ Value::Entity(_)) if self.slot_takes(&pattern.subjects[0], value) => {
                        let is = self.someone_is(id, value);
                        ways.push((bound, vec![is]));
                    }
                    Some(_) => {}
                    None => {
                        if self.fit_slot(&pattern.subjects[0], *subject, &mut bound) {
                            ways.push((bound, Vec::new()));
                        }
                    }
                }
            } else if self.fit_act(pattern, id, Some(place), &mut bound) {
                ways.push((bound, Vec::new()));
            }
        }
        ways
    }

    /// The ways in which a relation sentence can hold.
    pub(super) fn relation_ways(
        &mut self,
        pattern: &RelationPattern,
        de_facto: bool,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Way> {
        let subjects = self.slot_options(&pattern.subject, binding, setting);
        let objects = match &pattern.object {
            Some(slot) => self
                .slot_options(slot, binding, setting)
                .map(|options| options.into_iter().map(|(value, truth)| (Some(value), truth)).collect::<Vec<_>>()),
            None => Some(vec![(None, Truth::TRUE)]),
        };
        let sentences: Vec<(RelationSentence, Truth)> = match (&subjects, &objects) {
            (Some(subjects), Some(objects)) => subjects
                .iter()
                .flat_map(|&(subject, one)| {
                    objects.iter().map(move |&(object, other)| {
                        (RelationSentence { relation: pattern.relation, subject, object }, one, other)
                    })
                })
                .map(|(sentence, one, other)| (sentence, self.both(one, other)))
                .collect(),
            _ => {
                let subject = subjects.map(|list| list.into_iter().map(|(value, _)| value).collect::<Vec<_>>());
                let object = objects.map(|list| list.into_iter().filter_map(|(value, _)| value).collect::<Vec<_>>());
                let list = self.possible(pattern, subject.as_deref(), object.as_deref());
                list.into_iter().map(|sentence| (sentence, Truth::TRUE)).collect()
            }
        };
        let mut ways = Vec::new();
        if matches!(self.limit, Some(Limit::Relations(cut)) if cut == pattern.relation) {
            // What was not looked at can be so or not.
            let kept = self.binding_id(binding);
            ways.push((binding.to_vec(), vec![self.is(Key::MissingValue(NO_FORMULA, kept))]));
        }
        for (sentence, truth) in sentences {
            let mut bound = binding.to_vec();
            if !self.slot_takes(&pattern.subject, sentence.subject) || !self.rebind(pattern, &sentence, &mut bound) {
                continue;
            }
            let fluent = self.fluent_id(sentence);
            let key = if de_facto { Key::DeFacto(fluent, setting.moment) } else { Key::Holds(fluent, setting.moment) };
            let holds = self.is(key);
            ways.push((bound, vec![truth, holds]));
        }
        ways
    }

    /// Binds the variables of a relation pattern; attribute terms were evaluated already.
    fn rebind(&self, pattern: &RelationPattern, sentence: &RelationSentence, bound: &mut [Option<Value>]) -> bool {
        let mut bind = |slot: &Slot, value: Value| match &slot.term {
            Term::Variable(_) => self.fit_slot(slot, value, bound),
            _ => self.slot_takes(slot, value),
        };
        bind(&pattern.subject, sentence.subject)
            && match (&pattern.object, sentence.object) {
                (Some(slot), Some(value)) => bind(slot, value),
                _ => true,
            }
    }

    /// The values of a slot's term; `None` where it is a free variable.
    fn slot_options(
        &mut self,
        slot: &Slot,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Option<Vec<(Value, Truth)>> {
        if let Term::Variable(v) = slot.term
            && binding.get(v.0 as usize).copied().flatten().is_none()
        {
            return None;
        }
        Some(self.term_options(&slot.term, binding, setting))
    }

    /// The relations of a pattern that anything in the corpus could make so.
    fn possible(
        &mut self,
        pattern: &RelationPattern,
        subject: Option<&[Value]>,
        object: Option<&[Value]>,
    ) -> Vec<RelationSentence> {
        let relation = pattern.relation;
        let fits = |sentence: &RelationSentence| {
            subject.is_none_or(|list| list.contains(&sentence.subject))
                && object.is_none_or(|list| sentence.object.is_none_or(|value| list.contains(&value)))
        };
        let mut found: Interner<RelationSentence> = Interner::default();
        for &fact in self.index.facts.get(&relation).map_or(&[][..], Vec::as_slice) {
            found.insert(self.program.facts[fact.index()].sentence);
        }
        let makers = self.index.makers.get(&relation).cloned().unwrap_or_default();
        let mut by_range =
            self.program.relations[relation.index()].open.is_some() || self.index.definitions.contains_key(&relation);
        for rule in makers {
            let RuleKind::Effect { act: act_pattern, makes, .. } = &self.rule(rule).kind else { continue };
            for made in makes.iter().filter(|made| made.relation == relation) {
                let mut seed = vec![None; self.rule(rule).variables.len()];
                if let (Some([one]), Term::Variable(v)) = (subject, &made.subject.term) {
                    seed[v.0 as usize] = Some(*one);
                }
                if let (Some([one]), Some(Slot { term: Term::Variable(v), .. })) = (object, &made.object) {
                    seed[v.0 as usize] = Some(*one);
                }
                for act in self.candidates(act_pattern, &seed) {
                    for instance in self.instances_of(rule, act) {
                        let Some(known) = self.instance(instance) else { continue };
                        let binding = self.binding(known.binding);
                        match self.fill_relation(made, &binding, Some(act)) {
                            Some(sentence) => {
                                found.insert(sentence);
                            }
                            None => by_range = true,
                        }
                    }
                }
            }
        }
        if by_range {
            self.possible_by_range(relation, subject, object, &mut found);
        }
        found.into_iter().filter(fits).collect()
    }

    fn possible_by_range(
        &mut self,
        relation: RelationId,
        subject: Option<&[Value]>,
        object: Option<&[Value]>,
        found: &mut Interner<RelationSentence>,
    ) {
        let data = &self.program.relations[relation.index()];
        let all = |kinds: &[KindId]| {
            let mut values: Vec<Value> =
                kinds.iter().flat_map(|&kind| self.index.of_kind(kind)).map(|&e| Value::Entity(e)).collect();
            values.sort_unstable();
            values.dedup();
            values
        };
        let subjects = subject.map_or_else(|| all(&data.subject), <[Value]>::to_vec);
        let objects: Vec<Option<Value>> = match (&data.object, object) {
            (None, _) => vec![None],
            (Some(_), Some(list)) => list.iter().copied().map(Some).collect(),
            (Some(kinds), None) => all(kinds).into_iter().map(Some).collect(),
        };
        for &subject in &subjects {
            for &object in &objects {
                found.insert(RelationSentence { relation, subject, object });
                if found.len() > self.budget.bindings {
                    self.limit = Some(Limit::Relations(relation));
                    return;
                }
            }
        }
    }

    /// The acts that a term can name, each with the condition under which it does.
    pub(super) fn act_options(
        &mut self,
        term: &Term,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<(ActId, Truth)> {
        if *term == Term::ThisAct {
            return setting.act.map(|act| (act, Truth::TRUE)).into_iter().collect();
        }
        let options = self.term_options(term, binding, setting);
        let acts = options.into_iter().filter_map(|(value, truth)| match value {
            Value::Event(event) => Some((ActId(event.0), truth)),
            _ => None,
        });
        acts.collect()
    }

    /// Status words are said of acts that took place; of a deed, of what it counts as; with a verb (`as
    /// convening`), of what the act or deed is, or counts as, under that verb.
    pub(super) fn status(
        &mut self,
        term: &Term,
        status: Status,
        counted: Option<VerbId>,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Truth {
        let moment = setting.moment;
        let mut bodies = Vec::new();
        for (named, is_named) in self.act_options(term, binding, setting) {
            let own = self.own_acts(named);
            let acts = own.into_iter().filter(|&id| match counted {
                Some(verb) => self.act(id).act.verb == verb,
                None if self.is_act(named) => id == named,
                None => self.is_act(id),
            });
            for act in acts.collect::<Vec<_>>() {
                let took = self.took(act);
                let key = match status {
                    Status::Valid => Key::Stands(act, moment),
                    Status::Void => Key::Void(act, moment),
                    Status::Voidable => Key::Voidable(act, moment),
                    Status::Irregular => Key::Irregular(act, moment),
                    Status::Cured => Key::HealedBy(act, moment),
                };
                bodies.push(vec![is_named, took, self.is(key)]);
            }
        }
        self.tally(&bodies)
    }

    pub(super) fn breaches(
        &mut self,
        term: &Term,
        breached: &Breached,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Truth {
        let mut bodies = Vec::new();
        for (named, is_named) in self.act_options(term, binding, setting) {
            match breached {
                Breached::SomeRule => bodies.push(vec![is_named, self.is(Key::BreachesSome(named))]),
                Breached::ARule => bodies.push(vec![is_named, self.is(Key::Wrong(named))]),
                Breached::Rule(rule) => {
                    if let Some(Value::Rule(rule)) = self.term_value(rule, binding, setting.act) {
                        for id in self.own_acts(named) {
                            bodies.push(vec![is_named, self.breach_of(rule, id)]);
                        }
                    }
                }
            }
        }
        self.tally(&bodies)
    }

    pub(super) fn effect_sentence(
        &mut self,
        term: &Term,
        pattern: &RelationPattern,
        ends: bool,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Truth {
        let mut bodies = Vec::new();
        if let Some(sentence) = self.fill_relation(pattern, binding, setting.act) {
            let fluent = self.fluent_id(sentence);
            for (by, is_by) in self.act_options(term, binding, setting) {
                bodies.push(vec![is_by, self.is(Key::Makes(by, fluent, ends))]);
            }
        }
        self.tally(&bodies)
    }

    pub(super) fn heals_sentence(
        &mut self,
        healer: &Term,
        healed: &Term,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Truth {
        let mut bodies = Vec::new();
        for (by, is_by) in self.act_options(healer, binding, setting) {
            for (act, is_act) in self.act_options(healed, binding, setting) {
                bodies.push(vec![is_by, is_act, self.is(Key::Heals(by, act))]);
            }
        }
        self.tally(&bodies)
    }
}
