//! `convoke diff` from outside: folders, revisions of a repository, clones that lack them, forms and exit codes.
#![expect(clippy::disallowed_methods, reason = "a test may write files")]
use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const CORPUS: &str = r#"corpus "Small" { calendar gregorian }
record minutes
source minutes "The minutes" { text "texts/minutes.txt" }
kind body
act convene | convenes | convened (by body, what body)
body board "The board"
body club "The club"
body assembly "The assembly"
according to club {
  event call on 1917-05-01 [minutes 1 "the board called it"] { board convenes assembly }
}
claim called "It was | called" [minutes 1] { that board convenes assembly }
"#;

const MINUTES: &str = "1\tIn May the board called it.\n";

fn write(folder: &Path, text: &str) {
    std::fs::create_dir_all(folder.join("texts")).unwrap();
    std::fs::write(folder.join("texts/minutes.txt"), MINUTES).unwrap();
    std::fs::write(folder.join("small.cvk"), text).unwrap();
}

/// The corpus with its one allegation on the record.
fn moved() -> String {
    let (head, rest) = CORPUS.split_once("according to club {\n  ").unwrap();
    format!("{head}{}", rest.replacen("\n}\n", "\n", 1))
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = std::process::Command::new("git");
    command.args([
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@b.c",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "protocol.file.allow=always",
    ]);
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with two commits; the corpus lies in the folder `corpus`.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "-q"]);
    write(&folder.path().join("corpus"), CORPUS);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "first"]);
    git(folder.path(), &["tag", "first"]);
    write(&folder.path().join("corpus"), &moved());
    git(folder.path(), &["commit", "-q", "-a", "-m", "second"]);
    folder
}

/// Exit code, standard output, standard error.
fn convoke(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("convoke"));
    let output = command.current_dir(folder).arg("diff").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn checked(text: &str) -> Value {
    let path = format!("{}/schema/convoke-diff.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    let faults: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{}\n{text}", faults.join("\n"));
    value
}

const CHANGED: &str = "claim called: contested → upheld (at corpus/small.cvk:10)\n";

#[test]
fn two_revisions_of_a_repository() {
    let folder = repository();
    let (code, out, err) = convoke(folder.path(), &["first", "HEAD", "corpus", "--format", "plain"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with(CHANGED), "{out}");
    assert!(out.contains("event call moved from “according to club” to the record"), "{out}");
    // The texts of the sources are those of the revision: the quotation is verified on both sides.
    assert!(!out.contains("CV08"), "{out}");
    let same = convoke(&folder.path().join("corpus"), &["first", "HEAD", "--format", "plain"]);
    assert!(same.1.contains("claim called: contested → upheld (at small.cvk:10)"), "{}", same.1);
}

#[test]
fn the_folder_as_it_is_against_a_revision() {
    let folder = repository();
    let edited = moved().replace("on 1917-05-01", "on 1917-05-02");
    write(&folder.path().join("corpus"), &edited);
    let (code, out, err) = convoke(folder.path(), &["HEAD", "--format", "plain"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("without effect: event call was changed"), "{out}");
    assert!(out.contains("summary: no verdict changed: 1 claim is on both sides"), "{out}");
    // The corpus may be gone from the folder: the revisions have it all the same.
    std::fs::remove_dir_all(folder.path().join("corpus")).unwrap();
    let (code, out, err) = convoke(folder.path(), &["first", "HEAD", "corpus"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("contested → upheld  called"), "{out}");
}

#[test]
fn fail_on_changed_is_exit_code_1_only_where_a_verdict_changed() {
    let folder = repository();
    assert_eq!(convoke(folder.path(), &["first", "HEAD", "--fail-on", "changed"]).0, 1);
    assert_eq!(convoke(folder.path(), &["HEAD", "HEAD", "--fail-on", "changed"]).0, 0);
    assert_eq!(convoke(folder.path(), &["first", "HEAD"]).0, 0);
}

#[test]
fn a_revision_that_is_not_there_is_said_with_what_to_do() {
    let folder = repository();
    let (code, out, err) = convoke(folder.path(), &["nowhere", "HEAD", "corpus"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("`nowhere` is no folder, and no revision of the repository"), "{err}");
    assert!(err.contains("`git branch --all`"), "{err}");
    let (code, _, err) = convoke(folder.path(), &["first", "HEAD", "letters"]);
    assert_eq!(code, 2);
    assert!(err.contains("there is no corpus in `letters` at the revision `first`"), "{err}");
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let folder = repository();
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "clone"]);
    for revision in ["first", "HEAD~1"] {
        let (code, out, err) = convoke(&clone.path().join("clone"), &[revision, "HEAD"]);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("shallow clone") && err.contains("git fetch --unshallow"), "{err}");
    }
}

#[test]
fn outside_a_repository_and_without_git() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), CORPUS);
    let (code, _, err) = convoke(folder.path(), &["main", "HEAD"]);
    assert_eq!(code, 2);
    assert!(err.contains("is not in a git repository") && err.contains("name two folders"), "{err}");
    let repository = repository();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("convoke"));
    let output =
        command.current_dir(repository.path()).env("PATH", "").args(["diff", "first", "HEAD"]).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("`git`, which is not installed here") && err.contains("install git"), "{err}");
}

#[test]
fn two_folders_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("old"), CORPUS);
    write(&folder.path().join("new"), &moved());
    let (_, out, _) = convoke(folder.path(), &["old", "new", "--format", "json"]);
    let value = checked(&out);
    assert_eq!(value["claims"][0]["changed"][0], "verdict");
    assert_eq!(
        (&value["claims"][0]["causes"][0][0], &value["edits"][0]["moved"]["to"]),
        (&0.into(), &"the record".into())
    );
    let (_, out, _) = convoke(folder.path(), &["old", "new", "--format", "markdown"]);
    assert!(out.starts_with("## Verdicts: old → new\n\n**1 of 1 claim has another verdict**\n"), "{out}");
    // A title with a bar in it leaves the table whole: every row has three cells.
    let rows: Vec<&str> = out.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.replace("\\|", "").matches('|').count() == 4), "{out}");
    let (_, out, _) = convoke(folder.path(), &["old", "new"]);
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
}

#[test]
fn errors_on_one_side_are_exit_code_1() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("old"), CORPUS);
    write(&folder.path().join("new"), &CORPUS.replace("{ board convenes", "{ bord convenes"));
    let (code, out, _) = convoke(folder.path(), &["old", "new"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("new has errors:") && out.contains("bord"), "{out}");
    let (code, out, _) = convoke(folder.path(), &["old", "new", "--format", "json"]);
    assert_eq!((code, &checked(&out)["compared"]), (1, &false.into()));
}

#[test]
fn wrong_use_is_said() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), CORPUS);
    for (arguments, expected) in [
        (&[][..], "there is nothing to compare"),
        (&["--standpoint", "a", "--standpoint", "b"], "--standpoint: the corpus has no standpoint `a`"),
        (&["--standpoint", "a", "--standpoint", "b", "--standpoint", "c"], "3 standpoints cannot be compared at once"),
        (&[".", ".", "--standpoint", "a"], "--standpoint: the corpus has no standpoint `a`"),
    ] {
        let (code, out, err) = convoke(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(expected), "{err}");
    }
}
