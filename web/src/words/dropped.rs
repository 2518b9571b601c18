//! Words about what was dropped. They come with the deferred chunk.

use super::{Language, fill};
use hearth_messages::EntryData;

pub struct Words {
    /// `{0}`: how many.
    pub files: &'static str,
    /// `{0}`: what.
    pub gathering: &'static str,
    /// `{0}`: how many entries; `{1}`, `{2}`: bytes.
    pub so_far: &'static str,
    pub waiting: &'static str,
    /// `{0}`: what was dropped; `{1}`: what it was.
    pub title: &'static str,
    /// Between parts of that.
    pub and: &'static str,
    pub show: &'static str,
    /// `{0}`: what was dropped.
    pub list: &'static str,
    pub all: &'static str,
    pub kinds_label: &'static str,
    pub columns: [&'static str; 4],
    /// `{0}`: how many.
    pub more: &'static str,
    /// Profiles, source files, what was left out, what could not be read: what each is called,
    /// what one of them is, and `{0}` of them.
    groups: [[&'static str; 3]; 4],
    /// By code, what an entry is and what can be done. `{0}`, `{1}`: facts.
    whys: &'static [(&'static str, &'static str)],
    unknown: &'static str,
}

const KINDS: [&str; 4] = ["profile", "source", "other", "unread"];

impl Words {
    /// For each kind its name, what many are called, and `{0}` of them.
    pub fn kinds(&self) -> [(&'static str, &'static str, &'static str); 4] {
        std::array::from_fn(|i| (KINDS[i], self.groups[i][0], self.groups[i][2]))
    }
}

static ENGLISH: Words = Words {
    files: "{0} files",
    gathering: "Going through {0}",
    so_far: "{0} entries, {1} of {2}",
    waiting: "waiting",
    title: "{0}: {1}",
    and: ", ",
    show: "Show all",
    list: "What is in {0}",
    all: "All",
    kinds_label: "Which entries",
    columns: ["Entry", "Size", "Taken for", "Why"],
    more: "{0} more",
    groups: [
        ["Opened", "profile", "{0} opened"],
        ["Source files", "source file", "source files: {0}"],
        ["Left out", "left out", "{0} left out"],
        ["Not read", "not read", "{0} could not be read"],
    ],
    whys: &[
        ("profile", "its content is a profile"),
        ("aside", "a profile; drop it to open it, here only source files are taken"),
        ("text", "text without a profile or goroutines in it"),
        ("empty", "the file is empty: whatever should have written it did not finish"),
        ("compressed", "compressed with {0}, which is not read: run {1} on it first"),
        (
            "through-text",
            "compressed, and damaged by a program for text: fetch it again, in binary mode",
        ),
        ("trace", "an execution trace of Go; go tool trace -pprof=sync makes a profile of it"),
        ("perf-data", "data of Linux's perf; perf_to_profile makes a profile of it"),
        ("executable", "a program or library"),
        ("image", "a picture"),
        ("other-archive", "an archive of a kind that is not read: unpack it first"),
        ("logged-stacks", "a log with the stacks of errors, no dump of goroutines"),
        ("html", "a web page: perhaps what a server answered instead of a profile"),
        ("json", "JSON that is no profile"),
        ("pdf", "a PDF document"),
        ("binary", "binary content that is no profile"),
        ("unread-form", "a profile in a form that is not read yet"),
        ("cut-off", "its end is missing: it was cut off; fetch it again"),
        ("damaged", "it is damaged; fetch it again"),
        ("overlap", "its entries overlap: it was made to become larger than it is; it is not read"),
        ("entries", "only the first 100000 entries are looked at"),
        ("profiles", "only the first {0} profiles are opened"),
        ("depth", "archives that lie deeper than {0} in each other are not opened: unpack it"),
        ("encrypted", "it is encrypted: unpack it with its password first"),
        ("method", "its compression (number {0}) is not read: unpack it first"),
        ("proportion", "it would have over {0} MB unpacked, which is out of all proportion"),
        ("large", "there are over {0} MB unpacked: it is not read"),
        ("gone", "the browser cannot read it: it was moved, changed or removed"),
    ],
    unknown: "not known",
};

static CHINESE: Words = Words {
    files: "{0} 个文件",
    gathering: "正在检查 {0}",
    so_far: "{0} 项，{1} / {2}",
    waiting: "等待中",
    title: "{0}：{1}",
    and: "，",
    show: "显示全部",
    list: "{0} 的内容",
    all: "全部",
    kinds_label: "显示哪些条目",
    columns: ["条目", "大小", "识别为", "原因"],
    more: "还有 {0} 项",
    groups: [
        ["已打开", "profile", "已打开 {0} 个"],
        ["源文件", "源文件", "源文件 {0} 个"],
        ["已略过", "已略过", "略过 {0} 个"],
        ["无法读取", "无法读取", "{0} 个无法读取"],
    ],
    whys: &[
        ("profile", "内容是 profile"),
        ("aside", "这是 profile；此处只接收源文件，要打开它请直接拖入"),
        ("text", "文本，其中没有 profile 或 goroutine"),
        ("empty", "文件为空：写入它的程序没有完成"),
        ("compressed", "以 {0} 压缩，无法读取：请先运行 {1}"),
        ("through-text", "压缩文件，但被文本程序损坏：请以二进制方式重新获取"),
        ("trace", "Go 的执行跟踪；可用 go tool trace -pprof=sync 转换为 profile"),
        ("perf-data", "Linux perf 的数据；可用 perf_to_profile 转换为 profile"),
        ("executable", "程序或库"),
        ("image", "图片"),
        ("other-archive", "不支持的归档格式：请先解压"),
        ("logged-stacks", "带有错误调用栈的日志，不是 goroutine 转储"),
        ("html", "网页：可能是服务器返回的页面，而不是 profile"),
        ("json", "JSON，但不是 profile"),
        ("pdf", "PDF 文档"),
        ("binary", "二进制内容，但不是 profile"),
        ("unread-form", "尚不支持的 profile 格式"),
        ("cut-off", "结尾缺失：文件被截断；请重新获取"),
        ("damaged", "文件已损坏；请重新获取"),
        ("overlap", "条目相互重叠：它被构造成解压后远大于自身，因此不读取"),
        ("entries", "只检查前 100000 项"),
        ("profiles", "只打开前 {0} 个 profile"),
        ("depth", "归档嵌套超过 {0} 层，不再打开：请先解压"),
        ("encrypted", "已加密：请先用密码解压"),
        ("method", "不支持的压缩方式（编号 {0}）：请先解压"),
        ("proportion", "解压后会超过 {0} MB，与其大小完全不成比例"),
        ("large", "解压后超过 {0} MB，因此不读取"),
        ("gone", "浏览器无法读取：文件已被移动、修改或删除"),
    ],
    unknown: "未知",
};

pub fn words() -> &'static Words {
    match super::spoken() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

/// Kind that an entry was taken for.
pub fn kind(entry: &EntryData) -> &'static str {
    let kind = entry.group();
    let at = KINDS.iter().position(|of| *of == kind);
    at.map_or(words().unknown, |at| words().groups[at][1])
}

/// Why: of source files the language, of others what they are.
pub fn why(entry: &EntryData) -> String {
    if entry.kind == "source" {
        return entry.code.clone();
    }
    let found = words().whys.iter().find(|(code, _)| *code == entry.code);
    let facts: Vec<&str> = entry.facts.iter().map(String::as_str).collect();
    found.map_or_else(|| words().unknown.to_owned(), |(_, text)| fill(text, &facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_know_the_same_codes() {
        let codes = |words: &Words| words.whys.iter().map(|(code, _)| *code).collect::<Vec<_>>();
        assert_eq!(codes(&ENGLISH), codes(&CHINESE));
    }
}
