//! Data for one screen each.
//!
//! A view turns a [`Selection`](crate::selection::Selection) into plain columns
//! of what will be seen. It knows nothing of pixels, colors or texts' widths,
//! and it keeps nothing: the same selection gives the same view.

pub mod about;
pub mod adjacency;
mod calls;
pub mod compare;
pub mod expand;
pub mod flame;
mod go_sort;
pub mod goroutines;
pub mod graph;
pub mod heaviest;
pub mod node_tags;
pub mod order;
pub mod origin;
pub mod peek;
pub mod picture;
mod redundant;
pub mod source;
mod steps;
pub mod tags;
#[cfg(test)]
pub mod testing;
pub mod top;
pub mod traces;
pub mod trim;
pub mod values;
