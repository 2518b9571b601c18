//! Words of what can be done with open files. They come with the deferred chunk.

use super::Language;

pub struct Words {
    pub show: &'static str,
    pub compare: &'static str,
    pub base: &'static str,
    pub mark: &'static str,
    pub close: &'static str,
    pub close_others: &'static str,
    /// So many files.
    pub marked: &'static str,
    pub compare_marked: &'static str,
    pub unmark: &'static str,
}

static ENGLISH: Words = Words {
    show: "Show",
    compare: "Compare with the shown file",
    base: "Use as the base of a comparison",
    mark: "Mark, or no longer (Space)",
    close: "Close",
    close_others: "Close all others",
    marked: "{0} marked",
    compare_marked: "Compare",
    unmark: "Mark none",
};

static CHINESE: Words = Words {
    show: "显示",
    compare: "与当前显示的文件比较",
    base: "作为比较的基准",
    mark: "标记或取消（空格）",
    close: "关闭",
    close_others: "关闭其他文件",
    marked: "已标记 {0} 个",
    compare_marked: "比较",
    unmark: "全部取消标记",
};

pub fn words() -> &'static Words {
    match super::spoken() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}
