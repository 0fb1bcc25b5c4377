//! Rules of the code base, checked on `src/`: dependencies, lengths, and the header of each file.
//!
//! Only code is checked: comments and the contents of literals do not count, and names are whole words. To
//! restrict a layer further, add a row to [`RULES`].
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::ops::Range;
use std::path::Path;

/// The most lines in a file, without inline tests and rows of tables.
const LONGEST_FILE: usize = 800;
/// The most lines in a function, unless it is one flat match.
const LONGEST_FUNCTION: usize = 60;

/// Names that some files must not use.
struct Rule {
    /// The folder or file in `src/` that the rule applies to; a folder includes the file of its name.
    of: &'static str,
    /// How messages name the layer.
    who: &'static str,
    /// Files that are exempt.
    but: &'static [&'static str],
    /// Paths or parts of paths; `!` ends a macro, `.` begins a method, `+` joins consecutive names.
    names: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        of: "model",
        who: "model",
        but: &[],
        names: "crate::file crate::text crate::tui crate::report crate::workbook crate::picture crate::demo \
                crate::safe std::fs std::io std::time std::env std::net std::process serde ron serde_json \
                csv ratatui crossterm HashMap HashSet println! eprintln! print! eprint!",
    },
    Rule {
        of: "model",
        who: "model outside its parallel entry point",
        but: &["model/simulate/parallel.rs"],
        names: "std::thread std::sync",
    },
    Rule {
        of: "",
        who: "src outside its vectors",
        but: &["model/simulate/vectors.rs"],
        names: "fearless_simd",
    },
    Rule {
        of: "model",
        who: "model outside its streams",
        but: &["model/simulate/sobol.rs"],
        names: "rand",
    },
    Rule {
        of: "file",
        who: "file",
        but: &[],
        names: "crate::text crate::tui crate::report crate::workbook crate::picture crate::demo std::fs \
                std::time std::thread std::env ratatui crossterm",
    },
    Rule {
        of: "text",
        who: "text",
        but: &[],
        names: "crate::file crate::tui crate::report crate::workbook crate::picture crate::demo std::fs \
                std::time std::thread std::env ratatui crossterm",
    },
    Rule {
        of: "report",
        who: "report",
        but: &[],
        names: "crate::file crate::tui crate::workbook crate::demo std::fs std::time std::thread ratatui crossterm",
    },
    Rule {
        of: "workbook",
        who: "workbook",
        but: &[],
        names: "crate::file crate::tui crate::demo std::fs std::time std::thread ratatui crossterm",
    },
    Rule {
        of: "picture",
        who: "picture",
        but: &[],
        names: "crate::model crate::file crate::text crate::tui crate::report crate::workbook crate::demo \
                std::fs std::time std::thread crossterm",
    },
    Rule {
        of: "tui",
        who: "tui",
        but: &[],
        names: "crate::report crate::workbook crate::picture crate::demo std::fs std::time std::thread \
                std::env crossterm",
    },
    Rule {
        of: "tui",
        who: "the state machine",
        but: &[
            "tui/draw.rs",
            "tui/layout.rs",
            "tui/theme.rs",
            "tui/pointer.rs",
            "tui/screens",
            "tui/widgets",
            "tui/dialogs",
        ],
        names: "ratatui",
    },
    Rule {
        of: "tui",
        who: "tui outside its theme",
        but: &["tui/theme.rs"],
        names: "Color Modifier",
    },
    Rule {
        // Cells are whole numbers: layout rounds, and nothing else in a screen has a reason to.
        of: "tui/screens",
        who: "a screen",
        but: &[],
        names: ".round .floor .ceil .trunc .fract",
    },
    Rule {
        of: "demo",
        who: "demo",
        but: &[],
        names: "std::fs std::io std::time std::thread std::env crossterm",
    },
    Rule {
        of: "safe",
        who: "safe",
        but: &[],
        names: "crate::model crate::file crate::text crate::tui crate::report crate::picture",
    },
    Rule {
        of: "",
        who: "all but shell, cli and main",
        but: &["shell", "cli", "main.rs"],
        names: "crate::shell crate::cli reallot::shell reallot::cli",
    },
    Rule {
        of: "",
        who: "src",
        but: &[],
        names: "super::super",
    },
];

