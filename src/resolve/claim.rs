//! Claims and standpoints. Takes their heads and blocks; gives claims with their condition, grounds, suppositions and
//! expectation, and standpoints with what they accept.
use super::collect::Task;
use super::condition::{read_moment, read_whole_condition};
use super::condition_local::free_variables;
use super::condition_safety::check_claim_variables;
use super::condition_scope::VariableScope;
use super::cursor::Cursor;
use super::errors::{duplicate, leftover, missing};
use super::normal::normal;
use super::resolver::Resolver;
use super::time::starts_time;
use crate::diagnostic::Diagnostic;
use crate::program::{Claim, ClaimId, FormulaId, Ground, Speaker, Standpoint, StandpointId, Time};
use crate::source::Span;
use crate::syntax::tree::{Keyword, TokenKind};

const CLAIM_FORM: &str = "write what is claimed after `that`, its grounds after `because`";
const QUESTION_FORM: &str = "ask any condition, as after the `that` of a claim";
const CLAUSES: &str = "`on`, `at`, `under`, `supposing`, `accepting`, `without`, `that`, `because` or `expect`";

/// The clauses of a claim so far.
struct Draft {
    claim: Claim,
    that: Option<(FormulaId, Span)>,
    scope: VariableScope,
    good: bool,
}

