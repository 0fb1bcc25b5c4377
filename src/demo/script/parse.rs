//! Parses scripts, line by line, and collects all problems.
//!
//! Whatever depends on the scenario is checked separately.

use crate::demo::script::{
    Amount, COMMANDS, Command, DRAG, Script, Step, StepFault,
    argument::{ArgumentError, Fragment},
};
use crate::file::{self, Diagnosis, Problem, Problems, Span, ValuePath, nearest, quoted};

/// A script and the text it was parsed from.
#[derive(Clone, Debug)]
pub struct Parsed<'t> {
    pub script: Script,
    pub(super) text: &'t str,
    /// The span of the plan's name.
    pub(super) plan: Option<Span>,
    /// The span of each step.
    pub(super) steps: Vec<Span>,
}

/// Parses the bytes of a script file.
///
/// # Errors
/// As [`parse`], and when the bytes are not UTF-8.
pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Parsed<'_>, Vec<Problem>> {
    parse(file::text_in(bytes)?)
}

/// Parses the text of a script.
///
/// # Errors
/// All problems, at least one, in the order of the text; only the first 50 when there are more.
pub fn parse(text: &str) -> Result<Parsed<'_>, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut parser = ScriptParser {
        parsed: Parsed {
            script: Script::default(),
            text,
            plan: None,
            steps: Vec::new(),
        },
        problems: Problems::default(),
        seen: Vec::new(),
    };
    let mut at = 0;
    for line in text.split('\n') {
        let fragment = Fragment { text: line, at }.trimmed();
        at += line.len() + 1;
        if !fragment.is_empty() && !fragment.text.starts_with('#') {
            parser.line(fragment);
        }
    }
    if parser.problems.is_empty() {
        Ok(parser.parsed)
    } else {
        Err(parser.problems.finish(text))
    }
}

impl Parsed<'_> {
    /// Locates `faults` in the text.
    pub(crate) fn problems(&self, faults: &[StepFault]) -> Vec<Problem> {
        let mut problems = Problems::default();
        for fault in faults {
            let Some(span) = self.steps.get(fault.step) else {
                continue;
            };
            problems.add(*span, &ValuePath::ROOT, || Diagnosis {
                help: fault.help.clone(),
                ..Diagnosis::new(fault.message.clone())
            });
        }
        problems.finish(self.text)
    }
}

struct ScriptParser<'t> {
    parsed: Parsed<'t>,
    problems: Problems,
    /// The settings given so far.
    seen: Vec<(&'static str, Span)>,
}

impl<'t> ScriptParser<'t> {
    fn line(&mut self, line: Fragment<'t>) {
        let (name, rest) = line.word();
        let result = match COMMANDS.iter().find(|command| command.name == name.text) {
            Some(command) if command.is_head => self.head(command, name, rest),
            Some(command) => self.step(command, name, rest),
            None => Err(unknown(name)),
        };
        if let Err((span, diagnosis)) = result {
            self.problems.add(span, &ValuePath::ROOT, || diagnosis);
        }
    }

    fn head(
        &mut self,
        command: &Command,
        name: Fragment<'t>,
        rest: Fragment<'t>,
    ) -> Result<(), ArgumentError> {
        let first = self.seen.iter().find(|seen| seen.0 == command.name);
        if let Some((_, first)) = first {
            let diagnosis = Diagnosis::new(format!("`{}` is given twice", command.name));
            let first = Some(*first);
            return Err(name.error(Diagnosis { first, ..diagnosis }));
        }
        self.seen.push((command.name, name.span()));
        if !self.parsed.steps.is_empty() {
            let diagnosis = Diagnosis::new(format!("`{}` comes too late", command.name));
            return Err(name.error(diagnosis.help("settings must precede the first step")));
        }
        require_argument(command, name, rest)?;
        let script = &mut self.parsed.script;
        let text = || Some(rest.text.to_owned());
        match command.name {
            "title" => script.title = text(),
            "scenario" => script.scenario = text(),
            "plan" => {
                script.plan = text();
                self.parsed.plan = Some(rest.span());
            }
            "size" => script.size = rest.size()?,
            "look" => script.look = rest.look()?,
            _ => script.typing = rest.time()?,
        }
        Ok(())
    }

