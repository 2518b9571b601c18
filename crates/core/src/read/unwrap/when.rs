//! Time stamps in what loggers write.

/// The first time stamp in a text, as it is written: `2026-01-02T03:04:05.5Z`. Days and hours
/// may have a blank between them, and parts of the day slashes.
pub fn timestamp(text: &[u8]) -> Option<String> {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00";
    let fits = |window: &[u8]| {
        window.iter().zip(SHAPE).all(|(&b, &shape)| match shape {
            b'0' => b.is_ascii_digit(),
            b'-' => b == b'-' || b == b'/',
            b'T' => b == b'T' || b == b' ',
            _ => b == shape,
        })
    };
    let text = &text[..text.len().min(1 << 10)];
    let start = text.windows(SHAPE.len()).position(fits)?;
    let rest = &text[start + SHAPE.len()..];
    let mut len = 0;
    if let Some(b'.' | b',') = rest.first() {
        len = 1 + rest[1..].iter().take_while(|b| b.is_ascii_digit()).count();
    }
    match &rest[len..] {
        [b'Z', ..] => len += 1,
        [b'+' | b'-', h, m, b':', a, b, ..] if [h, m, a, b].iter().all(|b| b.is_ascii_digit()) => {
            len += 6;
        }
        _ => {}
    }
    let stamp = &text[start..start + SHAPE.len() + len];
    Some(String::from_utf8_lossy(stamp).into_owned())
}

#[cfg(test)]
mod tests {
    use super::timestamp;

    #[test]
    fn stamps_are_taken_as_they_are() {
        for (text, stamp) in [
            ("x 2026-01-02T03:04:05.123Z y", Some("2026-01-02T03:04:05.123Z")),
            ("2026/01/02 03:04:05 y", Some("2026/01/02 03:04:05")),
            ("[2026-01-02 03:04:05,1+02:00]", Some("2026-01-02 03:04:05,1+02:00")),
            ("03:04:05", None),
        ] {
            assert_eq!(timestamp(text.as_bytes()).as_deref(), stamp);
        }
    }
}
