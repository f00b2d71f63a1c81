//! An outcome built by hand for the tests of the forms.
#![allow(dead_code, reason = "each test file uses a part of it")]
use convoke::diagnostic::Diagnostic;
use convoke::explain::reason::{Quotation, Reason, ReasonKind};
use convoke::program::{AnswerWord, VerdictWord};
use convoke::session::outcome::Outcome;
use convoke::source::{FileId, Sources, Span};
use convoke::verdict::claim_report::*;

const CHARGES: &str = "\
according to vtsik [seed S30 \"in violation of electoral procedures\"] {
  event lower_elections before second_congress_opens {
    lower_committees elect lower_delegation to second_congress
  }
  rule soldiers_vote_by_army under soviet_procedure [seed S30 \"not from army-level army committees\"] {
    committee K elects soldiers delegation D to all_russian congress C
      only when K.level is army
      else unstated
  }
}
";

const CLAIMS: &str = "\
claim private_meeting \"The Second Congress was only a private meeting\" by vtsik [seed S28] {
  that second_congress is not legitimate
  because lower_elections, soldiers_vote_by_army
  expect contested (false or open)
}

claim vtsik_is_permanent_body [seed S1] {
  that vtsik is permanent body of first_congress
  expect upheld
}
";

/// The stretch of `what` in a file.
pub fn span(sources: &Sources, file: FileId, what: &str) -> Span {
    let start = sources.file(file).text().find(what).expect("the words are in the file") as u32;
    Span { file, start, end: start + what.len() as u32 }
}

/// One line, and an error at `what` in it.
pub fn one_line(line: &str, what: &str) -> (Sources, Diagnostic) {
    let mut sources = Sources::default();
    let file = sources.add("a.cvk", line);
    let at = span(&sources, file, what);
    (sources, Diagnostic::error(101, "this is wrong", at, "here"))
}

fn node(kind: ReasonKind, answer: AnswerWord, text: &str, span: Option<Span>, because: Vec<Reason>) -> Reason {
    Reason { kind, answer, text: text.into(), span, quotations: Vec::new(), according_to: None, because }
}

fn reasons(sources: &Sources, charges: FileId, claims: FileId) -> Vec<Reason> {
    let election = "lower_committees elect lower_delegation to second_congress";
    let mut event = node(
        ReasonKind::Allegation,
        AnswerWord::True,
        election,
        Some(span(sources, charges, "event lower_elections")),
        Vec::new(),
    );
    event.according_to = Some("vtsik".into());
    event.quotations.push(Quotation {
        place: "seed S30".into(),
        words: Some("in violation of electoral procedures".into()),
        span: span(sources, charges, "[seed S30 \"in violation of electoral procedures\"]"),
    });
    let level =
        node(ReasonKind::Condition, AnswerWord::False, "the level of lower_committees is army", None, Vec::new());
    let mut rule = node(
        ReasonKind::Rule,
        AnswerWord::True,
        "soldiers_vote_by_army governs lower_elections",
        Some(span(sources, charges, "rule soldiers_vote_by_army")),
        vec![level],
    );
    rule.according_to = Some("vtsik".into());
    let breach =
        node(ReasonKind::Condition, AnswerWord::True, "lower_elections breaches a rule", None, vec![event, rule]);
    let claim = Some(span(sources, claims, "that second_congress is not legitimate"));
    let question = node(
        ReasonKind::Question,
        AnswerWord::Open,
        "what does a breach of soldiers_vote_by_army entail",
        Some(span(sources, charges, "else unstated")),
        Vec::new(),
    );
    let silence = node(
        ReasonKind::Silence,
        AnswerWord::False,
        "nothing in the corpus says that second_congress was convened without any valid convening",
        None,
        Vec::new(),
    );
    let text = "second_congress is not legitimate";
    vec![
        node(ReasonKind::Claim, AnswerWord::Open, text, claim, vec![question, breach]),
        node(ReasonKind::Claim, AnswerWord::False, text, claim, vec![silence]),
    ]
}

