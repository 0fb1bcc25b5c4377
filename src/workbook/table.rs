//! Writes a table on a sheet: columns that are described once, and a row for each item.
//!
//! All tables start in the same row, so that a division or quarter has the same row on every sheet.

use std::rc::Rc;

use crate::model::{Bound, Field, Figure, LeverSpec, Unit};
use crate::workbook::{
    format::{Format, Units, format_of, format_of_result},
    names::{Names, cell},
    sheet::Sheet,
    style::{Look, Style},
    text::{NAME, Text, Value},
};

/// The rows of group headings, column headings, units and sums.
const GROUPS: u32 = 4;
const HEADS: u32 = 5;
const UNITS: u32 = 6;
const SUMS: u32 = 7;
/// The row before the first, with the opening figures of tables that carry over.
const OPENING: u32 = 8;
/// The row of the first item.
pub(super) const FIRST: u32 = 9;

/// A column of a table whose items are of type `C`.
pub(super) struct Column<C> {
    /// The name of its cells in formulas.
    pub(super) name: String,
    title: String,
    /// Where it begins a group of columns, what they are.
    pub(super) group: &'static str,
    /// What it is measured in, where the format does not say it.
    unit: Option<&'static str>,
    format: Format,
    content: Content<C>,
    above: Above,
    /// Whether it has room for a name.
    is_wide: bool,
    /// Whether a sheet of checks has what the program came to.
    pub(super) is_checked: bool,
}

/// What has results of the catalogue: a division, a quarter or an AI option.
pub(super) trait Results {
    /// Returns its result; the place that `figure` names is not looked at.
    fn result(&self, figure: Figure) -> f64;
}

/// What a formula comes to.
enum Computed<C> {
    Step(fn(&C) -> f64),
    Result(Figure, fn(&C, Figure) -> f64),
}

/// A figure of the program; `None` is blank.
type Given<C> = Rc<dyn Fn(&C) -> Option<f64>>;

/// The content of a column.
enum Content<C> {
    /// Text from outside.
    Text(fn(&C) -> String),
    /// An editable figure, blank for its default; its bound; and what it is, shown while it is edited.
    Input(Given<C>, Bound, &'static str),
    /// An editable `yes` or `no`.
    Choice(fn(&C) -> bool),
    /// A formula, and what it comes to.
    Formula(String, Computed<C>),
    /// A figure of the program; blank where there is none.
    Fixed(Given<C>),
    /// What the program has for a formula.
    Was(Computed<C>),
    /// What the program has for a choice.
    WasChoice(fn(&C) -> bool),
}

/// The cell above a column.
#[derive(Clone, Copy)]
enum Above {
    None,
    Sum,
    /// A formula and its result.
    Formula(&'static str, f64),
}

impl<C> Column<C> {
    fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        format: Format,
        content: Content<C>,
    ) -> Self {
        Self {
            name: name.into(),
            title: title.into(),
            group: "",
            unit: None,
            format,
            content,
            above: Above::None,
            is_wide: false,
            is_checked: false,
        }
    }

    /// Text from outside.
    pub(super) fn text(name: &str, title: &str, text: fn(&C) -> String) -> Self {
        Self::new(name, title, Format::General, Content::Text(text))
    }

    /// Creates a column of names from outside, wider than other text.
    pub(super) fn name_of(name: &str, title: &str, text: fn(&C) -> String) -> Self {
        Self {
            is_wide: true,
            ..Self::text(name, title, text)
        }
    }

    /// Creates a column of editable figures.
    pub(super) fn input(
        name: &str,
        title: &str,
        format: Format,
        bound: Bound,
        value: impl Fn(&C) -> Option<f64> + 'static,
    ) -> Self {
        let content = Content::Input(Rc::new(value), bound, "");
        Self::new(name, title, format, content).checked()
    }

    /// Creates the column of a row of the inputs; `table` begins the name of its cells.
    pub(super) fn field(
        table: &str,
        field: &Field,
        value: impl Fn(&C) -> Option<f64> + 'static,
    ) -> Self {
        let content = Content::Input(Rc::new(value), field.bound, field.help);
        let name = format!("{table}_{}", field.name);
        Self::new(name, field.label, format_of(field.unit), content)
            .checked()
            .measured_in(field.unit)
    }

