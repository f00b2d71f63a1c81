//! Where claims are judged and reported: a solved corpus and the reading that is asked for.
//!
//! Takes the root of a claim; gives its [`ClaimReport`]: verdict, what it turns on, questions, standpoints,
//! grounds, reasons, and what was expected.
use super::claim_report::*;
use super::expectation::{Findings, mismatches, statement_of};
use super::{
    Answer, ChoiceAnswer, JudgeLimits, Judgement, Reading, Value, Verdict, answer_on_choice, judge, reading_with,
};
use crate::explain::lookup::Lookup;
use crate::explain::questions::{allegation_name, question_text};
use crate::explain::reason::Reason;
use crate::explain::used::{FailsBy, Used, own_acts, used};
use crate::explain::why::{why_claim, why_several};
use crate::ground::clauses::{AtomId, Literal};
use crate::ground::grounded::{Grounded, Root};
use crate::ground::grounder::NO_FORMULA;
use crate::ground::keys::Key;
use crate::program::*;
use crate::solve::evaluate::{Assignment, evaluate};
use crate::solve::model::Model;
use crate::source::Sources;

/// A solved corpus, ready to judge.
pub struct Bench<'a> {
    pub(super) program: &'a Program,
    sources: &'a Sources,
    pub(super) grounded: &'a Grounded,
    pub(super) model: &'a Model,
    pub(super) asked: Vec<Literal>,
    pub(super) limits: JudgeLimits,
    standpoints: Vec<(StandpointId, Vec<AtomId>)>,
    narrowed: bool,
    look: Lookup<'a>,
}

/// The explanation of one answer.
pub(super) struct Explained {
    pub(super) answer: Answer,
    reason: Reason,
    used: Vec<Used>,
}

impl Explained {
    pub(super) fn mentions(&self, statement: StatementId) -> bool {
        self.used.iter().any(|used| used.statements.contains(&statement))
    }
}

impl<'a> Bench<'a> {
    /// `asked`: the leaves that the user's reading sets; `standpoints`: the allegations that each accepts;
    /// `narrowed`: whether the user asked for anything but every reading of the whole corpus.
    pub fn new(
        program: &'a Program,
        sources: &'a Sources,
        grounded: &'a Grounded,
        model: &'a Model,
        asked: Vec<Literal>,
        standpoints: Vec<(StandpointId, Vec<AtomId>)>,
        narrowed: bool,
    ) -> Self {
        let look = Lookup::new(program, sources, grounded);
        Self { program, sources, grounded, model, asked, limits: JudgeLimits::default(), standpoints, narrowed, look }
    }

