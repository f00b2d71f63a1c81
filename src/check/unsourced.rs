//! Claims without a source, in a corpus that has sources; where there are many, one warning for all.
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::StatementId;

/// A claim with no source.
pub const CLAIM_WITHOUT_SOURCE: u16 = 560;

/// Up to this many are reported one by one.
const ONE_BY_ONE: usize = 3;
/// How many places a common warning shows.
const SHOWN: usize = 12;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    if view.program.sources.is_empty() {
        return;
    }
    let claims = view.program.claims.iter().map(|claim| claim.statement);
    let unsourced: Vec<StatementId> = claims.filter(|&id| view.statement(id).citations.is_empty()).collect();
    report(view, &unsourced, found);
}

fn report(view: &View, unsourced: &[StatementId], found: &mut Vec<Diagnostic>) {
    const HELP: &str = "add the place after its head: `[source locator \"words\"]`";
    const ASKED: &str = "who says where that this is claimed?";
    if unsourced.len() <= ONE_BY_ONE {
        for &id in unsourced {
            let message = format!("the claim {} has no source", view.name(id));
            found.push(Diagnostic::warning(CLAIM_WITHOUT_SOURCE, message, view.span(id), ASKED).with_help(HELP));
        }
        return;
    }
    let mut message = format!("{} of {} claims have no source", unsourced.len(), view.program.claims.len());
    if unsourced.len() > SHOWN {
        message.push_str(&format!(" (the first {SHOWN} are shown, {} are not)", unsourced.len() - SHOWN));
    }
    let mut diagnostic = Diagnostic::warning(CLAIM_WITHOUT_SOURCE, message, view.span(unsourced[0]), ASKED);
    for &id in unsourced.iter().take(SHOWN).skip(1) {
        diagnostic = diagnostic.with_label(view.span(id), "nor has this");
    }
    found.push(diagnostic.with_help(HELP));
}
