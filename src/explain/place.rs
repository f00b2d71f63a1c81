//! The line of the corpus that a ground atom goes back to: its statement's, its rule's, or its act's.
use super::lookup::Lookup;
use super::nodes::{act_of, rule_of};
use super::questions::statement_of;
use crate::ground::clauses::AtomId;

/// `file:line`, if there is one.
pub fn place_of(look: &Lookup<'_>, atom: AtomId) -> Option<String> {
    let key = look.key(atom)?;
    let of_rule = || rule_of(look, key).and_then(|rule| look.rule(rule)).map(|rule| rule.statement);
    let of_act = || {
        let event = act_of(look, key).and_then(|act| look.told(act))?;
        look.event(event).map(|event| event.statement)
    };
    let statement = look.statement(statement_of(look, key).or_else(of_rule).or_else(of_act)?)?;
    let file = look.sources.file(statement.span.file);
    Some(format!("{}:{}", file.path(), file.place(statement.span.start).line))
}
