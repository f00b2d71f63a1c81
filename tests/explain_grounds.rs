//! Grounds of refutations: what the record tells otherwise is not silence, circles of powers are circles;
//! nested voices have names of their own; nobody's own act is what a rival says of him.
#[path = "explain_trees/pipeline.rs"]
mod pipeline;

use convoke::explain::questions::allegation_name;
use convoke::explain::used::{FailsBy, own_acts, used};
use convoke::ground::clauses::Leaf;
use convoke::session::run;
use convoke::source::Sources;
use convoke::verdict::claim_report::{ClaimReport, RefutationGround};
use pipeline::{Corpus, corpus, draw};

const WORDS: &str = "corpus \"Small\"\nrecord annals\nsource annals \"A\" { calendar gregorian }\nkind body | bodies\n\
    kind meeting | meetings is body\nattribute present of body: number\nattribute opens of body: date\n\
    act call | calls | called (by body, what meeting)\nact choose | chooses | chosen (by body, what body)\n\
    act ratify | ratifies | ratified (by body, what event)\ndeed begin | begins | begun (by body)\n\
    body a\nbody b\nbody x\nmeeting m { present 44, opens 1900-03-18 }\nmeeting n\n";

fn small(lines: &str) -> Corpus {
    corpus(&[("small.cvk", format!("{WORDS}{lines}"))])
}

fn fails_by(corpus: &Corpus, claim: &str) -> FailsBy {
    let (reading, root) = corpus.evaluate(corpus.claim(claim), &[]);
    used(&corpus.look(), &corpus.index, &reading, root).fails_by
}

#[test]
fn numbers_and_dates_that_are_told_otherwise_are_no_silence() {
    let corpus = small(
        "event c on 1900-03-01 { a calls m }\nevent d on 1900-03-18 { m begins }\n\
         claim number { that m.present is at least 300 }\nclaim length { that d - c >= 20 days }\n\
         claim order { that d before c }\nclaim other_order { that not (d after c) }\nclaim day { that d on 1900-03-17 }\n\
         claim value { that m.opens before 1900-03-17 }\nclaim untold { that a calls n }\n\
         claim counted { that count of bodies B where B begins is 2 }\n\
         claim uncounted { that count of bodies B where B ratifies c is 2 }\nclaim so { that c before d }\n\
         claim same { that m is the same as n }\n",
    );
    for claim in ["number", "length", "order", "other_order", "day", "value", "counted", "same"] {
        assert_eq!(fails_by(&corpus, claim), FailsBy::Denial, "{claim}");
    }
    assert_eq!(fails_by(&corpus, "untold"), FailsBy::Silence);
    assert_eq!(fails_by(&corpus, "uncounted"), FailsBy::Silence);
    let tree = draw(&corpus.why("number", &[]));
    assert!(tree.contains("present of m: 44") && tree.contains("44 against 300"), "{tree}");
    for claim in ["length", "order", "other_order", "so"] {
        let tree = draw(&corpus.why(claim, &[]));
        assert!(tree.contains("`c`: a calls m, on 1900-03-01"), "{tree}");
        assert!(tree.contains("`d`: m begins, on 1900-03-18"), "{tree}");
    }
    let tree = draw(&corpus.why("same", &[]));
    assert!(tree.contains("m is other than n") && !tree.contains("nothing in the corpus"), "{tree}");
    let tree = draw(&corpus.why("value", &[]));
    assert!(tree.contains("opens of m: 1900-03-18"), "{tree}");
}

#[test]
fn a_condition_of_a_rule_that_numbers_fail_leaves_the_rule_the_ground() {
    let corpus = small(
        "rule many { body B may call meeting M when M.present is at least 300 }\n\
         event c on 1900-03-01 { a calls m }\nclaim valid_call { that c is valid }\n",
    );
    assert_eq!(fails_by(&corpus, "valid_call"), FailsBy::Rule);
}

