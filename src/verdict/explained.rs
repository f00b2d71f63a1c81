//! The reasons behind a judgement: a tree for each answer that occurs, and what it rests on.
//!
//! Takes a claim's judgement; gives its explanations and writes them into its report. What nobody disputes is
//! explained from one evaluation that all claims share.
use super::bench::{Bench, Telling, answer_word};
use super::claim_report::{ClaimReport, RefutationGround};
use super::expectation::statement_of;
use super::{Answer, Judgement, Reading, Value, Verdict, judge, reading_with};
use crate::explain::reason::Reason;
use crate::explain::settled::Settled;
use crate::explain::used::{FailsBy, Used, own_acts, used};
use crate::explain::why::{why_and_used, why_several};
use crate::ground::clauses::{AtomId, Literal};
use crate::ground::grounded::Root;
use crate::program::*;
use crate::solve::evaluate::{Assignment, Evaluation, evaluate};

/// The explanation of one answer.
pub(super) struct Explained {
    pub(super) answer: Answer,
    reason: Option<Reason>,
    pub(super) used: Vec<Used>,
}

impl Explained {
    pub(super) fn mentions(&self, statement: StatementId) -> bool {
        self.used.iter().any(|used| used.statements.contains(&statement))
    }
}

/// Whether a judgement holds on every reading, so that any of them explains it.
pub(super) fn is_undisputed(judgement: &Judgement) -> bool {
    let sole = judgement.answers.iter().next().filter(|_| judgement.answers.iter().nth(1).is_none());
    matches!(sole, Some(Answer::True | Answer::False)) && !judgement.incomplete && !judgement.contradiction
}

