//! Words of the frame around the views.

pub struct Words {
    /// The names of the views, in the order of their tabs.
    pub tabs: [&'static str; 7],
}

pub const ENGLISH: Words =
    Words { tabs: ["Flame", "Top", "Peek", "Source", "Traces", "Tags", "About"] };

pub const CHINESE: Words = Words {
    tabs: ["火焰图", "函数", "调用关系", "源码", "调用栈", "标签", "关于"],
};