fn contested(sources: &Sources, charges: FileId, claims: FileId) -> ClaimReport {
    let both = ChoiceSet { accept: vec!["lower_elections".into(), "soldiers_vote_by_army".into()], reject: Vec::new() };
    let without = |name: &str| ChoiceSet { accept: Vec::new(), reject: vec![name.into()] };
    ClaimReport {
        name: "private_meeting".into(),
        title: Some("The Second Congress was only a private meeting".into()),
        by: vec!["vtsik".into()],
        that: "second_congress is not legitimate".into(),
        verdict: VerdictWord::Contested,
        answers: vec![AnswerWord::False, AnswerWord::Open],
        ground: None,
        rests_on_silence: false,
        on_record: AnswerWord::Open,
        expected: Some("contested (true or open)".into()),
        as_expected: Some(false),
        mismatches: vec!["the answers that occur are false or open".into()],
        turns_on: TurnsOn {
            open_if: vec![both],
            false_if: vec![without("lower_elections"), without("soldiers_vote_by_army")],
            ..TurnsOn::default()
        },
        open_questions: vec![OpenQuestion {
            id: "q1".into(),
            text: "what does a breach of `soldiers_vote_by_army` entail".into(),
            span: Some(span(sources, charges, "else unstated")),
        }],
        standpoints: vec![("old_committee".into(), AnswerWord::Open), ("smolny".into(), AnswerWord::False)],
        standpoint_conflicts: Vec::new(),
        grounds: vec![("lower_elections".into(), Bearing::None), ("soldiers_vote_by_army".into(), Bearing::None)],
        own_act_against: vec!["agreement".into()],
        readings_used: vec!["agreeing_is_convening".into()],
        remarks: vec!["its answer changed on the way: false until 1917-11-07".into()],
        reasons: reasons(sources, charges, claims),
        incomplete: false,
        span: span(sources, claims, "claim private_meeting"),
    }
}

fn upheld(sources: &Sources, claims: FileId) -> ClaimReport {
    let at = span(sources, claims, "claim vtsik_is_permanent_body");
    let mut fact =
        node(ReasonKind::Fact, AnswerWord::True, "vtsik is permanent body of first_congress", Some(at), Vec::new());
    fact.quotations.push(Quotation { place: "seed S1".into(), words: Some("a permanent body".into()), span: at });
    ClaimReport {
        name: "vtsik_is_permanent_body".into(),
        title: None,
        by: Vec::new(),
        that: "vtsik is permanent body of first_congress".into(),
        verdict: VerdictWord::Upheld,
        answers: vec![AnswerWord::True],
        ground: None,
        rests_on_silence: false,
        on_record: AnswerWord::True,
        expected: Some("upheld".into()),
        as_expected: Some(true),
        mismatches: Vec::new(),
        turns_on: TurnsOn { true_if: vec![ChoiceSet::default()], ..TurnsOn::default() },
        open_questions: Vec::new(),
        standpoints: vec![("old_committee".into(), AnswerWord::True), ("smolny".into(), AnswerWord::True)],
        standpoint_conflicts: Vec::new(),
        grounds: Vec::new(),
        own_act_against: Vec::new(),
        readings_used: Vec::new(),
        remarks: Vec::new(),
        reasons: vec![node(
            ReasonKind::Claim,
            AnswerWord::True,
            "vtsik is permanent body of first_congress",
            Some(at),
            vec![fact],
        )],
        incomplete: false,
        span: at,
    }
}

/// Two files, two diagnostics, two claims.
pub fn outcome() -> Outcome {
    let mut sources = Sources::default();
    let charges = sources.add("soviets/charges.cvk", CHARGES);
    let claims = sources.add("soviets/claims.cvk", CLAIMS);
    let at = span(&sources, claims, "because lower_elections");
    let warning = Diagnostic::warning(901, "`private_meeting` does not come out as it expects", at, "its grounds")
        .with_label(span(&sources, charges, "event lower_elections"), "`lower_elections` is alleged here")
        .with_help(
            "state what a breach of `soldiers_vote_by_army` entails, or write `expect contested (false or open)`",
        );
    let note = Diagnostic::note(817, "citations of `seed` stand unverified", span(&sources, charges, "[seed S30"), "");
    let claims = vec![contested(&sources, charges, claims), upheld(&sources, claims)];
    let mut outcome = Outcome { sources, diagnostics: vec![warning, note], claims, ..Outcome::default() };
    outcome.program.title = "The soviets of 1917".into();
    outcome.digest = "0".repeat(64);
    outcome
}
