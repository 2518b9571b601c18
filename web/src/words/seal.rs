//! Words of the seal's dialog. They are not among `words()`, which are there before the
//! first view.

use super::{Language, spoken};

pub struct Words {
    pub title: &'static str,
    /// How many requests there were.
    pub since: &'static str,
    pub proving: &'static str,
    /// How many ways were tried, and in how many attempts.
    pub proven: &'static str,
    pub not_proven: &'static str,
    /// How many requests and attempts there were since.
    pub counted: &'static str,
    pub requests: [&'static str; 2],
    pub attempts: [&'static str; 2],
    pub tried: &'static str,
    /// For each place of an attempt its name.
    pub places: [(&'static str, &'static str); 3],
    /// For each outcome how it is said; `{0}` is the places.
    pub outcomes: [(&'static str, &'static str); 4],
    pub hole: &'static str,
    pub beyond: &'static str,
    pub limits: [&'static str; 4],
    pub kept: &'static str,
    pub kept_text: &'static str,
    pub update: &'static str,
    pub update_title: &'static str,
    pub build: &'static str,
    /// What came of comparing a file with this page: its name, its SHA-256, what differs.
    pub same: &'static str,
    pub differs: &'static str,
    /// What the SHA256SUMS that came with the file say of it.
    pub listed: &'static str,
    pub listed_otherwise: &'static str,
    pub not_listed: &'static str,
}

const ENGLISH: Words = Words {
    title: "The seal",
    since: "{0} since",
    proving: "The page is trying every way out that browsers have…",
    proven: "Before it opened any file, this page forbade itself every connection. Then it tried {0} ways out, in {1} \
             attempts: the browser refused each of them.",
    not_proven: "The proof could not be made: {0}.",
    counted: "{0} went out since the page was sealed; {1} refused since the attempts below.",
    requests: ["request", "requests"],
    attempts: ["attempt was", "attempts were"],
    tried: "What was tried, and where",
    places: [("page", "page"), ("frame", "new frame"), ("worker", "worker")],
    outcomes: [
        ("refused", "refused: {0}"),
        ("absent", "not in this browser: {0}"),
        ("silent", "failed, but not said to be refused: {0}"),
        ("open", "NOT REFUSED: {0}"),
    ],
    hole: "{0} was not refused",
    beyond: "What a page cannot forbid itself",
    limits: [
        "Going elsewhere: another address in this tab, a link. There is no link here.",
        "What extensions and developer tools do, and what a page does that shows Hearth in a frame.",
        "Name lookups and connections made ahead, which carry a name and nothing else: only a server's \
         Connection-Allowlist header stops them.",
        "WebRTC: it is taken from this page, but a new frame has its own. The same header stops that, too.",
    ],
    kept: "What is kept in this browser",
    kept_text: "Settings and filter presets, with the patterns in them. Never a profile, or anything that was in one.",
    update: "New version: reload",
    update_title: "This page stays as it is until you reload it; your files have to be opened again then.",
    build: "This file",
    same: "{0}: each part is the same as in this page. Its SHA-256, to compare with SHA256SUMS: {1}",
    differs: "{0}: not the same as this page in {2}. Its SHA-256: {1}",
    listed: ". SHA256SUMS says the same.",
    listed_otherwise: ". SHA256SUMS says another: one of the two was changed.",
    not_listed: ". SHA256SUMS does not have a file of this name.",
};

const CHINESE: Words = Words {
    title: "封闭",
    since: "此后 {0}",
    proving: "页面正在尝试浏览器的每一种外联途径…",
    proven: "在打开任何文件之前，本页面禁止了自己的一切连接；随后尝试了 {0} 种外联途径，共 {1} 次：全部被浏览器拒绝。",
    not_proven: "无法完成检验：{0}。",
    counted: "封闭以来发出 {0}；下列尝试之后又被拒绝 {1}。",
    requests: ["个请求", "个请求"],
    attempts: ["次尝试", "次尝试"],
    tried: "尝试了什么，在哪里",
    places: [("page", "页面"), ("frame", "新框架"), ("worker", "worker")],
    outcomes: [
        ("refused", "被拒绝：{0}"),
        ("absent", "此浏览器没有：{0}"),
        ("silent", "失败，但未说明是被拒绝：{0}"),
        ("open", "未被拒绝：{0}"),
    ],
    hole: "{0} 未被拒绝",
    beyond: "页面无法禁止自己的",
    limits: [
        "前往别处：在此标签页中打开其他地址或链接。这里没有链接。",
        "扩展和开发者工具的行为，以及把 Hearth 放进框架的页面的行为。",
        "域名查询和预连接，只带一个名称：只有服务器的 Connection-Allowlist 头能阻止。",
        "WebRTC：已从本页面移除，但新框架有自己的一份。同一个头也能阻止。",
    ],
    kept: "此浏览器中保存了什么",
    kept_text: "设置和筛选预设，以及其中的模式。从不保存 profile 或其中的任何内容。",
    update: "有新版本：重新加载",
    update_title: "在您重新加载之前，本页面保持不变；重新加载后需要重新打开文件。",
    build: "此文件",
    same: "{0}：每一部分都与本页面相同。其 SHA-256，可与 SHA256SUMS 对照：{1}",
    differs: "{0}：与本页面不同之处：{2}。其 SHA-256：{1}",
    listed: "。SHA256SUMS 与之相同。",
    listed_otherwise: "。SHA256SUMS 与之不同：两者之一被改动过。",
    not_listed: "。SHA256SUMS 中没有这个名称的文件。",
};

/// The words of the language that is spoken now.
pub fn words() -> &'static Words {
    match spoken() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

/// A word from a list of names and words.
pub fn word(list: &[(&'static str, &'static str)], name: &str) -> &'static str {
    list.iter().find(|(known, _)| *known == name).map_or("", |(_, word)| word)
}
