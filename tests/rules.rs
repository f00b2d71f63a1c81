//! What rules resolve to: every head and clause, variables and their ranges, and what is said of those that go
//! wrong.
#[expect(dead_code, reason = "each test file uses a part of it")]
mod wording;
use wording::{Shown, good, read, rule, wrong_rule};

#[track_caller]
fn is(text: &str, expected: &str) {
    assert_eq!(rule(text), expected, "{text}");
}

#[test]
fn powers_and_disabilities() {
    is(
        "only body B may convene national congress C when B is permanent body of C.predecessor",
        "only power convene(body B, what national congress C) when B permanent body of C.predecessor",
    );
    is("body B may convene congress C", "power convene(body B, what congress C)");
    is("vtsik may not convene congress C", "disability convene(vtsik, what congress C)");
    is("body A and body B may convene congress C", "power convene(body A+body B, what congress C)");
    is("body or person B may elect person P", "power elect(body or person B, what person P)");
    is("a committee may dissolve body B", "power dissolve(committee 'a committee', what body B)");
    is(
        "body B may convene congress C where C is national unless B is srs",
        "power convene(body B, what congress C) where is national C unless B == srs",
    );
}

#[test]
fn requirements() {
    is(
        "committee K elects soldiers delegation D to national congress C only when K.level is army else unstated",
        "requirement elect(committee K, what soldiers delegation D, to national congress C) {K.level == army} else Unstated",
    );
    is(
        "body B convenes congress C only when B sits before this act",
        "requirement convene(body B, what congress C) {some 'that B sits before this act' {(sit(B) as 'that B sits before this act' \
         & event 'that B sits before this act' before event this act)}} else Void",
    );
    is(
        "congress C is convened only when C.present is at least 1/2 of C.seats else voidable",
        "requirement convene(whoever, what congress C) {C.present GreaterEqual share 1/2 of C.seats} else Voidable",
    );
}

#[test]
fn duties_and_prohibitions() {
    is("body B must convene congress C before C.opens", "duty convene(body B, what congress C) before date C.opens");
    is(
        "body B must convene congress C within 14 days after X when B sits as X and C is national",
        "duty convene(body B, what congress C) within 14 Days after event X when (sit(B) as X & is national C)",
    );
    is("vtsik must convene second by 1917-11-07 NS", "duty convene(vtsik, what second) by date 1917-11-07 NS");
    is("vtsik must sit", "duty sit(vtsik)");
    is("body B must not convene congress C", "prohibition convene(body B, what congress C)");
}

#[test]
fn cures_find_the_act_that_heals() {
    is(
        "body B convenes congress C stands when vtsik agrees to convene C as X",
        "cure convene(body B, what congress C) by X against [] when agree(vtsik, to <convene(vtsik, what C)>) as X",
    );
    is(
        "body B convenes congress C as E stands against bare_rule when C sits and E is void from then on",
        "cure convene(body B, what congress C) as E by 'that C sits' against [bare_rule] from then on when (sit(C) as 'that C sits' \
         & Void E)",
    );
    is(
        "body B convenes congress C stands from then on when C is legitimate",
        "cure convene(body B, what congress C) by itself against [] from then on when C legitimate",
    );
}

#[test]
fn counting_as() {
    is(
        "body B agrees to convene congress C for D counts as B convenes C for D",
        "agree(body B, to <convene(body B, what congress C, for D)>) counts as convene(B, what C, for D)",
    );
}

#[test]
fn effects_and_annulments() {
    is(
        "congress C elects committee K makes K permanent body of C",
        "effect elect(congress C, what committee K) makes [K permanent body of C] ends []",
    );
    is(
        "body B elects person P to body C as E makes P member of C and P chairman of C and ends P member of B from E",
        "effect elect(body B, what person P, to body C) as E makes [P member of C and P chairman of C] \
         ends [P member of B] from event E",
    );
    is(
        "actor A elects committee K ends K permanent body",
        "effect elect(actor A, what committee K) makes [] ends [K permanent body of 'permanent body']",
    );
    is("actor A annuls E undoes E", "annul(actor A, what E) undoes E");
    is("actor A annuls E ends E", "annul(actor A, what E) ends E");
    is(
        "body B ends body C ends K permanent body of C when K is permanent body of C",
        "effect end(body B, what body C) makes [] ends [K permanent body of C] when K permanent body of C",
    );
}

