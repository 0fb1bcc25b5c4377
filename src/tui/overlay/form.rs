//! The dialog of an input: its value, and the distribution it is given as, kind and parameters.
//!
//! What is typed is judged at once and taken together, or not at all. Must not know where a field is
//! on the screen.

use crate::model::{
    Distribution, Input, Shape, Unit,
    simulate::fit::{Percentiles, SMALLEST, around, fitted, percentiles},
};
use crate::text::typed::{amount, entered, typable};
use crate::tui::{Dialog, EntryError, Key, KeyCode, Msg, State, overlay::edit};

use tui_input::Input as Line;

/// An input being edited.
#[derive(Clone, Debug)]
pub struct Form {
    /// Which input.
    pub input: Input,
    /// The field at hand: an index into [`Form::fields`].
    pub field: usize,
    /// Whether the next character replaces what the field at hand holds.
    pub replaces: bool,
    /// Its value, as typed.
    pub value: Line,
    /// The kind of its distribution; nothing when it is certain.
    pub shape: Option<Shape>,
    /// The parameters of its distribution, as typed; a discrete one has all its pairs in one line.
    pub parameters: Vec<Line>,
    /// How it is measured.
    unit: Unit,
    /// Value and distribution as they were.
    was: (String, Option<Distribution>),
    /// The last distribution that was there or was typed: others begin as wide as this one.
    last: Option<Distribution>,
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        let typed = |form: &Self| -> Vec<String> {
            let lines = std::iter::once(&form.value).chain(&form.parameters);
            lines.map(|line| line.value().to_owned()).collect()
        };
        self.input == other.input
            && (self.field, self.replaces) == (other.field, other.replaces)
            && self.shape == other.shape
            && typed(self) == typed(other)
    }
}

/// A field of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The value.
    Value,
    /// The kind of the distribution.
    Shape,
    /// A parameter of the distribution.
    Parameter(usize),
}

/// The kinds in the order in which they are offered.
pub(crate) const SHAPES: [Option<Shape>; Shape::ALL.len() + 1] = {
    let mut shapes = [None; Shape::ALL.len() + 1];
    let mut at = 0;
    while at < Shape::ALL.len() {
        shapes[at + 1] = Some(Shape::ALL[at].shape);
        at += 1;
    }
    shapes
};

impl Form {
    /// The dialog of `input`; nothing where the scenario has no such input.
    pub(crate) fn new(state: &State, input: Input) -> Option<Self> {
        let slider = state.slider(input)?;
        let text = typable(slider.value, slider.unit);
        let uncertain = state.uncertain(input);
        let distribution = uncertain.map(|uncertain| uncertain.distribution.clone());
        let mut form = Self {
            input,
            field: usize::from(input.may_be_uncertain()),
            replaces: true,
            value: Line::new(text.clone()),
            shape: None,
            parameters: Vec::new(),
            unit: slider.unit,
            was: (text, distribution.clone()),
            last: None,
        };
        form.show(distribution.as_ref());
        form.last = distribution;
        Some(form)
    }

