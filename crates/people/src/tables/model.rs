//! Reading and writing comma-separated values.

use csv::{ReaderBuilder, Trim, WriterBuilder};

/// Writes rows one after another.
pub struct Writer(csv::Writer<Vec<u8>>);

impl Writer {
    /// With the names of its columns.
    pub fn new(columns: &[&str]) -> Self {
        let mut writer = Writer(WriterBuilder::new().from_writer(Vec::new()));
        writer.row(columns);
        writer
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[impl AsRef<str>]) {
        // writing into memory goes well, and every row is as long as the first
        let _ = self.0.write_record(cells.iter().map(|cell| harmless(cell.as_ref())));
    }

    /// Everything as one text, with the mark that tells Excel it is UTF-8.
    pub fn finish(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
    }
}

/// A spreadsheet takes a cell that begins so for a formula and runs it; an apostrophe in front
/// makes it words again.
fn harmless(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

/// Rows under the names of their columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Lower case, blanks as `_`.
    pub columns: Vec<String>,
    /// The line in the text, and as many cells as there are columns.
    pub rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    /// From a text with commas, semicolons or tabs between, as spreadsheets save it. Empty lines
    /// are left out; the line that cannot be read is named.
    pub fn parse(text: &str) -> Result<Self, u64> {
        // with both marks at a line's end the reader would count lines one short
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let head = text.lines().next().unwrap_or_default();
        let most = [',', ';', '\t'].into_iter().max_by_key(|mark| head.matches(*mark).count());
        let mut reader = ReaderBuilder::new()
            .delimiter(most.map_or(b',', |mark| mark as u8))
            .flexible(true)
            .trim(Trim::All)
            .from_reader(text.as_bytes());
        let name =
            |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_");
        let columns: Vec<_> = reader.headers().map_err(|_| 1_u64)?.iter().map(name).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let line = |at: Option<&csv::Position>| at.map_or(0, csv::Position::line);
            let record = record.map_err(|error| line(error.position()))?;
            let mut cells: Vec<_> = record.iter().map(str::to_owned).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            cells.resize(columns.len(), String::new());
            rows.push((line(record.position()), cells));
        }
        Ok(Table { columns, rows })
    }

    /// The cell of a row in a column; nothing where there is no such column.
    pub fn cell<'a>(&self, cells: &'a [String], column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|name| name == column)?;
        cells.get(at).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheets_text_is_read_whatever_its_marks() {
        for text in [
            "Name,E-mail\nAnn,ann@x.org\n,\n\"O, Ben\",b@x.org\n",
            "\u{feff}name;e-mail\r\nAnn;ann@x.org\r\n;\r\n\"O, Ben\";b@x.org",
        ] {
            let table = Table::parse(text).unwrap();
            assert_eq!(table.columns, ["name", "e-mail"]);
            let names: Vec<_> = table.rows.iter().map(|(_, c)| table.cell(c, "name")).collect();
            assert_eq!(names, [Some("Ann"), Some("O, Ben")]);
            assert_eq!(table.rows[1].0, 4);
            assert_eq!(table.cell(&table.rows[0].1, "phone"), None);
        }
        assert_eq!(Table::parse("").unwrap(), Table::default());
    }

    #[test]
    fn no_cell_is_a_formula() {
        let mut writer = Writer::new(&["a"]);
        writer.row(&["=HYPERLINK(\"x\")"]);
        writer.row(&["plain, with a comma"]);
        let text = writer.finish();
        assert_eq!(text, "\u{feff}a\n\"'=HYPERLINK(\"\"x\"\")\"\n\"plain, with a comma\"\n");
    }
}
