//! What a change did: two corpora, or two readings of one, compared claim by claim, and for each verdict that
//! changed the edits that made it change, found by judging it again with some of them and without others (`causes`).
//! Takes sources; gives a [`Difference`]. Moves, comments, blanks and new names are no edits.
mod causes;
mod edits;
mod leaves;
mod pairs;
mod readings;
mod renames;
mod trial;

pub use causes::Causes;
pub use edits::{Edit, EditKind};
pub use readings::between_standpoints;

use super::options::{Options, Reading};
use super::outcome::Outcome;
use super::run::run;
use crate::diagnostic::Diagnostic;
use crate::evidence::EvidenceTexts;
use crate::explain::reason::Reason;
use crate::source::{FileId, Sources, Span};
use crate::syntax;
use crate::verdict::claim_report::ClaimReport;
use causes::{Profile, Search};
use edits::{can_bear, edits};
use leaves::{Leaves, leaves};
use pairs::{Pairs, pairs};
use std::collections::{BTreeMap, BTreeSet};
use trial::Trial;

/// A corpus as it was read from somewhere.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// What it is called: a folder, a revision, a standpoint.
    pub name: String,
    /// Its files.
    pub sources: Sources,
    /// What is known of its sources.
    pub texts: EvidenceTexts,
}

/// Two corpora or readings, compared. Where one has errors nothing is compared.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// What the two are called.
    pub names: (String, String),
    /// The base, judged.
    pub base: Outcome,
    /// The head, judged.
    pub head: Outcome,
    /// The edits that lead from one to the other.
    pub edits: Vec<Edit>,
    /// Names that were changed and nothing else: the old and the new.
    pub renamed: Vec<(String, String)>,
    /// Claims that changed, are new or are gone, in the order of the head, then of the base.
    pub claims: Vec<ClaimChange>,
    /// What was found in the base and no longer is.
    pub gone: Vec<Diagnostic>,
    /// What is found in the head and was not before.
    pub appeared: Vec<Diagnostic>,
}

/// What changed about a claim, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Aspect {
    /// Its verdict.
    Verdict,
    /// The answers that occur.
    Answers,
    /// The answer on the record.
    OnRecord,
    /// What it turns on.
    TurnsOn,
    /// The answers from standpoints.
    Standpoints,
}

/// A claim that is not what it was.
#[derive(Clone, Debug)]
pub struct ClaimChange {
    /// As it was; none: it is new.
    pub base: Option<ClaimReport>,
    /// As it is; none: it is gone.
    pub head: Option<ClaimReport>,
    /// What changed, where it is on both sides.
    pub aspects: Vec<Aspect>,
    /// Why; none where it is new or gone, or where that could not be found out.
    pub causes: Causes,
}

impl ClaimChange {
    /// Whether it is on both sides with another verdict.
    pub fn verdict_changed(&self) -> bool {
        self.aspects.contains(&Aspect::Verdict)
    }
}

impl Difference {
    /// Whether both sides were judged.
    pub fn compared(&self) -> bool {
        self.base.judged() && self.head.judged()
    }
    /// Whether any claim has another verdict.
    pub fn verdict_changed(&self) -> bool {
        self.claims.iter().any(ClaimChange::verdict_changed)
    }
    /// The edits that account for no change, by their places.
    pub fn without_effect(&self) -> Vec<usize> {
        let used: BTreeSet<usize> =
            self.claims.iter().flat_map(|claim| claim.causes.sets.iter().flatten().copied()).collect();
        (0..self.edits.len()).filter(|edit| !used.contains(edit)).collect()
    }
}

/// Compares two corpora on one reading.
pub fn diff(base: Side, head: Side, reading: &Reading) -> Difference {
    let options = Options { reading: reading.clone(), grounds: true, ..Options::default() };
    let (base_leaves, head_leaves) = (base.sources.clone(), head.sources.clone());
    let (before, after) =
        rayon::join(|| run(base.sources, &base.texts, &options), || run(head.sources, &head.texts, &options));
    let mut found = Difference { names: (base.name, head.name), base: before, head: after, ..Difference::default() };
    if !found.compared() {
        return found;
    }
    let pairs = pairs(leaves_of(&base_leaves, &found.base), leaves_of(&head_leaves, &found.head));
    let (edits, parts): (Vec<_>, Vec<_>) = edits(&pairs).into_iter().unzip();
    found.renamed = pairs.renames.pairs().map(|(old, new)| (old.clone(), new.clone())).collect();
    let bearing: Vec<usize> = (0..parts.len()).filter(|place| can_bear(&pairs, parts[*place])).collect();
    let candidates = likeliest_first(&found, &edits, bearing);
    found.edits = edits;
    let length = head_leaves.iter().map(|(_, file)| file.text().len() as u64).sum::<u64>().max(1);
    let mut trial = Trial { pairs: &pairs, parts, claims: BTreeSet::new(), reading, length };
    found.claims = claim_changes(&found, &pairs, &mut trial, candidates);
    (found.gone, found.appeared) = diagnostics(&found.base, &found.head);
    found
}

fn leaves_of(sources: &Sources, outcome: &Outcome) -> Leaves {
    let (trees, _) = syntax::parse_all(sources);
    leaves(sources, &trees, &outcome.program)
}

