//! The small boxes for labels that hang on the nodes of a graph.

use super::{Content, PictureBox};
use crate::measure;
use crate::selection::average;
use crate::view::graph::VertexId;
use crate::view::node_tags::{NodeTags, Tag};
use crate::view::trim::MAX_NODELETS;
use crate::view::values::Values;
use std::cmp::{Ordering, Reverse};

/// One box, before it is placed.
struct Nodelet {
    name: Vec<u8>,
    flat: i64,
    cum: i64,
}

/// Adds the boxes of a vertex, whose own box and number are given. A leaf shows all
/// that came through it, other nodes only what ended in them.
pub fn nodelets(
    tags: &NodeTags,
    (vertex, owner, number): (VertexId, u32, usize),
    is_leaf: bool,
    values: &Values,
    boxes: &mut Vec<PictureBox>,
) {
    let is_flat = !is_leaf;
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
        let id = format!("N{number}_{i}");
        let below = boxes.len() as u32;
        boxes.push(nodelet(owner, id.clone(), name(tag), (weight, false), values));
        let numbers = tags_of.iter().filter(|t| t.number.is_some() && t.labels == tag.labels);
        number_boxes(tags, numbers.collect(), (below, &id), is_flat, values, boxes);
    }
    let numbers = tags_of.iter().filter(|t| t.number.is_some() && t.labels == 0);
    number_boxes(tags, numbers.collect(), (owner, &format!("N{number}")), is_flat, values, boxes);
}

fn number_boxes(
    tags: &NodeTags,
    numbers: Vec<&Tag>,
    (owner, owner_id): (u32, &str),
    is_flat: bool,
    values: &Values,
    boxes: &mut Vec<PictureBox>,
) {
    for (i, Nodelet { name, flat, cum }) in collapse(tags, numbers, is_flat).into_iter().enumerate()
    {
        let dotted = !is_flat && flat != cum;
        let weight = if dotted { cum } else { flat };
        if weight != 0 {
            let id = format!("N{owner_id}_{i}");
            boxes.push(nodelet(owner, id, &name, (weight, dotted), values));
        }
    }
}

fn nodelet(
    owner: u32,
    id: String,
    name: &[u8],
    (weight, dotted): (i64, bool),
    values: &Values,
) -> PictureBox {
    let value = values.value(weight);
    let content = Content::Nodelet { id, owner, weight, value, dotted };
    PictureBox { content, lines: lines(name), figures: Vec::new(), font_size: 8 }
}

/// Several labels stand in one name, a backslash and an `n` between them: so the
/// reference's dot has it.
fn lines(name: &[u8]) -> Vec<Vec<u8>> {
    let (mut lines, mut rest) = (Vec::new(), name);
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\\n") {
        lines.push(rest[..end].to_vec());
        rest = &rest[end + 2..];
    }
    lines.push(rest.to_vec());
    lines
}

/// Heavy before light.
fn by_weight(a: (i64, i64), b: (i64, i64), is_flat: bool) -> Ordering {
    let size = |value: i64| Reverse(value.wrapping_abs());
    let cum = if is_flat { Ordering::Equal } else { size(a.1).cmp(&size(b.1)) };
    cum.then(size(a.0).cmp(&size(b.0)))
}

/// At most as many boxes as there may be: each number goes to the nearest of the
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
