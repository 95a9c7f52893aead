//! What the wireless feels like: three low marks, one of them kept from those who helped, that ask for
//! what is behind them.

use super::{
    load::{Keys, get},
    store,
};
use base::{App, PersonId, Result, TicketId};
use desk::felt::{self, NewFeedback};

/// What they say, with their marks and whether they keep it.
const SAID: [(i64, &str, bool); 3] = [
    (
        3,
        "It is right for a day, and then the laptops drop out again in the middle of a class.",
        false,
    ),
    (2, "I was told to restart it. I had said that I did, twice.", true),
    (4, "Nobody is unkind. But people have stopped asking us for the wireless.", false),
];

/// Says so through the real action, as whoever asked.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let service = get(&keys.services, "public_wifi")?;
    let found = app.read(move |tx| Ok(store::list_unsaid(tx, service)?)).await?;
    let zone = app.config.time_zone();
    for ((ticket, person), (score, words, is_kept)) in found.into_iter().zip(SAID) {
        let zone = zone.clone();
        let find =
            move |tx: &mut base::Tx| Ok(people::sign_in::actor_of(tx, PersonId(person), &zone)?);
        let Some(actor) = app.read(find).await? else { continue };
        let new = NewFeedback {
            score: Some(score),
            lost_minutes: Some(30),
            words: Some(words.to_owned()),
            is_kept: Some(is_kept),
            is_partial: false,
        };
        felt::give(app, &actor, TicketId(ticket), new).await?;
    }
    Ok(())
}
