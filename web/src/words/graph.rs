//! Words of the call graph. What it has in common with the flame graph is there.

pub struct Words {
    /// Label of the graph for those who can't see it: the number of nodes, the total.
    pub label: &'static str,
    pub hint: &'static str,
    pub caller: &'static str,
    pub callee: &'static str,
    /// Numbers of callers and of callees that are not shown.
    pub hidden: &'static str,
    pub show_callers: &'static str,
    pub show_callees: &'static str,
    /// The number of nodes shown, and of all that are large enough.
    pub count: &'static str,
    pub count_title: &'static str,
    pub callers: &'static str,
    pub callers_title: &'static str,
    pub callees: &'static str,
    pub callees_title: &'static str,
    pub tree: &'static str,
    pub tree_title: &'static str,
    pub fit: &'static str,
    pub fit_title: &'static str,
    /// The legend: the sample type.
    pub legend: &'static str,
    pub dotted: &'static str,
    /// Nothing is shown, as every function is below the limit: how many there are.
    pub too_small: &'static str,
    pub too_small_text: &'static str,
    pub no_limits: &'static str,
}

pub const ENGLISH: Words = Words {
    label: "Call graph of {0} nodes, {1} in all. Up and down arrow keys follow the heaviest calls, Enter selects.",
    hint: "Point at a box or an arrow for its figures. Drag to move, Ctrl+wheel to zoom.",
    caller: "caller, ",
    callee: "callee, ",
    hidden: "not shown: {0} callers, {1} callees",
    show_callers: "show {0} more callers",
    show_callees: "show {0} more callees",
    count: "{0} of {1} nodes",
    count_title: "The most nodes to show",
    callers: "+ Callers",
    callers_title: "Show all callers of the selected function, however small. Press again to undo (<)",
    callees: "+ Callees",
    callees_title: "Show all that the selected function calls, however small. Press again to undo (>)",
    tree: "Call tree",
    tree_title: "Draw a function once for each path that reaches it (y)",
    fit: "Fit",
    fit_title: "Show everything (0)",
    legend: "text and arrow size: {0}, color: share of the total",
    dotted: "dotted: through functions not shown",
    too_small: "Every function is too small to be drawn",
    too_small_text: "The time or memory is spread over {0} functions, and each has less than the limit's share of the \
                     total.",
    no_limits: "Draw the largest",
};

pub const CHINESE: Words = Words {
    label: "调用图，共 {0} 个节点，总计 {1}。上下方向键沿最重的调用移动，Enter 选择。",
    hint: "指向方块或箭头查看数值。拖动平移，Ctrl+滚轮缩放。",
    caller: "调用者，",
    callee: "被调用者，",
    hidden: "未显示：{0} 个调用者，{1} 个被调用者",
    show_callers: "再显示 {0} 个调用者",
    show_callees: "再显示 {0} 个被调用者",
    count: "{1} 个节点中的 {0} 个",
    count_title: "最多显示的节点数",
    callers: "+ 调用者",
    callers_title: "显示所选函数的全部调用者，无论多小；再按一次取消（<）",
    callees: "+ 被调用者",
    callees_title: "显示所选函数调用的全部函数，无论多小；再按一次取消（>）",
    tree: "调用树",
    tree_title: "不同路径分开显示（y）",
    fit: "适应窗口",
    fit_title: "显示全部（0）",
    legend: "文字与箭头大小：{0}，颜色：占总量的比例",
    dotted: "虚线：经过未显示的函数",
    too_small: "所有函数都太小，未绘制",
    too_small_text: "开销分散在 {0} 个函数中，每个占总量的比例都低于下限。",
    no_limits: "绘制其中最大的函数",
};
