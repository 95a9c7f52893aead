//! The letter: one sentence, what belongs to it, and where to read on. The rest stays on its page.

use super::store::TidingRow;
use crate::{notices::Body, notifications::Kind};
use base::{Act, Actor};
use jobs::Letter;

pub fn letter(act: &Act<'_>, to: &Actor, row: &TidingRow) -> Letter {
    let (tongue, config) = (to.language, &act.app.config);
    let why = match row.kind {
        Kind::Reminder => Kind::Reminder.why(),
        _ => "tiding-why",
    };
    let body = Body {
        first: row.lines(tongue, &to.zone),
        words: None,
        last: Vec::new(),
        marks: Vec::new(),
        asks: String::new(),
        link: (tongue.t("tiding-open").to_owned(), config.link(&row.href)),
        why: tongue.t(why).to_owned(),
        choices: Some((tongue.t("mail-choices").to_owned(), config.link("/account/notifications"))),
    };
    Letter {
        to: to.email.clone(),
        to_name: to.name.clone(),
        subject: row.sentence(tongue),
        text: body.text(),
        html: body.html(),
        written_at: act.now,
        is_automatic: true,
        ..Letter::default()
    }
}
