//! OTLP/JSON: the same messages, with names instead of numbers.
//!
//! Names are compared without underscores and case, as both spellings are written; names of
//! all layouts are taken. Several values in one text are several messages.

use super::super::Found;
use super::super::json::{Json, Kind};
use super::model::{
    Attribute, Function, Line, Mapping, Message, Name, Profile, Samples, Tables, Text, Value,
};
use crate::read::ReadError;
use std::borrow::Cow;

/// Limit of the depth of values in values.
const DEPTH: usize = 8;

/// Reads one message or several.
///
/// # Errors
///
/// `None` if there is no part of such a message.
pub fn read(content: &[u8]) -> Result<Found, Option<ReadError>> {
    let mut json = Json::new(content);
    let mut messages = Vec::new();
    let mut is_known = false;
    while !json.is_at_end() {
        let message = match message(&mut json) {
            Err(_) if !is_known && !names_resources(content) => return Err(None),
            message => message?,
        };
        is_known |= !message.resources.is_empty() || !message.tables.strings.is_empty();
        messages.push(message);
    }
    if !is_known {
        return Err(None);
    }
    super::found(&messages, false, content.len()).map_err(Some)
}

/// Returns whether the text has the key that nothing but OTLP's profiles has.
fn names_resources(content: &[u8]) -> bool {
    let has = |key: &[u8]| content.windows(key.len()).any(|part| part == key);
    has(b"\"resourceProfiles\"") || has(b"\"resource_profiles\"")
}

/// Calls `$visit` for each key of an object, which must take the value.
macro_rules! each_key {
    ($json:ident, $key:ident => $visit:expr) => {
        if $json.object()? {
            while let Some($key) = $json.key()? {
                let $key = plain(&$key);
                $visit
            }
        }
    };
}

/// Calls `$visit` for each item of an array, which must take it.
macro_rules! each_item {
    ($json:ident => $visit:expr) => {
        if $json.array()? {
            while $json.item()? {
                $visit
            }
        }
    };
}

/// A key in lower case, without underscores. Longer ones are nobody's.
fn plain(key: &[u8]) -> String {
    let letters = key.iter().filter(|&&byte| byte != b'_').take(40);
    letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

fn message<'a>(json: &mut Json<'a>) -> Result<Message<'a>, ReadError> {
    let mut message = Message::default();
    each_key!(json, key => match &*key {
        "resourceprofiles" => each_item!(json => resource(json, &mut message)?),
        "dictionary" => each_key!(json, key => table(json, &key, &mut message.tables)?),
        _ => json.skip()?,
    });
    Ok(message)
}

fn resource<'a>(json: &mut Json<'a>, message: &mut Message<'a>) -> Result<(), ReadError> {
    let resource = message.resources.len();
    message.resources.push(Vec::new());
    each_key!(json, key => match &*key {
        "resource" => each_key!(json, key => match &*key {
            "attributes" => each_item!(json => {
                let attribute = attribute(json, DEPTH)?;
                message.resources[resource].push(attribute);
            }),
            _ => json.skip()?,
        }),
        "scopeprofiles" => each_item!(json => scope(json, message, resource)?),
        _ => json.skip()?,
    });
    Ok(())
}

fn scope<'a>(
    json: &mut Json<'a>,
    message: &mut Message<'a>,
    resource: usize,
) -> Result<(), ReadError> {
    let scope = message.scopes.len();
    message.scopes.push(Vec::new());
    each_key!(json, key => match &*key {
        "scope" => each_key!(json, key => {
            let to = &mut message.scopes[scope];
            match &*key {
                "name" => to.push(super::scope_attribute(b"otel.scope.name", json.text()?)),
                "version" => to.push(super::scope_attribute(b"otel.scope.version", json.text()?)),
                "attributes" => each_item!(json => to.push(attribute(json, DEPTH)?)),
                _ => json.skip()?,
            }
        }),
        "profiles" => each_item!(json => {
            let mut profile = profile(json)?;
            (profile.resource, profile.scope) = (resource, scope);
            message.profiles.push(profile);
        }),
        _ => json.skip()?,
    });
    Ok(())
}