    /// Judges a claim and says everything about it.
    pub fn report(&self, id: ClaimId, root: &Root) -> ClaimReport {
        let claim = &self.program.claims[id.index()];
        let reading = self.reading(root);
        let judgement = judge(&self.grounded.program, self.model, root.atom, &reading, &self.limits);
        let verdict = verdict_word(judgement.verdict);
        let answers: Vec<AnswerWord> = judgement.answers.iter().map(answer_word).collect();
        let explained = self.explained(id, root, &reading, &judgement);
        let from = self.standpoint_answers(root, &reading);
        let turns = self.turning_statements(&judgement);
        let statement = &self.program.statements[claim.statement.index()];
        let mut report = ClaimReport {
            name: statement.name.clone(),
            title: statement.title.clone(),
            by: claim.by.iter().map(|speaker| self.speaker_name(*speaker)).collect(),
            that: one_line(self.sources.text(claim.that_span)),
            verdict,
            answers: answers.clone(),
            ground: None,
            rests_on_silence: false,
            on_record: answer_word(judgement.on_record),
            expected: None,
            as_expected: None,
            mismatches: Vec::new(),
            turns_on: self.turns_on(&judgement),
            open_questions: self.questions(&judgement.questions),
            standpoints: Vec::new(),
            standpoint_conflicts: Vec::new(),
            grounds: Vec::new(),
            own_act_against: Vec::new(),
            readings_used: Vec::new(),
            remarks: self.remarks(claim, &judgement),
            reasons: Vec::new(),
            incomplete: judgement.incomplete || self.grounded.limit.is_some(),
            span: statement.name_span,
        };
        let mut found_from = Vec::new();
        for (standpoint, answer) in &from {
            let name = &self.program.statements[self.program.standpoints[standpoint.index()].statement.index()].name;
            report.standpoints.push((name.clone(), answer_word(answer.answer)));
            found_from.push((*standpoint, answer_word(answer.answer)));
            if !answer.conflict.is_empty() {
                let names: Vec<String> =
                    answer.conflict.iter().map(|atom| format!("`{}`", self.allegation(*atom))).collect();
                report
                    .standpoint_conflicts
                    .push(format!("`{name}` accepts what cannot be accepted together: {}", names.join(", ")));
            }
        }
        self.add_reasons(&mut report, claim, &explained, &judgement);
        // A narrowed reading is not what the expectation speaks of.
        if let Some(expected) = claim.expect.as_ref().filter(|_| !self.narrowed) {
            let reasons: Vec<StatementId> =
                explained.iter().flat_map(|e| &e.used).flat_map(|used| used.statements.iter().copied()).collect();
            let found = Findings {
                verdict,
                answers: &answers,
                turns_on: &turns,
                reasons: &reasons,
                on_record: report.on_record,
                standpoints: &found_from,
            };
            report.expected = Some(one_line(self.sources.text(expected.span)));
            report.mismatches = mismatches(self.program, expected, &found);
            report.as_expected = Some(report.mismatches.is_empty());
        }
        report
    }

    /// The verdict alone.
    pub fn verdict(&self, root: &Root) -> VerdictWord {
        let judgement = judge(&self.grounded.program, self.model, root.atom, &self.reading(root), &self.limits);
        verdict_word(judgement.verdict)
    }

    /// The answer over all choices that the reading leaves; open where they differ.
    pub fn answer(&self, root: &Root) -> AnswerWord {
        match self.verdict(root) {
            VerdictWord::Upheld => AnswerWord::True,
            VerdictWord::Refuted => AnswerWord::False,
            VerdictWord::Paradoxical => AnswerWord::Undefined,
            VerdictWord::Undetermined | VerdictWord::Contested => AnswerWord::Open,
        }
    }

    fn reading(&self, root: &Root) -> Reading {
        let settled = root.settled.iter().map(|&(atom, value)| literal(atom, value));
        Reading::new(settled.chain(self.asked.iter().copied()))
    }

    fn standpoint_answers(&self, root: &Root, reading: &Reading) -> Vec<(StandpointId, ChoiceAnswer)> {
        let answer = |accepted: &Vec<AtomId>| {
            answer_on_choice(&self.grounded.program, self.model, root.atom, reading, accepted, &self.limits)
        };
        self.standpoints.iter().map(|(id, accepted)| (*id, answer(accepted))).collect()
    }

    fn turns_on(&self, judgement: &Judgement) -> TurnsOn {
        let sets = |answer: Answer| {
            let named = |atoms: &[AtomId]| atoms.iter().map(|atom| self.allegation(*atom)).collect();
            judgement
                .turns_on
                .side(answer)
                .iter()
                .map(|choice| ChoiceSet { accept: named(&choice.accept), reject: named(&choice.reject) })
                .collect()
        };
        TurnsOn {
            true_if: sets(Answer::True),
            false_if: sets(Answer::False),
            open_if: sets(Answer::Open),
            undefined_if: sets(Answer::Undefined),
            more: judgement.turns_on.more,
            summaries: Vec::new(),
        }
    }

    /// The statements that occur in a minimal set.
    fn turning_statements(&self, judgement: &Judgement) -> Vec<StatementId> {
        let mut statements = Vec::new();
        for answer in Answer::ALL {
            for choice in judgement.turns_on.side(answer) {
                for atom in choice.accept.iter().chain(&choice.reject) {
                    statements.extend(self.statement_of_leaf(*atom));
                }
            }
        }
        statements.sort_unstable();
        statements.dedup();
        statements
    }

