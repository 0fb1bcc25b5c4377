//! Plays the steps of a script that use the pointer, with smooth movements.

use crate::demo::{
    player::playback::Playback,
    script::{Amount, Hundredths, REACH, ScreenPosition, Step},
};
use crate::model;
use crate::tui::{Event, Msg, Pointer, PointerKind, Slider, Target, fraction_at};
use ratatui::buffer::Cell;

/// The time between frames of a movement: twenty a second.
const FRAME_INTERVAL: Hundredths = 5;
/// How long the pointer rests after the button goes down, and after it comes up.
const HOLD: Hundredths = 15;

/// Plays a step that uses the pointer.
pub(super) fn play(playback: &mut Playback, step: &Step) {
    playback.hide_keys();
    match step {
        Step::Slide { path, to, over } => slide(playback, path, *to, *over),
        Step::Drag { from, to, over } => drag(playback, *from, *to, *over),
        Step::Click(at) => click(playback, at),
        Step::Wheel { up, notches, at } => wheel(playback, *up, *notches, at),
        _ => {}
    }
}

fn click(playback: &mut Playback, at: &ScreenPosition) {
    let Some(cell) = resolve(playback, at) else {
        return;
    };
    move_to(playback, cell);
    let did = press(playback, PointerKind::Down, cell);
    playback.show();
    playback.now += HOLD;
    press(playback, PointerKind::Up, cell);
    if !did {
        playback.idle("a click here does nothing".into());
    }
    playback.show();
    playback.now += HOLD;
}

fn wheel(playback: &mut Playback, up: bool, notches: u16, at: &ScreenPosition) {
    let Some(cell) = resolve(playback, at) else {
        return;
    };
    move_to(playback, cell);
    let (kind, way) = if up {
        (PointerKind::WheelUp, "up")
    } else {
        (PointerKind::WheelDown, "down")
    };
    for _ in 0..notches {
        if !press(playback, kind, cell) {
            playback.idle(format!("the wheel turned {way} here does nothing"));
        }
        playback.show();
        playback.now += HOLD;
    }
}

fn drag(playback: &mut Playback, from: (u16, u16), to: (u16, u16), over: Hundredths) {
    let (from, to) = (zero_based(from), zero_based(to));
    move_to(playback, from);
    let mut did = press(playback, PointerKind::Down, from);
    playback.show();
    playback.now += HOLD;
    animate(playback, over, |playback, part| {
        let cell = interpolate(from, to, part);
        playback.overlay.pointer = Some(cell);
        did |= press(playback, PointerKind::Drag, cell);
    });
    press(playback, PointerKind::Up, to);
    if !did {
        playback.idle("nothing here can be dragged".into());
    }
    playback.show();
    playback.now += HOLD;
}

/// Drags a slider by setting its values directly; the pointer follows if the slider is visible.
fn slide(playback: &mut Playback, path: &str, to: Amount, over: Hundredths) {
    let state = playback.player.state();
    if state.dialog().is_some() {
        return playback.fault(
            "a dialog covers the sliders here",
            Some("`keys <esc>` closes it"),
        );
    }
    let scenario = state.scenario();
    let input = model::Input::parse(path, &scenario.divisions, &scenario.options).ok();
    let Some(from) = input.and_then(|input| state.slider(input)) else {
        return playback.fault("there is no such slider", None);
    };
    if to.value > from.top {
        let help = "`keys` and `type` can go further";
        return playback.fault("the track of the slider ends before this value", Some(help));
    }
    if let Some(cell) = knob(playback, &from) {
        move_to(playback, cell);
    }
    playback.player.apply(Msg::Grab(from.input));
    follow(playback, &from);
    playback.show();
    playback.now += HOLD;
    animate(playback, over, |playback, part| {
        let value = from.value + (to.value - from.value) * part;
        set(playback, &from, from.at_fraction(value / from.top));
    });
    set(playback, &from, to.value);
    playback.player.apply(Msg::Release);
    let reached = playback.player.state().slider(from.input);
    if reached.is_none_or(|slider| slider.value != to.value) {
        let help = "it is locked, or nothing else is free to give way";
        playback.fault("the slider cannot reach this value", Some(help));
    }
    playback.show();
    playback.now += HOLD;
}

