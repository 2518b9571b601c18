//! Writes a large profile of random stacks, for measuring.
//!
//! ```text
//! cargo run -q --release -p hearth-core --example generate -- SAMPLES FILE
//! ```
//!
//! Every stack is different, which is the hardest case for whatever merges them:
//! 20,000 functions, stacks of 2 to 76 frames (39 on average). The same number of
//! samples always gives the same bytes. 200,000 samples are 21 MB.

use hearth_core::write::schema::{Function, Line, Location, Profile, Sample, ValueType};
use prost::Message;
use std::process::ExitCode;

const FUNCTIONS: u64 = 20_000;
const CPU_PERIOD: i64 = 10_000_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [samples, file] = &args[..] else { return usage() };
    let Ok(samples) = samples.parse() else { return usage() };
    match std::fs::write(file, profile(samples).encode_to_vec()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {file}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: generate SAMPLES FILE");
    ExitCode::from(2)
}

fn profile(samples: usize) -> Profile {
    let mut strings: Vec<Vec<u8>> =
        ["", "samples", "count", "cpu", "nanoseconds", "main.go"].map(Into::into).into();
    let first_name = strings.len() as i64;
    strings.extend((0..FUNCTIONS).map(|i| {
        format!("example.com/service/pkg{}.(*Type{}).Method{i}", i % 97, i % 1013).into_bytes()
    }));
    let ids = || 1..=FUNCTIONS;
    let mut random = Random(1);
    Profile {
        sample_type: vec![ValueType { r#type: 1, unit: 2 }, ValueType { r#type: 3, unit: 4 }],
        period_type: Some(ValueType { r#type: 3, unit: 4 }),
        period: CPU_PERIOD,
        string_table: strings,
        function: ids()
            .map(|id| {
                let name = first_name + id as i64 - 1;
                Function { id, name, system_name: name, filename: 5, start_line: id as i64 }
            })
            .collect(),
        location: ids()
            .map(|id| {
                let line = Line { function_id: id, line: id as i64 + 3, column: 0 };
                Location {
                    id,
                    address: 0x40_0000 + id * 16,
                    line: vec![line],
                    ..Default::default()
                }
            })
            .collect(),
        sample: (0..samples)
            .map(|_| {
                let depth = 2 + random.below(75);
                let count = 1 + random.below(9) as i64;
                Sample {
                    location_id: (0..depth).map(|_| 1 + random.below(FUNCTIONS)).collect(),
                    value: vec![count, count * CPU_PERIOD],
                    label: vec![],
                }
            })
            .collect(),
        ..Default::default()
    }
}

/// Marsaglia's xorshift64*: good enough for stacks, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit
    }
}
