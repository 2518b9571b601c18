//! The servers' configurations, tried with the servers, where these are installed: what
//! arrives for each kind of file, at the root and below a path.

use super::servers::{TYPES, caddyfile, nginx};
use super::{ASK_AGAIN, FOR_EVER, headers, is_hashed, write};
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// A file of each kind that a site has.
const FILES: [&str; 7] = [
    "index.html",
    "embed.html",
    "service-worker.js",
    "site.webmanifest",
    "icon.svg",
    "page-deferred-0123abcd.wasm",
    "style-4567cdef.css",
];

/// A folder of its own for each server, which it may read whoever runs it.
struct Folder(PathBuf);

impl Folder {
    /// With a site in `www`, and the same once more below a path.
    fn with_a_site(server: &str) -> Self {
        let name = format!("hearth-hosting-{server}-{}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        for site in ["www", "www/a/path"].map(|site| folder.0.join(site)) {
            fs::create_dir_all(&site).unwrap();
            for name in FILES {
                // So long that a server which compresses by itself would do so.
                fs::write(site.join(name), name.repeat(500)).unwrap();
            }
            write(&site, &folder.0.join("hosting")).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn put(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A server that runs for as long as this lives.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts it. Nothing, said loudly, if it or what it `needs` is not installed.
    fn start(command: &mut Command, needs: &str, port: u16) -> Option<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let process = fs::metadata(needs).and_then(|_| command.stdout(Stdio::null()).spawn());
        let Ok(process) = process else {
            // Past the test harness, which keeps what a test prints to itself.
            let _ = writeln!(
                std::io::stderr(),
                "\n*** SKIPPED: {name} with {needs} is not installed, so its configuration was not \
                 tried ***\n"
            );
            return None;
        };
        let mut server = Self { process, port };
        for _ in 0..100 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Some(server);
            }
            let ended = server.process.try_wait().unwrap();
            assert!(ended.is_none(), "{name} does not take its configuration: {ended:?}");
            sleep(Duration::from_millis(50));
        }
        panic!("{name} does not listen");
    }

    fn get(&self, path: &str, accept: &str) -> Response {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        let question = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nAccept-Encoding: {accept}\r\n\
             Connection: close\r\n\r\n",
            self.port
        );
        stream.write_all(question.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        Response { head, body: answer.split_off(end + 4) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that is asked to end takes its workers with it; one that is killed does not.
        let id = self.process.id().to_string();
        let _ = Command::new("kill").arg(id).status();
        let _ = self.process.wait();
    }
}

struct Response {
    head: String,
    body: Vec<u8>,
}

impl Response {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// A header's values, one for each time that it is there.
    fn all(&self, name: &str) -> Vec<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(':'));
        pairs.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).collect()
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

/// A configuration with another port and another folder.
fn moved(text: &str, folder: &Folder, port: u16) -> String {
    assert!(text.contains("8080") && text.contains("/srv/hearth"), "{text}");
    text.replace("8080", &port.to_string()).replace("/srv/hearth", &folder.path("www"))
}

/// Asks for each file of the site. `forms` are the compressed forms that the server sends
/// as they are beside the files, the one that it likes best first.
fn check(server: &Server, site: &Path, path: &str, forms: &[&str]) {
    for name in FILES {
        let mut addresses = vec![format!("{path}{name}")];
        if name == "index.html" {
            addresses.push(path.to_owned());
        }
        for address in addresses {
            for accept in ["identity", "gzip", "br", "gzip, deflate, br, zstd"] {
                let response = server.get(&address, accept);
                let about = format!("{address} for {accept}: {}", response.head);
                assert_eq!(response.status(), "200", "{about}");

                let form = forms.iter().find(|form| accept.contains(**form));
                assert_eq!(
                    response.all("Content-Encoding"),
                    Vec::from_iter(form.copied()),
                    "{about}"
                );
                let ending = form.map_or("", |form| if *form == "br" { ".br" } else { ".gz" });
                let sent = fs::read(site.join(format!("{name}{ending}"))).unwrap();
                assert!(response.body == sent, "another content: {about}");
                let varies = response.all("Vary").join(", ").contains("Accept-Encoding");
                assert!(form.is_none() || varies, "{about}");
                assert!(response.all("Content-Language").is_empty(), "{about}");

                let ending = name.rsplit('.').next().unwrap();
                let (_, kind) = TYPES.into_iter().find(|(e, _)| *e == ending).unwrap();
                let said = response.all("Content-Type").join(", ");
                // nginx' own list has the older name of scripts.
                let said = said.split(';').next().unwrap().replace("application/java", "text/java");
                assert_eq!(said, kind, "{about}");
                for (header, value) in headers(name) {
                    assert_eq!(response.all(header), [value], "{about}");
                }
                let cache = if is_hashed(name) { FOR_EVER } else { ASK_AGAIN };
                assert_eq!(response.all("Cache-Control"), [cache], "{about}");
            }
        }
    }
    // While a new version is put in place, one may ask for a file before it is there.
    let absent = server.get(&format!("{path}page-00000000.js"), "br");
    assert_eq!(absent.status(), "404");
    assert_ne!(absent.all("Cache-Control"), [FOR_EVER], "{}", absent.head);
}