    /// All its fields, from the top.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Value];
        if self.input.may_be_uncertain() {
            fields.push(Field::Shape);
        }
        fields.extend((0..self.parameters.len()).map(Field::Parameter));
        fields
    }

    /// The field at hand.
    pub fn at_hand(&self) -> Field {
        let fields = self.fields();
        fields.get(self.field).copied().unwrap_or(Field::Value)
    }

    /// What a parameter is called.
    pub fn name(&self, parameter: usize) -> &'static str {
        match self.shape {
            None => "",
            Some(Shape::Discrete) => "values",
            Some(shape) => shape.spec().parameters.get(parameter).unwrap_or(&""),
        }
    }

    /// The kinds that can be chosen, the one that is chosen marked.
    pub fn shapes(&self) -> impl Iterator<Item = (Option<Shape>, bool)> {
        SHAPES.into_iter().map(|shape| (shape, shape == self.shape))
    }

    /// The distribution that is typed; nothing when the input is certain.
    ///
    /// # Errors
    /// Why it is none.
    pub fn distribution(&self) -> Result<Option<Distribution>, EntryError> {
        let Some(shape) = self.shape else {
            return Ok(None);
        };
        let typed = self.was.1.as_ref().filter(|was| self.shows(was));
        if let Some(was) = typed {
            return Ok(Some(was.clone()));
        }
        let numbers = match shape {
            Shape::Discrete => self.pairs().ok_or(EntryError::NotPairs)?,
            _ => {
                let lines = self.parameters.iter().enumerate();
                let number = |(index, line): (usize, &Line)| {
                    let number = self.read(line.value());
                    number.ok_or(EntryError::NotAParameter(self.name(index)))
                };
                lines.map(number).collect::<Result<Vec<f64>, _>>()?
            }
        };
        let distribution = Distribution::new(shape, &numbers).ok_or(EntryError::NotPairs)?;
        match distribution.fault() {
            None => Ok(Some(distribution)),
            Some(fault) => Err(EntryError::NoDistribution(shape, fault)),
        }
    }

    /// How a parameter that was typed is read.
    pub fn read(&self, typed: &str) -> Option<f64> {
        amount(typed, self.unit)
    }

    /// The values and weights of a discrete distribution, one after the other.
    fn pairs(&self) -> Option<Vec<f64>> {
        let line = self.parameters.first()?.value();
        let pairs = line.split(';').filter(|pair| !pair.trim().is_empty());
        let mut numbers = Vec::new();
        for pair in pairs {
            let (value, weight) = pair.split_once(':')?;
            numbers.push(amount(value, self.unit)?);
            numbers.push(amount(weight, Unit::Ratio)?);
        }
        Some(numbers)
    }

    /// What would be typed for `distribution`.
    fn lines(&self, distribution: &Distribution) -> Vec<String> {
        let numbers = distribution.numbers();
        if distribution.shape() != Shape::Discrete {
            let line = |&number: &f64| typable(number, self.unit);
            return numbers.iter().map(line).collect();
        }
        let pair = |pair: &[f64]| {
            let (value, weight) = (typable(pair[0], self.unit), typable(pair[1], Unit::Ratio));
            format!("{value}: {weight}")
        };
        let pairs: Vec<String> = numbers.chunks_exact(2).map(pair).collect();
        vec![pairs.join("; ")]
    }

    /// Whether this is what is typed.
    fn shows(&self, distribution: &Distribution) -> bool {
        let typed = self.parameters.iter().map(Line::value);
        self.shape == Some(distribution.shape()) && typed.eq(self.lines(distribution))
    }

    fn show(&mut self, distribution: Option<&Distribution>) {
        let lines = distribution.map_or_else(Vec::new, |distribution| self.lines(distribution));
        self.shape = distribution.map(Distribution::shape);
        self.parameters = lines.into_iter().map(Line::new).collect();
    }

    /// Shows another kind, as wide as the last one and with `value` in the middle.
    fn choose(&mut self, shape: Option<Shape>, value: f64) {
        let Some(shape) = shape else {
            self.show(None);
            return;
        };
        let begins = match &self.last {
            Some(last) if last.shape() == shape => last.clone(),
            last => {
                let wide = last.as_ref().map(|last| percentiles(self.input, last));
                let wide = wide.filter(|[p10, _, p90]: &Percentiles| p90 - p10 > SMALLEST);
                let wide = wide.unwrap_or_else(|| around(value, self.unit));
                fitted(shape, self.input, wide, value)
            }
        };
        self.show(Some(&begins));
    }
}

