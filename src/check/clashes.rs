//! Two rules of one order, neither overriding, that give one question opposite answers, where their heads show it: an
//! `only` against another's grant, a duty against a prohibition. (A disability beats a power: no clash.)
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::*;
use std::collections::BTreeMap;

/// Two rules that answer one question in opposite ways.
pub const CLASH: u16 = 570;

/// How many pairs are compared at most.
const MOST_PAIRS: usize = 1 << 20;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    let mut groups: BTreeMap<_, Vec<(RuleId, &Rule)>> = BTreeMap::new();
    for (id, rule) in view.rules().filter(|(_, rule)| view.on_record(rule.statement)) {
        if let Some(act) = act(rule) {
            groups.entry((act.verb, rule.order)).or_default().push((id, rule));
        }
    }
    let mut pairs = 0;
    for rules in groups.values() {
        for (index, &(first_id, first)) in rules.iter().enumerate() {
            for &(second_id, second) in &rules[..index] {
                pairs += 1;
                if pairs > MOST_PAIRS {
                    return;
                }
                let related = first.overrides.contains(&second_id) || second.overrides.contains(&first_id);
                if !related
                    && let Some(words) = opposed(first, second)
                    && overlap(view, first, second)
                {
                    found.push(report(view, first, second, words));
                }
            }
        }
    }
}

/// The act of a rule that grants, closes, demands or forbids.
fn act(rule: &Rule) -> Option<&ActPattern> {
    match &rule.kind {
        RuleKind::Power { act, .. } | RuleKind::Duty { act, .. } | RuleKind::Prohibition { act } => Some(act),
        RuleKind::Disability { .. }
        | RuleKind::Requirement { .. }
        | RuleKind::Cure { .. }
        | RuleKind::CountsAs { .. }
        | RuleKind::Effect { .. }
        | RuleKind::Annulment { .. }
        | RuleKind::Definition { .. }
        | RuleKind::Figure { .. } => None,
    }
}

fn opposed(first: &Rule, second: &Rule) -> Option<&'static str> {
    match (&first.kind, &second.kind) {
        (RuleKind::Power { only: a, .. }, RuleKind::Power { only: b, .. }) if *a || *b => {
            (!grant_alike(first, second)).then_some("`only` closes what the other grants")
        }
        (RuleKind::Duty { .. }, RuleKind::Prohibition { .. })
        | (RuleKind::Prohibition { .. }, RuleKind::Duty { .. }) => Some("one demands what the other forbids"),
        _ => None,
    }
}

/// Whether two rules grant the same named actors without conditions, so that neither closes what the other grants.
fn grant_alike(first: &Rule, second: &Rule) -> bool {
    let plain = |rule: &Rule| rule.when.is_none() && rule.unless.is_empty();
    let named = |act: &ActPattern| act.subjects.iter().all(|slot| matches!(slot.term, Term::Value(_)));
    let (Some(a), Some(b)) = (act(first), act(second)) else { return false };
    plain(first) && plain(second) && named(a) && a.subjects == b.subjects
}

/// Whether one act may fall under both.
fn overlap(view: &View, first: &Rule, second: &Rule) -> bool {
    let (Some(a), Some(b)) = (act(first), act(second)) else { return false };
    // An `only` speaks to whoever does the act: its subject keeps nothing apart.
    let powers = matches!(first.kind, RuleKind::Power { .. });
    let subjects = powers
        || a.subjects
            .iter()
            .all(|x| b.subjects.iter().any(|y| view.slots_meet((x, &first.variables), (y, &second.variables))));
    let roles = a.roles.iter().all(|(role, filler)| {
        let other = b.roles.iter().find(|(other, _)| other == role);
        match (filler, other) {
            (Filler::Slot(x), Some((_, Filler::Slot(y)))) => {
                view.slots_meet((x, &first.variables), (y, &second.variables))
            }
            _ => true,
        }
    });
    subjects && roles && periods_meet(view, first, second)
}

fn periods_meet(view: &View, first: &Rule, second: &Rule) -> bool {
    let span = |rule: &Rule| {
        let stretch = view.chronology.stretch(view.program, &rule.period.time);
        (view.chronology.earliest(stretch.from), view.chronology.latest(stretch.until))
    };
    let (a, b) = (span(first), span(second));
    a.0 <= b.1 && b.0 <= a.1
}

fn report(view: &View, first: &Rule, second: &Rule, words: &str) -> Diagnostic {
    let (one, two) = (view.name(second.statement), view.name(first.statement));
    let verb = act(first).map(|act| view.infinitive(act.verb)).unwrap_or_default();
    let message = format!("{one} and {two} can give one act of {verb} opposite answers: {words}");
    Diagnostic::warning(CLASH, message, first.head, "this rule")
        .with_label(second.head, "and this one")
        .with_help("which prevails is an open question; if the sources say, let one of them `overrides` the other")
}
