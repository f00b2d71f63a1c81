//! Whether every variable of a rule or claim is bound: whether something says which one is meant.
//!
//! A variable is bound by a rule's head and by sentences that are affirmed; a kind written before it binds it
//! too. Under `not`, inside `every` or `no`, in a comparison, or where only its status or an attribute is asked
//! it is not. One that stands only in the condition of a set (`no event E where body B convenes C as E`) is
//! local to that condition: some B.
use super::condition_local::{free, localise};
use super::condition_scope::VariableScope;
use super::condition_walk::Parts;
use super::resolver::Resolver;
use super::rule::RuleBody;
use crate::diagnostic::Diagnostic;
use crate::program::{Deadline, Formula, FormulaId, Program, Quantifier, RuleKind, Term, VariableId};
use crate::source::Span;
use std::collections::BTreeSet;

type Set = BTreeSet<VariableId>;

/// Why a variable is not bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Why {
    UnderNot,
    InSet,
    Compared,
    LookedAt,
    Result,
}

/// Checks the variables of a rule; reports what is wrong, and says whether nothing was.
pub(super) fn check_rule(resolver: &mut Resolver<'_>, body: &RuleBody, scope: &VariableScope) -> bool {
    let conditions: Vec<FormulaId> = conditions_of(body);
    for condition in &conditions {
        localise(&mut resolver.program, *condition, scope, true);
    }
    let mut safety = Safety { program: &resolver.program, scope, unbound: Vec::new() };
    safety.rule(body);
    let mut found = safety.diagnostics();
    let errors = !found.is_empty();
    found.extend(subject_in_scope(&resolver.program, body, scope));
    let safe = found.is_empty();
    if !errors {
        found.extend(used_once(scope));
    }
    resolver.diagnostics.extend(found);
    safe
}

/// Checks the variables of a claim's condition; reports what is wrong, and says whether nothing was.
pub fn check_claim_variables(resolver: &mut Resolver<'_>, condition: FormulaId, scope: &VariableScope) -> bool {
    localise(&mut resolver.program, condition, scope, true);
    let mut safety = Safety { program: &resolver.program, scope, unbound: Vec::new() };
    let bound = safety.bound(&[condition], &Set::new());
    safety.check(condition, &bound);
    let mut found = safety.diagnostics();
    let safe = found.is_empty();
    if safe {
        found.extend(used_once(scope));
    }
    resolver.diagnostics.extend(found);
    safe
}

fn conditions_of(body: &RuleBody) -> Vec<FormulaId> {
    let mut conditions: Vec<FormulaId> = body.scope.iter().chain(&body.when).chain(&body.unless).copied().collect();
    if let RuleKind::Requirement { held, .. } = &body.kind {
        conditions.push(*held);
    }
    conditions
}

struct Safety<'p> {
    program: &'p Program,
    scope: &'p VariableScope,
    unbound: Vec<(VariableId, Why)>,
}

