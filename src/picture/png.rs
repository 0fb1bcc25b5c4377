//! A picture as PNG: pixels into a file with fixed settings.
//!
//! Must not hold anything about the machine or the time it was made.

use crate::picture::{canvas::Canvas, raster::Raster, screen::Picture};
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

/// More pixels than this would take more memory than a picture is worth.
const MOST_PIXELS: u64 = 64_000_000;

/// The PNG of `picture`, or why there is none.
pub(crate) fn png(picture: &Picture<'_>) -> Result<Vec<u8>, String> {
    let place = picture.place();
    let (width, height) = (place.width * picture.scale, place.height * picture.scale);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!(
            "a PNG of {width}×{height} pixels is too large; choose a smaller size or scale"
        ));
    }
    let mut raster = Raster::new(picture.scale, (width, height), picture.palette.background)?;
    if picture.frame {
        raster.window(picture, place);
    }
    raster.cells(picture, place);
    encoded(picture, width, height, &raster.canvas).map_err(|error| error.to_string())
}

fn encoded(
    picture: &Picture<'_>,
    width: u32,
    height: u32,
    canvas: &Canvas,
) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    // A table of colours is a third of the work and of the bytes.
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
