//! Random small corpora, as text: events, rules, voices, dates, denials, claims. No two are alike, all are sound.
use super::Text;
use super::chance::Chance;

const WORDS: &str = r#"corpus "Random" { calendar gregorian }
record annals
source annals "The annals" { calendar gregorian }
kind actor | actors
kind person | persons is actor
kind party | parties is actor
kind body | bodies is actor
kind meeting | meetings is body
adjective general of meeting
adjective senior of person
relation person is member of body
relation person is trusted
relation meeting is lawful, open "is {subject} lawful"
act convene | convenes | convened (by actor, what meeting)
act elect | elects | elected (by actor, what person, to body)
act expel | expels | expelled (by actor, what person, from body)
act ratify | ratifies | ratified (by actor, what event)
act annul | annuls | annulled (by actor, what event)
deed propose | proposes | proposed (by actor, that sentence), leads to its content
deed notify | notifies | notified (by actor, what actor)
deed intend | intends | intended (by actor, what meeting), open
party reds
party blues
person ann { senior }
person bob
body council
body guild
meeting gala { general }
meeting tea
order charter
order customs "known in parts", fragmentary
standpoint red_view { accepts reds }
standpoint blue_view { accepts blues }
standpoint both_views { accepts reds, blues }
"#;

const ACTORS: [&str; 5] = ["ann", "bob", "council", "guild", "reds"];
const PERSONS: [&str; 2] = ["ann", "bob"];
const BODIES: [&str; 2] = ["council", "guild"];
const MEETINGS: [&str; 2] = ["gala", "tea"];

/// A random corpus.
pub fn corpus(seed: u64) -> Vec<Text> {
    let mut made =
        Made { chance: Chance(seed), text: WORDS.to_owned(), events: Vec::new(), acts: Vec::new(), rules: Vec::new() };
    for i in 0..2 + made.chance.below(4) {
        made.event(i);
    }
    if made.chance.percent(60) {
        made.fact();
    }
    for i in 0..2 + made.chance.below(4) {
        made.rule(i);
    }
    for i in 0..4 {
        made.claim(i);
    }
    vec![Text::new("random.cvk", &made.text)]
}

struct Made {
    chance: Chance,
    text: String,
    events: Vec<String>,
    acts: Vec<String>,
    rules: Vec<(String, String)>,
}

impl Made {
    fn day(&mut self) -> String {
        format!("1900-01-{:02}", 1 + self.chance.below(12))
    }

    fn sentence(&mut self, form: &str) -> String {
        let (actor, other) = (self.chance.pick(&ACTORS), self.chance.pick(&ACTORS));
        let subject = match self.chance.below(10) {
            0 => "someone".to_owned(),
            1 if actor != other => format!("{actor} and {other}"),
            _ => actor.to_owned(),
        };
        let plural = if subject.contains(" and ") || form == "not" { "" } else { "s" };
        let verb = |stem: &str| {
            let ending = if plural.is_empty() { String::new() } else { "s".to_owned() };
            let stem = format!("{stem}{ending}");
            match form {
                "not" => format!("does not {}", stem.trim_end_matches(&ending)),
                _ => stem,
            }
        };
        let subject = if form == "not" { actor.to_owned() } else { subject };
        let (person, body, meeting) =
            (self.chance.pick(&PERSONS), self.chance.pick(&BODIES), self.chance.pick(&MEETINGS));
        match self.chance.below(6) {
            0 | 1 => format!("{subject} {} {meeting}", verb("convene")),
            2 | 3 => format!("{subject} {} {person} to {body}", verb("elect")),
            4 => format!("{subject} {} {person} from {body}", verb("expel")),
            _ => format!(
                "{subject} {} {person}",
                if form == "not" {
                    "does not notify"
                } else if plural.is_empty() {
                    "notify"
                } else {
                    "notifies"
                }
            ),
        }
    }

    /// Wraps an item in a voice, or leaves it flat.
    fn voiced(&mut self, item: &str) {
        let block = match self.chance.below(14) {
            0 | 1 => "according to reds",
            2 | 3 => "according to blues",
            4 => "according to reds or blues \"whose words?\"",
            5 => "doubtful \"was it so?\"",
            _ => {
                self.text.push_str(item);
                return;
            }
        };
        let indented: String = item.lines().map(|line| format!("  {line}\n")).collect();
        self.text.push_str(&format!("{block} {{\n{indented}}}\n"));
    }

    fn event(&mut self, i: usize) {
        let name = format!("event_{i}");
        let told = self.events.clone();
        let time = match self.chance.below(10) {
            0 if !told.is_empty() => format!(" after {}", told[self.chance.below(told.len())]),
            1 => String::new(),
            2 => format!(" from {} to 1900-01-20", self.day()),
            _ => format!(" on {}", self.day()),
        };
        let sentence = match self.chance.below(12) {
            0 | 1 if !told.is_empty() => {
                let verb = self.chance.pick(&["ratifies", "annuls"]);
                format!("{} {verb} {}", self.chance.pick(&BODIES), told[self.chance.below(told.len())])
            }
            2 => format!(
                "{} proposes that {} convenes {}",
                self.chance.pick(&ACTORS),
                self.chance.pick(&BODIES),
                self.chance.pick(&MEETINGS)
            ),
            3 => {
                let sentence = self.sentence("not");
                self.voiced(&format!("event denial_{i} {{ {sentence} }}\n"));
                return;
            }
            _ => self.sentence("told"),
        };
        self.voiced(&format!("event {name}{time} {{ {sentence} }}\n"));
        if !sentence.contains("notif") && !sentence.contains("propose") {
            self.acts.push(name.clone());
        }
        self.events.push(name);
    }

