//! An open profile.

use crate::graph::Drawn;
use crate::said::said;
use crate::views::Sizes;
use hearth_core::diagnose::{Kind, Packages, remarks};
use hearth_core::profile::EMPTY;
use hearth_core::selection::{Catalog, Session, base_name};
use hearth_messages::{SampleType, Summary};

/// An open profile, with what was computed of it last.
pub struct Profile {
    pub(crate) name: String,
    pub(crate) session: Session,
    pub(crate) catalog: Catalog,
    pub(crate) drawn: Drawn,
    /// With the frames that it asks to leave out.
    #[cfg(feature = "headless")]
    pub(crate) whole: hearth_core::profile::Profile,
    bytes: usize,
    content_size: usize,
    /// Remarks on how it was read.
    said: Vec<String>,
}

impl Profile {
    /// Size of its file.
    pub(crate) fn sizes(&self) -> Sizes {
        Sizes { file: self.bytes, content: self.content_size }
    }

    pub(crate) fn new(
        name: String,
        profile: hearth_core::profile::Profile,
        bytes: usize,
        content_size: usize,
        said: Vec<String>,
    ) -> Self {
        Self {
            name,
            #[cfg(feature = "headless")]
            whole: profile.clone(),
            session: Session::new(profile),
            catalog: Catalog::default(),
            drawn: Drawn::default(),
            bytes,
            content_size,
            said,
        }
    }

    /// Summary of it.
    pub(crate) fn summary(&self) -> Summary {
        let profile = self.session.profile();
        let strings = &profile.strings;
        let sample_types = profile.sample_types.iter().map(|t| SampleType {
            name: strings.text(t.kind).into_owned(),
            unit: strings.text(t.unit).into_owned(),
        });
        let main = profile.mappings.first().map(|m| strings.get(m.file)).unwrap_or_default();
        let binary = if main.is_empty() { main } else { base_name(main) };
        // The page asks for them when it offers presets.
        #[cfg(not(feature = "headless"))]
        let Packages { library, modules } = Packages::default();
        #[cfg(feature = "headless")]
        let Packages { library, modules } = hearth_core::diagnose::packages(profile);
        Summary {
            kind: Kind::of(profile).name().to_owned(),
            sample_types: sample_types.collect(),
            default_sample_type: profile.default_sample_index().unwrap_or(0) as u32,
            samples: profile.samples.len() as u32,
            stacks: profile.stacks.len() as u32,
            functions: named_functions(profile),
            bytes: self.bytes as f64,
            uncompressed: self.content_size as f64,
            time_nanos: profile.time_nanos,
            duration_nanos: profile.duration_nanos,
            binary: String::from_utf8_lossy(binary).into_owned(),
            remarks: self.said.iter().cloned().chain(remarks(profile).iter().map(said)).collect(),
            library,
            modules,
            labels: profile.label_keys().map(|key| strings.text(key).into_owned()).collect(),
        }
    }
}

/// Number of functions; 0 where none has a name.
fn named_functions(profile: &hearth_core::profile::Profile) -> u32 {
    let is_named = profile.functions.name.iter().any(|&name| name != EMPTY);
    if is_named { profile.functions.len() as u32 } else { 0 }
}
