//! Slots: `all_russian congress C`, `a congress`, a name, a variable, and what is reached from one.
use super::names::{Named, nearest};
use super::sentence::{Fault, Reader, Reading, Setting};
use super::sentence_types::Place;
use super::sentence_words::in_words;
use crate::diagnostic::Diagnostic;
use crate::program::{AdjectiveId, KindId, Range, Slot, Term, Value, VariableId};
use crate::source::Span;
use crate::syntax::tree::{Token, TokenKind};

/// How many attributes may be reached one from another (`C.predecessor.predecessor`).
const REACH_LIMIT: usize = 16;

/// What is written before a variable, or after an article.
struct Asked {
    kinds: Vec<KindId>,
    adjectives: Vec<(AdjectiveId, Span)>,
    range: Range,
}

impl<'s> Reader<'_, 's> {
    /// A slot, with its place.
    pub fn slot(&mut self) -> Reading<'s, (Slot, Span)> {
        let start = self.cursor.position();
        if self.setting == Setting::Law {
            let article =
                self.cursor.at_any_word(&["a", "an", "some"]) && self.cursor.kind_at(1) == Some(TokenKind::Word);
            if article && self.named_at(0).is_none() {
                let text = self.cursor.next_text();
                self.cursor.advance();
                if let Some((asked, ahead)) = self.asked(text == "some") {
                    return self.asked_slot(asked, ahead, start);
                }
                return Err(self.no_kind());
            }
            if let Some((asked, ahead)) = self.asked(true).filter(|(_, ahead)| self.variable_at(*ahead)) {
                return self.asked_slot(asked, ahead, start);
            }
        }
        let (term, span) = self.term()?;
        Ok((Slot { term, kinds: Vec::new(), adjectives: Vec::new() }, span))
    }

    /// The set of a quantifier: `[adjectives] KIND [X]`.
    pub fn slot_of_set(&mut self) -> Reading<'s, (Slot, Span)> {
        let start = self.cursor.position();
        match self.asked(true) {
            Some((asked, ahead)) => self.asked_slot(asked, ahead, start),
            None => Err(self.no_kind()),
        }
    }

    fn variable_at(&self, ahead: usize) -> bool {
        self.cursor.kind_at(ahead) == Some(TokenKind::Variable)
    }

    fn named_at(&self, ahead: usize) -> Option<Named> {
        self.resolver.named(self.cursor.text_at(ahead))
    }

    /// The adjectives and kind that come next and how many words they take; with `bare`, adjectives alone may
    /// stand before a variable.
    fn asked(&self, bare: bool) -> Option<(Asked, usize)> {
        let mut asked = Asked { kinds: Vec::new(), adjectives: Vec::new(), range: Range::Thing };
        let mut ahead = 0;
        while self.cursor.kind_at(ahead) == Some(TokenKind::Word) {
            let text = self.cursor.text_at(ahead);
            let range = match text {
                "event" => Some(Range::Event(Vec::new())),
                "act" => Some(Range::Event(self.verbs_that(true))),
                "deed" => Some(Range::Event(self.verbs_that(false))),
                "rule" => Some(Range::Rule),
                "order" => Some(Range::Order),
                "date" => Some(Range::Date),
                "number" => Some(Range::Number),
                _ => None,
            };
            if let Some(range) = range.filter(|_| asked.adjectives.is_empty() && self.resolver.kind(text).is_none()) {
                return Some((Asked { range, ..asked }, ahead + 1));
            }
            let adjective = self.resolver.adjective(text);
            let leads_on = matches!(self.cursor.kind_at(ahead + 1), Some(TokenKind::Word | TokenKind::Variable));
            if let Some(kind) =
                self.resolver.kind(text).filter(|_| adjective.is_none() || !self.kind_follows(ahead + 1))
            {
                asked.kinds.push(kind);
                ahead += 1;
                while self.cursor.at_word_at(ahead, "or") {
                    let Some(other) = self.resolver.kind(self.cursor.text_at(ahead + 1)) else { break };
                    asked.kinds.push(other);
                    ahead += 2;
                }
                asked.range = Range::Entity(asked.kinds.clone());
                return Some((asked, ahead));
            }
            let adjective = adjective.filter(|_| leads_on)?;
            asked.adjectives.push((adjective, self.cursor.peek_at(ahead)?.span));
            ahead += 1;
        }
        let said = self.said_of(&asked.adjectives)?;
        asked.range = Range::Entity(said);
        (bare && self.variable_at(ahead)).then_some((asked, ahead))
    }

    /// Whether a kind (perhaps after more adjectives) comes at a place.
    fn kind_follows(&self, mut ahead: usize) -> bool {
        loop {
            let text = self.cursor.text_at(ahead);
            if self.cursor.kind_at(ahead) != Some(TokenKind::Word) {
                return false;
            }
            if self.resolver.kind(text).is_some() {
                return true;
            }
            if self.resolver.adjective(text).is_none() {
                return false;
            }
            ahead += 1;
        }
    }

    /// The kinds that all these adjectives are said of.
    fn said_of(&self, adjectives: &[(AdjectiveId, Span)]) -> Option<Vec<KindId>> {
        let mut kinds: Option<Vec<KindId>> = None;
        for (adjective, _) in adjectives {
            let of = &self.resolver.program.adjectives.get(adjective.index())?.of;
            kinds = Some(match kinds {
                None => of.clone(),
                Some(kinds) => self.meet(&kinds, of)?,
            });
        }
        kinds
    }

    /// The verbs that are acts, or those that are deeds.
    fn verbs_that(&self, are_acts: bool) -> Vec<crate::program::VerbId> {
        let verbs = self.resolver.program.verbs.iter().enumerate();
        verbs.filter(|(_, verb)| verb.is_act == are_acts).map(|(i, _)| crate::program::VerbId(i as u32)).collect()
    }

    fn no_kind(&self) -> Fault<'s> {
        let text = self.cursor.next_text();
        let mut found =
            self.error_here(320, format!("`{text}` is no kind that the corpus declares"), "a kind is expected");
        let kinds = self.resolver.names.kinds.keys().map(|kind| &**kind);
        if let Some(likely) = nearest(text, kinds) {
            found = found.with_help(format!("did you mean `{likely}`?"));
        }
        found.into()
    }

    /// The slot whose kind and adjectives were seen; the variable may be missing (`a congress`).
    fn asked_slot(&mut self, asked: Asked, ahead: usize, start: usize) -> Reading<'s, (Slot, Span)> {
        self.cursor.seek(self.cursor.position() + ahead);
        for (adjective, span) in &asked.adjectives {
            self.check_adjective(*adjective, &asked.kinds, *span)?;
        }
        let term = match self.cursor.eat(TokenKind::Variable) {
            Some(token) => {
                let variable = self.variable(token)?;
                let term = Term::Variable(variable);
                self.ask(&term, &asked.range, token.span, &Place::Variable)?;
                self.scope.set_written(variable);
                term
            }
            None => {
                let span = self.cursor.span_from(start);
                let name = self.resolver.text(span).to_owned();
                let variable = self.scope.declare_unnamed(&name, asked.range.clone(), span);
                let variable = variable.ok_or_else(|| self.too_many(span))?;
                self.scope.set_written(variable);
                self.unnamed.push(variable);
                Term::Variable(variable)
            }
        };
        let adjectives = asked.adjectives.iter().map(|(adjective, _)| *adjective).collect();
        Ok((Slot { term, kinds: asked.kinds, adjectives }, self.cursor.span_from(start)))
    }

    /// Whether an adjective can be said of things of these kinds (none: not known).
    pub fn check_adjective(&self, adjective: AdjectiveId, kinds: &[KindId], span: Span) -> Reading<'s, ()> {
        let Some(declared) = self.resolver.program.adjectives.get(adjective.index()) else { return Ok(()) };
        if declared.of.is_empty() {
            let message = format!("`{}` is not said of things: it is what an attribute holds", declared.name);
            return Err(Diagnostic::error(323, message, span, "cannot stand here")
                .with_help(format!("say `X.attribute is {}` as a condition", declared.name))
                .into());
        }
        if self.meet(kinds, &declared.of).is_some() {
            return Ok(());
        }
        let (of, kinds) = (self.say_kinds(&declared.of), self.say_kinds(kinds));
        let message = format!("`{}` is said of {of}, not of {kinds}", declared.name);
        let declared_at = self.resolver.program.statements.get(declared.statement.index()).map(|s| s.span);
        let found = Diagnostic::error(324, message, span, "does not fit");
        Err(match declared_at {
            Some(place) => found.with_label(place, "declared here"),
            None => found,
        }
        .into())
    }

    /// The variable of a token: the one in sight, or a new one.
    pub fn variable(&mut self, token: Token) -> Reading<'s, VariableId> {
        let name = self.cursor.text(token);
        // Declared with a capital letter, which was reported there.
        if self.resolver.named(name) == Some(Named::Broken) {
            return Err(Fault::Silent);
        }
        if self.setting != Setting::Law {
            let message = format!(
                "`{name}` begins with a capital letter, so it is a variable, and only rules and conditions have variables"
            );
            return Err(Diagnostic::error(321, message, token.span, "a name is expected")
                .with_help("what an event or fact tells has names: they begin with a small letter")
                .into());
        }
        if let Some(variable) = self.scope.find(name) {
            self.scope.used(variable, token.span);
            return Ok(variable);
        }
        if let Some(member) = self.scope.closed(name).filter(|_| !self.declaring) {
            let message = format!("`{name}` is the letter of a set whose condition has ended");
            let mut found = Diagnostic::error(354, message, token.span, "nothing is called so here");
            if let Some(place) = self.scope.uses(member).first() {
                found = found.with_label(*place, "the set");
            }
            let help = "`where (…)` ends with its brackets: widen them, or give this another letter";
            return Err(found.with_help(help).into());
        }
        self.scope.declare(name, token.span).ok_or_else(|| self.too_many(token.span))
    }

    /// The limit of variables was reached.
    pub fn too_many(&self, span: Span) -> Fault<'s> {
        let limit = super::condition_scope::VARIABLE_LIMIT;
        Diagnostic::error(304, format!("this speaks of more than {limit} different things"), span, "one too many")
            .with_help("say a part of it in a rule of its own")
            .into()
    }

    /// A name, a variable, `this act`, `the latest E where …`, and attributes of it.
    pub fn term(&mut self) -> Reading<'s, (Term, Span)> {
        let start = self.cursor.position();
        let mut term = self.plain_term()?;
        let mut reach = 0;
        while self.cursor.at(TokenKind::Dot) {
            let Some(name) = self.cursor.peek_at(1).filter(|token| token.kind == TokenKind::Word) else {
                self.cursor.advance();
                return Err(self
                    .error_here(325, "the name of an attribute is missing after `.`", "expected here")
                    .into());
            };
            reach += 1;
            if reach > REACH_LIMIT {
                let message = format!("more than {REACH_LIMIT} attributes are reached one from another");
                return Err(Diagnostic::error(305, message, name.span, "one too many").into());
            }
            let owner = self.cursor.span_from(start);
            self.cursor.advance();
            self.cursor.advance();
            let attribute = self.attribute_of(&term, owner, name)?;
            term = Term::Attribute(Box::new(term), attribute);
        }
        Ok((term, self.cursor.span_from(start)))
    }

    fn plain_term(&mut self) -> Reading<'s, Term> {
        if self.setting == Setting::Law {
            if self.cursor.eat_phrase("this act") {
                return Ok(Term::ThisAct);
            }
            if self.at_choice() {
                return self.choice();
            }
        }
        let Some(token) = self.cursor.peek() else {
            return Err(self.error_here(322, "the sentence breaks off: a name is missing", "expected here").into());
        };
        match token.kind {
            TokenKind::Variable => {
                self.cursor.advance();
                Ok(Term::Variable(self.variable(token)?))
            }
            TokenKind::Word => {
                let value = self.value_of_name(token)?;
                self.cursor.advance();
                Ok(Term::Value(value))
            }
            _ => {
                let text = self.cursor.text(token);
                Err(self.error_here(322, format!("a name is expected before `{text}`"), "not a name").into())
            }
        }
    }

    fn value_of_name(&self, token: Token) -> Reading<'s, Value> {
        let text = self.cursor.text(token);
        let wrong = |what: &str, help: &str| {
            let message = format!("`{text}` is {what}, which no sentence speaks of");
            Err(Diagnostic::error(329, message, token.span, what.to_owned()).with_help(help).into())
        };
        match self.resolver.named(text) {
            Some(Named::Entity(entity)) => Ok(Value::Entity(entity)),
            Some(Named::Event(event)) => Ok(Value::Event(event)),
            Some(Named::Rule(rule)) => Ok(Value::Rule(rule)),
            Some(Named::Order(order)) => Ok(Value::Order(order)),
            Some(Named::Fact(_)) => wrong("a fact", "write its sentence out: `X is R of Y`"),
            Some(Named::Source(_)) => wrong("a source", "declare its author as an entity, and name that"),
            Some(Named::Statement(_)) => wrong("a rival value or date", "write the value out"),
            Some(Named::Broken) => Err(Fault::Silent),
            None => Err(self.not_a_name(text, token.span)),
        }
    }

    /// A word where a name should be.
    fn not_a_name(&self, text: &'s str, span: Span) -> Fault<'s> {
        if let Some(kind) = self.resolver.kind(text) {
            let name = self.kind_name(kind);
            let letter = name.chars().next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            let message = format!("`{text}` is a kind: say which {name} is meant");
            let help = match self.setting {
                Setting::Law => format!(
                    "write `{name} {letter}` (and `{letter}` wherever it is meant again), or `{}`",
                    in_words(name)
                ),
                Setting::Record(_) | Setting::Fact => "name one that the corpus declares, or declare it".to_owned(),
            };
            return Diagnostic::error(330, message, span, "a kind, not a name").with_help(help).into();
        }
        Fault::Unknown(text, span)
    }
}
