//! The module that a Go program was built from, by the files of its functions. Builds without
//! module versions in their paths (GOPATH, distributions, Bazel) do not say otherwise which
//! code was fetched.

use super::code::{go_module, go_package};
use rustc_hash::FxHashMap;

/// Evidence for the main module, function by function.
#[derive(Default)]
pub struct MainModule {
    /// Number of functions below each folder that has packages by their import paths.
    roots: FxHashMap<String, usize>,
    /// Folders of `package main`.
    mains: Vec<String>,
    module: Option<String>,
}

impl MainModule {
    /// Takes in a function. Returns true if the main module is another one since.
    pub fn learn(&mut self, name: &str, file: &str) -> bool {
        let Some((folder, file)) = file.rsplit_once('/').filter(|(_, f)| f.ends_with(".go")) else {
            return false;
        };
        let is_main = name.starts_with("main.") && !file.starts_with('_');
        if is_main && !self.mains.iter().any(|known| known == folder) {
            self.mains.push(folder.to_owned());
        } else if !is_main && let Some(root) = root(&import_path(name), folder) {
            match self.roots.get_mut(root) {
                Some(count) => *count += 1,
                None => drop(self.roots.insert(root.to_owned(), 1)),
            }
        } else {
            return false;
        }
        let new = self.find();
        let is_other = new != self.module;
        self.module = new;
        is_other
    }

    /// The main module by its path; `None` if the files do not say.
    pub fn path(&self) -> Option<&str> {
        self.module.as_deref()
    }

    /// Returns whether a function is of another module; `None` if that is not known.
    pub fn is_foreign(&self, name: &str, file: &str) -> Option<bool> {
        let module = self.module.as_deref()?;
        let (folder, _) = file.rsplit_once('/')?;
        let path = import_path(name);
        if path == "main" {
            return Some(false);
        }
        root(&path, folder)?;
        let rest = path.strip_prefix(module);
        Some(!rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// The module of the folder of `main`, below the root that has the most functions.
    fn find(&self) -> Option<String> {
        let below = |root: &String| {
            let rest = |main: &String| main.strip_prefix(root.as_str()).map(str::to_owned);
            self.mains.iter().find_map(rest).filter(|path| has_host(path))
        };
        let roots = self.roots.iter().filter_map(|(root, count)| Some((count, root, below(root)?)));
        let (.., path) = roots.max()?;
        Some(go_module(&path).to_owned())
    }
}

/// The import path of a function's package. Names escape the dots of the last part.
fn import_path(name: &str) -> String {
    go_package(name).replace("%2e", ".")
}

/// Folder without the import path at its end; `None` where it does not end with that, and for
/// Go's own packages.
fn root<'a>(path: &str, folder: &'a str) -> Option<&'a str> {
    let root = folder.strip_suffix(path).filter(|_| has_host(path))?;
    (root.is_empty() || root.ends_with('/')).then_some(root)
}

/// Import paths that are not Go's own start with a host.
fn has_host(path: &str) -> bool {
    path.split_once('/').is_some_and(|(host, _)| host.contains('.') && !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(functions: &[(&str, &str)]) -> MainModule {
        let mut this = MainModule::default();
        functions.iter().for_each(|(name, file)| {
            this.learn(name, file);
        });
        this
    }

    #[test]
    fn the_main_module_is_known_where_paths_have_no_versions() {
        for root in ["", "/build/etcd-3.4/_build/src/"] {
            let file = |path: &str| format!("{root}{path}");
            let own = ("go.etcd.io/etcd/mvcc.Open", file("go.etcd.io/etcd/mvcc/kv.go"));
            let grpc = ("google.golang.org/grpc.Dial", file("google.golang.org/grpc/dial.go"));
            let yaml = ("gopkg.in/yaml%2ev2.Get", file("gopkg.in/yaml.v2/y.go"));
            let main = ("main.main", file("go.etcd.io/etcd/cmd/etcd/main.go"));
            let all = [&own, &grpc, &yaml, &main].map(|(name, file)| (*name, file.as_str()));
            let this = learned(&all);
            assert_eq!(this.path(), Some("go.etcd.io/etcd"), "{root}");
            let foreign = all.map(|(name, file)| this.is_foreign(name, file));
            assert_eq!(foreign, [Some(false), Some(true), Some(true), Some(false)], "{root}");
            assert_eq!(this.is_foreign("fmt.Println", "fmt/print.go"), None);
        }
    }

    #[test]
    fn a_module_outside_of_its_import_path_stays_as_it_is() {
        let this = learned(&[
            ("main.main", "/home/me/shop/main.go"),
            ("example.com/shop/cart.Add", "/home/me/shop/cart/cart.go"),
            ("github.com/x/y.F", "/go/pkg/mod/github.com/x/y@v1.2.3/y.go"),
        ]);
        assert_eq!(this.path(), None);
        assert_eq!(
            this.is_foreign("example.com/shop/cart.Add", "/home/me/shop/cart/cart.go"),
            None
        );
    }
}
