//! What the claims must come to: the record lived through, day by day, with one bit for each committee.
use super::{Committee, Congress, Record};

enum Happening {
    Convened,
    Ratified,
    Met,
    Elected,
    Dissolved,
}

/// For each congress whether its committee is its permanent body in the end.
pub fn verdicts(record: &Record, line: usize) -> Vec<bool> {
    let at = |committee: Committee| committee.region * line + committee.place;
    let mut days: Vec<(u32, usize, Happening)> = Vec::new();
    for (number, congress) in record.congresses.iter().enumerate() {
        days.extend(congress.convened.iter().map(|act| (act.day, number, Happening::Convened)));
        days.extend(congress.ratified.iter().map(|act| (act.day, number, Happening::Ratified)));
        days.extend(congress.met.iter().map(|day| (*day, number, Happening::Met)));
        days.extend(congress.elected.iter().map(|day| (*day, number, Happening::Elected)));
        days.extend(congress.dissolved.iter().map(|act| (act.day, number, Happening::Dissolved)));
    }
    days.sort_by_key(|(day, number, _)| (*day, *number));
    // The first committee of each line stands from the beginning, on the record's word.
    let mut standing: Vec<bool> = record.congresses.iter().map(|congress| congress.place == 0).collect();
    let (mut convened, mut met) = (vec![false; standing.len()], vec![false; standing.len()]);
    for (_, number, happening) in days {
        let congress = &record.congresses[number];
        match happening {
            Happening::Convened => convened[number] = is_sound(congress, |by| standing[at(by)]),
            Happening::Ratified => {
                let act = congress.ratified.as_ref().zip(congress.convened.as_ref());
                convened[number] |= act.is_some_and(|(act, of)| standing[at(act.by)] && act.day - of.day <= 40);
            }
            Happening::Met => met[number] = true,
            Happening::Elected => {
                standing[number] = convened[number] && met[number] && 2 * congress.present > congress.entitled;
            }
            Happening::Dissolved => {
                let by = congress.dissolved.as_ref().map(|act| act.by);
                standing[number] &= !by.is_some_and(|by| standing[at(by)]);
            }
        }
    }
    standing
}

/// By the committee of the congress before, while it stands, and with the notice that is due.
fn is_sound(congress: &Congress, standing: impl Fn(Committee) -> bool) -> bool {
    let Some(act) = &congress.convened else { return false };
    let before = Committee { region: congress.region, place: congress.place - 1 };
    let needed = if congress.urgent { 3 } else { 14 };
    act.by == before && standing(before) && congress.opens - act.day >= needed
}
