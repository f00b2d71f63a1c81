//! (room: session)
pub mod asked;
pub mod options;
pub mod outcome;
mod provisional;
pub use provisional::*;
