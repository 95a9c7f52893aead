//! Sheets of labels with QR codes, as SVG and as PDF. Pure: words in, marks on paper out. All
//! measures are in millimetres from the top left corner of the page, sizes of type in points.

mod face;
mod formats;
mod layout;
mod letters;
mod pdf;
mod svg;

pub use formats::{FORMATS, Format, format};
pub use layout::{Label, Mark, Page, Refused, pages};
pub use letters::plainer;
pub use pdf::pdf;
pub use svg::svg;
