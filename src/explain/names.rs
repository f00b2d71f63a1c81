//! Things in words: names, titles, amounts, dates, moments. Statements are named in backticks, everybody and
//! everything else plainly.
use super::lookup::{Lookup, Stated};
use crate::ground::acts::ActOrigin;
use crate::ground::keys::{ActId, Instant, Moment};
use crate::program::*;

impl Lookup<'_> {
    /// The plain name of a statement.
    pub fn name(&self, id: StatementId) -> &str {
        self.statement(id).map_or("", |statement| statement.name.as_str())
    }

    /// A statement's name, marked as one.
    pub fn quoted(&self, id: StatementId) -> String {
        format!("`{}`", self.name(id))
    }

    /// An entity's name.
    pub fn entity_name(&self, id: EntityId) -> String {
        self.program.entities.get(id.index()).map_or_else(String::new, |entity| self.name(entity.statement).to_owned())
    }

    /// A rule's name.
    pub fn rule_name(&self, id: RuleId) -> String {
        self.rule(id).map_or_else(String::new, |rule| self.quoted(rule.statement))
    }

    /// An order's name.
    pub fn order_name(&self, id: OrderId) -> String {
        self.program.orders.get(id.index()).map_or_else(String::new, |order| self.quoted(order.statement))
    }

    /// An event's name.
    pub fn event_name(&self, id: EventId) -> String {
        self.event(id).map_or_else(String::new, |event| self.quoted(event.statement))
    }

    /// An act by the event that tells it.
    pub fn act_name(&self, id: ActId) -> String {
        let Some(node) = self.act(id) else { return String::new() };
        match node.origin {
            ActOrigin::Told(event) => self.event_name(event),
            ActOrigin::CountedAs(from) => match self.told(id) {
                Some(event) => format!("{}, read as {}", self.event_name(event), self.act_noun(&node.act)),
                None => format!("{}, read as {}", self.act_name_once(from), self.act_noun(&node.act)),
            },
            ActOrigin::Content(telling) => {
                format!("what {} speaks of ({})", self.act_name_once(telling), self.act_noun(&node.act))
            }
            ActOrigin::Supposed(_) => format!("the case that {}", self.act_noun(&node.act)),
        }
    }

    /// The name of what another act goes back to; no deeper.
    pub(super) fn act_name_once(&self, id: ActId) -> String {
        if let Some(event) = self.told(id) {
            return self.event_name(event);
        }
        let Some(node) = self.act(id) else { return String::new() };
        let origin = self.act(node.told).map(|told| told.origin);
        match origin {
            Some(ActOrigin::Content(telling)) => match self.told(telling) {
                Some(event) => format!("what {} speaks of", self.event_name(event)),
                None => self.act_noun(&node.act),
            },
            _ => self.act_noun(&node.act),
        }
    }

    /// A value by its name.
    pub fn value_name(&self, value: Value) -> String {
        match value {
            Value::Entity(id) => self.entity_name(id),
            Value::Event(id) => self.event_name(id),
            Value::Rule(id) => self.rule_name(id),
            Value::Order(id) => self.order_name(id),
            Value::Word(id) => {
                self.program.adjectives.get(id.index()).map_or_else(String::new, |word| word.name.clone())
            }
            Value::Quantity(id) => self.quantity(id).map_or_else(String::new, amount),
            Value::Date(id) => self.date_name(id),
            Value::Content(id) => self.grounded.tables.content(id).map_or_else(String::new, |c| self.content(c)),
            Value::Someone(_) => "someone".to_owned(),
        }
    }

    /// A value by its title, where it has one.
    pub fn value_title(&self, value: Value) -> String {
        let titled = match value {
            Value::Entity(id) => self.program.entities.get(id.index()).map(|entity| entity.statement),
            _ => None,
        };
        let title =
            titled.and_then(|statement| self.statement(statement)).and_then(|statement| statement.title.clone());
        title.unwrap_or_else(|| self.value_name(value))
    }

    /// A date as the corpus prints it.
    pub fn date_name(&self, id: DateId) -> String {
        self.program.dates.get(id.index()).map_or_else(String::new, |date| date.printed.clone())
    }

    /// When: empty for the end of the record, else with a blank before it.
    pub fn when(&self, moment: Moment) -> String {
        match moment {
            Moment::Before(act) => format!(" just before {}", self.act_name_once(act)),
            Moment::After(act) => format!(" just after {}", self.act_name_once(act)),
            Moment::Date(date) => format!(" on {}", self.date_name(date)),
            Moment::End => String::new(),
        }
    }

    /// By when: `by the time of`, for what must have been done.
    pub fn by_when(&self, moment: Moment) -> String {
        match moment {
            Moment::Before(act) => format!(" before {}", self.act_name_once(act)),
            Moment::After(act) => format!(" by the end of {}", self.act_name_once(act)),
            Moment::Date(date) => format!(" by {}", self.date_name(date)),
            Moment::End => String::new(),
        }
    }

    /// A point of time that something is compared with.
    pub fn instant_name(&self, instant: Instant) -> String {
        match instant {
            Instant::Begin(act) if self.lasts(act) => format!("the beginning of {}", self.act_name_once(act)),
            Instant::End(act) if self.lasts(act) => format!("the end of {}", self.act_name_once(act)),
            Instant::Begin(act) | Instant::End(act) => self.act_name_once(act),
            Instant::DayStart(date, teller) => self.day_of(date, teller, "beginning"),
            Instant::DayEnd(date, Some(teller)) => self.day_of(date, teller, "end"),
            Instant::DayEnd(date, None) => format!("the end of the day of {} that is meant", self.date_name(date)),
            Instant::Minute(minute) => minute_name(minute.into()),
        }
    }

    /// The unknown day that a wide date of a statement means.
    fn day_of(&self, date: DateId, teller: StatementId, end: &str) -> String {
        format!("the {end} of the day of {} that `{}` tells of", self.date_name(date), self.name(teller))
    }

    /// The day that begins with a minute, in the new style.
    pub fn day_name(&self, minute: i64) -> String {
        day_of_count(minute.div_euclid(1440))
    }

    fn lasts(&self, act: ActId) -> bool {
        let event = self.told(act).and_then(|event| self.event(event));
        event.is_some_and(|event| {
            event.time.parts.iter().any(|part| matches!(part, TimePart::From(_) | TimePart::Until(_)))
        })
    }

    /// The speakers of an `according to`.
    pub fn speaker_name(&self, speaker: Speaker) -> String {
        match speaker {
            Speaker::Entity(id) => self.entity_name(id),
            Speaker::Source(id) => self
                .program
                .sources
                .get(id.index())
                .map_or_else(String::new, |source| self.name(source.statement).to_owned()),
        }
    }

    /// Who alleges a statement: the voices around it, the innermost first.
    pub fn voices(&self, id: StatementId) -> Option<String> {
        let mut words: Vec<String> = Vec::new();
        let mut voice = self.statement(id).and_then(|statement| statement.voice);
        while let Some(id) = voice {
            let data = self.program.voices.get(id.index())?;
            words.extend(self.speakers(id));
            voice = data.parent;
        }
        if words.is_empty() { None } else { Some(words.join(", according to ")) }
    }

    /// The innermost block around a statement in which somebody speaks.
    pub(super) fn innermost_speaking(&self, id: StatementId) -> Option<VoiceId> {
        let mut voice = self.statement(id)?.voice;
        while let Some(at) = voice.filter(|&voice| self.speakers(voice).is_none()) {
            voice = self.program.voices.get(at.index())?.parent;
        }
        voice
    }

    /// Who speaks in one block; none in one of doubt.
    pub(super) fn speakers(&self, voice: VoiceId) -> Option<String> {
        match &self.program.voices.get(voice.index())?.kind {
            VoiceKind::According(speakers, _) => {
                let names: Vec<String> = speakers.iter().map(|&speaker| self.speaker_name(speaker)).collect();
                Some(names.join(" or "))
            }
            VoiceKind::Doubtful(_) => None,
        }
    }

    /// Whether a statement stands flat on the record, or in blocks of which these are the speakers alone.
    pub(super) fn is_said_by(&self, id: StatementId, by: &[Speaker]) -> bool {
        let mut voice = self.statement(id).and_then(|statement| statement.voice);
        while let Some(data) = voice.and_then(|voice| self.program.voices.get(voice.index())) {
            let own = match &data.kind {
                VoiceKind::According(speakers, _) => speakers.iter().all(|speaker| by.contains(speaker)),
                VoiceKind::Doubtful(_) => false,
            };
            if !own {
                return false;
            }
            voice = data.parent;
        }
        true
    }

    /// A statement in words, without its name.
    pub fn statement_words(&self, id: StatementId) -> String {
        match self.stated(id) {
            Some(Stated::Event(event)) => self.event(event).map_or_else(String::new, |event| self.event_words(event)),
            Some(Stated::Fact(fact)) => {
                let fact = self.program.facts.get(fact.index());
                fact.map_or_else(String::new, |fact| self.relation_words(&fact.sentence, fact.denied))
            }
            Some(Stated::Rule(rule)) => format!("the rule {} binds", self.rule_name(rule)),
            Some(Stated::Order(order)) => format!("the order {} is recognised", self.order_name(order)),
            Some(Stated::Entity(entity)) => format!("what is said of {} is so", self.entity_name(entity)),
            Some(Stated::Value(entity, place)) => self.attribute_words(entity, place),
            Some(Stated::Date(event, date)) => format!("{} was on {}", self.event_name(event), self.date_name(date)),
            None => self.quoted(id),
        }
    }

    /// A statement in words, after its name; rules and orders have it in their words.
    pub fn named_words(&self, id: StatementId) -> String {
        match self.stated(id) {
            Some(Stated::Rule(_) | Stated::Order(_)) | None => self.statement_words(id),
            Some(_) => format!("{}: {}", self.quoted(id), self.statement_words(id)),
        }
    }

    /// `seats of vtsik: 320 of …`
    pub(super) fn attribute_words(&self, entity: EntityId, place: usize) -> String {
        let Some(held) = self.program.entities.get(entity.index()).and_then(|entity| entity.attributes.get(place))
        else {
            return String::new();
        };
        let attribute =
            self.program.attributes.get(held.attribute.index()).map_or("", |attribute| attribute.name.as_str());
        let value = match &held.value {
            Holding::One(value) => self.value_name(*value),
            Holding::Text(text) => format!("\"{text}\""),
            Holding::Composition(composition) => {
                let whole = composition.whole.and_then(|id| self.quantity(id)).map(amount);
                let parts = composition.parts.iter().map(|part| {
                    let who: Vec<String> = part.who.iter().map(|&who| self.entity_name(who)).collect();
                    let amount =
                        part.amount.and_then(|id| self.quantity(id)).map_or_else(|| "the rest".to_owned(), amount);
                    format!("{} {amount}", who.join(" and "))
                });
                let parts: Vec<String> = parts.collect();
                match whole {
                    Some(whole) if parts.is_empty() => whole,
                    Some(whole) => format!("{whole} of {}", parts.join(", ")),
                    None => parts.join(", "),
                }
            }
        };
        format!("{attribute} of {}: {value}", self.entity_name(entity))
    }
}

