//! Every ground atom as a sentence in the corpus's words: as it reads where it is so, and where it is not.
//!
//! Takes the corpus and an atom; gives both sentences. What the engine calls `sound` or `clipped` is said as
//! a reader of the record would: which rule empowers whom, what was ended by what.
use super::lookup::Lookup;
use crate::ground::acts::ActOrigin;
use crate::ground::clauses::AtomId;
use crate::ground::keys::{ActId, DoingId, FluentId, InstanceId, Key, Moment, Start};
use crate::program::*;

/// The two ways of saying what an atom says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wording {
    /// Where it is so.
    pub yes: String,
    /// Where it is not.
    pub no: String,
}

fn both(yes: impl Into<String>, no: impl Into<String>) -> Wording {
    Wording { yes: yes.into(), no: no.into() }
}

/// `X is P` and `X is not P`.
fn is(subject: &str, predicate: &str) -> Wording {
    both(format!("{subject} is {predicate}"), format!("{subject} is not {predicate}"))
}

/// An atom in words. Allegations and questions are worded by what they say, not as facts.
pub fn wording(look: &Lookup<'_>, atom: AtomId) -> Wording {
    let Some(key) = look.key(atom) else { return both("", "") };
    let said = match key {
        Key::Condition(formula, binding, moment, act) => condition(look, formula, look.binding(binding), moment, act),
        Key::Holds(..)
        | Key::Clipped(..)
        | Key::Gainsaid(..)
        | Key::Pro(..)
        | Key::Con(..)
        | Key::MadeInLaw(..)
        | Key::DeFacto(..)
        | Key::DeFactoClipped(..)
        | Key::Makes(..)
        | Key::Heals(..)
        | Key::Took(_)
        | Key::Denied(_)
        | Key::Told(_)
        | Key::Must(..)
        | Key::Unmet(_)
        | Key::UnmetDoing(_)
        | Key::Done(..)
        | Key::On(_)
        | Key::Recognised(..) => of_facts(look, key),
        Key::Tally(_) => both("what is asked is met", "what is asked is not met"),
        _ => of_law(look, key),
    };
    in_context(look, atom, said)
}

/// Under an order, or without a rule, everything says so.
fn in_context(look: &Lookup<'_>, atom: AtomId, said: Wording) -> Wording {
    let Some(order) = look.context(atom).and_then(|context| context.under) else { return said };
    let under = format!(" under {}", look.order_name(order));
    let add = |words: String| if words.contains(&under) { words } else { words + &under };
    Wording { yes: add(said.yes), no: add(said.no) }
}

fn condition(
    look: &Lookup<'_>,
    formula: FormulaId,
    values: &[Option<Value>],
    moment: Moment,
    act: Option<ActId>,
) -> Wording {
    let this = act.map_or_else(String::new, |act| look.act_name(act));
    let timed = match look.program.formulas.get(formula.index()) {
        Some(Formula::Relation { .. } | Formula::Status(..)) => look.when(moment),
        Some(Formula::Act { .. }) => look.by_when(moment),
        _ => String::new(),
    };
    let say = |denied| look.condition_words(formula, values, &this, denied) + &timed;
    both(say(false), say(true))
}

