//! Meaning of the figures of a comparison.

/// Scale of both sides before they are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Mode {
    /// Nothing: sums as they are.
    #[default]
    Absolute,
    /// The time that each side covers or, where a kind has none, the time between both.
    PerSecond,
    /// The numbers of operations that each side did: old, new.
    PerOperation([f64; 2]),
    /// Each side's total.
    Share,
}

impl Mode {
    /// Reads `absolute`, `second`, `share` or `per:OLD,NEW`: how links spell it.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "" | "absolute" => Some(Self::Absolute),
            "second" => Some(Self::PerSecond),
            "share" => Some(Self::Share),
            _ => {
                let (old, new) = text.strip_prefix("per:")?.split_once(',')?;
                let number = |text| crate::measure::parse(text).filter(|&n: &f64| n > 0.0);
                Some(Self::PerOperation([number(old)?, number(new)?]))
            }
        }
    }

    /// The word that [`parse`](Self::parse) reads.
    pub fn word(self) -> String {
        match self {
            Self::Absolute => "absolute".to_owned(),
            Self::PerSecond => "second".to_owned(),
            Self::Share => "share".to_owned(),
            Self::PerOperation([old, new]) => format!("per:{old},{new}"),
        }
    }
}

/// Scaling of both sides in a mode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Factors of values: old, new. 1 for absolute figures.
    pub factors: [f64; 2],
    /// True if scaled values are shares: 1 is all of a side.
    pub is_share: bool,
}

impl Scale {
    /// Values as they are.
    pub const ONE: Self = Self { factors: [1.0, 1.0], is_share: false };

    /// Returns whether both sides are scaled alike, so that equal values stay equal.
    pub fn is_equal(&self) -> bool {
        self.factors[0] == self.factors[1]
    }

    /// Returns whether values are not changed at all.
    pub fn is_one(&self) -> bool {
        self.factors == [1.0, 1.0]
    }

    /// The change from an old value to a new one, in what the mode counts. Exact to the
    /// last digit that a float has, where nothing is scaled.
    pub fn change(&self, [old, new]: [i64; 2]) -> f64 {
        if self.is_one() {
            return new.wrapping_sub(old) as f64;
        }
        new as f64 * self.factors[1] - old as f64 * self.factors[0]
    }
}
