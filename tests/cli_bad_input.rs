//! The program on bad input: a clear message, the right exit code, never a panic, never a hang.
#![expect(clippy::disallowed_methods, reason = "a test may write files")]
use assert_cmd::Command;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in a folder; ten seconds are far more than any of this needs.
fn convoke(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("convoke"));
    let command = command.current_dir(folder).args(arguments).timeout(Duration::from_secs(60));
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let run = Run {
        code: output.status.code().expect("ended in time, by itself"),
        out: text(&output.stdout),
        err: text(&output.stderr),
    };
    assert!(!run.err.contains("panicked") && run.code != 101, "{}", run.err);
    run
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

const SMALL: &[u8] = b"corpus \"Small\"\nkind body\nbody a \"A\"\n";

#[test]
fn wrong_use_is_exit_code_2() {
    let empty = folder(&[]);
    for arguments in [&["nonsense"][..], &["check", "--format", "pdf"], &["check", "--fail-on", "x"], &["why"], &[]] {
        let run = convoke(empty.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.out.is_empty() && !run.err.is_empty(), "{arguments:?}");
    }
    assert_eq!(convoke(empty.path(), &["--help"]).code, 0);
    assert!(convoke(empty.path(), &["check", "--help"]).out.contains("Exit codes:"));
}

