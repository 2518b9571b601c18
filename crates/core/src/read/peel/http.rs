//! The answer of an HTTP server with its headers: what `curl -i` saves.

use crate::read::text::scan::trim;
use std::borrow::Cow;

/// More than servers send as headers.
const LONGEST: usize = 64 << 10;

pub struct Answer<'a> {
    /// `None` where the headers came without their first line.
    pub status: Option<u16>,
    pub body: Cow<'a, [u8]>,
    pub was_chunked: bool,
}

/// Reads `HTTP/1.1 200 OK`, headers and a blank line; or headers alone, if they speak of
/// their content. `None` if it is anything else.
pub fn answer(content: &[u8]) -> Option<Answer<'_>> {
    let head = &content[..content.len().min(LONGEST)];
    let (mut at, mut status) = (0, None);
    if let Some(version) = head.strip_prefix(b"HTTP/") {
        let after = version.iter().position(|&b| b == b' ')? + 1;
        let code = std::str::from_utf8(version.get(after..after + 3)?).ok()?.parse().ok()?;
        status = Some(code);
        at = next_line(head, 0)?;
    }
    let (mut says_chunked, mut speaks_of_content) = (false, false);
    loop {
        let end = next_line(head, at)?;
        let line = trim(&head[at..end]);
        at = end;
        if line.is_empty() {
            break;
        }
        let colon = line.iter().position(|&b| b == b':')?;
        let (name, value) = (line[..colon].to_ascii_lowercase(), &line[colon + 1..]);
        let is_token = |b: &u8| b.is_ascii_alphanumeric() || b"-_.".contains(b);
        if name.is_empty() || !name.iter().all(is_token) {
            return None;
        }
        says_chunked |= name == b"transfer-encoding"
            && value.to_ascii_lowercase().windows(7).any(|word| word == b"chunked");
        speaks_of_content |= name.starts_with(b"content-");
    }
    if status.is_none() && !speaks_of_content {
        return None;
    }
    let body = &content[at..];
    // curl takes chunks apart, and says that there were some all the same.
    let joined = if says_chunked { unchunked(body) } else { None };
    let was_chunked = joined.is_some();
    Some(Answer { status, body: joined.map_or(Cow::Borrowed(body), Cow::Owned), was_chunked })
}

/// Where the next line starts.
fn next_line(text: &[u8], at: usize) -> Option<usize> {
    Some(at + text[at..].iter().position(|&b| b == b'\n')? + 1)
}

/// The chunks' content. The last may be cut off; `None` if there are none.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut rest = body;
    loop {
        let near = &rest[..rest.len().min(1 << 10)];
        let Some(end) = next_line(near, 0) else {
            return (!joined.is_empty() && rest.is_empty()).then_some(joined);
        };
        let line = trim(&near[..end]);
        let digits = line.iter().take_while(|b| b.is_ascii_hexdigit()).count();
        if !matches!(line.get(digits), None | Some(b';' | b' ')) {
            return None;
        }
        let size = usize::from_str_radix(std::str::from_utf8(&line[..digits]).ok()?, 16).ok()?;
        rest = &rest[end..];
        if size == 0 {
            return Some(joined);
        }
        let Some((chunk, after)) = rest.split_at_checked(size) else {
            joined.extend_from_slice(rest);
            return Some(joined);
        };
        joined.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n"))?;
    }
}