#[test]
fn powers_that_ask_for_each_other_are_a_circle() {
    let corpus = small(
        "rule mutual { body A may call meeting M when some body B where (B is other than A and B may call M) }\n\
         event e on 1900-03-01 { a calls m }\nclaim valid_call { that e is valid }\n",
    );
    assert_eq!(fails_by(&corpus, "valid_call"), FailsBy::Circle);
    let tree = draw(&corpus.why("valid_call", &[]));
    let told = |words: &str| tree.find(words).unwrap_or(usize::MAX);
    assert!(told("the chain closes on itself") < told("a is a"), "the circle comes first: {tree}");
}

#[test]
fn nested_voices_have_names_of_their_own() {
    let corpus = small(
        "according to a {\n  event e on 1900-03-01 { m begins }\n  according to b {\n    event f on 1900-03-02 { n begins }\n  }\n\
         \x20 doubtful \"so?\" {\n    event g on 1900-03-03 { x begins }\n  }\n}\n\
         claim all { that m begins and n begins and x begins }\n",
    );
    let look = corpus.look();
    let leaves = corpus.grounded.tables.atoms().map(|(atom, _)| atom);
    let mut names: Vec<String> = leaves
        .filter(|&atom| corpus.grounded.program.leaf(atom) == Some(Leaf::Allegation))
        .map(|atom| allegation_name(&look, atom))
        .collect();
    names.sort();
    assert_eq!(names, ["e", "f", "f (according to a)", "g"]);
}

#[test]
fn what_a_rival_says_of_the_claimant_is_not_its_own_act() {
    let corpus = small(
        "rule only_b { only b may call meeting M }\nrule healed { body X calls meeting M as E stands when b ratifies E }\n\
         event c on 1900-03-01 { a calls m }\n\
         according to x { event told on 1900-03-05 { b ratifies c } }\n\
         according to b { event owned on 1900-03-06 { b ratifies c } }\nclaim void_call by b { that c is void }\n",
    );
    let program = corpus.checked.program();
    let own = |accepted: &str| {
        let (reading, root) = corpus.evaluate(corpus.claim("void_call"), &[accepted]);
        let used = used(&corpus.look(), &corpus.index, &reading, root);
        assert!(!used.events.is_empty(), "{accepted}");
        let by = &program.claims[corpus.claim("void_call").index()].by;
        own_acts(&corpus.look(), &used, by).len()
    };
    assert_eq!(own("told"), 0, "only x says so");
    assert_eq!(own("owned"), 1);
}

/// What a corpus's claims are found to be, through every floor.
fn reports(lines: &str) -> Vec<ClaimReport> {
    let mut sources = Sources::default();
    sources.add("small.cvk", format!("{WORDS}{lines}"));
    run(sources, &Default::default(), &Default::default()).claims
}

fn first_steps(report: &ClaimReport) -> String {
    draw(&report.reasons[0])
}

#[test]
fn what_is_refuted_whatever_one_accepts_shows_what_decides() {
    let reports = reports(
        "rule only_b { only b may call meeting M }\naccording to x { event e on 1900-03-01 { a calls m } }\n\
         claim valid_call { that e is valid }\nclaim void_call { that e is void }\n",
    );
    assert_eq!(reports[0].ground, Some(RefutationGround::Rule));
    let tree = first_steps(&reports[0]);
    assert!(tree.contains("only b may call meeting M") && !tree.contains("not accepted here"), "{tree}");
    let tree = first_steps(&reports[1]);
    let second = tree.lines().nth(1).unwrap_or("");
    assert!(second.contains("`e` is void") || second.contains("no rule empowers"), "the law comes first: {tree}");
    assert!(tree.contains("`only_b`"), "{tree}");
}

#[test]
fn a_voidable_act_is_explained_by_its_breach() {
    let corpus = small(
        "rule chooses { body B may choose body C }\n\
         rule need { body B chooses body C only when B begins else voidable }\n\
         event e on 1900-03-01 { a chooses x }\nclaim open_to_attack { that e is voidable }\n",
    );
    let tree = corpus.why("open_to_attack", &[]);
    let mut path = vec![&tree];
    while let Some(step) = path[path.len() - 1].because.first() {
        path.push(step);
    }
    assert!(path.iter().any(|step| step.text == "`e` breaches `need`"), "{}", draw(&tree));
}
