//! What a change did to the verdicts: three real edits of a corpus, with the verdicts that change reasoned from its text
//! before the comparison ran; small corpora for the search of causes; and what is no edit at all.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
use convoke::evidence::{EvidenceTexts, named_files};
use convoke::program::VerdictWord::{self, *};
use convoke::report::{Palette, json_diff, markdown_diff, plain_diff, terminal_diff};
use convoke::session::diff::{Aspect, Difference, EditKind, Side, between_standpoints, diff};
use convoke::session::options::Reading;
use convoke::source::Sources;
use std::path::Path;

type Files = Vec<(String, String)>;

/// The corpus of 1917: its files and their texts.
fn soviets() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/soviets-1917");
    let mut files: Files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "cvk"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    assert!(files.len() > 5);
    files
}

fn side(name: &str, files: &Files) -> Side {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(path.as_str(), text.as_str());
    }
    let mut texts = EvidenceTexts::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/soviets-1917");
    for named in named_files(&sources) {
        let declared_in = sources.file(named.declared_in).path().to_string();
        let text = std::fs::read_to_string(folder.join(&named.written)).map_err(|error| error.to_string());
        texts.insert(&declared_in, &named.written, text);
    }
    Side { name: name.to_string(), sources, texts }
}

fn compared(base: &Files, head: &Files) -> Difference {
    let found = diff(side("base", base), side("head", head), &Reading::default());
    assert!(found.compared(), "{}", plain_diff(&found));
    found
}

/// The same, of corpora in one file.
fn of_texts(base: &str, head: &str) -> Difference {
    let file = |text: &str| vec![("a.cvk".to_string(), text.to_string())];
    compared(&file(base), &file(head))
}

/// The text of a file, to be edited.
fn file<'a>(files: &'a mut Files, name: &str) -> &'a mut String {
    &mut files.iter_mut().find(|(path, _)| path == name).unwrap().1
}

fn replace(text: &mut String, from: &str, to: &str) {
    assert!(text.contains(from), "there is no {from}");
    *text = text.replace(from, to);
}

/// Claims with another verdict: before and after, by name.
fn verdicts(found: &Difference) -> Vec<(&str, VerdictWord, VerdictWord)> {
    let changed = found.claims.iter().filter(|change| change.verdict_changed());
    let mut changed: Vec<_> = changed
        .map(|change| {
            let (base, head) = (change.base.as_ref().unwrap(), change.head.as_ref().unwrap());
            (head.name.as_str(), base.verdict, head.verdict)
        })
        .collect();
    changed.sort();
    changed
}

/// The sets of edits that account for a claim's change, by the names of what was edited.
fn causes<'a>(found: &'a Difference, claim: &str) -> Vec<Vec<&'a str>> {
    let name = |change: &convoke::session::diff::ClaimChange| change.head.as_ref().map(|head| head.name.clone());
    let change = found.claims.iter().find(|change| name(change).as_deref() == Some(claim)).unwrap();
    assert!(!change.causes.unfinished, "{claim}");
    let named = |set: &Vec<usize>| set.iter().map(|edit| found.edits[*edit].name.as_str()).collect();
    change.causes.sets.iter().map(named).collect()
}

/// Nobody disputes any more that numbers were overstated. That they were is then so (upheld, not contested); and
/// whether that broke a rule no longer hangs on believing it, but only on a rule that nobody tells (undetermined). The
/// other charges of the same sentence stay charges, and what hangs on them stays contested.
#[test]
fn an_allegation_moved_to_the_record() {
    let base = soviets();
    let mut head = base.clone();
    let told = "  event overstating before second_congress_opens [seed S31 \"artificially overstating the number of delegates\"] {\n    \
                bolsheviks overstate delegate_numbers\n  }\n";
    replace(file(&mut head, "charges.cvk"), told, "");
    file(&mut head, "record.cvk").push_str(told.replace("\n  ", "\n").trim_start());
    let found = compared(&base, &head);
    let expected = [("delegates_overstated", Contested, Upheld), ("overstating_illegal", Contested, Undetermined)];
    assert_eq!(verdicts(&found), expected);
    assert_eq!(found.claims.len(), 2, "{}", plain_diff(&found));
    assert_eq!(found.edits.len(), 1);
    let moved = found.edits[0].moved.clone().unwrap();
    assert_eq!((moved.0.as_str(), moved.1.as_str()), ("according to vtsik or seed", "the record"));
    for claim in ["delegates_overstated", "overstating_illegal"] {
        assert_eq!(causes(&found, claim), [["overstating"]]);
    }
    // Both claims expect to be contested: that is what somebody has to look at now.
    assert_eq!(found.appeared.len(), 2);
}