/// A file in `src/`.
struct Source {
    /// The path, relative to `src/`.
    path: String,
    text: String,
    /// The text with comments and the contents of literals blanked.
    code: String,
    /// String literals and their lines.
    literals: Vec<(usize, String)>,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let mut reader = Reader::new(text);
        reader.run();
        Self {
            path: path.into(),
            text: text.into(),
            code: reader.code,
            literals: reader.literals,
        }
    }

    /// Returns whether `of` is this file, a folder that contains it, or the folder of its name.
    fn is_in(&self, of: &str) -> bool {
        let rest = self.path.strip_prefix(of);
        of.is_empty()
            || rest.is_some_and(|rest| rest.is_empty() || rest == ".rs" || rest.starts_with('/'))
    }

    fn problem(&self, line: usize, what: &str) -> String {
        format!("src/{}:{line}: {what}", self.path)
    }
}

/// Returns every source file, in a fixed order.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(&root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.push(Source::new(&name, &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Splits source text into code and literals.
struct Reader<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    code: String,
    literals: Vec<(usize, String)>,
    line: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text.chars().peekable(),
            code: String::new(),
            literals: Vec::new(),
            line: 1,
        }
    }

    fn run(&mut self) {
        while let Some(c) = self.take(true) {
            match (c, self.rest.peek()) {
                ('/', Some('/')) => {
                    self.code.pop();
                    while self.rest.peek().is_some_and(|&c| c != '\n') {
                        self.take(false);
                    }
                }
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.string(),
                ('\'', _) => self.char_or_lifetime(),
                _ => {}
            }
        }
    }

    /// Takes the next character, and copies it to the code or, if it is not code, only its line break.
    fn take(&mut self, is_code: bool) -> Option<char> {
        let c = self.rest.next()?;
        if c == '\n' {
            self.line += 1;
        }
        if is_code || c == '\n' {
            self.code.push(c);
        }
        Some(c)
    }

    fn block_comment(&mut self) {
        self.code.pop();
        let (mut depth, mut last) = (0, '/');
        while let Some(c) = self.take(false) {
            match (last, c) {
                ('/', '*') => (depth, last) = (depth + 1, ' '),
                ('*', '/') => (depth, last) = (depth - 1, ' '),
                _ => last = c,
            }
            if depth == 0 {
                break;
            }
        }
    }

    fn string(&mut self) {
        let line = self.line;
        let before = &self.code[..self.code.len() - 1];
        let hashes = before.len() - before.trim_end_matches('#').len();
        let prefix = before
            .trim_end_matches('#')
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric() || *c == '_');
        let raw = matches!(prefix.collect::<String>().as_str(), "r" | "rb" | "rc");
        let mut text = String::new();
        while let Some(c) = self.take(false) {
            if c == '\\' && !raw {
                text.extend([Some(c), self.take(false)].into_iter().flatten());
                continue;
            }
            text.push(c);
            if c == '"' {
                let closing = self.rest.clone().take_while(|&c| c == '#').count();
                if !raw || closing >= hashes {
                    break;
                }
            }
        }
        text.pop();
        self.code.push('"');
        self.literals.push((line, text));
    }

    fn char_or_lifetime(&mut self) {
        let mut ahead = self.rest.clone();
        let escaped = ahead.next() == Some('\\');
        if !escaped && ahead.next() != Some('\'') {
            return;
        }
        self.take(false);
        if escaped {
            self.take(false);
        }
        while self.take(false).is_some_and(|c| c != '\'') {}
        self.code.push('\'');
    }
}

