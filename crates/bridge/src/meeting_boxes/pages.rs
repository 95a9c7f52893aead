//! What stands in the boxes.

use desk::drafts::{self, Editor, Panel, Sheet};
use web::prelude::*;

/// What is kept of each box.
#[derive(Default)]
pub(crate) struct Boxes {
    /// Something for the agenda.
    pub item: Panel,
    /// What is decided.
    pub decision: Panel,
    /// What somebody promises.
    pub promise: Panel,
}

/// Fills the boxes with what their reader has not sent yet. What was typed and refused stays as it
/// is; `may_write`: whether there are boxes for decisions and promises as well.
pub(crate) async fn open(
    visit: &Visit,
    meeting: i64,
    form: &mut Fields,
    may_write: bool,
) -> base::Result<Boxes> {
    let mut boxes = Boxes::default();
    let all = [
        (Sheet::AgendaItem, "item", &mut boxes.item),
        (Sheet::Decision, "decision", &mut boxes.decision),
        (Sheet::Promise, "action", &mut boxes.promise),
    ];
    for (sheet, first, panel) in all {
        if sheet != Sheet::AgendaItem && !may_write {
            continue;
        }
        let editor = Editor::Page(sheet, meeting);
        let typed = form.has(first).then(|| form.clone());
        let is_typed = typed.is_some();
        let (fields, kept) =
            drafts::open(&visit.app, &visit.actor, editor, typed, Fields::default()).await?;
        *panel = kept;
        if !is_typed {
            for (name, value) in fields.pairs() {
                form.set(name, value.as_str());
            }
        }
    }
    Ok(boxes)
}

/// What was sent is no draft any more.
pub(crate) async fn sent(visit: &Visit, sheet: Sheet, meeting: i64, fields: &Fields) {
    let editor = Editor::Page(sheet, meeting);
    drafts::remove_sent(&visit.app, &visit.actor, editor, fields).await;
}
