//! Filters and keys, as the app sees them: what they change in the link, and what they
//! leave of the whole.

use super::state::State;
use super::{App, Msg, deferred};
use crate::clipboard::{self, What};
use crate::filters::{self, Bar, Chip, Choice, Kind};
use crate::sample_type::word_for;
use crate::shortcuts;
use crate::view::Tab;
use hearth_core::query::Query;
use hearth_messages::{
    Error, FileId, FileQuestion, Message, NameKind, Question, Request, TotalData,
};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Totals of queries: the file, the query's filters, and the sum of the magnitudes.
pub type Sums = Vec<(FileId, String, i64)>;

/// Number of sums that are kept.
const KEPT: usize = 32;

/// Part of a query that decides how much is left: the sample type and the filters that drop samples.
fn deciding(query: &Query) -> Query {
    let mut from = query.clone();
    let mut only = Query { sample_index: query.sample_index.clone(), ..Query::default() };
    for kind in Kind::ALL {
        if !matches!(kind, Kind::TagShow | Kind::TagHide) {
            kind.field(&mut only).clone_from(kind.field(&mut from));
        }
    }
    only.and_focus = from.and_focus;
    only.and_tagfocus = from.and_tagfocus;
    only
}

/// The same without any filter.
fn whole(query: &Query) -> Query {
    Query { sample_index: query.sample_index.clone(), ..Query::default() }
}

impl State {
    fn sum(&self, file: FileId, query: &Query) -> Option<i64> {
        let query = query.to_url();
        self.sums.iter().find(|s| s.0 == file && s.1 == query).map(|s| s.2)
    }

    /// Keeps what an answer says of sums: its total, and what its rows add up to where they
    /// are everything that is left. The total is that of the whole, or of what is left where
    /// percentages are of that. Averages add up to nothing.
    pub(super) fn note_sums(&mut self, question: &Question, total: i64, own: Option<i64>) {
        let Some(file) = question.file().or(self.active) else { return };
        let query = Query::from_url(question.query()).unwrap_or_default();
        if query.mean {
            return;
        }
        let deciding = deciding(&query);
        let of = if query.relative_percentages { &deciding } else { &whole(&query) };
        let known = [(of, Some(total)), (&deciding, own.filter(|_| !query.relative_percentages))];
        for (query, sum) in known {
            if let (Some(sum), None) = (sum, self.sum(file, query)) {
                self.sums.push((file, query.to_url(), sum));
            }
        }
        let surplus = self.sums.len().saturating_sub(KEPT);
        self.sums.drain(..surplus);
    }

    /// The file that is shown, and the query of its sums; none where values are averages.
    fn asked_of(&self) -> Option<(FileId, Query)> {
        let question = self.question(Tab::Top)?;
        let query = Query::from_url(question.query()).ok().filter(|q| !q.mean)?;
        Some((question.file()?, query))
    }

    /// Total that the filters leave, and the total without them.
    pub(super) fn left(&self) -> Option<(i64, i64)> {
        let (file, query) = self.asked_of()?;
        let (deciding, whole) = (deciding(&query), whole(&query));
        Some((self.sum(file, &deciding)?, self.sum(file, &whole)?))
    }

    /// The question for the total that is still needed to say what is left, once the view's own
    /// question is answered.
    fn missing_sum(&self, tab: Tab) -> Option<Question> {
        self.view().filter(|view| view.has_sums())?;
        let (file, query) = self.asked_of()?;
        let (deciding, whole) = (deciding(&query), whole(&query));
        if deciding == whole {
            return None;
        }
        let adds_up = tab == Tab::Top || (tab == Tab::Flame && self.link.pivot.is_empty());
        let about = tab == Tab::About;
        let asked = match query.relative_percentages && !about {
            true => whole,
            false if adds_up || self.sum(file, &deciding).is_some() => return None,
            false => Query { relative_percentages: true, ..deciding },
        };
        let is_known = !asked.relative_percentages && self.sum(file, &asked).is_some();
        let query = asked.to_url();
        (!is_known).then_some(Question::Total(FileQuestion { file, query }))
    }
}

impl App {
    /// Asks for the total that the view's own answer does not have.
    pub(super) fn ask_sum(&mut self) {
        if deferred().is_none() {
            return;
        }
        let Some(question) = self.state.missing_sum(self.state.link.tab) else { return };
        if self.asked.total.as_ref() != Some(&question) {
            self.engine.ask(self.state.active.unwrap_or_default(), question.clone());
            self.asked.total = Some(question);
        }
    }

    /// Takes a total that was asked for.
    pub(super) fn take_total(&mut self, data: &JsValue) -> Result<(), Error> {
        let TotalData { total } = Message::read(data)?;
        if let Some(question) = &self.asked.total {
            self.state.note_sums(question, total, None);
        }
        Ok(())
    }

    /// Asks for names.
    pub(super) fn complete(&self, request: u32, kind: NameKind, text: String) {
        if let Some(file) = self.state.active.filter(|_| deferred().is_some()) {
            self.engine.post(&Request::Complete { file, request, kind, text });
        }
    }

    /// Asks for the presets of the file that is shown, once.
    pub(super) fn ask_presets(&mut self) {
        let active = self.state.active.filter(|_| deferred().is_some());
        if active.is_some() && self.state.shown().is_some() && self.presets_of != active {
            self.presets_of = active;
            active.iter().for_each(|&file| self.complete(file, NameKind::Presets, String::new()));
        }
    }

