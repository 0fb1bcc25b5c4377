//! The action table: everything a key can do, in one row each.
//!
//! Keys, footer hints, help, palette and the README's key table are read from here; tests loop over
//! it. A row whose `msg` is `None` is not possible now: its hint is dim, and its key says why or does
//! nothing. A row only says which message to send.

use crate::tui::{
    commands::{list, text},
    event::{Key, KeyCode},
    messages::Msg,
    overlay::{
        Dialog, List, ListKind,
        entry::TextPurpose,
        rows::{ListRow, answer_rows, baseline_rows, choice_rows, matching, plan_rows, view_rows},
    },
    slider::Step,
    state::State,
    views::{Pane, View},
};

/// What keys go to: a view, or a dialog over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Any view.
    View,
    /// The levers and results of a plan.
    Explore,
    /// The figures of a pane of results.
    Figures,
    /// Quarters in their order.
    Timeline,
    /// The distribution of a figure and its drivers.
    Risk,
    /// All plans side by side.
    Compare,
    /// The solver.
    Solve,
    /// The table of all inputs.
    Inputs,
    /// A list that is open.
    List,
    /// A line that is being typed.
    Text,
    /// The filter of the table of inputs.
    Find,
    /// The form of an input.
    Form,
    /// An explanation of a figure or an input.
    Explain,
}

impl Mode {
    /// Returns what keys go to now.
    pub fn of(state: &State) -> Self {
        match state.dialog() {
            None => Self::of_view(state),
            Some(Dialog::List(_) | Dialog::About) => Self::List,
            Some(Dialog::Text(_)) => Self::Text,
            Some(Dialog::Find) => Self::Find,
            Some(Dialog::Form(_)) => Self::Form,
            Some(Dialog::Explain(_)) => Self::Explain,
        }
    }

    /// Returns what keys go to once no dialog is open.
    pub fn of_view(state: &State) -> Self {
        match state.view() {
            View::Explore if state.is_in_figures() => Self::Figures,
            View::Explore => Self::Explore,
            View::Timeline => Self::Timeline,
            View::Risk => Self::Risk,
            View::Compare => Self::Compare,
            View::Solve => Self::Solve,
            View::Inputs => Self::Inputs,
        }
    }

    /// Whether the keys of the mode `of` count here: every view has those of any view.
    pub fn has(self, of: Self) -> bool {
        let is_view = !matches!(
            self,
            Self::List | Self::Text | Self::Find | Self::Form | Self::Explain
        );
        self == of || of == Self::View && is_view
    }
}

/// A row of the table: one thing that can be done.
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// The mode in which it can be done.
    pub mode: Mode,
    /// The keys that do it; the first is shown.
    pub keys: &'static [Key],
    /// Its keys in words, where the list would be long.
    pub keys_as: Option<&'static str>,
    /// Its word in the footer; `None` keeps it out of the footer.
    pub hint: Option<&'static str>,
    /// What it does, at most 60 characters, without a full stop.
    pub help: &'static str,
    /// Returns the message it sends now; `None` when it is not possible.
    pub msg: fn(&State, Key) -> Option<Msg>,
    /// Returns why it is not possible, where that is not plain to see.
    pub why: fn(&State) -> Option<&'static str>,
}

