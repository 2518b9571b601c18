//! Words for an engine that ended without saying why. They come with the deferred chunk.

use super::Language;

pub struct Words {
    pub title: &'static str,
    pub text: &'static str,
}

static ENGLISH: Words = Words {
    title: "The engine was started again",
    text: "It stopped without a reason. The open files are being read again; none was closed.",
};

static CHINESE: Words = Words {
    title: "引擎已重新启动",
    text: "引擎意外终止，原因不明。正在重新读取已打开的文件，没有文件被关闭。",
};

pub fn words() -> &'static Words {
    match super::spoken() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}
