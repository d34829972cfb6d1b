# Shared by the scripts: where the repository is, and how they speak. Sourced, not run.

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "$(basename "$0"): $*"
  exit 1
}

# timed NAME COMMAND...: runs the command and says how long it took.
timed() {
  timed_name=$1
  shift
  timed_start=$(date +%s)
  "$@"
  say "$timed_name: $(($(date +%s) - timed_start)) s"
}

# peers: sees to .peers, a throw-away environment of Python with Keras and PyTorch, and what the tests of files read them with.
peers() {
  [ -e .peers/installed ] && return
  python3 -m venv .peers
  .peers/bin/pip install --quiet tensorflow-cpu torch numpy safetensors h5py
  touch .peers/installed
}
