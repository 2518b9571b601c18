//! Note of what a reader had to leave out of a profile. It is kept with the profile, as a comment,
//! and told to the user as a remark.

/// Parts of files that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftOut {
    /// Events that do not fit to those before them.
    Events,
    /// Samples that refer to something that is not there, or have no number.
    Samples,
    /// Messages at the end of a stream that is cut off.
    Messages,
    /// Labels that all samples of a resource share.
    SharedLabels,
    /// Sample types beyond those that can be shown.
    SampleTypes,
    /// Profiles of a kind that is not known.
    Profiles,
    /// Callers of stacks that are too deep.
    Callers,
    /// Lines that have no meaning.
    Lines,
    /// Attributes of locations.
    LocationAttributes,
    /// Times at which profiles were taken, where they are too many to be kept apart.
    Times,
}

/// A comment about what was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Part that was left out.
    pub part: LeftOut,
    /// Their number.
    pub count: u32,
}

impl LeftOut {
    const ALL: [Self; 10] = [
        Self::Events,
        Self::Samples,
        Self::Messages,
        Self::SharedLabels,
        Self::SampleTypes,
        Self::Profiles,
        Self::Callers,
        Self::Lines,
        Self::LocationAttributes,
        Self::Times,
    ];

    /// Words for it, after a number.
    pub fn words(self) -> &'static str {
        match self {
            Self::Events => "events that do not fit to those before them",
            Self::Samples => "samples that refer to what is not there",
            Self::Messages => "messages that are cut off",
            Self::SharedLabels => "labels that all samples of a resource share",
            Self::SampleTypes => "values of further sample types",
            Self::Profiles => "profiles of an unknown kind",
            Self::Callers => "callers of stacks that are too deep",
            Self::Lines => "lines without a meaning",
            Self::LocationAttributes => "attributes of locations",
            Self::Times => "times, which are too many to be kept apart",
        }
    }
}

impl Note {
    const START: &str = "Left out: ";

    /// The comment, as it is kept in a profile.
    pub fn comment(self) -> String {
        format!("{}{} {}", Self::START, self.count, self.part.words())
    }

    /// Reads what [`comment`](Self::comment) writes.
    pub fn parse(comment: &str) -> Option<Self> {
        let (count, words) = comment.strip_prefix(Self::START)?.split_once(' ')?;
        let part = LeftOut::ALL.into_iter().find(|part| part.words() == words)?;
        Some(Self { part, count: count.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_were_written() {
        for part in LeftOut::ALL {
            let note = Note { part, count: 12 };
            assert_eq!(Note::parse(&note.comment()), Some(note));
        }
        assert_eq!(Note::parse("Left out: 12 pages"), None);
    }
}