    fn step(
        &mut self,
        command: &Command,
        name: Fragment<'t>,
        rest: Fragment<'t>,
    ) -> Result<(), ArgumentError> {
        // Even a malformed step ends the settings.
        self.parsed.steps.push(rest.span());
        if command.name != "caption" {
            require_argument(command, name, rest)?;
        }
        let step = match command.name {
            "keys" => Step::Keys(rest.keys()?),
            "type" => Step::Type(rest.text.into()),
            "pause" => Step::Pause(rest.time()?),
            "drag" => drag(command, rest)?,
            "click" => Step::Click(rest.position()?),
            "wheel" => wheel(command, rest)?,
            "caption" => Step::Caption(rest.text.into()),
            _ => {
                let (columns, rows) = rest.size()?;
                Step::Resize(columns, rows)
            }
        };
        self.parsed.script.steps.push(step);
        Ok(())
    }
}

fn unknown(name: Fragment<'_>) -> ArgumentError {
    let names = COMMANDS.iter().map(|command| command.name);
    let diagnosis = Diagnosis::new(format!("there is no command {}", quoted(name.text)));
    let help = match nearest(name.text, names.clone()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("commands are {}", Vec::from_iter(names).join(", ")),
    };
    name.error(diagnosis.help(help))
}

fn require_argument(
    command: &Command,
    position: Fragment<'_>,
    rest: Fragment<'_>,
) -> Result<(), ArgumentError> {
    if !rest.is_empty() {
        return Ok(());
    }
    let diagnosis = Diagnosis::new(format!("`{}` needs an argument", command.name));
    Err(position.error(diagnosis.help(format!("for example `{}`", command.example))))
}

fn drag(command: &Command, rest: Fragment<'_>) -> Result<Step, ArgumentError> {
    let (what, rest) = rest.word();
    let (to, rest) = rest.expect_word("to", command.example)?.word();
    let over = if rest.is_empty() {
        DRAG
    } else {
        let (time, rest) = rest.expect_word("over", command.example)?.word();
        rest.expect_end()?;
        time.time()?
    };
    match what.cell() {
        Some(from) => {
            let missing = || {
                let diagnosis = Diagnosis::new(format!("{} is not a position", quoted(to.text)));
                to.error(diagnosis.help("write a column and a row, such as 12,3"))
            };
            let (from, to) = (from?, to.cell().ok_or_else(missing)??);
            Ok(Step::Drag { from, to, over })
        }
        None => {
            let to: Amount = to.amount()?;
            let path = what.text.into();
            Ok(Step::Slide { path, to, over })
        }
    }
}

fn wheel(command: &Command, rest: Fragment<'_>) -> Result<Step, ArgumentError> {
    let (way, rest) = rest.word();
    let up = match way.text {
        "up" => true,
        "down" => false,
        _ => {
            let diagnosis = Diagnosis::new(format!("the wheel cannot turn {}", quoted(way.text)));
            return Err(way.error(diagnosis.help("write `up` or `down`")));
        }
    };
    let (count, after) = rest.word();
    let (notches, rest) = match count.text.parse() {
        Ok(notches @ 1..=99) => (notches, after),
        Ok(_) => {
            let diagnosis = Diagnosis::new(format!(
                "the wheel cannot turn {} notches",
                quoted(count.text)
            ));
            return Err(count.error(diagnosis.help("write a number from 1 to 99")));
        }
        Err(_) => (1, rest),
    };
    let at = rest.expect_word("at", command.example)?.position()?;
    Ok(Step::Wheel { up, notches, at })
}
