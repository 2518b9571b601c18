//! The engine: the only module that speaks to the worker.
//!
//! It takes the engine's files, has the page sealed, and starts the worker; then it takes the
//! deferred chunk. It posts requests, numbers questions, and drops answers to old ones; it
//! replaces a worker that died. What the messages mean is the app's business.

pub mod deferred;
mod worker;

use crate::host;
use crate::seal::{self, Seal};
use hearth_messages::{FileId, Message, Question, Reply, Request, Slot};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use worker::{Parts, Running};
use yew::Callback;

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn deferred::Deferred> = Slot::new();

/// Events for the app.
pub enum Event {
    /// State of the seal: can the page still reach the network?
    Seal(Seal),
    /// The worker said something that is not out of date.
    Reply(Box<Reply>),
    /// The worker died and another one has taken its place, which knows no file.
    Replaced {
        /// The file that it was working on, if it could say.
        file: Option<FileId>,
        /// Its message.
        message: String,
    },
    /// There is no engine, and there will be none.
    Unavailable(String),
    /// The deferred chunk has come, or why it will not.
    Deferred(Result<(), String>),
}

/// The page's end of the line to the worker.
#[derive(Clone)]
pub struct Engine(Rc<Inner>);

struct Inner {
    on_event: Callback<Event>,
    /// Installs the deferred chunk in the page.
    install: fn(),
    parts: RefCell<Option<Parts>>,
    /// The engine's deferred chunk, compiled.
    deferred: RefCell<Option<JsValue>>,
    running: RefCell<Option<Running>>,
    /// Requests from before there was a worker.
    waiting: RefCell<Vec<JsValue>>,
    /// The newest question of each kind, by its number.
    newest: RefCell<Vec<(&'static str, u32)>>,
    /// Number of questions.
    questions: Cell<u32>,
    /// The worker that runs now, or one before it, said that it is ready.
    proven: Cell<bool>,
    /// The deferred chunk is there.
    is_complete: Cell<bool>,
    /// The page is gone.
    stopped: Cell<bool>,
}

impl Engine {
    /// Loads the engine and seals the page; tells `on_event` how far it is. The
    /// worker starts by itself only if the page is sealed. `install` is called when the deferred
    /// chunk is there.
    pub fn start(on_event: Callback<Event>, install: fn()) -> Self {
        let engine = Self(Rc::new(Inner {
            on_event,
            install,
            parts: RefCell::default(),
            deferred: RefCell::default(),
            running: RefCell::default(),
            waiting: RefCell::default(),
            newest: RefCell::default(),
            questions: Cell::default(),
            proven: Cell::new(false),
            is_complete: Cell::new(false),
            stopped: Cell::new(false),
        }));
        let booting = engine.clone();
        wasm_bindgen_futures::spawn_local(async move { booting.boot().await });
        engine
    }

    async fn boot(&self) {
        let (parts, deferred) = (host::ask_engine(), host::ask_deferred());
        if deferred.is_none() {
            self.complete();
            self.tell(Event::Deferred(Ok(())));
        }
        match host::engine(parts).await.and_then(|files| Parts::new(&files)) {
            Ok(parts) => *self.0.parts.borrow_mut() = Some(parts),
            Err(why) => return self.tell(Event::Unavailable(why)),
        }
        if let Some(deferred) = &deferred {
            deferred.under_way().await;
        }
        let seal = if host::is_guest() {
            Seal::Guest
        } else {
            self.tell(Event::Seal(Seal::Trying));
            seal::close().await
        };
        let may_run = matches!(seal, Seal::Sealed | Seal::Guest);
        self.tell(Event::Seal(seal));
        if may_run {
            self.run();
        }
        if let Some(deferred) = deferred {
            let taken = deferred.take().await.map(|engine| {
                if let Some(running) = &*self.0.running.borrow() {
                    running.complete(&engine);
                }
                *self.0.deferred.borrow_mut() = Some(engine);
                self.complete();
                self.watch();
            });
            self.tell(Event::Deferred(taken));
        }
    }

