//! Words beside drawings (tooltips, what is too narrow) and in pictures of them.

pub struct Words {
    /// The share of what is on the screen.
    pub of_shown: &'static str,
    /// Nearly all is too narrow to be drawn: how many boxes.
    pub too_narrow: &'static str,
    pub to_largest: &'static str,
    /// A picture is on the clipboard.
    pub picture_copied: &'static str,
    pub not_copied: &'static str,
    /// Remedy where the browser takes no pictures.
    pub not_copied_text: &'static str,
    /// Why the browser did not take it: what it says.
    pub not_copied_why: &'static str,
}

pub const ENGLISH: Words = Words {
    of_shown: "{0} of what is shown",
    too_narrow: "{0} functions here are too narrow to draw.",
    to_largest: "Zoom to the largest",
    picture_copied: "Picture copied",
    not_copied: "The picture could not be copied",
    not_copied_text: "This browser does not take pictures from a page. Save it as PNG instead.",
    not_copied_why: "The browser refused: {0}. Save it as PNG instead.",
};

pub const CHINESE: Words = Words {
    of_shown: "占当前显示的 {0}",
    too_narrow: "此处有 {0} 个函数太窄，无法画出。",
    to_largest: "放大到其中最大的",
    picture_copied: "图片已复制",
    not_copied: "图片未能复制",
    not_copied_text: "此浏览器不支持从页面复制图片。请改为保存 PNG。",
    not_copied_why: "浏览器拒绝了：{0}。请改为保存 PNG。",
};