/// Edits of what the reasons name come first.
fn likeliest_first(found: &Difference, edits: &[Edit], candidates: Vec<usize>) -> Vec<usize> {
    let (mut base, mut head) = (Vec::new(), Vec::new());
    for (outcome, spans) in [(&found.base, &mut base), (&found.head, &mut head)] {
        outcome.claims.iter().flat_map(|claim| &claim.reasons).for_each(|reason| places(reason, spans));
    }
    let within = |spans: &[Span], edit: Option<Span>| {
        let inside = |span: &Span, edit: Span| span.file == edit.file && span.start < edit.end && edit.start < span.end;
        edit.is_some_and(|edit| spans.iter().any(|span| inside(span, edit)))
    };
    let named = |place: &usize| within(&base, edits[*place].base) || within(&head, edits[*place].head);
    let (mut first, rest): (Vec<usize>, Vec<usize>) = candidates.into_iter().partition(named);
    first.extend(rest);
    first
}

fn places(reason: &Reason, out: &mut Vec<Span>) {
    out.extend(reason.span);
    out.extend(reason.quotations.iter().map(|quotation| quotation.span));
    reason.because.iter().for_each(|reason| places(reason, out));
}

fn claim_changes(found: &Difference, pairs: &Pairs, trial: &mut Trial<'_>, candidates: Vec<usize>) -> Vec<ClaimChange> {
    let renamed = |claim: &ClaimReport| pairs.renames.of(&claim.name).to_owned();
    let old: BTreeMap<String, &ClaimReport> = found.base.claims.iter().map(|claim| (renamed(claim), claim)).collect();
    let new: BTreeSet<&str> = found.head.claims.iter().map(|claim| claim.name.as_str()).collect();
    let profiles = Search::new(trial, candidates.clone()).map(|search| {
        let (base, head) = search.ends();
        (base.clone(), head.clone())
    });
    let mut changes = Vec::new();
    for head in &found.head.claims {
        let Some(base) = old.get(&head.name) else {
            changes.push(ClaimChange {
                base: None,
                head: Some(head.clone()),
                aspects: Vec::new(),
                causes: Causes::default(),
            });
            continue;
        };
        let written = profiles.as_ref().and_then(|(base, new)| base.get(&head.name).zip(new.get(&head.name)));
        let aspects = match written {
            Some((before, after)) => aspects(before, after),
            None => aspects(&Profile::of(base), &Profile::of(head)),
        };
        if !aspects.is_empty() {
            let (base, head) = (Some((*base).clone()), Some(head.clone()));
            changes.push(ClaimChange { base, head, aspects, causes: Causes::default() });
        }
    }
    let gone = found.base.claims.iter().filter(|claim| !new.contains(renamed(claim).as_str()));
    changes.extend(gone.map(|claim| ClaimChange {
        base: Some(claim.clone()),
        head: None,
        aspects: Vec::new(),
        causes: Causes::default(),
    }));
    let changed = changes.iter().filter(|change| !change.aspects.is_empty());
    trial.claims = changed.filter_map(|change| change.head.as_ref()).map(|head| head.name.clone()).collect();
    give_causes(&mut changes, trial, candidates);
    changes
}

/// Finds out why claims changed.
fn give_causes(changes: &mut [ClaimChange], trial: &Trial<'_>, candidates: Vec<usize>) {
    if trial.claims.is_empty() {
        return;
    }
    let mut causes = Search::new(trial, candidates).map(|mut search| search.causes(&trial.claims)).unwrap_or_default();
    for change in changes.iter_mut().filter(|change| !change.aspects.is_empty()) {
        let name = change.head.as_ref().map(|head| head.name.as_str()).unwrap_or_default();
        change.causes = causes.remove(name).unwrap_or(Causes { sets: Vec::new(), unfinished: true });
    }
}

/// What differs between two profiles, the gravest first.
fn aspects(base: &Profile, head: &Profile) -> Vec<Aspect> {
    let pairs = [
        (Aspect::Verdict, base.verdict != head.verdict),
        (Aspect::Answers, base.answers != head.answers),
        (Aspect::OnRecord, base.on_record != head.on_record),
        (Aspect::TurnsOn, base.turns_on != head.turns_on),
        (Aspect::Standpoints, base.standpoints != head.standpoints),
    ];
    pairs.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}

/// What was found on one side only, whatever the line: in the same words of the corpus, and as often.
fn diagnostics(base: &Outcome, head: &Outcome) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let key = |outcome: &Outcome, found: &Diagnostic| {
        let words =
            found.primary().map(|span| outcome.sources.text(span).split_whitespace().collect::<Vec<_>>().join(" "));
        (found.code, without_places(&outcome.sources, &found.message), words.unwrap_or_default())
    };
    let mut seen: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for found in &base.diagnostics {
        seen.entry(key(base, found)).or_default().push(found);
    }
    let mut appeared = Vec::new();
    for found in &head.diagnostics {
        if seen.get_mut(&key(head, found)).and_then(Vec::pop).is_none() {
            appeared.push(found.clone());
        }
    }
    let mut gone: Vec<Diagnostic> = seen.into_values().flatten().cloned().collect();
    gone.sort_by_key(|found| (found.primary(), found.code));
    (gone, appeared)
}

/// A message without the places by which what has no name goes.
fn without_places(sources: &Sources, message: &str) -> String {
    let paths = sources.iter().map(|(_, file)| format!("`{}:", file.path()));
    paths.fold(message.to_owned(), |message, path| match message.split_once(&path) {
        Some((before, after)) => format!("{before}`{}", after.trim_start_matches(|c: char| c.is_ascii_digit())),
        None => message,
    })
}

/// The file of an outcome that a span lies in; for reports.
pub fn path_of(outcome: &Outcome, file: FileId) -> &str {
    outcome.sources.file(file).path()
}
