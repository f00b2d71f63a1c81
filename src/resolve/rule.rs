//! The body of a rule: its head, then `where`, `when`, `unless`, `overrides`, `else`, `from then on`.
use super::condition_safety::check_rule;
use super::condition_scope::VariableScope;
use super::names::Named;
use super::resolver::Resolver;
use super::sentence::{Fault, Reader, Reading, Setting};
use super::sentence_words::that;
use crate::diagnostic::Diagnostic;
use crate::program::{Consequence, Formula, FormulaId, RuleId, RuleKind, Variable, VariableId};
use crate::source::Span;
use crate::syntax::tree::{Token, TokenKind};

/// What the body of a rule says.
#[derive(Clone, Debug)]
pub struct RuleBody {
    /// Its head.
    pub kind: RuleKind,
    /// Its variables.
    pub variables: Vec<Variable>,
    /// Its `where`.
    pub scope: Option<FormulaId>,
    /// Its `when`.
    pub when: Option<FormulaId>,
    /// Its exceptions.
    pub unless: Vec<FormulaId>,
    /// The rules whose place it takes.
    pub overrides: Vec<RuleId>,
    /// The place of the head.
    pub head: Span,
}

/// Reads the body of a rule. What is wrong is reported; `around` is the rule's own place.
pub fn read_rule_body<'s>(
    resolver: &mut Resolver<'s>,
    rule: RuleId,
    tokens: &'s [Token],
    around: Span,
) -> Option<RuleBody> {
    let mut scope = VariableScope::default();
    let cursor = resolver.cursor(tokens, around);
    let mut reader = Reader::new(resolver, cursor, &mut scope, Setting::Law);
    let reading = reader.rule_body(rule);
    let mut body = reader.finish(reading)?;
    let safe = check_rule(resolver, &body, &scope);
    body.variables = scope.variables;
    safe.then_some(body)
}

