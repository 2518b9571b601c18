//! Runs wasm tests: wasm-bindgen's own runner, as a library of the version that
//! the tests were built with. cargo calls this for each test binary.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
