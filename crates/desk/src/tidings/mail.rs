//! The letter: one sentence, and where to read on. What it is about stays on its page.

use super::{actions::Tiding, store::Reader};
use crate::notices::Body;
use base::{Act, language};
use jobs::Letter;

pub fn letter(act: &Act<'_>, to: &Reader, tiding: &Tiding) -> Letter {
    let tongue = language(&to.locale);
    let args = [("who", act.actor.name.as_str()), ("about", tiding.about.as_str())];
    let sentence = tongue.with(&format!("tiding-{}", tiding.words), &args);
    let body = Body {
        first: vec![sentence.clone()],
        words: None,
        last: Vec::new(),
        link: (tongue.t("tiding-open").to_owned(), act.app.config.link(&tiding.href)),
        why: tongue.t("tiding-why").to_owned(),
        choices: Some((
            tongue.t("mail-choices").to_owned(),
            act.app.config.link("/account/notifications"),
        )),
    };
    Letter {
        to: to.email.clone(),
        to_name: to.name.clone(),
        subject: sentence,
        text: body.text(),
        html: body.html(),
        written_at: act.now,
        is_automatic: true,
        ..Letter::default()
    }
}
