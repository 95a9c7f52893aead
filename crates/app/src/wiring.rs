//! Putting the application together from its settings.

use crate::store;
use base::{
    App, AppParts, Clock, Config, Error, Files, Kept, Listener, Live, OpenPages, Result, Secret,
    Slots, token,
};
use db::{Db, Settings};
use std::os::unix::fs::DirBuilderExt;
use std::sync::Arc;

/// What reacts to events, in order.
pub fn listeners() -> Arc<[Listener]> {
    Arc::new([
        desk::felt_questions::on_event,
        desk::notices::on_event,
        desk::connected::on_event,
        desk::known::on_event,
        desk::search::on_event,
        bridge::relationships::on_event,
        bridge::dates::on_event,
    ])
}

/// What the bridge puts on the desk's pages, and what is kept of each ticket.
pub fn slots() -> Slots {
    Slots { settled: &[desk::phases::settle], ..bridge::SLOTS }
}

/// Who does which jobs.
pub fn worker() -> jobs::Worker {
    jobs::Worker::default()
        .on(desk::search::REINDEX_PERSON, desk::search::reindex_person)
        .on(desk::search::REINDEX_DEPARTMENT, desk::search::reindex_department)
        .on(jobs::SEND_MAIL, crate::outbox::send)
        .on(desk::outgoing::RELEASE, desk::outgoing::release)
        .on(desk::notifications::RELEASE_LETTERS, desk::notifications::release_letters)
        .on(desk::notifications::WRITE_DIGEST, desk::notifications::write_digest)
        .on(bridge::dates::SETTLE, bridge::dates::settle_all)
}

/// Opens (and creates) the data folder and the database, and brings the database up to date.
pub async fn open(config: Config, clock: Clock) -> Result<App> {
    // the owner's alone: it holds password hashes, and the key that proves a mail's ticket
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&config.data)?;
    let settings = settings(&config);
    open_with(config, clock, settings).await
}

/// The same with other database settings.
pub async fn open_with(config: Config, clock: Clock, settings: Settings) -> Result<App> {
    let app = connect_with(config, clock, settings).await?;
    let now = app.now();
    let secret = app
        .db
        .write(move |tx| -> Result<Secret> {
            db::migrate(tx, now)?;
            desk::prepare(tx, now)?;
            // in the database, so that it is in every backup
            Ok(Secret(store::secret(tx, &token())?.into_bytes()))
        })
        .await?;
    let app = App::new(AppParts { secret, ..app.parts() });
    people::settings::refresh(&app).await?;
    Ok(app)
}

/// Connects to the database as it is, whatever is in it; for restoring and checking.
pub async fn connect(config: Config, clock: Clock) -> Result<App> {
    let settings = settings(&config);
    connect_with(config, clock, settings).await
}

fn settings(config: &Config) -> Settings {
    let mut settings = Settings::new(config.database_url());
    settings.connections = config.database.connections.clamp(1, 64);
    settings
}

async fn connect_with(config: Config, clock: Clock, settings: Settings) -> Result<App> {
    // connecting blocks; the threads that it starts do the rest
    let db = tokio::task::spawn_blocking(move || Db::open(settings))
        .await
        .map_err(|e| Error::Internal(e.to_string()))??;
    let secret = Secret(Vec::new());
    let files = Files::open(&config.data.join("files"))?;
    let parts = AppParts {
        db,
        files,
        clock,
        config: Live::new(config),
        secret,
        listeners: listeners(),
        live: OpenPages::default(),
        slots: slots(),
        kept: Kept::default(),
    };
    Ok(App::new(parts))
}