#[test]
fn definitions_and_figures() {
    is(
        "congress C is legitimate when C is validly convened
         and no delegation D where (some actor elects D to C as E and E breaches some rule)",
        "definition congress C legitimate when (validly convene(whoever, what C) & no D {some E {(some 'some actor' \
         {elect(actor 'some actor', what D, to C) as E} & E breaches some rule)}})",
    );
    is(
        "congress C is not legitimate when C is convened and not (C is validly convened)",
        "definition against congress C legitimate when (convene(whoever, what C) & !validly convene(whoever, what C))",
    );
    is("the quorum of congress C is 1/2 of C.seats", "figure quorum of congress C is share 1/2 of C.seats");
    is(
        "the quorum of congress C is C.present - 1 when C is national overrides bare_rule",
        "figure quorum of congress C is (C.present - 1) when is national C overrides bare_rule",
    );
}

#[test]
fn ranges_come_from_the_roles() {
    let program = good("rule tested { B agrees to convene C for D counts as B convenes C for D }");
    let rule = program.rules.last().expect("a rule");
    let tested = program.rules.iter().find(|rule| program.statements[rule.statement.index()].name == "tested");
    let shown = Shown { program: &program, variables: &tested.unwrap_or(rule).variables };
    assert_eq!(shown.range("B"), "body");
    assert_eq!(shown.range("C"), "congress");
    assert_eq!(shown.range("D"), "Date");
}

#[test]
fn what_goes_wrong_is_said_once() {
    let said = |text: &str| wrong_rule(text).0;
    assert_eq!(said("body B convenes congress C"), 400);
    assert_eq!(said("body B convenes congress C when B sits"), 400);
    assert_eq!(said("only body B must convene congress C"), 357);
    assert_eq!(said("body B may convens congress C"), 335);
    assert_eq!(said("body B may convenes congress C"), 336);
    assert_eq!(said("body B may convene congress C when B sits when C sits"), 403);
    assert_eq!(said("body B convenes congress C only when B sits when C sits"), 403);
    assert_eq!(said("body B may convene congress C overrides tested"), 404);
    assert_eq!(said("body B may convene congress C from then on"), 405);
    assert_eq!(said("body B may convene congress C else void"), 407);
    assert_eq!(said("body B convenes congress C only when B sits else nothing"), 407);
    assert_eq!(said("body B may convene congress C overrides agreement"), 408);
    assert_eq!(said("body B must convene congress C within 14 after agreement"), 410);
    assert_eq!(said("body B must not convene congress C before agreement"), 402);
    assert_eq!(said("always (vtsik sits)"), 401);
    assert_eq!(said("body B may convene newspaper N"), 311);
    assert_eq!(said("body B may convene congress C quickly"), 406);
    assert_eq!(said("body B may sit"), 392);
}

#[test]
fn a_power_is_about_acts_whoever_does_them() {
    let (code, message) = wrong_rule("body B may convene congress C where B is permanent body of C.predecessor");
    assert_eq!(code, 391);
    assert!(message.contains("`B`"), "{message}");
}

#[test]
fn what_a_rule_brings_about_is_bound() {
    let said = |text: &str| wrong_rule(text).0;
    assert_eq!(said("body B agrees to convene congress C counts as B convenes C for D"), 390);
    assert_eq!(said("congress C elects committee K makes L permanent body of C"), 390);
    assert_eq!(said("body B may convene congress C when not (X is member of B)"), 390);
    assert_eq!(said("body B may convene congress C when X is member of B and Y before X"), 311);
}

#[test]
fn a_letter_that_occurs_once_is_noted() {
    let codes = |text: &str| -> Vec<u16> {
        read(&format!("rule tested {{ {text} }}")).said.iter().map(|found| found.code.0).collect()
    };
    assert_eq!(codes("body B may convene congress C for D"), [381]);
    assert_eq!(codes("body B may convene congress C"), [0; 0]);
}
