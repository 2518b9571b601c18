//! Archives: files that hold several files, and archives in them.
//!
//! `zip` and `tar` read the layouts and nothing else: who has the bytes, as a file of which
//! slices are read or as a stream, gives them the parts that they ask for. [`walk`] is that for
//! bytes in memory; the engine's worker is it for files. Both layouts are simple, and libraries
//! for them read from a `Read + Seek`, which a browser's file is not, or bring tables of
//! character sets that are larger than the rest of the engine.
//!
//! Nothing that an archive says of sizes is trusted: what is made to become larger than it is
//! is refused as it grows.

mod tar;
mod walk;
mod zip;

pub use tar::{Event, Tar, TarEntry};
pub use walk::{Content, Entry, walk};
pub use zip::{Method, Zip, ZipEntry, list_at, local_size};

/// Limit of the entries that are read of one archive.
pub const MOST_ENTRIES: usize = 100_000;
/// Limit of the depth of archives in archives.
pub const DEEPEST: usize = 3;
/// Limit of one unpacked profile, in bytes.
pub const LARGEST: u64 = 512 << 20;
/// Limit of what is unpacked of all profiles in one drop, in bytes.
pub const MOST_UNPACKED: u64 = 1 << 30;
/// Limit of the proportion of unpacked to packed bytes. Profiles have 3 to 50; deflate's
/// best, for zeros, is 1032.
pub const MOST_COMPRESSED: u64 = 400;
/// Limit below which no entry is refused for its proportion, in bytes.
pub const FREE: u64 = 16 << 20;

/// Why an archive, or an entry of it, is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// There is no list of entries at the end.
    #[error("the zip is cut off: the list of its entries, at the end, is missing; fetch it again")]
    NoList,
    /// The list of entries is damaged.
    #[error("the list of entries of the zip is damaged (entry {0}); fetch it again")]
    List(usize),
    /// Two entries share bytes.
    #[error("its entries overlap: it was made to become larger than it is; it is not read")]
    Overlap,
    /// There is too much in it.
    #[error("only the first {MOST_ENTRIES} entries are looked at")]
    Entries,
    /// An archive in an archive in an archive.
    #[error("archives that lie deeper than {DEEPEST} in each other are not opened; unpack it")]
    Depth,
    /// An entry that nobody can read without a password.
    #[error("it is encrypted")]
    Encrypted,
    /// An entry in a way that is not read.
    #[error("its compression (number {0}) is not read; unpack the archive, and drop the folder")]
    Method(u16),
    /// An entry is not where the list says.
    #[error("it is not where the zip says")]
    Place,
    /// The compressed bytes make no sense.
    #[error("its compressed content is damaged or cut off; fetch the archive again")]
    Data,
    /// It becomes much larger than it is.
    #[error(
        "it would have over {} MB, out of {packed} bytes: it is not read",
        largest >> 20
    )]
    Proportion {
        /// Its size in the archive, in bytes.
        packed: u64,
        /// Limit of its unpacked size, in bytes.
        largest: u64,
    },
    /// It is too large.
    #[error("it has over {} MB, which is not read", LARGEST >> 20)]
    Large,
    /// All together are too large.
    #[error("profiles in archives are read up to {} MB in all", MOST_UNPACKED >> 20)]
    Total,
    /// A header of a tar is damaged.
    #[error("the tar is damaged at byte {0}; fetch it again")]
    Tar(u64),
    /// It ends too early.
    #[error("the archive is cut off")]
    Cut,
}

impl BundleError {
    /// Name of the error, for messages. They don't change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoList | Self::Cut => "cut-off",
            Self::List(_) | Self::Tar(_) | Self::Place | Self::Data => "damaged",
            Self::Overlap => "overlap",
            Self::Entries => "entries",
            Self::Depth => "depth",
            Self::Encrypted => "encrypted",
            Self::Method(_) => "method",
            Self::Proportion { .. } => "proportion",
            Self::Large | Self::Total => "large",
        }
    }
}

/// Limit of the unpacked size of an entry that takes `packed` bytes in its archive.
pub fn largest(packed: u64) -> u64 {
    packed.saturating_mul(MOST_COMPRESSED).clamp(FREE, LARGEST)
}

/// A path as it is shown and compared: with `/`, without what leads nowhere.
fn path_of(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).replace('\\', "/");
    let parts = name.split('/').filter(|part| !part.is_empty() && *part != "." && *part != "..");
    parts.collect::<Vec<_>>().join("/")
}
