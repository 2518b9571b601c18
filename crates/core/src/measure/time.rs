//! Points in time as text.

const NANOS_PER_SECOND: i64 = 1_000_000_000;
const SECONDS_PER_DAY: i64 = 86_400;

/// `nanos` since 1970 as `2006-01-02 15:04:05`, in UTC, without a zone name.
pub fn date_time_utc(nanos: i64) -> String {
    let seconds = nanos.div_euclid(NANOS_PER_SECOND);
    let (day, second) = (seconds.div_euclid(SECONDS_PER_DAY), seconds.rem_euclid(SECONDS_PER_DAY));
    let (year, month, day) = civil_date(day);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// The same with the fraction of the second, as far as there is one.
pub fn date_time_nanos_utc(nanos: i64) -> String {
    let fraction = format!(".{:09}", nanos.rem_euclid(NANOS_PER_SECOND));
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    format!("{}{fraction}", date_time_utc(nanos))
}

/// A time span as Go's `time.Duration` prints it: `1h2m3.5s`, `1.5ms`, `0s`.
pub fn duration(nanos: i64) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let nanos = nanos.unsigned_abs();
    let decimal = |unit: u64| {
        let (whole, rest, digits) = (nanos / unit, nanos % unit, unit.ilog10() as usize);
        let fraction = format!(".{rest:0digits$}");
        format!("{whole}{}", fraction.trim_end_matches('0').trim_end_matches('.'))
    };
    match nanos {
        0 => "0s".to_owned(),
        1..1_000 => format!("{sign}{nanos}ns"),
        1_000..1_000_000 => format!("{sign}{}µs", decimal(1_000)),
        1_000_000..1_000_000_000 => format!("{sign}{}ms", decimal(1_000_000)),
        _ => {
            let fraction = format!(".{:09}", nanos % NANOS_PER_SECOND as u64);
            let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
            let seconds = nanos / NANOS_PER_SECOND as u64;
            let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            match (hours, minutes) {
                (0, 0) => format!("{sign}{seconds}{fraction}s"),
                (0, _) => format!("{sign}{minutes}m{seconds}{fraction}s"),
                _ => format!("{sign}{hours}h{minutes}m{seconds}{fraction}s"),
            }
        }
    }
}

/// The Gregorian date of a day counted from 1970-01-01.
///
/// Years are counted from March, so that the leap day is the last of its year;
/// see Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn civil_date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468; // since 0000-03-01
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_go_prints_them() {
        for (nanos, text) in [
            (0, "0s"),
            (1, "1ns"),
            (1_100, "1.1µs"),
            (2_200_000, "2.2ms"),
            (3_300_000_000, "3.3s"),
            (245_000_000_000, "4m5s"),
            (245_001_000_000, "4m5.001s"),
            (18_367_001_000_000, "5h6m7.001s"),
            (-1_000_000_000, "-1s"),
        ] {
            assert_eq!(duration(nanos), text);
        }
        assert_eq!(date_time_nanos_utc(1_500_000_000), "1970-01-01 00:00:01.5");
        assert_eq!(date_time_nanos_utc(1_000_000_000), "1970-01-01 00:00:01");
    }

    #[test]
    fn dates_around_leap_days_and_before_1970() {
        assert_eq!(date_time_utc(0), "1970-01-01 00:00:00");
        assert_eq!(date_time_utc(-1), "1969-12-31 23:59:59");
        assert_eq!(date_time_utc(951_782_400_000_000_000), "2000-02-29 00:00:00");
        assert_eq!(date_time_utc(1_700_000_000_999_999_999), "2023-11-14 22:13:20");
    }
}