/// Returns every path in `code` with groups expanded: `use a::{b, c::d}` yields `a::b` and `a::c::d`.
///
/// A macro ends in `!`, and a method begins with `.`.
fn paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut groups: Vec<String> = Vec::new();
    let mut path = String::new();
    let mut line = 1;
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let in_word = c.is_alphanumeric() || c == '_';
        if in_word {
            path.push(c);
        } else if c == ':' && chars.peek() == Some(&':') {
            chars.next();
            path.push_str("::");
        } else if c == '{' && path.ends_with("::") {
            let outer = groups.last().cloned().unwrap_or_default();
            groups.push(outer + &std::mem::take(&mut path));
        } else {
            if !path.is_empty() {
                let prefix = groups.last().map_or("", String::as_str);
                let end = if c == '!' && chars.peek() != Some(&'=') {
                    "!"
                } else {
                    ""
                };
                found.push((line, format!("{prefix}{path}{end}")));
                path.clear();
            }
            match c {
                '{' => groups.push(String::new()),
                '}' => drop(groups.pop()),
                '.' if chars.peek().is_some_and(|c| c.is_alphabetic()) => path.push('.'),
                '\n' => line += 1,
                _ => {}
            }
        }
    }
    found
}

/// Returns whether `path` contains the parts of `name` consecutively.
fn has(path: &str, name: &str) -> bool {
    let parts: Vec<&str> = path.split("::").collect();
    let wanted: Vec<&str> = name.split("::").collect();
    parts.windows(wanted.len()).any(|window| window == wanted)
}

/// Returns the lines where the parts of `name` follow one another.
fn lines_that_name(named: &[(usize, String)], name: &str) -> Vec<usize> {
    let parts: Vec<&str> = name.split('+').collect();
    let is_it = |window: &&[(usize, String)]| {
        window
            .iter()
            .zip(&parts)
            .all(|((_, path), part)| has(path, part))
    };
    let found = named.windows(parts.len()).filter(is_it);
    found.map(|window| window[0].0).collect()
}

fn forbidden_names(source: &Source) -> Vec<String> {
    let mut problems = Vec::new();
    let named = paths(&source.code);
    for rule in RULES {
        if !source.is_in(rule.of) || rule.but.iter().any(|but| source.is_in(but)) {
            continue;
        }
        for name in rule.names.split_whitespace() {
            let what = format!("{} must not name {name}", rule.who);
            let mut lines = lines_that_name(&named, name);
            lines.dedup();
            problems.extend(lines.into_iter().map(|line| source.problem(line, &what)));
        }
    }
    problems
}

/// At the top of `src/`, `super` is the crate root and would bypass the other rules.
fn supers_at_the_top(source: &Source) -> Vec<String> {
    if source.path.contains('/') {
        return Vec::new();
    }
    let code = without_tests(&source.code);
    let supers = paths(&code)
        .into_iter()
        .filter(|(_, path)| path.starts_with("super::"));
    supers
        .map(|(line, _)| source.problem(line, "say crate instead of super"))
        .collect()
}

/// Finds files that both draw and change state.
fn draws_and_changes(source: &Source) -> Option<String> {
    let named = paths(&source.code);
    let draws = !lines_that_name(&named, "ratatui").is_empty();
    let line = ["mut+State", "impl+State"]
        .iter()
        .find_map(|name| lines_that_name(&named, name).first().copied())?;
    let what = "a file that draws must not change state";
    (source.is_in("tui") && draws).then(|| source.problem(line, what))
}

/// Finds precisions in format strings, which only the file that formats numbers may use.
fn precisions(source: &Source) -> Vec<String> {
    if source.is_in("text") {
        return Vec::new();
    }
    let rounds = source
        .literals
        .iter()
        .filter(|(_, text)| has_precision(text));
    let what = "only text may round for people: a format with a precision";
    rounds
        .map(|&(line, _)| source.problem(line, what))
        .collect()
}

