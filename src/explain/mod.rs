//! Reasons in the words of the corpus, and the verifier that checks the proofs behind them. Must never
//! know the inside of `solve`.
pub mod admit;
pub mod proof;
pub mod reason;
#[cfg(test)]
mod tests;
pub mod verify;