impl Action {
    /// Returns its keys for people.
    pub fn key_names(&self) -> String {
        match self.keys_as {
            Some(words) => words.into(),
            None => self
                .keys
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    /// Returns the words that find it in the palette: that of the footer, and every key by every name.
    fn found_by(&self) -> String {
        let hint = self.hint.unwrap_or_default().to_owned();
        let names = self.keys.iter().map(|key| key.names());
        names.fold(hint, |all, names| all + " " + &names)
    }
}

/// Returns the message of a key, if it does anything now.
pub fn on_key(state: &State, key: Key) -> Option<Msg> {
    let mode = Mode::of(state);
    let action = ACTIONS
        .iter()
        .find(|action| mode.has(action.mode) && action.keys.contains(&key));
    match action {
        Some(action) => (action.msg)(state, key)
            .or_else(|| (action.why)(state).map(Msg::Hint))
            // What chooses in one field of a dialog is a letter in another.
            .or_else(|| (mode == Mode::Form && key.typed().is_some()).then_some(Msg::Type(key))),
        None if mode.has(Mode::View) => None,
        None => Some(Msg::Type(key)),
    }
}

/// Returns the message of a key while the view cannot be drawn: nothing is changed that cannot be seen, and
/// work is not lost, so all that is left is to go back to the shell.
pub fn on_key_unseen(state: &State, key: Key) -> Option<Msg> {
    let mut actions = ACTIONS.iter().filter(|action| action.mode == Mode::View);
    let action = actions.find(|action| action.keys.contains(&key))?;
    (action.msg)(state, key).filter(|msg| match msg {
        Msg::Quit => !state.history().is_unsaved(),
        msg => *msg == Msg::Suspend,
    })
}

const fn c(c: char) -> Key {
    Key::char(c)
}
const fn k(code: KeyCode) -> Key {
    Key::plain(code)
}
const fn ctrl(letter: char) -> Key {
    Key::ctrl(KeyCode::Char(letter))
}

const DIGITS: [Key; 12] = [
    c('='),
    c('0'),
    c('1'),
    c('2'),
    c('3'),
    c('4'),
    c('5'),
    c('6'),
    c('7'),
    c('8'),
    c('9'),
    c('.'),
];

const VIEW_KEYS: [Key; View::COUNT] = {
    let mut keys = [c('1'); View::COUNT];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = Key::alt(KeyCode::Char((b'1' + at as u8) as char));
        at += 1;
    }
    keys
};

macro_rules! actions {
    ($( $mode:ident $keys:expr, $keys_as:expr, $hint:expr, $help:literal
        => $msg:expr $(, else $why:expr)?; )*) => {
        &[$( Action {
            mode: Mode::$mode, keys: $keys, keys_as: $keys_as, hint: $hint, help: $help, msg: $msg,
            why: actions!(@why $($why)?),
        } ),*]
    };
    (@why) => { |_| None };
    (@why $why:expr) => { $why };
}

/// The table, in the order of help and footer.
#[rustfmt::skip]
pub const ACTIONS: &[Action] = actions! {
    Explore &[k(KeyCode::Right), c('l')], None, Some("raise"), "raise the slider a step; next funding rule"
        => |s, _| s.stepped(true, Step::One), else State::why_stuck;
    Explore &[k(KeyCode::Left), c('h')], None, Some("lower"), "lower the slider a step; previous funding rule"
        => |s, _| s.stepped(false, Step::One), else State::why_stuck;
    Explore &DIGITS, Some("0-9 ="), Some("type"), "type a value: 12.5, +3, -3 or *1.1"
        => |s, key| s.typing(key), else State::why_no_number;
    Explore &[k(KeyCode::Enter)], None, Some("explain"), "what the slider sets, its source, and what it moves"
        => |s, _| s.explained_at_cursor();
    Figures &[k(KeyCode::Enter)], None, Some("explain"), "explain the figure: its formula, and what changed it"
        => |s, _| s.explained_at_cursor();
    Figures &[k(KeyCode::Right), c('l')], None, Some("next"), "next figure of the pane"
        => |s, _| s.moved(true);
    Figures &[k(KeyCode::Left), c('h')], None, Some("previous"), "previous figure of the pane"
        => |s, _| s.moved(false);
    Figures &[k(KeyCode::Home)], None, None, "first figure of the pane"
        => |s, _| s.row_at(0);
    Figures &[k(KeyCode::End)], None, None, "last figure of the pane"
        => |s, _| s.row_at(s.rows_in(s.pane()) - 1);
    Timeline &[k(KeyCode::Enter)], None, Some("explain"), "explain the figure at the cursor, or of the quarter"
        => |s, _| s.explained_at_cursor();
    Timeline &[k(KeyCode::Right), c('l')], None, Some("later"), "next quarter"
        => |s, _| s.quarter_at(s.row(Pane::Quarters) + 1);
    Timeline &[k(KeyCode::Left), c('h')], None, Some("earlier"), "previous quarter"
        => |s, _| s.quarter_at(s.row(Pane::Quarters).checked_sub(1)?);
    Timeline &[k(KeyCode::Home)], None, None, "first quarter"
        => |s, _| s.quarter_at(0);
    Timeline &[k(KeyCode::End)], None, None, "last quarter"
        => |s, _| s.quarter_at(s.scenario().horizon - 1);
    Risk &[k(KeyCode::Enter)], None, Some("open"), "explain the figure; go to where a driver is set"
        => |s, _| s.driver_opened().or_else(|| s.explained_at_cursor());
    Risk &DIGITS, Some("0-9 ="), Some("target"), "type what the figure should reach: 3 bn, 12 %, 400k"
        => |s, key| s.targeting(key);
    Risk &[c('n')], None, Some("new seed"), "draw anew, from the next seed"
        => |s, _| s.next_seed();
    Risk &[c('s')], None, Some("seed"), "type the seed"
        => |s, _| s.is_uncertain().then(|| text(TextPurpose::Seed, String::new()));
    Risk &[c('m')], None, Some("draws"), "type how many draws to simulate"
        => |s, _| s.is_uncertain().then(|| text(TextPurpose::Draws, String::new()));
    Compare &[k(KeyCode::Right), c('l')], None, Some("next"), "next plan; at the cuts, raise the cut a step"
        => |s, _| s.across(true, Step::One);
    Compare &[k(KeyCode::Left), c('h')], None, Some("back"), "previous plan; at the cuts, lower the cut a step"
        => |s, _| s.across(false, Step::One);
    Compare &[k(KeyCode::Enter)], None, Some("explain"), "explain the figure of the current plan, or the cut"
        => |s, _| s.explained_at_cursor();
    Compare &[c('a')], None, Some("against"), "compare the others with the current plan"
        => |s, _| s.compared();
    Compare &[c('c')], None, Some("changed"), "only figures that differ between plans, or all"
        => |s, _| Some(Msg::ShowOnlyChanged(!s.only_changed()));
    Compare &[c('o')], None, Some("all"), "all figures, or those that matter most"
        => |s, _| Some(Msg::ShowAllFigures(!s.shows_all_figures()));
    Compare &DIGITS, Some("0-9 ="), Some("type"), "at the cuts, type one: 12.5, +3, -3 or *1.1"
        => |s, key| s.typing(key);
    Solve &[k(KeyCode::Right), c('l')], None, Some("more"), "next value of the row; next point of the frontier"
        => |s, _| s.solver_beside(true);
    Solve &[k(KeyCode::Left), c('h')], None, Some("less"), "value before; point of the frontier before"
        => |s, _| s.solver_beside(false);
    Solve &[k(KeyCode::Enter)], None, Some("choose"), "choose or type the row; add what was found as a plan"
        => |s, _| s.solver_entered();
    Solve &DIGITS, Some("0-9 ="), Some("type"), "type the number of the row: 3 bn, 80 %, 6"
        => |s, key| s.solver_typing(key);
    Solve &[c('a')], None, Some("add"), "add what was found as a new plan, named after its target"
        => |s, _| s.solution_added(), else State::why_not_added;
    Solve &[c(' ')], None, Some("lock"), "lock or unlock the cut of the division"
        => |s, _| s.solver_lock();
    Inputs &[k(KeyCode::Right), c('l')], None, Some("raise"), "raise the value a step"
        => |s, _| s.stepped(true, Step::One), else State::why_stuck;
    Inputs &[k(KeyCode::Left), c('h')], None, Some("lower"), "lower the value a step"
        => |s, _| s.stepped(false, Step::One), else State::why_stuck;
    Inputs &DIGITS, Some("0-9 ="), Some("type"), "type a value: 12.5, +3, -3, *1.1 or 125 bn"
        => |s, key| s.typing(key), else State::why_stuck;
    Inputs &[k(KeyCode::Enter)], None, Some("explain"), "what the input is, its source, and what it moves"
        => |s, _| s.explained_at_cursor();
    Inputs &[c('e')], None, Some("edit"), "value and distribution of the input, and its source"
        => |s, _| s.form_opened();
    Inputs &[c('/')], None, Some("find"), "show the inputs with these words in name, path or source"
        => |_, _| Some(Msg::OpenDialog(Box::new(Dialog::Find)));
    Inputs &[c('o')], None, Some("only"), "only uncertain, changed, or unsourced inputs, or all"
        => |s, _| Some(Msg::ShowInputs(s.inputs_scope().next()));
    Inputs &[k(KeyCode::Esc)], None, Some("all"), "all inputs again"
        => |s, _| s.inputs.shown.is_some().then_some(Msg::ShowAllInputs);
    View &[c('?'), c(':'), ctrl('p'), k(KeyCode::F(1))], None, Some("help"), "all that can be done here; type to find"
        => |_, _| Some(list(ListKind::Actions));
    View &[c('q'), ctrl('c')], None, Some("quit"), "quit; asks first when work is unsaved"
        => |_, _| Some(Msg::Quit);
    View &[k(KeyCode::Tab)], None, Some("pane"), "next pane"
        => |s, _| s.paned(true);
    View &[c('g')], None, Some("go"), "go to another view"
        => |_, _| Some(list(ListKind::Views));
    View &[c('u')], None, Some("undo"), "undo"
        => |s, _| s.history().can_undo().then_some(Msg::Undo);
    View &[c('p')], None, Some("plans"), "choose a plan"
        => |_, _| Some(list(ListKind::Plans));
    View &[c('b')], None, Some("baseline"), "choose what figures are compared with"
        => |_, _| Some(list(ListKind::Baselines));
    View &[ctrl('s')], None, Some("save"), "save the scenario"
        => |s, _| (s.history().is_unsaved() || s.document.path().is_none()).then_some(Msg::Save), else |_| Some("nothing to save");
    View &[ctrl('r'), c('U')], None, Some("redo"), "redo"
        => |s, _| s.history().can_redo().then_some(Msg::Redo);
    View &[c('i')], None, Some("about"), "about the scenario: summary and sources"
        => |_, _| Some(Msg::OpenDialog(Box::new(Dialog::About)));
    View &[c('z')], None, Some("zoom"), "show this pane alone, or all again"
        => |_, _| Some(Msg::ToggleZoom);
    Explore &[c(' ')], None, Some("lock"), "lock or unlock a share of the portfolio"
        => |s, _| (s.pane() == Pane::Portfolio).then(|| Msg::ToggleLock(s.row(Pane::Portfolio)));
    Explore &[Key::shift(KeyCode::Right), c('L'), k(KeyCode::PageUp)], None, None, "raise the slider ten steps"
        => |s, _| s.stepped(true, Step::Big), else State::why_stuck;
    Explore &[Key::shift(KeyCode::Left), c('H'), k(KeyCode::PageDown)], None, None, "lower the slider ten steps"
        => |s, _| s.stepped(false, Step::Big), else State::why_stuck;
    Explore &[c('>'), Key::ctrl(KeyCode::Right)], None, None, "raise the slider a tenth of a step"
        => |s, _| s.stepped(true, Step::Fine), else State::why_stuck;
    Explore &[c('<'), Key::ctrl(KeyCode::Left)], None, None, "lower the slider a tenth of a step"
        => |s, _| s.stepped(false, Step::Fine), else State::why_stuck;
    Explore &[k(KeyCode::Home)], None, None, "slider to its minimum"
        => |s, _| s.slid(0.0), else State::why_stuck;
    Explore &[k(KeyCode::End)], None, None, "slider to its maximum"
        => |s, _| s.slider_at_cursor().and_then(|slider| s.slid(slider.limits.high)), else State::why_stuck;
    Explore &[k(KeyCode::Backspace), c('d')], None, None, "reset the slider to the baseline"
        => |s, _| s.lever_reset(), else State::why_stuck;
    Compare &[Key::shift(KeyCode::Right), c('L'), k(KeyCode::PageUp)], None, None, "raise the cut ten steps"
        => |s, _| s.stepped(true, Step::Big);
    Compare &[Key::shift(KeyCode::Left), c('H'), k(KeyCode::PageDown)], None, None, "lower the cut ten steps"
        => |s, _| s.stepped(false, Step::Big);
    Compare &[c('>'), Key::ctrl(KeyCode::Right)], None, None, "raise the cut a tenth of a step"
        => |s, _| s.stepped(true, Step::Fine);
    Compare &[c('<'), Key::ctrl(KeyCode::Left)], None, None, "lower the cut a tenth of a step"
        => |s, _| s.stepped(false, Step::Fine);
    Compare &[k(KeyCode::Home)], None, None, "first plan; at the cuts, no cut"
        => |s, _| s.to_end(false);
    Compare &[k(KeyCode::End)], None, None, "last plan; at the cuts, all positions"
        => |s, _| s.to_end(true);
    Compare &[k(KeyCode::Backspace), c('d')], None, None, "the cut back to where the baseline has it"
        => |s, _| s.lever_reset();
    Inputs &[k(KeyCode::PageDown), c('J')], None, None, "next division or group"
        => |s, _| s.group_beside(true);
    Inputs &[k(KeyCode::PageUp), c('K')], None, None, "previous division or group"
        => |s, _| s.group_beside(false);
    Inputs &[k(KeyCode::Home)], None, None, "first input"
        => |s, _| s.row_at(0);
    Inputs &[k(KeyCode::End)], None, None, "last input"
        => |s, _| s.row_at(s.rows_in(Pane::Inputs) - 1);
    Inputs &[Key::shift(KeyCode::Right), c('L')], None, None, "raise the value ten steps"
        => |s, _| s.stepped(true, Step::Big), else State::why_stuck;
    Inputs &[Key::shift(KeyCode::Left), c('H')], None, None, "lower the value ten steps"
        => |s, _| s.stepped(false, Step::Big), else State::why_stuck;
    Inputs &[c('>'), Key::ctrl(KeyCode::Right)], None, None, "raise the value a tenth of a step"
        => |s, _| s.stepped(true, Step::Fine), else State::why_stuck;
    Inputs &[c('<'), Key::ctrl(KeyCode::Left)], None, None, "lower the value a tenth of a step"
        => |s, _| s.stepped(false, Step::Fine), else State::why_stuck;
    Inputs &[k(KeyCode::Backspace), c('d')], None, None, "the input back to what was saved: value, then distribution"
        => |s, _| s.input_back(), else State::why_stuck;
    Solve &[k(KeyCode::Backspace), c('d')], None, None, "the row back to where it began"
        => |s, _| s.solver_reset();
    Solve &[k(KeyCode::Home)], None, None, "first row, division or point"
        => |s, _| s.row_at(0);
    Solve &[k(KeyCode::End)], None, None, "last row, division or point"
        => |s, _| s.row_at(s.rows_in(s.pane()) - 1);
    View &[k(KeyCode::Down), c('j')], None, None, "next row"
        => |s, _| s.moved(true);
    View &[k(KeyCode::Up), c('k')], None, None, "previous row"
        => |s, _| s.moved(false);
    View &[ctrl('d'), c('}')], None, None, "ten rows down"
        => |s, _| s.jumped(true);
    View &[ctrl('u'), c('{')], None, None, "ten rows up"
        => |s, _| s.jumped(false);
    View &[Key::shift(KeyCode::Tab)], None, None, "previous pane"
        => |s, _| s.paned(false);
    View &[c(']')], None, None, "next plan"
        => |s, _| s.plan_beside(true);
    View &[c('[')], None, None, "previous plan"
        => |s, _| s.plan_beside(false);
    View &[c('D')], None, None, "duplicate the plan under another name"
        => |s, _| Some(text(TextPurpose::Duplicate, s.free_name()));
    View &[c('R')], None, None, "rename the plan"
        => |s, _| Some(text(TextPurpose::Rename, s.current_plan().name.clone()));
    View &[c('X')], None, None, "delete the plan; undo brings it back"
        => |s, _| (s.scenario().plans.len() > 1).then_some(Msg::DeletePlan), else |_| Some("the last plan stays");
    View &VIEW_KEYS, Some("alt-1 …"), None, "the view of that number"
        => |s, key| s.view_of(key);
    View &[c('P')], None, None, "a picture of this screen: png, svg, txt, ansi or html"
        => |s, _| Some(text(TextPurpose::Picture, s.picture_name()));
    View &[c('f')], None, None, "figures in full, or rounded"
        => |_, _| Some(Msg::ToggleFullFigures);
    View &[c('S')], None, None, "save the scenario under another name"
        => |s, _| Some(text(TextPurpose::SaveAs, s.document.path().map_or_else(|| s.suggested_name(), Into::into)));
    View &[ctrl('o')], None, None, "open a file or a built-in scenario"
        => |_, _| Some(text(TextPurpose::Open, String::new()));
    View &[ctrl('z')], None, None, "back to the shell; fg returns"
        => |_, _| Some(Msg::Suspend);

    List &[k(KeyCode::Enter)], None, Some("choose"), "choose the row"
        => |s, _| s.row_chosen();
    List &[k(KeyCode::Down), ctrl('n'), k(KeyCode::Tab)], None, Some("down"), "next row"
        => |s, _| s.row_highlighted(true);
    List &[k(KeyCode::Up), ctrl('p'), Key::shift(KeyCode::Tab)], None, Some("up"), "previous row"
        => |s, _| s.row_highlighted(false);
    List &[k(KeyCode::Esc), ctrl('c')], None, Some("close"), "close"
        => |_, _| Some(Msg::CloseDialog);
    Text &[k(KeyCode::Enter)], None, Some("accept"), "take what is typed"
        => |_, _| Some(Msg::Accept);
    Find &[k(KeyCode::Enter)], None, Some("keep"), "back to the table, as narrow as it is"
        => |_, _| Some(Msg::Accept);
    Find &[k(KeyCode::Down), ctrl('n')], None, Some("down"), "next input"
        => |s, _| s.moved(true);
    Find &[k(KeyCode::Up), ctrl('p')], None, Some("up"), "previous input"
        => |s, _| s.moved(false);
    Find &[k(KeyCode::Esc), ctrl('c')], None, Some("clear"), "all inputs that were shown before"
        => |_, _| Some(Msg::CloseDialog);
    Form &[k(KeyCode::Enter)], None, Some("take"), "take value and distribution"
        => |s, _| s.form_accepted();
    Form &[k(KeyCode::Down), k(KeyCode::Tab), ctrl('n')], None, Some("down"), "next field"
        => |s, _| s.field_beside(true);
    Form &[k(KeyCode::Up), Key::shift(KeyCode::Tab), ctrl('p')], None, Some("up"), "previous field"
        => |s, _| s.field_beside(false);
    Form &[c(' ')], None, Some("kind"), "next kind of distribution; ← → too"
        => |s, _| s.next_shape();
    Form &[k(KeyCode::Esc), ctrl('c')], None, Some("cancel"), "leave the input as it was"
        => |_, _| Some(Msg::CloseDialog);
    Explain &[k(KeyCode::Enter)], None, Some("open"), "explain the row, or go to where the input is set"
        => |s, _| s.explained_row_opened();
    Explain &[k(KeyCode::Down), c('j'), k(KeyCode::Tab)], None, Some("down"), "next row"
        => |s, _| s.explained_row_beside(true);
    Explain &[k(KeyCode::Up), c('k'), Key::shift(KeyCode::Tab)], None, Some("up"), "previous row"
        => |s, _| s.explained_row_beside(false);
    Explain &[k(KeyCode::Backspace), k(KeyCode::Left), c('h')], None, Some("back"), "back to what was explained before"
        => |s, _| s.explained_previous();
    Explain &[c('c')], None, Some("changes"), "what changed the figure since the baseline, or its formula"
        => |s, _| s.side_turned();
    Explain &[c('f')], None, Some("in full"), "figures in full, or rounded"
        => |_, _| Some(Msg::ToggleFullFigures);
    Explain &[k(KeyCode::Esc), c('q'), ctrl('c')], None, Some("close"), "close"
        => |_, _| Some(Msg::CloseDialog);
    Text &[k(KeyCode::Esc), ctrl('c')], None, Some("cancel"), "leave everything as it was"
        => |_, _| Some(Msg::CloseDialog);
};

impl List {
    /// Returns the rows that match the filter, the best first.
    pub fn rows(&self, state: &State) -> Vec<ListRow> {
        let rows = match &self.kind {
            ListKind::Actions => action_rows(state),
            ListKind::Plans => plan_rows(state),
            ListKind::Views => view_rows(state),
            ListKind::Baselines => baseline_rows(state),
            ListKind::Choices(row) => choice_rows(state, *row),
            ListKind::Answers(question) => answer_rows(question),
        };
        matching(rows, self.filter.value())
    }
}

fn action_rows(state: &State) -> Vec<ListRow> {
    let mode = Mode::of_view(state);
    let actions = ACTIONS.iter().filter(|action| mode.has(action.mode));
    let row = |action: &Action| {
        let key = action.keys.first();
        ListRow {
            label: action.key_names(),
            detail: action.help.into(),
            found_by: action.found_by(),
            msg: key.and_then(|&key| (action.msg)(state, key)),
        }
    };
    actions.map(row).collect()
}

impl State {
    /// The highlighted row of the list, if it can be chosen.
    fn row_chosen(&self) -> Option<Msg> {
        let list = self.overlay.list()?;
        let row = list.rows(self).into_iter().nth(list.cursor)?;
        row.msg.map(|_| Msg::ChooseRow(list.cursor))
    }

    /// The next or the previous row of the list.
    fn row_highlighted(&self, down: bool) -> Option<Msg> {
        let list = self.overlay.list()?;
        let to = match down {
            true => list.cursor + 1,
            false => list.cursor.checked_sub(1)?,
        };
        (to < list.rows(self).len()).then_some(Msg::HighlightRow(to))
    }
}
