//! Small plots as accessible SVG, with the table that stands behind each. Pure: the same figures
//! give the same bytes.
//!
//! Amounts are whole hundredths, so nothing can be infinite or no number. A plot of a page takes its
//! colours from the sheet by class names (`plot-line`, `plot-dot`, ...), so that light, dark, print
//! and forced colours work; one of a document carries them along.

mod amount;
mod bars;
mod dots;
mod line;
mod scale;
mod svg;
mod table;

pub use amount::Amount;
pub use bars::{Bar, Bars};
pub use dots::{Dot, Dots};
pub use line::{Aim, Line, Point};
pub use svg::{Frame, Look};
pub use table::Table;
