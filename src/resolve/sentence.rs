//! The reader of sentences, by hand over tokens with the declared vocabulary: what it is made of.
//!
//! A reading either succeeds or gives one [`Fault`]; whoever calls from outside reports it, so one mistake is
//! one diagnostic. Where words allow several readings (verbs that share a form, a participle that a relation's
//! phrase begins with) each is tried from the same place, and the one that takes the most words is kept; two
//! that take the same words are a diagnostic that shows both. Effort and depth are capped, by name.
use super::condition_scope::VariableScope;
use super::cursor::Cursor;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::program::{EventId, Formula, FormulaId, VariableId};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// How deep conditions may stand inside each other.
pub(super) const DEPTH_LIMIT: u32 = 200;
/// How many rival readings one statement may make the checker try.
const EFFORT_LIMIT: u32 = 20_000;

/// Why a sentence could not be read.
#[derive(Clone, Debug)]
pub(super) enum Fault<'s> {
    /// What to tell the user.
    Found(Box<Diagnostic>),
    /// A name that nothing declares.
    Unknown(&'s str, Span),
    /// Something that was reported where it stands.
    Silent,
}

/// What a reading gives.
pub(super) type Reading<'s, T> = Result<T, Fault<'s>>;

impl From<Diagnostic> for Fault<'_> {
    fn from(diagnostic: Diagnostic) -> Self {
        Fault::Found(Box::new(diagnostic))
    }
}

/// Where a sentence stands, which decides what may be in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Setting {
    /// An event: names only; its number is that of its unnamed actor.
    Record(EventId),
    /// A fact: names only, and nobody unnamed.
    Fact,
    /// A rule or claim: variables and unnamed things too.
    Law,
}

/// A reader at a place in a row of tokens.
pub(super) struct Reader<'r, 's> {
    /// Names in, formulas out.
    pub resolver: &'r mut Resolver<'s>,
    /// Where it is.
    pub cursor: Cursor<'s>,
    /// The variables of the rule or claim.
    pub scope: &'r mut VariableScope,
    /// Where the sentence stands.
    pub setting: Setting,
    /// Notes of the reading that is being followed; reported if it is kept.
    pub notes: Vec<Diagnostic>,
    /// Unnamed things (`a congress`) of the sentence that is being read.
    pub unnamed: Vec<VariableId>,
    /// How deep in conditions it is.
    pub depth: u32,
    /// Whether it is where several cases stand side by side (`or`, `not`), so that what one case asks of a
    /// variable is not asked in the others.
    pub apart: u32,
    /// Whether the letter of a set is being read.
    pub declaring: bool,
    /// How many contents it is inside.
    pub contents: u32,
    /// How many numbers were calculated with.
    pub operators: u32,
    /// Whether the right side of a comparison is being read.
    pub compared: bool,
    /// Whether only a time can stand here, so that a bare number of four figures is a year.
    pub expects_time: bool,
    effort: u32,
}

/// A reading that was followed to its end and can be taken up again.
struct Followed<'s, T> {
    value: T,
    cursor: Cursor<'s>,
    scope: VariableScope,
    notes: Vec<Diagnostic>,
    unnamed: Vec<VariableId>,
    formulas: Vec<Formula>,
    spans: Vec<Span>,
}

impl<'r, 's> Reader<'r, 's> {
    /// A reader at the place of a cursor.
    pub fn new(
        resolver: &'r mut Resolver<'s>,
        cursor: Cursor<'s>,
        scope: &'r mut VariableScope,
        setting: Setting,
    ) -> Self {
        Self {
            resolver,
            cursor,
            scope,
            setting,
            notes: Vec::new(),
            unnamed: Vec::new(),
            depth: 0,
            apart: 0,
            declaring: false,
            contents: 0,
            operators: 0,
            compared: false,
            expects_time: false,
            effort: 0,
        }
    }

    /// Reports a fault, or the notes of what was read.
    pub fn finish<T>(&mut self, reading: Reading<'s, T>) -> Option<T> {
        match reading {
            Ok(value) => {
                self.resolver.diagnostics.append(&mut self.notes);
                Some(value)
            }
            Err(fault) => {
                match fault {
                    Fault::Found(diagnostic) => self.resolver.report_once(*diagnostic),
                    Fault::Unknown(name, span) => self.resolver.unknown_name(name, span),
                    Fault::Silent => {}
                }
                None
            }
        }
    }

    /// Goes one level deeper into conditions for the length of a reading.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Reading<'s, T>) -> Reading<'s, T> {
        if self.depth >= DEPTH_LIMIT {
            let message = format!("conditions stand more than {DEPTH_LIMIT} deep inside each other here");
            return Err(Diagnostic::error(300, message, self.cursor.here(), "too deep from here on")
                .with_help("say a part of it in a rule of its own (a definition), and name that here")
                .into());
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reads what the resolver's own readers (dates, amounts) read, taking back what they reported.
    pub fn borrowed<T>(
        &mut self,
        read: impl FnOnce(&mut Resolver<'s>, &mut Cursor<'s>) -> Option<T>,
    ) -> Reading<'s, T> {
        let mark = self.resolver.diagnostics.len();
        let value = read(self.resolver, &mut self.cursor);
        match value {
            Some(value) => Ok(value),
            None if self.resolver.diagnostics.len() > mark => {
                let mut found = self.resolver.diagnostics.split_off(mark);
                Err(found.swap_remove(0).into())
            }
            None => Err(Fault::Silent),
        }
    }

    /// Puts a condition into the arena; its place is that of the tokens since `from`.
    pub fn formula(&mut self, formula: Formula, from: usize) -> FormulaId {
        let span = self.cursor.span_from(from);
        self.resolver.formula(formula, span)
    }

