//! What events and facts tell: the data of each construct, and what is said of those that go wrong.
#[expect(dead_code, reason = "each test file uses a part of it")]
mod wording;
use wording::{Shown, event, good, wrong, wrong_event};

fn one(text: &str) -> String {
    let told = event(text);
    assert_eq!(told.len(), 1, "{told:?}");
    told[0].clone()
}

#[test]
fn an_act_has_subject_object_and_roles() {
    assert_eq!(one("vtsik convenes second for 1917-10-25 OS"), "convene(vtsik, what second, for 1917-10-25 OS)");
    assert_eq!(one("vtsik elects lenin to second"), "elect(vtsik, what lenin, to second)");
    assert_eq!(one("vtsik speaks on behalf of srs"), "speak(vtsik, on behalf of srs)");
    assert_eq!(one("vtsik counts number 12"), "count(vtsik, number 12)");
}

#[test]
fn subjects_act_jointly_or_apiece() {
    assert_eq!(one("srs and mensheviks convene second"), "convene(srs+mensheviks, what second)");
    assert_eq!(one("srs and mensheviks and vtsik convene second"), "convene(srs+mensheviks+vtsik, what second)");
    assert_eq!(one("srs, mensheviks and vtsik convene second"), "convene(srs+mensheviks+vtsik, what second)");
    assert_eq!(event("srs, mensheviks each sit"), ["sit(srs)", "sit(mensheviks)"]);
    assert_eq!(one("srs sits alone"), "sit(srs) alone");
    assert_eq!(one("someone convenes second"), "convene(someone, what second)");
}

#[test]
fn denials_and_the_passive() {
    assert_eq!(one("vtsik does not convene second"), "not convene(vtsik, what second)");
    assert_eq!(one("second is convened by vtsik and srs"), "convene(vtsik+srs, what second)");
    assert_eq!(one("second is convened for 1917-10-25 OS"), "convene(someone, what second, for 1917-10-25 OS)");
    assert_eq!(one("second is not convened by srs"), "not convene(srs, what second)");
}

#[test]
fn content_is_told_by_the_same_subject() {
    assert_eq!(
        one("vtsik agrees to convene second for 1917-10-25 OS"),
        "agree(vtsik, to <convene(vtsik, what second, for 1917-10-25 OS)>)"
    );
    assert_eq!(one("vtsik agrees to not sit"), "agree(vtsik, to <not sit(vtsik)>)");
    assert_eq!(
        one("lenin proposes that second dissolves vtsik"),
        "propose(lenin, that <dissolve(second, what vtsik)>)"
    );
    assert_eq!(one("lenin proposes that vtsik does not sit"), "propose(lenin, that <not sit(vtsik)>)");
    assert_eq!(one("lenin proposes that second is not legitimate"), "propose(lenin, that <not second is legitimate>)");
    assert_eq!(
        one("lenin proposes that second is convened by vtsik"),
        "propose(lenin, that <convene(vtsik, what second)>)"
    );
}

#[test]
fn other_content_is_kept_as_written() {
    assert_eq!(
        one("lenin proposes that second   may dissolve vtsik"),
        "propose(lenin, that <\"second may dissolve vtsik\">)"
    );
    assert_eq!(
        one("lenin proposes that first sits and second sits"),
        "propose(lenin, that <\"first sits and second sits\">)"
    );
}

#[test]
fn content_nests_and_outer_roles_come_back() {
    assert_eq!(
        one("lenin proposes that vtsik agrees to convene second"),
        "propose(lenin, that <agree(vtsik, to <convene(vtsik, what second)>)>)"
    );
    assert_eq!(
        one("srs accuses lenin of agreement that vtsik sits"),
        "accuse(srs, what lenin, of agreement, that <sit(vtsik)>)"
    );
}

#[test]
fn facts_state_relations_denials_and_numbers() {
    let program = good(
        "fact one { vtsik is permanent body of first } fact two { second is not legitimate }
         fact three { first.present is 649 } fact four { vtsik.seats of mensheviks and srs is 70 }",
    );
    let shown = Shown { program: &program, variables: &[] };
    let told: Vec<(String, bool)> =
        program.facts.iter().map(|fact| (shown.sentence(&fact.sentence), fact.denied)).collect();
    let expected = [("vtsik is permanent body of first", false), ("second is legitimate", true)];
    assert_eq!(told, expected.map(|(text, denied)| (text.to_owned(), denied)));
}

#[test]
fn what_goes_wrong_in_events_is_said_once() {
    let said = |text: &str| wrong_event(text);
    assert_eq!(said("vtsik convens second"), (335, "no act or deed is called `convens`".into()));
    assert_eq!(said("vtsik convened second").0, 336);
    assert_eq!(said("vtsik convenes").0, 334);
    assert_eq!(said("vtsik convenes second at first").0, 338);
    assert_eq!(said("vtsik convenes izvestia").0, 310);
    assert_eq!(said("izvestia convenes second").0, 310);
    assert_eq!(said("vtsik").0, 337);
    assert_eq!(said("srs, mensheviks sit").0, 331);
    assert_eq!(said("vtsik may convene second").0, 342);
    assert_eq!(said("vtsik is permanent body of first").0, 344);
    assert_eq!(said("B convenes second").0, 321);
    assert_eq!(said("committee convenes second").0, 330);
    assert_eq!(said("vtsik convenes nobody").0, 100);
    assert_eq!(said("first is sat by vtsik").0, 332);
    assert_eq!(said("vtsik agrees").0, 334);
    assert_eq!(said("vtsik elects second.predecessor").0, 341);
}

#[test]
fn what_goes_wrong_in_facts_is_said_once() {
    let said = |text: &str| wrong(&format!("fact tested {{ {text} }}"));
    assert_eq!(said("vtsik convenes second").0, 344);
    assert_eq!(said("second is convened by vtsik").0, 344);
    assert_eq!(said("vtsik is permanent bodi of first").0, 339);
    assert_eq!(said("lenin is permanent body of first").0, 310);
    assert_eq!(said("second.predecessor is first").0, 345);
    assert_eq!(said("second is legitimate indeed").0, 338);
}

#[test]
fn two_readings_are_shown_both() {
    let (code, message) =
        wrong("relation delegation is elected to body\nevent tested { soldiers_delegation is elected to second }");
    assert_eq!(code, 303);
    assert!(message.contains("delegation is elected to body"), "{message}");
    assert!(message.contains("ACTOR elects ACTOR [to BODY]"), "{message}");
}

#[test]
fn verbs_that_share_forms_are_told_apart_by_their_roles() {
    let program = good(
        "deed convene | convenes | convened (by newspaper, what newspaper)\nevent tested { izvestia convenes izvestia }",
    );
    let verb = program.events.last().map(|event| event.act.verb.index()).expect("an event");
    assert!(!program.verbs[verb].is_act);
}
