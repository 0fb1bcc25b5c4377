//! How a picture or a film is drawn: its scale and what is around the screen.
//!
//! Must not draw.

use clap::Args;

use crate::cli::failure::Failure;

#[derive(Args, Debug)]
pub(super) struct Drawing {
    /// Pixels for each pixel, 1 to 4, where there are pixels.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4))]
    scale: Option<u32>,
    /// Draw a window with a title around the screen.
    #[arg(long)]
    pub(super) frame: bool,
    /// Pixels of background around the screen.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=400))]
    padding: Option<u32>,
}

impl Drawing {
    pub(super) fn scale(&self) -> u32 {
        self.scale.unwrap_or(1)
    }

    pub(super) fn padding(&self) -> u32 {
        self.padding.unwrap_or(if self.frame { 12 } else { 0 })
    }

    /// Whether a format can have all of it; `those_that_can` names formats.
    pub(super) fn check(
        &self,
        format: &str,
        is_drawn: bool,
        those_that_can: &str,
    ) -> Result<(), Failure> {
        let asked = self.frame || self.scale.is_some() || self.padding.is_some();
        if is_drawn || !asked {
            return Ok(());
        }
        Err(Failure::Unusable {
            reason: format!("a picture as {format} has no frame, padding or scale"),
            help: Some(format!("{those_that_can} have them")),
        })
    }
}
