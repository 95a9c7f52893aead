//! Reading pages as a browser would, as far as these stories need it.

/// What a form's field holds, as the page shows it.
#[derive(Debug)]
pub struct Control {
    pub name: String,
    /// The text; for boxes and choices only if it is chosen.
    pub value: String,
}

/// The value of an attribute inside a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(decode(tag[at..].split('"').next().unwrap_or_default()))
}

/// Entities back to characters.
pub fn decode(text: &str) -> String {
    let mut out = text.to_owned();
    for (entity, is) in
        [("&#39;", "'"), ("&#34;", "\""), ("&quot;", "\""), ("&#60;", "<"), ("&#62;", ">")]
    {
        out = out.replace(entity, is);
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&#38;", "&").replace("&amp;", "&")
}

/// Every tag of the page, without its brackets.
pub fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|piece| piece.split('>').next().unwrap_or_default()).collect()
}

/// Everything the page's forms would send.
pub fn controls(page: &str) -> Vec<Control> {
    let mut found = Vec::new();
    let mut select = String::new();
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = attribute(tag, "name").unwrap_or_default();
        let mut add = |name: &str, value: String| {
            found.push(Control { name: name.to_owned(), value });
        };
        if tag.starts_with("textarea") {
            add(&name, decode(text.strip_prefix('\n').unwrap_or(text)));
        } else if tag.starts_with("select") {
            select = name;
        } else if tag.starts_with("option") && tag.contains(" selected") {
            add(&select, attribute(tag, "value").unwrap_or_default());
        } else if tag.starts_with("input") {
            let kind = attribute(tag, "type").unwrap_or_default();
            let value = attribute(tag, "value").unwrap_or_default();
            match kind.as_str() {
                "radio" | "checkbox" if !tag.contains(" checked") => {}
                _ => add(&name, value),
            }
        }
    }
    found
}

/// What is wrong with how a page tells of its problems: a message that no field is described by, a
/// link to nowhere, a missing heading.
pub fn faults(page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !page.contains("<h1") {
        faults.push("no h1".to_owned());
    }
    let tags = tags(page);
    let ids: Vec<_> = tags.iter().filter_map(|tag| attribute(tag, "id")).collect();
    let described: Vec<_> = tags.iter().filter_map(|t| attribute(t, "aria-describedby")).collect();
    for id in ids.iter().filter(|id| id.ends_with("-problem")) {
        if !described.iter().any(|d| d.split(' ').any(|one| one == id)) {
            faults.push(format!("no field is described by #{id}"));
        }
    }
    for to in described.iter().flat_map(|d| d.split(' ')) {
        if !ids.iter().any(|id| id == to) {
            faults.push(format!("aria-describedby=\"{to}\" is not there"));
        }
    }
    for tag in tags.iter().filter(|tag| tag.starts_with("a ")) {
        if let Some(to) = attribute(tag, "href").as_deref().and_then(|href| href.strip_prefix('#'))
            && !ids.iter().any(|id| id == to)
        {
            faults.push(format!("a link to #{to}, which is not there"));
        }
    }
    faults
}
