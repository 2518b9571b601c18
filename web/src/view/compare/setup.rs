//! Setup of a comparison in the words that links have, made of a question.

use hearth_core::measure;
use hearth_messages::{CompareQuestion, CompareView, FileId, Mode};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setup {
    /// Files of the base.
    pub old: Vec<FileId>,
    /// Files of the current side.
    pub new: Vec<FileId>,
    /// Scales the current side to the base's totals.
    pub normalize: bool,
    /// Only equal names match.
    pub strict: bool,
    /// Functions that are said to be the same: name in the base, name in the current side.
    pub renames: Vec<(String, String)>,
    /// `second`, `share`, `per:OLD,NEW` with two numbers of operations, or empty.
    pub mode: String,
    /// View: empty for the table, `flame`, `both`, `graph`, `peek` or `source`.
    pub show: String,
    /// Widths of one flame graph: `sum`, or empty for the larger side.
    pub width: String,
    /// Form of boxes in flame graphs: `solid`, `halves`, or empty for what suits the widths.
    pub boxes: String,
    /// Text that the drawing is searched for.
    pub search: String,
    /// The function that flame graphs are turned around.
    pub pivot: String,
}

impl From<&CompareQuestion> for Setup {
    fn from(question: &CompareQuestion) -> Self {
        let sides = question.sides.clone();
        let mut setup = Self {
            old: sides.old,
            new: sides.new,
            normalize: sides.normalize,
            strict: sides.strict,
            renames: sides.renames,
            mode: mode_word(question.mode),
            boxes: question.boxes.clone(),
            ..Self::default()
        };
        let show = match &question.view {
            CompareView::Table => "",
            CompareView::Flame { shape, is_sum, .. } => {
                setup.width = if *is_sum { "sum" } else { "" }.to_owned();
                (setup.search, setup.pivot) = (shape.search.clone(), shape.pivot.clone());
                "flame"
            }
            CompareView::Both { shape, .. } => {
                (setup.search, setup.pivot) = (shape.search.clone(), shape.pivot.clone());
                "both"
            }
            CompareView::Graph { search, .. } => {
                setup.search.clone_from(search);
                "graph"
            }
            CompareView::Peek { .. } => "peek",
            CompareView::Source { .. } => "source",
        };
        show.clone_into(&mut setup.show);
        setup
    }
}

/// The mode that a word means; without a meaning, absolute figures.
pub fn parse_mode(word: &str) -> Mode {
    let per = || {
        let (old, new) = word.strip_prefix("per:")?.split_once(',')?;
        let number = |text| measure::parse(text).filter(|&n: &f64| n > 0.0);
        Some(Mode::Per { old: number(old)?, new: number(new)? })
    };
    match word {
        "second" => Mode::Second,
        "share" => Mode::Share,
        _ => per().unwrap_or_default(),
    }
}

/// The word of a mode; empty for absolute figures.
fn mode_word(mode: Mode) -> String {
    match mode {
        Mode::Absolute => String::new(),
        Mode::Second => "second".to_owned(),
        Mode::Share => "share".to_owned(),
        Mode::Per { old, new } => ["per:", &old.to_string(), ",", &new.to_string()].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_read_as_they_are_written() {
        for word in ["", "second", "share", "per:10,20", "per:0.5,3"] {
            assert_eq!(mode_word(parse_mode(word)), word);
        }
        for nonsense in ["x", "per:1", "per:0,1", "per:a,b"] {
            assert_eq!(parse_mode(nonsense), Mode::Absolute, "{nonsense}");
        }
    }
}