impl Safety<'_> {
    fn rule(&mut self, body: &RuleBody) {
        let head = self.bound_by_head(&body.kind);
        let conditions: Vec<FormulaId> = body.scope.iter().chain(&body.when).copied().collect();
        let bound = self.bound(&conditions, &head);
        for condition in conditions {
            self.check(condition, &bound);
        }
        let mut apart = body.unless.clone();
        if let RuleKind::Requirement { held, .. } = &body.kind {
            apart.push(*held);
        }
        for condition in apart {
            let bound = self.bound(&[condition], &bound);
            self.check(condition, &bound);
        }
        let results = results(&body.kind);
        self.need(&results, &bound, Why::Result);
    }

    fn bound_by_head(&self, kind: &RuleKind) -> Set {
        let mut parts = Parts::default();
        let mut name = None;
        match kind {
            RuleKind::Power { act, .. }
            | RuleKind::Disability { act }
            | RuleKind::Requirement { act, .. }
            | RuleKind::Duty { act, .. }
            | RuleKind::Prohibition { act }
            | RuleKind::CountsAs { done: act, .. }
            | RuleKind::Annulment { act, .. } => parts.act(act),
            RuleKind::Cure { act, named, .. } | RuleKind::Effect { act, named, .. } => {
                parts.act(act);
                name = *named;
            }
            RuleKind::Definition { sentence, .. } => parts.relation(sentence),
            RuleKind::Figure { of, .. } => {
                for slot in of {
                    parts.plain.extend(match slot.term {
                        Term::Variable(variable) => Some(variable),
                        Term::Value(_) | Term::Attribute(..) | Term::ThisAct | Term::Chosen(_) => None,
                    });
                }
            }
        }
        parts.plain.into_iter().chain(name).collect()
    }

    /// What conditions that hold together bind, with what is bound already.
    fn bound(&self, conditions: &[FormulaId], before: &Set) -> Set {
        let mut bound = before.clone();
        for condition in conditions {
            bound.extend(self.binds(*condition, &bound));
        }
        // Equalities pass on what is bound, whatever their order; a chain of more than these is not followed.
        for _ in 0..8 {
            let count = bound.len();
            for condition in conditions {
                let more = self.equalities(*condition, &bound);
                bound.extend(more);
            }
            if bound.len() == count {
                break;
            }
        }
        bound
    }

    fn formula(&self, condition: FormulaId) -> &Formula {
        self.program.formulas.get(condition.index()).unwrap_or(&Formula::True)
    }

    /// What a condition that holds binds.
    fn binds(&self, condition: FormulaId, before: &Set) -> Set {
        match self.formula(condition) {
            Formula::And(all) => all.iter().flat_map(|one| self.binds(*one, before)).collect(),
            Formula::Or(cases) => {
                let mut cases = cases.iter().map(|one| self.bound(&[*one], before));
                let first = cases.next().unwrap_or_default();
                cases.fold(first, |all, case| all.intersection(&case).copied().collect())
            }
            Formula::At(_, inside) | Formula::Ever(inside) | Formula::Under(_, inside) => self.binds(*inside, before),
            Formula::Quantified(Quantifier::Some | Quantifier::AtLeast(1..), variable, condition, body) => {
                let inside = condition.iter().chain(body).flat_map(|one| self.binds(*one, before));
                inside.filter(|found| found != variable).collect()
            }
            Formula::Act { negated: true, .. } | Formula::Relation { negated: true, .. } => Set::new(),
            formula @ (Formula::May { .. } | Formula::Must(_) | Formula::BreachesDuty(..) | Formula::Is(_)) => {
                Parts::of(formula).kinded.into_iter().collect()
            }
            formula @ (Formula::Act { .. }
            | Formula::Relation { .. }
            | Formula::Breaches(..)
            | Formula::Makes(..)
            | Formula::Ends(..)
            | Formula::Heals(..)) => Parts::of(formula).plain.into_iter().collect(),
            Formula::Not(_)
            | Formula::Always(_)
            | Formula::Quantified(..)
            | Formula::Status(..)
            | Formula::Compare(..)
            | Formula::Same(..)
            | Formula::Before(..)
            | Formula::Within(..)
            | Formula::True => Set::new(),
        }
    }

    /// What equalities among affirmed conditions bind, given what is bound.
    fn equalities(&self, condition: FormulaId, bound: &Set) -> Set {
        match self.formula(condition) {
            Formula::And(all) => all.iter().flat_map(|one| self.equalities(*one, bound)).collect(),
            Formula::At(_, inside) | Formula::Ever(inside) | Formula::Under(_, inside) => {
                self.equalities(*inside, bound)
            }
            Formula::Same(one, other) => {
                let known = |term: &Term| {
                    let mut parts = Parts::default();
                    parts.looked_at(term);
                    parts.reached.iter().all(|variable| bound.contains(variable))
                };
                let by = |term: &Term, from: &Term| match term {
                    Term::Variable(variable) if known(from) => Some(*variable),
                    _ => None,
                };
                by(one, other).into_iter().chain(by(other, one)).collect()
            }
            _ => Set::new(),
        }
    }

    /// Notes the variables of a condition that are not bound.
    fn check(&mut self, condition: FormulaId, bound: &Set) {
        let formula = self.formula(condition).clone();
        let parts = Parts::of(&formula);
        for (variable, inside) in &parts.sets {
            let mut inner = bound.clone();
            inner.insert(*variable);
            self.need_inside(*inside, &inner, Why::InSet);
        }
        match &formula {
            Formula::And(all) => {
                let bound = self.bound(all, bound);
                all.iter().for_each(|one| self.check(*one, &bound));
            }
            Formula::Or(cases) => {
                for case in cases {
                    let bound = self.bound(&[*case], bound);
                    self.check(*case, &bound);
                }
            }
            Formula::Not(inside) | Formula::Always(inside) => self.need_inside(*inside, bound, Why::UnderNot),
            Formula::Quantified(quantifier, variable, of, body) => {
                let mut inner = bound.clone();
                inner.insert(*variable);
                let inside: Vec<FormulaId> = of.iter().chain(body).copied().collect();
                if matches!(quantifier, Quantifier::Some | Quantifier::AtLeast(_)) {
                    let bound = self.bound(&inside, &inner);
                    inside.iter().for_each(|one| self.check(*one, &bound));
                } else {
                    inside.iter().for_each(|one| self.need_inside(*one, &inner, Why::InSet));
                }
            }
            Formula::At(_, inside) | Formula::Ever(inside) | Formula::Under(_, inside) => {
                self.need(&parts.reached.iter().copied().collect(), bound, Why::Compared);
                self.check(*inside, bound);
            }
            Formula::Act { negated: true, .. } | Formula::Relation { negated: true, .. } => {
                self.need(&free(self.program, condition), bound, Why::UnderNot);
            }
            Formula::Compare(..) | Formula::Same(..) | Formula::Before(..) | Formula::Within(..) => {
                self.need(&free(self.program, condition), bound, Why::Compared);
            }
            _ => {
                let all: Set = parts.plain.iter().chain(&parts.reached).copied().collect();
                self.need(&all, bound, Why::LookedAt);
            }
        }
    }

    /// A condition that is not affirmed: all its free variables are bound outside.
    fn need_inside(&mut self, condition: FormulaId, bound: &Set, why: Why) {
        let free = free(self.program, condition);
        self.need(&free, bound, why);
        let bound: Set = bound.union(&free).copied().collect();
        self.check(condition, &bound);
    }

    fn need(&mut self, wanted: &Set, bound: &Set, why: Why) {
        for variable in wanted.difference(bound) {
            if !self.unbound.iter().any(|(found, _)| found == variable) {
                self.unbound.push((*variable, why));
            }
        }
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.unbound.iter().map(|(variable, why)| self.say(*variable, *why)).collect()
    }

    fn say(&self, variable: VariableId, why: Why) -> Diagnostic {
        let name = self.scope.name(variable);
        let place = self.scope.uses(variable).first().copied().unwrap_or_default();
        let (text, help) = match why {
            Why::UnderNot => (
                "it stands only where something is denied",
                format!("write `no KIND {name} where …`, or name `{name}` in a condition that is affirmed"),
            ),
            Why::InSet => (
                "it stands inside a set and outside it, and nothing binds it",
                format!("write `some KIND {name} where …` around it, or name `{name}` in a condition of its own"),
            ),
            Why::Compared => (
                "it is only compared",
                format!(
                    "name `{name}` in a sentence too: give an act its letter with `as {name}`, or write a kind before `{name}`"
                ),
            ),
            Why::LookedAt => (
                "it is only looked at",
                format!(
                    "name `{name}` in a sentence too: `B convenes C as {name}`, or write `some KIND {name} where …`"
                ),
            ),
            Why::Result => (
                "it stands only in what the rule brings about",
                format!("name `{name}` in what is done, or in a condition"),
            ),
        };
        Diagnostic::error(390, format!("nothing says which `{name}` is meant"), place, text).with_help(help)
    }
}

