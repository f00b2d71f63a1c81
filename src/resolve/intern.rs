//! Numbers for contents, quantities, dates: equal values have one number.
use crate::program::{Content, ContentId, Date, DateId, Quantity, QuantityId};
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// Values with their numbers.
#[derive(Debug)]
pub struct Interner<T> {
    numbers: FxHashMap<T, u32>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { numbers: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Interner<T> {
    /// The number of a value, whose arena is `values`.
    fn number(&mut self, values: &mut Vec<T>, value: T) -> u32 {
        if let Some(number) = self.numbers.get(&value) {
            return *number;
        }
        let number = values.len() as u32;
        values.push(value.clone());
        self.numbers.insert(value, number);
        number
    }
}

/// The interners of a program under construction.
#[derive(Debug, Default)]
pub struct Interners {
    contents: Interner<Content>,
    quantities: Interner<Quantity>,
    dates: Interner<Date>,
}

impl Interners {
    /// The number of a content.
    pub fn content(&mut self, arena: &mut Vec<Content>, content: Content) -> ContentId {
        ContentId(self.contents.number(arena, content))
    }
    /// The number of a quantity.
    pub fn quantity(&mut self, arena: &mut Vec<Quantity>, quantity: Quantity) -> QuantityId {
        QuantityId(self.quantities.number(arena, quantity))
    }
    /// The number of a date.
    pub fn date(&mut self, arena: &mut Vec<Date>, date: Date) -> DateId {
        DateId(self.dates.number(arena, date))
    }
}
