//! What small corpora mean once their names are resolved: voices, citations, calendars, times, values.
use convoke::program::*;
use convoke::resolve::{library, resolve};
use convoke::source::Sources;
use convoke::syntax::parse;

/// The words that these corpora need and no more.
const WORDS: &str = "
kind actor | actors
kind body | bodies is actor
kind congress | congresses is body
kind party | parties is actor
adjective national of congress
attribute predecessor of congress: congress
attribute opens of congress: date
attribute seats of body: composition
attribute term of body: duration
attribute level of body: army or corps
relation body is organ of congress
act convene | convenes | convened (by body, what congress, for date?), opposite dissolve
act dissolve | dissolves | dissolved (by body, what congress)
deed sit | sits | sat (by body)
";

fn program_of(texts: &[&str]) -> Program {
    let mut sources = Sources::default();
    let mut trees = Vec::new();
    for (index, text) in texts.iter().chain([&WORDS]).enumerate() {
        let file = sources.add(format!("{index}.cvk"), *text);
        let (tree, found) = parse(&sources, file);
        assert!(found.is_empty(), "{found:#?}");
        trees.push(tree);
    }
    let (program, diagnostics) = resolve(&sources, &trees);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    program
}

fn statement<'p>(program: &'p Program, name: &str) -> &'p Statement {
    program.statements.iter().find(|statement| statement.name == name).expect(name)
}

fn entity<'p>(program: &'p Program, name: &str) -> &'p Entity {
    let named = |entity: &&Entity| program.statements[entity.statement.index()].name == name;
    program.entities.iter().find(named).expect(name)
}

fn event<'p>(program: &'p Program, name: &str) -> &'p Event {
    let named = |event: &&Event| program.statements[event.statement.index()].name == name;
    program.events.iter().find(named).expect(name)
}

fn speakers(program: &Program, name: &str) -> Option<Vec<Speaker>> {
    match &program.voices[statement(program, name).voice?.index()].kind {
        VoiceKind::According(speakers, _) => Some(speakers.clone()),
        VoiceKind::Doubtful(_) => None,
    }
}

fn day(program: &Program, date: DateId) -> (i64, i64) {
    let ranges = &program.dates[date.index()].ranges;
    (ranges[0].0.div_euclid(1440), ranges[ranges.len() - 1].1.div_euclid(1440))
}

const SOURCES: &str = "
record seed
source seed \"The article\" { calendar gregorian, author \"Nobody\", year 1990, encyclopedia }
source pipes \"A historian\"
source diary \"A diary\" { calendar julian, text \"diary.txt\" }
body council
congress first
event plain { council sits }
event cited [seed S1 \"it sat\"] { council sits }
event told [pipes p12] { council sits }
event both [pipes] [seed] { council sits }
event two [pipes] [diary] { council sits }
";

#[test]
fn flat_statements_on_sources_off_the_record_are_their_allegations() {
    let program = program_of(&[SOURCES]);
    assert_eq!(statement(&program, "plain").voice, None);
    assert_eq!(statement(&program, "cited").voice, None);
    assert_eq!(statement(&program, "both").voice, None);
    assert_eq!(speakers(&program, "told"), Some(vec![Speaker::Source(SourceId(1))]));
    assert_eq!(speakers(&program, "two"), Some(vec![Speaker::Source(SourceId(1)), Speaker::Source(SourceId(2))]));
    let citation = &statement(&program, "cited").citations[0];
    assert_eq!((citation.locator.as_deref(), citation.words.as_deref()), (Some("S1"), Some("it sat")));
}

#[test]
fn without_a_record_every_source_is_on_it() {
    let program = program_of(&["source pipes \"A historian\"\nbody council\nevent told [pipes] { council sits }\n"]);
    assert!(program.sources[0].on_record);
    assert_eq!(statement(&program, "told").voice, None);
}

#[test]
fn sources_keep_what_is_said_of_them() {
    let program = program_of(&[SOURCES]);
    let seed = &program.sources[0];
    assert_eq!(seed.calendar, Some(CalendarName::Gregorian));
    let notes: Vec<_> = seed.notes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(notes, [("author", "Nobody"), ("year", "1990"), ("encyclopedia", "")]);
    assert_eq!(program.sources[2].text.as_ref().map(|(path, _)| path.as_str()), Some("diary.txt"));
}

#[test]
fn voices_nest_and_lend_their_citations() {
    let program = program_of(&[
        "record seed\nsource seed \"The article\"\nbody council\nparty reds\n",
        "according to reds or seed \"whose words?\" [seed S1] {
           event one { council sits }
           according to council { event inner [seed S2] { council sits } }
           doubtful \"did it sit?\" { event open { council sits } }
         }\n",
    ]);
    let one = statement(&program, "one");
    assert_eq!(one.citations[0].locator.as_deref(), Some("S1"));
    assert_eq!(statement(&program, "inner").citations[0].locator.as_deref(), Some("S2"));
    assert_eq!(statement(&program, "open").citations[0].locator.as_deref(), Some("S1"));
    let inner = &program.voices[statement(&program, "inner").voice.unwrap().index()];
    assert_eq!(inner.parent, one.voice);
    let outer = &program.voices[one.voice.unwrap().index()];
    assert!(matches!(&outer.kind, VoiceKind::According(who, Some(question))
        if who.len() == 2 && question == "whose words?"));
    let doubt = &program.voices[statement(&program, "open").voice.unwrap().index()];
    assert!(matches!(&doubt.kind, VoiceKind::Doubtful(question) if question == "did it sit?"));
}

