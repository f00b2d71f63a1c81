//! Claims without a source, in a corpus that has sources.
use super::view::View;
use crate::diagnostic::Diagnostic;

/// A claim with no source.
pub const CLAIM_WITHOUT_SOURCE: u16 = 560;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    if view.program.sources.is_empty() {
        return;
    }
    for claim in &view.program.claims {
        if view.statement(claim.statement).citations.is_empty() {
            let name = view.name(claim.statement);
            found.push(
                Diagnostic::warning(
                    CLAIM_WITHOUT_SOURCE,
                    format!("the claim {name} has no source"),
                    view.span(claim.statement),
                    "who says where that this is claimed?",
                )
                .with_help("add the place after its head: `[source locator \"words\"]`"),
            );
        }
    }
}
