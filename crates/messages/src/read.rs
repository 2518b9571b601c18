//! Reading the messages of the first load, field by field.
//!
//! Every message has serde's readers; these few are read by the engine and by the page
//! before the rest of either is there, and serde's readers of them would be some
//! percent of what is loaded first.

use crate::{
    Detail, Error, FlameData, FlameWindow, Names, Phase, Reply, SampleType, Summary, TopData,
    ViewRequest,
};
use js_sys::{Array, BigInt64Array, Float64Array, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};

/// What can be read without serde.
pub trait Read: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When the value is not of this type.
    fn read(value: &JsValue) -> Result<Self, Error>;
}

/// A field of an object; what is missing is `undefined`.
fn field<T: Read>(object: &JsValue, name: &str) -> Result<T, Error> {
    T::read(&Reflect::get(object, &name.into())?)
}

fn wrong(wanted: &str) -> Error {
    Error::new(["a message has something else in place of ", wanted].concat())
}

impl Read for JsValue {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Ok(value.clone())
    }
}

impl Read for String {
    fn read(value: &JsValue) -> Result<Self, Error> {
        value.as_string().ok_or_else(|| wrong("a text"))
    }
}

impl Read for bool {
    fn read(value: &JsValue) -> Result<Self, Error> {
        value.as_bool().ok_or_else(|| wrong("true or false"))
    }
}

impl Read for f64 {
    fn read(value: &JsValue) -> Result<Self, Error> {
        value.as_f64().ok_or_else(|| wrong("a number"))
    }
}

impl Read for u32 {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Ok(f64::read(value)? as Self)
    }
}

impl Read for i64 {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Self::try_from(value.clone()).or_else(|_| Ok(f64::read(value)? as Self))
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &JsValue) -> Result<Self, Error> {
        if value.is_null() || value.is_undefined() { Ok(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue) -> Result<Self, Error> {
        let array = value.dyn_ref::<Array>().ok_or_else(|| wrong("a list"))?;
        array.iter().map(|item| T::read(&item)).collect()
    }
}

impl Read for Phase {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Ok(if String::read(value)? == "bytes" { Self::Bytes } else { Self::Samples })
    }
}

/// Columns: arrays stay in JavaScript's memory.
macro_rules! columns {
    ($($column:ty),*) => {$(
        impl Read for $column {
            fn read(value: &JsValue) -> Result<Self, Error> {
                value.dyn_ref().cloned().ok_or_else(|| wrong(stringify!($column)))
            }
        }
    )*};
}

columns!(BigInt64Array, Float64Array, Uint32Array, Uint8Array, Array);

/// Structures whose fields are all there, in JavaScript under the same names.
macro_rules! structures {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl Read for $name {
            fn read(value: &JsValue) -> Result<Self, Error> {
                Ok(Self { $($field: field(value, stringify!($field))?),* })
            }
        }
    )*};
}

structures! {
    Names { ends, utf8 }
    SampleType { name, unit }
    FlameWindow { from, to, min_pixels, pixels }
    Summary {
        kind, sample_types, default_sample_type, samples, stacks, functions, bytes, uncompressed,
        time_nanos, duration_nanos, binary, remarks, library, modules, labels,
    }
    TopData {
        total, unit, output_unit, flat, cum, inlined, names, package, packages, file, files,
        binary, binaries,
    }
    FlameData {
        total, unit, output_unit, width, from, to, levels, left, widths, cum, flat, frame, count,
        inlined, pivot_depth, matched, matched_functions, matches, names, files,
        shades,
    }
}

impl Read for ViewRequest {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Ok(Self {
            view: field(value, "view")?,
            file: field(value, "file")?,
            generation: field(value, "generation")?,
            query: field(value, "query")?,
            window: field(value, "window")?,
            detail: field::<Option<_>>(value, "detail")?.unwrap_or_default(),
            advances: Vec::new(),
        })
    }
}

impl Read for Detail {
    /// What is missing is not asked.
    fn read(value: &JsValue) -> Result<Self, Error> {
        Ok(Self {
            subject: field::<Option<_>>(value, "subject")?.unwrap_or_default(),
            search: field::<Option<_>>(value, "search")?.unwrap_or_default(),
            collapse: field::<Option<_>>(value, "collapse")?.unwrap_or_default(),
            expand: field::<Option<_>>(value, "expand")?.unwrap_or_default(),
            first: field::<Option<_>>(value, "first")?.unwrap_or_default(),
            count: field::<Option<_>>(value, "count")?.unwrap_or_default(),
            // What is compared is among the rest, which reads it with serde.
            ..Self::default()
        })
    }
}

impl Read for Reply {
    /// An object with one field, or the name alone.
    fn read(value: &JsValue) -> Result<Self, Error> {
        let kind = match value.dyn_ref::<Object>() {
            Some(object) => Object::keys(object).get(0),
            None => value.clone(),
        };
        let kind = String::read(&kind)?;
        if kind == "ready" {
            return Ok(Self::Ready);
        }
        let body = &Reflect::get(value, &kind.as_str().into())?;
        Ok(match &*kind {
            "progress" => Self::Progress {
                file: field(body, "file")?,
                phase: field(body, "phase")?,
                done: field(body, "done")?,
                total: field(body, "total")?,
                samples: field(body, "samples")?,
            },
            "opened" => Self::Opened {
                file: field(body, "file")?,
                summary: Box::new(field(body, "summary")?),
                started: field(body, "started")?,
                duration: field(body, "duration")?,
                memory: field(body, "memory")?,
            },
            "failed" => {
                Self::Failed { file: field(body, "file")?, message: field(body, "message")? }
            }
            "cancelled" => Self::Cancelled { file: field(body, "file")? },
            "view" => Self::View {
                file: field(body, "file")?,
                view: field(body, "view")?,
                generation: field(body, "generation")?,
                data: field(body, "data")?,
                started: field(body, "started")?,
                duration: field(body, "duration")?,
                memory: field(body, "memory")?,
            },
            "refused" => Self::Refused {
                file: field(body, "file")?,
                view: field(body, "view")?,
                generation: field(body, "generation")?,
                message: field(body, "message")?,
            },
            "completions" => {
                Self::Completions { request: field(body, "request")?, items: field(body, "items")? }
            }
            "hashed" => Self::Hashed { file: field(body, "file")?, sha256: field(body, "sha256")? },
            "exported" => {
                Self::Exported { request: field(body, "request")?, bytes: field(body, "bytes")? }
            }
            "not-exported" => Self::NotExported {
                request: field(body, "request")?,
                message: field(body, "message")?,
            },
            "source-text" => Self::SourceText {
                request: field(body, "request")?,
                candidates: field(body, "candidates")?,
                text: field(body, "text")?,
            },
            "source-files" => Self::SourceFiles {
                count: field(body, "count")?,
                problems: field(body, "problems")?,
            },
            "apart" => Self::Apart { file: field(body, "file")? },
            "gathered" => Self::Gathered {
                drop: field(body, "drop")?,
                data: field(body, "data")?,
                profiles: field(body, "profiles")?,
            },
            "died" => Self::Died { file: field(body, "file")?, message: field(body, "message")? },
            _ => return Err(wrong("a reply")),
        })
    }
}
