//! What a comparison says, in sentences: the one place where every form for people takes them from.
use crate::program::AnswerWord;
use crate::report::words::*;
use crate::session::diff::{Aspect, ClaimChange, Difference, Edit, EditKind};
use crate::session::outcome::Outcome;
use crate::source::Span;
use crate::verdict::claim_report::{ClaimReport, TurnsOn};

/// The most minimal sets that are named for an answer.
const MOST_SETS: usize = 2;

/// The verdict before and after.
pub(super) fn verdicts(change: &ClaimChange) -> String {
    let word = |claim: &ClaimReport| verdict_word(claim.verdict);
    match (&change.base, &change.head) {
        (Some(base), Some(head)) if base.verdict != head.verdict => format!("{} → {}", word(base), word(head)),
        (_, Some(head)) => word(head).to_owned(),
        (Some(base), None) => word(base).to_owned(),
        (None, None) => String::new(),
    }
}

/// What else differs: a label and the text, in order.
pub(super) fn facts(change: &ClaimChange) -> Vec<(&'static str, String)> {
    let (Some(base), Some(head)) = (&change.base, &change.head) else { return Vec::new() };
    let mut facts = Vec::new();
    for aspect in &change.aspects {
        match aspect {
            Aspect::Verdict => {}
            Aspect::Answers => {
                // A verdict that has one answer only says it.
                let (before, after) = (&base.answers, &head.answers);
                if !change.verdict_changed() || before.len() > 1 || after.len() > 1 {
                    facts.push(("answers", arrow(&answers_in_words(before), &answers_in_words(after))));
                }
            }
            Aspect::OnRecord => {
                facts.push(("on the record", arrow(answer_word(base.on_record), answer_word(head.on_record))));
            }
            Aspect::Standpoints => facts.extend(standpoints(base, head).map(|text| ("from", text))),
            // With another verdict it goes without saying that it turns on other things.
            Aspect::TurnsOn if change.verdict_changed() => {}
            Aspect::TurnsOn => {
                facts.push(("turned on", turns_on(&base.turns_on)));
                facts.push(("turns on", turns_on(&head.turns_on)));
            }
        }
    }
    facts
}

fn arrow(before: &str, after: &str) -> String {
    format!("{before} → {after}")
}

fn standpoints(base: &ClaimReport, head: &ClaimReport) -> Option<String> {
    let before = |name: &str| base.standpoints.iter().find(|(known, _)| known == name).map(|(_, answer)| *answer);
    let differ: Vec<String> = head
        .standpoints
        .iter()
        .filter_map(|(name, after)| {
            let before = before(name)?;
            (before != *after).then(|| format!("{name}: {}", arrow(answer_word(before), answer_word(*after))))
        })
        .collect();
    (!differ.is_empty()).then(|| differ.join(", "))
}

fn turns_on(turns: &TurnsOn) -> String {
    let sides = [
        (AnswerWord::True, &turns.true_if),
        (AnswerWord::False, &turns.false_if),
        (AnswerWord::Open, &turns.open_if),
        (AnswerWord::Undefined, &turns.undefined_if),
    ];
    let told: Vec<String> = sides
        .iter()
        .filter(|(_, sets)| !sets.is_empty())
        .map(|(answer, sets)| {
            let more = if sets.len() > MOST_SETS || turns.more { ", and more" } else { "" };
            let sets: Vec<String> = sets.iter().take(MOST_SETS).map(choice_in_words).collect();
            format!("{} {}{more}", answer_word(*answer), sets.join(", or "))
        })
        .collect();
    told.join("; ")
}

/// Each set of edits that accounts for a change, in words; none where that could not be found out.
pub(super) fn causes(found: &Difference, change: &ClaimChange) -> Vec<String> {
    let sets = change.causes.sets.iter().map(|set| {
        let edits: Vec<String> = set
            .iter()
            .filter_map(|edit| found.edits.get(*edit))
            .map(|edit| format!("{}{}", edit_in_words(found, edit), placed(found, edit)))
            .collect();
        let together = if edits.len() > 1 { "together: " } else { "" };
        format!("{together}{}", edits.join("; "))
    });
    sets.collect()
}