/// An amount: `62`, `up to 60 %`, `more than 1/2`, `at least 14 days`.
pub fn amount(quantity: &Quantity) -> String {
    let unit = match quantity.unit {
        None => "",
        Some(Unit::Minutes) => " minutes",
        Some(Unit::Days) => " days",
        Some(Unit::Months) => " months",
        Some(Unit::Years) => " years",
    };
    let number = |value: Rational| format!("{}{unit}", rational(value, quantity.share));
    if let Some(except) = quantity.except {
        return format!("other than {}", number(except));
    }
    match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low.value == high.value => number(low.value),
        (Some(low), Some(high)) => {
            format!("between {} and {}", rational(low.value, quantity.share), number(high.value))
        }
        (Some(low), None) if low.strict => format!("more than {}", number(low.value)),
        (Some(low), None) => format!("at least {}", number(low.value)),
        (None, Some(high)) if high.strict => format!("less than {}", number(high.value)),
        (None, Some(high)) => format!("at most {}", number(high.value)),
        (None, None) => "any amount".to_owned(),
    }
}

/// A fraction; as a share in percent where that is a whole number.
pub fn rational(value: Rational, share: bool) -> String {
    let percent = value.numer().checked_mul(100).map(|hundredfold| Rational::new(hundredfold, *value.denom()));
    match percent {
        Some(percent) if share && percent.is_integer() => format!("{} %", percent.numer()),
        _ if value.is_integer() => value.numer().to_string(),
        _ => format!("{}/{}", value.numer(), value.denom()),
    }
}

fn day_of_count(day: i64) -> String {
    use crate::calendar::{Calendar, Day, show};
    show::day(Day::new(day), Calendar::Gregorian)
}

/// A minute of the day count, in the new style: the edge of a day is named by that day.
fn minute_name(minute: i64) -> String {
    let day = |shift: i64| day_of_count(minute.div_euclid(1440).saturating_add(shift));
    match minute.rem_euclid(1440) {
        0 => format!("the end of {}", day(-1)),
        1439 => format!("the beginning of {}", day(1)),
        _ => day(0),
    }
}
