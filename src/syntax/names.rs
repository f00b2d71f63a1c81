//! Looks at names that are not plain ASCII: whether they are in NFC, and of one script. Takes words;
//! gives a warning once for each such name. Paper: Unicode Technical Standard 39, section 5.1.
use super::errors;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use rustc_hash::FxHashSet;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_script::{Script, ScriptExtension, UnicodeScript};

/// The names seen so far in one file.
#[derive(Default)]
pub(super) struct Names<'t> {
    reported: FxHashSet<&'t str>,
}

impl<'t> Names<'t> {
    /// Looks at a name; a fault is told once for each name.
    pub fn look_at(&mut self, name: &'t str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
        if name.is_ascii() || self.reported.contains(name) {
            return;
        }
        let composed: Option<String> = (!is_nfc(name)).then(|| name.nfc().collect());
        let scripts = mixed_scripts(name);
        if composed.is_some() || scripts.is_some() {
            self.reported.insert(name);
        }
        diagnostics.extend(composed.map(|composed| errors::not_composed(name, &composed, span)));
        diagnostics.extend(scripts.map(|scripts| errors::mixed_scripts(name, &scripts, span)));
    }
}

/// The scripts of a name in order of appearance, if no one script (or usual mix) covers it.
fn mixed_scripts(name: &str) -> Option<Vec<Stretch>> {
    let mut common = ScriptExtension::default();
    for c in name.chars() {
        let scripts = c.script_extension();
        common = common.intersection(usual_mix(scripts));
    }
    if !common.is_empty() {
        return None;
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for c in name.chars() {
        let script = c.script();
        if matches!(script, Script::Common | Script::Inherited) {
            continue;
        }
        match stretches.iter_mut().find(|stretch| stretch.script == script) {
            Some(stretch) => stretch.letters.push(c),
            None => stretches.push(Stretch { script, letters: String::from(c) }),
        }
    }
    Some(stretches)
}

/// The letters of one script in a name.
pub(super) struct Stretch {
    /// The script.
    pub script: Script,
    /// Its letters, in order.
    pub letters: String,
}

/// Japanese, Korean and Bopomofo are written with Han too.
fn usual_mix(scripts: ScriptExtension) -> ScriptExtension {
    let with = |script: Script| scripts.contains_script(script);
    let mut mix = scripts;
    if with(Script::Han) {
        for script in [Script::Hiragana, Script::Katakana, Script::Hangul, Script::Bopomofo] {
            mix = mix.union(script.into());
        }
    }
    if with(Script::Hiragana) || with(Script::Katakana) {
        mix = mix.union(Script::Hiragana.into()).union(Script::Katakana.into());
    }
    mix
}
