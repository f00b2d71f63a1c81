//! How a claim's named grounds bear on it, and what else is worth saying of it.
use super::bench::Bench;
use super::claim_report::Bearing;
use super::expectation::statement_of;
use super::explained::Explained;
use super::{Answer, Judgement};
use crate::ground::clauses::AtomId;
use crate::ground::keys::{Key, UnknownId};
use crate::ground::numbers::Unknown;
use crate::program::*;

impl Bench<'_> {
    /// How a ground bears on its claim: by the minimal sets if it is an allegation, else by the reasons.
    pub(super) fn bearing(&self, statement: StatementId, explained: &[Explained], judgement: &Judgement) -> Bearing {
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

    /// Several unsettled numbers are among what would settle it, or one that is worked out of others: their
    /// dependencies beyond thresholds and sums are not traced.
    fn is_approximate(&self, judgement: &Judgement) -> bool {
        let tables = &self.grounded.tables;
        let mut unknowns = Vec::new();
        for atom in &judgement.questions {
            if let Some(Key::Exceeds(unknown, ..)) = tables.key(*atom).map(|key| key.key)
                && !unknowns.contains(&unknown)
            {
                unknowns.push(unknown);
            }
        }
        let worked_out = |unknown: &UnknownId| matches!(tables.unknown(*unknown), Some(Unknown::Computed(..)));
        unknowns.len() > 1 || unknowns.iter().any(worked_out)
    }

    pub(super) fn remarks(&self, claim: &Claim, judgement: &Judgement) -> Vec<String> {
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
        if self.is_approximate(judgement) {
            remarks.push("approximate: how these numbers depend on each other is not traced further".to_owned());
        }
        if judgement.undefined_reading.is_some() && !judgement.answers.contains(Answer::Undefined) {
            remarks.push("on some reading the rules bite their own tail".to_owned());
        }
        if judgement.contradiction {
            remarks.push("no choice is admissible: what bears on this claim contradicts itself".to_owned());
        }
        remarks
    }
}
