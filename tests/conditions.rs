//! What conditions resolve to: each form that the language has, with its times, sets and numbers.
#[expect(dead_code, reason = "each test file uses a part of it")]
mod wording;
use wording::{Shown, condition, good, read, wrong_condition};

#[track_caller]
fn is(text: &str, expected: &str) {
    assert_eq!(condition(text), expected, "{text}");
}

#[test]
fn and_binds_tighter_than_or_and_joins_subjects_too() {
    is("first sits and second sits", "(sit(first) & sit(second))");
    is("first sits and second sits or vtsik sits", "((sit(first) & sit(second)) | sit(vtsik))");
    is("first sits and (second sits or vtsik sits)", "(sit(first) & (sit(second) | sit(vtsik)))");
    is("srs and mensheviks convene second and vtsik sits", "(convene(srs+mensheviks, what second) & sit(vtsik))");
    is("srs, mensheviks each sit", "(sit(srs) & sit(mensheviks))");
    is("not (first sits)", "!sit(first)");
}

#[test]
fn act_sentences() {
    is("vtsik convenes second for 1917-10-25 OS", "convene(vtsik, what second, for 1917-10-25 OS)");
    is("vtsik validly convenes second", "validly convene(vtsik, what second)");
    is("second is convened", "convene(whoever, what second)");
    is("second is validly convened by srs and mensheviks", "validly convene(srs+mensheviks, what second)");
    is("second is convened by srs and mensheviks sit", "(convene(srs, what second) & sit(mensheviks))");
    is("vtsik does not convene second", "not convene(vtsik, what second)");
    is("vtsik does not validly convene second", "not validly convene(vtsik, what second)");
    is("vtsik convenes second as E and E is valid", "(convene(vtsik, what second) as E & Valid E)");
    is("vtsik sits alone", "sit(vtsik) alone");
    is("someone convenes second", "convene(whoever, what second)");
    is("lenin proposes that second is not legitimate", "propose(lenin, that <not second legitimate>)");
    is("vtsik agrees to convene second", "agree(vtsik, to <convene(vtsik, what second)>)");
    is("some actor elects lenin", "some 'some actor' {elect(actor 'some actor', what lenin)}");
}

#[test]
fn acts_at_their_time() {
    is(
        "vtsik convenes second before agreement",
        "some 'that vtsik convenes second before agreement' {(convene(vtsik, what second) as \
         'that vtsik convenes second before agreement' & event 'that vtsik convenes second before agreement' before event \
         agreement)}",
    );
    is("vtsik convenes second as E on 1917-10 OS", "(convene(vtsik, what second) as E & event E on date 1917-10 OS)");
    is(
        "vtsik convenes second as E on or before second.opens",
        "(convene(vtsik, what second) as E & event E on or before date second.opens)",
    );
}

#[test]
fn relations_and_states() {
    is("vtsik is permanent body of first", "vtsik permanent body of first");
    is("vtsik is not permanent body of second.predecessor", "not vtsik permanent body of second.predecessor");
    is("vtsik is de facto permanent body of first", "de facto vtsik permanent body of first");
    is("second is legitimate", "second legitimate");
    is("vtsik is permanent body of first on 1917-10-19 OS", "on date 1917-10-19 OS: vtsik permanent body of first");
    is("vtsik is permanent body of first before agreement", "before agreement: vtsik permanent body of first");
    is("at agreement: vtsik sits and first sits", "at agreement: (sit(vtsik) & sit(first))");
    is("at agreement (vtsik sits) and first sits", "(at agreement: sit(vtsik) & sit(first))");
    is("on 1917-10-19 OS: second is legitimate", "on date 1917-10-19 OS: second legitimate");
    is("ever (second is legitimate)", "ever second legitimate");
    is("always (second is legitimate)", "always second legitimate");
    is("second is national", "is national second");
    is("second is not national", "!is national second");
    is("vtsik is a committee", "is committee vtsik");
    is("second is a national congress", "is national congress second");
    is("under charter: second is legitimate", "under charter: second legitimate");
}

