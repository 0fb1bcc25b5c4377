//! A small spreadsheet that parses and evaluates formulas as strictly as the strictest program.
//!
//! It supports only the functions and operators that the workbook may use. Whatever some spreadsheet would
//! reject or turn into an error is a panic that names the cell: a range in place of a cell, a division by 0, 0^0,
//! an overflow, an undefined name.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::reader::{At, Value, Workbook, place};

#[derive(Clone, Debug)]
enum Expression {
    Number(f64),
    Text(String),
    /// A range of cells, from first to last.
    Area(At, At),
    Negative(Box<Self>),
    Binary(&'static str, Box<Self>, Box<Self>),
    Call(String, Vec<Self>),
}

/// Evaluates the cells of a workbook.
pub(crate) struct Engine<'a> {
    workbook: &'a Workbook,
    known: RefCell<BTreeMap<At, Value>>,
    at_work: RefCell<BTreeSet<At>>,
}

const FUNCTIONS: &[&str] = &[
    "ABS",
    "AND",
    "COUNTIF",
    "IF",
    "INDEX",
    "ISNUMBER",
    "LN",
    "MATCH",
    "MAX",
    "MIN",
    "SUM",
    "SUMIF",
    "SUMPRODUCT",
];
/// Operators, from the lowest precedence to the highest.
const OPERATORS: [&[&str]; 5] = [
    &["<>", "<=", ">=", "=", "<", ">"],
    &["&"],
    &["+", "-"],
    &["*", "/"],
    &["^"],
];

/// The value of an expression: rows of values, one after another.
struct Values {
    rows: usize,
    columns: usize,
    all: Vec<Value>,
}

impl Values {
    fn one(value: Value) -> Self {
        Self {
            rows: 1,
            columns: 1,
            all: vec![value],
        }
    }

    fn is_one(&self) -> bool {
        self.all.len() == 1
    }
}

impl<'a> Engine<'a> {
    pub(crate) fn new(workbook: &'a Workbook) -> Self {
        Self {
            workbook,
            known: RefCell::default(),
            at_work: RefCell::default(),
        }
    }

    /// Evaluates the cell at `at`.
    pub(crate) fn value(&self, at: At) -> Value {
        if let Some(value) = self.known.borrow().get(&at) {
            return value.clone();
        }
        let Some(cell) = self.workbook.cells.get(&at) else {
            return Value::Blank;
        };
        let Some(formula) = &cell.formula else {
            return cell.value.clone();
        };
        assert!(self.at_work.borrow_mut().insert(at), "a circle at {at:?}");
        let expression = Parser::new(formula, at.0, self.workbook).whole();
        let value = match self.scalar(&expression, false) {
            Ok(value) => value,
            Err(error) => panic!(
                "{} {at:?}: {error} in {formula}",
                self.workbook.sheets[at.0]
            ),
        };
        self.known.borrow_mut().insert(at, value.clone());
        value
    }

    fn scalar(&self, expression: &Expression, is_array: bool) -> Result<Value, String> {
        let values = self.values(expression, is_array)?;
        match values.all.as_slice() {
            [value] => Ok(value.clone()),
            _ => Err("a range where one value is meant".into()),
        }
    }

    fn number(&self, expression: &Expression) -> Result<f64, String> {
        number(&self.scalar(expression, false)?)
    }

    fn values(&self, expression: &Expression, is_array: bool) -> Result<Values, String> {
        let one = |value| Ok(Values::one(value));
        match expression {
            Expression::Number(figure) => one(Value::Number(*figure)),
            Expression::Text(text) => one(Value::Text(text.clone())),
            Expression::Area((sheet, r0, c0), (_, r1, c1)) => Ok(Values {
                rows: (r1 - r0 + 1) as usize,
                columns: (c1 - c0 + 1) as usize,
                all: (*r0..=*r1)
                    .flat_map(|row| (*c0..=*c1).map(move |column| (*sheet, row, column)))
                    .map(|at| self.value(at))
                    .collect(),
            }),
            Expression::Negative(inner) => {
                let values = self.values(inner, is_array)?;
                each(&values, is_array, |value| {
                    Ok(Value::Number(-number(value)?))
                })
            }
            Expression::Binary(operator, a, b) => {
                let (a, b) = (self.values(a, is_array)?, self.values(b, is_array)?);
                both(&a, &b, is_array, |a, b| binary(operator, a, b))
            }
            Expression::Call(function, arguments) => self.call(function, arguments, is_array),
        }
    }

