//! What only the scenario can tell about a script: plans, paths of sliders, values, places.
//!
//! Must not play anything: what depends on what happened before is found when it is played.

use unicode_width::UnicodeWidthStr;

use crate::demo::script::{Amount, Fault, Parsed, Place, Script, Step};
use crate::file::{Diagnosis, Problem, Problems, ValuePath, nearest, quoted};
use crate::model::{Bound, Input, Scenario, Unit, UnknownPath};

impl Parsed<'_> {
    /// Everything that is wrong with the script for `scenario`.
    pub fn check(&self, scenario: &Scenario) -> Vec<Problem> {
        let mut problems = Problems::default();
        if let (Some(name), Some(span)) = (&self.script.plan, self.plan)
            && scenario.plan_named(name).is_none()
        {
            problems.add(span, &ValuePath::ROOT, || no_plan(name, scenario));
        }
        let mut told = problems.finish(self.text);
        told.extend(self.problems(&faults(&self.script, scenario)));
        told
    }
}

impl Script {
    /// The size of a screen that holds all screens of the script.
    pub fn largest_size(&self) -> (u16, u16) {
        let sizes = self.steps.iter().filter_map(|step| match step {
            Step::Resize(columns, rows) => Some((*columns, *rows)),
            _ => None,
        });
        sizes.fold(self.size, |most, size| {
            (most.0.max(size.0), most.1.max(size.1))
        })
    }

    /// Whether anything is said below the screen.
    pub fn has_captions(&self) -> bool {
        let is_caption = |step: &Step| matches!(step, Step::Caption(text) if !text.is_empty());
        self.steps.iter().any(is_caption)
    }
}

fn no_plan(name: &str, scenario: &Scenario) -> Diagnosis {
    let words = Diagnosis::new(format!("the scenario has no plan {}", quoted(name)));
    let names = scenario.plans.iter().map(|plan| plan.name.as_str());
    words.help(match nearest(name, names.clone()) {
        Some(name) => format!("did you mean {}?", quoted(name)),
        None => {
            let names: Vec<String> = names.take(10).map(quoted).collect();
            format!("its plans are {}", names.join(", "))
        }
    })
}

fn faults(script: &Script, scenario: &Scenario) -> Vec<Fault> {
    let mut size = script.size;
    let widest = script.largest_size().0;
    let mut faults = Vec::new();
    for (index, step) in script.steps.iter().enumerate() {
        let words = match step {
            Step::Slide { path, to, .. } => slide(path, *to, scenario),
            Step::Drag { from, to, .. } => off_screen(*from, size).or(off_screen(*to, size)),
            Step::Click(Place::Cell(x, y)) => off_screen((*x, *y), size),
            Step::Wheel {
                at: Place::Cell(x, y),
                ..
            } => off_screen((*x, *y), size),
            Step::Caption(text) => too_long(text, widest),
            Step::Resize(columns, rows) => {
                size = (*columns, *rows);
                None
            }
            _ => None,
        };
        faults.extend(words.map(|words| Fault {
            step: index,
            message: words.message,
            help: words.help,
        }));
    }
    faults
}

fn slide(path: &str, to: Amount, scenario: &Scenario) -> Option<Diagnosis> {
    let input = match Input::parse(path, &scenario.divisions, &scenario.options) {
        Ok(input) => input,
        Err(UnknownPath { part, known }) => {
            let words = Diagnosis::new(format!("{} leads nowhere", quoted(path)));
            let known = known.iter().map(String::as_str);
            return Some(words.help(match nearest(&part, known.clone()) {
                Some(name) => format!("did you mean `{name}`?"),
                None if part == path => "such as plan.redeploy or plan.levers.KEY.cut".into(),
                None => {
                    let known: Vec<&str> = known.take(20).collect();
                    format!("in place of {}: {}", quoted(&part), known.join(", "))
                }
            }));
        }
    };
    let (unit, bound) = match input {
        Input::Lever(_, lever) => (lever.spec().unit, lever.spec().bound),
        Input::Plan(_) | Input::Share(_) => (Unit::Share, Bound::SHARE),
        _ => {
            let words = Diagnosis::new(format!("{} has no slider", quoted(path)));
            return Some(words.help("such as plan.redeploy or plan.levers.KEY.cut"));
        }
    };
    let is_share = unit == Unit::Share;
    if is_share != to.percent {
        let words = Diagnosis::new(format!(
            "{} is {}",
            quoted(path),
            if is_share {
                "a share"
            } else {
                "a number of quarters"
            }
        ));
        let help = if is_share {
            "write it in per cent: 30%"
        } else {
            "write it plainly: 2"
        };
        return Some(words.help(help));
    }
    if bound.admits(to.value) {
        return None;
    }
    let range = match bound {
        Bound::UpTo(most) if is_share && most == 1.0 => "from 0% to 100%".into(),
        bound => bound.words(),
    };
    let value = crate::demo::script::write::amount(to);
    Some(Diagnosis::new(format!(
        "{} must be {range}, not {value}",
        quoted(path)
    )))
}

fn off_screen((column, row): (u16, u16), (columns, rows): (u16, u16)) -> Option<Diagnosis> {
    let is_on = (1..=columns).contains(&column) && (1..=rows).contains(&row);
    (!is_on).then(|| {
        let words = Diagnosis::new(format!("{column},{row} is not on the screen"));
        words.help(format!("it has {columns} columns and {rows} rows here"))
    })
}

fn too_long(text: &str, columns: u16) -> Option<Diagnosis> {
    let room = usize::from(columns) * 2 / 3;
    let width = text.width();
    (width > room).then(|| {
        let words = Diagnosis::new(format!("the caption is {width} columns long"));
        words.help(format!(
            "at most {room} fit below a screen of {columns} columns"
        ))
    })
}
