//! Things that a web server is to send with the site's files: headers, compressed forms, and the
//! configuration of common servers and hosts that makes them do so (`servers`,
//! docs/hosting.md).

mod servers;
#[cfg(test)]
mod tried;

use crate::site::relative;
use anyhow::Result;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// The page's policy while it loads, which stands in index.html too.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; \
     worker-src 'self' blob:; connect-src 'self' blob: data:; img-src 'self' blob: data:; \
     style-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types hearth";

/// Policy that only a header can set: that no page shows this one in a frame, and that it opens no
/// windows and no other programs. (Its dialogs are forms.) `embed.html` is for frames, and says
/// itself whom it speaks to.
const NO_FRAMES: &str =
    "; frame-ancestors 'none'; sandbox allow-downloads allow-forms allow-same-origin allow-scripts";

/// Headers that are the same for all files. The first one keeps connections to the page's
/// own server, and forbids WebRTC, name lookups and connections made ahead, which no
/// Content-Security-Policy does. <https://wicg.github.io/connection-allowlists/> The second parts
/// the page from the one that opened it; the third forbids what asks other servers, or the
/// devices at this one.
const HEADERS: [(&str, &str); 5] = [
    ("Connection-Allowlist", "(response-origin)"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
];

/// Features that Chromium 156 knows by these names, and that Hearth does not use.
const PERMISSIONS: &str = "bluetooth=(), camera=(), display-capture=(), geolocation=(), hid=(), \
     identity-credentials-get=(), microphone=(), midi=(), otp-credentials=(), payment=(), \
     publickey-credentials-create=(), publickey-credentials-get=(), serial=(), usb=()";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// The headers of a file, by its name.
pub fn headers(name: &str) -> Vec<(&'static str, String)> {
    let frames = if name == "embed.html" { "" } else { NO_FRAMES };
    let policy = ("Content-Security-Policy", [POLICY, frames].concat());
    let same = HEADERS.map(|(name, value)| (name, value.to_owned()));
    [policy].into_iter().chain(same).collect()
}

/// Media type of a file, by its ending.
pub fn kind(ending: &str) -> &'static str {
    let kind = servers::TYPES.iter().find(|(known, _)| *known == ending);
    kind.map_or("application/octet-stream", |(_, kind)| kind)
}

/// A name that changes with the content.
pub fn is_hashed(name: &str) -> bool {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Adds what hosts and servers read to a site's folder: header files, and each file in
/// compressed forms. What belongs into a server's own configuration goes to `beside`.
pub fn write(site: &Path, beside: &Path) -> Result<()> {
    let mut names: Vec<String> = fs::read_dir(site)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    names.sort();
    for name in &names {
        compress(&site.join(name))?;
    }
    fs::write(site.join("_headers"), servers::headers_file(&names))?;
    fs::write(site.join(".htaccess"), servers::htaccess())?;
    fs::create_dir_all(beside)?;
    fs::write(beside.join("nginx.conf"), servers::nginx())?;
    fs::write(beside.join("Caddyfile"), servers::caddyfile())?;
    fs::write(beside.join("Containerfile"), servers::CONTAINERFILE)?;
    println!("what servers need to send it as it should be: {}", relative(beside));
    Ok(())
}

/// Puts `.br` and `.gz` beside a file.
fn compress(file: &Path) -> Result<()> {
    let content = fs::read(file)?;
    let with_ending = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        name
    };
    let mut gzip = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
    gzip.write_all(&content)?;
    fs::write(with_ending(".gz"), gzip.finish()?)?;
    fs::write(with_ending(".br"), crate::site::brotli(&content)?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::servers::{caddyfile, htaccess, nginx};
    use super::*;
    use crate::workspace;

    #[test]
    fn the_page_and_the_servers_have_the_same_policy() {
        let index = fs::read_to_string(workspace::root().join("index.html"));
        assert!(index.expect("the template is there").contains(POLICY));
    }

    #[test]
    fn names_with_a_hash_are_known() {
        assert!(is_hashed("page-deferred-0b028b53.wasm"));
        for name in ["index.html", "service-worker.js", "page-0b028b5.js", "_headers"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn every_host_is_told_every_header() {
        for text in [servers::headers_file(&[]), htaccess(), nginx(), caddyfile()] {
            for (name, value) in headers("index.html") {
                assert!(text.contains(name) && text.contains(&value), "{name} in {text}");
            }
        }
    }
}
