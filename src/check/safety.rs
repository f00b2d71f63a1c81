//! Variables that nothing binds. One that ranges over what the corpus names may be asked about freely; a number, a
//! date or a content has no list to range over, so a sentence must bring it.
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::*;
use crate::source::Span;
use std::collections::BTreeSet;

/// A variable that no sentence binds.
pub const UNSAFE_VARIABLE: u16 = 510;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    for (_, rule) in view.rules() {
        let mut bound = Bound { program: view.program, variables: BTreeSet::new() };
        for act in super::walk::head_acts(&rule.kind) {
            bound.act(act);
        }
        match &rule.kind {
            RuleKind::Definition { sentence, .. } => bound.relation(sentence),
            RuleKind::Figure { of, .. } => of.iter().for_each(|slot| bound.term(&slot.term)),
            RuleKind::Power { .. }
            | RuleKind::Disability { .. }
            | RuleKind::Requirement { .. }
            | RuleKind::Duty { .. }
            | RuleKind::Prohibition { .. }
            | RuleKind::Cure { .. }
            | RuleKind::CountsAs { .. }
            | RuleKind::Effect { .. }
            | RuleKind::Annulment { .. } => {}
        }
        let held = match &rule.kind {
            RuleKind::Requirement { held, .. } => Some(*held),
            _ => None,
        };
        for id in rule.scope.iter().chain(&rule.when).chain(&held).chain(&rule.unless) {
            bound.formula(*id);
        }
        let mut used = BTreeSet::new();
        super::walk::rule(view.program, rule, &mut |mention| used.extend(variable(&mention)));
        report(view, &rule.variables, &used, &bound.variables, rule.statement, rule.head, found);
    }
    for claim in &view.program.claims {
        let mut bound = Bound { program: view.program, variables: BTreeSet::new() };
        bound.formula(claim.that);
        let mut used = BTreeSet::new();
        super::walk::formula(view.program, claim.that, &mut |mention| used.extend(variable(&mention)));
        report(view, &claim.variables, &used, &bound.variables, claim.statement, claim.that_span, found);
    }
}

fn variable(mention: &super::walk::Mention) -> Option<VariableId> {
    match mention {
        super::walk::Mention::Term(Term::Variable(id)) => Some(*id),
        _ => None,
    }
}

fn report(
    view: &View,
    variables: &[Variable],
    used: &BTreeSet<VariableId>,
    bound: &BTreeSet<VariableId>,
    statement: StatementId,
    place: Span,
    found: &mut Vec<Diagnostic>,
) {
    for id in used.difference(bound) {
        let Some(variable) = variables.get(usize::from(id.0)) else { continue };
        let what = match variable.range {
            Range::Date => "date",
            Range::Number => "number",
            Range::Content => "content",
            Range::Entity(_) | Range::Event(_) | Range::Rule | Range::Order | Range::Thing => continue,
        };
        let message = format!("nothing says which {what} `{}` is", variable.name);
        found.push(
            Diagnostic::error(UNSAFE_VARIABLE, message, place, format!("`{}` is only compared here", variable.name))
                .with_label(view.span(statement), "in this statement")
                .with_help(
                    "name it in a sentence that brings it, such as the role of an act, or write the value itself",
                ),
        );
    }
}

/// The variables that sentences bring.
struct Bound<'p> {
    program: &'p Program,
    variables: BTreeSet<VariableId>,
}

impl Bound<'_> {
    fn formula(&mut self, id: FormulaId) {
        let mut stack = vec![id];
        let mut visited = BTreeSet::new();
        while let Some(id) = stack.pop() {
            if !visited.insert(id) {
                continue;
            }
            let Some(formula) = self.program.formulas.get(id.index()) else { continue };
            match formula {
                Formula::And(parts) | Formula::Or(parts) => stack.extend(parts),
                Formula::Act { pattern, negated: false, .. } => self.act(pattern),
                Formula::Relation { pattern, negated: false, .. } => self.relation(pattern),
                Formula::Quantified(_, variable, condition, body) => {
                    self.variables.insert(*variable);
                    stack.extend(condition.iter().chain(body));
                }
                Formula::Same(a, b) => {
                    self.term(a);
                    self.term(b);
                }
                Formula::Compare(Number::Of(term), Comparison::Equal, _)
                | Formula::Compare(_, Comparison::Equal, Number::Of(term)) => self.term(term),
                Formula::At(_, part) | Formula::Ever(part) | Formula::Always(part) | Formula::Under(_, part) => {
                    stack.push(*part);
                }
                // What follows brings nothing: a comparison, a negation or a question about what is known already.
                _ => {}
            }
        }
    }

    fn act(&mut self, act: &ActPattern) {
        act.subjects.iter().for_each(|slot| self.term(&slot.term));
        for (_, filler) in &act.roles {
            match filler {
                Filler::Slot(slot) => self.term(&slot.term),
                Filler::Act(inner, _) => self.act(inner),
                Filler::Relation(inner, _) => self.relation(inner),
            }
        }
    }

    fn relation(&mut self, relation: &RelationPattern) {
        self.term(&relation.subject.term);
        relation.object.iter().for_each(|slot| self.term(&slot.term));
    }

    fn term(&mut self, term: &Term) {
        if let Term::Variable(id) = term {
            self.variables.insert(*id);
        }
    }
}
