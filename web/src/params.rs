//! Parameters of links that only the page knows, each spelled once. Those of queries are in
//! `hearth_core::query`.

use hearth_core::own_param;

/// Declares a constant for each parameter, with an example of its value as links write it.
macro_rules! params {
    ($($(#[$doc:meta])* $constant:ident = $name:literal, $example:literal;)*) => {
        $($(#[$doc])* pub const $constant: &str = own_param!($name);)*

        /// All of them, each with its example.
        #[cfg(test)]
        pub const ALL: &[(&str, &str)] = &[$(($constant, $example)),*];
    };
}

params! {
    /// Part of the flame graph that fills the screen: `from,to`.
    ZOOM = "zoom", "2,1000000";
    /// Name of the selected function.
    SELECT = "select", "main.main";
    /// Function that the flame graph is turned around.
    PIVOT = "pivot", "main.main";
    /// Text or expression that is looked for in a view.
    SEARCH = "search", "/a%7Cb/";
    /// Frames that repeat in a row are one.
    COLLAPSE = "collapse", "t";
    /// Hashes of the files that a link was made for.
    SHA256 = "sha256", "00ff";
    /// Names of the files that a link was made for.
    FILES = "files", "a.pb.gz/b.pb.gz";
    /// A filter that is switched off: `PARAMETER:VALUE`.
    OFF = "off", "f:a:b";
    /// The flame graph stands on its root.
    UP = "up", "t";
    /// Meaning of the colors of the flame graph.
    COLOR = "colour", "module";
    /// The heaviest path is stressed.
    HEAVY = "heavy", "t";
    /// Camera of the call graph.
    AT = "at", "1,2,3";
    /// Nodes of the call graph whose callers or callees are shown, too.
    EXPAND = "expand", "%3Cmain.a%0A%3Emain.b";
    /// Text that rows of Top contain.
    ROWS = "rows", "net";
    /// Further columns of Top.
    COLUMNS = "columns", "file,package";
    /// Order of rows where the query has no word for it.
    SORT = "sort", "name";
    /// A row of Top is a package.
    GROUP = "group", "packages";
    /// Whole source files are shown.
    WHOLE = "whole", "t";
    /// Base of a comparison: places among the open files.
    SIDE_BASE = "side_base", "1";
    /// The other side of a comparison.
    SIDE_CURRENT = "side_current", "2,3";
    /// Scaling of two sides.
    MODE = "mode", "per:10,20";
    /// Functions are matched by their names alone.
    STRICT = "strict", "t";
    /// Functions that have another name in the other side.
    RENAME = "rename", "a%09b";
    /// View of a comparison.
    SHOW = "show", "both";
    /// Meaning of the widths of a comparison.
    WIDTH = "width", "sum";
    /// Look of the boxes of two flame graphs.
    BOXES = "boxes", "halves";
    /// Figure by which rows of a comparison are judged.
    BY = "by", "cum";
    /// Order of the rows of a comparison.
    ORDER = "order", "name";
    /// Rows that may be noise are listed, too.
    NOISE = "noise", "t";
    /// Part of a comparison's flame graph that fills the screen.
    WINDOW = "window", "1,2,base";
    /// Camera of the comparison's call graph.
    PAIR_AT = "pairat", "1,2,3";
    /// Order of the snapshots: places among the open files.
    SNAPSHOTS = "snapshots", "2,1,3";
    /// Times of snapshots: `PLACE:SECONDS`.
    TIMES = "times", "1:60,2:120";
    /// Grain of a row of snapshots.
    LEVEL = "level", "stack";
    /// Series whose rows are listed.
    SERIES = "series", "1";
    /// Reason why goroutines wait.
    BLOCKED = "blocked", "chan%20receive";
    /// Least minutes that goroutines wait.
    WAIT = "wait", "5";
    /// Most minutes that goroutines wait.
    WAIT_MAX = "waitmax", "10";
    /// Function that goroutines have on their stacks.
    FUNCTION = "function", "main";
    /// Label that goroutines have.
    LABEL = "label", "a%3Db";
    /// Group of goroutines that is open.
    OPEN = "open", "12345";
}

/// Values of parameters that change how something is drawn, in the order in which they were set.
/// What nobody knows is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks(Vec<(String, String)>);

impl Looks {
    /// The value of a parameter; empty by default.
    pub fn get(&self, param: &str) -> &str {
        self.0.iter().find(|(name, _)| name == param).map_or("", |(_, value)| value)
    }

    /// Returns whether a parameter is set to yes.
    pub fn is_on(&self, param: &str) -> bool {
        self.get(param) == "t"
    }

    /// Sets a parameter; an empty value takes it away.
    pub fn set(&mut self, param: &str, value: &str) {
        self.0.retain(|(name, _)| name != param);
        if !value.is_empty() {
            self.0.push((param.to_owned(), value.to_owned()));
        }
    }

    /// Sets a parameter to yes or no, which is the default.
    pub fn switch(&mut self, param: &str, on: bool) {
        self.set(param, if on { "t" } else { "" });
    }

    /// All parameters that are set, with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}
