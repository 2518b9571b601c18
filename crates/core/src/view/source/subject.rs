//! Subject whose source a reader wants to see.

/// The ways in which a function may be asked for.
pub struct Subject<'a>(Vec<&'a [u8]>);

impl<'a> Subject<'a> {
    /// Nodes are printed as `ADDRESS function file:line:column`, as far as their
    /// granularity keeps that.
    pub fn new(subject: &'a [u8]) -> Self {
        let mut all = vec![subject];
        if let Some((address, rest)) = subject.split_at_checked(16)
            && address.iter().all(u8::is_ascii_hexdigit)
        {
            all.extend(rest.strip_prefix(b" "));
        }
        for i in 0..all.len() {
            let mut place = all[i];
            while let Some(colon) = place.iter().rposition(|&b| b == b':')
                && place[colon + 1..].iter().all(u8::is_ascii_digit)
                && colon + 1 < place.len()
            {
                place = &place[..colon];
                all.push(place);
            }
        }
        Self(all)
    }

    /// Returns whether a function of this name, in a file with this path, of which this is
    /// shown, is meant.
    pub fn is(&self, name: &[u8], path: &[u8], shown: &[u8]) -> bool {
        self.0.iter().any(|&asked| {
            let is_both = || {
                let rest = asked.strip_prefix(name).and_then(|rest| rest.strip_prefix(b" "));
                rest.is_some_and(|rest| rest == shown)
            };
            let is_text = |text: &[u8]| !text.is_empty() && asked == text;
            is_text(name) || is_text(path) || is_text(shown) || is_both()
        })
    }
}
