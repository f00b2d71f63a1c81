//! What decides is what reasons name: rules before open questions, joint acts where `alone` is asked, the
//! bare act where nothing else tells who made a body.
#[path = "explain_trees/pipeline.rs"]
mod pipeline;

use convoke::explain::authority::{chain, chain_acts};
use convoke::explain::used::{FailsBy, used};
use convoke::program::*;
use pipeline::{Corpus, corpus, draw};

const WORDS: &str = "corpus \"Small\"\nrecord annals\nsource annals \"A\" { calendar gregorian }\nkind body | bodies\n\
    kind meeting | meetings is body\nrelation body is lawful, open \"is {subject} lawful\"\n\
    act call | calls | called (by body, what meeting)\nact close | closes | closed (by body, what meeting)\n\
    deed begin | begins | begun (by body, what meeting)\ndeed refuse | refuses | refused (by body, to act)\n\
    body a\nbody b\nmeeting m\nmeeting n\n";

fn small(lines: &str) -> Corpus {
    corpus(&[("small.cvk", format!("{WORDS}{lines}"))])
}

/// Whether a statement is among what a claim rests on, on the reading that accepts and answers nothing.
fn rests_on(corpus: &Corpus, claim: &str, statement: &str) -> bool {
    let (reading, root) = corpus.evaluate(corpus.claim(claim), &[]);
    let used = used(&corpus.look(), &corpus.index, &reading, root);
    used.statements.iter().any(|&id| corpus.look().name(id) == statement)
}

#[test]
fn a_rule_is_named_before_an_open_question() {
    let corpus = small(
        "rule bar { a may not call meeting M }\nrule closed { meeting M is not lawful when a calls M }\n\
         event e on 1900-01-01 { a calls m }\nclaim void_call { that e is void }\nclaim unlawful { that m is lawful }\n",
    );
    for (claim, rule) in [("void_call", "bar"), ("unlawful", "closed")] {
        let tree = draw(&corpus.why(claim, &[]));
        assert!(rests_on(&corpus, claim, rule), "{tree}");
        assert!(tree.contains(&format!("`{rule}`")) && !tree.contains("supposing"), "{tree}");
    }
}

#[test]
fn a_power_that_names_others_says_whom() {
    let corpus = small(
        "rule who_calls { only b may call meeting M }\nevent e on 1900-01-01 { a calls m }\n\
         claim void_call { that e is void }\nclaim may_call { that a may call n }\n",
    );
    let tree = draw(&corpus.why("void_call", &[]));
    assert!(tree.contains("Rule: `who_calls` does not empower a to call m: only b may call meeting M"), "{tree}");
    assert!(tree.contains("Rule: `who_calls` says who may call m"), "{tree}");
}

#[test]
fn what_was_done_together_was_not_done_alone() {
    let corpus = small(
        "event start on 1900-01-01 { a and b begin m }\nclaim by_itself { that a begins m alone }\n\
         claim of_other { that a begins n alone }\nclaim together { that a begins m }\n",
    );
    let tree = draw(&corpus.why("by_itself", &[]));
    assert!(tree.contains("Event: `start`: a and b begin m: together, not alone"), "{tree}");
    let (reading, root) = corpus.evaluate(corpus.claim("by_itself"), &[]);
    assert_eq!(used(&corpus.look(), &corpus.index, &reading, root).fails_by, FailsBy::Denial);
    assert!(rests_on(&corpus, "by_itself", "start"));
    assert!(!rests_on(&corpus, "of_other", "start"), "another meeting");
    let tree = draw(&corpus.why("together", &[]));
    assert!(tree.contains("`start`") && !tree.contains("not alone"), "{tree}");
}

#[test]
fn a_denial_of_something_else_is_no_reason() {
    let corpus = small(
        "event no_refusal on 1900-01-01 { a does not refuse to call m }\n\
         claim of_that { that a refuses to call m }\nclaim of_other { that a refuses to call n }\n",
    );
    assert!(rests_on(&corpus, "of_that", "no_refusal"));
    assert!(!rests_on(&corpus, "of_other", "no_refusal"), "{}", draw(&corpus.why("of_other", &[])));
}

#[test]
fn who_is_written_as_several_is_told_as_several() {
    let corpus = small(
        "event start on 1900-01-01 { a begins m }\naccording to a { event other on 1900-01-01 { b begin n } }\n\
         claim one { that a begins m }\nclaim several { that b begins n }\n",
    );
    assert!(draw(&corpus.why("one", &[])).contains("`start`: a begins m"));
    let tree = draw(&corpus.why("several", &["other"]));
    assert!(tree.contains("according to a, `other`: b begin n"), "{tree}");
}

/// The chain of a body, each act valid or not as given.
fn chain_of(corpus: &Corpus, name: &str, valid: AnswerWord) -> String {
    let look = corpus.look();
    let program = corpus.checked.program();
    let named = |entity: &Entity| look.name(entity.statement) == name;
    let body = EntityId(program.entities.iter().position(named).expect(name) as u32);
    assert!(chain_acts(program, corpus.grounded.tables.acts(), body).len() < 2);
    draw(&chain(&look, body, &|_| valid))
}

#[test]
fn a_bare_act_tells_where_a_body_comes_from() {
    let corpus = small(
        "rule who_calls { only b may call meeting M }\nrule who_closes { only b may close meeting M }\n\
         event e on 1900-01-01 { a calls m }\nevent f on 1900-01-02 { b closes m }\n\
         event g on 1900-01-03 { n calls m }\nevent h on 1900-01-04 { a calls n }\nclaim c { that e is void }\n",
    );
    let broken = chain_of(&corpus, "m", AnswerWord::False);
    assert!(broken.starts_with("Claim: not so: the chain of authority of m: it breaks at its first link"), "{broken}");
    assert!(broken.contains("m by `e`: a calls m (not valid)"), "{broken}");
    assert!(chain_of(&corpus, "m", AnswerWord::True).contains("m by `e`: a calls m (valid)"));
    // Before it was called it had acted: the call did not make it.
    assert!(chain_of(&corpus, "n", AnswerWord::True).contains("nothing tells where n comes from"));
}
