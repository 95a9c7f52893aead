//! Listening until told to stop.

use crate::{health, routes, wiring};
use base::{App, Error, Result};
use std::{future::Future, net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, sync::watch};

/// How long requests under way may take once it was told to stop.
const DRAIN: Duration = Duration::from_secs(20);

/// Binds the address, says so on stdout, runs jobs beside the site, and on SIGTERM or Ctrl-C
/// finishes the requests under way, the job in hand and the database.
pub async fn serve(app: App, listen: &str, announce: impl FnOnce()) -> Result<()> {
    health::start_metrics();
    // from now on: whoever reads that it listens may tell it to stop at once
    let asked = asked_to_stop();
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|e| Error::Unavailable(format!("cannot listen on {listen}: {e}")))?;
    println!("listening on http://{}", listener.local_addr()?);
    announce();
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(wiring::worker().run(app.clone(), stopped.clone()));
    let keeper = tokio::spawn(keep(app.clone(), stopped.clone()));
    let feeder = tokio::spawn(desk::live::feed(app.clone(), stopped.clone()));
    let site = routes::site(&app).into_make_service_with_connect_info::<SocketAddr>();
    let mut until = stopped.clone();
    let server = axum::serve(listener, site).with_graceful_shutdown(async move {
        let _ = until.wait_for(|stop| *stop).await;
    });
    let signal = tokio::spawn(async move {
        asked.await;
        let _ = stop.send(true);
    });
    let mut late = stopped.clone();
    tokio::select! {
        ended = server.into_future() => ended?,
        () = async {
            let _ = late.wait_for(|stop| *stop).await;
            tokio::time::sleep(DRAIN).await;
        } => tracing::warn!("stopping, although some requests are not finished"),
    }
    let _ = worker.await;
    let _ = keeper.await;
    let _ = feeder.await;
    signal.abort();
    let closing = app.db.clone();
    let _ = tokio::task::spawn_blocking(move || closing.close()).await;
    Ok(())
}

/// Once a minute: holds whose date has come end, what was resolved long ago closes, and settings that
/// were chosen on another server count here too.
async fn keep(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = desk::tickets::tidy(&app).await {
            tracing::warn!(%error, "cannot look after waiting tickets");
        }
        if let Err(error) = insight::retention::run_due(&app).await {
            tracing::warn!(%error, "cannot keep to the rules about what is kept");
        }
        if let Err(error) = levels::run_due(&app).await {
            tracing::warn!(%error, "cannot look whether agreements are to be reviewed or end");
        }
        if let Err(error) = bridge::run_due(&app).await {
            tracing::warn!(%error, "cannot look at what is due between departments");
        }
        if let Err(error) = people::settings::refresh(&app).await {
            tracing::warn!(%error, "cannot look whether settings were changed elsewhere");
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(Duration::from_secs(60)) => {}
        }
    }
}

/// Ends when SIGTERM or Ctrl-C comes; listens from the moment it is called.
fn asked_to_stop() -> impl Future<Output = ()> + Send {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        let (Ok(mut term), Ok(mut interrupt)) = signals else {
            return std::future::pending().await;
        };
        tokio::select! { _ = term.recv() => {}, _ = interrupt.recv() => {} }
    }
}
