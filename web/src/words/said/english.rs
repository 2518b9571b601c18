//! In English.

use hearth_core::codes::Code;

pub fn words(code: Code) -> &'static str {
    match code {
        Code::NoSamples => {
            "This profile has no samples: nothing that it measures happened while it was recorded. Record again under \
             load, or for longer."
        }
        Code::NothingMeasured => "All values in this profile are 0.",
        Code::NoSymbols => {
            "This profile has addresses but no function names. To add names, run `go tool pprof -proto BINARY PROFILE`."
        }
        Code::RowsAreAddresses => "Rows are addresses, because no function has a name.",
        Code::Difference => {
            "Some values are negative: this profile is the difference of two profiles."
        }
        Code::Truncated => {
            "{0} stacks are cut off at exactly {1} frames, so their callers are unknown. Functions near the root show \
             too little. Since Go 1.23, `GODEBUG=profstackdepth=N` sets the limit for all but CPU profiles."
        }
        Code::MissingSymbols => {
            "{0} of {1} locations have no function name. To add names, run `go tool pprof -proto BINARY PROFILE`, or \
             record the profile with a binary that is not stripped."
        }
        Code::MissingInlines => {
            "The profile claims to have inlined functions but has none. Their cost is shown as part of their callers."
        }
        Code::LostSamples => {
            "The runtime lost some samples. They are counted under functions whose names begin with `runtime._Lost`."
        }
        Code::LabelsNotKept => {
            "Go keeps the labels set with `pprof.Do` only in CPU and goroutine profiles, so this profile has none."
        }
        Code::OnlyNumbers => {
            "All labels are numbers. Text labels were not set, or a tool on the way dropped them."
        }
        Code::ZeroSamples => "{0} of {1} samples have no value other than 0.",
        Code::NoUnit => "The values of `{0}` have no unit.",
        Code::OddUnit => "The unit of `{0}`, `{1}`, is unknown. Its values are shown as they are.",
        Code::SkippedLines => {
            "Lines without a count were skipped: {0} in all, the first is line {1}."
        }
        Code::LeftOutEvents => {
            "Events that do not match the ones before them were left out: {0} in all. Times near them may be wrong."
        }
        Code::LeftOutSamples => {
            "Samples that refer to something missing from the file were left out: {0} in all."
        }
        Code::LeftOutMessages => {
            "The file was cut off. Messages that were left out: {0}. What came before them is complete."
        }
        Code::LeftOutLabels => {
            "The attributes of resources were left out: as labels of every sample they would need too much memory."
        }
        Code::LeftOutTypes => {
            "The file has more sample types than can be shown. Values of the others were left out: {0} in all."
        }
        Code::LeftOutProfiles => "Profiles of an unknown kind were left out: {0} in all.",
        Code::LeftOutCallers => {
            "Some stacks are too deep, and lost the frames near their root: {0} in all."
        }
        Code::LeftOutLines => "Lines that could not be read were left out: {0} in all.",
        Code::LeftOutLocationAttributes => {
            "Attributes of locations, such as the kind of each frame, were left out: {0} in all."
        }
        Code::LeftOutTimes => {
            "The file has profiles of too many times to open each by itself, so they were added up. Further times: {0}."
        }
        Code::FirstPath => {
            "goref counts each object at the first path of references that it found, not exclusively. Other references \
             to it do not show, so dropping one may free much less than its value."
        }

        Code::Unpacked => "The content was compressed once more, with {0}.",
        Code::HttpHeaders => "The headers of a server's answer stood before the content.",
        Code::Utf16 => "The text was UTF-16, as PowerShell's `>` writes it.",
        Code::Quoted => "The text was read out of quoted strings.",
        Code::QuotedField => "The text was read out of the field `{0}` of a log.",
        Code::Escaped => "Line feeds or tabs were written as escapes.",
        Code::TerminalColors => "Colors for a terminal were left out.",
        Code::DoubleSpaced => "A blank line stood between all lines.",
        Code::SplitWrites => {
            "Each write of the program was a line of its own, so lines were joined again."
        }
        Code::BrokenLines => "Lines were broken at {0} characters, so they were joined again.",
        Code::NewestFirst => "The newest line came first, so the text was read from its end.",
        Code::Prefixes => "What a logger put before {0} lines was taken off, such as `{1}`.",
        Code::LinesWithin => {
            "Lines of others within dumps were skipped: {0} in all, the first is line {1}."
        }
        Code::LinesAround => "Lines around the dumps were skipped: {0} in all.",
        Code::NoStacks => "No stack could be read of any of the {0} goroutines.",
        Code::Crash => "The program crashed: `{0}`.",
        Code::RaceReports => "This is a race detector's report. Data races in it: {0}.",
        Code::SeveralDocuments => {
            "The file holds {0} profiles or dumps. Each is opened by itself, and this is the first."
        }
        Code::EmptyFile => {
            "The file is empty: the program that writes the profile did not finish, or the download failed. Fetch it \
             again."
        }
        Code::Gzip => "The gzip file is damaged at byte {0}. Fetch it again, in binary mode.",
        Code::Zstd => "The zstd file is damaged at byte {0}. Fetch it again, in binary mode.",
        Code::TooDeep => "The file is packed in more than {0} layers. Unpack it first.",
        Code::NotAProfile => {
            "This is not a pprof profile, or it is damaged at byte {0} of the uncompressed content."
        }
        Code::Malformed => "The profile is malformed at byte {0} of the uncompressed content.",
        Code::DamagedText => "The text profile is damaged in line {0}. Fetch it again.",
        Code::TooLarge => {
            "The profile is larger than {0} MB uncompressed, the most that can be opened here. Make it smaller first, \
             for example with `go tool pprof -proto -focus=...`."
        }
        Code::OutOfProportion => {
            "This is not a profile: the file has {0} bytes and already takes over {1} MB. No program compresses a \
             profile that much, so the rest was not read."
        }
        Code::NeedsMemory => {
            "The profile would take about {0} MB of memory, and only {1} MB are available. Close other profiles, or make \
             it smaller first, for example with `go tool pprof -proto -focus=...`."
        }
        Code::NeedsWhole => "The profile has to be read as a whole.",
        Code::FormatTruncated => {
            "The file ends too early: it was cut off. Fetch it again, or have it written again."
        }
        Code::FormatJson => "Damaged JSON at byte {0} of the content. Have the file written again.",
        Code::FormatLayout => {
            "Damaged OTLP profiles, or an unknown version of them: a field has the wrong type at byte {0} of the content."
        }
        Code::FormatNoProfiles => {
            "These are OTLP profiles, but without any profile: nothing was sampled. Collect for longer."
        }
        Code::FormatNoSamples => {
            "The file has no samples: nothing was measured, or it is the wrong file of a set."
        }
        Code::OutOfMemory => "Out of memory: {0} more bytes were needed. Close other profiles.",
        Code::OtherForm => {
            "The content is not `profile.proto`: it has to be read as another format."
        }
        Code::Unreadable => {
            "The file could not be read ({0}). It may have been moved, changed or removed since it was chosen. Choose \
             it again."
        }

        Code::ZstdData => "The compressed content makes no sense, or is cut off.",
        Code::ZstdHeader => "What follows the first part of the file is not zstd.",
        Code::ZstdChecksum => {
            "The checksum of the content is wrong: the file was changed after it was written."
        }
        Code::ZstdDictionary => {
            "It was compressed with a dictionary, which the file does not contain."
        }
        Code::ZstdWindow => {
            "Its window is too large. Compress it again without `--ultra` or `--long`."
        }
        Code::GzipTruncated => "The compressed content is cut off.",
        Code::GzipHeader => "What follows the first part of the file is not gzip.",
        Code::GzipMethod => "The compression method {0} is unknown.",
        Code::GzipData => "The compressed content is corrupt.",
        Code::GzipChecksum => {
            "The checksum (CRC-32) of the content is {0} but should be {1}: the file was changed after it was written."
        }
        Code::GzipLength => "The content has {0} bytes but should have {1} (modulo 2^32).",

        Code::BadVarint => "A number does not end (`bad varint`).",
        Code::TooMuchData => "A field is longer than what is left of the file.",
        Code::NotEnoughData => "A number of fixed size is cut off.",
        Code::UnknownWireType => "The wire type {0} does not exist in profiles.",
        Code::TypeMismatch => "Field {0} has the wrong wire type.",

        Code::StringIndex => "It uses string {0} of a table of {1}.",
        Code::FirstString => "The first string of the table must be empty.",
        Code::Concatenated => "The file holds more than one profile: they were concatenated.",
        Code::NoSampleTypes => "It does not say what its samples measure: there is no sample type.",
        Code::ValueCount => "A sample has {0} values but should have {1}.",
        Code::NoLocation => "A sample uses location {0}, which does not exist.",
        Code::NoFunction => "Location {0} uses function {1}, which does not exist.",
        Code::ReservedId => "A `{0}` has the id 0, which is reserved.",
        Code::DuplicateId => "More than one `{0}` has the id {1}.",

        Code::CountRow => "A row should be `COUNT @ 0xADDRESS 0xADDRESS ...`.",
        Code::HeapRow => {
            "A row should be `OBJECTS: BYTES [OBJECTS: BYTES] @ 0xADDRESS 0xADDRESS ...`."
        }
        Code::JemallocRow => "A row should be `tTHREAD: OBJECTS: BYTES [OBJECTS: BYTES]`.",
        Code::BytesWithoutObjects => "The `{0}` count is 0, but the `{0}` bytes are {1}.",
        Code::ContentionRow => "A row should be `CYCLES COUNT @ 0xADDRESS 0xADDRESS ...`.",
        Code::ContentionAttribute => {
            "An attribute should be `cycles/second`, `sampling period`, `ms since reset` or `discarded samples`, \
             followed by `=` and a number."
        }
        Code::ThreadRow => {
            "A thread should start with `--- Thread ID (name: NAME/PID) stack: ---`."
        }
        Code::JavaAttribute => "An attribute should be `format = java`, `resolution`, or a number.",
        Code::JavaNoTypes => {
            "The sample type is missing: `resolution = UNIT` should precede the rows."
        }
        Code::JavaZeroCount => "The second value of a row of a Java heap profile must not be 0.",
        Code::NumberTooLarge => "A number does not fit in 64 bits.",
        Code::LineTooLong => "The line has 64 KiB or more, which is too long for `go tool pprof`.",

        Code::FormCountText => {
            "This is a count profile as text (goroutine or threadcreate with `debug=1`), but it is damaged. Fetch the \
             profile again, without `debug=` in the URL."
        }
        Code::FormGoroutineDump => {
            "This is a dump of goroutine stacks (`debug=2`, or a crash), but no goroutine in it can be read. Fetch the \
             profile again, without `debug=` in the URL."
        }
        Code::FormHeapText => {
            "This is a heap profile as text (`debug=1`, or from tcmalloc), but it is damaged. Fetch the profile again, \
             without `debug=` in the URL."
        }
        Code::FormJemallocHeap => {
            "This is a heap profile of jemalloc, and it is damaged. Fetch it again, in binary mode."
        }
        Code::FormContentionText => {
            "This is a contention profile as text (mutex or block with `debug=1`), but it is damaged. Fetch the profile \
             again, without `debug=` in the URL."
        }
        Code::FormLegacyCpu => {
            "This is a CPU profile in the old binary format of gperftools, but it is damaged. Fetch it again, in binary \
             mode."
        }
        Code::FormThreadText => {
            "This is a thread list of gperftools (`threadz`), but it is damaged. Fetch it again."
        }
        Code::FormJavaText => {
            "This is a Java profile as text (`heapz` or `contentionz`), but it is damaged. Fetch it again."
        }
        Code::FormCompressed => "This file is compressed with {0}. Run `{1}` on it first.",
        Code::FormThroughText => {
            "This is a compressed file that went through a program for text, such as an editor or a redirection in \
             PowerShell, so bytes of it are lost. Fetch it again in binary mode, for example with `curl -o`."
        }
        Code::FormHttpStatus => {
            "This is a server's answer with status {0}, not a profile. Read what it says, then fetch the profile again."
        }
        Code::FormRaceReport => {
            "This is a report of Go's race detector, but it has no stack that can be read."
        }
        Code::FormLoggedStacks => {
            "This is a log with the stacks of errors, as zap, logrus and zerolog write them. Each is a single stack, not a \
             dump of all goroutines. For that, fetch `/debug/pprof/goroutine?debug=2`."
        }
        Code::FormOtlp => {
            "This is a profile in OpenTelemetry's format (OTLP), and it is damaged. Fetch it again, in binary mode."
        }
        Code::FormGoTrace => {
            "This is a Go execution trace, not a profile. To make a profile from it, run `go tool trace -pprof=sync FILE`."
        }
        Code::FormFolded => {
            "These are folded stacks (`a;b;c 12`), but a line has no count, or one that is too large."
        }
        Code::FormPerfData => {
            "This is data of Linux perf, not a pprof profile. Convert it with `perf_to_profile`."
        }
        Code::FormExecutable => {
            "This is a program or library, not a profile. Open the profile that was recorded with it."
        }
        Code::FormImage => "This is a picture ({0}), not a profile. Open the profile itself.",
        Code::FormArchive => {
            "This is an archive ({0}), not a profile. Unpack it, and open the profiles in it."
        }
        Code::FormHtml => {
            "This is a web page, not a profile. If you fetched it as a profile, the server answered with this page \
             instead: open the URL in a browser and read what it says."
        }
        Code::FormJson => {
            "This is JSON, not a pprof profile. If you fetched it as a profile, the server answered with this instead. \
             Profiles of other tools must be converted to the pprof format."
        }
        Code::FormPdf => "This is a PDF document, not a profile. Open the profile itself.",
        Code::FormText => {
            "This is text, not a profile. If you fetched it as a profile, read it: it may be the server's error message."
        }
        Code::FormUnknown => {
            "This is not a pprof profile. Hearth reads profiles of `net/http/pprof`, `runtime/pprof` and every other \
             tool that writes `profile.proto`, gzipped or not."
        }

        Code::SourcesMany => {
            "No more than {0} source files are taken. Drop the folder that matters."
        }
        Code::SourceLarge => "`{0}` is not shown: it has over {1} MB.",
        Code::SourceUnreadable => {
            "`{0}` could not be read. It was changed, or its archive is damaged."
        }
        Code::MoreProblems => "There are {0} more problems.",

        Code::NoReport => "There is no report called `{0}`.",
        Code::NotOpen => "This file is not open any more.",
        Code::BadValue => "`{1}` is not a valid value of `{0}`.",
        Code::TakesYesOrNo => "It takes `t` or `f`.",
        Code::TakesNumber => "It takes a number.",
        Code::TakesCount => "It takes a whole number, or -1 for the report's own choice.",
        Code::TakesOneOf => "It takes one of: {0}.",
        Code::TakesText => "It takes {0}.",
        Code::UnknownOption => "There is no option called `{0}`.",
        Code::BadOption => "The expression of `{0}` is not valid.",
        Code::BadPattern => "The regular expression `{0}` is not valid.",
        Code::BadPatternAt => "The regular expression `{0}` is not valid at character {1}.",
        Code::UnexpectedParenthesis => "A `)` has no `(` before it.",
        Code::MissingParenthesis => "The closing `)` is missing.",
        Code::MissingBracket => "The closing `]` is missing.",
        Code::NothingToRepeat => "There is nothing to repeat before the operator.",
        Code::NestedRepetition => "A repetition cannot be repeated.",
        Code::TrailingBackslash => "A character must follow the last backslash.",
        Code::PatternNotTaken => {
            "It has something that Go's syntax or Hearth does not take, such as a lookahead or a range from end to start."
        }
        Code::PatternTooSlow => "It would take too long for the names of this profile.",
        Code::ZeroDivisor => "`divide_by` must not be 0.",
        Code::NothingToShow => "The profile has no samples.",
        Code::SampleIndexRange => "There is no sample type number {0}: the last is {1}.",
        Code::NoSuchSampleType => "There is no sample type called `{0}`. This profile has: {1}.",
        Code::NoProfiles => "There are no profiles to combine.",
        Code::NoCommonType => "The profiles have no sample type in common.",
        Code::TypeCount => "The profiles have different numbers of sample types: {0} and {1}.",
        Code::IncompatibleTypes => "The types `{0}` and `{1}` cannot be combined.",
        Code::NoMatch => "Nothing matches `{0}`.",
        Code::NotOffered => "This report cannot be made here. Use the command line.",
    }
}
