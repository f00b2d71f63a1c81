//! The checked record, from text: what lives, periods and voices say of the order of events, and that checking never
//! fails, whatever is wrong with the names.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
use convoke::check::chronology::{Edge, Trilean};
use convoke::check::{Checked, check};
use convoke::diagnostic::{Diagnostic, Severity};
use convoke::program::EventId;
use convoke::resolve::resolve;
use convoke::source::Sources;
use convoke::syntax::parse;
use std::path::Path;

const WORDS: &str = "
kind body | bodies
kind congress | congresses is body
relation body is organ of congress
act found | founds | founded (by body, what body)
deed meet | meets | met (by body)
";

fn checked(text: &str) -> (Checked, Vec<Diagnostic>, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("test.cvk", text);
    let (tree, mut before) = parse(&sources, file);
    let (program, found) = resolve(&sources, &[tree]);
    before.extend(found);
    let (checked, found) = check(program, &sources, &|_| false);
    (checked, before, found)
}

/// Checks a text with the words above that must resolve.
fn sound(text: &str) -> (Checked, Vec<Diagnostic>) {
    let text: Vec<&str> = text.lines().map(|line| line.strip_prefix("        ").unwrap_or(line)).collect();
    let (checked, before, found) = checked(&format!("{WORDS}{}", text.join("\n")));
    assert!(before.iter().all(|d| d.severity != Severity::Error), "{before:#?}");
    (checked, found)
}

fn event(checked: &Checked, name: &str) -> EventId {
    let program = checked.program();
    let named = |event: &convoke::program::Event| program.statements[event.statement.index()].name == name;
    EventId(program.events.iter().position(named).expect(name) as u32)
}

fn before(checked: &Checked, first: &str, second: &str) -> Trilean {
    checked.chronology().before(event(checked, first), event(checked, second))
}

#[test]
fn a_life_bounds_what_a_body_does() {
    let (checked, found) = sound(
        "body founder
        body one { since founding, until ending }
        event founding on 1917-10-25 NS { founder founds one }
        event ending on 1917-12-01 NS { founder meets }
        event acting { one meets }
        event elsewhere { founder meets }
        event too_late after ending { one meets }",
    );
    assert_eq!(before(&checked, "founding", "acting"), Trilean::True);
    assert_eq!(before(&checked, "acting", "ending"), Trilean::True);
    assert_eq!(before(&checked, "elsewhere", "ending"), Trilean::Open);
    assert_eq!(before(&checked, "ending", "too_late"), Trilean::True);
    let codes: Vec<u16> = found.iter().map(|d| d.code.0).collect();
    assert_eq!(codes, [504], "{found:#?}");
}

#[test]
fn what_a_party_tells_places_its_event_and_no_other() {
    let (checked, _) = sound(
        "body one
        event first in 1917-10 NS { one meets }
        event last in 1917-10 NS { one meets }
        according to one {
          event between_them after first, before last { one meets }
        }",
    );
    assert_eq!(before(&checked, "first", "between_them"), Trilean::True);
    assert_eq!(before(&checked, "between_them", "last"), Trilean::True);
    assert_eq!(before(&checked, "first", "last"), Trilean::Open);
}

#[test]
fn two_calendars_are_one_count_of_days() {
    let (checked, _) = sound(
        "body one
        event old on 1917-10-25 OS { one meets }
        event new on 1917-11-07 NS { one meets }
        event next on 1917-11-08 NS { one meets }",
    );
    assert_eq!(before(&checked, "old", "new"), Trilean::Open);
    assert_eq!(before(&checked, "old", "next"), Trilean::True);
    let chronology = checked.chronology();
    assert_eq!(chronology.begin(event(&checked, "old")), chronology.begin(event(&checked, "new")));
}

#[test]
fn rivals_on_the_record_are_one_of_both() {
    let (checked, _) = sound(
        "record seed, other
        source seed \"A\"
        source other \"B\"
        body one
        event torn on 1917-10-01 NS [seed] or 1917-10-20 NS [other] { one meets }
        event within on 1917-10-10 NS { one meets }
        event past on 1917-10-21 NS { one meets }",
    );
    assert_eq!(before(&checked, "torn", "within"), Trilean::Open);
    assert_eq!(before(&checked, "torn", "past"), Trilean::True);
}

#[test]
fn a_fact_lasts_from_the_end_of_its_beginning() {
    let (checked, _) = sound(
        "body one
        congress two
        event founding on 1917-10-25 NS { two founds one }
        fact open_ended from founding { one is organ of two }
        fact closed from 1917-10-25 NS until 1917-11 NS { one is organ of two }
        fact always_so { one is organ of two }",
    );
    let program = checked.program();
    let stretches: Vec<_> =
        program.facts.iter().map(|fact| checked.chronology().stretch(program, &fact.time)).collect();
    assert_eq!(stretches[0].from, Edge::After(event(&checked, "founding")));
    assert!(stretches[0].lasts_until_ended());
    let Edge::Date(first, last) = stretches[1].from else { panic!("{stretches:?}") };
    assert_eq!(first, last, "a single day is meant as a whole");
    let Edge::Date(first, last) = stretches[1].until else { panic!("{stretches:?}") };
    assert_eq!(last - first, 29 * 1440, "some day of November, nobody knows which");
    assert!(!stretches[2].lasts_until_ended());
    assert_eq!((stretches[2].from, stretches[2].until), (Edge::Open, Edge::Open));
}

#[test]
fn checking_never_fails_whatever_is_wrong_with_the_names() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui")).unwrap() {
        let path = entry.unwrap().path();
        if let Ok(text) = std::fs::read_to_string(&path) {
            let (_, _, first) = checked(&text);
            let (_, _, second) = checked(&text);
            assert_eq!(first, second, "{}", path.display());
        }
    }
}