impl<'s> Reader<'_, 's> {
    fn rule_body(&mut self, rule: RuleId) -> Reading<'s, RuleBody> {
        if self.at_end() {
            return Err(self
                .error_here(400, "this rule says nothing", "a sentence is expected")
                .with_help("its first sentence says what kind of rule it is: `B may convene C`, `B must convene C`, …")
                .into());
        }
        let kind = self.head()?;
        self.unnamed.clear();
        let head = self.cursor.span_from(0);
        let mut body = RuleBody {
            kind,
            variables: Vec::new(),
            scope: None,
            when: None,
            unless: Vec::new(),
            overrides: Vec::new(),
            head,
        };
        while !self.at_end() {
            self.clause(&mut body, rule)?;
        }
        self.name_healer(&mut body)?;
        Ok(body)
    }

    fn clause(&mut self, body: &mut RuleBody, rule: RuleId) -> Reading<'s, ()> {
        let word = self.cursor.here();
        if self.cursor.eat_word("where").is_some() {
            let condition = self.condition()?;
            return self.once(&mut body.scope, condition, "where", word);
        }
        if self.cursor.at_word("when") {
            if matches!(body.kind, RuleKind::Requirement { .. }) {
                let message = "a requirement has its condition after `only when`, and no other `when`";
                return Err(Diagnostic::error(403, message, word, "a second condition")
                    .with_help("say with `where` what the requirement is for")
                    .into());
            }
            self.cursor.advance();
            let condition = self.condition()?;
            return self.once(&mut body.when, condition, "when", word);
        }
        if self.cursor.eat_word("unless").is_some() {
            let condition = self.condition()?;
            body.unless.push(condition);
            return Ok(());
        }
        if self.cursor.eat_word("overrides").is_some() {
            for (other, span) in self.rule_names()? {
                if other == rule {
                    let message = "a rule cannot take its own place";
                    return Err(Diagnostic::error(404, message, span, "this is the rule itself").into());
                }
                body.overrides.push(other);
            }
            return Ok(());
        }
        if self.cursor.at_word("else") {
            return self.consequence(&mut body.kind);
        }
        if self.cursor.at_phrase("from then on").is_some() {
            if let RuleKind::Cure { from_then_on, .. } = &mut body.kind {
                *from_then_on = self.cursor.eat_phrase("from then on");
                return Ok(());
            }
            return Err(self
                .error_here(405, "`from then on` belongs to a cure (`… stands when …`)", "not here")
                .into());
        }
        Err(if matches!(body, RuleBody { scope: None, when: None, .. }) && body.unless.is_empty() {
            self.after_head()
        } else {
            self.after_condition()
        })
    }

    fn after_head(&self) -> Fault<'s> {
        let text = self.cursor.next_text();
        let message = format!("the head of the rule is complete before `{text}`");
        self.error_here(406, message, "this belongs to nothing")
            .with_help("conditions begin with `when`, cases with `where`, exceptions with `unless`")
            .into()
    }

    fn once(&self, place: &mut Option<FormulaId>, found: FormulaId, word: &str, span: Span) -> Reading<'s, ()> {
        if place.is_some() {
            let message = format!("`{word}` stands twice in one rule");
            return Err(Diagnostic::error(403, message, span, "the second one")
                .with_help("join the conditions with `and`, or with `or`")
                .into());
        }
        *place = Some(found);
        Ok(())
    }

    /// `else void | voidable | irregular | unstated`
    fn consequence(&mut self, kind: &mut RuleKind) -> Reading<'s, ()> {
        let word = self.cursor.here();
        self.cursor.advance();
        let RuleKind::Requirement { otherwise, .. } = kind else {
            let message = "`else` says what the breach of a requirement does, and this rule is none";
            return Err(Diagnostic::error(407, message, word, "not here")
                .with_help("a requirement is written `B convenes C only when …`")
                .into());
        };
        *otherwise = match self.cursor.next_text() {
            "void" => Consequence::Void,
            "voidable" => Consequence::Voidable,
            "irregular" => Consequence::Irregular,
            "unstated" => Consequence::Unstated,
            _ => {
                let message = "`else` is followed by `void`, `voidable`, `irregular` or `unstated`";
                return Err(self.error_here(407, message, "one of these is expected").into());
            }
        };
        self.cursor.advance();
        Ok(())
    }

    /// Names of rules, joined by commas or `and`.
    pub fn rule_names(&mut self) -> Reading<'s, Vec<(RuleId, Span)>> {
        let mut rules = Vec::new();
        loop {
            let here = self.cursor.here();
            let text = self.cursor.next_text();
            match self.resolver.named(text) {
                Some(Named::Rule(rule)) => rules.push((rule, here)),
                Some(Named::Broken) => return Err(Fault::Silent),
                Some(_) => {
                    let message = format!("`{text}` is not a rule");
                    return Err(Diagnostic::error(408, message, here, "the name of a rule is expected").into());
                }
                None if text.is_empty() => {
                    return Err(self.error_here(408, "the name of a rule is missing", "expected here").into());
                }
                None => return Err(Fault::Unknown(text, here)),
            }
            self.cursor.advance();
            if self.cursor.eat(TokenKind::Comma).is_none() && self.cursor.eat_word("and").is_none() {
                return Ok(rules);
            }
        }
    }

    /// The healing act of a cure: the first act that its `when` tells, apart from the healed one. Where it has no
    /// letter it is given one, so that the cure has its moment.
    fn name_healer(&mut self, body: &mut RuleBody) -> Reading<'s, ()> {
        let RuleKind::Cure { named, healer, .. } = &mut body.kind else { return Ok(()) };
        let Some(when) = body.when else { return Ok(()) };
        let named = *named;
        self.open_timed_act(when);
        let Some(place) = self.first_act(when, named) else { return Ok(()) };
        let span = self.resolver.program.formula_spans.get(place.index()).copied().unwrap_or(body.head);
        let Some(Formula::Act { pattern, named: name, .. }) = self.resolver.program.formulas.get_mut(place.index())
        else {
            return Ok(());
        };
        let variable = match name {
            Some(variable) => *variable,
            None => {
                let range = crate::program::Range::Event(vec![pattern.verb]);
                let text = that(self.resolver.sources.text(span));
                let Some(variable) = self.scope.declare_unnamed(&text, range, span) else { return Ok(()) };
                *name = Some(variable);
                variable
            }
        };
        *healer = Some(variable);
        Ok(())
    }

    /// An act with a time beside it stands as `some act (the act and its time)`; of a cure it is let out, so that
    /// its act can be the healing one.
    fn open_timed_act(&mut self, formula: FormulaId) {
        let formulas = &mut self.resolver.program.formulas;
        match formulas.get(formula.index()) {
            Some(Formula::And(all)) => {
                for one in all.clone() {
                    self.open_timed_act(one);
                }
            }
            Some(Formula::Quantified(crate::program::Quantifier::Some, variable, Some(condition), None))
                if !self.scope.is_named(*variable) =>
            {
                let parts = vec![*condition];
                if let Some(place) = formulas.get_mut(formula.index()) {
                    *place = Formula::And(parts);
                }
            }
            _ => {}
        }
    }

    /// The first act told by a condition outside `or`, `not` and quantifiers that were written.
    fn first_act(&self, formula: FormulaId, healed: Option<VariableId>) -> Option<FormulaId> {
        match self.resolver.program.formulas.get(formula.index())? {
            Formula::Act { negated: false, named, .. } if named.is_none() || *named != healed => Some(formula),
            Formula::And(all) => all.iter().find_map(|one| self.first_act(*one, healed)),
            _ => None,
        }
    }
}
