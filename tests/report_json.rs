//! The JSON forms against their published schemas.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
mod report_fixture;
use convoke::evidence::{CitationCount, Coverage, KnownBy, Located, Remark, SourceCoverage};
use convoke::report::{Palette, terminal_ask, terminal_coverage};
use convoke::report::{json, json_ask, json_coverage, json_why, plain_ask, plain_coverage};
use convoke::report::{plain, terminal};
use convoke::session::asked::{Answer, Asked};
use convoke::session::options::Reading;
use convoke::session::outcome::Outcome;
use convoke::verdict::claim_report::OpenQuestion;
use report_fixture::outcome;
use serde_json::Value;

/// Reads a form and holds it against its schema.
pub fn checked(text: &str, schema: &str) -> Value {
    let path = format!("{}/schema/convoke-{schema}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{}\n{text}", faults.join("\n"));
    value
}

#[test]
fn the_check_form_keeps_its_contract() {
    let value = checked(&json(&outcome()), "check");
    assert_eq!(value["convoke"], 1);
    assert_eq!(value["claims"][0]["verdict"], "contested");
    assert_eq!(value["claims"][0]["answers"], serde_json::json!(["false", "open"]));
    assert_eq!(value["claims"][0]["turns_on"]["false_if"][0]["reject"][0], "lower_elections");
    assert_eq!(value["claims"][0]["standpoints"]["smolny"], "false");
    assert_eq!(value["claims"][1]["at"]["line"], 7);
    assert_eq!(value["diagnostics"][0]["code"], "CV0901");
    assert_eq!(value["diagnostics"][0]["labels"][1]["file"], "soviets/charges.cvk");
    assert_eq!(value["summary"]["not_as_expected"], 1);
}

#[test]
fn fields_stand_in_the_published_order() {
    let text = json(&outcome());
    let first_claim = &text[text.find("\"claims\"").unwrap()..];
    let order = [
        "claim",
        "by",
        "verdict",
        "answers",
        "ground",
        "on_record",
        "expected",
        "as_expected",
        "turns_on",
        "true_if",
        "false_if",
        "open_if",
        "undefined_if",
        "more",
        "open_questions",
        "standpoints",
        "grounds",
        "own_act_against",
        "at",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
    ];
    let mut rest = first_claim;
    for field in order {
        let at = rest.find(&format!("\"{field}\":")).unwrap_or_else(|| panic!("`{field}` is not in its place"));
        rest = &rest[at..];
    }
}

#[test]
fn an_empty_outcome_is_valid_too() {
    let value = checked(&json(&Outcome::default()), "check");
    assert_eq!(value["summary"]["claims"], 0);
}

#[test]
fn columns_count_scalars() {
    let (sources, diagnostic) = report_fixture::one_line("\t日本e\u{301} fault", "fault");
    let outcome = Outcome { sources, diagnostics: vec![diagnostic], ..Outcome::default() };
    let value = checked(&json(&outcome), "check");
    let label = &value["diagnostics"][0]["labels"][0];
    assert_eq!((label["line"].as_u64(), label["column"].as_u64()), (Some(1), Some(7)));
    assert_eq!(label["end_column"], 12);
}

#[test]
fn the_why_form_keeps_its_contract() {
    let outcome = outcome();
    let reading = Reading { accept: vec!["lower_elections".into()], ..Reading::default() };
    let text = json_why(&outcome.sources, "private_meeting", &reading, &outcome.claims[0].reasons);
    let value = checked(&text, "why");
    assert_eq!(value["reading"]["accept"][0], "lower_elections");
    assert_eq!(value["reasons"][0]["because"][1]["because"][0]["according_to"], "vtsik");
}

fn asked(variables: &[&str]) -> Asked {
    let outcome = outcome();
    let answers = outcome.claims.iter().zip(["vtsik", "new_vtsik"]);
    let bindings = |name: &str| variables.iter().map(|_| name.to_string()).collect();
    let answers = answers.map(|(claim, name)| Answer { bindings: bindings(name), report: claim.clone() });
    Asked {
        answers: answers.take(if variables.is_empty() { 1 } else { 2 }).collect(),
        variables: variables.iter().map(|variable| variable.to_string()).collect(),
        condition: "B may convene second_congress".into(),
        outcome: Outcome { claims: Vec::new(), diagnostics: Vec::new(), ..outcome },
    }
}

#[test]
fn the_ask_form_keeps_its_contract() {
    let value = checked(&json_ask(&asked(&["B"]), &Reading::default()), "ask");
    assert_eq!(value["variables"][0], "B");
    assert_eq!(value["answers"][1]["bindings"]["B"], "new_vtsik");
    assert_eq!(value["answers"][0]["verdict"], "contested");
    checked(&json_ask(&asked(&[]), &Reading::default()), "ask");
}

#[test]
fn answers_are_a_line_a_binding() {
    let text = terminal_ask(&asked(&["B"]), Palette::default());
    assert!(text.starts_with("contested     B: vtsik  (false or open)\nupheld        B: new_vtsik\n"), "{text}");
    assert!(text.ends_with("2 answers\n"), "{text}");
    assert!(plain_ask(&asked(&["B"])).contains("B: vtsik: contested, false or open\n"));
    assert!(terminal_ask(&asked(&[]), Palette::default()).starts_with("contested  private_meeting"));
}

