//! Capture time of a file, as far as its name tells.

/// Words in the names of files that say what they are, not when.
const WORDS: &str = "heap allocs alloc goroutine goroutines goroutineleak mutex block profile prof \
    pprof pb gz txt text debug debug0 debug1 debug2 dump out raw threadcreate cpu inuse";

/// Rest of a file's name without its folders and the words that say what it is:
/// `07` of `run/goroutine.07.debug2.txt`. Files of one moment have the same.
pub fn moment(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let is_word = |word: &&str| !word.is_empty() && !WORDS.split(' ').any(|known| known == *word);
    let words: Vec<&str> = base.split(['.', '-', '_', ' ', '(', ')']).filter(is_word).collect();
    words.join(".")
}

/// The name without its numbers, and the numbers: files of one series have the same
/// text between them, and their numbers are their order.
pub fn numbers(moment: &str) -> (String, Vec<u64>) {
    let (mut text, mut numbers) = (String::new(), Vec::new());
    let mut digits = String::new();
    for c in moment.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            text.push('#');
            numbers.push(digits.parse().unwrap_or(u64::MAX));
            digits.clear();
        }
        text.push(c);
    }
    (text, numbers)
}

/// The point in time that a name has in it, in nanoseconds since 1970, in UTC:
/// `20250608T211600`, `2026-11-21_02-56-27` or seconds since 1970, also with
/// thousandths, millionths or billionths.
pub fn time(name: &str) -> Option<i64> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let runs: Vec<&str> =
        base.split(|c: char| !c.is_ascii_digit()).filter(|r| !r.is_empty()).collect();
    since_1970(&runs).or_else(|| date(&runs))
}

fn since_1970(runs: &[&str]) -> Option<i64> {
    // From 2001 to 2286, seconds have ten digits.
    let scale = |run: &&str| match run.len() {
        10 => Some(1_000_000_000),
        13 => Some(1_000_000),
        16 => Some(1_000),
        19 => Some(1),
        _ => None,
    };
    let (run, scale) = runs.iter().find_map(|run| Some((run, scale(run)?)))?;
    run.parse::<i64>().ok()?.checked_mul(scale)
}

fn date(runs: &[&str]) -> Option<i64> {
    let is_year = |run: &&str| (run.starts_with("19") || run.starts_with("20")) && run.len() >= 4;
    let first = runs.iter().position(is_year)?;
    let digits: String = runs[first..].concat();
    let part = |at: usize, len: usize| digits.get(at..at + len)?.parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 2)?, part(6, 2)?);
    let (hour, minute) = (part(8, 2).unwrap_or(0), part(10, 2).unwrap_or(0));
    let second = part(12, 2).unwrap_or(0);
    let is_valid = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 61;
    let seconds = (days(year, month, day) * 24 + hour) * 3600 + minute * 60 + second;
    is_valid.then_some(seconds * 1_000_000_000)
}

/// The days from 1970-01-01 to a date; see Howard Hinnant, "chrono-Compatible Low-Level
/// Date Algorithms": years are counted from March, so that the leap day is their last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_moment_have_the_same() {
        for name in
            ["a/goroutine.07.debug2.txt", "heap.07.pb.gz", "goroutine_07.pprof", "Heap-07 (debug1)"]
        {
            assert_eq!(moment(name), "07", "{name}");
        }
        assert_eq!(moment("heap.pb.gz"), "");
        assert_eq!(numbers("orders.10"), ("orders.# ".to_owned(), vec![10]));
    }

    #[test]
    fn names_have_times() {
        for (name, seconds) in [
            ("cache-1-20250608T2116.pb.gz", Some(1_749_417_360)),
            ("heap-2026-11-21_02-56-27.pb.gz", Some(1_795_229_787)),
            ("heap.1795229787.pb.gz", Some(1_795_229_787)),
            ("heap.1795229787123.pb.gz", Some(1_795_229_787)),
            ("2024/heap.07.pb.gz", None),
            ("heap.20269921.pb.gz", None),
        ] {
            assert_eq!(time(name).map(|nanos| nanos / 1_000_000_000), seconds, "{name}");
        }
    }
}
