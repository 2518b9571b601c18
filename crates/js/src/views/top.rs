//! The table of functions.

use super::Refusal;
use hearth_core::query::Query;
use hearth_core::selection::{Selection, Session};
use hearth_core::view::origin::{binaries, package_of};
use hearth_core::view::top::{Inlined, Row, Top, whole_top};
use hearth_messages::{Names, Slot, TopData, TopQuestion};
use js_sys::{BigInt64Array, Uint8Array, Uint32Array};
use std::collections::HashMap;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// Puts the user's own functions first.
    fn own_first(&self, selection: &Selection, top: &mut Top);
}

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn Deferred> = Slot::new();

pub fn data(session: &mut Session, asked: &TopQuestion) -> Result<TopData, Refusal> {
    let query = Query::from_url(&asked.query)?;
    let selection = session.select(&query)?;
    let mut top = whole_top(&selection, &query);
    if asked.own_first {
        DEFERRED.filled().own_first(&selection, &mut top);
    }
    let column = |value: fn(&Row) -> i64| -> BigInt64Array {
        BigInt64Array::from(&*top.rows.iter().map(value).collect::<Vec<i64>>())
    };
    let inlined: Vec<u8> = top
        .rows
        .iter()
        .map(|row| match row.inlined {
            Inlined::No => 0,
            Inlined::Partly => 1,
            Inlined::Yes => 2,
        })
        .collect();
    let (profile, nodes) = (selection.profile, &selection.frames.nodes);
    let (mut packages, mut files) = (Texts::default(), Texts::default());
    let (binaries, mut binary_names) = (binaries(&selection), Texts::default());
    let (mut package, mut file, mut binary) = (Vec::new(), Vec::new(), Vec::new());
    for row in &top.rows {
        package.push(packages.index(&String::from_utf8_lossy(package_of(&selection, row.node))));
        file.push(files.index(&super::file_of(profile, nodes.function(row.node))));
        let mapping = binaries[row.node as usize].map(|m| &profile.mappings[m as usize]);
        let name = mapping.map_or_else(Default::default, |m| profile.strings.text(m.file));
        binary.push(binary_names.index(&name));
    }
    Ok(TopData {
        total: top.total,
        unit: selection.unit().into_owned(),
        output_unit: top.output_unit,
        flat: column(|row| row.flat),
        cum: column(|row| row.cum),
        inlined: Uint8Array::from(&*inlined),
        names: super::names(top.rows.iter().map(|row| &*row.name)),
        package: Uint32Array::from(&*package),
        packages: packages.finish(),
        file: Uint32Array::from(&*file),
        files: files.finish(),
        binary: Uint32Array::from(&*binary),
        binaries: binary_names.finish(),
    })
}

/// Texts, numbered as they appear.
#[derive(Default)]
struct Texts {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Texts {
    fn index(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }

    fn finish(self) -> Names {
        Names::new(self.texts.iter().map(|text| &**text))
    }
}
