//! Rules instantiated, only as far as the claims ask. Must never know text or spans.
pub mod clauses;
