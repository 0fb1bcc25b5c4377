//! What the money buys: per option money and units, the share of the capital plan, peers to scale.

use crate::app::State;
use crate::model::{AiOutcome, defined};
use crate::ui::figure::{self, Figure};
use crate::ui::look::Role;
use crate::ui::painter::{Painter, column, cut_left, row};
use crate::ui::slider::{EIGHTHS, track};
use crate::ui::words::Words;
use ratatui::layout::Rect;

pub(super) fn title(painter: &Painter<'_>, _: &State) -> String {
    format!(
        "AI investment, {}",
        painter.words.currency_sign().trim_end()
    )
}

pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let figures = figures(&painter.words, state);
    let options = state.scenario().options.len();
    let scales = scales(state);
    let height = usize::from(area.height);
    // Most telling first: headline figures, the scale, what is bought, the rest of the figures.
    let figure_rows = if height >= 6 { 2 } else { 1.min(height) };
    let scale_rows = scales
        .len()
        .min((height - figure_rows) / 3 + usize::from(height < 6));
    let option_rows = options.min(height.saturating_sub(figure_rows + scale_rows));
    let spare = height.saturating_sub(figure_rows + option_rows + scale_rows);
    let scale_rows = scales.len().min(scale_rows + spare);
    let at = |y: usize, rows: usize| Rect {
        y: area.y + y as u16,
        height: rows as u16,
        ..area
    };
    let left_out = figure::draw(painter, at(0, figure_rows), &figures);
    for index in 0..option_rows {
        draw_option(painter, at(figure_rows + index, 1), state, index);
    }
    let most = scales.iter().map(|scale| scale.1).fold(0.0, f64::max);
    for (index, scale) in scales.iter().take(scale_rows).enumerate() {
        draw_scale(
            painter,
            at(figure_rows + option_rows + index, 1),
            scale,
            most,
        );
    }
    left_out + (options - option_rows) + (scales.len() - scale_rows)
}

fn figures(words: &Words<'_>, state: &State) -> Vec<Figure> {
    let (now, base) = (&state.outcome().ai, &state.baseline().outcome.ai);
    let figure = |label: &str, shown, of: fn(&AiOutcome) -> f64| {
        Figure::new(words, label, shown, of(now), of(base))
    };
    vec![
        figure("to AI a year", Words::amount, |ai| ai.run_rate).loud(),
        figure("of capex plan", Words::share, |ai| ai.capex_share).loud(),
        figure("to AI in all", Words::amount, |ai| ai.total),
        figure("days of capex", Words::days, |ai| ai.capex_days),
        figure("retained", Words::amount, |ai| ai.retained),
        figure("pay moved along", Words::amount, |ai| ai.people_moved_cost),
    ]
}

/// One option: what the run-rate keeps up, and what is bought by the horizon.
fn draw_option(painter: &mut Painter<'_>, line: Rect, state: &State, index: usize) {
    let option = &state.scenario().options[index];
    let (now, base) = (
        &state.outcome().ai.options[index],
        &state.baseline().outcome.ai.options[index],
    );
    let words = painter.words;
    let name = (line.width / 3).clamp(10, 26);
    painter.put_cut(column(line, 0, name), &option.name, Role::Text);
    let sustained = words.count(now.sustained);
    let kept = column(line, name + 1, line.width.saturating_sub(name + 1));
    let bought = words.count(now.bought);
    let text = if kept.width >= 34 {
        format!(
            "{sustained} {} kept up · {bought} by the horizon",
            option.unit
        )
    } else {
        format!("{sustained} {}", option.unit)
    };
    let used = painter.put_cut(column(kept, 2, kept.width), &text, Role::Value);
    let _ = used;
    if words
        .change(now.sustained - base.sustained, Words::count)
        .is_some()
    {
        let up = now.sustained > base.sustained;
        let (glyph, role) = if up {
            ("▲", Role::Gain)
        } else {
            ("▼", Role::Loss)
        };
        painter.put(kept, glyph, role);
    }
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
    let words = painter.words;
    let name_width = (line.width * 2 / 5).clamp(12, 34);
    painter.put_cut(
        column(line, 0, name_width),
        name,
        if *own { Role::Text } else { Role::Dim },
    );
    painter.put_right(
        column(line, name_width, 9),
        &words.amount(*amount),
        Role::Value,
    );
    let bar = cut_left(line, name_width + 10);
    let fraction = defined(amount / most).unwrap_or(0.0).max(0.0);
    let (whole, eighths) = track(fraction, bar.width);
    let role = if *own { Role::Gain } else { Role::Bar };
    painter.fill(column(bar, 0, whole), "█", role);
    if eighths > 0 {
        painter.put(
            column(row(bar, 0), whole, 1),
            EIGHTHS[usize::from(eighths)],
            role,
        );
    }
}
