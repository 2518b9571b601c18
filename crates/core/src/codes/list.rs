//! All codes, each in one row: what it is, its name, and how many values it has.

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $name:literal ($values:literal),)*) => {
        /// Codes of what can be said to the page's users.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code {
            $($(#[$doc])* $code,)*
        }

        impl Code {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// Returns its name in messages.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// Returns how many values its statements have.
            pub fn values(self) -> usize {
                match self {
                    $(Self::$code => $values,)*
                }
            }

            /// Finds the code of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }
        }
    };
}

codes! {
    // Remarks about a profile (`diagnose::Remark`).
    /// It measured nothing.
    NoSamples = "no-samples" (0),
    /// All its values are 0.
    NothingMeasured = "nothing-measured" (0),
    /// It has addresses instead of names.
    NoSymbols = "no-symbols" (0),
    /// Rows are addresses: nothing has a name. The page adds this.
    RowsAreAddresses = "rows-are-addresses" (0),
    /// Some values are negative.
    Difference = "difference" (0),
    /// Stacks were cut off: how many, after how many frames.
    Truncated = "truncated" (2),
    /// Locations without a function: how many, of how many.
    MissingSymbols = "missing-symbols" (2),
    /// Inlined functions are promised, and there are none.
    MissingInlines = "missing-inlines" (0),
    /// The runtime could not keep some samples.
    LostSamples = "lost-samples" (0),
    /// This kind of profile does not keep labels.
    LabelsNotKept = "labels-not-kept" (0),
    /// All labels are numbers.
    OnlyNumbers = "only-numbers" (0),
    /// Samples with values of 0 only: how many, of how many.
    ZeroSamples = "zero-samples" (2),
    /// A sample type without a unit.
    NoUnit = "no-unit" (1),
    /// A sample type with an unknown unit.
    OddUnit = "odd-unit" (2),
    /// Lines of a text that have no count: how many, and which is the first.
    SkippedLines = "skipped-lines" (2),
    /// Events that do not fit to those before them were left out: how many.
    LeftOutEvents = "left-out-events" (1),
    /// Samples that refer to what is not there were left out: how many.
    LeftOutSamples = "left-out-samples" (1),
    /// Messages of a stream that is cut off were left out: how many.
    LeftOutMessages = "left-out-messages" (1),
    /// Labels that all samples of a resource share were left out.
    LeftOutLabels = "left-out-labels" (0),
    /// Values of too many sample types were left out: how many.
    LeftOutTypes = "left-out-types" (1),
    /// Profiles of an unknown kind were left out: how many.
    LeftOutProfiles = "left-out-profiles" (1),
    /// Callers of stacks that are too deep were left out: of how many stacks.
    LeftOutCallers = "left-out-callers" (1),
    /// Lines without a meaning were left out: how many.
    LeftOutLines = "left-out-lines" (1),
    /// Attributes of locations were left out: how many.
    LeftOutLocationAttributes = "left-out-location-attributes" (1),
    /// Profiles of different times were summed, as there are too many: how many times.
    LeftOutTimes = "left-out-times" (1),
    /// Each object is counted at the first path of references that was found.
    FirstPath = "first-path" (0),

    // What was undone before a file could be read (`read::Remark`).
    /// It was compressed once more: with what.
    Unpacked = "unpacked" (1),
    /// The headers of a server's answer stood before it.
    HttpHeaders = "http-headers" (0),
    /// It was UTF-16.
    Utf16 = "utf-16" (0),
    /// The text was a quoted string, or several.
    Quoted = "quoted" (0),
    /// The text was in a field of JSON or logfmt: its name.
    QuotedField = "quoted-field" (1),
    /// Line feeds or tabs were escaped.
    Escaped = "escaped" (0),
    /// It had colors for a terminal.
    TerminalColors = "terminal-colors" (0),
    /// There was a blank line between all lines.
    DoubleSpaced = "double-spaced" (0),
    /// Each write of the program was a line of its own.
    SplitWrites = "split-writes" (0),
    /// Lines were broken: at how many characters.
    BrokenLines = "broken-lines" (1),
    /// The newest line came first.
    NewestFirst = "newest-first" (0),
    /// Prefixes of a logger were taken off: from how many lines, and an example.
    Prefixes = "prefixes" (2),
    /// Lines of others within dumps were left out: how many, and which is the first.
    LinesWithin = "lines-within" (2),
    /// Lines around dumps were left out: how many.
    LinesAround = "lines-around" (1),
    /// No stack of a dump could be read: how many goroutines it has.
    NoStacks = "no-stacks" (1),
    /// The program crashed: what it said.
    Crash = "crash" (1),
    /// It is a race detector's report: how many races.
    RaceReports = "race-reports" (1),
    /// The file holds several profiles: how many.
    SeveralDocuments = "several-documents" (1),

    // Why a file could not be read (`read::ReadError`).
    /// There are no bytes.
    EmptyFile = "empty-file" (0),
    /// Damaged gzip: the byte.
    Gzip = "gzip" (1),
    /// Damaged zstd: the byte.
    Zstd = "zstd" (1),
    /// Packed more often than is undone: the most layers.
    TooDeep = "too-deep" (1),
    /// No protocol buffer: the byte.
    NotAProfile = "not-a-profile" (1),
    /// Not a valid profile: the byte.
    Malformed = "malformed" (1),
    /// A line of a text form is wrong: its number.
    DamagedText = "damaged-text" (1),
    /// The file ends too early.
    FormatTruncated = "format-truncated" (0),
    /// Damaged JSON: the byte.
    FormatJson = "format-json" (1),
    /// Damaged OTLP: the byte.
    FormatLayout = "format-layout" (1),
    /// OTLP without a profile.
    FormatNoProfiles = "format-no-profiles" (0),
    /// A file of another program without samples.
    FormatNoSamples = "format-no-samples" (0),
    /// The content is too large: the limit in MB.
    TooLarge = "too-large" (1),
    /// The content is out of proportion: the file's bytes, the MB that it takes.
    OutOfProportion = "out-of-proportion" (2),
    /// The profile takes too much memory: the MB that it takes, and those that there are.
    NeedsMemory = "needs-memory" (2),
    /// The profile has to be read as a whole.
    NeedsWhole = "needs-whole" (0),
    /// There is no memory left: how many bytes were asked for.
    OutOfMemory = "out-of-memory" (1),
    /// The content is not profile.proto: it has to be read as another form.
    OtherForm = "other-form" (0),
    /// The browser could not read the file: its reason.
    Unreadable = "unreadable" (1),

    // What is wrong with gzip (`read::GzipError`).
    /// It ends too early.
    GzipTruncated = "gzip-truncated" (0),
    /// Bytes behind a member that are no gzip.
    GzipHeader = "gzip-header" (0),
    /// Unknown compression method.
    GzipMethod = "gzip-method" (1),
    /// The data make no sense.
    GzipData = "gzip-data" (0),
    /// Another checksum than there should be: actual, expected.
    GzipChecksum = "gzip-checksum" (2),
    /// Another length than there should be: actual, expected.
    GzipLength = "gzip-length" (2),

    // What is wrong with zstd (`read::ZstdError`).
    /// The data make no sense, or end too early.
    ZstdData = "zstd-data" (0),
    /// Bytes behind a frame that are no zstd.
    ZstdHeader = "zstd-header" (0),
    /// Another checksum than there should be.
    ZstdChecksum = "zstd-checksum" (0),
    /// It takes a dictionary.
    ZstdDictionary = "zstd-dictionary" (0),
    /// Its window is too large.
    ZstdWindow = "zstd-window" (0),

    // What is wrong with a protocol buffer (`read::WireError`).
    /// A number does not end.
    BadVarint = "bad-varint" (0),
    /// A field is longer than what is left.
    TooMuchData = "too-much-data" (0),
    /// A number of fixed size is cut.
    NotEnoughData = "not-enough-data" (0),
    /// A wire type that there is not.
    UnknownWireType = "unknown-wire-type" (1),
    /// A field of the wrong wire type.
    TypeMismatch = "type-mismatch" (1),

    // What is wrong with a profile (`read::Malformed`).
    /// A string that is not in the table: its index, the table's size.
    StringIndex = "string-index" (2),
    /// The string table does not start with the empty string.
    FirstString = "first-string" (0),
    /// Two profiles in one file.
    Concatenated = "concatenated" (0),
    /// Samples without types.
    NoSampleTypes = "no-sample-types" (0),
    /// Wrong number of values: actual, expected.
    ValueCount = "value-count" (2),
    /// A location that is not there.
    NoLocation = "no-location" (1),
    /// A location has a function that is not there.
    NoFunction = "no-function" (2),
    /// A table's row has the id 0.
    ReservedId = "reserved-id" (1),
    /// Two rows of a table have one id.
    DuplicateId = "duplicate-id" (2),

    // What is wrong with a line (`read::TextError`).
    /// A row of a count profile.
    CountRow = "count-row" (0),
    /// A row of a heap profile.
    HeapRow = "heap-row" (0),
    /// A row of a heap profile of jemalloc.
    JemallocRow = "jemalloc-row" (0),
    /// Bytes without objects: the column, the bytes.
    BytesWithoutObjects = "bytes-without-objects" (2),
    /// A row of a contention profile.
    ContentionRow = "contention-row" (0),
    /// An attribute of a contention profile.
    ContentionAttribute = "contention-attribute" (0),
    /// The start of a thread.
    ThreadRow = "thread-row" (0),
    /// An attribute of a Java profile.
    JavaAttribute = "java-attribute" (0),
    /// A Java profile does not say what it measures.
    JavaNoTypes = "java-no-types" (0),
    /// A row of a Java heap profile has no objects.
    JavaZeroCount = "java-zero-count" (0),
    /// A number needs more than 64 bits.
    NumberTooLarge = "number-too-large" (0),
    /// The line is too long.
    LineTooLong = "line-too-long" (0),

    // What a file is that is not read (`read::Form`).
    /// A count profile as text, damaged.
    FormCountText = "form-count-text" (0),
    /// A dump of goroutines without any that can be read.
    FormGoroutineDump = "form-goroutine-dump" (0),
    /// A heap profile as text, damaged.
    FormHeapText = "form-heap-text" (0),
    /// A heap profile of jemalloc.
    FormJemallocHeap = "form-jemalloc-heap" (0),
    /// A contention profile as text, damaged.
    FormContentionText = "form-contention-text" (0),
    /// A CPU profile of gperftools, damaged.
    FormLegacyCpu = "form-legacy-cpu" (0),
    /// A list of threads, damaged.
    FormThreadText = "form-thread-text" (0),
    /// A Java profile, damaged.
    FormJavaText = "form-java-text" (0),
    /// Compressed in a way that is not undone: its name, the command that undoes it.
    FormCompressed = "form-compressed" (2),
    /// Compressed, and then taken for text.
    FormThroughText = "form-through-text" (0),
    /// The answer of a server: its status.
    FormHttpStatus = "form-http-status" (1),
    /// A race detector's report without a stack.
    FormRaceReport = "form-race-report" (0),
    /// A log with the stacks of errors.
    FormLoggedStacks = "form-logged-stacks" (0),
    /// OTLP.
    FormOtlp = "form-otlp" (0),
    /// An execution trace.
    FormGoTrace = "form-go-trace" (0),
    /// Folded stacks, damaged.
    FormFolded = "form-folded" (0),
    /// The data of perf.
    FormPerfData = "form-perf-data" (0),
    /// A program or library.
    FormExecutable = "form-executable" (0),
    /// A picture: its format.
    FormImage = "form-image" (1),
    /// An archive: its format.
    FormArchive = "form-archive" (1),
    /// A web page.
    FormHtml = "form-html" (0),
    /// JSON.
    FormJson = "form-json" (0),
    /// A PDF document.
    FormPdf = "form-pdf" (0),
    /// Some text.
    FormText = "form-text" (0),
    /// None of these.
    FormUnknown = "form-unknown" (0),

    // Source files (the worker's `sources.js`).
    /// Further source files are not taken: how many are.
    SourcesMany = "sources-many" (1),
    /// A source file is too large to be shown: its path, the limit in MB.
    SourceLarge = "source-large" (2),
    /// A source file cannot be read any more: its path.
    SourceUnreadable = "source-unreadable" (1),
    /// There are more problems: how many.
    MoreProblems = "more-problems" (1),

    // Why a question was refused (`QueryError`, `SelectError`, `CombineError`, `ReportError`).
    /// There is no such report.
    NoReport = "no-report" (1),
    /// A file was closed.
    NotOpen = "not-open" (0),
    /// An option does not take a value: the option, the value.
    BadValue = "bad-value" (2),
    /// It takes yes or no.
    TakesYesOrNo = "takes-yes-or-no" (0),
    /// It takes a number.
    TakesNumber = "takes-number" (0),
    /// It takes a whole number, or -1.
    TakesCount = "takes-count" (0),
    /// It takes one of these words.
    TakesOneOf = "takes-one-of" (1),
    /// It takes what these words say.
    TakesText = "takes-text" (1),
    /// There is no such option.
    UnknownOption = "unknown-option" (1),
    /// An option's expression makes no sense: the option.
    BadOption = "bad-option" (1),
    /// An expression makes no sense: the expression.
    BadPattern = "bad-pattern" (1),
    /// An expression makes no sense: the expression, the character.
    BadPatternAt = "bad-pattern-at" (2),
    /// A group is closed that was not opened.
    UnexpectedParenthesis = "unexpected-parenthesis" (0),
    /// A group is not closed.
    MissingParenthesis = "missing-parenthesis" (0),
    /// A class is not closed.
    MissingBracket = "missing-bracket" (0),
    /// There is nothing to repeat.
    NothingToRepeat = "nothing-to-repeat" (0),
    /// A repetition is repeated.
    NestedRepetition = "nested-repetition" (0),
    /// Nothing follows a backslash.
    TrailingBackslash = "trailing-backslash" (0),
    /// The expression has what is not taken.
    PatternNotTaken = "pattern-not-taken" (0),
    /// Its answers would take too long.
    PatternTooSlow = "pattern-too-slow" (0),
    /// Everything would be divided by nothing.
    ZeroDivisor = "zero-divisor" (0),
    /// There is no sample type.
    NothingToShow = "nothing-to-show" (0),
    /// The number of a sample type is too large: the number, the last.
    SampleIndexRange = "sample-index-range" (2),
    /// There is no such sample type: the name, those that there are.
    NoSuchSampleType = "no-such-sample-type" (2),
    /// There is nothing to combine.
    NoProfiles = "no-profiles" (0),
    /// No sample type is in all profiles.
    NoCommonType = "no-common-type" (0),
    /// Two profiles have different numbers of sample types.
    TypeCount = "type-count" (2),
    /// Types cannot be added.
    IncompatibleTypes = "incompatible-types" (2),
    /// An expression matches nothing.
    NoMatch = "no-match" (1),
    /// This report is not made in pages.
    NotOffered = "not-offered" (0),
}
