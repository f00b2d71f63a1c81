//! What judging finds wrong with a corpus: contradictions, and allegations on which nothing turns.
use super::bench::Bench;
use super::claim_report::ClaimReport;
use super::{Consistency, Excluded, contradiction};
use crate::diagnostic::Diagnostic;
use crate::program::*;
use crate::solve::constraints::leaves_of;
use crate::source::Span;

impl Bench<'_> {
    /// What the corpus says that cannot all be so, whatever one accepts.
    pub fn contradictions(&self) -> Vec<Diagnostic> {
        match contradiction(&self.grounded.program, self.model, &self.asked, &self.limits) {
            Consistency::Contradiction(excluded) => vec![self.contradiction(&excluded)],
            Consistency::Consistent | Consistency::Unknown => Vec::new(),
        }
    }

    fn contradiction(&self, excluded: &Excluded) -> Diagnostic {
        let constraints =
            excluded.constraints.iter().filter_map(|&at| self.grounded.program.constraints().get(at as usize));
        let in_differences =
            excluded.differences.iter().filter_map(|&at| self.grounded.program.differences().get(at as usize));
        let mut statements: Vec<StatementId> = constraints
            .flat_map(leaves_of)
            .chain(in_differences.flat_map(|difference| difference.when.iter().map(|literal| literal.atom())))
            .chain(excluded.conflicts.iter().flatten().map(|literal| literal.atom()))
            .filter_map(|leaf| self.statement_of_leaf(leaf))
            .collect();
        statements.sort_unstable();
        statements.dedup();
        let message = if self.asked.is_empty() {
            "the corpus contradicts itself: whatever one accepts, something stated cannot be so"
        } else {
            "what was asked to be accepted or rejected cannot be so together"
        };
        let places: Vec<Span> = statements.iter().map(|s| self.program.statements[s.index()].name_span).collect();
        let first = places.first().copied().unwrap_or_default();
        let diagnostic = Diagnostic::error(792, message, first, "this, with the others shown");
        let help = "say of one of them that it is doubtful, or give it to the party that says it with `according to`";
        places.iter().skip(1).fold(diagnostic.with_help(help), |d, span| d.with_label(*span, "and this"))
    }
}

/// Allegations on which no claim turns, each at its place.
pub fn idle_allegations(program: &Program, claims: &[ClaimReport]) -> Vec<Diagnostic> {
    let mut turning: Vec<&str> = Vec::new();
    for claim in claims {
        let sides =
            [&claim.turns_on.true_if, &claim.turns_on.false_if, &claim.turns_on.open_if, &claim.turns_on.undefined_if];
        for set in sides.into_iter().flatten() {
            turning.extend(set.accept.iter().chain(&set.reject).map(String::as_str));
        }
    }
    turning.sort_unstable();
    let incomplete = claims.iter().any(|claim| claim.incomplete || claim.turns_on.more);
    let mut found = Vec::new();
    if incomplete || claims.is_empty() {
        return found;
    }
    for (name, span) in allegations(program) {
        if turning.binary_search(&name).is_err() {
            let message = format!("nothing turns on `{name}`");
            let label = "no claim's answer changes whether this is accepted or rejected";
            let help = "state a claim that depends on it, or leave it if it stands for the record's sake";
            found.push(
                Diagnostic::note(crate::check::ALLEGATION_NOTHING_TURNS_ON, message, span, label).with_help(help),
            );
        }
    }
    found
}

/// The events, facts and rules that parties allege.
fn allegations(program: &Program) -> Vec<(&str, Span)> {
    let events = program.events.iter().map(|event| event.statement);
    let facts = program.facts.iter().map(|fact| fact.statement);
    let rules = program.rules.iter().map(|rule| rule.statement);
    let mut all: Vec<StatementId> = events.chain(facts).chain(rules).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
        .map(|id| &program.statements[id.index()])
        .filter(|statement| program.allegations_around(statement.voice).next().is_some())
        .map(|statement| (statement.name.as_str(), statement.name_span))
        .collect()
}