#[test]
fn status_words_and_breaches() {
    is("convening is void", "Void convening");
    is("vtsik convenes second as E and E is not valid", "(convene(vtsik, what second) as E & Void E)");
    is("vtsik convenes second as E and E is not cured", "(convene(vtsik, what second) as E & !Cured E)");
    is(
        "vtsik convenes second as E and E is valid under charter",
        "(convene(vtsik, what second) as E & Valid E under charter)",
    );
    is("agreement breaches a rule", "agreement breaches a rule");
    is("agreement breaches some rule", "agreement breaches some rule");
    is("agreement breaches bare_rule", "agreement breaches bare_rule");
    is("agreement does not breach a rule", "!agreement breaches a rule");
    is("vtsik breaches bare_rule", "vtsik breaches duty bare_rule");
    is("vtsik breaches a duty to convene second", "vtsik breaches duty convene(vtsik, what second)");
    is("agreement heals sitting", "agreement heals sitting");
    is("agreement makes vtsik permanent body of first", "agreement makes vtsik permanent body of first");
    is("agreement ends vtsik permanent body of first", "agreement ends vtsik permanent body of first");
    is("vtsik ends srs", "end(vtsik, what srs)");
}

#[test]
fn powers_and_duties() {
    is("vtsik may convene second", "may convene(vtsik, what second)");
    is("only vtsik may convene second", "only may convene(vtsik, what second)");
    is("vtsik may not convene second", "not may convene(vtsik, what second)");
    is("vtsik may convene second on 1917-10-19 OS", "on date 1917-10-19 OS: may convene(vtsik, what second)");
    is("vtsik must convene second", "must convene(vtsik, what second)");
}

#[test]
fn sets() {
    is("some congress C where C is legitimate", "some C {C legitimate}");
    is("no congress C where C is legitimate and C sits", "no C {(C legitimate & sit(C))}");
    is("every delegation D where D is soldiers: D is elected", "every D {is soldiers D: elect(whoever, what D)}");
    is("every delegation D where D is soldiers, D is elected", "every D {is soldiers D: elect(whoever, what D)}");
    is("at least 2 congresses C where C sits", "atleast(2) C {sit(C)}");
    is("at most 2 congresses C where C sits", "atmost(2) C {sit(C)}");
    is("exactly 2 congresses C where C sits", "exactly(2) C {sit(C)}");
    is("more than 2 congresses C where C sits", "atleast(3) C {sit(C)}");
    is(
        "more than 1/2 of congresses C where C sits",
        "share Some(Bound { value: Ratio { numer: 1, denom: 2 }, strict: true })..None C {sit(C)}"
            .replace(
                "Some(Bound { value: Ratio { numer: 1, denom: 2 }, strict: true })",
                "Some(Ratio { numer: 1, denom: 2 })",
            )
            .as_str(),
    );
    is("no body convenes second", "no 'body' {: convene('body', what second)}");
    is("no national congress C where C sits", "no C {(is national congress C & sit(C))}");
    is("some event E where E breaches a rule", "some E {E breaches a rule}");
}

#[test]
fn brackets_end_the_condition_of_a_set() {
    is("no congress C where (C sits) and first sits", "(no C {sit(C)} & sit(first))");
    is("no congress C where C sits and first sits", "no C {(sit(C) & sit(first))}");
    is(
        "no congress C where (C sits) and no congress C where (C is legitimate)",
        "(no C {sit(C)} & no C {C legitimate})",
    );
    is("count of congress C where (C sits) is 2 and first sits", "(count C {sit(C)} Equal 2 & sit(first))");
    assert_eq!(wrong_condition("no congress C where (C sits) and C is legitimate").0, 354);
}

#[test]
fn what_stands_only_in_a_set_is_local_to_it() {
    is(
        "no congress C where (B convenes C as E and E breaches some rule)",
        "no C {some E {some B {(convene(B, what C) as E & E breaches some rule)}}}",
    );
    is(
        "no congress C where (some body convenes C as E and E is void)",
        "no C {some E {(some 'some body' {convene(body 'some body', what C) as E} & Void E)}}",
    );
    is("not (some congress C where B convenes C)", "!some C {some B {convene(B, what C)}}");
    is("B sits and no congress C where B convenes C", "(sit(B) & no C {convene(B, what C)})");
}