    pub(super) fn statement_of_leaf(&self, atom: AtomId) -> Option<StatementId> {
        match self.grounded.tables.key(atom)?.key {
            Key::Accepted(statement, _) => Some(statement),
            Key::OrderAccepted(order) => Some(self.program.orders[order.index()].statement),
            Key::RecordSays(statement) => Some(statement),
            _ => None,
        }
    }

    fn allegation(&self, atom: AtomId) -> String {
        allegation_name(&self.look, atom)
    }

    /// The questions in words; what a budget left ungrounded is none.
    fn questions(&self, atoms: &[AtomId]) -> Vec<OpenQuestion> {
        let ungrounded = |atom: &AtomId| match self.grounded.tables.key(*atom) {
            Some(key) => matches!(key.key, Key::MissingValue(NO_FORMULA, _)),
            None => true,
        };
        atoms.iter().filter(|atom| !ungrounded(atom)).map(|atom| self.question(*atom)).collect()
    }

    fn question(&self, atom: AtomId) -> OpenQuestion {
        let (id, text, span) = question_text(&self.look, atom);
        OpenQuestion { id, text, span }
    }

    fn speaker_name(&self, speaker: Speaker) -> String {
        let statement = match speaker {
            Speaker::Entity(id) => self.program.entities[id.index()].statement,
            Speaker::Source(id) => self.program.sources[id.index()].statement,
        };
        self.program.statements[statement.index()].name.clone()
    }

    /// The readings on which a claim is explained: one for each answer that occurs, two for an open one.
    pub fn readings(&self, root: &Root) -> Vec<Assignment> {
        let reading = self.reading(root);
        let judgement = judge(&self.grounded.program, self.model, root.atom, &reading, &self.limits);
        let told = self.told_readings(root, &reading, &judgement);
        told.into_iter().flat_map(|(_, readings)| readings).collect()
    }

    /// One explanation for each answer that occurs.
    fn explained(&self, id: ClaimId, root: &Root, reading: &Reading, judgement: &Judgement) -> Vec<Explained> {
        let told = self.told_readings(root, reading, judgement).into_iter();
        told.map(|(answer, readings)| self.explain(id, root, answer, &readings, &judgement.questions)).collect()
    }

    /// For each answer that occurs the readings that show it, on the choice that rejects most.
    fn told_readings(&self, root: &Root, reading: &Reading, judgement: &Judgement) -> Vec<(Answer, Vec<Assignment>)> {
        let mut told = Vec::new();
        if judgement.contradiction {
            return told;
        }
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
            told.push((answer, readings));
        }
        told
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
            trees.push(why_claim(&self.look, index, &evaluation, id, root.atom));
            all.push(used(&self.look, index, &evaluation, root.atom));
        }
        let reason = match (trees.len(), trees.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                trees.extend(last);
                why_several(&self.look, id, answer_word(answer), questions.first().copied(), trees)
            }
        };
        Explained { answer, reason, used: all }
    }

    fn add_reasons(&self, report: &mut ClaimReport, claim: &Claim, explained: &[Explained], judgement: &Judgement) {
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
            report.reasons.push(one.reason.clone());
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

fn literal(atom: AtomId, value: bool) -> Literal {
    if value { Literal::positive(atom) } else { Literal::negative(atom) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn verdict_word(verdict: Verdict) -> VerdictWord {
    match verdict {
        Verdict::Upheld => VerdictWord::Upheld,
        Verdict::Refuted => VerdictWord::Refuted,
        Verdict::Undetermined => VerdictWord::Undetermined,
        Verdict::Paradoxical => VerdictWord::Paradoxical,
        Verdict::Contested => VerdictWord::Contested,
    }
}

const fn answer_word(answer: Answer) -> AnswerWord {
    match answer {
        Answer::True => AnswerWord::True,
        Answer::False => AnswerWord::False,
        Answer::Open => AnswerWord::Open,
        Answer::Undefined => AnswerWord::Undefined,
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
