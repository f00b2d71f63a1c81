//! Trees of reasons on small corpora: what they say, and that they can be relied on.
#[path = "explain_trees/pipeline.rs"]
mod pipeline;

use convoke::explain::authority::{chain, chain_acts};
use convoke::explain::questions::question_text;
use convoke::explain::reason::{Reason, ReasonKind};
use convoke::explain::used::{FailsBy, own_acts, used};
use convoke::ground::keys::ActId;
use convoke::program::*;
use pipeline::{Corpus, corpus, draw};

fn convening() -> Corpus {
    corpus(&[("convening.cvk", include_str!("explain_trees/convening.cvk").to_owned())])
}

fn cures() -> Corpus {
    corpus(&[("cures.cvk", include_str!("explain_trees/cures.cvk").to_owned())])
}

fn circles() -> Corpus {
    corpus(&[("circles.cvk", include_str!("explain_trees/circles.cvk").to_owned())])
}

/// The trees of some claims on one reading, one after the other.
fn trees(corpus: &Corpus, yes: &[&str], claims: &[&str]) -> String {
    claims.iter().map(|claim| draw(&corpus.why(claim, yes))).collect::<Vec<_>>().join("\n")
}

fn every_node(root: &Reason) -> Vec<&Reason> {
    let mut nodes = Vec::new();
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        nodes.push(node);
        todo.extend(&node.because);
    }
    nodes
}

#[test]
fn powers_and_readings() {
    let claims = ["initiative_void", "agreement_valid", "lower_may", "council_may"];
    insta::assert_snapshot!(trees(&convening(), &[], &claims));
}

#[test]
fn titles_on_the_record_and_with_a_charge() {
    let corpus = convening();
    insta::assert_snapshot!("title_on_record", trees(&corpus, &[], &["title"]));
    let charged = ["armies_elect", "void:armies_elect"];
    insta::assert_snapshot!("title_charged", trees(&corpus, &charged, &["title", "no_title"]));
}

#[test]
fn what_nobody_tells() {
    let corpus = convening();
    insta::assert_snapshot!(trees(
        &corpus,
        &[],
        &["organ_of_second", "blues_rose", "dissolved_validly", "initiative_breaches"]
    ));
}

#[test]
fn cures_ends_and_denials() {
    let claims = ["call_valid", "beta_holds", "beta_held", "beta_held_then", "gamma_dissolved"];
    insta::assert_snapshot!(trees(&cures(), &[], &claims));
}

#[test]
fn a_tail_that_is_bitten_and_a_ring_that_supports_nothing() {
    insta::assert_snapshot!(trees(&circles(), &[], &["call_valid", "diet_seated", "heir"]));
}

#[test]
fn an_allegation_is_never_told_as_a_fact() {
    let corpus = convening();
    for claim in ["title", "no_title"] {
        let tree = corpus.why(claim, &["armies_elect", "second_election"]);
        for node in every_node(&tree) {
            if node.kind == ReasonKind::Allegation && node.text.starts_with("`second_election`:") {
                assert_eq!(node.according_to.as_deref(), Some("blues"));
            }
        }
    }
}

