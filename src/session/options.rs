//! What is asked of a run: which claims, on which reading. Names as the user typed them; `session`
//! finds what they name and says which are unknown.
use serde::Serialize;

/// Of a record with more claims than this, the reasons of those that nobody disputes are told for the first
/// ones only: `why` tells those of any.
pub const MOST_TOLD: usize = 500;

/// A reading to evaluate on: what is accepted, rejected, left out. Empty: all admissible readings.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Reading {
    /// Statements, or speakers with all they allege, to accept.
    pub accept: Vec<String>,
    /// Statements, or speakers with all they allege, to reject.
    pub reject: Vec<String>,
    /// One choice: accepts what this standpoint lists and nothing else.
    pub standpoint: Option<String>,
    /// The order to recognise; its rivals are not.
    pub under: Option<String>,
    /// Rules and events to leave out.
    pub without: Vec<String>,
}

impl Reading {
    /// Whether nothing is asked for: every admissible reading.
    pub fn is_every_reading(&self) -> bool {
        *self == Self::default()
    }
}

/// What `check` is asked to do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Judge only these claims; empty: all.
    pub claims: Vec<String>,
    /// On this reading.
    pub reading: Reading,
    /// Whether the ground of every refutation is wanted, also of claims whose reasons are not told.
    pub grounds: bool,
}
