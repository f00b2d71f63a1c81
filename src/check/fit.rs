//! Whether an act fits a pattern, and what fails where it does not. Conditions are not asked: only verb, kinds,
//! adjectives, names and roles.
use super::view::View;
use crate::program::*;

/// What kept an act from fitting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Misfit {
    /// Another verb.
    Verb,
    /// The sentence leaves out a role that the pattern names.
    Missing(u8),
    /// A thing of another kind.
    Kind(Value, Vec<KindId>),
    /// A thing that is not said to be this.
    Adjective(Value, AdjectiveId),
    /// Another thing than the one that is named.
    Other(Value, Value),
    /// Another content.
    Content,
    /// The number of subjects, or `alone`.
    Subjects,
}

impl View<'_> {
    /// Whether an act fits a pattern whose variables are these.
    pub(super) fn fits(&self, pattern: &ActPattern, variables: &[Variable], act: &Act) -> Result<(), Misfit> {
        if pattern.verb != act.verb {
            return Err(Misfit::Verb);
        }
        if pattern.alone && !act.alone || pattern.subjects.len() > act.subjects.len().max(1) {
            return Err(Misfit::Subjects);
        }
        for slot in &pattern.subjects {
            let mut first = None;
            let fits = act.subjects.iter().any(|&subject| match self.slot_fits(slot, variables, subject) {
                Ok(()) => true,
                Err(misfit) => {
                    first.get_or_insert(misfit);
                    false
                }
            });
            if !fits {
                return Err(first.unwrap_or(Misfit::Subjects));
            }
        }
        for (role, filler) in &pattern.roles {
            let Some(value) = act.role(*role) else { return Err(Misfit::Missing(*role)) };
            match filler {
                Filler::Slot(slot) => self.slot_fits(slot, variables, value)?,
                Filler::Act(inner, negated) => self.content_fits(inner, *negated, variables, value)?,
                Filler::Relation(inner, negated) => {
                    let content = self.content(value);
                    let same = content.is_some_and(|content| match content {
                        Content::Relation(told, not) => told.relation == inner.relation && not == negated,
                        Content::Act(..) | Content::Other(_) => false,
                    });
                    if !same && content.is_some() {
                        return Err(Misfit::Content);
                    }
                }
            }
        }
        Ok(())
    }

    fn content(&self, value: Value) -> Option<&Content> {
        let Value::Content(id) = value else { return None };
        self.program.contents.get(id.index())
    }

    fn content_fits(
        &self,
        inner: &ActPattern,
        negated: bool,
        variables: &[Variable],
        value: Value,
    ) -> Result<(), Misfit> {
        match self.content(value) {
            Some(Content::Act(act, not)) if *not == negated => {
                self.fits(inner, variables, act).or(Err(Misfit::Content))
            }
            Some(_) => Err(Misfit::Content),
            None => Ok(()),
        }
    }

    /// Whether a thing fits a slot.
    /// Whether a relation with its names fits a pattern whose variables are these.
    pub(super) fn relation_fits(
        &self,
        pattern: &RelationPattern,
        variables: &[Variable],
        told: &RelationSentence,
    ) -> bool {
        let object = match (&pattern.object, told.object) {
            (Some(slot), Some(value)) => self.slot_fits(slot, variables, value).is_ok(),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        pattern.relation == told.relation && object && self.slot_fits(&pattern.subject, variables, told.subject).is_ok()
    }

    pub(super) fn slot_fits(&self, slot: &Slot, variables: &[Variable], value: Value) -> Result<(), Misfit> {
        if let Term::Value(named) = &slot.term
            && *named != value
            && !matches!(value, Value::Someone(_))
        {
            return Err(Misfit::Other(value, *named));
        }
        let range = match &slot.term {
            Term::Variable(id) => variables.get(usize::from(id.0)).map(|variable| &variable.range),
            Term::Value(_) | Term::Attribute(..) | Term::ThisAct | Term::Chosen(_) => None,
        };
        let of_range = range.map_or(&[][..], |range| match range {
            Range::Entity(kinds) => kinds.as_slice(),
            Range::Event(_)
            | Range::Rule
            | Range::Order
            | Range::Date
            | Range::Number
            | Range::Content
            | Range::Thing => &[],
        });
        let Value::Entity(entity) = value else { return Ok(()) };
        let Some(entity) = self.program.entities.get(entity.index()) else { return Ok(()) };
        for kinds in [slot.kinds.as_slice(), of_range] {
            if !kinds.is_empty() && !kinds.iter().any(|&kind| self.is_a(entity.kind, kind)) {
                return Err(Misfit::Kind(value, kinds.to_vec()));
            }
        }
        match slot.adjectives.iter().find(|adjective| !entity.adjectives.contains(adjective)) {
            Some(&missing) => Err(Misfit::Adjective(value, missing)),
            None => Ok(()),
        }
    }

    /// Whether one thing may fit two slots, each with the variables of its statement.
    pub(super) fn slots_meet(&self, (a, of_a): (&Slot, &[Variable]), (b, of_b): (&Slot, &[Variable])) -> bool {
        match (&a.term, &b.term) {
            (Term::Value(x), Term::Value(y)) => x == y,
            (Term::Value(x), _) => self.slot_fits(b, of_b, *x).is_ok(),
            (_, Term::Value(y)) => self.slot_fits(a, of_a, *y).is_ok(),
            _ => self.kinds_meet(&a.kinds, &b.kinds),
        }
    }

    /// Whether some entity of the corpus fits a slot; true for what is no entity.
    pub(super) fn somebody_fits(&self, slot: &Slot, variables: &[Variable]) -> bool {
        let restricted = !slot.kinds.is_empty() || !slot.adjectives.is_empty();
        !restricted
            || (0..self.program.entities.len() as u32)
                .any(|id| self.slot_fits(slot, variables, Value::Entity(EntityId(id))).is_ok())
    }

    /// A misfit in words.
    pub(super) fn misfit_words(&self, verb: VerbId, misfit: &Misfit) -> String {
        match misfit {
            Misfit::Verb => "it is another act".to_string(),
            Misfit::Missing(role) => {
                let role = self.program.verbs[verb.index()].roles.get(usize::from(*role));
                match role.map(|role| role.name.as_str()) {
                    Some("what") | None => "it names no object".to_string(),
                    Some(name) => format!("it says nothing after `{name}`"),
                }
            }
            Misfit::Kind(value, kinds) => {
                let kinds: Vec<_> = kinds.iter().map(|&kind| self.kind_name(kind)).collect();
                format!("{} is no {}", self.value_name(*value), kinds.join(" or "))
            }
            Misfit::Adjective(value, adjective) => {
                format!("{} is not said to be {}", self.value_name(*value), self.adjective_name(*adjective))
            }
            Misfit::Other(value, named) => {
                format!("it names {} and not {}", self.value_name(*value), self.value_name(*named))
            }
            Misfit::Content => "its content is another".to_string(),
            Misfit::Subjects => "it is not done by as many, or not alone".to_string(),
        }
    }
}
