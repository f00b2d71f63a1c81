//! (room: session)
pub mod options;
pub mod outcome;