#[test]
fn questions_in_words_with_ids_of_their_own() {
    let mut all = String::new();
    for corpus in [convening(), cures(), circles()] {
        let look = corpus.look();
        let mut ids = Vec::new();
        let mut asked = Vec::new();
        for (atom, key) in corpus.grounded.tables.atoms() {
            if corpus.grounded.program.leaf(atom).is_some() {
                let (id, text, place) = question_text(&look, atom);
                let written = place.map_or("", |span| corpus.sources.text(span));
                let written = written.lines().next().unwrap_or("");
                asked.push(format!("{id}\n  {text}\n  at {written}\n"));
                assert!(!id.is_empty() && !ids.contains(&id), "{id}: {:?}", key.key);
                ids.push(id);
            }
        }
        asked.sort_unstable();
        all.extend(asked);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn grounds_of_refutation() {
    let fails_by = |corpus: &Corpus, name: &str| {
        let (reading, root) = corpus.evaluate(corpus.claim(name), &[]);
        let used = used(&corpus.look(), &corpus.index, &reading, root);
        (used.fails_by, used.rests_on_silence)
    };
    assert_eq!(fails_by(&convening(), "blues_rose"), (FailsBy::Silence, true));
    assert_eq!(fails_by(&convening(), "organ_of_second"), (FailsBy::Silence, true));
    assert_eq!(fails_by(&convening(), "lower_may").0, FailsBy::Rule);
    assert_eq!(fails_by(&cures(), "beta_holds"), (FailsBy::Rule, false));
    assert_eq!(fails_by(&circles(), "heir").0, FailsBy::Circle);
    assert_eq!(fails_by(&circles(), "call_valid").0, FailsBy::Circle);
}

#[test]
fn what_an_answer_rests_on() {
    let corpus = convening();
    let look = corpus.look();
    let program = corpus.checked.program();
    let (reading, root) = corpus.evaluate(corpus.claim("agreement_valid"), &[]);
    let used = used(&look, &corpus.index, &reading, root);
    let names = |ids: Vec<StatementId>| ids.into_iter().map(|id| look.name(id).to_owned()).collect::<Vec<_>>();
    let readings = used.readings.iter().map(|rule| program.rules[rule.index()].statement).collect();
    assert_eq!(names(readings), ["agreeing_is_convening"]);
    let all = names(used.statements.iter().copied().collect());
    assert_eq!(all, ["standing", "agreement", "organ_convenes", "agreeing_is_convening"]);
    let by = &program.claims[corpus.claim("agreement_valid").index()].by;
    let own = own_acts(&look, &used, by).into_iter().map(|event| program.events[event.index()].statement).collect();
    assert_eq!(names(own), ["agreement"], "the council's own act");
}

#[test]
fn the_chain_of_authority() {
    let corpus = convening();
    let look = corpus.look();
    let body = |name: &str| {
        let named = |entity: &Entity| look.name(entity.statement) == name;
        EntityId(corpus.checked.program().entities.iter().position(named).expect(name) as u32)
    };
    let broken = |act: ActId| {
        let initiative = look.act_name(act) == "`initiative`";
        if initiative { AnswerWord::False } else { AnswerWord::True }
    };
    let second = chain(&look, body("second"), &broken);
    let council = chain(&look, body("council"), &broken);
    let lower = chain(&look, body("lower"), &broken);
    insta::assert_snapshot!([second, council, lower].iter().map(draw).collect::<Vec<_>>().join("\n"));
    let acts = chain_acts(corpus.checked.program(), corpus.grounded.tables.acts(), body("second"));
    let acts: Vec<String> = acts.into_iter().map(|act| look.act_name(act)).collect();
    assert_eq!(acts, ["`initiative`", "`agreement`, read as council convenes second"]);
}

#[test]
fn a_long_chain_is_cut_off_with_a_word() {
    let links = 8000;
    let mut text = String::from(
        "corpus \"Long\"\nrecord annals\nsource annals \"A\" { calendar gregorian }\nkind body | bodies\n\
         act found | founds | founded (by body, what body)\n\
         rule founders_found { body B may found body C when B is validly founded }\n\
         rule first_founds { b0 may found body C }\nbody b0\n",
    );
    for i in 0..links {
        let (year, month, day) = (1000 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
        let date = format!("{year}-{month:02}-{day:02}");
        text.push_str(&format!("body b{}\nevent e{i} on {date} NS {{ b{i} founds b{} }}\n", i + 1, i + 1));
    }
    text.push_str(&format!("claim last by b0 {{ that e{} is valid }}\n", links - 1));
    let corpus = corpus(&[("long.cvk", text)]);
    let tree = corpus.why("last", &[]);
    let nodes = every_node(&tree);
    assert!(nodes.len() > 50 && nodes.len() < 3000, "{}", nodes.len());
    assert!(nodes.iter().any(|node| node.text.starts_with("and so on")), "{}", draw(&tree));
}
