//! The head of a rule says what kind of rule it is.
use super::names::Form;
use super::sentence::{Reader, Reading};
use super::sentence_act::Subjects;
use super::sentence_content::Is;
use super::sentence_types::Place;
use crate::diagnostic::Diagnostic;
use crate::program::{ActPattern, Consequence, Deadline, Range, RuleKind, Term, VariableId};
use crate::source::Span;

impl<'s> Reader<'_, 's> {
    /// The head of a rule.
    pub fn head(&mut self) -> Reading<'s, RuleKind> {
        if self.cursor.at_word("the") && self.resolver.names.figure(self.cursor.text_at(1)).is_some() {
            return self.figure_head();
        }
        if self.cursor.at_any_word(&["always", "whenever"]) {
            let message = "standing rules (`always`, `whenever`) are not part of the language yet";
            return Err(self.error_here(401, message, "cannot be judged yet").into());
        }
        let only = self.cursor.eat_word("only").is_some();
        let subjects = self.subjects()?;
        if subjects.each {
            let message = "a rule speaks of one subject at a time, or of several who act jointly";
            return Err(Diagnostic::error(409, message, self.cursor.previous(), "not in a rule").into());
        }
        if only && !self.cursor.at_word("may") {
            let message = "`only` goes with `may`: `only B may convene C`";
            return Err(self.error_here(357, message, "`may` is expected").into());
        }
        if self.cursor.eat_word("may").is_some() {
            let not = self.cursor.eat_word("not").is_some();
            let act = self.act(&subjects, &[Form::Infinitive])?;
            return Ok(if not && !only { RuleKind::Disability { act } } else { RuleKind::Power { act, only } });
        }
        if self.cursor.eat_word("must").is_some() {
            return self.duty(&subjects);
        }
        if self.cursor.at_any_word(&["is", "are"]) {
            return self.is_head(&subjects);
        }
        let act = self.act(&subjects, &[Form::Third, Form::Infinitive])?;
        self.tail(act)
    }

    /// `C is [not] R [of D]`, or an act in the passive: whoever does it.
    fn is_head(&mut self, subjects: &Subjects) -> Reading<'s, RuleKind> {
        self.cursor.advance();
        let against = self.cursor.eat_word("not").is_some();
        let [subject] = subjects.list.as_slice() else {
            let message = "a definition speaks of one thing";
            return Err(self.error_here(343, message, "said of several").into());
        };
        match self.is_sentence(subject)? {
            Is::Relation(sentence) => Ok(RuleKind::Definition { sentence, against }),
            Is::Passive(_) if against => {
                let message = "a rule cannot say that something does not happen";
                Err(self.error_here(400, message, "no rule").with_help("say `B may not …` or `B must not …`").into())
            }
            Is::Passive(act) => self.tail(act),
        }
    }

    /// `must [not] V … [term]`
    fn duty(&mut self, subjects: &Subjects) -> Reading<'s, RuleKind> {
        let not = self.cursor.eat_word("not").is_some();
        let act = self.act(subjects, &[Form::Infinitive])?;
        let word = self.cursor.here();
        let term = self.deadline()?;
        if not && term.is_some() {
            let message = "a prohibition has no term";
            return Err(Diagnostic::error(402, message, word, "not with `must not`")
                .with_help("say when it binds: `when this act before T`")
                .into());
        }
        Ok(if not { RuleKind::Prohibition { act } } else { RuleKind::Duty { act, term } })
    }

    /// `before T`, `by T`, `on or before T`, `within 14 days after T`
    fn deadline(&mut self) -> Reading<'s, Option<Deadline>> {
        if self.cursor.eat_phrase("on or before") || self.cursor.eat_word("by").is_some() {
            return Ok(Some(Deadline::By(self.time()?)));
        }
        if self.cursor.eat_word("before").is_some() {
            return Ok(Some(Deadline::Before(self.time()?)));
        }
        if self.cursor.eat_word("within").is_none() {
            return Ok(None);
        }
        let start = self.cursor.position();
        let quantity = self.borrowed(|resolver, cursor| resolver.read_quantity(cursor))?;
        let span = self.cursor.span_from(start);
        let is_length =
            self.resolver.program.quantities.get(quantity.index()).is_some_and(|found| found.unit.is_some());
        if !is_length {
            return Err(Diagnostic::error(410, "a term is a length of time", span, "not a length")
                .with_help("write `within 14 days after E`")
                .into());
        }
        if self.cursor.eat_word("after").is_none() && self.cursor.eat_word("of").is_none() {
            return Err(self
                .error_here(410, "a term begins at something: an event or a date", "`after` is expected")
                .into());
        }
        Ok(Some(Deadline::Within(crate::program::Number::Quantity(quantity), self.time()?)))
    }

    /// What follows an act in a head.
    fn tail(&mut self, act: ActPattern) -> Reading<'s, RuleKind> {
        let named = self.head_name(&act)?;
        if self.cursor.eat_phrase("only when") {
            if let Some((_, span)) = named {
                let message = "a requirement is of the act itself: `this act` names it";
                return Err(Diagnostic::error(411, message, span, "no letter is needed").into());
            }
            let held = self.condition()?;
            return Ok(RuleKind::Requirement { act, held, otherwise: Consequence::Void });
        }
        let named = named.map(|(variable, _)| variable);
        if self.cursor.eat_word("stands").is_some() {
            return self.cure(act, named);
        }
        if self.cursor.eat_phrase("counts as") {
            let subjects = self.subjects()?;
            let counts_as = self.act(&subjects, &[Form::Third, Form::Infinitive])?;
            return Ok(RuleKind::CountsAs { done: act, counts_as });
        }
        if self.cursor.at_any_word(&["makes", "ends", "undoes"]) {
            return self.effect(act, named);
        }
        if self.cursor.at_word("settles") {
            return Err(self
                .error_here(401, "rulings (`settles`) are not part of the language yet", "cannot be judged yet")
                .into());
        }
        Err(self.no_tail(&act))
    }

    /// `as E` after an act.
    fn head_name(&mut self, act: &ActPattern) -> Reading<'s, Option<(VariableId, Span)>> {
        if self.cursor.eat_word("as").is_none() {
            return Ok(None);
        }
        let Some(token) = self.cursor.eat(crate::syntax::tree::TokenKind::Variable) else {
            return Err(self
                .error_here(411, "a letter for the act is missing after `as`", "a capital letter is expected")
                .into());
        };
        let variable = self.variable(token)?;
        self.ask(&Term::Variable(variable), &Range::Event(vec![act.verb]), token.span, &Place::Variable)?;
        Ok(Some((variable, token.span)))
    }

    fn no_tail(&self, act: &ActPattern) -> super::sentence::Fault<'s> {
        let infinitive = self.infinitive(act.verb);
        let help = format!(
            "say `may {infinitive}` (a power), `must {infinitive}` (a duty), or go on with `only when …` (a requirement), \
             `stands …` (a cure), `counts as …`, `makes …`, `ends …`, `undoes …`"
        );
        if self.at_clause() || self.at_end() {
            let message = "this says what is done, but not what the rule is";
            return self.error_here(400, message, "something is missing here").with_help(help).into();
        }
        let text = self.cursor.next_text();
        let message = format!("the sentence is complete before `{text}`, which begins no rule");
        let shape = super::sentence_words::written(&self.resolver.program, act.verb);
        self.error_here(400, message, "not understood").with_help(format!("{shape}; then {help}")).into()
    }

    /// `stands [against R, …] [from then on]`
    fn cure(&mut self, act: ActPattern, named: Option<VariableId>) -> Reading<'s, RuleKind> {
        let mut against = Vec::new();
        if self.cursor.eat_word("against").is_some() {
            against = self.rule_names()?.into_iter().map(|(rule, _)| rule).collect();
        }
        let from_then_on = self.cursor.eat_phrase("from then on");
        Ok(RuleKind::Cure { act, named, healer: None, against, from_then_on })
    }

    /// `makes R [and R …]`, `ends R`, `ends E`, `undoes E`
    fn effect(&mut self, act: ActPattern, named: Option<VariableId>) -> Reading<'s, RuleKind> {
        let (mut makes, mut ends) = (Vec::new(), Vec::new());
        let mut ending = false;
        loop {
            let word = self.cursor.next_text();
            if self.cursor.at_any_word(&["makes", "ends", "undoes"]) {
                self.cursor.advance();
                ending = word != "makes";
            }
            let first = makes.is_empty() && ends.is_empty();
            let subject = self.slot()?;
            if ending && first && self.at_clause() {
                self.ask(
                    &subject.0.term,
                    &Range::Event(Vec::new()),
                    subject.1,
                    &Place::What("what is ended or undone"),
                )?;
                return Ok(RuleKind::Annulment { act, target: subject.0.term, undoes: word == "undoes" });
            }
            if word == "undoes" {
                let message = "`undoes` annuls an act: name it by its letter";
                return Err(self.error_here(412, message, "more than a letter").into());
            }
            let relation = self.bare_relation(subject, ending)?;
            if ending {
                ends.push(relation)
            } else {
                makes.push(relation)
            }
            if self.cursor.eat_word("and").is_none() {
                break;
            }
        }
        let from = if self.cursor.at_word("from") && self.cursor.at_phrase("from then on").is_none() {
            self.cursor.advance();
            Some(self.time()?)
        } else {
            None
        };
        if self.cursor.at_any_word(&["for", "until"]) {
            let message = "terms of effects (`for`, `until`) are not part of the language yet";
            return Err(self.error_here(401, message, "cannot be judged yet").into());
        }
        Ok(RuleKind::Effect { act, named, makes, ends, from })
    }

    /// `the quorum of assembly A is NUMBER`
    fn figure_head(&mut self) -> Reading<'s, RuleKind> {
        self.cursor.advance();
        let here = self.cursor.here();
        let Some(figure) = self.resolver.names.figure(self.cursor.next_text()) else {
            return Err(self.error_here(363, "no figure is called so", "not declared").into());
        };
        self.cursor.advance();
        if self.cursor.eat_word("of").is_none() {
            return Err(self.error_here(363, "a figure is a figure of something", "`of` is expected").into());
        }
        let (slot, span) = self.slot()?;
        let kinds = self.resolver.program.figures.get(figure.index()).map(|found| found.of.clone()).unwrap_or_default();
        let place = Place::FigureOf(self.resolver.text(here));
        self.ask(&slot.term, &Range::Entity(kinds), span, &place)?;
        if self.cursor.eat_word("is").is_none() {
            return Err(self.error_here(363, "the figure's value stands after `is`", "`is` is expected").into());
        }
        let start = self.cursor.position();
        let operand = self.expression(None)?;
        let value = self.number_of(operand, self.cursor.span_from(start))?;
        Ok(RuleKind::Figure { figure, of: vec![slot], value })
    }
}
