//! Reading and changing rules.

use super::{
    model::{Kind, Rule, rules},
    store,
};
use base::{Actor, App, Event, Result, Right, Time};

/// A look stops counting here.
pub const MOST_COUNTED: i64 = 10_000;

/// Every rule.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Rule>> {
    actor.may(Right::ManageOrganisation)?;
    app.read(|tx| Ok(rules(&store::list(tx)?))).await
}

/// Says how long a kind of thing is kept; none: for good.
pub async fn change(app: &App, actor: &Actor, kind: Kind, days: Option<i64>) -> Result<()> {
    let all = list(app, actor).await?;
    let before = all.iter().find(|rule| rule.kind == kind).and_then(|rule| rule.days);
    if before == days {
        return Ok(());
    }
    app.act(actor, move |act| {
        store::upsert(act.tx, kind, days)?;
        let said = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
        act.record(&Event {
            kind: "retention.changed",
            subject: format!("retention {kind}"),
            before: said(before),
            after: said(days),
            ..Event::default()
        })
    })
    .await
}

/// The instant before which things of so many days are old.
// tidy: allow actor because it only counts days
pub fn limit(app: &App, days: i64) -> Time {
    app.now().plus_seconds(-days.saturating_mul(86_400))
}

/// How much a rule of so many days would remove now, up to [`MOST_COUNTED`].
pub async fn preview(app: &App, actor: &Actor, kind: Kind, days: i64) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    let (before, most) = (limit(app, days), MOST_COUNTED);
    match kind {
        Kind::SignIns => people::sign_in::count_old(app, actor, before, most).await,
        Kind::Audit => people::audit::count_old(app, actor, before, most).await,
        Kind::People => people::departures::count_due(app, actor, before, most).await,
        Kind::RawMail => desk::keeping::count_raw_mail(app, actor, before, most).await,
        Kind::Attachments => desk::keeping::count_files(app, actor, before, most).await,
        Kind::Conversations => desk::keeping::count_words(app, actor, before, most).await,
        Kind::ScanReports => desk::keeping::count_scan_reports(app, actor, before, most).await,
    }
}
