//! A web server for the built site, on this machine only.
//!
//! It sends the headers under which the page is published, so that what needs more than
//! they allow shows here first.

use crate::hosting;
use anyhow::{Result, anyhow};
use std::io::{Cursor, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tiny_http::{HTTPVersion, Header, Method, Request, Response};

/// Number of requests that are answered at once.
const THREADS: usize = 4;

/// A server that has its port.
pub struct Server(Arc<tiny_http::Server>);

impl Server {
    /// Takes a port; any that is free, if it is 0.
    pub fn bind(port: u16) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        match tiny_http::Server::http(address) {
            Ok(server) => Ok(Self(Arc::new(server))),
            Err(error) => Err(anyhow!(
                "could not listen at port {port}: {error}\nIf another program has it, take another \
                 port: cargo xtask serve --port {}",
                if port == u16::MAX { 8080 } else { port + 1 }
            )),
        }
    }

    /// Where the server can be reached.
    pub fn url(&self) -> String {
        let port = self.0.server_addr().to_ip().map_or(0, |address| address.port());
        format!("http://localhost:{port}/")
    }

    /// Serves a folder until the program is stopped.
    pub fn serve(&self, folder: &Path) -> Result<()> {
        println!("\nHearth: {}\n(stop with Ctrl-C)", self.url());
        self.start(folder).into_iter().for_each(|thread| drop(thread.join()));
        Ok(())
    }

    /// Serves a folder from threads of its own, for as long as the program runs.
    pub fn start(&self, folder: &Path) -> Vec<std::thread::JoinHandle<()>> {
        let start = |_| {
            let (server, folder) = (self.0.clone(), folder.to_owned());
            std::thread::spawn(move || {
                for request in server.incoming_requests() {
                    // A browser that hangs up is its own business.
                    drop(answer(request, &folder));
                }
            })
        };
        (0..THREADS).map(start).collect()
    }
}

fn answer(request: Request, folder: &Path) -> std::io::Result<()> {
    let response = response(&request, folder);
    let mut bytes = Vec::new();
    let is_head = *request.method() == Method::Head;
    response.raw_print(&mut bytes, HTTPVersion(1, 1), request.headers(), is_head, None)?;
    // Of two connections that come at once one may wait until another ends (tiny_http counts
    // a thread as idle until it has woken up): so none stays open.
    let first_line = bytes.iter().position(|&b| b == b'\n').map_or(0, |end| end + 1);
    let mut writer = request.into_writer();
    for part in [&bytes[..first_line], b"Connection: close\r\n", &bytes[first_line..]] {
        writer.write_all(part)?;
    }
    writer.flush()
}

fn response(request: &Request, folder: &Path) -> Response<Cursor<Vec<u8>>> {
    let text = |status: u16, text: &str| {
        let response = Response::from_string(format!("{text}\n")).with_status_code(status);
        response.with_header(header("Content-Type", "text/plain; charset=utf-8"))
    };
    if !matches!(request.method(), Method::Get | Method::Head) {
        return text(405, "only GET and HEAD are answered here");
    }
    let content =
        file_of(request.url(), folder).and_then(|file| Some((std::fs::read(&file).ok()?, file)));
    let Some((content, file)) = content else { return text(404, "there is no such file") };
    let response = Response::from_data(content)
        .with_header(header("Content-Type", mime_type(&file)))
        .with_header(header("Cache-Control", "no-store"));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let headers = hosting::headers(&name).into_iter().map(|(name, value)| header(name, &value));
    headers.fold(response, Response::with_header)
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("our own headers are plain ASCII")
}

/// The file that a URL means. Only names that lie in the folder itself: there is
/// nothing below it, and nothing above it is anyone's business.
fn file_of(url: &str, folder: &Path) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let name = if path.is_empty() { "index.html" } else { path };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    (!name.starts_with('.') && name.chars().all(plain)).then(|| folder.join(name))
}

fn mime_type(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_stay_in_the_folder() {
        let file = |url| file_of(url, Path::new("site"));
        assert_eq!(file("/"), Some("site/index.html".into()));
        assert_eq!(file("/page-1.js?x=1"), Some("site/page-1.js".into()));
        for url in ["/../Cargo.toml", "/%2e%2e/x", "/.git", "//etc/passwd", "/a/b", "x", ""] {
            assert_eq!(file(url), None, "{url}");
        }
    }

    #[test]
    fn modules_have_the_type_that_browsers_compile_while_loading() {
        assert_eq!(mime_type(Path::new("a.wasm")), "application/wasm");
        assert_eq!(mime_type(Path::new("a")), "application/octet-stream");
    }

    #[test]
    fn a_port_that_is_taken_is_named() {
        let first = Server::bind(0).expect("some port is free");
        let port = first.0.server_addr().to_ip().expect("it listens at an address").port();
        let error = Server::bind(port).err().expect("the port is taken").to_string();
        assert!(error.contains(&format!("port {port}")), "{error}");
    }
}