    /// Creates the column of a row of the levers of divisions.
    pub(super) fn lever(spec: &LeverSpec, value: impl Fn(&C) -> Option<f64> + 'static) -> Self {
        let content = Content::Input(Rc::new(value), spec.bound, spec.help);
        let name = format!("division_{}", spec.name);
        Self::new(name, spec.label, format_of(spec.unit), content)
            .checked()
            .measured_in(spec.unit)
    }

    /// Names the unit of an input where the format does not say it.
    fn measured_in(self, unit: Unit) -> Self {
        match unit {
            Unit::MoneyPerYear => self.unit("a year"),
            Unit::SharePerYear => self.unit("% a year"),
            Unit::Ratio => self.unit("ratio"),
            Unit::Days => self.unit("days"),
            Unit::Weeks => self.unit("weeks"),
            Unit::Months => self.unit("months"),
            Unit::Quarters => self.unit("quarters"),
            Unit::Years => self.unit("years"),
            Unit::People | Unit::Money | Unit::Share | Unit::Count => self,
        }
    }

    /// `yes` or `no`, to be changed.
    pub(super) fn choice(name: &str, title: &str, value: fn(&C) -> bool) -> Self {
        Self::new(name, title, Format::General, Content::Choice(value)).checked()
    }

    /// A step on the way to results: a formula, and what it comes to.
    pub(super) fn formula(
        name: &str,
        title: &str,
        format: Format,
        formula: impl Into<String>,
        value: fn(&C) -> f64,
    ) -> Self {
        let content = Content::Formula(formula.into(), Computed::Step(value));
        Self::new(name, title, format, content)
    }

    /// Creates a column of fixed figures; `None` is blank.
    pub(super) fn fixed(
        name: &str,
        title: &str,
        format: Format,
        value: impl Fn(&C) -> Option<f64> + 'static,
    ) -> Self {
        Self::new(name, title, format, Content::Fixed(Rc::new(value)))
    }

    /// The column of what the program had, for one that is checked.
    pub(super) fn was(&self) -> Option<Self> {
        let content = match &self.content {
            _ if !self.is_checked => return None,
            Content::Input(value, ..) => Content::Fixed(Rc::clone(value)),
            Content::Choice(value) => Content::WasChoice(*value),
            Content::Formula(_, Computed::Step(value)) => Content::Was(Computed::Step(*value)),
            Content::Formula(_, Computed::Result(figure, value)) => {
                Content::Was(Computed::Result(*figure, *value))
            }
            Content::Text(_) | Content::Fixed(_) | Content::Was(_) | Content::WasChoice(_) => {
                return None;
            }
        };
        let was = Self::new(
            format!("was_{}", self.name),
            self.title.clone(),
            self.format,
            content,
        );
        Some(Self {
            unit: self.unit,
            ..was
        })
    }

    /// The formula of how far the program's figure is missed: 1 where it is too far, else 0.
    pub(super) fn differs(&self) -> String {
        let (now, least) = (&self.name, self.format.smallest_difference());
        format!("(ABS([{now}]-[was_{now}])>1E-6*ABS([was_{now}])+{least})")
    }

    /// With what the program came to on a sheet of checks.
    pub(super) fn checked(self) -> Self {
        Self {
            is_checked: true,
            ..self
        }
    }

    /// Without it.
    pub(super) fn unchecked(self) -> Self {
        Self {
            is_checked: false,
            ..self
        }
    }

    /// Shown in another format.
    pub(super) fn shown_as(self, format: Format) -> Self {
        Self { format, ..self }
    }

    /// With the sum of its cells above.
    pub(super) fn sum(self) -> Self {
        Self {
            above: Above::Sum,
            ..self
        }
    }

    /// Puts `formula` above the column, with the result `value`.
    pub(super) fn top(self, formula: &'static str, value: f64) -> Self {
        Self {
            above: Above::Formula(formula, value),
            ..self
        }
    }