impl Bench<'_> {
    /// The reading on which no leaf is true, over the cones of these atoms.
    pub fn plain_reading(&self, roots: &[AtomId]) -> Evaluation {
        evaluate(&self.grounded.program, self.model.index(), &Assignment::default(), roots)
    }

    /// Whether more is asked of a claim's reasons than that they be told: whose acts they are, what they hold.
    pub fn needs_ground(&self, id: ClaimId) -> bool {
        let claim = &self.program.claims[id.index()];
        let expects = claim.expect.as_ref().is_some_and(|expected| !expected.because.is_empty());
        expects || !claim.because.is_empty() || !claim.by.is_empty()
    }

    /// The reasons of what nobody disputes, on such a reading.
    pub fn settled<'s>(&'s self, reading: &'s Evaluation) -> Settled<'s> {
        Settled::new(&self.look, self.model.index(), reading)
    }

    /// The one explanation of a claim that nobody disputes: no more of it than its report will show.
    pub(super) fn settled_reasons(
        &self,
        id: ClaimId,
        root: &Root,
        judgement: &Judgement,
        settled: &Settled<'_>,
        telling: Telling,
    ) -> Explained {
        let whole = || self.needs_ground(id) || settled.by_reading(root.atom);
        let used = match telling {
            Telling::Verdict => Vec::new(),
            Telling::Ground if !whole() => vec![settled.ground(root.atom)],
            Telling::Ground | Telling::Reasons => vec![settled.used(root.atom)],
        };
        let reason = (telling == Telling::Reasons).then(|| settled.why(id, root.atom));
        Explained { answer: judgement.on_record, reason, used }
    }

    /// The readings on which a claim is explained: one for each answer that occurs, two for an open one.
    pub fn readings(&self, root: &Root) -> Vec<Assignment> {
        let reading = self.reading(root);
        let judgement = judge(&self.grounded.program, self.model, root.atom, &reading, &self.limits);
        let told = self.told_readings(root, &reading, &judgement);
        told.into_iter().flat_map(|(_, readings)| readings).collect()
    }

    /// One explanation for each answer that occurs.
    pub(super) fn explained(
        &self,
        id: ClaimId,
        root: &Root,
        reading: &Reading,
        judgement: &Judgement,
    ) -> Vec<Explained> {
        let told = self.told_readings(root, reading, judgement).into_iter();
        told.map(|(answer, readings)| self.explain(id, root, answer, &readings, &judgement.questions)).collect()
    }

    /// For each answer that occurs the readings that show it, on the choice that rejects most.
    fn told_readings(&self, root: &Root, reading: &Reading, judgement: &Judgement) -> Vec<(Answer, Vec<Assignment>)> {
        let mut told = Vec::new();
        if judgement.contradiction {
            return told;
        }
        let disputed = judgement.answers.iter().nth(1).is_some();
        for answer in judgement.answers.iter() {
            let on_choice = self.choice_for(root, reading, judgement, answer);
            let values: &[Value] = match answer {
                Answer::True => &[Value::True],
                Answer::False => &[Value::False],
                Answer::Undefined => &[Value::Undefined],
                Answer::Open => &[Value::True, Value::False, Value::Undefined],
            };
            let mut readings = Vec::new();
            for value in values {
                if let Some(assignment) = self.assignment(root, &on_choice, *value)
                    && readings.len() < 2
                {
                    readings.push(assignment);
                }
            }
            if let (false, Answer::False, [only]) = (disputed, answer, readings.as_mut_slice()) {
                self.make_telling(root, reading, only);
            }
            told.push((answer, readings));
        }
        told
    }

    /// What is refuted whatever one accepts is not refuted because an allegation is rejected: where accepting
    /// what was rejected shows what decides, that reading is the one to tell.
    fn make_telling(&self, root: &Root, reading: &Reading, told: &mut Assignment) {
        const DEEPEST: usize = 4;
        let index = self.model.index();
        let on = |told: &Assignment| {
            let evaluation = evaluate(&self.grounded.program, index, told, &[root.atom]);
            used(&self.look, index, &evaluation, root.atom)
        };
        let mut accepted: Vec<Literal> = reading.literals().to_vec();
        let mut found = on(told);
        for _ in 0..DEEPEST {
            if found.fails_by != FailsBy::Silence || found.rejected.is_empty() {
                break;
            }
            accepted.extend(found.rejected.iter().map(|&atom| Literal::positive(atom)));
            let with = Reading::new(accepted.iter().copied());
            let Some(other) = self.assignment(root, &with, Value::False) else { return };
            found = on(&other);
            if found.fails_by != FailsBy::Silence {
                *told = other;
            }
        }
    }

    fn assignment(&self, root: &Root, reading: &Reading, value: Value) -> Option<Assignment> {
        reading_with(&self.grounded.program, self.model, root.atom, reading, value, &self.limits).ok().flatten()
    }

    /// The reading of the first minimal set for an answer, everything else rejected where K allows that.
    fn choice_for(&self, root: &Root, reading: &Reading, judgement: &Judgement, answer: Answer) -> Reading {
        let disputed = judgement.answers.iter().nth(1).is_some();
        let Some(set) = judgement.turns_on.side(answer).first().filter(|_| disputed) else { return reading.clone() };
        let given = reading.literals().iter().copied();
        let accepted = set.accept.iter().map(|atom| Literal::positive(*atom));
        let rejected = set.reject.iter().map(|atom| Literal::negative(*atom));
        let least = Reading::new(given.chain(accepted).chain(rejected));
        // Only what the claim turns on matters; the rest of A is left to the cheapest reading.
        let mut others: Vec<AtomId> = Answer::ALL
            .into_iter()
            .flat_map(|side| judgement.turns_on.side(side))
            .flat_map(|choice| choice.accept.iter().chain(&choice.reject).copied())
            .collect();
        others.sort_unstable();
        others.dedup();
        let rest = others.into_iter().map(Literal::negative).filter(|l| least.value(l.atom()).is_none());
        let whole = Reading::new(least.literals().iter().copied().chain(rest));
        let probe = judge(&self.grounded.program, self.model, root.atom, &whole, &self.limits);
        if probe.contradiction || probe.answers.iter().next() != Some(answer) { least } else { whole }
    }

    /// The reasons on these readings: one reading is one tree, two that differ stand under one head.
    fn explain(
        &self,
        id: ClaimId,
        root: &Root,
        answer: Answer,
        readings: &[Assignment],
        questions: &[AtomId],
    ) -> Explained {
        let index = self.model.index();
        let (mut trees, mut all) = (Vec::new(), Vec::new());
        for assignment in readings {
            let evaluation = evaluate(&self.grounded.program, index, assignment, &[root.atom]);
            let (tree, rests_on) = why_and_used(&self.look, index, &evaluation, id, root.atom);
            trees.push(tree);
            all.push(rests_on);
        }
        let reason = match (trees.len(), trees.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                trees.extend(last);
                why_several(&self.look, id, answer_word(answer), questions.first().copied(), trees)
            }
        };
        Explained { answer, reason: Some(reason), used: all }
    }

    pub(super) fn add_reasons(
        &self,
        report: &mut ClaimReport,
        claim: &Claim,
        explained: &[Explained],
        judgement: &Judgement,
    ) {
        for one in explained {
            if one.answer == Answer::False
                && let Some(used) = one.used.first()
            {
                if judgement.verdict == Verdict::Refuted {
                    report.ground = Some(ground_of(used.fails_by));
                }
                let own = own_acts(&self.look, used, &claim.by);
                let name = |event: &EventId| {
                    self.program.statements[self.program.events[event.index()].statement.index()].name.clone()
                };
                report.own_act_against = own.iter().map(name).collect();
            }
            report.rests_on_silence |= explained.len() == 1 && one.used.iter().any(|used| used.rests_on_silence);
            for rule in one.used.iter().flat_map(|used| &used.readings) {
                let name = &self.program.statements[self.program.rules[rule.index()].statement.index()].name;
                if !report.readings_used.contains(name) {
                    report.readings_used.push(name.clone());
                }
            }
            report.reasons.extend(one.reason.clone());
        }
        report.grounds = claim
            .because
            .iter()
            .map(|(ground, _)| {
                let statement = statement_of(self.program, *ground);
                let name = self.program.statements[statement.index()].name.clone();
                (name, self.bearing(statement, explained, judgement))
            })
            .collect();
    }
}

const fn ground_of(fails_by: FailsBy) -> RefutationGround {
    match fails_by {
        FailsBy::Rule => RefutationGround::Rule,
        FailsBy::Denial => RefutationGround::Denial,
        FailsBy::Silence => RefutationGround::Silence,
        FailsBy::Circle => RefutationGround::Circle,
    }
}
