//! Writes a ZIP archive in memory. All entries have the same date, so that the same content gives the
//! same bytes.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// 1 January 1980, the earliest date in a ZIP archive.
const DATE: u16 = 0x0021;
/// The ZIP version that introduced compression.
const VERSION: u16 = 20;
/// The compression method.
const DEFLATE: u16 = 8;

/// For a workbook of 10,000 divisions, this takes half the time of the default level and an eighth
/// more space.
const LEVEL: Compression = Compression::new(3);

/// An archive under construction.
#[derive(Default)]
pub(super) struct Zip {
    bytes: Vec<u8>,
    /// The central directory.
    directory: Vec<u8>,
    n_entries: u16,
}

impl Zip {
    /// Adds an entry; `name` must be ASCII.
    pub(super) fn add(&mut self, name: &str, content: &str) -> Result<(), String> {
        let mut encoder = DeflateEncoder::new(Vec::new(), LEVEL);
        let compressed = encoder
            .write_all(content.as_bytes())
            .and_then(|()| encoder.finish())
            .map_err(|error| format!("the workbook cannot be packed: {error}"))?;
        let mut crc = Crc::new();
        crc.update(content.as_bytes());
        let at = to_u32(self.bytes.len())?;

        let mut fields = Vec::with_capacity(32);
        for field in [VERSION, 0, DEFLATE, 0, DATE] {
            fields.extend(field.to_le_bytes());
        }
        for field in [crc.sum(), to_u32(compressed.len())?, to_u32(content.len())?] {
            fields.extend(field.to_le_bytes());
        }
        fields.extend((name.len() as u16).to_le_bytes());
        // There is no extra field.
        fields.extend([0, 0]);

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&fields);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(compressed);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&fields);
        // There is no comment and no attributes, and the disk is 0.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.n_entries += 1;
        Ok(())
    }

    /// Returns the bytes of the archive.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, String> {
        let at = to_u32(self.bytes.len())?;
        let length = to_u32(self.directory.len())?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06");
        self.bytes.extend([0; 4]);
        self.bytes.extend(self.n_entries.to_le_bytes());
        self.bytes.extend(self.n_entries.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(at.to_le_bytes());
        self.bytes.extend([0, 0]);
        Ok(self.bytes)
    }
}

fn to_u32(length: usize) -> Result<u32, String> {
    u32::try_from(length).map_err(|_| "a workbook cannot be larger than 4 GB".into())
}
