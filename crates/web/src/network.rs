//! From where a request comes.

use axum::http::HeaderMap;
use base::Config;
use std::net::{IpAddr, SocketAddr};

/// The address of whoever asks: the other end of the connection or, where that is a trusted web
/// server in front, the nearest address it names that is not one itself. Whatever stands before
/// that, anybody may have written. Empty where it is not known.
pub fn network_of(config: &Config, peer: Option<SocketAddr>, headers: &HeaderMap) -> String {
    let Some(peer) = peer.map(|peer| peer.ip().to_canonical()) else { return String::new() };
    let trusted: Vec<IpAddr> = config
        .server
        .trusted_proxies
        .split(',')
        .filter_map(|text| text.trim().parse().ok())
        .collect();
    let is_trusted = |ip: &IpAddr| ip.is_loopback() || trusted.contains(ip);
    let named = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let chain: Vec<IpAddr> =
        named.flat_map(|text| text.split(',')).filter_map(|t| t.trim().parse().ok()).collect();
    let mut nearest = peer;
    for behind in chain.into_iter().rev() {
        if !is_trusted(&nearest) {
            break;
        }
        nearest = behind.to_canonical();
    }
    nearest.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &'static str, trusted: &str) -> String {
        let mut config = Config::default();
        config.server.trusted_proxies = trusted.into();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().expect("a value"));
        network_of(&config, Some(SocketAddr::new(peer.parse().expect("an address"), 1)), &headers)
    }

    #[test]
    fn only_a_trusted_server_in_front_is_believed() {
        assert_eq!(seen("203.0.113.9", "198.51.100.1", ""), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", "198.51.100.1", ""), "198.51.100.1");
        assert_eq!(seen("127.0.0.1", "1.1.1.1, 198.51.100.1", ""), "198.51.100.1");
        assert_eq!(seen("::ffff:10.0.0.2", "198.51.100.1", "10.0.0.2, 10.0.0.3"), "198.51.100.1");
        assert_eq!(seen("10.0.0.2", "198.51.100.1, 10.0.0.3", "10.0.0.2,10.0.0.3"), "198.51.100.1");
        assert_eq!(seen("127.0.0.1", "rubbish", ""), "127.0.0.1");
    }
}