/// Without the one rule that says who may convene, in an order that is known in fragments, who may is open: so are
/// "only the VTsIK could", "the Northern congress could not", and the force of the agreement, on which the lawfulness
/// of the convening and the charge of a private meeting hang. Claims about a rule's breach stay as they are: that rule
/// granted a power, and nothing was a breach of it.
#[test]
fn a_rule_repealed() {
    let base = soviets();
    let mut head = base.clone();
    let rule = "rule permanent_body_convenes under soviet_procedure\n  [seed S26 \"was entitled to convene a new All-Russian \
                Congress of Soviets\"] {\n  only body B may convene all_russian congress C\n    when B is permanent body \
                of C.predecessor\n}\n";
    replace(file(&mut head, "rules.cvk"), rule, "");
    let claims = file(&mut head, "claims.cvk");
    for (from, to) in [
        (", permanent_body_convenes", ""),
        ("permanent_body_convenes, ", ""),
        ("  because permanent_body_convenes\n", ""),
        (" because permanent_body_convenes", ""),
    ] {
        replace(claims, from, to);
    }
    let found = compared(&base, &head);
    let expected = [
        ("agreement_convened", Upheld, Undetermined),
        ("convened_without_vtsik", Refuted, Undetermined),
        ("northern_congress_lacked_power", Upheld, Undetermined),
        ("only_vtsik_could_convene", Upheld, Undetermined),
        ("second_congress_private_meeting", Contested, Undetermined),
    ];
    assert_eq!(verdicts(&found), expected);
    for (claim, ..) in expected {
        assert_eq!(causes(&found, claim), [["permanent_body_convenes"]], "{claim}");
    }
    let rule = found.edits.iter().find(|edit| edit.name == "permanent_body_convenes").unwrap();
    assert_eq!((rule.kind, rule.noun.as_str(), rule.head), (EditKind::Removed, "rule", None));
}

/// The words of a quotation are no premise: no verdict hangs on them, and the fault is gone.
#[test]
fn a_quotation_mended() {
    let head = soviets();
    let mut base = head.clone();
    replace(
        file(&mut base, "record.cvk"),
        "held from June 16 to July 7, 1917 in Petrograd",
        "held from June 16 to July 9, 1917",
    );
    let found = compared(&base, &head);
    assert!(found.claims.is_empty(), "{}", plain_diff(&found));
    let edits: Vec<_> = found.edits.iter().map(|edit| (edit.kind, edit.name.as_str())).collect();
    assert_eq!(edits, [(EditKind::Cited, "first_congress_sits")]);
    let gone: Vec<u16> = found.gone.iter().map(|fault| fault.code.0).collect();
    assert_eq!((gone.as_slice(), found.appeared.len()), (&[810][..], 0), "{}", plain_diff(&found));
}

const SMALL: &str = r#"corpus "Small" { calendar gregorian }
record minutes
source minutes "The minutes"
kind body
act convene | convenes | convened (by body, what body)
relation body is heir of body
body board "The board" { }
body club "The club" { }
body assembly "The assembly" { }
rule board_convenes { body B may convene body C when B is heir of C }
fact heirs [minutes 1 "heirs"] { board is heir of assembly }
according to club {
  event call on 1917-05-01 [minutes 2 "called"] { board convenes assembly }
}
claim called "It was called" [minutes 2 "called"] { that board convenes assembly }
claim lawful "It was called in law" [minutes 2 "called"] { that board validly convenes assembly }
standpoint believer { accepts club }
standpoint doubter { }
"#;

