//! Tests of the room.
mod proofs;
