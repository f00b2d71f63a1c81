//! Chains that bite their own tail, on one reading.
//!
//! Takes the evaluation of a cone and gives the undefined atoms that depend on each other through a `not`.

use super::circles::MOST_STARTS;
use super::evaluate::Evaluation;
use super::graph::Graph;
use crate::ground::clauses::AtomId;

/// Atoms that are undefined because they depend on each other through a `not`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TailBite {
    /// Each needs the next, or that the next is not so; the last the first. At least one `not` is among
    /// them.
    pub atoms: Vec<AtomId>,
    /// For each atom, whether it needs that the next one is *not* so.
    pub negated: Vec<bool>,
}

/// The undefined premises of the undefined atoms.
fn undefined_graph(evaluation: &Evaluation) -> Graph {
    let rules = evaluation.rules();
    let open = |atom: u32| evaluation.value_at(atom).is_none();
    let edges = (0..rules.atoms.len() as u32).map(|atom| {
        let premises = rules.rules_of(atom).filter(|rule| open(atom) && could_fire(evaluation, *rule));
        let inside = premises.flat_map(|rule| rules.premises(rule));
        inside.filter_map(|p| p.inside.filter(|i| open(*i)).map(|i| (i, p.literal.is_negative()))).collect()
    });
    Graph { edges: edges.collect() }
}

fn could_fire(evaluation: &Evaluation, rule: u32) -> bool {
    let rules = evaluation.rules();
    let possible = |inside: Option<u32>, negative: bool| {
        inside.is_none_or(|atom| evaluation.value_at(atom).is_none_or(|value| value != negative))
    };
    let premises = rules.premises(rule).iter().filter(|p| possible(p.inside, p.literal.is_negative()));
    rules
        .rules
        .get(rule as usize)
        .is_some_and(|stored| premises.map(|p| u128::from(p.weight)).sum::<u128>() >= stored.needed)
}

/// Every set of undefined atoms that depend on each other with a `not` among them.
pub fn tail_biting_sets(evaluation: &Evaluation) -> Vec<Vec<AtomId>> {
    let graph = undefined_graph(evaluation);
    let mut found = Vec::new();
    graph.components(|part| {
        let inner = |(target, negative): &(u32, bool)| *negative && part.binary_search(target).is_ok();
        if part.iter().any(|atom| graph.edges[*atom as usize].iter().any(inner)) {
            let mut atoms: Vec<AtomId> = part.iter().map(|atom| evaluation.atoms()[*atom as usize]).collect();
            atoms.sort_unstable();
            found.push(atoms);
        }
    });
    found.sort_unstable();
    found
}

/// The shortest chain of an undefined atom's premises that bites its own tail.
pub fn tail_bite_from(evaluation: &Evaluation, atom: AtomId) -> Option<TailBite> {
    let start = evaluation.number(atom)? as u32;
    let graph = undefined_graph(evaluation);
    let mut part_of = vec![0usize; graph.edges.len()];
    let mut count = 0;
    graph.components(|part| {
        count += 1;
        part.iter().for_each(|atom| part_of[*atom as usize] = count);
    });
    let mut best: Option<Vec<u32>> = None;
    for from in graph.reachable(start).into_iter().take(MOST_STARTS) {
        let part = part_of[from as usize];
        let found = graph.cycle(from, |negative| negative, |atom| part_of[atom as usize] == part);
        if let Some(cycle) = found
            && best.as_ref().is_none_or(|best| cycle.len() < best.len())
        {
            best = Some(cycle);
        }
    }
    let cycle = best?;
    let next = |at: usize| cycle[(at + 1) % cycle.len()];
    let negated = (0..cycle.len()).map(|at| {
        let edges = &graph.edges[cycle[at] as usize];
        at == 0 || !edges.contains(&(next(at), false))
    });
    let atoms = cycle.iter().map(|atom| evaluation.atoms()[*atom as usize]).collect();
    Some(TailBite { atoms, negated: negated.collect() })
}
