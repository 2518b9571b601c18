use hearth_core::diagnose::code::*;
use std::collections::BTreeMap;
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        println!("=== {path}");
        let Ok(profile) = hearth_core::read::open(&bytes) else {
            println!("  not read");
            continue;
        };
        let texts = Texts::new(&profile);
        let context = Context::new(texts.iter());
        let mut by: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (n, f, b) in texts.iter() {
            let c = context.code(n, f, b);
            let cut = |s: &str, n: usize| s.chars().take(n).collect::<String>();
            let tail = |s: &str| {
                let k = s.chars().count();
                s.chars().skip(k.saturating_sub(45)).collect::<String>()
            };
            by.entry(format!("{:?}/{:?}", c.language, c.class)).or_default().push(format!(
                "{}  | {} | {}",
                cut(n, 70),
                tail(f),
                tail(b)
            ));
        }
        for (k, v) in &by {
            println!("  {k}: {}", v.len());
            let step = (v.len() / 6).max(1);
            for line in v.iter().step_by(step).take(7) {
                println!("      {line}");
            }
        }
        for (n, p) in PRESETS.iter().zip(presets(&profile)) {
            println!("  {n} ({}): {}", p.len(), p.chars().take(700).collect::<String>());
        }
    }
}
