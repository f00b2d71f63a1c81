//! The words in which this room and the next answer.

use crate::ground::clauses::AtomId;

/// The value of an atom on one reading, in which every leaf is set.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Value {
    /// It follows.
    True,
    /// It does not follow.
    False,
    /// The rules bite their own tail.
    Undefined,
}

/// The answer to a claim on one choice, in which every allegation is accepted or rejected.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Answer {
    /// True under every answer that K allows.
    True,
    /// False under every answer that K allows.
    False,
    /// It depends on how the open questions are answered.
    Open,
    /// Undefined under every answer that K allows.
    Undefined,
}

impl Answer {
    /// Every answer, in the order in which reports name them.
    pub const ALL: [Self; 4] = [Self::True, Self::False, Self::Open, Self::Undefined];

    /// The word of the reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Open => "open",
            Self::Undefined => "undefined",
        }
    }
}

/// The verdict over all admissible choices.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// True on every one.
    Upheld,
    /// False on every one.
    Refuted,
    /// Open on every one.
    Undetermined,
    /// Undefined on every one.
    Paradoxical,
    /// Not the same on every one.
    Contested,
}

impl Verdict {
    /// The word of the reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Refuted => "refuted",
            Self::Undetermined => "undetermined",
            Self::Paradoxical => "paradoxical",
            Self::Contested => "contested",
        }
    }

    /// The verdict where one answer occurs on every choice.
    pub const fn of_sole(answer: Answer) -> Self {
        match answer {
            Answer::True => Self::Upheld,
            Answer::False => Self::Refuted,
            Answer::Open => Self::Undetermined,
            Answer::Undefined => Self::Paradoxical,
        }
    }
}

/// Some allegations accepted and some rejected; the others are left out.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Choice {
    /// Accepted, in order.
    pub accept: Vec<AtomId>,
    /// Rejected, in order.
    pub reject: Vec<AtomId>,
}

impl Choice {
    /// How many allegations it speaks of.
    pub fn size(&self) -> usize {
        self.accept.len() + self.reject.len()
    }
}
