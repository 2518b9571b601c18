//! In simplified Chinese.

use hearth_core::codes::Code;

pub fn words(code: Code) -> &'static str {
    match code {
        Code::NoSamples => {
            "这份 profile 没有样本：采集期间没有发生它所测量的事件。请在有负载时重新采集，或延长采集时间。"
        }
        Code::NothingMeasured => "这份 profile 中所有值都是 0。",
        Code::NoSymbols => {
            "这份 profile 只有地址，没有函数名。运行 `go tool pprof -proto BINARY PROFILE` 可以补上函数名。"
        }
        Code::RowsAreAddresses => "由于没有函数名，每一行是一个地址。",
        Code::Difference => "有些值是负数：这份 profile 是两份 profile 之差。",
        Code::Truncated => {
            "有 {0} 个调用栈恰好在第 {1} 帧处被截断，更上层的调用者未知，靠近根部的函数数值偏小。从 Go 1.23 起，可以用 \
             `GODEBUG=profstackdepth=N` 设置上限（CPU profile 除外）。"
        }
        Code::MissingSymbols => {
            "{1} 个代码位置中有 {0} 个没有函数名。运行 `go tool pprof -proto BINARY PROFILE` 可以补上，也可以用未去除符号的\
             程序重新采集。"
        }
        Code::MissingInlines => {
            "这份 profile 声明包含内联函数，实际却没有：内联函数的开销都计入了调用者。"
        }
        Code::LostSamples => "运行时丢失了部分样本，它们计在名称以 `runtime._Lost` 开头的函数下。",
        Code::LabelsNotKept => {
            "Go 只在 CPU 和 goroutine profile 中保留 `pprof.Do` 设置的标签，因此这份 profile 没有标签。"
        }
        Code::OnlyNumbers => "所有标签都是数字。文本标签没有设置，或在处理过程中丢失了。",
        Code::ZeroSamples => "{1} 个样本中有 {0} 个的值全为 0。",
        Code::NoUnit => "`{0}` 的值没有单位。",
        Code::OddUnit => "`{0}` 的单位 `{1}` 无法识别，数值按原样显示。",
        Code::SkippedLines => "共跳过 {0} 行没有计数的内容，第一处在第 {1} 行。",
        Code::LeftOutEvents => {
            "有 {0} 个事件与之前的事件不匹配，已忽略。它们附近的时间可能不准确。"
        }
        Code::LeftOutSamples => "有 {0} 个样本引用了文件中不存在的内容，已忽略。",
        Code::LeftOutMessages => "文件被截断，忽略的消息数：{0}。之前的内容是完整的。",
        Code::LeftOutLabels => "资源属性已忽略：作为每个样本的标签会占用过多内存。",
        Code::LeftOutTypes => "文件中的样本类型过多，无法全部显示，有 {0} 个值已忽略。",
        Code::LeftOutProfiles => "有 {0} 个未知类型的 profile 已忽略。",
        Code::LeftOutCallers => "有 {0} 个调用栈过深，靠近根部的帧已省略。",
        Code::LeftOutLines => "有 {0} 行无法读取，已忽略。",
        Code::LeftOutLocationAttributes => "有 {0} 个位置属性（例如帧的类型）已忽略。",
        Code::LeftOutTimes => {
            "文件中不同时间的 profile 过多，无法逐一打开，因此已合并相加。其余时间点：{0} 个。"
        }
        Code::FirstPath => {
            "goref 把每个对象计入它找到的第一条引用路径，并非独占。对象的其他引用不会显示，因此断开某个引用所释放的内存\
             可能远少于显示的值。"
        }

        Code::Unpacked => "内容还用 {0} 又压缩了一层。",
        Code::HttpHeaders => "内容之前有服务器响应的标头。",
        Code::Utf16 => "文本是 UTF-16 编码（PowerShell 的 `>` 会这样写）。",
        Code::Quoted => "文本是从带引号的字符串中读出的。",
        Code::QuotedField => "文本是从日志的 `{0}` 字段中读出的。",
        Code::Escaped => "换行或制表符原先写成了转义形式。",
        Code::TerminalColors => "终端颜色代码已去除。",
        Code::DoubleSpaced => "原文每两行之间都有空行。",
        Code::SplitWrites => "程序的每次写入各占一行，已重新拼接。",
        Code::BrokenLines => "行在第 {0} 个字符处被折断，已重新拼接。",
        Code::NewestFirst => "最新的行在最前面，因此从末尾开始读取。",
        Code::Prefixes => "已去掉日志程序在 {0} 行前加的前缀，例如 `{1}`。",
        Code::LinesWithin => "已跳过 dump 中夹杂的其他行，共 {0} 行，第一处在第 {1} 行。",
        Code::LinesAround => "已跳过 dump 前后的其他行，共 {0} 行。",
        Code::NoStacks => "{0} 个 goroutine 的调用栈都无法读出。",
        Code::Crash => "程序崩溃：`{0}`。",
        Code::RaceReports => "这是竞态检测器的报告，其中有 {0} 处数据竞争。",
        Code::SeveralDocuments => "文件中有 {0} 份 profile 或 dump，已分别打开，这是第一份。",
        Code::EmptyFile => {
            "文件是空的：写入 profile 的程序没有正常结束，或者下载失败。请重新获取。"
        }
        Code::Gzip => "gzip 文件在第 {0} 字节处损坏。请以二进制方式重新获取。",
        Code::Zstd => "zstd 文件在第 {0} 字节处损坏。请以二进制方式重新获取。",
        Code::TooDeep => "文件的压缩超过 {0} 层。请先解压。",
        Code::NotAProfile => "这不是 pprof profile，或者在解压后内容的第 {0} 字节处损坏。",
        Code::Malformed => "profile 在解压后内容的第 {0} 字节处格式错误。",
        Code::DamagedText => "文本 profile 的第 {0} 行损坏。请重新获取。",
        Code::TooLarge => {
            "profile 解压后超过 {0} MB，这里无法打开。请先缩小，例如用 `go tool pprof -proto -focus=...`。"
        }
        Code::OutOfProportion => {
            "这不是 profile：文件只有 {0} 字节，内容却已超过 {1} MB。没有程序会把 profile 压缩到这种程度，因此没有继续读取。"
        }
        Code::NeedsMemory => {
            "这份 profile 约需 {0} MB 内存，而这里只有 {1} MB 可用。请关闭其他 profile，或先缩小它，例如用 \
             `go tool pprof -proto -focus=...`。"
        }
        Code::NeedsWhole => "这份 profile 需要整体读取。",
        Code::FormatTruncated => "文件不完整，被截断了。请重新获取，或重新生成。",
        Code::FormatJson => "JSON 已损坏（内容的第 {0} 字节）。请重新生成文件。",
        Code::FormatLayout => {
            "OTLP profile 已损坏，或版本未知：内容的第 {0} 字节处有一个字段的类型不对。"
        }
        Code::FormatNoProfiles => {
            "这是 OTLP 文件，但其中没有任何 profile：没有采到样本。请延长采集时间。"
        }
        Code::FormatNoSamples => "文件中没有样本：没有测到任何内容，或者选错了文件。",
        Code::OutOfMemory => "内存不足：还需要 {0} 字节。请关闭其他 profile。",
        Code::OtherForm => "内容不是 `profile.proto`，需要按其他格式读取。",
        Code::Unreadable => "无法读取文件（{0}）。选择之后它可能被移动、修改或删除了。请重新选择。",

        Code::ZstdData => "压缩内容已损坏，或被截断了。",
        Code::ZstdHeader => "文件第一部分之后的内容不是 zstd。",
        Code::ZstdChecksum => "内容的校验和不对：文件写入后被改动过。",
        Code::ZstdDictionary => "压缩时使用了字典，而文件中没有这份字典。",
        Code::ZstdWindow => "压缩窗口过大。请不要使用 `--ultra` 或 `--long`，重新压缩。",
        Code::GzipTruncated => "压缩内容不完整，文件被截断了。",
        Code::GzipHeader => "文件第一部分之后的内容不是 gzip。",
        Code::GzipMethod => "压缩方法 {0} 未知。",
        Code::GzipData => "压缩内容已损坏。",
        Code::GzipChecksum => "内容的校验和（CRC-32）是 {0}，应为 {1}：文件写入后被改动过。",
        Code::GzipLength => "内容有 {0} 字节，应为 {1} 字节（模 2^32）。",

        Code::BadVarint => "有一个数没有结尾（`bad varint`）。",
        Code::TooMuchData => "有一个字段的长度超出了文件剩余的内容。",
        Code::NotEnoughData => "有一个定长数值不完整。",
        Code::UnknownWireType => "profile 中不存在 wire type {0}。",
        Code::TypeMismatch => "字段 {0} 的 wire type 不正确。",

        Code::StringIndex => "它引用了字符串 {0}，而字符串表只有 {1} 项。",
        Code::FirstString => "字符串表的第一项必须为空。",
        Code::Concatenated => "文件中有多份 profile：它们被拼接在一起了。",
        Code::NoSampleTypes => "缺少样本类型，无法知道样本测量的是什么。",
        Code::ValueCount => "有一个样本有 {0} 个值，应为 {1} 个。",
        Code::NoLocation => "有一个样本引用了不存在的位置 {0}。",
        Code::NoFunction => "位置 {0} 引用了不存在的函数 {1}。",
        Code::ReservedId => "有一个 `{0}` 的 id 是保留值 0。",
        Code::DuplicateId => "有多个 `{0}` 的 id 都是 {1}。",

        Code::CountRow => "每行应为 `COUNT @ 0xADDRESS 0xADDRESS ...`。",
        Code::HeapRow => "每行应为 `OBJECTS: BYTES [OBJECTS: BYTES] @ 0xADDRESS 0xADDRESS ...`。",
        Code::JemallocRow => "每行应为 `tTHREAD: OBJECTS: BYTES [OBJECTS: BYTES]`。",
        Code::BytesWithoutObjects => "`{0}` 的对象数是 0，字节数却是 {1}。",
        Code::ContentionRow => "每行应为 `CYCLES COUNT @ 0xADDRESS 0xADDRESS ...`。",
        Code::ContentionAttribute => {
            "属性应为 `cycles/second`、`sampling period`、`ms since reset` 或 `discarded samples`，后接 `=` 和一个数。"
        }
        Code::ThreadRow => "线程应以 `--- Thread ID (name: NAME/PID) stack: ---` 开头。",
        Code::JavaAttribute => "属性应为 `format = java`、`resolution` 或一个数。",
        Code::JavaNoTypes => "缺少样本类型：各行之前应有 `resolution = UNIT`。",
        Code::JavaZeroCount => "Java heap profile 每行的第二个值不能为 0。",
        Code::NumberTooLarge => "有一个数超出 64 位。",
        Code::LineTooLong => "该行达到或超过 64 KiB，对 `go tool pprof` 来说太长。",

        Code::FormCountText => {
            "这是文本格式的计数 profile（goroutine 或 threadcreate，`debug=1`），但已损坏。请去掉 URL 中的 `debug=`，重新获取。"
        }
        Code::FormGoroutineDump => {
            "这是 goroutine 栈转储（`debug=2`，或崩溃输出），但其中没有可以读取的 goroutine。请去掉 URL 中的 `debug=`，重新获取。"
        }
        Code::FormHeapText => {
            "这是文本格式的 heap profile（`debug=1`，或来自 tcmalloc），但已损坏。请去掉 URL 中的 `debug=`，重新获取。"
        }
        Code::FormJemallocHeap => "这是 jemalloc 的 heap profile，已损坏。请以二进制方式重新获取。",
        Code::FormContentionText => {
            "这是文本格式的锁竞争 profile（mutex 或 block，`debug=1`），但已损坏。请去掉 URL 中的 `debug=`，重新获取。"
        }
        Code::FormLegacyCpu => {
            "这是 gperftools 旧二进制格式的 CPU profile，但已损坏。请以二进制方式重新获取。"
        }
        Code::FormThreadText => "这是 gperftools 的线程列表（`threadz`），但已损坏。请重新获取。",
        Code::FormJavaText => {
            "这是文本格式的 Java profile（`heapz` 或 `contentionz`），但已损坏。请重新获取。"
        }
        Code::FormCompressed => "文件用 {0} 压缩。请先用 `{1}` 解压。",
        Code::FormThroughText => {
            "这是一份压缩文件，但被当作文本处理过（例如经过编辑器或 PowerShell 的重定向），部分字节已经丢失。请以二进制方式\
             重新获取，例如用 `curl -o`。"
        }
        Code::FormHttpStatus => {
            "这是服务器的响应（状态码 {0}），不是 profile。请查看其中的说明，然后重新获取。"
        }
        Code::FormRaceReport => "这是 Go 竞态检测器的报告，但其中没有可以读取的调用栈。",
        Code::FormLoggedStacks => {
            "这是带有错误调用栈的日志（例如来自 zap、logrus 或 zerolog）。每处只有一个调用栈，并不是全部 goroutine 的转储。\
             如需转储，请获取 `/debug/pprof/goroutine?debug=2`。"
        }
        Code::FormOtlp => {
            "这是 OpenTelemetry 格式（OTLP）的 profile，已损坏。请以二进制方式重新获取。"
        }
        Code::FormGoTrace => {
            "这是 Go 执行跟踪（trace），不是 profile。运行 `go tool trace -pprof=sync FILE` 可以由它生成 profile。"
        }
        Code::FormFolded => "这是折叠栈（`a;b;c 12`），但有一行没有计数，或计数过大。",
        Code::FormPerfData => {
            "这是 Linux perf 的数据，不是 pprof profile。请用 `perf_to_profile` 转换。"
        }
        Code::FormExecutable => "这是程序或库，不是 profile。请打开用它采集的 profile。",
        Code::FormImage => "这是图片（{0}），不是 profile。请打开 profile 本身。",
        Code::FormArchive => "这是压缩包（{0}），不是 profile。请解压后打开其中的 profile。",
        Code::FormHtml => {
            "这是网页，不是 profile。如果它是作为 profile 获取的，说明服务器返回了这个页面：请在浏览器中打开该 URL，查看页面内容。"
        }
        Code::FormJson => {
            "这是 JSON，不是 pprof profile。如果它是作为 profile 获取的，说明服务器返回了这段内容。其他工具的 profile 需要先转换为 pprof 格式。"
        }
        Code::FormPdf => "这是 PDF 文档，不是 profile。请打开 profile 本身。",
        Code::FormText => {
            "这是普通文本，不是 profile。如果它是作为 profile 获取的，请查看内容：它可能是服务器的错误信息。"
        }
        Code::FormUnknown => {
            "这不是 pprof profile。Hearth 可以读取 `net/http/pprof`、`runtime/pprof` 以及其他工具写出的 `profile.proto`，\
             无论是否用 gzip 压缩。"
        }

        Code::SourcesMany => "最多接收 {0} 个源文件。请只拖入需要的文件夹。",
        Code::SourceLarge => "不显示 `{0}`：它超过 {1} MB。",
        Code::SourceUnreadable => "无法读取 `{0}`。文件已被修改，或者归档已损坏。",
        Code::MoreProblems => "还有 {0} 个问题。",

        Code::NoReport => "没有名为 `{0}` 的报告。",
        Code::NotOpen => "这个文件已经关闭。",
        Code::BadValue => "`{1}` 不是 `{0}` 的有效值。",
        Code::TakesYesOrNo => "可用的值是 `t` 或 `f`。",
        Code::TakesNumber => "它需要一个数字。",
        Code::TakesCount => "它需要一个整数；-1 表示由报告自行决定。",
        Code::TakesOneOf => "可用的值：{0}。",
        Code::TakesText => "可用的值：{0}。",
        Code::UnknownOption => "没有名为 `{0}` 的选项。",
        Code::BadOption => "`{0}` 的表达式无效。",
        Code::BadPattern => "正则表达式 `{0}` 无效。",
        Code::BadPatternAt => "正则表达式 `{0}` 在第 {1} 个字符处无效。",
        Code::UnexpectedParenthesis => "`)` 之前没有对应的 `(`。",
        Code::MissingParenthesis => "缺少右括号 `)`。",
        Code::MissingBracket => "缺少右方括号 `]`。",
        Code::NothingToRepeat => "重复运算符之前没有可重复的内容。",
        Code::NestedRepetition => "重复运算符不能再次重复。",
        Code::TrailingBackslash => "末尾的反斜杠之后必须还有一个字符。",
        Code::PatternNotTaken => {
            "其中有 Go 的语法或 Hearth 不支持的写法，例如前瞻断言或首尾颠倒的范围。"
        }
        Code::PatternTooSlow => "对这份 profile 中的名称匹配它耗时过长。",
        Code::ZeroDivisor => "`divide_by` 不能为 0。",
        Code::NothingToShow => "这份 profile 没有样本。",
        Code::SampleIndexRange => "没有编号为 {0} 的样本类型，最大编号是 {1}。",
        Code::NoSuchSampleType => "没有名为 `{0}` 的样本类型。这份 profile 有：{1}。",
        Code::NoProfiles => "没有可以合并的 profile。",
        Code::NoCommonType => "这些 profile 没有共同的样本类型。",
        Code::TypeCount => "这些 profile 的样本类型数量不同：{0} 和 {1}。",
        Code::IncompatibleTypes => "类型 `{0}` 与 `{1}` 无法合并。",
        Code::NoMatch => "没有内容匹配 `{0}`。",
        Code::NotOffered => "这里无法生成该报告，请使用命令行。",
    }
}
