//! Open questions and allegations in the corpus's words, each with a stable name and where an answer would go.
//!
//! Takes a leaf of the ground program; gives `(id, text, place)`. An id is made from what is asked, never
//! from numbers of the run, so that it stays the same as long as the names do.
use super::lookup::Lookup;
use super::reason::Quotation;
use super::sentences::rest_of;
use crate::ground::acts::ActOrigin;
use crate::ground::clauses::AtomId;
use crate::ground::keys::{ActId, DoingId, FluentId, Instant, Key, Moment, UnknownId};
use crate::ground::numbers::Unknown;
use crate::program::*;
use crate::source::Span;

/// An open question: a stable id, its text, and where in the corpus an answer would go.
pub fn question_text(look: &Lookup<'_>, atom: AtomId) -> (String, String, Option<Span>) {
    match look.key(atom) {
        Some(Key::Accepted(statement, _)) => {
            let words = format!(
                "according to {}, {}",
                look.voices(statement).unwrap_or_default(),
                look.statement_words(statement)
            );
            (allegation_name(look, atom), words, place(look, Key::On(statement)))
        }
        Some(key) => (id(look, key), question(look, key), place(look, key)),
        None => (String::new(), String::new(), None),
    }
}

/// The name of an allegation: that of its statement; where voices are nested, that another tells of it is an
/// allegation too, and is named with who tells.
pub fn allegation_name(look: &Lookup<'_>, atom: AtomId) -> String {
    match look.key(atom) {
        Some(Key::Accepted(statement, voice)) => {
            match look.speakers(voice).filter(|_| look.innermost_speaking(statement) != Some(voice)) {
                Some(speakers) => format!("{} (according to {speakers})", look.name(statement)),
                None => look.name(statement).to_owned(),
            }
        }
        Some(Key::OrderAccepted(order)) => look
            .program
            .orders
            .get(order.index())
            .map_or_else(String::new, |order| look.name(order.statement).to_owned()),
        _ => String::new(),
    }
}

/// The citations of the statement behind a leaf.
pub fn citations(look: &Lookup<'_>, atom: AtomId) -> Vec<Quotation> {
    let statement = look.key(atom).and_then(|key| statement_of(look, key));
    statement.map_or_else(Vec::new, |statement| quotations(look, statement))
}

/// A statement's citations, as quotations.
pub fn quotations(look: &Lookup<'_>, statement: StatementId) -> Vec<Quotation> {
    let Some(statement) = look.statement(statement) else { return Vec::new() };
    let quote = |citation: &Citation| {
        let source = look.program.sources.get(citation.source.index());
        let source = source.map_or("", |source| look.name(source.statement));
        let place = match &citation.locator {
            Some(locator) => format!("{source} {locator}"),
            None => source.to_owned(),
        };
        Quotation { place, words: citation.words.clone(), span: citation.span }
    };
    statement.citations.iter().map(quote).collect()
}

/// A question, with its question mark.
pub(super) fn question(look: &Lookup<'_>, key: Key) -> String {
    let mut words = asked(look, key);
    if !words.ends_with('?') {
        words.push('?');
    }
    words
}

