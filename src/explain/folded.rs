//! What grounding knew and made no atom of, shown below an atom all the same: flat events, stated facts,
//! figures, conditions that failed already.
use super::nodes::*;
use super::reason::{Reason, ReasonKind};
use super::tree::{Child, Grower};
use crate::ground::clauses::AtomId;
use crate::ground::keys::{Instance, Key};
use crate::program::*;
use crate::solve::answers::Value as Truth;

impl Grower<'_> {
    /// What grounding knew and made no atom of: below the atom, and below what was left out.
    pub(super) fn known(&self, atom: AtomId, atoms: &[AtomId], spliced: &[AtomId]) -> Vec<Child> {
        let look = self.look;
        let mut known = Vec::new();
        for &machinery in spliced {
            self.known_below(machinery, atoms.is_empty(), &mut known);
        }
        let took = atoms.iter().any(|&atom| matches!(look.key(atom), Some(Key::Took(_))));
        if !took
            && !self.names_others(atom)
            && let Some(event) = look.key(atom).and_then(|key| act_of(look, key)).and_then(|act| look.told(act))
            && look.is_flat(event)
        {
            known.push(Child::Event(event));
        }
        known
    }

    fn known_below(&self, atom: AtomId, alone: bool, known: &mut Vec<Child>) {
        let look = self.look;
        let Some(key) = look.key(atom) else { return };
        let premises = self.choice.premises(atom);
        let keys: Vec<Key> = premises.iter().filter_map(|literal| look.key(literal.atom())).collect();
        let by_rule = keys.iter().any(|key| rule_of(look, *key).is_some());
        let mut fix = |reason: Reason| known.push(Child::Fixed(Box::new(reason)));
        match (key, self.choice.reading.value(atom)) {
            (Key::Condition(formula, binding, ..), value) => {
                let values = look.binding(binding);
                let took = keys.iter().any(|key| matches!(key, Key::Took(_) | Key::Tally(_)));
                if let Some(figures) = look.figures(formula, values) {
                    fix(node(ReasonKind::Condition, figures.words));
                    figures.told.iter().for_each(|&(entity, place)| fix(value_node(look, entity, place)));
                } else if let Some(compared) = look.compared(formula, values).filter(|_| keys.is_empty()) {
                    look.compared_nodes(&compared).into_iter().for_each(fix);
                } else if value == Truth::True && !took {
                    known.extend(look.told_by(formula, values).map(Child::Event));
                } else if value == Truth::False {
                    match look.told_not(formula, values) {
                        Some(event) => known.push(Child::Event(event)),
                        None => look.told_jointly(formula, values).into_iter().for_each(|e| fix(joint_node(look, e))),
                    }
                }
            }
            (Key::Told(act), Truth::True) => {
                let denial = look.act(act).and_then(|node| look.denied_act(&node.act));
                known.extend(denial.map(Child::Event));
            }
            (Key::Done(doing, _), Truth::False) if alone => {
                known.extend(look.doing(doing).and_then(|act| look.denied_act(act)).map(Child::Event));
            }
            (Key::Holds(fluent, _), Truth::False) if alone => {
                look.flat_fact(fluent, true).into_iter().for_each(|fact| fix(fact_node(look, fact)));
            }
            (Key::Holds(fluent, _) | Key::DeFacto(fluent, _) | Key::Pro(fluent, _), Truth::True) if !by_rule => {
                let other = |key: &Key| {
                    matches!(key, Key::Accepted(..) | Key::Doubt(_) | Key::OpenRelation(_) | Key::Pro(..) | Key::On(_))
                };
                if !keys.iter().any(other) {
                    look.flat_fact(fluent, false).into_iter().for_each(|fact| fix(fact_node(look, fact)));
                }
            }
            (Key::Con(fluent, _), Truth::True) if !by_rule => {
                look.flat_fact(fluent, true).into_iter().for_each(|fact| fix(fact_node(look, fact)));
            }
            (Key::Governs(_) | Key::Covers(_) | Key::Breach(_), Truth::False) if alone => {
                self.unfit(key).into_iter().for_each(fix);
            }
            (Key::Breach(_), Truth::True) if !keys.iter().any(|key| matches!(key, Key::Condition(..))) => {
                self.broken(key).into_iter().for_each(fix);
            }
            _ => {}
        }
    }

    /// A rule that does not reach: the conditions that failed already while grounding.
    fn unfit(&self, key: Key) -> Option<Reason> {
        let look = self.look;
        let (Key::Governs(instance) | Key::Covers(instance) | Key::Breach(instance)) = key else { return None };
        let instance = look.instance(instance)?;
        let rule = look.rule(instance.rule)?;
        let conditions: Vec<FormulaId> = [rule.scope, rule.when].into_iter().flatten().collect();
        if conditions.is_empty() {
            return None;
        }
        let text = format!("not all of this is so: {}", self.conditions(&conditions, instance));
        Some(Reason { span: Some(rule.head), ..node(ReasonKind::Condition, text) })
    }

    fn conditions(&self, conditions: &[FormulaId], instance: Instance) -> String {
        let this = instance.act.map_or_else(String::new, |act| self.look.act_name(act));
        let values = self.look.binding(instance.binding);
        let words: Vec<String> =
            conditions.iter().map(|&formula| self.look.condition_words(formula, values, &this, false)).collect();
        words.join(" and ")
    }

    /// The requirement that a breach breaches, where grounding knew that it is not met.
    fn broken(&self, key: Key) -> Option<Reason> {
        let Key::Breach(instance) = key else { return None };
        let breach = self.look.instance(instance)?;
        let RuleKind::Requirement { held, .. } = &self.look.rule(breach.rule)?.kind else { return None };
        let this = breach.act.map_or_else(String::new, |act| self.look.act_name(act));
        let text = self.look.condition_words(*held, self.look.binding(breach.binding), &this, true);
        let span = self.look.program.formula_spans.get(held.index()).copied();
        Some(Reason { span, ..node(ReasonKind::Condition, text) })
    }
}