fn check_all(server: Option<Server>, folder: &Folder, forms: &[&str]) {
    if let Some(server) = server {
        check(&server, &folder.0.join("www"), "/", forms);
        check(&server, &folder.0.join("www/a/path"), "/a/path/", forms);
    }
}

fn try_nginx(folder: &Folder, site: &str, module: Option<&str>, forms: &[&str]) {
    let port = free_port();
    let site = folder.put("hearth.conf", &moved(site, folder, port));
    let load = module.map(|module| format!("load_module {module};")).unwrap_or_default();
    // Whoever starts it, and without a place that only a system's own server may write to.
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {};", folder.path(kind)))
        .concat();
    let text = format!(
        "{load}\ndaemon off;\nmaster_process off;\npid {};\nerror_log stderr crit;\nevents {{}}\n\
         http {{ access_log off; {temporary} include {site}; }}\n",
        folder.path("nginx.pid")
    );
    let main = folder.put("nginx.conf", &text);
    let log = folder.path("error.log");
    let server = Server::start(
        Command::new("nginx").args(["-e", &log, "-c", &main]),
        module.unwrap_or("/etc/nginx/mime.types"),
        port,
    );
    check_all(server, folder, forms);
}

#[test]
fn nginx_sends_what_it_should() {
    try_nginx(&Folder::with_a_site("nginx"), &nginx(), None, &["gzip"]);
}

#[test]
fn nginx_with_its_module_sends_brotli() {
    let site = nginx().replace("# brotli_static on", "brotli_static on");
    let module = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
    try_nginx(&Folder::with_a_site("nginx-brotli"), &site, Some(module), &["br", "gzip"]);
}

#[test]
fn caddy_sends_what_it_should() {
    let (folder, port) = (Folder::with_a_site("caddy"), free_port());
    let file = folder.put("Caddyfile", &moved(&caddyfile(), &folder, port));
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config", &file]).stderr(Stdio::null());
    command.env("XDG_DATA_HOME", &folder.0).env("XDG_CONFIG_HOME", &folder.0);
    check_all(Server::start(&mut command, "/", port), &folder, &["br", "gzip"]);
}

/// With modules and settings that Debian's Apache has, and which get into the way: `.gz` as
/// a type, `.br` as a language, and a filter that compresses what is not compressed.
#[test]
fn apache_sends_what_it_should() {
    let (folder, port) = (Folder::with_a_site("apache"), free_port());
    let modules = [
        "mpm_event",
        "authz_core",
        "mime",
        "negotiation",
        "dir",
        "filter",
        "deflate",
        "headers",
        "rewrite",
    ];
    let load = modules
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"));
    // Only root can read there, and only root has to give up being root.
    let user = if fs::metadata("/root/.").is_ok() { "User #65534\nGroup #65534\n" } else { "" };
    let types = if Path::new("/etc/mime.types").exists() { "/etc/mime.types" } else { "/dev/null" };
    let text = format!(
        "{load}{user}ServerName localhost\nListen 127.0.0.1:{port}\nErrorLog /dev/stderr\nLogLevel \
         error\nPidFile {folder}/apache.pid\nDefaultRuntimeDir {folder}\nTypesConfig {types}\n\
         AddType application/x-gzip .gz .tgz\nAddLanguage br .br\nDirectoryIndex index.html\n\
         AddOutputFilterByType DEFLATE text/html text/css text/javascript application/wasm\n\
         DocumentRoot {folder}/www\n<Directory {folder}/www>\nAllowOverride All\nRequire all \
         granted\n</Directory>\n",
        load = load.concat(),
        folder = folder.0.display(),
    );
    let file = folder.put("apache.conf", &text);
    let server = Server::start(
        Command::new("apache2").args(["-D", "FOREGROUND", "-d", &folder.path(""), "-f", &file]),
        "/usr/lib/apache2/modules",
        port,
    );
    let Some(server) = server else { return };
    check(&server, &folder.0.join("www"), "/", &["br", "gzip"]);
    // What is above a site has no `.htaccess` of it.
    fs::remove_file(folder.0.join("www/.htaccess")).unwrap();
    check(&server, &folder.0.join("www/a/path"), "/a/path/", &["br", "gzip"]);
}
