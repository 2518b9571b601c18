//! Facts of the file about itself, and the doctor's remarks. Links stay texts: the page
//! leads nowhere.

use crate::view::{backticks, said, shown};
use crate::words;
use hearth_messages::AboutData;
use std::rc::Rc;
use yew::prelude::*;

/// A comment keeps its lines.
fn lines(comment: &str) -> String {
    comment.lines().map(shown).collect::<Vec<_>>().join("\n")
}

#[derive(Properties)]
pub struct AboutProps {
    pub data: Rc<AboutData>,
}

impl PartialEq for AboutProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
    }
}

#[component]
pub fn About(props: &AboutProps) -> Html {
    let (data, w) = (&*props.data, words::about());
    let part = |title: &'static str, is_empty: bool, content: Html| {
        if is_empty {
            return Html::default();
        }
        html! { <section aria-label={title}><h2>{ title }</h2>{ content }</section> }
    };
    let list = |pairs: &[(String, String)], write: fn(&str) -> Html| {
        html! {
            <dl>
                for (name, text) in pairs {
                    <dt>{ w.name_of(name) }</dt>
                    <dd>{ write(text) }</dd>
                }
            </dl>
        }
    };
    let comments = html! { <ul>for text in &data.comments { <li>{ lines(text) }</li> }</ul> };
    let mappings = html! {
        <div class="wide" tabindex="0" role="region" aria-label={w.mappings}>
            <table>
                <thead>
                    <tr>for name in w.columns { <th scope="col">{ name }</th> }</tr>
                </thead>
                <tbody>
                    for mapping in &data.mappings {
                        <tr data-testid="mapping">for text in mapping { <td>{ shown(text) }</td> }</tr>
                    }
                </tbody>
            </table>
        </div>
    };
    let remarks = match data.remarks.is_empty() {
        true => html! { <p class="dim">{ w.healthy }</p> },
        false => list(&data.remarks, |text| backticks(&said(text))),
    };
    html! {
        <div class="about" data-testid="view-about" tabindex="0" role="group" aria-label={w.facts_title}>
            { part(w.facts_title, false, list(&data.facts, |text| html! { shown(text) })) }
            { part(w.remarks, false, remarks) }
            { part(w.comments, data.comments.is_empty(), comments) }
            { part(w.mappings, data.mappings.is_empty(), mappings) }
        </div>
    }
}
