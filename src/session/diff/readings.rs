//! Two standpoints of one corpus. Their differences are what one accepts and the other does not, and the order that each
//! recognises; what made an answer differ is found by going over from one to the other in part.
use super::causes::{Causes, Judge, Profile, Profiles, Search};
use super::{ClaimChange, Difference, Edit, EditKind, Side, aspects};
use crate::program::{Program, StandpointId, StatementId, VoiceId};
use crate::session::options::{Options, Reading};
use crate::session::reading::{standpoint_named, takes};
use crate::session::run::{Read, judged, read, verdicts};
use std::collections::BTreeSet;

/// One thing in which two standpoints differ.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Step {
    Accept(String),
    Reject(String),
    Under(String),
}

struct Steps<'a> {
    read: &'a Read,
    standpoint: &'a str,
    steps: &'a [Step],
    length: u64,
}

impl Judge for Steps<'_> {
    fn cost(&self) -> u64 {
        self.length
    }
    fn judge(&self, applied: &BTreeSet<usize>) -> Result<Profiles, BTreeSet<usize>> {
        let mut reading = Reading { standpoint: Some(self.standpoint.to_owned()), ..Reading::default() };
        for step in applied.iter().filter_map(|place| self.steps.get(*place)) {
            match step {
                Step::Accept(name) => reading.accept.push(name.clone()),
                Step::Reject(name) => reading.reject.push(name.clone()),
                Step::Under(name) => reading.under = Some(name.clone()),
            }
        }
        Ok(verdicts(self.read, &reading).iter().map(|claim| (claim.name.clone(), Profile::of(claim))).collect())
    }
}

/// Compares the answers from two standpoints of one corpus. Both must be names of standpoints.
pub fn between_standpoints(corpus: Side, first: &str, second: &str) -> Difference {
    let length = corpus.sources.iter().map(|(_, file)| file.text().len() as u64).sum::<u64>().max(1);
    let from = |name: &str| {
        let reading = Reading { standpoint: Some(name.to_owned()), ..Reading::default() };
        let options = Options { reading, grounds: true, ..Options::default() };
        judged(read(corpus.sources.clone(), &corpus.texts), &options)
    };
    let names = (first.to_owned(), second.to_owned());
    let (base, head) = (from(first), from(second));
    let mut found = Difference { names, base, head, ..Difference::default() };
    let again = read(corpus.sources.clone(), &corpus.texts);
    let program = again.checked.program();
    let standpoints = standpoint_named(program, first).zip(standpoint_named(program, second));
    let (true, Some((a, b))) = (found.compared(), standpoints) else { return found };
    let (edits, steps): (Vec<Edit>, Vec<Step>) = differences(program, a, b).into_iter().unzip();
    found.edits = edits;
    for (base, head) in found.base.claims.iter().zip(&found.head.claims) {
        // Every claim tells the answers from all standpoints, whichever is asked: these are the same on both sides.
        let aspects = aspects(&Profile::of(base), &Profile::of(head));
        if !aspects.is_empty() {
            let (base, head) = (Some(base.clone()), Some(head.clone()));
            found.claims.push(ClaimChange { base, head, aspects, causes: Causes::default() });
        }
    }
    let judge = Steps { read: &again, standpoint: first, steps: &steps, length };
    let names: BTreeSet<String> =
        found.claims.iter().filter_map(|change| change.head.as_ref()).map(|head| head.name.clone()).collect();
    let mut causes =
        Search::new(&judge, (0..steps.len()).collect()).map(|mut search| search.causes(&names)).unwrap_or_default();
    for change in &mut found.claims {
        let name = change.head.as_ref().map(|head| head.name.as_str()).unwrap_or_default();
        change.causes = causes.remove(name).unwrap_or(Causes { sets: Vec::new(), unfinished: true });
    }
    found
}

/// What two standpoints do not share.
fn differences(program: &Program, first: StandpointId, second: StandpointId) -> Vec<(Edit, Step)> {
    let mut found = Vec::new();
    for (place, statement) in program.statements.iter().enumerate() {
        let id = StatementId(place as u32);
        let alleged: Vec<VoiceId> = program.allegations_around(statement.voice).collect();
        let accepts = |standpoint| alleged.iter().any(|voice| takes(program, standpoint, id, Some(*voice)));
        let (kind, step) = match (accepts(first), accepts(second)) {
            (false, true) => (EditKind::Accepted, Step::Accept(statement.name.clone())),
            (true, false) => (EditKind::Rejected, Step::Reject(statement.name.clone())),
            _ => continue,
        };
        let span = Some(statement.span);
        found.push((
            Edit { kind, noun: noun(program, id), name: statement.name.clone(), moved: None, base: span, head: span },
            step,
        ));
    }
    let under = |standpoint: StandpointId| program.standpoints[standpoint.index()].under;
    if let (true, Some(order)) = (under(first) != under(second), under(second)) {
        let statement = &program.statements[program.orders[order.index()].statement.index()];
        let span = Some(statement.span);
        let (noun, name) = ("order".to_owned(), statement.name.clone());
        let edit = Edit { kind: EditKind::Recognised, noun, name: name.clone(), moved: None, base: span, head: span };
        found.push((edit, Step::Under(name)));
    }
    found
}

fn noun(program: &Program, id: StatementId) -> String {
    let is = |statement: StatementId| statement == id;
    let noun = if program.rules.iter().any(|rule| is(rule.statement)) {
        "rule"
    } else if program.events.iter().any(|event| is(event.statement)) {
        "event"
    } else if program.facts.iter().any(|fact| is(fact.statement)) {
        "fact"
    } else if program.orders.iter().any(|order| is(order.statement)) {
        "order"
    } else {
        "statement"
    };
    noun.to_owned()
}
