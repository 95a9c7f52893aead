//! Connecting to a PostgreSQL server.

use crate::{Error, Result, tx::Connection};
use postgres::{Config, NoTls, config::SslMode};
use std::{collections::HashMap, time::Duration};

/// Encrypted, with the machine's own roots.
pub(crate) fn tls() -> Result<tokio_postgres_rustls::MakeRustlsConnect> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let tls = rustls::ClientConfig::builder_with_provider(
        rustls::crypto::ring::default_provider().into(),
    )
    .with_safe_default_protocol_versions()
    .map_err(|e| Error::Unavailable(e.to_string()))?
    .with_root_certificates(roots)
    .with_no_client_auth();
    Ok(tokio_postgres_rustls::MakeRustlsConnect::new(tls))
}

/// Connects by URL or key-value string. TLS follows `sslmode`: `disable` never, `require` always;
/// the default `prefer` uses it where the server offers it. Certificates are checked against the
/// machine's own roots. `patience` is for reaching the server, and for each lock.
pub(crate) fn connect(url: &str, patience: Duration) -> Result<Connection> {
    let mut config: Config =
        url.parse().map_err(|e: postgres::Error| Error::Unavailable(e.to_string()))?;
    config.application_name("footbridge").connect_timeout(patience);
    let mut client = if config.get_ssl_mode() == SslMode::Disable {
        config.connect(NoTls)?
    } else {
        config.connect(tls()?)?
    };
    // in milliseconds; work that needs longer, such as a step of the schema, says so itself
    client.batch_execute(&format!("set lock_timeout = {}", patience.as_millis()))?;
    Ok(Connection::Postgres { client: Box::new(client), prepared: HashMap::new() })
}