/// Files that may compare words: they read what people wrote, or their rows only look like a match.
const READS_TEXT: &[&str] = &["file", "cli", "demo/script", "tui/actions.rs"];

/// Finds decisions by words: literals of several words that are compared or matched.
///
/// A single word may be the name of a field, so only a literal with a space between letters counts.
fn compared_words(source: &Source) -> Vec<String> {
    const BEFORE: [&str; 9] = [
        "==",
        "!=",
        "starts_with(",
        "ends_with(",
        "contains(",
        "strip_prefix(",
        "strip_suffix(",
        "trim_start_matches(",
        "trim_end_matches(",
    ];
    if READS_TEXT.iter().any(|path| source.is_in(path)) {
        return Vec::new();
    }
    let tests = test_modules(&source.code);
    // Each literal has two quotes, and nothing but line breaks between them.
    let quotes = source.code.match_indices('"');
    let quotes: Vec<usize> = quotes.map(|(at, _)| at).collect();
    let mut problems = Vec::new();
    for (pair, (line, text)) in quotes.chunks_exact(2).zip(&source.literals) {
        let (at, end) = (pair[0], pair[1] + 1);
        let is_test = tests.iter().any(|tests| tests.contains(&at));
        let before = source.code[..at].trim_end_matches(['r', '#', '&', ' ', '\n']);
        let after = source.code[end..].trim_start_matches(['#', ' ', '\n']);
        let is_compared = BEFORE.iter().any(|end| before.ends_with(end))
            || ["==", "!=", "=>", "|", "if "]
                .iter()
                .any(|begin| after.starts_with(begin));
        if !is_test && is_compared && has_words(text) {
            let what = format!("meaning must not be read off words: {text:?}");
            problems.push(source.problem(*line, &what));
        }
    }
    problems
}

/// Returns whether a space stands between letters.
fn has_words(text: &str) -> bool {
    let letters = |part: &str| part.chars().any(char::is_alphabetic);
    text.split_once(' ')
        .is_some_and(|(first, rest)| letters(first) && letters(rest))
}

/// Returns whether a format string has a placeholder with a precision: `{:.2}`, `{x:>8.1}`, `{:.n$}`.
fn has_precision(text: &str) -> bool {
    let text = text.replace("{{", "").replace("}}", "");
    let placeholders = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let mut specs = placeholders.filter_map(|(inside, _)| inside.split_once(':'));
    specs.any(|(_, spec)| spec.contains('.') && !spec.contains(' '))
}

/// Blanks the inline test modules of `code`.
fn without_tests(code: &str) -> String {
    let mut kept = code.to_owned();
    for tests in test_modules(code).into_iter().rev() {
        let blank: String = code[tests.clone()].chars().filter(|&c| c == '\n').collect();
        kept.replace_range(tests, &blank);
    }
    kept
}

/// Returns where the inline test modules of `code` are.
fn test_modules(code: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("#[cfg(test)]") {
        let after = &code[at..];
        let (Some(open), semicolon) = (after.find('{'), after.find(';')) else {
            continue;
        };
        if after[..open].contains("mod ") && semicolon.is_none_or(|semicolon| semicolon > open) {
            found.push(at..at + closing(after, open));
        }
    }
    found
}

/// Returns the position after the brace that closes the one at `open`.
fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + at + 1;
        }
    }
    code.len()
}

fn long_file(source: &Source) -> Option<String> {
    let tests = source.code.len() - without_tests(&source.code).len();
    let own = if tests == 0 {
        source.text.lines().count()
    } else {
        lines_outside_tests(source)
    };
    let what = format!("{own} lines; a file has at most {LONGEST_FILE}");
    (own > LONGEST_FILE).then(|| source.problem(1, &what))
}

