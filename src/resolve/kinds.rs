//! Kinds, adjectives, attributes and figures. Takes their declarations; fills the vocabulary and its names.
//! Kinds come first, so that everything else can speak of a kind that is declared further on.
use super::collect::Task;
use super::cursor::Cursor;
use super::errors::{duplicate, leftover, missing};
use super::normal::normal;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::program::{
    Adjective, AdjectiveId, Attribute, AttributeId, AttributeType, Figure, FigureId, Kind, KindId, StatementId,
};
use crate::syntax::tree::{Keyword, Token, TokenKind};

impl<'s> Resolver<'s> {
    /// A cursor over the head of a task, past its name and title.
    pub(super) fn head(&self, task: &Task<'s>) -> Cursor<'s> {
        let mut cursor = self.cursor(&task.item.head, task.item.keyword_span);
        cursor.seek(task.taken);
        cursor
    }

    /// All kinds of the corpus, then what is above each.
    pub(super) fn read_kinds(&mut self, tasks: &[Task<'s>]) {
        let declared: Vec<_> = tasks.iter().filter(|task| task.item.keyword == Keyword::Kind).collect();
        let mut heads = Vec::new();
        for task in &declared {
            let mut cursor = self.head(task);
            let id = KindId(self.program.kinds.len() as u32);
            let forms = self.read_kind_forms(&mut cursor, id);
            self.program.kinds.push(Kind { forms, parents: Vec::new(), statement: task.statement });
            heads.push((id, cursor));
        }
        for (id, mut cursor) in heads {
            if cursor.eat_word("is").is_some() {
                self.program.kinds[id.index()].parents = self.read_kind_list(&mut cursor);
            }
            self.expect_end(&mut cursor, "`is` and the kinds above it");
        }
        self.find_ancestors();
    }

    /// `soviet | soviets`
    fn read_kind_forms(&mut self, cursor: &mut Cursor<'s>, id: KindId) -> Vec<String> {
        let mut forms = Vec::new();
        loop {
            let Some(token) = cursor.eat(TokenKind::Word) else {
                let help = "write `kind soviet | soviets is body`";
                self.report(missing("a form of this kind", cursor.here(), help));
                break;
            };
            if self.can_be_kind(token) {
                let name = normal(self.text(token.span));
                match self.names.kinds.get(&name) {
                    Some(&(_, first)) => {
                        let diagnostic = duplicate("a kind", &name, token.span, first);
                        self.report(diagnostic);
                    }
                    None => {
                        forms.push(name.to_string());
                        self.names.kinds.insert(name, ((id, forms.len() > 1), token.span));
                    }
                }
            }
            if cursor.eat(TokenKind::Bar).is_none() {
                break;
            }
        }
        forms
    }

    /// What is above each kind, itself included; a circle is reported once and cut.
    fn find_ancestors(&mut self) {
        self.ancestors = vec![Vec::new(); self.program.kinds.len()];
        let mut reported = vec![false; self.program.kinds.len()];
        for start in 0..self.program.kinds.len() {
            let mut found = vec![KindId(start as u32)];
            let mut next = 0;
            while let Some(kind) = found.get(next).copied() {
                next += 1;
                for parent in self.program.kinds[kind.index()].parents.clone() {
                    if parent.index() == start && !reported[start] {
                        found.iter().for_each(|member| reported[member.index()] = true);
                        self.report_kind_circle(parent, kind);
                    }
                    if !found.contains(&parent) {
                        found.push(parent);
                    }
                }
            }
            self.ancestors[start] = found;
        }
    }

    fn report_kind_circle(&mut self, kind: KindId, below: KindId) {
        let name = |id: KindId| self.program.kinds[id.index()].forms.first().cloned().unwrap_or_default();
        let place = |id: KindId| self.program.statements[self.program.kinds[id.index()].statement.index()].name_span;
        let message = format!("the kind `{}` is above itself", name(kind));
        let mut diagnostic = Diagnostic::error(114, message, place(kind), "declared here");
        if below != kind {
            diagnostic = diagnostic.with_label(place(below), format!("`{}` is declared above it here", name(below)));
        }
        self.report(diagnostic.with_help("leave out one of the two `is`"));
    }

    /// `body or conference`, `actor, people`, `a and b`: kinds in any of their forms. Unknown ones are reported.
    pub(super) fn read_kind_list(&mut self, cursor: &mut Cursor<'s>) -> Vec<KindId> {
        let mut kinds = Vec::new();
        loop {
            let Some(token) = cursor.eat(TokenKind::Word) else {
                let place = cursor.here();
                self.report(missing("a kind", place, "name a kind that `kind …` declares"));
                break;
            };
            match self.kind(cursor.text(token)) {
                Some(kind) => kinds.push(kind),
                None => self.unknown_kind(token),
            }
            let separated = cursor.eat(TokenKind::Comma).is_some()
                || cursor.eat_word("or").is_some()
                || cursor.eat_word("and").is_some();
            if !separated {
                break;
            }
        }
        kinds
    }

    /// Reports a word that is no kind.
    pub(super) fn unknown_kind(&mut self, token: Token) {
        let kinds: Vec<String> = self.program.kinds.iter().flat_map(|kind| kind.forms.clone()).collect();
        self.unknown_word(106, "kind", self.text(token.span), token.span, kinds.iter().map(String::as_str));
    }

    /// Reports words after the end of a head.
    pub(super) fn expect_end(&mut self, cursor: &mut Cursor<'s>, expected: &str) {
        if cursor.at_end() {
            return;
        }
        let start = cursor.position();
        let first = cursor.here();
        cursor.seek(cursor.tokens().len());
        let span = first.to(cursor.span_from(start));
        let text = self.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let text = if text.chars().count() > 60 { cursor_text(self.text(first)) } else { text };
        self.report(leftover(&text, span, expected));
    }

    /// All adjectives, attributes and figures.
    pub(super) fn read_attributes(&mut self, tasks: &[Task<'s>]) {
        for task in tasks {
            match task.item.keyword {
                Keyword::Adjective => self.read_adjective(task),
                Keyword::Figure => self.read_figure(task),
                _ => {}
            }
        }
        for task in tasks.iter().filter(|task| task.item.keyword == Keyword::Attribute) {
            self.read_attribute(task);
        }
    }

    /// `adjective all_russian of congress`
    fn read_adjective(&mut self, task: &Task<'s>) {
        let mut cursor = self.head(task);
        let help = "write `adjective soldiers of delegation, committee`";
        let Some((token, of)) = self.read_name_of(&mut cursor, help) else { return };
        let name = normal(self.text(token.span));
        if let Some(&(_, first)) = self.names.adjectives.get(&name) {
            let diagnostic = duplicate("an adjective", &name, token.span, first);
            self.report(diagnostic);
            return;
        }
        self.add_adjective(token, of, task.statement);
        self.expect_end(&mut cursor, "the kinds that it is said of");
    }

    fn add_adjective(&mut self, token: Token, of: Vec<KindId>, statement: StatementId) -> AdjectiveId {
        let name = normal(self.text(token.span));
        let id = AdjectiveId(self.program.adjectives.len() as u32);
        self.program.adjectives.push(Adjective { name: name.to_string(), of, statement });
        self.names.adjectives.insert(name, (id, token.span));
        id
    }

    /// `NAME of KINDS`
    fn read_name_of(&mut self, cursor: &mut Cursor<'s>, help: &str) -> Option<(Token, Vec<KindId>)> {
        let Some(token) = cursor.eat(TokenKind::Word) else {
            self.report(missing("the name", cursor.here(), help));
            return None;
        };
        if cursor.eat_word("of").is_none() {
            self.report(missing("`of` with a kind", cursor.here(), help));
            return None;
        }
        let of = self.read_kind_list(cursor);
        Some((token, of))
    }

    /// `figure quorum of assembly`
    fn read_figure(&mut self, task: &Task<'s>) {
        let mut cursor = self.head(task);
        let Some((token, of)) = self.read_name_of(&mut cursor, "write `figure quorum of assembly`") else { return };
        let name = normal(self.text(token.span));
        if let Some(&(_, first)) = self.names.figures.get(&name) {
            let diagnostic = duplicate("a figure", &name, token.span, first);
            self.report(diagnostic);
            return;
        }
        let id = FigureId(self.program.figures.len() as u32);
        self.program.figures.push(Figure { statement: task.statement, of });
        self.names.figures.insert(name, (id, token.span));
        self.expect_end(&mut cursor, "the kinds that have it");
    }

    /// `attribute predecessor of congress: congress`
    fn read_attribute(&mut self, task: &Task<'s>) {
        let mut cursor = self.head(task);
        let help = "write `attribute predecessor of congress: congress`";
        let Some((token, of)) = self.read_name_of(&mut cursor, help) else { return };
        if cursor.eat(TokenKind::Colon).is_none() {
            self.report(missing("`:` with what it holds", cursor.here(), help));
            return;
        }
        let Some(value) = self.read_attribute_type(&mut cursor, task.statement) else { return };
        self.expect_end(&mut cursor, "what it holds");
        let name = normal(self.text(token.span));
        let shared = |other: &Attribute| other.of.iter().any(|one| of.iter().any(|two| self.kinds_meet(*one, *two)));
        let same = self.attributes(&name).iter().find(|id| shared(&self.program.attributes[id.index()])).copied();
        if let Some(first) = same {
            let first = self.program.statements[self.program.attributes[first.index()].statement.index()].name_span;
            let diagnostic = duplicate("an attribute of the same kind", &name, token.span, first);
            self.report(diagnostic);
            return;
        }
        let id = AttributeId(self.program.attributes.len() as u32);
        self.program.attributes.push(Attribute { name: name.to_string(), of, value, statement: task.statement });
        self.names.attributes.entry(name).or_default().push(id);
    }

    fn read_attribute_type(&mut self, cursor: &mut Cursor<'s>, statement: StatementId) -> Option<AttributeType> {
        let named = match cursor.next_text() {
            "number" => Some(AttributeType::Number),
            "composition" => Some(AttributeType::Composition),
            "date" => Some(AttributeType::Date),
            "duration" => Some(AttributeType::Duration),
            "text" => Some(AttributeType::Text),
            _ => None,
        };
        if named.is_some() {
            cursor.advance();
            return named;
        }
        let start = cursor.position();
        let mut words = Vec::new();
        while let Some(token) = cursor.eat(TokenKind::Word) {
            words.push(token);
            if cursor.eat_word("or").is_none() && cursor.eat(TokenKind::Comma).is_none() {
                break;
            }
        }
        let kinds = words.iter().filter(|word| self.kind(cursor.text(**word)).is_some()).count();
        if words.is_empty() {
            let help = "an attribute holds a kind, `number`, `composition`, `date`, `duration`, `text`, or words";
            self.report(missing("what it holds", cursor.here(), help));
            return None;
        }
        // One unknown word alone is a kind misspelled; several are words of the attribute's own.
        if kinds > 0 || words.len() == 1 {
            let mut again = cursor.slice(start, cursor.position());
            return Some(AttributeType::Entity(self.read_kind_list(&mut again)));
        }
        let known = |this: &mut Self, word: Token| match this.adjective(this.text(word.span)) {
            Some(adjective) => adjective,
            None => this.add_adjective(word, Vec::new(), statement),
        };
        Some(AttributeType::Word(words.into_iter().map(|word| known(self, word)).collect()))
    }
}

/// The first word of a long stretch.
fn cursor_text(text: &str) -> String {
    format!("{text} …")
}
