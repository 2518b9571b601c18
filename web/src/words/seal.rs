//! Words of the seal's dialog. They are not among `words()`, which are there before the
//! first view.

use super::{Language, spoken};

pub struct Words {
    pub title: &'static str,
    /// Number of requests.
    pub since: &'static str,
    pub proving: &'static str,
    /// Number of ways that were tried, and of attempts.
    pub proven: &'static str,
    pub not_proven: &'static str,
    /// Number of requests and attempts since.
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
    pub limits: [&'static str; 5],
    /// Words for what got out in the tests: the browser, its version, the date.
    pub measured: &'static str,
    /// Without the site's headers, without them on a second visit, with them.
    pub scenes: [&'static str; 3],
    pub nothing: &'static str,
    /// In place of the count, if another page can read this one.
    pub read: &'static str,
    pub around: &'static str,
    /// For each page that is around this one what it can do.
    pub neighbours: [(&'static str, &'static str); 3],
    pub alone: &'static str,
    /// The setting that keeps names out of the browser's history.
    pub no_names: &'static str,
    pub no_names_text: &'static str,
    pub kept: &'static str,
    pub kept_text: &'static str,
    pub update: &'static str,
    pub update_title: &'static str,
    pub build: &'static str,
    /// Results of comparing a file with this page: its name, its SHA-256, what differs.
    pub same: &'static str,
    pub differs: &'static str,
    /// Words for what the SHA256SUMS that came with the file say of it.
    pub listed: &'static str,
    pub listed_otherwise: &'static str,
    pub not_listed: &'static str,
}

const ENGLISH: Words = Words {
    title: "The seal",
    since: "{0} since",
    proving: "Trying every way in which a page can send data…",
    proven: "Before it opened any file, this page blocked its own connections. Then it tried {0} ways to send data, in {1} \
             attempts: the browser refused each of them.",
    not_proven: "The check failed: {0}.",
    counted: "{0} went out since the page was sealed; {1} refused since the attempts below.",
    requests: ["request", "requests"],
    attempts: ["attempt was", "attempts were"],
    tried: "What was tried, and where",
    places: [("page", "page"), ("frame", "new frame"), ("worker", "worker")],
    outcomes: [
        ("refused", "refused: {0}"),
        ("absent", "not in this browser: {0}"),
        ("silent", "failed, but not reported as refused: {0}"),
        ("open", "NOT REFUSED: {0}"),
    ],
    hole: "{0} was not refused",
    beyond: "What a page cannot block",
    limits: [
        "Going elsewhere: you can type another address. What a script tries is refused and counted, but not in Safari, which \
         lets no page refuse it.",
        "What extensions and developer tools do, and what other pages of the same server do.",
        "DNS lookups and preconnections, which carry a name and nothing else.",
        "WebRTC, WebAuthn and service workers: they are removed from this page, but a new frame has its own.",
        "The page's own server: a cookie goes there with the next request of the browser itself. \
         An origin of its own, or hearth.html, has no such neighbours and no such server.",
    ],
    measured: "What got through in our tests with {0} {1} ({2}), where a script in the sealed page tried:",
    scenes: ["without the site's headers", "without them, from the second visit on", "with them"],
    nothing: "nothing",
    read: "another page can read it",
    around: "Other pages can read this one",
    neighbours: [
        ("opener", "A page of the same server opened this one: it can read everything here."),
        (
            "frame",
            "A page of the same server has this one in a frame: it can read everything here.",
        ),
        (
            "worker",
            "Other programs of the same server have service workers here: pages of one origin can read each other.",
        ),
    ],
    alone: "The seal covers only this page. Give Hearth an origin of its own, or open hearth.html, which has no neighbours.",
    no_names: "No names in title and address",
    no_names_text: "The title is then only \"Hearth\", and the address says only which view is shown. Back still undoes, \
                    and Copy link still makes a full link.",
    kept: "What is kept in this browser",
    kept_text: "Settings and filter presets, with their patterns. Never a profile or its contents.",
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
    title: "断网保护",
    since: "{0}",
    proving: "正在尝试页面能发送数据的每一种途径…",
    proven: "在打开任何文件之前，本页面禁止了自己的一切连接；随后尝试了 {0} 种发送数据的途径，共 {1} 次：全部被浏览器拒绝。",
    not_proven: "检查未能完成：{0}。",
    counted: "断网以来共发出 {0}；下列尝试之后又拒绝了 {1}。",
    requests: ["次请求", "次请求"],
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
    beyond: "页面无法禁止的",
    limits: [
        "导航到别处：你可以输入其他地址。脚本的尝试会被拒绝并计数，但 Safari 除外：它不允许页面拒绝导航。",
        "扩展和开发者工具的行为，以及同一服务器上其他页面的行为。",
        "域名查询和预连接，只携带域名。",
        "WebRTC、WebAuthn 和 service worker：已从本页面移除，但新框架有自己的一份。",
        "页面自己的服务器：Cookie 会随浏览器自身的下一次请求发往那里。独立的源，或 hearth.html，没有这样的问题。",
    ],
    measured: "我们用 {0} {1}（{2}）测试，断网页面中的脚本仍能发出数据的途径：",
    scenes: ["没有站点的响应头", "没有响应头，自第二次访问起", "有响应头"],
    nothing: "无",
    read: "另一页面可读取",
    around: "其他页面能读取本页面",
    neighbours: [
        ("opener", "同一服务器的页面打开了本页面：它能读取这里的一切。"),
        ("frame", "同一服务器的页面把本页面放进了框架：它能读取这里的一切。"),
        ("worker", "同一服务器的其他程序在此有 service worker：同源的页面可以互相读取。"),
    ],
    alone: "断网只约束本页面。请让 Hearth 使用独立的源，或打开 hearth.html。",
    no_names: "标题和地址中不含名称",
    no_names_text: "这样标题只是“Hearth”，地址只表明当前视图。后退仍可撤销，“复制链接”仍生成完整链接。",
    kept: "此浏览器中保存了什么",
    kept_text: "设置和过滤器预设，以及其中的表达式。从不保存 profile 或其中的任何内容。",
    update: "有新版本：重新加载",
    update_title: "在你重新加载之前，本页面保持不变；重新加载后需要重新打开文件。",
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
