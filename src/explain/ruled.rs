//! What fails because of rules although nothing was ever there that failed: a power named as broken, a rule that
//! speaks of other acts, a defect or a cure that no rule knows. And what was told, but of another time.
//!
//! Takes what no clause could make so; says whether rules or the dates that are told decide that, in words.
use super::conditions::Bound;
use super::lookup::Lookup;
use crate::ground::keys::{ActId, Key, Moment};
use crate::program::*;

/// A rule that is named as broken and cannot be, in words.
pub(super) struct NotBroken {
    /// The rule.
    pub rule: RuleId,
    /// Why it is not broken.
    pub text: String,
}

impl Lookup<'_> {
    /// For a condition that no clause could make so: the rule that it names as broken, and why it is not. What no
    /// act of the one who is said to have broken it tells of is silence.
    pub(super) fn not_broken(&self, formula: FormulaId, values: &[Option<Value>]) -> Option<NotBroken> {
        let bound = Bound { variables: self.variables(formula), values, this: "" };
        match self.program.formulas.get(formula.index())? {
            Formula::Breaches(of, Breached::Rule(rule)) => {
                let (Value::Event(event), Value::Rule(rule)) =
                    (self.term_value(of, bound)?, self.term_value(rule, bound)?)
                else {
                    return None;
                };
                if self.event(event)?.denied {
                    return None;
                }
                let text = self.cannot_be_broken(rule).unwrap_or_else(|| {
                    format!("{} does not speak of what {} tells", self.rule_name(rule), self.event_name(event))
                });
                Some(NotBroken { rule, text })
            }
            Formula::BreachesDuty(_, Some(rule), _) => {
                self.cannot_be_broken(*rule).map(|text| NotBroken { rule: *rule, text })
            }
            _ => None,
        }
    }

    /// Why a rule that asks nothing of anybody is not broken.
    fn cannot_be_broken(&self, rule: RuleId) -> Option<String> {
        let says = match &self.rule(rule)?.kind {
            RuleKind::Requirement { .. } | RuleKind::Prohibition { .. } | RuleKind::Duty { .. } => return None,
            RuleKind::Power { .. } => "says who may, and a power is not broken: who lacks it acts without effect",
            RuleKind::Disability { .. } => {
                "takes a power away, and that is not broken: what is done without a power is void"
            }
            _ => "asks nothing of anybody, and so is not broken",
        };
        Some(format!("{} {says}", self.rule_name(rule)))
    }

    /// Why an act that took place does not have a status that no clause could give it: no rule knows of the defect,
    /// or the cure. `None` where the act was later, or the key is no status.
    pub(super) fn no_rule_for(&self, key: Key) -> Option<String> {
        let (act, moment, words) = match key {
            Key::Irregular(act, moment) => (act, moment, "no rule makes it irregular"),
            Key::Voidable(act, moment) | Key::Avoidable(act, moment) => (act, moment, "no rule makes it voidable"),
            Key::HealedBy(act, moment) => (act, moment, "no rule heals it"),
            Key::BreachesSome(act) | Key::Wrong(act) => (act, Moment::End, "no rule speaks of it"),
            _ => return None,
        };
        (!self.is_told_later(act, moment)).then(|| format!("{}: {words}", self.act_name(act)))
    }

    /// Whether the record dates an act after a moment.
    pub(super) fn is_told_later(&self, act: ActId, moment: Moment) -> bool {
        let first = |event: EventId| {
            let parts = self.event(event)?.time.parts.iter();
            parts.filter_map(|part| self.range_of(part)).map(|range| range.0).max()
        };
        let last = |event: EventId| {
            let parts = self.event(event)?.time.parts.iter();
            parts.filter_map(|part| self.range_of(part)).map(|range| range.1).min()
        };
        let limit = match moment {
            Moment::Date(date) => self.program.dates.get(date.index()).and_then(|date| date.ranges.last()).map(|r| r.1),
            Moment::Before(other) | Moment::After(other) => self.told(other).and_then(last),
            Moment::End => None,
        };
        limit.zip(self.told(act).and_then(first)).is_some_and(|(limit, first)| first > limit)
    }

    fn range_of(&self, part: &TimePart) -> Option<(i64, i64)> {
        match part {
            TimePart::On(date) | TimePart::From(Anchor::Date(date)) => {
                let ranges = &self.program.dates.get(date.index())?.ranges;
                ranges.first().zip(ranges.last()).map(|(first, last)| (first.0, last.1))
            }
            _ => None,
        }
    }
}
