//! One group at length: its line, its stack, and who of it is there since when.

use super::GoroutinesProps;
use crate::format;
use crate::view::shown;
use crate::view::snapshots::excerpt;
use crate::words::fill;
use crate::words::snapshots::words;
use hearth_messages::GroupData;
use yew::prelude::*;

pub fn group(props: &GoroutinesProps, open: &GroupData, place: usize) -> Html {
    let (groups, w) = (&props.data, words());
    let data = &groups.data;
    let number = |n: u32| format::count(f64::from(n));
    let (file, line) = groups.place(place).rsplit_once(':').unwrap_or_default();
    let line = line.parse::<u32>().unwrap_or_default();
    let here = data.here as usize;
    let stays = open.stays.iter().map(|(dump, count, ids)| {
        let since = match *dump as usize == here {
            true => w.new_here.to_owned(),
            false => fill(w.since_dump, &[&groups.age(*dump)]),
        };
        [&*number(*count), " ", &*since, ": ", ids].concat()
    });
    // Who of these is in later dumps.
    let left = open.there.iter().enumerate().skip(here + 1).map(|(dump, &count)| {
        let dump = (dump + 1).to_string();
        fill(w.left_in, &[&number(count), &dump, &open.there.len().to_string()])
    });
    let over_time: Vec<String> = stays.chain(left).collect();
    html! {
        <section class="group" data-testid="group" aria-label={shown(groups.function(place))}>
            <p class="place">{ shown(groups.place(place)) }</p>
            { excerpt(&props.sources, file, f64::from(line)) }
            if !groups.labels(place).is_empty() {
                <p>{ [w.labels, ": ", &*shown(groups.labels(place))].concat() }</p>
            }
            if !over_time.is_empty() {
                <h3>{ w.over_time }</h3>
                <pre data-testid="stays">{ over_time.join("\n") }</pre>
            } else if !open.ids.is_empty() {
                <p>{ [w.ids, ": ", &*open.ids].concat() }</p>
            }
            <pre class="stack" data-testid="stack">{ &open.stack }</pre>
        </section>
    }
}
