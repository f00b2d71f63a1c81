//! What a judgement says, and the reading on which it is asked for.

use std::borrow::Cow;

use crate::ground::clauses::{AtomId, Literal};
use crate::solve::answers::{Answer, Choice, Verdict};
use crate::solve::evaluate::Assignment;
use crate::solve::functions::Budget;

/// Leaves that the user has set; all others stay free.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    fixed: Vec<Literal>,
}

impl Reading {
    /// Nothing is set.
    pub const FREE: Self = Self { fixed: Vec::new() };

    /// These literals hold. Where a leaf is given both ways the first counts.
    pub fn new(literals: impl IntoIterator<Item = Literal>) -> Self {
        let mut fixed: Vec<Literal> = literals.into_iter().collect();
        fixed.sort_by_key(|literal| literal.atom());
        fixed.dedup_by_key(|literal| literal.atom());
        Self { fixed }
    }

    /// The value that is set for a leaf.
    pub fn value(&self, leaf: AtomId) -> Option<bool> {
        let at = self.fixed.binary_search_by_key(&leaf, |literal| literal.atom()).ok()?;
        self.fixed.get(at).map(|literal| !literal.is_negative())
    }

    /// What is set, in order of leaves.
    pub fn literals(&self) -> &[Literal] {
        &self.fixed
    }
}

/// What one judgement may cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct JudgeLimits {
    /// Nodes and steps of the claim's own store.
    pub functions: Budget,
    /// Splits in the diagram of minimal sets.
    pub splits: usize,
    /// Minimal sets named on each side.
    pub sets: usize,
    /// Constraints, differences and leaves of K that are looked at.
    pub near: usize,
    /// Steps in the search for what dates exclude.
    pub theory: u64,
}

impl Default for JudgeLimits {
    fn default() -> Self {
        let functions = Budget { nodes: 1_500_000, steps: 10_000_000 };
        Self { functions, splits: 500_000, sets: 16, near: 20_000, theory: 100_000 }
    }
}

/// A set of answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Answers(u8);

impl Answers {
    /// Only this one.
    pub const fn only(answer: Answer) -> Self {
        Self(1 << answer as u8)
    }
    /// Adds one.
    pub fn insert(&mut self, answer: Answer) {
        self.0 |= 1 << answer as u8;
    }
    /// Whether it occurs.
    pub const fn contains(self, answer: Answer) -> bool {
        self.0 >> answer as u8 & 1 == 1
    }
    /// In the order of reports: true, false, open, undefined.
    pub fn iter(self) -> impl Iterator<Item = Answer> {
        Answer::ALL.into_iter().filter(move |answer| self.contains(*answer))
    }
}

/// The minimal sets of allegations to accept and to reject, by the answer they make certain.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TurnsOn {
    /// Any of these makes it true.
    pub true_if: Cow<'static, [Choice]>,
    /// Any of these makes it false.
    pub false_if: Cow<'static, [Choice]>,
    /// Any of these leaves it open.
    pub open_if: Cow<'static, [Choice]>,
    /// Any of these makes it undefined.
    pub undefined_if: Cow<'static, [Choice]>,
    /// Whether there are more than are named.
    pub more: bool,
    /// Where there are more: all the sets for an answer at once, if that can be said in a few.
    pub summaries: Vec<Summary>,
}

/// Every set of one shape: for each part, any so many of these.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// The answer that these sets make certain.
    pub answer: Answer,
    /// All of them together make one set.
    pub parts: Vec<AnyOf>,
}

/// Any `count` of these allegations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnyOf {
    /// How many.
    pub count: usize,
    /// Whether they are to be accepted; else rejected.
    pub accept: bool,
    /// Interchangeable allegations, in order.
    pub of: Vec<AtomId>,
}

static NOTHING_NEEDED: [Choice; 1] = [Choice { accept: Vec::new(), reject: Vec::new() }];

impl TurnsOn {
    /// Nothing needs to be accepted or rejected for this answer.
    pub fn nothing(answer: Answer) -> Self {
        let mut made = Self::default();
        *made.side_mut(answer) = Cow::Borrowed(&NOTHING_NEEDED);
        made
    }

    /// The sets for one answer.
    pub fn side(&self, answer: Answer) -> &[Choice] {
        match answer {
            Answer::True => &self.true_if,
            Answer::False => &self.false_if,
            Answer::Open => &self.open_if,
            Answer::Undefined => &self.undefined_if,
        }
    }

    /// The sets for one answer, to be filled in.
    pub fn side_mut(&mut self, answer: Answer) -> &mut Cow<'static, [Choice]> {
        match answer {
            Answer::True => &mut self.true_if,
            Answer::False => &mut self.false_if,
            Answer::Open => &mut self.open_if,
            Answer::Undefined => &mut self.undefined_if,
        }
    }
}

/// What is to be said of a claim.
#[derive(Clone, PartialEq, Debug)]
pub struct Judgement {
    /// Over all admissible choices.
    pub verdict: Verdict,
    /// The answers that occur on them.
    pub answers: Answers,
    /// The answer where no allegation is accepted, beyond those that the reading sets.
    pub on_record: Answer,
    /// What it turns on.
    pub turns_on: TurnsOn,
    /// The open questions that would settle it, the most decisive first.
    pub questions: Vec<AtomId>,
    /// A reading on which the rules bite their own tail, if there is one: the one that accepts fewest
    /// allegations, then answers yes to fewest questions.
    pub undefined_reading: Option<Assignment>,
    /// A budget was reached: what is said is certain as far as it goes, and more may be so.
    pub incomplete: bool,
    /// No choice is admissible: what bears on this claim contradicts itself.
    pub contradiction: bool,
}

impl Judgement {
    /// The same answer on every choice, whatever K says. Allocates nothing.
    pub fn undisputed(answer: Answer) -> Self {
        Self {
            verdict: Verdict::of_sole(answer),
            answers: Answers::only(answer),
            on_record: answer,
            turns_on: TurnsOn::nothing(answer),
            questions: Vec::new(),
            undefined_reading: (answer == Answer::Undefined).then(Assignment::default),
            incomplete: false,
            contradiction: false,
        }
    }

    /// Nothing is certain.
    pub fn unknown() -> Self {
        Self {
            verdict: Verdict::Undetermined,
            answers: Answers::default(),
            on_record: Answer::Open,
            turns_on: TurnsOn::default(),
            questions: Vec::new(),
            undefined_reading: None,
            incomplete: true,
            contradiction: false,
        }
    }
}