fn of_law(look: &Lookup<'_>, key: Key) -> Wording {
    let name = |act: ActId| look.act_name(act);
    match key {
        Key::InForce(rule, moment) => is(&look.rule_name(rule), &format!("in force{}", look.when(moment))),
        Key::Ended(rule, moment) => both(
            format!("the time of {} is over{}", look.rule_name(rule), look.when(moment)),
            format!("the time of {} is not over{}", look.rule_name(rule), look.when(moment)),
        ),
        Key::Covers(instance) => instance_words(look, instance, "speaks of", "does not speak of"),
        Key::Governs(instance) => instance_words(look, instance, "applies to", "does not apply to"),
        Key::Overridden(instance) => {
            let (rule, what) = instance_names(look, instance);
            both(
                format!("another rule takes the place of {rule} for {what}"),
                format!("no rule takes the place of {rule} for {what}"),
            )
        }
        Key::Grants(rule, act, subject) => grants(look, rule, act, subject),
        Key::Granted(act) => power(look, act, "some rule empowers", "no rule empowers"),
        Key::Covered(act) => {
            let what = infinitive(look, act);
            both(format!("a rule says who may {what}"), format!("no rule closes the question who may {what}"))
        }
        Key::Barred(act) => power(look, act, "a rule denies the power to", "no rule denies the power to"),
        Key::Outgranted(rule, act, _) => {
            let rule = look.rule_name(rule);
            let what = infinitive(look, act);
            both(
                format!("another rule's power to {what} prevails over {rule}"),
                format!("no other rule's power to {what} prevails over {rule}"),
            )
        }
        Key::Breach(instance) => instance_words(look, instance, "is breached by", "is not breached by"),
        Key::BreachOf(rule, act) => {
            let (act, rule) = (name(act), look.rule_name(rule));
            both(format!("{act} breaches {rule}"), format!("{act} does not breach {rule}"))
        }
        Key::Fatal(act) => {
            both(format!("a breach makes {} void", name(act)), format!("no breach makes {} void", name(act)))
        }
        Key::Sound(act) => is(&name(act), "valid as it was done"),
        Key::May(act) => {
            let Some(node) = look.act(act) else { return both("", "") };
            let when = look.when(supposed_at(look, act));
            both(
                format!("{}{when}", look.act_with(&node.act, "may")),
                format!("{}{when}", look.act_with(&node.act, "may not")),
            )
        }
        Key::Healed(rule, act, by) => {
            let by = if by == act { String::new() } else { format!(" through {}", name(by)) };
            let (rule, act) = (look.rule_name(rule), name(act));
            both(format!("{rule} heals {act}{by}"), format!("{rule} does not heal {act}{by}"))
        }
        Key::Cured(act) => is(&name(act), "healed from the start"),
        Key::HealedBy(act, moment) => is(&name(act), &format!("healed{}", look.by_when(moment))),
        Key::Struck(rule, act, moment) => {
            let breach = format!("the breach of {} by {}", look.rule_name(rule), name(act));
            is(&breach, &format!("healed{}", look.by_when(moment)))
        }
        Key::Avoidable(act, moment) => is(&name(act), &format!("open to annulment{}", look.when(moment))),
        Key::Undone(act) => is(&name(act), "annulled from the start"),
        Key::Annulled(act, by, _) => {
            both(format!("{} annuls {}", name(by), name(act)), format!("{} does not annul {}", name(by), name(act)))
        }
        Key::Gone(act, moment) => {
            let what = format!("what {} brought about", name(act));
            is(&what, &format!("ended by an annulment{}", look.by_when(moment)))
        }
        Key::Lapsed(act, moment) => is(&name(act), &format!("annulled{}", look.by_when(moment))),
        Key::Valid(act) => is(&name(act), "valid"),
        Key::Stands(act, moment) => is(&name(act), &format!("valid{}", look.when(moment))),
        Key::Void(act, moment) => is(&name(act), &format!("void{}", look.when(moment))),
        Key::Voidable(act, moment) => is(&name(act), &format!("voidable{}", look.when(moment))),
        Key::Irregular(act, moment) => is(&name(act), &format!("irregular{}", look.when(moment))),
        Key::BreachesSome(act) => {
            let act = name(act);
            both(format!("{act} breaches some rule"), format!("{act} breaches no rule that the corpus names"))
        }
        Key::Wrong(act) => both(format!("{} breaches a rule", name(act)), format!("{} breaches no rule", name(act))),
        _ => leaf(look, key),
    }
}

/// A leaf on a reading: what it says, and that it is not so.
fn leaf(look: &Lookup<'_>, key: Key) -> Wording {
    match key {
        Key::Accepted(statement, _) => {
            let words = look.named_words(statement);
            both(words.clone(), format!("not accepted: {words}"))
        }
        Key::OrderAccepted(order) => is(&look.order_name(order), "recognised"),
        Key::RecordSays(statement) => {
            let words = format!("{}: {}", look.quoted(statement), look.statement_words(statement));
            both(words.clone(), format!("not taken as right: {words}"))
        }
        _ => {
            let question = super::questions::question(look, key);
            both(format!("supposing the answer is yes: {question}"), format!("supposing the answer is no: {question}"))
        }
    }
}

