//! One unit for each sample type of several profiles: the finest.

use super::{CombineError, scale};
use crate::measure;
use crate::profile::{Interner, Profile, ValueType};

/// A type and unit as texts.
type Named = (String, String);

/// Converts the values of all profiles to the finest unit that one of them has.
pub fn unify(profiles: &mut [Profile]) -> Result<(), CombineError> {
    let [first, others @ ..] = &*profiles else { return Ok(()) };
    if others.is_empty() {
        return Ok(());
    }
    let count = first.sample_types.len();
    if let Some(other) = others.iter().find(|p| p.sample_types.len() != count) {
        return Err(CombineError::TypeCount(count, other.sample_types.len()));
    }
    let period = finest("period", profiles, |p| p.period_type)?;
    let units = (0..count)
        .map(|i| finest("sample", profiles, |p| p.sample_types[i]))
        .collect::<Result<Vec<String>, _>>()?;
    for profile in profiles {
        let mut interner = Interner::new(&profile.strings);
        let from = profile.strings.text(profile.period_type.unit).into_owned();
        profile.period = measure::truncate(measure::scale(profile.period, &from, &period).0);
        profile.period_type.unit = interner.intern(&mut profile.strings, period.as_bytes());
        let mut ratios = Vec::with_capacity(count);
        for (value_type, unit) in profile.sample_types.iter_mut().zip(&units) {
            let from = profile.strings.text(value_type.unit).into_owned();
            ratios.push(measure::scale(1, &from, unit).0);
            value_type.unit = interner.intern(&mut profile.strings, unit.as_bytes());
        }
        scale::scale(profile, &ratios);
    }
    Ok(())
}

/// The finest of the units that the profiles have for a type.
fn finest(
    what: &'static str,
    profiles: &[Profile],
    value_type: impl Fn(&Profile) -> ValueType,
) -> Result<String, CombineError> {
    let mut types = profiles.iter().map(|profile| -> Named {
        let ValueType { kind, unit } = value_type(profile);
        (profile.strings.text(kind).into_owned(), profile.strings.text(unit).into_owned())
    });
    let mut finest = types.next().unwrap_or_default();
    for other in types {
        if !go_together(&finest, &other) {
            let text = |(kind, unit): Named| format!("{kind} {unit}");
            return Err(CombineError::Types { what, a: text(finest), b: text(other) });
        }
        if measure::scale(1, &other.1, &finest.1).0 < 1.0 {
            finest = other;
        }
    }
    Ok(finest.1)
}

/// Names may differ by a final "s", units within their family.
fn go_together(a: &Named, b: &Named) -> bool {
    let singular = |name: &'_ str| name.strip_suffix('s').unwrap_or(name).to_owned();
    singular(&a.0) == singular(&b.0) && (a.1 == b.1 || measure::same_family(&a.1, &b.1))
}
