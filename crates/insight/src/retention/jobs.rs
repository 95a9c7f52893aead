//! Keeping to the rules, once a day.

use super::{
    actions::limit,
    model::{Kind, rules},
    store,
};
use base::{Actor, App, Event, Result, Time};

/// How much goes in one piece: others write in between.
const SOME: i64 = 200;
/// How much goes in one day at most, so that a new rule over old years does not fill a night.
const MOST_A_DAY: i64 = 20_000;

/// Runs each rule that has not run for a day. Several servers may call it: each rule runs on one.
pub async fn run_due(app: &App) -> Result<()> {
    let stored = app.read(|tx| Ok(store::list(tx)?)).await?;
    let since = app.now().plus_seconds(-86_400);
    for rule in rules(&stored) {
        let Some(days) = rule.days else { continue };
        if rule.ran_at.is_some_and(|ran| ran > since) {
            continue;
        }
        let kind = rule.kind;
        let claim = move |act: &mut base::Act<'_>| {
            Ok(store::claim(act.tx, kind, rule.days, since, act.now)?)
        };
        if app.act(&Actor::system(), claim).await? {
            run(app, kind, limit(app, days)).await?;
        }
    }
    Ok(())
}

async fn run(app: &App, kind: Kind, before: Time) -> Result<()> {
    let mut removed = 0;
    while removed < MOST_A_DAY {
        let n = some(app, kind, before).await?;
        removed += n;
        if n < SOME {
            break;
        }
    }
    if removed == 0 {
        return Ok(());
    }
    app.act(&Actor::system(), move |act| {
        store::add_removed(act.tx, kind, removed)?;
        act.record(&Event {
            kind: "retention.ran",
            subject: format!("retention {kind}"),
            after: removed.to_string(),
            ..Event::default()
        })
    })
    .await
}

async fn some(app: &App, kind: Kind, before: Time) -> Result<i64> {
    match kind {
        Kind::SignIns => people::sign_in::forget_old(app, before, SOME).await,
        Kind::Audit => people::audit::forget_old(app, before, SOME).await,
        Kind::People => people::departures::tidy(app, before, SOME).await,
        Kind::RawMail => desk::keeping::remove_raw_mail(app, before, SOME).await,
        Kind::Attachments => desk::keeping::remove_files(app, before, SOME).await,
        Kind::Conversations => desk::keeping::remove_words(app, before, SOME).await,
        Kind::ScanReports => desk::keeping::remove_scan_reports(app, before, SOME).await,
    }
}
