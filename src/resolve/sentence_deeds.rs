//! What is said of deeds as if they were acts: a deed has nothing in it to be valid or void, and nobody needs
//! a power for it, unless a rule of the corpus gives it an act's force (`… counts as …`).
use crate::diagnostic::Diagnostic;
use crate::program::{ActPattern, EventId, Formula, Program, Range, RuleKind, Term, Value, Variable, VerbId};
use crate::source::Span;

/// Reports powers, validity and cures said of deeds to which no rule gives an act's force.
pub fn check_deeds(program: &Program) -> Vec<Diagnostic> {
    let mut check = Deeds { program, found: Vec::new() };
    for rule in &program.rules {
        let (what, act) = match &rule.kind {
            RuleKind::Power { act, .. } | RuleKind::Disability { act } => ("`may` is", act),
            RuleKind::Cure { act, .. } => ("`stands` is", act),
            RuleKind::Annulment { .. }
            | RuleKind::Requirement { .. }
            | RuleKind::Duty { .. }
            | RuleKind::Prohibition { .. }
            | RuleKind::CountsAs { .. }
            | RuleKind::Effect { .. }
            | RuleKind::Definition { .. }
            | RuleKind::Figure { .. } => continue,
        };
        check.pattern(act, what, rule.head);
    }
    let conditions: Vec<(&[Variable], Vec<crate::program::FormulaId>)> = program
        .rules
        .iter()
        .map(|rule| {
            let mut roots: Vec<_> = rule.scope.iter().chain(&rule.when).chain(&rule.unless).copied().collect();
            if let RuleKind::Requirement { held, .. } = &rule.kind {
                roots.push(*held);
            }
            (rule.variables.as_slice(), roots)
        })
        .chain(program.claims.iter().map(|claim| (claim.variables.as_slice(), vec![claim.that])))
        .collect();
    for (variables, roots) in conditions {
        for root in roots {
            check.condition(root, variables);
        }
    }
    check.found
}

struct Deeds<'p> {
    program: &'p Program,
    found: Vec<Diagnostic>,
}

impl Deeds<'_> {
    fn condition(&mut self, root: crate::program::FormulaId, variables: &[Variable]) {
        let Some(formula) = self.program.formulas.get(root.index()) else { return };
        let span = self.program.formula_spans.get(root.index()).copied().unwrap_or_default();
        match formula {
            Formula::May { pattern, .. } => self.pattern(pattern, "`may` is", span),
            Formula::Act { pattern, validly: true, .. } => self.pattern(pattern, "`validly` is", span),
            Formula::Status(term, _, _, counted) => self.status(term, *counted, variables, span),
            _ => {}
        }
        let parts = super::condition_walk::Parts::of(formula);
        for inside in parts.inside.iter().chain(parts.sets.iter().map(|(_, condition)| condition)) {
            self.condition(*inside, variables);
        }
    }

    fn status(&mut self, term: &Term, counted: Option<VerbId>, variables: &[Variable], span: Span) {
        let verbs: Vec<VerbId> = match term {
            Term::Value(Value::Event(event)) => self.verb_of(*event).into_iter().collect(),
            Term::Variable(variable) => match variables.get(usize::from(variable.0)).map(|found| &found.range) {
                Some(Range::Event(verbs)) => verbs.clone(),
                _ => Vec::new(),
            },
            Term::Chosen(choice) => {
                return self.status(&Term::Variable(choice.variable), counted, variables, span);
            }
            Term::Value(_) | Term::Attribute(..) | Term::ThisAct => Vec::new(),
        };
        if let (Some(counted), Some(first)) = (counted, verbs.first()) {
            if !verbs.iter().any(|verb| self.counts_as(*verb, counted)) {
                self.report_not_counted(*first, counted, span);
            }
            return;
        }
        // Of several verbs some may be acts: then the sentence speaks of those.
        if !verbs.is_empty() && verbs.iter().all(|verb| self.is_mere_deed(*verb)) {
            self.report(verbs[0], "validity is", span);
        }
    }

    fn pattern(&mut self, pattern: &ActPattern, what: &str, span: Span) {
        if self.is_mere_deed(pattern.verb) {
            self.report(pattern.verb, what, span);
        }
    }

    fn verb_of(&self, event: EventId) -> Option<VerbId> {
        self.program.events.get(event.index()).map(|event| event.act.verb)
    }

    fn is_mere_deed(&self, verb: VerbId) -> bool {
        let deed = self.program.verbs.get(verb.index()).is_some_and(|verb| !verb.is_act);
        let counts = |kind: &RuleKind| matches!(kind, RuleKind::CountsAs { done, .. } if done.verb == verb);
        deed && !self.program.rules.iter().any(|rule| counts(&rule.kind))
    }

    /// Whether what is done under one verb can count as something done under another, by one rule or several.
    fn counts_as(&self, verb: VerbId, wanted: VerbId) -> bool {
        let mut reached = vec![verb];
        let mut next = 0;
        while let Some(&from) = reached.get(next) {
            next += 1;
            for rule in &self.program.rules {
                if let RuleKind::CountsAs { done, counts_as } = &rule.kind
                    && done.verb == from
                    && !reached.contains(&counts_as.verb)
                {
                    reached.push(counts_as.verb);
                }
            }
        }
        reached.contains(&wanted)
    }

    fn report_not_counted(&mut self, verb: VerbId, counted: VerbId, span: Span) {
        let word = |id: VerbId| self.program.verbs.get(id.index()).map_or("", |verb| verb.forms[0].as_str());
        let third = self.program.verbs.get(verb.index()).map_or("", |verb| verb.forms[1].as_str());
        let (verb, counted) = (word(verb), word(counted));
        let message = format!("no rule gives `{verb}` the force of `{counted}`");
        let help = format!("give it that force with a rule (`B {third} … counts as B …`), or leave out `as …`");
        self.found.push(Diagnostic::error(393, message, span, "it counts as nothing of that kind").with_help(help));
    }

    fn report(&mut self, verb: VerbId, what: &str, span: Span) {
        let Some(verb) = self.program.verbs.get(verb.index()) else { return };
        let infinitive = &verb.forms[0];
        let message =
            format!("{what} said of `{infinitive}`, which is a deed: it merely happens, with nothing in it to be void");
        let mut found = Diagnostic::error(392, message, span, "said of a deed");
        if let Some(declared) = self.program.statements.get(verb.statement.index()) {
            found = found.with_label(declared.span, format!("`{infinitive}` is declared as a deed here"));
        }
        let third = &verb.forms[1];
        let help = format!(
            "give it an act's force with a rule (`B {third} … counts as B …`), or ask whether it breaches a rule"
        );
        self.found.push(found.with_help(help));
    }
}
