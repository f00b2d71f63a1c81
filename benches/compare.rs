//! `cargo bench --bench compare`: whole processes of `convoke check`, SWI-Prolog and clingo on one generated record,
//! their answers compared with each other and with the oracle's before any time is taken.
//!
//! `cargo bench --bench compare -- write DIRECTORY EVENTS [LINE]` writes a record and measures nothing;
//! `cargo bench --bench compare -- EVENTS …` measures other sizes.
#![expect(clippy::disallowed_methods, reason = "a benchmark writes its record and reads what processes did")]

#[path = "record/mod.rs"]
mod record;

use record::Record;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

type Fallible<T> = Result<T, Box<dyn Error>>;
type Answers = BTreeMap<String, String>;

/// Congresses in a line.
const LINE: usize = 50;
/// Timed runs of each program, in turn; the median is told.
const RUNS: usize = 5;

fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let [word, directory, events, line @ ..] = arguments.as_slice()
        && word == "write"
    {
        let line = line.first().map_or(Ok(LINE), |line| line.parse())?;
        return write(&Record::new(events.parse()?, line), Path::new(directory));
    }
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    println!("| events | claims | corpus | engine | time | peak | times `convoke`'s |");
    println!("| ---: | ---: | ---: | --- | ---: | ---: | ---: |");
    sizes.into_iter().try_for_each(compare)
}

fn write(record: &Record, directory: &Path) -> Fallible<()> {
    let corpus = directory.join("corpus");
    fs::create_dir_all(&corpus)?;
    for (name, text) in record::files(record) {
        fs::write(corpus.join(name), text)?;
    }
    fs::write(directory.join("record.pl"), record::prolog(record))?;
    fs::write(directory.join("record.lp"), record::clingo(record))?;
    Ok(())
}

/// An engine that answers the same record in its own idiom.
struct Peer {
    name: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    file: &'static str,
    /// Its answers, as far as it gives them.
    answers: fn(&str, &Answers) -> Answers,
}

const PEERS: &[Peer] = &[
    Peer {
        name: "swipl",
        program: "swipl",
        arguments: &["--stack-limit=16g", "--table-space=16g"],
        file: "record.pl",
        answers: |text, _| answers_of_lines(text),
    },
    Peer {
        name: "clingo",
        program: "python3",
        arguments: &["-m", "clingo", "--verbose=0", "--outf=0"],
        file: "record.lp",
        answers: answers_of_model,
    },
];

fn compare(events: usize) -> Fallible<()> {
    let record = Record::new(events, LINE);
    let directory = tempfile::tempdir()?;
    write(&record, directory.path())?;
    let corpus = directory.path().join("corpus");
    let bytes: u64 = fs::read_dir(&corpus)?.filter_map(|entry| Some(entry.ok()?.metadata().ok()?.len())).sum();
    let expected: Answers =
        record::expected(&record).into_iter().map(|(claim, verdict)| (claim, verdict.to_owned())).collect();

    let convoke = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_convoke"));
        command.arg("check").arg(&corpus).args(["--format", format]);
        command
    };
    let peer_command = |peer: &Peer| {
        let mut command = Command::new(peer.program);
        command.args(peer.arguments).arg(directory.path().join(peer.file));
        command
    };
    let found = answers_of_json(&output(convoke("json"))?)?;
    agree("the oracle", &expected, "convoke", &found)?;
    let mut present = Vec::new();
    for peer in PEERS {
        match output(peer_command(peer)) {
            Ok(text) => {
                agree_in_part("convoke", &found, peer.name, &(peer.answers)(&text, &found))?;
                present.push(peer);
            }
            Err(error) => println!("{} did not run ({error}): install it to compare with it", peer.name),
        }
    }
    let mut ours = Vec::new();
    let mut others: Vec<Vec<(Duration, u64)>> = vec![Vec::new(); present.len()];
    for _ in 0..RUNS {
        ours.push(measured(convoke("terminal"))?);
        for (peer, runs) in present.iter().zip(&mut others) {
            runs.push(measured(peer_command(peer))?);
        }
    }
    tell(&record, bytes, "convoke check", &ours, &ours);
    present.iter().zip(&others).for_each(|(peer, runs)| tell(&record, bytes, peer.name, runs, &ours));
    Ok(())
}

