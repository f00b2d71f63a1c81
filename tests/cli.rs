//! The program from outside: commands, options, exit codes, and evidence read from the disk.
#![expect(clippy::disallowed_methods, reason = "a test may write files")]
use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const ARTICLE: &str = "S1\tThe congress sat in June.\nS2\tIt elected a committee of three deputies.\n\
                       S3\tThe weather was fine.\nS4\tThe newspaper noted that\nS5\tIt rose.\n";

const CORPUS: &str = r#"corpus "Small" { calendar gregorian }
record article
source article "The article" { text "texts/article.txt" }
kind body
kind person
deed sit | sits | sat (by body)
body congress "Congress"
event sitting in 1917-06 [article S1 "sat in June"] { congress sits }
pass over article S3 "of no weight"
gap article S4
"#;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("corpus/texts")).unwrap();
    std::fs::write(folder.path().join("corpus/texts/article.txt"), ARTICLE).unwrap();
    std::fs::write(folder.path().join("corpus/small.cvk"), CORPUS).unwrap();
    folder
}

fn rewrite(folder: &TempDir, from: &str, to: &str) {
    assert!(CORPUS.contains(from));
    std::fs::write(folder.path().join("corpus/small.cvk"), CORPUS.replace(from, to)).unwrap();
}

/// Exit code, standard output, standard error.
fn convoke(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("convoke"));
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn checked(text: &str, schema: &str) -> Value {
    let path = format!("{}/schema/convoke-{schema}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    let faults: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(faults.is_empty(), "{}\n{text}", faults.join("\n"));
    value
}

fn codes(value: &Value) -> Vec<&str> {
    value["diagnostics"].as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap()).collect()
}

#[test]
fn a_corpus_in_order_is_exit_code_0() {
    let folder = folder();
    let (code, out, err) = convoke(folder.path(), &["check", "corpus", "--format", "json"]);
    let value = checked(&out, "check");
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(value["summary"]["errors"], 0, "{out}");
    assert!(!codes(&value).iter().any(|code| code.starts_with("CV08")), "{out}");
}

#[test]
fn a_wrong_quotation_shows_the_nearest_passage() {
    let folder = folder();
    rewrite(&folder, "sat in June", "sat in July");
    let (_, out, _) = convoke(folder.path(), &["check", "corpus", "--format", "plain"]);
    let expected = "warning CV0810, corpus/small.cvk line 8 column 38: these words are not in S1 of `article`";
    assert!(out.lines().any(|line| line == expected), "{out}");
    assert!(out.contains("the nearest passage is in S1: “sat in June”; the source has `June`, not `July`"), "{out}");
}

#[test]
fn a_fingerprint_stands_in_for_the_text() {
    let folder = folder();
    let print = ["fingerprint", "corpus/texts/article.txt", "-o", "corpus/texts/article.print"];
    assert_eq!(convoke(folder.path(), &print).0, 0);
    std::fs::remove_file(folder.path().join("corpus/texts/article.txt")).unwrap();
    rewrite(&folder, "text \"texts/article.txt\"", "fingerprint \"texts/article.print\"");
    let (_, out, _) = convoke(folder.path(), &["check", "corpus", "--format", "json"]);
    assert!(!codes(&checked(&out, "check")).iter().any(|code| code.starts_with("CV08")), "{out}");
    let (code, out, _) = convoke(folder.path(), &["coverage", "corpus", "--format", "json"]);
    let value = checked(&out, "coverage");
    assert_eq!((code, &value["sources"][0]["known_by"]), (0, &Value::from("fingerprint")));
    assert_eq!(value["sources"][0]["citations"]["verified"], 1);
}

#[test]
fn a_text_that_is_missing_is_said_and_the_corpus_judged_all_the_same() {
    let folder = folder();
    std::fs::remove_file(folder.path().join("corpus/texts/article.txt")).unwrap();
    let (code, out, _) = convoke(folder.path(), &["check", "corpus", "--format", "plain"]);
    assert!(out.contains("the text `texts/article.txt` cannot be used: there is no such file"), "{out}");
    assert_eq!(code, 0, "{out}");
    let (_, out, _) = convoke(folder.path(), &["coverage", "corpus"]);
    assert!(out.contains("known by     nothing: the file named for it cannot be used"), "{out}");
    let sums = "0 sentences: 0 cited, 0 passed over, 0 with gaps only, 0 forgotten\n\
                1 place cited in sources that are not at hand\n";
    assert!(out.ends_with(sums), "{out}");
}

