//! Relations, acts and deeds. Takes their declarations; fills the vocabulary and the phrases by which sentences
//! find them.
use super::collect::Task;
use super::cursor::Cursor;
use super::errors::{duplicate, leftover, missing};
use super::names::Form;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::program::{KindId, Relation, RelationId, Role, RoleType, Verb, VerbId};
use crate::syntax::tree::{Keyword, Token, TokenKind, unquote};
use std::sync::Arc;

/// Words after which a relation names its object: `permanent body of congress`.
const LEADING: [&str; 18] = [
    "of", "by", "at", "with", "in", "to", "as", "from", "for", "under", "over", "on", "against", "than", "within",
    "between", "into", "before",
];

const ACT_FORM: &str = "write `act convene | convenes | convened (by body, what congress, for date?)`";
const RELATION_FORM: &str = "write `relation committee is permanent body of congress`";

/// What a verb's declaration says after its roles, before the opposite is looked up.
struct Marks<'s> {
    open: bool,
    leads_to_content: bool,
    opposite: Option<Cursor<'s>>,
}

impl<'s> Resolver<'s> {
    /// All relations and verbs.
    pub(super) fn read_verbs(&mut self, tasks: &[Task<'s>]) {
        let mut opposites = Vec::new();
        for task in tasks {
            match task.item.keyword {
                Keyword::Relation => self.read_relation(task),
                Keyword::Act | Keyword::Deed => {
                    if let Some((verb, opposite)) = self.read_verb(task) {
                        opposites.extend(opposite.map(|words| (verb, words)));
                    }
                }
                _ => {}
            }
        }
        for (verb, words) in opposites {
            self.settle_opposite(verb, words);
        }
    }

    /// `relation committee is permanent body of congress`, `relation congress is legitimate, open "…"`
    fn read_relation(&mut self, task: &Task<'s>) {
        let mut cursor = self.head(task);
        let subject = self.read_kind_list(&mut cursor);
        if cursor.eat_word("is").is_none() {
            self.report(missing("`is`", cursor.here(), RELATION_FORM));
            return;
        }
        let mut words = Vec::new();
        while let Some(token) = cursor.eat(TokenKind::Word) {
            words.push(token);
        }
        let (length, object) = self.split_object(&cursor, &words);
        let phrase: Vec<&'s str> = words[..length].iter().map(|word| self.text(word.span)).collect();
        if phrase.is_empty() {
            self.report(missing("the relation's phrase", cursor.here(), RELATION_FORM));
            return;
        }
        let mut one_holder = self.read_one_holder(&mut cursor);
        let open = self.read_open_question(&mut cursor);
        one_holder |= self.read_one_holder(&mut cursor);
        self.expect_end(&mut cursor, "`, open \"the question in words\"` or `, one holder`");
        let joined = phrase.join(" ");
        if let Some(first) = self.same_relation(&joined, &subject, object.as_deref()) {
            let span = words[0].span.to(words[length - 1].span);
            self.report(duplicate("a relation", &joined, span, first));
            return;
        }
        let id = RelationId(self.program.relations.len() as u32);
        self.program.relations.push(Relation {
            phrase: joined,
            subject,
            object,
            open,
            one_holder,
            statement: task.statement,
        });
        self.names.relations.insert(&phrase, id);
    }

    /// How many words the phrase has, and the kinds of the object after it.
    fn split_object(&mut self, cursor: &Cursor<'s>, words: &[Token]) -> (usize, Option<Vec<KindId>>) {
        let text = |index: usize| words.get(index).map_or("", |word| cursor.text(*word));
        let mut first = words.len().saturating_sub(1);
        while first >= 2 && text(first - 1) == "or" {
            first -= 2;
        }
        // A single word such as `in` is no relation by itself: `is in office` has no object.
        let leads = first >= 2 && LEADING.contains(&text(first - 1));
        let alone = first == 1 && LEADING.contains(&text(0)) && words.len() > 2;
        if !leads && !alone {
            return (words.len(), None);
        }
        let mut kinds = Vec::new();
        for word in words[first..].iter().filter(|word| cursor.text(**word) != "or") {
            match self.kind(cursor.text(*word)) {
                Some(kind) => kinds.push(kind),
                None => self.unknown_kind(*word),
            }
        }
        (first, Some(kinds))
    }

    /// `, open "question"`; a relation that is open without one asks in its own words.
    /// `, one holder`
    fn read_one_holder(&self, cursor: &mut Cursor<'s>) -> bool {
        let mut ahead = *cursor;
        ahead.eat(TokenKind::Comma);
        let one = ahead.eat_phrase("one holder");
        if one {
            *cursor = ahead;
        }
        one
    }

    fn read_open_question(&mut self, cursor: &mut Cursor<'s>) -> Option<String> {
        cursor.eat(TokenKind::Comma);
        cursor.eat_word("open")?;
        let Some(token) = cursor.eat(TokenKind::Text) else {
            let help = "write the question that silence leaves open, with `{subject}` for the name";
            self.report(missing("the question in words", cursor.here(), help));
            return Some(String::new());
        };
        Some(unquote(self.text(token.span)))
    }

    fn same_relation(
        &self,
        phrase: &str,
        subject: &[KindId],
        object: Option<&[KindId]>,
    ) -> Option<crate::source::Span> {
        let meet = |one: &[KindId], two: &[KindId]| one.iter().any(|a| two.iter().any(|b| self.kinds_meet(*a, *b)));
        let same = self.program.relations.iter().find(|other| {
            other.phrase == phrase
                && meet(&other.subject, subject)
                && match (&other.object, object) {
                    (Some(one), Some(two)) => meet(one, two),
                    (one, two) => one.is_some() == two.is_some(),
                }
        })?;
        Some(self.program.statements[same.statement.index()].span)
    }

    /// `act convene | convenes | convened (by body, what congress, for date?), opposite dissolve`
    fn read_verb(&mut self, task: &Task<'s>) -> Option<(VerbId, Option<Cursor<'s>>)> {
        let mut cursor = self.head(task);
        let forms = self.read_forms(&mut cursor)?;
        let (subject, roles) = self.read_roles(&mut cursor)?;
        let marks = self.read_marks(&mut cursor);
        let form = |index: usize| forms[index].join(" ");
        let same = self.program.verbs.iter().find(|other| {
            Form::ALL.iter().any(|which| other.forms[which.index()] == form(which.index()))
                && other.roles.len() == roles.len()
                && other.roles.iter().zip(&roles).all(|(one, two)| one.name == two.name && one.takes == two.takes)
                && other.subject == subject
        });
        if let Some(first) = same.map(|verb| self.program.statements[verb.statement.index()].name_span) {
            let span = self.program.statements[task.statement.index()].name_span;
            let diagnostic = duplicate("a verb with these roles", &form(0), span, first);
            self.report(diagnostic.with_help("several verbs may share a form only if their roles differ"));
            return None;
        }
        let id = VerbId(self.program.verbs.len() as u32);
        for which in Form::ALL {
            self.names.verbs[which.index()].insert(&forms[which.index()], id);
        }
        self.program.verbs.push(Arc::new(Verb {
            forms: [form(0), form(1), form(2)],
            is_act: task.item.keyword == Keyword::Act,
            open: marks.open,
            leads_to_content: marks.leads_to_content,
            opposite: None,
            subject,
            roles,
            statement: task.statement,
        }));
        Some((id, marks.opposite))
    }

    /// `convene | convenes | convened`, each of one word or several.
    fn read_forms(&mut self, cursor: &mut Cursor<'s>) -> Option<[Vec<&'s str>; 3]> {
        let mut forms: [Vec<&'s str>; 3] = Default::default();
        for (index, form) in forms.iter_mut().enumerate() {
            if index > 0 && cursor.eat(TokenKind::Bar).is_none() {
                let what = ["the infinitive", "the form after `he`", "the participle"][index];
                self.report(missing(what, cursor.here(), ACT_FORM));
                return None;
            }
            while let Some(token) = cursor.eat(TokenKind::Word) {
                form.push(cursor.text(token));
            }
            if form.is_empty() {
                self.report(missing("a form of this verb", cursor.here(), ACT_FORM));
                return None;
            }
        }
        Some(forms)
    }

    /// `(by body, what congress, for date?)`: the kinds of the subject, and the other roles.
    fn read_roles(&mut self, cursor: &mut Cursor<'s>) -> Option<(Vec<KindId>, Vec<Role>)> {
        let (mut subject, mut roles) = (Vec::new(), Vec::<Role>::new());
        if cursor.eat(TokenKind::OpenParenthesis).is_none() {
            self.report(missing("`(` with the roles", cursor.here(), ACT_FORM));
            return None;
        }
        loop {
            let (name, span, words) = self.read_role_words(cursor)?;
            if name == "by" {
                subject = self.read_kind_list(&mut { words });
            } else if roles.iter().any(|role| role.name == name) {
                let message = format!("the role `{name}` is declared twice");
                self.report(Diagnostic::error(115, message, span, "declared again here"));
            } else {
                let takes = self.read_role_type(words)?;
                let optional = cursor.eat(TokenKind::Question).is_some();
                roles.push(Role { name, takes, optional });
            }
            if cursor.eat(TokenKind::Comma).is_some() {
                continue;
            }
            if cursor.eat(TokenKind::CloseParenthesis).is_none() {
                self.report(missing("`,` or `)`", cursor.here(), ACT_FORM));
                return None;
            }
            return Some((subject, roles));
        }
    }

    /// `for date`: the role's words and, as a cursor, what it takes. `that` and `to` may stand for themselves.
    fn read_role_words(&mut self, cursor: &mut Cursor<'s>) -> Option<(String, crate::source::Span, Cursor<'s>)> {
        let start = cursor.position();
        while cursor.eat(TokenKind::Word).is_some() {}
        let end = cursor.position();
        let mut first = end.saturating_sub(1);
        while first >= start + 2 && cursor.text(cursor.tokens()[first - 1]) == "or" {
            first -= 2;
        }
        if end < start + 2 || first <= start {
            let help = "a role is a word and what it takes: `by body`, `for date?`";
            self.report(missing("a role, or what it takes,", cursor.here(), help));
            return None;
        }
        let words: Vec<&str> = cursor.tokens()[start..first].iter().map(|word| cursor.text(*word)).collect();
        let span = cursor.tokens()[start].span;
        Some((words.join(" "), span, cursor.slice(first, end)))
    }

    fn read_role_type(&mut self, words: Cursor<'s>) -> Option<RoleType> {
        let only = words.tokens().len() == 1;
        Some(match words.next_text() {
            "event" if only => RoleType::Event,
            "rule" if only => RoleType::Rule,
            "order" if only => RoleType::Order,
            "thing" if only => RoleType::Thing,
            "number" if only => RoleType::Number,
            "date" if only => RoleType::Date,
            "sentence" if only => RoleType::Sentence,
            "act" if only => RoleType::Act,
            _ => RoleType::Entity(self.read_kind_list(&mut { words })),
        })
    }

    /// `, opposite establish`, `, leads to its content`, `, open`
    fn read_marks(&mut self, cursor: &mut Cursor<'s>) -> Marks<'s> {
        let mut marks = Marks { open: false, leads_to_content: false, opposite: None };
        while cursor.eat(TokenKind::Comma).is_some() {
            if cursor.eat_phrase("leads to its content") {
                marks.leads_to_content = true;
            } else if cursor.eat_word("opposite").is_some() {
                let start = cursor.position();
                while cursor.eat(TokenKind::Word).is_some() {}
                marks.opposite = Some(cursor.slice(start, cursor.position()));
            } else if cursor.eat_word("open").is_some() {
                marks.open = true;
            } else {
                break;
            }
        }
        if !cursor.at_end() {
            let expected = "`, open`, `, opposite VERB` or `, leads to its content`";
            self.report(leftover(cursor.next_text(), cursor.here(), expected));
        }
        marks
    }

    /// Opposites go both ways.
    fn settle_opposite(&mut self, verb: VerbId, words: Cursor<'s>) {
        let length = words.tokens().len();
        let found = self.verbs_at(&words, Form::Infinitive).into_iter().find(|(_, taken)| *taken == length);
        match found {
            Some((other, _)) => {
                Arc::make_mut(&mut self.program.verbs[verb.index()]).opposite = Some(other);
                Arc::make_mut(&mut self.program.verbs[other.index()]).opposite.get_or_insert(verb);
            }
            None => {
                let text = self.text(words.here());
                let verbs: Vec<String> = self.program.verbs.iter().map(|verb| verb.forms[0].clone()).collect();
                self.unknown_word(117, "verb", text, words.here(), verbs.iter().map(String::as_str));
            }
        }
    }
}