impl State {
    /// The message that opens the dialog of the input at the cursor.
    pub(crate) fn form_at_cursor(&self) -> Option<Msg> {
        let form = Form::new(self, self.input_at_cursor()?)?;
        Some(Msg::Ask(Box::new(Dialog::Form(form))))
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.dialog {
            Some(Dialog::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// The message that goes to the field beside the one at hand.
    pub(crate) fn field_beside(&self, down: bool) -> Option<Msg> {
        let Some(Dialog::Form(form)) = &self.dialog else {
            return None;
        };
        let to = if down {
            form.field + 1
        } else {
            form.field.checked_sub(1)?
        };
        (to < form.fields().len()).then_some(Msg::Field(to))
    }

    /// The message that chooses the kind beside the one at hand, where kinds are chosen.
    pub(crate) fn shape_beside(&self, forward: bool) -> Option<Msg> {
        let Some(Dialog::Form(form)) = &self.dialog else {
            return None;
        };
        if form.at_hand() != Field::Shape {
            return None;
        }
        let at = SHAPES.iter().position(|&shape| shape == form.shape)?;
        let step = if forward { 1 } else { SHAPES.len() - 1 };
        Some(Msg::Shape(SHAPES[(at + step) % SHAPES.len()]))
    }

    pub(crate) fn go_to_field(&mut self, field: usize) {
        if let Some(form) = self.form_mut() {
            form.field = field.min(form.fields().len() - 1);
            form.replaces = true;
        }
    }

    pub(crate) fn choose_shape(&mut self, shape: Option<Shape>) {
        let value = match &self.dialog {
            Some(Dialog::Form(form)) => self.slider(form.input).map(|slider| slider.value),
            _ => None,
        };
        if let (Some(form), Some(value)) = (self.form_mut(), value) {
            form.choose(shape, value);
            form.field = form
                .fields()
                .iter()
                .position(|&field| field == Field::Shape)
                .unwrap_or(0);
        }
    }

    pub(crate) fn typed_in_form(&mut self, key: Key) {
        let forward = match key.code {
            KeyCode::Left => Some(false),
            KeyCode::Right => Some(true),
            _ => None,
        };
        if let Some(Msg::Shape(shape)) = forward.and_then(|forward| self.shape_beside(forward)) {
            self.choose_shape(shape);
            return;
        }
        let Some(form) = self.form_mut() else { return };
        let replaces = std::mem::take(&mut form.replaces);
        let field = form.at_hand();
        let line = match field {
            Field::Value => &mut form.value,
            Field::Shape => return,
            Field::Parameter(index) => &mut form.parameters[index],
        };
        let takes_its_place = key.typed().is_some() || key.code == KeyCode::Backspace;
        if replaces && takes_its_place {
            line.reset();
        }
        edit(line, key);
        if let (Field::Parameter(_), Ok(Some(typed))) = (field, form.distribution()) {
            form.last = Some(typed);
        }
    }

    /// The value that is typed in the dialog; nothing when it is as it was.
    ///
    /// # Errors
    /// Why it is none.
    pub fn value_of_form(&self, form: &Form) -> Result<Option<f64>, EntryError> {
        let slider = self.slider(form.input);
        match slider {
            Some(slider) if form.value.value() != form.was.0 => {
                if form.value.value().trim().is_empty() {
                    return Err(EntryError::Empty);
                }
                entered(form.value.value(), slider.value, slider.unit, slider.limits).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Whether nothing is wrong with what is typed in the dialog.
    pub(crate) fn form_is_fine(&self) -> bool {
        match &self.dialog {
            Some(Dialog::Form(form)) => {
                self.value_of_form(form).is_ok() && form.distribution().is_ok()
            }
            _ => false,
        }
    }

    /// Takes what is typed and closes the dialog, or leaves it open where something is wrong with it.
    pub(crate) fn accept_form(&mut self) {
        let Some(Dialog::Form(form)) = &self.dialog else {
            return;
        };
        let (Ok(value), Ok(distribution)) = (self.value_of_form(form), form.distribution()) else {
            return;
        };
        let (input, was) = (form.input, form.was.1.clone());
        self.dialog = None;
        if let Some(value) = value {
            self.set(input, value);
        }
        if distribution != was {
            self.set_uncertain(input, distribution);
        }
    }
}