/// That a search ended early, or found nothing.
pub(super) fn reservation(change: &ClaimChange) -> Option<&'static str> {
    match (change.causes.unfinished, change.causes.sets.is_empty()) {
        (true, true) => Some("it was not found out which edits made the difference"),
        (true, false) => Some("the search ended early: fewer of these edits may be enough"),
        (false, _) => None,
    }
}

/// What an edit did: `event overstating moved from “according to vtsik” to the record`.
pub(super) fn edit_in_words(found: &Difference, edit: &Edit) -> String {
    let Edit { kind, noun, name, moved, .. } = edit;
    let quoted = |voice: &str| if voice == "the record" { voice.to_owned() } else { format!("“{voice}”") };
    match (kind, moved) {
        (EditKind::Changed, Some((from, to))) if noun == "block" => format!("“{from}” became “{to}”"),
        (_, Some((from, to))) => format!("{noun} {name} moved from {} to {}", quoted(from), quoted(to)),
        (EditKind::Added, None) => format!("{noun} {name} was added"),
        (EditKind::Removed, None) => format!("{noun} {name} was taken out"),
        (EditKind::Changed, None) if noun == "block" => format!("the head of “{name}” was changed"),
        (EditKind::Changed, None) => format!("{noun} {name} was changed"),
        (EditKind::Cited, None) if noun == "block" => format!("the citations of “{name}” were changed"),
        (EditKind::Cited, None) => format!("the citations of {noun} {name} were changed"),
        (EditKind::Accepted, None) => format!("{noun} {name} is accepted by {} alone", found.names.1),
        (EditKind::Rejected, None) => format!("{noun} {name} is accepted by {} alone", found.names.0),
        (EditKind::Recognised, None) => format!("{} recognises {noun} {name}", found.names.1),
    }
}

/// Where it stands: `  (a.cvk:3 → b.cvk:7)`.
fn placed(found: &Difference, edit: &Edit) -> String {
    let place = |outcome: &Outcome, span: Option<Span>| span.map(|span| place_in_words(&outcome.sources, span));
    match (place(&found.base, edit.base), place(&found.head, edit.head)) {
        (Some(before), Some(after)) if before != after => format!(" ({before} → {after})"),
        (Some(place), _) | (None, Some(place)) => format!(" ({place})"),
        (None, None) => String::new(),
    }
}

/// The counts that end a report.
pub(super) fn summary(found: &Difference) -> Vec<String> {
    let count = |test: &dyn Fn(&ClaimChange) -> bool| found.claims.iter().filter(|change| test(change)).count();
    let verdicts = count(&ClaimChange::verdict_changed);
    let otherwise = count(&|change| !change.aspects.is_empty() && !change.verdict_changed());
    let (new, gone) = (count(&|change| change.base.is_none()), count(&|change| change.head.is_none()));
    let compared = found.head.claims.len() - new.min(found.head.claims.len());
    let has = if verdicts == 1 { "has" } else { "have" };
    let mut line = match verdicts {
        0 => format!("no verdict changed: {} on both sides", counted(compared, "claim is", "claims are")),
        _ => format!("{verdicts} of {} {has} another verdict", counted(compared, "claim", "claims")),
    };
    if otherwise > 0 {
        line += &format!(", {otherwise} changed otherwise");
    }
    for (number, what) in [(new, "new"), (gone, "gone")] {
        if number > 0 {
            line += &format!(", {} {what}", counted(number, "claim", "claims"));
        }
    }
    let idle = found.without_effect().len();
    let what = if is_of_readings(found) { ("difference", "differences") } else { ("edit", "edits") };
    let mut edits = counted(found.edits.len(), what.0, what.1);
    if idle > 0 {
        edits += &format!(", {idle} of them without effect on any claim");
    }
    let faults = format!("{} appeared, {} gone", counted(found.appeared.len(), "fault", "faults"), found.gone.len());
    vec![line, edits, faults]
}

/// Whether two readings of one corpus were compared.
pub(super) fn is_of_readings(found: &Difference) -> bool {
    found.edits.iter().any(|edit| matches!(edit.kind, EditKind::Accepted | EditKind::Rejected | EditKind::Recognised))
}