/// Counts the lines of a file without its inline test modules.
fn lines_outside_tests(source: &Source) -> usize {
    let all = source.code.lines();
    let blanked = without_tests(&source.code);
    let in_tests = all
        .zip(blanked.lines())
        .filter(|(code, kept)| !code.trim().is_empty() && kept.trim().is_empty());
    source.text.lines().count() - in_tests.count()
}

fn long_functions(source: &Source) -> Vec<String> {
    let code = without_tests(&source.code);
    let mut problems = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let is_word = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let after = &code[at..];
        let (open, end) = (after.find('{'), after.find(';'));
        let Some(open) = open.filter(|&open| is_word && end.is_none_or(|end| open < end)) else {
            continue;
        };
        let body = &after[open..closing(after, open)];
        let length = after[..open].lines().count() + body.lines().count() - 1;
        if length > LONGEST_FUNCTION && !is_flat_match(body) {
            let name = after[3..]
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default();
            let line = code[..at].matches('\n').count() + 1;
            let what =
                format!("{name} has {length} lines; a function has at most {LONGEST_FUNCTION}");
            problems.push(source.problem(line, &what));
        }
    }
    problems
}

/// Returns whether a body is a single match.
fn is_flat_match(body: &str) -> bool {
    let inside = body.trim_start_matches('{').trim_start();
    let Some(open) = inside.find('{').filter(|_| inside.starts_with("match ")) else {
        return false;
    };
    let rest = &inside[closing(inside, open)..];
    rest.trim() == "}"
}

fn no_header(source: &Source) -> Option<String> {
    let begins = source.text.starts_with("//! ");
    (!begins).then(|| source.problem(1, "a file begins with //! and what it is for"))
}

/// Finds modules at the top of `src/` that are missing from the map in `lib.rs`.
fn not_on_the_map(sources: &[Source]) -> Vec<String> {
    let Some(lib) = sources.iter().find(|source| source.path == "lib.rs") else {
        return vec!["src/lib.rs is missing".into()];
    };
    let map: Vec<&str> = lib
        .text
        .lines()
        .take_while(|line| line.starts_with("//!"))
        .collect();
    let mut modules: Vec<&str> = sources
        .iter()
        .map(|source| {
            source
                .path
                .split('/')
                .next()
                .unwrap_or_default()
                .trim_end_matches(".rs")
        })
        .filter(|module| !matches!(*module, "lib" | "main"))
        .collect();
    modules.dedup();
    let is_missing = |module: &&str| {
        !map.iter()
            .any(|line| line.starts_with(&format!("//! | [`{module}`] |")))
    };
    let missing = modules.into_iter().filter(is_missing);
    missing
        .map(|module| lib.problem(1, &format!("the map does not name {module}")))
        .collect()
}

/// Returns every violation of a rule.
fn problems(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources {
        problems.extend(forbidden_names(source));
        problems.extend(supers_at_the_top(source));
        problems.extend(draws_and_changes(source));
        problems.extend(precisions(source));
        problems.extend(compared_words(source));
        problems.extend(long_file(source));
        problems.extend(long_functions(source));
        problems.extend(no_header(source));
    }
    problems.extend(not_on_the_map(sources));
    problems
}

