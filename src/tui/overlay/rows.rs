//! The rows of lists, and how typing narrows them down. Choosing a row is a message.

use crate::model::Plan;
use crate::tui::{
    document::Pin,
    edit::PlanId,
    effects::{Product, SaveGuard},
    messages::Msg,
    overlay::{
        Dialog, Question,
        entry::{TextField, TextPurpose},
    },
    screens::solve::goal::{SolverChoice, SolverRow},
    state::State,
    views::{VIEWS, ViewSpec},
};

/// One row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    /// Its name.
    pub label: String,
    /// More about it.
    pub detail: String,
    /// Other words that find it, not shown.
    pub found_by: String,
    /// The message that choosing it sends; `None` when that is not possible now.
    pub msg: Option<Msg>,
}

impl ListRow {
    fn new(label: impl Into<String>, detail: impl Into<String>, msg: Msg) -> Self {
        Self {
            label: label.into(),
            detail: detail.into(),
            found_by: String::new(),
            msg: Some(msg),
        }
    }
}

/// Keeps the rows that match `filter`, those that hold the very word before those that only have its
/// letters.
pub(in crate::tui) fn matching(mut rows: Vec<ListRow>, filter: &str) -> Vec<ListRow> {
    let wanted = filter.to_lowercase();
    let exact = |row: &ListRow| {
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

/// Whether the letters of `wanted` occur in `text` in that order.
pub(in crate::tui) fn has_letters(text: &str, wanted: &str) -> bool {
    let text = text.to_lowercase();
    let mut letters = text.chars();
    wanted
        .chars()
        .filter(|c| !c.is_whitespace())
        .all(|c| letters.any(|letter| letter == c))
}

pub(in crate::tui) fn view_rows(state: &State) -> Vec<ListRow> {
    let row = |(index, spec): (usize, &ViewSpec)| {
        let here = if spec.view == state.view() {
            " · shown now"
        } else {
            ""
        };
        ListRow::new(
            format!("{}  {}", spec.letter, spec.title),
            format!("{}{here} · alt-{}", spec.about, index + 1),
            Msg::ShowView(spec.view),
        )
    };
    VIEWS.iter().enumerate().map(row).collect()
}

/// Returns the plans with their ids.
fn plans(state: &State) -> impl Iterator<Item = (PlanId, &Plan)> {
    let ids = state.document.ids().iter().copied();
    ids.zip(&state.scenario().plans)
}

pub(in crate::tui) fn plan_rows(state: &State) -> Vec<ListRow> {
    let row = |(id, plan): (PlanId, &Plan)| {
        let detail = match id == state.document.id() {
            true => "shown now",
            false => "",
        };
        ListRow::new(&plan.name, detail, Msg::ShowPlan(id))
    };
    plans(state).map(row).collect()
}

pub(in crate::tui) fn baseline_rows(state: &State) -> Vec<ListRow> {
    let own = state.own_title().replacen('t', "T", 1);
    let own = ListRow::new(own, "follows the current plan", Msg::Pin(Pin::Saved));
    let row = |(id, plan): (PlanId, &Plan)| {
        ListRow::new(&plan.name, "as it is now", Msg::Pin(Pin::Plan(id)))
    };
    std::iter::once(own).chain(plans(state).map(row)).collect()
}

pub(in crate::tui) fn choice_rows(state: &State, row: SolverRow) -> Vec<ListRow> {
    let choices = state.solver_choices(row).into_iter();
    let row = |choice: SolverChoice| {
        ListRow::new(choice.label, choice.detail, Msg::SetSolver(choice.change))
    };
    choices.map(row).collect()
}

pub(in crate::tui) fn answer_rows(question: &Question) -> Vec<ListRow> {
    let rename = |product: Product| {
        let purpose = match product {
            Product::Scenario => TextPurpose::SaveAs,
            Product::Picture => TextPurpose::Picture,
        };
        let dialog = Dialog::Text(TextField::new(purpose, String::new()));
        ListRow::new("Choose another name", "", Msg::OpenDialog(Box::new(dialog)))
    };
    let replace = |product: Product, path: &String| {
        let msg = match product {
            Product::Scenario => Msg::SaveTo(path.clone(), SaveGuard::Replace),
            Product::Picture => Msg::SavePicture(path.clone(), SaveGuard::Replace),
        };
        let kept = "the previous version stays beside it as NAME~";
        ListRow::new("Replace it", kept, msg)
    };
    let stay = ListRow::new("Cancel", "nothing happens", Msg::CloseDialog);
    match question {
        Question::Unsaved(after) => vec![
            ListRow::new("Save first", "", Msg::SaveThen(after.clone())),
            ListRow::new(
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