fn tell(record: &Record, bytes: u64, name: &str, runs: &[(Duration, u64)], ours: &[(Duration, u64)]) {
    let seconds = |duration: Duration| format!("{:.2} s", duration.as_secs_f64());
    let ratios = ours.iter().zip(runs).map(|(ours, other)| other.0.as_secs_f64() / ours.0.as_secs_f64()).collect();
    let time = median(runs.iter().map(|run| run.0).collect());
    let peak = runs.iter().map(|run| run.1).max().unwrap_or(0);
    println!(
        "| {} | {} | {:.1} MB | `{name}` | {} | {} MiB | {} |",
        record.events,
        record.congresses.len() + record.regions,
        bytes as f64 / 1e6,
        time.map_or_else(String::new, seconds),
        peak / 1024,
        median(ratios).map_or_else(|| "—".to_owned(), |ratio: f64| format!("{ratio:.1}")),
    );
}

fn median<T: PartialOrd + Copy>(mut all: Vec<T>) -> Option<T> {
    all.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    all.get(all.len() / 2).copied()
}

fn output(mut command: Command) -> Fallible<String> {
    let output = command.output()?;
    if !ended_well(output.status) {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// clingo ends with 10 or 30 where there is a model.
fn ended_well(status: ExitStatus) -> bool {
    status.success() || matches!(status.code(), Some(10 | 30))
}

/// Time from start to end, and the most memory that the process held, in KiB, as far as Linux tells it.
fn measured(mut command: Command) -> Fallible<(Duration, u64)> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let watch = thread::spawn(move || {
        let mut peak = 0;
        while let Some(now) = fs::read_to_string(&status).ok().and_then(|text| high_water(&text)) {
            peak = now;
            thread::sleep(Duration::from_millis(10));
        }
        peak
    });
    let ended = child.wait()?;
    let took = start.elapsed();
    if !ended_well(ended) {
        return Err(format!("{command:?} ended with {ended}").into());
    }
    Ok((took, watch.join().unwrap_or(0)))
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn answers_of_json(text: &str) -> Fallible<Answers> {
    let report: serde_json::Value = serde_json::from_str(text)?;
    let claims = report["claims"].as_array().ok_or("no claims in the report")?;
    let word = |claim: &serde_json::Value, field: &str| claim[field].as_str().unwrap_or_default().to_owned();
    Ok(claims.iter().map(|claim| (word(claim, "claim"), word(claim, "verdict"))).collect())
}

fn answers_of_lines(text: &str) -> Answers {
    let pairs = text.lines().filter_map(|line| line.split_once(' '));
    pairs.map(|(claim, verdict)| (claim.to_owned(), verdict.to_owned())).collect()
}

/// What clingo prints of its one model: of all congresses' claims those that are upheld. It is not asked of titles.
fn answers_of_model(text: &str, asked: &Answers) -> Answers {
    let upheld: BTreeSet<&str> =
        text.split_whitespace().filter_map(|atom| atom.strip_prefix("upheld(")?.strip_suffix(')')).collect();
    let claims = asked.keys().filter(|claim| claim.starts_with("standing_"));
    let word = |claim: &String| if upheld.contains(claim.as_str()) { "upheld" } else { "refuted" };
    claims.map(|claim| (claim.clone(), word(claim).to_owned())).collect()
}

/// Compares what both answer; the other must answer something.
fn agree_in_part(one: &str, ours: &Answers, other: &str, theirs: &Answers) -> Fallible<()> {
    let ours: Answers =
        ours.iter().filter(|(claim, _)| theirs.contains_key(*claim)).map(|(c, v)| (c.clone(), v.clone())).collect();
    if ours.is_empty() {
        return Err(format!("{other} answers no claim").into());
    }
    agree(one, &ours, other, theirs)
}

fn agree(one: &str, ours: &Answers, other: &str, theirs: &Answers) -> Fallible<()> {
    let differing = ours.iter().find(|(claim, verdict)| theirs.get(*claim) != Some(verdict));
    match differing {
        Some((claim, verdict)) => {
            Err(format!("{one} answers {verdict} of {claim}, {other} {:?}", theirs.get(claim)).into())
        }
        None if ours.len() != theirs.len() => Err(format!("{one} and {other} answer different claims").into()),
        None => Ok(()),
    }
}
