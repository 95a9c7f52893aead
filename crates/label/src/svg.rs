//! A sheet as SVG, in millimetres. Black on white, whatever the page around it looks like.

use crate::face::POINT;
use crate::layout::{Mark, Page};
use std::fmt::Write;

/// The sheet, with its real size; `title` says what it is.
pub fn svg(page: &Page, title: &str) -> String {
    let (across, down) = page.paper;
    let title = escape(&format!("{title}: {}", page.names.join("; ")));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}mm\" height=\"{down}mm\" viewBox=\"0 0 {across} {down}\" role=\"img\"><title>{title}</title><rect width=\"{across}\" height=\"{down}\" fill=\"#fff\"/>"
    );
    let mut path = String::new();
    for mark in &page.marks {
        match mark {
            Mark::Box { x, y, width, height } => {
                let _ = write!(path, "M{x:.3} {y:.3}h{width:.3}v{height:.3}h-{width:.3}z");
            }
            Mark::Text { x, y, size, is_bold, text } => {
                let weight = if *is_bold { " font-weight=\"700\"" } else { "" };
                let size = size * POINT;
                let text = escape(text);
                let _ = write!(
                    out,
                    "<text x=\"{x:.3}\" y=\"{y:.3}\" font-size=\"{size:.3}\" font-family=\"Helvetica, Arial, sans-serif\" fill=\"#000\"{weight}>{text}</text>"
                );
            }
        }
    }
    let _ = write!(out, "<path d=\"{path}\" fill=\"#000\" shape-rendering=\"crispEdges\"/></svg>");
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
