//! Newest data of each view, and the questions that they answer.

use crate::view::Tab;
use hearth_messages::{FileId, Question};
use std::any::Any;
use std::rc::Rc;

/// See the module.
#[derive(Default)]
pub struct Answers([Option<(Question, Rc<dyn Any>)>; Tab::ALL.len()]);

impl Answers {
    /// Has a view show data.
    pub fn put<T: 'static>(&mut self, tab: Tab, question: Question, data: T) {
        self.0[tab as usize] = Some((question, Rc::new(data)));
    }

    /// The data of a view, of the type that it put there, and their question.
    pub fn get<T: 'static>(&self, tab: Tab) -> Option<(&Question, Rc<T>)> {
        let (question, data) = self.0[tab as usize].as_ref()?;
        Some((question, data.clone().downcast().ok()?))
    }

    /// See [`get`](Self::get).
    pub fn data<T: 'static>(&self, tab: Tab) -> Option<Rc<T>> {
        self.get(tab).map(|(_, data)| data)
    }

    /// The question that is answered by what a view shows.
    pub fn question(&self, tab: Tab) -> Option<&Question> {
        self.0[tab as usize].as_ref().map(|(question, _)| question)
    }

    /// Forgets the data that are of a file.
    pub fn forget(&mut self, file: FileId) {
        for (tab, answer) in Tab::ALL.into_iter().zip(&mut self.0) {
            answer.take_if(|(question, _)| match tab {
                // Others stay until there is a new answer, so that nothing moves.
                Tab::Growth => question.files().first() == Some(&file),
                _ => question.files().contains(&file),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_messages::{FileQuestion, SnapshotsQuestion};

    #[test]
    fn what_is_of_a_closed_file_is_forgotten() {
        let mut answers = Answers::default();
        let of = |file| Question::Tags(FileQuestion { file, query: String::new() });
        answers.put(Tab::Tags, of(1), "tags");
        answers.put(Tab::Peek, of(2), 3_u8);
        let all = SnapshotsQuestion { files: vec![1, 2], ..SnapshotsQuestion::default() };
        answers.put(Tab::Growth, Question::Snapshots(all), ());
        answers.forget(2);
        assert_eq!(answers.data::<&str>(Tab::Tags).as_deref(), Some(&"tags"));
        assert_eq!(answers.data::<u8>(Tab::Tags), None, "it has another type");
        assert_eq!(answers.question(Tab::Peek), None);
        assert!(answers.question(Tab::Growth).is_some());
        answers.forget(1);
        assert!(answers.question(Tab::Growth).is_none());
    }
}
