//! Prints the TypeScript declarations of what goes into the engine and comes out of it; with the
//! argument `constants` the numbers that stand for something there, as a module.

fn main() {
    let is_constants = std::env::args().nth(1).as_deref() == Some("constants");
    print!("{}", if is_constants { hearth_js::constants() } else { hearth_js::declarations() });
}
