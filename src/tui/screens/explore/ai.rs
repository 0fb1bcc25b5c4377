//! What the money buys: per option money and units, the share of the capital plan, peers to scale.

use crate::model::Unit::{Count, Money};
use crate::model::{OptionOutcome, defined};
use crate::tui::{
    Pane, State, Target,
    figures::{AI, OPTION},
    theme::Role,
    widgets::{
        figure::{self, FigureCell},
        first_shown,
        painter::{Painter, column, cut_left, row},
        track::track,
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, _: &State) -> String {
    format!(
        "AI investment, {}",
        painter.words.currency_sign().trim_end()
    )
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let figures = FigureCell::of_all(AI, state);
    let options = state.scenario().options.len();
    let scales = scales(state);
    let at_hand = at_hand(state, figures.len());
    let Rows {
        figures: figure_rows,
        head,
        options: shown,
        scales: scale_rows,
    } = Rows::of(
        usize::from(area.height),
        figures.len(),
        options,
        scales.len(),
    )
    .showing(at_hand.map(|at| at.0));
    let at = |y: usize, rows: usize| Rect {
        y: area.y + y as u16,
        height: rows as u16,
        ..area
    };
    let left_out = figure::draw(painter, at(0, figure_rows), state, (Pane::Ai, 0), figures);
    if head == 1 {
        draw_head(painter, at(figure_rows, 1), at_hand);
    }
    let first = first_shown(at_hand.map_or(0, |at| at.0), options, shown);
    for y in 0..shown {
        draw_option(
            painter,
            at(figure_rows + head + y, 1),
            state,
            first + y,
            at_hand,
        );
    }
    let most = scales.iter().map(|scale| scale.1).fold(0.0, f64::max);
    for (index, scale) in scales.iter().take(scale_rows).enumerate() {
        draw_scale(
            painter,
            at(figure_rows + head + shown + index, 1),
            scale,
            most,
        );
    }
    left_out + (options - shown) + (scales.len() - scale_rows)
}

/// How many rows each part gets.
struct Rows {
    figures: usize,
    head: usize,
    options: usize,
    scales: usize,
}

impl Rows {
    /// The most telling first: headline figures, the savings beside the capital plan, what is bought.
    fn of(height: usize, figures: usize, options: usize, scales: usize) -> Self {
        let figures = match height {
            0..=7 => height.min(1),
            8..=11 => 2,
            _ if height > figures + options + scales => figures,
            _ => figures.div_ceil(2) + 1,
        };
        let left = height - figures;
        let telling = scales.min(2).min(left);
        let head = usize::from(left > telling + options);
        let options = options.min(left - telling - head);
        Self {
            figures,
            head,
            options,
            scales: scales.min(left - head - options),
        }
    }

    /// Where the cursor is on an option and none has room, what else there is gives way to it.
    fn showing(self, option: Option<usize>) -> Self {
        if option.is_none() || self.options > 0 {
            return self;
        }
        if self.scales > 0 {
            let scales = self.scales - 1;
            return Self {
                options: 1,
                scales,
                ..self
            };
        }
        let figures = self.figures.saturating_sub(1);
        Self {
            options: self.figures - figures,
            figures,
            ..self
        }
    }
}

/// The option and the column of the figure under the cursor, where it is on one.
fn at_hand(state: &State, figures: usize) -> Option<(usize, usize)> {
    let place = state.cursor_in(Pane::Ai)?.checked_sub(figures)?;
    Some((place / COLUMNS, place % COLUMNS))
}

/// Figures of an option.
const COLUMNS: usize = OPTION.len();

/// Columns of the table of options.
struct Columns {
    name: u16,
    figures: [u16; COLUMNS],
}

impl Columns {
    /// A figure at the cursor that has no column takes that of one that has.
    fn of(width: u16, at_hand: Option<usize>) -> Self {
        let (sustained, bought) = if width >= 50 { (11, 11) } else { (9, 0) };
        let unit = if width >= 40 { 12 } else { 5 };
        let money = if width >= 56 { 9 } else { 0 };
        let name = width.saturating_sub(money + sustained + bought + unit + 3);
        let mut figures = [money, sustained, bought];
        if let Some(at) = at_hand.filter(|&at| figures[at] == 0) {
            figures.swap(1, at);
        }
        Self { name, figures }
    }
}

fn draw_head(painter: &mut Painter<'_>, line: Rect, at_hand: Option<(usize, usize)>) {
    let columns = Columns::of(line.width, at_hand.map(|at| at.1));
    painter.put(line, "buys", Role::Dim);
    let mut x = columns.name;
    for (width, figure) in columns.figures.into_iter().zip(OPTION) {
        painter.put_right(column(line, x, width), figure.spec().short, Role::Dim);
        x += width;
    }
}

/// One option: its money, what the run-rate keeps up year after year, what is bought by the horizon.
fn draw_option(
    painter: &mut Painter<'_>,
    line: Rect,
    state: &State,
    index: usize,
    at_hand: Option<(usize, usize)>,
) {
    let option = &state.scenario().options[index];
    let columns = Columns::of(line.width, at_hand.map(|at| at.1));
    let first = AI.len() + COLUMNS * index;
    painter.hit(line, Target::Row(Pane::Ai, first));
    painter.put_cut(column(line, 0, columns.name), &option.name, Role::Text);
    let mut x = columns.name;
    for (at, (width, figure)) in columns.figures.into_iter().zip(OPTION).enumerate() {
        let place = column(line, x, width);
        let role = if at_hand == Some((index, at)) {
            Role::Cursor
        } else {
            Role::Value
        };
        let value = figure.at(index).of(state.outcome());
        let kind = figure.spec().unit;
        figure::put(painter, place, kind, value, role);
        painter.hit(place, Target::Row(Pane::Ai, first + at));
        x += width;
    }
    let change = column(line, x + 1, 1);
    let sustained = OptionOutcome::SUSTAINED.at(index);
    let (now, base) = (state.outcome(), &state.baseline().outcome);
    let (now, base) = (sustained.of(now), sustained.of(base));
    figure::draw_change(painter, change, Count, base, now);
    painter.put_cut(column(line, x + 3, line.width), &option.unit, Role::Dim);
}

/// What to compare the money with: name, amount, and whether it is this plan's money.
type Scale = (String, f64, bool);

fn scales(state: &State) -> Vec<Scale> {
    let scenario = state.scenario();
    let mut scales = vec![(
        "moves to AI a year".into(),
        state.outcome().ai.run_rate,
        true,
    )];
    if let Some(amount) = scenario.inputs.capex_plan {
        scales.push((
            format!("capex plan {}", scenario.capex_period),
            amount,
            false,
        ));
    }
    scales.extend(
        scenario
            .peers
            .iter()
            .map(|peer| (format!("{} {}", peer.name, peer.period), peer.amount, false)),
    );
    scales
}

fn draw_scale(painter: &mut Painter<'_>, line: Rect, scale: &Scale, most: f64) {
    let (name, amount, own) = scale;
    let name_width = (line.width * 9 / 20).clamp(12, 34);
    painter.put_cut(
        column(line, 0, name_width),
        name,
        if *own { Role::Text } else { Role::Dim },
    );
    figure::put(
        painter,
        column(line, name_width, 9),
        Money,
        *amount,
        Role::Value,
    );
    let bar = cut_left(line, name_width + 10);
    let fraction = defined(amount / most).unwrap_or(0.0).max(0.0);
    let (whole, eighths) = track(fraction, bar.width);
    let role = if *own { Role::Gain } else { Role::Bar };
    // Half as high as the line, so that bars stand apart; to half a column.
    painter.fill(column(bar, 0, whole), "▄", role);
    let half = match eighths {
        0 => "",
        1..=5 => "▖",
        _ => "▄",
    };
    painter.put(column(row(bar, 0), whole, 1), half, role);
}
