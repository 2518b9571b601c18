//! Codes for refused questions.

use super::ReportError;
use crate::codes::{Coded, Statement, statement};
use crate::profile::combine::CombineError;
use crate::query::{Fault, PatternError, PatternFault, QueryError, Takes};
use crate::selection::{SampleIndexError, SelectError};

impl Coded for PatternError {
    fn statements(&self) -> Vec<Statement> {
        let Self { pattern, at, reason } = self;
        let place = match at {
            Some(at) => statement!(BadPatternAt, pattern, at + 1),
            None => statement!(BadPattern, pattern),
        };
        let reason = match reason {
            PatternFault::Syntax(Fault::UnexpectedParenthesis) => {
                statement!(UnexpectedParenthesis)
            }
            PatternFault::Syntax(Fault::MissingParenthesis) => statement!(MissingParenthesis),
            PatternFault::Syntax(Fault::MissingBracket) => statement!(MissingBracket),
            PatternFault::Syntax(Fault::NothingToRepeat) => statement!(NothingToRepeat),
            PatternFault::Syntax(Fault::NestedRepetition) => statement!(NestedRepetition),
            PatternFault::Syntax(Fault::TrailingBackslash) => statement!(TrailingBackslash),
            PatternFault::NotTaken(_) => statement!(PatternNotTaken),
            PatternFault::TooSlow => statement!(PatternTooSlow),
        };
        vec![place, reason]
    }
}

impl Takes {
    fn statement(self) -> Statement {
        match self {
            Self::YesOrNo => statement!(TakesYesOrNo),
            Self::Number => statement!(TakesNumber),
            Self::Count => statement!(TakesCount),
            Self::OneOf(words) => statement!(TakesOneOf, words.join(", ")),
            Self::Text(words) => statement!(TakesText, words),
        }
    }
}

impl Coded for QueryError {
    fn statements(&self) -> Vec<Statement> {
        match self {
            Self::Value { option, value, takes } => {
                vec![statement!(BadValue, option, value), takes.statement()]
            }
            Self::Unknown(option) => vec![statement!(UnknownOption, option)],
            Self::Pattern { option, error } => {
                let mut all = vec![statement!(BadOption, option)];
                all.append(&mut error.statements());
                all
            }
            Self::ZeroDivisor => vec![statement!(ZeroDivisor)],
        }
    }
}

impl Coded for SampleIndexError {
    fn statements(&self) -> Vec<Statement> {
        vec![match self {
            Self::NoSampleTypes => statement!(NothingToShow),
            Self::OutOfRange { index, last } => statement!(SampleIndexRange, index, last),
            Self::Unknown { name, types } => statement!(NoSuchSampleType, name, types.join(", ")),
        }]
    }
}

impl Coded for SelectError {
    fn statements(&self) -> Vec<Statement> {
        match self {
            Self::SampleIndex(error) => error.statements(),
            Self::Query(error) => error.statements(),
        }
    }
}

impl Coded for CombineError {
    fn statements(&self) -> Vec<Statement> {
        vec![match self {
            Self::Nothing => statement!(NoProfiles),
            Self::NoCommonType => statement!(NoCommonType),
            Self::TypeCount(a, b) => statement!(TypeCount, a, b),
            Self::Types { a, b, .. } => statement!(IncompatibleTypes, a, b),
        }]
    }
}

impl Coded for ReportError {
    fn statements(&self) -> Vec<Statement> {
        match self {
            Self::Select(error) => error.statements(),
            Self::NoMatch(expression) => vec![statement!(NoMatch, expression)],
            Self::NotOffered => vec![statement!(NotOffered)],
        }
    }
}
