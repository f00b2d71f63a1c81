//! Where dates exclude too much to be said at once: on which choices each value of the claim occurs, found one
//! reading at a time.
//!
//! Takes a case whose `k` says less than K. Looks for a reading with a value on choices for which none was shown
//! yet; holds it against all dates; adds the conflict that forbids it, or shows the value for every choice that the
//! reading carries over to: the same answers, and no more accepted of what only ties dates together. Ends when
//! nothing is left to show. Then `k` tells of every choice what the whole of K tells, though not of every reading.
//!
//! INVARIANT: every conflict added follows from K; a value is shown only where the whole of K admits it.
//!
//! Clarke, Grumberg, Jha, Lu & Veith, "Counterexample-Guided Abstraction Refinement", 2000.

use rustc_hash::FxHashSet;

use super::case::{Case, Values};
use super::judgement::JudgeLimits;
use crate::ground::clauses::{AtomId, Constraint, Difference, Literal};
use crate::solve::answers::Value;
use crate::solve::functions::{Budget, Exhausted, Function};
use crate::solve::theory::consistent;

/// How many readings are looked at.
const MOST_READINGS: usize = 2000;

/// Makes a case exact on choices, if that can be done within a part of the budget; says whether it was.
pub fn settle(case: &mut Case<'_>, value: Values<'_>, limits: &JudgeLimits) -> bool {
    let Budget { nodes, steps } = limits.functions;
    let size = case.store.size();
    case.store.renew(Budget { nodes: size + nodes.saturating_sub(size) / 2, steps: steps / 2 });
    let before = case.k;
    let settled = show_all(case, value).unwrap_or(false);
    if !settled {
        // What was learned and did not suffice would only make what is left to do dearer.
        case.k = before;
    }
    case.store.renew(limits.functions);
    case.exact |= settled;
    settled
}

fn show_all(case: &mut Case<'_>, value: Values<'_>) -> Result<bool, Exhausted> {
    let bonds = Bonds::of(case);
    let mut left = MOST_READINGS;
    for wanted in [Value::True, Value::False, Value::Undefined] {
        let so = case.where_value(wanted)?;
        let mut shown = Function::FALSE;
        loop {
            let readings = case.store.and(case.k, so)?;
            let readings = case.store.and(readings, shown.negated())?;
            let Some(path) = case.store.some_path(readings, |leaf| !case.is_question(leaf)) else { break };
            let Some(fewer) = left.checked_sub(1) else { return Ok(false) };
            left = fewer;
            let reading = Path::new(case, &path);
            match forbidden(case, value, |leaf| reading.holds(leaf)) {
                Some(conflict) => exclude(case, &conflict)?,
                None => {
                    let here = carried(case, so, &reading, &bonds)?;
                    shown = case.store.or(shown, here)?;
                }
            }
        }
    }
    Ok(true)
}

/// A reading: the literals of a path, and of what the path leaves open every allegation accepted, every question no.
struct Path {
    accepted: FxHashSet<AtomId>,
}

impl Path {
    fn new(case: &Case<'_>, path: &[Literal]) -> Self {
        let told: FxHashSet<AtomId> = path.iter().map(|literal| literal.atom()).collect();
        let loose = case.leaves.iter().copied().filter(|leaf| !told.contains(leaf) && !case.is_question(*leaf));
        let yes = path.iter().filter(|literal| !literal.is_negative()).map(|literal| literal.atom());
        Self { accepted: yes.chain(loose).collect() }
    }

    fn holds(&self, leaf: AtomId) -> bool {
        self.accepted.contains(&leaf)
    }
}

/// Free literals that no dates allow together, if a reading has such.
pub fn forbidden(case: &Case<'_>, value: Values<'_>, reading: impl Fn(AtomId) -> bool) -> Option<Vec<Literal>> {
    let differences: Vec<&Difference> =
        case.near.differences.iter().filter_map(|place| case.program.differences().get(*place as usize)).collect();
    let holds =
        |literal: Literal| value(literal.atom()).unwrap_or_else(|| reading(literal.atom())) != literal.is_negative();
    let cycle = consistent(differences.iter().copied(), holds).err()?;
    let involved = cycle.iter().filter_map(|place| differences.get(*place));
    let mut conflict: Vec<Literal> = involved.flat_map(|difference| difference.when.iter().copied()).collect();
    conflict.retain(|literal| value(literal.atom()).is_none());
    conflict.sort_unstable();
    conflict.dedup();
    Some(conflict)
}

/// Takes a conflict out of `k`.
pub fn exclude(case: &mut Case<'_>, conflict: &[Literal]) -> Result<(), Exhausted> {
    let cube = case.store.cube(conflict)?;
    case.k = case.store.and(case.k, cube.negated())?;
    Ok(())
}

/// Which allegations stand in K, and of which K never asks more when they are rejected.
struct Bonds {
    bound: FxHashSet<AtomId>,
    kept: FxHashSet<AtomId>,
}

impl Bonds {
    fn of(case: &Case<'_>) -> Self {
        let (mut bound, mut kept) = (FxHashSet::default(), FxHashSet::default());
        let differences = case.near.differences.iter();
        for difference in differences.filter_map(|place| case.program.differences().get(*place as usize)) {
            bound.extend(difference.when.iter().map(|literal| literal.atom()));
            kept.extend(difference.when.iter().filter(|literal| literal.is_negative()).map(|literal| literal.atom()));
        }
        let constraints = case.near.constraints.iter();
        for constraint in constraints.filter_map(|place| case.program.constraints().get(*place as usize)) {
            match constraint {
                Constraint::Either(literals) => {
                    bound.extend(literals.iter().map(|literal| literal.atom()));
                    kept.extend(literals.iter().filter(|literal| !literal.is_negative()).map(|literal| literal.atom()));
                }
                Constraint::AtMostOne(leaves) => bound.extend(leaves.iter().copied()),
                Constraint::ExactlyOne(leaves) => {
                    bound.extend(leaves.iter().copied());
                    kept.extend(leaves.iter().copied());
                }
            }
        }
        Self { bound, kept }
    }
}

/// The choices on which a reading's answers give the claim the same value, and K admits them as it admits the reading.
fn carried(case: &mut Case<'_>, so: Function, reading: &Path, bonds: &Bonds) -> Result<Function, Exhausted> {
    let program = case.program;
    let is_question = |leaf: AtomId| program.leaf(leaf) != Some(crate::ground::clauses::Leaf::Allegation);
    let here = case.store.restrict(so, |leaf| is_question(leaf).then(|| reading.holds(leaf)))?;
    let allegations = case.leaves.iter().copied().filter(|leaf| !is_question(*leaf));
    let literals = allegations.filter(|leaf| bonds.bound.contains(leaf)).filter_map(|leaf| {
        match (reading.holds(leaf), bonds.kept.contains(&leaf)) {
            (true, true) => Some(Literal::positive(leaf)),
            (true, false) => None,
            (false, _) => Some(Literal::negative(leaf)),
        }
    });
    let literals: Vec<Literal> = literals.collect();
    let cube = case.store.cube(&literals)?;
    case.store.and(here, cube)
}
