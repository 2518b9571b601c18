//! Errors that JavaScript is thrown. To the page their message is the statements that are to
//! be said, as text (`hearth_core::codes`); to others it is words for the user. Those of the npm
//! package also have the `name` `HearthError`, a `code` and, where it is known, the `offset` or `line`
//! of what is wrong, of which its script makes that class.

#[cfg(not(feature = "headless"))]
pub use coded::Thrown;
#[cfg(feature = "headless")]
pub use typed::Thrown;

#[cfg(not(feature = "headless"))]
mod coded {
    use crate::views::Refusal;
    #[cfg(not(feature = "cli"))]
    use hearth_core::codes::{Coded, write};
    use hearth_core::query::PatternError;
    use hearth_core::read::ReadError;
    use wasm_bindgen::{JsError, JsValue};

    /// An `Error` of JavaScript.
    pub struct Thrown(JsError);

    impl From<Thrown> for JsValue {
        fn from(thrown: Thrown) -> Self {
            thrown.0.into()
        }
    }

    impl From<hearth_messages::Error> for Thrown {
        fn from(error: hearth_messages::Error) -> Self {
            Self(error.into())
        }
    }

    impl From<ReadError> for Thrown {
        fn from(error: ReadError) -> Self {
            Self::saying(&error)
        }
    }

    impl From<PatternError> for Thrown {
        fn from(error: PatternError) -> Self {
            Self::saying(&error)
        }
    }

    impl From<Refusal> for Thrown {
        fn from(refusal: Refusal) -> Self {
            match refusal {
                // Only a page and an engine of different versions can disagree.
                Refusal::Message(error) => error.into(),
                refusal => Self::saying(&refusal),
            }
        }
    }

    impl Thrown {
        #[cfg(not(feature = "cli"))]
        fn saying(error: &impl Coded) -> Self {
            Self(JsError::new(&write(&error.statements())))
        }

        #[cfg(feature = "cli")]
        fn saying(error: &impl ToString) -> Self {
            Self(JsError::new(&error.to_string()))
        }
    }
}

#[cfg(feature = "headless")]
mod typed {
    use crate::views::Refusal;
    use hearth_cli::pprof;
    use hearth_core::query::{PatternError, QueryError};
    use hearth_core::read::ReadError;
    use hearth_core::report::ReportError;
    use hearth_core::selection::SelectError;
    use hearth_messages::{FileErrorCode as File, Message, QueryErrorCode as Question};
    use js_sys::{Error, Reflect};
    use wasm_bindgen::JsValue;

    /// An `Error` of JavaScript.
    #[derive(Debug)]
    pub struct Thrown(Error);

    impl Thrown {
        /// An error of a question.
        pub fn of_question(code: Question, message: &str) -> Self {
            let code = code.write();
            Self::new(message, &[("code", code)])
        }

        fn new(message: &str, facts: &[(&str, JsValue)]) -> Self {
            let error = Error::new(message);
            error.set_name("HearthError");
            for (fact, value) in facts {
                Reflect::set(&error, &(*fact).into(), value).expect("errors take everything");
            }
            Self(error)
        }
    }

    impl From<Thrown> for JsValue {
        fn from(thrown: Thrown) -> Self {
            thrown.0.into()
        }
    }

    impl From<ReadError> for Thrown {
        fn from(error: ReadError) -> Self {
            let (code, place) = match error {
                ReadError::Empty => (File::Empty, None),
                ReadError::Foreign(_) => (File::Foreign, None),
                ReadError::Gzip { at, .. } => (File::Gzip, Some(("offset", at as f64))),
                ReadError::Zstd { at, .. } => (File::Zstd, Some(("offset", at as f64))),
                ReadError::Wire { at, .. } => (File::Wire, Some(("offset", at as f64))),
                ReadError::Malformed { at, .. } => (File::Malformed, Some(("offset", at as f64))),
                ReadError::Format { at, .. } => (File::Malformed, Some(("offset", at as f64))),
                ReadError::Text { line, .. } => (File::Text, Some(("line", line as f64))),
                ReadError::TooLarge { .. }
                | ReadError::TooDeep { .. }
                | ReadError::OutOfProportion { .. } => (File::TooLarge, None),
                ReadError::NeedsMemory { .. }
                | ReadError::NeedsWhole
                | ReadError::OtherForm
                | ReadError::OutOfMemory { .. } => (File::OutOfMemory, None),
            };
            let code = ("code", code.write());
            let place = place.map(|(name, at)| (name, JsValue::from(at)));
            let facts: Vec<_> = [Some(code), place].into_iter().flatten().collect();
            Self::new(&error.to_string(), &facts)
        }
    }

    impl From<Refusal> for Thrown {
        fn from(refusal: Refusal) -> Self {
            let code = match &refusal {
                Refusal::Unknown(_) | Refusal::Closed => Question::Unknown,
                Refusal::Query(error) => of_query(error),
                Refusal::Search(_) => Question::Pattern,
                Refusal::Select(error) => of_selecting(error),
                Refusal::Combine(_) => Question::NotComparable,
                Refusal::Report(error) => of_report(error),
                Refusal::Message(_) => Question::Value,
            };
            Self::of_question(code, &refusal.to_string())
        }
    }

    impl From<QueryError> for Thrown {
        fn from(error: QueryError) -> Self {
            Self::of_question(of_query(&error), &error.to_string())
        }
    }

    impl From<PatternError> for Thrown {
        fn from(error: PatternError) -> Self {
            Self::of_question(Question::Pattern, &error.to_string())
        }
    }

    impl From<pprof::Error> for Thrown {
        fn from(error: pprof::Error) -> Self {
            let code = match &error {
                pprof::Error::Flag(_) | pprof::Error::Load(_) => Question::CommandLine,
                pprof::Error::Report(error) => of_report(error),
            };
            Self::of_question(code, &error.to_string())
        }
    }

    impl From<hearth_messages::Error> for Thrown {
        fn from(error: hearth_messages::Error) -> Self {
            Self::of_question(Question::Value, &error.to_string())
        }
    }

    fn of_query(error: &QueryError) -> Question {
        match error {
            QueryError::Unknown(_) => Question::Unknown,
            QueryError::Value { .. } | QueryError::ZeroDivisor => Question::Value,
            QueryError::Pattern { .. } => Question::Pattern,
        }
    }

    fn of_selecting(error: &SelectError) -> Question {
        match error {
            SelectError::SampleIndex(_) => Question::SampleType,
            SelectError::Query(error) => of_query(error),
        }
    }

    fn of_report(error: &ReportError) -> Question {
        match error {
            ReportError::Select(error) => of_selecting(error),
            ReportError::NoMatch(_) => Question::NoMatch,
            ReportError::NotOffered => Question::Unknown,
        }
    }
}
