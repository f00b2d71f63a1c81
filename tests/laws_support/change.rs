//! Changes to a corpus's text that must not change what is judged.
use super::Text;
use super::chance::Chance;
use convoke::calendar::{Calendar, CivilDate};
use std::collections::BTreeMap;

/// A file's items: each from a letter at a line's beginning to the next.
pub fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with("//")) {
        if line.starts_with(|c: char| c.is_alphanumeric()) || items.is_empty() {
            items.push(String::new());
        }
        if let Some(item) = items.last_mut() {
            item.push_str(line);
            item.push('\n');
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

/// The same items, in another order, in so many files.
pub fn shuffled(texts: &[Text], files: usize, chance: &mut Chance) -> Vec<Text> {
    let mut all: Vec<String> = texts.iter().flat_map(|text| items(&text.text)).collect();
    for i in (1..all.len()).rev() {
        all.swap(i, chance.below(i + 1));
    }
    let mut parts = vec![String::new(); files];
    for item in all {
        parts[chance.below(files)].push_str(&item);
    }
    parts.iter().enumerate().map(|(i, part)| Text::new(&format!("part{i}.cvk"), part)).collect()
}

/// The words of a text outside of quotation marks, citations' brackets and comments, each given to `change`.
fn words(text: &str, mut change: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            c if c.is_alphabetic() || c == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
            }
            c if c.is_numeric() => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == ':')).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        match change(word) {
            Some(changed) => out.push_str(&changed),
            None => out.push_str(word),
        }
        rest = after;
    }
    out
}

/// Other names for the same things.
pub fn renamed(texts: &[Text], names: &BTreeMap<String, String>) -> Vec<Text> {
    texts.iter().map(|text| Text::new(&text.path, &words(&text.text, |word| names.get(word).cloned()))).collect()
}

/// Every whole day in the other calendar, labelled. `None` where a date is no whole Gregorian day.
pub fn in_old_style(texts: &[Text]) -> Option<Vec<Text>> {
    let mut whole = true;
    let mut changed = Vec::new();
    for text in texts {
        let plain = text.text.replace(" NS", "");
        whole &= !plain.contains(" OS") && !plain.contains("about ") && !plain.contains("early ");
        let moved = words(&plain, |word| {
            let date = word.split('T').next().unwrap_or(word);
            let mut parts = date.split('-');
            let year: i32 = parts.next()?.parse().ok().filter(|_| word.starts_with(|c: char| c.is_numeric()))?;
            let Some(month) = parts.next() else {
                whole &= date.len() < 4; // a year alone
                return None;
            };
            let Some(day) = parts.next() else {
                whole = false;
                return None;
            };
            let civil = CivilDate::new(Calendar::Gregorian, year, month.parse().ok()?, day.parse().ok()?).ok()?;
            let old = CivilDate::of(civil.to_day(), Calendar::Julian);
            let clock = word.split_once('T').map_or_else(String::new, |(_, clock)| format!("T{clock}"));
            Some(format!("{:04}-{:02}-{:02}{clock} OS", old.year(), old.month(), old.day()))
        });
        changed.push(Text::new(&text.path, &moved));
    }
    whole.then_some(changed)
}
