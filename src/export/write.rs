//! The text: heading, claims, what the reading takes as so, then the rules, one a line.
use super::names::{Names, quoted};
use super::{Asked, Plain, Rule, Said, Target, Term, plain_rules};
use crate::ground::clauses::{AtomId, GroundProgram, Leaf};

/// Writes the program for one reading.
pub fn write(program: &GroundProgram, asked: &Asked, said: &dyn Fn(AtomId) -> Said, target: Target) -> String {
    let roots: Vec<AtomId> = asked.claims.iter().map(|(_, root)| *root).collect();
    let plain = plain_rules(program, &roots);
    let names = Names::new(&plain.atoms, said, target);
    let mut text = String::new();
    for line in &asked.heading {
        note(&mut text, line);
    }
    text.push('\n');
    text.push_str(preamble(target));
    note(&mut text, "the claims");
    for (name, root) in &asked.claims {
        text.push_str(&format!("claim({}, {}).\n", quoted(name, target), names.term(Term::Atom(*root))));
    }
    leaves(&mut text, program, &plain, asked, &names, said);
    rules(&mut text, &plain, &names, said, target);
    text
}

fn preamble(target: Target) -> &'static str {
    match target {
        Target::Prolog => PROLOG,
        Target::AnswerSets => ANSWER_SETS,
    }
}

const PROLOG: &str = "\
% run: swipl -g answers -t halt THIS_FILE
:- encoding(utf8).
:- set_stream(user_output, encoding(utf8)).
:- dynamic claim/2.
:- table holds/1.
:- discontiguous holds/1.
holds(nothing) :- fail.

answers :- forall(claim(Claim, Atom), (answer(Atom, Answer), format(\"~w\\t~w~n\", [Claim, Answer]))).
answer(Atom, true) :- call_delays(holds(Atom), true), !.
answer(Atom, undefined) :- call_delays(holds(Atom), _), !.
answer(_, false).

";

const ANSWER_SETS: &str = "\
% run: clingo THIS_FILE; a claim that is not shown as so is false
#show so/1.
so(Claim) :- claim(Claim, Atom), holds(Atom).

";

fn note(text: &mut String, words: &str) {
    text.push_str("% ");
    text.push_str(&on_one_line(words));
    text.push('\n');
}

fn on_one_line(words: &str) -> String {
    words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn leaves(
    text: &mut String,
    program: &GroundProgram,
    plain: &Plain,
    asked: &Asked,
    names: &Names,
    said: &dyn Fn(AtomId) -> Said,
) {
    for (kind, heading) in [
        (Leaf::Allegation, "the allegations: what is accepted is a fact, what is rejected stands behind a %"),
        (Leaf::Question, "the open questions: yes is a fact, no stands behind a %"),
    ] {
        text.push('\n');
        note(text, heading);
        for &atom in plain.atoms.iter().filter(|atom| program.leaf(**atom) == Some(kind)) {
            let mark = if asked.holding.contains(&atom) { "" } else { "% " };
            let place = said(atom).place.map_or_else(String::new, |place| format!("   % {}", on_one_line(&place)));
            text.push_str(&format!("{mark}holds({}).{place}\n", names.term(Term::Atom(atom))));
        }
    }
}

fn rules(text: &mut String, plain: &Plain, names: &Names, said: &dyn Fn(AtomId) -> Said, target: Target) {
    text.push('\n');
    note(text, "the rules");
    let mut last = None;
    for rule in &plain.rules {
        if let Term::Atom(atom) = rule.head
            && last != Some(atom)
        {
            last = Some(atom);
            if let Some(place) = said(atom).place {
                note(text, &place);
            }
        }
        text.push_str(&one(rule, names, target));
    }
}

fn one(rule: &Rule, names: &Names, target: Target) -> String {
    let literal = |(term, negated): &(Term, bool)| {
        let atom = format!("holds({})", names.term(*term));
        match (negated, target) {
            (false, _) => atom,
            (true, Target::Prolog) => format!("tnot({atom})"),
            (true, Target::AnswerSets) => format!("not {atom}"),
        }
    };
    let body: Vec<String> = rule.body.iter().map(literal).collect();
    let head = format!("holds({})", names.term(rule.head));
    if body.is_empty() { format!("{head}.\n") } else { format!("{head} :- {}.\n", body.join(", ")) }
}
