//! What is said of one claim, as labelled facts in words: the one list that the terminal form and the
//! plain form both print. Takes a claim's report; gives its facts in reading order.
use super::reason_story::{decisive_steps, step_in_words};
use super::words::*;
use crate::explain::reason::ReasonKind;
use crate::program::{AnswerWord, VerdictWord};
use crate::source::Sources;
use crate::verdict::claim_report::{Bearing, ChoiceSet, ClaimReport};

/// A labelled fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// What it is about, in two words or three.
    pub label: &'static str,
    /// The fact in words, safe to print only after `clean`.
    pub text: String,
    /// Something is not as it should be.
    pub alarm: bool,
}

/// How much is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// A screenful for every claim; the rest is counted.
    Brief,
    /// Everything.
    Full,
}

impl Detail {
    fn cap(self, brief: usize) -> usize {
        match self {
            Detail::Brief => brief,
            Detail::Full => usize::MAX,
        }
    }
}

/// Whether a claim came out as expected and nobody's choice or answer could change it.
pub fn is_plain_sailing(claim: &ClaimReport) -> bool {
    matches!(claim.verdict, VerdictWord::Upheld | VerdictWord::Refuted)
        && claim.as_expected != Some(false)
        && claim.open_questions.is_empty()
        && claim.own_act_against.is_empty()
        && claim.standpoint_conflicts.is_empty()
        && claim.answers.len() <= 1
        && !claim.incomplete
}

/// The facts of a claim in reading order; verdict, name, title and place are the heading's.
pub fn claim_story(sources: &Sources, claim: &ClaimReport, detail: Detail) -> Vec<Fact> {
    let mut story = Story { facts: Vec::new(), detail };
    story.mismatches(claim);
    story.say("that", claim.that.clone());
    story.say("claimed by", joined(&claim.by, "and"));
    story.verdict(claim);
    if !(is_plain_sailing(claim) && detail == Detail::Brief) {
        story.say("on the record", answer_word(claim.on_record).to_string());
        let seen: Vec<String> =
            claim.standpoints.iter().map(|(name, answer)| format!("{name}: {}", answer_word(*answer))).collect();
        story.say("standpoints", seen.join(", "));
        story.turns_on(claim);
    }
    story.reasons(sources, claim);
    story.grounds(claim);
    story.open_questions(sources, claim);
    story.remarks(claim);
    story.facts
}

struct Story {
    facts: Vec<Fact>,
    detail: Detail,
}

impl Story {
    fn say(&mut self, label: &'static str, text: String) {
        let fact = Fact { label, text, alarm: false };
        if !fact.text.is_empty() && self.facts.last() != Some(&fact) {
            self.facts.push(fact);
        }
    }

    fn alarm(&mut self, label: &'static str, text: String) {
        self.facts.push(Fact { label, text, alarm: true });
    }

    fn mismatches(&mut self, claim: &ClaimReport) {
        if claim.as_expected == Some(false) {
            let expected = claim.expected.as_deref().unwrap_or_default();
            let expected = expected.strip_prefix("expect ").unwrap_or(expected);
            self.alarm("expected", expected.to_string());
            let known = format!("expected {expected}, found ");
            for mismatch in &claim.mismatches {
                self.alarm("found", mismatch.strip_prefix(&known).unwrap_or(mismatch).to_string());
            }
        }
    }

    fn verdict(&mut self, claim: &ClaimReport) {
        if let Some(ground) = claim.ground.filter(|_| claim.verdict == VerdictWord::Refuted) {
            self.say("refuted", ground_sentence(ground).to_string());
        }
        if claim.verdict == VerdictWord::Contested {
            self.say("answers", format!("{}, by what one accepts", answers_in_words(&claim.answers)));
        }
        if claim.rests_on_silence && claim.ground.is_none() {
            self.say("note", "this rests on nothing having been told".to_string());
        }
    }

