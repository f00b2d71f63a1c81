//! Which edits made a verdict change: computed by judging the claim again with some edits and without others.
//!
//! An edit that alone, applied to the base, gives the claim what the head gives it accounts for the change. Where none
//! does, the edits that cannot be left out are tried together, then all edits, from which parts are left out for as
//! long as the change remains (delta debugging, Zeller & Hildebrandt 2002): what is left is a set none of which can be spared.
use crate::program::{AnswerWord, VerdictWord};
use crate::verdict::claim_report::{ClaimReport, TurnsOn};
use std::collections::{BTreeMap, BTreeSet};

/// What is compared of a claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Profile {
    /// The verdict.
    pub verdict: VerdictWord,
    /// The answers that occur.
    pub answers: Vec<AnswerWord>,
    /// The answer on the record.
    pub on_record: AnswerWord,
    /// What it turns on.
    pub turns_on: TurnsOn,
    /// The answers from standpoints.
    pub standpoints: Vec<(String, AnswerWord)>,
}

impl Profile {
    /// Of a report; in an order that does not depend on where things stand in their files.
    pub fn of(claim: &ClaimReport) -> Self {
        let mut turns_on = claim.turns_on.clone();
        let TurnsOn { true_if, false_if, open_if, undefined_if, summaries, more: _ } = &mut turns_on;
        for side in [true_if, false_if, open_if, undefined_if] {
            for set in side.iter_mut() {
                set.accept.sort();
                set.reject.sort();
            }
            side.sort_by(|a, b| (&a.accept, &a.reject).cmp(&(&b.accept, &b.reject)));
        }
        summaries.clear();
        let mut standpoints = claim.standpoints.clone();
        standpoints.sort();
        let (verdict, answers) = (claim.verdict, claim.answers.clone());
        Self { verdict, answers, on_record: claim.on_record, turns_on, standpoints }
    }
    /// Whether a change from `base` to this is made: of the verdict and its answers where these changed, else of all.
    fn is_made_by(&self, base: &Profile, found: &Profile) -> bool {
        let short = |profile: &Profile| (profile.verdict, profile.answers.clone());
        if short(base) != short(self) { short(found) == short(self) } else { found == self }
    }
}

/// What claims come to, by name.
pub(super) type Profiles = BTreeMap<String, Profile>;

/// Judges the base with some of the edits.
pub(super) trait Judge {
    /// What the claims come to; or, where the edits do not make sense without others, which others are involved.
    fn judge(&self, applied: &BTreeSet<usize>) -> Result<Profiles, BTreeSet<usize>>;
    /// What one judgement costs, about.
    fn cost(&self) -> u64;
}

/// Why a claim changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Causes {
    /// Sets of edits, each of which accounts for the change, and none of which can do without a part.
    pub sets: Vec<Vec<usize>>,
    /// The search ended before it was done: what is named accounts for the change and may hold more than it must.
    pub unfinished: bool,
}

/// What all judgements of one comparison may cost: bytes of corpus read.
const BUDGET: u64 = 400_000_000;
/// How often missing edits are added before a trial is given up.
const ROUNDS: usize = 8;

pub(super) struct Search<'a> {
    judge: &'a dyn Judge,
    /// The edits, the likeliest first.
    candidates: Vec<usize>,
    base: Profiles,
    head: Profiles,
    spent: u64,
    ended: bool,
}

impl<'a> Search<'a> {
    /// Judges both ends; none, where they cannot be judged as they were written out.
    pub fn new(judge: &'a dyn Judge, candidates: Vec<usize>) -> Option<Self> {
        let base = judge.judge(&BTreeSet::new()).ok()?;
        let head = judge.judge(&candidates.iter().copied().collect()).ok()?;
        Some(Self { judge, candidates, base, head, spent: 0, ended: false })
    }
    /// What the base gives, and the head.
    pub fn ends(&self) -> (&Profiles, &Profiles) {
        (&self.base, &self.head)
    }

