//! Writes a large profile, for measuring.
//!
//! ```text
//! cargo run -q --release -p hearth-core --example generate -- KIND SAMPLES FILE
//! ```
//!
//! | kind | what it is |
//! |---|---|
//! | `random` | every stack is different: the hardest case for whatever merges them |
//! | `pool` | stacks from a pool of 60,000 that share their beginnings, as real ones do |
//! | `labels` | the same, with labels that are different for each sample |
//! | `heap` | the same with a heap's four values, and the size of the objects as a label |
//! | `walk` | a program in miniature, whose stacks share their frames as those of real programs do: processor time |
//! | `walk-heap` | its heap, with four values and the size of the objects as a label |
//! | `walk-goroutine` | where its goroutines wait |
//! | `goroutines` | so many goroutines as text, as `debug=2` writes them: 80 MB are 100,000 |
//!
//! But for `walk`, there are 20,000 functions, and stacks of 2 to 76 frames (39 on average). The
//! same kind and number of samples always give the same bytes. 200,000 random
//! samples are 21 MB. A FILE that ends in `.gz` is compressed.

mod goroutines;
mod profile;
mod walk;

use hearth_core::write::compress;
use profile::{Kind, profile};
use prost::Message;
use std::process::ExitCode;
use walk::Walk;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, samples, file] = &args[..] else { return usage() };
    let Ok(samples) = samples.parse() else { return usage() };
    let kind = match &**kind {
        "goroutines" => return write(file, goroutines::dump(samples).into_bytes()),
        "walk" => return write(file, walk::profile(Walk::Cpu, samples).encode_to_vec()),
        "walk-heap" => return write(file, walk::profile(Walk::Heap, samples).encode_to_vec()),
        "walk-goroutine" => {
            return write(file, walk::profile(Walk::Goroutine, samples).encode_to_vec());
        }
        "random" => Kind::Random,
        "pool" => Kind::Pool,
        "labels" => Kind::Labels,
        "heap" => Kind::Heap,
        _ => return usage(),
    };
    write(file, profile(kind, samples).encode_to_vec())
}

fn write(file: &str, mut bytes: Vec<u8>) -> ExitCode {
    if file.ends_with(".gz") {
        bytes = compress(&bytes);
    }
    match std::fs::write(file, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {file}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!(
        "usage: generate walk|walk-heap|walk-goroutine|random|pool|labels|heap|goroutines SAMPLES FILE"
    );
    ExitCode::from(2)
}
