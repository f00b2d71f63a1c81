//! Reasons in the words of the corpus, and the verifier that checks the proofs behind them. Must never
//! know the inside of `solve`.
pub mod admit;
mod conditions;
mod names;
pub mod proof;
pub mod questions;
pub mod reason;
#[cfg(test)]
mod tests;
mod sentences;
pub mod lookup;
pub mod verify;
pub mod words;
