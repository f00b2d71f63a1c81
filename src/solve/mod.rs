//! The well-founded model over all readings. Must never know what a source is.
pub mod answers;
pub mod components;
pub mod constraints;
pub mod evaluate;
pub mod fixpoint;
pub mod functions;
pub mod index;
pub mod model;
pub mod primes;
pub mod rules;
pub mod theory;
pub mod threshold;
pub mod transform;
pub mod twin;
pub mod unwind;
pub mod wellfounded;
