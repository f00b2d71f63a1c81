//! Every atom of random programs has a proof that verifies; a proof that was tampered with does not.
use crate::explain::admit::{admits, covers};
use crate::explain::proof::{Decided, Proof, prove};
use crate::explain::verify::{Flaw, Heads, verify};
use crate::ground::clauses::{AtomId, Constraint, Difference, GroundProgram, Leaf, Literal};
use crate::solve::answers::Value;
use crate::solve::evaluate::{Assignment, evaluate};
use crate::solve::index::Index;
use proptest::prelude::*;

const LEAVES: u32 = 3;
const DERIVED: u32 = 7;

type Clause = (u32, Option<u64>, Vec<(u32, bool, u64)>);

fn clause() -> impl Strategy<Value = Clause> {
    let literal = (0..LEAVES + DERIVED, any::<bool>(), 1u64..3);
    (LEAVES..LEAVES + DERIVED, proptest::option::weighted(0.2, 0u64..4), proptest::collection::vec(literal, 0..4))
}

fn program(clauses: &[Clause]) -> GroundProgram {
    let mut program = GroundProgram::new();
    for atom in 0..LEAVES + DERIVED {
        program.add_atom((atom < LEAVES).then_some(Leaf::Question));
    }
    for (head, threshold, body) in clauses {
        let literals: Vec<(Literal, u64)> = body.iter().map(|&(a, negative, w)| (literal(a, negative), w)).collect();
        match threshold {
            Some(needed) => program.add_at_least(AtomId(*head), *needed, &literals),
            None => {
                let plain: Vec<Literal> = literals.into_iter().map(|(literal, _)| literal).collect();
                program.add_clause(AtomId(*head), &plain)
            }
        };
    }
    program
}

fn literal(atom: u32, negative: bool) -> Literal {
    if negative { Literal::negative(AtomId(atom)) } else { Literal::positive(AtomId(atom)) }
}

fn reading(bits: u32) -> Assignment {
    Assignment::new((0..LEAVES).filter(|leaf| bits >> leaf & 1 == 1).map(AtomId))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_atom_has_a_proof(clauses in proptest::collection::vec(clause(), 1..16), bits in 0u32..8) {
        let program = program(&clauses);
        let (index, heads) = (Index::new(&program), Heads::collect(&program));
        for atom in 0..LEAVES + DERIVED {
            let model = evaluate(&program, &index, &reading(bits), &[AtomId(atom)]);
            let proof = prove(&program, &index, &model, AtomId(atom));
            prop_assert_eq!(verify(&program, &heads, &proof), Ok(()), "atom {} of {:?}", atom, clauses);
        }
    }

    #[test]
    fn a_proof_of_another_value_does_not_verify(clauses in proptest::collection::vec(clause(), 1..16), bits in 0u32..8) {
        let program = program(&clauses);
        let (index, heads) = (Index::new(&program), Heads::collect(&program));
        for atom in LEAVES..LEAVES + DERIVED {
            let model = evaluate(&program, &index, &reading(bits), &[AtomId(atom)]);
            let honest = prove(&program, &index, &model, AtomId(atom));
            for value in [Value::True, Value::False, Value::Undefined] {
                if value != honest.value {
                    for forged in forgeries(&honest, value) {
                        prop_assert!(verify(&program, &heads, &forged).is_err(), "{:?} of {:?}", forged, clauses);
                    }
                }
            }
        }
    }
}

#[test]
fn what_no_question_bears_on_is_proved_without_any() {
    let mut program = GroundProgram::new();
    let leaf = program.add_atom(Some(Leaf::Question));
    let [a, b, c] = [(); 3].map(|()| program.add_atom(None));
    program.add_clause(a, &[Literal::positive(leaf), Literal::positive(b)]);
    program.add_clause(b, &[Literal::positive(c)]);
    let (index, heads) = (Index::new(&program), Heads::collect(&program));
    let model = evaluate(&program, &index, &Assignment::default(), &[a]);
    let proof = prove(&program, &index, &model, a);
    assert_eq!((proof.value, proof.assumptions.as_slice()), (Value::False, &[][..]), "b is false whatever the answer");
    assert_eq!(verify(&program, &heads, &proof), Ok(()));
}

/// The same evidence for another value: relabelled root, root step turned over, cone relabelled.
fn forgeries(honest: &Proof, value: Value) -> Vec<Proof> {
    let relabelled = Proof { value, ..honest.clone() };
    let mut turned = relabelled.clone();
    for step in turned.steps.iter_mut().filter(|step| step.atom == honest.root) {
        if let Decided::TrueBy(_) = step.decided {
            step.decided = Decided::False;
        }
    }
    let mut cone = relabelled.clone();
    cone.cone = honest.steps.iter().map(|step| (step.atom, Value::Undefined)).collect();
    vec![relabelled, turned, cone]
}

