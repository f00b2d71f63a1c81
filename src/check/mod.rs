//! The checks on a resolved corpus: its order of time, its safety, and the faults of its record; one file a
//! check. Takes the program; gives the checked program, the only key to `ground`, and everything found, in the
//! order of files and places. Must never know how claims are solved.
mod calendars;
pub mod chronology;
mod clashes;
mod components;
mod defined;
mod denied_times;
mod disagreements;
mod fit;
mod holders;
mod idle_rules;
mod lives;
mod opposites;
mod overrides;
mod periods;
mod possible;
mod sums;
mod uncovered;
mod unseen;
mod unsourced;
mod view;
mod walk;

use crate::diagnostic::Diagnostic;
use crate::program::{Program, Rule, RuleKind};
use crate::source::{FileId, Sources};
use chronology::Chronology;
use rayon::prelude::*;
use view::View;

/// An allegation on which nothing turns: reported by `verdict`, which alone can know.
pub const ALLEGATION_NOTHING_TURNS_ON: u16 = 790;
/// An `expect` that does not hold: reported by `session`.
pub const EXPECTATION_FAILED: u16 = 791;

/// A program that was checked, with the order of its events.
pub struct Checked {
    program: Program,
    chronology: Chronology,
}

impl Checked {
    /// The resolved corpus.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The order of its events.
    pub fn chronology(&self) -> &Chronology {
        &self.chronology
    }

    /// The resolved corpus alone.
    pub fn into_program(self) -> Program {
        self.program
    }
}

/// One check: what it finds in the view it adds to the list.
type Check = fn(&View, &mut Vec<Diagnostic>);

/// Every check, errors first; each adds its findings in the corpus's order.
const CHECKS: &[Check] = &[
    overrides::check,
    sums::check,
    lives::check,
    disagreements::check,
    holders::check,
    defined::check,
    opposites::check,
    periods::check,
    clashes::check,
    idle_rules::check,
    uncovered::check,
    unseen::check,
    unsourced::check,
    calendars::check,
];

/// Checks a program. `library` tells the files of the vocabulary library, of whose rules nobody asks that they
/// apply. Where an error is found the program means nothing and must not be grounded.
///
/// The program must have resolved without an error: what is missing from one that did not is no fault of its record.
pub fn check(
    program: Program,
    sources: &Sources,
    library: &(dyn Fn(FileId) -> bool + Sync),
) -> (Checked, Vec<Diagnostic>) {
    let (chronology, mut found) = Chronology::build(&program);
    let view = View::new(&program, &chronology, sources, library);
    if whole(&program) {
        // Side by side; what they find is put together in their own order.
        let lists = CHECKS.par_iter().map(|check| {
            let mut list = Vec::new();
            check(&view, &mut list);
            list
        });
        found.extend(lists.collect::<Vec<_>>().into_iter().flatten());
    }
    found.sort_by_key(|diagnostic| (diagnostic.primary(), diagnostic.code));
    (Checked { program, chronology }, found)
}

/// Whether there is something for the first verb and the first condition to name: statements that did not resolve hold
/// these in place of their own.
fn whole(program: &Program) -> bool {
    let of_things = |rule: &Rule| matches!(rule.kind, RuleKind::Definition { .. } | RuleKind::Figure { .. });
    let no_verb_needed = program.events.is_empty() && program.rules.iter().all(of_things);
    let sentences = no_verb_needed || !program.verbs.is_empty();
    let conditions = program.claims.is_empty() || !program.formulas.is_empty();
    sentences && conditions
}
