//! (room: session)
pub mod outcome;
