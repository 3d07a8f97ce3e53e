//! The laws of the spare: whatever became of it, the site is the same.

use std::fs;
use std::path::Path;

use crate::publish::Placed;
use crate::publish::laws::Scratch;
use crate::publish::laws::Way;
use crate::publish::laws::identity;

#[test]
fn a_site_with_a_spare_is_put_together_in_the_folders_of_the_site_before() {
    let scratch = Scratch::new(Way::Spare);
    let folders = || ["", "a", "b"].map(|path| identity(&scratch.output().join(path)).0);
    let site = |text: &'static str| [("a/1.html", "same"), ("b/2.html", text)];
    scratch.publish(&site("1")).unwrap();
    scratch.publish(&site("2")).unwrap();
    let second = folders();
    scratch.publish(&site("3")).unwrap();
    let third = folders();
    assert!(second.iter().all(|folder| !third.contains(folder)));
    scratch.publish(&site("4")).unwrap();
    assert_eq!(folders(), second);
    scratch.expect(&site("4"));
    assert_eq!(scratch.publish(&site("4")).unwrap().placed, Placed::Untouched);
}

#[test]
fn a_spare_is_only_kept_for_a_site_that_is_large() {
    let mut scratch = Scratch::new(Way::Spare);
    scratch.publish(&[("a", "1")]).unwrap();
    scratch.publish(&[("a", "2")]).unwrap();
    let stage = scratch.root.path().join(".keybook-stage-output");
    assert_eq!(fs::read_to_string(stage.join(".gitignore")).unwrap(), "*\n");
    scratch.way = Way::Exchange;
    scratch.publish(&[("a", "3")]).unwrap();
    scratch.expect(&[("a", "3")]);
}

#[test]
fn a_spare_in_which_anything_became_of_anything_gives_the_same_site() {
    let first = [("a", "1"), ("b/c", "1"), ("d/e/f", "1")];
    let next = [("a", "1"), ("b/c", "2"), ("d/e", "1")];
    type Harm = fn(&Path, &Path);
    let harms: [Harm; 7] = [
        |spare, _| fs::remove_dir_all(spare).unwrap(),
        |spare, _| fs::remove_dir_all(spare.join(".keybook")).unwrap(),
        |spare, _| fs::remove_file(spare.join("a")).unwrap(),
        |spare, _| {
            fs::remove_file(spare.join("a")).unwrap();
            fs::write(spare.join("a"), "another").unwrap();
        },
        |spare, _| {
            fs::remove_file(spare.join("a")).unwrap();
            fs::create_dir(spare.join("a")).unwrap();
        },
        |_, output| fs::remove_dir_all(output).unwrap(),
        |spare, _| {
            let manifest = spare.join(".keybook/manifest.json");
            fs::remove_file(&manifest).unwrap();
            fs::write(&manifest, "{").unwrap();
        },
    ];
    for harm in harms {
        let scratch = Scratch::new(Way::Spare);
        scratch.publish(&[("a", "0")]).unwrap();
        scratch.publish(&first).unwrap();
        harm(
            &scratch.root.path().join(".keybook-stage-output/spare"),
            &scratch.output(),
        );
        scratch.publish(&next).unwrap();
        assert_eq!(
            scratch.found(),
            next.map(|(path, text)| (path.to_owned(), text.to_owned()))
        );
        scratch.publish(&first).unwrap();
        assert_eq!(
            scratch.found(),
            first.map(|(path, text)| (path.to_owned(), text.to_owned()))
        );
    }
}

#[test]
fn a_spare_that_is_a_link_to_another_site_is_not_used() {
    let (scratch, other) = (Scratch::new(Way::Spare), Scratch::new(Way::Exchange));
    other.publish(&[("a", "other"), ("b", "other")]).unwrap();
    scratch.publish(&[("a", "1")]).unwrap();
    scratch.publish(&[("a", "2")]).unwrap();
    let spare = scratch.root.path().join(".keybook-stage-output/spare");
    fs::remove_dir_all(&spare).unwrap();
    std::os::unix::fs::symlink(other.output(), &spare).unwrap();
    for text in ["3", "4"] {
        scratch.publish(&[("a", text)]).unwrap();
        assert_eq!(scratch.found(), [("a".to_owned(), text.to_owned())]);
    }
    other.expect(&[("a", "other"), ("b", "other")]);
}

