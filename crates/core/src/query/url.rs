//! The URL form: `si=alloc_space&g=lines`, with the parameter names of
//! `go tool pprof -http`. Options at their default are left out.

use super::{OPTIONS, Query, QueryError};

impl Query {
    /// This query as the query part of a URL, without a leading `?` or `#`.
    pub fn to_url(&self) -> String {
        let (mut query, mut default) = (self.clone(), Self::default());
        let mut url = String::new();
        for option in OPTIONS {
            let values = option.values(&mut query);
            if values != option.values(&mut default) {
                values.iter().for_each(|value| push_param(&mut url, option.param, value));
            }
        }
        url
    }

    /// Reads what [`Query::to_url`] writes. Parameters with other names are
    /// left to others: the page keeps its own state in the same URL.
    ///
    /// # Errors
    ///
    /// When an option does not take the value that the URL has for it.
    pub fn from_url(url: &str) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for (param, value) in params(url) {
            if let Some(option) = OPTIONS.iter().find(|o| o.param == param) {
                option.set(&mut query, &value)?;
            }
        }
        Ok(query)
    }
}

/// The parameters of a URL's query part, in order and percent-decoded.
pub fn params(url: &str) -> impl Iterator<Item = (String, String)> + '_ {
    url.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

/// Appends `name=value` to a URL's query part, percent-encoded.
pub fn push_param(url: &mut String, name: &str, value: &str) {
    if !url.is_empty() {
        url.push('&');
    }
    encode(url, name);
    url.push('=');
    encode(url, value);
}

/// Keeps what RFC 3986 allows in a fragment and reads well there.
fn encode(url: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => url.push(byte as char),
            b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b',' | b'(' | b')' | b'*' | b'$' => {
                url.push(byte as char);
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let (byte, after) = match (first, hex_pair(after)) {
            (b'%', Some(byte)) => (byte, &after[2..]),
            (b'+', _) => (b' ', after),
            _ => (first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |b: u8| (b as char).to_digit(16);
    let (high, low) = (digit(*bytes.first()?)?, digit(*bytes.get(1)?)?);
    Some((high * 16 + low) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Granularity, Sort};

    #[test]
    fn the_default_needs_no_words() {
        assert_eq!(Query::default().to_url(), "");
        assert_eq!(Query::from_url("").unwrap(), Query::default());
    }

    #[test]
    fn what_is_written_is_read() {
        let query = Query {
            sample_index: "running time & 100%+ä".to_owned(),
            granularity: Granularity::Lines,
            noinlines: true,
            nodecount: Some(7),
            nodefraction: 0.25,
            edgefraction: 0.0,
            trim: false,
            unit: "MB".to_owned(),
            sort: Sort::Cum,
            hide: r"^\Qmain.(*T).f\E$|x".to_owned(),
            divide_by: 2.5,
            and_focus: vec!["a|b".to_owned(), "c".to_owned()],
            and_tagfocus: vec!["k=v".to_owned()],
            base: vec!["a".to_owned(), "b".to_owned()],
            ..Query::default()
        };
        assert_eq!(Query::from_url(&query.to_url()).unwrap(), query);
    }

    #[test]
    fn what_may_be_there_several_times_is_repeated() {
        let texts = vec!["a".to_owned(), "b&c".to_owned()];
        let query = Query { and_focus: texts.clone(), and_tagfocus: texts, ..Query::default() };
        assert_eq!(query.to_url(), "h.and_f=a&h.and_f=b%26c&h.and_tf=a&h.and_tf=b%26c");
    }

    #[test]
    fn foreign_parameters_are_left_alone_and_bad_values_named() {
        let query = Query::from_url("view=flame&si=cpu&h.zoom=3").unwrap();
        assert_eq!(query.to_url(), "si=cpu");
        let error = Query::from_url("g=words").unwrap_err().to_string();
        assert_eq!(
            error,
            "invalid value \"words\" for granularity: it takes functions, filefunctions, files, \
             lines or addresses"
        );
    }

    #[test]
    fn damaged_percent_signs_stand_for_themselves() {
        let decoded: Vec<_> = params("a=%&b=%4&c=%zz&d=%41").map(|(_, v)| v).collect();
        assert_eq!(decoded, ["%", "%4", "%zz", "A"]);
    }
}