    fn call(&self, function: &str, given: &[Expression], is_array: bool) -> Result<Values, String> {
        let figures = || -> Result<Vec<f64>, String> {
            let mut figures = Vec::new();
            for expression in given {
                let values = self.values(expression, false)?;
                let is_area = matches!(expression, Expression::Area(..));
                for value in values.all {
                    match value {
                        Value::Number(figure) => figures.push(figure),
                        // Text in cells is skipped.
                        _ if is_area => {}
                        other => figures.push(number(&other)?),
                    }
                }
            }
            Ok(figures)
        };
        let value = match (function, given) {
            ("ABS", [inner]) => {
                let values = self.values(inner, is_array)?;
                return each(&values, is_array, |value| {
                    Ok(Value::Number(number(value)?.abs()))
                });
            }
            ("IF", [condition, yes, no]) => {
                let is_true = truth(&self.scalar(condition, is_array)?)?;
                self.scalar(if is_true { yes } else { no }, is_array)?
            }
            ("AND", conditions) => {
                let mut all = true;
                for condition in conditions {
                    all &= truth(&self.scalar(condition, false)?)?;
                }
                Value::Bool(all)
            }
            ("ISNUMBER", [inner]) => {
                Value::Bool(matches!(self.scalar(inner, false)?, Value::Number(_)))
            }
            ("SUM", _) => finite(figures()?.iter().sum())?,
            ("MIN", _) => Value::Number(figures()?.into_iter().reduce(f64::min).unwrap_or(0.0)),
            ("MAX", _) => Value::Number(figures()?.into_iter().reduce(f64::max).unwrap_or(0.0)),
            ("LN", [inner]) => {
                let figure = self.number(inner)?;
                if figure <= 0.0 {
                    return Err(format!("LN({figure})"));
                }
                Value::Number(figure.ln())
            }
            ("SUMPRODUCT", [inner]) => {
                let values = self.values(inner, true)?;
                let mut sum = 0.0;
                for value in &values.all {
                    match value {
                        Value::Number(figure) => sum += figure,
                        other => return Err(format!("{other:?} in a sum of products")),
                    }
                }
                finite(sum)?
            }
            _ => self.look_up(function, given)?,
        };
        Ok(Values::one(value))
    }

    fn look_up(&self, function: &str, given: &[Expression]) -> Result<Value, String> {
        let column =
            |expression| -> Result<Vec<Value>, String> { Ok(self.values(expression, false)?.all) };
        match (function, given) {
            ("INDEX", [cells, at]) => {
                let at = self.number(at)?;
                let cells = column(cells)?;
                let found = cells.get(at as usize - 1);
                found.cloned().ok_or_else(|| format!("no row {at}"))
            }
            ("MATCH", [wanted, cells, Expression::Number(0.0)]) => {
                let wanted = self.scalar(wanted, false)?;
                let at = column(cells)?.iter().position(|value| *value == wanted);
                at.map(|at| Value::Number(at as f64 + 1.0))
                    .ok_or_else(|| format!("no {wanted:?}"))
            }
            ("SUMIF", [cells, wanted, sums]) => {
                let wanted = self.scalar(wanted, false)?;
                let mut sum = 0.0;
                for (value, summed) in column(cells)?.iter().zip(column(sums)?) {
                    if *value == wanted {
                        sum += number(&summed)?;
                    }
                }
                Ok(Value::Number(sum))
            }
            ("COUNTIF", [cells, wanted]) => {
                let wanted = self.scalar(wanted, false)?;
                let found = column(cells)?
                    .iter()
                    .filter(|value| **value == wanted)
                    .count();
                Ok(Value::Number(found as f64))
            }
            _ => Err(format!("{function} of {} arguments", given.len())),
        }
    }
}

