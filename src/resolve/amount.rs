//! Amounts as the record states them. Takes `62`, `60 %`, `up to 60 %`, `more than half`, `between 3 and 5`,
//! `other than 10 %`, `14 days`; gives a quantity: a number or its bounds. Exact: no floating point anywhere.
use super::cursor::Cursor;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::program::{Bound, Quantity, QuantityId, Rational, Unit};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// Figures before and after the point that are still exact when multiplied with each other.
const LONGEST: usize = 15;

/// Words before a number that make it a bound.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Limit {
    High { strict: bool },
    Low { strict: bool },
    Between,
    Except,
    Exact,
}

const LIMITS: [(&str, Limit); 12] = [
    ("up to", Limit::High { strict: false }),
    ("at most", Limit::High { strict: false }),
    ("no more than", Limit::High { strict: false }),
    ("at least", Limit::Low { strict: false }),
    ("no less than", Limit::Low { strict: false }),
    ("no fewer than", Limit::Low { strict: false }),
    ("more than", Limit::Low { strict: true }),
    ("less than", Limit::High { strict: true }),
    ("fewer than", Limit::High { strict: true }),
    ("between", Limit::Between),
    ("other than", Limit::Except),
    ("exactly", Limit::Exact),
];

/// A number with what is written after it.
#[derive(Clone, Copy)]
struct Measured {
    value: Rational,
    share: bool,
    unit: Option<Unit>,
}

/// The number of a token such as `1_000` or `2.5`; `None` where it has too many figures.
pub fn parse_number(text: &str) -> Option<Rational> {
    if text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<i128>().ok().map(Rational::from);
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, part) = (figures(whole), figures(part));
    if whole.len() > LONGEST || part.len() > LONGEST || whole.is_empty() {
        return None;
    }
    let scale = 10_i128.pow(part.len() as u32);
    let part = if part.is_empty() { 0 } else { part.parse::<i128>().ok()? };
    Some(Rational::new(whole.parse::<i128>().ok()? * scale + part, scale))
}

/// The unit of a word and how many of the unit it stands for.
fn unit(word: &str) -> Option<(Unit, i128)> {
    Some(match word {
        "minute" | "minutes" => (Unit::Minutes, 1),
        "hour" | "hours" => (Unit::Minutes, 60),
        "day" | "days" => (Unit::Days, 1),
        "week" | "weeks" => (Unit::Days, 7),
        "month" | "months" => (Unit::Months, 1),
        "year" | "years" => (Unit::Years, 1),
        _ => return None,
    })
}

fn limit_at(cursor: &Cursor<'_>) -> Option<(Limit, usize)> {
    if !cursor.at(TokenKind::Word) {
        return None;
    }
    LIMITS.iter().find_map(|(words, limit)| cursor.at_phrase(words).map(|count| (*limit, count)))
}

/// Whether an amount begins `ahead` tokens further on.
fn number_at(cursor: &Cursor<'_>, ahead: usize) -> bool {
    cursor.kind_at(ahead) == Some(TokenKind::Number) || cursor.at_word_at(ahead, "half")
}

impl<'s> Resolver<'s> {
    /// Whether the next words are an amount.
    pub fn starts_quantity(&self, cursor: &Cursor<'s>) -> bool {
        number_at(cursor, 0) || limit_at(cursor).is_some_and(|(_, count)| number_at(cursor, count))
    }

