//! `cargo bench --bench compare`: whole processes of `convoke check` and of SWI-Prolog on one generated record,
//! their answers compared with each other and with the oracle's before any time is taken.
//!
//! `cargo bench --bench compare -- write DIRECTORY EVENTS [LINE]` writes a record and measures nothing;
//! `cargo bench --bench compare -- EVENTS …` measures other sizes.
#![expect(clippy::disallowed_methods, reason = "a benchmark writes its record and reads what processes did")]

#[path = "record/mod.rs"]
mod record;

use record::Record;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
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
    println!("| events | claims | corpus | `convoke check` | peak | `swipl` | peak | ratio of times |");
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    sizes.into_iter().try_for_each(compare)
}

fn write(record: &Record, directory: &Path) -> Fallible<()> {
    let corpus = directory.join("corpus");
    fs::create_dir_all(&corpus)?;
    for (name, text) in record::files(record) {
        fs::write(corpus.join(name), text)?;
    }
    fs::write(directory.join("record.pl"), record::prolog(record))?;
    Ok(())
}

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
    let prolog = || {
        let mut command = Command::new("swipl");
        command.args(["--stack-limit=8g", "--table-space=8g"]).arg(directory.path().join("record.pl"));
        command
    };
    let found = answers_of_json(&output(convoke("json"))?)?;
    agree("the oracle", &expected, "convoke", &found)?;
    let theirs = match output(prolog()) {
        Ok(text) => Some(answers_of_lines(&text)),
        Err(error) => {
            println!("SWI-Prolog did not run ({error}): install `swi-prolog-nox` to compare with it");
            None
        }
    };
    if let Some(theirs) = &theirs {
        agree("convoke", &found, "swipl", theirs)?;
    }
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(measured(convoke("terminal"))?);
        if theirs.is_some() {
            others.push(measured(prolog())?);
        }
    }
    tell(&record, bytes, &ours, &others);
    Ok(())
}

fn tell(record: &Record, bytes: u64, ours: &[(Duration, u64)], others: &[(Duration, u64)]) {
    let seconds = |duration: Duration| format!("{:.2} s", duration.as_secs_f64());
    let mebibytes = |kibibytes: u64| format!("{} MiB", kibibytes / 1024);
    let ratios = ours.iter().zip(others).map(|(ours, other)| other.0.as_secs_f64() / ours.0.as_secs_f64()).collect();
    let column = |runs: &[(Duration, u64)]| match runs {
        [] => "— | —".to_owned(),
        runs => {
            let time = median(runs.iter().map(|run| run.0).collect());
            let peak = runs.iter().map(|run| run.1).max();
            format!("{} | {}", time.map_or_else(String::new, seconds), peak.map_or_else(String::new, mebibytes))
        }
    };
    println!(
        "| {} | {} | {:.1} MB | {} | {} | {} |",
        record.events,
        record.congresses.len() + record.regions,
        bytes as f64 / 1e6,
        column(ours),
        column(others),
        median(ratios).map_or_else(|| "—".to_owned(), |ratio: f64| format!("{ratio:.1}")),
    );
}

fn median<T: PartialOrd + Copy>(mut all: Vec<T>) -> Option<T> {
    all.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    all.get(all.len() / 2).copied()
}

fn output(mut command: Command) -> Fallible<String> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
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
    if !ended.success() {
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
