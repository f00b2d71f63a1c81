//! Rules that never apply, with the adjective, kind or role that keeps every told act from them, and exceptions that
//! can never fire. The vocabulary library is not asked.
use super::fit::Misfit;
use super::possible::Possible;
use super::view::View;
use super::walk::head_acts;
use crate::diagnostic::Diagnostic;
use crate::program::*;

/// A rule that never applies.
pub const IDLE_RULE: u16 = 551;
/// An exception that can never fire.
pub const IDLE_EXCEPTION: u16 = 552;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    if view.program.rules.iter().all(|rule| view.in_library(rule.statement)) {
        return;
    }
    let possible = Possible::new(view);
    for rule in view.program.rules.iter().filter(|rule| !view.in_library(rule.statement)) {
        match never_applies(view, &possible, rule) {
            Some(diagnostic) => found.push(diagnostic),
            None => exceptions(view, &possible, rule, found),
        }
    }
}

fn never_applies(view: &View, possible: &Possible, rule: &Rule) -> Option<Diagnostic> {
    let name = view.name(rule.statement);
    let message = format!("the rule {name} never applies");
    for act in head_acts(&rule.kind) {
        // Who does an act decides whether a power is granted, never whether the rule is for the act.
        let is_power = matches!(rule.kind, RuleKind::Power { .. });
        let act = &ActPattern { subjects: if is_power { Vec::new() } else { act.subjects.clone() }, ..act.clone() };
        let hypothetical = match rule.kind {
            RuleKind::Power { .. } | RuleKind::Disability { .. } => possible.asked(act.verb),
            // A duty binds without any act.
            RuleKind::Duty { .. } => true,
            _ => false,
        };
        if hypothetical || possible.act(act, &rule.variables) {
            continue;
        }
        let told = possible.acts(act.verb);
        if told.is_empty() {
            let words = format!("nobody {} anything in this corpus", view.verb_name(act.verb));
            return Some(
                Diagnostic::warning(IDLE_RULE, message, rule.head, words)
                    .with_help("tell an event that it is for, or leave the rule out"),
            );
        }
        return Some(nearest(view, act, rule, told, message));
    }
    if let RuleKind::Definition { sentence, .. } = &rule.kind
        && !view.somebody_fits(&sentence.subject, &rule.variables)
    {
        let words = "no entity of this corpus fits its subject";
        return Some(
            Diagnostic::warning(IDLE_RULE, message, rule.head, words).with_help("check its kind and adjectives"),
        );
    }
    let conditions = rule.scope.iter().chain(&rule.when);
    let failing = conditions.copied().find_map(|id| possible.failing(id, &rule.variables))?;
    let place = view.program.formula_spans.get(failing.index()).copied().unwrap_or(rule.head);
    let message = match rule.kind {
        RuleKind::Power { .. } => format!("the rule {name} grants nobody anything"),
        _ => message,
    };
    Some(
        Diagnostic::warning(IDLE_RULE, message, place, "nothing in this corpus could make this so")
            .with_label(rule.head, "the rule")
            .with_help("tell the event or fact that it is for, or check the kinds and names in the condition"),
    )
}

/// The told act that comes nearest, and what keeps it away.
fn nearest(view: &View, act: &ActPattern, rule: &Rule, told: &[(&Act, EventId)], message: String) -> Diagnostic {
    let rank = |misfit: &Misfit| match misfit {
        Misfit::Adjective(..) => 0,
        Misfit::Kind(..) => 1,
        Misfit::Other(..) | Misfit::Content | Misfit::Subjects => 2,
        Misfit::Missing(_) => 3,
        Misfit::Verb => 4,
    };
    let misfits = told
        .iter()
        .take(1000)
        .filter_map(|(other, event)| view.fits(act, &rule.variables, other).err().map(|misfit| (misfit, *event)));
    let mut diagnostic = Diagnostic::warning(IDLE_RULE, message, rule.head, "no told act fits this");
    if let Some((misfit, event)) = misfits.min_by_key(|(misfit, _)| rank(misfit)) {
        let words = format!("the nearest: {}", view.misfit_words(act.verb, &misfit));
        diagnostic = diagnostic.with_label(view.event(event).sentence, words);
        if let Misfit::Adjective(Value::Entity(entity), adjective) = misfit {
            let help = format!(
                "if it is so, say {} in the block of {}",
                view.adjective_name(adjective),
                view.entity_name(entity)
            );
            return diagnostic.with_help(help);
        }
    }
    diagnostic.with_help("check the kinds, names and roles in its head against the events")
}

fn exceptions(view: &View, possible: &Possible, rule: &Rule, found: &mut Vec<Diagnostic>) {
    for &unless in &rule.unless {
        let Some(failing) = possible.failing(unless, &rule.variables) else { continue };
        let place = view.program.formula_spans.get(failing.index()).copied().unwrap_or(rule.head);
        let message = format!("an exception of {} can never fire", view.name(rule.statement));
        found.push(
            Diagnostic::warning(IDLE_EXCEPTION, message, place, "nothing in this corpus could make this so")
                .with_label(rule.head, "the rule")
                .with_help("tell the event or fact that it is for, or check the kinds and names in it"),
        );
    }
}
