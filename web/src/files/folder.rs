//! Folders that were dropped or chosen: the profiles and the source files in them.

use super::kind::{Kind, kind, may_be_profile};
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
    HtmlInputElement,
};

/// What was found, in the order of the folders.
#[derive(Default)]
pub struct Found {
    pub profiles: Vec<File>,
    /// Source files, with their paths in what was dropped.
    pub sources: Vec<(String, File)>,
    /// The names of folders that the browser does not read. Chromium reads none that is
    /// dropped on a page that is a file.
    pub unread: Vec<String>,
}

/// More files than the worker takes (it says so): no reason to look at the others.
const ENOUGH: usize = 100_001;

/// What was dropped, if a folder is in it. It has to be asked at once: later the
/// browser has forgotten.
pub fn dropped(data: &DataTransfer) -> Option<Vec<FileSystemEntry>> {
    let items = data.items();
    let entry = |i| items.get(i)?.webkit_get_as_entry().ok()?;
    let entries: Vec<FileSystemEntry> = (0..items.length()).filter_map(entry).collect();
    entries.iter().any(FileSystemEntry::is_directory).then_some(entries)
}

/// Goes through folders. Files that can't be read are left out, as is `.git`.
pub async fn walk(mut entries: Vec<FileSystemEntry>) -> Found {
    let mut found = Found::default();
    entries.reverse();
    while let Some(entry) = entries.pop() {
        if entry.name() == ".git" || found.sources.len() >= ENOUGH {
            continue;
        }
        if entry.is_directory() {
            let Some(mut inside) = read_folder(entry.unchecked_ref()).await else {
                found.unread.push(entry.name());
                continue;
            };
            inside.sort_by_cached_key(FileSystemEntry::name);
            // Asked for at once, files arrive together.
            let (folders, files): (Vec<_>, Vec<_>) =
                inside.into_iter().partition(FileSystemEntry::is_directory);
            let files: Vec<_> = files
                .iter()
                .filter_map(|file| Some((kind_in_folder(&file.name())?, file_of(file))))
                .collect();
            for (kind, file) in files {
                take(&mut found, kind, file).await;
            }
            entries.extend(folders.into_iter().rev());
        } else {
            let kind = match kind(&entry.name()) {
                Kind::Other => Kind::Profile,
                kind => kind,
            };
            take(&mut found, kind, file_of(&entry)).await;
        }
    }
    found
}

/// The source files of a folder that was chosen with a button, which can then be used again.
pub fn chosen_folder(input: &HtmlInputElement) -> Vec<(String, File)> {
    let path = |file: &File| {
        let path =
            Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
    };
    let files = super::intake::chosen(input).into_iter().map(|file| (path(&file), file));
    files
        .filter(|(path, file)| {
            !is_hidden(path) && kind_in_folder(&file.name()) == Some(Kind::Source)
        })
        .take(ENOUGH)
        .collect()
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|element| element == ".git")
}

/// What a file within a folder is taken as. Archives there are hardly sources.
fn kind_in_folder(name: &str) -> Option<Kind> {
    match kind(name) {
        Kind::Other => may_be_profile(name).then_some(Kind::Profile),
        kind => Some(kind).filter(|kind| matches!(kind, Kind::Profile | Kind::Source)),
    }
}

async fn take(found: &mut Found, kind: Kind, (path, file): (String, Promise)) {
    let Ok(file) = JsFuture::from(file).await else { return };
    let file: File = file.unchecked_into();
    match kind {
        Kind::Source | Kind::Zip => found.sources.push((path, file)),
        Kind::Profile | Kind::Other => found.profiles.push(file),
    }
}

/// The path of an entry, and its file.
fn file_of(entry: &FileSystemEntry) -> (String, Promise) {
    let entry: &FileSystemFileEntry = entry.unchecked_ref();
    let file = Promise::new(&mut |resolve, reject| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    });
    (entry.full_path().trim_start_matches('/').to_owned(), file)
}

/// All entries of a folder: the browser gives some at a time, and in the end none. Nothing
/// if it refuses to.
async fn read_folder(folder: &FileSystemDirectoryEntry) -> Option<Vec<FileSystemEntry>> {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    loop {
        let some = Promise::new(&mut |resolve, reject| {
            if let Err(error) = reader.read_entries_with_callback_and_callback(&resolve, &reject) {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        let some: Array = JsFuture::from(some).await.ok()?.unchecked_into();
        if some.length() == 0 {
            return Some(entries);
        }
        entries.extend(some.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}