#[test]
fn that_nothing_fits_is_said_in_every_form() {
    for variables in [&[][..], &["B"]] {
        let nothing = Asked { answers: Vec::new(), ..asked(variables) };
        assert!(terminal_ask(&nothing, Palette::default()).starts_with("nothing fits: "));
        assert!(terminal_ask(&nothing, Palette::default()).lines().all(|line| line.chars().count() <= 80));
        assert!(plain_ask(&nothing).starts_with("summary: nothing fits: "));
        assert_eq!(checked(&json_ask(&nothing, &Reading::default()), "ask")["nothing_fits"], true);
    }
    assert_eq!(checked(&json_ask(&asked(&["B"]), &Reading::default()), "ask")["nothing_fits"], false);
}

#[test]
fn nobody_is_sent_into_the_library() {
    let mut outcome = outcome();
    let library = convoke::resolve::library::text("std.assemblies").unwrap();
    for (path, shown) in [("std/assemblies.cvk", false), ("mine/assemblies.cvk", true)] {
        let file = outcome.sources.add(path, library);
        let span = Some(convoke::source::Span { file, start: 0, end: 3 });
        for claim in &mut outcome.claims {
            claim.open_questions = vec![OpenQuestion { id: "q".into(), text: "was it so".into(), span }];
        }
        let value: serde_json::Value = serde_json::from_str(&json(&outcome)).unwrap();
        assert_eq!(value["claims"][0]["open_questions"][0]["at"].is_null(), !shown);
        let text = plain(&outcome);
        assert!(text.contains("was it so?"), "{text}");
        assert_eq!(text.contains("an answer would go at"), shown, "{text}");
    }
}

#[test]
fn a_heading_is_never_wider_than_the_palette() {
    let mut outcome = outcome();
    outcome.claims[0].name = "agreement_convened_on_the_bare_text_of_the_old_statutes".into();
    let text = terminal(&outcome, Palette::default());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let heading = text.lines().position(|line| line.ends_with("of_the_old_statutes")).unwrap();
    assert!(text.lines().nth(heading + 1).unwrap().trim_start().starts_with("soviets/"), "{text}");
}

#[test]
fn a_failed_expectation_says_its_words_once() {
    let mut outcome = outcome();
    let claim = &mut outcome.claims[0];
    (claim.expected, claim.as_expected) = (Some("expect refuted".into()), Some(false));
    claim.mismatches = vec!["expected refuted, found contested".into()];
    let text = plain(&outcome);
    assert!(text.contains("expected: refuted\n") && text.contains("found: contested\n"), "{text}");
}

fn coverage(sources: &convoke::source::Sources) -> Coverage {
    let file = sources.iter().next().map(|(file, _)| file).unwrap();
    let at = report_fixture::span(sources, file, "rule soldiers");
    let cited = |locator: &str| Located { locator: locator.into(), at: vec![at] };
    let remark =
        |locator: &str, text: Option<&str>| Remark { locator: locator.into(), text: text.map(String::from), at };
    let source = SourceCoverage {
        name: "seed".into(),
        title: Some("The article".into()),
        known_by: KnownBy::Fingerprint,
        sentences: 7,
        cited: ["S1", "S2", "S3", "S5"].map(cited).to_vec(),
        passed_over: vec![remark("S6", Some("of no weight"))],
        gaps: vec![remark("S5", None)],
        forgotten: vec!["S4".into(), "S7".into()],
        unknown: vec![cited("S99")],
        citations: CitationCount { verified: 3, failed: 1, unverified: 0, without_words: 1 },
    };
    Coverage { sources: vec![source], diagnostics: Vec::new() }
}

#[test]
fn the_coverage_form_keeps_its_contract() {
    let sources = outcome().sources;
    let value = checked(&json_coverage(&sources, "Corpus", &coverage(&sources)), "coverage");
    assert_eq!(value["sources"][0]["known_by"], "fingerprint");
    assert_eq!(value["sources"][0]["forgotten"], serde_json::json!(["S4", "S7"]));
    assert_eq!(value["sources"][0]["passed_over"][0]["why"], "of no weight");
}

#[test]
fn coverage_says_what_is_forgotten() {
    let sources = outcome().sources;
    let text = terminal_coverage(&sources, &coverage(&sources), Palette::default());
    for line in [
        "  known by     a fingerprint of its text, 7 sentences",
        "  cited        4: S1 to S3, S5",
        "  forgotten    2: S4, S7",
        "  not in it    S99 (named at soviets/charges.cvk:5)",
        "  citations    3 verified, 1 not as the source has it, 1 without words",
        "7 sentences: 4 cited, 1 passed over, 0 with gaps only, 2 forgotten",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let plain = plain_coverage(&sources, &coverage(&sources));
    assert!(plain.contains("source seed, passed over: S6, of no weight\n"), "{plain}");
}
