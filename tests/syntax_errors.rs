//! What the parser says about faults. Each snapshot holds the source and what was said; `INSTA_UPDATE`
//! rewrites them, and the difference is to be read.
use convoke::diagnostic::{Diagnostic, Severity};
use convoke::source::{Sources, Span};
use convoke::syntax::parse;
use std::fmt::Write;

/// One diagnostic in plain lines: message, places, help.
fn plain(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut out = format!("{severity} {}: {}\n", diagnostic.code, diagnostic.message);
    for label in &diagnostic.labels {
        let Span { file, start, end } = label.span;
        let (from, to) = (sources.file(file).place(start), sources.file(file).place(end));
        let mark = if label.primary { "at" } else { "see" };
        let text = sources.text(label.span);
        writeln!(out, "  {mark} {}:{}-{}:{} `{text}` {}", from.line, from.column, to.line, to.column, label.text)
            .expect("a string takes everything");
    }
    if let Some(help) = &diagnostic.help {
        writeln!(out, "  help: {help}").expect("a string takes everything");
    }
    out
}

fn report(text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("test.cvk", text);
    let (tree, diagnostics) = parse(&sources, file);
    let read: Vec<String> = tree
        .items
        .iter()
        .map(|item| format!("{:?} {}", item.keyword, item.head.first().map_or("", |token| sources.text(token.span))))
        .collect();
    let unread: Vec<String> = tree
        .unread
        .iter()
        .map(|item| format!("{:?} {}", item.keyword, item.name.map_or("?", |span| sources.text(span))))
        .collect();
    let said: Vec<String> = diagnostics.iter().map(|diagnostic| plain(&sources, diagnostic)).collect();
    format!(
        "{text}---- said ----\n{}---- read ----\n{}\n---- not read ----\n{}\n",
        said.join(""),
        read.join(", "),
        unread.join(", ")
    )
}

macro_rules! cases {
    ($($name:ident),* $(,)?) => {$(
        #[test]
        fn $name() {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path("ui_syntax");
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| {
                insta::assert_snapshot!(stringify!($name), report(include_str!(concat!("ui_syntax/", stringify!($name), ".cvk"))));
            });
        }
    )*};
}

cases!(
    block_at_the_margin,
    brace_unclosed,
    capitals,
    characters,
    citations,
    closers,
    columns,
    inner_statements,
    mark_inside,
    names,
    names_wanted,
    no_block,
    numerals,
    parenthesis,
    strays,
    text_unclosed,
    text_without_its_end,
);
