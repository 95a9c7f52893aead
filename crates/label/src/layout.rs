//! What stands where on a label.

use crate::face::{POINT, width, wrap};
use crate::formats::Format;
use qrcode::{Color, EcLevel, QrCode};

/// What a label says.
#[derive(Clone, Debug)]
pub struct Label {
    /// What the reader is asked to do.
    pub call: String,
    /// What it is on.
    pub name: String,
    /// Where that is; may be empty.
    pub place: String,
    /// The address, to be typed.
    pub address: String,
    /// The address in the code.
    pub code: String,
}

/// Something black on the paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line of text; `y` is its baseline.
    #[expect(missing_docs, reason = "the names say it")]
    Text { x: f32, y: f32, size: f32, is_bold: bool, text: String },
    /// A filled rectangle.
    #[expect(missing_docs, reason = "the names say it")]
    Box { x: f32, y: f32, width: f32, height: f32 },
}

/// One sheet.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width and height of the paper.
    pub paper: (f32, f32),
    /// What is printed.
    pub marks: Vec<Mark>,
    /// What is on each label, for those who cannot see it.
    pub names: Vec<String>,
}

impl Page {
    /// Everything that is written on it.
    pub fn text(&self) -> String {
        let texts = self.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, .. } => Some(text.as_str()),
            Mark::Box { .. } => None,
        });
        texts.collect::<Vec<_>>().join(" ")
    }
}

/// An address that is too long for a code.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused;

/// Labels on sheets, the first `skip` of the first sheet being used up.
pub fn pages(format: &Format, labels: &[Label], skip: usize) -> Result<Vec<Page>, Refused> {
    let skip = skip.min(format.count() - 1);
    let mut pages: Vec<Page> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let place = (at + skip) % format.count();
        if pages.is_empty() || place == 0 {
            pages.push(Page { paper: format.paper, marks: Vec::new(), names: Vec::new() });
        }
        if let Some(page) = pages.last_mut() {
            let corner = format.place(place);
            page.marks.extend(marks(label, corner, format.label)?);
            page.names.push(label.name.clone());
        }
    }
    Ok(pages)
}

/// White around the print, inside the label: a printer is never that exact.
fn margin((across, down): (f32, f32)) -> f32 {
    (across.min(down) * 0.06).clamp(1.2, 9.0)
}

fn marks(label: &Label, (x, y): (f32, f32), size: (f32, f32)) -> Result<Vec<Mark>, Refused> {
    let margin = margin(size);
    let (across, down) = (size.0 - 2.0 * margin, size.1 - 2.0 * margin);
    let (x, y) = (x + margin, y + margin);
    let mut marks = Vec::new();
    if across > down {
        let side = down.min(across * 0.5);
        code(label, (x, y + (down - side) / 2.0), side, &mut marks)?;
        let gap = margin * 0.4;
        let room = (across - side - gap, down);
        lines(label, (x + side + gap, y), room, 11.0, &mut marks);
    } else {
        // a poster: the code below, large enough for a phone held at arm's length
        let side = across.min(down * 0.55);
        code(label, (x + (across - side) / 2.0, y + down - side), side, &mut marks)?;
        lines(label, (x, y), (across, down - side - margin), 40.0, &mut marks);
    }
    Ok(marks)
}

/// The lines and their sizes, as shares of one size.
fn parts(label: &Label) -> Vec<(&str, f32, bool)> {
    let all = [
        (label.call.as_str(), 1.0, false),
        (label.name.as_str(), 1.15, true),
        (label.place.as_str(), 1.0, false),
        (label.address.as_str(), 0.8, false),
    ];
    all.into_iter().filter(|(text, ..)| !text.is_empty()).collect()
}

const LEADING: f32 = 1.2;
/// Between the parts, as a share of the size.
const APART: f32 = 0.35;
/// Nobody reads smaller.
const SMALLEST: f32 = 3.6;

/// Sets the lines as large as they fit, from the top of the room.
fn lines(label: &Label, (x, y): (f32, f32), room: (f32, f32), largest: f32, to: &mut Vec<Mark>) {
    let parts = parts(label);
    let set = |size: f32| -> Vec<(Vec<String>, f32, bool)> {
        let part = |(text, share, is_bold): &(&str, f32, bool)| {
            let own = size * share;
            (wrap(text, room.0, own, *is_bold), own, *is_bold)
        };
        parts.iter().map(part).collect()
    };
    let height = |set: &[(Vec<String>, f32, bool)], size: f32| -> f32 {
        let lines: f32 = set.iter().map(|(lines, own, _)| lines.len() as f32 * own * LEADING).sum();
        (lines + APART * size * (set.len() as f32 - 1.0)) * POINT
    };
    // no single word is broken for the sake of size, but an address may be
    let is_whole = |size: f32| {
        parts.iter().take(parts.len() - 1).all(|(text, share, is_bold)| {
            text.split_whitespace().all(|word| width(word, size * share, *is_bold) <= room.0)
        })
    };
    let mut size = largest;
    while size > SMALLEST && !(is_whole(size) && height(&set(size), size) <= room.1) {
        size -= 0.1;
    }
    let chosen = set(size);
    let mut baseline = y + (room.1 - height(&chosen, size)).max(0.0) / 2.0;
    for (lines, own, is_bold) in chosen {
        for text in lines {
            baseline += own * LEADING * POINT;
            if baseline > y + room.1 + 0.5 {
                return;
            }
            let y = baseline - own * 0.25 * POINT;
            to.push(Mark::Text { x, y, size: own, is_bold, text });
        }
        baseline += APART * size * POINT;
    }
}

