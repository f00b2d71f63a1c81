//! The ground program: what `ground` makes and `solve` reads.
//!
//! A normal logic program over atoms that are plain numbers. An atom is either *derived* (it heads
//! clauses; with none it is false) or a *leaf*: an allegation or an open question, which a reading sets
//! freely and which heads no clause. Beside the clauses stand the constraints K: Boolean ones over
//! leaves, and differences between points of time that hold when a literal does.
//!
//! Invariant: this file knows neither text nor spans; what an atom means is in `ground::Atoms`.

/// A ground atom. Numbers are dense, in order of creation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct AtomId(pub u32);

/// An atom or its default negation (`not`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Literal(u32);

impl Literal {
    /// The atom itself.
    pub const fn positive(atom: AtomId) -> Self {
        Self(atom.0 << 1)
    }
    /// `not atom`.
    pub const fn negative(atom: AtomId) -> Self {
        Self(atom.0 << 1 | 1)
    }
    /// The atom under the literal.
    pub const fn atom(self) -> AtomId {
        AtomId(self.0 >> 1)
    }
    /// Whether this is `not atom`.
    pub const fn is_negative(self) -> bool {
        self.0 & 1 == 1
    }
    /// The opposite literal.
    pub const fn negated(self) -> Self {
        Self(self.0 ^ 1)
    }
}

impl std::fmt::Debug for Literal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_negative() { write!(f, "not {}", self.atom().0) } else { write!(f, "{}", self.atom().0) }
    }
}

/// What sets a leaf.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Leaf {
    /// Accepted or rejected by a choice (the set A).
    Allegation,
    /// Answered one way or the other, whatever one accepts (the set O).
    Question,
}

/// One clause: `head :- body`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClauseId(pub u32);

/// The body of a clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Body<'a> {
    /// Every literal holds. The empty conjunction is a fact.
    All(&'a [Literal]),
    /// The weights of the literals that hold add up to the threshold at least.
    AtLeast(u64, &'a [(Literal, u64)]),
}

/// A Boolean expression over leaves, for K.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Constraint {
    /// At least one of the literals holds (a clause of K).
    Either(Vec<Literal>),
    /// At most one of these leaves is true.
    AtMostOne(Vec<AtomId>),
    /// Exactly one of these leaves is true.
    ExactlyOne(Vec<AtomId>),
}

/// A point of time in the difference theory; point 0 is the origin, fixed at 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct PointId(pub u32);

/// If every literal of `when` holds then `x − y ≤ bound`. The numbers are the grounder's own time units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Leaves (or their negations) under which the inequality is asserted; empty: always.
    pub when: Vec<Literal>,
    /// The minuend.
    pub x: PointId,
    /// The subtrahend.
    pub y: PointId,
    /// The largest difference that is allowed.
    pub bound: i64,
}

#[derive(Clone, Copy)]
struct StoredClause {
    head: AtomId,
    start: u32,
    end: u32,
    threshold: Option<u64>,
}

/// Atoms, clauses and constraints; append only.
#[derive(Clone, Default)]
pub struct GroundProgram {
    leaves: Vec<Option<Leaf>>,
    clauses: Vec<StoredClause>,
    literals: Vec<Literal>,
    weighted: Vec<(Literal, u64)>,
    constraints: Vec<Constraint>,
    points: u32,
    differences: Vec<Difference>,
}

impl GroundProgram {
    /// An empty program.
    pub fn new() -> Self {
        Self { points: 1, ..Self::default() }
    }

    /// A fresh atom; with a leaf it is set by readings, without it by clauses.
    pub fn add_atom(&mut self, leaf: Option<Leaf>) -> AtomId {
        let id = AtomId(self.leaves.len() as u32);
        self.leaves.push(leaf);
        id
    }

    /// Adds `head :- body` (all literals). The head must be a derived atom.
    pub fn add_clause(&mut self, head: AtomId, body: &[Literal]) -> ClauseId {
        debug_assert!(self.leaf(head).is_none());
        let start = self.literals.len() as u32;
        self.literals.extend_from_slice(body);
        self.push(StoredClause { head, start, end: self.literals.len() as u32, threshold: None })
    }

    /// Adds `head :- at least threshold of body`, counting weights.
    pub fn add_at_least(&mut self, head: AtomId, threshold: u64, body: &[(Literal, u64)]) -> ClauseId {
        debug_assert!(self.leaf(head).is_none());
        let start = self.weighted.len() as u32;
        self.weighted.extend_from_slice(body);
        self.push(StoredClause { head, start, end: self.weighted.len() as u32, threshold: Some(threshold) })
    }

    fn push(&mut self, clause: StoredClause) -> ClauseId {
        let id = ClauseId(self.clauses.len() as u32);
        self.clauses.push(clause);
        id
    }

    /// Adds a Boolean constraint over leaves.
    pub fn add_constraint(&mut self, constraint: Constraint) {
        self.constraints.push(constraint);
    }

    /// A fresh point of time.
    pub fn add_point(&mut self) -> PointId {
        let id = PointId(self.points);
        self.points += 1;
        id
    }

    /// Adds a (conditional) difference between two points.
    pub fn add_difference(&mut self, difference: Difference) {
        self.differences.push(difference);
    }

    /// The number of atoms; their ids are `0..atom_count`.
    pub fn atom_count(&self) -> usize {
        self.leaves.len()
    }

    /// The number of clauses.
    pub fn clause_count(&self) -> usize {
        self.clauses.len()
    }

    /// The number of time points, the origin included.
    pub fn point_count(&self) -> usize {
        self.points as usize
    }

    /// Whether, and by what, readings set the atom.
    pub fn leaf(&self, atom: AtomId) -> Option<Leaf> {
        self.leaves.get(atom.0 as usize).copied().flatten()
    }

    /// The head and body of a clause.
    pub fn clause(&self, id: ClauseId) -> (AtomId, Body<'_>) {
        let c = self.clauses[id.0 as usize];
        let range = c.start as usize..c.end as usize;
        match c.threshold {
            None => (c.head, Body::All(&self.literals[range])),
            Some(k) => (c.head, Body::AtLeast(k, &self.weighted[range])),
        }
    }

    /// All clauses in order of creation.
    pub fn clauses(&self) -> impl Iterator<Item = (ClauseId, AtomId, Body<'_>)> {
        (0..self.clauses.len()).map(|i| {
            let id = ClauseId(i as u32);
            let (head, body) = self.clause(id);
            (id, head, body)
        })
    }

    /// The Boolean part of K.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }

    /// The theory part of K.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}
