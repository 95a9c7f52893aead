//! The table behind a plot.

use crate::svg::escape;
use std::fmt::Write;

/// Rows of words; the first of each says what it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// As HTML.
    pub fn html(&self) -> String {
        let mut out = String::from("<table class=\"plot-table\">");
        let _ = write!(out, "<caption>{}</caption><thead><tr>", escape(&self.caption));
        for name in &self.head {
            let _ = write!(out, "<th scope=\"col\">{}</th>", escape(name));
        }
        out.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let cell = escape(cell);
                let _ = match at {
                    0 => write!(out, "<th scope=\"row\">{cell}</th>"),
                    _ => write!(out, "<td>{cell}</td>"),
                };
            }
            out.push_str("</tr>");
        }
        out + "</tbody></table>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_are_words() {
        let table = Table {
            caption: "<b>Felt</b>".into(),
            head: vec!["Month".into(), "Score".into()],
            rows: vec![vec!["Mar & Apr".into(), "\"7\"".into()]],
        };
        insta::assert_snapshot!(table.html(), @r#"<table class="plot-table"><caption>&lt;b&gt;Felt&lt;/b&gt;</caption><thead><tr><th scope="col">Month</th><th scope="col">Score</th></tr></thead><tbody><tr><th scope="row">Mar &amp; Apr</th><td>&quot;7&quot;</td></tr></tbody></table>"#);
    }
}
