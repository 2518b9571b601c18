//! A function between its callers and its callees, and source lines, of both sides.

use super::CompareProps;
use super::amounts::Columns;
use super::rows::{figures, head};
use crate::view::lines::{self, More};
use crate::view::source::{Files, colored};
use crate::view::{NameList, Tab, shown};
use crate::words::{comparing, fill, lists};
use hearth_messages::{ComparePeek, CompareSource};
use yew::prelude::*;

/// Number of callers or callees that are listed at first, and with each further step.
const STEP: usize = 100;

/// A function of both sides, out of JavaScript's memory.
pub struct Peek {
    name: String,
    /// Flat and cum.
    own: Columns,
    /// Callers and callees.
    ends: [(NameList, Columns); 2],
}

impl From<&ComparePeek> for Peek {
    fn from(data: &ComparePeek) -> Self {
        Self {
            name: data.name.clone(),
            own: Columns::from(&data.own),
            ends: [
                (NameList::from(&data.caller_names), Columns::from(&data.callers)),
                (NameList::from(&data.callee_names), Columns::from(&data.callees)),
            ],
        }
    }
}

/// One function in one file.
pub struct Part {
    function: String,
    pub path: String,
    own: Columns,
    lines: Vec<u32>,
    /// Depth of inlining of each into its line: 0 is the line itself.
    depths: Vec<u32>,
    /// Functions that were inlined.
    names: NameList,
    /// Flat and cum.
    columns: [Columns; 2],
}

impl From<&CompareSource> for Part {
    fn from(data: &CompareSource) -> Self {
        Self {
            function: data.function.clone(),
            path: data.path.clone(),
            own: Columns::from(&data.own),
            lines: data.lines.to_vec(),
            depths: data.depths.to_vec(),
            names: NameList::from(&data.names),
            columns: [Columns::from(&data.flat), Columns::from(&data.cum)],
        }
    }
}

/// The function between its callers and its callees. A click walks to one of them.
pub fn peek(props: &CompareProps, data: &Peek, more: &More) -> Html {
    if data.name.is_empty() {
        return nothing(props);
    }
    let amounts = &props.data.amounts;
    let side = |number: usize| {
        let (names, columns) = &data.ends[number];
        let largest = columns.largest();
        let listed = names.len().min(STEP * (1 + more.steps(number)));
        let title = fill(lists().sides[number], &[&names.len().to_string()]);
        html! {
            <section data-side={number.to_string()}>
                <h3>{ &title }</h3>
                <div role="grid" aria-label={title.clone()}>
                    { head(lists().function) }
                    <div role="rowgroup">
                        for row in 0..listed {
                            <div
                                role="row"
                                class="row"
                                tabindex={if row == 0 { "0" } else { "-1" }}
                                data-line=""
                                data-name={names.get(row).to_owned()}
                                data-testid="row"
                                data-verdict={columns.verdict[row].to_string()}
                            >
                                { figures(amounts, columns, row, largest) }
                                {" "}
                                { lines::name_cell(names.get(row), "") }
                            </div>
                        }
                        { lines::more_line(number, names.len() - listed) }
                    </div>
                </div>
            </section>
        }
    };
    html! {
        <>
            { side(0) }
            <section class="subject" aria-label={shown(&data.name)} data-testid="peek-subject">
                <h2>{ shown(&data.name) }</h2>
                <dl>
                    for (at, name) in ["flat", "cum"].into_iter().enumerate() {
                        <>
                            <dt>{ name }</dt>
                            <dd title={amounts.interval(&data.own, at)}>{ amounts.said(&data.own, at) }</dd>
                        </>
                    }
                </dl>
            </section>
            { side(1) }
        </>
    }
}

/// Source lines with both sides' figures, and the source where the user gave it.
pub fn source(props: &CompareProps, parts: &[Part], files: &Files) -> Html {
    if parts.is_empty() {
        return nothing(props);
    }
    let amounts = &props.data.amounts;
    let part = |part: &Part| {
        let columns = &part.columns[props.figure().min(1)];
        let largest = columns.largest();
        let text = files.text(&part.path);
        let line = |row: usize| {
            let (number, depth) = (part.lines[row], part.depths[row] as usize);
            let content = if depth > 0 {
                let name =
                    ["  ".repeat(depth.min(40)).as_str(), &*shown(part.names.get(row))].concat();
                html! { <i class="dim">{ name }</i> }
            } else {
                let code = text.map(|text| colored(text, number)).unwrap_or_default();
                html! {
                    <><span class="dim">{ number }</span>{ " " }<code class="code">{ for code }</code></>
                }
            };
            html! {
                <div
                    role="row"
                    class="row"
                    tabindex={if row == 0 { "0" } else { "-1" }}
                    data-line=""
                    data-testid="row"
                    data-verdict={columns.verdict[row].to_string()}
                >
                    { figures(amounts, columns, row, largest) }
                    {" "}
                    <span role="gridcell" class="name start">{ content }</span>
                </div>
            }
        };
        html! {
            <section data-testid="source-part">
                <h3>{ shown(&part.function) }{ " " }<span class="dim">{ shown(&part.path) }</span></h3>
                <p class="own">{ amounts.said(&part.own, props.figure().min(1)) }</p>
                <div role="grid" aria-label={shown(&part.function)}>
                    { head(comparing().line) }
                    <div role="rowgroup">
                        for row in 0..part.lines.len() { { line(row) } }
                    </div>
                </div>
            </section>
        }
    };
    html! { for one in parts { { part(one) } } }
}

/// Message without a function.
fn nothing(props: &CompareProps) -> Html {
    let w = lists();
    let (kind, title, text) = match &*props.selected {
        "" => {
            ("no-selection", w.no_selection.to_owned(), lines::how_to_select(&[Tab::Compare.key()]))
        }
        name => ("not-there", fill(w.not_there, &[&shown(name)]), w.why_not_there.to_owned()),
    };
    html! {
        <div class="message" data-testid="message" data-kind={kind}>
            <h2>{ title }</h2>
            <p>{ text }</p>
        </div>
    }
}
