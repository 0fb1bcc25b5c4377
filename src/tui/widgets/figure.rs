//! A figure in a pane: its name, its value, and its change against the baseline.
//!
//! Where it stands and how long it stays is said by the tables of panes, in `tui/figures.rs`.

use crate::model::{Figure, Unit, simulate::Metric};
use crate::text::{Style, Words};
use crate::tui::{
    Pane, Range, State, Target,
    figures::{PaneRow, Shows},
    theme::Role,
    widgets::painter::{Painter, column, row, width},
};
use ratatui::layout::Rect;

/// One figure.
pub(crate) struct FigureCell {
    /// Its name, and a shorter one for narrow cells.
    names: (String, String),
    kind: Unit,
    /// Where it came from, when that is shown before it.
    from: Option<f64>,
    now: f64,
    baseline: f64,
    /// Where 8 of 10 draws lie.
    range: Range,
    /// 1 is shown before 2 where not all have room.
    rank: u8,
    at_cursor: bool,
    target: Option<Target>,
}

impl FigureCell {
    /// Returns a figure as `row` has it; `now` and `baseline` are where its values come from.
    pub(crate) fn of(
        row: &PaneRow,
        state: &State,
        now: impl Fn(Figure) -> f64,
        baseline: impl Fn(Figure) -> f64,
    ) -> Self {
        let metric = Metric::following(row.figure).filter(|_| row.has_range);
        Self {
            names: row.labels(state.scenario()),
            kind: row.figure.spec().unit,
            from: match row.shows {
                Shows::ChangeFrom(before) => Some(now(before)),
                Shows::Value | Shows::PerSurvivor => None,
            },
            now: now(row.figure),
            baseline: baseline(row.figure),
            range: metric.map_or(Range::Certain, |metric| state.range(metric)),
            rank: row.rank,
            at_cursor: false,
            target: None,
        }
    }

    /// Returns the figures of `rows` as the plan and the baseline have them.
    pub(crate) fn of_all(rows: &[PaneRow], state: &State) -> Vec<Self> {
        let (now, baseline) = (state.outcome(), &state.baseline().outcome);
        let of = |row| {
            Self::of(
                row,
                state,
                |figure| figure.of(now),
                |figure| figure.of(baseline),
            )
        };
        rows.iter().map(of).collect()
    }

    /// The same figure with another name and two other values, which are shares.
    pub(crate) fn shares(self, names: (&str, &str), now: f64, baseline: f64) -> Self {
        Self {
            names: (names.0.into(), names.1.into()),
            kind: Unit::Share,
            now,
            baseline,
            ..self
        }
    }

    /// The same figure, as a row that the cursor visits.
    fn in_row(self, state: &State, pane: Pane, row: usize) -> Self {
        Self {
            at_cursor: state.cursor_in(pane) == Some(row),
            target: Some(Target::Row(pane, row)),
            ..self
        }
    }

    fn is_ranged(&self) -> bool {
        self.range != Range::Certain
    }
}

/// A cell narrower than this shows the direction of a change, not its size.
const ROOM_FOR_CHANGES: u16 = 27;
/// From this width on, figures have their long names.
const ROOM_FOR_LONG_NAMES: u16 = 40;
/// A column of figures that is comfortable to read, the narrowest there is, and the widest.
const COMFORTABLE: u16 = 28;
const NARROWEST: u16 = 18;
const WIDEST: u16 = 56;
/// Columns for a change.
const CHANGE: u16 = 10;

/// Draws the figures that matter most, in their order, column by column; returns how many had no room.
///
/// Figures with a range have a row of their own, and come first where not all have one. The figure
/// under the cursor is always among those shown. `place` is the row of the first one in its pane.
pub(crate) fn draw(
    painter: &mut Painter<'_>,
    area: Rect,
    state: &State,
    place: (Pane, usize),
    figures: Vec<FigureCell>,
) -> usize {
    let (pane, first) = place;
    let figures: Vec<FigureCell> = (first..)
        .zip(figures)
        .map(|(row, figure)| figure.in_row(state, pane, row))
        .collect();
    draw_all(painter, area, figures.iter().collect())
}

/// The same with no figure that a cursor could be on.
pub(crate) fn draw_all(painter: &mut Painter<'_>, area: Rect, figures: Vec<&FigureCell>) -> usize {
    let room = usize::from(area.height);
    let range = range_columns(area.width);
    if range == 0 || !figures.iter().any(|figure| figure.is_ranged()) {
        return draw_cells(painter, area, &figures);
    }
    let cells = column(area, 0, area.width - range);
    let (ranged, others) = match figures.len() <= room {
        true => (figures, Vec::new()),
        false => figures.into_iter().partition(|figure| figure.is_ranged()),
    };
    let kept = usize::from(others.iter().any(|figure| figure.at_cursor));
    let shown = most_telling(&ranged, room.saturating_sub(kept));
    for (y, figure) in shown.iter().enumerate() {
        draw_one(painter, row(cells, y as u16), figure);
        let place = column(row(area, y as u16), cells.width, range);
        draw_range(painter, place, figure);
    }
    let used = shown.len() as u16;
    let below = Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    };
    ranged.len() - shown.len() + draw_cells(painter, below, &others)
}

