//! Where a claim's answer changed on the way to the record's end.
//!
//! A claim that names no moment is judged at the record's end. Where it asks what holds (a relation, a
//! status), it is judged once more after each told act, and at each date, on which its answer rests; what
//! is then found is one line of the report. Acts whose order is open are taken by their latest dates.
use super::options::Reading;
use super::run::{Read, bench, solved};
use crate::ground::acts::ActOrigin;
use crate::ground::grounded::{Grounded, Root};
use crate::ground::grounder::{Budget, Grounder};
use crate::ground::keys::{ActId, Key, Moment};
use crate::program::{Anchor, ClaimId, EventId, Formula, FormulaId, Program, RelationSentence, TimePart, VerdictWord};
use crate::solve::model::Model;
use crate::solve::rules::cone;
use crate::verdict::expectation::verdict_word;

/// More claims than this are not followed through time in one run; asked for one by one they are.
const MOST_CLAIMS: usize = 500;
/// More moments than this are not looked at for one claim.
const MOST_MOMENTS: usize = 60;

/// For each claim, how its answer changed; `None` where it did not.
pub(super) fn histories(
    program: &Program,
    read: &Read,
    asked: &Reading,
    (grounded, model): (&Grounded, &Model),
    claims: &[(ClaimId, &Root)],
) -> Vec<Option<String>> {
    if claims.len() > MOST_CLAIMS {
        return vec![None; claims.len()];
    }
    let mut grounder = Grounder::new(program, read.checked.chronology(), Budget::default());
    let mut plans: Vec<Vec<(Moment, Root)>> = Vec::new();
    for (id, root) in claims {
        let claim = &program.claims[id.index()];
        let moments = if claim.moment.is_none() && asks_what_holds(program, claim.that) {
            moments(program, read, grounded, model, root)
        } else {
            Vec::new()
        };
        plans.push(moments.into_iter().map(|moment| (moment, grounder.claim_at(*id, moment))).collect());
    }
    if plans.iter().all(Vec::is_empty) {
        return vec![None; claims.len()];
    }
    let (later, model) = solved(grounder);
    let bench = bench(program, &read.sources, &later, &model, asked);
    plans.iter().map(|plan| told(program, plan.iter().map(|(moment, root)| (*moment, bench.verdict(root))))).collect()
}

/// Whether a condition asks what holds at a moment, beyond what was done by then.
fn asks_what_holds(program: &Program, formula: FormulaId) -> bool {
    let mut todo = vec![formula];
    while let Some(next) = todo.pop() {
        match program.formulas.get(next.index()) {
            Some(Formula::Relation { .. } | Formula::Status(..)) => return true,
            Some(Formula::And(parts) | Formula::Or(parts)) => todo.extend(parts),
            Some(Formula::Not(inner) | Formula::Under(_, inner)) => todo.push(*inner),
            Some(Formula::Quantified(_, _, condition, body)) => todo.extend([condition, body].into_iter().flatten()),
            _ => {}
        }
    }
    false
}

/// The moments at which the answer can have changed, in the order of their dates.
fn moments(program: &Program, read: &Read, grounded: &Grounded, model: &Model, root: &Root) -> Vec<Moment> {
    let tables = &grounded.tables;
    let mut found: Vec<Moment> = Vec::new();
    let mut after = |act: ActId| {
        let told = tables.act(act).told;
        if matches!(tables.act(told).origin, ActOrigin::Told(_)) {
            found.push(Moment::After(told));
        }
    };
    let mut fluents: Vec<RelationSentence> = Vec::new();
    for atom in cone(&grounded.program, model.index(), &[root.atom]) {
        match tables.key(atom).map(|key| key.key) {
            Some(Key::Took(act) | Key::Valid(act) | Key::Sound(act)) => after(act),
            Some(Key::Governs(instance)) => {
                if let Some(act) = tables.instance(instance).and_then(|known| known.act) {
                    after(act);
                }
            }
            Some(Key::Holds(fluent, _) | Key::Pro(fluent, _) | Key::Con(fluent, _)) => {
                fluents.extend(tables.fluent(fluent))
            }
            _ => {}
        }
    }
    for fact in program.facts.iter().filter(|fact| fluents.contains(&fact.sentence)) {
        for part in &fact.time.parts {
            match part {
                TimePart::From(Anchor::Event(event)) | TimePart::Until(Anchor::Event(event)) => {
                    found.push(Moment::After(ActId(event.0)));
                }
                TimePart::From(Anchor::Date(date)) | TimePart::Until(Anchor::Date(date)) | TimePart::On(date) => {
                    found.push(Moment::Date(*date));
                }
                _ => {}
            }
        }
    }
    let place = |moment: &Moment| match moment {
        Moment::After(act) => read.checked.chronology().end(EventId(act.0)).1,
        Moment::Date(date) => {
            program.dates.get(date.index()).and_then(|date| date.ranges.last()).map_or(i64::MAX, |range| range.1)
        }
        Moment::Before(_) | Moment::End => i64::MAX,
    };
    found.sort_by_key(|moment| (place(moment), *moment));
    found.dedup();
    found.truncate(MOST_MOMENTS);
    if let Some(Moment::After(first)) = found.iter().find(|moment| matches!(moment, Moment::After(_))).copied() {
        found.insert(0, Moment::Before(first));
    }
    found
}

/// The changes in words. That something did not hold before it first did is no news.
fn told(program: &Program, answers: impl Iterator<Item = (Moment, VerdictWord)>) -> Option<String> {
    let mut steps: Vec<(Moment, VerdictWord)> = Vec::new();
    for (moment, verdict) in answers {
        if steps.last().map_or(verdict != VerdictWord::Refuted, |(_, last)| *last != verdict) {
            steps.push((moment, verdict));
        }
    }
    if steps.len() < 2 {
        return None;
    }
    let words = steps.iter().map(|(moment, verdict)| {
        let when = match moment {
            Moment::After(act) => program.events.get(act.index()).and_then(|event| {
                program.statements.get(event.statement.index()).map(|statement| format!("after `{}`", statement.name))
            }),
            Moment::Date(date) => program.dates.get(date.index()).map(|date| format!("on {}", date.printed)),
            Moment::Before(_) | Moment::End => None,
        };
        format!("{} {}", verdict_word(*verdict), when.unwrap_or_else(|| "at first".to_owned()))
    });
    Some(format!("its answer changed on the way: {}", words.collect::<Vec<_>>().join(", ")))
}
