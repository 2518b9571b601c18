//! Questions to the engine, asked as the worker asks them.

use hearth_js::{Engine, Reading};
use hearth_messages::{Message, Question};
use wasm_bindgen::JsValue;

/// Message of an error, as the user would read it.
pub fn words(error: impl Into<JsValue>) -> String {
    let error: JsValue = error.into();
    js_sys::Error::from(error).message().into()
}

/// Opens a file under a number.
pub fn open(engine: &mut Engine, number: u32, file: &[u8]) -> Result<(), String> {
    hearth_js::install();
    let mut reading = Reading::new(file.len() as f64, 0.0, false);
    for piece in file.chunks(7) {
        reading.push(piece);
    }
    reading.finish_input();
    while reading.step(16).is_some() {}
    reading.finish().map_err(words)?;
    engine.open(number, "cpu.pb".to_owned(), reading);
    Ok(())
}

/// The answer to a question, and in how many steps it came.
pub fn asked<T: Message>(engine: &mut Engine, question: Question) -> Result<(T, u32), String> {
    let work = engine.begin(&question.write()).map_err(words)?;
    let mut work = work.expect("its files are open");
    for steps in 1.. {
        let answer = engine.step(&mut work, 1).map_err(words)?;
        if !answer.is_undefined() {
            return Ok((T::read(&answer).expect("it is the answer to this question"), steps));
        }
    }
    unreachable!("a question is answered")
}

/// The answer to a question.
pub fn ask<T: Message>(engine: &mut Engine, question: Question) -> Result<T, String> {
    asked(engine, question).map(|(answer, _)| answer)
}
