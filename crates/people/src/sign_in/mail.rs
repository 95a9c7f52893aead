//! The message with a sign-in link.

use base::{Act, Actor, Result};
use jobs::{Letter, SEND_MAIL, enqueue};

pub fn sign_in_link(act: &mut Act<'_>, person: &Actor, path: &str) -> Result<()> {
    let language = person.language;
    let name = &act.app.config.name;
    let link = act.app.config.link(path);
    let letter = Letter {
        to: person.email.clone(),
        to_name: person.name.clone(),
        subject: language.with("mail-link-subject", &[("name", name)]),
        text: language.with("mail-link-text", &[("link", &link), ("name", name)]),
        written_at: act.now,
        is_automatic: true,
        ..Letter::default()
    };
    Ok(enqueue(act.tx, act.now, SEND_MAIL, &letter)?)
}
