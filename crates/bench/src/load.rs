//! Load: so many connections that each send the next request when the last was answered.

use crate::Failure;
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::{
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::net::TcpStream;

/// A request as it is sent again and again.
#[derive(Clone, Debug)]
pub struct Call {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// A session's cookie, or an API token.
    pub credential: Option<(header::HeaderName, String)>,
    /// A form; empty: none.
    pub form: String,
    /// What counts as done.
    pub expects: u16,
}

/// What came of a load.
pub struct Outcome {
    /// How many were answered.
    pub answered: usize,
    /// How long it lasted.
    pub lasted: Duration,
    /// How long each answer took, in microseconds, sorted.
    pub micros: Vec<u32>,
}

impl Outcome {
    /// Requests in a second.
    pub fn rate(&self) -> f64 {
        self.answered as f64 / self.lasted.as_secs_f64()
    }

    /// The answer time that this share of all answers kept to, in milliseconds.
    pub fn within(&self, share: f64) -> f64 {
        let at = (self.micros.len() as f64 * share) as usize;
        let micros = self.micros.get(at.min(self.micros.len().saturating_sub(1)));
        f64::from(micros.copied().unwrap_or_default()) / 1000.0
    }
}

async fn connect(address: &str) -> Result<SendRequest<Full<Bytes>>, Failure> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(async move {
        let _ = connection.await;
    });
    Ok(sender)
}

async fn answer(
    sender: &mut SendRequest<Full<Bytes>>,
    address: &str,
    call: &Call,
) -> Result<Response<Bytes>, Failure> {
    let mut request = Request::builder()
        .method(call.method)
        .uri(&call.path)
        .header(header::HOST, address)
        .header("sec-fetch-site", "same-origin");
    if let Some((name, value)) = &call.credential {
        request = request.header(name, value);
    }
    if call.method == "POST" {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    let body = Full::new(Bytes::from(call.form.clone()));
    let response = sender.send_request(request.body(body)?).await?;
    let (parts, body) = response.into_parts();
    Ok(Response::from_parts(parts, body.collect().await?.to_bytes()))
}

/// One request on a connection of its own.
pub async fn one(address: &str, call: &Call) -> Result<Response<Bytes>, Failure> {
    let mut sender = connect(address).await?;
    answer(&mut sender, address, call).await
}

/// Sends the calls in turn on `clients` connections until the time is over. An unexpected status
/// ends it: a benchmark of error pages would look good.
pub async fn run(
    address: &str,
    calls: &Arc<Vec<Call>>,
    clients: usize,
    lasts: Duration,
) -> Result<Outcome, Failure> {
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (address, calls, next) = (address.to_owned(), calls.clone(), next.clone());
        tasks.push(tokio::spawn(async move {
            let mut sender = connect(&address).await?;
            let mut micros = Vec::new();
            while begun.elapsed() < lasts {
                let call = &calls[next.fetch_add(1, Ordering::Relaxed) % calls.len()];
                let sent = Instant::now();
                let seen = answer(&mut sender, &address, call).await?;
                micros.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
                if seen.status().as_u16() != call.expects {
                    let (path, status) = (&call.path, seen.status());
                    let body = String::from_utf8_lossy(seen.body());
                    return Err(Failure::from(format!("{path} answered {status}: {body}")));
                }
            }
            Ok(micros)
        }));
    }
    let mut micros: Vec<u32> = Vec::new();
    for task in tasks {
        micros.extend(task.await??);
    }
    let lasted = begun.elapsed();
    micros.sort_unstable();
    Ok(Outcome { answered: micros.len(), lasted, micros })
}
