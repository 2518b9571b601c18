//! Words of a page that is a part of somebody else's. Nothing of the first load says them, so
//! they are not among `Words`.

use super::Language;

pub struct Words {
    pub not_sealed: &'static str,
    pub not_sealed_title: &'static str,
    pub nothing: &'static str,
    pub nothing_text: &'static str,
}

static ENGLISH: Words = Words {
    not_sealed: "not sealed by Hearth",
    not_sealed_title: "Here Hearth is part of another page, and sends nothing. What that page does, and what its policy \
         allows, is up to it.",
    nothing: "Nothing is open yet",
    nothing_text: "The surrounding page decides what is shown.",
};

static CHINESE: Words = Words {
    not_sealed: "未由 Hearth 封闭",
    not_sealed_title: "Hearth 在此只是所在页面的一部分，自身不发送任何数据。外层页面的行为及其策略由该页面决定。",
    nothing: "尚未打开任何文件",
    nothing_text: "显示什么由外层页面决定。",
};

pub fn words() -> &'static Words {
    match super::spoken() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}
