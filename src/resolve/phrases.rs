//! Phrases of several words (`take part in`, `permanent body of`) found at a place in a row of tokens. Takes
//! the phrases of a corpus once; gives every match at a place, longest first. Found by the first word.
use super::cursor::Cursor;
use super::normal::normal;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A phrase's words after the first, and what it stands for.
type Rest<'s, T> = (Vec<Cow<'s, str>>, T);

/// The phrases of one form with what they stand for.
#[derive(Debug)]
pub struct Phrases<'s, T> {
    by_first: FxHashMap<Cow<'s, str>, Vec<Rest<'s, T>>>,
}

impl<T> Default for Phrases<'_, T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<'s, T: Copy> Phrases<'s, T> {
    /// Adds a phrase; the same phrase may stand for several things.
    pub fn insert(&mut self, words: &[&'s str], meaning: T) {
        let mut words = words.iter().map(|word| normal(word));
        let Some(first) = words.next() else { return };
        let rest: Vec<_> = words.collect();
        let entries = self.by_first.entry(first).or_default();
        // Longest first; of equal length, in order of declaration.
        let place = entries.partition_point(|(other, _)| other.len() >= rest.len());
        entries.insert(place, (rest, meaning));
    }
    /// Every phrase that the next words begin with, with its length in tokens, longest first.
    pub fn at(&self, cursor: &Cursor<'s>) -> Vec<(T, usize)> {
        let Some(entries) = self.by_first.get(&*normal(cursor.next_text())) else { return Vec::new() };
        let fits = |rest: &[Cow<'s, str>]| {
            rest.iter().enumerate().all(|(ahead, word)| *word == normal(cursor.text_at(ahead + 1)))
        };
        entries.iter().filter(|(rest, _)| fits(rest)).map(|(rest, meaning)| (*meaning, rest.len() + 1)).collect()
    }
    /// Every phrase, as one string, in no order.
    pub fn all(&self) -> impl Iterator<Item = (String, T)> {
        self.by_first.iter().flat_map(|(first, entries)| {
            entries.iter().map(move |(rest, meaning)| {
                let words: Vec<&str> = std::iter::once(&**first).chain(rest.iter().map(|word| &**word)).collect();
                (words.join(" "), *meaning)
            })
        })
    }
}
