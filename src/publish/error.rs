//! Why a site could not be published.

use std::io;
use std::path::Path;
use std::path::PathBuf;

use crate::diag::Words;
use crate::render::RenderError;
use crate::words;

/// Why a site could not be published; every kind names the path.
#[derive(Debug)]
pub enum PublishError {
    /// Pages that could not be made, all of them.
    Render(Vec<RenderError>),
    /// Files of others stand where the site needs a path.
    Strangers(Vec<PathBuf>),
    /// The output folder must not be this one.
    Refused {
        /// The folder asked for.
        output: PathBuf,
        /// Why not.
        reason: Words,
    },
    /// Another build is writing the same folder.
    Busy(PathBuf),
    /// The list of what an earlier build wrote cannot be read.
    Manifest {
        /// The list.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A killed build left something that is not ours, and its place is taken.
    Leftover(PathBuf),
    /// A path of the site that cannot be a file's.
    BadPath(String),
    /// The machine said no.
    Disk {
        /// Where.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

impl PublishError {
    /// What is wrong and what to do, in both languages.
    pub fn words(&self) -> Words {
        match self {
            PublishError::Render(errors) => {
                let lines: Vec<String> = errors
                    .iter()
                    .map(|e| format!("{}: {}", e.path, e.message))
                    .collect();
                let lines = lines.join("\n");
                words!(
                    "页面无法生成，旧站点保持不变\n{lines}",
                    "pages cannot be made; the last site stays as it was\n{lines}"
                )
            }
            PublishError::Strangers(paths) => {
                let list: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
                let list = list.join(", ");
                words!(
                    "站点需要的路径已被他人的文件占用：{list}\n请移走它们，或用 `--force` 覆盖",
                    "files keybook did not write stand where the site needs a path: {list}\nmove them away, or overwrite them with `--force`"
                )
            }
            PublishError::Refused { output, reason } => {
                let output = output.display();
                let Words { zh, en } = reason;
                words!(
                    "不能发布到 `{output}`：{zh}",
                    "cannot publish to `{output}`: {en}"
                )
            }
            PublishError::Busy(path) => {
                let path = path.display();
                words!(
                    "另一个构建正在写同一个输出文件夹（`{path}`），请等它结束",
                    "another build is writing the same output folder (`{path}`): wait for it to end"
                )
            }
            PublishError::Manifest { path, message } => {
                let path = path.display();
                words!(
                    "`{path}` 无法读取：{message}\n用 `--force` 重建",
                    "`{path}` cannot be read: {message}\nbuild it anew with `--force`"
                )
            }
            PublishError::Leftover(path) => {
                let path = path.display();
                words!(
                    "中断的构建留下了不属于 keybook 的文件 `{path}`，而它的位置已被占用：请自行移走",
                    "a killed build left `{path}`, which keybook did not write, and its place is taken: move it away"
                )
            }
            PublishError::BadPath(path) => {
                words!(
                    "`{path}` 不能作为站点中的路径",
                    "`{path}` cannot be a path of the site"
                )
            }
            PublishError::Disk { path, error } => {
                let path = path.display();
                words!("`{path}`：{error}", "`{path}`: {error}")
            }
        }
    }
}

/// Puts the path beside what the machine said.
pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    move |error| PublishError::Disk {
        path: path.to_path_buf(),
        error,
    }
}