fn each(
    values: &Values,
    is_array: bool,
    change: impl Fn(&Value) -> Result<Value, String>,
) -> Result<Values, String> {
    let zero = Values::one(Value::Number(0.0));
    both(values, &zero, is_array, |value, _| change(value))
}

/// Applies an operator element by element; a single value is broadcast.
fn both(
    a: &Values,
    b: &Values,
    is_array: bool,
    operate: impl Fn(&Value, &Value) -> Result<Value, String>,
) -> Result<Values, String> {
    let (size_a, size_b) = ((a.rows, a.columns), (b.rows, b.columns));
    let (rows, columns) = if a.is_one() { size_b } else { size_a };
    if !is_array && (rows, columns) != (1, 1) {
        return Err("a range where one value is meant".into());
    }
    if !a.is_one() && !b.is_one() && size_a != size_b {
        return Err(format!("ranges of {size_a:?} and {size_b:?}"));
    }
    let pick = |values: &Values, at: usize| if values.is_one() { 0 } else { at };
    let all = (0..rows * columns)
        .map(|at| operate(&a.all[pick(a, at)], &b.all[pick(b, at)]))
        .collect::<Result<_, _>>()?;
    Ok(Values { rows, columns, all })
}

fn binary(operator: &str, a: &Value, b: &Value) -> Result<Value, String> {
    if OPERATORS[0].contains(&operator) {
        return Ok(Value::Bool(compare(operator, a, b)));
    }
    if operator == "&" {
        return Ok(Value::Text(words(a) + &words(b)));
    }
    let (a, b) = (number(a)?, number(b)?);
    match operator {
        "+" => finite(a + b),
        "-" => finite(a - b),
        "*" => finite(a * b),
        "/" if b == 0.0 => Err(format!("{a}/0")),
        "/" => finite(a / b),
        _ if a == 0.0 && b == 0.0 => Err("0^0".into()),
        _ => finite(a.powf(b)),
    }
}

