//! The forms for other tools, each read back: SARIF by its official schema (shipped inside a package), the
//! others by the rules of their readers; on an outcome built by hand and on a corpus that holds what could
//! break them.
#![expect(clippy::disallowed_methods, reason = "a test may read and write files")]
mod report_fixture;
use assert_cmd::Command;
use convoke::program::VerdictWord;
use convoke::report::{github, gitlab, rdjson, sarif, short};
use convoke::session::outcome::Outcome;
use report_fixture::{one_line, outcome};
use serde_json::Value;

/// The official schema, out of the package that ships it. Two patterns in it are no regular expressions.
fn schema() -> Value {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let rustc = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(rustc.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_string();
    let arguments = ["metadata", "--format-version", "1", "--manifest-path", manifest, "--filter-platform", &host];
    let metadata = std::process::Command::new(env!("CARGO")).args(arguments).output().unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let package = metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "serde-sarif");
    let manifest = package.unwrap()["manifest_path"].as_str().unwrap().to_string();
    let text = std::fs::read_to_string(manifest.replace("Cargo.toml", "src/schema.json")).unwrap();
    let text = text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    serde_json::from_str(&text).unwrap()
}

/// A line that holds what could break a form: a tab, wide and combining letters, escapes, directions.
fn hostile() -> Outcome {
    let (sources, mut diagnostic) = one_line("\t日本e\u{301} \u{1b}[2J\u{202e} fault", "fault");
    diagnostic.message = "100 % `a,b:c`\r\nnext \u{1b}[31m\u{202e}\u{7}".into();
    diagnostic.help = Some("<mend> & \"quote\"\u{2066}".into());
    Outcome { sources, diagnostics: vec![diagnostic.clone(), diagnostic], ..Outcome::default() }
}

fn outcomes() -> [Outcome; 3] {
    [outcome(), hostile(), Outcome::default()]
}

#[test]
fn sarif_keeps_the_official_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for outcome in outcomes() {
        let text = sarif(&outcome, &[VerdictWord::Upheld]);
        let value: Value = serde_json::from_str(&text).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{}\n{text}", faults.join("\n"));
        serde_json::from_str::<serde_sarif::sarif::Sarif>(&text).unwrap();
        for place in places(&value) {
            assert!(place["startLine"].as_u64() > Some(0) && place["startColumn"].as_u64() > Some(0), "{place}");
        }
    }
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })));
}

