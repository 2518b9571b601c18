//! One row: its figures, and what is beside them.

use super::lexer::Class;
use super::rows::{Part, Row};
use super::text::Text;
use super::{Source, SourceMsg, SourceProps};
use crate::format;
use crate::view::lines::bar;
use crate::view::shown as visible;
use crate::words::{fill, source};
use hearth_core::measure;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Texts of a row.
struct Shown {
    class: &'static str,
    number: u32,
    /// flat, cum, and what the bar is a share of.
    figures: Option<(i64, i64, i64)>,
    content: Html,
    expanded: Option<bool>,
}

pub fn row(view: &Source, ctx: &Context<Source>, place: usize) -> Html {
    let listing = &view.listing;
    let shown = shown(view, ctx, place);
    let value = |v: i64| match v {
        0 => AttrValue::from("."),
        v => measure::scaled_label(v, &listing.unit, &listing.output_unit).into(),
    };
    let (flat, cum, share, bar) = match shown.figures {
        Some((flat, cum, whole)) => {
            (value(flat), value(cum), format::share(cum, listing.total), bar(cum, whole))
        }
        None => Default::default(),
    };
    let selected = view.cursor == Some(place);
    html! {
        <div
            role="row"
            class={classes!("row", shown.class, selected.then_some("selected"))}
            id={format!("line-{place}")}
            key={place}
            data-testid="row"
            data-index={place.to_string()}
            data-line={(shown.number > 0).then(|| shown.number.to_string())}
            aria-rowindex={(place + 2).to_string()}
            aria-selected={selected.to_string()}
            aria-expanded={shown.expanded.map(|open| open.to_string())}
        >
            <span role="presentation" class="figures">
                <span role="gridcell" class="number">
                    if shown.number > 0 { { shown.number } }
                </span>
                <span role="gridcell" class="number">{ flat }</span>
                <span role="gridcell" class="number cum">{ bar }<span class="figure">{ cum }</span></span>
                <span role="gridcell" class="number share">{ share }</span>
            </span>
            <span role="gridcell" class="code">{ shown.content }</span>
        </div>
    }
}

fn shown(view: &Source, ctx: &Context<Source>, place: usize) -> Shown {
    let props = ctx.props();
    let parts = &view.listing.parts;
    let mut shown =
        Shown { class: "", number: 0, figures: None, content: Html::default(), expanded: None };
    match view.rows[place] {
        Row::Head(part) => {
            let Part { function, flat, cum, .. } = &parts[part];
            shown.class = "function";
            shown.figures = Some((*flat, *cum, 0));
            let share = |v| format::share(v, view.listing.total);
            let shares = fill(source().of_total, &[&share(*flat), &share(*cum)]);
            shown.content = html! {
                <><b>{ visible(function) }</b><span class="dim">{ shares }</span></>
            };
        }
        Row::File(part) => {
            shown.class = "path";
            shown.content = file(props, &parts[part]);
        }
        Row::Line { part, number, at, text } => {
            shown.class = if at.is_some() { "hot" } else { "dim" };
            shown.number = number;
            let part_here = &parts[part];
            let mut content = Vec::new();
            if let Some(line) = at.map(|at| &part_here.lines[at]) {
                shown.figures = Some((line.flat, line.cum, part_here.cum));
                if !line.inlined.is_empty() {
                    let open = !view.folded.contains(&(part, at.unwrap_or_default()));
                    shown.expanded = Some(open);
                    let count = line.inlined.len().to_string();
                    let title = fill(source().inlined, &[&count]);
                    let on_fold = ctx.link().callback(move |_| SourceMsg::Fold(place));
                    content.push(html! {
                        <button type="button" class="fold" tabindex="-1" aria-label={title.clone()} {title} onclick={on_fold}>
                            { if open { "▾" } else { "▸" } }
                        </button>
                    });
                }
            }
            match props.files.text(&part_here.path) {
                Some(source) if text => content.extend(colored(source, number)),
                Some(_) => content.push(html! { <i>{ visible(&part_here.function) }</i> }),
                None => {}
            }
            shown.content = content.into_iter().collect();
        }
        Row::Inlined { part, at } => {
            let inlined = &parts[part].inlined[at];
            shown.class = "inlined";
            shown.figures = Some((inlined.flat, inlined.cum, parts[part].cum));
            let indent = "  ".repeat(inlined.depth.min(40) as usize);
            shown.content = html! { <>{ indent }{ visible(&inlined.name) }</> };
        }
    }
    shown
}

/// A line of a file in its colors.
pub fn colored(source: &Text, number: u32) -> Vec<Html> {
    let mut line = Vec::new();
    source.pieces(number, &mut |class, piece| {
        let piece = Html::from(piece);
        let class = match class {
            Class::Plain => return line.push(piece),
            Class::Comment => "c",
            Class::Text => "s",
            Class::Number => "n",
            Class::Keyword => "k",
            Class::Call => "f",
        };
        line.push(html! { <span {class}>{ piece }</span> });
    });
    line
}

/// A file's path, and which of the user's files it was found to be.
fn file(props: &SourceProps, part: &Part) -> Html {
    let words = source();
    if part.path.is_empty() {
        return html! { words.no_file };
    }
    let found = match props.files.text(&part.path) {
        Some(text) => {
            let last = part.lines.last().map_or(0, |l| l.number);
            let name = match &*text.candidates {
                [one] => html! { <span>{ ["← ", one].concat() }</span> },
                several => {
                    let (path, on_choose) = (part.path.clone(), props.events.on_choose.clone());
                    let on_change = move |event: Event| {
                        let select: HtmlSelectElement = event.target_unchecked_into();
                        on_choose.emit((path.clone(), select.value()));
                    };
                    html! {
                        <label>
                            { fill(words.which, &[&several.len().to_string()]) }
                            <select data-testid="source-choice" onchange={on_change}>
                                for (i, name) in several.iter().enumerate() {
                                    <option value={name.clone()} key={&**name} selected={i == 0}>{ name }</option>
                                }
                            </select>
                        </label>
                    }
                }
            };
            html! { <>{ name }if last > text.len() { <em>{ words.too_short }</em> }</> }
        }
        None if props.files.count == 0 => html! { <em>{ words.not_given }</em> },
        // It may be being read.
        None if !props.files.texts.contains_key(&part.path) => Html::default(),
        None => html! { <em>{ words.not_found }</em> },
    };
    html! { <><span class="name">{ visible(&part.path) }</span>{ found }</> }
}