#[test]
fn a_build_that_was_killed_while_it_used_the_spare_leaves_one_that_can_be_used() {
    let scratch = Scratch::new(Way::Spare);
    scratch.publish(&[("a", "1"), ("b/c", "1"), ("d", "1")]).unwrap();
    scratch.publish(&[("a", "1"), ("b/c", "2"), ("d", "1")]).unwrap();
    // Its manifest and one of two new files were brought, what is gone was deleted.
    let stage = scratch.root.path().join(".keybook-stage-output");
    fs::remove_file(stage.join("spare/d")).unwrap();
    fs::remove_file(stage.join("spare/.keybook/manifest.json")).unwrap();
    let print = r#"{"hash":"0000000000000000","size":1}"#;
    let manifest =
        format!(r#"{{"version":1,"files":{{"a":{print},"b/c":{print},"e":{print},"f":{print}}}}}"#);
    fs::write(stage.join("spare/.keybook/manifest.json"), manifest).unwrap();
    fs::write(stage.join("spare/e"), "new").unwrap();
    fs::create_dir_all(stage.join("site")).unwrap();
    fs::write(stage.join("site/f"), "new").unwrap();
    fs::write(stage.join("lock"), "").unwrap();
    fs::write(
        stage.join("journal.json"),
        r#"{"staging":{"ours":["a","b/c","d","e","f"]}}"#,
    )
    .unwrap();
    scratch.publish(&[("a", "1"), ("b/c", "3"), ("d", "1")]).unwrap();
    scratch.expect(&[("a", "1"), ("b/c", "3"), ("d", "1")]);
    assert!(stage.join("spare/a").exists(), "no spare is kept");
}

#[test]
fn a_strangers_file_in_the_spare_comes_home() {
    let scratch = Scratch::new(Way::Spare);
    scratch.publish(&[("a", "1")]).unwrap();
    scratch.publish(&[("a", "2")]).unwrap();
    let spare = scratch.root.path().join(".keybook-stage-output/spare");
    fs::create_dir(spare.join("deep")).unwrap();
    fs::write(spare.join("deep/mine"), "mine").unwrap();
    scratch.publish(&[("a", "3")]).unwrap();
    scratch.publish(&[("a", "4")]).unwrap();
    scratch.expect(&[("a", "4"), ("deep/mine", "mine")]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Site after site, with strangers' files that come, change and go between them.
    #[test]
        fn with_a_spare_or_without_a_site_is_the_same(
        steps in proptest::collection::vec((0_u32..256, 0_u32..4, 0_usize..6), 1..8)
    ) {
        let names = ["a/x", "a/y", "b", "c/d/e", "c/f", "g/h", "g/i", "j"];
        let scratches = [Way::Spare, Way::Exchange].map(Scratch::new);
        for (chosen, text, stranger) in steps {
            let text = text.to_string();
            let chosen = names.iter().enumerate().filter(|(n, _)| chosen & (1 << n) != 0);
            // Some files are the same in every site.
            let files: Vec<(&str, &str)> = chosen
                .map(|(n, name)| (*name, if n % 2 == 0 { "same" } else { text.as_str() }))
                .collect();
            for scratch in &scratches {
                match stranger {
                    0 => scratch.write("mine/own", &text),
                    1 => scratch.write("a/own", &text),
                    2 => drop(fs::remove_file(scratch.output().join("a/own"))),
                    3 => drop(fs::remove_dir_all(scratch.output().join("c"))),
                    4 => drop(fs::remove_dir_all(scratch.output())),
                    _ => {}
                }
                scratch.publish(&files).unwrap();
                scratch.expect_spare();
            }
            let [with, without] = &scratches;
            proptest::prop_assert_eq!(with.found(), without.found());
        }
    }
}