    /// The expressions of the presets of the file that is shown; none before they are known.
    fn expressions(&self) -> Rc<Vec<String>> {
        let (of, expressions) = &self.state.completions[NameKind::Presets as usize];
        let is_known = self.state.active == Some(*of);
        Rc::new(if is_known { expressions.clone() } else { Vec::new() })
    }

    /// Puts filters into the link.
    pub(super) fn filter(&mut self, query: Query, off: filters::Off) {
        let link = &mut self.state.link;
        // The graph is another one.
        if deciding(&query) != deciding(&link.query) {
            link.zoom = None;
        }
        link.query = query;
        link.off = off;
        self.save(true);
    }

    /// Adds a chip.
    pub(super) fn add_filter(&mut self, chip: Chip) {
        let (mut query, mut off) = (self.state.link.query.clone(), self.state.link.off.clone());
        let mut chips = filters::read(&query, &off);
        filters::add(&mut chips, chip);
        filters::write(&chips, &mut query, &mut off);
        self.filter(query, off);
    }

    /// The chip of a node.
    fn chip_of(&self, kind: Kind, name: &str) -> Chip {
        Chip::of_function(kind, filters::function_of(name, self.state.link.query.granularity))
    }

    /// Does what was chosen in the menu.
    pub(super) fn choose(&mut self, name: String, choice: Choice) {
        self.state.menu = None;
        let link = &mut self.state.link;
        match choice {
            Choice::Filter(kind) => return self.add_filter(self.chip_of(kind, &name)),
            Choice::Go(tab) => (link.tab, link.selected) = (tab, name),
            Choice::Pivot => (link.tab, link.pivot, link.zoom) = (Tab::Flame, name, None),
            Choice::Copy => {
                clipboard::copy(name, What::Text);
                return;
            }
            Choice::Close => return,
        }
        self.save(true);
    }

    /// A key that is about the selection or all filters; says whether it meant something.
    pub(super) fn press(&mut self, key: &str) -> bool {
        let Some((_, summary)) = self.state.shown() else { return false };
        let (types, now) = (summary.sample_types.len(), self.state.sample_type());
        let selected = self.state.link.selected.clone();
        match key {
            shortcuts::NEXT_TYPE | shortcuts::PREVIOUS_TYPE if types > 1 => {
                let step = if key == shortcuts::NEXT_TYPE { 1 } else { types - 1 };
                let word = word_for(summary, (now + step) % types);
                self.state.link.query.sample_index = word;
                self.state.link.zoom = None;
                self.save(true);
            }
            shortcuts::CLEAR => {
                let (mut query, mut off) =
                    (self.state.link.query.clone(), self.state.link.off.clone());
                filters::write(&[], &mut query, &mut off);
                self.filter(query, off);
            }
            shortcuts::EARLIER | shortcuts::LATER | shortcuts::BASE | shortcuts::SWAP
                if deferred().is_some() =>
            {
                deferred().into_iter().for_each(|deferred| deferred.step_moment(self, key));
            }
            shortcuts::PEEK => self.choose(selected, Choice::Go(Tab::Peek)),
            shortcuts::SOURCE => self.choose(selected, Choice::Go(Tab::Source)),
            _ => {
                let mut kinds = Kind::of_functions().iter();
                let Some(&kind) = kinds.find(|k| k.short() == key) else { return false };
                if selected.is_empty() {
                    super::keyboard::type_filter(kind.name());
                    return false;
                }
                self.add_filter(self.chip_of(kind, &selected));
            }
        }
        true
    }

    /// The bar of filters, and the menu of a function.
    pub(super) fn filter_bar(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        let Some((_, summary)) = state.shown().filter(|(_, s)| s.samples > 0) else {
            return Html::default();
        };
        let unit = summary.sample_types.get(state.sample_type()).map_or("", |t| &t.unit);
        html! {
            <Bar
                query={state.link.query.clone()}
                off={state.link.off.clone()}
                summary={summary.clone()}
                unit={unit.to_owned()}
                left={state.left()}
                completions={state.completions.clone()}
                expressions={self.expressions()}
                has_deferred={deferred().is_some()}
                on_query={link.callback(|filters| Msg::Filters(Box::new(filters)))}
                on_complete={link.callback(Msg::Complete)}
            />
        }
    }

    /// A filter may have taken samples away.
    pub(super) fn is_filtered(&self) -> bool {
        let query = &self.state.link.query;
        deciding(query) != whole(query)
    }

    /// Buttons that take away what stands in the way of showing something.
    pub(super) fn way_out(&self, ctx: &Context<Self>, why: &str) -> Html {
        let state = &self.state.link;
        let Some(deferred) = filters::DEFERRED.get() else { return Html::default() };
        let on_query = ctx.link().callback(|filters| Msg::Filters(Box::new(filters)));
        deferred.way_out(&state.query, &state.off, why, &on_query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_filters_that_drop_samples_decide() {
        let url = "si=cpu&g=lines&noinlines=t&f=a&h.and_f=c&h=b&ts=x&h.tagroot=y&rel=t&sort=cum";
        let query = Query::from_url(url).unwrap();
        assert_eq!(deciding(&query), Query::from_url("si=cpu&f=a&h.and_f=c&h=b").unwrap());
        assert_eq!(whole(&query).to_url(), "si=cpu");
    }
}
