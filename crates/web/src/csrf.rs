//! Requests that change something must come from our own pages.

use axum::http::{HeaderMap, Method, header};

/// Whether this request may act with the session's rights. Browsers say where a request comes from
/// in `Sec-Fetch-Site`; ones too old for that send `Origin` with every form. A request that says
/// neither is not from a browser we can trust with a cookie.
pub fn is_same_origin(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match (text(header::ORIGIN.as_str()), text(header::HOST.as_str())) {
            (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, o)| o == host),
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_allowed(method: &str, pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        is_same_origin(&method.parse().unwrap(), &headers)
    }

    #[test]
    fn only_our_own_pages_may_change_things() {
        assert!(is_allowed("GET", &[("sec-fetch-site", "cross-site")]));
        assert!(is_allowed("POST", &[("sec-fetch-site", "same-origin")]));
        assert!(!is_allowed("POST", &[("sec-fetch-site", "cross-site")]));
        assert!(!is_allowed("POST", &[("sec-fetch-site", "same-site")]));
        assert!(is_allowed(
            "POST",
            &[("origin", "https://desk.example"), ("host", "desk.example")]
        ));
        assert!(!is_allowed(
            "POST",
            &[("origin", "https://evil.example"), ("host", "desk.example")]
        ));
        assert!(!is_allowed("POST", &[("origin", "null"), ("host", "desk.example")]));
        assert!(!is_allowed("POST", &[("host", "desk.example")]));
    }
}
