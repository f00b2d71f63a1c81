//! The JSON forms against their published schemas.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
mod report_fixture;
use convoke::report::{json, json_why};
use convoke::session::options::Reading;
use convoke::session::outcome::Outcome;
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
