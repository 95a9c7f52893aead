//! Sheets that are sold, with the measures their makers give, and posters.

/// A sheet of labels.
#[derive(Debug)]
pub struct Format {
    /// Names it in forms and calls.
    pub key: &'static str,
    /// Width and height of the paper.
    pub paper: (f32, f32),
    /// How many labels there are across and down.
    pub grid: (usize, usize),
    /// Width and height of a label.
    pub label: (f32, f32),
    /// Where the first label begins.
    pub first: (f32, f32),
    /// From one label to the next, across and down.
    pub step: (f32, f32),
}

const A4: (f32, f32) = (210.0, 297.0);
const LETTER: (f32, f32) = (215.9, 279.4);

const fn sheet(
    key: &'static str,
    paper: (f32, f32),
    grid: (usize, usize),
    label: (f32, f32),
    first: (f32, f32),
    step: (f32, f32),
) -> Format {
    Format { key, paper, grid, label, first, step }
}

/// A sheet of one.
const fn poster(key: &'static str, paper: (f32, f32)) -> Format {
    sheet(key, paper, (1, 1), paper, (0.0, 0.0), (0.0, 0.0))
}

/// The sheets that can be chosen: paper, labels across and down, size of a label, where the first
/// begins, from one to the next.
pub const FORMATS: &[Format] = &[
    // Avery A4: 63.5 x 38.1, 21 on a sheet
    sheet("l7160", A4, (3, 7), (63.5, 38.1), (7.21, 15.15), (66.04, 38.1)),
    // Avery A4: 99.1 x 38.1, 14 on a sheet
    sheet("l7163", A4, (2, 7), (99.1, 38.1), (4.63, 15.15), (101.64, 38.1)),
    // Avery A4: 38.1 x 21.2, 65 on a sheet
    sheet("l7651", A4, (5, 13), (38.1, 21.2), (4.67, 10.7), (40.64, 21.2)),
    // Avery US Letter: 2 5/8 x 1 inch, 30 on a sheet
    sheet("5160", LETTER, (3, 10), (66.675, 25.4), (4.7625, 12.7), (69.85, 25.4)),
    // Avery US Letter: 4 x 2 inch, 10 on a sheet
    sheet("5163", LETTER, (2, 5), (101.6, 50.8), (3.969, 12.7), (106.3625, 50.8)),
    poster("a6", (105.0, 148.0)),
    poster("a5", (148.0, 210.0)),
];

/// The sheet of this name.
pub fn format(key: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.key == key)
}

impl Format {
    /// How many labels are on a sheet.
    pub fn count(&self) -> usize {
        self.grid.0 * self.grid.1
    }

    /// Where a label begins, counted across first.
    pub fn place(&self, at: usize) -> (f32, f32) {
        let (column, row) = (at % self.grid.0, at / self.grid.0);
        (self.first.0 + column as f32 * self.step.0, self.first.1 + row as f32 * self.step.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_on_its_paper_and_beside_the_others() {
        for format in FORMATS {
            let (x, y) = format.place(format.count() - 1);
            let (right, bottom) = (x + format.label.0, y + format.label.1);
            // the sheets are the same from both sides, to a tenth of a millimetre
            assert!((format.paper.0 - right - format.first.0).abs() < 0.15, "{}", format.key);
            assert!((format.paper.1 - bottom - format.first.1).abs() < 0.15, "{}", format.key);
            assert!(format.grid.0 == 1 || format.step.0 >= format.label.0, "{}", format.key);
            assert!(format.grid.1 == 1 || format.step.1 >= format.label.1, "{}", format.key);
        }
    }
}
