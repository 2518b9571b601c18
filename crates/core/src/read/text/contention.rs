//! Contention profiles: `mutex?debug=1` and `block?debug=1` of Go, and their
//! ancestor in C++, `contentionz`.

use super::builder::Builder;
use super::heap::truncate;
use super::rows::Rows;
use super::scan::{
    Scan, at_digits, is_address_byte, is_blank_or_comment, parse_decimal, parse_literal, split_at,
    trim,
};
use super::{Refusal, TextError, TextForms};
use crate::profile::Profile;

/// Reads `--- mutex:`, `--- contention:` or `--- contentionz N ---`, then
/// attributes, then rows: `CYCLES COUNT @ 0xADDRESS ...`.
pub fn read(content: &[u8], forms: TextForms) -> Result<Profile, Refusal> {
    const GO: [&[u8]; 2] = [b"--- mutex:", b"--- contention:"];
    let mut lines = forms.lines(content);
    let first = lines.advance().map_err(|_| Refusal::Other(None))?.unwrap_or_default();
    let is_go = GO.iter().any(|start| first.starts_with(start));
    if !is_go && !first.starts_with(b"--- contentionz ") {
        return Err(Refusal::Other(None));
    }
    let mut builder = Builder::new(&[("contentions", "count"), ("delay", "nanoseconds")]);

    let (mut cycles_per_second, mut period) = (0, 1);
    while let Some(line) = lines.advance()? {
        let line = trim(line);
        if is_blank_or_comment(line) {
            continue;
        }
        let attribute = if line.starts_with(b"---") { None } else { split_at(line, b"=") };
        let Some((name, value)) = attribute else { break };
        // Others are Java's, or unknown.
        let other = || lines.damaged(TextError::ContentionAttribute).or_other();
        let number = || parse_literal(trim(value)).ok_or_else(other);
        match trim(name) {
            b"cycles/second" => cycles_per_second = number()?,
            b"sampling period" => period = number()?,
            b"ms since reset" => builder.set_duration_ms(number()?),
            b"discarded samples" => {}
            b"format" | b"resolution" => return Err(Refusal::Other(None)),
            _ => return Err(other()),
        }
    }
    // Go multiplies by the period before it writes.
    if is_go && forms == TextForms::AsMeant {
        period = 1;
    }
    builder.set_period(("contentions", "count"), period);
    let scale = Scale { period, cycles_per_second };

    let mut rows = Rows::new(builder, forms);
    loop {
        let line = trim(lines.current());
        if line.starts_with(b"---") {
            break;
        }
        if is_blank_or_comment(line) {
            rows.comment(line);
        } else {
            let (cycles, count, stack) = at_digits(line, row)
                .ok_or_else(|| lines.damaged(TextError::ContentionRow).or_other())?;
            let too_large = || lines.damaged(TextError::Number);
            let cycles = parse_decimal(cycles).ok_or_else(too_large)?;
            let count = parse_decimal(count).ok_or_else(too_large)?;
            rows.row(&scale.values(cycles, count), stack).ok_or_else(too_large)?;
        }
        if lines.advance()?.is_none() {
            break;
        }
    }
    rows.finish(&mut lines)
}

struct Scale {
    period: i64,
    cycles_per_second: i64,
}

impl Scale {
    /// Number of times, and of nanoseconds.
    fn values(&self, cycles: i64, count: i64) -> [i64; 2] {
        let &Self { period, cycles_per_second } = self;
        if period <= 0 {
            return [count, cycles];
        }
        let delay = if cycles_per_second > 0 {
            let cycles_per_nanosecond = cycles_per_second as f64 / 1e9;
            truncate(cycles as f64 * period as f64 / cycles_per_nanosecond)
        } else {
            cycles
        };
        [count.wrapping_mul(period), delay]
    }
}

/// The cycles, the count and the text of the stack. Where there is one number, its
/// last digit is the count: so it is in pprof.
fn row<'a>(mut scan: Scan<'a>) -> Option<(&'a [u8], &'a [u8], &'a [u8])> {
    let cycles = scan.digits()?;
    let mut after = scan;
    after.spaces();
    let (cycles, count) = match after.digits() {
        Some(count) if after.0.starts_with(b" @") => {
            scan = after;
            (cycles, count)
        }
        _ => cycles.split_at_checked(cycles.len() - 1).filter(|(head, _)| !head.is_empty())?,
    };
    scan.literal(b" @")?;
    Some((cycles, count, scan.run(is_address_byte)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{as_meant, as_reference, error_as_meant};

    const TYPES: &str = "contentions/count delay/nanoseconds\n";

    #[test]
    fn the_reference_multiplies_by_the_period_again() {
        let text = "--- mutex:\ncycles/second=2000000000\nsampling period=10\n\
                    301 2 @ 0x11 0x21\n#\t0x10\tmain.f+0x1\tx.go:3\n\n";
        assert_eq!(as_reference(text), format!("{TYPES}20 1505: 10 20\n"));
        assert_eq!(as_meant(text), format!("{TYPES}2 150: 10=main.f@x.go:3\n"));
    }

    #[test]
    fn that_of_cpp_is_not_scaled_yet() {
        let text = "--- contentionz 1 ---\ncycles/second = 2000000000\nsampling period = 10\n\
                    ms since reset = 7\ndiscarded samples = 0\n   301     2 @ 0x11\n\
                    MAPPED_LIBRARIES:\n1-100: /bin/a\n";
        // pprof takes this for a row, too.
        assert!(error_as_meant(text).contains("line 7"));
        let text = text.replace("MAPPED_LIBRARIES:", "--- Memory map: ---");
        assert_eq!(as_meant(&text), format!("{TYPES}20 1505: 10\n"));
        assert_eq!(as_reference(&text), as_meant(&text));
    }

    #[test]
    fn rows_are_found_as_the_reference_finds_them() {
        for (row, read) in [
            ("x 12 34 @ 0x1", "34 12: 0"),
            ("123 @ 0x1", "3 12: 0"),
            ("12 3 4 @ 0x1", "4 3: 0"),
            ("12 34 @0x2y0x3", "34 12: 1"),
        ] {
            let text = format!("--- contention:\n{row}\n");
            assert_eq!(as_reference(&text), format!("{TYPES}{read}\n"));
        }
        for row in ["1 @ 0x1", "x", "a = 1", "99999999999999999999 1 @ 0x1"] {
            error_as_meant(&format!("--- contention:\n{row}\n"));
        }
    }

    #[test]
    fn delays_that_do_not_fit() {
        let text = "--- contention:\ncycles/second=1\n9223372036854775807 1 @\n";
        assert_eq!(as_meant(text), format!("{TYPES}1 -9223372036854775808:\n"));
    }
}
