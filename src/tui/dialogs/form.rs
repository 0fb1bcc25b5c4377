//! The dialog of an input: its fields, the shape of what is typed, and its source.
//!
//! Must not judge what is typed or round a number.

use crate::model::{Input, Shape, Uncertain, simulate::Quantiles};
use crate::text::{self, Style};
use crate::tui::{
    Field, Form, State, Target,
    dialogs::frame::{draw_line, open_box},
    theme::Role,
    widgets::{
        painter::{Painter, column, cut_left, row, width, wrapped},
        shape,
    },
};
use ratatui::layout::Rect;

/// Columns of the names of fields.
const NAME: u16 = 9;
/// Columns of what is typed, before how it is read.
const READING: u16 = 20;
/// The hill is at most so high, its marks included.
const HILL: usize = 8;

/// What is told below the fields.
struct Told {
    /// What is typed varies like this.
    quantiles: Option<Quantiles>,
    /// In words: percentiles, or what is wrong.
    lines: Vec<String>,
    role: Role,
    source: Vec<String>,
}

pub(crate) fn draw(painter: &mut Painter<'_>, state: &State, form: &Form) {
    let scenario = state.scenario();
    let screen = painter.screen();
    let columns = screen.width.saturating_sub(8).min(76);
    let told = Told::of(painter, state, form, columns);
    let fields = form.fields();
    let fixed = 2 + fields.len() + told.lines.len();
    let most = usize::from(screen.height.saturating_sub(3));
    // The source gives way to what is being edited, and the hill to the source.
    let source = told.source.len().min(most.saturating_sub(fixed + 4));
    let spare = most.saturating_sub(fixed + source + 1);
    let hill = match told.quantiles {
        Some(_) if spare >= 3 => spare.min(HILL),
        _ => 0,
    };
    let gap = usize::from(source > 0);
    let title = form.slider.input.named(scenario);
    let rows = fixed + hill + gap + source;
    let inside = open_box(painter, &title, columns, rows as u16);
    painter.put_cut(row(inside, 0), form.slider.input.help(), Role::Dim);
    painter.put_cut(row(inside, 1), &form.slider.input.path(scenario), Role::Dim);
    let mut y = 2;
    for (index, field) in fields.into_iter().enumerate() {
        let line = row(inside, y);
        painter.hit(line, Target::Field(index));
        draw_field(painter, line, state, form, field);
        y += 1;
    }
    if let Some(quantiles) = &told.quantiles {
        let place = Rect {
            y: inside.y + y,
            height: hill as u16,
            ..inside
        };
        let place = place.intersection(inside);
        shape::draw(painter, place, |share| quantiles.at(share));
        y += hill as u16;
    }
    for line in &told.lines {
        painter.put_cut(row(inside, y), line, told.role);
        y += 1;
    }
    y += gap as u16;
    for line in told.source.iter().take(source) {
        painter.put_cut(row(inside, y), line, Role::Text);
        y += 1;
    }
}

impl Told {
    fn of(painter: &Painter<'_>, state: &State, form: &Form, columns: u16) -> Self {
        let words = painter.words;
        let unit = state
            .slider(form.slider.input)
            .map_or(crate::model::Unit::Ratio, |slider| slider.unit);
        let (typed, value) = (form.distribution(), form.typed_value());
        let distribution = typed.clone().ok().flatten();
        let varies = distribution.map(|distribution| {
            let uncertain = Uncertain {
                input: form.slider.input,
                distribution,
            };
            (Quantiles::of(&uncertain), uncertain.distribution)
        });
        let error = value.err().or(typed.err());
        let text = match (&error, &varies) {
            (Some(error), _) => words.entry_error(error),
            (None, Some((quantiles, distribution))) => words.spread(distribution, quantiles, unit),
            (None, None) if form.slider.input.may_be_uncertain() => {
                "certain: the same in every draw".into()
            }
            (None, None) => format!("cannot be uncertain: {}", Input::NEVER_UNCERTAIN),
        };
        let source = match state.source(form.slider.input) {
            Some(source) => text::source(source),
            None => "no source is given".into(),
        };
        Self {
            quantiles: varies.map(|(quantiles, _)| quantiles),
            lines: wrapped(&text, columns),
            role: if error.is_some() {
                Role::Warning
            } else {
                Role::Text
            },
            source: wrapped(&source, columns),
        }
    }
}

fn draw_field(painter: &mut Painter<'_>, line: Rect, state: &State, form: &Form, field: Field) {
    let at_hand = form.current() == field;
    let name = match field {
        Field::Value => "value",
        Field::Shape => "varies",
        Field::Parameter(index) => form.name(index),
    };
    let role = if at_hand { Role::Focus } else { Role::Dim };
    painter.put_cut(column(line, 0, NAME - 1), name, role);
    let place = cut_left(line, NAME);
    let typed = match field {
        Field::Value => &form.value,
        Field::Shape => {
            draw_shapes(painter, place, form, at_hand);
            return;
        }
        Field::Parameter(index) => &form.parameters[index],
    };
    if at_hand && form.replaces {
        painter.put_cut(place, typed.value(), Role::Cursor);
    } else if at_hand {
        draw_line(painter, place, typed);
    } else {
        painter.put_cut(place, typed.value(), Role::Text);
    }
    match field {
        Field::Parameter(_) if form.shape != Some(Shape::Discrete) => {
            draw_reading(painter, place, state, form, typed.value());
        }
        Field::Value => draw_range(painter, place, state, form),
        _ => {}
    }
}

/// How a parameter is read, beside what is typed.
fn draw_reading(painter: &mut Painter<'_>, place: Rect, state: &State, form: &Form, typed: &str) {
    let Some(slider) = state.slider(form.slider.input) else {
        return;
    };
    let Some(value) = form.read(typed) else {
        return;
    };
    let text = painter.words.format(value, slider.unit, Style::Brief);
    let reading = cut_left(place, READING);
    if text != typed && width(typed) < READING {
        painter.put_cut(reading, &text, Role::Dim);
    }
}

/// What is there now, and which values may be.
fn draw_range(painter: &mut Painter<'_>, place: Rect, state: &State, form: &Form) {
    let Some(slider) = state.slider(form.slider.input) else {
        return;
    };
    let words = painter.words;
    let now = words.format(slider.value, slider.unit, Style::Brief);
    let range = words.limits(&slider.limits, slider.unit);
    let text = format!("now {now}; {range}");
    let room = place.width.saturating_sub(READING);
    if width(&text) <= room && width(form.value.value()) < READING {
        painter.put_cut(cut_left(place, READING), &text, Role::Dim);
    }
}

/// The kinds of distributions, all where they have room and else the one that is chosen.
fn draw_shapes(painter: &mut Painter<'_>, place: Rect, form: &Form, at_hand: bool) {
    let name = |shape: Option<Shape>| shape.map_or("none", |shape| shape.spec().label);
    let needed: u16 = form.shapes().map(|(shape, _)| width(name(shape)) + 1).sum();
    let mut used = 0;
    for (shape, is_chosen) in form.shapes() {
        if needed > place.width + 1 && !is_chosen {
            continue;
        }
        let text = name(shape);
        let role = match (is_chosen, at_hand) {
            (true, true) => Role::Cursor,
            (true, false) => Role::Headline,
            (false, _) => Role::Dim,
        };
        let cell = column(place, used, width(text));
        painter.put_cut(cell, text, role);
        painter.hit(cell, Target::Shape(shape));
        used += width(text) + 1;
    }
}