fn of_facts(look: &Lookup<'_>, key: Key) -> Wording {
    match key {
        Key::On(statement) => {
            let name = look.quoted(statement);
            let words = look.statement_words(statement);
            both(format!("{name}: {words}"), format!("{name} is left out: {words}"))
        }
        Key::Recognised(order, moment) => is(&look.order_name(order), &format!("recognised{}", look.when(moment))),
        Key::Took(act) | Key::Denied(act) => {
            let name = look.act_name(act);
            let words = look.act(act).map_or_else(String::new, |node| look.act_words(&node.act, false));
            let told = if name.ends_with(&words) { name.clone() } else { format!("{name}: {words}") };
            match key {
                Key::Denied(_) => both(format!("it is denied that {words} ({name})"), format!("nobody denies {name}")),
                _ => both(told.clone(), not_done(look, act, &words)),
            }
        }
        Key::Told(act) => {
            let words = look.act(act).map_or_else(String::new, |node| look.act_words(&node.act, false));
            both(
                format!("the corpus itself tells whether {words}"),
                format!("the corpus does not tell whether {words}"),
            )
        }
        Key::Must(doing, moment) => doing_words(look, doing, |act| {
            let when = look.when(moment);
            both(
                format!("{}{when}", look.act_with(act, "must")),
                format!("no duty: {}{when}", look.act_with(act, "need not")),
            )
        }),
        Key::Unmet(instance) => {
            let (rule, what) = instance_names(look, instance);
            both(
                format!("the duty of {rule} was not met by {what}"),
                format!("the duty of {rule} was met or did not bind {what}"),
            )
        }
        Key::UnmetDoing(doing) => doing_words(look, doing, |act| {
            let (who, what) = (look.subjects(act), look.act_infinitive(act));
            both(format!("{who} breaches a duty to {what}"), format!("{who} breaches no duty to {what}"))
        }),
        Key::Done(doing, moment) => doing_words(look, doing, |act| {
            let by = look.by_when(moment);
            both(format!("{}{by}", look.act_words(act, false)), format!("{}{by}", look.act_words(act, true)))
        }),
        _ => of_relations(look, key),
    }
}

/// Why an act is not among those that took place.
fn not_done(look: &Lookup<'_>, act: ActId, words: &str) -> String {
    match look.act(act).map(|node| node.origin) {
        Some(ActOrigin::CountedAs(from)) => {
            format!("{} does not count, on this reading, as what it would be: {words}", look.act_name(from))
        }
        Some(ActOrigin::Content(telling)) => {
            format!("it is not so, on this reading, that what {} speaks of was done: {words}", look.act_name(telling))
        }
        _ => format!("it did not happen, on this reading, that {words}"),
    }
}

