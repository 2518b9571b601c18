//! The small boxes for labels that hang on the nodes of a graph.

use crate::measure;
use crate::report::{Text, Values};
use crate::selection::average;
use crate::view::graph::VertexId;
use crate::view::node_tags::{NodeTags, Tag};
use crate::view::trim::MAX_NODELETS;
use std::cmp::{Ordering, Reverse};

/// One box.
struct Nodelet {
    name: Vec<u8>,
    flat: i64,
    cum: i64,
}

/// Writes the boxes of a vertex. Returns whether there are any. A leaf shows all
/// that came through it, other nodes only what ended in them.
pub fn nodelets(
    tags: &NodeTags,
    vertex: VertexId,
    number: usize,
    is_leaf: bool,
    values: &Values,
    out: &mut Text,
) -> bool {
    let is_flat = !is_leaf;
    let before = out.0.len();
    let tags_of = tags.of(vertex);
    let mut texts: Vec<&Tag> = tags_of.iter().filter(|tag| tag.number.is_none()).collect();
    let name = |tag: &Tag| tags.texts.get(tag.labels);
    texts.sort_by(|a, b| {
        by_weight((a.flat, a.cum), (b.flat, b.cum), is_flat).then_with(|| name(a).cmp(name(b)))
    });
    texts.truncate(MAX_NODELETS);
    for (i, tag) in texts.iter().enumerate() {
        let weight = if is_flat { tag.flat_value() } else { tag.cum_value() };
        if weight == 0 {
            continue;
        }
        let (source, id) = (format!("N{number}"), format!("N{number}_{i}"));
        write(&source, &id, name(tag), weight, "", values, out);
        let numbers = tags_of.iter().filter(|t| t.number.is_some() && t.labels == tag.labels);
        number_boxes(tags, numbers.collect(), &id, is_flat, values, out);
    }
    let numbers = tags_of.iter().filter(|t| t.number.is_some() && t.labels == 0);
    number_boxes(tags, numbers.collect(), &format!("N{number}"), is_flat, values, out);
    out.0.len() > before
}

fn number_boxes(
    tags: &NodeTags,
    numbers: Vec<&Tag>,
    source: &str,
    is_flat: bool,
    values: &Values,
    out: &mut Text,
) {
    for (i, nodelet) in collapse(tags, numbers, is_flat).into_iter().enumerate() {
        let (weight, style) = if is_flat || nodelet.flat == nodelet.cum {
            (nodelet.flat, "")
        } else {
            (nodelet.cum, " style=\"dotted\"")
        };
        if weight != 0 {
            write(source, &format!("N{source}_{i}"), &nodelet.name, weight, style, values, out);
        }
    }
}

fn write(
    source: &str,
    id: &str,
    name: &[u8],
    weight: i64,
    style: &str,
    values: &Values,
    out: &mut Text,
) {
    let weight = values.value(weight);
    let rest = format!("\" id=\"{id}\" fontsize=8 shape=box3d tooltip=\"{weight}\"]");
    out.parts([format!("{id} [label = \"").as_bytes(), name, rest.as_bytes()]);
    out.line(format!(
        "{source} -> {id} [label=\" {weight}\" weight=100 tooltip=\"{weight}\" \
         labeltooltip=\"{weight}\"{style}]"
    ));
}

/// Heavy before light.
fn by_weight(a: (i64, i64), b: (i64, i64), is_flat: bool) -> Ordering {
    let size = |value: i64| Reverse(value.wrapping_abs());
    let cum = if is_flat { Ordering::Equal } else { size(a.1).cmp(&size(b.1)) };
    cum.then(size(a.0).cmp(&size(b.0)))
}

/// At most so many boxes as there may be: each number goes to the nearest of the
/// heaviest ones.
fn collapse(tags: &NodeTags, mut numbers: Vec<&Tag>, is_flat: bool) -> Vec<Nodelet> {
    let name = |tag: &Tag| tag.number.map_or(&b""[..], |n| tags.texts.get(n.name));
    let number = |tag: &Tag| tag.number.map_or(0, |n| n.value);
    numbers.sort_by(|a, b| {
        by_weight((a.flat, a.cum), (b.flat, b.cum), is_flat).then_with(|| name(a).cmp(name(b)))
    });
    if numbers.len() <= MAX_NODELETS {
        let nodelet = |tag: &&Tag| Nodelet {
            name: name(tag).to_vec(),
            flat: tag.flat_value(),
            cum: tag.cum_value(),
        };
        return numbers.iter().map(nodelet).collect();
    }
    let mut groups: Vec<Vec<&Tag>> = numbers[..MAX_NODELETS].iter().map(|&tag| vec![tag]).collect();
    for &tag in &numbers[MAX_NODELETS..] {
        let distance = |group: &Vec<&Tag>| {
            let (scaled, _) = measure::scale(number(group[0]), &tags.unit, &tags.unit);
            (scaled - number(tag) as f64).abs()
        };
        let mut nearest = 0;
        for i in 1..groups.len() {
            if distance(&groups[i]) < distance(&groups[nearest]) {
                nearest = i;
            }
        }
        groups[nearest].push(tag);
    }
    let mut boxes: Vec<Nodelet> = groups
        .iter()
        .map(|group| {
            let sum = |value: fn(&Tag) -> i64| {
                group.iter().fold(0i64, |sum, tag| sum.wrapping_add(value(tag)))
            };
            let label = |value| measure::label(value, &tags.unit);
            let lowest = group.iter().map(|tag| number(tag)).min().unwrap_or(0);
            let highest = group.iter().map(|tag| number(tag)).max().unwrap_or(0);
            let name = match group.len() {
                1 => label(lowest),
                _ => format!("{}..{}", label(lowest), label(highest)),
            };
            Nodelet {
                name: name.into_bytes(),
                flat: average(sum(|t| t.flat), sum(|t| t.flat_divisor)),
                cum: average(sum(|t| t.cum), sum(|t| t.cum_divisor)),
            }
        })
        .collect();
    boxes.sort_by(|a, b| {
        by_weight((a.flat, a.cum), (b.flat, b.cum), is_flat).then_with(|| a.name.cmp(&b.name))
    });
    boxes
}
