//! Laws that hold for profiles of any shape: of merging, filters and graphs.

use super::tests::{message, open};
use crate::profile::combine::merge;
use crate::profile::{Profile, ValueType};
use crate::query::Query;
use crate::selection::Session;
use crate::view::graph::{Edges, Graph};
use proptest::prelude::*;

/// The sum of each column.
fn totals(profile: &Profile) -> Vec<i64> {
    let sum = |column: &Vec<i64>| column.iter().fold(0i64, |sum, v| sum.wrapping_add(*v));
    profile.samples.values.iter().map(sum).collect()
}

/// The same with the first column only, of a type that all profiles have.
fn of_one_type(mut profile: Profile) -> Profile {
    profile.sample_types = vec![ValueType::default()];
    profile.period_type = ValueType::default();
    profile.samples.values.truncate(1);
    profile
}

/// The sum of the selected column that a query leaves.
fn left(profile: &Profile, query: &Query) -> i64 {
    let mut session = Session::with_all_frames(profile.clone());
    let selection = session.select(query).expect("the query is a good one");
    let values = &selection.profile.samples.values[selection.sample_index];
    values.iter().sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn merging_is_associative_on_totals(a in message(), b in message(), c in message()) {
        let profiles = [&a, &b, &c].map(open).map(of_one_type);
        let [a, b, c] = profiles;
        let merge = |profiles: &[&Profile]| merge(profiles.iter().map(|&p| p.clone()).collect());
        let all = merge(&[&a, &b, &c]).expect("the types are the same");
        let left = merge(&[&merge(&[&a, &b]).expect("as above"), &c]).expect("as above");
        let right = merge(&[&a, &merge(&[&b, &c]).expect("as above")]).expect("as above");
        let sums: Vec<i64> = (totals(&a).iter().zip(totals(&b)).zip(totals(&c)))
            .map(|((a, b), c)| a + b + c).collect();
        prop_assert_eq!(&totals(&all), &sums);
        prop_assert_eq!(&totals(&left), &sums);
        prop_assert_eq!(&totals(&right), &sums);
    }

    #[test]
    fn merging_a_profile_with_itself_doubles_it(message in message()) {
        let profile = of_one_type(open(&message));
        let merged = merge(vec![profile.clone(), profile.clone()]).expect("the types are the same");
        prop_assert_eq!(totals(&merged)[0], 2 * totals(&profile)[0]);
        prop_assert!(merged.samples.len() <= profile.samples.len());
    }

    #[test]
    fn a_focus_and_its_ignore_partition_the_total(message in message(), pattern in "[a-f.]{1,2}") {
        let profile = open(&message);
        let query = |focus: &str, ignore: &str| Query {
            sample_index: "1".to_owned(),
            focus: focus.to_owned(),
            ignore: ignore.to_owned(),
            ..Query::default()
        };
        // A sample without a stack is in neither: it has nothing to match.
        let with_stack = left(&profile, &query("", ""))
            - (0..profile.samples.len())
                .filter(|&s| profile.stacks.get(profile.samples.stack[s]).is_empty())
                .map(|s| profile.samples.values[1][s])
                .sum::<i64>();
        let focused = left(&profile, &query(&pattern, ""));
        let ignored = left(&profile, &query("", &pattern));
        prop_assert_eq!(focused + ignored, with_stack);
        prop_assert_eq!(left(&profile, &query(&pattern, &pattern)), 0);
    }

    #[test]
    fn flat_sums_to_the_total(message in message(), granularity in 0..5usize, noinlines: bool) {
        let profile = open(&message);
        let with_stack: i64 = (0..profile.samples.len())
            .filter(|&s| !profile.stacks.get(profile.samples.stack[s]).is_empty())
            .map(|s| profile.samples.values[0][s])
            .sum();
        let query = Query {
            sample_index: "0".to_owned(),
            granularity: crate::query::Granularity::ALL[granularity],
            noinlines,
            ..Query::default()
        };
        let mut session = Session::with_all_frames(profile);
        let selection = session.select(&query).expect("the type is there");
        for graph in [Graph::new(&selection, None, Edges::All), Graph::tree(&selection)] {
            let flat: i64 = graph.vertices.iter().map(|v| v.flat).sum();
            prop_assert_eq!(flat, with_stack);
        }
    }
}
