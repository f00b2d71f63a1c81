//! The story of a run: parse, resolve, check, verify citations, ground, solve, judge.
use super::history::histories;
use super::limits::limit_reached;
use super::options::{self, Options, Reading};
use super::outcome::Outcome;
use super::reading;
use crate::check::{self, Checked};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::{self, EvidenceTexts};
use crate::ground::clauses::AtomId;
use crate::ground::grounded::{Grounded, Root};
use crate::ground::grounder::{Budget, Grounder, Limit};
use crate::program::*;
use crate::resolve;
use crate::solve::model::{Model, SolveLimits, solve};
use crate::source::{FileId, Sources};
use crate::syntax;
use crate::verdict::bench::{Bench, Telling};
use crate::verdict::claim_report::ClaimReport;
use crate::verdict::findings::idle_allegations;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// A corpus that was read and checked, whether or not it has errors.
pub struct Read {
    /// Its files, the library's last.
    pub sources: Sources,
    /// The checked corpus.
    pub checked: Checked,
    /// Everything found so far.
    pub diagnostics: Vec<Diagnostic>,
    /// A digest of its own files.
    pub digest: String,
}

impl Read {
    /// Whether nothing found is an error.
    pub fn is_sound(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error)
    }
}

/// Reads a corpus: parses its files and the library files that they use, resolves, checks, verifies.
pub fn read(mut sources: Sources, texts: &EvidenceTexts) -> Read {
    let digest = digest(&sources);
    let own = sources.iter().count() as u32;
    let (mut trees, mut diagnostics) = syntax::parse_all(&sources);
    resolve::library::add_used(&mut sources, &mut trees, |sources, file| {
        let (tree, found) = syntax::parse(sources, file);
        diagnostics.extend(found);
        tree
    });
    let (program, found) = resolve::resolve(&sources, &trees);
    diagnostics.extend(found);
    let broken = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if !broken {
        diagnostics.extend(evidence::verify(&program, &sources, texts));
    }
    let (checked, found) = check::check(program, &sources, &|file: FileId| file.0 >= own);
    if broken {
        // Faults of a record that was read in part mislead; its errors are kept.
        diagnostics.extend(found.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error));
    } else {
        diagnostics.extend(found);
    }
    sort(&mut diagnostics);
    Read { sources, checked, diagnostics, digest }
}

fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.primary(), a.code, &a.message).cmp(&(b.primary(), b.code, &b.message)));
    diagnostics.dedup();
}

