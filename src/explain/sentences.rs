//! Sentences in the corpus's own verbs and relations: told acts, relations, contents.
//!
//! Takes acts and relations with their names filled in; gives clauses without a full stop. The forms of a
//! verb are the corpus's; only `does not`, `did` and the joining words are this program's.
use super::lookup::Lookup;
use crate::program::*;

/// An act with its words looked up; patterns of rules are rendered through it too.
pub(super) struct Phrase<'a> {
    pub verb: &'a Verb,
    pub subjects: Vec<String>,
    pub plural: bool,
    /// The object, with a blank before it; empty where there is none.
    pub object: String,
    /// Every other filler, after the word that introduces it.
    pub others: String,
    pub alone: bool,
}

impl Phrase<'_> {
    fn subject(&self) -> String {
        if self.subjects.is_empty() { "someone".to_owned() } else { self.subjects.join(" and ") }
    }

    /// `vtsik validly convenes second_congress`, `second_congress is not validly convened`
    pub fn validly(&self, denied: bool) -> String {
        if let Some(object) = self.passive() {
            let is = if denied { "is not" } else { "is" };
            return format!("{object} {is} validly {}{}", self.verb.forms[2], self.others);
        }
        match (denied, self.plural) {
            (true, true) => format!("{} do not validly {}", self.subject(), self.infinitive()),
            (true, false) => format!("{} does not validly {}", self.subject(), self.infinitive()),
            (false, true) => format!("{} validly {}", self.subject(), self.infinitive()),
            (false, false) => format!("{} validly {}{}", self.subject(), self.verb.forms[1], self.tail()),
        }
    }

    /// The object, where nobody is named who acts on it.
    fn passive(&self) -> Option<&str> {
        let object = self.object.trim_start();
        (self.subjects.is_empty() && !object.is_empty()).then_some(object)
    }

    fn tail(&self) -> String {
        format!("{}{}{}", self.object, self.others, if self.alone { " alone" } else { "" })
    }

    /// `vtsik convenes second_congress`
    pub fn told(&self) -> String {
        if let Some(object) = self.passive() {
            return format!("{object} is {}{}", self.verb.forms[2], self.others);
        }
        let verb = if self.plural { &self.verb.forms[0] } else { &self.verb.forms[1] };
        format!("{} {verb}{}", self.subject(), self.tail())
    }

    /// `vtsik does not convene second_congress`
    pub fn denied(&self) -> String {
        if let Some(object) = self.passive() {
            return format!("{object} is not {}{}", self.verb.forms[2], self.others);
        }
        let does = if self.plural { "do" } else { "does" };
        format!("{} {does} not {}", self.subject(), self.infinitive())
    }

    /// `convene second_congress`
    pub fn infinitive(&self) -> String {
        format!("{}{}", self.verb.forms[0], self.tail())
    }

    /// `vtsik may convene second_congress`, and the like
    pub fn with(&self, auxiliary: &str) -> String {
        format!("{} {auxiliary} {}", self.subject(), self.infinitive())
    }

    /// `did vtsik convene second_congress`, `had vtsik the power to convene second_congress`
    pub fn asked(&self, before: &str, after: &str) -> String {
        format!("{before} {}{after} {}", self.subject(), self.infinitive())
    }
}

