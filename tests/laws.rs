//! Laws of the whole: what may not change a judgement, on the cases, on the corpus of 1917 and on random corpora.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
#[path = "laws_support/mod.rs"]
mod support;

use convoke::program::Program;
use convoke::session::options::Reading;
use convoke::session::outcome::Outcome;
use convoke::verdict::expectation::{answer_word, verdict_word};
use std::collections::BTreeMap;
use std::path::Path;
use support::chance::Chance;
use support::change::{in_old_style, renamed, shuffled};
use support::generate;
use support::{Judged, Text, errors, judged_by_twin, outcome, outcome_on};

/// How many random corpora each law is tried on.
const RANDOM: u64 = 30;

/// What is said of a claim, in an order of its own, names as `name` gives them.
fn told(outcome: &Outcome, name: &dyn Fn(&str) -> String) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    for claim in &outcome.claims {
        let mut judged = Judged::of(claim);
        for sets in &mut judged.sets {
            for set in sets.iter_mut() {
                for signed in set.iter_mut() {
                    *signed = format!("{}{}", &signed[..1], name(&signed[1..]));
                }
                set.sort();
            }
            sets.sort();
        }
        if claim.turns_on.more {
            judged.sets = Default::default(); // sixteen of many: which ones may differ
        }
        let mut from: Vec<String> =
            claim.standpoints.iter().map(|(at, answer)| format!("{}: {}", name(at), answer_word(*answer))).collect();
        from.sort();
        told.insert(name(&claim.name), format!("{judged:?} {from:?}"));
    }
    told
}

fn same(name: &str) -> String {
    name.to_owned()
}

#[track_caller]
fn alike(one: &[Text], other: &[Text], name: &dyn Fn(&str) -> String) {
    let (before, after) = (outcome(one), outcome(other));
    assert!(errors(&before).is_empty(), "{:?}\n{}", errors(&before), written(one));
    assert!(errors(&after).is_empty(), "{:?}\n{}", errors(&after), written(other));
    let (told_before, told_after) = (told(&before, &same), told(&after, name));
    for (claim, judged) in &told_before {
        let now = told_after.get(claim);
        assert!(now == Some(judged), "{claim}: {judged}\nbecame {now:?}\nin {}\n———\n{}", written(one), written(other));
    }
    assert_eq!(told_before.len(), told_after.len());
}

fn written(texts: &[Text]) -> String {
    texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn folder(path: &str) -> Vec<Text> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "cvk"));
    paths.sort();
    let text = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        Text::new(&name, &std::fs::read_to_string(path).unwrap())
    };
    paths.iter().map(text).collect()
}

/// Every case with its words, and the corpus of 1917.
fn written_corpora() -> Vec<Vec<Text>> {
    let cases = folder("tests/cases");
    let (words, cases): (Vec<Text>, Vec<Text>) = cases.into_iter().partition(|text| text.path == "words.cvk");
    let mut all: Vec<Vec<Text>> = cases.into_iter().map(|case| vec![words[0].clone(), case]).collect();
    all.push(folder("corpus/soviets-1917"));
    assert!(all.len() > 20);
    all
}

fn random_corpora() -> impl Iterator<Item = Vec<Text>> {
    (0..RANDOM).map(generate::corpus)
}

#[test]
fn neither_the_order_of_statements_nor_their_files_matter() {
    let mut chance = Chance(1);
    for texts in written_corpora().into_iter().chain(random_corpora()) {
        alike(&texts, &shuffled(&texts, 1, &mut chance), &same);
        alike(&texts, &shuffled(&texts, 3, &mut chance), &same);
    }
}

/// New names for everything that a corpus names (its vocabulary keeps its words), and the way back.
fn new_names(texts: &[Text]) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let found = outcome(texts);
    let program = &found.program;
    let mut vocabulary: Vec<String> = program.kinds.iter().flat_map(|kind| kind.forms.clone()).collect();
    vocabulary.extend(program.attributes.iter().map(|attribute| attribute.name.clone()));
    vocabulary.extend(program.adjectives.iter().map(|adjective| adjective.name.clone()));
    for verb in &program.verbs {
        for form in &verb.forms {
            vocabulary.extend(form.split_whitespace().map(str::to_owned));
        }
        vocabulary.extend(verb.roles.iter().flat_map(|role| role.name.split_whitespace().map(str::to_owned)));
    }
    for relation in &program.relations {
        vocabulary.extend(relation.phrase.split_whitespace().map(str::to_owned));
    }
    let own = |name: &String| !name.is_empty() && !vocabulary.contains(name);
    let mut names: Vec<String> = statements_named(program).into_iter().filter(own).collect();
    names.sort();
    names.dedup();
    // The order of the new names is not that of the old.
    let new: Vec<String> = (0..names.len()).map(|i| format!("name_{:03}", (i * 37 + 11) % 997)).collect();
    let there = names.iter().cloned().zip(new.iter().cloned()).collect();
    (there, new.into_iter().zip(names).collect())
}

fn statements_named(program: &Program) -> Vec<String> {
    let statements = program
        .entities
        .iter()
        .map(|entity| entity.statement)
        .chain(program.events.iter().map(|event| event.statement))
        .chain(program.facts.iter().map(|fact| fact.statement))
        .chain(program.rules.iter().map(|rule| rule.statement))
        .chain(program.orders.iter().map(|order| order.statement))
        .chain(program.claims.iter().map(|claim| claim.statement))
        .chain(program.standpoints.iter().map(|standpoint| standpoint.statement));
    statements.map(|statement| program.statements[statement.index()].name.clone()).collect()
}

