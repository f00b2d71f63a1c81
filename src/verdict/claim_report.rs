//! Everything that is said of one claim: plain data, in the corpus's words, for every output format.
use crate::explain::reason::Reason;
use crate::program::{AnswerWord, VerdictWord};
use crate::source::Span;

/// A minimal set: accept these, reject those, and the answer is settled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ChoiceSet {
    /// Names of statements to accept.
    pub accept: Vec<String>,
    /// Names of statements to reject.
    pub reject: Vec<String>,
}

/// What a claim turns on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TurnsOn {
    /// Minimal sets that make it true.
    pub true_if: Vec<ChoiceSet>,
    /// … false.
    pub false_if: Vec<ChoiceSet>,
    /// … open.
    pub open_if: Vec<ChoiceSet>,
    /// … undefined.
    pub undefined_if: Vec<ChoiceSet>,
    /// There are more than are listed.
    pub more: bool,
    /// Interchangeable statements in words: "any 101 of these 200: …".
    pub summaries: Vec<String>,
}

/// A question that would settle the claim, or help to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenQuestion {
    /// A stable id made from what it asks.
    pub id: String,
    /// In the corpus's words.
    pub text: String,
    /// Where an answer would go.
    pub span: Option<Span>,
}

/// What a refutation rests on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RefutationGround {
    /// A rule, or a stated denial that a rule makes decisive.
    Rule,
    /// A stated denial.
    Denial,
    /// Nothing was told that would make it so.
    Silence,
    /// A chain that closes on itself.
    Circle,
}

/// How a named ground bears on its claim.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Bearing {
    /// It occurs in a minimal set (or reason) that makes the claim true.
    Supports,
    /// It speaks against it.
    Against,
    /// Both.
    Both,
    /// Neither.
    None,
}

/// One claim, judged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClaimReport {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Who makes it, by name.
    pub by: Vec<String>,
    /// The sentence after `that`, as written, on one line.
    pub that: String,
    /// The verdict.
    pub verdict: VerdictWord,
    /// The answers that occur, in the order true, false, open, undefined.
    pub answers: Vec<AnswerWord>,
    /// Where it is refuted: on what ground.
    pub ground: Option<RefutationGround>,
    /// The verdict rests on nothing having been told.
    pub rests_on_silence: bool,
    /// The answer with no allegation accepted.
    pub on_record: AnswerWord,
    /// The expectation as written, if there is one.
    pub expected: Option<String>,
    /// Whether it was met.
    pub as_expected: Option<bool>,
    /// Each way in which it was not: expected beside found.
    pub mismatches: Vec<String>,
    /// The minimal sets.
    pub turns_on: TurnsOn,
    /// The open questions, most decisive first.
    pub open_questions: Vec<OpenQuestion>,
    /// The answer from each standpoint, in the corpus's order.
    pub standpoints: Vec<(String, AnswerWord)>,
    /// Conflicts inside standpoints that were left open, in words.
    pub standpoint_conflicts: Vec<String>,
    /// The claim's named grounds.
    pub grounds: Vec<(String, Bearing)>,
    /// Events by a claimant that are among the reasons why its claim fails.
    pub own_act_against: Vec<String>,
    /// The reading of the corpus's own that the answer needs, by rule name (rules that read a told act as another).
    pub readings_used: Vec<String>,
    /// Anything else worth saying: supposition, change on the way, approximation.
    pub remarks: Vec<String>,
    /// A reason for each answer that occurs, the decisive first.
    pub reasons: Vec<Reason>,
    /// A budget ran out: the verdict may be weaker than the truth, never firmer.
    pub incomplete: bool,
    /// The claim in the corpus.
    pub span: Span,
}
