//! Small helpers for wording: lists, articles, and how a verb's sentence is written.
use crate::program::{Program, RoleType, VerbId};

/// `a, b or c`
pub(super) fn list<'a>(items: impl Iterator<Item = &'a str>, joint: &str) -> String {
    let items: Vec<&str> = items.collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {joint} {last}", first.join(", ")),
    }
}

/// A noun with its article: `a congress`, `an assembly`.
pub(super) fn in_words(noun: &str) -> String {
    let vowel = noun.chars().next().is_some_and(|first| "aeiouAEIOU".contains(first));
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// What a role takes, as a placeholder: `CONGRESS or CONFERENCE`.
fn placeholder(program: &Program, takes: &RoleType) -> String {
    match takes {
        RoleType::Entity(kinds) => {
            let name =
                |kind: &crate::program::KindId| program.kinds.get(kind.index())?.forms.first().map(String::as_str);
            let kinds = list(kinds.iter().filter_map(name), "or").to_uppercase().replace(" OR ", " or ");
            if kinds.is_empty() { "NAME".into() } else { kinds }
        }
        RoleType::Event => "EVENT".into(),
        RoleType::Rule => "RULE".into(),
        RoleType::Order => "ORDER".into(),
        RoleType::Thing => "NAME".into(),
        RoleType::Number => "NUMBER".into(),
        RoleType::Date => "DATE".into(),
        RoleType::Sentence => "SENTENCE".into(),
        RoleType::Act => "do this or that".into(),
    }
}

/// How a sentence with a verb is written: `BODY convenes CONGRESS [for DATE]`.
pub(super) fn shape(program: &Program, verb: VerbId) -> String {
    let Some(verb) = program.verbs.get(verb.index()) else { return String::new() };
    let mut words = vec![placeholder(program, &RoleType::Entity(verb.subject.clone())), verb.forms[1].clone()];
    let in_order = verb.roles.iter().filter(|role| role.name == "what");
    for role in in_order.chain(verb.roles.iter().filter(|role| role.name != "what")) {
        let filler = placeholder(program, &role.takes);
        let whole = if role.name == "what" { filler } else { format!("{} {filler}", role.name) };
        words.push(if role.optional { format!("[{whole}]") } else { whole });
    }
    words.join(" ")
}

/// The help that tells how a verb is written.
pub(super) fn written(program: &Program, verb: VerbId) -> String {
    let infinitive = program.verbs.get(verb.index()).map_or("", |verb| verb.forms[0].as_str());
    format!("`{infinitive}` is written: {}", shape(program, verb))
}

/// The name of an act that has no letter: `that B sits before this act`. It begins with a small letter, so that
/// it is never taken for a variable of the corpus.
pub(super) fn that(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    format!("that {}", words.join(" "))
}
