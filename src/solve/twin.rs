//! The slow twin: readings one by one, and the definitions word for word.
//!
//! Takes a program of a few leaves and gives the judgement of a claim by enumerating every assignment that
//! K allows. Shares no code with the engine (only the data of questions and answers), so that tests can set
//! the two side by side. Exponential, and meant to be.

use super::answers::{Answer, Choice, Value, Verdict};
use crate::ground::clauses::{AtomId, Body, Constraint, GroundProgram, Leaf, Literal};

/// What the definitions give.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TwinJudgement {
    /// None where no choice is admissible.
    pub verdict: Option<Verdict>,
    /// The answers that occur, in the order of reports.
    pub answers: Vec<Answer>,
    /// The answer with no allegation accepted beyond the fixed ones.
    pub on_record: Answer,
    /// Every minimal set, by answer in the order of reports.
    pub turns_on: [Vec<Choice>; 4],
    /// Whether some reading leaves the claim undefined.
    pub undefined_somewhere: bool,
}

/// One admissible choice: which allegations it accepts, and the values of the claim on its readings.
struct Admitted {
    accepted: Vec<bool>,
    values: Vec<Value>,
}

/// Judges a claim where the `fixed` literals hold. None where there are more leaves than can be enumerated.
pub fn judge(program: &GroundProgram, claim: AtomId, fixed: &[Literal]) -> Option<TwinJudgement> {
    let (allegations, admitted) = admitted(program, claim, fixed)?;
    Some(conclude(&allegations, &admitted, fixed))
}

/// The answer where exactly these allegations are accepted, beyond the fixed ones.
pub fn answer_on(program: &GroundProgram, claim: AtomId, fixed: &[Literal], accepted: &[AtomId]) -> Option<Answer> {
    let (allegations, admitted) = admitted(program, claim, fixed)?;
    let wished: Vec<bool> = allegations
        .iter()
        .map(|leaf| match fixed.iter().find(|literal| literal.atom() == *leaf) {
            Some(literal) => !literal.is_negative(),
            None => accepted.contains(leaf),
        })
        .collect();
    Some(answer_near(&admitted, &wished))
}

/// The allegations and every admissible choice among them.
fn admitted(program: &GroundProgram, claim: AtomId, fixed: &[Literal]) -> Option<(Vec<AtomId>, Vec<Admitted>)> {
    let atoms = || (0..program.atom_count() as u32).map(AtomId);
    let of = |leaf: Leaf| atoms().filter(|atom| program.leaf(*atom) == Some(leaf)).collect::<Vec<_>>();
    let (allegations, questions) = (of(Leaf::Allegation), of(Leaf::Question));
    if allegations.len() > 10 || allegations.len() + questions.len() > 20 {
        return None;
    }
    let mut admitted = Vec::new();
    for accepted in all_rows(allegations.len()) {
        let mut values = Vec::new();
        for answered in all_rows(questions.len()) {
            let mut truth = vec![false; program.atom_count()];
            for (leaf, value) in allegations.iter().chain(&questions).zip(accepted.iter().chain(&answered)) {
                truth[leaf.0 as usize] = *value;
            }
            if fixed.iter().all(|literal| holds(&truth, *literal)) && allowed(program, &truth) {
                values.push(value_of(program, &truth, claim));
            }
        }
        if !values.is_empty() {
            admitted.push(Admitted { accepted, values });
        }
    }
    Some((allegations, admitted))
}

fn conclude(allegations: &[AtomId], admitted: &[Admitted], fixed: &[Literal]) -> TwinJudgement {
    let occurs = |wanted: &Answer| admitted.iter().any(|choice| answer_of(&choice.values) == *wanted);
    let answers: Vec<Answer> = Answer::ALL.into_iter().filter(occurs).collect();
    let verdict = match answers[..] {
        [] => None,
        [Answer::True] => Some(Verdict::Upheld),
        [Answer::False] => Some(Verdict::Refuted),
        [Answer::Open] => Some(Verdict::Undetermined),
        [Answer::Undefined] => Some(Verdict::Paradoxical),
        _ => Some(Verdict::Contested),
    };
    let record: Vec<bool> = allegations.iter().map(|leaf| fixed.contains(&Literal::positive(*leaf))).collect();
    TwinJudgement {
        verdict,
        on_record: answer_near(admitted, &record),
        turns_on: Answer::ALL.map(|answer| minimal_sets(allegations, admitted, answer, fixed)),
        undefined_somewhere: admitted.iter().any(|choice| choice.values.contains(&Value::Undefined)),
        answers,
    }
}

/// "True, false or undefined if it is so under every answer that K allows, else open."
fn answer_of(values: &[Value]) -> Answer {
    match values {
        _ if values.iter().all(|value| *value == Value::True) => Answer::True,
        _ if values.iter().all(|value| *value == Value::False) => Answer::False,
        _ if values.iter().all(|value| *value == Value::Undefined) => Answer::Undefined,
        _ => Answer::Open,
    }
}

/// The answer on the choice, or what the admissible choices nearest to it agree on.
fn answer_near(admitted: &[Admitted], wished: &[bool]) -> Answer {
    let differs =
        |choice: &Admitted| -> Vec<bool> { choice.accepted.iter().zip(wished).map(|(a, w)| a != w).collect() };
    let within = |small: &[bool], large: &[bool]| small.iter().zip(large).all(|(s, l)| !s || *l);
    let nearest = |choice: &&Admitted| {
        let mine = differs(choice);
        !admitted.iter().any(|other| differs(other) != mine && within(&differs(other), &mine))
    };
    let answers: Vec<Answer> = admitted.iter().filter(nearest).map(|choice| answer_of(&choice.values)).collect();
    match answers.split_first() {
        Some((first, rest)) if rest.iter().all(|answer| answer == first) => *first,
        _ => Answer::Open,
    }
}