fn set(playback: &mut Playback, slider: &Slider, value: f64) {
    let now = playback.player.state().slider(slider.input);
    if now.is_some_and(|now| now.value != value) {
        playback.player.apply(Msg::Set(slider.input, value));
    }
    follow(playback, slider);
}

/// Moves the pointer to the knob of `slider`, if it is visible.
fn follow(playback: &mut Playback, slider: &Slider) {
    if let Some(now) = playback.player.state().slider(slider.input) {
        playback.overlay.pointer = knob(playback, &now);
    }
}

/// Returns the cell of a slider's track that corresponds to its value.
fn knob(playback: &mut Playback, slider: &Slider) -> Option<(u16, u16)> {
    let (_, hits) = playback.player.frame();
    let hit = hits
        .iter()
        .find(|hit| hit.target == Target::Track(slider.input))?;
    let area = hit.area;
    let off = |x: &u16| (fraction_at(*x, area.x, area.width) * slider.top - slider.value).abs();
    let column = (area.left()..area.right()).min_by(|a, b| off(a).total_cmp(&off(b)))?;
    Some((column, area.y))
}

/// Moves the pointer to `cell`; if it is hidden, it appears there.
fn move_to(playback: &mut Playback, cell: (u16, u16)) {
    match playback.overlay.pointer {
        Some(from) if from == cell => {}
        Some(from) => animate(playback, REACH, |playback, part| {
            playback.overlay.pointer = Some(interpolate(from, cell, part));
        }),
        None => {
            playback.overlay.pointer = Some(cell);
            playback.show();
            playback.now += REACH;
        }
    }
}

/// Shows a movement of duration `over`; `step_to` gets the fraction of the way completed.
fn animate(playback: &mut Playback, over: Hundredths, mut step_to: impl FnMut(&mut Playback, f64)) {
    let began = playback.now;
    let n_steps = over.div_ceil(FRAME_INTERVAL).max(1);
    for step in 1..=n_steps {
        playback.now = began + over * step / n_steps;
        step_to(playback, ease(f64::from(step) / f64::from(n_steps)));
        playback.show();
    }
}

/// Slows down a movement at both ends.
fn ease(part: f64) -> f64 {
    part * part * (3.0 - 2.0 * part)
}

fn interpolate(from: (u16, u16), to: (u16, u16), part: f64) -> (u16, u16) {
    let side = |from: u16, to: u16| {
        let (from, to) = (f64::from(from), f64::from(to));
        (from + (to - from) * part + 0.5) as u16
    };
    (side(from.0, to.0), side(from.1, to.1))
}

fn press(playback: &mut Playback, kind: PointerKind, (x, y): (u16, u16)) -> bool {
    playback.input(&Event::Pointer(Pointer { kind, x, y }))
}

fn zero_based((column, row): (u16, u16)) -> (u16, u16) {
    (column.saturating_sub(1), row.saturating_sub(1))
}

/// Returns the cell at a position; a text that is not on the screen is a fault.
fn resolve(playback: &mut Playback, position: &ScreenPosition) -> Option<(u16, u16)> {
    match position {
        ScreenPosition::Cell(column, row) => Some(zero_based((*column, *row))),
        ScreenPosition::Text(text) => {
            let found = find_text(playback, text);
            if found.is_none() {
                playback.fault(format!("\"{text}\" is not on the screen"), None);
            }
            found
        }
    }
}

/// Returns the middle cell of the first occurrence of `text`, from the top.
fn find_text(playback: &mut Playback, text: &str) -> Option<(u16, u16)> {
    let (cells, _) = playback.player.frame();
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
