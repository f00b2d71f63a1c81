//! The five verdicts, what they turn on, and the questions that would settle them. Must never know output
//! formats.
//!
//! Takes a model and a claim's atom; gives a [`Judgement`] by the definitions of `docs/engine.md`. A claim
//! without dispute is judged by looking at one number.
pub mod bench;
pub mod case;
pub mod choice;
pub mod claim_report;
pub mod contradiction;
pub mod expectation;
mod explained;
pub mod findings;
mod grounds;
pub mod judge;
pub mod judgement;
pub mod questions;
pub mod refine;
pub mod settle;
pub mod turns_on;
pub mod witness;

pub use crate::solve::answers::{Answer, Choice, Value, Verdict};
pub use choice::{ChoiceAnswer, answer_on_choice};
pub use contradiction::{Consistency, contradiction};
pub use judge::judge;
pub use judgement::{Answers, AnyOf, JudgeLimits, Judgement, Reading, Summary, TurnsOn};
pub use witness::{Excluded, reading_with};
