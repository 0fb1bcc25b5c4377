//! Dialogs: lists to choose from (which are also menus, help and questions) and lines to type.
//!
//! Must not act: choosing a row or accepting a line is a message.

mod answer;
pub(crate) mod explain;
pub(crate) mod form;

use crate::model::{Input, simulate::Metric};
use crate::text::typed::EntryError;
use crate::tui::{
    Choice, Explained, Form, Key, KeyCode, Msg, Pin, Product, QuestRow, SaveGuard, State, VIEWS,
    ViewSpec,
    actions::{ACTIONS, Mode},
    messages::After,
};
use tui_input::{Input as Line, InputRequest};

/// What is open over the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Something to choose from.
    List(List),
    /// Something to type.
    Text(TextField),
    /// What the scenario is and where its numbers come from.
    About,
    /// What narrows the table of inputs down.
    Find,
    /// An input, its value and how it varies.
    Form(Form),
    /// Where a figure comes from, or what an input moves.
    Explain(Explained),
}

/// Rows to choose from.
#[derive(Clone, Debug)]
pub struct List {
    /// What the rows are.
    pub kind: ListKind,
    /// What rows must match.
    pub filter: Line,
    /// Which of the matching rows is highlighted.
    pub cursor: usize,
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.cursor == other.cursor
            && self.filter.value() == other.filter.value()
    }
}

/// What the rows of a list are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Everything that can be done, with its keys: help and command palette in one.
    Actions,
    /// The plans, to look at one.
    Plans,
    /// The views, to go to one by its letter.
    Views,
    /// What figures can be compared with.
    Baselines,
    /// What a row of what is asked of the solver may be.
    Choices(QuestRow),
    /// Answers to a question.
    Answers(Question),
}

/// Something that must be decided first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Work is unsaved.
    Unsaved(After),
    /// There is a file of this name where this should go.
    Exists(Product, String),
    /// Somebody else changed the file.
    Changed(String),
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// More about it.
    pub detail: String,
    /// Other words that find it, not shown.
    pub found_by: String,
    /// What choosing it does; nothing when that is not possible now.
    pub msg: Option<Msg>,
}

impl List {
    /// A list with no filter and the first row highlighted.
    pub fn new(kind: ListKind) -> Self {
        Self {
            kind,
            filter: Line::default(),
            cursor: 0,
        }
    }

    /// Whether typing narrows the list down.
    pub fn can_filter(&self) -> bool {
        !matches!(self.kind, ListKind::Answers(_) | ListKind::Views)
    }

    /// The rows that match the filter, the best first.
    pub fn rows(&self, state: &State) -> Vec<Row> {
        let mut rows = match &self.kind {
            ListKind::Actions => action_rows(state),
            ListKind::Plans => plan_rows(state),
            ListKind::Views => view_rows(state),
            ListKind::Baselines => baseline_rows(state),
            ListKind::Choices(row) => choice_rows(state, *row),
            ListKind::Answers(question) => answer_rows(question),
        };
        let wanted = self.filter.value().to_lowercase();
        // What holds the very word comes before what only has its letters.
        let exact = |row: &Row| {
            [&row.label, &row.detail, &row.found_by]
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
        };
        rows.retain(|row| {
            exact(row) || has_letters(&row.label, &wanted) || has_letters(&row.detail, &wanted)
        });
        rows.sort_by_cached_key(|row| !exact(row));
        rows
    }
}

/// Whether the letters of `wanted` occur in `text` in that order.
pub(super) fn has_letters(text: &str, wanted: &str) -> bool {
    let text = text.to_lowercase();
    let mut letters = text.chars();
    wanted
        .chars()
        .filter(|c| !c.is_whitespace())
        .all(|c| letters.any(|letter| letter == c))
}

fn action_rows(state: &State) -> Vec<Row> {
    let mode = Mode::of_view(state);
    let normal = ACTIONS.iter().filter(|action| mode.has(action.mode));
    let row = |action: &crate::tui::Action| Row {
        label: action.key_names(),
        detail: action.help.into(),
        found_by: found_by(action),
        msg: action
            .keys
            .first()
            .and_then(|&key| (action.msg)(state, key)),
    };
    normal.map(row).collect()
}

/// Its word in the footer and every key by every name.
fn found_by(action: &crate::tui::Action) -> String {
    let hint = action.hint.unwrap_or_default().to_owned();
    let names = action.keys.iter().map(|key| key.names());
    names.fold(hint, |all, names| all + " " + &names)
}

fn view_rows(state: &State) -> Vec<Row> {
    let row = |(index, spec): (usize, &ViewSpec)| {
        let here = if spec.view == state.view() {
            " · shown now"
        } else {
            ""
        };
        Row {
            label: format!("{}  {}", spec.letter, spec.title),
            detail: format!("{}{here} · alt-{}", spec.about, index + 1),
            found_by: String::new(),
            msg: Some(Msg::Show(spec.view)),
        }
    };
    VIEWS.iter().enumerate().map(row).collect()
}

