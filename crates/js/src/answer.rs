//! Answers to all questions but those of the first view.

use crate::compare;
use crate::engine::{Engine, Work};
use crate::graph;
use crate::views::{self, Refusal, about, goroutines, peek, source, tags, traces};
use hearth_core::query::Query;
use hearth_messages::{
    CompareView, GoroutinesData, GoroutinesQuestion, Message, Question, TotalData,
};
use wasm_bindgen::JsValue;

/// Begins to answer a question; nothing when the file that it is about is not open.
pub fn begin(engine: &mut Engine, question: Question) -> Result<Option<Work>, Refusal> {
    if let Question::Compare(asked) = &question {
        let pair = engine.pair(&asked.sides);
        if let CompareView::Graph { shape, .. } = &asked.view
            && let Some(drawing) = compare::graph::draw(pair, asked, shape)?
        {
            return Ok(Some(Work::drawn(question, drawing)));
        }
        return Ok(Some(Work::answered(pair.data(asked)?.write())));
    }
    if let Question::Snapshots(asked) = &question {
        return Ok(Some(Work::answered(engine.snapshots_of(&asked.files).data(asked).write())));
    }
    if let Question::Goroutines(asked) = &question {
        return Ok(groups(engine, asked)?.map(|data| Work::answered(data.write())));
    }
    let Some(profile) = question.file().and_then(|file| engine.file_mut(file)) else {
        return Ok(None);
    };
    let query = Query::from_url(question.query())?;
    let sizes = profile.sizes();
    let session = &mut profile.session;
    let answer = match &question {
        Question::Flame(asked) => views::flame::data(session, asked)?.write(),
        Question::Top(asked) => views::top::data(session, asked)?.write(),
        Question::Graph(asked) => {
            let drawing = graph::draw(session, &profile.drawn, asked)?;
            return Ok(Some(Work::drawn(question, drawing)));
        }
        Question::Peek(asked) => peek::data(session, &query, &asked.function)?.write(),
        Question::Source(asked) => source::data(session, &query, &asked.function)?.write(),
        Question::Traces(asked) => traces::data(session, &query, asked)?.write(),
        Question::Tags(_) => tags::data(session, &query)?.write(),
        Question::About(_) => about::data(session.profile(), sizes).write(),
        Question::Total(_) => TotalData { total: session.select(&query)?.total }.write(),
        Question::Compare(_) | Question::Snapshots(_) | Question::Goroutines(_) => {
            unreachable!("they were answered above")
        }
    };
    Ok(Some(Work::answered(answer)))
}

/// Goes on with a drawing. Returns the answer when it is done: `null` when its file was closed.
pub fn step(engine: &mut Engine, work: &mut Work, budget: u32) -> Result<JsValue, Refusal> {
    let Some((question, drawing)) = work.draft() else { return Ok(JsValue::NULL) };
    let Some(begun) = drawing else { return Ok(JsValue::NULL) };
    if !begun.step(budget) {
        return Ok(JsValue::UNDEFINED);
    }
    let Some(done) = drawing.take() else { return Ok(JsValue::NULL) };
    Ok(match question {
        Question::Graph(asked) => match engine.file_mut(asked.file) {
            Some(profile) => {
                graph::drawn(&mut profile.session, &mut profile.drawn, done, &asked.search)?.write()
            }
            None => JsValue::NULL,
        },
        Question::Compare(asked) => match engine.pairs.get(&asked.sides) {
            Some(pair) => compare::graph::drawn(pair, done, asked)?.write(),
            None => JsValue::NULL,
        },
        _ => JsValue::NULL,
    })
}

/// The groups of one profile among others: those of its own where it is no snapshot. Nothing if it
/// is not open.
fn groups(
    engine: &mut Engine,
    asked: &GoroutinesQuestion,
) -> Result<Option<GoroutinesData>, Refusal> {
    if asked.files.is_empty() {
        let Some(profile) = engine.file(asked.file) else { return Ok(None) };
        let profile = profile.session.profile();
        return goroutines::Case::new(profile, None, None).data(profile, asked).map(Some);
    }
    engine.snapshots_of(&asked.files);
    let Some((files, mut snapshots)) = engine.snapshots.take() else { return Ok(None) };
    let data = engine.file(asked.file).map(|profile| snapshots.case(asked, profile));
    engine.snapshots = Some((files, snapshots));
    data.transpose()
}