fn asked(look: &Lookup<'_>, key: Key) -> String {
    let name = |act: ActId| look.act_name(act);
    match key {
        Key::Doubt(voice) => match look.program.voices.get(voice.index()).map(|voice| &voice.kind) {
            Some(VoiceKind::Doubtful(question)) => question.clone(),
            Some(VoiceKind::According(..)) | None => String::new(),
        },
        Key::RecordSays(statement) => {
            format!(
                "the record contradicts itself: is {} right, that {}",
                look.quoted(statement),
                look.statement_words(statement)
            )
        }
        Key::Earlier(x, y) => order_question(look, x, y),
        Key::Power(act) => power_question(look, act),
        Key::Voids(rule) => {
            let rule = look.rule_name(rule);
            format!("{rule} does not say what a breach entails: does a breach of {rule} make void")
        }
        Key::MakesVoidable(rule) => {
            let rule = look.rule_name(rule);
            format!(
                "{rule} does not say what a breach entails: if a breach of {rule} does not make void, does it make voidable"
            )
        }
        Key::Prevails(one, other) => {
            let (one, other) = (look.rule_name(one), look.rule_name(other));
            format!(
                "{one} and {other} answer one question differently, and neither overrides the other: does {one} prevail"
            )
        }
        Key::OpenRelation(fluent) => relation_question(look, fluent),
        Key::ProPrevails(fluent) => {
            format!("there are grounds for and against: do those for it prevail: {}", relation_question(look, fluent))
        }
        Key::OpenDone(doing) => {
            let act = look.doing(doing);
            format!("nothing is told of it: {}", act.map_or_else(String::new, |act| look.act_asked(act, "did", "")))
        }
        Key::ContentDone(act) => content_question(look, act),
        Key::MissingDuty(doing) => doing_question(look, doing, |act| {
            format!(
                "no rule says who must {}: {}",
                look.act_infinitive(act),
                look.act_asked(act, "had", " the duty to")
            )
        }),
        Key::Late(doing) => doing_question(look, doing, |act| {
            format!("no rule sets a term: {} too late", look.act_asked(act, "did", ""))
        }),
        Key::MissingRule(act) => {
            format!("no rule that is known settles what {} had to observe: does it breach one", name(act))
        }
        Key::MissingEffect(act, fluent, ends) => effect_question(look, act, fluent, ends),
        Key::MissingCure(by, act) => format!("no rule says what heals {}: does {} heal it", name(act), name(by)),
        Key::IsSomeone(event, value) => {
            format!("{} leaves its actor unnamed: was it {}", look.event_name(event), look.value_title(value))
        }
        Key::SomeoneFits(rule, act) => {
            format!("{} leaves its actor unnamed: does that actor meet what {} asks", name(act), look.rule_name(rule))
        }
        Key::Exceeds(unknown, threshold, or_equal) => number_question(look, unknown, threshold, or_equal),
        Key::MissingValue(formula, binding) => {
            let words = look.condition_words(formula, look.binding(binding), "", false);
            format!("the corpus does not give what this needs: is it so that {words}")
        }
        _ => String::new(),
    }
}

fn order_question(look: &Lookup<'_>, x: Instant, y: Instant) -> String {
    let dated = |instant: Instant| matches!(instant, Instant::Minute(_));
    if let (Instant::Minute(minute), Instant::DayEnd(date, None)) = (x, y) {
        // The end of a day comes after a midnight: the day is the one that begins then, or a later one.
        return format!(
            "is the day of {} that is meant {} or later",
            look.date_name(date),
            look.day_name(minute.into())
        );
    }
    let (first, second) = (look.instant_name(x), look.instant_name(y));
    match (dated(x), dated(y)) {
        (false, true) => format!("was {first} before {second}"),
        (true, false) => format!("was {second} after {first}"),
        (false, false) | (true, true) => format!("which came first, {first} or {second}"),
    }
}

