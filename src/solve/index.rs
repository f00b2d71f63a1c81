//! Which clauses head which atom, and what order the atoms come in.
//!
//! Takes a ground program and gives flat arrays made in linear time; made once, read by every other
//! part of this room.

use crate::ground::clauses::{AtomId, Body, ClauseId, GroundProgram, Literal};

/// The clauses of each atom, in order of creation.
#[derive(Clone, Default)]
pub struct Index {
    starts: Vec<u32>,
    clauses: Vec<ClauseId>,
}

impl Index {
    /// Counts, then places: no list per atom.
    pub fn new(program: &GroundProgram) -> Self {
        let mut starts = vec![0u32; program.atom_count() + 1];
        for (_, head, _) in program.clauses() {
            starts[head.0 as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut clauses = vec![ClauseId(0); program.clause_count()];
        for (id, head, _) in program.clauses() {
            let slot = &mut next[head.0 as usize];
            clauses[*slot as usize] = id;
            *slot += 1;
        }
        Self { starts, clauses }
    }

    /// The clauses that head an atom.
    pub fn clauses_of(&self, atom: AtomId) -> &[ClauseId] {
        let at = atom.0 as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.clauses[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// The literals of a body, without their weights.
pub fn literals<'a>(body: Body<'a>) -> impl Iterator<Item = Literal> + 'a {
    let (plain, weighted): (&'a [Literal], &'a [(Literal, u64)]) = match body {
        Body::All(list) => (list, &[]),
        Body::AtLeast(_, list) => (&[], list),
    };
    plain.iter().copied().chain(weighted.iter().map(|(literal, _)| *literal))
}

/// The literal of a body at a position.
pub fn literal_at(body: Body<'_>, position: usize) -> Option<Literal> {
    match body {
        Body::All(list) => list.get(position).copied(),
        Body::AtLeast(_, list) => list.get(position).map(|(literal, _)| *literal),
    }
}
