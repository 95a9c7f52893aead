//! Sheets as PDF, which printers print at their exact size.

use crate::face::{POINT, advance};
use crate::layout::{Mark, Page};
use crate::letters::{OWN, RING, letters};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

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
        let mut encoding = font.encoding_custom();
        encoding.base_encoding(Name(b"WinAnsiEncoding"));
        let mut differences = encoding.differences();
        differences.consecutive(1, OWN.map(Name)).consecutive(RING.0, [Name(RING.1)]);
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
            write(&mut content, text, *size, *is_bold);
            content.end_text();
        }
    }
    content.finish().to_vec()
}

/// A text where the pen is: letters run on; one with marks is followed by each of them, put back to
/// where it belongs.
fn write(content: &mut Content, text: &str, size: f32, is_bold: bool) {
    let mut run = Vec::new();
    for letter in letters(text) {
        run.push(letter.code);
        if letter.marks.is_empty() {
            continue;
        }
        content.show(Str(&run));
        run.clear();
        let own = advance(letter.code, is_bold);
        for mark in &letter.marks {
            let width = advance(mark.code, is_bold);
            let back = (own + width) / 2.0 - mark.right;
            content.set_rise(mark.up / 1000.0 * size);
            let mut parts = content.show_positioned();
            let mut items = parts.items();
            items.adjust(back).show(Str(&[mark.code])).adjust(width - back);
        }
        content.set_rise(0.0);
    }
    content.show(Str(&run));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_put_over_its_letter_and_the_pen_goes_on_behind_it() {
        let mut content = Content::new();
        write(&mut content, "Kā", 10.0, false);
        let text = String::from_utf8_lossy(&content.finish()).into_owned();
        // the letter is 556 wide, the mark 333: back by the mean, and on by what is left
        assert!(
            text.contains("(Ka) Tj") && text.contains("444.5") && text.contains("-111.5"),
            "{text}"
        );
    }

    #[test]
    fn the_paper_has_its_exact_size() {
        let page = Page { paper: (210.0, 297.0), marks: Vec::new(), names: Vec::new() };
        let text = String::from_utf8_lossy(&pdf(&[page], "Labels")).into_owned();
        assert!(text.starts_with("%PDF") && text.contains("595.2756 841.8898"), "{text}");
    }
}
