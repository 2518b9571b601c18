//! A question that is being answered.

use crate::graph::Drawing;
use hearth_messages::Question;
use wasm_bindgen::prelude::*;

/// A question that is being answered: `Engine.step` goes on with it.
#[wasm_bindgen]
pub struct Work(pub(crate) Stage);

/// State of an answer.
pub enum Stage {
    /// The answer is there.
    Answered(JsValue),
    /// A call graph is being laid out.
    Drawn(Box<Draft>),
}

/// A call graph that is being laid out, and the question that asks for it.
pub struct Draft {
    pub question: Question,
    /// Nothing once it was taken.
    pub drawing: Option<Drawing>,
}

impl Work {
    /// An answer that is there.
    pub fn answered(answer: JsValue) -> Self {
        Self(Stage::Answered(answer))
    }

    /// A drawing that is begun.
    pub fn drawn(question: Question, drawing: Drawing) -> Self {
        Self(Stage::Drawn(Box::new(Draft { question, drawing: Some(drawing) })))
    }

    /// Returns the draft that is being drawn; nothing if there is none.
    pub fn draft(&mut self) -> Option<(&Question, &mut Option<Drawing>)> {
        match &mut self.0 {
            Stage::Drawn(draft) => Some((&draft.question, &mut draft.drawing)),
            Stage::Answered(_) => None,
        }
    }
}