#[test]
fn the_sources_keep_the_rules() {
    let problems = problems(&sources());
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn the_walk_finds_every_layer() {
    let sources = sources();
    for path in [
        "lib.rs",
        "main.rs",
        "model/kernel/outcome.rs",
        "file/tree.rs",
        "tui/state.rs",
        "tui/screens/explore/ai.rs",
    ] {
        assert!(
            sources.iter().any(|source| source.path == path),
            "{path} was not read"
        );
    }
    let words: usize = sources.iter().map(|source| paths(&source.code).len()).sum();
    assert!(words > 10_000, "only {words} names were read");
}

/// Returns the violations of one made-up file, in a `src/` whose map is complete.
fn problems_of(path: &str, text: &str) -> Vec<String> {
    let layers = [
        "model", "file", "text", "tui", "report", "workbook", "picture", "demo", "safe", "shell",
        "cli",
    ];
    let map = layers
        .map(|layer| format!("//! | [`{layer}`] | x |\n"))
        .concat();
    let lib = Source::new("lib.rs", &format!("//! A map.\n{map}"));
    problems(&[Source::new(path, text), lib])
}

/// Checks lines of `file | code | line: problem`; a line without a problem must pass.
#[track_caller]
fn judged(cases: &str) {
    for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
        let mut parts = case.split(" | ");
        let (path, code) = (parts.next().unwrap(), parts.next().unwrap());
        let expected = parts.map(|problem| format!("src/{path}:{problem}"));
        let text = format!("//! Made up.\n{}\n", code.replace("¶", "\n"));
        assert_eq!(problems_of(path, &text), Vec::from_iter(expected), "{text}");
    }
}

#[test]
fn a_name_of_a_layer_above_is_caught_however_it_is_written() {
    judged(
        "
        model/x.rs | use crate::tui; | 2: model must not name crate::tui
        model/x.rs | use crate::tui as other; | 2: model must not name crate::tui
        model/x.rs | ¶use crate::{ ¶ tui::{State, Msg} }; | 4: model must not name crate::tui
        model/x.rs | fn f() { ¶ crate::tui::update() } | 3: model must not name crate::tui
        model.rs | use crate::{model, text}; | 2: model must not name crate::text
        file/x.rs | use crate::tui::State; | 2: file must not name crate::tui
        text/x.rs | use crate::tui::State; | 2: text must not name crate::tui
        tui/screens/x.rs | use crate::report::csv; | 2: tui must not name crate::report
        report/x.rs | use crate::tui; | 2: report must not name crate::tui
        workbook/x.rs | use crate::tui; | 2: workbook must not name crate::tui
        picture/x.rs | use crate::model; | 2: picture must not name crate::model
        safe.rs | use crate::model; | 2: safe must not name crate::model
        model.rs | use super::tui; | 2: say crate instead of super
        tui/screens/x.rs | use super::super::theme; | 2: src must not name super::super
        ",
    );
}

#[test]
fn nothing_sees_the_rim_but_the_rim() {
    judged(
        "
        model/x.rs | use crate::cli; | 2: all but shell, cli and main must not name crate::cli
        file.rs | use crate::shell; | 2: all but shell, cli and main must not name crate::shell
        tui/x.rs | use crate::shell; | 2: all but shell, cli and main must not name crate::shell
        text/x.rs | use crate::{shell}; | 2: all but shell, cli and main must not name crate::shell
        report/x.rs | use crate::cli::Run; | 2: all but shell, cli and main must not name crate::cli
        cli/x.rs | use crate::{shell, text, tui, model};
        shell/x.rs | use crate::cli::Open; use std::{fs, thread, time};
        main.rs | fn main() { reallot::cli::run() }
        ",
    );
}

#[test]
fn the_world_is_caught_where_a_layer_is_pure() {
    judged(
        "
        model/x.rs | use std::{fmt, time::Instant}; | 2: model must not name std::time
        model/x.rs | use std::collections::HashMap; | 2: model must not name HashMap
        model/x.rs | fn f() { println!(); } | 2: model must not name println!
        model/x.rs | fn f() -> u8 { rand::random() } | 2: model outside its streams must not name rand
        model/x.rs | fn f() { std::thread::spawn(g); } | 2: model outside its parallel entry point must not name std::thread
        model/simulate/parallel.rs | use std::thread; use rand::Rng; | 2: model outside its streams must not name rand
        model/x.rs | #[derive(serde::Serialize)] struct S; | 2: model must not name serde
        file/x.rs | fn f() { std::fs::read(p); } | 2: file must not name std::fs
        tui/x.rs | use ratatui::layout::Rect; | 2: the state machine must not name ratatui
        tui/x.rs | fn f() { std::thread::spawn(g); } | 2: tui must not name std::thread
        tui/screens/x.rs | use crossterm::event; | 2: tui must not name crossterm
        report/x.rs | use std::fs; | 2: report must not name std::fs
        picture/x.rs | use std::time::Instant; | 2: picture must not name std::time
        ",
    );
}

