//! Words of the empty page: what this is, how to get a profile, and what is measured.

pub struct Words {
    pub title: &'static str,
    pub lead: &'static str,
    pub drop: &'static str,
    pub open: &'static str,
    pub example: &'static str,
    pub or_paste: &'static str,
    pub how: &'static str,
    pub copy: &'static str,
    /// Purpose and needs of each recipe, in the order of the recipes.
    pub recipes: [(&'static str, &'static str); 6],
    pub several: &'static str,
    pub several_text: &'static str,
    /// Meanings of sample types: a name as it begins, and the words.
    pub types: [(&'static str, &'static str); 11],
}

pub const ENGLISH: Words = Words {
    title: "See where time and memory go.",
    lead: "Hearth reads pprof profiles in this browser. The file never leaves your machine: before it opens one, the \
           page cuts its own access to the network.",
    drop: "Drop profiles anywhere",
    open: "Open files…",
    example: "Open an example",
    or_paste: "or paste a file. CPU, heap, allocs, goroutine, block, mutex: any profile.proto, gzipped or not.",
    how: "How do I get a profile?",
    copy: "Copy",
    recipes: [
        (
            "A running Go server",
            "Needs import _ \"net/http/pprof\" and an HTTP server. With seconds, heap and the others \
                                 cover only that interval.",
        ),
        (
            "Goroutines",
            "debug=1 counts those with the same stack, debug=2 says how long each has waited, and on what.",
        ),
        ("Locks", "Go records them only if the program enables it when it starts."),
        ("A test or a benchmark", "For the package in the current folder."),
        ("A program without a server", "With runtime/pprof, around the code to measure."),
        ("A gin service", "With github.com/gin-contrib/pprof and pprof.Register(router)."),
    ],
    several: "Looking for a leak?",
    several_text: "Record the heap (or goroutine) profile five times or more, some minutes apart and under the same load: \
                   a leak keeps growing, a cache that warms up stops. For CPU, 30 seconds under load are enough.",
    types: [
        ("inuse_space", "memory that was allocated and not yet freed, by who allocated it"),
        ("inuse_objects", "objects that were allocated and not yet freed, by who allocated them"),
        ("alloc_space", "all memory that was ever allocated, freed or not"),
        ("alloc_objects", "all objects that were ever allocated, freed or not"),
        ("samples", "how often the profiler found this running"),
        ("cpu", "time on a processor"),
        ("goroutine", "goroutines with this stack, when the profile was taken"),
        ("contentions", "how often goroutines waited for a lock or a channel"),
        ("delay", "how long goroutines waited for a lock or a channel, added up"),
        ("threadcreate", "calls that made the program start another system thread"),
        ("wall", "time that passed, waiting included"),
    ],
};

pub const CHINESE: Words = Words {
    title: "开销在哪里。",
    lead: "Hearth 在浏览器中读取 pprof profile。文件从不离开你的电脑：在打开文件之前，页面会切断自己的网络访问。",
    drop: "把 profile 拖到任意位置",
    open: "打开文件…",
    example: "打开示例",
    or_paste: "或粘贴文件。CPU、heap、allocs、goroutine、block、mutex：任何 profile.proto，是否 gzip 压缩均可。",
    how: "如何获得 profile？",
    copy: "复制",
    recipes: [
        (
            "运行中的 Go 服务",
            "需要 import _ \"net/http/pprof\" 和一个 HTTP 服务器。带 seconds 参数时，heap 等只包含这段时间内发生的。",
        ),
        (
            "Goroutine",
            "debug=1 按相同调用栈计数，debug=2 给出每个 goroutine 等待了多久、在等什么。",
        ),
        ("锁", "程序启动时开启后，Go 才会记录。"),
        ("测试或基准测试", "针对当前文件夹中的包。"),
        ("不带 HTTP 服务的程序", "用 runtime/pprof 包住要测量的部分。"),
        ("gin 服务", "使用 github.com/gin-contrib/pprof 和 pprof.Register(router)。"),
    ],
    several: "在找泄漏？",
    several_text: "在相同负载下，每隔几分钟采集一次 heap（或 goroutine）profile，至少五次：泄漏会一直增长，预热的缓存会停下来。\
                   对于 CPU，负载下采集 30 秒就够了。",
    types: [
        ("inuse_space", "已分配且尚未释放的内存，按分配者统计"),
        ("inuse_objects", "已分配且尚未释放的对象，按分配者统计"),
        ("alloc_space", "累计分配的全部内存，无论是否释放"),
        ("alloc_objects", "累计分配的全部对象，无论是否释放"),
        ("samples", "采样时正在运行的次数"),
        ("cpu", "占用处理器的时间"),
        ("goroutine", "采集时具有此调用栈的 goroutine 数"),
        ("contentions", "goroutine 等待锁或 channel 的次数"),
        ("delay", "goroutine 等待锁或 channel 的总时间"),
        ("threadcreate", "导致程序创建系统线程的调用"),
        ("wall", "经过的时间，包括等待"),
    ],
};
