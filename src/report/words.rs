//! The words that every format uses for verdicts, answers and bearings, and small helpers for sentences.
use super::palette::Tone;
use crate::diagnostic::Severity;
use crate::explain::reason::ReasonKind;
use crate::program::{AnswerWord, VerdictWord};
use crate::resolve::library;
use crate::source::{Place, Sources, Span};
use crate::verdict::claim_report::{Bearing, ChoiceSet, RefutationGround};

/// Where an answer would go, unless that is in the library: nobody is sent there.
pub fn place_of_answer(sources: &Sources, span: Option<Span>) -> Option<Span> {
    span.filter(|span| {
        let file = sources.file(span.file);
        let name = file.path().strip_suffix(".cvk").map(|path| path.replace('/', "."));
        name.and_then(|name| library::text(&name)).is_none_or(|text| text != file.text())
    })
}

/// `upheld`, `refuted`, …
pub fn verdict_word(verdict: VerdictWord) -> &'static str {
    match verdict {
        VerdictWord::Upheld => "upheld",
        VerdictWord::Refuted => "refuted",
        VerdictWord::Undetermined => "undetermined",
        VerdictWord::Paradoxical => "paradoxical",
        VerdictWord::Contested => "contested",
    }
}

/// The tone of a verdict.
pub fn verdict_tone(verdict: VerdictWord) -> Tone {
    match verdict {
        VerdictWord::Upheld => Tone::Yes,
        VerdictWord::Refuted => Tone::No,
        VerdictWord::Undetermined | VerdictWord::Contested => Tone::Doubt,
        VerdictWord::Paradoxical => Tone::Alarm,
    }
}

/// `true`, `false`, `open`, `undefined`
pub fn answer_word(answer: AnswerWord) -> &'static str {
    match answer {
        AnswerWord::True => "true",
        AnswerWord::False => "false",
        AnswerWord::Open => "open",
        AnswerWord::Undefined => "undefined",
    }
}

/// The tone of an answer.
pub fn answer_tone(answer: AnswerWord) -> Tone {
    match answer {
        AnswerWord::True => Tone::Yes,
        AnswerWord::False => Tone::No,
        AnswerWord::Open => Tone::Doubt,
        AnswerWord::Undefined => Tone::Alarm,
    }
}

/// `error`, `warning`, `note`
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The word of a refutation's ground, as in JSON.
pub fn ground_word(ground: RefutationGround) -> &'static str {
    match ground {
        RefutationGround::Rule => "rule",
        RefutationGround::Denial => "denial",
        RefutationGround::Silence => "silence",
        RefutationGround::Circle => "circle",
    }
}

/// On what a refutation rests, in a sentence's words.
pub fn ground_sentence(ground: RefutationGround) -> &'static str {
    match ground {
        RefutationGround::Rule => "by a rule",
        RefutationGround::Denial => "by the record, which says otherwise",
        RefutationGround::Silence => "by silence: nothing was told that would make it so",
        RefutationGround::Circle => "by a circle: the chain that should carry it closes on itself",
    }
}

/// The word of a bearing, as in JSON.
pub fn bearing_word(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Supports => "supports",
        Bearing::Against => "against",
        Bearing::Both => "both",
        Bearing::None => "none",
    }
}

/// How one ground (or several) bears on its claim, after the names.
pub fn bearing_sentence(bearing: Bearing, several: bool) -> &'static str {
    match (bearing, several) {
        (Bearing::Supports, false) => "supports it",
        (Bearing::Supports, true) => "support it",
        (Bearing::Against, false) => "speaks against it",
        (Bearing::Against, true) => "speak against it",
        (Bearing::Both, false) => "speaks for it and against it",
        (Bearing::Both, true) => "speak for it and against it",
        (Bearing::None, false) => "does not bear on it",
        (Bearing::None, true) => "do not bear on it",
    }
}

/// The word of a node of reasons, as in JSON.
pub fn kind_word(kind: ReasonKind) -> &'static str {
    match kind {
        ReasonKind::Claim => "claim",
        ReasonKind::Rule => "rule",
        ReasonKind::Condition => "condition",
        ReasonKind::Event => "event",
        ReasonKind::Fact => "fact",
        ReasonKind::Question => "question",
        ReasonKind::Allegation => "allegation",
        ReasonKind::Silence => "silence",
        ReasonKind::Circle => "circle",
        ReasonKind::SeeAbove => "see above",
    }
}

/// `a`, `a and b`, `a, b and c`
pub fn joined(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., end] => format!("{} {last} {end}", init.join(", ")),
    }
}

/// `false or open`
pub fn answers_in_words(answers: &[AnswerWord]) -> String {
    let words: Vec<String> = answers.iter().map(|&a| answer_word(a).to_string()).collect();
    joined(&words, "or")
}

/// `a and b are accepted and c is rejected`; whatever one accepts, where the set is empty.
pub fn choice_in_words(set: &ChoiceSet) -> String {
    let part = |names: &[String], what: &str| {
        let verb = if names.len() == 1 { "is" } else { "are" };
        (!names.is_empty()).then(|| format!("{} {verb} {what}", joined(names, "and")))
    };
    let parts: Vec<String> =
        [part(&set.accept, "accepted"), part(&set.reject, "rejected")].into_iter().flatten().collect();
    if parts.is_empty() { "whatever one accepts".to_string() } else { format!("if {}", parts.join(" and ")) }
}

/// `1 claim`, `2 claims`
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Where a stretch begins.
pub fn place_of(sources: &Sources, span: Span) -> Place {
    sources.file(span.file).place(span.start)
}

/// `path:line`
pub fn place_in_words(sources: &Sources, span: Span) -> String {
    format!("{}:{}", sources.file(span.file).path(), place_of(sources, span).line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_read_as_sentences() {
        let set = ChoiceSet { accept: vec!["a".into(), "b".into()], reject: vec!["c".into()] };
        assert_eq!(choice_in_words(&set), "if a and b are accepted and c is rejected");
        assert_eq!(choice_in_words(&ChoiceSet::default()), "whatever one accepts");
    }

    #[test]
    fn lists_are_joined() {
        let items: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
        assert_eq!(joined(&items, "or"), "a, b or c");
        assert_eq!(counted(1, "claim", "claims"), "1 claim");
    }
}