#[test]
fn paths_that_cannot_be_used_are_all_named() {
    let mixed = folder(&[("bad.cvk", b"corpus\n\xff"), ("binary.cvk", b"ab\0c"), ("no/readme.txt", b"")]);
    let run = convoke(mixed.path(), &["check", "nowhere.cvk", "no", "bad.cvk", "binary.cvk"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("`nowhere.cvk` cannot be read: there is no such file"), "{}", run.err);
    assert!(run.err.contains("there is no corpus in `no`"), "{}", run.err);
    assert!(run.err.contains("line 2, byte 8"), "{}", run.err);
    assert!(run.err.contains("byte 3 is zero"), "{}", run.err);
}

#[test]
fn a_folder_without_corpora_is_said_for_every_command() {
    let empty = folder(&[]);
    for arguments in [&["check"][..], &["why", "x"], &["ask", "x"], &["coverage"]] {
        let run = convoke(empty.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains("CV0803"), "{}", run.err);
    }
}

#[test]
fn an_empty_corpus_is_well_and_says_so() {
    let empty = folder(&[("a.cvk", b"")]);
    let run = convoke(empty.path(), &["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("a.cvk") && run.out.contains("0 claims"), "{}", run.out);
}

#[test]
fn marks_at_the_beginning_and_line_ends_of_windows_change_nothing() {
    let text = b"\xef\xbb\xbfcorpus \"Small\"\r\nkind body\r\nbody a \"A\"\r\n";
    let windows = folder(&[("a.cvk", text)]);
    let unix = folder(&[("a.cvk", SMALL)]);
    let (one, two) = (convoke(windows.path(), &["check"]), convoke(unix.path(), &["check"]));
    assert_eq!((one.code, one.out), (two.code, two.out));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let looped = folder(&[("in/a.cvk", SMALL)]);
    std::os::unix::fs::symlink(looped.path().join("in"), looped.path().join("in/again")).unwrap();
    let run = convoke(looped.path(), &["check", "in", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    std::os::unix::fs::symlink("two", looped.path().join("one")).unwrap();
    std::os::unix::fs::symlink("one", looped.path().join("two")).unwrap();
    let run = convoke(looped.path(), &["check", "one"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("leads back to itself"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let folder = folder(&[]);
    let run = convoke(folder.path(), &["check", "/dev/zero"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no ordinary file"), "{}", run.err);
}

#[test]
fn ten_megabytes_on_one_line_end_in_time() {
    let line = [b"event a { ".to_vec(), b"word ".repeat(2 << 20)].concat();
    let long = folder(&[("a.cvk", &line)]);
    let run = convoke(long.path(), &["check"]);
    assert_eq!(run.code, 1);
    assert!(run.out.len() < 20_000, "{} bytes of report", run.out.len());
}

#[test]
fn deep_nesting_ends_in_time() {
    let deep = [b"claim a {\n  that ".to_vec(), b"(".repeat(100_000)].concat();
    let braces = b"doubtful \"x\" {\n".repeat(100_000);
    let folder = folder(&[("a/a.cvk", &deep), ("b/b.cvk", &braces)]);
    for path in ["a", "b"] {
        let run = convoke(folder.path(), &["check", path]);
        assert_eq!(run.code, 1, "{}", run.err);
    }
}

#[test]
fn fifty_syntax_errors_are_all_found() {
    let text: String = (0..50).map(|n| format!("event e{n} {{ ] }}\n")).collect();
    let broken = folder(&[("a.cvk", text.as_bytes())]);
    let run = convoke(broken.path(), &["check", "--format", "plain"]);
    assert_eq!(run.code, 1);
    let errors = run.out.lines().filter(|line| line.starts_with("error ")).count();
    assert!(errors >= 50, "{errors} errors\n{}", run.out);
}

#[test]
fn nothing_in_a_corpus_reaches_the_terminal_as_an_order() {
    let hostile = "event \u{1b}[2J\u{202e} { \u{1b}]0;x\u{7} }\n";
    let folder = folder(&[("a.cvk", hostile.as_bytes())]);
    for format in ["terminal", "plain"] {
        let run = convoke(folder.path(), &["check", "--format", format, "--colour", "never"]);
        assert!(!run.out.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{}", run.out);
    }
}

#[test]
fn json_is_json_whatever_the_corpus() {
    for text in [&b""[..], SMALL, b"event {", b"\xd0\xb0 \xd0\xb1 }} { \"", b"claim \x1b\x07 { that }"] {
        let folder = folder(&[("a.cvk", text)]);
        let run = convoke(folder.path(), &["check", "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(value["convoke"], 1);
    }
}

#[test]
fn a_fingerprint_is_written_whole_or_not_at_all() {
    let folder = folder(&[("a.txt", b"S1\tIt sat.\n"), ("empty.txt", b""), ("old.print", b"old")]);
    let run = convoke(folder.path(), &["fingerprint", "a.txt"]);
    assert!(run.out.starts_with("convoke fingerprint 1\ntext "), "{}", run.out);
    assert_eq!(convoke(folder.path(), &["fingerprint", "a.txt", "-o", "new.print"]).code, 0);
    assert_eq!(std::fs::read_to_string(folder.path().join("new.print")).unwrap(), run.out);
    assert_eq!(convoke(folder.path(), &["fingerprint", "empty.txt", "-o", "old.print"]).code, 2);
    assert_eq!(std::fs::read(folder.path().join("old.print")).unwrap(), b"old");
    assert_eq!(convoke(folder.path(), &["fingerprint", "a.txt", "-o", "no/where.print"]).code, 2);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
}

/// What a question stands in is the program's affair: its faults are shown in the words of who asked.
#[test]
fn the_faults_of_a_question_are_shown_in_the_question() {
    let folder = folder(&[("a.cvk", SMALL)]);
    let ask = |condition: &str| {
        let run = convoke(folder.path(), &["ask", condition, "a.cvk"]);
        let plain = convoke(folder.path(), &["ask", condition, "a.cvk", "--format", "plain"]);
        (run.code, run.out + &run.err, plain.out + &plain.err)
    };
    let (code, drawn, plain) = ask("nobody_known\n  sits");
    assert_eq!(code, 1, "{drawn}");
    assert!(drawn.contains("[<question>:1:1]\n 1 │ nobody_known sits\n"), "{drawn}");
    assert!(!drawn.contains("this_question") && !drawn.contains('}'), "{drawn}");
    assert!(plain.contains("<question> line 1 column 1: nothing in the corpus is called `nobody_known`"), "{plain}");
    let (code, drawn, plain) = ask("   ");
    assert_eq!(code, 1, "{drawn}");
    assert!(plain.contains("<question> line 1 column 1: what is asked is missing"), "{plain}");
    for unfinished in [
        "nobody_known is",
        "not (",
        "é",
        "( ) }",
        "nobody_known sits } claim more {",
        "\"open",
        "a is a body } kind new",
    ] {
        let (code, drawn, _) = ask(unfinished);
        assert_eq!(code, 1, "{unfinished}: {drawn}");
        assert!(!drawn.contains("this_question"), "{drawn}");
    }
}