/// One table; the names of all layouts differ only in this ending.
fn table<'a>(json: &mut Json<'a>, key: &str, to: &mut Tables<'a>) -> Result<(), ReadError> {
    match key {
        "mappingtable" => each_item!(json => to.mappings.push(mapping(json)?)),
        "locationtable" => each_item!(json => location(json, to)?),
        "functiontable" => each_item!(json => to.functions.push(function(json)?)),
        "linktable" => each_item!(json => {
            let mut link = [Cow::Borrowed(&b""[..]), Cow::Borrowed(&b""[..])];
            each_key!(json, key => match &*key {
                "traceid" => link[0] = id(json.text()?),
                "spanid" => link[1] = id(json.text()?),
                _ => json.skip()?,
            });
            to.links.push(link);
        }),
        "stringtable" => each_item!(json => to.strings.push(json.text()?)),
        "attributetable" => each_item!(json => to.attributes.push(attribute(json, DEPTH)?)),
        "attributeunits" => each_item!(json => to.units.push(pair(json)?)),
        "stacktable" => each_item!(json => {
            each_key!(json, key => match &*key {
                "locationindices" => json.indices(&mut to.stacks.items)?,
                _ => json.skip()?,
            });
            to.stacks.finish();
        }),
        _ => json.skip()?,
    }
    Ok(())
}

/// The bytes of an id: hexadecimal here, in spite of how JSON has bytes elsewhere.
fn id(text: Text) -> Text {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let bytes: Option<Vec<u8>> =
        text.chunks(2).map(|two| Some(digit(two[0])? << 4 | digit(*two.get(1)?)?)).collect();
    match bytes {
        Some(bytes) => Cow::Owned(bytes),
        None => text,
    }
}

fn mapping(json: &mut Json) -> Result<Mapping, ReadError> {
    let mut mapping = Mapping::default();
    each_key!(json, key => match &*key {
        "memorystart" => mapping.start = json.integer()?.unwrap_or(0) as u64,
        "memorylimit" => mapping.limit = json.integer()?.unwrap_or(0) as u64,
        "fileoffset" => mapping.offset = json.integer()?.unwrap_or(0) as u64,
        "filenamestrindex" => mapping.file = index(json)?,
        "attributeindices" => json.indices(&mut mapping.attributes)?,
        _ => json.skip()?,
    });
    Ok(mapping)
}

fn location(json: &mut Json, tables: &mut Tables) -> Result<(), ReadError> {
    let to = &mut tables.locations;
    let (mut mapping, mut address) = (0, 0);
    let mut attributes = Vec::new();
    each_key!(json, key => match &*key {
        "attributeindices" => json.indices(&mut attributes)?,
        "mappingindex" => mapping = index(json)?,
        "address" => address = json.integer()?.unwrap_or(0) as u64,
        "line" | "lines" => each_item!(json => {
            let mut line = Line::default();
            each_key!(json, key => match &*key {
                "functionindex" => line.function = index(json)?,
                "line" => line.line = json.integer()?.unwrap_or(0),
                "column" => line.column = json.integer()?.unwrap_or(0),
                _ => json.skip()?,
            });
            to.lines.push(line);
        }),
        _ => json.skip()?,
    });
    to.mapping.push(mapping);
    to.address.push(address);
    to.attributes.push(attributes.iter().filter(|&&row| row > 0).count() as u32);
    to.ends.push(to.lines.len() as u32);
    Ok(())
}

fn function(json: &mut Json) -> Result<Function, ReadError> {
    let mut function = Function::default();
    each_key!(json, key => match &*key {
        "namestrindex" => function.name = index(json)?,
        "systemnamestrindex" => function.system_name = index(json)?,
        "filenamestrindex" => function.file = index(json)?,
        "startline" => function.start_line = json.integer()?.unwrap_or(0),
        _ => json.skip()?,
    });
    Ok(function)
}

fn profile<'a>(json: &mut Json<'a>) -> Result<Profile<'a>, ReadError> {
    let mut profile = Profile::default();
    let mut tables = Tables::default();
    let mut default_index = None;
    each_key!(json, key => match &*key {
        "sampletype" if json.kind()? == Kind::Array => {
            each_item!(json => profile.sample_types.push(pair(json)?));
        }
        "sampletype" => profile.sample_types.push(pair(json)?),
        "sample" | "samples" => each_item!(json => sample(json, &mut profile.samples)?),
        "locationindices" => json.indices(&mut profile.location_indices)?,
        "timenanos" | "timeunixnano" => profile.time_nanos = json.integer()?.unwrap_or(0),
        "durationnanos" | "durationnano" => {
            profile.duration_nanos = json.integer()?.unwrap_or(0);
        }
        "periodtype" => profile.period_type = pair(json)?,
        "period" => profile.period = json.integer()?.unwrap_or(0),
        "commentstrindices" => json.indices(&mut profile.comments)?,
        "defaultsampletypestrindex" => profile.default_type = json.index()?,
        "defaultsampletypeindex" => default_index = json.index()?,
        "attributeindices" => json.indices(&mut profile.attributes)?,
        key => table(json, key, &mut tables)?,
    });
    if let Some(&[kind, _]) = default_index.and_then(|at| profile.sample_types.get(at as usize)) {
        profile.default_type = Some(kind);
    }
    // v1.5 has the tables here.
    profile.tables = (!tables.strings.is_empty()).then(|| Box::new(tables));
    Ok(profile)
}