    /// Follows every candidate from here and keeps the reading that takes the most words. `show` names a
    /// reading for the diagnostic of two that take the same words.
    pub fn choose<C: Copy, T>(
        &mut self,
        candidates: &[C],
        read: impl Fn(&mut Self, C) -> Reading<'s, T>,
        show: impl Fn(&Self, C) -> String,
    ) -> Reading<'s, T> {
        if let [only] = candidates {
            return read(self, *only);
        }
        let start = self.cursor.position();
        let mut kept: Vec<(C, Followed<'s, T>)> = Vec::new();
        let mut fault: Option<(usize, Fault<'s>)> = None;
        for candidate in candidates {
            let (result, reached) = self.follow(|reader| read(reader, *candidate));
            match result {
                Ok(followed) => {
                    let best = kept.first().map_or(0, |(_, other)| other.cursor.position());
                    if followed.cursor.position() > best {
                        kept.clear();
                    }
                    if followed.cursor.position() >= best {
                        kept.push((*candidate, followed));
                    }
                }
                Err(found) if fault.as_ref().is_none_or(|(furthest, _)| reached > *furthest) => {
                    fault = Some((reached, found));
                }
                Err(_) => {}
            }
        }
        if let [(one, _), (other, followed), ..] = kept.as_slice() {
            let span = followed.cursor.span_from(start);
            return Err(two_readings(&show(self, *one), &show(self, *other), span).into());
        }
        match kept.pop() {
            Some((_, followed)) => Ok(self.take_up(followed)),
            None => Err(fault.map_or(Fault::Silent, |(_, fault)| fault)),
        }
    }

    /// Follows one reading, then takes everything back; gives also how far it came.
    fn follow<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Reading<'s, T>,
    ) -> (Result<Followed<'s, T>, Fault<'s>>, usize) {
        self.effort += 1;
        if self.effort > EFFORT_LIMIT {
            return (Err(self.too_tangled()), usize::MAX);
        }
        let cursor = self.cursor;
        let scope = self.scope.clone();
        let (notes, unnamed) = (self.notes.len(), self.unnamed.clone());
        let (formulas, depth, apart) = (self.resolver.program.formulas.len(), self.depth, self.apart);
        let (compared, expects_time, contents) = (self.compared, self.expects_time, self.contents);
        let result = read(self);
        let reached = self.cursor.position();
        let followed = result.map(|value| Followed {
            value,
            cursor: self.cursor,
            scope: self.scope.clone(),
            notes: self.notes.split_off(notes),
            unnamed: self.unnamed.clone(),
            formulas: self.resolver.program.formulas.split_off(formulas),
            spans: self.resolver.program.formula_spans.split_off(formulas),
        });
        self.cursor = cursor;
        *self.scope = scope;
        self.notes.truncate(notes);
        self.unnamed = unnamed;
        self.resolver.program.formulas.truncate(formulas);
        self.resolver.program.formula_spans.truncate(formulas);
        (self.depth, self.apart) = (depth, apart);
        (self.compared, self.expects_time, self.contents) = (compared, expects_time, contents);
        (followed, reached)
    }

    /// Reads without keeping anything: whether it would succeed.
    pub fn probe<T>(&mut self, read: impl FnOnce(&mut Self) -> Reading<'s, T>) -> bool {
        self.follow(read).0.is_ok()
    }

    /// Reads as `first` does if it can, else as `second` does; where neither can, the fault is that of the first.
    pub fn either<T>(
        &mut self,
        first: impl FnOnce(&mut Self) -> Reading<'s, T>,
        second: impl FnOnce(&mut Self) -> Reading<'s, T>,
    ) -> Reading<'s, T> {
        let fault = match self.follow(first).0 {
            Ok(followed) => return Ok(self.take_up(followed)),
            Err(fault) => fault,
        };
        match self.follow(second).0 {
            Ok(followed) => Ok(self.take_up(followed)),
            Err(_) => Err(fault),
        }
    }

    /// Takes up a reading where it ended.
    fn take_up<T>(&mut self, followed: Followed<'s, T>) -> T {
        self.cursor = followed.cursor;
        *self.scope = followed.scope;
        self.notes.extend(followed.notes);
        self.unnamed = followed.unnamed;
        self.resolver.program.formulas.extend(followed.formulas);
        self.resolver.program.formula_spans.extend(followed.spans);
        followed.value
    }

    fn too_tangled(&self) -> Fault<'s> {
        let message = format!("this sentence has more than {EFFORT_LIMIT} readings to try");
        Diagnostic::error(301, message, self.cursor.here(), "given up here")
            .with_help("many of its verbs share their forms: say its parts in sentences of their own")
            .into()
    }

    /// An error at the next token, or at the end.
    pub fn error_here(&self, code: u16, message: impl Into<String>, text: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message, self.cursor.here(), text)
    }

    /// Whether nothing is left in the row.
    pub fn at_end(&self) -> bool {
        self.cursor.at_end()
    }

    /// Takes a token of a kind, or says that it is missing.
    pub fn require(&mut self, kind: TokenKind, mark: &str, after: &str) -> Reading<'s, ()> {
        if self.cursor.eat(kind).is_some() {
            return Ok(());
        }
        Err(self.error_here(302, format!("`{mark}` is missing {after}"), "expected here").into())
    }
}

fn two_readings(one: &str, other: &str, span: Span) -> Diagnostic {
    let message = if one == other {
        format!("this can be read in two ways, both of them `{one}`")
    } else {
        format!("this can be read in two ways: as `{one}` and as `{other}`")
    };
    Diagnostic::error(303, message, span, "two readings")
        .with_help("word it so that only one fits, or give one of the two another form where it is declared")
}