/// What somebody does to something, with kinds for names: `dissolve a committee`. Contents are kept, dates left out.
fn general_infinitive(look: &Lookup<'_>, act: &Act) -> String {
    let Some(verb) = look.program.verbs.get(act.verb.index()) else { return String::new() };
    let general = |value: Value| match value {
        Value::Entity(id) => {
            let kind = look.program.entities.get(id.index()).and_then(|entity| look.kind_name(entity.kind));
            kind.map(|kind| format!("{} {kind}", article(&kind)))
        }
        Value::Event(_) => Some("an event".to_owned()),
        Value::Rule(_) => Some("a rule".to_owned()),
        Value::Order(_) => Some("an order".to_owned()),
        Value::Content(_) | Value::Word(_) => Some(look.value_name(value)),
        Value::Quantity(_) | Value::Date(_) | Value::Someone(_) => None,
    };
    if act.roles.iter().any(|(_, value)| matches!(value, Value::Content(_))) {
        return look.act_infinitive(act);
    }
    let roles = act.roles.iter().filter_map(|&(role, value)| general(value).map(|words| (role, words))).collect();
    let (object, others) = rest_of(verb, roles);
    format!("{}{object}{others}", verb.forms[0])
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn power_question(look: &Lookup<'_>, act: ActId) -> String {
    let Some(node) = look.act(act) else { return String::new() };
    let when = match node.origin {
        ActOrigin::Supposed(moment) => look.when(moment),
        ActOrigin::Content(telling) => format!(", if it did so after {}", look.act_name(telling)),
        ActOrigin::Told(_) | ActOrigin::CountedAs(_) => String::new(),
    };
    let general = general_infinitive(look, &node.act);
    format!("no rule says who may {general}: {}{when}", look.act_asked(&node.act, "had", " the power to"))
}

fn relation_question(look: &Lookup<'_>, fluent: FluentId) -> String {
    let Some(sentence) = look.fluent(fluent) else { return String::new() };
    let open = look.program.relations.get(sentence.relation.index()).and_then(|relation| relation.open.clone());
    match open {
        Some(words) => {
            let object = sentence.object.map_or_else(String::new, |object| look.value_title(object));
            words.replace("{subject}", &look.value_title(sentence.subject)).replace("{object}", &object)
        }
        None => format!("is it so that {}", look.relation_words(&sentence, false)),
    }
}

fn content_question(look: &Lookup<'_>, act: ActId) -> String {
    let Some(node) = look.act(act) else { return String::new() };
    let did = look.act_asked(&node.act, "did", "");
    match node.origin {
        ActOrigin::Content(telling) => format!("{} is told, but not what came of it: {did}", look.act_name(telling)),
        ActOrigin::Told(_) | ActOrigin::CountedAs(_) | ActOrigin::Supposed(_) => did,
    }
}

fn doing_question(look: &Lookup<'_>, doing: DoingId, say: impl Fn(&Act) -> String) -> String {
    look.doing(doing).map_or_else(String::new, say)
}

fn effect_question(look: &Lookup<'_>, act: ActId, fluent: FluentId, ends: bool) -> String {
    let verb = if ends { "end" } else { "make" };
    let relation = look.fluent(fluent).map_or_else(String::new, |sentence| look.relation_words(&sentence, false));
    let what = look.act(act).map_or_else(String::new, |node| general_infinitive(look, &node.act));
    format!("no rule says what it changes to {what}: did {} {verb} it that {relation}", look.act_name(act))
}

fn number_question(look: &Lookup<'_>, unknown: UnknownId, threshold: QuantityId, or_equal: bool) -> String {
    let than = if or_equal { "at least" } else { "more than" };
    match look.unknown(unknown) {
        Some(Unknown::Computed(formula, binding, _)) => {
            let words = look.condition_words(*formula, look.binding(*binding), "", false);
            format!("the numbers that are told leave it open: is it so that {words}")
        }
        Some(Unknown::Gap(one, other)) => {
            format!("is {} {than} {}", number_words(look, *one), number_words(look, *other))
        }
        _ => {
            let value = look.quantity(threshold).map_or_else(String::new, super::names::amount);
            format!("is {} {than} {value}", number_words(look, unknown))
        }
    }
}

/// What an unsettled number is the number of.
fn number_words(look: &Lookup<'_>, unknown: UnknownId) -> String {
    let attribute =
        |id: &AttributeId| look.program.attributes.get(id.index()).map_or("", |attribute| attribute.name.as_str());
    match look.unknown(unknown) {
        Some(Unknown::Attribute(entity, of, _)) => format!("the {} of {}", attribute(of), look.entity_name(*entity)),
        Some(Unknown::Part(entity, of, who)) => {
            let who: Vec<String> = who.iter().map(|&who| look.entity_name(who)).collect();
            format!("the {} of {} in {}", attribute(of), who.join(" and "), look.entity_name(*entity))
        }
        Some(Unknown::Figure(figure, of)) => {
            let name = look.program.figures.get(figure.index()).map_or("", |figure| look.name(figure.statement));
            let of: Vec<String> = of.iter().flatten().map(|&value| look.value_name(value)).collect();
            format!("the {name} of {}", of.join(" and "))
        }
        Some(Unknown::Days(one, other, _)) => {
            format!("the number of days between {} and {}", look.instant_name(*other), look.instant_name(*one))
        }
        Some(Unknown::Written(quantity)) => look.quantity(*quantity).map_or_else(String::new, super::names::amount),
        Some(Unknown::Computed(..) | Unknown::Gap(..)) | None => "the number".to_owned(),
    }
}

// ---- ids and places -------------------------------------------------------------------------------------

fn id(look: &Lookup<'_>, key: Key) -> String {
    let act = |act: ActId| act_id(look, act);
    let rule = |rule: RuleId| look.rule_name(rule);
    let doing = |doing: DoingId| look.doing(doing).map_or_else(String::new, |act| look.act_words(act, false));
    let fluent = |fluent: FluentId| look.fluent(fluent).map_or_else(String::new, |s| look.relation_words(&s, false));
    let parts = match key {
        Key::Doubt(voice) => vec!["doubt".to_owned(), doubtful_name(look, voice)],
        Key::RecordSays(statement) => vec!["record".to_owned(), look.name(statement).to_owned()],
        Key::Earlier(x, y) => vec!["order".to_owned(), look.instant_name(x), look.instant_name(y)],
        Key::Power(of) => vec!["power".to_owned(), act(of)],
        Key::Voids(of) => vec!["void".to_owned(), rule(of)],
        Key::MakesVoidable(of) => vec!["voidable".to_owned(), rule(of)],
        Key::Prevails(one, other) => vec!["prevails".to_owned(), rule(one), rule(other)],
        Key::OpenRelation(of) => vec!["title".to_owned(), fluent(of)],
        Key::ProPrevails(of) => vec!["grounds".to_owned(), fluent(of)],
        Key::OpenDone(of) => vec!["done".to_owned(), doing(of)],
        Key::ContentDone(of) => vec!["carried_out".to_owned(), act(of)],
        Key::MissingDuty(of) => vec!["duty".to_owned(), doing(of)],
        Key::Late(of) => vec!["late".to_owned(), doing(of)],
        Key::MissingRule(of) => vec!["rule".to_owned(), act(of)],
        Key::MissingEffect(of, what, ends) => {
            vec![if ends { "ends" } else { "makes" }.to_owned(), act(of), fluent(what)]
        }
        Key::MissingCure(by, of) => vec!["heals".to_owned(), act(by), act(of)],
        Key::IsSomeone(event, value) => vec!["someone".to_owned(), look.event_name(event), look.value_name(value)],
        Key::SomeoneFits(of, what) => vec!["someone".to_owned(), act(what), rule(of)],
        Key::MissingValue(formula, binding) => {
            vec!["value".to_owned(), look.condition_words(formula, look.binding(binding), "", false)]
        }
        Key::Exceeds(..) => vec!["value".to_owned(), question(look, key).trim_start_matches("is ").to_owned()],
        _ => Vec::new(),
    };
    parts.iter().map(|part| plain(part)).collect::<Vec<_>>().join(":")
}

fn act_id(look: &Lookup<'_>, act: ActId) -> String {
    match look.act(act) {
        Some(node) => match node.origin {
            ActOrigin::Told(event) => look.event_name(event),
            ActOrigin::Supposed(moment) => format!("{}{}", look.act_words(&node.act, false), look.when(moment)),
            ActOrigin::CountedAs(_) => {
                let told = look.told(act).map_or_else(String::new, |event| look.event_name(event));
                format!("{told} as {}", look.act_words(&node.act, false))
            }
            ActOrigin::Content(telling) => {
                let told = look.told(telling).map_or_else(String::new, |event| look.event_name(event));
                format!("after {told} {}", look.act_words(&node.act, false))
            }
        },
        None => String::new(),
    }
}

/// Letters, digits and underscores: what a shell takes as one word.
fn plain(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            c if c.is_alphanumeric() || c == '_' => out.push(c),
            _ if out.is_empty() || out.ends_with('_') => {}
            _ => out.push('_'),
        }
    }
    out.trim_end_matches('_').to_owned()
}

