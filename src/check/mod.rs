//! The checks on a resolved corpus: its order of time, its safety, and the faults of its record; one file a
//! check. Must never know how claims are solved.
pub mod chronology;
mod components;