/// Every set of acceptances and rejections that some admissible choice extends, and whose every admissible
/// extension has the answer, while no proper subset does that. What is fixed is no part of a set.
fn minimal_sets(allegations: &[AtomId], admitted: &[Admitted], answer: Answer, fixed: &[Literal]) -> Vec<Choice> {
    let free = |at: &usize| !fixed.iter().any(|literal| allegations.get(*at) == Some(&literal.atom()));
    let places: Vec<usize> = (0..allegations.len()).filter(free).collect();
    let mut sets: Vec<Vec<(usize, bool)>> = vec![Vec::new()];
    for place in places {
        let with = |value: bool| sets.iter().map(move |set| [set.clone(), vec![(place, value)]].concat());
        sets = with(true).chain(with(false)).chain(sets.iter().cloned()).collect();
    }
    let suffices = |set: &[(usize, bool)]| {
        let extends = |choice: &&Admitted| set.iter().all(|(at, value)| choice.accepted[*at] == *value);
        let mut extensions = admitted.iter().filter(extends).peekable();
        extensions.peek().is_some() && extensions.all(|choice| answer_of(&choice.values) == answer)
    };
    sets.retain(|set| suffices(set));
    let subset = |small: &[(usize, bool)], large: &[(usize, bool)]| small.iter().all(|pair| large.contains(pair));
    let mut least: Vec<Vec<(usize, bool)>> = Vec::new();
    for set in &sets {
        if !sets.iter().any(|other| other.len() < set.len() && subset(other, set)) {
            least.push(set.clone());
        }
    }
    least.sort_by_key(|set| (set.len(), set.iter().map(|(at, value)| (*at, !value)).collect::<Vec<_>>()));
    let named = |set: &Vec<(usize, bool)>, wanted: bool| {
        set.iter().filter(|(_, value)| *value == wanted).map(|(at, _)| allegations[*at]).collect()
    };
    least.iter().map(|set| Choice { accept: named(set, true), reject: named(set, false) }).collect()
}

fn all_rows(length: usize) -> impl Iterator<Item = Vec<bool>> {
    (0..1usize << length).map(move |number| (0..length).map(|bit| number >> bit & 1 == 1).collect())
}

fn holds(truth: &[bool], literal: Literal) -> bool {
    truth[literal.atom().0 as usize] != literal.is_negative()
}

/// Whether K allows the assignment: each constraint, and dates for all points.
pub fn allowed(program: &GroundProgram, truth: &[bool]) -> bool {
    let count = |leaves: &[AtomId]| {
        let mut distinct: Vec<&AtomId> = leaves.iter().filter(|leaf| truth[leaf.0 as usize]).collect();
        distinct.sort_unstable();
        distinct.dedup();
        distinct.len()
    };
    let satisfied = |constraint: &Constraint| match constraint {
        Constraint::Either(literals) => literals.iter().any(|literal| holds(truth, *literal)),
        Constraint::AtMostOne(leaves) => count(leaves) <= 1,
        Constraint::ExactlyOne(leaves) => count(leaves) == 1,
    };
    if !program.constraints().iter().all(satisfied) {
        return false;
    }
    let active = |when: &[Literal]| when.iter().all(|literal| holds(truth, *literal));
    let mut dates = vec![0i128; program.point_count()];
    for _ in 0..=program.point_count() {
        let mut moved = false;
        for difference in program.differences().iter().filter(|difference| active(&difference.when)) {
            let latest = dates[difference.y.0 as usize] + i128::from(difference.bound);
            if dates[difference.x.0 as usize] > latest {
                dates[difference.x.0 as usize] = latest;
                moved = true;
            }
        }
        if !moved {
            return true;
        }
    }
    false
}

/// The value of an atom in the well-founded model of one reading.
pub fn value_of(program: &GroundProgram, leaves: &[bool], atom: AtomId) -> Value {
    let mut sure = vec![false; leaves.len()];
    loop {
        let possible = gamma(program, leaves, &sure);
        let next = gamma(program, leaves, &possible);
        if next == sure {
            return match (sure[atom.0 as usize], possible[atom.0 as usize]) {
                (true, _) => Value::True,
                (false, true) => Value::Undefined,
                (false, false) => Value::False,
            };
        }
        sure = next;
    }
}

/// Γ(N): the least model of the program whose negated atoms are read from N.
fn gamma(program: &GroundProgram, leaves: &[bool], negated: &[bool]) -> Vec<bool> {
    let mut model = leaves.to_vec();
    loop {
        let mut grown = false;
        for (_, head, body) in program.clauses() {
            let so = |literal: Literal| {
                let atom = literal.atom();
                match (program.leaf(atom).is_some(), literal.is_negative()) {
                    (true, negative) => leaves[atom.0 as usize] != negative,
                    (false, true) => !negated[atom.0 as usize],
                    (false, false) => model[atom.0 as usize],
                }
            };
            let fires = match body {
                Body::All(list) => list.iter().all(|literal| so(*literal)),
                Body::AtLeast(needed, list) => {
                    let weights =
                        list.iter().filter(|(literal, _)| so(*literal)).map(|(_, weight)| u128::from(*weight));
                    weights.sum::<u128>() >= u128::from(needed)
                }
            };
            if fires && !model[head.0 as usize] {
                model[head.0 as usize] = true;
                grown = true;
            }
        }
        if !grown {
            return model;
        }
    }
}
