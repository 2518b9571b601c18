//! A comparison: what is asked, and what is answered.

use crate::{FileId, Names};
use js_sys::{BigInt64Array, Float64Array, Uint8Array};
use serde::{Deserialize, Serialize};

/// The two sides that `compare` is about, and how to compare them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sides {
    /// The files of the base. Without any, a current file with negative values is compared
    /// with itself: what rose with what fell.
    pub old: Vec<FileId>,
    /// The files of the current side.
    pub new: Vec<FileId>,
    /// `absolute`, `second`, `share`, or `per:OLD,NEW` with two numbers of operations.
    pub mode: String,
    /// Scale the current side to the base's totals, as `-normalize` does.
    pub normalize: bool,
    /// Only equal names match.
    pub strict: bool,
}

/// The table of functions of both sides. Without an answer there is a `problem`, and the
/// columns are empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareData {
    /// Why the sides cannot be compared; empty if they can.
    pub problem: String,
    /// The unit of values.
    pub unit: String,
    /// The unit to show them in.
    pub output_unit: String,
    /// What to multiply values by, old and new: 1 for absolute figures.
    pub factors: [f64; 2],
    /// Whether multiplied values are shares: 1 is all of a side.
    pub is_share: bool,
    /// Whether it can be said what may be chance.
    pub is_sampled: bool,
    /// What the sides come to, old and new.
    pub total: [i64; 2],
    /// A name for each row.
    pub names: Names,
    /// What each function spent itself.
    pub flat: CompareColumns,
    /// What each function spent with all that it called.
    pub cum: CompareColumns,
    /// What stands between the sides, warnings first.
    pub remarks: Vec<CompareRemark>,
    /// Which share of each side is in functions that both have: old, new; 0 to 1.
    pub matched: [f64; 2],
    /// How many functions matched under another name.
    pub renamed: u32,
    /// Functions of one side, the heaviest first: name, `old` or `new`, share.
    pub unmatched: Vec<(String, String, f64)>,
    /// How many there are, also beyond those.
    pub unmatched_count: u32,
    /// Likely renames: old name, new name, likeness from 0 to 1.
    pub renames: Vec<(String, String, f64)>,
}

/// Both sides of one kind of figure: columns of equal length.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareColumns {
    /// The base's values.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub old: BigInt64Array,
    /// The current side's.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub new: BigInt64Array,
    /// What changed, multiplied by the factors.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub change: Float64Array,
    /// Half the width of the interval around it in which it lies with 99 % of certainty;
    /// not a number where that is not known.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub half: Float64Array,
    /// 0: the same, 1: within noise, 2: grew, 3: shrank, 4: new, 5: gone.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub verdict: Uint8Array,
}

/// Something that stands between the sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareRemark {
    /// A short name.
    pub kind: String,
    /// What it is, and what it does to the figures.
    pub text: String,
    /// Figures mislead if nothing is done about it.
    pub is_warning: bool,
    /// What to do about it: `mode`, `type`, `normalize` or `alone`, and the mode, the
    /// sample type, or the side (`old`, `new`).
    pub remedies: Vec<(String, String)>,
}
