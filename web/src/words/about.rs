//! Words of the About view.

pub struct Words {
    pub facts_title: &'static str,
    pub remarks: &'static str,
    pub healthy: &'static str,
    pub comments: &'static str,
    pub mappings: &'static str,
    /// The columns of the mappings.
    pub columns: [&'static str; 4],
    /// The names of facts and of kinds of remarks, by their keys.
    names: &'static [(&'static str, &'static str)],
}

impl Words {
    /// The name of a fact, or of a kind of remark. A key without one is its own name.
    pub fn name_of(&self, key: &str) -> String {
        let name = self.names.iter().find(|(k, _)| *k == key);
        name.map_or_else(|| key.replace('-', " "), |(_, name)| (*name).to_owned())
    }
}

pub const ENGLISH: Words = Words {
    facts_title: "File",
    remarks: "Warnings",
    healthy: "No problems were found in this profile.",
    comments: "Comments",
    mappings: "Mappings",
    columns: ["file", "build id", "range", "contains"],
    names: &[],
};

pub const CHINESE: Words = Words {
    facts_title: "文件信息",
    remarks: "警告",
    healthy: "没有发现问题。",
    comments: "注释",
    mappings: "映射",
    columns: ["文件", "build id", "地址范围", "包含"],
    names: &[
        ("kind", "类型"),
        ("sample types", "样本类型"),
        ("default sample type", "默认样本类型"),
        ("period type", "周期类型"),
        ("period", "采样周期"),
        ("time", "时间"),
        ("duration", "时长"),
        ("samples", "样本数"),
        ("stacks", "调用栈数"),
        ("functions", "函数数"),
        ("locations", "代码位置数"),
        ("drop frames", "丢弃的帧"),
        ("keep frames", "保留的帧"),
        ("documentation", "文档"),
        ("size", "大小"),
        ("compressed size", "压缩后大小"),
        ("no-samples", "没有样本"),
        ("nothing-measured", "数值全为 0"),
        ("no-symbols", "没有函数名"),
        ("difference", "差值"),
        ("truncated", "调用栈被截断"),
        ("missing-symbols", "缺少函数名"),
        ("missing-inlines", "缺少内联信息"),
        ("lost-samples", "样本丢失"),
        ("labels-not-kept", "标签未保留"),
        ("only-numbers", "标签只有数字"),
        ("zero-samples", "值为 0 的样本"),
        ("odd-unit", "未知单位"),
        ("skipped-lines", "跳过的行"),
        ("left-out-events", "忽略的事件"),
        ("left-out-samples", "忽略的样本"),
        ("left-out-messages", "忽略的消息"),
        ("left-out-labels", "忽略的标签"),
        ("left-out-types", "忽略的样本类型"),
        ("left-out-profiles", "忽略的 profile"),
        ("left-out-callers", "省略的调用者"),
        ("left-out-lines", "忽略的行"),
        ("first-path", "goref：仅首条引用路径"),
    ],
};
