//! The grammar of a file and its tree. Must never know names or kinds.
pub mod tree;
