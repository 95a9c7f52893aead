//! What is due.

use super::{actions::tell, model::News};
use crate::{endings, reviews, rungs};
use base::{Actor, App, Result};

/// Reminds of steps to look at again, of questions to ask again and of changes that are due. Several
/// servers may call it: each thing is told once, by whoever claims it.
pub async fn run_due(app: &App) -> Result<()> {
    let now = app.now();
    let system = Actor::system();
    let (looks, questions) = app
        .read(move |tx| Ok((rungs::list_due(tx, now)?, endings::list_reviews_due(tx, now)?)))
        .await?;
    for (rung, ladder, owner) in looks {
        app.act(&system, move |act| {
            if rungs::claim(act.tx, rung, act.now)? {
                crate::ladders::note_deed(act, ladder, "rung.due", "")?;
                tell(act, owner, News::Look)?;
            }
            Ok(())
        })
        .await?;
    }
    for (ladder, owner) in questions {
        app.act(&system, move |act| {
            if endings::claim_review(act.tx, ladder, act.now)? {
                crate::ladders::note_deed(act, ladder, "ladder.due", "")?;
                tell(act, owner, News::Question)?;
            }
            Ok(())
        })
        .await?;
    }
    reviews::remind(app).await
}