/// The names in `vtsik.seats` or `report (according to reds)`, each as the map has it.
fn each_name(name: &str, map: &BTreeMap<String, String>) -> String {
    let ends = |c: char| !c.is_alphanumeric() && c != '_';
    let parts = name.split_inclusive(ends).map(|part| {
        let word = part.trim_end_matches(ends);
        map.get(word).map_or_else(|| part.to_owned(), |new| part.replacen(word, new, 1))
    });
    parts.collect()
}

#[test]
fn names_do_not_matter() {
    for texts in written_corpora().into_iter().chain(random_corpora()) {
        let (there, back) = new_names(&texts);
        assert!(there.len() > 5);
        alike(&texts, &renamed(&texts, &there), &|name| each_name(name, &back));
    }
}

#[test]
fn two_parties_that_swap_their_names_swap_nothing_else() {
    let swap = |a: &str, b: &str| BTreeMap::from([(a.to_owned(), b.to_owned()), (b.to_owned(), a.to_owned())]);
    for texts in written_corpora().into_iter().chain(random_corpora()) {
        for names in [swap("reds", "blues"), swap("bolsheviks", "mensheviks"), swap("vtsik", "new_vtsik")] {
            let changed = renamed(&texts, &names);
            if written(&changed) != written(&texts) {
                alike(&texts, &changed, &|name| each_name(name, &names));
            }
        }
    }
}

const IRRELEVANT: &str = r#"
kind comet | comets
act pass by | passes by | passed by (by comet)
relation comet is bright, open "is {subject} bright"
comet halley "A comet"
comet encke
event perihelion on 1850-04-20 NS { halley passes by }
event missed { encke does not pass by }
according to halley_book { event other_perihelion on 1850-04-21 NS { encke passes by } }
doubtful "was it seen?" { fact brightness { halley is bright } }
source halley_book "A book of comets"
order heavens "The laws of the heavens", fragmentary
rule comets_pass under heavens { comet C may pass by when C is bright }
"#;

#[test]
fn what_bears_on_nothing_changes_nothing() {
    for mut texts in written_corpora().into_iter().chain(random_corpora()) {
        let before = texts.clone();
        texts.insert(0, Text::new("irrelevant.cvk", IRRELEVANT));
        alike(&before, &texts, &same);
    }
}

#[test]
fn the_calendar_in_which_days_are_written_does_not_matter() {
    let mut tried = 0;
    for texts in written_corpora().into_iter().chain(random_corpora()) {
        if let Some(changed) = in_old_style(&texts) {
            alike(&texts, &changed, &same);
            tried += 1;
        }
    }
    assert!(tried > RANDOM);
}

/// Every statement that some party makes.
fn alleged(program: &Program) -> Vec<String> {
    let statements =
        program.statements.iter().filter(|statement| program.allegations_around(statement.voice).next().is_some());
    statements.map(|statement| statement.name.clone()).filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_answer_on_the_record_is_that_of_rejecting_every_allegation() {
    let word = |answer: &str| match answer {
        "true" => "upheld",
        "false" => "refuted",
        "open" => "undetermined",
        _ => "paradoxical",
    };
    for texts in written_corpora().into_iter().chain(random_corpora()) {
        let found = outcome(&texts);
        let mut reject = alleged(&found.program);
        let rivals = found.program.orders.iter().filter(|order| !order.rivals.is_empty());
        reject.extend(rivals.map(|order| found.program.statements[order.statement.index()].name.clone()));
        let rejected = outcome_on(&texts, Reading { reject, ..Reading::default() });
        for (before, after) in found.claims.iter().zip(&rejected.claims) {
            let supposed = &found.program.claims[found.claims.iter().position(|c| c.name == before.name).unwrap()];
            let rival_values = after.answers.len() > 1;
            if supposed.supposing.is_empty()
                && supposed.accepting.is_empty()
                && supposed.under.is_none()
                && !rival_values
            {
                let answer = answer_word(before.on_record);
                assert_eq!(word(answer), verdict_word(after.verdict), "{}\n{}", before.name, written(&texts));
            }
        }
    }
}

#[test]
fn the_engine_agrees_with_the_slow_twin_on_random_corpora() {
    let (mut claims, mut compared) = (0, 0);
    for texts in random_corpora().chain((1000..1000 + RANDOM).map(generate::corpus)) {
        let found = outcome(&texts);
        for (fast, slow) in found.claims.iter().zip(judged_by_twin(&texts)) {
            claims += 1;
            let Some(slow) = slow else { continue };
            assert!(!fast.incomplete);
            compared += 1;
            if !fast.turns_on.more {
                assert_eq!(Judged::of(fast), slow, "{}\n{}", fast.name, written(&texts));
            }
        }
    }
    assert!(compared * 10 > claims * 8, "{compared} of {claims}");
}

#[test]
fn random_corpora_are_of_every_sort() {
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    for texts in random_corpora() {
        for claim in outcome(&texts).claims {
            *verdicts.entry(verdict_word(claim.verdict)).or_default() += 1;
        }
    }
    for verdict in ["upheld", "refuted", "undetermined", "contested"] {
        assert!(verdicts.get(verdict).is_some_and(|count| *count > 3), "{verdicts:?}");
    }
}
