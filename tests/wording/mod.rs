//! Small corpora for the tests of sentences, and what they resolve to in one short line: every id by its name,
//! every flag by a word, so that a test sees the whole of the data.
use convoke::diagnostic::{Diagnostic, Severity};
use convoke::program::*;
use convoke::resolve::resolve;
use convoke::source::Sources;
use convoke::syntax::parse;

/// Words and names that the tests use.
pub const WORDS: &str = "
kind actor | actors
kind body | bodies is actor
kind person | people is actor
kind congress | congresses is body
kind committee | committees is body
kind delegation | delegations is body
kind newspaper | newspapers
kind office | offices
adjective national of congress
adjective soldiers of delegation
attribute predecessor of congress: congress
attribute opens of congress: date
attribute seats of body: composition
attribute present of body: number
attribute cast of body: number
attribute abstentions of body: number
attribute term of body: duration
attribute level of committee: army or corps
relation committee is permanent body of congress
relation person is member of body
relation person is chairman of body
relation congress is legitimate, open \"is {subject} good in law\"
figure quorum of congress
act convene | convenes | convened (by body, what congress, for date?)
act dissolve | dissolves | dissolved (by body, what body), opposite convene
act elect | elects | elected (by actor, what actor, to body?)
act annul | annuls | annulled (by actor, what event)
act end | ends | ended (by body, what body)
deed agree | agrees | agreed (by actor, to act), leads to its content
deed propose | proposes | proposed (by actor, that sentence), leads to its content, open
deed accuse | accuses | accused (by actor, what actor, of event?, that sentence?)
deed sit | sits | sat (by body)
deed move to | moves to | moved to (by body, what body)
deed speak | speaks | spoke (by actor, on behalf of actor?)
deed count | counts | counted (by actor, number number)
order statutes
order charter, rival of statutes
congress first { national, present 600, seats 320 of { srs 119, others 201 } }
congress second { national, predecessor first, opens 1917-11-07 NS }
committee vtsik { seats 101 of { mensheviks 62, rest others } }
committee army_committee { level army }
delegation soldiers_delegation { soldiers }
body srs
body mensheviks
person lenin
newspaper izvestia
event agreement on 1917-10-20 NS { vtsik agrees to convene second }
event convening { vtsik convenes second }
event sitting from 1917-06-16 to 1917-07-07 NS { first sits }
rule bare_rule { body B may convene congress C }
";

/// A program with what was said of it.
pub struct Read {
    /// The program.
    pub program: Program,
    /// What was said.
    pub said: Vec<Diagnostic>,
}

/// The words and a text, resolved.
pub fn read(text: &str) -> Read {
    let mut sources = Sources::default();
    let mut trees = Vec::new();
    for (name, text) in [("test.cvk", text), ("words.cvk", WORDS)] {
        let file = sources.add(name, text);
        let (tree, found) = parse(&sources, file);
        assert!(found.is_empty(), "{found:#?}");
        trees.push(tree);
    }
    let (program, said) = resolve(&sources, &trees);
    Read { program, said }
}

