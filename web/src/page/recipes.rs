//! More ways to a profile, folded by language, and the script that takes a whole set.

use super::empty::Command;
use crate::clipboard::{self, What};
use crate::words::recipes::words;
use yew::prelude::*;

/// Takes snapshots of a Go program again and again.
static SCRIPT: &str = include_str!("../../../docs/collect.sh");

/// Call of the script, once it is a file.
const CALL: &str = "sh collect.sh http://localhost:6060 60 10";

/// The commands for each language, in the order of the words.
const COMMANDS: [&[&str]; 8] = [
    &[
        "go test -bench . -cpuprofile cpu.pb.gz -memprofile mem.pb.gz",
        "curl -o heap.pb.gz http://localhost:6060/debug/pprof/heap",
        "curl -o leaked.txt 'http://localhost:6060/debug/pprof/goroutineleak?debug=2'",
    ],
    &[
        "pprof::ProfilerGuardBuilder::default().frequency(99).build()?",
        "guard.report().build()?.pprof()?.write_to_writer(&mut file)?",
    ],
    &[
        "perf record -F 99 -g -- ./program",
        "perf script > cpu.perf.txt",
        "MALLOC_CONF=prof:true,prof_final:true LD_PRELOAD=libjemalloc.so.2 ./program",
    ],
    &["asprof -d 30 -e cpu -o collapsed -f cpu.folded PID"],
    &["py-spy record --format raw -d 30 -o cpu.folded --pid PID"],
    &[
        "node --cpu-prof --cpu-prof-name=cpu.cpuprofile app.js",
        "node --heap-prof --heap-prof-name=heap.heapprofile app.js",
    ],
    &[
        "bpftrace -e 'profile:hz:99 /pid == PID/ { @[ustack] = count(); }' > stacks.txt",
        "stackcollapse-bpftrace.pl stacks.txt > cpu.folded",
    ],
    &["exporters: { file: { path: profiles.otlp, format: proto } }"],
];

pub fn more() -> Html {
    let words = words();
    html! {
        <section class="recipes more" aria-labelledby="more-recipes" data-testid="more-recipes">
            <h3 id="more-recipes">{ words.title }</h3>
            <details class="recipe-of" data-testid="collect">
                <summary><strong>{ words.script }</strong></summary>
                <p class="dim">{ words.script_text }</p>
                <p>
                    <button
                        type="button"
                        class="button"
                        data-testid="copy-script"
                        onclick={|_| clipboard::copy(SCRIPT.to_owned(), What::Text)}
                    >
                        { words.copy_script }
                    </button>
                </p>
                <Command text={CALL} />
            </details>
            for ((title, when), commands) in words.languages.iter().zip(COMMANDS) {
                <details class="recipe-of">
                    <summary><strong>{ *title }</strong></summary>
                    <p class="dim">{ *when }</p>
                    for command in commands {
                        <Command text={*command} />
                    }
                </details>
            }
        </section>
    }
}
