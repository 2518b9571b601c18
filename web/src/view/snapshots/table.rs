//! All that moves, ranked.

use super::super::lines;
use super::{SnapshotsProps, growth, sparkline, value};
use crate::words::snapshots::word;
use crate::words::words;
use yew::prelude::*;

pub fn table(props: &SnapshotsProps, filter: &UseStateHandle<String>) -> Html {
    let (data, w) = (&props.data, &words().snapshots);
    let wanted = filter.to_ascii_lowercase();
    let rows = data.suspects.iter().filter(|s| {
        [&s.function, &s.file, &s.verdict].iter().any(|t| t.to_ascii_lowercase().contains(&wanted))
    });
    let on_input = {
        let filter = filter.clone();
        move |text| filter.set(text)
    };
    let on_go = props.actions.on_select.clone();
    let onclick = move |event: MouseEvent| {
        if let Some(name) = lines::name_at(&event) {
            on_go.emit(name);
        }
    };
    let [verdict, over_time, last, slope, right, function] = w.columns;
    html! {
        <section class="moving">
            <div class="tools">
                <h3>{ w.suspects }</h3>
                { lines::search_field(filter, w.filter, false, on_input) }
            </div>
            <div
                role="grid"
                aria-label={w.suspects}
                {onclick}
                oncontextmenu={lines::on_menu(&props.actions)}
            >
                { lines::head(&[
                    ("verdict", verdict),
                    ("over", over_time),
                    ("number", last),
                    ("number", slope),
                    ("number share", right),
                    ("name", function),
                ]) }
                <div role="rowgroup">
                    for (i, s) in rows.enumerate() {
                        <div
                            role="row"
                            class={classes!("row", s.verdict.clone())}
                            tabindex={if i == 0 { "0" } else { "-1" }}
                            data-line=""
                            data-name={s.function.clone()}
                            data-verdict={s.verdict.clone()}
                            data-testid="row"
                        >
                            <span role="gridcell" class="verdict">
                                { word(&w.verdicts, &s.verdict).to_owned() }
                            </span>
                            <span role="gridcell" class="over">{ sparkline("spark", &s.values, None) }</span>
                            { lines::cell("number", value(data, s, s.values.last().copied().unwrap_or_default())) }
                            {" "}
                            { lines::cell("number", growth(data, s)) }
                            {" "}
                            { lines::cell(
                                "number share",
                                [&*(s.confidence * 100.0).round().to_string(), "%"].concat(),
                            ) }
                            {" "}
                            { lines::name_cell(&s.function, "") }
                        </div>
                    }
                </div>
            </div>
        </section>
    }
}