/// Modules that stay white around a code, on each side (ISO/IEC 18004).
const QUIET: usize = 4;

/// The code with its white border in a square; dark modules of a row in one piece.
fn code(label: &Label, (x, y): (f32, f32), side: f32, to: &mut Vec<Mark>) -> Result<(), Refused> {
    // level M: a scratch or a stain on a seventh of it does no harm
    let code = QrCode::with_error_correction_level(&label.code, EcLevel::M).map_err(|_| Refused)?;
    let count = code.width();
    let module = side / (count + 2 * QUIET) as f32;
    let start = |at: usize| (at + QUIET) as f32 * module;
    for row in 0..count {
        let is_dark = |column: usize| code[(column, row)] == Color::Dark;
        let mut column = 0;
        while column < count {
            let end = (column..count).find(|at| !is_dark(*at)).unwrap_or(count);
            if end > column {
                let width = (end - column) as f32 * module;
                to.push(Mark::Box {
                    x: x + start(column),
                    y: y + start(row),
                    width,
                    height: module,
                });
            }
            column = end.max(column + 1);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::FORMATS;

    pub fn label() -> Label {
        Label {
            call: "Something wrong with this? Scan to tell us. No name needed.".into(),
            name: "Receipt printer at the enquiry desk".into(),
            place: "Northside computer room".into(),
            address: "https://footbridge.bellwater.example/scan/k7m2-9xq4-tz8w".into(),
            code: "https://footbridge.bellwater.example/scan/k7m29xq4tz8w".into(),
        }
    }

    /// Marks of one label, as a grey picture at so many dots a millimetre.
    fn picture(marks: &[Mark], paper: (f32, f32), dots: f32) -> (usize, usize, Vec<u8>) {
        let size = |length: f32| (length * dots).ceil() as usize;
        let (across, down) = (size(paper.0), size(paper.1));
        let mut grey = vec![255; across * down];
        for mark in marks {
            let Mark::Box { x, y, width, height } = mark else { continue };
            let range = |from: f32, length: f32| {
                (from * dots).round() as usize..((from + length) * dots).round() as usize
            };
            for row in range(*y, *height) {
                grey[row * across..][range(*x, *width)].fill(0);
            }
        }
        (across, down, grey)
    }

    #[test]
    fn every_code_is_read_at_its_real_size() {
        for format in FORMATS {
            let page = &pages(format, &[label()], 0).unwrap()[0];
            // 300 dots an inch, as an office printer has at least
            let (across, down, grey) = picture(&page.marks, page.paper, 300.0 / 25.4);
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(across, down, |x, y| {
                grey[y * across + x]
            });
            let found = image.detect_grids();
            assert_eq!(found.len(), 1, "{}", format.key);
            assert_eq!(found[0].decode().unwrap().1, label().code, "{}", format.key);
        }
    }

    #[test]
    fn everything_stays_on_its_label() {
        let long = Label { name: "A device with a name that goes on and on ".repeat(3), ..label() };
        for format in FORMATS {
            for label in [label(), long.clone()] {
                let page = &pages(format, &[label], 0).unwrap()[0];
                let (x, y) = format.place(0);
                let (right, bottom) = (x + format.label.0, y + format.label.1);
                for mark in &page.marks {
                    let (l, t, r, b) = match mark {
                        Mark::Box { x, y, width, height } => (*x, *y, x + width, y + height),
                        Mark::Text { x, y, size, is_bold, text } => {
                            (*x, y - size * 0.7 * POINT, x + width(text, *size, *is_bold), *y)
                        }
                    };
                    assert!(
                        l >= x && t >= y && r <= right && b <= bottom,
                        "{} {mark:?}",
                        format.key
                    );
                }
            }
        }
    }

    #[test]
    fn a_part_used_sheet_begins_where_it_is_said() {
        let format = crate::format("l7160").unwrap();
        let pages = pages(format, &vec![label(); 20], 2).unwrap();
        assert_eq!(pages.iter().map(|p| p.names.len()).collect::<Vec<_>>(), [19, 1]);
        let first = pages[0].marks.iter().find_map(|mark| match mark {
            Mark::Box { x, .. } => Some(*x),
            Mark::Text { .. } => None,
        });
        assert!(first.unwrap() > format.place(2).0);
    }

    #[test]
    fn an_address_no_code_can_hold_is_refused() {
        let long = Label { code: "x".repeat(5000), ..label() };
        assert_eq!(pages(&FORMATS[0], &[long], 0).unwrap_err(), Refused);
    }
}