/// Every region in a value.
fn places(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, v)| if name == "region" { vec![v] } else { places(v) }).collect()
        }
        Value::Array(items) => items.iter().flat_map(places).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn sarif_has_the_reasons_of_a_claim_and_the_other_places() {
    let value: Value = serde_json::from_str(&sarif(&outcome(), &[])).unwrap();
    let run = &value["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3, "two diagnostics, and the claim that is not as expected");
    let related = &results[0]["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], "soviets/charges.cvk");
    assert_eq!(results[2]["ruleId"], "claim");
    let flows = results[2]["codeFlows"].as_array().unwrap();
    assert_eq!(flows.len(), 2, "one for each answer");
    let steps = flows[0]["threadFlows"][0]["locations"].as_array().unwrap();
    let said = |step: &Value| step["location"]["message"]["text"].as_str().unwrap().to_string();
    assert!(steps.iter().any(|step| said(step).starts_with("according to vtsik, lower_committees elect")));
    for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
        assert!(!rule["help"]["text"].as_str().unwrap().is_empty());
    }
}

#[test]
fn fail_on_makes_a_claim_a_finding() {
    let count = |text: &str| text.matches("\"check_name\": \"claim\"").count();
    assert_eq!(count(&gitlab(&outcome(), &[])), 1);
    assert_eq!(count(&gitlab(&outcome(), &[VerdictWord::Upheld])), 2);
}

#[test]
fn annotations_of_github_are_one_command_a_line() {
    let text = github(&hostile(), &[]);
    let line = text.lines().next().unwrap();
    let expected = "::error file=a.cvk,line=1,endLine=1,col=13,endColumn=18,title=CV0101::\
                    100 %25 `a,b:c` next \\u{1b}[31m\\u{202e}\\u{7}%0Ahelp: <mend> & \"quote\"\\u{2066}";
    assert_eq!(line, expected);
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn fingerprints_stay_where_lines_move_and_differ_where_findings_do() {
    let prints = |outcome: &Outcome| -> Vec<String> {
        let value: Value = serde_json::from_str(&gitlab(outcome, &[])).unwrap();
        value.as_array().unwrap().iter().map(|finding| finding["fingerprint"].to_string()).collect()
    };
    let before = prints(&hostile());
    assert_ne!(before[0], before[1], "the same words twice are two findings");
    let mut moved = hostile();
    for diagnostic in &mut moved.diagnostics {
        diagnostic.labels[0].span.start = 0;
        diagnostic.labels[0].span.end = 0;
    }
    assert_eq!(prints(&moved), before);
}

#[test]
fn rdjson_has_what_reviewdog_needs() {
    for outcome in outcomes() {
        let value: Value = serde_json::from_str(&rdjson(&outcome, &[])).unwrap();
        assert_eq!(value["source"]["name"], "convoke");
        for found in value["diagnostics"].as_array().unwrap() {
            assert!(found["message"].is_string() && found["location"]["path"].is_string(), "{found}");
            assert!(["ERROR", "WARNING", "INFO"].contains(&found["severity"].as_str().unwrap()), "{found}");
            let range = &found["location"]["range"];
            assert!(
                range["start"]["line"].as_u64() > Some(0) && range["start"]["column"].as_u64() > Some(0),
                "{found}"
            );
        }
    }
}

#[test]
fn short_is_a_line_a_finding_and_a_claim() {
    let text = short(&outcome());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[0].starts_with("soviets/claims.cvk:3:3: warning CV0901: `private_meeting` does not"), "{text}");
    let claim =
        "soviets/claims.cvk:1:1: contested claim private_meeting, not as expected: second_congress is not legitimate";
    assert_eq!(lines[2], claim);
}

#[test]
fn no_form_lets_the_corpus_reach_a_terminal() {
    let outcome = hostile();
    let all =
        [short(&outcome), sarif(&outcome, &[]), github(&outcome, &[]), gitlab(&outcome, &[]), rdjson(&outcome, &[])];
    for text in all {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{2066}', '\u{7}']), "{text}");
    }
}

/// Runs `check` on a small corpus.
fn check(folder: &std::path::Path, arguments: &[&str]) -> (i32, String, String) {
    std::fs::write(folder.join("a.cvk"), "corpus \"Small\"\nkind body\nbody a \"A\"\n").unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("convoke"));
    let output = command.current_dir(folder).args(["check", "a.cvk"]).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn several_forms_go_to_their_files() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["--format", "sarif=out.sarif", "--format", "json=out.json", "--format", "short"];
    let (code, out, err) = check(folder.path(), &asked);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("out.sarif").contains("\"2.1.0\"") && read("out.json").contains("\"convoke\": 1"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing else is left");
}

#[test]
fn forms_in_each_others_way_are_refused_before_anything_runs() {
    let folder = tempfile::tempdir().unwrap();
    for (asked, said) in [
        (["sarif=a", "sarif=b"], "one form is named twice"),
        (["sarif", "json"], "two forms would go to standard output"),
        (["sarif=a", "json=a"], "two forms would go to one file"),
    ] {
        let (code, out, err) = check(folder.path(), &["--format", asked[0], "--format", asked[1]]);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.starts_with("error CV0808: ") && err.contains(said), "{err}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was written");
    }
    assert_eq!(check(folder.path(), &["--format", "pdf=a"]).0, 2);
    assert_eq!(check(folder.path(), &["--format", "json="]).0, 2);
}

#[test]
fn a_file_that_cannot_be_written_is_said_and_nothing_printed() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = check(folder.path(), &["--format", "sarif=no/where", "--format", "terminal"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("CV0802") && err.contains("its folder does not exist"), "{err}");
}
