//! Sheets as PDF, which printers print at their exact size.

use crate::face::POINT;
use crate::layout::{Mark, Page};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use unicode_normalization::UnicodeNormalization;

const PLAIN: Name<'static> = Name(b"F1");
const BOLD: Name<'static> = Name(b"F2");

/// The document. `title` is what the window shows.
pub fn pdf(pages: &[Page], title: &str) -> Vec<u8> {
    let (catalog, tree, plain, bold, about) =
        (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5));
    let id = |at: usize| i32::try_from(at).unwrap_or(i32::MAX - 10);
    let ids = |at: usize| (Ref::new(6 + 2 * id(at)), Ref::new(7 + 2 * id(at)));
    let mut pdf = Pdf::new();
    let mut root = pdf.catalog(catalog);
    root.pages(tree);
    // a sheet that a printer shrinks to fit no longer fits its labels
    root.viewer_preferences().pair(Name(b"PrintScaling"), Name(b"None"));
    root.finish();
    pdf.document_info(about).title(TextStr(title));
    pdf.pages(tree).kids((0..pages.len()).map(|at| ids(at).0)).count(id(pages.len()));
    for (id, name) in [(plain, "Helvetica"), (bold, "Helvetica-Bold")] {
        let mut font = pdf.type1_font(id);
        font.base_font(Name(name.as_bytes()));
        font.encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (at, page) in pages.iter().enumerate() {
        let (id, content) = ids(at);
        let mut sheet = pdf.page(id);
        sheet.media_box(Rect::new(0.0, 0.0, page.paper.0 / POINT, page.paper.1 / POINT));
        sheet.parent(tree);
        sheet.contents(content);
        let mut resources = sheet.resources();
        resources.fonts().pair(PLAIN, plain).pair(BOLD, bold);
        resources.finish();
        sheet.finish();
        pdf.stream(content, &draw(page));
    }
    pdf.finish()
}

fn draw(page: &Page) -> Vec<u8> {
    let mut content = Content::new();
    let up = |y: f32| (page.paper.1 - y) / POINT;
    for mark in &page.marks {
        match mark {
            Mark::Box { x, y, width, height } => {
                content.rect(x / POINT, up(y + height), width / POINT, height / POINT);
            }
            Mark::Text { .. } => {}
        }
    }
    content.fill_nonzero();
    for mark in &page.marks {
        if let Mark::Text { x, y, size, is_bold, text } = mark {
            content.begin_text();
            content.set_font(if *is_bold { BOLD } else { PLAIN }, *size);
            content.next_line(x / POINT, up(*y));
            content.show(Str(&encode(text)));
            content.end_text();
        }
    }
    content.finish().to_vec()
}

/// In the encoding that readers have their own fonts for. A letter with a mark that is not in it is
/// shown without the mark, so that a Māori name stays one that people recognise.
fn encode(text: &str) -> Vec<u8> {
    text.nfc().flat_map(|c| byte(c).map_or_else(|| bare(c), |b| vec![b])).collect()
}

fn bare(c: char) -> Vec<u8> {
    let found: Vec<u8> = std::iter::once(c).nfd().filter_map(byte).take(1).collect();
    if found.is_empty() { vec![b'?'] } else { found }
}

fn byte(c: char) -> Option<u8> {
    match c {
        ' '..='~' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        '€' => Some(0x80),
        '…' => Some(0x85),
        '‘' => Some(0x91),
        '’' => Some(0x92),
        '“' => Some(0x93),
        '”' => Some(0x94),
        '•' => Some(0x95),
        '–' => Some(0x96),
        '—' => Some(0x97),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_readers_of_pdf_know_them() {
        assert_eq!(encode("Café – a"), b"Caf\xe9 \x96 a");
        assert_eq!(encode("Māori"), b"Maori");
        assert_eq!(encode("日"), b"?");
    }

    #[test]
    fn the_paper_has_its_exact_size() {
        let page = Page { paper: (210.0, 297.0), marks: Vec::new(), names: Vec::new() };
        let text = String::from_utf8_lossy(&pdf(&[page], "Labels")).into_owned();
        assert!(text.starts_with("%PDF") && text.contains("595.2756 841.8898"), "{text}");
    }
}
