//! Function names without the package path, version or namespace.

use regex_lite::Regex;

/// Shortens names; it is made once for all.
pub struct Shortener {
    module_version: Option<Regex>,
    /// The first that matches has the short name in its first group.
    languages: Vec<Regex>,
}

impl Shortener {
    /// Compiles the expressions.
    pub fn new() -> Self {
        let go = r"^(?:[\w\-\.]+/)+([^.]+\..+)";
        let java = r"^(?:[a-z]\w*\.)*([A-Z][\w$]*\.(?:<init>|[a-z][\w$]*(?:\$\d+)?))(?:(?:\()|$)";
        let cpp = r"^(?:[_a-zA-Z]\w*::)+(_*[A-Z]\w*::~?[_a-zA-Z]\w*(?:<.*>)?)";
        Self {
            module_version: Regex::new(r"^(.*?)/v(?:[2-9]|[1-9][0-9]+)([./].*)$").ok(),
            languages: [go, java, cpp].iter().filter_map(|re| Regex::new(re).ok()).collect(),
        }
    }

    /// The short form of a name.
    pub fn shorten(&self, name: &str) -> String {
        let name = name.strip_prefix("(anonymous namespace)::").unwrap_or(name);
        let name = match self.module_version.as_ref().and_then(|re| re.captures(name)) {
            Some(parts) => [&parts[1], &parts[2]].concat(),
            None => name.to_owned(),
        };
        let captures = self.languages.iter().find_map(|re| re.captures(&name));
        captures.and_then(|c| c.get(1)).map_or(name.clone(), |short| short.as_str().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_each_language() {
        let shortener = Shortener::new();
        for (name, short) in [
            ("root", "root"),
            ("main.f", "main.f"),
            ("net/http.(*conn).serve", "http.(*conn).serve"),
            ("example.com/a-b/c.d/v2/pkg.F", "pkg.F"),
            ("example.com/mod/v12.F.func1", "mod.F.func1"),
            ("com.example.Main.run(String)", "Main.run"),
            ("com.example.Main.<init>", "Main.<init>"),
            ("ns::Type::method<int>", "Type::method<int>"),
            ("(anonymous namespace)::Foo::bar", "Foo::bar"),
            ("ns::f", "ns::f"),
        ] {
            assert_eq!(shortener.shorten(name), short);
        }
    }
}