fn digest(sources: &Sources) -> String {
    let mut hasher = Sha256::new();
    for (_, file) in sources.iter() {
        hasher.update((file.path().len() as u64).to_le_bytes());
        hasher.update(file.path());
        hasher.update((file.text().len() as u64).to_le_bytes());
        hasher.update(file.text());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A corpus that was resolved and checked, its claims not judged.
pub fn resolved(sources: Sources, texts: &EvidenceTexts) -> Outcome {
    read(sources, texts).into_outcome()
}

impl Read {
    /// The outcome without claims.
    pub(super) fn into_outcome(self) -> Outcome {
        let Read { sources, checked, diagnostics, digest } = self;
        let program = checked.into_program();
        Outcome { sources, program, diagnostics, claims: Vec::new(), digest, incomplete: false }
    }
}

/// Checks a corpus and judges its claims on the reading that is asked for.
pub fn run(sources: Sources, texts: &EvidenceTexts, options: &Options) -> Outcome {
    judged(read(sources, texts), options)
}

/// Judges the claims of a corpus that was read.
pub(super) fn judged(mut read: Read, options: &Options) -> Outcome {
    if !read.is_sound() {
        return read.into_outcome();
    }
    let program = asked_program(read.checked.program(), &options.reading);
    let ids = asked_claims(&program, options);
    let shares = ids.len().div_ceil(share_of(ids.len())).max(1);
    let parts: Vec<Part> = (0..shares)
        .into_par_iter()
        .map(|share| {
            let first = share * share_of(ids.len());
            let mine = ids.get(first..(first + share_of(ids.len())).min(ids.len())).unwrap_or_default();
            part(&program, &read, options, first, mine)
        })
        .collect();
    let mut claims = Vec::with_capacity(ids.len());
    let mut limit = None;
    let mut found = Vec::new();
    for part in parts {
        claims.extend(part.claims);
        found.extend(part.contradictions);
        limit = limit.or(part.limit);
    }
    read.diagnostics.extend(found);
    if !options.claims.is_empty() {
        // Who asks for some claims is not asking for the faults of the record.
        read.diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    } else if options.reading.is_every_reading() {
        read.diagnostics.extend(idle_allegations(&program, &claims));
    }
    read.diagnostics.extend(limit.map(|limit| limit_reached(&program, limit)));
    read.diagnostics.extend(failed_expectations(&program, &ids, &claims));
    sort(&mut read.diagnostics);
    let incomplete = limit.is_some() || claims.iter().any(|claim| claim.incomplete);
    Outcome { claims, incomplete, ..read.into_outcome() }
}

/// Claims that are grounded and solved together. Two shares of a large record are made side by side; how many
/// depends on the claims alone, never on the machine.
fn share_of(claims: usize) -> usize {
    if claims < MOST_TOGETHER { claims.max(1) } else { claims.div_ceil(2) }
}

/// So many claims are worth a second index of the record.
const MOST_TOGETHER: usize = 4000;

/// What became of a share of the claims.
struct Part {
    claims: Vec<ClaimReport>,
    contradictions: Vec<Diagnostic>,
    limit: Option<Limit>,
}

/// Grounds, solves and judges some claims, of which `first` came before.
fn part(program: &Program, read: &Read, options: &Options, first: usize, ids: &[ClaimId]) -> Part {
    let mut grounder = Grounder::new(program, read.checked.chronology(), Budget::default());
    let roots: Vec<Root> = ids.iter().map(|id| grounder.claim(*id)).collect();
    let (grounded, model) = solved(grounder);
    let bench = bench(program, &read.sources, &grounded, &model, &options.reading);
    let mut claims = reports(&bench, ids, &roots, first, options.grounds);
    // What a budget cut off today it would cut off at every moment of the way.
    let whole = |claim: &ClaimReport| !claim.incomplete;
    let followed: Vec<bool> = claims.iter().map(whole).collect();
    let asked = ids.iter().copied().zip(&roots).zip(&followed).filter(|(_, followed)| **followed);
    let asked: Vec<(ClaimId, &Root)> = asked.map(|(asked, _)| asked).collect();
    let changes = histories(program, read, &options.reading, (&grounded, &model), &asked);
    for (claim, change) in claims.iter_mut().filter(|claim| whole(claim)).zip(changes) {
        claim.remarks.extend(change);
    }
    let (contradictions, limit) = (bench.contradictions(), grounded.limit);
    // What a large record needed is given back while its report is already being written.
    rayon::spawn(move || drop((grounded, model)));
    Part { claims, contradictions, limit }
}

/// Every claim's report, in their order. Claims are judged side by side: the model never changes.
fn reports(bench: &Bench<'_>, ids: &[ClaimId], roots: &[Root], first: usize, grounds: bool) -> Vec<ClaimReport> {
    let telling = |place: usize, id: ClaimId| match first + place {
        told if told < options::MOST_TOLD => Telling::Reasons,
        _ if grounds || bench.needs_ground(id) => Telling::Ground,
        _ => Telling::Verdict,
    };
    let claims: Vec<(ClaimId, &Root, Telling)> =
        ids.iter().zip(roots).enumerate().map(|(place, (id, root))| (*id, root, telling(place, *id))).collect();
    let explained = claims.iter().filter(|(.., telling)| *telling != Telling::Verdict).map(|(_, root, _)| root.atom);
    let plain = bench.plain_reading(&explained.collect::<Vec<AtomId>>());
    let settled = bench.settled(&plain);
    claims.par_iter().map(|(id, root, telling)| bench.report_among(*id, root, &settled, *telling)).collect()
}

/// What the claims of a sound corpus come to on a reading, without their reasons.
pub(super) fn verdicts(read: &Read, asked: &Reading) -> Vec<ClaimReport> {
    let program = asked_program(read.checked.program(), asked);
    let ids = asked_claims(&program, &Options::default());
    let mut grounder = Grounder::new(&program, read.checked.chronology(), Budget::default());
    let roots: Vec<Root> = ids.iter().map(|id| grounder.claim(*id)).collect();
    let (grounded, model) = solved(grounder);
    let bench = bench(&program, &read.sources, &grounded, &model, asked);
    let plain = bench.plain_reading(&[]);
    let settled = bench.settled(&plain);
    ids.iter().zip(&roots).map(|(id, root)| bench.report_among(*id, root, &settled, Telling::Verdict)).collect()
}

/// Grounds what was asked and solves it.
pub(super) fn solved(grounder: Grounder<'_>) -> (Grounded, Model) {
    let grounded = grounder.finish();
    let model = solve(&grounded.program, SolveLimits::default());
    (grounded, model)
}

/// The bench on which claims of a solved corpus are judged.
pub(super) fn bench<'a>(
    program: &'a Program,
    sources: &'a Sources,
    grounded: &'a Grounded,
    model: &'a Model,
    asked: &Reading,
) -> Bench<'a> {
    let literals = reading::literals(program, &grounded.tables, asked);
    let standpoints = (0..program.standpoints.len() as u32)
        .map(StandpointId)
        .map(|id| (id, reading::accepted(program, &grounded.tables, id)))
        .collect();
    Bench::new(program, sources, grounded, model, literals, standpoints, !asked.is_every_reading())
}

/// The program as the reading changes it: rules left out, an order recognised.
pub(super) fn asked_program<'a>(read: &'a Program, asked: &Reading) -> Cow<'a, Program> {
    if asked.is_every_reading() {
        return Cow::Borrowed(read);
    }
    let mut program = read.clone();
    let without: Vec<Ground> = asked.without.iter().filter_map(|name| reading::ground_named(&program, name)).collect();
    let standpoint = asked.standpoint.as_deref().and_then(|name| reading::standpoint_named(&program, name));
    let from_standpoint = standpoint.and_then(|id| program.standpoints[id.index()].under);
    let under = asked.under.as_deref().and_then(|name| reading::order_named(&program, name)).or(from_standpoint);
    for claim in &mut program.claims {
        claim.without.extend(without.iter().copied());
        claim.under = under.or(claim.under);
    }
    Cow::Owned(program)
}

pub(super) fn asked_claims(program: &Program, options: &Options) -> Vec<ClaimId> {
    if options.claims.is_empty() {
        return (0..program.claims.len() as u32).map(ClaimId).collect();
    }
    options.claims.iter().filter_map(|name| reading::claim_named(program, name)).collect()
}

/// An `expect` that does not hold is a finding at its own place.
fn failed_expectations(program: &Program, ids: &[ClaimId], claims: &[ClaimReport]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, report) in ids.iter().zip(claims) {
        let Some(expected) = &program.claims[id.index()].expect else { continue };
        if report.as_expected == Some(false) {
            let message = format!("`{}` is not judged as expected", report.name);
            let text = report.mismatches.join("; ");
            let help = format!(
                "find out which is right: run `convoke why {}`, and change the expectation only for a reason from the \
                 sources",
                report.name
            );
            found.push(Diagnostic::warning(check::EXPECTATION_FAILED, message, expected.span, text).with_help(help));
        }
    }
    found
}