#[test]
fn sameness_and_words() {
    is("second.predecessor is first", "second.predecessor == first");
    is("second.predecessor is the same as first", "second.predecessor == first");
    is("second.predecessor is other than first", "!second.predecessor == first");
    is("second.predecessor = first", "second.predecessor == first");
    is("second.predecessor != first", "!second.predecessor == first");
    is("army_committee.level is army", "army_committee.level == army");
    is("army_committee.level is not corps", "!army_committee.level == corps");
}

#[test]
fn times() {
    is("sitting before agreement", "event sitting before event agreement");
    is("sitting is before agreement", "event sitting before event agreement");
    is("sitting after agreement", "event agreement before event sitting");
    is("agreement on 1917-10-20 NS", "event agreement on date 1917-10-20 NS");
    is("agreement during sitting", "event agreement within event sitting");
    is("second.opens on or before 1917-11-07 NS", "date second.opens on or before date 1917-11-07 NS");
    is("second.opens is 1917-11-07 NS", "date second.opens within date 1917-11-07 NS");
    is("1917-11-01 NS before agreement", "date 1917-11-01 NS before event agreement");
    is("agreement before 1918", "event agreement before date 1918");
    is("agreement <= sitting", "event agreement on or before event sitting");
    is("agreement before sitting + 14 days", "event agreement before (event sitting + 14 Days)");
    is("agreement before 14 days after sitting", "event agreement before (event sitting + 14 Days)");
    is("second.opens - agreement >= 14 days", "Midnights(date second.opens, event agreement) GreaterEqual 14 Days");
    is(
        "clear days between agreement and second.opens is at least 14 days",
        "Clear(event agreement, date second.opens) GreaterEqual 14 Days",
    );
    is("days of agreement .. second.opens < 15 days", "Both(event agreement, date second.opens) Less 15 Days");
    is("days of 1917-10-17 .. 1917-10-25 OS = 9 days", "Both(date 1917-10-17 OS, date 1917-10-25 OS) Equal 9 Days");
    is(
        "clear days between 1917-10-17 and 1917-10-25 OS = 7 days",
        "Clear(date 1917-10-17 OS, date 1917-10-25 OS) Equal 7 Days",
    );
    is("vtsik.term is 6 months", "vtsik.term Equal 6 Months");
}

#[test]
fn numbers() {
    is("first.present is at least 300", "first.present GreaterEqual 300");
    is("first.present is not at least 300", "first.present Less 300");
    is("first.present is 300", "first.present Equal 300");
    is("first.present is other than 300", "first.present NotEqual 300");
    is("first.present is between 3 and 5", "(first.present GreaterEqual 3 & first.present LessEqual 5)");
    is("first.present + 1 * 2 > 3", "(first.present + (1 * 2)) Greater 3");
    is("(first.present + 1) * 2 > 3", "((first.present + 1) * 2) Greater 3");
    is("first.present is more than 1/2 of first.seats", "first.present Greater share 1/2 of first.seats");
    is(
        "first.present is at least 2/3 of first.cast excluding abstentions",
        "first.present GreaterEqual share 2/3 of first.cast excluding first.abstentions",
    );
    is(
        "first.seats of srs and mensheviks is more than half",
        "first.seats of srs+mensheviks Greater share 1/2 of first.seats",
    );
    is("10 < first.seats of srs and mensheviks sit", "(10 Less first.seats of srs & sit(mensheviks))");
    is("10 < first.seats of srs and mensheviks", "10 Less first.seats of srs+mensheviks");
    is("count of congress C where C sits is at least 2", "count C {sit(C)} GreaterEqual 2");
    is("sum of C.present for congress C where C sits > 3", "sum C.present for C {sit(C)} Greater 3");
    is("first.present is at least the quorum of first", "first.present GreaterEqual quorum of first");
}

#[test]
fn chosen_acts() {
    is(
        "the latest E where (B convenes second as E) is valid",
        "Valid latest#1 E {some B {convene(B, what second) as E}}",
    );
    is(
        "the first 2 act E where (vtsik convenes second as E) is void",
        "Void first#2 E {convene(vtsik, what second) as E}",
    );
}

#[test]
fn ranges_come_from_what_is_filled() {
    let program = good(
        "claim tested { that B convenes C as E and E is valid and C.predecessor is X and K is permanent body of X }",
    );
    let shown = Shown { program: &program, variables: &program.claims[0].variables };
    assert_eq!(shown.range("B"), "body");
    assert_eq!(shown.range("C"), "congress");
    assert_eq!(shown.range("E"), "event convene");
    assert_eq!(shown.range("X"), "congress");
    assert_eq!(shown.range("K"), "committee");
}

