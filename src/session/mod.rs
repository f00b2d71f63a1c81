//! (room: session)
pub mod asked;
pub mod options;
pub mod outcome;