fn plan_rows(state: &State) -> Vec<Row> {
    let row = |(index, plan): (usize, &crate::model::Plan)| Row {
        label: plan.name.clone(),
        detail: if index == state.plan_index() {
            "shown now".into()
        } else {
            String::new()
        },
        found_by: String::new(),
        msg: Some(Msg::SwitchPlan(index)),
    };
    state.scenario().plans.iter().enumerate().map(row).collect()
}

fn choice_rows(state: &State, row: QuestRow) -> Vec<Row> {
    let choices = state.choices(row).into_iter();
    let row = |choice: Choice| Row {
        label: choice.label,
        detail: choice.detail,
        found_by: String::new(),
        msg: Some(Msg::Want(choice.want)),
    };
    choices.map(row).collect()
}

fn baseline_rows(state: &State) -> Vec<Row> {
    let mut rows = vec![Row {
        label: state.own_title().replacen('t', "T", 1),
        detail: "follows the plan at hand".into(),
        found_by: String::new(),
        msg: Some(Msg::Pin(Pin::Saved)),
    }];
    let row = |(index, plan): (usize, &crate::model::Plan)| Row {
        label: plan.name.clone(),
        detail: "as it is now".into(),
        found_by: String::new(),
        msg: Some(Msg::Pin(Pin::Plan(index))),
    };
    rows.extend(state.scenario().plans.iter().enumerate().map(row));
    rows
}

fn answer_rows(question: &Question) -> Vec<Row> {
    let row = |label: &str, detail: &str, msg| Row {
        label: label.into(),
        detail: detail.into(),
        found_by: String::new(),
        msg: Some(msg),
    };
    let rename = |product: Product| {
        let field = TextField::new(product.purpose(), String::new());
        row(
            "Choose another name",
            "",
            Msg::Ask(Box::new(Dialog::Text(field))),
        )
    };
    let replace = |product: Product, path: &String| {
        row(
            "Replace it",
            "the previous version stays beside it as NAME~",
            product.write_to(path.clone(), SaveGuard::Replace),
        )
    };
    let stay = row("Cancel", "nothing happens", Msg::Close);
    match question {
        Question::Unsaved(after) => vec![
            row("Save first", "", Msg::SaveThen(after.clone())),
            row(
                "Discard the changes",
                "they cannot be brought back",
                Msg::Leave(after.clone()),
            ),
            stay,
        ],
        Question::Exists(product, path) => vec![rename(*product), replace(*product, path), stay],
        Question::Changed(path) => {
            let product = Product::Scenario;
            vec![rename(product), replace(product, path), stay]
        }
    }
}

/// A line to type.
#[derive(Clone, Debug)]
pub struct TextField {
    /// What it is for.
    pub purpose: TextPurpose,
    /// What is typed.
    pub line: Line,
    /// Why it was not taken.
    pub error: Option<EntryError>,
}

impl PartialEq for TextField {
    fn eq(&self, other: &Self) -> bool {
        self.purpose == other.purpose
            && self.error == other.error
            && self.line.value() == other.line.value()
    }
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPurpose {
    /// The value of an input or a lever.
    Number(Input),
    /// The file to save to.
    SaveAs,
    /// The file to make a picture of the screen in.
    Picture,
    /// What a figure should reach.
    Target(Metric),
    /// The number of a row of what is asked of the solver.
    Quest(QuestRow),
    /// The seed of the simulation.
    Seed,
    /// How many draws to simulate.
    Draws,
    /// The file to open.
    Open,
    /// A new name for the plan at hand.
    Rename,
    /// The name of a copy of the plan at hand.
    Duplicate,
}

impl TextField {
    /// A line that begins with `text`.
    pub fn new(purpose: TextPurpose, text: String) -> Self {
        Self {
            purpose,
            line: Line::new(text),
            error: None,
        }
    }
}

/// Lets a line take a key; false when the key is not for a line.
pub(crate) fn edit(line: &mut Line, key: Key) -> bool {
    let word = key.ctrl || key.alt;
    let request = match key.code {
        KeyCode::Char('u') if key.ctrl => InputRequest::DeleteFromStart,
        KeyCode::Char('w') if key.ctrl => InputRequest::DeletePrevWord,
        KeyCode::Char('a') if key.ctrl => InputRequest::GoToStart,
        KeyCode::Char('e') if key.ctrl => InputRequest::GoToEnd,
        KeyCode::Char(c) if !word => InputRequest::InsertChar(c),
        KeyCode::Backspace if word => InputRequest::DeletePrevWord,
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left if word => InputRequest::GoToPrevWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right if word => InputRequest::GoToNextWord,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        _ => return false,
    };
    line.handle(request);
    true
}
