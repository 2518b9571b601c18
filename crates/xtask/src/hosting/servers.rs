//! The configuration of common servers and hosts. What each does with it is tried in `tried`.

use super::{ASK_AGAIN, FOR_EVER, HEADERS, NO_FRAMES, POLICY, headers, is_hashed};
use std::fmt::Write as _;

/// A name with a hash in it, as an expression that all these servers read (`is_hashed`).
const HASHED: &str = r"-[0-9a-f]{8}\.";

/// Media types of the files of a site, by their endings.
pub const TYPES: [(&str, &str); 6] = [
    ("html", "text/html"),
    ("js", "text/javascript"),
    ("css", "text/css"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("webmanifest", "application/manifest+json"),
];

/// For Netlify and Cloudflare Pages.
pub fn headers_file(names: &[String]) -> String {
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
///
/// `embed.html` and hashed names are also meant with the ending of a compressed form: it is
/// that file which Apache then sends. What is not there must not be kept for ever, so
/// `Cache-Control` is not set `always`.
pub fn htaccess() -> String {
    let mut text =
        "# Apache: needs mod_headers and mod_mime; mod_rewrite for the compressed forms.\n"
            .to_owned();
    for (ending, kind) in TYPES {
        let _ = writeln!(text, "AddType {kind} .{ending}");
    }
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in headers("index.html") {
        let _ = writeln!(text, "  Header always set {name} \"{value}\"");
    }
    let _ = writeln!(
        text,
        "  Header set Cache-Control {ASK_AGAIN}\n  Header merge Vary Accept-Encoding\n  \
         <FilesMatch \"{HASHED}\">\n    Header set Cache-Control \"{FOR_EVER}\"\n  </FilesMatch>\n  \
         <FilesMatch \"^embed\\.html\">\n    Header always set Content-Security-Policy \
         \"{POLICY}\"\n  </FilesMatch>\n</IfModule>"
    );
    text.push_str(APACHE_COMPRESSED);
    // Elsewhere `.gz` is a type, and here it must not be: it would take the place of these.
    for (ending, kind) in TYPES {
        let _ = writeln!(
            text,
            "<FilesMatch \"\\.{ending}\\.(br|gz)$\">\n  ForceType {kind}\n</FilesMatch>"
        );
    }
    text
}

/// `.br` is also the language of Brittany.
const APACHE_COMPRESSED: &str = r#"AddEncoding br .br
AddEncoding gzip .gz
RemoveLanguage .br
<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteCond %{HTTP:Accept-Encoding} \bbr\b
  RewriteCond %{REQUEST_FILENAME}.br -f
  RewriteRule ^(.+)$ $1.br [L]
  RewriteCond %{HTTP:Accept-Encoding} \bgzip\b
  RewriteCond %{REQUEST_FILENAME}.gz -f
  RewriteRule ^(.+)$ $1.gz [L]
</IfModule>
"#;

/// Lines for nginx' `server` block.
pub fn nginx() -> String {
    // A location that adds a header inherits none, so each says all.
    let location = |place: &str, name: &str, cache: &str| {
        let mut text = format!("\n  location {place}{{\n");
        for (name, value) in headers(name) {
            let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
        }
        // Not `always`: what is not there must not be kept for ever.
        let _ = writeln!(text, "    add_header Cache-Control \"{cache}\";\n  }}");
        text
    };
    [
        NGINX_SERVER.to_owned(),
        location("/ ", "index.html", ASK_AGAIN),
        location("~ /embed\\.html$ ", "embed.html", ASK_AGAIN),
        location(&format!("~ \"{HASHED}(js|css|wasm)$\" "), "page.js", FOR_EVER),
        "}\n".to_owned(),
    ]
    .concat()
}

const NGINX_SERVER: &str = "server {
  listen 8080;
  root /srv/hearth;
  index index.html;
  include /etc/nginx/mime.types;
  types { application/manifest+json webmanifest; }

  # The compressed forms beside the files. For .br nginx needs a module, brotli_static
  # (Debian: libnginx-mod-http-brotli-static); then take the # from the last of these lines.
  gzip_static on;
  gzip_vary on;
  # brotli_static on;
";

pub fn caddyfile() -> String {
    let mut text =
        "{\n\tadmin off\n\tauto_https off\n}\n\n:8080 {\n\troot * /srv/hearth\n\theader {\n"
            .to_owned();
    for (name, value) in HEADERS {
        let _ = writeln!(text, "\t\t{name} \"{value}\"");
    }
    let _ = writeln!(
        text,
        "\t}}
\t@frame path */embed.html
\theader @frame Content-Security-Policy \"{POLICY}\"
\t@page not path */embed.html
\theader @page Content-Security-Policy \"{POLICY}{NO_FRAMES}\"
\t@manifest path *.webmanifest
\theader @manifest Content-Type application/manifest+json

\t# What is not there must not be kept for ever.
\t@hashed {{
\t\tpath_regexp {HASHED}
\t\tfile
\t}}
\theader @hashed Cache-Control \"{FOR_EVER}\"
\t@others not {{
\t\tpath_regexp {HASHED}
\t\tfile
\t}}
\theader @others Cache-Control {ASK_AGAIN}
\tfile_server {{
\t\tprecompressed br gzip
\t}}
}}"
    );
    text
}

/// Debian's caddy, and nothing that it does not need.
pub const CONTAINERFILE: &str = "# Built in dist: podman build -f hosting/Containerfile -t hearth .
FROM docker.io/library/debian:stable-slim
RUN apt-get update && apt-get install -y --no-install-recommends caddy && rm -rf /var/lib/apt/lists/*
COPY site /srv/hearth
COPY hosting/Caddyfile /etc/caddy/Caddyfile
USER www-data
ENV XDG_DATA_HOME=/tmp XDG_CONFIG_HOME=/tmp
EXPOSE 8080
CMD [\"caddy\", \"run\", \"--config\", \"/etc/caddy/Caddyfile\"]
";