/// The variables of what a rule brings about, which must be bound.
fn results(kind: &RuleKind) -> Set {
    let mut parts = Parts::default();
    match kind {
        RuleKind::CountsAs { counts_as, .. } => parts.act(counts_as),
        RuleKind::Effect { makes, from, .. } => {
            makes.iter().for_each(|relation| parts.relation(relation));
            from.iter().for_each(|time| parts.time(time));
        }
        RuleKind::Annulment { target, .. } => parts.looked_at(target),
        RuleKind::Duty { term: Some(term), .. } => match term {
            Deadline::Before(time) | Deadline::By(time) => parts.time(time),
            Deadline::Within(length, time) => {
                parts.number(length);
                parts.time(time);
            }
        },
        RuleKind::Figure { value, .. } => parts.number(value),
        RuleKind::Power { .. }
        | RuleKind::Disability { .. }
        | RuleKind::Requirement { .. }
        | RuleKind::Duty { term: None, .. }
        | RuleKind::Prohibition { .. }
        | RuleKind::Cure { .. }
        | RuleKind::Definition { .. } => {}
    }
    parts.plain.into_iter().chain(parts.reached).collect()
}

/// A power's `where` says which acts it covers, whoever does them: it may not speak of the subject.
fn subject_in_scope(program: &Program, body: &RuleBody, scope: &VariableScope) -> Option<Diagnostic> {
    let (RuleKind::Power { act, .. }, Some(condition)) = (&body.kind, body.scope) else { return None };
    let spoken_of = free(program, condition);
    let variable = act.subjects.iter().find_map(|slot| match slot.term {
        Term::Variable(variable) => spoken_of.contains(&variable).then_some(variable),
        Term::Value(_) | Term::Attribute(..) | Term::ThisAct | Term::Chosen(_) => None,
    })?;
    let span = program.formula_spans.get(condition.index()).copied().unwrap_or(body.head);
    let inside = |place: &&Span| place.file == span.file && place.start >= span.start && place.end <= span.end;
    let uses = scope.uses(variable);
    let place = uses.iter().find(inside).copied().unwrap_or(span);
    let name = scope.name(variable);
    let found = Diagnostic::error(
        391,
        format!("the `where` of a power may not speak of `{name}`, who has it"),
        place,
        "who has the power",
    );
    let found = match uses.first() {
        Some(first) if *first != place => found.with_label(*first, format!("`{name}` is the subject here")),
        _ => found,
    };
    Some(found.with_help("`where` says which acts the power is about; say with `when` who has it"))
}

/// Letters that occur once, with no kind before them: probably slips.
fn used_once(scope: &VariableScope) -> Vec<Diagnostic> {
    let once = scope.ids().filter_map(|variable| {
        let [place] = scope.uses(variable) else { return None };
        if !scope.is_named(variable) || scope.is_written(variable) {
            return None;
        }
        let name = scope.name(variable);
        Some(
            Diagnostic::note(381, format!("`{name}` occurs only once"), *place, "nothing else speaks of it")
                .with_help("is another letter meant? if not, it can be left out, or a kind written before it"),
        )
    });
    once.collect()
}
