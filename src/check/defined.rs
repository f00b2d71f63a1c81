//! Facts of what only a definition can make true: such a thing follows from others, so it is claimed, not stated.
//! A closed relation is meant that some rule defines, for these kinds, and that no act makes. A statement of it holds
//! beside the definition; a denial of it is not heard against the definition. Where a definition leads back to its own
//! relation a fact is the first link that the chain needs: no fault.
use super::view::View;
use super::walk::{self, Mention};
use crate::diagnostic::Diagnostic;
use crate::program::*;

/// A fact states, or denies, what only a definition can make true.
pub const ONLY_DEFINED: u16 = 512;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    let relations = &view.program.relations;
    let mut defined: Vec<Vec<&Rule>> = vec![Vec::new(); relations.len()];
    let mut made = vec![false; relations.len()];
    for rule in &view.program.rules {
        match &rule.kind {
            RuleKind::Definition { sentence, .. } => defined[sentence.relation.index()].push(rule),
            RuleKind::Effect { makes, .. } => makes.iter().for_each(|by| made[by.relation.index()] = true),
            _ => {}
        }
    }
    let leads_back = leading_back(view, &defined);
    for fact in &view.program.facts {
        let relation = fact.sentence.relation;
        if relations[relation.index()].open.is_some() || made[relation.index()] || leads_back[relation.index()] {
            continue;
        }
        let fits = |rule: &&&Rule| match &rule.kind {
            RuleKind::Definition { sentence, .. } => view.relation_fits(sentence, &rule.variables, &fact.sentence),
            _ => false,
        };
        if let Some(rule) = defined[relation.index()].iter().find(fits) {
            found.push(report(view, fact, rule));
        }
    }
}

/// By relation: whether its definitions lead back to it, by themselves or through others.
fn leading_back(view: &View, defined: &[Vec<&Rule>]) -> Vec<bool> {
    let asked: Vec<Vec<RelationId>> = defined
        .iter()
        .map(|rules| {
            let mut asked = Vec::new();
            for rule in rules {
                walk::rule(view.program, rule, &mut |mention| {
                    if let Mention::Relation(pattern, _) = mention {
                        asked.push(pattern.relation);
                    }
                });
            }
            asked.sort_unstable();
            asked.dedup();
            asked
        })
        .collect();
    let reaches_itself = |start: usize| {
        let mut seen = vec![false; asked.len()];
        let mut stack = asked[start].clone();
        while let Some(next) = stack.pop() {
            if next.index() == start {
                return true;
            }
            if !std::mem::replace(&mut seen[next.index()], true) {
                stack.extend(&asked[next.index()]);
            }
        }
        false
    };
    (0..asked.len()).map(reaches_itself).collect()
}

fn report(view: &View, fact: &Fact, rule: &Rule) -> Diagnostic {
    let phrase = &view.program.relations[fact.sentence.relation.index()].phrase;
    let message = format!("what is `{phrase}` follows from a definition, and is claimed rather than stated");
    let heard = if fact.denied { "denied here, which the definition does not heed" } else { "stated as a fact here" };
    Diagnostic::warning(ONLY_DEFINED, message, fact.span, heard)
        .with_label(rule.head, format!("defined by {} here", view.name(rule.statement)))
        .with_help(
            "claim it (`claim NAME { that … }`), or state what it follows from; if what is told of it shall weigh beside \
             the rule, declare the relation as `open \"the question in words\"`",
        )
}
