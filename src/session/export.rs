//! A corpus on one reading as a program for another engine.
//!
//! Takes the claims and the reading asked for; gives the text, with this engine's answer on the same reading.
//! What the reading does not settle is rejected, and open questions get answers that K allows together; the text lists
//! each, so that a reader can change it.
use super::options::{Options, Reading};
use super::outcome::Outcome;
use super::reading;
use super::run::{Read, asked_claims, asked_program, read, solved};
use crate::evidence::EvidenceTexts;
use crate::explain::lookup::Lookup;
use crate::explain::place::place_of;
use crate::explain::words::wording;
use crate::export::{Asked, Said, Target, write};
use crate::ground::clauses::{AtomId, Leaf, Literal};
use crate::ground::grounded::{Grounded, Root};
use crate::ground::grounder::{Budget, Grounder};
use crate::program::*;
use crate::solve::answers::Value;
use crate::solve::evaluate::{Assignment, evaluate};
use crate::solve::model::Model;
use crate::solve::rules::cone;
use crate::verdict::JudgeLimits;
use crate::verdict::witness::{Found, complete};

/// The program, and what this engine says on its reading.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// The corpus; its claims are not judged.
    pub outcome: Outcome,
    /// The program; none where no admissible reading was found.
    pub text: Option<String>,
    /// Each claim with this engine's answer on the very reading that the program fixes.
    pub answers: Vec<(String, Value)>,
    /// Something that is undefined on the reading, in words: only an engine of well-founded models can say so.
    pub undefined: Option<String>,
    /// A limit cut the grounding short: the program is not whole.
    pub incomplete: bool,
}

/// Writes the claims of a corpus (all, where none is named) on one reading.
pub fn export(
    sources: crate::source::Sources,
    texts: &EvidenceTexts,
    claims: &[String],
    asked: &Reading,
    target: Target,
) -> Exported {
    let corpus = read(sources, texts);
    if !corpus.is_sound() {
        return Exported { outcome: corpus.into_outcome(), ..Exported::default() };
    }
    let written = written(&corpus, claims, asked, target);
    Exported { outcome: corpus.into_outcome(), ..written }
}

fn written(corpus: &Read, claims: &[String], asked: &Reading, target: Target) -> Exported {
    let program = asked_program(corpus.checked.program(), asked);
    let mut ids = asked_claims(&program, &Options { claims: claims.to_vec(), ..Options::default() });
    let mut grounder = Grounder::new(&program, corpus.checked.chronology(), Budget::default());
    let mut roots: Vec<Root> = ids.iter().map(|id| grounder.claim(*id)).collect();
    let name_of = |id: &ClaimId| program.statements[program.claims[id.index()].statement.index()].name.clone();
    let mut heading = vec![program.title.clone(), "the ground program of the claims, on one reading".to_owned()];
    if ids.len() > 1 {
        for id in keep_shared(&mut ids, &mut roots) {
            let name = name_of(&id);
            heading.push(format!("left out: `{name}` has a reading of its own; ask for it alone, with --claim {name}"));
        }
    }
    let (grounded, model) = solved(grounder);
    let incomplete = grounded.limit.is_some();
    if incomplete {
        heading.push("incomplete: a limit cut the grounding short".to_owned());
    }
    let wished = wished(&roots, reading::literals(&program, &grounded.tables, asked));
    let atoms: Vec<AtomId> = roots.iter().map(|root| root.atom).collect();
    let Some(chosen) = chosen(&grounded, &model, &atoms, &wished) else {
        return Exported { incomplete, ..Exported::default() };
    };
    let look = Lookup::new(&program, &corpus.sources, &grounded);
    let claims: Vec<(String, AtomId)> = ids.iter().map(name_of).zip(atoms.iter().copied()).collect();
    let plain = evaluate(&grounded.program, model.index(), &chosen, &atoms);
    let answers = claims.iter().map(|(name, atom)| (name.clone(), plain.value(*atom))).collect();
    let said = |atom: AtomId| Said { words: wording(&look, atom).yes, place: place_of(&look, atom) };
    let asked = Asked { claims, holding: chosen.leaves().to_vec(), heading };
    let text = Some(write(&grounded.program, &asked, &said, target));
    let is_undefined = |atom: &&AtomId| plain.value(**atom) == Value::Undefined;
    let undefined = plain.atoms().iter().find(is_undefined).map(|atom| said(*atom).words);
    Exported { outcome: Outcome::default(), text, answers, undefined, incomplete }
}

/// Leaves only the claims that share the reading asked for: what a claim supposes holds for it alone. Gives the
/// others.
fn keep_shared(ids: &mut Vec<ClaimId>, roots: &mut Vec<Root>) -> Vec<ClaimId> {
    let is_shared = |root: &Root| root.settled.is_empty();
    let (shared, own): (Vec<_>, Vec<_>) = ids.drain(..).zip(roots.drain(..)).partition(|(_, root)| is_shared(root));
    (*ids, *roots) = shared.into_iter().unzip();
    own.into_iter().map(|(id, _)| id).collect()
}

/// What the claims suppose, then what the user asks for.
fn wished(roots: &[Root], asked: Vec<Literal>) -> Vec<Literal> {
    let own = roots.iter().flat_map(|root| &root.settled);
    let mut wished: Vec<Literal> =
        own.map(|(leaf, on)| if *on { Literal::positive(*leaf) } else { Literal::negative(*leaf) }).collect();
    for literal in asked {
        if !wished.iter().any(|known| known.atom() == literal.atom()) {
            wished.push(literal);
        }
    }
    wished
}

/// The reading: what is wished, every other allegation rejected where K lets it be, questions as K allows.
fn chosen(grounded: &Grounded, model: &Model, roots: &[AtomId], wished: &[Literal]) -> Option<Assignment> {
    let program = &grounded.program;
    let leaves: Vec<AtomId> =
        cone(program, model.index(), roots).into_iter().filter(|atom| program.leaf(*atom).is_some()).collect();
    let free = |leaf: &&AtomId| {
        program.leaf(**leaf) == Some(Leaf::Allegation) && !wished.iter().any(|literal| literal.atom() == **leaf)
    };
    let rejected = leaves.iter().filter(free).map(|leaf| Literal::negative(*leaf));
    let firm: Vec<Literal> = wished.iter().copied().chain(rejected).collect();
    let limits = JudgeLimits::default();
    [firm.as_slice(), wished].into_iter().find_map(|fixed| match complete(program, model, fixed, &leaves, &limits) {
        Ok(Found::Reading(reading)) => Some(reading),
        _ => None,
    })
}
