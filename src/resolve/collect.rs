//! Pass one: every statement of every file gets its number and its name. Takes the trees; gives the list of
//! tasks for pass two, in order of files, then lines.
//!
//! A statement whose body will turn out to be bad keeps its name, so that one mistake gives one diagnostic.
use super::errors::{leftover, missing};
use super::names::Named;
use super::normal::normal;
use super::resolver::Resolver;
use crate::program::{
    Act, Entity, EntityId, Event, EventId, KindId, Order, OrderId, RuleId, Source, SourceId, Statement, StatementId,
    Time, VerbId, Voice, VoiceId, VoiceKind,
};
use crate::source::Span;
use crate::syntax::tree::{Body, Item, Keyword, Token, TokenKind, Tree, unquote};

/// What a task is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A statement without a number of its own sort yet (vocabulary, facts, claims, …): its keyword says which.
    Plain,
    /// A source.
    Source(SourceId),
    /// An entity; the flag: the block adds to one that is declared elsewhere.
    Entity(EntityId, bool),
    /// An entity inside a voice: declared by it, or added to.
    VoicedEntity,
    /// An event.
    Event(EventId),
    /// An order.
    Order(OrderId),
    /// A rule.
    Rule(RuleId),
}

/// One statement to be read in pass two.
#[derive(Clone, Copy, Debug)]
pub struct Task<'s> {
    /// The statement in the tree.
    pub item: &'s Item,
    /// What it is about.
    pub subject: Subject,
    /// Its number; of no use for those that state nothing (`use`, `record`, `gap`).
    pub statement: StatementId,
    /// How many tokens of the head its name and title take.
    pub taken: usize,
    /// The name in the corpus; empty where it has none.
    pub name: &'s str,
    /// The voice it stands in.
    pub voice: Option<VoiceId>,
    /// The citations of the blocks around it, for those without citations of their own.
    pub inherited: &'s [Token],
}

/// A voice whose speakers are still to be found.
pub struct OpenVoice<'s> {
    /// Its number.
    pub voice: VoiceId,
    /// Its statement in the tree.
    pub item: &'s Item,
}

/// Everything that pass one found.
#[derive(Default)]
pub struct Collected<'s> {
    /// The entities, in order.
    pub entities: Vec<Task<'s>>,
    /// The events and facts, in order.
    pub events: Vec<Task<'s>>,
    /// The claims, in order.
    pub claims: Vec<Task<'s>>,
    /// All other statements, in order.
    pub others: Vec<Task<'s>>,
    /// The blocks of voices.
    pub voices: Vec<OpenVoice<'s>>,
}

impl<'s> Collected<'s> {
    fn push(&mut self, task: Task<'s>) {
        let list = match task.item.keyword {
            Keyword::Entity => &mut self.entities,
            Keyword::Event | Keyword::Fact => &mut self.events,
            Keyword::Claim => &mut self.claims,
            _ => &mut self.others,
        };
        list.push(task);
    }

    /// Every statement, sort by sort.
    pub fn tasks(&self) -> impl Iterator<Item = &Task<'s>> {
        self.others.iter().chain(&self.entities).chain(&self.events).chain(&self.claims)
    }
}

/// The head without the citations of rival dates: `[a]` and `[b]` in `on D1 [a] or D2 [b]` are not the statement's.
pub fn own_citations(head: &[Token], is_or: impl Fn(Token) -> bool) -> Vec<Token> {
    let mut own = Vec::new();
    let mut rival = false;
    for (index, token) in head.iter().enumerate() {
        match token.kind {
            TokenKind::Citation(_) if head.get(index + 1).is_some_and(|next| is_or(*next)) => rival = true,
            TokenKind::Citation(_) if rival => rival = false,
            TokenKind::Citation(_) => own.push(*token),
            TokenKind::Comma => rival = false,
            _ => {}
        }
    }
    own
}

