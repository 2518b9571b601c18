//! Words of top.

pub struct Words {
    pub functions: &'static str,
    /// Top's tools.
    pub find_rows: &'static str,
    pub bad_expression: &'static str,
    pub group_by: &'static str,
    /// Meanings of a row: the granularities in their order, then packages.
    pub groups: [&'static str; 6],
    pub columns_title: &'static str,
    /// Package, file, binary.
    pub columns: [&'static str; 3],
    pub all_rows: &'static str,
    pub some_rows: &'static str,
    pub rows_selected: &'static str,
    pub copy: &'static str,
    pub copy_title: &'static str,
    /// Explanations of flat, flat%, cum, cum% and sum%.
    pub titles: [&'static str; 5],
    pub no_cum: &'static str,
    pub nothing_found: &'static str,
}

pub const ENGLISH: Words = Words {
    functions: "Functions",
    find_rows: "Find rows: text or /regex/",
    bad_expression: "Not a regular expression: all rows are shown",
    group_by: "Rows:",
    groups: ["Functions", "Files and functions", "Files", "Lines", "Addresses", "Packages"],
    columns_title: "More columns",
    columns: ["package", "file", "binary"],
    all_rows: "{0} rows",
    some_rows: "{0} of {1} rows: {2}",
    rows_selected: "{0} rows selected: {1}",
    copy: "Copy",
    copy_title: "Copies the selected rows, or the whole table as go tool pprof -top prints it",
    titles: [
        "Weight of the function itself",
        "flat as a share of the total",
        "Weight of the function and everything that it called",
        "cum as a share of the total",
        "Running sum of flat%, down to this row",
    ],
    no_cum: "A package's cum is not the sum of its functions' cum: calls within the package would count twice",
    nothing_found: "Nothing matches.",
};

pub const CHINESE: Words = Words {
    functions: "函数",
    find_rows: "查找行：文本或 /正则/",
    bad_expression: "不是有效的正则表达式：显示所有行",
    group_by: "行：",
    groups: ["函数", "文件和函数", "文件", "代码行", "地址", "包"],
    columns_title: "更多列",
    columns: ["包", "文件", "二进制"],
    all_rows: "{0} 行",
    some_rows: "{0} / {1} 行：{2}",
    rows_selected: "已选 {0} 行：{1}",
    copy: "复制",
    copy_title: "复制所选的行；未选多行时复制整个表，与 go tool pprof -top 的输出相同",
    titles: [
        "函数自身的开销",
        "flat 占总量的比例",
        "函数及其调用的全部开销",
        "cum 占总量的比例",
        "到本行为止 flat% 的累计",
    ],
    no_cum: "包的 cum 不是其函数 cum 之和：包内函数互相调用的部分会被重复计算",
    nothing_found: "没有匹配的内容。",
};