impl<'s> Resolver<'s> {
    /// Every standpoint; before the claims, whose expectations name them.
    pub(super) fn read_standpoints(&mut self, tasks: &[Task<'s>]) {
        for task in tasks.iter().filter(|task| task.item.keyword == Keyword::Standpoint) {
            let mut head = self.head(task);
            self.skip_citations(&mut head);
            self.expect_end(&mut head, "a title in quotation marks, then the block");
            let mut standpoint = Standpoint {
                statement: task.statement,
                accepts: Vec::new(),
                accepts_statements: Vec::new(),
                rejects_statements: Vec::new(),
                under: None,
            };
            let mut body = self.body(task);
            while !body.at_end() {
                if body.eat_word("accepts").is_some() {
                    let (speakers, statements) = self.read_accepted(&mut body);
                    standpoint.accepts.extend(speakers);
                    standpoint.accepts_statements.extend(statements);
                } else if body.eat_word("rejects").is_some() {
                    let rejected = self.read_statements(&mut body);
                    standpoint.rejects_statements.extend(rejected);
                } else if body.eat_word("under").is_some() {
                    standpoint.under = self.read_order_name(&mut body);
                } else if body.eat(TokenKind::Comma).is_none() {
                    self.expect_end(&mut body, "`accepts`, `rejects` or `under ORDER`");
                }
            }
            let id = StandpointId(self.program.standpoints.len() as u32);
            self.program.standpoints.push(standpoint);
            let place = self.program.statements[task.statement.index()].name_span;
            let first = self.names.standpoints.get(&normal(task.name)).map(|(_, span)| *span);
            match first {
                Some(first) => self.report(duplicate("a standpoint", task.name, place, first)),
                None => {
                    self.names.standpoints.insert(normal(task.name), (id, place));
                }
            }
        }
    }

    /// Every claim.
    pub(super) fn read_claims(&mut self, tasks: &[Task<'s>]) {
        for task in tasks.iter().filter(|task| task.item.keyword == Keyword::Claim) {
            self.under_calendar_of(task.statement);
            self.declare_claim(task);
            if let Some(claim) = self.read_claim(task) {
                self.program.claims.push(claim);
            }
        }
        self.bare_calendar = None;
    }

    fn declare_claim(&mut self, task: &Task<'s>) {
        let id = ClaimId(self.program.claims.len() as u32);
        let place = self.program.statements[task.statement.index()].name_span;
        let first = self.names.claims.get(&normal(task.name)).map(|(_, span)| *span);
        match first {
            Some(first) => self.report(duplicate("a claim", task.name, place, first)),
            None => {
                self.names.claims.insert(normal(task.name), (id, place));
            }
        }
    }

    fn read_claim(&mut self, task: &Task<'s>) -> Option<Claim> {
        let (by, made) = self.read_claim_head(task);
        let claim = Claim {
            statement: task.statement,
            by,
            made,
            that: FormulaId(0),
            that_span: task.item.span,
            variables: Vec::new(),
            moment: None,
            supposing: Vec::new(),
            under: None,
            accepting: Vec::new(),
            without: Vec::new(),
            because: Vec::new(),
            expect: None,
        };
        let mut draft = Draft { claim, that: None, scope: VariableScope::default(), good: true };
        let mut body = self.body(task);
        let mut seen: Option<Span> = None;
        while !body.at_end() {
            if body.at_word("that") {
                if let Some(first) = seen.replace(body.here()) {
                    let diagnostic =
                        Diagnostic::error(141, "a claim claims one thing", body.here(), "claimed again here");
                    self.report(
                        diagnostic
                            .with_label(first, "first claimed here")
                            .with_help("join the two by `and`, or make two claims of them"),
                    );
                }
                self.read_that(&mut body, &mut draft);
            } else if !self.read_claim_clause(&mut body, &mut draft) {
                self.read_stray_words(&mut body, &mut seen);
            }
        }
        if seen.is_none() {
            let place = self.program.statements[task.statement.index()].name_span;
            self.report(missing("what is claimed", place, CLAIM_FORM));
        }
        let (that, that_span) = draft.that?;
        if self.is_question(that_span) {
            free_variables(self, that, &draft.scope);
        } else {
            check_claim_variables(self, that, &draft.scope);
        }
        draft.good.then_some(Claim { that, that_span, variables: draft.scope.variables, ..draft.claim })
    }

    /// A question is one condition: a bracket in it that closes what it stands in must not add to the corpus.
    pub(super) fn check_question(&mut self) {
        for item in self.trees.iter().flat_map(|tree| tree.items.iter().skip(1)) {
            if self.is_question(item.span) {
                let word = self.text(item.keyword_span);
                let expected = "one condition, and nothing after it,";
                self.report(leftover(word, item.keyword_span, expected).with_help(QUESTION_FORM));
            }
        }
    }

    pub(super) fn is_question(&self, span: Span) -> bool {
        self.sources.file(span.file).path() == super::QUESTION_FILE
    }

    /// Words that no clause begins with: what is claimed, without its `that`?
    fn read_stray_words(&mut self, body: &mut Cursor<'s>, claimed: &mut Option<Span>) {
        let start = body.position();
        let further = body.find(|probe| probe.at_word("that"));
        let that_follows = body.slice(further, further + 1).at_word("that");
        if claimed.is_none() && !that_follows {
            let here = body.here();
            *claimed = Some(here);
            let label = format!("write `that {} …`", body.next_text());
            let diagnostic = Diagnostic::error(130, "`that` is missing before what is claimed", here, label);
            self.report(diagnostic.with_help(CLAIM_FORM));
        } else {
            self.misplaced(body, CLAUSES);
        }
        self.skip_clause(body, start);
    }

    /// `by X, Y on DATE [cit]`
    fn read_claim_head(&mut self, task: &Task<'s>) -> (Vec<Speaker>, Time) {
        let (mut by, mut made) = (Vec::new(), Time::default());
        let mut cursor = self.head(task);
        if cursor.eat_word("by").is_some() {
            loop {
                let Some(token) = cursor.eat_name() else {
                    let help = "name a source, a person, a body or a party";
                    self.report(missing("who claims it", cursor.here(), help));
                    break;
                };
                by.extend(self.speaker_of(token.span));
                let more = cursor.at(TokenKind::Comma) && cursor.kind_at(1) == Some(TokenKind::Word);
                let more = more && {
                    let mut next = cursor;
                    next.advance();
                    !starts_time(&next)
                };
                if !more && !cursor.at_word("and") {
                    break;
                }
                cursor.advance();
            }
        }
        while !cursor.at_end() {
            if matches!(cursor.kind(), Some(TokenKind::Comma | TokenKind::Citation(_))) {
                cursor.advance();
            } else if starts_time(&cursor) {
                self.read_time_part(&mut cursor, task.statement, &mut made);
            } else {
                self.expect_end(&mut cursor, "`by WHOM`, a date or a citation");
            }
        }
        (by, made)
    }

    /// `that COND`, up to the next clause.
    fn read_that(&mut self, body: &mut Cursor<'s>, draft: &mut Draft) {
        body.advance();
        let end = body.find(|probe| probe.at_any_word(&["because", "expect", "supposing", "accepting", "without"]));
        let condition = body.slice(body.position(), end);
        body.seek(end);
        let place = condition.tokens().first().zip(condition.tokens().last());
        let Some((first, last)) = place else {
            let asked = self.is_question(condition.here());
            let (what, help) = if asked { ("what is asked", QUESTION_FORM) } else { ("what is claimed", CLAIM_FORM) };
            self.report(missing(what, condition.here(), help));
            draft.good = false;
            return;
        };
        match read_whole_condition(self, condition, &mut draft.scope) {
            Some(formula) => draft.that = Some((formula, first.span.to(last.span))),
            None => draft.good = false,
        }
    }

    /// `false`: no clause begins here.
    fn read_claim_clause(&mut self, body: &mut Cursor<'s>, draft: &mut Draft) -> bool {
        let plain = |grounds: Vec<(Ground, Span)>| grounds.into_iter().map(|(ground, _)| ground);
        if body.at_any_word(&["on", "at"]) {
            let start = body.position();
            draft.claim.moment = read_moment(self, body, &mut draft.scope);
            draft.good &= draft.claim.moment.is_some();
            if draft.claim.moment.is_none() {
                self.skip_clause(body, start);
            }
        } else if body.eat_word("supposing").is_some() {
            draft.claim.supposing.extend(plain(self.read_grounds(body)));
        } else if body.eat_word("accepting").is_some() {
            let accepted = self.read_statements(body);
            draft.claim.accepting.extend(accepted);
        } else if body.eat_word("without").is_some() {
            draft.claim.without.extend(plain(self.read_grounds(body)));
        } else if body.eat_word("under").is_some() {
            draft.claim.under = self.read_order_name(body);
            draft.good &= draft.claim.under.is_some();
        } else if body.eat_word("because").is_some() {
            let grounds = self.read_grounds(body);
            draft.claim.because.extend(grounds);
        } else if body.at_word("expect") {
            let start = body.position();
            draft.claim.expect = self.read_expectation(body);
            if draft.claim.expect.is_none() {
                self.skip_clause(body, start);
            }
        } else {
            return body.eat(TokenKind::Comma).is_some();
        }
        true
    }

    /// Goes on to the next clause after one that could not be read.
    pub(super) fn skip_clause(&self, body: &mut Cursor<'s>, start: usize) {
        const WORDS: [&str; 6] = ["supposing", "accepting", "without", "that", "because", "expect"];
        if body.position() == start {
            body.advance();
        }
        body.seek(body.find(|probe| probe.at_any_word(&WORDS)));
    }
}