#[test]
fn bare_dates_follow_their_source_then_the_corpus() {
    let program = program_of(&["corpus \"C\" { calendar julian }
source new \"New\" { calendar gregorian }
body council
event by_source on 1917-11-07 [new] { council sits }
event by_corpus on 1917-10-25 { council sits }
event by_label on 1917-11-07 NS { council sits }
event by_both on 1917-11-07 NS (1917-10-25 OS) { council sits }
"]);
    let on = |name: &str| match event(&program, name).time.parts[..] {
        [TimePart::On(date)] => day(&program, date),
        ref other => panic!("{other:?}"),
    };
    assert_eq!(on("by_source"), on("by_label"));
    assert_eq!(on("by_corpus"), on("by_label"));
    assert_eq!(on("by_both"), on("by_label"));
    let labelled: Vec<bool> = program.dates.iter().map(|date| date.labelled).collect();
    assert_eq!(labelled, [false, false, true, true]);
    assert_eq!(program.dates[3].printed, "1917-11-07 NS (1917-10-25 OS)");
}

#[test]
fn the_label_at_the_end_of_a_period_is_that_of_both_dates() {
    let program = program_of(&["corpus \"C\" { calendar gregorian }
body council
event shared from 1917-06-03 to 1917-06-24 OS { council sits }
event spelled from 1917-06-03 OS to 1917-06-24 OS { council sits }
event until_shared from early 1917-06 until about 1917-06-24 OS { council sits }
event until_spelled from early 1917-06 OS until about 1917-06-24 OS { council sits }
event unknown from 1917-06-03 to 1917-06-24 OS or NS { council sits }
event own from 1917-06-16 NS to 1917-06-24 OS { council sits }
event bare from 1917-06-16 to 1917-07-07 { council sits }
event leap from 1900-02-29 to 1900-03-02 OS { council sits }
"]);
    let ends = |name: &str| match event(&program, name).time.parts[..] {
        [TimePart::From(Anchor::Date(from)), TimePart::Until(Anchor::Date(to))] => (from, to),
        ref other => panic!("{other:?}"),
    };
    let days = |name: &str| (day(&program, ends(name).0), day(&program, ends(name).1));
    assert_eq!(days("shared"), days("spelled"));
    assert_eq!(days("until_shared"), days("until_spelled"));
    assert_eq!(days("own").0, days("shared").0);
    assert_eq!(days("bare"), days("shared"), "the same days in the corpus's own calendar");
    let first = |name: &str| &program.dates[ends(name).0.index()];
    assert_eq!(first("unknown").ranges.len(), 2, "either calendar");
    assert_eq!(first("shared").printed, "1917-06-03 OS");
    assert!(first("shared").labelled && !first("bare").labelled);
    assert_eq!(first("leap").printed, "1900-02-29 OS");
}

#[test]
fn every_part_of_a_time_is_read() {
    let program = program_of(&["body council
event first on 1917-10 NS { council sits }
event lasting from 1917-06-16 to 1917-07-07 NS { council sits }
event bounded from first until lasting, before 1918, after first, during lasting { council sits }
event joined together with first { council sits }
event latest by 1917-10-25 NS { council sits }
event rivals on 1917-10-25 OS [one] or 1917-10-26 OS [two] { council sits }
record one, two
source one \"One\"
source two \"Two\"
"]);
    use TimePart::*;
    let parts = |name: &str| &event(&program, name).time.parts;
    assert!(matches!(parts("lasting")[..], [From(Anchor::Date(_)), Until(Anchor::Date(_))]));
    assert!(matches!(
        parts("bounded")[..],
        [
            From(Anchor::Event(EventId(0))),
            Until(Anchor::Event(EventId(1))),
            Before(Anchor::Date(_)),
            After(Anchor::Event(EventId(0))),
            During(EventId(1))
        ]
    ));
    assert!(matches!(parts("joined")[..], [With(EventId(0))]));
    let [On(latest)] = parts("latest")[..] else { panic!("{:?}", parts("latest")) };
    assert_eq!(program.dates[latest.index()].ranges[0].0, i64::MIN);
    let [Rivals(rivals)] = &parts("rivals")[..] else { panic!("{:?}", parts("rivals")) };
    let names: Vec<_> = rivals.iter().map(|(id, _)| program.statements[id.index()].name.as_str()).collect();
    assert_eq!(names, ["rivals.date.1", "rivals.date.2"]);
    let cited = |index: usize| program.statements[rivals[index].0.index()].citations[0].source;
    assert_eq!((cited(0), cited(1)), (SourceId(0), SourceId(1)));
    assert!(statement(&program, "rivals").citations.is_empty(), "the rivals' citations are not the event's");
}

#[test]
fn entities_hold_values_of_every_type() {
    let program = program_of(&["congress first
congress second { national, predecessor first, opens 1917-11-07T22:40 NS }
party reds
party blues
80 bodies councils
body council {
  since 1917-06 NS, until sitting
  seats 101 of { reds 62, reds and blues at most 90,
    rest blues, reds and others }
  level army
  term 14 days at 1917-10 NS
}
event sitting { council sits }
"]);
    let second = entity(&program, "second");
    assert_eq!(second.adjectives.len(), 1);
    let held: Vec<_> = second.attributes.iter().map(|value| &value.value).collect();
    assert!(matches!(held[..], [Holding::One(Value::Entity(EntityId(0))), Holding::One(Value::Date(_))]));
    let count = entity(&program, "councils").count.expect("a number");
    assert_eq!(program.quantities[count.index()].low.map(|bound| bound.value), Some(80.into()));
    let council = entity(&program, "council");
    assert!(matches!(council.since, Some(Anchor::Date(_))));
    assert_eq!(council.until, Some(Anchor::Event(EventId(0))));
    let Holding::Composition(seats) = &council.attributes[0].value else { panic!("no composition") };
    let shape: Vec<_> = seats.parts.iter().map(|part| (part.who.len(), part.others, part.amount.is_some())).collect();
    assert_eq!(shape, [(1, false, true), (2, false, true), (2, true, false)]);
    let Holding::One(Value::Quantity(term)) = council.attributes[2].value else { panic!("no length") };
    assert_eq!(program.quantities[term.index()].unit, Some(Unit::Days));
    assert_eq!(council.attributes[2].time.parts.len(), 1);
    assert!(council.attributes.iter().all(|value| value.statement == council.statement));
}

#[test]
fn rival_values_are_statements_and_parties_tell_values_of_an_entity() {
    let program = program_of(&["record one
source one \"One\"
source two \"Two\"
party reds
body council { seats 320 [one] or 310 [two] }
according to reds [one S4] { body council { seats 300 } }
claim doubted { that council is organ of first accepting council.seats.3 because council.seats.2, council.seats }
congress first
"]);
    let values = &entity(&program, "council").attributes;
    let told: Vec<_> = values.iter().map(|value| &program.statements[value.statement.index()]).collect();
    let names: Vec<_> = told.iter().map(|statement| statement.name.as_str()).collect();
    assert_eq!(names, ["council.seats", "council.seats.2", "council.seats.3"]);
    assert_eq!(told[0].voice, None);
    assert_eq!(speakers(&program, "council.seats.2"), Some(vec![Speaker::Source(SourceId(1))]));
    assert!(matches!(speakers(&program, "council.seats.3").as_deref(), Some([Speaker::Entity(_)])));
    assert_eq!(told[2].citations[0].locator.as_deref(), Some("S4"));
    assert_eq!(program.claims[0].because.len(), 2);
}

#[test]
fn orders_are_rivals_both_ways() {
    let program = program_of(&[
        "order old \"Old\", fragmentary\norder new \"New\", rival of old, enacted by sitting\nbody council\n\
         event sitting { council sits }\n",
    ]);
    assert!(program.orders[0].fragmentary && !program.orders[1].fragmentary);
    assert_eq!(program.orders[0].rivals, [OrderId(1)]);
    assert_eq!(program.orders[1].rivals, [OrderId(0)]);
    assert_eq!(program.orders[1].enacted_by, Some(EventId(0)));
}

#[test]
fn claims_keep_their_clauses() {
    let program = program_of(&["source pipes \"A historian\"
body council
congress first
order law
event sitting { council sits }
event other { council sits }
standpoint reader { accepts pipes, council rejects sitting under law }
claim good \"Good\" by pipes, council on 1918 [pipes p1] {
  on 1917-10-19 OS
  supposing sitting, accepting other without other, under law
  that council is organ of first
  because sitting, other
  expect contested (false or open) turning on sitting on the record false from reader true because law
}
"]);
    let claim = &program.claims[0];
    assert_eq!(claim.by, [Speaker::Source(SourceId(0)), Speaker::Entity(EntityId(0))]);
    assert_eq!(claim.made.parts.len(), 1);
    assert!(matches!(claim.moment, Some(Moment::On(_))));
    assert_eq!(claim.supposing, [Ground::Event(EventId(0))]);
    assert_eq!(claim.without, [Ground::Event(EventId(1))]);
    assert_eq!(claim.accepting, [program.events[1].statement]);
    assert_eq!(claim.under, Some(OrderId(0)));
    let grounds: Vec<_> = claim.because.iter().map(|(ground, _)| *ground).collect();
    assert_eq!(grounds, [Ground::Event(EventId(0)), Ground::Event(EventId(1))]);
    let expect = claim.expect.as_ref().expect("an expectation");
    assert_eq!(expect.verdict, VerdictWord::Contested);
    assert_eq!(expect.answers, [AnswerWord::False, AnswerWord::Open]);
    assert_eq!(expect.turning_on, Some(vec![Ground::Event(EventId(0))]));
    assert_eq!(expect.on_record, Some(AnswerWord::False));
    assert_eq!(expect.from, [(StandpointId(0), AnswerWord::True)]);
    assert_eq!(expect.because, [Ground::Order(OrderId(0))]);
    let reader = &program.standpoints[0];
    assert_eq!(reader.accepts, [Speaker::Source(SourceId(0)), Speaker::Entity(EntityId(0))]);
    assert_eq!(reader.rejects_statements, [program.events[0].statement]);
    assert_eq!(reader.under, Some(OrderId(0)));
}

#[test]
fn opposites_go_both_ways_and_roles_are_typed() {
    let program = program_of(&["body council\n"]);
    assert_eq!(program.verbs[0].opposite, Some(VerbId(1)));
    assert_eq!(program.verbs[1].opposite, Some(VerbId(0)));
    let roles: Vec<_> =
        program.verbs[0].roles.iter().map(|role| (role.name.as_str(), &role.takes, role.optional)).collect();
    assert_eq!(roles[0].0, "what");
    assert_eq!((roles[1].0, roles[1].1, roles[1].2), ("for", &RoleType::Date, true));
    assert!(program.verbs[0].is_act && !program.verbs[2].is_act);
    let organ = &program.relations[0];
    assert_eq!((organ.phrase.as_str(), organ.object.is_some()), ("organ of", true));
}

#[test]
fn the_order_of_files_and_lines_changes_no_meaning() {
    let one = "congress second { predecessor first }\nbody council\n";
    let other = "event sitting { council sits }\ncongress first\n";
    for texts in [[one, other], [other, one]] {
        let program = program_of(&texts);
        let second = entity(&program, "second");
        let Holding::One(Value::Entity(predecessor)) = second.attributes[0].value else { panic!("no entity") };
        let statement = program.entities[predecessor.index()].statement;
        assert_eq!(program.statements[statement.index()].name, "first");
    }
}

#[test]
fn the_library_is_added_once_with_what_it_uses() {
    let mut sources = Sources::default();
    let file = sources.add("a.cvk", "use std.soviets\nuse std.actors\nuse std.nothing\n");
    let mut trees = vec![parse(&sources, file).0];
    library::add_used(&mut sources, &mut trees, |sources, file| parse(sources, file).0);
    let paths: Vec<_> = sources.iter().map(|(_, file)| file.path().to_owned()).collect();
    let mut once = paths.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), paths.len());
    assert!(paths.contains(&"std/legitimacy.cvk".to_owned()));
    assert_eq!(trees.len(), paths.len());
}

#[test]
fn names_are_the_same_however_their_letters_are_composed() {
    let mut sources = Sources::default();
    let text = format!("{WORDS}\nbody cafe\u{301}\nevent sitting {{ caf\u{e9} sits }}\n");
    let file = sources.add("a.cvk", text);
    let (program, diagnostics) = resolve(&sources, &[parse(&sources, file).0]);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert!(program.broken.is_empty());
}
