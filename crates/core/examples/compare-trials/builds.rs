//! Share of a program's functions that is matched when it is built anew, a little changed.

use crate::program::{Go, Result, run};
use hearth_core::compare::{Comparison, Options};
use hearth_core::read;
use std::fs;
use std::path::Path;

/// Where another build has a closure that the first one has not.
const MARK: &str = "// A rebuild puts a closure here.";
const CLOSURE: &str = "sink += func() int { return max(round, passes) & 1 }()
\tdefer func() { sink += passes }()";

/// Builds the program twice and prints what matches. The second time, there are two
/// closures more in front of the others, the package's file is called otherwise, the
/// module's version and folder are new, and the module is built without inlining.
pub fn print(go: &Go, source: &Path, folder: &Path) -> Result<()> {
    let folder = &folder.canonicalize()?;
    let [old, new] = ["v1.2.0", "v1.3.0"].map(|version| folder.join(format!("source-{version}")));
    copy(source, &old, "lib@v1.2.0", "work.go")?;
    copy(source, &new, "lib@v1.3.0", "moved.go")?;
    change(&old.join("go.mod"), "./lib", "./lib@v1.2.0")?;
    change(&new.join("go.mod"), "./lib", "./lib@v1.3.0")?;
    change(&new.join("go.mod"), "v1.2.0\n\nreplace", "v1.3.0\n\nreplace")?;
    change(&new.join("moved.go"), MARK, CLOSURE)?;
    for (source, name, flags) in
        [(&old, "old", &[][..]), (&new, "new", &["-gcflags=example.com/lib=-l"])]
    {
        let binary = folder.join(name);
        if !folder.join(format!("{name}.heap")).exists() {
            go.build(source, flags, &binary)?;
            run(&binary, folder, name, &[])?;
        }
    }
    println!("one program, built twice: what matches");
    for kind in ["cpu", "heap"] {
        let open = |name: &str| -> Result<_> {
            Ok(vec![read::open(&fs::read(folder.join(format!("{name}.{kind}")))?)?])
        };
        let comparison = Comparison::new(open("old")?, open("new")?, &Options::default())?;
        let matching = comparison.matching();
        let [old, new] = matching.matched.map(|share| share * 100.0);
        println!("  {kind}: {old:.1}% of the old build's weight, {new:.1}% of the new one's");
        for (old, new) in &matching.changed {
            println!("    {old} is now {new}");
        }
        for one in matching.unmatched.iter().filter(|one| one.share > 0.0) {
            let side = if one.is_new { "new" } else { "old" };
            println!("    only in the {side} one: {} ({:.2}%)", one.name, one.share * 100.0);
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path, module: &str, work: &str) -> Result<()> {
    let lib = to.join(module);
    fs::create_dir_all(&lib)?;
    for (old, new) in [("go.mod", "go.mod"), ("main.go", "main.go"), ("work.go", work)] {
        fs::copy(from.join(old), to.join(new))?;
    }
    for name in ["go.mod", "lib.go"] {
        fs::copy(from.join("lib").join(name), lib.join(name))?;
    }
    Ok(())
}

fn change(file: &Path, old: &str, new: &str) -> Result<()> {
    let text = fs::read_to_string(file)?;
    match text.contains(old) {
        true => Ok(fs::write(file, text.replace(old, new))?),
        false => Err(format!("{} has no {old:?}", file.display()).into()),
    }
}
