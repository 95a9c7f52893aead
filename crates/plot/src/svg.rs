//! Writing SVG.

use std::fmt::Write;

/// Where a plot is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Within a page, which has the colours.
    Page,
    /// By itself, for documents: it has its own.
    Document,
}

/// What every plot says of itself.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Stands in ids: letters, digits and `-`; no two on a page have the same.
    pub id: String,
    /// What it shows, in words.
    pub title: String,
    /// What somebody who cannot see it should know.
    pub description: String,
}

pub(crate) const WIDTH: f64 = 420.0;

pub(crate) struct Svg {
    text: String,
    look: Look,
}

/// A class and what it looks like in a document.
pub(crate) struct Part(pub &'static str, pub &'static str);

pub(crate) const GRID: Part = Part("plot-grid", r##"stroke="#cfd6d6" stroke-width="0.7""##);
pub(crate) const LINE: Part =
    Part("plot-line", r##"fill="none" stroke="#0f5c63" stroke-width="2" stroke-linejoin="round""##);
pub(crate) const AIM: Part =
    Part("plot-aim", r##"fill="none" stroke="#586366" stroke-width="1.5" stroke-dasharray="5 4""##);
pub(crate) const DOT: Part =
    Part("plot-dot", r##"fill="#0f5c63" stroke="#0f5c63" stroke-width="1.5""##);
pub(crate) const HOLLOW: Part =
    Part("plot-dot hollow", r##"fill="#ffffff" stroke="#0f5c63" stroke-width="1.5""##);
pub(crate) const BAR: Part =
    Part("plot-bar", r##"fill="#0f5c63" stroke="#0f5c63" stroke-width="1""##);
pub(crate) const HOLLOW_BAR: Part =
    Part("plot-bar hollow", r##"fill="#ffffff" stroke="#0f5c63" stroke-width="1""##);
pub(crate) const SPAN: Part =
    Part("plot-span", r##"stroke="#0f5c63" stroke-width="2" stroke-linecap="round""##);
pub(crate) const LABEL: Part = Part("plot-label", r##"fill="#586366""##);
/// One of a row of labels that is left out where there is little room.
pub(crate) const THIN: Part = Part("plot-label thin", r##"fill="#586366""##);
/// The name of the reader's own.
pub(crate) const OWN: Part = Part("plot-name own", r##"fill="#1d2426" font-weight="bold""##);
pub(crate) const NAME: Part = Part("plot-name", r##"fill="#1d2426""##);

/// Where a text hangs.
#[derive(Clone, Copy)]
pub(crate) enum Hang {
    Start,
    Middle,
    End,
}

impl Svg {
    pub fn new(frame: &Frame, look: Look, height: f64) -> Self {
        let mut svg = Svg { text: String::new(), look };
        let id = &frame.id;
        let size = match look {
            Look::Page => r#" class="plot""#.to_owned(),
            Look::Document => format!(
                r#" xmlns="http://www.w3.org/2000/svg" width="{WIDTH:.0}" height="{height:.0}""#
            ),
        };
        // a page names the ids; a document may hold several plots and has no need of them
        let named = match look {
            Look::Page => {
                format!(r#" role="img" aria-labelledby="{id}-title" aria-describedby="{id}-desc""#)
            }
            Look::Document => r#" role="img""#.to_owned(),
        };
        svg.put(format_args!(
            r#"<svg{size} viewBox="0 0 {WIDTH:.0} {height:.0}"{named} font-size="13" font-family="{}">"#,
            if look == Look::Page { "inherit" } else { "Libertinus Serif, serif" },
        ));
        let (title, description) = (escape(&frame.title), escape(&frame.description));
        svg.put(format_args!(r#"<title id="{id}-title">{title}</title>"#));
        svg.put(format_args!(r#"<desc id="{id}-desc">{description}</desc>"#));
        svg
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // writing to a String cannot go wrong
        let _ = self.text.write_fmt(text);
    }

    fn looks(&self, part: &Part) -> String {
        match self.look {
            Look::Page => format!(r#"class="{}""#, part.0),
            Look::Document => part.1.to_owned(),
        }
    }

    pub fn line(&mut self, part: &Part, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let looks = self.looks(part);
        self.put(format_args!(
            r#"<line {looks} x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}"/>"#
        ));
    }

    pub fn path(&mut self, part: &Part, points: &[(f64, f64)]) {
        let looks = self.looks(part);
        let words: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        self.put(format_args!(r#"<path {looks} d="M{}"/>"#, words.join(" L")));
    }

    pub fn dot(&mut self, part: &Part, (x, y): (f64, f64), said: &str) {
        let (looks, said) = (self.looks(part), escape(said));
        self.put(format_args!(
            r#"<circle {looks} cx="{x:.1}" cy="{y:.1}" r="4"><title>{said}</title></circle>"#
        ));
    }

    pub fn bar(&mut self, part: &Part, (x, y): (f64, f64), (w, h): (f64, f64), said: &str) {
        let (looks, said) = (self.looks(part), escape(said));
        self.put(format_args!(
            r#"<rect {looks} x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}"><title>{said}</title></rect>"#
        ));
    }

    pub fn words(&mut self, part: &Part, (x, y): (f64, f64), hang: Hang, text: &str) {
        let (looks, text) = (self.looks(part), escape(text));
        let anchor = match hang {
            Hang::Start => "start",
            Hang::Middle => "middle",
            Hang::End => "end",
        };
        self.put(format_args!(
            r#"<text {looks} x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
        ));
    }

    pub fn end(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }
}

/// For texts and attributes. What XML cannot hold at all is left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// At most so many characters.
pub(crate) fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}
