//! Ledgers of any length, the same bytes for the same length.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;

use crate::dossiers::Dice;
use crate::dossiers::account_id;

/// Ledgers of `n_rows` rows in all six files, dealt onto the first `n_accounts` accounts; of ten rows four are orders, two
/// interactions, one an invoice, two its receipts, and one a return or an opportunity.
pub fn write_ledgers(root: &Path, n_accounts: usize, n_rows: usize) {
    let folder = root.join("content/ledgers");
    fs::create_dir_all(&folder).expect("a folder");
    let headers = [
        ("orders", "id,account,date,amount,cost,status"),
        ("interactions", "id,account,date,kind,text"),
        ("invoices", "id,account,date,due,amount"),
        ("receipts", "id,account,date,amount,invoice"),
        ("returns", "id,account,date,amount,order"),
        ("opportunities", "id,account,opened,amount,probability,status"),
    ];
    let mut files: Vec<io::BufWriter<fs::File>> = headers
        .iter()
        .map(|(name, header)| {
            let file = fs::File::create(folder.join(format!("{name}.csv"))).expect("a ledger");
            let mut file = io::BufWriter::new(file);
            writeln!(file, "{header}").expect("a header");
            file
        })
        .collect();
    let mut dice = Dice(7);
    let mut account = String::new();
    let mut invoice = String::new();
    for number in 0..n_rows {
        if number % 10 == 0 {
            account = account_id(usize::try_from(dice.below(n_accounts as u64)).expect("small"));
            invoice = format!("inv-{number:09}");
        }
        let cents = dice.below(5_000_000);
        let amount = format!("{}.{:02}", cents / 100, cents % 100);
        let date = |dice: &mut Dice| {
            let month = dice.below(18);
            format!(
                "{}-{:02}-{:02}",
                2025 + month / 12,
                1 + month % 12,
                1 + dice.below(28)
            )
        };
        let (day, later) = (date(&mut dice), date(&mut dice));
        let (file, row) = match number % 10 {
            0..4 => (
                0,
                format!("ord-{number:09},{account},{day},{amount},{},", cents / 150),
            ),
            4 | 5 => {
                let kind = dice.one(&["visit", "call", "meeting", "praise", "complaint"]);
                (1, format!("int-{number:09},{account},{day},{kind},季度回访"))
            }
            6 => (2, format!("{invoice},{account},{day},{later},{amount}")),
            7 | 8 => (3, format!("rec-{number:09},{account},{later},{amount},{invoice}")),
            _ if cents.is_multiple_of(2) => (4, format!("ret-{number:09},{account},{day},{amount},")),
            _ => (
                5,
                format!("opp-{number:09},{account},{day},{amount},{},open", cents % 101),
            ),
        };
        writeln!(files[file], "{row}").expect("a row");
    }
    for file in &mut files {
        file.flush().expect("the rows on disk");
    }
}
