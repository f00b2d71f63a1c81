//! Where claims are judged and reported: a solved corpus and the reading that is asked for.
//!
//! Takes the root of a claim; gives its [`ClaimReport`]: verdict, what it turns on, questions, standpoints,
//! grounds, reasons, and what was expected.
use super::claim_report::*;
use super::expectation::{Findings, mismatches, statement_of};
use super::{
    Answer, ChoiceAnswer, Consistency, Excluded, JudgeLimits, Judgement, Reading, Value, Verdict, answer_on_choice,
    contradiction, judge, reading_with,
};
use crate::diagnostic::Diagnostic;
use crate::explain::lookup::Lookup;
use crate::explain::questions::{allegation_name, question_text};
use crate::explain::reason::Reason;
use crate::explain::used::{FailsBy, Used, own_acts, used};
use crate::explain::why::{why_claim, why_several};
use crate::ground::clauses::{AtomId, Literal};
use crate::ground::grounded::{Grounded, Root};
use crate::ground::keys::Key;
use crate::program::*;
use crate::solve::constraints::leaves_of;
use crate::solve::evaluate::{Assignment, evaluate};
use crate::solve::model::Model;
use crate::source::{Sources, Span};

/// A solved corpus, ready to judge.
pub struct Bench<'a> {
    program: &'a Program,
    sources: &'a Sources,
    grounded: &'a Grounded,
    model: &'a Model,
    asked: Vec<Literal>,
    limits: JudgeLimits,
    standpoints: Vec<(StandpointId, Vec<AtomId>)>,
    look: Lookup<'a>,
}

/// The explanation of one answer.
struct Explained {
    answer: Answer,
    reason: Reason,
    used: Vec<Used>,
}

impl Explained {
    fn mentions(&self, statement: StatementId) -> bool {
        self.used.iter().any(|used| used.statements.contains(&statement))
    }
}

impl<'a> Bench<'a> {
    /// `asked`: the leaves that the user's reading sets; `standpoints`: the allegations that each accepts.
    pub fn new(
        program: &'a Program,
        sources: &'a Sources,
        grounded: &'a Grounded,
        model: &'a Model,
        asked: Vec<Literal>,
        standpoints: Vec<(StandpointId, Vec<AtomId>)>,
    ) -> Self {
        let look = Lookup::new(program, sources, grounded);
        Self { program, sources, grounded, model, asked, limits: JudgeLimits::default(), standpoints, look }
    }

