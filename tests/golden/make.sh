#!/usr/bin/env bash
# Writes down what the reference prints for the fixtures. Needs Go, or
# PPROF=COMMAND that runs `go tool pprof -symbolize=none`.
#
# Each file has a section for each command: a line `$ FLAGS`, then what was
# printed, to the byte. Where the reference refuses, what it said follows in
# lines `! …`, the last of which is its exit status. A flag starts behind " -":
# the name of a sample type may have spaces.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export TZ=UTC
pprof=${PPROF:-go tool pprof -symbolize=none}
errors=$(mktemp)
trap 'rm "$errors"' EXIT

section() { # FILE FLAGS...
  local file=$1 status=0
  shift
  echo "\$ $*"
  $pprof "$@" "$file" 2>"$errors" || status=$?
  if [[ $status != 0 ]]; then
    sed 's/^/! /' "$errors"
    echo "! exit $status"
  fi
}

sample_types() { # FILE
  case $1 in
    # The reference lists them with spaces between.
    odd-types*) printf '%s\n' "running time" a/b last ;;
    *) $pprof -raw "$1" 2>/dev/null | sed -n '/^Samples:/{n;s/\[dflt\]//g;s/ *$//;p;}' | tr ' ' '\n' | cut -d/ -f1 ;;
  esac
}

sections() { # FILE
  local file=$1 cum count type types index
  case $file in
    bad-* | truncated* | values-* | no-types* | *.png | *.debug2.txt)
      section "$file" -top
      return
      ;;
  esac
  types=$(sample_types "$file")
  for cum in "" -cum; do
    for count in "" -nodecount=1 -nodecount=5 -nodecount=10 -nodecount=20; do
      section "$file" -top $cum $count
      while IFS= read -r type; do
        section "$file" -top $cum $count "-sample_index=$type"
      done <<<"$types"
    done
  done
  case $file in
    heap* | *-types*)
      for index in 0 1 2 3 4 9 -1 inuse_alloc_space ALLOC_SPACE nope; do
        section "$file" -top -nodecount=3 "-sample_index=$index"
      done
      ;;
  esac
}

cd "$here/../fixtures"
rm -rf "$here/top"
mkdir "$here/top"
for file in *.pb *.pb.gz *.png *.debug2.txt; do
  echo "==> $file"
  sections "$file" >"$here/top/$file.txt"
done
