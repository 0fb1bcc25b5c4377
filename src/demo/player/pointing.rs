//! What the pointer does in a script: it comes, takes hold, moves in small steps, and lets go.
//!
//! Must not decide what a click means.

use crate::demo::{
    player::script::Stage,
    script::{Amount, Hundredths, Place, REACH, Step},
};
use crate::model;
use crate::tui::{Event, Msg, Pointer, PointerKind, Slider, Target, fraction_at};
use ratatui::buffer::Cell;

/// Time between two steps of a movement: twenty a second.
const BEAT: Hundredths = 5;
/// How long the button is down before anything moves, and how long the pointer rests after.
const HOLD: Hundredths = 15;

/// Does what `step` says.
pub(super) fn play(stage: &mut Stage, step: &Step) {
    stage.hush();
    match step {
        Step::Slide { path, to, over } => slide(stage, path, *to, *over),
        Step::Drag { from, to, over } => drag(stage, *from, *to, *over),
        Step::Click(at) => click(stage, at),
        Step::Wheel { up, notches, at } => wheel(stage, *up, *notches, at),
        _ => {}
    }
}

fn click(stage: &mut Stage, at: &Place) {
    let Some(cell) = cell(stage, at) else { return };
    come(stage, cell);
    let did = press(stage, PointerKind::Down, cell);
    stage.show();
    stage.now += HOLD;
    press(stage, PointerKind::Up, cell);
    if !did {
        stage.idle("a click here does nothing".into());
    }
    stage.show();
    stage.now += HOLD;
}

fn wheel(stage: &mut Stage, up: bool, notches: u16, at: &Place) {
    let Some(cell) = cell(stage, at) else { return };
    come(stage, cell);
    let (kind, way) = if up {
        (PointerKind::WheelUp, "up")
    } else {
        (PointerKind::WheelDown, "down")
    };
    for _ in 0..notches {
        if !press(stage, kind, cell) {
            stage.idle(format!("the wheel turned {way} here does nothing"));
        }
        stage.show();
        stage.now += HOLD;
    }
}

fn drag(stage: &mut Stage, from: (u16, u16), to: (u16, u16), over: Hundredths) {
    let (from, to) = (counted_from_0(from), counted_from_0(to));
    come(stage, from);
    let mut did = press(stage, PointerKind::Down, from);
    stage.show();
    stage.now += HOLD;
    moved(stage, over, |stage, part| {
        let cell = between(from, to, part);
        stage.around.pointer = Some(cell);
        did |= press(stage, PointerKind::Drag, cell);
    });
    press(stage, PointerKind::Up, to);
    if !did {
        stage.idle("nothing here can be dragged".into());
    }
    stage.show();
    stage.now += HOLD;
}

/// Drags by what the slider is, not by where: the pointer follows it where it is to be seen.
fn slide(stage: &mut Stage, path: &str, to: Amount, over: Hundredths) {
    let state = stage.player.state();
    if state.dialog().is_some() {
        return stage.fault(
            "a dialog covers the sliders here",
            Some("`keys <esc>` closes it"),
        );
    }
    let scenario = state.scenario();
    let input = model::Input::parse(path, &scenario.divisions, &scenario.options).ok();
    let Some(from) = input.and_then(|input| state.slider(input)) else {
        return stage.fault("there is no such slider", None);
    };
    if to.value > from.top {
        let help = "`keys` and `type` can go further";
        return stage.fault("the track of the slider ends before this value", Some(help));
    }
    if let Some(cell) = knob(stage, &from) {
        come(stage, cell);
    }
    stage.player.apply(Msg::Grab(from.input));
    follow(stage, &from);
    stage.show();
    stage.now += HOLD;
    moved(stage, over, |stage, part| {
        let value = from.value + (to.value - from.value) * part;
        set(stage, &from, from.at_fraction(value / from.top));
    });
    set(stage, &from, to.value);
    stage.player.apply(Msg::Release);
    let reached = stage.player.state().slider(from.input);
    if reached.is_none_or(|slider| slider.value != to.value) {
        let help = "it is locked, or nothing else is free to give way";
        stage.fault("the slider does not go there", Some(help));
    }
    stage.show();
    stage.now += HOLD;
}

