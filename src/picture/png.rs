//! Writes a picture as PNG. The bytes depend on the picture alone, not on the machine or the time.

use crate::picture::{canvas::Canvas, raster::Rasterizer, screen::Picture};
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

/// The most pixels of a PNG, which bounds its memory.
const MAX_PIXELS: u64 = 64_000_000;

/// Returns `picture` as PNG.
///
/// # Errors
/// The picture is too large, or cannot be encoded.
pub(crate) fn png(picture: &Picture<'_>) -> Result<Vec<u8>, String> {
    let layout = picture.layout();
    let (width, height) = (layout.width * picture.scale, layout.height * picture.scale);
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(format!(
            "a PNG of {width}×{height} pixels is too large; choose a smaller size or scale"
        ));
    }
    let mut raster = Rasterizer::new(picture.scale, (width, height), picture.palette.background)?;
    if picture.frame {
        raster.window(picture, layout);
    }
    raster.cells(picture, layout);
    encode(picture, width, height, &raster.canvas).map_err(|error| error.to_string())
}

fn encode(
    picture: &Picture<'_>,
    width: u32,
    height: u32,
    canvas: &Canvas,
) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    // Indexed colours take a third of the time and of the bytes.
    let indexed = canvas.indexed();
    let pixels = if let Some((colors, indices)) = &indexed {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colors);
        indices
    } else {
        encoder.set_color(ColorType::Rgb);
        &canvas.pixels
    };
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    for (key, text) in [
        ("Title", picture.title),
        ("Description", picture.description),
        ("Software", picture.software),
    ] {
        encoder.add_itxt_chunk(key.to_owned(), text.to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}