/// a :- b.  b :- q.  c :- not a.  d :- d.
fn chain() -> (GroundProgram, AtomId, [AtomId; 4]) {
    let mut program = GroundProgram::new();
    let leaf = program.add_atom(Some(Leaf::Question));
    let atoms = [(); 4].map(|()| program.add_atom(None));
    program.add_clause(atoms[0], &[Literal::positive(atoms[1])]);
    program.add_clause(atoms[1], &[Literal::positive(leaf)]);
    program.add_clause(atoms[2], &[Literal::negative(atoms[0])]);
    program.add_clause(atoms[3], &[Literal::positive(atoms[3])]);
    (program, leaf, atoms)
}

#[test]
fn what_is_missing_or_too_young_is_found() {
    let (program, leaf, [a, b, c, d]) = chain();
    let (index, heads) = (Index::new(&program), Heads::collect(&program));
    let model = evaluate(&program, &index, &Assignment::new([leaf]), &[c, d]);
    let honest = prove(&program, &index, &model, a);
    assert_eq!(honest.assumptions, vec![Literal::positive(leaf)]);

    let mut without = honest.clone();
    without.assumptions.clear();
    assert_eq!(verify(&program, &heads, &without), Err(Flaw::Unsupported(b)));

    let mut level = honest.clone();
    level.steps.iter_mut().for_each(|step| step.rank = 7);
    assert_eq!(verify(&program, &heads, &level), Err(Flaw::Unsupported(a)));

    let mut short = honest.clone();
    short.steps.retain(|step| step.atom == a);
    assert_eq!(verify(&program, &heads, &short), Err(Flaw::Unsupported(a)));

    let mut both = honest;
    both.assumptions.push(Literal::negative(leaf));
    assert_eq!(verify(&program, &heads, &both), Err(Flaw::Assumption(leaf)));

    let circle = prove(&program, &index, &model, d);
    assert_eq!((circle.value, verify(&program, &heads, &circle)), (Value::False, Ok(())));
}

#[test]
fn a_cone_that_is_not_closed_or_not_a_model_is_found() {
    let mut program = GroundProgram::new();
    let [a, b] = [(); 2].map(|()| program.add_atom(None));
    program.add_clause(a, &[Literal::negative(b)]);
    program.add_clause(b, &[Literal::negative(a)]);
    let (index, heads) = (Index::new(&program), Heads::collect(&program));
    let model = evaluate(&program, &index, &Assignment::default(), &[a]);
    let honest = prove(&program, &index, &model, a);
    assert_eq!((honest.value, verify(&program, &heads, &honest)), (Value::Undefined, Ok(())));

    let mut open = honest.clone();
    open.cone.retain(|(atom, _)| *atom == a);
    assert_eq!(verify(&program, &heads, &open), Err(Flaw::Cone(b)));

    let mut wrong = honest;
    wrong.cone.iter_mut().filter(|(atom, _)| *atom == b).for_each(|entry| entry.1 = Value::False);
    assert!(matches!(verify(&program, &heads, &wrong), Err(Flaw::NotReproduced(_))));
}

#[test]
fn a_chain_of_links_is_proved_without_deep_calls() {
    let mut program = GroundProgram::new();
    let atoms: Vec<AtomId> = (0..20_000).map(|_| program.add_atom(None)).collect();
    for pair in atoms.windows(2) {
        program.add_clause(pair[0], &[Literal::positive(pair[1])]);
    }
    program.add_clause(atoms[atoms.len() - 1], &[]);
    let (index, heads) = (Index::new(&program), Heads::collect(&program));
    let model = evaluate(&program, &index, &Assignment::default(), &atoms[..1]);
    let proof = prove(&program, &index, &model, atoms[0]);
    assert_eq!((proof.steps.len(), verify(&program, &heads, &proof)), (20_000, Ok(())));
}

#[test]
fn readings_are_admitted_by_constraints_and_differences() {
    let mut program = GroundProgram::new();
    let [x, y, z] = [(); 3].map(|()| program.add_atom(Some(Leaf::Question)));
    program.add_constraint(Constraint::ExactlyOne(vec![x, y]));
    let (p, q) = (program.add_point(), program.add_point());
    let earlier = |when, x, y| Difference { when: vec![Literal::positive(when)], x, y, bound: -1 };
    program.add_difference(earlier(x, p, q));
    program.add_difference(earlier(z, q, p));
    let (yes, no) = (Literal::positive, Literal::negative);
    assert!(admits(&program, &[yes(x), no(z)]));
    assert!(!admits(&program, &[yes(x), yes(y)]));
    assert!(!admits(&program, &[no(x), no(y)]));
    assert!(!admits(&program, &[yes(x), yes(z)]), "x and z would put each point before the other");
    assert!(!admits(&program, &[no(y), yes(z)]), "x follows");
    assert_eq!(covers(&program, &[vec![yes(x)], vec![yes(y)]], 100), Some(true));
    assert_eq!(covers(&program, &[vec![yes(x)]], 100), Some(false));
    assert_eq!(covers(&program, &[vec![yes(x), no(z)], vec![yes(y)]], 100), Some(true), "x with z is excluded");
    assert_eq!(covers(&program, &[], 100), Some(false));
    assert_eq!(covers(&program, &[vec![yes(x)], vec![yes(y)]], 0), None);
}
