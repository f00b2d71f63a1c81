//! What `ask` and `why` give: any condition judged, and for free variables every binding with its verdict; the
//! reasons of a claim, or the chain of authority of a body.
use super::outcome::Outcome;
use crate::explain::reason::Reason;
use crate::verdict::claim_report::ClaimReport;

/// The answer to a condition.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The corpus that was asked, with everything found in it and in the condition; its claims are empty.
    pub outcome: Outcome,
    /// The condition as typed.
    pub condition: String,
    /// Its free variables, in order of appearance.
    pub variables: Vec<String>,
    /// The answers, in order of declaration of what the variables stand for; one where there are none.
    pub answers: Vec<Answer>,
}

/// One binding, judged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// What each variable stands for, in the order of [`Asked::variables`].
    pub bindings: Vec<String>,
    /// The condition with them, judged like a claim.
    pub report: ClaimReport,
}

/// The reasons of a claim, or the chain of authority of a body.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// The corpus, with everything found in it; its claims may be empty.
    pub outcome: Outcome,
    /// For a claim one tree for each answer that occurs, the decisive first; for a body its chain.
    pub reasons: Vec<Reason>,
}
