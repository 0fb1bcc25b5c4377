//! Text → script, line by line; every problem is told at once.
//!
//! Must not know the scenario: what only that can tell is checked after it was read.

use crate::demo::script::{
    Amount, COMMANDS, Command, DRAG, Fault, Script, Step,
    argument::{Piece, Wrong},
};
use crate::file::{self, Diagnosis, Problem, Problems, Span, ValuePath, nearest, quoted};

/// A script and the text that it was read from.
#[derive(Clone, Debug)]
pub struct Parsed<'t> {
    /// The script.
    pub script: Script,
    pub(super) text: &'t str,
    /// Where the plan is named.
    pub(super) plan: Option<Span>,
    /// Where each step stands.
    pub(super) steps: Vec<Span>,
}

/// The script in the bytes of a file.
///
/// # Errors
/// All problems, as [`parse`] does.
pub fn from_bytes(bytes: &[u8]) -> Result<Parsed<'_>, Vec<Problem>> {
    parse(file::text_in(bytes)?)
}

/// The script in the text of a file.
///
/// # Errors
/// All problems in their order, at least one; the first 50 when there are more.
pub fn parse(text: &str) -> Result<Parsed<'_>, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        parsed: Parsed {
            script: Script::default(),
            text,
            plan: None,
            steps: Vec::new(),
        },
        problems: Problems::default(),
        said: Vec::new(),
    };
    let mut at = 0;
    for line in text.split('\n') {
        let piece = Piece { text: line, at }.trimmed();
        at += line.len() + 1;
        if !piece.is_empty() && !piece.text.starts_with('#') {
            reader.line(piece);
        }
    }
    if reader.problems.is_empty() {
        Ok(reader.parsed)
    } else {
        Err(reader.problems.finish(text))
    }
}

impl Parsed<'_> {
    /// `faults` with their places.
    pub fn problems(&self, faults: &[Fault]) -> Vec<Problem> {
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

struct Reader<'t> {
    parsed: Parsed<'t>,
    problems: Problems,
    /// Commands of the head that were there already.
    said: Vec<(&'static str, Span)>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: Piece<'t>) {
        let (name, rest) = line.word();
        let done = match COMMANDS.iter().find(|command| command.name == name.text) {
            Some(command) if command.is_head => self.head(command, name, rest),
            Some(command) => self.step(command, name, rest),
            None => Err(unknown(name)),
        };
        if let Err((span, words)) = done {
            self.problems.add(span, &ValuePath::ROOT, || words);
        }
    }

    fn head(&mut self, command: &Command, name: Piece<'t>, rest: Piece<'t>) -> Result<(), Wrong> {
        let first = self.said.iter().find(|said| said.0 == command.name);
        if let Some((_, first)) = first {
            let words = Diagnosis::new(format!("`{}` is said twice", command.name));
            let first = Some(*first);
            return Err(name.wrong(Diagnosis { first, ..words }));
        }
        self.said.push((command.name, name.span()));
        if !self.parsed.steps.is_empty() {
            let words = Diagnosis::new(format!("`{}` comes too late", command.name));
            return Err(name.wrong(words.help("it is said before anything happens")));
        }
        needed(command, name, rest)?;
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

    fn step(&mut self, command: &Command, name: Piece<'t>, rest: Piece<'t>) -> Result<(), Wrong> {
        // A step that is wrong still ends the head.
        self.parsed.steps.push(rest.span());
        if command.name != "caption" {
            needed(command, name, rest)?;
        }
        let step = match command.name {
            "keys" => Step::Keys(rest.keys()?),
            "type" => Step::Type(rest.text.into()),
            "pause" => Step::Pause(rest.time()?),
            "drag" => drag(command, rest)?,
            "click" => Step::Click(rest.place()?),
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

fn unknown(name: Piece<'_>) -> Wrong {
    let names = COMMANDS.iter().map(|command| command.name);
    let words = Diagnosis::new(format!("there is no command {}", quoted(name.text)));
    let help = match nearest(name.text, names.clone()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("commands are {}", Vec::from_iter(names).join(", ")),
    };
    name.wrong(words.help(help))
}

/// Something has to stand behind the first word.
fn needed(command: &Command, place: Piece<'_>, rest: Piece<'_>) -> Result<(), Wrong> {
    if !rest.is_empty() {
        return Ok(());
    }
    let words = Diagnosis::new(format!("`{}` says nothing", command.name));
    Err(place.wrong(words.help(format!("such as `{}`", command.example))))
}

fn drag(command: &Command, rest: Piece<'_>) -> Result<Step, Wrong> {
    let (what, rest) = rest.word();
    let (to, rest) = rest.after("to", command.example)?.word();
    let over = if rest.is_empty() {
        DRAG
    } else {
        let (time, rest) = rest.after("over", command.example)?.word();
        rest.end()?;
        time.time()?
    };
    match what.cell() {
        Some(from) => {
            let missing = || {
                let words = Diagnosis::new(format!("{} is no place", quoted(to.text)));
                to.wrong(words.help("a column and a row, such as 12,3"))
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

fn wheel(command: &Command, rest: Piece<'_>) -> Result<Step, Wrong> {
    let (way, rest) = rest.word();
    let up = match way.text {
        "up" => true,
        "down" => false,
        _ => {
            let words = Diagnosis::new(format!("the wheel does not turn {}", quoted(way.text)));
            return Err(way.wrong(words.help("it turns `up` or `down`")));
        }
    };
    let (count, after) = rest.word();
    let (notches, rest) = match count.text.parse() {
        Ok(notches @ 1..=99) => (notches, after),
        Ok(_) => {
            let words = Diagnosis::new(format!("{} notches", quoted(count.text)));
            return Err(count.wrong(words.help("from 1 to 99")));
        }
        Err(_) => (1, rest),
    };
    let at = rest.after("at", command.example)?.place()?;
    Ok(Step::Wheel { up, notches, at })
}