#[test]
fn a_line_that_lost_its_tab_is_said_and_makes_no_fingerprint() {
    let folder = folder();
    let text = folder.path().join("corpus/texts/article.txt");
    std::fs::write(&text, ARTICLE.replace("S2\t", "S2  ")).unwrap();
    let (_, out, _) = convoke(folder.path(), &["check", "corpus", "--format", "plain"]);
    assert!(out.contains("`texts/article.txt` cannot be used: line 2 has no tab after its locator"), "{out}");
    let (code, out, err) = convoke(folder.path(), &["fingerprint", "corpus/texts/article.txt"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.starts_with("error CV0804: ") && err.contains("line 2 has no tab after its locator"), "{err}");
}

#[test]
fn a_question_that_nothing_fits_is_answered() {
    let folder = folder();
    rewrite(&folder, "event sitting in 1917-06 [article S1 \"sat in June\"] { congress sits }", "");
    for format in ["terminal", "plain", "json"] {
        let (code, out, err) = convoke(folder.path(), &["ask", "B sits", "corpus", "--format", format]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        let said = if format == "json" { "\"nothing_fits\": true" } else { "nothing fits: " };
        assert!(out.contains(said), "{out}");
    }
}

#[test]
fn coverage_counts_what_is_forgotten() {
    let folder = folder();
    let (code, out, _) = convoke(folder.path(), &["coverage", "corpus"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("forgotten    2: S2, S5"), "{out}");
    assert!(out.ends_with("5 sentences: 1 cited, 1 passed over, 1 with gaps only, 2 forgotten\n"), "{out}");
}

#[test]
fn a_corpus_with_errors_is_exit_code_1_for_every_command() {
    let folder = folder();
    rewrite(&folder, "{ congress sits }", "{ congres sits }");
    for arguments in [&["check", "corpus"][..], &["why", "x", "corpus"], &["coverage", "corpus"]] {
        let (code, out, _) = convoke(folder.path(), arguments);
        assert_eq!(code, 1, "{arguments:?}\n{out}");
        assert!(out.contains("congres") && out.contains("no claim was judged"), "{out}");
    }
}

#[test]
fn names_in_options_must_be_names_of_the_corpus() {
    let folder = folder();
    for (arguments, expected) in [
        (["--accept", "siting"], "--accept: the corpus has no statement or speaker `siting`"),
        (["--claim", "nothing"], "--claim: the corpus has no claim `nothing`"),
        (["--standpoint", "mine"], "--standpoint: the corpus has no standpoint `mine`"),
        (["--under", "law"], "--under: the corpus has no order `law`"),
        (["--without", "congress"], "--without: the corpus has no rule, event or fact `congress`"),
    ] {
        let (code, out, err) = convoke(folder.path(), &[&["check", "corpus"][..], &arguments[..]].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(expected), "{err}");
    }
    let (_, _, err) = convoke(folder.path(), &["check", "corpus", "--accept", "siting"]);
    assert!(err.contains("did you mean `sitting`?"), "{err}");
    let (code, out, err) = convoke(folder.path(), &["check", "corpus", "--accept", "sitting", "--reject", "sitting"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("`sitting` is both accepted and rejected"), "{err}");
}

#[test]
fn only_what_somebody_alleges_can_be_accepted_or_rejected() {
    let folder = TempDir::new().unwrap();
    let text = "corpus \"A\"\nkind club | clubs\ndeed meet | meets | met (by club)\nclub us\nclub them\n\
                order old\norder new, rival of old\nsource diary \"A diary\"\n\
                event flat on 1900-01-01 { us meets }\n\
                according to them { event alleged on 1900-01-02 { us meets } }\n\
                doubtful \"did they?\" { event unsure on 1900-01-03 { them meets } }\n\
                according to diary { doubtful \"so?\" { event both on 1900-01-04 { them meets } } }\n\
                claim met { that us meets }\n";
    std::fs::write(folder.path().join("a.cvk"), text).unwrap();
    for name in ["alleged", "them", "both", "diary", "old", "new"] {
        for option in ["--accept", "--reject"] {
            let (code, _, err) = convoke(folder.path(), &["check", option, name]);
            assert_eq!((code, err.as_str()), (0, ""), "{name}");
        }
    }
    for (name, message, help) in [
        ("flat", "`flat` is nobody's allegation", "`--without flat`"),
        ("met", "`met` is nobody's allegation", "name what stands `according to` somebody, or who says it"),
        ("us", "`us` is nobody's allegation", "name what stands `according to` somebody, or who says it"),
        ("unsure", "`unsure` is doubtful: an open question", "`supposing unsure`"),
    ] {
        for command in [&["check"][..], &["why", "met"], &["ask", "us meets"]] {
            for option in ["--accept", "--reject"] {
                let (code, out, err) = convoke(folder.path(), &[command, &[option, name][..]].concat());
                assert_eq!((code, out.as_str()), (2, ""), "{name}: {err}");
                assert!(err.contains(&format!("{option}: {message}")) && err.contains(help), "{err}");
            }
        }
    }
}

#[test]
fn files_given_twice_are_read_once() {
    let folder = folder();
    let once = convoke(folder.path(), &["check", "corpus"]);
    assert_eq!(convoke(folder.path(), &["check", "corpus", "corpus/small.cvk", "./corpus"]), once);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet() {
    use std::process::{Command, Stdio};
    let folder = folder();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("convoke"))
        .args(["check", "corpus", "--format", "json"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn colour_and_boxes_stay_where_they_belong() {
    let folder = folder();
    rewrite(&folder, "{ congress sits }", "{ congres sits }");
    let (_, piped, _) = convoke(folder.path(), &["check", "corpus"]);
    assert!(!piped.contains('\u{1b}'), "{piped}");
    let (_, forced, _) = convoke(folder.path(), &["check", "corpus", "--colour", "always"]);
    assert!(forced.contains("\u{1b}["));
    let (_, plain, _) = convoke(folder.path(), &["check", "corpus", "--format", "plain", "--colour", "always"]);
    assert!(!plain.contains(['\u{1b}', '─', '│']), "{plain}");
}
