//! Names in options, against the corpus: an option that names nothing is wrong use, never silently
//! without effect.
use super::output::Trouble;
use convoke::program::{Program, Speaker, StatementId, VoiceKind};
use convoke::session::options::Reading;

/// What an option may name.
#[derive(Clone, Copy)]
enum Sort {
    Claim,
    Standpoint,
    Order,
    Alleged,
    RuleOrEvent,
}

impl Sort {
    fn in_words(self) -> &'static str {
        match self {
            Sort::Claim => "claim",
            Sort::Standpoint => "standpoint",
            Sort::Order => "order",
            Sort::Alleged => "statement or speaker",
            Sort::RuleOrEvent => "rule, event or fact",
        }
    }

    /// The names of this sort, in the corpus's order.
    fn names(self, program: &Program) -> Vec<&str> {
        let name = |id: StatementId| program.statements.get(id.index()).map(|statement| statement.name.as_str());
        match self {
            Sort::Claim => program.claims.iter().filter_map(|claim| name(claim.statement)).collect(),
            Sort::Standpoint => {
                program.standpoints.iter().filter_map(|standpoint| name(standpoint.statement)).collect()
            }
            Sort::Order => program.orders.iter().filter_map(|order| name(order.statement)).collect(),
            Sort::Alleged => program.statements.iter().map(|statement| statement.name.as_str()).collect(),
            Sort::RuleOrEvent => {
                let rules = program.rules.iter().map(|rule| rule.statement);
                let events = program.events.iter().map(|event| event.statement);
                let facts = program.facts.iter().map(|fact| fact.statement);
                rules.chain(events).chain(facts).filter_map(name).collect()
            }
        }
    }
}

/// Names in options that the corpus does not have.
pub fn unknown(program: &Program, claims: &[String], reading: &Reading) -> Vec<Trouble> {
    let asked = [
        ("--claim", Sort::Claim, claims.iter().collect::<Vec<_>>()),
        ("--accept", Sort::Alleged, reading.accept.iter().collect()),
        ("--reject", Sort::Alleged, reading.reject.iter().collect()),
        ("--standpoint", Sort::Standpoint, reading.standpoint.iter().collect()),
        ("--under", Sort::Order, reading.under.iter().collect()),
        ("--without", Sort::RuleOrEvent, reading.without.iter().collect()),
    ];
    let mut troubles = Vec::new();
    for (option, sort, names) in asked {
        for name in names {
            let none = missing(option, name, sort.in_words(), &sort.names(program));
            let both_ways = reading.accept.contains(name) && reading.reject.contains(name);
            let alleged = matches!(sort, Sort::Alleged) && none.is_none() && !both_ways;
            troubles.extend(none);
            troubles.extend(if alleged { nothing_to_choose(program, option, name) } else { None });
        }
    }
    let both = reading.accept.iter().filter(|name| reading.reject.contains(name));
    troubles.extend(both.map(|name| Trouble::both_ways(name)));
    troubles
}

/// What is said where a name stands for nothing that anybody alleges, so that no choice can accept or reject it.
fn nothing_to_choose(program: &Program, option: &str, name: &str) -> Option<Trouble> {
    let is = |id: StatementId| program.statements.get(id.index()).is_some_and(|statement| statement.name == name);
    let own: Vec<_> = program.statements.iter().filter(|statement| statement.name == name).collect();
    let alleged = own.iter().any(|statement| program.allegations_around(statement.voice).next().is_some());
    let rival = program.orders.iter().any(|order| is(order.statement) && !order.rivals.is_empty());
    let speaks = |voice: &VoiceKind| match voice {
        VoiceKind::According(speakers, _) => speakers.iter().any(|speaker| match speaker {
            Speaker::Entity(id) => program.entities.get(id.index()).is_some_and(|entity| is(entity.statement)),
            Speaker::Source(id) => program.sources.get(id.index()).is_some_and(|source| is(source.statement)),
        }),
        VoiceKind::Doubtful(_) => false,
    };
    if alleged || rival || program.voices.iter().any(|voice| speaks(&voice.kind)) {
        return None;
    }
    let doubtful = own.iter().any(|statement| statement.voice.is_some());
    let left_out = Sort::RuleOrEvent.names(program).contains(&name);
    Some(Trouble::nothing_alleged(option, name, doubtful, left_out))
}

/// The name that `why` was given: a claim or a body.
pub fn unknown_subject(program: &Program, name: &str) -> Option<Trouble> {
    let entities = program.entities.iter().filter_map(|entity| program.statements.get(entity.statement.index()));
    let mut known = Sort::Claim.names(program);
    known.extend(entities.map(|statement| statement.name.as_str()));
    missing("why", name, "claim or body", &known)
}

fn missing(option: &str, name: &str, what: &str, known: &[&str]) -> Option<Trouble> {
    if known.contains(&name) {
        return None;
    }
    let near = known.iter().map(|known| (strsim::damerau_levenshtein(known, name), *known));
    let nearest =
        near.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| distance * 3 <= name.chars().count() + 2);
    Some(Trouble::unknown_name(option, name, what, nearest.map(|(_, known)| known)))
}
