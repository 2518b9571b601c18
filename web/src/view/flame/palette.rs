//! What colour a box has, and what that means: grey for the runtime, cool for
//! the standard library, warm for everything else, one shade for each package.

/// How many shades each family has.
const SHADES: usize = 8;

/// The number of different colours: two families of shades, the runtime and the
/// root.
pub const COLOURS: usize = 2 * SHADES + 2;

/// The runtime's colour.
const RUNTIME: u8 = (2 * SHADES) as u8;

/// The root's colour.
pub const ROOT: u8 = RUNTIME + 1;

/// The colours of one scheme.
pub struct Palette {
    /// The boxes' colours, by number.
    pub boxes: [&'static str; COLOURS],
    /// Texts in boxes.
    pub text: &'static str,
    /// Boxes that stand for several.
    pub many: &'static str,
    /// What is behind the boxes; also between them.
    pub ground: &'static str,
    /// Outlines of the hovered box.
    pub outline: &'static str,
    /// Outlines of the other boxes of the same function.
    pub same: &'static str,
    /// Outlines of the selected function's boxes.
    pub selected: &'static str,
}

/// Light: dark text on soft boxes.
pub static LIGHT: Palette = Palette {
    boxes: [
        "#f6b48f", "#f3c07c", "#f0a58b", "#eecb8a", "#f2b3a4", "#e9b878", "#f5c6a0",
        "#eaa77c", //
        "#9fc6d8", "#a3cfc4", "#a9c1e0", "#b2d2dd", "#97c9cf", "#b5c8e6", "#a8d3b9",
        "#9dbcd4", //
        "#cfd2d6", "#e3ddd4",
    ],
    text: "#221d18",
    many: "#d9d5cf",
    ground: "#fdfcfa",
    outline: "#221d18",
    same: "#7a4a1e",
    selected: "#1d4ed8",
};

/// Dark: light text on deep boxes.
pub static DARK: Palette = Palette {
    boxes: [
        "#8a4b2a", "#84592a", "#80402f", "#77602a", "#824a40", "#7a5426", "#8c5a3a",
        "#7c4424", //
        "#2c5a6e", "#2d6059", "#35547a", "#3a6370", "#2a5f66", "#42557e", "#34634a",
        "#2d506a", //
        "#4a4e54", "#3b3731",
    ],
    text: "#f4eee6",
    many: "#3a3733",
    ground: "#171513",
    outline: "#fff7ec",
    same: "#f3b27a",
    selected: "#8ab4ff",
};

/// The number of a function's colour.
pub fn colour(name: &str) -> u8 {
    let package = package(name);
    if package == "runtime" || package.starts_with("runtime/") {
        return RUNTIME;
    }
    let shade = (hash(package) % SHADES as u32) as u8;
    if is_standard(package, name) { SHADES as u8 + shade } else { shade }
}

/// The package of a Go function: everything before the first dot after the last
/// slash. Names of other languages are split at their last `::`, or not at all.
fn package(name: &str) -> &str {
    let brackets = name.find(['[', '(', '<']).unwrap_or(name.len());
    let head = &name[..brackets];
    if let Some(at) = head.rfind("::") {
        return &head[..at];
    }
    let slash = head.rfind('/').map_or(0, |at| at + 1);
    head[slash..].find('.').map_or(head, |dot| &head[..slash + dot])
}

/// The package is Go's own: the first element of its path has no dot, and it is
/// not `main`. A name without any package (C, assembly) is nobody's.
fn is_standard(package: &str, name: &str) -> bool {
    let first = package.split('/').next().unwrap_or(package);
    package.len() < name.len()
        && !first.contains(['.', ':'])
        && first != "main"
        && name[package.len()..].starts_with('.')
}

/// FNV-1a: the same colour for a package on every machine and every day.
fn hash(text: &str) -> u32 {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_end_at_the_dot_after_the_last_slash() {
        for (name, expected) in [
            ("github.com/a/b.(*T).M", "github.com/a/b"),
            ("gopkg.in/yaml.v3.Marshal", "gopkg.in/yaml"),
            ("main.main", "main"),
            ("net/http.(*conn).serve", "net/http"),
            ("slices.Sort[go.shape.struct { a/b.X }]", "slices"),
            ("std::vec::Vec<T>::push", "std::vec"),
            ("memcpy", "memcpy"),
        ] {
            assert_eq!(package(name), expected, "{name}");
        }
    }

    #[test]
    fn families_say_whose_code_it_is() {
        let family = |name| match colour(name) {
            RUNTIME => "runtime",
            c if c >= SHADES as u8 => "standard",
            _ => "other",
        };
        assert_eq!(family("runtime.mallocgc"), "runtime");
        assert_eq!(family("runtime/pprof.StartCPUProfile"), "runtime");
        assert_eq!(family("net/http.(*conn).serve"), "standard");
        assert_eq!(family("encoding/json.Marshal"), "standard");
        assert_eq!(family("main.main"), "other");
        assert_eq!(family("github.com/a/b.C"), "other");
        assert_eq!(family("memcpy"), "other");
    }
}
