//! Money saved and what it costs first: each figure labelled, the charge line by line.

use crate::app::State;
use crate::model::Savings;
use crate::ui::figure::{self, Figure};
use crate::ui::painter::Painter;
use crate::ui::words::Words;
use ratatui::layout::Rect;

pub(super) fn title(painter: &Painter<'_>, _: &State) -> String {
    format!(
        "Savings and cost, {}",
        painter.words.currency_sign().trim_end()
    )
}

pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let figures = figures(&painter.words, state);
    figure::draw(painter, area, &figures)
}

fn figures(words: &Words<'_>, state: &State) -> Vec<Figure> {
    let (now, base) = (&state.outcome().savings, &state.baseline().outcome.savings);
    let money = |label: &str, of: fn(&Savings) -> f64| {
        Figure::new(words, label, Words::amount, of(now), of(base))
    };
    let months = |label: &str, of: fn(&Savings) -> f64| {
        Figure::new(words, label, Words::months, of(now), of(base))
    };
    let mut figures = vec![
        money("run-rate a year", |s| s.run_rate).loud(),
        money("charge", |s| s.charge).loud(),
        months("payback", |s| s.payback_months).loud(),
        money("NPV", |s| s.npv),
        money("net cash", |s| s.net_cash),
    ];
    figures.extend(
        now.in_year
            .iter()
            .zip(&base.in_year)
            .take(4)
            .map(|(now, base)| {
                Figure::new(
                    words,
                    format!("saved in {}", now.year),
                    Words::amount,
                    now.amount,
                    base.amount,
                )
            }),
    );
    figures.extend([
        money("NPV with AI", |s| s.npv_with_ai),
        money("  notice pay", |s| s.charge_lines.notice_pay),
        money("  severance", |s| s.charge_lines.severance),
        money("  tax on it", |s| s.charge_lines.severance_tax),
        money("  benefits", |s| s.charge_lines.benefits),
        money("  outplacement", |s| s.charge_lines.outplacement),
        money("  fixed", |s| s.charge_lines.fixed),
        money("survivors' quits", |s| s.survivors),
        money("net after quits", |s| s.net_cash_after_survivors),
        months("payback after quits", |s| s.payback_after_survivors_months),
        money("NPV after quits", |s| s.npv_after_survivors),
        money("lowest cash", |s| s.peak_negative),
        money("reskilling", |s| s.reskilling),
        money("rehiring", |s| s.rehiring),
        money("lost output*", |s| s.lost_output),
        months("charge ÷ run-rate", |s| s.simple_payback_months),
        money("gross run-rate", |s| s.run_rate_gross),
    ]);
    figures
}