impl Lookup<'_> {
    /// The phrase of an act.
    pub(super) fn phrase(&self, act: &Act) -> Option<Phrase<'_>> {
        let verb = self.program.verbs.get(act.verb.index())?;
        let subjects: Vec<String> = act.subjects.iter().map(|&subject| self.value_name(subject)).collect();
        let plural = act.subjects.len() > 1 || act.subjects.iter().any(|&subject| self.is_many(subject));
        let roles = act.roles.iter().map(|&(role, value)| (role, self.role_words(verb, role, value))).collect();
        let (object, others) = rest_of(verb, roles);
        Some(Phrase { verb, subjects, plural, object, others, alone: act.alone })
    }

    /// A filler; a content after `to` is an infinitive, whoever is to do it.
    fn role_words(&self, verb: &Verb, role: u8, value: Value) -> String {
        let content = match value {
            Value::Content(id) => self.grounded.tables.content(id),
            _ => None,
        };
        let takes_act = verb.roles.get(role as usize).is_some_and(|role| role.takes == RoleType::Act);
        match content {
            Some(Content::Act(act, negated)) if takes_act => {
                let not = if *negated { "not " } else { "" };
                format!("to {not}{}", self.act_infinitive(act))
            }
            _ => self.value_name(value),
        }
    }

    /// Whether an entity stands for several.
    pub(super) fn is_many(&self, value: Value) -> bool {
        match value {
            Value::Entity(id) => {
                let counted = self.program.entities.get(id.index()).is_some_and(|entity| entity.count.is_some());
                counted || self.told.is_written_as_many(id)
            }
            _ => false,
        }
    }

    /// `vtsik convenes second_congress`
    pub fn act_words(&self, act: &Act, denied: bool) -> String {
        self.phrase(act).map_or_else(String::new, |phrase| if denied { phrase.denied() } else { phrase.told() })
    }

    /// `vtsik convenes second_congress`, as the name of an act that no event has.
    pub fn act_noun(&self, act: &Act) -> String {
        self.act_words(act, false)
    }

    /// `vtsik may convene second_congress`
    pub fn act_with(&self, act: &Act, auxiliary: &str) -> String {
        self.phrase(act).map_or_else(String::new, |phrase| phrase.with(auxiliary))
    }

    /// `convene second_congress`
    pub fn act_infinitive(&self, act: &Act) -> String {
        self.phrase(act).map_or_else(String::new, |phrase| phrase.infinitive())
    }

    /// `did vtsik convene second_congress`
    pub fn act_asked(&self, act: &Act, before: &str, after: &str) -> String {
        self.phrase(act).map_or_else(String::new, |phrase| phrase.asked(before, after))
    }

    /// The subjects of an act.
    pub fn subjects(&self, act: &Act) -> String {
        let names: Vec<String> = act.subjects.iter().map(|&subject| self.value_name(subject)).collect();
        if names.is_empty() { "someone".to_owned() } else { names.join(" and ") }
    }

    /// What an event tells.
    pub fn event_words(&self, event: &Event) -> String {
        self.act_words(&event.act, event.denied)
    }

    /// `vtsik is permanent body of first_congress`
    pub fn relation_words(&self, sentence: &RelationSentence, denied: bool) -> String {
        let phrase =
            self.program.relations.get(sentence.relation.index()).map_or("", |relation| relation.phrase.as_str());
        let object = sentence.object.map_or_else(String::new, |object| format!(" {}", self.value_name(object)));
        let is = if self.is_many(sentence.subject) { "are" } else { "is" };
        let not = if denied { " not" } else { "" };
        format!("{} {is}{not} {phrase}{object}", self.value_name(sentence.subject))
    }

    /// A content, with the word that introduces it: `to convene second_congress`, `that x is valid`.
    pub fn content(&self, content: &Content) -> String {
        match content {
            Content::Act(act, negated) if act.subjects.is_empty() => {
                let not = if *negated { "not " } else { "" };
                format!("to {not}{}", self.act_infinitive(act))
            }
            Content::Act(act, negated) => format!("that {}", self.act_words(act, *negated)),
            Content::Relation(sentence, denied) => format!("that {}", self.relation_words(sentence, *denied)),
            Content::Other(words) => format!("that {words}"),
        }
    }
}

/// What follows the verb: the object, then every other filler after the word that introduces it.
pub(super) fn rest_of(verb: &Verb, roles: Vec<(u8, String)>) -> (String, String) {
    let mut object = String::new();
    let mut others = String::new();
    for (role, words) in roles {
        let Some(declared) = verb.roles.get(role as usize) else { continue };
        let content = matches!(declared.takes, RoleType::Sentence | RoleType::Act);
        if declared.name == "what" {
            object = format!(" {words}");
        } else if content {
            others.push_str(&format!(" {words}"));
        } else {
            others.push_str(&format!(" {} {words}", declared.name));
        }
    }
    (object, others)
}