    /// Judges a claim and says everything about it.
    pub fn report(&self, id: ClaimId, root: &Root) -> ClaimReport {
        let claim = &self.program.claims[id.index()];
        let reading = self.reading(root);
        let judgement = judge(&self.grounded.program, self.model, root.atom, &reading, &self.limits);
        let verdict = verdict_word(judgement.verdict);
        let answers: Vec<AnswerWord> = judgement.answers.iter().map(answer_word).collect();
        let explained = self.explained(id, root, &reading, &judgement);
        let from = self.from_standpoints(root, &reading);
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
            open_questions: judgement.questions.iter().map(|atom| self.question(*atom)).collect(),
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
        if let Some(expected) = &claim.expect {
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

    /// The answer over all choices that the reading leaves; open where they differ.
    pub fn answer(&self, root: &Root) -> AnswerWord {
        let judgement = judge(&self.grounded.program, self.model, root.atom, &self.reading(root), &self.limits);
        match judgement.verdict {
            Verdict::Upheld => AnswerWord::True,
            Verdict::Refuted => AnswerWord::False,
            Verdict::Paradoxical => AnswerWord::Undefined,
            Verdict::Undetermined | Verdict::Contested => AnswerWord::Open,
        }
    }

    fn reading(&self, root: &Root) -> Reading {
        let settled = root.settled.iter().map(|&(atom, value)| literal(atom, value));
        Reading::new(settled.chain(self.asked.iter().copied()))
    }

    fn from_standpoints(&self, root: &Root, reading: &Reading) -> Vec<(StandpointId, ChoiceAnswer)> {
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

    fn statement_of_leaf(&self, atom: AtomId) -> Option<StatementId> {
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

    /// One explanation for each answer that occurs, on the choice that rejects most.
    fn explained(&self, id: ClaimId, root: &Root, reading: &Reading, judgement: &Judgement) -> Vec<Explained> {
        let mut explained = Vec::new();
        if judgement.contradiction {
            return explained;
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
            explained.push(self.explain(id, root, answer, &readings, &judgement.questions));
        }
        explained
    }

    fn assignment(&self, root: &Root, reading: &Reading, value: Value) -> Option<Assignment> {
        reading_with(&self.grounded.program, self.model, root.atom, reading, value, &self.limits).ok().flatten()
    }

    /// The reading of the first minimal set for an answer, everything else rejected where K allows that.
    fn choice_for(&self, root: &Root, reading: &Reading, judgement: &Judgement, answer: Answer) -> Reading {
        let Some(set) = judgement.turns_on.side(answer).first() else { return reading.clone() };
        let given = reading.literals().iter().copied();
        let accepted = set.accept.iter().map(|atom| Literal::positive(*atom));
        let rejected = set.reject.iter().map(|atom| Literal::negative(*atom));
        let least = Reading::new(given.chain(accepted).chain(rejected));
        let others = self
            .grounded
            .tables
            .atoms()
            .filter(|(_, key)| matches!(key.key, Key::Accepted(..) | Key::OrderAccepted(_)));
        let rest = others.map(|(atom, _)| Literal::negative(atom)).filter(|l| least.value(l.atom()).is_none());
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

    /// How a ground bears on its claim: by the minimal sets if it is an allegation, else by the reasons.
    fn bearing(&self, statement: StatementId, explained: &[Explained], judgement: &Judgement) -> Bearing {
        let holds = |atoms: &[AtomId]| atoms.iter().any(|atom| self.statement_of_leaf(*atom) == Some(statement));
        let (mut supports, mut against) = (false, false);
        let better = |answer: Answer| match answer {
            Answer::True => judgement.answers.iter().any(|other| other != Answer::True),
            Answer::Open | Answer::Undefined => judgement.answers.contains(Answer::False),
            Answer::False => false,
        };
        let worse = |answer: Answer| match answer {
            Answer::False => judgement.answers.iter().any(|other| other != Answer::False),
            Answer::Open | Answer::Undefined => judgement.answers.contains(Answer::True),
            Answer::True => false,
        };
        for answer in Answer::ALL {
            for set in judgement.turns_on.side(answer) {
                supports |= (better(answer) && holds(&set.accept)) || (worse(answer) && holds(&set.reject));
                against |= (worse(answer) && holds(&set.accept)) || (better(answer) && holds(&set.reject));
            }
        }
        let alleged = self.program.statements[statement.index()].voice.is_some();
        if !alleged {
            supports |= explained.iter().any(|e| e.answer == Answer::True && e.mentions(statement));
            against |= explained.iter().any(|e| e.answer == Answer::False && e.mentions(statement));
        }
        match (supports, against) {
            (true, true) => Bearing::Both,
            (true, false) => Bearing::Supports,
            (false, true) => Bearing::Against,
            (false, false) => Bearing::None,
        }
    }

    fn remarks(&self, claim: &Claim, judgement: &Judgement) -> Vec<String> {
        let mut remarks = Vec::new();
        let name = |ground: &Ground| {
            let statement = statement_of(self.program, *ground);
            format!("`{}`", self.program.statements[statement.index()].name)
        };
        let list = |grounds: &[Ground]| grounds.iter().map(name).collect::<Vec<_>>().join(", ");
        if !claim.supposing.is_empty() {
            remarks.push(format!("judged supposing {}", list(&claim.supposing)));
        }
        if !claim.accepting.is_empty() {
            let accepted: Vec<Ground> = claim.accepting.iter().map(|s| Ground::Statement(*s)).collect();
            remarks.push(format!("judged accepting {}", list(&accepted)));
        }
        if let Some(order) = claim.under {
            remarks.push(format!("judged under {}", name(&Ground::Order(order))));
        }
        if !claim.without.is_empty() {
            remarks.push(format!("judged without {}", list(&claim.without)));
        }
        if judgement.undefined_reading.is_some() && !judgement.answers.contains(Answer::Undefined) {
            remarks.push("on some reading the rules bite their own tail".to_owned());
        }
        if judgement.contradiction {
            remarks.push("no choice is admissible: what bears on this claim contradicts itself".to_owned());
        }
        remarks
    }

    /// What the corpus says that cannot all be so, whatever one accepts.
    pub fn contradictions(&self) -> Vec<Diagnostic> {
        match contradiction(&self.grounded.program, self.model, &self.asked, &self.limits) {
            Consistency::Contradiction(excluded) => vec![self.contradiction(&excluded)],
            Consistency::Consistent | Consistency::Unknown => Vec::new(),
        }
    }

    fn contradiction(&self, excluded: &Excluded) -> Diagnostic {
        let constraints =
            excluded.constraints.iter().filter_map(|&at| self.grounded.program.constraints().get(at as usize));
        let in_differences =
            excluded.differences.iter().filter_map(|&at| self.grounded.program.differences().get(at as usize));
        let mut statements: Vec<StatementId> = constraints
            .flat_map(leaves_of)
            .chain(in_differences.flat_map(|difference| difference.when.iter().map(|literal| literal.atom())))
            .chain(excluded.conflicts.iter().flatten().map(|literal| literal.atom()))
            .filter_map(|leaf| self.statement_of_leaf(leaf))
            .collect();
        statements.sort_unstable();
        statements.dedup();
        let message = if self.asked.is_empty() {
            "the corpus contradicts itself: whatever one accepts, something stated cannot be so"
        } else {
            "what was asked to be accepted or rejected cannot be so together"
        };
        let places: Vec<Span> = statements.iter().map(|s| self.program.statements[s.index()].name_span).collect();
        let first = places.first().copied().unwrap_or_default();
        let diagnostic = Diagnostic::error(792, message, first, "this, with the others shown");
        let help = "say of one of them that it is doubtful, or give it to the party that says it with `according to`";
        places.iter().skip(1).fold(diagnostic.with_help(help), |d, span| d.with_label(*span, "and this"))
    }

    /// Allegations on which no claim turns, each at its place.
    pub fn idle_allegations(&self, claims: &[ClaimReport]) -> Vec<Diagnostic> {
        let mut turning: Vec<&str> = Vec::new();
        for claim in claims {
            let sides = [
                &claim.turns_on.true_if,
                &claim.turns_on.false_if,
                &claim.turns_on.open_if,
                &claim.turns_on.undefined_if,
            ];
            for set in sides.into_iter().flatten() {
                turning.extend(set.accept.iter().chain(&set.reject).map(String::as_str));
            }
        }
        turning.sort_unstable();
        let incomplete = claims.iter().any(|claim| claim.incomplete || claim.turns_on.more);
        let mut found = Vec::new();
        if incomplete || claims.is_empty() {
            return found;
        }
        for (name, span) in self.allegations() {
            if turning.binary_search(&name).is_err() {
                let message = format!("nothing turns on `{name}`");
                let label = "no claim's answer changes whether this is accepted or rejected";
                let help = "state a claim that depends on it, or leave it if it stands for the record's sake";
                found.push(
                    Diagnostic::note(crate::check::ALLEGATION_NOTHING_TURNS_ON, message, span, label).with_help(help),
                );
            }
        }
        found
    }

    /// The events, facts and rules that parties allege.
    fn allegations(&self) -> Vec<(&str, Span)> {
        let events = self.program.events.iter().map(|event| event.statement);
        let facts = self.program.facts.iter().map(|fact| fact.statement);
        let rules = self.program.rules.iter().map(|rule| rule.statement);
        let mut all: Vec<StatementId> = events.chain(facts).chain(rules).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter()
            .map(|id| &self.program.statements[id.index()])
            .filter(|statement| self.is_alleged(statement))
            .map(|statement| (statement.name.as_str(), statement.name_span))
            .collect()
    }

    fn is_alleged(&self, statement: &Statement) -> bool {
        let mut voice = statement.voice;
        while let Some(id) = voice {
            let data = &self.program.voices[id.index()];
            if matches!(data.kind, VoiceKind::According(..)) {
                return true;
            }
            voice = data.parent;
        }
        false
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
