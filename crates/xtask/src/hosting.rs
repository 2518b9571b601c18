//! What a web server is to send with the site's files: headers, compressed forms, and the
//! configuration of common servers and hosts that makes them do so (docs/hosting.md).

use crate::site::relative;
use anyhow::Result;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// The page's policy while it loads, which stands in index.html too.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; \
     worker-src 'self' blob:; connect-src 'self' blob: data:; img-src 'self' blob: data:; \
     style-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types hearth";

/// What only a header can say: who may show the page in a frame. `embed.html` is for frames,
/// and says itself whom it speaks to.
const NO_FRAMES: &str = "; frame-ancestors 'self'";

/// Headers that are the same for all files. The first one keeps connections to the page's
/// own server, and forbids WebRTC, name lookups and connections made ahead, which no
/// Content-Security-Policy does. <https://wicg.github.io/connection-allowlists/>
const HEADERS: [(&str, &str); 3] = [
    ("Connection-Allowlist", "(response-origin)"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
];

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// The headers of a file, by its name.
pub fn headers(name: &str) -> Vec<(&'static str, String)> {
    let frames = if name == "embed.html" { "" } else { NO_FRAMES };
    let policy = ("Content-Security-Policy", [POLICY, frames].concat());
    let same = HEADERS.map(|(name, value)| (name, value.to_owned()));
    [policy].into_iter().chain(same).collect()
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
    fs::write(site.join("_headers"), headers_file(&names))?;
    fs::write(site.join(".htaccess"), htaccess())?;
    fs::create_dir_all(beside)?;
    fs::write(beside.join("nginx.conf"), nginx())?;
    fs::write(beside.join("Caddyfile"), caddyfile())?;
    fs::write(beside.join("Containerfile"), CONTAINERFILE)?;
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

/// For Netlify and Cloudflare Pages.
fn headers_file(names: &[String]) -> String {
    let mut text = String::new();
    let mut block = |path: &str, headers: &[(&str, String)]| {
        let _ = writeln!(text, "/{path}");
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    };
    let same: Vec<_> = HEADERS.map(|(name, value)| (name, value.to_owned())).into();
    block("*", &same);
    for name in ["", "index.html", "embed.html", "service-worker.js"] {
        let [policy, ..] = &headers(name)[..] else { continue };
        block(name, &[policy.clone(), ("Cache-Control", ASK_AGAIN.to_owned())]);
    }
    for name in names.iter().filter(|name| is_hashed(name)) {
        block(name, &[("Cache-Control", FOR_EVER.to_owned())]);
    }
    text
}

/// For Apache, in the folder itself.
fn htaccess() -> String {
    let mut text =
        "# Apache: needs mod_headers and mod_mime; mod_rewrite for the compressed forms.\n\
         AddType application/wasm .wasm\nAddType application/manifest+json .webmanifest\n\
         <IfModule mod_headers.c>\n"
            .to_owned();
    let quoted = |value: &str| format!("\"{value}\"");
    for (name, value) in headers("index.html") {
        let _ = writeln!(text, "  Header always set {name} {}", quoted(&value));
    }
    let _ = writeln!(
        text,
        "  Header always set Cache-Control {ASK_AGAIN}\n  <FilesMatch \"-[0-9a-f]{{8}}\\.\">\n    Header \
         always set Cache-Control {}\n  </FilesMatch>\n  <Files embed.html>\n    Header always set \
         Content-Security-Policy {}\n  </Files>\n</IfModule>",
        quoted(FOR_EVER),
        quoted(POLICY)
    );
    text + APACHE_COMPRESSED
}

const APACHE_COMPRESSED: &str = r#"<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteCond %{HTTP:Accept-Encoding} br
  RewriteCond %{REQUEST_FILENAME}.br -f
  RewriteRule ^(.*)\.(js|css|wasm|html)$ $1.$2.br [L,E=no-gzip:1]
  RewriteRule \.js\.br$ - [T=text/javascript,E=no-gzip:1]
  RewriteRule \.css\.br$ - [T=text/css,E=no-gzip:1]
  RewriteRule \.wasm\.br$ - [T=application/wasm,E=no-gzip:1]
  RewriteRule \.html\.br$ - [T=text/html,E=no-gzip:1]
  <FilesMatch "\.br$">
    Header set Content-Encoding br
    Header append Vary Accept-Encoding
  </FilesMatch>
</IfModule>
"#;

/// What goes into nginx' `server` block.
fn nginx() -> String {
    let add = |indent: &str, name: &str| {
        headers(name).into_iter().fold(String::new(), |mut text, (name, value)| {
            let _ = writeln!(text, "{indent}add_header {name} \"{value}\" always;");
            text
        })
    };
    // A location that adds a header inherits none, so each says all.
    let location = |place: &str, name: &str, cache: &str| {
        format!(
            "  location {place} {{\n{}    add_header Cache-Control \"{cache}\" always;\n  }}\n",
            add("    ", name)
        )
    };
    [
        "server {\n  listen 8080;\n  root /srv/hearth;\n  index index.html;\n  gzip_static on;\n  \
         include /etc/nginx/mime.types;\n  types { \
         application/manifest+json webmanifest; }\n"
            .to_owned(),
        location("/", "index.html", ASK_AGAIN),
        location("= /embed.html", "embed.html", ASK_AGAIN),
        location("~ \"-[0-9a-f]{8}\\.(js|css|wasm)$\"", "page.js", FOR_EVER),
        "}\n".to_owned(),
    ]
    .concat()
}

fn caddyfile() -> String {
    let mut text =
        "{\n\tadmin off\n\tauto_https off\n}\n\n:8080 {\n\troot * /srv/hearth\n\theader {\n"
            .to_owned();
    for (name, value) in HEADERS {
        let _ = writeln!(text, "\t\t{name} \"{value}\"");
    }
    let _ = writeln!(
        text,
        "\t}}\n\t@frame path */embed.html\n\theader @frame Content-Security-Policy \"{POLICY}\"\n\t@page not \
         path */embed.html\n\theader @page Content-Security-Policy \"{POLICY}{NO_FRAMES}\"\n\t@hashed \
         path_regexp -[0-9a-f]{{8}}\\.\n\theader @hashed Cache-Control \"{FOR_EVER}\"\n\t@others not \
         path_regexp -[0-9a-f]{{8}}\\.\n\theader @others Cache-Control {ASK_AGAIN}\n\tfile_server {{\n\t\t\
         precompressed br gzip\n\t}}\n}}"
    );
    text
}

/// Debian's caddy, and nothing that it does not need.
const CONTAINERFILE: &str = "# Built in dist: podman build -f hosting/Containerfile -t hearth .\n\
FROM debian:stable-slim\n\
RUN apt-get update && apt-get install -y --no-install-recommends caddy && rm -rf /var/lib/apt/lists/*\n\
COPY site /srv/hearth\n\
COPY hosting/Caddyfile /etc/caddy/Caddyfile\n\
USER www-data\n\
ENV XDG_DATA_HOME=/tmp XDG_CONFIG_HOME=/tmp\n\
EXPOSE 8080\n\
CMD [\"caddy\", \"run\", \"--config\", \"/etc/caddy/Caddyfile\"]\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn the_page_and_the_servers_have_the_same_policy() {
        let index = fs::read_to_string(workspace::root().join("index.html"));
        assert!(index.expect("the template is there").contains(POLICY));
    }

    #[test]
    fn names_with_a_hash_are_known() {
        assert!(is_hashed("page-rest-0b028b53.wasm"));
        for name in ["index.html", "service-worker.js", "page-0b028b5.js", "_headers"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn every_host_is_told_every_header() {
        for text in [headers_file(&[]), htaccess(), nginx(), caddyfile()] {
            for (name, value) in headers("index.html") {
                assert!(text.contains(name) && text.contains(&value), "{name} in {text}");
            }
        }
    }
}
