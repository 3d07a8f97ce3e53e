//! What one run of the program costs.

use std::process::Command;
use std::process::Stdio;
use std::time::Instant;

use crate::cpu::cpu_ms;

/// CPU time of children: see `cpu.rs`.
const CHILDREN: std::ops::Range<usize> = 13..15;

/// Cost of one whole process.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Wall time, milliseconds.
    pub wall_ms: f64,
    /// User and system time of all threads, milliseconds.
    pub cpu_ms: f64,
    /// Largest resident set, MiB.
    pub peak_mib: f64,
}

/// Runs the program to its end and reads what the kernel says of it, through the shell's `/proc` of a waiting parent.
pub fn measure(args: &[&str]) -> Cost {
    let before = cpu_ms(CHILDREN);
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_keybook"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut peak_kib = 0;
    let status = loop {
        peak_kib = peak_kib.max(peak_of(child.id()).unwrap_or(0));
        match child.try_wait().expect("the program can be waited for") {
            Some(status) => break status,
            None => std::thread::sleep(std::time::Duration::from_millis(2)),
        }
    };
    let wall_ms = begun.elapsed().as_secs_f64() * 1000.0;
    assert!(status.success(), "keybook {args:?} ended with {status}");
    Cost {
        wall_ms,
        cpu_ms: cpu_ms(CHILDREN) - before,
        peak_mib: peak_kib as f64 / 1024.0,
    }
}

/// The high-water mark of a living process, KiB.
fn peak_of(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
