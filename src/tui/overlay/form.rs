//! The form of an input: its value, and the kind and parameters of its distribution.
//!
//! What is typed is judged at once and taken together, or not at all.

use crate::model::{
    Distribution, Shape, Unit,
    simulate::fit::{Percentiles, SMALLEST, around, fitted, percentiles},
};
use crate::text::typed::EntryError;
use crate::text::typed::{amount, entered, typable};
use crate::tui::{
    event::{Key, KeyCode},
    overlay::entry::edit,
    slider::Slider,
};
use tui_input::Input as TextLine;

/// An input being edited.
#[derive(Clone, Debug)]
pub struct Form {
    /// The slider of the input, as it stood when the form was opened.
    pub slider: Slider,
    /// The field with the cursor: an index into [`Form::fields`].
    pub field: usize,
    /// Whether the next character replaces what that field holds.
    pub replaces: bool,
    /// Its value, as typed.
    pub value: TextLine,
    /// The kind of its distribution; `None` when it is certain.
    pub shape: Option<Shape>,
    /// The parameters of its distribution, as typed; a discrete one has all its pairs in one line.
    pub parameters: Vec<TextLine>,
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
        self.slider.input == other.slider.input
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
    /// The form of the input of `slider`, which varies by `distribution`.
    pub(crate) fn new(slider: Slider, distribution: Option<Distribution>) -> Self {
        let text = typable(slider.value, slider.unit);
        let mut form = Self {
            slider,
            field: usize::from(slider.input.may_be_uncertain()),
            replaces: true,
            value: TextLine::new(text.clone()),
            shape: None,
            parameters: Vec::new(),
            was: (text, distribution.clone()),
            last: None,
        };
        form.show(distribution.as_ref());
        form.last = distribution;
        form
    }