#[test]
fn a_view_that_changes_state_or_colours_is_caught() {
    judged(
        "
        tui/screens/x.rs | use ratatui::layout::Rect;¶fn f(s: &mut State) {} | 3: a file that draws must not change state
        tui/screens/x.rs | use ratatui::layout::Rect;¶fn f<'a>(s: &'a mut State) {} | 3: a file that draws must not change state
        tui/screens/x.rs | use ratatui::layout::Rect;¶impl State {} | 3: a file that draws must not change state
        tui/screens/x.rs | fn f(s: &mut State) {}
        tui/screens/x.rs | const C: Style = red(Color::Red); | 2: tui outside its theme must not name Color
        tui/screens/x.rs | use ratatui::style::{Style, Modifier}; | 2: tui outside its theme must not name Modifier
        tui/theme.rs | use ratatui::style::{Color, Modifier};
        ",
    );
}

#[test]
fn what_rounds_for_people_outside_words_is_caught() {
    judged(
        r#"
        tui/screens/x.rs | let n = x.round(); | 2: a screen must not name .round
        tui/screens/x.rs | let n = x¶  .floor(); | 3: a screen must not name .floor
        tui/x.rs | g(format!("{:.1} %", x)); | 2: only text may round for people: a format with a precision
        cli/x.rs | g(format!(¶"{x:>8.2}")); | 3: only text may round for people: a format with a precision
        report/x.rs | g(format!("{v:.digits$}")); | 2: only text may round for people: a format with a precision
        text/x.rs | fn f(x: f64) -> String { format!("{:.1}", x.round()) }
        tui/x.rs | g(format!("{name}: {x:>8} a.b {{:.1}}"));
        tui/widgets/track.rs | let n = x.round();
        "#,
    );
}

#[test]
fn a_comparison_of_words_is_caught() {
    judged(
        r#"
        model/x.rs | fn f(l: &str) -> bool { l == "net cash" } | 2: meaning must not be read off words: "net cash"
        text/x.rs | fn f(l: &str) -> bool { l.ends_with("so far") } | 2: meaning must not be read off words: "so far"
        text/x.rs | fn f(l: &str) -> bool { "a b"¶ != l } | 2: meaning must not be read off words: "a b"
        tui/x.rs | let x = match l {¶"AI option" => 1,¶_ => 2 }; | 3: meaning must not be read off words: "AI option"
        tui/x.rs | let x = l.strip_prefix(¶  "this plan as "); | 3: meaning must not be read off words: "this plan as "
        tui/x.rs | let x = name == "cumulative" && path.starts_with("plan.") && part.contains(" ▸ ");
        tui/x.rs | let x = ["a b", "c d"].map(f); let y = g("a b"); let z = if a == b { "a b" } else { "c d" };
        model/x.rs | #[cfg(test)]¶mod tests {¶fn f() { assert!(l == "a b") }¶}
        file/x.rs | fn f(l: &str) -> bool { l.starts_with("a text") }
        "#,
    );
}

#[test]
fn what_only_looks_like_a_name_is_let_be() {
    judged(
        r##"
        model/x.rs | // use crate::app;¶/* std::fs /* nested */ rand */¶/// println!¶fn f() {}
        model/x.rs | const S: &str = "use crate::app; \" std::fs"; const R: &str = r#"rand " HashMap"#;
        model/x.rs | fn operand(brand: u8) -> u8 { let randy = brand; randy }
        model/x.rs | fn f<'a>(c: char, s: &'a str) -> bool { c == '"' || c == '\'' || c == '/' }
        model/x.rs | use std::fmt; use std::{ops::Add, str::FromStr};
        tui/x.rs | fn f(mut state: State) -> State { state }
        "##,
    );
}

