//! Words of taking figures and pictures away.

pub struct Words {
    pub save: &'static str,
    /// For each form its name in the menu.
    pub forms: [(&'static str, &'static str); 12],
    pub failed: &'static str,
}

pub const ENGLISH: Words = Words {
    save: "Save",
    forms: [
        ("copy", "Copy as text"),
        ("text", "Text"),
        ("csv", "Table (CSV)"),
        ("svg", "Picture (SVG)"),
        ("png", "Picture (PNG)"),
        ("copy-png", "Copy picture"),
        ("svg-dark", "Dark picture (SVG)"),
        ("png-dark", "Dark picture (PNG)"),
        ("dot", "Graphviz (.dot)"),
        ("proto", "Filtered profile (.pb.gz)"),
        ("folded", "Folded stacks"),
        ("speedscope", "speedscope JSON"),
    ],
    failed: "It could not be saved",
};

pub const CHINESE: Words = Words {
    save: "保存",
    forms: [
        ("copy", "复制为文本"),
        ("text", "文本"),
        ("csv", "表格（CSV）"),
        ("svg", "图片（SVG）"),
        ("png", "图片（PNG）"),
        ("copy-png", "复制图片"),
        ("svg-dark", "深色图片（SVG）"),
        ("png-dark", "深色图片（PNG）"),
        ("dot", "Graphviz (.dot)"),
        ("proto", "过滤后的 profile（.pb.gz）"),
        ("folded", "折叠的调用栈"),
        ("speedscope", "speedscope JSON"),
    ],
    failed: "无法保存",
};
