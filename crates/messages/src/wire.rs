//! Conversion between Rust's values and JavaScript's. `#[derive(Message)]` makes the rest of it.
//!
//! Numbers are numbers, `i64` are big integers, columns stay the typed arrays that they are, and
//! what is not there is `undefined`.

use js_sys::{
    Array, BigInt64Array, Error as JsError, Float64Array, Object, Reflect, Uint8Array, Uint32Array,
};
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};

/// A value that can be posted, and read where it arrives.
pub trait Message: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When the value is not of this type.
    fn read(value: &JsValue) -> Result<Self, Error>;

    /// Writes it as a JavaScript value of its own.
    fn write(&self) -> JsValue;

    /// Value of a field that is missing; `None` where it must be there.
    fn missing() -> Option<Self> {
        None
    }
}

/// Why a value is no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        JsError::new(&error.0).into()
    }
}

/// An error that says what was wanted.
#[cold]
pub fn wrong(wanted: &str) -> Error {
    Error(["a message has something else in place of ", wanted].concat())
}

/// An object without fields.
pub fn object() -> Object {
    Object::new()
}

/// A field of an object.
///
/// # Errors
///
/// When it is missing, or not of this type.
pub fn field<T: Message>(object: &JsValue, name: &str) -> Result<T, Error> {
    let value = get(object, name)?;
    match T::missing() {
        Some(missing) if is_nothing(&value) => Ok(missing),
        _ => T::read(&value).map_err(|error| within(error, name)),
    }
}

/// A field that may be missing.
///
/// # Errors
///
/// When it is there and not of this type.
pub fn field_or_default<T: Message + Default>(object: &JsValue, name: &str) -> Result<T, Error> {
    let value = get(object, name)?;
    if is_nothing(&value) { Ok(T::default()) } else { T::read(&value).map_err(|e| within(e, name)) }
}

#[cold]
fn within(error: Error, name: &str) -> Error {
    Error([&*error.0, " in ", name].concat())
}

fn get(object: &JsValue, name: &str) -> Result<JsValue, Error> {
    Reflect::get(object, &name.into()).map_err(|_| wrong("an object"))
}

fn is_nothing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// Puts a field into an object.
pub fn put(object: &Object, name: &str, value: &impl Message) {
    set(object, name, &value.write());
}

/// The same, with `null` for what is not there.
pub fn put_or_null(object: &Object, name: &str, value: &impl Message) {
    let value = value.write();
    let value = if value.is_undefined() { JsValue::NULL } else { value };
    set(object, name, &value);
}

fn set(object: &Object, name: &str, value: &JsValue) {
    let is_set = Reflect::set(object, &name.into(), value);
    debug_assert!(is_set.is_ok(), "a new object takes everything");
}

/// An object with one field.
pub fn tagged(name: &str, content: JsValue) -> JsValue {
    let object = object();
    set(&object, name, &content);
    object.into()
}

/// The name of a variant, and its content: the one field of an object, or a name alone.
///
/// # Errors
///
/// When it is neither.
pub fn variant(value: &JsValue) -> Result<(String, JsValue), Error> {
    if let Some(name) = value.as_string() {
        return Ok((name, JsValue::UNDEFINED));
    }
    let object = value.dyn_ref::<Object>().ok_or_else(|| wrong("an object"))?;
    let name = Object::keys(object).get(0).as_string().ok_or_else(|| wrong("a name"))?;
    let content = get(value, &name)?;
    Ok((name, content))
}

impl Message for JsValue {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Ok(value.clone())
    }

    fn write(&self) -> JsValue {
        self.clone()
    }
}

impl Message for String {
    fn read(value: &JsValue) -> Result<Self, Error> {
        value.as_string().ok_or_else(|| wrong("a text"))
    }

    fn write(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl Message for bool {
    fn read(value: &JsValue) -> Result<Self, Error> {
        value.as_bool().ok_or_else(|| wrong("true or false"))
    }

    fn write(&self) -> JsValue {
        JsValue::from_bool(*self)
    }
}

impl Message for f64 {
    fn read(value: &JsValue) -> Result<Self, Error> {
        value.as_f64().ok_or_else(|| wrong("a number"))
    }

    fn write(&self) -> JsValue {
        JsValue::from_f64(*self)
    }
}

impl Message for u32 {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Ok(f64::read(value)? as Self)
    }

    fn write(&self) -> JsValue {
        f64::from(*self).into()
    }
}

impl Message for i64 {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Self::try_from(value.clone()).or_else(|_| Ok(f64::read(value)? as Self))
    }

    fn write(&self) -> JsValue {
        (*self).into()
    }
}

impl<T: Message> Message for Option<T> {
    fn read(value: &JsValue) -> Result<Self, Error> {
        if is_nothing(value) { Ok(None) } else { T::read(value).map(Some) }
    }

    fn write(&self) -> JsValue {
        self.as_ref().map_or(JsValue::UNDEFINED, T::write)
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: Message> Message for Box<T> {
    fn read(value: &JsValue) -> Result<Self, Error> {
        T::read(value).map(Self::new)
    }

    fn write(&self) -> JsValue {
        T::write(self)
    }
}

impl<T: Message> Message for Vec<T> {
    fn read(value: &JsValue) -> Result<Self, Error> {
        items(value)?.iter().map(|item| T::read(&item)).collect()
    }

    fn write(&self) -> JsValue {
        list(self.iter().map(T::write))
    }
}

impl<T: Message, const N: usize> Message for [T; N] {
    fn read(value: &JsValue) -> Result<Self, Error> {
        Self::try_from(Vec::read(value)?).map_err(|_| wrong("a list of another length"))
    }

    fn write(&self) -> JsValue {
        list(self.iter().map(T::write))
    }
}

fn items(value: &JsValue) -> Result<&Array, Error> {
    value.dyn_ref().ok_or_else(|| wrong("a list"))
}

fn list(items: impl Iterator<Item = JsValue>) -> JsValue {
    items.collect::<Array>().into()
}

/// Lists of a fixed length, whose items are of different types.
macro_rules! tuples {
    ($(($($item:ident $at:tt),*))*) => {$(
        impl<$($item: Message),*> Message for ($($item,)*) {
            fn read(value: &JsValue) -> Result<Self, Error> {
                let items = items(value)?;
                Ok(($($item::read(&items.get($at))?,)*))
            }

            fn write(&self) -> JsValue {
                list([$(self.$at.write()),*].into_iter())
            }
        }
    )*};
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
}

/// Columns: arrays stay in JavaScript's memory.
macro_rules! columns {
    ($($column:ty),*) => {$(
        impl Message for $column {
            fn read(value: &JsValue) -> Result<Self, Error> {
                value.dyn_ref().cloned().ok_or_else(|| wrong(stringify!($column)))
            }

            fn write(&self) -> JsValue {
                self.into()
            }
        }
    )*};
}

columns!(BigInt64Array, Float64Array, Uint32Array, Uint8Array, Array);