impl<'s> Resolver<'s> {
    /// Numbers and names every statement.
    pub(super) fn collect(&mut self) -> Collected<'s> {
        let mut found = Collected::default();
        let trees = self.trees;
        self.make_room(trees, &mut found);
        for tree in trees {
            self.collect_items(&tree.items, None, &[], &mut found);
        }
        for name in trees.iter().flat_map(|tree| &tree.unread).filter_map(|unread| unread.name) {
            let text = normal(self.text(name));
            self.names.things.entry(text.clone()).or_insert((Named::Broken, name));
            self.unread.insert(text);
        }
        self.settle_voiced_entities(&mut found);
        found
    }

    /// Room for all statements at once: tables that grow copy all that they hold.
    fn make_room(&mut self, trees: &[Tree], found: &mut Collected<'s>) {
        let items = || trees.iter().flat_map(|tree| &tree.items);
        let of = |keyword| items().filter(|item| item.keyword == keyword).count();
        let (entities, events, claims) = (of(Keyword::Entity), of(Keyword::Event), of(Keyword::Claim));
        found.entities.reserve(entities);
        found.events.reserve(events);
        found.claims.reserve(claims);
        self.program.statements.reserve(items().count());
        self.program.entities.reserve(entities);
        self.program.events.reserve(events);
        self.program.claims.reserve(claims);
        self.program.formulas.reserve(claims);
        self.program.formula_spans.reserve(claims);
        self.names.things.reserve(entities + events);
        self.names.claims.reserve(claims);
    }

    fn collect_items(
        &mut self,
        items: &'s [Item],
        voice: Option<VoiceId>,
        inherited: &'s [Token],
        found: &mut Collected<'s>,
    ) {
        for item in items {
            match item.keyword {
                Keyword::AccordingTo | Keyword::Doubtful => self.collect_block(item, voice, inherited, found),
                Keyword::Event | Keyword::Fact | Keyword::Rule | Keyword::Order | Keyword::Entity => {
                    self.collect_statement(item, voice, inherited, found);
                }
                _ if voice.is_some() => {
                    let word = self.text(item.keyword_span);
                    let expected = "only an event, a fact, a rule, an order, an entity or another such block";
                    self.report(
                        leftover(word, item.keyword_span, expected)
                            .with_help("move it out of the block: nobody alleges it"),
                    );
                }
                _ => self.collect_statement(item, voice, inherited, found),
            }
        }
    }

    fn collect_block(
        &mut self,
        item: &'s Item,
        parent: Option<VoiceId>,
        inherited: &'s [Token],
        found: &mut Collected<'s>,
    ) {
        let voice = VoiceId(self.program.voices.len() as u32);
        let head = item.head.last().map_or(item.keyword_span, |last| item.keyword_span.to(last.span));
        self.program.voices.push(Voice { kind: VoiceKind::According(Vec::new(), None), parent, span: head });
        found.voices.push(OpenVoice { voice, item });
        let cites = item.head.iter().any(|token| matches!(token.kind, TokenKind::Citation(_)));
        let inherited = if cites { &item.head } else { inherited };
        match &item.body {
            Some(Body::Items(items)) => self.collect_items(items, Some(voice), inherited, found),
            Some(Body::Tokens(_)) | None => {
                let what = "the block with the statements";
                self.report(missing(what, head, "write the statements between `{` and `}`"));
            }
        }
    }

    fn collect_statement(
        &mut self,
        item: &'s Item,
        voice: Option<VoiceId>,
        inherited: &'s [Token],
        found: &mut Collected<'s>,
    ) {
        let mut task =
            Task { item, subject: Subject::Plain, statement: StatementId(0), taken: 0, name: "", voice, inherited };
        if item.keyword == Keyword::Entity && voice.is_some() {
            task.subject = Subject::VoicedEntity;
            found.push(task);
            return;
        }
        match item.keyword {
            Keyword::Use | Keyword::Record | Keyword::Corpus | Keyword::Gap | Keyword::PassOver => {}
            Keyword::Entity => {
                let Some(name) = self.open_statement(&mut task) else { return };
                self.declare_entity(&mut task, name);
            }
            Keyword::Source => {
                let Some(name) = self.open_statement(&mut task) else { return };
                let id = SourceId(self.program.sources.len() as u32);
                let source = Source {
                    statement: task.statement,
                    on_record: false,
                    calendar: None,
                    text: None,
                    fingerprint: None,
                    notes: Vec::new(),
                };
                self.program.sources.push(source);
                task.subject = Subject::Source(id);
                self.declare_thing(name, Named::Source(id));
            }
            Keyword::Order => {
                let Some(name) = self.open_statement(&mut task) else { return };
                let id = OrderId(self.program.orders.len() as u32);
                let order =
                    Order { statement: task.statement, fragmentary: false, rivals: Vec::new(), enacted_by: None };
                self.program.orders.push(order);
                task.subject = Subject::Order(id);
                self.declare_thing(name, Named::Order(id));
            }
            Keyword::Event => self.collect_event(&mut task),
            Keyword::Rule => self.collect_rule(&mut task),
            Keyword::Fact => {
                if let Some(name) = self.open_statement(&mut task) {
                    self.declare_thing(name, Named::Statement(task.statement));
                }
            }
            Keyword::Claim | Keyword::Standpoint => {
                if self.open_statement(&mut task).is_none() && task.name.is_empty() {
                    return;
                }
            }
            Keyword::Kind
            | Keyword::Attribute
            | Keyword::Adjective
            | Keyword::Relation
            | Keyword::Act
            | Keyword::Deed
            | Keyword::Figure => {
                let token = item.head.first().copied();
                let name = token.map_or("", |token| self.text(token.span));
                let span = token.map_or(item.keyword_span, |token| token.span);
                task.statement = self.add_statement(name.to_owned(), None, voice, span, item.span);
            }
            Keyword::AccordingTo | Keyword::Doubtful => return,
        }
        found.push(task);
    }

    fn collect_event(&mut self, task: &mut Task<'s>) {
        let name = self.open_statement(task);
        let id = EventId(self.program.events.len() as u32);
        let act = Act { verb: VerbId(0), subjects: Vec::new(), roles: Vec::new(), alone: false };
        let sentence = task.item.span;
        self.program.events.push(Event {
            statement: task.statement,
            time: Time::default(),
            act,
            denied: false,
            sentence,
        });
        task.subject = Subject::Event(id);
        if let Some(name) = name {
            self.declare_thing(name, Named::Event(id));
        }
    }

    fn collect_rule(&mut self, task: &mut Task<'s>) {
        let name = self.open_statement(task);
        let id = RuleId(self.program.rules.len() as u32);
        self.program.rules.push(super::legal::stand_in(task.statement, task.item.span));
        task.subject = Subject::Rule(id);
        if let Some(name) = name {
            self.declare_thing(name, Named::Rule(id));
        }
    }

    fn declare_entity(&mut self, task: &mut Task<'s>, name: Token) {
        let id = EntityId(self.program.entities.len() as u32);
        self.program.entities.push(Entity {
            statement: task.statement,
            kind: KindId(0),
            adjectives: Vec::new(),
            count: None,
            attributes: Vec::new(),
            since: None,
            until: None,
        });
        task.subject = Subject::Entity(id, false);
        self.declare_thing(name, Named::Entity(id));
    }

    /// An entity's block inside a voice adds to the entity of that name; where there is none, it declares it.
    fn settle_voiced_entities(&mut self, found: &mut Collected<'s>) {
        for task in found.entities.iter_mut().filter(|task| task.subject == Subject::VoicedEntity) {
            let known = self.name_token(task.item).map(|(token, _)| self.named(self.text(token.span)));
            match known {
                Some(Some(Named::Entity(id))) => {
                    task.subject = Subject::Entity(id, true);
                    task.statement = self.program.entities[id.index()].statement;
                    task.name = self.name_token(task.item).map_or("", |(token, _)| self.text(token.span));
                    task.taken = self.name_token(task.item).map_or(0, |(_, index)| index + 1);
                }
                _ => {
                    if let Some(name) = self.open_statement(task) {
                        self.declare_entity(task, name);
                    }
                }
            }
        }
    }

    /// The token that names a statement, and its place in the head.
    fn name_token(&self, item: &Item) -> Option<(Token, usize)> {
        let index = match item.keyword {
            Keyword::Entity if item.head.first()?.kind == TokenKind::Number => 2,
            Keyword::Entity => 1,
            _ => 0,
        };
        let token = item.head.get(index).copied()?;
        let unnamed = matches!(item.keyword, Keyword::Event | Keyword::Fact | Keyword::Rule)
            && super::time::at_time_or_clause(&self.cursor(&item.head, item.keyword_span));
        (matches!(token.kind, TokenKind::Word | TokenKind::Variable) && !unnamed).then_some((token, index))
    }

    /// Numbers a statement and reads its name and title; the name's token, where it has one that can be declared.
    fn open_statement(&mut self, task: &mut Task<'s>) -> Option<Token> {
        let item = task.item;
        let named = self.name_token(item);
        let mut taken = named.map_or(0, |(_, index)| index + 1);
        let title = item.head.get(taken).filter(|token| token.kind == TokenKind::Text);
        let title = title.map(|token| unquote(self.text(token.span)));
        taken += usize::from(title.is_some());
        let optional = matches!(item.keyword, Keyword::Event | Keyword::Fact | Keyword::Rule);
        if named.is_none() && !optional {
            let place = item.head.first().map_or(item.keyword_span, |token| token.span);
            let what = format!("the name of this {}", self.sort_of(item));
            self.report(missing(&what, place, "a name is one word, joined with `_` where needed, before the title"));
            return None;
        }
        task.taken = taken;
        let (name, span) = match named {
            Some((token, _)) => (self.text(token.span).to_owned(), token.span),
            None => (self.made_up_name(item.keyword_span), item.keyword_span),
        };
        task.name = named.map_or("", |(token, _)| self.text(token.span));
        task.statement = self.add_statement(name, title, task.voice, span, item.span);
        let (token, _) = named?;
        if !self.can_be_named(token, optional) {
            self.declare_thing(token, Named::Broken);
            return None;
        }
        Some(token)
    }

    /// The sort of a statement as its reader calls it.
    fn sort_of(&self, item: &Item) -> &'s str {
        match item.keyword {
            Keyword::Entity => {
                let kind = item.head.iter().find(|token| token.kind == TokenKind::Word);
                self.text(kind.map_or(item.keyword_span, |token| token.span))
            }
            _ => self.text(item.keyword_span),
        }
    }

    fn made_up_name(&self, span: Span) -> String {
        let file = self.sources.file(span.file);
        format!("{}:{}", file.path(), file.place(span.start).line)
    }

    /// Gives a statement its number; its citations follow once the sources are known.
    pub(super) fn add_statement(
        &mut self,
        name: String,
        title: Option<String>,
        voice: Option<VoiceId>,
        name_span: Span,
        span: Span,
    ) -> StatementId {
        let statement = Statement { name, title, voice, citations: Vec::new(), name_span, span };
        self.program.statements.push(statement);
        StatementId(self.program.statements.len() as u32 - 1)
    }
}
