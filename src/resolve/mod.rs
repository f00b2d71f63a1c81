//! (room: resolve)
