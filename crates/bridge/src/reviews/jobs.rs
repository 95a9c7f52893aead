//! Reminding those who own a change, and telling meetings which changes are not done.

use super::store;
use crate::{
    agenda::Line,
    relationships::Relationship,
    reminders::{self, News},
    review_parts,
};
use base::{Actor, App, Result, Time, Tx, day_in_words};

/// Reminds of changes that are due, each once.
pub(crate) async fn remind(app: &App) -> Result<()> {
    let today = app.config.time_zone().to_datetime(app.now().timestamp()).date().to_string();
    let due = app.read(move |tx| Ok(review_parts::list_due(tx, &today)?)).await?;
    for (part, review, owner) in due {
        app.act(&Actor::system(), move |act| {
            if review_parts::claim(act.tx, part, act.now)? {
                super::note_deed(act, review, "review.change_due", "")?;
                reminders::tell(act, owner, News::ChangeDue)?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// What this brings to a meeting of the relationship: changes that published reviews asked for and
/// that are not done, the first due first.
pub fn for_agenda(
    tx: &mut Tx,
    _app: &App,
    actor: &Actor,
    of: &Relationship,
    _since: Time,
) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (review, part) in review_parts::list_open_changes(tx, of.id)? {
        let Some(review) = store::find(tx, review)? else { continue };
        let owner = match (&part.owner, part.is_owner_here) {
            (Some(name), Some(true)) => name.clone(),
            (Some(name), _) => actor.language.with("review-owner-left", &[("name", name)]),
            (None, _) => actor.language.t("review-nobody").to_owned(),
        };
        let date = part.due_on.parse().map(|date| day_in_words(actor.language, date));
        let note = match date {
            Ok(date) => {
                actor.language.with("review-agenda-due", &[("name", &owner), ("date", &date)])
            }
            Err(_) => owner,
        };
        let text = part.words.lines().next().unwrap_or_default().to_owned();
        lines.push(Line { text, href: format!("/reviews/{}", review.id), note });
    }
    Ok(lines)
}
