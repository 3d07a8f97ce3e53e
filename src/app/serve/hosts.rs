//! Which names the preview answers to, so that a foreign page cannot reach it under a name of its own.

use std::net::IpAddr;

/// Names the preview answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts {
    interface: String,
}

impl Hosts {
    /// The loopback names, and `interface`. An interface that means all addresses allows every address, but no name.
    pub fn new(interface: &str) -> Hosts {
        Hosts {
            interface: bare(interface).to_ascii_lowercase(),
        }
    }

    /// True if a request with this `Host` header may be answered.
    pub fn allows(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let address = |text: &str| text.parse::<IpAddr>().ok();
        if name == "localhost" || name == self.interface {
            return true;
        }
        let is_open = address(&self.interface).is_some_and(|address| address.is_unspecified());
        // Rebinding needs a name: an address in the header is what the browser's user typed.
        address(&name).is_some_and(|address| {
            is_open || address == IpAddr::from([127, 0, 0, 1]) || address.is_ipv6() && address.is_loopback()
        })
    }
}

fn bare(host: &str) -> &str {
    host.strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host)
}

fn without_port(host: &str) -> &str {
    match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest)) if rest.is_empty() || is_port(rest) => address,
        Some(_) => "",
        None => match host.rsplit_once(':') {
            Some((name, port)) if !name.contains(':') && port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        },
    }
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':')
        .is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(interface: &str, host: &str, expected: bool) {
        assert_eq!(Hosts::new(interface).allows(host), expected, "{interface} {host}");
    }

    #[test]
    fn loopback_names_and_the_interface_are_answered() {
        for host in [
            "localhost",
            "localhost:1212",
            "LOCALHOST:1",
            "127.0.0.1:1212",
            "[::1]:1212",
            "[::1]",
        ] {
            check("127.0.0.1", host, true);
            check("192.168.1.5", host, true);
        }
        check("192.168.1.5", "192.168.1.5:1212", true);
        check("book.intranet", "book.intranet:1212", true);
        check("0.0.0.0", "192.168.1.5:1212", true);
        check("::", "[fe80::1]:1212", true);
    }

    #[test]
    fn foreign_names_are_not_answered() {
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:1212",
            "127.0.0.1.evil.example",
            "[::1]evil",
            "192.168.1.6",
            "127.0.0.1@evil",
        ] {
            check("127.0.0.1", host, false);
        }
        check("0.0.0.0", "evil.example:1212", false);
    }
}