/// A doubtful block is named by its first statement.
fn doubtful_name(look: &Lookup<'_>, voice: VoiceId) -> String {
    let inside = |statement: &&Statement| {
        let mut around = statement.voice;
        while let Some(id) = around {
            if id == voice {
                return true;
            }
            around = look.program.voices.get(id.index()).and_then(|voice| voice.parent);
        }
        false
    };
    look.program.statements.iter().find(inside).map_or_else(String::new, |statement| statement.name.clone())
}

/// The statement behind a leaf, if there is one.
pub(super) fn statement_of(look: &Lookup<'_>, key: Key) -> Option<StatementId> {
    let of_act = |act: ActId| {
        let act = match look.act(act).map(|node| node.origin) {
            Some(ActOrigin::Content(telling)) => telling,
            _ => act,
        };
        look.told(act).and_then(|event| look.event(event)).map(|event| event.statement)
    };
    let of_rule = |rule: RuleId| look.rule(rule).map(|rule| rule.statement);
    match key {
        Key::Accepted(statement, _) | Key::RecordSays(statement) | Key::On(statement) => Some(statement),
        Key::OrderAccepted(order) => look.program.orders.get(order.index()).map(|order| order.statement),
        Key::Voids(rule) | Key::MakesVoidable(rule) | Key::Prevails(rule, _) => of_rule(rule),
        Key::Power(act) | Key::MissingRule(act) | Key::MissingEffect(act, ..) | Key::SomeoneFits(_, act) => of_act(act),
        Key::MissingCure(by, _) => of_act(by),
        Key::ContentDone(act) => match look.act(act).map(|node| node.origin) {
            Some(ActOrigin::Content(telling)) => of_act(telling),
            _ => None,
        },
        Key::IsSomeone(event, _) => look.event(event).map(|event| event.statement),
        Key::Earlier(x, y) => [x, y].into_iter().find_map(|instant| match instant {
            Instant::Begin(act) | Instant::End(act) => of_act(act),
            Instant::DayStart(_, statement) | Instant::DayEnd(_, Some(statement)) => Some(statement),
            Instant::DayEnd(_, None) | Instant::Minute(_) => None,
        }),
        _ => None,
    }
}