fn set(stage: &mut Stage, slider: &Slider, value: f64) {
    let now = stage.player.state().slider(slider.input);
    if now.is_some_and(|now| now.value != value) {
        stage.player.apply(Msg::Set(slider.input, value));
    }
    follow(stage, slider);
}

/// Puts the pointer on the knob of `slider`, if it can be seen.
fn follow(stage: &mut Stage, slider: &Slider) {
    if let Some(now) = stage.player.state().slider(slider.input) {
        stage.around.pointer = knob(stage, &now);
    }
}

/// The cell of a track that stands for the value of its slider.
fn knob(stage: &mut Stage, slider: &Slider) -> Option<(u16, u16)> {
    let (_, hits) = stage.player.frame();
    let hit = hits
        .iter()
        .find(|hit| hit.target == Target::Track(slider.input))?;
    let area = hit.area;
    let off = |x: &u16| (fraction_at(*x, area.x, area.width) * slider.top - slider.value).abs();
    let column = (area.left()..area.right()).min_by(|a, b| off(a).total_cmp(&off(b)))?;
    Some((column, area.y))
}

/// Brings the pointer to `cell`: from where it is, or out of nowhere.
fn come(stage: &mut Stage, cell: (u16, u16)) {
    match stage.around.pointer {
        Some(from) if from == cell => {}
        Some(from) => moved(stage, REACH, |stage, part| {
            stage.around.pointer = Some(between(from, cell, part));
        }),
        None => {
            stage.around.pointer = Some(cell);
            stage.show();
            stage.now += REACH;
        }
    }
}

/// Shows a movement of length `over`; `to_part` is told how much of the way is done.
fn moved(stage: &mut Stage, over: Hundredths, mut to_part: impl FnMut(&mut Stage, f64)) {
    let began = stage.now;
    let n_beats = over.div_ceil(BEAT).max(1);
    for beat in 1..=n_beats {
        stage.now = began + over * beat / n_beats;
        to_part(stage, eased(f64::from(beat) / f64::from(n_beats)));
        stage.show();
    }
}

/// Slow at both ends, as a hand moves.
fn eased(part: f64) -> f64 {
    part * part * (3.0 - 2.0 * part)
}

fn between(from: (u16, u16), to: (u16, u16), part: f64) -> (u16, u16) {
    let side = |from: u16, to: u16| {
        let (from, to) = (f64::from(from), f64::from(to));
        (from + (to - from) * part + 0.5) as u16
    };
    (side(from.0, to.0), side(from.1, to.1))
}

fn press(stage: &mut Stage, kind: PointerKind, (x, y): (u16, u16)) -> bool {
    stage.input(&Event::Pointer(Pointer { kind, x, y }))
}

fn counted_from_0((column, row): (u16, u16)) -> (u16, u16) {
    (column.saturating_sub(1), row.saturating_sub(1))
}

/// The cell of `place`; a text that is nowhere is a fault.
fn cell(stage: &mut Stage, place: &Place) -> Option<(u16, u16)> {
    match place {
        Place::Cell(column, row) => Some(counted_from_0((*column, *row))),
        Place::Text(text) => {
            let found = shown(stage, text);
            if found.is_none() {
                stage.fault(format!("\"{text}\" is nowhere on the screen"), None);
            }
            found
        }
    }
}

/// The middle of the first place from the top that shows `text`.
fn shown(stage: &mut Stage, text: &str) -> Option<(u16, u16)> {
    let (cells, _) = stage.player.frame();
    let width = usize::from(cells.area.width).max(1);
    cells
        .content
        .chunks(width)
        .enumerate()
        .find_map(|(y, row)| {
            let line: String = row.iter().map(Cell::symbol).collect();
            let column = |bytes: usize| {
                let mut ends = row.iter().scan(0, |end, cell| {
                    *end += cell.symbol().len();
                    Some(*end)
                });
                ends.position(|end| end > bytes)
            };
            let at = line.find(text)?;
            let (left, right) = (column(at)?, column(at + text.len() - 1)?);
            Some((((left + right) / 2) as u16, y as u16))
        })
}
