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
        money("run-rate a year|run-rate", |s| s.run_rate).loud(),
        money("charge", |s| s.charge).loud(),
        months("payback", |s| s.payback_months).loud(),
        money("NPV", |s| s.npv),
        money("net cash", |s| s.net_cash),
        money("net cash after quits|net of quits|net−quits", |s| {
            s.net_cash_after_survivors
        }),
    ];
    figures.extend(
        now.in_year
            .iter()
            .zip(&base.in_year)
            .take(4)
            .map(|(now, base)| {
                Figure::new(
                    words,
                    format!("saved in {0}|saved {0}|in {0}", now.year),
                    Words::amount,
                    now.amount,
                    base.amount,
                )
            }),
    );
    figures.extend([
        money("  notice pay|  notice", |s| s.charge_lines.notice_pay),
        money("  severance|  sever.", |s| s.charge_lines.severance),
        money("  tax on severance|  tax on it|  tax", |s| {
            s.charge_lines.severance_tax
        }),
        money("  benefits", |s| s.charge_lines.benefits),
        money("  outplacement|  placement", |s| {
            s.charge_lines.outplacement
        }),
        money("  fixed", |s| s.charge_lines.fixed),
        money("NPV with AI|with AI", |s| s.npv_with_ai),
        money("survivors' quits|quits cost|quits", |s| s.survivors),
        months("payback after quits|pb − quits", |s| {
            s.payback_after_survivors_months
        }),
        money("NPV after quits|NPV − quits", |s| s.npv_after_survivors),
        money("lowest cash|lowest", |s| s.peak_negative),
        money("reskilling", |s| s.reskilling),
        money("rehiring", |s| s.rehiring),
        money("lost output, not cash|lost output", |s| s.lost_output),
        months("charge ÷ run-rate|simple pb", |s| s.simple_payback_months),
        money("gross run-rate|gross", |s| s.run_rate_gross),
    ]);
    figures
}
