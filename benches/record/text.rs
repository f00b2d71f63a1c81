//! The record as a corpus of many files, and as one program for SWI-Prolog.
use super::{Committee, Congress, Record};
use calendrical_calculations::{gregorian, rata_die::RataDie};
use std::fmt::Write;

/// The law of the record, for every size.
const RULES: &str = include_str!("rules.cvk");
const RULES_FOR_PROLOG: &str = include_str!("rules.pl");
const RULES_FOR_CLINGO: &str = include_str!("rules.lp");

/// The files of the corpus: its law, then one for each region.
pub fn files(record: &Record) -> Vec<(String, String)> {
    let mut files = vec![("rules.cvk".to_owned(), RULES.to_owned())];
    let line = record.congresses.len() / record.regions;
    for (region, congresses) in record.congresses.chunks(line).enumerate() {
        let mut text = format!("// Region {region}: its congresses, in order.\n");
        congresses.iter().for_each(|congress| tell(record, congress, &mut text));
        let (one, other) = (format!("arbiter_{region}_a"), format!("arbiter_{region}_b"));
        let _ = writeln!(text, "\ncommittee {one} {{ rival {other} }}\ncommittee {other} {{ rival {one} }}");
        let _ = writeln!(text, "claim title_{region} {{ that {one} is arbiter expect paradoxical }}");
        files.push((format!("region_{region:05}.cvk"), text));
    }
    files
}

/// The claims with their verdicts, as the two programs name them.
pub fn expected(record: &Record) -> Vec<(String, &'static str)> {
    let verdict = |so: bool| if so { "upheld" } else { "refuted" };
    let of_congresses =
        record.congresses.iter().map(|c| (format!("standing_{}_{}", c.region, c.place), verdict(c.expected)));
    of_congresses.chain((0..record.regions).map(|region| (format!("title_{region}"), "paradoxical"))).collect()
}

fn tell(record: &Record, congress: &Congress, out: &mut String) {
    let (region, place) = (congress.region, congress.place);
    let me = format!("{region}_{place}");
    let above = record.above(region);
    let overseer = if place > 0 { place - 1 } else { 0 };
    let _ = writeln!(out, "\ncongress congress_{me} \"Congress {place} of region {region}\" {{");
    if congress.urgent {
        let _ = writeln!(out, "  urgent");
    }
    if place > 0 {
        let _ = writeln!(out, "  predecessor congress_{region}_{overseer}, overseer congress_{above}_{overseer}");
    }
    let _ = writeln!(out, "  present {}, entitled {}", congress.present, congress.entitled);
    let _ = writeln!(out, "  opens {}\n}}", date(congress.opens));
    let title = format!("Committee of congress {place} of region {region}");
    let _ = writeln!(out, "committee committee_{me} \"{title}\" {{ overseer congress_{above}_{place} }}");
    if place == 0 {
        let _ = writeln!(out, "fact founding_{region} {{ committee_{me} is permanent body of congress_{me} }}");
    }
    if let Some(act) = &congress.convened {
        let head = format!("event convening_{me} on {}", date(act.day));
        let _ = writeln!(out, "{head} {{ {} convenes congress_{me} }}", name(act.by));
    }
    if let Some(day) = congress.met {
        let _ = writeln!(out, "event session_{me} on {} {{ congress_{me} meets }}", date(day));
    }
    if let Some(act) = &congress.ratified {
        let head = format!("event ratification_{me} on {}", date(act.day));
        let _ = writeln!(out, "{head} {{ {} ratifies congress_{me} }}", name(act.by));
    }
    if let Some(day) = congress.elected {
        let _ = writeln!(out, "event election_{me} on {} {{ congress_{me} elects committee_{me} }}", date(day));
    }
    if let Some(act) = &congress.dissolved {
        let head = format!("event dissolution_{me} on {}", date(act.day));
        let _ = writeln!(out, "{head} {{ {} dissolves committee_{me} }}", name(act.by));
    }
    let verdict = if congress.expected { "upheld" } else { "refuted" };
    let _ = writeln!(out, "claim standing_{me} {{");
    let _ = writeln!(out, "  that committee_{me} is permanent body of congress_{me} expect {verdict}\n}}");
}

fn name(committee: Committee) -> String {
    format!("committee_{}_{}", committee.region, committee.place)
}

/// Days from 1800-01-01, as a date.
fn date(day: u32) -> String {
    let first = gregorian::fixed_from_gregorian(1800, 1, 1).to_i64_date();
    match gregorian::gregorian_from_fixed(RataDie::new(first + i64::from(day))) {
        Ok((year, month, day)) => format!("{year:04}-{month:02}-{day:02}"),
        Err(_) => String::new(),
    }
}

/// The same record and law as one program for SWI-Prolog, which prints a line for each claim.
pub fn prolog(record: &Record) -> String {
    let mut out = RULES_FOR_PROLOG.to_owned();
    for congress in &record.congresses {
        facts(record, congress, &mut out);
    }
    for region in 0..record.regions {
        let (one, other) = (format!("arbiter_{region}_a"), format!("arbiter_{region}_b"));
        let _ = writeln!(out, "rival({one}, {other}).\nrival({other}, {one}).");
        let _ = writeln!(out, "claim(title_{region}, arbiter, ({one}, none)).");
    }
    out
}

/// The same for clingo, without the arbiters: their titles are paradoxical, and it would enumerate the ways to
/// settle them. It prints what is upheld.
pub fn clingo(record: &Record) -> String {
    let mut out = RULES_FOR_CLINGO.to_owned();
    record.congresses.iter().for_each(|congress| facts(record, congress, &mut out));
    out
}

fn facts(record: &Record, congress: &Congress, out: &mut String) {
    let (region, place, above) = (congress.region, congress.place, record.above(congress.region));
    let me = format!("{region}_{place}");
    let urgent = if congress.urgent { "yes" } else { "no" };
    let (before, overseer) = match place.checked_sub(1) {
        Some(last) => (format!("congress_{region}_{last}"), format!("congress_{above}_{last}")),
        None => ("none".to_owned(), "none".to_owned()),
    };
    let Congress { present, entitled, opens, .. } = congress;
    let _ = writeln!(
        out,
        "congress(congress_{me}, {before}, {overseer}, {present}, {entitled}, {opens}, {urgent}).\n\
         committee(committee_{me}, congress_{above}_{place})."
    );
    if place == 0 {
        let _ = writeln!(out, "first(committee_{me}, congress_{me}).");
    }
    if let Some(act) = &congress.convened {
        let _ = writeln!(out, "convene(convening_{me}, {}, congress_{me}, {}).", name(act.by), act.day);
    }
    if let Some(day) = congress.met {
        let _ = writeln!(out, "met(congress_{me}, {day}).");
    }
    if let Some(act) = &congress.ratified {
        let _ = writeln!(out, "ratify(ratification_{me}, {}, congress_{me}, {}).", name(act.by), act.day);
    }
    if let Some(day) = congress.elected {
        let _ = writeln!(out, "elect(election_{me}, congress_{me}, committee_{me}, {day}).");
    }
    if let Some(act) = &congress.dissolved {
        let _ = writeln!(out, "dissolve(dissolution_{me}, {}, committee_{me}, {}).", name(act.by), act.day);
    }
    let _ = writeln!(out, "claim(standing_{me}, permanent, (committee_{me}, congress_{me})).");
}
