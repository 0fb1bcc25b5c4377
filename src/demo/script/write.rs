//! Writes scripts as text that parses back to the same script. Defaults are omitted.

use std::fmt::Write as _;

use crate::demo::script::{
    Amount, DRAG, Hundredths, LookName, ScreenPosition, Script, Step, TYPING,
};
use crate::tui::keys_script;

/// Returns the text of `script`.
pub fn write(script: &Script) -> String {
    let mut text = head(script) + "\n";
    for step in &script.steps {
        text.push_str(&line(step));
        text.push('\n');
    }
    text
}

/// Returns the lines of the settings.
pub(super) fn head(script: &Script) -> String {
    let mut text = String::new();
    for (name, value) in [
        ("title", &script.title),
        ("scenario", &script.scenario),
        ("plan", &script.plan),
    ] {
        if let Some(value) = value {
            let _ = writeln!(text, "{name} {value}");
        }
    }
    let (columns, rows) = script.size;
    let _ = writeln!(text, "size {columns}x{rows}");
    if script.look != LookName::default() {
        let _ = writeln!(text, "look {}", script.look.name());
    }
    if script.typing != TYPING {
        let _ = writeln!(text, "typing {}", seconds(script.typing));
    }
    text
}

/// Returns the line of a step, without a line feed.
pub(super) fn line(step: &Step) -> String {
    match step {
        Step::Keys(keys) => format!("keys {}", keys_script(keys)),
        Step::Type(text) => format!("type {text}"),
        Step::Pause(time) => format!("pause {}", seconds(*time)),
        Step::Slide { path, to, over } => {
            format!("drag {path} to {}{}", amount(*to), during(*over))
        }
        Step::Drag { from, to, over } => {
            format!(
                "drag {},{} to {},{}{}",
                from.0,
                from.1,
                to.0,
                to.1,
                during(*over)
            )
        }
        Step::Click(at) => format!("click {}", position(at)),
        Step::Wheel { up, notches, at } => {
            let way = if *up { "up" } else { "down" };
            let count = if *notches == 1 {
                String::new()
            } else {
                format!(" {notches}")
            };
            format!("wheel {way}{count} at {}", position(at))
        }
        Step::Caption(text) => format!("caption {text}").trim_end().into(),
        Step::Resize(columns, rows) => format!("resize {columns}x{rows}"),
    }
}

fn during(time: Hundredths) -> String {
    if time == DRAG {
        String::new()
    } else {
        format!(" over {}", seconds(time))
    }
}

fn seconds(time: Hundredths) -> String {
    let text = format!("{}.{:02}", time / 100, time % 100);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}s")
}

fn position(position: &ScreenPosition) -> String {
    match position {
        ScreenPosition::Cell(column, row) => format!("{column},{row}"),
        ScreenPosition::Text(text) => format!("\"{text}\""),
    }
}

/// Formats a value with the fewest digits that parse back to the same bits.
pub(super) fn amount(amount: Amount) -> String {
    if !amount.percent {
        return amount.value.to_string();
    }
    if amount.value == 0.0 {
        return "0%".into();
    }
    let digits = format!("{:e}", amount.value);
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((&digits, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mut digits = mantissa.replace('.', "");
    // A percentage moves the point by two.
    let mut point = exponent + 3;
    while point < 1 {
        digits.insert(0, '0');
        point += 1;
    }
    let point = point as usize;
    while digits.len() < point {
        digits.push('0');
    }
    if digits.len() > point {
        digits.insert(point, '.');
    }
    format!("{digits}%")
}