/// A text in which nothing is wrong.
pub fn good(text: &str) -> Program {
    let read = read(text);
    let errors: Vec<&Diagnostic> = read.said.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{text}: {errors:#?}");
    read.program
}

/// The only thing that is wrong in a text: its code and its message.
pub fn wrong(text: &str) -> (u16, String) {
    let read = read(text);
    let [only] = read.said.as_slice() else { panic!("{text}: {:#?}", read.said) };
    (only.code.0, only.message.clone())
}

/// A claim's condition, shown.
pub fn condition(text: &str) -> String {
    let program = good(&format!("claim tested {{ that {text} }}"));
    let claim = &program.claims[0];
    Shown { program: &program, variables: &claim.variables }.formula(claim.that)
}

/// What is wrong with a claim's condition.
pub fn wrong_condition(text: &str) -> (u16, String) {
    wrong(&format!("claim tested {{ that {text} }}"))
}

/// A rule, shown: head, then each clause.
pub fn rule(text: &str) -> String {
    let program = good(&format!("rule tested {{ {text} }}"));
    let named = |rule: &&Rule| program.statements[rule.statement.index()].name == "tested";
    let rule = program.rules.iter().find(named).expect("the rule");
    let shown = Shown { program: &program, variables: &rule.variables };
    let mut out = shown.kind(&rule.kind);
    for (word, formula) in rule.scope.iter().map(|f| ("where", f)).chain(rule.when.iter().map(|f| ("when", f))) {
        out += &format!(" {word} {}", shown.formula(*formula));
    }
    for formula in &rule.unless {
        out += &format!(" unless {}", shown.formula(*formula));
    }
    for other in &rule.overrides {
        out += &format!(" overrides {}", shown.value(Value::Rule(*other)));
    }
    out
}

/// What is wrong with a rule.
pub fn wrong_rule(text: &str) -> (u16, String) {
    wrong(&format!("rule tested {{ {text} }}"))
}

/// What an event tells: one line an act.
pub fn event(text: &str) -> Vec<String> {
    let program = good(&format!("event tested {{ {text} }}"));
    let shown = Shown { program: &program, variables: &[] };
    let named = |event: &&Event| program.statements[event.statement.index()].name.starts_with("tested");
    let told = program.events.iter().filter(named);
    told.map(|event| format!("{}{}", if event.denied { "not " } else { "" }, shown.act(&event.act))).collect()
}

/// What is wrong with an event.
pub fn wrong_event(text: &str) -> (u16, String) {
    wrong(&format!("event tested {{ {text} }}"))
}

/// A program with the variables of one rule or claim.
pub struct Shown<'p> {
    /// The program.
    pub program: &'p Program,
    /// The variables.
    pub variables: &'p [Variable],
}

