//! Which limit a run reached, in words.
use crate::diagnostic::Diagnostic;
use crate::ground::grounder::{Budget, Limit};
use crate::program::Program;
use crate::source::Span;

/// The code of a limit that was reached.
const LIMIT: u16 = 793;

/// Names the limit, and the condition or relation that reached it.
pub(super) fn limit_reached(program: &Program, limit: Limit) -> Diagnostic {
    let budget = Budget::default();
    let (what, span, label) = match limit {
        Limit::Bindings(formula) => (
            format!("this condition was not tried to the end: it fits in more than {} ways", budget.bindings),
            program.formula_spans.get(formula.index()).copied(),
            "too many things fit its names",
        ),
        Limit::Relations(relation) => (
            format!("this relation can hold of more than {} pairs, and not all were tried", budget.bindings),
            program.relations.get(relation.index()).map(|relation| program.statements[relation.statement.index()].span),
            "of too many things",
        ),
        Limit::Atoms => (
            format!("the claims ask more than {} questions of this corpus, and not all were followed", budget.atoms),
            program.claims.first().map(|claim| program.statements[claim.statement.index()].name_span),
            "this claim and the others together",
        ),
    };
    let help = "name more of the things in it, so that fewer fit, or judge fewer claims at once with `--claim`; what was \
                left out counts as open";
    Diagnostic::warning(LIMIT, what, span.unwrap_or_else(Span::default), label).with_help(help)
}
