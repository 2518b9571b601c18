//! Questions of the views that come with the deferred chunk, as the link says them.

use super::link::Link;
use super::state::State;
use crate::view::Tab;
use crate::view::compare::{self, Role, parse_mode};
use crate::view::traces::STACKS;
use hearth_core::measure;
use hearth_messages::{
    Arrangement, CompareQuestion, CompareView, ExpandedNode, FileId, FileQuestion, FlameShape,
    FunctionQuestion, GoroutineFilter, GoroutinesQuestion, GraphQuestion, GraphShape, Question,
    Sides, SnapshotsQuestion, TracesQuestion,
};

/// What a view asks of the file that is shown.
pub fn question(state: &State, tab: Tab, file: FileId, query: String) -> Option<Question> {
    let link = &state.link;
    let function = link.selected.clone();
    Some(match tab {
        Tab::Flame | Tab::Top => return None,
        Tab::Graph => Question::Graph(GraphQuestion {
            file,
            query,
            shape: graph_shape(link),
            search: link.search.clone(),
        }),
        Tab::Peek => Question::Peek(FunctionQuestion { file, query, function }),
        Tab::Source => Question::Source(FunctionQuestion { file, query, function }),
        Tab::Traces => {
            let (first, count) = state.traces_shown;
            let (search, count) = (link.search.clone(), count.max(STACKS));
            Question::Traces(TracesQuestion { file, query, search, first, count })
        }
        Tab::Tags => Question::Tags(FileQuestion { file, query }),
        Tab::About => Question::About(FileQuestion { file, query }),
        Tab::Compare => Question::Compare(Box::new(comparison(state, query))),
        // Filters are of samples; here they would only make groups smaller.
        Tab::Goroutines => Question::Goroutines(GoroutinesQuestion {
            file,
            files: state.read_files(),
            arrangement: arrangement(link),
            search: link.search.clone(),
            filter: GoroutineFilter {
                blocked: link.look("h.blocked").to_owned(),
                min_minutes: link.look("h.wait").parse().unwrap_or(0),
                max_minutes: link.look("h.waitmax").parse().ok(),
                function: link.look("h.function").to_owned(),
                label: link.look("h.label").to_owned(),
            },
            open: measure::parse(link.look("h.open")),
        }),
        Tab::Snapshots => return snapshots(state),
    })
}

/// The question about all files together; `None` while some are still read.
pub fn snapshots(state: &State) -> Option<Question> {
    if state.files.is_empty() || state.files.iter().any(|f| f.summary().is_none()) {
        return None;
    }
    let link = &state.link;
    let level = link.look("h.level");
    Some(Question::Snapshots(SnapshotsQuestion {
        files: state.read_files(),
        arrangement: arrangement(link),
        level: (!level.is_empty()).then(|| level.to_owned()),
        series: link.look("h.series").parse().ok(),
    }))
}

fn comparison(state: &State, query: String) -> CompareQuestion {
    let (files, link) = (state.candidates(), &state.link);
    let flame = || FlameShape {
        pivot: link.pivot.clone(),
        search: link.search.clone(),
        collapse: link.collapse,
    };
    let function = link.selected.clone();
    CompareQuestion {
        query,
        sides: Sides {
            old: compare::ids(&files, Role::Base),
            new: compare::ids(&files, Role::Current),
            normalize: link.query.normalize,
            strict: !link.look("h.strict").is_empty(),
            renames: compare::parse_renames(link.look("h.rename")),
        },
        mode: parse_mode(link.look("h.mode")),
        boxes: link.look("h.boxes").to_owned(),
        view: match link.look("h.show") {
            "flame" => {
                let is_sum = link.look("h.width") == "sum";
                CompareView::Flame { shape: flame(), is_sum, window: None }
            }
            "both" => CompareView::Both { shape: flame(), window: None, beside: None },
            "graph" => CompareView::Graph { shape: graph_shape(link), search: link.search.clone() },
            "peek" => CompareView::Peek { function },
            "source" => CompareView::Source { function },
            _ => CompareView::Table,
        },
    }
}

/// Without the widths of texts, which are measured when the question is posted.
fn graph_shape(link: &Link) -> GraphShape {
    GraphShape {
        expand: link.look("h.expand").lines().filter_map(expanded).collect(),
        ..GraphShape::default()
    }
}

/// `<name`: its callers; `>name`: what it calls.
fn expanded(line: &str) -> Option<ExpandedNode> {
    let (callers, name) = match line.strip_prefix('<') {
        Some(name) => (true, name),
        None => (false, line.strip_prefix('>')?),
    };
    Some(ExpandedNode { name: name.to_owned(), callers })
}

/// `h.snapshots=2,1` and `h.times=1:60,2:120`.
fn arrangement(link: &Link) -> Arrangement {
    let time = |pair: &str| {
        let (place, seconds) = pair.split_once(':')?;
        Some((place.parse().ok()?, seconds.parse().ok()?))
    };
    Arrangement {
        order: link.look("h.snapshots").split(',').filter_map(|n| n.parse().ok()).collect(),
        times: link.look("h.times").split(',').filter_map(time).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_say_neighbours_and_arrangements() {
        let (link, _) =
            Link::from_fragment("h.expand=%3Ca%0A%3Eb%0Ac&h.snapshots=2,x,1&h.times=1:60,2,3:x");
        let node = |name: &str, callers| ExpandedNode { name: name.to_owned(), callers };
        assert_eq!(graph_shape(&link).expand, [node("a", true), node("b", false)]);
        let times = vec![(1, 60)];
        assert_eq!(arrangement(&link), Arrangement { order: vec![2, 1], times });
    }
}
