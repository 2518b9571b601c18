//! Why two sides cannot be compared.

use hearth_core::compare::{Comparison, Options};
use hearth_core::profile::Profile;
use hearth_core::profile::combine::CombineError;
use hearth_core::query::Query;
use hearth_core::selection::SelectError;

/// See [`CompareData::problem`](hearth_messages::CompareData::problem).
#[derive(Clone, Default)]
pub struct Problem {
    pub kind: &'static str,
    pub names: Vec<String>,
    /// In English: for programs.
    pub text: String,
}

impl Problem {
    fn new(kind: &'static str, names: Vec<String>, text: impl ToString) -> Self {
        Self { kind, names, text: text.to_string() }
    }

    fn of_types(error: &CombineError, types: [String; 2]) -> Self {
        let names = types.to_vec();
        match error {
            CombineError::Nothing => Self::new("empty-side", vec![], error),
            CombineError::NoCommonType => Self::new("no-common-type", names, error),
            CombineError::TypeCount(..) => Self::new("incompatible", names, error),
            CombineError::Types { a, b, .. } => {
                Self::new("incompatible", vec![a.clone(), b.clone()], error)
            }
        }
    }

    /// A sample type that was asked for is not on both sides.
    pub fn only_one_side(comparison: &Comparison, query: &Query, error: &SelectError) -> Self {
        let types = comparison.profile().sample_type_names().take(comparison.type_count());
        let types: Vec<String> = types.map(|t| String::from_utf8_lossy(t).into_owned()).collect();
        let names = vec![query.sample_index.clone(), types.join(", ")];
        Self::new("type-of-one-side", names, format_args!("Both sides must measure it: {error}"))
    }
}

/// Compares two sides.
pub fn compare(
    [old, new]: [Vec<Profile>; 2],
    options: &Options,
) -> Result<Box<Comparison>, Problem> {
    let types = [&old, &new].map(|side| {
        let types = side.iter().flat_map(|profile| profile.sample_type_names());
        let mut types: Vec<String> =
            types.map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        types.dedup();
        types.join(", ")
    });
    let refused = |error: CombineError| Problem::of_types(&error, types.clone());
    let comparison = match (&*old, &*new) {
        ([], [one]) => Comparison::of_difference(one).map_err(refused)?.ok_or_else(|| {
            let text = "There is one side only. Drop another profile, or choose what to compare \
                        it with.";
            Problem::new("one-side", vec![], text)
        })?,
        ([], _) | (_, []) => {
            let text = "Each side needs a profile: choose a base and a current one.";
            return Err(Problem::new("empty-side", vec![], text));
        }
        _ => Comparison::new(old, new, options).map_err(refused)?,
    };
    Ok(Box::new(comparison))
}
