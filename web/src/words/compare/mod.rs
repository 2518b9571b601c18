//! Words of comparisons.

mod chinese;
mod english;

pub use chinese::WORDS as CHINESE;
pub use english::WORDS as ENGLISH;

pub struct Words {
    pub offer: &'static str,
    pub pairs: &'static str,
    /// Of so many files the first and the last.
    pub first_to_last: &'static str,
    pub sides: &'static str,
    /// Neither, base, current.
    pub roles: [&'static str; 3],
    pub swap: &'static str,
    pub swap_title: &'static str,
    pub modes: &'static str,
    pub mode: &'static str,
    /// Absolute, per second, share, per operation.
    pub mode_names: [&'static str; 4],
    pub per_run: &'static str,
    /// The numbers of operations of the base and of the current side.
    pub operations: [&'static str; 2],
    pub figures: &'static str,
    /// Flat, cum, and what is charged to the user's own functions.
    pub by: [&'static str; 3],
    pub normalize: &'static str,
    pub normalize_title: &'static str,
    pub strict: &'static str,
    pub strict_title: &'static str,
    pub remarks: &'static str,
    /// Look at the base alone, at the current side alone.
    pub alone: [&'static str; 2],
    /// The sentence: {0} is by how much all of it changed, or from what to what, {1} are
    /// functions, {2} is how many.
    pub answer_all: &'static str,
    pub answer_most: &'static str,
    pub answer_spread: &'static str,
    pub answer_nowhere: &'static str,
    pub answer_shift: &'static str,
    pub answer_within: &'static str,
    pub answer_shares: &'static str,
    pub answer_normalized: &'static str,
    pub answer_noise: &'static str,
    pub answer_equal: &'static str,
    pub answer_empty: &'static str,
    /// Sentence on changes the other way.
    pub answer_against: &'static str,
    /// A change, and its share of the base.
    pub answer_share: &'static str,
    /// Subjects that are counted, with an amount.
    pub subjects: &'static [(&'static str, &'static str)],
    /// Behind an amount: per second, per operation.
    pub per: [&'static str; 2],
    /// Between functions.
    pub list: &'static str,
    /// Behind a function: what changed there.
    pub with_change: &'static str,
    pub no_name: &'static str,
    pub copy: &'static str,
    pub total: &'static str,
    /// One, and several.
    pub remark_count: [&'static str; 2],
    pub warning_count: [&'static str; 2],
    /// The base, the current side, in a sentence.
    pub sides_in_text: [&'static str; 2],
    /// Only a side has some sample types.
    pub only_has: &'static str,
    pub remark_texts: &'static [(&'static str, &'static str)],
    pub problems: &'static [(&'static str, &'static str)],
    pub summary: &'static str,
    pub counts: &'static str,
    pub no_difference: &'static str,
    pub show_all: &'static str,
    pub show_all_title: &'static str,
    pub method_title: &'static str,
    pub method: &'static [&'static str],
    pub table: &'static str,
    /// Verdict, old, new, change, share, name.
    pub columns: [&'static str; 6],
    pub column_titles: [&'static str; 6],
    pub interval: &'static str,
    /// Same, noise, grew, shrank, new, gone.
    pub verdicts: [&'static str; 6],
    pub nothing: &'static str,
    pub nothing_real: &'static str,
    pub matching: &'static str,
    pub renames: &'static str,
    pub accept: &'static str,
    pub accepted: &'static str,
    pub rename: &'static str,
    pub unmatched: &'static str,
    pub legend: &'static str,
    pub shows: &'static str,
    /// Table, one flame graph, two of them, call graph, peek, source.
    pub show_names: [&'static str; 6],
    pub line: &'static str,
    pub graph_legend: &'static str,
    pub width: &'static str,
    /// The larger of both sides, their sum.
    pub widths: [&'static str; 2],
    /// Legends of flame graphs: widths that are the larger of both sides (of this sample
    /// type), their sum, or one side.
    pub flame_widths: [&'static str; 3],
    /// Legend of the inside of boxes, for the larger side and for the sum.
    pub flame_inside: [&'static str; 2],
    /// More, less, may be chance, gone, new.
    pub flame_keys: [&'static str; 5],
    /// Legend of a box of one color.
    pub flame_solid: &'static str,
    pub boxes: &'static str,
    /// One color, both sides.
    pub box_names: [&'static str; 2],
}
