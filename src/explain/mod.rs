//! Reasons in the words of the corpus, and the verifier that checks the proofs behind them. Must never
//! know the inside of `solve`.
pub mod admit;
pub mod authority;
mod choice;
mod circle;
mod compared;
mod conditions;
mod figures;
mod folded;
mod known;
pub mod lookup;
pub mod names;
mod nodes;
pub mod place;
pub mod proof;
pub mod questions;
mod ranks;
pub mod reason;
mod ruled;
mod sentences;
pub mod settled;
#[cfg(test)]
mod tests;
mod tree;
pub mod used;
pub mod verify;
pub mod why;
pub mod words;