    fn turns_on(&mut self, claim: &ClaimReport) {
        let turns = &claim.turns_on;
        let sides = [
            (AnswerWord::True, &turns.true_if),
            (AnswerWord::False, &turns.false_if),
            (AnswerWord::Open, &turns.open_if),
            (AnswerWord::Undefined, &turns.undefined_if),
        ];
        let cap = self.detail.cap(2);
        for (answer, sets) in sides {
            // Interchangeable statements are said once, below.
            let summed = turns.summaries.iter().any(|summary| summary.starts_with(answer_word(answer)));
            if is_trivial(sets) || summed {
                continue;
            }
            for set in sets.iter().take(cap) {
                self.say("turns on", format!("{} {}", answer_word(answer), choice_in_words(set)));
            }
            if sets.len() > cap {
                let rest = counted(sets.len() - cap, "other set", "other sets");
                self.say("turns on", format!("{} on {rest} of choices too", answer_word(answer)));
            }
        }
        for summary in &turns.summaries {
            self.say("turns on", summary.clone());
        }
        if turns.more && turns.summaries.is_empty() {
            self.say("turns on", "there are more sets than are listed".to_string());
        }
    }

    fn reasons(&mut self, sources: &Sources, claim: &ClaimReport) {
        let (roads, steps) = match (self.detail, claim.reasons.len()) {
            (Detail::Full, _) => (usize::MAX, usize::MAX),
            (Detail::Brief, 0 | 1) => (1, 4),
            (Detail::Brief, _) => (3, 2),
        };
        for reason in claim.reasons.iter().take(roads) {
            let several = claim.reasons.len() > 1;
            let chain = decisive_steps(reason, steps);
            for (index, step) in chain.iter().enumerate() {
                let opening = match (several, index) {
                    (true, 0) if step.kind == ReasonKind::Question => String::new(),
                    (true, 0) => format!("{}: ", answer_word(reason.answer)),
                    (_, _) => String::new(),
                };
                self.say("because", format!("{opening}{}", step_in_words(sources, step)));
            }
        }
    }

    fn grounds(&mut self, claim: &ClaimReport) {
        let order = [Bearing::Supports, Bearing::Against, Bearing::Both, Bearing::None];
        for bearing in order {
            let names: Vec<String> =
                claim.grounds.iter().filter(|(_, b)| *b == bearing).map(|(name, _)| name.clone()).collect();
            if names.is_empty() {
                continue;
            }
            let bears = bearing_sentence(bearing, names.len() > 1);
            self.say("its grounds", format!("{} {bears}", joined(&names, "and")));
        }
        if !claim.own_act_against.is_empty() {
            let acts = joined(&claim.own_act_against, "and");
            self.alarm("own act", format!("{acts}: the claimant's own, and among the reasons why the claim fails"));
        }
    }

    fn open_questions(&mut self, sources: &Sources, claim: &ClaimReport) {
        let cap = self.detail.cap(3);
        for question in claim.open_questions.iter().take(cap) {
            let at = place_of_answer(sources, question.span);
            let at = at.map(|span| format!(" (an answer would go at {})", place_in_words(sources, span)));
            let mark = if question.text.ends_with(['?', '.']) { "" } else { "?" };
            self.say("would settle it", format!("{}{mark}{}", question.text, at.unwrap_or_default()));
        }
        if claim.open_questions.len() > cap {
            let rest = counted(claim.open_questions.len() - cap, "further question", "further questions");
            self.say("would settle it", format!("and {rest}"));
        }
    }

    fn remarks(&mut self, claim: &ClaimReport) {
        for rule in &claim.readings_used {
            self.say("by a reading", format!("the answer needs {rule}, a reading of the corpus's own"));
        }
        for conflict in &claim.standpoint_conflicts {
            self.say("note", conflict.clone());
        }
        for remark in &claim.remarks {
            self.say("note", remark.clone());
        }
        if claim.incomplete {
            self.alarm(
                "incomplete",
                "a limit was reached: the verdict may be weaker than the truth, never firmer".into(),
            );
        }
    }
}

/// Whether the sets say no more than "always" or "never".
fn is_trivial(sets: &[ChoiceSet]) -> bool {
    sets.iter().all(|set| set.accept.is_empty() && set.reject.is_empty())
}