fn compare(operator: &str, a: &Value, b: &Value) -> bool {
    let order = match (a, b) {
        (Value::Text(a), Value::Text(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
        (Value::Text(a), Value::Blank) => a.as_str().cmp(""),
        (Value::Blank, Value::Text(b)) => "".cmp(b.as_str()),
        (Value::Text(_), _) => std::cmp::Ordering::Greater,
        (_, Value::Text(_)) => std::cmp::Ordering::Less,
        (a, b) => {
            let (a, b) = (number(a).unwrap(), number(b).unwrap());
            a.partial_cmp(&b).unwrap()
        }
    };
    match operator {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        _ => order.is_ge(),
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(figure) => figure.to_string(),
        other => panic!("{other:?} in words"),
    }
}

fn number(value: &Value) -> Result<f64, String> {
    match value {
        Value::Number(figure) => Ok(*figure),
        Value::Bool(is) => Ok(f64::from(u8::from(*is))),
        Value::Blank => Ok(0.0),
        Value::Text(text) => Err(format!("{text:?} is no number")),
    }
}

fn truth(value: &Value) -> Result<bool, String> {
    match value {
        Value::Bool(is) => Ok(*is),
        other => Err(format!("{other:?} is no condition")),
    }
}

fn finite(figure: f64) -> Result<Value, String> {
    if figure.is_finite() {
        Ok(Value::Number(figure))
    } else {
        Err(format!("{figure}"))
    }
}

/// Parses a formula.
struct Parser<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    sheet: usize,
    workbook: &'a Workbook,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Text(String),
    /// A name, a function, or cells.
    Word(String),
    Sign(&'static str),
}

/// Operators and punctuation, longer ones first.
const SIGNS: &[&str] = &[
    "<>", "<=", ">=", "=", "<", ">", "&", "+", "-", "*", "/", "^", "(", ")", ",",
];

fn tokens(formula: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = if first == '"' {
            let end = rest[1..].find('"').unwrap() + 1;
            found.push(Token::Text(rest[1..end].to_owned()));
            end + 1
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            found.push(Token::Sign(sign));
            sign.len()
        } else if first.is_ascii_digit() {
            let is_part = |(at, c): (usize, char)| {
                c.is_ascii_digit()
                    || matches!(c, '.' | 'E')
                    || (c == '-' && rest[..at].ends_with('E'))
            };
            let end = rest.char_indices().find(|&part| !is_part(part));
            let end = end.map_or(rest.len(), |(at, _)| at);
            found.push(Token::Number(rest[..end].parse().unwrap()));
            end
        } else {
            let mut is_quoted = false;
            let end = rest.find(|c: char| {
                is_quoted ^= c == '\'';
                !(is_quoted || c == '\'' || c.is_ascii_alphanumeric() || "_.!:$".contains(c))
            });
            let end = end.unwrap_or(rest.len());
            assert!(end > 0, "{rest:?} cannot be read");
            found.push(Token::Word(rest[..end].to_owned()));
            end
        };
        rest = &rest[length..];
    }
    found
}

impl<'a> Parser<'a> {
    fn new(formula: &str, sheet: usize, workbook: &'a Workbook) -> Self {
        Self {
            tokens: tokens(formula).into_iter().peekable(),
            sheet,
            workbook,
        }
    }

    fn whole(mut self) -> Expression {
        let expression = self.level(0);
        assert_eq!(self.tokens.next(), None, "something follows the formula");
        expression
    }

    fn level(&mut self, level: usize) -> Expression {
        let Some(operators) = OPERATORS.get(level) else {
            return self.signed();
        };
        let mut left = self.level(level + 1);
        while let Some(&Token::Sign(sign)) = self.tokens.peek()
            && operators.contains(&sign)
        {
            self.tokens.next();
            let right = self.level(level + 1);
            left = Expression::Binary(sign, Box::new(left), Box::new(right));
        }
        left
    }

    /// A unary minus binds more tightly than a power.
    fn signed(&mut self) -> Expression {
        if self.takes("-") {
            return Expression::Negative(Box::new(self.signed()));
        }
        match self.tokens.next() {
            Some(Token::Number(figure)) => Expression::Number(figure),
            Some(Token::Text(text)) => Expression::Text(text),
            Some(Token::Sign("(")) => {
                let inner = self.level(0);
                assert!(self.takes(")"), "a parenthesis is not closed");
                inner
            }
            Some(Token::Word(word)) if self.takes("(") => self.function(word),
            Some(Token::Word(word)) => self.cells(&word),
            other => panic!("{other:?} where a value is meant"),
        }
    }

    fn function(&mut self, name: String) -> Expression {
        assert!(FUNCTIONS.contains(&name.as_str()), "the function {name}");
        let mut arguments = vec![self.level(0)];
        while self.takes(",") {
            arguments.push(self.level(0));
        }
        assert!(self.takes(")"), "{name} is not closed");
        Expression::Call(name, arguments)
    }

    fn cells(&self, word: &str) -> Expression {
        let (first, last) = if self.workbook.names.contains_key(word) || word.contains('!') {
            self.workbook.area(word)
        } else {
            let (first, last) = word.split_once(':').unwrap_or((word, word));
            let at = |text: &str| {
                let is_cell = text.starts_with(|c: char| c.is_ascii_uppercase())
                    && text.ends_with(|c: char| c.is_ascii_digit());
                assert!(is_cell, "{word} is neither a name nor a cell");
                let (row, column) = place(text);
                (self.sheet, row, column)
            };
            (at(first), at(last))
        };
        for (sheet, row, column) in [first, last] {
            assert!(row > 0 && column > 0, "{word} leads nowhere");
            let is_there = self.workbook.cells.contains_key(&(sheet, row, column));
            assert!(is_there, "{word} leads to a cell that is not there");
        }
        Expression::Area(first, last)
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is_next = matches!(self.tokens.peek(), Some(Token::Sign(next)) if *next == sign);
        if is_next {
            self.tokens.next();
        }
        is_next
    }
}
