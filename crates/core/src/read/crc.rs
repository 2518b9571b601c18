//! CRC-32 as gzip has it.
//!
//! Natively it is crc32fast's. In WebAssembly that one has 16 KB of tables that do not
//! compress, for a checksum that the browser makes for nearly every file: there, a table
//! of 1 KB does.

#[cfg(not(target_arch = "wasm32"))]
pub use crc32fast::Hasher as Crc;

#[cfg(target_arch = "wasm32")]
pub use small::Crc;

#[cfg(any(target_arch = "wasm32", test))]
mod small {
    /// A checksum of what came so far.
    #[derive(Clone)]
    pub struct Crc {
        table: [u32; 256],
        state: u32,
    }

    impl Crc {
        pub fn new() -> Self {
            let entry = |byte: usize| {
                (0..8).fold(byte as u32, |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
            };
            Self { table: std::array::from_fn(entry), state: !0 }
        }

        pub fn update(&mut self, bytes: &[u8]) {
            let Self { table, state } = self;
            *state = bytes.iter().fold(*state, |crc, &byte| {
                table[((crc ^ u32::from(byte)) & 0xff) as usize] ^ (crc >> 8)
            });
        }

        pub fn finalize(self) -> u32 {
            !self.state
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_come_to_the_same() {
        for bytes in [&b""[..], b"a", b"123456789", &[0xff; 1000]] {
            let mut small = super::small::Crc::new();
            bytes.chunks(7).for_each(|piece| small.update(piece));
            assert_eq!(small.finalize(), crc32fast::hash(bytes));
        }
    }
}