    /// Sets the unit.
    pub(super) fn unit(self, unit: &'static str) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }

    /// Starts a group of columns with this heading.
    pub(super) fn group(self, group: &'static str) -> Self {
        Self { group, ..self }
    }

    fn figure(&self, of: &C) -> f64 {
        match &self.content {
            Content::Input(value, ..) | Content::Fixed(value) => value(of).unwrap_or(0.0),
            Content::Formula(_, value) | Content::Was(value) => value.of(of),
            Content::Text(_) | Content::Choice(_) | Content::WasChoice(_) => 0.0,
        }
    }

    fn width(&self) -> f64 {
        match &self.content {
            Content::Text(_) if self.is_wide => 34.0,
            Content::Text(_) => 14.0,
            Content::Input(..) if self.format == Format::Price => 16.0,
            _ => 12.0,
        }
    }
}

impl<C: Results> Column<C> {
    /// A result of the catalogue: its formula, and what the program has for it.
    pub(super) fn result(name: &str, figure: Figure, formula: impl Into<String>) -> Self {
        let spec = figure.spec();
        let content = Content::Formula(formula.into(), Computed::Result(figure, C::result));
        Self::new(name, spec.label, format_of_result(spec.unit), content).checked()
    }
}

impl<C> Computed<C> {
    fn of(&self, row: &C) -> f64 {
        match self {
            Self::Step(value) => value(row),
            Self::Result(figure, value) => value(row, *figure),
        }
    }
}

/// What to write, and where.
pub(super) struct Table<'a, C> {
    pub(super) sheet: &'static str,
    pub(super) title: &'static str,
    pub(super) subtitle: &'a Text,
    /// An explanation above the table.
    pub(super) note: &'static str,
    pub(super) columns: &'a [Column<C>],
    pub(super) rows: &'a [C],
    /// Whether the row above the first holds zeros, for formulas that carry over.
    pub(super) opens: bool,
}

impl<C> Table<'_, C> {
    /// Defines the names of the columns.
    pub(super) fn name(&self, names: &mut Names) {
        let rows = (FIRST, self.last());
        for (column, index) in self.columns.iter().zip(1..) {
            names.column(&column.name, self.sheet, index, rows);
        }
    }

    /// Returns the row of the last item.
    pub(super) fn last(&self) -> u32 {
        FIRST + self.rows.len().saturating_sub(1) as u32
    }

    /// Writes the table on a sheet of its own.
    pub(super) fn write(&self, names: &Names, units: &Units) -> Sheet {
        let widths: Vec<f64> = self.columns.iter().map(Column::width).collect();
        let mut sheet = Sheet::new(self.sheet, &widths);
        let is_text = |column: &&Column<C>| matches!(column.content, Content::Text(_));
        let names_first = self.columns.iter().take_while(is_text).count() as u32;
        sheet.freeze(OPENING, names_first.max(1));
        sheet.title(self.title, self.subtitle);
        sheet.row(3);
        sheet.words((3, 1), Look::Note, self.note);
        self.heads(&mut sheet, units);
        self.sums(&mut sheet, names);
        self.opening(&mut sheet);
        self.cells(&mut sheet, names);
        self.bounds(&mut sheet, names);
        sheet
    }

    fn heads(&self, sheet: &mut Sheet, units: &Units) {
        sheet.row(GROUPS);
        for (column, index) in self.columns.iter().zip(1..) {
            sheet.words((GROUPS, index), Look::Heading, column.group);
        }
        sheet.tall_row(HEADS, 42);
        for (column, index) in self.columns.iter().zip(1..) {
            sheet.words((HEADS, index), Look::Head, &column.title);
        }
        sheet.tall_row(UNITS, 26);
        for (column, index) in self.columns.iter().zip(1..) {
            let unit = column.unit.unwrap_or_else(|| units.of(column.format));
            let unit = Value::Text(Text::ours(unit));
            sheet.put((UNITS, index), Style::words(Look::Unit), &unit);
        }
    }

    fn sums(&self, sheet: &mut Sheet, names: &Names) {
        let has_sum = |column: &Column<C>| !matches!(column.above, Above::None);
        if !self.columns.iter().any(has_sum) {
            return;
        }
        sheet.row(SUMS);
        for (column, index) in self.columns.iter().zip(1..) {
            let value = match column.above {
                Above::None if index == 1 => Value::Text(Text::ours("all")),
                Above::None => Value::Blank,
                Above::Sum => {
                    let formula = format!("SUM({})", column.name);
                    let sum: f64 = self.rows.iter().map(|row| column.figure(row)).sum();
                    Value::Formula(formula, sum.into())
                }
                Above::Formula(formula, value) => {
                    let formula = names.formula(formula, self.sheet, SUMS);
                    Value::Formula(formula, value.into())
                }
            };
            let look = if index == 1 { Look::Lead } else { Look::Total };
            let style = Style::new(look, column.format);
            sheet.put((SUMS, index), style, &value);
        }
    }

