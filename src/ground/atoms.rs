//! The table of ground atoms: what each says, and which atom says a thing. Numbers are dense and in order
//! of first sight.
//!
//! Nearly all lookups are of what is said of one act, or of one instance of a rule, in the plain context:
//! these stand in rows by the act's or the instance's number, so that what belongs together lies together.
//! The rest is hashed.
use super::clauses::AtomId;
use super::keys::{AtomKey, ContextId, Key};
use rustc_hash::FxHashMap;

/// No atom yet.
const NONE: u32 = u32::MAX;

/// What is said of one act alone.
const OF_ACT: usize = 16;
/// What is said of one instance alone.
const OF_INSTANCE: usize = 4;

/// Where a key's atom stands.
enum Place {
    Act(usize, usize),
    Instance(usize, usize),
    Hashed,
}

/// Atoms by their keys, and keys by their atoms.
#[derive(Default)]
pub struct AtomTable {
    keys: Vec<AtomKey>,
    acts: Vec<[u32; OF_ACT]>,
    instances: Vec<[u32; OF_INSTANCE]>,
    others: FxHashMap<AtomKey, AtomId>,
}

impl AtomTable {
    /// The atom of a key, and whether it is new.
    pub(super) fn insert(&mut self, key: AtomKey) -> (AtomId, bool) {
        let next = AtomId(self.keys.len() as u32);
        let slot = match place(&key) {
            Place::Act(act, slot) => slot_of(&mut self.acts, act, slot),
            Place::Instance(instance, slot) => slot_of(&mut self.instances, instance, slot),
            Place::Hashed => {
                let known = *self.others.entry(key).or_insert(next);
                if known == next {
                    self.keys.push(key);
                }
                return (known, known == next);
            }
        };
        if *slot == NONE {
            *slot = next.0;
            self.keys.push(key);
            return (next, true);
        }
        (AtomId(*slot), false)
    }

    /// The atom of a key, if it was asked.
    pub fn get(&self, key: &AtomKey) -> Option<AtomId> {
        let slot = match place(key) {
            Place::Act(act, slot) => self.acts.get(act).map(|row| row[slot]),
            Place::Instance(instance, slot) => self.instances.get(instance).map(|row| row[slot]),
            Place::Hashed => return self.others.get(key).copied(),
        };
        slot.filter(|atom| *atom != NONE).map(AtomId)
    }

    /// What an atom says.
    pub fn key(&self, atom: AtomId) -> Option<AtomKey> {
        self.keys.get(atom.0 as usize).copied()
    }

    /// Every atom with what it says, in order.
    pub fn iter(&self) -> impl Iterator<Item = (AtomId, AtomKey)> {
        self.keys.iter().enumerate().map(|(index, key)| (AtomId(index as u32), *key))
    }
}

fn slot_of<const N: usize>(rows: &mut Vec<[u32; N]>, row: usize, slot: usize) -> &mut u32 {
    if row >= rows.len() {
        rows.resize(row + 1, [NONE; N]);
    }
    &mut rows[row][slot]
}

fn place(atom: &AtomKey) -> Place {
    if atom.context != ContextId(0) {
        return Place::Hashed;
    }
    let (act, slot) = match atom.key {
        Key::Power(act) => (act, 0),
        Key::Took(act) => (act, 1),
        Key::Denied(act) => (act, 2),
        Key::Told(act) => (act, 3),
        Key::Granted(act) => (act, 4),
        Key::Covered(act) => (act, 5),
        Key::Barred(act) => (act, 6),
        Key::Fatal(act) => (act, 7),
        Key::Sound(act) => (act, 8),
        Key::May(act) => (act, 9),
        Key::Cured(act) => (act, 10),
        Key::Undone(act) => (act, 11),
        Key::Valid(act) => (act, 12),
        Key::BreachesSome(act) => (act, 13),
        Key::Wrong(act) => (act, 14),
        Key::MissingRule(act) => (act, 15),
        Key::Covers(instance) => return Place::Instance(instance.0 as usize, 0),
        Key::Governs(instance) => return Place::Instance(instance.0 as usize, 1),
        Key::Overridden(instance) => return Place::Instance(instance.0 as usize, 2),
        Key::Breach(instance) => return Place::Instance(instance.0 as usize, 3),
        _ => return Place::Hashed,
    };
    Place::Act(act.index(), slot)
}
