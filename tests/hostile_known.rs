//! What the attacks find and nobody has mended yet, by name.

/// Forms and calls that do not yet keep to everything in every odd case: a word that does not come
/// back, a message that no field points at. Each is to be mended and then taken away from here; what
/// they still do wrong is printed. An error of the server is never let through.
const NOT_YET: &[&str] = &[
    "/administration/news",
    "/administration/scan-rules",
    "/api/v1/bulk-deeds",
    "/bulk",
    "/drafts",
    "/fields/1",
    "/messages/1/splitting",
    "/scan/1",
    "/tickets/1/assists/1/thanks",
    "/tickets/1/links",
    "/tickets/1/merging",
    "/tickets/1/snooze",
    "/tickets/1/snooze/end",
    "/tickets/1/tasks",
    "/tickets/1/unmerging",
];

/// Whether this is one of the faults in [`NOT_YET`].
pub fn is_known(path: &str, what: &str, fault: &str) -> bool {
    let is_server = fault.starts_with("answered") || fault.contains("unescaped");
    let is_known = NOT_YET.contains(&path) && !is_server;
    if is_known {
        eprintln!("not mended yet: POST {path} with {what}: {fault}");
    }
    is_known
}
