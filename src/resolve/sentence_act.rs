//! Act sentences: subjects, verb, object, further roles, content; active and passive. Events, rules and
//! conditions are read by the same code, so that what a rule asks is worded as what an event tells.
use super::names::Form;
use super::sentence::{Fault, Reader, Reading};
use super::sentence_words::{shape, written};
use crate::diagnostic::Diagnostic;
use crate::program::{ActPattern, Filler, RoleType, Slot, Term, Value, VerbId};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// The name of the role without a word before it.
pub(super) const OBJECT: &str = "what";

/// Who does it.
#[derive(Clone, Debug, Default)]
pub(super) struct Subjects {
    /// Each with its place; none: `someone`.
    pub list: Vec<(Slot, Span)>,
    /// `a, b each`: an act apiece.
    pub each: bool,
    /// Not written, but those of the sentence around a content (`refuses to convene C`): one may refuse or
    /// be reluctant to do what one could not do.
    pub implied: bool,
}

impl Subjects {
    /// The slots alone.
    pub fn slots(&self) -> Vec<Slot> {
        self.list.iter().map(|(slot, _)| slot.clone()).collect()
    }
}

impl<'s> Reader<'_, 's> {
    /// `a`, `a and b`, `a, b each`, `someone`, before a verb: a name alone is never a condition, so `and`
    /// here joins subjects.
    pub fn subjects(&mut self) -> Reading<'s, Subjects> {
        if self.cursor.at_word("someone") && self.resolver.named("someone").is_none() {
            self.cursor.advance();
            return Ok(Subjects::default());
        }
        let first = self.slot()?;
        self.subjects_after(first)
    }

    /// The subjects of which the first was read.
    pub fn subjects_after(&mut self, first: (Slot, Span)) -> Reading<'s, Subjects> {
        let mut subjects = Subjects { list: vec![first], ..Subjects::default() };
        let (mut comma, mut joined) = (None, false);
        loop {
            if self.cursor.at(TokenKind::Comma) {
                comma = self.cursor.advance().map(|token| token.span);
                joined |= self.cursor.eat_word("and").is_some();
            } else if self.cursor.eat_word("and").is_some() {
                joined = true;
            } else {
                break;
            }
            subjects.list.push(self.slot()?);
        }
        subjects.each = self.cursor.eat_word("each").is_some();
        if let Some(comma) = comma.filter(|_| !joined && !subjects.each) {
            return Err(Diagnostic::error(
                331,
                "this does not say whether they did it together",
                comma,
                "a bare comma",
            )
            .with_help("write `a and b` for one joint act, or `a, b each` for an act apiece")
            .into());
        }
        Ok(subjects)
    }

    /// Verbs of which the next words are the form of a sentence (`convenes`; of several, `convene`): the
    /// longest phrases only.
    pub fn verbs_here(&self, forms: &[Form]) -> Vec<(VerbId, usize)> {
        let mut found: Vec<(VerbId, usize)> = Vec::new();
        for form in forms {
            for (verb, length) in self.resolver.verbs_at(&self.cursor, *form) {
                if !found.iter().any(|(other, _)| *other == verb) {
                    found.push((verb, length));
                }
            }
        }
        let longest = found.iter().map(|(_, length)| *length).max().unwrap_or(0);
        found.retain(|(_, length)| *length == longest);
        found
    }

    /// The sentence whose subjects were read and whose verb comes next in one of these forms.
    pub fn act(&mut self, subjects: &Subjects, forms: &[Form]) -> Reading<'s, ActPattern> {
        let candidates = self.verbs_here(forms);
        if candidates.is_empty() {
            return Err(self.unknown_verb(forms));
        }
        self.choose(
            &candidates,
            |reader, (verb, length)| {
                reader.cursor.seek(reader.cursor.position() + length);
                for (slot, span) in subjects.list.iter().filter(|_| !subjects.implied) {
                    reader.ask_subject(verb, slot, *span)?;
                }
                let pattern = ActPattern { verb, subjects: subjects.slots(), roles: Vec::new(), alone: false };
                reader.roles(pattern, true)
            },
            |reader, (verb, _)| shape(&reader.resolver.program, verb),
        )
    }

    /// The passive sentence whose participle comes next: `C is convened by B`.
    pub fn passive(&mut self, verb: VerbId, length: usize, object: &(Slot, Span)) -> Reading<'s, ActPattern> {
        let participle = self.cursor.here();
        self.cursor.seek(self.cursor.position() + length);
        let Some((role, takes)) = self.role_named(verb, OBJECT) else {
            let message = format!("`{}` has no object, so nothing can be said to undergo it", self.infinitive(verb));
            return Err(Diagnostic::error(332, message, participle, "the passive cannot be used")
                .with_help(written(&self.resolver.program, verb))
                .into());
        };
        self.ask_role(verb, OBJECT, &takes, &object.0.term, object.1)?;
        let filler = Filler::Slot(object.0.clone());
        let pattern = ActPattern { verb, subjects: Vec::new(), roles: vec![(role, filler)], alone: false };
        self.roles(pattern, false)
    }

    fn role_named(&self, verb: VerbId, name: &str) -> Option<(u8, RoleType)> {
        let roles = &self.resolver.program.verbs.get(verb.index())?.roles;
        let place = roles.iter().position(|role| role.name == name)?;
        Some((u8::try_from(place).ok()?, roles[place].takes.clone()))
    }

    /// Object (in the active) and further roles, in any order; then `alone`.
    fn roles(&mut self, mut pattern: ActPattern, active: bool) -> Reading<'s, ActPattern> {
        let Some(verb) = self.resolver.program.verbs.get(pattern.verb.index()).cloned() else { return Ok(pattern) };
        let object = verb.roles.iter().position(|role| role.name == OBJECT).filter(|_| active);
        if let Some(place) = object
            && self.at_filler(&verb)
        {
            let filler = self.filler(&pattern, place as u8, OBJECT, &verb.roles[place].takes)?;
            pattern.roles.push((place as u8, filler));
        }
        loop {
            let filled = |place: usize| pattern.roles.iter().any(|(role, _)| usize::from(*role) == place);
            let next = verb.roles.iter().enumerate().find(|(place, role)| {
                role.name != OBJECT && !filled(*place) && self.cursor.at_phrase(&role.name).is_some()
            });
            if let Some((place, role)) = next {
                self.cursor.eat_phrase(&role.name);
                let filler = self.filler(&pattern, place as u8, &role.name, &role.takes)?;
                pattern.roles.push((place as u8, filler));
            } else if !active && pattern.subjects.is_empty() && self.cursor.at_word("by") {
                self.cursor.advance();
                pattern.subjects = self.agents(pattern.verb)?;
            } else {
                break;
            }
        }
        pattern.alone = self.cursor.eat_word("alone").is_some();
        pattern.roles.sort_by_key(|(role, _)| *role);
        Ok(pattern)
    }

    /// `by a and b` of a passive sentence.
    fn agents(&mut self, verb: VerbId) -> Reading<'s, Vec<Slot>> {
        if self.cursor.at_word("someone") && self.resolver.named("someone").is_none() {
            self.cursor.advance();
            return Ok(Vec::new());
        }
        let mut agents = vec![self.slot()?];
        if self.and_continues_list() {
            while self.cursor.eat_word("and").is_some() {
                agents.push(self.slot()?);
            }
        }
        for (slot, span) in &agents {
            self.ask_subject(verb, slot, *span)?;
        }
        Ok(agents.into_iter().map(|(slot, _)| slot).collect())
    }

    /// Whether the names after `and` go on with a list that began after a verb: they do unless a predicate
    /// follows them, in which case they are the subjects of the next condition.
    pub fn and_continues_list(&mut self) -> bool {
        if !self.cursor.at_word("and") {
            return false;
        }
        let read = |reader: &mut Self| {
            while reader.cursor.eat_word("and").is_some() {
                reader.slot()?;
            }
            if reader.at_predicate() { Err(Fault::Silent) } else { Ok(()) }
        };
        self.probe(read)
    }

    /// Whether something is said of what was just read.
    pub fn at_predicate(&self) -> bool {
        const WORDS: [&str; 12] =
            ["is", "are", "does", "do", "may", "must", "breaches", "makes", "ends", "heals", "validly", "each"];
        self.cursor.at_any_word(&WORDS)
            || !self.verbs_here(&[Form::Third, Form::Infinitive]).is_empty()
            || self.at_operator()
    }

    /// Whether the object of a verb comes next (and not a role's word, the next condition, or the end).
    fn at_filler(&self, verb: &crate::program::Verb) -> bool {
        const JOINTS: [&str; 30] = [
            "and",
            "or",
            "as",
            "before",
            "after",
            "on",
            "during",
            "at",
            "in",
            "from",
            "when",
            "where",
            "unless",
            "overrides",
            "else",
            "only",
            "stands",
            "counts",
            "makes",
            "ends",
            "undoes",
            "against",
            "alone",
            "is",
            "by",
            "within",
            "under",
            "because",
            "supposing",
            "each",
        ];
        match self.cursor.kind() {
            Some(TokenKind::Variable) => true,
            Some(TokenKind::Word) => {
                let text = self.cursor.next_text();
                self.resolver.named(text).is_some()
                    || !JOINTS.contains(&text)
                        && !verb.roles.iter().any(|role| self.cursor.at_phrase(&role.name).is_some())
            }
            Some(TokenKind::Date | TokenKind::Number) => true,
            _ => false,
        }
    }

    /// What fills a role.
    fn filler(&mut self, pattern: &ActPattern, role: u8, name: &str, takes: &RoleType) -> Reading<'s, Filler> {
        let plain = |value: Value| Slot { term: Term::Value(value), kinds: Vec::new(), adjectives: Vec::new() };
        match takes {
            RoleType::Act => self.inside_content(|reader| reader.content_act(pattern)),
            RoleType::Sentence => self.inside_content(|reader| reader.content_sentence(pattern, role)),
            RoleType::Date if self.resolver.starts_date(&self.cursor) => {
                let date = self.borrowed(|resolver, cursor| resolver.read_date(cursor))?;
                Ok(Filler::Slot(plain(Value::Date(date))))
            }
            RoleType::Number if self.resolver.starts_quantity(&self.cursor) => {
                let quantity = self.borrowed(|resolver, cursor| resolver.read_quantity(cursor))?;
                Ok(Filler::Slot(plain(Value::Quantity(quantity))))
            }
            RoleType::Date
            | RoleType::Number
            | RoleType::Entity(_)
            | RoleType::Event
            | RoleType::Rule
            | RoleType::Order
            | RoleType::Thing => {
                let (slot, span) = self.slot()?;
                self.ask_role(pattern.verb, name, takes, &slot.term, span)?;
                Ok(Filler::Slot(slot))
            }
        }
    }
}
