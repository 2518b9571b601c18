//! Prints the TypeScript declarations of what goes into the engine and comes out of it.

fn main() {
    print!("{}", hearth_js::declarations());
}