    /// Returns its fields, from the top.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Value];
        if self.slider.input.may_be_uncertain() {
            fields.push(Field::Shape);
        }
        fields.extend((0..self.parameters.len()).map(Field::Parameter));
        fields
    }

    /// Returns the field with the cursor.
    pub fn current(&self) -> Field {
        let fields = self.fields();
        fields.get(self.field).copied().unwrap_or(Field::Value)
    }

    /// Returns the name of a parameter.
    pub fn name(&self, parameter: usize) -> &'static str {
        match self.shape {
            None => "",
            Some(Shape::Discrete) => "values",
            Some(shape) => shape.spec().parameters.get(parameter).unwrap_or(&""),
        }
    }

    /// Returns the kinds that can be chosen, each with whether it is.
    pub fn shapes(&self) -> impl Iterator<Item = (Option<Shape>, bool)> {
        SHAPES.into_iter().map(|shape| (shape, shape == self.shape))
    }

    /// Returns the distribution that is typed; `None` when the input is certain.
    ///
    /// # Errors
    /// The reason why it is none.
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
                let number = |(index, line): (usize, &TextLine)| {
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

    /// Reads a parameter as it is typed.
    pub fn read(&self, typed: &str) -> Option<f64> {
        amount(typed, self.slider.unit)
    }

    /// Returns the values and weights of a discrete distribution, one after the other.
    fn pairs(&self) -> Option<Vec<f64>> {
        let line = self.parameters.first()?.value();
        let pairs = line.split(';').filter(|pair| !pair.trim().is_empty());
        let mut numbers = Vec::new();
        for pair in pairs {
            let (value, weight) = pair.split_once(':')?;
            numbers.push(amount(value, self.slider.unit)?);
            numbers.push(amount(weight, Unit::Ratio)?);
        }
        Some(numbers)
    }

    /// Returns what would be typed for `distribution`.
    fn lines(&self, distribution: &Distribution) -> Vec<String> {
        let numbers = distribution.numbers();
        if distribution.shape() != Shape::Discrete {
            let line = |&number: &f64| typable(number, self.slider.unit);
            return numbers.iter().map(line).collect();
        }
        let pair = |pair: &[f64]| {
            let (value, weight) = (
                typable(pair[0], self.slider.unit),
                typable(pair[1], Unit::Ratio),
            );
            format!("{value}: {weight}")
        };
        let pairs: Vec<String> = numbers.chunks_exact(2).map(pair).collect();
        vec![pairs.join("; ")]
    }

    /// Whether `distribution` is what is typed.
    fn shows(&self, distribution: &Distribution) -> bool {
        let typed = self.parameters.iter().map(TextLine::value);
        self.shape == Some(distribution.shape()) && typed.eq(self.lines(distribution))
    }

    fn show(&mut self, distribution: Option<&Distribution>) {
        let lines = distribution.map_or_else(Vec::new, |distribution| self.lines(distribution));
        self.shape = distribution.map(Distribution::shape);
        self.parameters = lines.into_iter().map(TextLine::new).collect();
    }

    /// Goes to a field; the next character replaces what it holds.
    pub(crate) fn go_to(&mut self, field: usize) {
        self.field = field.min(self.fields().len() - 1);
        self.replaces = true;
    }

    /// Returns the next or the previous field, if there is one.
    pub(crate) fn field_beside(&self, down: bool) -> Option<usize> {
        let to = match down {
            true => self.field + 1,
            false => self.field.checked_sub(1)?,
        };
        (to < self.fields().len()).then_some(to)
    }

    /// Returns the next or the previous kind of distribution, in the field that chooses one.
    pub(crate) fn shape_beside(&self, forward: bool) -> Option<Option<Shape>> {
        if self.current() != Field::Shape {
            return None;
        }
        let at = SHAPES.iter().position(|&shape| shape == self.shape)?;
        let step = if forward { 1 } else { SHAPES.len() - 1 };
        Some(SHAPES[(at + step) % SHAPES.len()])
    }

    /// Chooses a kind of distribution, as wide as the last one and with the value in the middle.
    pub(crate) fn choose_shape(&mut self, shape: Option<Shape>) {
        match shape {
            None => self.show(None),
            Some(shape) => self.begin(shape),
        }
        let mut fields = self.fields().into_iter();
        self.field = fields.position(|field| field == Field::Shape).unwrap_or(0);
    }

    fn begin(&mut self, shape: Shape) {
        let Slider {
            input, value, unit, ..
        } = self.slider;
        let begins = match &self.last {
            Some(last) if last.shape() == shape => last.clone(),
            last => {
                let wide = last.as_ref().map(|last| percentiles(input, last));
                let wide = wide.filter(|[p10, _, p90]: &Percentiles| p90 - p10 > SMALLEST);
                let wide = wide.unwrap_or_else(|| around(value, unit));
                fitted(shape, input, wide, value)
            }
        };
        self.show(Some(&begins));
    }

    /// Takes a key: edits the current field, or chooses a kind of distribution there.
    pub(crate) fn typed(&mut self, key: Key) {
        let forward = match key.code {
            KeyCode::Left => Some(false),
            KeyCode::Right => Some(true),
            _ => None,
        };
        if let Some(shape) = forward.and_then(|forward| self.shape_beside(forward)) {
            self.choose_shape(shape);
            return;
        }
        let replaces = std::mem::take(&mut self.replaces);
        let field = self.current();
        let line = match field {
            Field::Value => &mut self.value,
            Field::Shape => return,
            Field::Parameter(index) => &mut self.parameters[index],
        };
        let takes_its_place = key.typed().is_some() || key.code == KeyCode::Backspace;
        if replaces && takes_its_place {
            line.reset();
        }
        edit(line, key);
        if let (Field::Parameter(_), Ok(Some(typed))) = (field, self.distribution()) {
            self.last = Some(typed);
        }
    }

    /// Returns the value that is typed; `None` when it is as it was.
    ///
    /// # Errors
    /// The reason why it is none.
    pub fn typed_value(&self) -> Result<Option<f64>, EntryError> {
        let text = self.value.value();
        if text == self.was.0 {
            return Ok(None);
        }
        if text.trim().is_empty() {
            return Err(EntryError::Empty);
        }
        entered(
            text,
            self.slider.value,
            self.slider.unit,
            self.slider.limits,
        )
        .map(Some)
    }

    /// Returns the value and the distribution that are typed, each where it is another; `None` when
    /// one of them is wrong.
    pub(crate) fn accepted(&self) -> Option<(Option<f64>, Option<Option<Distribution>>)> {
        let (value, distribution) = (self.typed_value().ok()?, self.distribution().ok()?);
        let is_another = distribution != self.was.1;
        Some((value, is_another.then_some(distribution)))
    }
}
