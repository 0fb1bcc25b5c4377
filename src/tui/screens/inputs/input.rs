//! The input at the cursor: what it is, how it varies, and its source in full.
//!
//! Must not compute a result or round a number.

use crate::model::Input;
use crate::text::{self, Style};
use crate::tui::{
    Pane, Slider, State,
    theme::Role,
    widgets::{
        painter::{Painter, column, row, wrapped},
        shape,
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, state: &State) -> String {
    match state.input_in_row(state.row(Pane::Input)) {
        Some(input) => input.named(state.scenario()),
        None => "Input".into(),
    }
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let input = state.input_in_row(state.row(Pane::Input));
    let Some((input, slider)) = input.and_then(|input| Some((input, state.slider(input)?))) else {
        return 0;
    };
    let text = match state.quantiles(input) {
        Some(quantiles) if area.width >= 70 && area.height >= 7 => {
            let width = (area.width * 2 / 5).min(60);
            let hill = column(area, area.width - width, width);
            shape::draw(painter, hill, |share| quantiles.at(share));
            column(area, 0, area.width - width - 2)
        }
        _ => area,
    };
    let lines = lines(painter, state, input, &slider, text.width);
    let room = usize::from(area.height);
    for (y, (line, role)) in lines.iter().enumerate().take(room) {
        painter.put_cut(row(text, y as u16), line, *role);
    }
    lines.len().saturating_sub(room)
}

/// What is known of an input, in lines of at most `width` columns.
pub(in crate::tui) fn lines(
    painter: &Painter<'_>,
    state: &State,
    input: Input,
    slider: &Slider,
    width: u16,
) -> Vec<(String, Role)> {
    let words = painter.words;
    let mut lines = Vec::new();
    let mut tell = |text: &str, role| {
        lines.extend(wrapped(text, width).into_iter().map(|line| (line, role)));
    };
    tell(input.help(), Role::Text);
    let value = words.format(slider.value, slider.unit, Style::Brief);
    let range = words.limits(&slider.limits, slider.unit);
    let default = match state.default_of(input) {
        Some(default) if default == slider.value => ", the default".into(),
        Some(default) => format!(
            ", by default {}",
            words.format(default, slider.unit, Style::Brief)
        ),
        None => String::new(),
    };
    tell(&format!("{value}{default}; allowed: {range}"), Role::Text);
    tell(&varies(painter, state, input, slider), Role::Text);
    match state.source(input) {
        Some(source) => tell(&text::source(source), Role::Text),
        None => tell("no source is given", Role::Dim),
    }
    tell(&input.path(state.scenario()), Role::Dim);
    lines
}

/// How an input varies, in words.
fn varies(painter: &Painter<'_>, state: &State, input: Input, slider: &Slider) -> String {
    let words = painter.words;
    let uncertain = state.uncertain(input).zip(state.quantiles(input));
    match uncertain {
        Some((uncertain, quantiles)) => format!(
            "{}: {}",
            words.brief_distribution(&uncertain.distribution, slider.unit),
            words.spread(&uncertain.distribution, quantiles, slider.unit)
        ),
        None if input.may_be_uncertain() => "certain; e gives it a distribution".into(),
        None => format!("cannot be uncertain: {}", Input::NEVER_UNCERTAIN),
    }
}