/// Columns for a range beside a figure; none where there is no room for one.
fn range_columns(width: u16) -> u16 {
    match width {
        0..=33 => 0,
        34..=51 => 14,
        _ => 16,
    }
}

fn draw_range(painter: &mut Painter<'_>, place: Rect, figure: &FigureCell) {
    let text = match figure.range {
        Range::Certain => return,
        Range::Awaited => "…".into(),
        Range::Known { low, high, error } => painter.words.range(figure.kind, low, high, error),
    };
    // Half a range would be another figure.
    if width(&text) <= place.width {
        painter.put_right(place, &text, Role::Dim);
    }
}

fn draw_cells(painter: &mut Painter<'_>, area: Rect, figures: &[&FigureCell]) -> usize {
    if area.is_empty() || figures.is_empty() {
        return figures.len();
    }
    let columns = columns(area, figures.len());
    let room = usize::from(area.height) * usize::from(columns);
    let shown = most_telling(figures, room);
    let rows = shown.len().div_ceil(usize::from(columns)).max(1);
    let cell_width = (area.width / columns).min(WIDEST);
    for (index, figure) in shown.iter().enumerate() {
        let (across, down) = ((index / rows) as u16, (index % rows) as u16);
        let gap = if across + 1 < columns {
            1 + u16::from(cell_width >= ROOM_FOR_CHANGES)
        } else {
            0
        };
        let cell = column(row(area, down), across * cell_width, cell_width - gap);
        draw_one(painter, cell, figure);
    }
    figures.len() - shown.len()
}

/// The `room` figures of the lowest ranks, and the one at the cursor, in the order given.
fn most_telling<'a>(figures: &[&'a FigureCell], room: usize) -> Vec<&'a FigureCell> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by_key(|&index| (!figures[index].at_cursor, figures[index].rank));
    order.truncate(room);
    order.sort_unstable();
    order.into_iter().map(|index| figures[index]).collect()
}

/// As few columns as hold all the figures, and no more than can be read.
fn columns(area: Rect, figures: usize) -> u16 {
    let wanted = figures.div_ceil(usize::from(area.height)).min(3) as u16;
    let comfortable = (area.width / COMFORTABLE).max(1);
    let tightest = (area.width / NARROWEST).clamp(1, 2);
    wanted.clamp(1, comfortable.max(tightest))
}

fn draw_one(painter: &mut Painter<'_>, cell: Rect, figure: &FigureCell) {
    let role = if figure.rank == 1 {
        Role::Headline
    } else {
        Role::Value
    };
    let change_width = if cell.width >= ROOM_FOR_CHANGES {
        CHANGE
    } else {
        2
    };
    let figures = column(cell, 0, cell.width.saturating_sub(change_width));
    let long = cell.width >= ROOM_FOR_LONG_NAMES;
    let name = if long {
        &figure.names.0
    } else {
        &figure.names.1
    };
    let room = figures.width.saturating_sub(width(name) + 1);
    let value = fitting(painter.words, room, |words| match figure.from {
        Some(from) => {
            let (from, now) = (
                words.format(from, figure.kind, Style::Bare),
                words.format(figure.now, figure.kind, Style::Bare),
            );
            format!("{from} {} {now}", words.arrow())
        }
        None => words.format(figure.now, figure.kind, Style::Bare),
    });
    let left = figures.width.saturating_sub(width(&value) + 1);
    if let Some(target) = figure.target {
        painter.hit(cell, target);
    }
    let name_role = if figure.at_cursor {
        Role::Cursor
    } else {
        Role::Dim
    };
    painter.put_cut(column(figures, 0, left), name, name_role);
    painter.put_right(figures, &value, role);
    let change = column(cell, figures.width + 1, change_width - 1);
    draw_change(painter, change, figure.kind, figure.baseline, figure.now);
}

/// A figure as it was asked for, or rounded where that has no room: digits are never cut off.
pub(crate) fn fitting<'a>(
    words: Words<'a>,
    room: u16,
    write: impl Fn(&Words<'a>) -> String,
) -> String {
    let text = write(&words);
    if width(&text) <= room {
        text
    } else {
        write(&words.rounded())
    }
}

/// A figure that ends at the right of `area`.
pub(crate) fn put(painter: &mut Painter<'_>, area: Rect, kind: Unit, value: f64, role: Role) {
    let room = area.width.saturating_sub(1);
    let text = fitting(painter.words, room, |words| {
        words.format(value, kind, Style::Bare)
    });
    painter.put_right(area, &text, role);
}

/// The change from `before` to `now`: its direction, and its size where there is room.
pub(crate) fn draw_change(
    painter: &mut Painter<'_>,
    area: Rect,
    kind: Unit,
    before: f64,
    now: f64,
) {
    let Some((up, text)) = painter.words.difference(kind, before, now) else {
        return;
    };
    let (glyph, role) = if up {
        ("▲", Role::Gain)
    } else {
        ("▼", Role::Loss)
    };
    painter.put(area, glyph, role);
    let room = area.width.saturating_sub(1);
    let rounded = || {
        painter
            .words
            .rounded()
            .difference(kind, before, now)
            .map(|change| change.1)
    };
    let text = if width(&text) <= room {
        Some(text)
    } else {
        rounded()
    };
    if let Some(text) = text.filter(|text| width(text) <= room) {
        painter.put(column(area, 1, room), &text, role);
    }
}
