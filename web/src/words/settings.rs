//! Words of the settings. They come with the deferred chunk.

pub struct Words {
    pub language: &'static str,
    pub theme: &'static str,
    /// As the system has it, light, dark.
    pub themes: [&'static str; 3],
    pub in_address: &'static str,
    pub in_address_text: &'static str,
    pub kept: &'static str,
    pub kept_nothing: &'static str,
    pub forget: &'static str,
}

pub const ENGLISH: Words = Words {
    language: "Language",
    theme: "Colors",
    themes: ["system", "light", "dark"],
    in_address: "Keep the view in the address",
    in_address_text: "Then Back undoes, and a bookmark keeps the view. Its names and patterns end up in the browser's \
                      history, which may be synchronized. Without it, Back and links do not work.",
    kept: "Kept in this browser: {0}. Never a profile.",
    kept_nothing: "Nothing is kept in this browser.",
    forget: "Delete all of it",
};

pub const CHINESE: Words = Words {
    language: "语言",
    theme: "颜色",
    themes: ["跟随系统", "浅色", "深色"],
    in_address: "在地址栏中保存视图",
    in_address_text: "这样后退即撤销，书签可保存视图。其中的名称和表达式会进入浏览器历史记录，可能被同步。\
                      关闭后，后退和链接不起作用。",
    kept: "保存在此浏览器中：{0}。从不保存 profile。",
    kept_nothing: "此浏览器中没有保存任何内容。",
    forget: "全部删除",
};