fn of_relations(look: &Lookup<'_>, key: Key) -> Wording {
    let relation = |fluent: FluentId, denied: bool| {
        look.fluent(fluent).map_or_else(String::new, |sentence| look.relation_words(&sentence, denied))
    };
    match key {
        Key::Holds(fluent, moment) | Key::MadeInLaw(fluent, moment) => {
            let when = look.when(moment);
            both(format!("{}{when}", relation(fluent, false)), format!("{}{when}", relation(fluent, true)))
        }
        Key::DeFacto(fluent, moment) => {
            let when = look.when(moment);
            both(
                format!("in fact {}{when}", relation(fluent, false)),
                format!("not even in fact: {}{when}", relation(fluent, false)),
            )
        }
        Key::Clipped(fluent, start, moment) | Key::DeFactoClipped(fluent, start, moment) => {
            let between = format!("{}{}", since(look, start), look.by_when(moment));
            both(
                format!("an act ended it{between} that {}", relation(fluent, false)),
                format!("no act ended it{between} that {}", relation(fluent, false)),
            )
        }
        Key::Gainsaid(fact, moment) => {
            let name =
                look.program.facts.get(fact.index()).map_or_else(String::new, |fact| look.quoted(fact.statement));
            is(&name, &format!("denied{}", look.when(moment)))
        }
        Key::Pro(fluent, moment) => {
            let words = format!("{}{}", relation(fluent, false), look.when(moment));
            both(format!("something speaks for it that {words}"), format!("nothing speaks for it that {words}"))
        }
        Key::Con(fluent, moment) => {
            let words = format!("{}{}", relation(fluent, false), look.when(moment));
            both(format!("something speaks against it that {words}"), format!("nothing speaks against it that {words}"))
        }
        Key::Makes(act, fluent, ends) => {
            let (verb, infinitive) = if ends { ("ends", "end") } else { ("makes", "make") };
            let (name, words) = (look.act_name(act), relation(fluent, false));
            both(format!("{name} {verb} it that {words}"), format!("{name} does not {infinitive} it that {words}"))
        }
        Key::Heals(by, act) => {
            let (by, act) = (look.act_name(by), look.act_name(act));
            both(format!("{by} heals {act}"), format!("{by} does not heal {act}"))
        }
        _ => both("", ""),
    }
}

fn since(look: &Lookup<'_>, start: Start) -> String {
    match start {
        Start::Always => String::new(),
        Start::After(act) => format!(" after {}", look.act_name(act)),
        Start::Date(date, _) => format!(" after {}", look.date_name(date)),
    }
}

fn doing_words(look: &Lookup<'_>, doing: DoingId, say: impl Fn(&Act) -> Wording) -> Wording {
    look.doing(doing).map_or_else(|| both("", ""), say)
}

/// A rule's name and what its instance is of.
pub(super) fn instance_names(look: &Lookup<'_>, id: InstanceId) -> (String, String) {
    let Some(instance) = look.instance(id) else { return (String::new(), String::new()) };
    let what = match instance.act {
        Some(act) => look.act_name(act),
        None => bound_names(look, look.binding(instance.binding)),
    };
    (look.rule_name(instance.rule), what)
}

fn bound_names(look: &Lookup<'_>, binding: &[Option<Value>]) -> String {
    let names: Vec<String> = binding.iter().flatten().map(|&value| look.value_name(value)).collect();
    if names.is_empty() { "this case".to_owned() } else { names.join(" and ") }
}

fn instance_words(look: &Lookup<'_>, id: InstanceId, yes: &str, no: &str) -> Wording {
    let (rule, what) = instance_names(look, id);
    both(format!("{rule} {yes} {what}"), format!("{rule} {no} {what}"))
}

fn infinitive(look: &Lookup<'_>, act: ActId) -> String {
    look.act(act).map_or_else(String::new, |node| look.act_infinitive(&node.act))
}

/// `some rule empowers vtsik to convene second_congress`
fn power(look: &Lookup<'_>, act: ActId, yes: &str, no: &str) -> Wording {
    let Some(node) = look.act(act) else { return both("", "") };
    let (who, what) = (look.subjects(&node.act), look.act_infinitive(&node.act));
    if yes.ends_with("to") {
        both(format!("{yes} {what} to {who}"), format!("{no} {what} to {who}"))
    } else {
        both(format!("{yes} {who} to {what}"), format!("{no} {who} to {what}"))
    }
}

fn grants(look: &Lookup<'_>, rule: RuleId, act: ActId, subject: u8) -> Wording {
    let Some(node) = look.act(act) else { return both("", "") };
    let who = node.act.subjects.get(subject as usize).map_or_else(|| "someone".to_owned(), |&who| look.value_name(who));
    let (rule, what) = (look.rule_name(rule), look.act_infinitive(&node.act));
    both(format!("{rule} empowers {who} to {what}"), format!("{rule} does not empower {who} to {what}"))
}

fn supposed_at(look: &Lookup<'_>, act: ActId) -> Moment {
    match look.act(act).map(|node| node.origin) {
        Some(ActOrigin::Supposed(moment)) => moment,
        Some(_) => Moment::Before(act),
        None => Moment::End,
    }
}
