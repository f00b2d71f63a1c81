//! Random ground programs through engines that nobody here wrote: SWI-Prolog says true, false and undefined,
//! clingo speaks where the model is total. Both must agree with the definition, reading by reading.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]

use convoke::export::{Asked, Said, Target, write};
use convoke::ground::clauses::{AtomId, GroundProgram, Leaf, Literal};
use convoke::program::AnswerWord;
use convoke::session::export::export;
use convoke::session::options::{Options, Reading};
use convoke::session::run;
use convoke::solve::answers::Value;
use convoke::solve::twin;
use convoke::source::Sources;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const LEAVES: u32 = 5;
const ATOMS: u32 = 14;
const PROGRAMS: u64 = 2000;

/// Numbers from a seed (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
    fn literal(&mut self) -> Literal {
        let atom = AtomId(self.below(u64::from(ATOMS)) as u32);
        if self.below(2) == 0 { Literal::positive(atom) } else { Literal::negative(atom) }
    }
}

fn random(numbers: &mut Numbers) -> (GroundProgram, Vec<AtomId>) {
    let mut program = GroundProgram::new();
    for atom in 0..ATOMS {
        program.add_atom(match atom {
            0 | 1 => Some(Leaf::Allegation),
            atom if atom < LEAVES => Some(Leaf::Question),
            _ => None,
        });
    }
    for _ in 0..6 + numbers.below(16) {
        let head = AtomId(LEAVES + numbers.below(u64::from(ATOMS - LEAVES)) as u32);
        if numbers.below(4) == 0 {
            let members: Vec<(Literal, u64)> =
                (0..1 + numbers.below(5)).map(|_| (numbers.literal(), numbers.below(4))).collect();
            program.add_at_least(head, numbers.below(6), &members);
        } else {
            let body: Vec<Literal> = (0..numbers.below(4)).map(|_| numbers.literal()).collect();
            program.add_clause(head, &body);
        }
    }
    let holding = (0..LEAVES).filter(|_| numbers.below(2) == 0).map(AtomId).collect();
    (program, holding)
}

/// Every derived atom by the definition.
fn by_definition(program: &GroundProgram, holding: &[AtomId]) -> BTreeMap<String, &'static str> {
    let truth: Vec<bool> = (0..ATOMS).map(|atom| holding.contains(&AtomId(atom))).collect();
    let answer = |atom| match twin::value_of(program, &truth, AtomId(atom)) {
        Value::True => "true",
        Value::False => "false",
        Value::Undefined => "undefined",
    };
    (LEAVES..ATOMS).map(|atom| (format!("claim_{atom}"), answer(atom))).collect()
}

fn text(program: &GroundProgram, holding: &[AtomId], target: Target) -> String {
    // Words that need quoting, and some that read alike.
    let said = |atom: AtomId| Said { words: format!("it's \"{}\" \\ `é`", atom.0 / 2), place: None };
    let claims = (LEAVES..ATOMS).map(|atom| (format!("claim_{atom}"), AtomId(atom))).collect();
    let asked = Asked { claims, holding: holding.to_vec(), heading: vec!["a\nheading".to_owned()] };
    write(program, &asked, &said, target)
}

/// Whether the engine is here; where it must be (`CONVOKE_WITNESSES=required`), its absence fails the test.
fn present(name: &str, command: &mut Command) -> bool {
    let here = command.output().is_ok_and(|output| output.status.success());
    if !here {
        println!("the witness {name} is absent: nothing was compared with it");
        assert!(std::env::var("CONVOKE_WITNESSES").as_deref() != Ok("required"), "{name} is absent");
    }
    here
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn prolog_agrees() {
    if !present("swipl", Command::new("swipl").arg("--version")) {
        return;
    }
    let folder = folder("prolog");
    let mut driver = String::from(
        "one(F) :- load_files(F, [silent(true)]), format(\"file ~w~n\", [F]), answers, abolish_all_tables, unload_file(F).\n\
         all :- set_prolog_flag(verbose_load, silent), forall(file(F), one(F)).\n",
    );
    let mut expected = Vec::new();
    let mut undefined = 0;
    let mut numbers = Numbers(1917);
    for number in 0..PROGRAMS {
        let (program, holding) = random(&mut numbers);
        let answers = by_definition(&program, &holding);
        undefined += answers.values().filter(|answer| **answer == "undefined").count();
        std::fs::write(folder.join(format!("p{number}.pl")), text(&program, &holding, Target::Prolog)).unwrap();
        writeln!(driver, "file('p{number}.pl').").unwrap();
        expected.push(answers);
    }
    std::fs::write(folder.join("driver.pl"), driver).unwrap();
    let output =
        Command::new("swipl").args(["-g", "all", "-t", "halt", "driver.pl"]).current_dir(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaints.is_empty(), "{complaints}");
    let mut found: Vec<BTreeMap<String, &str>> = Vec::new();
    for line in said.lines() {
        match line.split_once('\t') {
            Some((claim, answer)) => {
                found.last_mut().unwrap().insert(claim.to_owned(), answer);
            }
            None => found.push(BTreeMap::new()),
        }
    }
    assert_eq!(found.len(), expected.len());
    for (number, (found, expected)) in found.iter().zip(&expected).enumerate() {
        assert_eq!(found, expected, "program {number}, in {}", folder.display());
    }
    assert!(undefined > 100, "too few undefined answers to prove anything: {undefined}");
}

#[test]
fn clingo_agrees() {
    if !present("clingo", Command::new("python3").args(["-c", "import clingo"])) {
        return;
    }
    let folder = folder("clingo");
    let mut numbers = Numbers(1905);
    let mut expected = BTreeMap::new();
    for number in 0..PROGRAMS {
        let (program, holding) = random(&mut numbers);
        let answers = by_definition(&program, &holding);
        if answers.values().any(|answer| *answer == "undefined") {
            continue;
        }
        std::fs::write(folder.join(format!("p{number}.lp")), text(&program, &holding, Target::AnswerSets)).unwrap();
        let so: Vec<String> = answers.iter().filter(|(_, v)| **v == "true").map(|(claim, _)| claim.clone()).collect();
        expected.insert(number, so);
    }
    let script = "\
import clingo, sys
for number in sys.argv[1:]:
    control = clingo.Control(['0'], logger=lambda code, message: None)
    control.load(f'p{number}.lp'); control.ground([('base', [])])
    with control.solve(yield_=True) as models:
        for model in models: print(number, *sorted(a.arguments[0].string for a in model.symbols(shown=True)))
";
    let output = Command::new("python3")
        .args(["-c", script])
        .args(expected.keys().map(u64::to_string))
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said.lines().count(), expected.len(), "each total program has one stable model");
    for (line, (number, so)) in said.lines().zip(&expected) {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(words[0], number.to_string());
        let mut so = so.clone();
        so.sort();
        assert_eq!(words[1..], so, "program {number}, in {}", folder.display());
    }
    assert!(expected.len() > 200, "too few total programs: {}", expected.len());
}