/// Where an answer would go.
fn place(look: &Lookup<'_>, key: Key) -> Option<Span> {
    let statement = |id: StatementId| look.statement(id).map(|statement| statement.name_span);
    match key {
        Key::Doubt(voice) => look.program.voices.get(voice.index()).map(|voice| voice.span),
        Key::OpenRelation(fluent) | Key::ProPrevails(fluent) => match look.fluent(fluent)?.subject {
            Value::Entity(id) => look.program.entities.get(id.index()).and_then(|entity| statement(entity.statement)),
            Value::Event(id) => look.event(id).and_then(|event| statement(event.statement)),
            _ => None,
        },
        Key::OpenDone(doing) | Key::MissingDuty(doing) | Key::Late(doing) => {
            let verb = look.program.verbs.get(look.doing(doing)?.verb.index())?;
            statement(verb.statement)
        }
        Key::Exceeds(unknown, ..) => match look.unknown(unknown)? {
            Unknown::Attribute(entity, _, told) => {
                let entity = look.program.entities.get(entity.index())?;
                statement(told.unwrap_or(entity.statement))
            }
            Unknown::Part(entity, ..) => statement(look.program.entities.get(entity.index())?.statement),
            Unknown::Computed(formula, ..) => look.program.formula_spans.get(formula.index()).copied(),
            Unknown::Figure(figure, _) => statement(look.program.figures.get(figure.index())?.statement),
            Unknown::Days(..) | Unknown::Written(_) | Unknown::Gap(..) => None,
        },
        Key::MissingValue(formula, _) => look.program.formula_spans.get(formula.index()).copied(),
        Key::Power(act) if matches!(look.act(act)?.origin, ActOrigin::Supposed(Moment::Before(_))) => {
            match look.act(act)?.origin {
                ActOrigin::Supposed(Moment::Before(told)) => {
                    look.told(told).and_then(|event| look.event(event)).and_then(|event| statement(event.statement))
                }
                _ => None,
            }
        }
        _ => statement_of(look, key).and_then(statement),
    }
}
