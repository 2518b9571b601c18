//! Codes that the worker's scripts write by themselves: core knows each, with as many values.

use hearth_core::codes::Code;
use std::path::Path;

#[test]
fn codes_in_scripts_are_those_of_core() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/js/worker/sources.js");
    let script = std::fs::read_to_string(script).expect("the script is there");
    let mut found = 0;
    for call in ["complain(\"", "statement(\""] {
        for rest in script.split(call).skip(1) {
            let (name, rest) = rest.split_once('"').expect("a text ends");
            let code = Code::from_name(name);
            assert!(code.is_some(), "{name} is no code");
            let arguments = rest.split_once(')').map_or("", |(inner, _)| inner);
            // Indices and calls have no commas here.
            assert_eq!(code.map(Code::values), Some(arguments.matches(',').count()), "{name}");
            found += 1;
        }
    }
    assert!(found > 3, "{found} calls");
}
