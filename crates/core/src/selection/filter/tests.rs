use crate::profile::{Label, LabelValue, Line, Profile, ValueType};
use crate::query::Query;
use crate::selection::Session;

/// A sample for each stack of letters (root first), worth 1, 2, 4, …, labelled with
/// its stack.
fn profile(stacks: &[&str]) -> Profile {
    let mut profile = Profile::default();
    profile.strings.push(b"");
    profile.sample_types.push(ValueType::default());
    let key = profile.strings.push(b"stack");
    for (i, letter) in (b'a'..=b'z').enumerate() {
        let name = profile.strings.push(&[letter]);
        let functions = &mut *profile.functions;
        functions.id.push(i as u64 + 1);
        functions.name.push(name);
        functions.system_name.push(name);
        functions.filename.push(0);
        functions.start_line.push(0);
        profile.locations.push(i as u64 + 1, None, 0, false);
        profile.locations.push_line(Line { function: i as u32, line: 0, column: 0 });
    }
    for (i, stack) in stacks.iter().enumerate() {
        stack.bytes().rev().for_each(|b| profile.stacks.push_location(u32::from(b - b'a')));
        let id = profile.stacks.finish();
        profile.samples.stack.push(id);
        let value = LabelValue::Text(profile.strings.push(stack.as_bytes()));
        profile.samples.labels.push(i, Label { key, value });
    }
    profile.samples.labels.finish(stacks.len());
    profile.samples.values = vec![(0..stacks.len()).map(|i| 1 << i).collect()];
    profile
}

/// Returns the sum that a query leaves, and its warnings.
fn left(query: &Query) -> (i64, Vec<String>) {
    let mut session = Session::new(profile(&["ab", "abc", "bc", "ac"]));
    let selection = session.select(query).expect("the query makes sense");
    let warnings = selection.warnings.iter().map(ToString::to_string).collect();
    (selection.weights.total_magnitude, warnings)
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn a_sample_must_have_all_that_is_asked_for_with_and() {
    let query = |focus: &str, and: &[&str]| Query {
        focus: focus.to_owned(),
        and_focus: texts(and),
        ..Query::default()
    };
    assert_eq!(left(&query("a", &["b"])).0, 1 + 2);
    assert_eq!(left(&query("a", &["b", "c"])).0, 2);
    assert_eq!(left(&query("", &["b|c", "a"])).0, 1 + 2 + 8);
    assert_eq!(left(&query("", &[""])).0, 15);
    let nothing = (0, texts(&["Focus expression matched no samples"]));
    assert_eq!(left(&query("", &["Z"])), nothing);
}

#[test]
fn and_sees_what_is_hidden_as_focus_does() {
    let query = Query { hide: "a".to_owned(), and_focus: texts(&["a", "b"]), ..Query::default() };
    assert_eq!(left(&query).0, 1 + 2);
}

#[test]
fn labels_can_be_asked_for_with_and() {
    let query = Query {
        tagfocus: "stack=a".to_owned(),
        and_tagfocus: texts(&["stack=b", "stack=c"]),
        ..Query::default()
    };
    assert_eq!(left(&query), (2, vec![]));
    let bad = Query { and_tagfocus: texts(&["a=("]), ..Query::default() };
    let mut session = Session::new(profile(&["a"]));
    let error = session.select(&bad).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error.starts_with("parsing tagfocus regexp: error parsing regexp \"(\""), "{error}");
}

#[test]
fn another_and_is_another_question() {
    let mut session = Session::new(profile(&["ab", "c"]));
    let mut left = |and: &[&str]| {
        let query = Query { and_focus: texts(and), ..Query::default() };
        session.select(&query).map(|s| s.weights.total_magnitude)
    };
    assert_eq!([left(&["a"]), left(&["c"]), left(&[])], [Ok(1), Ok(2), Ok(3)]);
}
