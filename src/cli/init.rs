//! `init`: a small working book to start from.

use crate::app::skeleton;
use crate::app::skeleton::SkeletonError;
use crate::cli::args::Init;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::words;

/// Writes the book and says what to do next.
pub(crate) fn run(args: &Init, console: &Console) -> Done {
    skeleton::write(&args.folder).map_err(|error| match error {
        SkeletonError::NotEmpty(path) => {
            let path = path.display();
            Failure::usage(words!("`{path}` 不是空文件夹", "`{path}` is not empty"))
        }
        SkeletonError::Disk(path, error) => {
            let path = path.display();
            Failure::environment(words!("`{path}`：{error}", "`{path}`: {error}"))
        }
    })?;
    let folder = args.folder.display();
    console.say(&words!(
        "新书已建好：`{folder}`\n接下来：keybook serve --root {folder} --open",
        "made a book in `{folder}`\nnext: keybook serve --root {folder} --open"
    ));
    Ok(Ending::Fine)
}