#[test]
fn an_order_of_cases_does_not_narrow_a_range() {
    let program = good("claim tested { that X sits and (X convenes second or lenin is member of X) }");
    let shown = Shown { program: &program, variables: &program.claims[0].variables };
    assert_eq!(shown.range("X"), "body");
}

#[test]
fn what_goes_wrong_is_said_once() {
    let said = |text: &str| wrong_condition(text).0;
    assert_eq!(said("vtsik"), 337);
    assert_eq!(said("vtsik or srs sits"), 337);
    assert_eq!(said("first sits and vtsik"), 337);
    assert_eq!(said("vtsik convens second"), 335);
    assert_eq!(said("vtsik is permanent bodi of first"), 339);
    assert_eq!(said("lenin is permanent body of first"), 310);
    assert_eq!(said("vtsik convenes second first"), 338);
    assert_eq!(said("not first sits"), 350);
    assert_eq!(said("first is soldiers"), 324);
    assert_eq!(said("second is army"), 323);
    assert_eq!(said("vtsik is a person"), 311);
    assert_eq!(said("K is permanent body of first and person K sits"), 311);
    assert_eq!(said("agreement.seats > 3"), 326);
    assert_eq!(said("vtsik.predecessor sits"), 326);
    assert_eq!(said("vtsik.predecesor sits"), 325);
    assert_eq!(said("vtsik.seats is more than half"), 369);
    assert_eq!(said("army_committee.level is national"), 367);
    assert_eq!(said("vtsik must not convene second"), 358);
    assert_eq!(said("the latest congress C where C sits is valid"), 355);
    assert_eq!(said("some congress C where some congress C where C sits"), 354);
    assert_eq!(said("vtsik breaches a rule"), 356);
    assert_eq!(said("vtsik is permanent body of first during sitting"), 371);
    assert_eq!(said("first is more than second"), 310);
}

#[test]
fn nothing_says_which_one_is_meant() {
    let said = |text: &str| wrong_condition(text).0;
    assert_eq!(said("first sits and not (B convenes second and B sits)"), 390);
    assert_eq!(said("E is valid and E before sitting"), 390);
    assert_eq!(said("first sits and C.predecessor is first"), 390);
    assert_eq!(said("B does not sit and vtsik sits and B does not convene second"), 390);
    is("first.predecessor is C and C sits", "(first.predecessor == C & sit(C))");
}

#[test]
fn notes_on_what_may_be_a_slip() {
    let codes = |text: &str| -> Vec<u16> {
        read(&format!("claim tested {{ that {text} }}")).said.iter().map(|found| found.code.0).collect()
    };
    assert_eq!(codes("vtsik convenes second as E and not (E is valid)"), [380]);
    assert_eq!(codes("B convenes second"), [381]);
    assert_eq!(codes("body B convenes second"), [0; 0]);
}

#[test]
fn validity_of_a_deed_needs_a_rule_that_gives_it_force() {
    assert_eq!(wrong_condition("agreement is valid").0, 392);
    assert_eq!(wrong_condition("vtsik may sit").0, 392);
    good("rule counts { body B sits counts as B convenes second }\nclaim tested { that vtsik may sit }");
}

#[test]
fn nesting_has_a_named_limit() {
    let deep = |count: usize| format!("{}first sits{}", "(".repeat(count), ")".repeat(count));
    is(&deep(150), "sit(first)");
    let sets = |count: usize| (0..count).map(|n| format!("no congress C{n} where ")).collect::<String>() + "first sits";
    assert_eq!(wrong_condition(&sets(240)).0, 300);
    good(&format!("claim tested {{ that {} }}", sets(150)));
    let choices = (0..240).map(|n| format!("the latest E{n} where ")).collect::<String>() + "first sits";
    assert_eq!(wrong_condition(&choices).0, 300);
}

#[test]
fn tangled_contents_end() {
    let many = "lenin proposes that ".repeat(150);
    let said = read(&format!("claim tested {{ that {many} lenin }}")).said;
    assert_eq!(said.len(), 1, "{said:#?}");
}
