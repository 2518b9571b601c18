//! Folders that were dropped or chosen: all files in them. What each is the worker tells, by
//! its content.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
    HtmlInputElement,
};

/// Files that were found, in the order of the folders.
#[derive(Default)]
pub struct Found {
    /// Files, with their paths in what was dropped.
    pub files: Vec<(String, File)>,
    /// The names of folders that the browser does not read. Chromium reads none that is
    /// dropped on a page that is a file.
    pub unread: Vec<String>,
}

/// More files than the worker takes (it says so): no reason to look at the others.
const ENOUGH: usize = 100_001;

/// Returns the drop, if a folder is in it. It has to be asked at once: later the
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
        if entry.name() == ".git" || found.files.len() >= ENOUGH {
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
            let files: Vec<_> = files.iter().map(file_of).collect();
            for file in files {
                take(&mut found, file).await;
            }
            entries.extend(folders.into_iter().rev());
        } else {
            take(&mut found, file_of(&entry)).await;
        }
    }
    found
}

/// The files of a folder that was chosen with a button, which can then be used again.
pub fn chosen_folder(input: &HtmlInputElement) -> Vec<(String, File)> {
    let path = |file: &File| {
        let path =
            Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
    };
    let files = super::intake::chosen(input).into_iter().map(|file| (path(&file), file));
    files.filter(|(path, _)| !is_hidden(path)).take(ENOUGH).collect()
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|element| element == ".git")
}

async fn take(found: &mut Found, (path, file): (String, Promise)) {
    if let Ok(file) = JsFuture::from(file).await {
        found.files.push((path, file.unchecked_into()));
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
