//! Where claims are judged and reported: a solved corpus and the reading that is asked for.
//!
//! Takes the root of a claim; gives its [`ClaimReport`]: verdict, what it turns on, questions, standpoints,
//! grounds, reasons, and what was expected.
use super::claim_report::*;
use super::expectation::{Findings, mismatches};
use super::explained::is_undisputed;
use super::judge::verdict_alone;
use super::judgement::{AnyOf, Summary};
use super::{Answer, ChoiceAnswer, JudgeLimits, Judgement, Reading, Verdict, answer_on_choice, judge};
use crate::explain::lookup::Lookup;
use crate::explain::questions::{allegation_name, question_text};
use crate::explain::settled::Settled;
use crate::ground::clauses::{AtomId, Literal};
use crate::ground::grounded::{Grounded, Root};
use crate::ground::grounder::NO_FORMULA;
use crate::ground::keys::Key;
use crate::program::*;
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
    pub(super) narrowed: bool,
    pub(super) look: Lookup<'a>,
}

/// How much is told of a claim that nobody disputes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Telling {
    /// Everything.
    Reasons,
    /// No tree of reasons, but on what ground it is refuted.
    Ground,
    /// Nothing but what it is.
    Verdict,
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
        let plain = self.plain_reading(&[root.atom]);
        self.report_among(id, root, &self.settled(&plain), Telling::Reasons)
    }

    /// Judges one of many claims. `settled` holds the reasons of what nobody disputes, as far as `telling`
    /// asks for them; a claim that somebody disputes is told whole.
    pub fn report_among(&self, id: ClaimId, root: &Root, settled: &Settled<'_>, telling: Telling) -> ClaimReport {
        let claim = &self.program.claims[id.index()];
        let reading = self.reading(root);
        let judgement = judge(&self.grounded.program, self.model, root.atom, &reading, &self.limits);
        let verdict = verdict_word(judgement.verdict);
        let answers: Vec<AnswerWord> = judgement.answers.iter().map(answer_word).collect();
        let undisputed = is_undisputed(&judgement) && (telling == Telling::Verdict || settled.has(root.atom));
        let explained = match telling {
            telling if undisputed => vec![self.settled_reasons(id, root, &judgement, settled, telling)],
            _ => self.explained(id, root, &reading, &judgement),
        };
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
        let reading = self.reading(root);
        verdict_word(verdict_alone(&self.grounded.program, self.model, root.atom, &reading, &self.limits))
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

    pub(super) fn reading(&self, root: &Root) -> Reading {
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
            let choices = judgement.turns_on.side(answer).iter();
            let mut choices: Vec<[Vec<AtomId>; 2]> =
                choices.map(|choice| [self.as_told(&choice.accept), self.as_told(&choice.reject)]).collect();
            let places = |atoms: &[AtomId]| atoms.iter().map(|atom| self.told_place(*atom)).collect::<Vec<_>>();
            choices
                .sort_by_cached_key(|[accept, reject]| (accept.len() + reject.len(), places(accept), places(reject)));
            choices.iter().map(|[accept, reject]| ChoiceSet { accept: named(accept), reject: named(reject) }).collect()
        };
        TurnsOn {
            true_if: sets(Answer::True),
            false_if: sets(Answer::False),
            open_if: sets(Answer::Open),
            undefined_if: sets(Answer::Undefined),
            more: judgement.turns_on.more,
            summaries: judgement.turns_on.summaries.iter().map(|summary| self.summary(summary)).collect(),
        }
    }

    /// Allegations in the order in which the corpus tells them.
    fn as_told(&self, atoms: &[AtomId]) -> Vec<AtomId> {
        let mut told = atoms.to_vec();
        told.sort_by_key(|atom| self.told_place(*atom));
        told
    }

    fn told_place(&self, atom: AtomId) -> (Option<StatementId>, AtomId) {
        (self.statement_of_leaf(atom), atom)
    }

    /// `true if any 101 of these 200 are accepted: a, b, c and 197 more`
    fn summary(&self, summary: &Summary) -> String {
        const SHOWN: usize = 3;
        let part = |part: &AnyOf| {
            let told = self.as_told(&part.of);
            let mut names: Vec<String> = told.iter().take(SHOWN).map(|atom| self.allegation(*atom)).collect();
            if part.of.len() > SHOWN {
                names.push(format!("{} more", part.of.len() - SHOWN));
            }
            let verb = if part.accept { "accepted" } else { "rejected" };
            let who = if part.of.len() == part.count {
                format!("all of these {}", part.count)
            } else {
                format!("any {} of these {}", part.count, part.of.len())
            };
            format!("{who} are {verb}: {}", names.join(", "))
        };
        let parts: Vec<String> = summary.parts.iter().map(part).collect();
        format!("{} if {}", summary.answer.word(), parts.join("; and "))
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

pub(super) const fn answer_word(answer: Answer) -> AnswerWord {
    match answer {
        Answer::True => AnswerWord::True,
        Answer::False => AnswerWord::False,
        Answer::Open => AnswerWord::Open,
        Answer::Undefined => AnswerWord::Undefined,
    }
}
