//! Words of the flame graph.

pub struct Words {
    /// The way from the root to the heaviest callees, here and in the call graph.
    pub heavy: &'static str,
    pub heavy_title: &'static str,
    /// Label of the graph for those who can't see it: the total, the number of rows.
    pub label: &'static str,
    /// Text of the line below the graph while nothing is pointed at.
    /// Where there are keys, and where there are none.
    pub hint: [&'static str; 2],
    /// The status: the total, the sample type.
    pub all_of: &'static str,
    /// The status: the part, the total, the sample type, the share.
    pub part_of: &'static str,
    /// Words for what filters leave: the part, the total, the share.
    pub left_of: &'static str,
    pub many_here: &'static str,
    pub of_caller: &'static str,
    pub of_pivot: &'static str,
    pub caller_of: &'static str,
    pub tools: &'static str,
    pub search: &'static str,
    pub search_title: &'static str,
    /// The number of functions, the share of the total.
    pub found: &'static str,
    pub found_one: &'static str,
    pub collapse: &'static str,
    pub collapse_title: &'static str,
    pub pivot: &'static str,
    pub pivot_none: &'static str,
    pub pivot_title: &'static str,
    pub unpivot: &'static str,
    pub up: &'static str,
    pub up_title: &'static str,
    pub colors: &'static str,
    pub colors_title: &'static str,
    /// Meanings that colors can have.
    pub modes: [&'static str; 4],
}

pub const ENGLISH: Words = Words {
    heavy: "Heaviest path",
    heavy_title: "From the root, always to the heaviest callee, down to a leaf (w)",
    label: "Flame graph of {0}, {1} rows deep. Arrow keys walk its boxes, Enter zooms in, Escape zooms out.",
    hint: [
        "Point at a box for its figures. Click to zoom in, Esc to zoom out.",
        "Tap a box to zoom in, tap the root to go back.",
    ],
    all_of: "all of {0} {1}",
    part_of: "{0} of {1} {2} ({3})",
    left_of: "{0} of {1} ({2})",
    many_here: "{0} narrow frames here: zoom in to see them",
    of_caller: "{0} of its caller",
    of_pivot: "{0} of the pivot",
    caller_of: "caller of {0}",
    tools: "How the graph is drawn",
    search: "Search functions",
    search_title: "A text, or /…/ for a regular expression ( / ). Enter goes to the next one, Shift+Enter to the one before, Esc clears.",
    found: "{0} functions, {1} of the total",
    found_one: "{0} function, {1} of the total",
    collapse: "Merge recursion",
    collapse_title: "A function that calls itself is drawn once (c)",
    pivot: "Pivot",
    pivot_none: "Pivot: pick a function first",
    pivot_title: "The selected function in the middle, its callers above, what it called below (v)",
    unpivot: "Leave the pivot (v)",
    up: "Flip",
    up_title: "The root at the bottom: a flame instead of an icicle (y)",
    colors: "Colors",
    colors_title: "What colors mean (k goes on to the next)",
    modes: ["Color: package", "Color: file", "Color: share", "One hue"],
};

pub const CHINESE: Words = Words {
    heavy: "最重路径",
    heavy_title: "从根开始，每一层都走开销最大的被调用者，直到叶子（w）",
    label: "{0} 的火焰图，共 {1} 层。方向键在方块间移动，Enter 放大，Escape 缩小。",
    hint: ["指向方块查看数值。单击放大，Esc 缩小。", "点按方块放大，点按根返回。"],
    all_of: "全部 {0} {1}",
    part_of: "{0}，共 {1} {2}（{3}）",
    left_of: "{0}，共 {1}（{2}）",
    many_here: "此处有 {0} 个窄帧：放大后可见",
    of_caller: "占调用者的 {0}",
    of_pivot: "占中心函数的 {0}",
    caller_of: "{0} 的调用者",
    tools: "绘图方式",
    search: "搜索函数",
    search_title: "文本，或用 /…/ 表示正则表达式（/）。Enter 跳到下一个，Shift+Enter 跳到上一个，Esc 清除。",
    found: "{0} 个函数，占总量的 {1}",
    found_one: "{0} 个函数，占总量的 {1}",
    collapse: "合并递归",
    collapse_title: "调用自身的函数只画一次（c）",
    pivot: "以函数为中心",
    pivot_none: "以函数为中心：请先选择函数",
    pivot_title: "所选函数居中，上方是调用者，下方是被调用者（v）",
    unpivot: "退出中心函数（v）",
    up: "上下翻转",
    up_title: "根在底部：火焰图，而非冰柱图（y）",
    colors: "颜色",
    colors_title: "颜色的含义（k 切换）",
    modes: ["颜色：包", "颜色：文件", "颜色：占比", "单一色调"],
};
