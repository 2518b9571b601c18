//! Link to what is shown, as the URL's fragment: `view=top&si=alloc_space&sort=cum`.
//!
//! The parameters are `go tool pprof`'s own, with `view=` before them; what
//! pprof has no word for is called `h.NAME`. A link must mean the same for
//! everyone, so nothing of the open files is in it.

use crate::params::{self, Looks};
use crate::view::Tab;
use hearth_core::measure;
use hearth_core::query::{OPTIONS, Query, QueryError, is_own, url};

/// Everything about the shown view that Back undoes and a link carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The view.
    pub tab: Tab,
    /// The question that it answers.
    pub query: Query,
    /// The part of the flame graph that fills the screen; `None`: all of it.
    pub zoom: Option<(f64, f64)>,
    /// The name of the selected function; empty: none.
    pub selected: String,
    /// The function that the flame graph is turned around; empty: none.
    pub pivot: String,
    /// Search in the flame graph and the traces.
    pub search: String,
    /// Frames that repeat in a row are one.
    pub collapse: bool,
    /// Look that differs from the default: the options of the views.
    pub looks: Looks,
    /// The SHA-256 of the file that a link was made for, until it was compared.
    pub sha256: String,
    /// Chips that are switched off: a parameter of the query and its value.
    pub off: Vec<(String, String)>,
}

impl Link {
    /// The fragment, without `#`.
    pub fn to_fragment(&self) -> String {
        let mut fragment = String::new();
        url::push_param(&mut fragment, "view", self.tab.name());
        let query = self.query.to_url();
        if !query.is_empty() {
            fragment.push('&');
            fragment.push_str(&query);
        }
        if let Some(zoom) = self.zoom {
            url::push_param(&mut fragment, params::ZOOM, &zoom_word(zoom));
        }
        if !self.selected.is_empty() {
            url::push_param(&mut fragment, params::SELECT, &self.selected);
        }
        for (name, value) in [
            (params::PIVOT, &self.pivot),
            (params::SEARCH, &self.search),
            (params::SHA256, &self.sha256),
        ] {
            if !value.is_empty() {
                url::push_param(&mut fragment, name, value);
            }
        }
        if self.collapse {
            url::push_param(&mut fragment, params::COLLAPSE, "t");
        }
        for (name, value) in self.looks.iter() {
            url::push_param(&mut fragment, name, value);
        }
        for (param, value) in &self.off {
            url::push_param(&mut fragment, params::OFF, &format!("{param}:{value}"));
        }
        fragment
    }

    /// Sets one parameter by its name in the fragment. A value that it does not take
    /// changes nothing.
    pub fn set(&mut self, name: &str, value: String) {
        if let Some(option) = OPTIONS.iter().find(|o| o.param == name) {
            let _ = option.set(&mut self.query, &value);
            return;
        }
        match name {
            "view" => self.tab = Tab::from_name(&value).unwrap_or_default(),
            params::SEARCH => self.search = value,
            _ => self.looks.set(name, &value),
        }
    }

    /// Reads a fragment, and says what could not be read; the rest counts.
    pub fn from_fragment(fragment: &str) -> (Self, Option<QueryError>) {
        let fragment = fragment.trim_start_matches('#');
        let (mut readable, mut problem) = (String::new(), None);
        for (name, value) in url::params(fragment) {
            let mut all = readable.clone();
            url::push_param(&mut all, &name, &value);
            match Query::from_url(&all) {
                Ok(_) => readable = all,
                Err(error) => problem = Some(error),
            }
        }
        let query = Query::from_url(&readable).unwrap_or_default();
        let mut link = Self { query, ..Self::default() };
        for (name, value) in url::params(fragment) {
            match &*name {
                "view" => link.tab = Tab::from_name(&value).unwrap_or_default(),
                params::ZOOM => link.zoom = parse_zoom(&value),
                params::SELECT => link.selected = value,
                params::PIVOT => link.pivot = value,
                params::SEARCH => link.search = value,
                params::SHA256 => link.sha256 = value,
                params::COLLAPSE => link.collapse = value == "t",
                // The query's default; but some kinds have another order of their own.
                "sort" if value == "flat" => link.looks.set(params::SORT, &value),
                params::OFF => {
                    link.off.extend(value.split_once(':').map(|(p, v)| (p.into(), v.into())));
                }
                // The query has its own.
                name if OPTIONS.iter().any(|option| option.param == name) => {}
                name if is_own(name) => link.looks.set(name, &value),
                _ => {}
            }
        }
        (link, problem)
    }
}

/// A part of a graph as links have it.
pub fn zoom_word((from, to): (f64, f64)) -> String {
    // Values are whole; parts of one matter only where few are shown.
    let parts = if to - from > 1e4 { 1.0 } else { 1e6 };
    let round = |at: f64| (at * parts).round() / parts;
    let text = |at: f64| {
        let text = measure::fixed(round(at), 6);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    [text(from), text(to)].join(",")
}

/// Reads what [`zoom_word`] writes.
pub fn parse_zoom(text: &str) -> Option<(f64, f64)> {
    let (from, to) = text.split_once(',')?;
    let (from, to) = (measure::parse(from)?, measure::parse(to)?);
    (from.is_finite() && to.is_finite() && from >= 0.0 && from < to).then_some((from, to))
}

#[cfg(test)]
mod golden;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut looks = Looks::default();
        looks.set(params::SORT, "name");
        let link = Link {
            tab: Tab::Top,
            query: Query { sample_index: "alloc_space".to_owned(), ..Query::default() },
            zoom: Some((2.0, 1e6)),
            selected: "main.(*T[go.shape.int]).Do & more".to_owned(),
            pivot: "main.main".to_owned(),
            search: "/a|b/".to_owned(),
            collapse: true,
            looks,
            sha256: "00ff".to_owned(),
            off: vec![("f".to_owned(), "a:b".to_owned())],
        };
        let fragment = link.to_fragment();
        assert!(fragment.starts_with("view=top&si=alloc_space&h.zoom=2,1000000&"));
        assert_eq!(Link::from_fragment(&format!("#{fragment}")), (link, None));
    }

    #[test]
    fn parameters_are_set_by_their_names() {
        let mut link = Link::default();
        for (name, value) in [("view", "tags"), ("tf", "a=b"), ("g", "x"), ("h.rows", "net")] {
            link.set(name, value.to_owned());
        }
        assert_eq!(link.to_fragment(), "view=tags&tf=a%3Db&h.rows=net");
    }

    #[test]
    fn an_empty_fragment_is_the_default() {
        assert_eq!(Link::from_fragment(""), (Link::default(), None));
        assert_eq!(Link::default().to_fragment(), "view=flame");
    }

    #[test]
    fn nonsense_is_named_and_the_rest_counts() {
        let (link, problem) = Link::from_fragment("#view=top&g=words&si=cpu&h.zoom=3,1");
        let query = Query { sample_index: "cpu".to_owned(), ..Query::default() };
        assert_eq!(link, Link { tab: Tab::Top, query, ..Link::default() });
        assert!(problem.is_some_and(|p| p.to_string().contains("words")));
    }
}
