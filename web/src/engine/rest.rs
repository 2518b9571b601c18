//! Loads the rest of both modules: what the first view does not need (`cargo xtask`
//! divides them). It is asked for before the page is sealed and taken when it arrives: a
//! policy stops requests that begin after it, not those that are under way.

use super::load::{address_in, answer, compile, explain};
use js_sys::{Object, Reflect, WebAssembly};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{RequestInit, Response, Window};

/// Where the tag that started the page says where its files are.
const TAG: &str = "script[data-wasm]";
/// What each part is called in messages, and the attribute that has its address.
const PAGE: (&str, &str) = ("page-rest.wasm", "data-page-rest");
const ENGINE: (&str, &str) = ("engine-rest.wasm", "data-engine-rest");

/// How long sealing waits for the server to answer, and how often it looks.
const PATIENCE: Duration = Duration::from_millis(2000);
const PAUSE: Duration = Duration::from_millis(10);

/// What was asked for and is on its way.
pub struct Rest {
    page: Option<Asked>,
    engine: Option<Asked>,
}

/// A part whose first bytes may be here.
struct Asked {
    name: &'static str,
    response: Rc<Cell<Option<Result<Response, String>>>>,
}

impl Rest {
    /// Asks for both parts. A page that was built in one piece has none.
    pub fn ask(window: &Window) -> Self {
        let ask = |(name, attribute)| {
            let address = address_in(window, TAG, attribute)?;
            let fetched = window.fetch_with_str_and_init(&address, &after_others()).into();
            let response = Rc::new(Cell::new(None));
            let slot = response.clone();
            spawn_local(async move { slot.set(Some(answer(name, fetched).await)) });
            Some(Asked { name, response })
        };
        Self { page: ask(PAGE), engine: ask(ENGINE) }
    }

    /// Waits until the server has begun to answer: some browsers look at the policy once
    /// more when it does. One that does not answer holds nothing up.
    pub async fn begun(&self) {
        let parts = [&self.page, &self.engine].into_iter().flatten();
        let mut left = PATIENCE.as_millis() / PAUSE.as_millis();
        for part in parts {
            while left > 0 && !part.has_begun() {
                gloo_timers::future::sleep(PAUSE).await;
                left -= 1;
            }
        }
    }

    /// Takes both parts when they are here: puts the page's into the page, and returns the
    /// engine's, compiled, for the worker.
    pub async fn take(self) -> Result<Option<JsValue>, String> {
        if let Some(page) = self.page {
            let module = page.module().await?;
            let imports = Object::new();
            let _ = Reflect::set(&imports, &"first".into(), &wasm_bindgen::exports());
            let instance = WebAssembly::instantiate_module(module.unchecked_ref(), &imports);
            JsFuture::from(instance).await.map_err(|e| explain(PAGE.0, &e))?;
        }
        match self.engine {
            Some(engine) => Ok(Some(engine.module().await?)),
            None => Ok(None),
        }
    }
}

/// Browsers and servers may send everything else first.
fn after_others() -> RequestInit {
    let init = Object::new();
    let _ = Reflect::set(&init, &"priority".into(), &"low".into());
    init.unchecked_into()
}

impl Asked {
    fn has_begun(&self) -> bool {
        let response = self.response.take();
        let has_begun = response.is_some();
        self.response.set(response);
        has_begun
    }

    async fn module(self) -> Result<JsValue, String> {
        loop {
            if let Some(response) = self.response.take() {
                return compile(self.name, response?).await;
            }
            gloo_timers::future::sleep(PAUSE).await;
        }
    }
}
