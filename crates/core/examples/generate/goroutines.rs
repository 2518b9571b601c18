//! A dump of goroutines, as `goroutine?debug=2` writes it.

use std::fmt::Write;

/// Ends of the stacks: the state, the functions at the leaf, and who started them.
const KINDS: [(&str, &str, &str); 5] = [
    ("chan send", "query.(*Worker).publish", "query.(*Pool).Start"),
    ("select", "stream.(*Session).loop", "stream.Accept"),
    ("sync.Mutex.Lock", "store.(*Account).withdraw", "store.Transfer"),
    ("IO wait", "net/http.(*conn).serve", "net/http.(*Server).Serve"),
    ("sleep", "retry.(*Backoff).Wait", "retry.Do"),
];

/// Dump of goroutines, of some 800 bytes each: their stacks are of a few hundred.
pub fn dump(goroutines: usize) -> String {
    let mut text = String::with_capacity(goroutines * 820);
    for id in 1..=goroutines {
        let (state, leaf, creator) = KINDS[id % KINDS.len()];
        let minutes = match id * 7 % 90 {
            0 => String::new(),
            minutes => format!(", {minutes} minutes"),
        };
        let _ = writeln!(text, "goroutine {id} [{state}{minutes}]:");
        for depth in 0..7 {
            let function = if depth == 0 { leaf } else { "service.(*Handler).step" };
            let line = 10 + (id % 61) * 7 + depth;
            let _ = writeln!(
                text,
                "example.com/app/{function}{depth}(0xc{id:09x}, {{0x{line:x}, 0x40?}})\n\
                 \t/src/example.com/app/file{depth}.go:{line} +0x{line:x}"
            );
        }
        let _ = writeln!(
            text,
            "created by example.com/app/{creator} in goroutine {}\n\t/src/example.com/app/start.go:{} +0x7d\n",
            1 + id % 40,
            30 + id % 5
        );
    }
    text
}