#[test]
fn what_follows_a_literal_or_a_comment_is_code_again() {
    judged(
        r##"
        model/x.rs | const A: &str = "a\\";¶use rand::Rng; | 3: model outside its streams must not name rand
        model/x.rs | const A: &str = r#"a\"#;¶use rand::Rng; | 3: model outside its streams must not name rand
        model/x.rs | const A: [char; 2] = ['\'', '"'];¶use rand::Rng; | 3: model outside its streams must not name rand
        model/x.rs | /* a // b */ fn f<'a>() {}¶use rand::Rng; | 3: model outside its streams must not name rand
        "##,
    );
}

#[test]
fn what_is_too_long_is_caught_and_tests_do_not_count() {
    let long_body = "g();¶".repeat(LONGEST_FUNCTION - 1);
    let body = "g();¶".repeat(LONGEST_FUNCTION - 2);
    let arms = "A => g(),¶".repeat(LONGEST_FUNCTION);
    let consts = "const A: u8 = 0;¶".repeat(LONGEST_FILE - 10);
    judged(&format!(
        "
        tui/x.rs | fn f() {{¶{body}}}¶trait T {{ fn g(); }}
        tui/x.rs | fn f() {{¶{long_body}}} | 2: f has 61 lines; a function has at most 60
        tui/x.rs | {consts}#[cfg(test)]¶mod tests {{¶fn f() {{¶{long_body}}}¶}}
        tui/x.rs | {consts}{body} | 1: 850 lines; a file has at most 800
        tui/x.rs | fn f() {{¶match x {{¶{arms}}}¶}}
        "
    ));
}

#[test]
fn a_file_that_does_not_say_what_it_is_for_is_caught() {
    let header = "src/tui/x.rs:1: a file begins with //! and what it is for";
    assert_eq!(problems_of("tui/x.rs", "use a::b;\n"), [header]);
}

#[test]
fn a_module_that_is_not_on_the_map_is_caught() {
    let lib = Source::new("lib.rs", "//! A map.\n//! | [`tui`] | x |\n");
    let app = Source::new("tui/x.rs", "//! Made up.\n");
    let other = Source::new("other.rs", "//! Made up.\n");
    let missing = "src/lib.rs:1: the map does not name other";
    assert_eq!(problems(&[app, lib, other]), [missing]);
}

/// Returns what stands between backticks in `text`.
fn quoted_code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Returns whether `code` says that it defines `name`, a function if it ends with `()`.
fn defines(code: &str, name: &str) -> bool {
    let kinds: &[&str] = match name.strip_suffix("()") {
        Some(_) => &["fn "],
        None => &["struct ", "enum ", "trait ", "const ", "type ", "fn "],
    };
    let name = name.trim_end_matches("()");
    kinds.iter().any(|kind| {
        code.match_indices(&format!("{kind}{name}"))
            .any(|(at, found)| {
                let next = code[at + found.len()..].chars().next();
                !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
            })
    })
}

#[test]
fn every_name_on_the_architecture_page_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("assets/guide/architecture.md")).unwrap();
    let code: String = sources().into_iter().map(|source| source.code).collect();
    // These names are of the language, of other crates, or commands of the program.
    let foreign = ["f64", "ron", "Buffer", "reallot snapshot"];
    let missing: Vec<&str> = quoted_code(&page)
        .filter(|name| !foreign.contains(name))
        .filter(|name| match name.split_once("::") {
            _ if name.contains('/') => !root.join(name).exists(),
            Some((of, part)) => !code.contains(of) || !code.contains(part),
            None => !defines(&code, name),
        })
        .collect();
    assert!(missing.is_empty(), "not in src: {missing:?}");
    assert!(!defines("struct Inputs;", "Input") && defines("fn draw(", "draw()"));
}