    /// Reads an amount; what is wrong with it is reported.
    pub fn read_quantity(&mut self, cursor: &mut Cursor<'s>) -> Option<QuantityId> {
        let start = cursor.position();
        let limit = limit_at(cursor);
        if let Some((_, count)) = limit {
            cursor.seek(start + count);
        }
        let first = self.read_measured(cursor)?;
        let plain = Quantity { low: None, high: None, except: None, share: first.share, unit: first.unit };
        let bound = |measured: Measured, strict| Some(Bound { value: measured.value, strict });
        let quantity = match limit.map(|(limit, _)| limit) {
            None | Some(Limit::Exact) => Quantity { low: bound(first, false), high: bound(first, false), ..plain },
            Some(Limit::High { strict }) => Quantity { high: bound(first, strict), ..plain },
            Some(Limit::Low { strict }) => Quantity { low: bound(first, strict), ..plain },
            Some(Limit::Except) => Quantity { except: Some(first.value), ..plain },
            Some(Limit::Between) => {
                let second = self.read_upper_end(cursor, start, first)?;
                let (share, unit) = (second.share, second.unit);
                let first = Measured { value: scaled_like(first, second), ..first };
                if first.value > second.value {
                    self.report(Diagnostic::error(
                        127,
                        format!("`{}` has its larger end first", self.text(cursor.span_from(start))),
                        cursor.span_from(start),
                        "no number lies between these",
                    ));
                    return None;
                }
                Quantity { low: bound(first, false), high: bound(second, false), except: None, share, unit }
            }
        };
        Some(self.quantity(quantity))
    }

    /// `and 5` of `between 3 and 5`.
    fn read_upper_end(&mut self, cursor: &mut Cursor<'s>, start: usize, first: Measured) -> Option<Measured> {
        if cursor.eat_word("and").is_none() {
            self.malformed_amount(cursor.here(), "`and` and the upper end are missing here");
            return None;
        }
        let second = self.read_measured(cursor)?;
        let same = (first.share == second.share || !first.share) && (first.unit == second.unit || first.unit.is_none());
        if !same {
            self.malformed_amount(cursor.span_from(start), "the two ends count different things");
            return None;
        }
        Some(second)
    }

    fn malformed_amount(&mut self, span: Span, what: &str) {
        self.report(
            Diagnostic::error(126, "this amount cannot be read", span, what).with_help(
                "amounts are spelled `62`, `60 %`, `1/3`, `up to 60 %`, `more than half`, `between 3 and 5`",
            ),
        );
    }

    /// Reads `62`, `60 %`, `1/3`, `half`, `14 days`.
    fn read_measured(&mut self, cursor: &mut Cursor<'s>) -> Option<Measured> {
        if cursor.eat_word("half").is_some() {
            return Some(Measured { value: Rational::new(1, 2), share: true, unit: None });
        }
        let mut value = self.read_number(cursor)?;
        let mut share = false;
        if cursor.eat(TokenKind::Slash).is_some() {
            let below = self.read_number(cursor)?;
            if below == Rational::from(0) {
                self.malformed_amount(cursor.previous(), "nothing can be divided by zero");
                return None;
            }
            value /= below;
            share = true;
        }
        if cursor.eat(TokenKind::Percent).is_some() || cursor.eat_phrase("per cent") {
            value /= Rational::from(100);
            share = true;
        }
        let unit = if share { None } else { unit(cursor.next_text()).filter(|_| cursor.at(TokenKind::Word)) };
        if let Some((unit, times)) = unit {
            cursor.advance();
            return Some(Measured { value: value * Rational::from(times), share, unit: Some(unit) });
        }
        Some(Measured { value, share, unit: None })
    }

    /// Reads a bare number.
    fn read_number(&mut self, cursor: &mut Cursor<'s>) -> Option<Rational> {
        let Some(token) = cursor.eat(TokenKind::Number) else {
            self.malformed_amount(cursor.here(), "a number is missing here");
            return None;
        };
        let number = parse_number(cursor.text(token));
        if number.is_none() {
            self.malformed_amount(token.span, "this number has too many figures to be kept exact");
        }
        number
    }
}

/// The value of the lower end where only the upper one has its unit or percent sign: `between 3 and 5 %`.
fn scaled_like(first: Measured, second: Measured) -> Rational {
    let mut value = first.value;
    if second.share && !first.share {
        value /= Rational::from(100);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        assert_eq!(parse_number("1_000"), Some(Rational::from(1000)));
        assert_eq!(parse_number("2.5"), Some(Rational::new(5, 2)));
        assert_eq!(parse_number("9999999999999999"), None);
    }
}
