//! Rules of the record that override one another in a circle: none of them would ever know whether it governs.
use super::components::{Rows, components, shortest_way};
use super::view::{View, listed};
use crate::diagnostic::Diagnostic;
use crate::program::RuleId;
use rustc_hash::FxHashSet;

/// An override cycle on the record.
pub const OVERRIDE_CYCLE: u16 = 511;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    let mut edges = Vec::new();
    for (id, rule) in view.rules().filter(|(_, rule)| view.on_record(rule.statement)) {
        for &other in &rule.overrides {
            let flat = view.program.rules.get(other.index()).is_some_and(|other| view.on_record(other.statement));
            if flat {
                edges.push((id.0, other.0));
            }
        }
    }
    if edges.is_empty() {
        return;
    }
    let graph = Rows::new(view.program.rules.len(), &edges);
    let component = components(&graph);
    let mut reported = FxHashSet::default();
    for &(from, to) in &edges {
        let own = component[from as usize];
        if own != component[to as usize] || !reported.insert(own) {
            continue;
        }
        let inside = |rule: u32| component[rule as usize] == own;
        let Some(circle) = shortest_way(&graph, from, from, inside) else { continue };
        found.push(report(view, &circle));
    }
}

fn report(view: &View, circle: &[u32]) -> Diagnostic {
    let statement = |rule: u32| view.program.rules[RuleId(rule).index()].statement;
    let name = |rule: u32| view.name(statement(rule));
    let names: Vec<String> = circle.iter().skip(1).map(|&rule| name(rule)).collect();
    let message = match names.as_slice() {
        [one] => format!("the rule {one} overrides itself"),
        _ => format!("the rules {} override one another in a circle", listed(&names)),
    };
    let step = |pair: &[u32]| format!("{} overrides {}", name(pair[0]), name(pair[1]));
    let mut steps = circle.windows(2);
    let first = steps.next().map(step).unwrap_or_default();
    let mut diagnostic = Diagnostic::error(OVERRIDE_CYCLE, message, view.span(statement(circle[0])), first);
    for pair in steps {
        diagnostic = diagnostic.with_label(view.span(statement(pair[0])), step(pair));
    }
    diagnostic
        .with_help("take one `overrides` away, or give the rules to the voices that hold them with `according to`")
}
