//! Checks scripts against a scenario: plans, paths of sliders, values, positions.
//!
//! Problems that depend on the state of the program are found when the script is played.

use unicode_width::UnicodeWidthStr;

use crate::demo::script::{Amount, Parsed, ScreenPosition, Script, Step, StepFault};
use crate::file::{Diagnosis, Problem, Problems, ValuePath, nearest, quoted};
use crate::model::{Bound, Input, Scenario, Unit, UnknownPath};

impl Parsed<'_> {
    /// Returns all problems of the script with `scenario`.
    pub fn check(&self, scenario: &Scenario) -> Vec<Problem> {
        let mut problems = Problems::default();
        if let (Some(name), Some(span)) = (&self.script.plan, self.plan)
            && scenario.plan_named(name).is_none()
        {
            problems.add(span, &ValuePath::ROOT, || no_plan(name, scenario));
        }
        let mut problems_found = problems.finish(self.text);
        problems_found.extend(self.problems(&faults(&self.script, scenario)));
        problems_found
    }
}

impl Script {
    /// Returns the smallest size that holds all screens of the script, in columns and rows.
    pub(crate) fn largest_size(&self) -> (u16, u16) {
        let sizes = self.steps.iter().filter_map(|step| match step {
            Step::Resize(columns, rows) => Some((*columns, *rows)),
            _ => None,
        });
        sizes.fold(self.size, |most, size| {
            (most.0.max(size.0), most.1.max(size.1))
        })
    }

    /// Returns whether the script has captions.
    pub fn has_captions(&self) -> bool {
        let is_caption = |step: &Step| matches!(step, Step::Caption(text) if !text.is_empty());
        self.steps.iter().any(is_caption)
    }
}

fn no_plan(name: &str, scenario: &Scenario) -> Diagnosis {
    let diagnosis = Diagnosis::new(format!("the scenario has no plan {}", quoted(name)));
    let names = scenario.plans.iter().map(|plan| plan.name.as_str());
    diagnosis.help(match nearest(name, names.clone()) {
        Some(name) => format!("did you mean {}?", quoted(name)),
        None => {
            let names: Vec<String> = names.take(10).map(quoted).collect();
            format!("its plans are {}", names.join(", "))
        }
    })
}

fn faults(script: &Script, scenario: &Scenario) -> Vec<StepFault> {
    let mut size = script.size;
    let widest = script.largest_size().0;
    let mut faults = Vec::new();
    for (index, step) in script.steps.iter().enumerate() {
        let diagnosis = match step {
            Step::Slide { path, to, .. } => slide(path, *to, scenario),
            Step::Drag { from, to, .. } => off_screen(*from, size).or(off_screen(*to, size)),
            Step::Click(ScreenPosition::Cell(x, y)) => off_screen((*x, *y), size),
            Step::Wheel {
                at: ScreenPosition::Cell(x, y),
                ..
            } => off_screen((*x, *y), size),
            Step::Caption(text) => too_long(text, widest),
            Step::Resize(columns, rows) => {
                size = (*columns, *rows);
                None
            }
            _ => None,
        };
        faults.extend(diagnosis.map(|diagnosis| StepFault {
            step: index,
            message: diagnosis.message,
            help: diagnosis.help,
        }));
    }
    faults
}

fn slide(path: &str, to: Amount, scenario: &Scenario) -> Option<Diagnosis> {
    let input = match Input::parse(path, &scenario.divisions, &scenario.options) {
        Ok(input) => input,
        Err(UnknownPath { part, known }) => {
            let diagnosis = Diagnosis::new(format!("there is no input {}", quoted(path)));
            let known = known.iter().map(String::as_str);
            return Some(diagnosis.help(match nearest(&part, known.clone()) {
                Some(name) => format!("did you mean `{name}`?"),
                None if part == path => "for example plan.redeploy or plan.levers.KEY.cut".into(),
                None => {
                    let known: Vec<&str> = known.take(20).collect();
                    format!(
                        "instead of {}, expected one of: {}",
                        quoted(&part),
                        known.join(", ")
                    )
                }
            }));
        }
    };
    let (unit, bound) = match input {
        Input::Lever(_, lever) => (lever.spec().unit, lever.spec().bound),
        Input::Plan(_) | Input::Share(_) => (Unit::Share, Bound::SHARE),
        _ => {
            let diagnosis = Diagnosis::new(format!("{} has no slider", quoted(path)));
            return Some(diagnosis.help("plan.redeploy and plan.levers.KEY.cut have one"));
        }
    };
    let is_share = unit == Unit::Share;
    if is_share != to.percent {
        let diagnosis = Diagnosis::new(format!(
            "{} is {}",
            quoted(path),
            if is_share {
                "a share"
            } else {
                "a number of quarters"
            }
        ));
        let help = if is_share {
            "write a percentage: 30%"
        } else {
            "write a plain number: 2"
        };
        return Some(diagnosis.help(help));
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
        let diagnosis = Diagnosis::new(format!("{column},{row} is not on the screen"));
        diagnosis.help(format!("it has {columns} columns and {rows} rows here"))
    })
}

fn too_long(text: &str, columns: u16) -> Option<Diagnosis> {
    let room = usize::from(columns) * 2 / 3;
    let width = text.width();
    (width > room).then(|| {
        let diagnosis = Diagnosis::new(format!("the caption is {width} columns long"));
        diagnosis.help(format!(
            "at most {room} fit below a screen of {columns} columns"
        ))
    })
}
