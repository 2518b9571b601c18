//! A program in miniature, and profiles of it: stacks that share their frames as
//! those of real programs do. `--example statistics` says how alike they are.

mod program;
mod stacks;

use super::profile::Random;
use hearth_core::write::schema::{Function, Label, Line, Location, Profile, Sample, ValueType};
use program::Program;
use stacks::{Site, Walker};
use std::collections::HashMap;

/// Kind of profile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// Processor time; labels on a fifth of the samples.
    Cpu,
    /// A heap's four values, and the size of the objects as a label.
    Heap,
    /// Goroutines, at the places where they wait.
    Goroutine,
}

const CPU_PERIOD: i64 = 10_000_000;
const HEAP_PERIOD: i64 = 512 << 10;
/// Numbers of routes and of tenants that labels name.
const ROUTES: u64 = 24;
const TENANTS: u64 = 40;

/// A profile with so many samples. What is seen again adds to a sample that is there.
pub fn profile(walk: Walk, samples: usize) -> Profile {
    let mut random = Random(7);
    let program = Program::new(&mut random);
    let mut tables = Tables::default();
    let mut walker = Walker::new(&program, walk);
    let mut known: HashMap<(Vec<u64>, Option<[u64; 2]>), usize> = HashMap::new();
    let mut rows: Vec<Sample> = Vec::with_capacity(samples);
    let types: &[(&str, &str)] = match walk {
        Walk::Cpu => &[("samples", "count"), ("cpu", "nanoseconds")],
        Walk::Heap => &[
            ("alloc_objects", "count"),
            ("alloc_space", "bytes"),
            ("inuse_objects", "count"),
            ("inuse_space", "bytes"),
        ],
        Walk::Goroutine => &[("goroutine", "count")],
    };
    let sample_type: Vec<ValueType> =
        types.iter().map(|(kind, unit)| tables.value_type(kind, unit)).collect();
    let (period_type, period) = match walk {
        Walk::Cpu => (sample_type[1], CPU_PERIOD),
        Walk::Heap => (tables.value_type("space", "bytes"), HEAP_PERIOD),
        Walk::Goroutine => (sample_type[0], 1),
    };
    while rows.len() < samples {
        let sites = walker.stack(&mut random);
        let stack = tables.stack(&program, sites);
        let mark = match walk {
            Walk::Cpu if random.below(5) == 0 => {
                Some([random.skewed(ROUTES), random.skewed(TENANTS)])
            }
            Walk::Heap => Some([walker.size(&stack, &mut random), 0]),
            _ => None,
        };
        let count = 1 + random.skewed(6) as i64;
        let value = match walk {
            Walk::Cpu => vec![count, count * CPU_PERIOD],
            Walk::Heap => {
                let size = mark.map_or(0, |[size, _]| size) as i64;
                let in_use = count * i64::from(random.below(3) == 0);
                vec![count, count * size, in_use, in_use * size]
            }
            Walk::Goroutine => vec![count],
        };
        let next = rows.len();
        let row = *known.entry((stack.clone(), mark)).or_insert(next);
        if row < next {
            rows[row].value.iter_mut().zip(value).for_each(|(sum, value)| *sum += value);
            continue;
        }
        let label = match (walk, mark) {
            (Walk::Cpu, Some([route, tenant])) => vec![
                tables.text_label("route", &format!("/api/v1/things/{route}")),
                tables.text_label("tenant", &format!("tenant-{tenant}")),
            ],
            (Walk::Heap, Some([size, _])) => {
                let (key, num_unit) = (tables.text("bytes"), tables.text("bytes"));
                vec![Label { key, num: size as i64, num_unit, ..Label::default() }]
            }
            _ => Vec::new(),
        };
        rows.push(Sample { location_id: stack, value, label });
    }
    Profile {
        sample_type,
        period_type: Some(period_type),
        period,
        sample: rows,
        location: tables.locations,
        function: tables.functions,
        string_table: tables.strings,
        ..Profile::default()
    }
}

impl Random {
    /// A number below the limit: the smaller, the likelier by far.
    pub fn skewed(&mut self, limit: u64) -> u64 {
        let fraction = self.below(1 << 20) as f64 / (1 << 20) as f64;
        ((fraction * fraction * fraction) * limit as f64) as u64
    }
}

/// The tables of a profile, which have only what samples use.
struct Tables {
    strings: Vec<Vec<u8>>,
    texts: HashMap<String, i64>,
    functions: Vec<Function>,
    locations: Vec<Location>,
    function_ids: HashMap<u32, u64>,
    location_ids: HashMap<Vec<Site>, u64>,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            strings: vec![Vec::new()],
            texts: HashMap::from([(String::new(), 0)]),
            functions: Vec::new(),
            locations: Vec::new(),
            function_ids: HashMap::new(),
            location_ids: HashMap::new(),
        }
    }
}

impl Tables {
    fn text(&mut self, text: &str) -> i64 {
        if let Some(&index) = self.texts.get(text) {
            return index;
        }
        let index = self.strings.len() as i64;
        self.strings.push(text.into());
        self.texts.insert(text.to_owned(), index);
        index
    }

    fn value_type(&mut self, kind: &str, unit: &str) -> ValueType {
        ValueType { r#type: self.text(kind), unit: self.text(unit) }
    }

    fn text_label(&mut self, key: &str, value: &str) -> Label {
        Label { key: self.text(key), str: self.text(value), ..Label::default() }
    }

    /// The locations of a path from the root, leaf first. What was inlined is in the
    /// location of its caller.
    fn stack(&mut self, program: &Program, sites: &[Site]) -> Vec<u64> {
        let mut stack = Vec::with_capacity(sites.len());
        let starts_location = |_: &Site, next: &Site| !next.inlined;
        for lines in sites.chunk_by(|a, b| !starts_location(a, b)) {
            stack.push(self.location(program, lines));
        }
        stack.reverse();
        stack
    }

    fn location(&mut self, program: &Program, sites: &[Site]) -> u64 {
        if let Some(&id) = self.location_ids.get(sites) {
            return id;
        }
        let line: Vec<Line> = (sites.iter().rev())
            .map(|site| Line {
                function_id: self.function(program, site.function),
                line: site.line,
                column: 0,
            })
            .collect();
        let id = self.locations.len() as u64 + 1;
        self.locations.push(Location {
            id,
            address: 0x40_0000 + id * 24,
            line,
            ..Location::default()
        });
        self.location_ids.insert(sites.to_vec(), id);
        id
    }

    fn function(&mut self, program: &Program, number: u32) -> u64 {
        if let Some(&id) = self.function_ids.get(&number) {
            return id;
        }
        let function = &program.functions[number as usize];
        let name = self.text(&function.name);
        let filename = self.text(&function.file);
        let id = self.functions.len() as u64 + 1;
        let start_line = function.start_line;
        self.functions.push(Function { id, name, system_name: name, filename, start_line });
        self.function_ids.insert(number, id);
        id
    }
}
