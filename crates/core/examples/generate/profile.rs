//! Content of the generated profiles.

use hearth_core::write::schema::{Function, Label, Line, Location, Profile, Sample, ValueType};

const FUNCTIONS: u64 = 20_000;
const POOL: u64 = 60_000;
const CPU_PERIOD: i64 = 10_000_000;

/// Kind of profile to make.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Every stack is different.
    Random,
    /// Stacks from a pool.
    Pool,
    /// Those, with labels that are different for each sample.
    Labels,
    /// Those, with a heap's values and labels.
    Heap,
}

/// The texts that come first in every profile.
const TEXTS: [&str; 16] = [
    "",
    "samples",
    "count",
    "cpu",
    "nanoseconds",
    "main.go",
    "alloc_objects",
    "alloc_space",
    "inuse_objects",
    "inuse_space",
    "bytes",
    "space",
    "request",
    "trace",
    "id",
    "route",
];

/// The index of one of the first texts.
fn text(text: &str) -> i64 {
    TEXTS.iter().position(|&t| t == text).unwrap_or(0) as i64
}

fn value_type(kind: &str, unit: &str) -> ValueType {
    ValueType { r#type: text(kind), unit: text(unit) }
}

/// A profile of a kind, with this many samples.
pub fn profile(kind: Kind, samples: usize) -> Profile {
    let mut strings: Vec<Vec<u8>> = TEXTS.map(Into::into).into();
    let first_name = strings.len() as i64;
    strings.extend((0..FUNCTIONS).map(|i| {
        format!("example.com/service/pkg{}.(*Type{}).Method{i}", i % 97, i % 1013).into_bytes()
    }));
    let first_label = strings.len() as i64;
    if kind == Kind::Labels {
        strings.extend((0..samples).map(|i| format!("request-{i:08x}").into_bytes()));
    }
    let (sample_type, period_type, period) = match kind {
        Kind::Heap => (
            ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"]
                .map(|kind| {
                    value_type(kind, if kind.ends_with("space") { "bytes" } else { "count" })
                })
                .to_vec(),
            value_type("space", "bytes"),
            512 << 10,
        ),
        _ => (
            vec![value_type("samples", "count"), value_type("cpu", "nanoseconds")],
            value_type("cpu", "nanoseconds"),
            CPU_PERIOD,
        ),
    };
    let mut random = Random(1);
    let pool: Vec<Vec<u64>> = match kind {
        Kind::Random => Vec::new(),
        _ => pool(&mut random),
    };
    let sample = |i: usize| {
        let location_id = match kind {
            Kind::Random => random_stack(&mut random),
            // A few stacks are hot, most are rare.
            _ => {
                let limit = random.below(POOL) + 1;
                pool[random.below(limit) as usize].clone()
            }
        };
        let count = 1 + random.below(9) as i64;
        let (value, label) = match kind {
            Kind::Heap => {
                let size = 16 << random.below(14);
                let inuse = count * random.below(2) as i64;
                let label = Label {
                    key: text("bytes"),
                    num: size,
                    num_unit: text("bytes"),
                    ..Label::default()
                };
                (vec![count, count * size, inuse, inuse * size], vec![label])
            }
            Kind::Labels => {
                let request =
                    Label { key: text("request"), str: first_label + i as i64, ..Label::default() };
                let trace = Label {
                    key: text("trace"),
                    num: 1 + i as i64,
                    num_unit: text("id"),
                    ..Label::default()
                };
                (vec![count, count * CPU_PERIOD], vec![request, trace])
            }
            _ => (vec![count, count * CPU_PERIOD], Vec::new()),
        };
        Sample { location_id, value, label }
    };
    let sample: Vec<Sample> = (0..samples).map(sample).collect();
    let ids = || 1..=FUNCTIONS;
    Profile {
        sample_type,
        period_type: Some(period_type),
        period,
        string_table: strings,
        function: ids()
            .map(|id| {
                let name = first_name + id as i64 - 1;
                Function {
                    id,
                    name,
                    system_name: name,
                    filename: text("main.go"),
                    start_line: id as i64,
                }
            })
            .collect(),
        location: ids()
            .map(|id| {
                let line = Line { function_id: id, line: id as i64 + 3, column: 0 };
                let address = 0x40_0000 + id * 16;
                Location { id, address, line: vec![line], ..Default::default() }
            })
            .collect(),
        sample,
        ..Default::default()
    }
}

fn random_stack(random: &mut Random) -> Vec<u64> {
    let depth = 2 + random.below(75);
    (0..depth).map(|_| 1 + random.below(FUNCTIONS)).collect()
}

/// Stacks that branch off others: each has the root's side of an earlier one.
fn pool(random: &mut Random) -> Vec<Vec<u64>> {
    let mut pool: Vec<Vec<u64>> = Vec::with_capacity(POOL as usize);
    for i in 0..POOL {
        let mut stack = random_stack(random);
        if i > 0 {
            let other = &pool[random.below(i) as usize];
            let shared = random.below(other.len() as u64) as usize;
            // The leaf comes first, so what is shared comes last.
            stack.truncate(stack.len().saturating_sub(shared).max(1));
            stack.extend(&other[other.len() - shared..]);
        }
        pool.push(stack);
    }
    pool
}

/// Marsaglia's xorshift64*: good enough for stacks, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    /// A number below the limit; all are as likely.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit
    }
}
