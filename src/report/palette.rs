//! How a form looks: its width and whether it has colour. Decided by whoever knows the terminal (the
//! command line), never guessed here.
use anstyle::{AnsiColor, Style};

/// Width and colour of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Palette {
    /// Columns to wrap at.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
}

impl Default for Palette {
    fn default() -> Self {
        Self { width: 80, colour: false }
    }
}

/// What a piece of text is, for its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// As it is.
    Normal,
    /// A name that heads a block.
    Strong,
    /// Places and labels, which step back.
    Quiet,
    /// Upheld, true, met.
    Yes,
    /// Refuted, false.
    No,
    /// Contested, open.
    Doubt,
    /// Something is wrong.
    Alarm,
}

impl Palette {
    /// The text in its tone; without colour the text itself.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        let style = match tone {
            Tone::Normal => Style::new(),
            Tone::Strong => Style::new().bold(),
            Tone::Quiet => Style::new().dimmed(),
            Tone::Yes => AnsiColor::Green.on_default().bold(),
            Tone::No => AnsiColor::Magenta.on_default().bold(),
            Tone::Doubt => AnsiColor::Yellow.on_default().bold(),
            Tone::Alarm => AnsiColor::Red.on_default().bold(),
        };
        if self.colour && tone != Tone::Normal && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_colour_no_escape() {
        let plain = Palette::default();
        assert_eq!(plain.paint(Tone::Alarm, "x"), "x");
        let coloured = Palette { colour: true, ..plain };
        assert_eq!(coloured.paint(Tone::Strong, "x"), "\u{1b}[1mx\u{1b}[0m");
    }
}
