//! `#[derive(Message)]`: how a type is read from a JavaScript object, and written as one.
//!
//! A structure is an object whose fields have the same names. An enum is what serde calls
//! externally tagged: `{variant: content}`, or the variant's name alone where it has no content;
//! names of variants are in kebab case. Compared with serde, what is made here is smaller: readers
//! know each field's place, and nothing is visited. That matters in what is loaded first.
//!
//! `#[message(default)]` on a structure has fields that are missing take their defaults;
//! `#[message(null)]` writes `null` instead of `undefined` for what is not there;
//! `#[message(kind)]` on an enum adds `kind()`, the name of the variant.

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Error, Fields, FieldsNamed, Ident, parse_macro_input};

/// Contents of `#[message(…)]`.
#[derive(Default)]
struct Options {
    default: bool,
    null: bool,
    kind: bool,
}

/// See the crate.
#[proc_macro_derive(Message, attributes(message))]
pub fn message(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn expand(input: &DeriveInput) -> Result<Tokens, Error> {
    let options = options(input)?;
    let name = &input.ident;
    let (read, write) = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => structure(fields, &options),
            _ => return Err(Error::new_spanned(name, "fields of a message have names")),
        },
        Data::Enum(data) => choice(name, data, &options)?,
        Data::Union(_) => return Err(Error::new_spanned(name, "a message is no union")),
    };
    let kind = match &input.data {
        Data::Enum(data) if options.kind => kinds(name, data),
        _ => Tokens::new(),
    };
    Ok(quote! {
        impl ::hearth_messages::Message for #name {
            fn read(
                value: &::hearth_messages::JsValue,
            ) -> ::core::result::Result<Self, ::hearth_messages::Error> {
                #read
            }

            fn write(&self) -> ::hearth_messages::JsValue {
                #write
            }
        }

        #kind
    })
}

fn options(input: &DeriveInput) -> Result<Options, Error> {
    let mut options = Options::default();
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("message")) {
        attribute.parse_nested_meta(|meta| {
            match meta.path.get_ident().map(ToString::to_string).as_deref() {
                Some("default") => options.default = true,
                Some("null") => options.null = true,
                Some("kind") => options.kind = true,
                _ => return Err(meta.error("one of default, null and kind")),
            }
            Ok(())
        })?;
    }
    Ok(options)
}

fn structure(fields: &FieldsNamed, options: &Options) -> (Tokens, Tokens) {
    let read = read_fields(fields, &quote!(value), options);
    let (names, puts) = put_fields(fields, options);
    let write = quote! {
        let object = ::hearth_messages::wire::object();
        let Self { #(#names),* } = self;
        #(#puts)*
        object.into()
    };
    (quote!(::core::result::Result::Ok(Self { #read })), write)
}

/// Reads the fields of an object.
fn read_fields(fields: &FieldsNamed, object: &Tokens, options: &Options) -> Tokens {
    let read = match options.default {
        true => quote!(::hearth_messages::wire::field_or_default),
        false => quote!(::hearth_messages::wire::field),
    };
    let fields = names(fields).into_iter().map(|name| {
        let key = key(name);
        quote!(#name: #read(#object, #key)?)
    });
    quote!(#(#fields),*)
}

/// Their names, and what puts each into `object`.
fn put_fields<'a>(fields: &'a FieldsNamed, options: &Options) -> (Vec<&'a Ident>, Vec<Tokens>) {
    let put = match options.null {
        true => quote!(::hearth_messages::wire::put_or_null),
        false => quote!(::hearth_messages::wire::put),
    };
    let names = names(fields);
    let puts = names.iter().map(|name| {
        let key = key(name);
        quote!(#put(&object, #key, #name);)
    });
    let puts = puts.collect();
    (names, puts)
}

fn choice(name: &Ident, data: &DataEnum, options: &Options) -> Result<(Tokens, Tokens), Error> {
    let (mut reads, mut writes) = (Vec::new(), Vec::new());
    for variant in &data.variants {
        let (ident, key) = (&variant.ident, kebab(&variant.ident));
        match &variant.fields {
            Fields::Unit => {
                reads.push(quote!(#key => Self::#ident));
                writes.push(quote!(Self::#ident => ::hearth_messages::JsValue::from(#key)));
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                reads.push(quote! {
                    #key => Self::#ident(::hearth_messages::Message::read(&content)?)
                });
                writes.push(quote! {
                    Self::#ident(content) => ::hearth_messages::wire::tagged(
                        #key,
                        ::hearth_messages::Message::write(content),
                    )
                });
            }
            Fields::Named(fields) => {
                let read = read_fields(fields, &quote!(&content), options);
                let (names, puts) = put_fields(fields, options);
                reads.push(quote!(#key => Self::#ident { #read }));
                writes.push(quote! {
                    Self::#ident { #(#names),* } => {
                        let object = ::hearth_messages::wire::object();
                        #(#puts)*
                        ::hearth_messages::wire::tagged(#key, object.into())
                    }
                });
            }
            Fields::Unnamed(fields) => {
                return Err(Error::new_spanned(fields, "a variant has one content, or fields"));
            }
        }
    }
    let wanted = name.to_string();
    let read = quote! {
        let (variant, content) = ::hearth_messages::wire::variant(value)?;
        ::core::result::Result::Ok(match &*variant {
            #(#reads,)*
            _ => return ::core::result::Result::Err(::hearth_messages::wire::wrong(#wanted)),
        })
    };
    Ok((read, quote!(match self { #(#writes,)* })))
}

fn kinds(name: &Ident, data: &DataEnum) -> Tokens {
    let arms = data.variants.iter().map(|variant| {
        let (ident, key) = (&variant.ident, kebab(&variant.ident));
        quote!(Self::#ident { .. } => #key)
    });
    quote! {
        impl #name {
            /// Returns the name that its variant has in JavaScript.
            pub fn kind(&self) -> &'static str {
                match self { #(#arms),* }
            }
        }
    }
}

fn names(fields: &FieldsNamed) -> Vec<&Ident> {
    fields.named.iter().filter_map(|field| field.ident.as_ref()).collect()
}

/// A field's name in JavaScript.
fn key(name: &Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

/// `NotExported` as `not-exported`.
fn kebab(name: &Ident) -> String {
    let mut kebab = String::new();
    for letter in name.to_string().chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}
