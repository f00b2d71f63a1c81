//! Claims on which much is disputed at once: long votes, long chains, many acts of one month whose order nobody
//! tells. Exact where that is cheap, and else honest: `incomplete`, and nothing firmer than the truth.
#[expect(dead_code, reason = "each test file uses a part of it")]
#[path = "laws_support/mod.rs"]
mod support;

use convoke::program::{AnswerWord, VerdictWord};
use convoke::verdict::claim_report::ClaimReport;
use std::fmt::Write;
use support::{Text, errors, outcome};

const WORDS: &str = "corpus \"Disputes\"\nkind person | persons\nkind body | bodies\nkind matter | matters\n\
    act elect | elects | elected (by body, what body)\nact adopt | adopts | adopted (by body, what matter)\n\
    deed vote | votes | voted (by person, for matter)\nrelation body is organ of body\n\
    body reds\nbody blues\nbody board\nmatter motion\n";

/// The only claim of a corpus.
fn claim(lines: &str) -> ClaimReport {
    let found = outcome(&[Text::new("disputes.cvk", &format!("{WORDS}{lines}"))]);
    assert_eq!(errors(&found), [""; 0]);
    let mut claims = found.claims;
    assert_eq!(claims.len(), 1);
    claims.remove(0)
}

#[test]
fn a_vote_of_many_contested_ballots_is_told_in_a_line_a_side() {
    let mut text = String::new();
    for voter in 0..200 {
        let _ = writeln!(text, "person v{voter}");
        let _ = writeln!(text, "according to reds {{ event w{voter} on 1900-01-01 {{ v{voter} votes for motion }} }}");
    }
    text += "rule majority { body B may adopt matter M when at least 101 persons P where P votes for M }\n\
             event adoption on 1900-02-01 { board adopts motion }\nclaim valid { that adoption is valid }\n";
    let valid = claim(&text);
    assert_eq!((valid.verdict, valid.incomplete), (VerdictWord::Contested, false));
    assert_eq!((valid.turns_on.true_if.len(), valid.turns_on.false_if.len()), (16, 16));
    let told = &valid.turns_on.summaries;
    assert!(told[0].starts_with("true if any 101 of these 200 are accepted"), "{told:?}");
    assert!(told[1].starts_with("false if any 100 of these 200 are rejected"), "{told:?}");
}

#[test]
fn a_vote_whose_ballots_are_told_and_denied_keeps_its_shape() {
    // Two allegations a ballot, of which not both can be accepted.
    let mut text = String::new();
    for voter in 0..60 {
        let _ = writeln!(text, "person v{voter}");
        let _ = writeln!(text, "according to reds {{ event w{voter} on 1900-01-01 {{ v{voter} votes for motion }} }}");
        let _ = writeln!(text, "according to blues {{ event x{voter} {{ v{voter} does not vote for motion }} }}");
    }
    text += "rule majority { body B may adopt matter M when at least 31 persons P where P votes for M }\n\
             event adoption on 1900-02-01 { board adopts motion }\nclaim valid { that adoption is valid }\n";
    let valid = claim(&text);
    assert_eq!((valid.verdict, valid.incomplete), (VerdictWord::Contested, false));
    assert!(valid.turns_on.more);
    let told = &valid.turns_on.summaries;
    assert!(told[0].starts_with("true if any 31 of these 60 are accepted"), "{told:?}");
    // What makes it false is a ballot rejected or its denial accepted, thirty times.
    assert!(valid.turns_on.false_if.iter().all(|set| set.accept.len() + set.reject.len() == 30));
}

#[test]
fn a_chain_of_contested_links_hangs_on_each() {
    let mut text = String::from("fact first { b0 is organ of board }\nbody b0\n");
    for link in 0..50 {
        let _ = writeln!(text, "body b{}", link + 1);
        let (month, day) = (1 + link / 25, 1 + link % 25);
        let _ = writeln!(
            text,
            "according to reds {{ event e{link} on 1900-{month:02}-{day:02} {{ b{link} elects b{} }} }}",
            link + 1
        );
    }
    text += "rule organs_elect { body B may elect body C when B is organ of board }\n\
             rule electing_makes { body B elects body C makes C organ of board }\n\
             claim last { that b50 is organ of board }\n";
    let last = claim(&text);
    assert_eq!((last.verdict, last.incomplete), (VerdictWord::Contested, false));
    assert_eq!(last.turns_on.true_if.len(), 1);
    assert_eq!(last.turns_on.true_if[0].accept.len(), 50);
    assert_eq!(last.turns_on.false_if.len(), 16);
    assert!(last.turns_on.summaries[0].starts_with("false if any 1 of these 50 are rejected"));
}

/// Acts of one month that make and end a relation by turns; some of them alleged.
fn made_and_ended(acts: usize, alleged: bool) -> String {
    let mut text = String::from(
        "rule makes { body B elects body C makes C organ of board }\nrule all_elect { body B may elect body C }\n\
         act remove | removes | removed (by body, what body)\nrule all_remove { body B may remove body C }\n\
         rule ends { body B removes body C ends C organ of board }\n",
    );
    for act in 0..acts {
        let verb = if act % 2 == 0 { "elects" } else { "removes" };
        let event = format!("event e{act} in 1900-01 {{ board {verb} reds }}");
        let of_a_party = alleged && (act / 2) % 2 == 1;
        let _ = writeln!(text, "{}", if of_a_party { format!("according to blues {{ {event} }}") } else { event });
    }
    text + "claim holds { on 1900-03-01 that reds is organ of board }\n"
}

#[test]
fn what_the_open_order_of_many_acts_leaves_open_is_open() {
    for (acts, alleged) in [(12, false), (20, false), (8, true)] {
        let holds = claim(&made_and_ended(acts, alleged));
        assert!(!holds.incomplete, "{acts} acts");
        assert_eq!((holds.verdict, &*holds.answers), (VerdictWord::Undetermined, &[AnswerWord::Open][..]));
        let pairs = (acts / 2) * (acts / 2);
        assert_eq!(holds.open_questions.len(), pairs, "each making act with each that ends it");
    }
}

#[test]
fn a_full_order_of_many_acts_is_exact_or_says_that_it_is_not() {
    for acts in [6, 12, 20] {
        let mut text = String::new();
        for act in 0..acts {
            let _ = writeln!(text, "person p{act}\nevent e{act} in 1900-01 {{ p{act} votes for motion }}");
        }
        // Of any three, one is not before the next: true of every order.
        let mut triples = Vec::new();
        for (a, b, c) in (0..acts)
            .flat_map(|a| (a + 1..acts).map(move |b| (a, b)))
            .flat_map(|(a, b)| (b + 1..acts).map(move |c| (a, b, c)))
        {
            triples.push(format!("not (e{a} before e{b} and e{b} before e{c} and e{c} before e{a})"));
        }
        let _ = writeln!(text, "claim transitive {{ that {} }}", triples.join(" and "));
        let transitive = claim(&text);
        match acts {
            6 => assert_eq!((transitive.verdict, transitive.incomplete), (VerdictWord::Upheld, false)),
            _ => {
                let honest = transitive.incomplete && transitive.verdict == VerdictWord::Undetermined;
                assert!(transitive.verdict == VerdictWord::Upheld || honest, "{acts}: {:?}", transitive.verdict);
            }
        }
    }
}
