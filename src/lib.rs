//! Convoke: a checker for events, procedural rules and claims of legitimacy.
#![forbid(unsafe_code)]
pub mod source;
pub mod calendar;
pub mod diagnostic;
pub mod syntax;
pub mod program;
pub mod resolve;
pub mod check;
pub mod ground;
pub mod solve;
pub mod explain;
pub mod verdict;
pub mod session;
pub mod report;