    /// The deferred chunk is there.
    fn complete(&self) {
        (self.0.install)();
        self.0.is_complete.set(true);
    }

    /// Ends the worker, and starts none again.
    pub fn stop(&self) {
        self.0.stopped.set(true);
        drop(self.0.running.take());
        drop(self.0.parts.take());
    }

    /// Starts the worker. The app calls this itself only where the user wants to
    /// go on although the page could not be sealed.
    pub fn run(&self) {
        let parts = self.0.parts.borrow();
        let Some(parts) = parts.as_ref().filter(|_| !self.0.stopped.get()) else { return };
        let (replies, deaths) = (self.clone(), self.clone());
        let started = Running::start(
            parts,
            self.0.deferred.borrow().as_ref(),
            self.0.is_complete.get() && self.0.deferred.borrow().is_none(),
            move |reply| replies.receive(reply),
            move |message| deaths.replace(None, message),
        );
        match started {
            Ok(running) => {
                self.0.waiting.take().iter().for_each(|request| running.post(request));
                *self.0.running.borrow_mut() = Some(running);
                self.watch();
            }
            Err(why) => self.tell(Event::Unavailable(why)),
        }
    }

    /// Notices when the worker ends without a word, as soon as there is what does that.
    fn watch(&self) {
        let Some(deferred) = DEFERRED.get() else { return };
        if let Some(running) = &*self.0.running.borrow() {
            let engine = self.clone();
            let life = running.life();
            let on_end = move || {
                if life.upgrade().is_some() {
                    engine.replace(None, String::new());
                }
            };
            deferred.watch(&running.worker, Box::new(on_end));
        }
    }

    /// Posts a request, now or as soon as there is a worker.
    pub fn post(&self, request: &Request) {
        let request = request.write();
        match &*self.0.running.borrow() {
            Some(running) => running.post(&request),
            None => self.0.waiting.borrow_mut().push(request),
        }
    }

    /// Asks a question. Answers to earlier ones of its kind are dropped from now on. `file` is
    /// blamed if the engine dies of it.
    pub fn ask(&self, file: FileId, question: Question) {
        let (kind, number) = (question.kind(), self.0.questions.get() + 1);
        self.0.questions.set(number);
        let mut newest = self.0.newest.borrow_mut();
        newest.retain(|(other, _)| *other != kind);
        newest.push((kind, number));
        drop(newest);
        self.post(&Request::Ask { number, file, question });
    }

    /// The kind of a question, by its number, if there is no newer one of that kind.
    pub fn kind(&self, number: u32) -> Option<&'static str> {
        self.0.newest.borrow().iter().find(|newest| newest.1 == number).map(|newest| newest.0)
    }

    /// Gives the worker's memory back by starting another one, without a word to
    /// the app: files have to be opened again.
    pub fn renew(&self) {
        if self.0.running.take().is_some() {
            self.run();
        }
    }

    fn receive(&self, reply: Reply) {
        match reply {
            Reply::Ready => self.0.proven.set(true),
            Reply::Died { file, message } => self.replace(file, message),
            reply if self.is_stale(&reply) => {}
            reply => self.tell(Event::Reply(Box::new(reply))),
        }
    }

    fn is_stale(&self, reply: &Reply) -> bool {
        match reply {
            Reply::Answer { number, .. } | Reply::Refused { number, .. } => {
                self.kind(*number).is_none()
            }
            _ => false,
        }
    }

    /// Starts another worker in place of one that died.
    fn replace(&self, file: Option<FileId>, message: String) {
        // This is called by the listener that goes with the worker, so let it
        // return first. A second call for the same worker finds it gone.
        let Some(dead) = self.0.running.take() else { return };
        dead.stop();
        let engine = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            drop(dead);
            if engine.0.proven.get() {
                engine.run();
                engine.tell(Event::Replaced { file, message });
            } else {
                engine.tell(Event::Unavailable(message));
            }
        });
    }

    fn tell(&self, event: Event) {
        self.0.on_event.emit(event);
    }
}
