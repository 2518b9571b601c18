//! Words of the built-in examples. They come with the deferred chunk.

use super::Language;

pub struct Words {
    pub title: &'static str,
    /// For each example its name, and what to see in it.
    pub examples: [(&'static str, &'static str); 5],
}

static ENGLISH: Words = Words {
    title: "Or look at an example",
    examples: [
        ("Heap", "Where memory is held: the widest box is what holds most."),
        ("CPU", "Where time goes: each box is a function, below it what it calls."),
        ("A leak", "Nine heap profiles of one service: the line that leaks, and how sure that is."),
        (
            "Before and after",
            "Two heap profiles: what grew between them, and whether chance explains it.",
        ),
        ("Goroutines", "A dump of debug=2: who waits where, on what, and since when."),
    ],
};

static CHINESE: Words = Words {
    title: "或者查看示例",
    examples: [
        ("堆", "内存由谁持有：最宽的方块占用最多。"),
        ("CPU", "时间花在哪里：每个方块是一个函数，下方是它调用的函数。"),
        ("泄漏", "同一服务的九份堆 profile：泄漏的代码行及其把握程度。"),
        ("前后对比", "两份堆 profile：其间增长了什么，是否可能只是偶然。"),
        ("Goroutine", "debug=2 转储：谁在哪里等待、等什么、等了多久。"),
    ],
};

pub fn words() -> &'static Words {
    match super::spoken() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}