    /// The causes of the changes of these claims.
    pub fn causes(&mut self, claims: &BTreeSet<String>) -> BTreeMap<String, Causes> {
        let mut found: BTreeMap<String, Causes> = BTreeMap::new();
        for edit in self.candidates.clone() {
            let Some((set, profiles)) = self.with_what_is_needed([edit].into(), true) else { continue };
            for claim in claims.iter().filter(|claim| self.is_made(claim, &profiles)) {
                let sets = &mut found.entry(claim.clone()).or_default().sets;
                let set: Vec<usize> = set.iter().copied().collect();
                if !sets.contains(&set) {
                    sets.push(set);
                }
            }
        }
        let open: Vec<&String> = claims.iter().filter(|claim| !found.contains_key(*claim)).collect();
        let needed = if open.is_empty() { BTreeMap::new() } else { self.needed(&open) };
        for claim in open {
            let causes = self.together(claim, needed.get(claim).cloned().unwrap_or_default());
            found.insert(claim.clone(), causes);
        }
        for causes in found.values_mut() {
            smallest_first(causes);
        }
        found
    }

    fn is_made(&self, claim: &str, found: &Profiles) -> bool {
        match (self.base.get(claim), self.head.get(claim), found.get(claim)) {
            (Some(base), Some(head), Some(found)) => head.is_made_by(base, found),
            _ => false,
        }
    }

    /// A judgement, if there is still something to spend.
    fn tried(&mut self, set: &BTreeSet<usize>) -> Option<Result<Profiles, BTreeSet<usize>>> {
        self.spent += self.judge.cost();
        if self.spent > BUDGET {
            self.ended = true;
            return None;
        }
        Some(self.judge.judge(set))
    }

    /// Judges a set of edits, with those (or, where edits are left out, without those) that it makes no sense without.
    fn with_what_is_needed(&mut self, mut set: BTreeSet<usize>, adding: bool) -> Option<(BTreeSet<usize>, Profiles)> {
        for _ in 0..ROUNDS {
            match self.tried(&set)? {
                Ok(profiles) => return Some((set, profiles)),
                Err(others) => {
                    let before = set.len();
                    if adding {
                        set.extend(others)
                    } else {
                        set.retain(|edit| !others.contains(edit))
                    }
                    if set.len() == before {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// For each claim the edits without which its change is not made.
    fn needed(&mut self, claims: &[&String]) -> BTreeMap<String, BTreeSet<usize>> {
        let mut needed: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let all: BTreeSet<usize> = self.candidates.iter().copied().collect();
        for edit in self.candidates.clone() {
            let mut others = all.clone();
            others.remove(&edit);
            let Some((_, profiles)) = self.with_what_is_needed(others, false) else { continue };
            for claim in claims.iter().filter(|claim| !self.is_made(claim, &profiles)) {
                needed.entry((*claim).clone()).or_default().insert(edit);
            }
        }
        needed
    }

    /// Edits that account for a change together.
    fn together(&mut self, claim: &str, needed: BTreeSet<usize>) -> Causes {
        let all: Vec<usize> = self.candidates.clone();
        let start = match self.with_what_is_needed(needed.clone(), true) {
            Some((set, profiles)) if !needed.is_empty() && self.is_made(claim, &profiles) => {
                all.iter().copied().filter(|edit| set.contains(edit)).collect()
            }
            _ => all,
        };
        let mut set = self.reduced(claim, start);
        set.sort_unstable();
        Causes { sets: vec![set], unfinished: self.ended }
    }

    /// Leaves out parts, large ones first, for as long as the change is made.
    fn reduced(&mut self, claim: &str, mut set: Vec<usize>) -> Vec<usize> {
        let mut part = set.len().div_ceil(2).max(1);
        loop {
            let before = set.len();
            let mut at = 0;
            while at < set.len() && set.len() > 1 {
                // The likeliest stand first: what is left out is taken from the end.
                let end = set.len() - at;
                let start = end.saturating_sub(part);
                let rest: BTreeSet<usize> = set[..start].iter().chain(&set[end..]).copied().collect();
                match self.with_what_is_needed(rest, false) {
                    Some((kept, profiles)) if self.is_made(claim, &profiles) => set.retain(|edit| kept.contains(edit)),
                    _ => at += part,
                }
                if self.ended {
                    return set;
                }
            }
            if part > 1 {
                part = part.div_ceil(2).min(set.len().max(1));
            } else if set.len() == before {
                return set;
            }
        }
    }
}

/// A set that holds another says nothing more.
fn smallest_first(causes: &mut Causes) {
    causes.sets.sort_by_key(Vec::len);
    let mut kept: Vec<Vec<usize>> = Vec::new();
    for set in std::mem::take(&mut causes.sets) {
        if !kept.iter().any(|smaller| smaller.iter().all(|edit| set.contains(edit))) {
            kept.push(set);
        }
    }
    causes.sets = kept;
}
