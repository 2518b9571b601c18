//! Words of the source view.

pub struct Words {
    /// The table, for those who do not see it.
    pub table: &'static str,
    pub columns: [&'static str; 5],
    /// Meanings of the columns.
    pub meanings: [&'static str; 5],
    pub no_subject: &'static str,
    /// With a key that comes here, and where there are no keys.
    pub no_subject_text: [&'static str; 2],
    pub nothing: &'static str,
    pub nothing_text: &'static str,
    /// `{0}`, `{1}`: shares.
    pub of_total: &'static str,
    pub no_file: &'static str,
    /// Before any source file was given.
    pub drop_source: &'static str,
    pub not_given: &'static str,
    /// No file fits.
    pub not_found: &'static str,
    /// `{0}`: how many.
    pub which: &'static str,
    pub too_short: &'static str,
    pub folder: &'static str,
    pub whole: &'static str,
    pub paths: &'static str,
    pub trim_path: &'static str,
    pub source_path: &'static str,
    /// `{0}`: how many.
    pub files: &'static str,
    /// `{0}`: how many, or which.
    pub problems: &'static str,
    /// Remedy for a folder that the browser does not read.
    pub unread: &'static str,
    /// `{0}`: how many.
    pub inlined: &'static str,
    pub taken_text: &'static str,
}

pub const ENGLISH: Words = Words {
    table: "Source lines",
    columns: ["line", "flat", "cum", "cum%", "source"],
    meanings: [
        "The line's number",
        "Weight of the line itself",
        "Weight of the line and everything that it called",
        "cum as a share of the total",
        "The line's text",
    ],
    no_subject: "Which function?",
    no_subject_text: [
        "Select a function in another view, then press {0} to see its lines here.",
        "Select a function in another view, then come back to see its lines here.",
    ],
    nothing: "No lines",
    nothing_text: "No sample that passes the filters is in this function, or the profile does not say where its code is.",
    of_total: "flat {0}, cum {1} of the total",
    no_file: "the profile does not name its file",
    drop_source: "To see the code beside its figures, drop your repository's folder or a zip of it anywhere on this page. \
                  It is read in this page and sent nowhere.",
    not_given: "no source yet",
    not_found: "not among the source files",
    which: "{0} files end with this path. Choose one:",
    too_short: "the file is shorter than the profile says: it may be another version",
    folder: "Folder…",
    whole: "whole file",
    paths: "Paths",
    trim_path: "Removed from the start of the profile's paths; separate several with colons",
    source_path: "Folders in which the profile's paths start; separate several with colons",
    files: "Source files: {0}",
    problems: "Not readable: {0}",
    unread: "A page opened from a file can't read a dropped folder. Use the Folder… button in Source, or drop a zip. Drop profiles one by one.",
    inlined: "Inlined here: {0}",
    taken_text: "Source shows them beside their figures.",
};

pub const CHINESE: Words = Words {
    table: "源码行",
    columns: ["行", "flat", "cum", "cum%", "源码"],
    meanings: [
        "行号",
        "该行自身的开销",
        "该行及其调用的全部开销",
        "cum 占总量的比例",
        "该行的文本",
    ],
    no_subject: "哪个函数？",
    no_subject_text: [
        "请在其他视图中选择一个函数，然后按 {0} 在此查看其源码行。",
        "请在其他视图中选择一个函数，然后回到这里查看其源码行。",
    ],
    nothing: "没有源码行",
    nothing_text: "通过过滤条件的样本都不在此函数中，或者 profile 没有记录其代码位置。",
    of_total: "占总量：flat {0}，cum {1}",
    no_file: "profile 没有记录它所在的源文件",
    drop_source: "要在数据旁查看代码，请将代码仓库的文件夹或其 zip 拖放到本页任意位置。文件只在本机读取，不会发送到任何地方。",
    not_given: "尚无源码",
    not_found: "不在已提供的源文件中",
    which: "有 {0} 个文件以此路径结尾，请选择：",
    too_short: "文件的行数比 profile 记录的少：可能是另一个版本",
    folder: "文件夹…",
    whole: "整个文件",
    paths: "路径",
    trim_path: "从 profile 中路径的开头去掉的部分；多个用冒号分隔",
    source_path: "profile 中路径的起始文件夹；多个用冒号分隔",
    files: "源文件：{0}",
    problems: "无法读取：{0}",
    unread: "以文件形式打开的页面无法读取拖入的文件夹。请用“源码”视图的“文件夹…”按钮，或拖入 zip；profile 请直接拖入。",
    inlined: "内联到此处：{0}",
    taken_text: "“源码”视图会将它们与数据一起显示。",
};