#[test]
fn where_and_how_something_is_written_is_no_edit() {
    let reformatted = SMALL
        .replace(
            "{ body B may convene body C when B is heir of C }",
            "{   // who may\n  body B\n    may convene body C\n    when B is heir of C\n}",
        )
        .replace(
            "[minutes 2 \"called\"] { that board convenes assembly }",
            "\n  [minutes 2 \"called\"]\n{\n  that board convenes assembly\n}",
        );
    assert_ne!(reformatted, SMALL);
    // The claims go to another file, before everything else.
    let (statements, claims) = reformatted.split_once("claim called").unwrap();
    let moved =
        vec![("0.cvk".to_string(), format!("claim called{claims}")), ("z.cvk".to_string(), statements.to_string())];
    let found = compared(&vec![("a.cvk".to_string(), SMALL.to_string())], &moved);
    assert!(found.edits.is_empty() && found.claims.is_empty() && found.renamed.is_empty(), "{}", plain_diff(&found));
    assert!(found.appeared.is_empty() && found.gone.is_empty(), "{}", plain_diff(&found));
}

#[test]
fn new_names_are_told_and_are_no_edit() {
    let renamed =
        SMALL.replace("call on", "summons on").replace("board", "council").replace("claim called", "claim was_called");
    // The title and the rule's name hold the word too: only names that stand alone are meant here.
    let renamed = renamed.replace("\"The council\"", "\"The board\"");
    let found = of_texts(SMALL, &renamed);
    assert!(found.edits.is_empty() && found.claims.is_empty(), "{}", plain_diff(&found));
    let told: Vec<(&str, &str)> = found.renamed.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
    let expected =
        [("board", "council"), ("board_convenes", "council_convenes"), ("call", "summons"), ("called", "was_called")];
    assert_eq!(told, expected);
}

#[test]
fn claims_that_are_new_or_gone_are_told() {
    let head = SMALL.replace(
        "claim called \"It was called\" [minutes 2 \"called\"] { that board convenes assembly }",
        "claim heir_stands \"The board was the heir\" [minutes 1 \"heirs\"] { that board is heir of assembly }",
    );
    let found = of_texts(SMALL, &head);
    let told: Vec<_> = found
        .claims
        .iter()
        .map(|change| {
            (
                change.base.as_ref().map(|claim| claim.name.as_str()),
                change.head.as_ref().map(|claim| claim.name.as_str()),
            )
        })
        .collect();
    assert_eq!(told, [(None, Some("heir_stands")), (Some("called"), None)]);
    assert!(!found.verdict_changed());
}

/// That the call was lawful needs the told call and the heirship: two edits of which neither alone is enough.
#[test]
fn edits_that_are_needed_together_are_named_together() {
    let base = SMALL.replace("fact heirs [minutes 1 \"heirs\"] { board is heir of assembly }\n", "");
    let head = SMALL
        .replace("according to club {\n  event call", "event call")
        .replace("board convenes assembly }\n}", "board convenes assembly }")
        .replace("body club \"The club\" { }", "body club \"The club\" { }\nbody other \"Another\" { }");
    let found = of_texts(&base, &head);
    assert_eq!(verdicts(&found), [("called", Contested, Upheld), ("lawful", Refuted, Upheld)]);
    assert_eq!(causes(&found, "called"), [["call"]]);
    let mut together = causes(&found, "lawful").concat();
    together.sort_unstable();
    assert_eq!(together, ["call", "heirs"]);
    // A body that nothing mentions bears on nothing.
    let idle: Vec<&str> = found.without_effect().iter().map(|edit| found.edits[*edit].name.as_str()).collect();
    assert_eq!(idle, ["other"]);
}

/// Two facts, each of which alone makes the claim true: both are named, each as enough.
#[test]
fn edits_of_which_each_is_enough_are_named_apart() {
    let base = SMALL.replace("fact heirs [minutes 1 \"heirs\"] { board is heir of assembly }\n", "")
        + "claim an_heir \"Somebody was an heir\" [minutes 1] { that some body is heir of assembly }\n";
    let head = format!(
        "{base}fact heirs [minutes 1 \"heirs\"] {{ board is heir of assembly }}\nfact too [minutes 1] {{ club is heir of assembly }}\n"
    );
    let found = of_texts(&base, &head);
    // The board was not the heir before, so nothing that it did was lawful; now that hangs on whether it called.
    assert_eq!(verdicts(&found), [("an_heir", Refuted, Upheld), ("lawful", Refuted, Contested)]);
    assert_eq!(causes(&found, "lawful"), [["heirs"]]);
    assert_eq!(causes(&found, "an_heir"), [["heirs"], ["too"]]);
}

