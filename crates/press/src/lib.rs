//! Documents as tagged PDF (PDF/UA-1), set by typst. Knows nothing of what they say.
//!
//! A template is typst markup that we wrote; everything a person wrote reaches it as data, in
//! `json("/data.json")`, and is never read as markup. `#import "/house.typ": *` brings the look.

mod world;

use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::World;

/// A template or a file that could not be set: a mistake of ours, never of whoever asked.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be set: {0}")]
pub struct Unset(String);

/// A picture that a template names.
#[derive(Clone, Debug)]
pub struct Picture {
    /// As the template names it: `/felt.svg`.
    pub path: String,
    /// SVG.
    pub svg: String,
}

/// Sets a template with its data. The title must be set by the template, as PDF/UA-1 asks.
/// Takes tens of milliseconds and blocks: call it off the async threads.
pub fn pdf(
    template: &str,
    data: &serde_json::Value,
    pictures: Vec<Picture>,
) -> Result<Vec<u8>, Unset> {
    let world = World::new(template, data, pictures)?;
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|e| said(&e))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|e| Unset(format!("{e:?}")))?;
    let options = PdfOptions { standards, ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|e| said(&e))?;
    // what was remembered for this document is of little use to the next
    typst::comemo::evict(5);
    Ok(bytes)
}

fn said(errors: &[SourceDiagnostic]) -> Unset {
    let lines: Vec<_> = errors.iter().map(|error| error.message.to_string()).collect();
    Unset(lines.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEMPLATE: &str = r##"
#import "/house.typ": *
#let data = json("/data.json")
#show: house.with(title: data.title, language: "en", foot: data.foot)
= #data.title
#data.words
#for row in data.rows [- #row]
"##;

    #[test]
    fn words_of_people_are_words_and_never_markup() {
        let data = json!({
            "title": "Library and IT", "foot": "Bellwater", "words": "#panic(\"no\") *stars* $x$ <b>",
            "rows": ["one", "= two"],
        });
        let pdf = pdf(TEMPLATE, &data, Vec::new()).expect("it is set");
        assert!(pdf.starts_with(b"%PDF-1."));
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/MarkInfo"), "it is tagged");
    }

    #[test]
    fn a_template_with_a_mistake_says_which() {
        let error = pdf("#nothing-of-this-name", &json!({}), Vec::new()).expect_err("refused");
        assert!(error.to_string().contains("unknown variable"), "{error}");
    }

    #[test]
    fn a_picture_is_drawn() {
        let picture = Picture {
            path: "/dot.svg".into(),
            svg: r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>"#.into(),
        };
        let template = r##"#set document(title: "A dot")
#image("/dot.svg", alt: "a dot")"##;
        assert!(pdf(template, &json!({}), vec![picture]).is_ok());
    }
}
