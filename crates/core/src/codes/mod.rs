//! Codes of everything that the engine tells the page's users: remarks and errors.
//!
//! Core knows no language of the page. What is to be said is a list of [`Statement`]s,
//! each a [`Code`] with its values; the page has a sentence for each code in each language.
//! Statements travel as text ([`write`], [`read`]), since an error in JavaScript is one.
//! English for programs and the command line is `Display` of the same types.
//!
//! A new remark or error takes a variant of its type, a row in `list`, and an arm in its
//! [`Coded::statements`]; the page does not compile until both languages have words for it.

mod list;

pub use list::Code;

/// Stands between statements.
pub const BETWEEN: &str = "\u{1e}";

/// [`Code::RowsAreAddresses`], as it is written: the page adds that to the remarks before it has
/// the table of codes.
pub const ROWS_ARE_ADDRESSES: &str = "rows-are-addresses";

/// Between statements, and between the code and the values of one.
const SEPARATORS: [char; 2] = ['\u{1e}', '\u{1f}'];

/// Values that have codes.
pub trait Coded {
    /// Returns statements, a sentence or more for each statement.
    fn statements(&self) -> Vec<Statement>;
}

/// A code with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Code of the sentence.
    pub code: Code,
    /// Values for `{0}`, `{1}`… of its words: as many as [`Code::values`] says. Names of
    /// profiles are among them, so they are as harmless as any name of a profile: not at all.
    pub values: Vec<String>,
}

/// A statement of a code's name and its values.
macro_rules! statement {
    ($code:ident $(, $value:expr)* $(,)?) => {
        $crate::codes::Statement {
            code: $crate::codes::Code::$code,
            values: vec![$(::std::string::ToString::to_string(&$value)),*],
        }
    };
}

pub(crate) use statement;

/// Statements as text: a line of a protocol, not for people.
pub fn write(statements: &[Statement]) -> String {
    let [between, inside] = SEPARATORS;
    let mut text = String::new();
    for statement in statements {
        if !text.is_empty() {
            text.push(between);
        }
        text.push_str(statement.code.name());
        for value in &statement.values {
            text.push(inside);
            // No name may pretend to be a statement.
            text.extend(
                value.chars().map(|c| if SEPARATORS.contains(&c) { '\u{fffd}' } else { c }),
            );
        }
    }
    text
}

/// Reads what [`write`] wrote. `None` where a part of it has no known code: then it is a text
/// of somebody else, such as a browser's error.
pub fn read(text: &str) -> Option<Vec<Statement>> {
    let [between, inside] = SEPARATORS;
    let statement = |part: &str| {
        let mut parts = part.split(inside);
        let code = Code::from_name(parts.next()?)?;
        let values: Vec<String> = parts.map(str::to_owned).collect();
        (values.len() == code.values()).then_some(Statement { code, values })
    };
    text.split(between).map(statement).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_read_as_they_were_written() {
        let all = [
            statement!(Truncated, 3, 64),
            statement!(NoSamples),
            statement!(OddUnit, "", "a\u{1f}b\u{1e}c"),
        ];
        let mut read_again = all.to_vec();
        read_again[2].values[1] = "a\u{fffd}b\u{fffd}c".to_owned();
        assert_eq!(read(&write(&all)), Some(read_again));
    }

    #[test]
    fn other_texts_are_no_statements() {
        for text in ["", "out of memory", "truncated", "truncated\u{1f}3", "no-samples\u{1e}x"] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn each_code_has_a_name_of_its_own() {
        for &code in Code::ALL {
            assert_eq!(Code::from_name(code.name()), Some(code));
        }
        assert_eq!(ROWS_ARE_ADDRESSES, Code::RowsAreAddresses.name());
        assert_eq!(BETWEEN, SEPARATORS[0].to_string());
    }
}