/// The same verdict for another reason: what the claim turns on is another statement.
#[test]
fn another_thing_that_a_claim_turns_on_is_told() {
    let head = SMALL.replace(
        "according to club {\n  event call on 1917-05-01 [minutes 2 \"called\"] { board convenes assembly }",
        "according to club {\n  event summons on 1917-05-02 [minutes 2 \"called\"] { board convenes assembly }",
    );
    let found = of_texts(SMALL, &head);
    assert!(!found.verdict_changed(), "{}", plain_diff(&found));
    let called = found.claims.iter().find(|change| change.head.as_ref().unwrap().name == "called").unwrap();
    assert_eq!(called.aspects, [Aspect::TurnsOn]);
    let mut names = causes(&found, "called").concat();
    names.sort_unstable();
    assert_eq!(names, ["call", "summons"]);
}

/// What has no name goes by its place in reports; a line above it moves that, and changes nothing.
#[test]
fn statements_without_names_are_matched_by_what_they_say() {
    let base = SMALL.replace("fact heirs [", "fact from 1917-01-01 [").replace("event call on", "event on");
    let head = format!("// a line above all\n\n{base}");
    let found = of_texts(&base, &head);
    assert!(found.edits.is_empty() && found.claims.is_empty() && found.appeared.is_empty(), "{}", plain_diff(&found));
    let edited = of_texts(&base, &head.replace("board is heir of assembly }", "club is heir of assembly }"));
    assert_eq!(verdicts(&edited), [("lawful", Contested, Refuted)]);
    assert_eq!(edited.claims.len(), 1);
}

#[test]
fn two_standpoints_of_one_corpus() {
    let corpus = || side("", &vec![("a.cvk".to_string(), SMALL.to_string())]);
    let found = between_standpoints(corpus(), "doubter", "believer");
    assert_eq!(verdicts(&found), [("called", Refuted, Upheld), ("lawful", Refuted, Upheld)]);
    assert_eq!(causes(&found, "lawful"), [["call"]]);
    assert_eq!(found.edits[0].kind, EditKind::Accepted);
    let back = between_standpoints(corpus(), "believer", "doubter");
    assert_eq!(verdicts(&back), [("called", Upheld, Refuted), ("lawful", Upheld, Refuted)]);
    assert_eq!(back.edits[0].kind, EditKind::Rejected);
}

/// The answers from `standpoints.cvk` as its claims expect them: who takes nobody's word believes no irregular election
/// and no overstating; the old committee believes both.
#[test]
fn two_standpoints_of_1917() {
    let found = between_standpoints(side("", &soviets()), "sceptic", "old_committee");
    let expected = [
        ("agreement_healed_elections", Refuted, Undetermined),
        ("delegates_overstated", Refuted, Upheld),
        ("overstating_illegal", Refuted, Undetermined),
        ("second_congress_private_meeting", Refuted, Undetermined),
        ("soldiers_delegates_irregular", Refuted, Upheld),
    ];
    assert_eq!(verdicts(&found), expected);
    assert_eq!(causes(&found, "delegates_overstated"), [["overstating"]]);
    let mut needed = causes(&found, "soldiers_delegates_irregular").concat();
    needed.sort_unstable();
    assert_eq!(needed, ["lower_elections", "soldiers_vote_by_army"]);
}

#[test]
fn a_side_with_errors_is_not_compared() {
    let broken = SMALL.replace("{ board is heir of assembly }", "{ bord is heir of assembly }");
    let file = |text: &str| vec![("a.cvk".to_string(), text.to_string())];
    let found = diff(side("old", &file(SMALL)), side("new", &file(&broken)), &Reading::default());
    assert!(!found.compared());
    for shown in [terminal_diff(&found, Palette::default()), plain_diff(&found), markdown_diff(&found)] {
        assert!(
            shown.contains("new has errors:") && shown.contains("`bord`") | shown.contains("\\`bord\\`"),
            "{shown}"
        );
        assert!(!shown.contains("old has errors"), "{shown}");
    }
    let value: serde_json::Value = serde_json::from_str(&json_diff(&found)).unwrap();
    assert_eq!((&value["compared"], value["head"]["errors"].as_array().unwrap().len()), (&false.into(), 1));
}
