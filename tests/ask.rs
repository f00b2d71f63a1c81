//! Questions with letters for what is asked: things, numbers, days; and what no list of values can answer.

use convoke::evidence::EvidenceTexts;
use convoke::program::VerdictWord;
use convoke::session::{ask, asked::Asked, options::Reading};
use convoke::source::Sources;

const CORPUS: &str = r#"corpus "Questions"
record annals, diary
source annals "The annals"
source diary "A diary"
kind actor | actors
kind person | persons is actor
kind party | parties is actor
kind board | boards
attribute present of board: number
attribute term of board: duration
attribute level of board: high or low
attribute founded of board: date
attribute seats of board: composition
act elect | elects | elected (by board, what person)
deed sit | sits | sat (by board)
relation person is member of board
party reds
party blues
party greens
person ann
board council { present 40, level high, term 2 years, founded 1890-05-01, seats 100 of { reds 60, blues up to 30, rest greens } }
board guild { present 30 [annals 1] or 50 [diary 2], seats of reds: more than 1/2, seats of blues: 10 % }
board club
according to reds { board club { present 7 } }
event ballot on 1900-02-01 { council elects ann }
event session from 1900-03-01 to 1900-03-05 { guild sits }
event meeting on 1900-04-01 [annals 3] or 1900-04-03 [diary 4] { council sits }
event later after ballot, before session { club sits }
event undated { council elects ann }
according to blues { event claimed on 1900-06-01 { club elects ann } }
fact standing from 1900-01-01 until 1900-12-31 { ann is member of club }
"#;

fn asked(question: &str) -> Asked {
    let mut sources = Sources::default();
    sources.add("a.cvk".to_owned(), CORPUS.to_owned());
    ask(sources, &EvidenceTexts::default(), question, &Reading::default())
}

/// `N 40 upheld`, in the order of the answers.
fn answers(question: &str) -> Vec<String> {
    let found = asked(question);
    let wrong: Vec<&str> = found.outcome.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(wrong, [""; 0], "{question}");
    let verdict = |verdict| match verdict {
        VerdictWord::Upheld => "upheld",
        VerdictWord::Refuted => "refuted",
        VerdictWord::Undetermined => "undetermined",
        VerdictWord::Contested => "contested",
        VerdictWord::Paradoxical => "paradoxical",
    };
    let line = |answer: &convoke::session::asked::Answer| {
        let pairs = found.variables.iter().zip(&answer.bindings).map(|(name, value)| format!("{name} {value}"));
        format!("{}: {}", pairs.collect::<Vec<_>>().join(", "), verdict(answer.report.verdict))
    };
    found.answers.iter().map(line).collect()
}

#[test]
fn numbers_that_are_told_are_listed() {
    assert_eq!(answers("council.present is N"), ["N 40: upheld"]);
    assert_eq!(
        answers("B.present is N"),
        [
            "B council, N 40: upheld",
            // Two sources of the record: exactly one of them is right.
            "B guild, N 30: undetermined",
            "B guild, N 50: undetermined",
            "B club, N 7: contested",
        ]
    );
    assert_eq!(answers("N = council.present + 2"), ["N 42: upheld"]);
    assert_eq!(answers("council.term is N"), ["N 2 years: upheld"]);
    assert_eq!(answers("count of boards B where B sits is N"), ["N 3: upheld"]);
}

#[test]
fn what_is_known_by_bounds_is_shown_by_them() {
    assert_eq!(
        answers("council.seats of P is N"),
        ["P reds, N 60: upheld", "P blues, N at most 30: upheld", "P greens, N between 10 and 40: upheld"]
    );
    assert_eq!(
        answers("guild.seats of P is N"),
        ["P reds, N between 50 % and 90 %: upheld", "P blues, N 10 %: upheld"]
    );
}

#[test]
fn days_are_listed_as_the_record_tells_them() {
    assert_eq!(answers("ballot on D"), ["D 1900-02-01: upheld"]);
    assert_eq!(answers("session on D"), ["D from 1900-03-01 to 1900-03-05: upheld"]);
    assert_eq!(answers("meeting on D"), ["D 1900-04-01: undetermined", "D 1900-04-03: undetermined"]);
    assert_eq!(answers("claimed on D"), ["D 1900-06-01: contested"]);
    // Between two others: their days bound it.
    let later = answers("later on D");
    assert!(later[0].starts_with("D between ") && later[0].contains("1 February") && later[0].ends_with(": upheld"));
    // Nothing tells when.
    assert_eq!(answers("undated on D"), [""; 0]);
    assert_eq!(answers("council.founded is D"), ["D 1890-05-01: upheld"]);
    assert_eq!(answers("council sits on D"), ["D 1900-04-01: undetermined", "D 1900-04-03: undetermined"]);
    assert_eq!(answers("council elects P as E and E on D"), ["P ann, E ballot, D 1900-02-01: upheld"]);
}

#[test]
fn what_is_asked_for_can_be_compared_too() {
    assert_eq!(
        answers("B.present is N and N > 40"),
        ["B guild, N 50: undetermined", "B council, N 40: refuted", "B guild, N 30: refuted", "B club, N 7: refuted",]
    );
    // Every binding, with its verdict: what is refuted comes last.
    let valid = answers("E on D and D before 1900-02-15 and E is valid");
    assert_eq!(valid[0], "E ballot, D 1900-02-01: undetermined");
    assert!(valid.len() == 6 && valid[1..].iter().all(|answer| answer.ends_with(": refuted")), "{valid:?}");
}

#[test]
fn words_and_things_are_those_that_are_told() {
    assert_eq!(answers("B.level is W"), ["B council, W high: upheld"]);
    assert_eq!(answers("P is member of B"), ["P ann, B club: refuted"]);
    assert_eq!(answers("on 1900-05-01: P is member of B"), ["P ann, B club: upheld"]);
}

#[test]
fn what_could_be_any_number_is_said_to_be() {
    for (question, message, help) in [
        ("B.present > N", "`N` could be any number", "`C.present is N`"),
        ("not (council.present is N)", "`N` could be any number", "`C.present is N`"),
        ("on D: ann is member of club", "`D` could be any day", "`E on D`"),
    ] {
        let found = asked(question);
        assert!(found.answers.is_empty() && !found.outcome.judged(), "{question}");
        let [only] = found.outcome.diagnostics.as_slice() else { panic!("{question}") };
        assert!(only.message.starts_with(message), "{}", only.message);
        assert!(only.help.as_ref().is_some_and(|words| words.contains(help)), "{:?}", only.help);
    }
}
