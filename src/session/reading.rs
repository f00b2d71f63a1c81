//! From names that the user typed to the corpus's things and to the leaves of a ground program. Names that
//! the corpus does not have are passed over here; whoever took them from the user reports them.
use crate::ground::clauses::{AtomId, Literal};
use crate::ground::grounded::Tables;
use crate::ground::keys::Key;
use crate::program::*;
use crate::session::options;

fn is_named(program: &Program, statement: StatementId, name: &str) -> bool {
    program.statements[statement.index()].name == name
}

fn place<T>(program: &Program, all: &[T], statement: impl Fn(&T) -> StatementId, name: &str) -> Option<u32> {
    all.iter().position(|one| is_named(program, statement(one), name)).map(|place| place as u32)
}

/// A claim by its name.
pub fn claim_named(program: &Program, name: &str) -> Option<ClaimId> {
    place(program, &program.claims, |claim| claim.statement, name).map(ClaimId)
}

/// A standpoint by its name.
pub fn standpoint_named(program: &Program, name: &str) -> Option<StandpointId> {
    place(program, &program.standpoints, |standpoint| standpoint.statement, name).map(StandpointId)
}

/// An order by its name.
pub fn order_named(program: &Program, name: &str) -> Option<OrderId> {
    place(program, &program.orders, |order| order.statement, name).map(OrderId)
}

/// An entity by its name.
pub fn entity_named(program: &Program, name: &str) -> Option<EntityId> {
    place(program, &program.entities, |entity| entity.statement, name).map(EntityId)
}

/// A rule, event, fact or order by its name.
pub fn ground_named(program: &Program, name: &str) -> Option<Ground> {
    let rule = place(program, &program.rules, |rule| rule.statement, name).map(|i| Ground::Rule(RuleId(i)));
    let event = || place(program, &program.events, |e| e.statement, name).map(|i| Ground::Event(EventId(i)));
    let fact = || place(program, &program.facts, |fact| fact.statement, name).map(|i| Ground::Fact(FactId(i)));
    rule.or_else(event).or_else(fact).or_else(|| order_named(program, name).map(Ground::Order))
}

/// The leaves that a user's reading sets.
pub fn literals(program: &Program, tables: &Tables, asked: &options::Reading) -> Vec<Literal> {
    let mut literals = Vec::new();
    for (names, accept) in [(&asked.accept, true), (&asked.reject, false)] {
        for name in names {
            let leaves = leaves_named(program, tables, name);
            literals.extend(leaves.into_iter().map(|leaf| literal(leaf, accept)));
        }
    }
    if let Some(standpoint) = asked.standpoint.as_ref().and_then(|name| standpoint_named(program, name)) {
        let accepted = accepted(program, tables, standpoint);
        for (atom, key) in tables.atoms() {
            if matches!(key.key, Key::Accepted(..) | Key::OrderAccepted(_)) {
                literals.push(literal(atom, accepted.contains(&atom)));
            }
        }
    }
    literals
}

fn literal(leaf: AtomId, accept: bool) -> Literal {
    if accept { Literal::positive(leaf) } else { Literal::negative(leaf) }
}

/// The allegations of a statement, or of a speaker, that this program asked about.
fn leaves_named(program: &Program, tables: &Tables, name: &str) -> Vec<AtomId> {
    let is = |statement: StatementId| is_named(program, statement, name);
    let speaks = |voice: VoiceId| match &program.voices[voice.index()].kind {
        VoiceKind::According(speakers, _) => speakers.iter().any(|speaker| is(speaker_statement(program, *speaker))),
        VoiceKind::Doubtful(_) => false,
    };
    let mut leaves = Vec::new();
    for (atom, key) in tables.atoms() {
        let named = match key.key {
            Key::Accepted(statement, voice) => is(statement) || speaks(voice),
            Key::OrderAccepted(order) => is(program.orders[order.index()].statement),
            _ => false,
        };
        if named {
            leaves.push(atom);
        }
    }
    leaves
}

/// The statement that introduces a speaker.
pub fn speaker_statement(program: &Program, speaker: Speaker) -> StatementId {
    match speaker {
        Speaker::Entity(id) => program.entities[id.index()].statement,
        Speaker::Source(id) => program.sources[id.index()].statement,
    }
}

/// Whether a standpoint accepts a statement that stands in this voice.
pub fn takes(program: &Program, standpoint: StandpointId, statement: StatementId, voice: Option<VoiceId>) -> bool {
    let data = &program.standpoints[standpoint.index()];
    let spoken = voice.is_some_and(|voice| match &program.voices[voice.index()].kind {
        VoiceKind::According(speakers, _) => speakers.iter().any(|speaker| data.accepts.contains(speaker)),
        VoiceKind::Doubtful(_) => false,
    });
    let listed = data.accepts_statements.contains(&statement);
    (spoken || listed) && !data.rejects_statements.contains(&statement)
}

/// The allegations that a standpoint accepts.
pub fn accepted(program: &Program, tables: &Tables, standpoint: StandpointId) -> Vec<AtomId> {
    let data = &program.standpoints[standpoint.index()];
    let accepts = |statement, voice| takes(program, standpoint, statement, voice);
    let mut accepted = Vec::new();
    for (atom, key) in tables.atoms() {
        let takes = match key.key {
            Key::Accepted(statement, voice) => accepts(statement, Some(voice)),
            Key::OrderAccepted(order) => {
                let statement = program.orders[order.index()].statement;
                let rival = data.under.is_some_and(|under| program.orders[under.index()].rivals.contains(&order));
                data.under == Some(order) || (!rival && accepts(statement, program.statements[statement.index()].voice))
            }
            _ => false,
        };
        if takes {
            accepted.push(atom);
        }
    }
    accepted
}
