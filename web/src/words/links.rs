//! Words of links, of what was copied, and of what screen readers are told.

pub struct Words {
    /// The view.
    pub sent: &'static str,
    /// The same where nobody knows that it was sent: an address that was kept.
    pub kept: &'static str,
    /// Words for the content of the link and its files: what stands between and around the parts.
    pub with: &'static str,
    pub with_of: &'static str,
    pub of: &'static str,
    pub filter: &'static str,
    /// The number of filters, and they.
    pub filters: &'static str,
    pub sample_type: &'static str,
    pub and: &'static str,
    pub comma: &'static str,
    /// The number of files that are not named.
    pub more: &'static str,
    /// A file's name, and the beginning of its hash.
    pub file: &'static str,
    /// The same of a file of the base.
    pub base_file: &'static str,
    /// A file without a name: the beginning of its hash.
    pub nameless: &'static str,
    pub drop_this: &'static str,
    pub drop_these: &'static str,
    pub drop_it: &'static str,
    /// A file that is here.
    pub here: &'static str,
    /// Number of files that are here, of all.
    pub here_of: &'static str,
    /// A file that is another one.
    pub other: &'static str,
    /// The same of a link for several files.
    pub other_of: &'static str,
    pub drop_right: &'static str,
    pub anyway: &'static str,
    pub link_copied: &'static str,
    pub link_text: &'static str,
    pub copied: &'static str,
    /// The first line that was copied, and the number of lines.
    pub copied_lines: &'static str,
    pub not_copied: &'static str,
    pub not_copied_text: &'static str,
    /// A file, and the number of its samples.
    pub opened: &'static str,
    /// Number of files, the one that is shown, and the number of its samples.
    pub opened_all: &'static str,
    pub reading: &'static str,
    /// A function, and how much of everything that is.
    pub zoomed: &'static str,
    pub zoomed_out: &'static str,
    /// Part and whole.
    pub part: &'static str,
    /// The name of the flame graph: the function, how much of everything, the rows.
    pub zoomed_graph: &'static str,
}

pub const ENGLISH: Words = Words {
    sent: "You were sent {0}",
    kept: "This address shows {0}",
    with: "With {0}.",
    with_of: "With {0}, of {1}.",
    of: "Of {0}.",
    filter: "1 filter ({0})",
    filters: "{0} filters ({1})",
    sample_type: "sample type {0}",
    and: " and ",
    comma: ", ",
    more: "{0} more",
    file: "{0} ({1})",
    base_file: "{0} ({1}, base)",
    nameless: "a file whose SHA-256 begins with {0}",
    drop_this: "Drop this file.",
    drop_these: "Drop these files.",
    drop_it: "Drop the file that the link was made for.",
    here: "{0} is here.",
    here_of: "{0} of {1} files are here.",
    other: "{0} has different content from the file this link was made for.",
    other_of: "{0} has different content from the files this link was made for.",
    drop_right: "Drop the right file, or look at the open one: the link may not fit it.",
    anyway: "Look at it anyway",
    link_copied: "Link copied",
    link_text: "It has the view, its filters, and the names and hashes of the files, never a file. Whoever opens it is \
                asked for their own copy.",
    copied: "Copied",
    copied_lines: "{0} ({1} lines)",
    not_copied: "Nothing was copied",
    not_copied_text: "The browser does not let the page use the clipboard.",
    opened: "Opened {0}, {1}",
    opened_all: "Opened {0} files. {1} is shown, {2}",
    reading: "Reading {0}",
    zoomed: "Zoomed to {0}, {1}",
    zoomed_out: "Zoomed out to everything",
    part: "{0} of {1}",
    zoomed_graph: "Flame graph of {0}, {1}, {2} rows deep. Arrow keys walk its boxes, Enter zooms in, Escape zooms out.",
};

pub const CHINESE: Words = Words {
    sent: "你收到了一个视图：{0}",
    kept: "这个地址显示的视图：{0}",
    with: "{0}。",
    with_of: "{0}，文件：{1}。",
    of: "文件：{0}。",
    filter: "1 个过滤器（{0}）",
    filters: "{0} 个过滤器（{1}）",
    sample_type: "样本类型 {0}",
    and: "和",
    comma: "、",
    more: "另外 {0} 个文件",
    file: "{0}（{1}）",
    base_file: "{0}（{1}，基准）",
    nameless: "SHA-256 以 {0} 开头的文件",
    drop_this: "请拖入这个文件。",
    drop_these: "请拖入这些文件。",
    drop_it: "请拖入对应的文件。",
    here: "{0} 已打开。",
    here_of: "{1} 个文件中已打开 {0} 个。",
    other: "{0} 与此链接对应的文件内容不同。",
    other_of: "{0} 与此链接对应的各个文件内容都不同。",
    drop_right: "请拖入正确的文件，或者直接查看已打开的文件：链接的内容可能不适用。",
    anyway: "仍然查看",
    link_copied: "链接已复制",
    link_text: "链接包含视图、过滤器以及文件名和哈希值，从不包含文件本身。打开链接的人需要拖入自己的那份文件。",
    copied: "已复制",
    copied_lines: "{0}（{1} 行）",
    not_copied: "未能复制",
    not_copied_text: "浏览器不允许本页面使用剪贴板。",
    opened: "已打开 {0}，{1}",
    opened_all: "已打开 {0} 个文件，当前显示 {1}，{2}",
    reading: "正在读取 {0}",
    zoomed: "已放大到 {0}，{1}",
    zoomed_out: "已缩小到全部",
    part: "{1} 的 {0}",
    zoomed_graph: "{0} 的火焰图，占 {1}，共 {2} 层。方向键在方块间移动，Enter 放大，Escape 缩小。",
};
