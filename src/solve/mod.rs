//! (room: solve)
