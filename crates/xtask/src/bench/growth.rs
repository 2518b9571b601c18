//! Growth of time and memory with the profile: the exponents of fits.

use super::inputs::{example, input};
use super::{Row, Target};
use crate::process::{output, say};
use anyhow::{Context, Result};
use std::process::Command;

/// `graph` is what the page draws, `edges` the whole graph that it would be without limits.
const STEPS: [&str; 8] = ["open", "top", "flame", "graph", "edges", "peek", "diff", "compare"];
/// Each is two and a half times the one before.
const SIZES: [usize; 6] = [20_000, 50_000, 126_000, 317_000, 796_000, 2_000_000];
/// The fastest of these counts: whatever disturbs makes slower.
const RUNS: usize = 3;
const LIMIT: f64 = 1.05;

/// Two rows for each step.
pub fn rows() -> Result<Vec<Row>> {
    let steps = example("steps")?;
    let mut figures = vec![Vec::new(); STEPS.len()];
    for size in SIZES {
        let file = input("walk", size)?;
        say(&format!("growth, at {size} samples"));
        for (step, figures) in STEPS.iter().zip(&mut figures) {
            let run = || -> Result<(f64, f64)> {
                let said = output(Command::new(&steps).arg(step).arg(&file), "steps")?;
                let (seconds, kilobytes) =
                    said.trim().split_once(' ').context("steps printed something odd")?;
                Ok((seconds.parse()?, kilobytes.parse()?))
            };
            let mut best = run()?;
            for _ in 1..RUNS {
                let (seconds, kilobytes) = run()?;
                best = (best.0.min(seconds), best.1.min(kilobytes));
            }
            figures.push(best);
        }
    }
    let mut rows = Vec::new();
    for (step, figures) in STEPS.iter().zip(&figures) {
        let mut row = |what: &str, figure: fn(&(f64, f64)) -> f64| {
            rows.push(Row {
                what: format!("exponent of the {what} of {step} over six sizes to 2 million"),
                ratio: exponent(&figures.iter().map(figure).collect::<Vec<_>>()),
                target: Target::AtMost(LIMIT),
            });
        };
        row("time", |f| f.0);
        // Zeros where the system does not tell.
        if figures.iter().all(|f| f.1 > 0.0) {
            row("memory", |f| f.1);
        }
    }
    Ok(rows)
}

/// The slope of the line that fits the logarithms best.
fn exponent(figures: &[f64]) -> f64 {
    let points: Vec<(f64, f64)> = SIZES
        .iter()
        .zip(figures)
        .map(|(&size, figure)| ((size as f64).ln(), figure.ln()))
        .collect();
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let covariance: f64 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    covariance / points.iter().map(|p| (p.0 - x).powi(2)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponent_of_a_power_is_found() {
        let power = |e: f64| SIZES.map(|size| 3.0 * (size as f64).powf(e));
        assert!((exponent(&power(1.0)) - 1.0).abs() < 1e-9);
        assert!((exponent(&power(1.3)) - 1.3).abs() < 1e-9);
    }
}
