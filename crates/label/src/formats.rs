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

/// The sheets that can be chosen. A poster is a sheet of one.
pub const FORMATS: &[Format] = &[
    // Avery A4: 63.5 x 38.1, 21 on a sheet
    Format {
        key: "l7160",
        paper: A4,
        grid: (3, 7),
        label: (63.5, 38.1),
        first: (7.21, 15.15),
        step: (66.04, 38.1),
    },
    // Avery A4: 99.1 x 38.1, 14 on a sheet
    Format {
        key: "l7163",
        paper: A4,
        grid: (2, 7),
        label: (99.1, 38.1),
        first: (4.63, 15.15),
        step: (101.64, 38.1),
    },
    // Avery A4: 38.1 x 21.2, 65 on a sheet
    Format {
        key: "l7651",
        paper: A4,
        grid: (5, 13),
        label: (38.1, 21.2),
        first: (4.67, 10.7),
        step: (40.64, 21.2),
    },
    // Avery US Letter: 2 5/8 x 1 inch, 30 on a sheet
    Format {
        key: "5160",
        paper: LETTER,
        grid: (3, 10),
        label: (66.675, 25.4),
        first: (4.7625, 12.7),
        step: (69.85, 25.4),
    },
    // Avery US Letter: 4 x 2 inch, 10 on a sheet
    Format {
        key: "5163",
        paper: LETTER,
        grid: (2, 5),
        label: (101.6, 50.8),
        first: (3.969, 12.7),
        step: (106.3625, 50.8),
    },
    Format {
        key: "a6",
        paper: (105.0, 148.0),
        grid: (1, 1),
        label: (105.0, 148.0),
        first: (0.0, 0.0),
        step: (0.0, 0.0),
    },
    Format {
        key: "a5",
        paper: (148.0, 210.0),
        grid: (1, 1),
        label: (148.0, 210.0),
        first: (0.0, 0.0),
        step: (0.0, 0.0),
    },
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
