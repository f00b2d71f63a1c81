//! Rules instantiated, only as far as the claims ask. Must never know text or spans.
//!
//! Takes a checked program and the claims to judge; gives a [`clauses::GroundProgram`] with what each atom
//! means. The clauses are those of `docs/engine.md`; each stands above the code that computes it:
//! `statements` and `force` (what is on and in force), `took`, `govern`, `validity`, `cures`,
//! `duties`, `fluents` (what holds), `conditions` and what they are made of, `order` and `days` (time).
pub mod acts;
mod asked;
pub mod atoms;
pub mod clauses;
mod conditions;
mod cures;
mod days;
mod duties;
mod fluents;
mod force;
mod free;
mod govern;
pub mod grounded;
pub mod grounder;
mod index;
pub mod keys;
mod matching;
pub mod numbers;
mod openings;
mod order;
mod parts;
mod powers;
mod quantified;
pub mod quantities;
mod search;
mod sentences;
mod someone;
mod statements;
mod times;
mod took;
mod validity;
