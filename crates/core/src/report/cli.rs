//! The reference's command line: `go tool pprof FLAGS FILE`.

use super::top;
use crate::profile::Profile;
use crate::query::{OPTIONS, Query, Sort};
use crate::read;
use crate::selection::Session;
use std::collections::BTreeMap;

/// What a command line asks for.
#[derive(Debug, PartialEq)]
struct Command {
    query: Query,
    file: String,
}

/// Runs a command line and returns what it prints. `read_file` gives the bytes
/// of a file.
///
/// # Errors
///
/// When a flag is not known or has a bad value, when a file cannot be read, or
/// when the profile cannot answer: one line for standard error.
pub fn run(
    args: &[&str],
    read_file: &mut dyn FnMut(&str) -> Result<Vec<u8>, String>,
) -> Result<Vec<u8>, String> {
    let command = parse(args)?;
    let in_file = |error: String| format!("{}: {error}", command.file);
    let bytes = read_file(&command.file).map_err(in_file)?;
    let mut profile = read::open(&bytes).map_err(|e| in_file(e.to_string()))?;
    drop_twin_types(&mut profile)?;
    let mut session = Session::new(profile);
    let selection = session.select(&command.query).map_err(|e| in_file(e.to_string()))?;
    Ok(top(&selection, &command.query))
}

/// Drops the sample types whose name another one has too, as the reference does
/// whenever it looks for the types that all of its profiles have, be they one.
/// If any were dropped, the default may be the first of the others.
fn drop_twin_types(profile: &mut Profile) -> Result<(), String> {
    let mut counts = BTreeMap::new();
    for name in profile.sample_type_names() {
        *counts.entry(name).or_insert(0) += 1;
    }
    let keep: Vec<bool> = profile.sample_type_names().map(|name| counts[name] == 1).collect();
    if keep.iter().all(|&keep| keep) && !keep.is_empty() {
        return Ok(());
    }
    let mut kept = keep.iter().copied();
    profile.sample_types.retain(|_| kept.next().unwrap_or(true));
    let mut kept = keep.iter().copied();
    profile.samples.values.retain(|_| kept.next().unwrap_or(true));
    let Some(first) = profile.sample_types.first() else {
        return Err(
            "problem fetching source profiles: profiles have empty common sample type list"
                .to_owned(),
        );
    };
    let default = profile.strings.get(profile.default_sample_type);
    if !profile.sample_type_names().any(|name| name == default) {
        profile.default_sample_type = first.kind;
    }
    Ok(())
}

fn parse(args: &[&str]) -> Result<Command, String> {
    let mut query = Query::default();
    let (mut files, mut report) = (Vec::new(), false);
    let mut args = args.iter();
    while let Some(&arg) = args.next() {
        let Some(flag) = arg.strip_prefix("--").or(arg.strip_prefix('-')).filter(|f| !f.is_empty())
        else {
            files.push(arg);
            continue;
        };
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (flag, None),
        };
        match name {
            "top" | "text" => report = true,
            "cum" => query.sort = Sort::Cum,
            "flat" => query.sort = Sort::Flat,
            "functions" | "filefunctions" | "files" | "lines" | "addresses" => {
                query.set_flag("granularity", name).map_err(|e| e.to_string())?;
            }
            _ => {
                let option = OPTIONS
                    .iter()
                    .find(|o| o.name == name)
                    .ok_or_else(|| format!("flag provided but not defined: -{name}"))?;
                let value = match value {
                    Some(value) => value,
                    None if option.is_bool => "t",
                    None => {
                        args.next().ok_or_else(|| format!("flag needs an argument: -{name}"))?
                    }
                };
                option.set(&mut query, value).map_err(|e| e.to_string())?;
            }
        }
    }
    if !report {
        return Err("no report was asked for: this version has -top".to_owned());
    }
    match files[..] {
        [file] => Ok(Command { query, file: file.to_owned() }),
        [] => Err("no profile was named".to_owned()),
        _ => Err("several profiles cannot be merged yet: name one".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_go_flags() {
        let command = parse(&["-top", "--cum", "-nodecount", "5", "-si=x", "f"]);
        assert_eq!(command, Err("flag provided but not defined: -si".to_owned()));
        let command = parse(&["-top", "--cum", "-nodecount", "5", "-lines", "-trim=false", "f"]);
        let query = Query {
            sort: Sort::Cum,
            nodecount: Some(5),
            granularity: crate::query::Granularity::Lines,
            trim: false,
            ..Query::default()
        };
        assert_eq!(command, Ok(Command { query, file: "f".to_owned() }));
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = |args: &[&str]| parse(args).unwrap_err();
        assert_eq!(error(&["-top"]), "no profile was named");
        assert_eq!(error(&["-top", "-nodecount"]), "flag needs an argument: -nodecount");
        assert_eq!(error(&["f"]), "no report was asked for: this version has -top");
    }
}
