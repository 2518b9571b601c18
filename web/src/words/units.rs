//! Names of units in words, by their names in options.

/// The name in an option, and the word.
type Units = [(&'static str, &'static str); 9];

pub const ENGLISH: Units = [
    ("B", "Bytes"),
    ("kB", "Kilobytes"),
    ("MB", "Megabytes"),
    ("GB", "Gigabytes"),
    ("ns", "Nanoseconds"),
    ("us", "Microseconds"),
    ("ms", "Milliseconds"),
    ("s", "Seconds"),
    ("hrs", "Hours"),
];

pub const CHINESE: Units = [
    ("B", "字节"),
    ("kB", "千字节"),
    ("MB", "兆字节"),
    ("GB", "吉字节"),
    ("ns", "纳秒"),
    ("us", "微秒"),
    ("ms", "毫秒"),
    ("s", "秒"),
    ("hrs", "小时"),
];