    fn fact(&mut self) {
        let (person, body, day) = (self.chance.pick(&PERSONS), self.chance.pick(&BODIES), self.day());
        let not = if self.chance.percent(25) { "not " } else { "" };
        self.voiced(&format!("fact a_fact from {day} {{ {person} is {not}member of {body} }}\n"));
    }

    fn condition(&mut self) -> String {
        let name = self.chance.pick(&PERSONS);
        match self.chance.below(8) {
            0 => "A is senior".to_owned(),
            1 => "A is member of council".to_owned(),
            2 => format!("{name} is trusted"),
            3 => format!("some person Q where Q is member of {}", self.chance.pick(&BODIES)),
            4 => "not (A is member of guild)".to_owned(),
            5 => format!("{} convenes {}", self.chance.pick(&ACTORS), self.chance.pick(&MEETINGS)),
            6 => "gala is lawful".to_owned(),
            _ => "A is council or A is ann".to_owned(),
        }
    }

    fn rule(&mut self, i: usize) {
        let order = self.chance.pick(&["", "", " under charter", " under customs"]);
        let when = self.condition();
        let when = if self.chance.percent(60) { format!(" when {when}") } else { String::new() };
        let only = if self.chance.percent(30) { "only " } else { "" };
        let otherwise = self.chance.pick(&["", " else voidable", " else irregular", " else unstated"]);
        let named = self.condition();
        let body = self.chance.pick(&BODIES);
        let (kind, text) = match self.chance.below(14) {
            0 | 1 => ("power", format!("{only}actor A may convene meeting M{when}")),
            2 => ("power", format!("{only}actor A may elect person P to body B{when}")),
            3 => ("power", format!("{body} may elect person P to body B")),
            4 => ("disability", format!("actor A may not elect person P to {body}{when}")),
            5 => ("requirement", format!("actor A elects person P to body B only when {named}{otherwise}")),
            6 | 7 => ("effect", "actor A elects person P to body B makes P member of B".to_owned()),
            8 => ("effect", "actor A expels person P from body B ends P member of B".to_owned()),
            9 => {
                ("cure", "actor A elects person P to body B as E stands when some body C validly ratifies E".to_owned())
            }
            10 => ("annulment", "actor A annuls E undoes E".to_owned()),
            11 => ("definition", "person A is trusted when A is member of council".to_owned()),
            12 => ("definition", "meeting M is lawful when M is validly convened".to_owned()),
            _ => {
                ("definition", "meeting M is not lawful when M is convened and not (M is validly convened)".to_owned())
            }
        };
        let rivals: Vec<String> =
            self.rules.iter().filter(|(_, other)| *other == kind).map(|(name, _)| name.clone()).collect();
        let overrides = match rivals.first() {
            Some(name) if self.chance.percent(30) && ["power", "requirement"].contains(&kind) => {
                format!(" overrides {name}")
            }
            _ => String::new(),
        };
        let name = format!("rule_{i}");
        let item = format!("rule {name}{order} {{ {text}{overrides} }}\n");
        if overrides.is_empty() {
            self.voiced(&item);
        } else {
            self.text.push_str(&item);
        }
        self.rules.push((name, kind.to_owned()));
    }

    fn claim(&mut self, i: usize) {
        let (person, body, actor) = (self.chance.pick(&PERSONS), self.chance.pick(&BODIES), self.chance.pick(&ACTORS));
        let meeting = self.chance.pick(&MEETINGS);
        let events: Vec<String> = self.events.clone();
        let event = if events.is_empty() { String::new() } else { events[self.chance.below(events.len())].clone() };
        let acts = self.acts.clone();
        let act = if acts.is_empty() { String::new() } else { acts[self.chance.below(acts.len())].clone() };
        let on = if self.chance.percent(30) { format!("on {}\n  ", self.day()) } else { String::new() };
        let that = match self.chance.below(18) {
            0 | 1 if !event.is_empty() => format!("{event} breaches a rule"),
            12 | 13 if !act.is_empty() => format!("{act} is valid"),
            14 if !act.is_empty() => format!("{act} is void"),
            15 if !act.is_empty() => format!("{act} is voidable or {act} is irregular or {act} is valid"),
            16 => format!("{meeting} is convened"),
            17 => format!("not ({person} is member of {body})"),
            2 => format!("{actor} may elect {person} to {body}"),
            3 => format!("{meeting} is lawful"),
            4 => format!("{person} is trusted or {person} is member of {body}"),
            5 => format!("some actor A where (A validly elects {person} to {body})"),
            6 => format!("{person} is de facto member of {body}"),
            7 => format!("{actor} validly convenes {meeting}"),
            8 => format!("not ({actor} intends {meeting}) and {meeting} is convened"),
            9 => format!("at least 1 person P where P is member of {body}"),
            _ => format!("{person} is member of {body}"),
        };
        self.text.push_str(&format!("claim claim_{i} by reds {{\n  {on}that {that}\n}}\n"));
    }
}