/// The files of each corpus: the small ones with their words, then those that are folders.
fn corpora() -> Vec<(String, Vec<PathBuf>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = |folder: &Path| {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "cvk"));
        paths.sort();
        paths
    };
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let words = root.join("tests/cases/words.cvk");
    let cases = listed(&root.join("tests/cases")).into_iter().filter(|path| *path != words);
    let mut corpora: Vec<_> = cases.map(|path| (name(&path), vec![words.clone(), path])).collect();
    corpora.extend(listed(&root.join("tests/whole")).into_iter().map(|path| (name(&path), vec![path])));
    corpora.push(("soviets".to_owned(), listed(&root.join("corpus/soviets-1917"))));
    corpora
}

fn sources(files: &[PathBuf]) -> Sources {
    let mut sources = Sources::default();
    for file in files {
        sources.add(file.file_name().unwrap().to_string_lossy(), std::fs::read_to_string(file).unwrap());
    }
    sources
}

#[test]
fn prolog_agrees_on_the_corpora() {
    if !present("swipl", Command::new("swipl").arg("--version")) {
        return;
    }
    let folder = folder("corpora");
    let (mut compared, mut firm) = (0, 0);
    for (name, files) in corpora() {
        let judged = run(sources(&files), &Default::default(), &Options::default());
        let mut readings = vec![(None, Reading::default())];
        for standpoint in &judged.program.standpoints {
            let name = judged.program.statements[standpoint.statement.index()].name.clone();
            readings.push((Some(name.clone()), Reading { standpoint: Some(name), ..Reading::default() }));
        }
        for (standpoint, reading) in readings {
            let exported = export(sources(&files), &Default::default(), &[], &reading, Target::Prolog);
            let Some(text) = exported.text else { continue };
            let file = folder.join(format!("{name}.pl"));
            std::fs::write(&file, text).unwrap();
            let output = Command::new("swipl").args(["-g", "answers", "-t", "halt"]).arg(&file).output().unwrap();
            assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let said: BTreeMap<&str, &str> = said.lines().filter_map(|line| line.split_once('\t')).collect();
            for (claim, value) in &exported.answers {
                let ours = match value {
                    Value::True => "true",
                    Value::False => "false",
                    Value::Undefined => "undefined",
                };
                assert_eq!(said.get(claim.as_str()), Some(&ours), "{name}: {claim} from {standpoint:?}");
                compared += 1;
                // What the engine says firmly of a choice is so on every reading of it.
                let report = judged.claims.iter().find(|report| report.name == *claim).unwrap();
                let answer = match &standpoint {
                    None => Some(report.on_record),
                    Some(name) => report.standpoints.iter().find(|(known, _)| known == name).map(|(_, word)| *word),
                };
                let word = match answer {
                    Some(AnswerWord::True) => "true",
                    Some(AnswerWord::False) => "false",
                    Some(AnswerWord::Undefined) => "undefined",
                    Some(AnswerWord::Open) | None => continue,
                };
                assert_eq!(word, ours, "{name}: {claim} from {standpoint:?}");
                firm += 1;
            }
        }
    }
    assert!(compared > 300 && firm > 200, "{compared} compared, {firm} firm");
}
