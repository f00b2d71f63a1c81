//! Convoke: a checker for events, procedural rules and claims of legitimacy.
#![forbid(unsafe_code)]
pub mod calendar;
pub mod check;
pub mod diagnostic;
pub mod evidence;
pub mod explain;
pub mod export;
pub mod ground;
pub mod program;
pub mod report;
pub mod resolve;
pub mod session;
pub mod solve;
pub mod source;
pub mod syntax;
pub mod verdict;
