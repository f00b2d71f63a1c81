//! The excerpt that the reference reads aloud, completed with the names that it leaves to other files: it
//! resolves, word for word.
use convoke::diagnostic::Diagnostic;
use convoke::program::{Formula, Program, RuleKind};
use convoke::resolve::{library, resolve};
use convoke::source::Sources;
use convoke::syntax::parse;

const EXCERPT: &str = r#"
corpus "The soviets of 1917"
use std.soviets                        // kinds, verbs and relations: what words mean, never a rule of law
record seed                            // what this source states flatly is on the record

source seed "All-Russian Central Executive Committee of the Soviets …" {
  encyclopedia, licence "CC BY-SA 4.0", calendar gregorian        // the default for its bare dates; a literal may say otherwise
  fingerprint "sources/seed.print"     // quotations are verified against it without keeping the text here
}
source pipes "Richard Pipes, The Russian Revolution" { author "Richard Pipes", year 1990 }

congress first_congress "First All-Russian Congress of Soviets" { all_russian }
congress second_congress "Second All-Russian Congress of Soviets" {
  all_russian
  predecessor first_congress
  opens 1917-11-07T22:40 NS (1917-10-25 OS)       // both calendars given: checked against each other
}
committee vtsik "All-Russian Central Executive Committee" {
  since first_election                 // an entity's life bounds what it does
  seats 320 of { mensheviks 123, srs 119, bolsheviks 58, united_sds 13, others 7 }       // the sum is checked
}
committee new_vtsik { seats 101 of { bolsheviks 62, left_srs 29, maximalists 1, rest menshevik_internationalists, ukrainian_socialists and others } }
soviet moscow_soviet { seats of bolsheviks: up to 60 % at about 1917-11-01 NS }          // known by its bounds only

event first_congress_sits from 1917-06-16 to 1917-07-07 NS [seed S1 "held from June 16 to July 7, 1917"] { first_congress sits }
event first_election during first_congress_sits [seed S2 "of 320 deputies"] { first_congress elects vtsik }
fact vtsik_standing from first_election [seed S1 "a permanent body formed by the First"] { vtsik is permanent body of first_congress }

event agreement after first_election, before second_congress_opens [seed S34 "agreed to convene it, postponing only the opening date"] {
  vtsik agrees to convene second_congress for 1917-10-25 OS
}
rule agreeing_is_convening [seed S34 "agreed to convene it"] {      // a reading of one told act: reported as the corpus's own wherever an answer needs it
  body B agrees to convene congress C for D counts as B convenes C for D
}

order soviet_procedure "The procedures of the soviets as they stood in 1917", fragmentary  // known in parts only

rule permanent_body_convenes under soviet_procedure [seed S26 "only the All-Russian Central Executive Committee"] {
  only body B may convene all_russian congress C
    when B is permanent body of C.predecessor
}

according to vtsik or seed "Whose words follow the semicolon in S30?" [seed S30 "in violation of electoral procedures"] {
  event lower_elections before second_congress_opens [seed S30 "from regimental, divisional, and corps-level"] {
    lower_committees elect lower_delegation to second_congress
  }
  rule soldiers_vote_by_army under soviet_procedure [seed S30 "not from army-level army committees"] {
    committee K elects soldiers delegation D to all_russian congress C
      only when K.level is army
      else unstated                    // the record does not say what a breach entails
  }
}
doubtful "S39 tells a proposal; was it adopted?" [seed S39 "proposed to dissolve"] {
  event dissolution on 1917-11-08 NS { second_congress dissolves vtsik }
}

claim initiative_illegal "The initiative was itself illegal" by pipes [seed S25 "was itself illegal"] {
  that northern_initiative breaches a rule
  because permanent_body_convenes
}
claim private_meeting by vtsik [seed S28 "private meeting of individual Soviets"] {
  that second_congress is not legitimate
  because lower_elections, soldiers_vote_by_army
  expect contested (false or open) turning on lower_elections, soldiers_vote_by_army
}

standpoint old_committee { accepts vtsik, mensheviks, srs   under soviet_procedure }
standpoint smolny        { accepts bolsheviks }
"#;

/// What the excerpt leaves to other files.
const ELSEWHERE: &str = r#"
party bolsheviks
party mensheviks
party srs
party left_srs
party united_sds
party maximalists
party menshevik_internationalists
party ukrainian_socialists
committee lower_committees
delegation lower_delegation { soldiers }
congress northern_congress
event second_congress_opens on 1917-11-07 NS { second_congress opens }
according to pipes {
  event northern_initiative before second_congress_opens { northern_congress initiates second_congress }
}
"#;

fn excerpt() -> (Program, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut trees = Vec::new();
    for (name, text) in [("elsewhere.cvk", ELSEWHERE), ("excerpt.cvk", EXCERPT)] {
        let file = sources.add(name, text);
        let (tree, found) = parse(&sources, file);
        assert!(found.is_empty(), "{found:#?}");
        trees.push(tree);
    }
    library::add_used(&mut sources, &mut trees, |sources, file| parse(sources, file).0);
    resolve(&sources, &trees)
}

#[test]
fn the_excerpt_resolves() {
    let (program, diagnostics) = excerpt();
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let named = |name: &str| {
        let rule = program.rules.iter().find(|rule| program.statements[rule.statement.index()].name == name);
        rule.unwrap_or_else(|| panic!("{name}"))
    };
    assert!(matches!(named("permanent_body_convenes").kind, RuleKind::Power { only: true, .. }));
    assert!(matches!(named("agreeing_is_convening").kind, RuleKind::CountsAs { .. }));
    assert!(matches!(named("soldiers_vote_by_army").kind, RuleKind::Requirement { .. }));
    let claims: Vec<&Formula> = program.claims.iter().map(|claim| &program.formulas[claim.that.index()]).collect();
    assert!(
        matches!(claims.as_slice(), [Formula::Breaches(..), Formula::Relation { negated: true, .. }]),
        "{claims:?}"
    );
}
