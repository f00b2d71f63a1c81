//! Variables that stand only in the condition of a set (`no event E where body B convenes C as E`) are local to
//! it: some B. And which variables a condition leaves free.
use super::condition_scope::VariableScope;
use super::condition_walk::Parts;
use super::resolver::Resolver;
use crate::program::{Formula, FormulaId, Program, Quantifier, VariableId};
use crate::source::Span;
use std::collections::BTreeSet;

type Set = BTreeSet<VariableId>;

/// The variables that a question leaves free, whose every binding answers it; those that stand only in the
/// condition of a set are local to it.
pub fn free_variables(resolver: &mut Resolver<'_>, question: FormulaId, scope: &VariableScope) -> Vec<VariableId> {
    localise(&mut resolver.program, question, scope, false);
    free(&resolver.program, question).into_iter().filter(|variable| scope.is_named(*variable)).collect()
}

/// Binds variables that stand only in the condition of a set around that condition, the innermost first.
///
/// `in_some`: `some` has conditions of its own too (it makes a difference under `not`, and to what a question
/// leaves free).
pub(super) fn localise(program: &mut Program, root: FormulaId, scope: &VariableScope, in_some: bool) {
    let Some(formula) = program.formulas.get(root.index()) else { return };
    let parts = Parts::of(formula);
    let mut sets: Vec<FormulaId> = parts.sets.iter().map(|(_, condition)| *condition).collect();
    // One that was made up around an act must not catch what it tells.
    if let Formula::Quantified(quantifier, variable, condition, body) = formula
        && scope.is_quantified(*variable)
        && (in_some || *quantifier != Quantifier::Some)
    {
        sets.extend(condition.iter().chain(body));
    }
    let further: Vec<FormulaId> = parts.inside.iter().copied().filter(|inside| !sets.contains(inside)).collect();
    for inside in sets.iter().chain(&further) {
        localise(program, *inside, scope, in_some);
    }
    for set in sets {
        let Some(span) = program.formula_spans.get(set.index()).copied() else { continue };
        let within = |place: &Span| place.file == span.file && place.start >= span.start && place.end <= span.end;
        let local = scope.ids().filter(|variable| {
            scope.is_named(*variable) && !scope.is_quantified(*variable) && scope.uses(*variable).iter().all(within)
        });
        let free = free(program, set);
        for variable in local.filter(|variable| free.contains(variable)) {
            let inner = FormulaId(program.formulas.len() as u32);
            let formula = Formula::Quantified(Quantifier::Some, variable, Some(inner), None);
            let Some(place) = program.formulas.get_mut(set.index()) else { continue };
            let moved = std::mem::replace(place, formula);
            program.formulas.push(moved);
            program.formula_spans.push(span);
        }
    }
}

/// The variables of a condition that nothing inside it quantifies.
pub(super) fn free(program: &Program, condition: FormulaId) -> Set {
    let Some(formula) = program.formulas.get(condition.index()) else { return Set::new() };
    let parts = Parts::of(formula);
    let mut found: Set = parts.plain.iter().chain(&parts.reached).copied().collect();
    for inside in &parts.inside {
        found.extend(free(program, *inside));
    }
    for (variable, inside) in &parts.sets {
        let mut inner = free(program, *inside);
        inner.remove(variable);
        found.extend(inner);
    }
    if let Formula::Quantified(_, variable, _, _) = formula {
        found.remove(variable);
    }
    found
}