    fn opening(&self, sheet: &mut Sheet) {
        if !self.opens {
            return;
        }
        sheet.row(OPENING);
        for (column, index) in self.columns.iter().zip(1..) {
            if matches!(column.content, Content::Formula(..)) {
                let style = Style::new(Look::Fixed, column.format);
                sheet.put((OPENING, index), style, &Value::Number(0.0));
            } else if index == 1 {
                sheet.words((OPENING, index), Look::Note, "opening");
            }
        }
    }

    fn cells(&self, sheet: &mut Sheet, names: &Names) {
        let templates: Vec<_> = self
            .columns
            .iter()
            .map(|column| match &column.content {
                Content::Formula(formula, _) => Some(names.template(formula, self.sheet)),
                _ => None,
            })
            .collect();
        for (of, row) in self.rows.iter().zip(FIRST..) {
            sheet.row(row);
            for ((column, template), index) in self.columns.iter().zip(&templates).zip(1..) {
                let formula = template.as_ref().map(|template| template.at(row));
                let (style, value) = column.cell(of, formula.unwrap_or_default());
                sheet.put((row, index), style, &value);
            }
        }
    }

    /// Restricts inputs to their bounds, and highlights those that were changed.
    fn bounds(&self, sheet: &mut Sheet, names: &Names) {
        for (column, index) in self.columns.iter().zip(1..) {
            let (first, last) = ((FIRST, index), (self.last(), index));
            match column.content {
                Content::Input(_, bound, help) => sheet.validate(first, last, bound, help),
                Content::Choice(_) => sheet.choose(first, last, &["yes", "no"], ""),
                _ => continue,
            }
            let then = format!("was_{}", column.name);
            if names.has_column(&then) {
                // A defined name is used because not every spreadsheet lets a conditional format refer
                // to another sheet.
                let now = cell(first);
                sheet.mark(
                    first,
                    last,
                    &format!("{now}<>INDEX({then},ROW()-{OPENING})"),
                );
            }
        }
    }
}

impl<C> Column<C> {
    fn cell(&self, of: &C, formula: String) -> (Style, Value) {
        match &self.content {
            Content::Text(text) => (
                Style::words(Look::Plain),
                Value::Text(Text::outside(&text(of), NAME)),
            ),
            Content::Input(value, ..) => input(value(of), self.format),
            Content::Choice(value) => {
                let word = Text::ours(&yes_or_no(value(of)));
                (Style::words(Look::Input), Value::Text(word))
            }
            Content::Formula(_, value) => (
                Style::new(Look::Figure, self.format),
                Value::Formula(formula, value.of(of).into()),
            ),
            Content::Was(value) => fixed(value.of(of), self.format),
            Content::WasChoice(value) => {
                let word = Text::outside(&yes_or_no(value(of)), NAME);
                (Style::words(Look::Plain), Value::Text(word))
            }
            Content::Fixed(value) => match value(of) {
                Some(figure) => fixed(figure, self.format),
                None => (Style::words(Look::Plain), Value::Blank),
            },
        }
    }
}

/// Returns the word for a choice.
pub(super) fn yes_or_no(choice: bool) -> String {
    if choice { "yes" } else { "no" }.into()
}

/// Returns the style and value of an editable figure, with all its decimals.
pub(super) fn input(figure: Option<f64>, format: Format) -> (Style, Value) {
    let Some(figure) = figure else {
        return (Style::new(Look::Input, format), Value::Blank);
    };
    let hides = figure.fract() != 0.0 && matches!(format, Format::Price | Format::People);
    let format = if hides { Format::General } else { format };
    (Style::new(Look::Input, format), Value::Number(figure))
}

/// Returns the style and value of a fixed figure; `n/a` if it is not defined.
pub(super) fn fixed(figure: f64, format: Format) -> (Style, Value) {
    let value = if figure.is_finite() {
        Value::Number(figure)
    } else {
        Value::Text(Text::ours(crate::workbook::text::UNDEFINED))
    };
    (Style::new(Look::Fixed, format), value)
}
