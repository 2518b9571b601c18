//! Function names without the package path, version or namespace.

use regex_lite::Regex;

/// Where the bytes are that are no UTF-8, while a name is a text: in a range for
/// private use.
const BYTES: u32 = 0xf_8000;

/// A name as a text, from which [`as_bytes`] gets the name back.
pub fn as_text(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        text += chunk.valid();
        let byte = |&byte: &u8| char::from_u32(BYTES + u32::from(byte));
        text.extend(chunk.invalid().iter().filter_map(byte));
    }
    text
}

/// The bytes of a text that [`as_text`] made.
pub fn as_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match u32::from(c).checked_sub(BYTES) {
            Some(byte @ ..256) => bytes.push(byte as u8),
            _ => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

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
    fn names_need_not_be_utf8() {
        for name in [&b"plain"[..], "ä.€".as_bytes(), b"a\xff.\xc3(b\xe2\x82)", b"\x80"] {
            assert_eq!(as_bytes(&as_text(name)), name);
        }
    }

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
