//! What machines ask: is it alive, can it serve, how is it doing.

use crate::store;
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use base::{App, Result};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::{sync::LazyLock, time::Duration};

static METRICS: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    let recorder = PrometheusBuilder::new()
        .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0])
        .unwrap_or_default()
        .build_recorder();
    let handle = recorder.handle();
    // a second recorder in the same process (tests) changes nothing
    let _ = metrics::set_global_recorder(recorder);
    handle
});

/// Starts counting.
pub fn start_metrics() {
    LazyLock::force(&METRICS);
}

/// `/healthz`, `/readyz`, `/metrics`, `/.well-known/security.txt`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(|| async { METRICS.render() }))
        .route("/.well-known/security.txt", get(security))
}

/// Ready means: the database answers and takes a write, its schema is ours, files can be stored.
/// A failed part is named with its reason.
async fn ready(State(app): State<App>) -> Response {
    let mut text = String::new();
    let mut status = StatusCode::OK;
    let (database, files) =
        tokio::join!(in_time(database(&app)), in_time(async { app.files.check().await }));
    let parts = [("database", database), ("files", files)];
    for (name, outcome) in parts {
        match outcome {
            Ok(()) => text += &format!("{name}: ok\n"),
            Err(error) => {
                status = StatusCode::SERVICE_UNAVAILABLE;
                text += &format!("{name}: {error}\n");
            }
        }
    }
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

async fn database(app: &App) -> Result<()> {
    let now = app.now().to_string();
    let steps = app.db.write(move |tx| store::touch(tx, &now)).await?;
    if steps == db::MIGRATIONS.len() as i64 {
        Ok(())
    } else {
        Err(base::Error::Unavailable(format!("{steps} of {} steps", db::MIGRATIONS.len())))
    }
}

/// Whoever asks gives up after some seconds, and would not learn which part it was.
async fn in_time(part: impl Future<Output = Result<()>>) -> Result<()> {
    let late = |_| base::Error::Unavailable("no answer within 5 seconds".into());
    tokio::time::timeout(Duration::from_secs(5), part).await.map_err(late)?
}

async fn security(State(app): State<App>) -> impl IntoResponse {
    let contact = app.config.mail.from.rsplit(['<', ' ']).next().unwrap_or_default();
    let year = i64::from(app.config.time_zone().to_datetime(app.now().timestamp()).year()) + 1;
    format!("Contact: mailto:{}\nExpires: {year}-01-01T00:00:00Z\n", contact.trim_end_matches('>'))
}
