//! Words of the ways to a profile by language. They come with the deferred chunk.

use super::Language;

pub struct Words {
    pub title: &'static str,
    pub script: &'static str,
    pub script_text: &'static str,
    pub copy_script: &'static str,
    /// Languages or tools, and what each needs.
    pub languages: [(&'static str, &'static str); 8],
}

static ENGLISH: Words = Words {
    title: "By language",
    script: "A script that takes a whole set, again and again",
    script_text: "Heap, goroutines with what they wait for, allocs, mutex and block, every so many seconds, into a \
                  folder. Drop that folder here. It needs a POSIX shell and curl; the address, seconds and times come after its name.",
    copy_script: "Copy collect.sh",
    languages: [
        (
            "Go",
            "Go 1.27 also has goroutineleak, which proves leaks by a garbage collection. Take the heap before it: \
             afterward the heap holds what was kept for it.",
        ),
        (
            "Rust",
            "With the crate pprof and its feature prost-codec: around what is to be measured, and then into a file.",
        ),
        (
            "C and C++",
            "perf sees the whole program, without its help. jemalloc, where it was built with profiling, writes \
             jeprof.*.heap when the program ends.",
        ),
        ("Java and Kotlin", "async-profiler, of a process that runs. PID is its number."),
        ("Python", "py-spy, of a process that runs. PID is its number."),
        ("Node.js", "Node writes the file when the program ends."),
        ("bpftrace", "Stacks of any process, as root; the script is in the FlameGraph repository."),
        (
            "OpenTelemetry",
            "The eBPF profiler sends profiles to a collector, whose file exporter writes them.",
        ),
    ],
};

static CHINESE: Words = Words {
    title: "按语言",
    script: "反复采集整套快照的脚本",
    script_text: "每隔若干秒采集 heap、goroutine 及其等待原因、allocs、mutex 和 block，存入一个文件夹，再把该文件夹拖到这里。\
                  只需要 POSIX shell 和 curl；脚本名之后依次是地址、秒数和次数。",
    copy_script: "复制 collect.sh",
    languages: [
        (
            "Go",
            "Go 1.27 还提供 goroutineleak，它通过一次垃圾回收证明泄漏。请先采集 heap：之后 heap 中会留有为此保留的内容。",
        ),
        ("Rust", "使用 pprof crate 及其 prost-codec 特性：包住要测量的部分，然后写入文件。"),
        (
            "C 和 C++",
            "perf 无需程序配合即可看到整个程序。jemalloc（以支持采样的方式编译时）会在程序结束时写出 jeprof.*.heap。",
        ),
        ("Java 和 Kotlin", "用 async-profiler 采集运行中的进程，PID 是其进程号。"),
        ("Python", "用 py-spy 采集运行中的进程，PID 是其进程号。"),
        ("Node.js", "程序结束时由 Node 写出文件。"),
        ("bpftrace", "以 root 身份采集任意进程的调用栈；转换脚本在 FlameGraph 仓库中。"),
        (
            "OpenTelemetry",
            "eBPF profiler 把 profile 发送给 collector，由其 file exporter 写入文件。",
        ),
    ],
};

pub fn words() -> &'static Words {
    match super::spoken() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}