fn sample(json: &mut Json, to: &mut Samples) -> Result<(), ReadError> {
    let (mut stack, mut len, mut link, mut timestamps) = (0, 0, 0, 0);
    each_key!(json, key => match &*key {
        "stackindex" | "locationsstartindex" => stack = index(json)?,
        "locationslength" => len = index(json)?,
        "linkindex" => link = index(json)?,
        "value" | "values" => each_item!(json => to.values.push(json.integer()?.unwrap_or(0))),
        "attributeindices" => json.indices(&mut to.attributes.items)?,
        "timestampsunixnano" => each_item!(json => {
            json.skip()?;
            timestamps += 1;
        }),
        _ => json.skip()?,
    });
    to.end(stack, len, link, timestamps);
    Ok(())
}

fn attribute<'a>(json: &mut Json<'a>, depth: usize) -> Result<Attribute<'a>, ReadError> {
    let mut attribute = Attribute::default();
    each_key!(json, key => match &*key {
        "key" => attribute.key = Name::Text(json.text()?),
        "keystrindex" => attribute.key = Name::Index(index(json)?),
        "unitstrindex" => attribute.unit = index(json)?,
        "value" => attribute.value = value(json, depth)?,
        _ => json.skip()?,
    });
    Ok(attribute)
}

/// An `AnyValue`. What has values in it becomes one text; what lies too deep is left out.
fn value<'a>(json: &mut Json<'a>, depth: usize) -> Result<Value<'a>, ReadError> {
    let mut value = Value::default();
    each_key!(json, key => match &*key {
        "stringvalue" | "doublevalue" | "bytesvalue" => {
            value = Value::Text(Name::Text(json.text()?));
        }
        "intvalue" => value = Value::Number(json.integer()?.unwrap_or(0)),
        "boolvalue" => value = Value::Text(Name::Text(json.word()?.as_bytes().into())),
        "stringvaluestrindex" => value = Value::Text(Name::Index(index(json)?)),
        "arrayvalue" | "kvlistvalue" if depth > 0 => {
            value = Value::Text(Name::Text(Cow::Owned(list(json, key == "kvlistvalue", depth - 1)?)));
        }
        _ => json.skip()?,
    });
    Ok(value)
}

fn list(json: &mut Json, has_keys: bool, depth: usize) -> Result<Vec<u8>, ReadError> {
    let mut all = Vec::new();
    each_key!(json, key => match &*key {
        "values" => each_item!(json => {
            if !all.is_empty() {
                all.push(b',');
            }
            let item = if has_keys {
                let pair = attribute(json, depth)?;
                if let Name::Text(key) = &pair.key {
                    all.extend_from_slice(key);
                }
                all.push(b':');
                pair.value
            } else {
                value(json, depth)?
            };
            match item {
                Value::Text(Name::Text(text)) => all.extend_from_slice(&text),
                Value::Number(number) => all.extend(number.to_string().bytes()),
                Value::Text(Name::Index(_)) => {}
            }
        }),
        _ => json.skip()?,
    });
    Ok(all)
}

/// A kind and a unit, or a key and its unit.
fn pair(json: &mut Json) -> Result<[u32; 2], ReadError> {
    let mut pair = [0, 0];
    each_key!(json, key => match &*key {
        "typestrindex" | "attributekeystrindex" => pair[0] = index(json)?,
        "unitstrindex" => pair[1] = index(json)?,
        _ => json.skip()?,
    });
    Ok(pair)
}

/// An index; what is none is the largest.
fn index(json: &mut Json) -> Result<u32, ReadError> {
    Ok(json.index()?.unwrap_or(u32::MAX))
}
