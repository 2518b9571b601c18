//! Greeting by a link that was received before its files are here: what was sent, of which
//! files, and what of them is missing. Everything in it is from the link, so somebody else
//! wrote it: it is shown as text, and only so much of it.

use super::Empty;
use crate::files::Example;
use crate::view::Tab;
use crate::words::{fill, links};
use yew::prelude::*;

/// A file that a link was made for.
pub struct Sent {
    /// Empty if the link does not say.
    pub name: String,
    pub hash: String,
    pub is_here: bool,
    /// It is the base of a comparison, or one of them.
    pub is_base: bool,
}

/// Content of the greeting.
pub struct Greeting {
    pub tab: Tab,
    /// The filters, as their chips have them.
    pub filters: Vec<String>,
    /// Empty for the one that a profile has by default.
    pub sample_type: String,
    pub files: Vec<Sent>,
    /// Open files that are others.
    pub others: Vec<String>,
    /// Some file is open.
    pub has_files: bool,
    pub on_anyway: Callback<()>,
    pub on_example: Callback<Example>,
}

/// Number of files, filters and other files that are named.
const NAMED: usize = 4;
/// And this many characters of each name.
const LONGEST: usize = 80;
/// Number of digits of a hash that tells a file from others.
const DIGITS: usize = 8;

pub fn greeting(greeting: &Greeting) -> Html {
    let w = links();
    let title = if greeting.files.is_empty() { w.kept } else { w.sent };
    html! {
        <Empty on_example={greeting.on_example.clone()} has_deferred={true}>
            <div data-testid="greeting" role="status">
                <h2>{ fill(title, &[greeting.tab.title()]) }</h2>
                <p class="lead">
                    { lead(greeting) }
                    { " " }
                    { match greeting.files.len() {
                        0 => w.drop_it,
                        1 => w.drop_this,
                        _ => w.drop_these,
                    } }
                </p>
                { state(greeting) }
            </div>
        </Empty>
    }
}

/// With what, and of which files.
fn lead(greeting: &Greeting) -> Html {
    let w = links();
    let mut with = Vec::new();
    let filters: Vec<String> = greeting.filters.iter().take(NAMED).map(|f| short(f)).collect();
    let all = greeting.filters.len();
    let dots = if all > NAMED { "…" } else { "" };
    let named = [&*filters.join(w.comma), dots].concat();
    match all {
        0 => {}
        1 => with.push(fill(w.filter, &[&named])),
        all => with.push(fill(w.filters, &[&all.to_string(), &named])),
    }
    if !greeting.sample_type.is_empty() {
        with.push(fill(w.sample_type, &[&short(&greeting.sample_type)]));
    }
    let with = with.join(w.comma);
    match (with.is_empty(), greeting.files.is_empty()) {
        (true, true) => Html::default(),
        (false, true) => fill(w.with, &[&with]).into(),
        (true, false) => around(w.of, "{0}", files(&greeting.files)),
        (false, false) => {
            let (before, after) = w.with_of.split_once("{1}").unwrap_or_default();
            html! { <>{ fill(before, &[&with]) }{ files(&greeting.files) }{ after }</> }
        }
    }
}

/// The files, the first of many.
fn files(files: &[Sent]) -> Html {
    let w = links();
    let named = if files.len() > NAMED { NAMED - 1 } else { files.len() };
    let left = files.len() - named;
    html! {
        <>
            for (at, file) in files.iter().take(named).enumerate() {
                { between(at, named + usize::from(left > 0)) }
                { one(file) }
            }
            if left > 0 {
                { between(named, named + 1) }
                { fill(w.more, &[&left.to_string()]) }
            }
        </>
    }
}

/// Separator before an item of a list.
fn between(at: usize, of: usize) -> &'static str {
    match at {
        0 => "",
        at if at + 1 == of => links().and,
        _ => links().comma,
    }
}

fn one(file: &Sent) -> Html {
    let w = links();
    let start = start(&file.hash);
    match (file.name.is_empty(), file.is_base) {
        (true, _) => fill(w.nameless, &[&start]).into(),
        (false, is_base) => {
            let text = if is_base { w.base_file } else { w.file };
            around(&text.replace("{1}", &start), "{0}", name(&file.name))
        }
    }
}

/// Files that are here, and those that are something else.
fn state(greeting: &Greeting) -> Html {
    let w = links();
    if !greeting.has_files {
        return Html::default();
    }
    let is_one = greeting.files.len() == 1;
    let other = if is_one { w.other } else { w.other_of };
    let on_anyway = greeting.on_anyway.clone();
    let here = greeting.files.iter().filter(|file| file.is_here);
    let of_name = |text: &str, file: &str| around(text, "{0}", name(file));
    html! {
        <div class="sent">
            if greeting.files.len() > NAMED {
                <p data-testid="sent-here">
                    { fill(w.here_of, &[&here.count().to_string(), &greeting.files.len().to_string()]) }
                </p>
            } else {
                for file in here {
                    <p data-testid="sent-here">
                        { of_name(w.here, if file.name.is_empty() { &file.hash } else { &file.name }) }
                    </p>
                }
            }
            for file in greeting.others.iter().take(NAMED) {
                <p data-testid="sent-other">{ of_name(other, file) }</p>
            }
            <p>
                { w.drop_right }
                { " " }
                <button
                    type="button"
                    class="button"
                    data-testid="look-anyway"
                    onclick={move |_| on_anyway.emit(())}
                >
                    { w.anyway }
                </button>
            </p>
        </div>
    }
}

/// A text with something in its place.
fn around(text: &str, place: &str, what: Html) -> Html {
    let (before, after) = text.split_once(place).unwrap_or((text, ""));
    html! { <>{ before.to_owned() }{ what }{ after.to_owned() }</> }
}

/// A file's name: whichever way it is written, what follows is not turned around.
fn name(name: &str) -> Html {
    html! { <code><bdi>{ short(name) }</bdi></code> }
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The first digits of a hash; nothing else that a link may have there.
fn start(hash: &str) -> String {
    let digits: String = hash.chars().take_while(char::is_ascii_hexdigit).take(DIGITS).collect();
    digits + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_of_a_hash_are_shown() {
        assert_eq!(start("87f86b8b9e2b"), "87f86b8b…");
        assert_eq!(start("<script>"), "…");
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(short(&"名".repeat(81)), "名".repeat(80) + "…");
        assert_eq!(short("cpu.pb.gz"), "cpu.pb.gz");
    }
}
