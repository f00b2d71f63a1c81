//! Conditions in words: the sentences of the corpus with their variables replaced by what they are bound to.
//!
//! Takes a condition and a binding; gives a clause, plain or denied. Sentences are put together anew;
//! comparisons, counts and times are shown as the corpus has them, what their variables stand for after
//! them.
use super::lookup::Lookup;
use super::sentences::{Phrase, rest_of};
use crate::program::*;
use crate::resolve::gerund;
use crate::source::Span;

/// What the variables of a condition stand for.
#[derive(Clone, Copy)]
pub(super) struct Bound<'a> {
    pub variables: &'a [Variable],
    pub values: &'a [Option<Value>],
    /// What `this act` means.
    pub this: &'a str,
}

/// How deep conditions are put together; deeper ones are shown as the corpus has them.
const DEEPEST: usize = 6;

impl Lookup<'_> {
    /// A condition in words.
    pub fn condition_words(&self, formula: FormulaId, values: &[Option<Value>], this: &str, denied: bool) -> String {
        let bound = Bound { variables: self.variables(formula), values, this };
        self.formula(formula, bound, denied, DEEPEST)
    }

    pub(super) fn formula(&self, id: FormulaId, bound: Bound<'_>, denied: bool, depth: usize) -> String {
        let Some(formula) = self.program.formulas.get(id.index()) else { return String::new() };
        let is = if denied { "is not" } else { "is" };
        let does =
            |third: &str, infinitive: &str| if denied { format!("does not {infinitive}") } else { third.to_owned() };
        match formula {
            Formula::And(parts) if depth > 0 => {
                self.joined(parts, if denied { " or " } else { " and " }, bound, denied, depth)
            }
            Formula::Or(parts) if depth > 0 => {
                self.joined(parts, if denied { " and " } else { " or " }, bound, denied, depth)
            }
            Formula::Not(inner) if depth > 0 => self.formula(*inner, bound, !denied, depth - 1),
            Formula::Act { pattern, validly, negated, .. } => {
                let denied = *negated != denied;
                if *validly {
                    self.pattern_phrase(pattern, bound, |phrase| phrase.validly(denied))
                } else {
                    self.pattern(pattern, bound, denied)
                }
            }
            Formula::Relation { pattern, negated, de_facto } => {
                self.relation_pattern(pattern, bound, *negated != denied, *de_facto)
            }
            Formula::Is(slot) => format!("{} {is} {}", self.term(&slot.term, bound), self.slot_kind(slot)),
            Formula::Status(term, status, order, counted) => {
                let under = order.map_or_else(String::new, |order| format!(" under {}", self.order_name(order)));
                let verb = counted.and_then(|verb| self.program.verbs.get(verb.index()));
                let counted = verb.map_or_else(String::new, |verb| format!(" as {}", gerund(&verb.forms[0])));
                format!("{}{counted} {is} {}{under}", self.term(term, bound), status_word(*status))
            }
            Formula::Breaches(term, Breached::SomeRule) if denied => {
                format!("{} breaches no rule that the corpus names", self.term(term, bound))
            }
            Formula::Breaches(term, Breached::ARule) if denied => {
                format!("{} breaches no rule", self.term(term, bound))
            }
            Formula::Breaches(term, breached) => {
                let what = match breached {
                    Breached::Rule(rule) => self.term(rule, bound),
                    Breached::SomeRule => "some rule".to_owned(),
                    Breached::ARule => "a rule".to_owned(),
                };
                format!("{} {} {what}", self.term(term, bound), does("breaches", "breach"))
            }
            Formula::BreachesDuty(slot, rule, pattern) => {
                let what = match (rule, pattern) {
                    (Some(rule), _) => self.rule_name(*rule),
                    (None, Some(pattern)) => {
                        format!("a duty to {}", self.pattern_phrase(pattern, bound, |phrase| phrase.infinitive()))
                    }
                    (None, None) => "a duty".to_owned(),
                };
                format!("{} {} {what}", self.slot(slot, bound), does("breaches", "breach"))
            }
            Formula::May { pattern, only, negated } => {
                let may = if *negated != denied { "may not" } else { "may" };
                let words = self.pattern_phrase(pattern, bound, |phrase| phrase.with(may));
                if *only { format!("only {words}") } else { words }
            }
            Formula::Must(pattern) => {
                let must = if denied { "need not" } else { "must" };
                self.pattern_phrase(pattern, bound, |phrase| phrase.with(must))
            }
            Formula::Makes(term, pattern) => {
                format!("{} {} {}", self.term(term, bound), does("makes", "make"), self.changed(pattern, bound))
            }
            Formula::Ends(term, pattern) => {
                format!("{} {} {}", self.term(term, bound), does("ends", "end"), self.changed(pattern, bound))
            }
            Formula::Heals(one, other) => {
                format!("{} {} {}", self.term(one, bound), does("heals", "heal"), self.term(other, bound))
            }
            Formula::Same(one, other) => self.same(one, other, bound, denied),
            Formula::Under(order, inner) if depth > 0 => {
                format!("{} under {}", self.formula(*inner, bound, denied, depth - 1), self.order_name(*order))
            }
            Formula::Quantified(Quantifier::Some, _, Some(inner), None) if depth > 0 && !self.is_quantified(id) => {
                let words = self.dated(*inner, bound, depth - 1);
                if denied { format!("nothing tells that {words}") } else { words }
            }
            Formula::At(moment, inner) if depth > 0 => {
                let when = match moment {
                    Moment::On(TimeTerm::Date(term) | TimeTerm::Event(term)) => {
                        format!(" on {}", self.term(term, bound))
                    }
                    Moment::At(term) => format!(" just after {}", self.term(term, bound)),
                    Moment::JustBefore(term) => format!(" just before {}", self.term(term, bound)),
                    Moment::On(TimeTerm::Shifted(..)) => return self.as_written(id, bound, denied),
                };
                self.formula(*inner, bound, denied, depth - 1) + &when
            }
            Formula::True => if denied { "nothing is asked, yet it fails" } else { "nothing is asked" }.to_owned(),
            Formula::And(_)
            | Formula::Or(_)
            | Formula::Not(_)
            | Formula::Quantified(..)
            | Formula::Compare(..)
            | Formula::Before(..)
            | Formula::Within(..)
            | Formula::At(..)
            | Formula::Ever(_)
            | Formula::Always(_)
            | Formula::Under(..) => self.as_written(id, bound, denied),
        }
    }

    /// `the level of lower is army`; denied, with what it is instead.
    fn same(&self, one: &Term, other: &Term, bound: Bound<'_>, denied: bool) -> String {
        let same = if denied { "is other than" } else { "is" };
        let value = self.term_value(one, bound).map(|value| self.value_name(value));
        match (one, value) {
            (Term::Attribute(of, attribute), Some(value)) => {
                let name =
                    self.program.attributes.get(attribute.index()).map_or("", |attribute| attribute.name.as_str());
                let (of, other) = (self.term(of, bound), self.term(other, bound));
                let instead = if denied { format!(" (it is {value})") } else { String::new() };
                format!("the {name} of {of} {same} {other}{instead}")
            }
            _ => format!("{} {same} {}", self.term(one, bound), self.term(other, bound)),
        }
    }

    fn joined(&self, parts: &[FormulaId], with: &str, bound: Bound<'_>, denied: bool, depth: usize) -> String {
        let words: Vec<String> = parts.iter().map(|&part| self.formula(part, bound, denied, depth - 1)).collect();
        words.join(with)
    }

    /// Whether the corpus itself has a quantifier here, rather than a sentence with a time.
    fn is_quantified(&self, id: FormulaId) -> bool {
        let span = self.program.formula_spans.get(id.index()).copied().unwrap_or_default();
        let written = self.sources.text(span).trim_start();
        ["some ", "any ", "a ", "an "].iter().any(|word| written.starts_with(word))
    }

    /// A sentence about an event of a certain time: `vtsik convenes second_congress before E`.
    fn dated(&self, id: FormulaId, bound: Bound<'_>, depth: usize) -> String {
        let Some(Formula::And(parts)) = self.program.formulas.get(id.index()) else {
            return self.formula(id, bound, false, depth);
        };
        let time = |part: &FormulaId| match self.program.formulas.get(part.index()) {
            Some(Formula::Before(TimeTerm::Event(Term::Variable(_)), other, _)) => Some(("before", other)),
            Some(Formula::Before(other, TimeTerm::Event(Term::Variable(_)), _)) => Some(("after", other)),
            Some(Formula::Within(TimeTerm::Event(Term::Variable(_)), other, whole)) => {
                Some((if *whole { "during" } else { "on" }, other))
            }
            _ => None,
        };
        let words = parts.iter().map(|part| match time(part) {
            Some((word, TimeTerm::Event(term) | TimeTerm::Date(term))) => format!("{word} {}", self.term(term, bound)),
            Some((_, TimeTerm::Shifted(..))) | None => self.formula(*part, bound, false, depth),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The condition as the corpus has it, with what its variables stand for.
    fn as_written(&self, id: FormulaId, bound: Bound<'_>, denied: bool) -> String {
        let span = self.program.formula_spans.get(id.index()).copied().unwrap_or_default();
        let written = self.source_words(span);
        let stands_for: Vec<String> = bound
            .variables
            .iter()
            .zip(bound.values)
            .filter(|(variable, _)| mentions(&written, &variable.name))
            .filter_map(|(variable, value)| {
                value.map(|value| format!("{} is {}", variable.name, self.value_name(value)))
            })
            .collect();
        let mut words = if denied { denial(&written) } else { written };
        if !stands_for.is_empty() {
            words.push_str(&format!(", where {}", stands_for.join(" and ")));
        }
        words
    }

    /// The corpus's own words at a place, on one line and without comments.
    pub fn source_words(&self, span: Span) -> String {
        let lines = self.sources.text(span).lines().map(|line| line.split("//").next().unwrap_or(""));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    pub(super) fn pattern(&self, pattern: &ActPattern, bound: Bound<'_>, denied: bool) -> String {
        self.pattern_phrase(pattern, bound, |phrase| if denied { phrase.denied() } else { phrase.told() })
    }

    pub(super) fn pattern_phrase(
        &self,
        pattern: &ActPattern,
        bound: Bound<'_>,
        render: impl Fn(&Phrase<'_>) -> String,
    ) -> String {
        let Some(verb) = self.program.verbs.get(pattern.verb.index()) else { return String::new() };
        let subjects: Vec<String> = pattern.subjects.iter().map(|slot| self.slot(slot, bound)).collect();
        let many = |slot: &Slot| self.term_value(&slot.term, bound).is_some_and(|value| self.is_many(value));
        let plural = subjects.len() > 1 || pattern.subjects.iter().any(many);
        let takes_act = |role: u8| verb.roles.get(role as usize).is_some_and(|role| role.takes == RoleType::Act);
        let roles = pattern.roles.iter().map(|(role, filler)| (*role, self.filler(filler, bound, takes_act(*role))));
        let roles = roles.collect();
        let (object, others) = rest_of(verb, roles);
        render(&Phrase { verb, subjects, plural, object, others, alone: pattern.alone })
    }

    /// A filler; a content after `to` is an infinitive, whoever is to do it.
    fn filler(&self, filler: &Filler, bound: Bound<'_>, takes_act: bool) -> String {
        match filler {
            Filler::Slot(slot) => self.slot(slot, bound),
            Filler::Act(pattern, negated) if takes_act || pattern.subjects.is_empty() => {
                let not = if *negated { "not " } else { "" };
                format!("to {not}{}", self.pattern_phrase(pattern, bound, |phrase| phrase.infinitive()))
            }
            Filler::Act(pattern, negated) => format!("that {}", self.pattern(pattern, bound, *negated)),
            Filler::Relation(pattern, negated) => {
                format!("that {}", self.relation_pattern(pattern, bound, *negated, false))
            }
        }
    }

    pub(super) fn relation_pattern(
        &self,
        pattern: &RelationPattern,
        bound: Bound<'_>,
        denied: bool,
        de_facto: bool,
    ) -> String {
        let phrase =
            self.program.relations.get(pattern.relation.index()).map_or("", |relation| relation.phrase.as_str());
        let object = pattern.object.as_ref().map_or_else(String::new, |slot| format!(" {}", self.slot(slot, bound)));
        let many = self.term_value(&pattern.subject.term, bound).is_some_and(|value| self.is_many(value));
        let is = if many { "are" } else { "is" };
        let not = if denied { " not" } else { "" };
        let in_fact = if de_facto { " de facto" } else { "" };
        format!("{} {is}{not}{in_fact} {phrase}{object}", self.slot(&pattern.subject, bound))
    }

    /// `vtsik permanent body of first_congress`, after `makes` or `ends`.
    fn changed(&self, pattern: &RelationPattern, bound: Bound<'_>) -> String {
        let phrase =
            self.program.relations.get(pattern.relation.index()).map_or("", |relation| relation.phrase.as_str());
        let object = pattern.object.as_ref().map_or_else(String::new, |slot| format!(" {}", self.slot(slot, bound)));
        format!("{} {phrase}{object}", self.slot(&pattern.subject, bound))
    }

    /// A bound slot is its value; a free one says what it ranges over.
    pub(super) fn slot(&self, slot: &Slot, bound: Bound<'_>) -> String {
        if self.term_value(&slot.term, bound).is_some() || !matches!(slot.term, Term::Variable(_)) {
            return self.term(&slot.term, bound);
        }
        let kind = self.slot_kind(slot);
        if kind.is_empty() { self.term(&slot.term, bound) } else { format!("some {kind}") }
    }

    /// `all_russian congress`
    fn slot_kind(&self, slot: &Slot) -> String {
        let adjectives = slot
            .adjectives
            .iter()
            .filter_map(|id| self.program.adjectives.get(id.index()).map(|word| word.name.clone()));
        let kinds: Vec<String> = slot.kinds.iter().filter_map(|&id| self.kind_name(id)).collect();
        let mut words: Vec<String> = adjectives.collect();
        if !kinds.is_empty() {
            words.push(kinds.join(" or "));
        }
        words.join(" ")
    }

    pub(super) fn kind_name(&self, id: KindId) -> Option<String> {
        self.program.kinds.get(id.index()).and_then(|kind| kind.forms.first().cloned())
    }

    pub(super) fn term_value(&self, term: &Term, bound: Bound<'_>) -> Option<Value> {
        match term {
            Term::Variable(variable) => bound.values.get(variable.0 as usize).copied().flatten(),
            Term::Value(value) => Some(*value),
            Term::Attribute(of, attribute) => {
                let Some(Value::Entity(entity)) = self.term_value(of, bound) else { return None };
                let mut values =
                    self.program.entities.get(entity.index())?.attributes.iter().filter_map(|held| match held.value {
                        Holding::One(value) if held.attribute == *attribute => Some(value),
                        _ => None,
                    });
                match (values.next(), values.next()) {
                    (Some(only), None) => Some(only),
                    _ => None,
                }
            }
            Term::ThisAct | Term::Chosen(_) => None,
        }
    }

    fn term(&self, term: &Term, bound: Bound<'_>) -> String {
        if let Some(value) = self.term_value(term, bound) {
            return self.value_name(value);
        }
        match term {
            Term::Variable(variable) => {
                let variable = bound.variables.get(variable.0 as usize);
                variable.map_or_else(|| "something".to_owned(), |variable| self.range_words(variable))
            }
            Term::Value(value) => self.value_name(*value),
            Term::Attribute(of, attribute) => {
                let name =
                    self.program.attributes.get(attribute.index()).map_or("", |attribute| attribute.name.as_str());
                format!("the {name} of {}", self.term(of, bound))
            }
            Term::ThisAct if bound.this.is_empty() => "this act".to_owned(),
            Term::ThisAct => bound.this.to_owned(),
            Term::Chosen(choice) => {
                let which = if choice.latest { "the latest" } else { "the first" };
                format!("{which} of those for which {}", self.formula(choice.condition, bound, false, 1))
            }
        }
    }

    fn range_words(&self, variable: &Variable) -> String {
        match &variable.range {
            Range::Entity(kinds) if !kinds.is_empty() => {
                let names: Vec<String> = kinds.iter().filter_map(|&kind| self.kind_name(kind)).collect();
                format!("some {}", names.join(" or "))
            }
            Range::Event(_) => "some event".to_owned(),
            Range::Rule => "some rule".to_owned(),
            Range::Order => "some order".to_owned(),
            Range::Date => "some date".to_owned(),
            Range::Number => "some number".to_owned(),
            Range::Entity(_) | Range::Content | Range::Thing => "something".to_owned(),
        }
    }
}

/// The word of a status.
pub(super) fn status_word(status: Status) -> &'static str {
    match status {
        Status::Valid => "valid",
        Status::Void => "void",
        Status::Voidable => "voidable",
        Status::Irregular => "irregular",
        Status::Cured => "cured",
    }
}

/// The opposite of a condition as the corpus has it.
fn denial(written: &str) -> String {
    let opposites = [
        ("no ", "some "),
        ("some ", "no "),
        ("every ", "not every "),
        ("at least ", "not at least "),
        ("at most ", "not at most "),
    ];
    let found = opposites.iter().find_map(|(is, not)| written.strip_prefix(is).map(|rest| format!("{not}{rest}")));
    found.unwrap_or_else(|| format!("it is not so that {written}"))
}

fn mentions(words: &str, name: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
}
