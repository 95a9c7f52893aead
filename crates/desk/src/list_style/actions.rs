//! Reading and changing one's choice.

use super::{model::ListStyle, store};
use base::{Actor, App, Event, Result, Right};

/// What one has chosen.
pub async fn load(app: &App, actor: &Actor) -> Result<ListStyle> {
    actor.may(Right::Work)?;
    let person = actor.person()?;
    app.read(move |tx| Ok(store::find(tx, person)?)).await
}

/// Chooses.
pub async fn choose(app: &App, actor: &Actor, style: ListStyle) -> Result<()> {
    actor.may(Right::Work)?;
    let person = actor.person()?;
    app.act(actor, move |act| {
        let said = |style: &ListStyle| format!("{}: {}", style.density, style.stored());
        let before = store::find(act.tx, person)?;
        store::upsert(act.tx, person, &style)?;
        act.record(&Event {
            kind: "list_style.chosen",
            subject: format!("person {person}"),
            before: said(&before),
            after: said(&style),
            ..Event::default()
        })
    })
    .await
}
