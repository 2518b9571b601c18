//! Words of the classes of code, of the filters that leave them out, and of the kinds of
//! filters. Nothing of the first load says them, so they are not among `Words`.

use super::Language;

pub struct Words {
    /// The families of colors.
    pub families: [&'static str; 7],
    pub many: &'static str,
    /// The least, the middle and the largest share's color.
    pub heat: [&'static str; 3],
    /// Meaning of lengths and colors, in each mode of the flame graph.
    pub shades: [&'static str; 4],
    /// The presets: name, what it does, and the text of its chip.
    pub presets: [[&'static str; 3]; 4],
    /// Effect of each kind of filter, in the order of `Kind::ALL`.
    pub kinds: [&'static str; 10],
    pub no_match: &'static str,
    /// A regular expression that is offered.
    pub as_expression: &'static str,
}

static ENGLISH: Words = Words {
    families: [
        "your code",
        "dependencies",
        "standard library",
        "runtime, VM",
        "garbage collection, allocation",
        "system, kernel, libc",
        "idle, waiting",
    ],
    many: "many small",
    heat: ["under 1%", "about 10%", "from 50%"],
    shades: [
        "width: {0}, shade: package",
        "width: {0}, color: file",
        "width: {0}, color: share of the total",
        "width: {0}, shade: function",
    ],
    presets: [
        [
            "My code only",
            "Hides the runtime and the standard library: what they cost is charged to the \
             nearest frame of yours.",
            "runtime and standard library",
        ],
        ["Without GC", "Drops the stacks in which garbage is collected.", "garbage collection"],
        [
            "Without runtime",
            "Hides the language's runtime: what it costs is charged to its callers.",
            "runtime",
        ],
        [
            "Without idle and system calls",
            "Drops the stacks that wait or are in a system call.",
            "idle and system calls",
        ],
    ],
    kinds: [
        "keep only stacks with a matching function",
        "drop stacks with a matching function",
        "merge matching functions into their callers",
        "merge all other functions into their callers",
        "start stacks at the first match",
        "end stacks at the match: collapse what it calls",
        "keep only samples with a matching label",
        "drop samples with a matching label",
        "show only labels whose key matches",
        "hide labels whose key matches",
    ],
    no_match: "Matches no function",
    as_expression: "as a regular expression?",
};

static CHINESE: Words = Words {
    families: [
        "自己的代码",
        "依赖库",
        "标准库",
        "运行时、虚拟机",
        "垃圾回收与内存分配",
        "系统、内核、libc",
        "空闲、等待",
    ],
    many: "许多窄帧",
    heat: ["低于 1%", "约 10%", "50% 以上"],
    shades: [
        "宽度：{0}，色调：包",
        "宽度：{0}，颜色：文件",
        "宽度：{0}，颜色：占总量的比例",
        "宽度：{0}，色调：函数",
    ],
    presets: [
        ["只看自己的代码", "隐藏运行时和标准库：其开销计入最近的你自己的函数。", "运行时和标准库"],
        ["排除垃圾回收", "丢弃正在回收垃圾的调用栈。", "垃圾回收"],
        ["排除运行时", "隐藏语言运行时：其开销计入调用者。", "运行时"],
        ["排除空闲和系统调用", "丢弃正在等待或处于系统调用中的调用栈。", "空闲和系统调用"],
    ],
    kinds: [
        "只保留含匹配函数的调用栈",
        "丢弃含匹配函数的调用栈",
        "将匹配的函数合并到调用者",
        "将其他所有函数合并到调用者",
        "从第一个匹配的函数开始显示调用栈",
        "到匹配的函数为止：折叠其调用的函数",
        "只保留标签匹配的样本",
        "丢弃标签匹配的样本",
        "只显示键匹配的标签",
        "隐藏键匹配的标签",
    ],
    no_match: "没有匹配的函数",
    as_expression: "作为正则表达式？",
};

pub fn words() -> &'static Words {
    match super::spoken() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}