impl Shown<'_> {
    fn statement(&self, statement: StatementId) -> String {
        self.program.statements[statement.index()].name.clone()
    }
    /// A value.
    pub fn value(&self, value: Value) -> String {
        let program = self.program;
        match value {
            Value::Entity(id) => self.statement(program.entities[id.index()].statement),
            Value::Event(id) => self.statement(program.events[id.index()].statement),
            Value::Rule(id) => self.statement(program.rules[id.index()].statement),
            Value::Order(id) => self.statement(program.orders[id.index()].statement),
            Value::Word(id) => program.adjectives[id.index()].name.clone(),
            Value::Quantity(id) => self.quantity(id),
            Value::Date(id) => program.dates[id.index()].printed.clone(),
            Value::Content(id) => match &program.contents[id.index()] {
                Content::Act(act, not) => format!("<{}{}>", if *not { "not " } else { "" }, self.act(act)),
                Content::Relation(sentence, not) => {
                    format!("<{}{}>", if *not { "not " } else { "" }, self.sentence(sentence))
                }
                Content::Other(text) => format!("<\"{text}\">"),
            },
            Value::Someone(_) => "someone".into(),
        }
    }
    /// A relation sentence.
    pub fn sentence(&self, sentence: &RelationSentence) -> String {
        let phrase = &self.program.relations[sentence.relation.index()].phrase;
        let object = sentence.object.map(|object| format!(" {}", self.value(object))).unwrap_or_default();
        format!("{} is {phrase}{object}", self.value(sentence.subject))
    }
    fn quantity(&self, id: QuantityId) -> String {
        let found = &self.program.quantities[id.index()];
        let unit = found.unit.map(|unit| format!(" {unit:?}")).unwrap_or_default();
        let (low, high) = (found.low.map(|bound| bound.value), found.high.map(|bound| bound.value));
        match (low, high) {
            (Some(low), Some(high)) if low == high => format!("{low}{unit}"),
            (low, high) => format!("{low:?}..{high:?}{unit}"),
        }
    }
    /// A told act.
    pub fn act(&self, act: &Act) -> String {
        let subjects: Vec<String> = act.subjects.iter().map(|subject| self.value(*subject)).collect();
        let verb = &self.program.verbs[act.verb.index()];
        let roles = act
            .roles
            .iter()
            .map(|(role, value)| format!(", {} {}", verb.roles[usize::from(*role)].name, self.value(*value)));
        let alone = if act.alone { " alone" } else { "" };
        format!("{}({}{}){alone}", verb.forms[0], subjects.join("+"), roles.collect::<String>())
    }
    fn variable(&self, variable: VariableId) -> String {
        let variable = &self.variables[usize::from(variable.0)];
        if variable.name.starts_with(char::is_uppercase) {
            variable.name.clone()
        } else {
            format!("'{}'", variable.name)
        }
    }
    /// What a variable ranges over.
    pub fn range(&self, name: &str) -> String {
        let variable = self.variables.iter().find(|variable| variable.name == name).expect(name);
        match &variable.range {
            Range::Entity(kinds) => kinds
                .iter()
                .map(|kind| self.program.kinds[kind.index()].forms[0].clone())
                .collect::<Vec<_>>()
                .join(" or "),
            Range::Event(verbs) => {
                let verbs = verbs.iter().map(|verb| self.program.verbs[verb.index()].forms[0].clone());
                format!("event {}", verbs.collect::<Vec<_>>().join(" or "))
            }
            other => format!("{other:?}"),
        }
    }
    fn term(&self, term: &Term) -> String {
        match term {
            Term::Variable(variable) => self.variable(*variable),
            Term::Value(value) => self.value(*value),
            Term::Attribute(owner, attribute) => {
                format!("{}.{}", self.term(owner), self.program.attributes[attribute.index()].name)
            }
            Term::ThisAct => "this act".into(),
            Term::Chosen(choice) => format!(
                "{}#{} {} {{{}}}",
                if choice.latest { "latest" } else { "first" },
                choice.rank,
                self.variable(choice.variable),
                self.formula(choice.condition)
            ),
        }
    }
    fn slot(&self, slot: &Slot) -> String {
        let mut words: Vec<String> =
            slot.adjectives.iter().map(|found| self.program.adjectives[found.index()].name.clone()).collect();
        let kinds: Vec<String> =
            slot.kinds.iter().map(|kind| self.program.kinds[kind.index()].forms[0].clone()).collect();
        words.extend((!kinds.is_empty()).then(|| kinds.join(" or ")));
        words.push(self.term(&slot.term));
        words.join(" ")
    }
    fn pattern(&self, pattern: &ActPattern) -> String {
        let subjects: Vec<String> = pattern.subjects.iter().map(|slot| self.slot(slot)).collect();
        let subjects = if subjects.is_empty() { "whoever".into() } else { subjects.join("+") };
        let verb = &self.program.verbs[pattern.verb.index()];
        let roles = pattern.roles.iter().map(|(role, filler)| {
            let filler = match filler {
                Filler::Slot(slot) => self.slot(slot),
                Filler::Act(act, not) => format!("<{}{}>", if *not { "not " } else { "" }, self.pattern(act)),
                Filler::Relation(found, not) => format!("<{}{}>", if *not { "not " } else { "" }, self.relation(found)),
            };
            format!(", {} {filler}", verb.roles[usize::from(*role)].name)
        });
        let alone = if pattern.alone { " alone" } else { "" };
        format!("{}({subjects}{}){alone}", verb.forms[0], roles.collect::<String>())
    }
    fn relation(&self, pattern: &RelationPattern) -> String {
        let phrase = &self.program.relations[pattern.relation.index()].phrase;
        let object = pattern.object.as_ref().map(|slot| format!(" {}", self.slot(slot))).unwrap_or_default();
        format!("{} {phrase}{object}", self.slot(&pattern.subject))
    }
    fn time(&self, time: &TimeTerm) -> String {
        match time {
            TimeTerm::Event(term) => format!("event {}", self.term(term)),
            TimeTerm::Date(term) => format!("date {}", self.term(term)),
            TimeTerm::Shifted(base, length, minus) => {
                format!("({} {} {})", self.time(base), if *minus { "-" } else { "+" }, self.number(length))
            }
        }
    }
    /// A number.
    pub fn number(&self, number: &Number) -> String {
        match number {
            Number::Quantity(id) => self.quantity(*id),
            Number::Of(term) => self.term(term),
            Number::Part(whole, holders) => {
                let holders: Vec<String> = holders.iter().map(|term| self.term(term)).collect();
                format!("{} of {}", self.term(whole), holders.join("+"))
            }
            Number::Count(variable, condition) => {
                format!("count {} {{{}}}", self.variable(*variable), self.formula(*condition))
            }
            Number::Sum(summed, variable, condition) => {
                format!("sum {} for {} {{{}}}", self.number(summed), self.variable(*variable), self.formula(*condition))
            }
            Number::Share(share, base, excluded) => {
                let excluded = excluded.as_ref().map(|found| format!(" excluding {}", self.number(found)));
                format!("share {} of {}{}", self.number(share), self.number(base), excluded.unwrap_or_default())
            }
            Number::Plus(one, other) => format!("({} + {})", self.number(one), self.number(other)),
            Number::Minus(one, other) => format!("({} - {})", self.number(one), self.number(other)),
            Number::Product(one, other) => format!("({} * {})", self.number(one), self.number(other)),
            Number::Figure(figure, of) => {
                let name = self.statement(self.program.figures[figure.index()].statement);
                format!("{name} of {}", of.iter().map(|term| self.term(term)).collect::<Vec<_>>().join(", "))
            }
            Number::Days(one, other, count) => format!("{count:?}({}, {})", self.time(one), self.time(other)),
            Number::Length(length, unit) => format!("{} {unit:?}", self.number(length)),
        }
    }
    fn all(&self, formulas: &[FormulaId], joint: &str) -> String {
        let all: Vec<String> = formulas.iter().map(|formula| self.formula(*formula)).collect();
        format!("({})", all.join(joint))
    }
    /// A condition.
    pub fn formula(&self, id: FormulaId) -> String {
        let not = |negated: bool| if negated { "not " } else { "" };
        match &self.program.formulas[id.index()] {
            Formula::And(all) => self.all(all, " & "),
            Formula::Or(all) => self.all(all, " | "),
            Formula::Not(inside) => format!("!{}", self.formula(*inside)),
            Formula::Act { pattern, validly, named, negated } => format!(
                "{}{}{}{}",
                not(*negated),
                if *validly { "validly " } else { "" },
                self.pattern(pattern),
                named.map(|name| format!(" as {}", self.variable(name))).unwrap_or_default()
            ),
            Formula::Relation { pattern, negated, de_facto } => {
                format!("{}{}{}", not(*negated), if *de_facto { "de facto " } else { "" }, self.relation(pattern))
            }
            Formula::Is(slot) => format!("is {}", self.slot(slot)),
            Formula::Status(term, status, order, _) => format!(
                "{status:?} {}{}",
                self.term(term),
                order.map(|order| format!(" under {}", self.value(Value::Order(order)))).unwrap_or_default()
            ),
            Formula::Breaches(term, breached) => format!(
                "{} breaches {}",
                self.term(term),
                match breached {
                    Breached::Rule(rule) => self.term(rule),
                    Breached::SomeRule => "some rule".into(),
                    Breached::ARule => "a rule".into(),
                }
            ),
            Formula::BreachesDuty(slot, rule, pattern) => format!(
                "{} breaches duty {}{}",
                self.slot(slot),
                rule.map(|rule| self.value(Value::Rule(rule))).unwrap_or_default(),
                pattern.as_ref().map(|pattern| self.pattern(pattern)).unwrap_or_default()
            ),
            Formula::May { pattern, only, negated } => {
                format!("{}{}may {}", if *only { "only " } else { "" }, not(*negated), self.pattern(pattern))
            }
            Formula::Must(pattern) => format!("must {}", self.pattern(pattern)),
            Formula::Makes(term, pattern) => format!("{} makes {}", self.term(term), self.relation(pattern)),
            Formula::Ends(term, pattern) => format!("{} ends {}", self.term(term), self.relation(pattern)),
            Formula::Heals(one, other) => format!("{} heals {}", self.term(one), self.term(other)),
            Formula::Quantified(quantifier, variable, condition, body) => {
                let quantifier = match quantifier {
                    Quantifier::Share(share) => format!("share {}", self.quantity(*share)),
                    other => format!("{other:?}").to_lowercase(),
                };
                let part = |formula: &Option<FormulaId>| formula.map(|f| self.formula(f)).unwrap_or_default();
                let body_text = body.map(|_| format!(": {}", part(body))).unwrap_or_default();
                format!("{quantifier} {} {{{}{body_text}}}", self.variable(*variable), part(condition))
            }
            Formula::Compare(one, comparison, other) => {
                format!("{} {comparison:?} {}", self.number(one), self.number(other))
            }
            Formula::Same(one, other) => format!("{} == {}", self.term(one), self.term(other)),
            Formula::Before(one, other, on) => {
                format!("{} {}before {}", self.time(one), if *on { "on or " } else { "" }, self.time(other))
            }
            Formula::Within(one, other, whole) => {
                format!("{} {} {}", self.time(one), if *whole { "within" } else { "on" }, self.time(other))
            }
            Formula::At(moment, inside) => {
                let moment = match moment {
                    Moment::On(time) => format!("on {}", self.time(time)),
                    Moment::At(term) => format!("at {}", self.term(term)),
                    Moment::JustBefore(term) => format!("before {}", self.term(term)),
                };
                format!("{moment}: {}", self.formula(*inside))
            }
            Formula::Ever(inside) => format!("ever {}", self.formula(*inside)),
            Formula::Always(inside) => format!("always {}", self.formula(*inside)),
            Formula::Under(order, inside) => {
                format!("under {}: {}", self.value(Value::Order(*order)), self.formula(*inside))
            }
            Formula::True => "true".into(),
        }
    }
    /// A rule's head.
    pub fn kind(&self, kind: &RuleKind) -> String {
        let named =
            |named: &Option<VariableId>| named.map(|name| format!(" as {}", self.variable(name))).unwrap_or_default();
        let relations = |all: &[RelationPattern]| {
            all.iter().map(|relation| self.relation(relation)).collect::<Vec<_>>().join(" and ")
        };
        match kind {
            RuleKind::Power { act, only } => format!("{}power {}", if *only { "only " } else { "" }, self.pattern(act)),
            RuleKind::Disability { act } => format!("disability {}", self.pattern(act)),
            RuleKind::Requirement { act, held, otherwise } => {
                format!("requirement {} {{{}}} else {otherwise:?}", self.pattern(act), self.formula(*held))
            }
            RuleKind::Duty { act, term } => {
                let term = match term {
                    Some(Deadline::Before(time)) => format!(" before {}", self.time(time)),
                    Some(Deadline::By(time)) => format!(" by {}", self.time(time)),
                    Some(Deadline::Within(length, time)) => {
                        format!(" within {} after {}", self.number(length), self.time(time))
                    }
                    None => String::new(),
                };
                format!("duty {}{term}", self.pattern(act))
            }
            RuleKind::Prohibition { act } => format!("prohibition {}", self.pattern(act)),
            RuleKind::Cure { act, named: name, healer, against, from_then_on } => {
                let against: Vec<String> = against.iter().map(|rule| self.value(Value::Rule(*rule))).collect();
                format!(
                    "cure {}{} by {} against [{}]{}",
                    self.pattern(act),
                    named(name),
                    healer.map_or("itself".into(), |healer| self.variable(healer)),
                    against.join(", "),
                    if *from_then_on { " from then on" } else { "" }
                )
            }
            RuleKind::CountsAs { done, counts_as } => {
                format!("{} counts as {}", self.pattern(done), self.pattern(counts_as))
            }
            RuleKind::Effect { act, named: name, makes, ends, from } => format!(
                "effect {}{} makes [{}] ends [{}]{}",
                self.pattern(act),
                named(name),
                relations(makes),
                relations(ends),
                from.as_ref().map(|time| format!(" from {}", self.time(time))).unwrap_or_default()
            ),
            RuleKind::Annulment { act, target, undoes } => {
                format!("{} {} {}", self.pattern(act), if *undoes { "undoes" } else { "ends" }, self.term(target))
            }
            RuleKind::Definition { sentence, against } => {
                format!("definition {}{}", if *against { "against " } else { "" }, self.relation(sentence))
            }
            RuleKind::Figure { figure, of, value } => {
                let name = self.statement(self.program.figures[figure.index()].statement);
                let of: Vec<String> = of.iter().map(|slot| self.slot(slot)).collect();
                format!("figure {name} of {} is {}", of.join(", "), self.number(value))
            }
        }
    }
}
