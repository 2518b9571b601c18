#!/usr/bin/env bash
# Writes down what the reference prints for the fixtures. Needs Go, or
# PPROF=COMMAND that runs `go tool pprof -symbolize=none`.
#
# Each file has a section for each command: a line `$ FLAGS`, then what was
# printed, to the byte; or a line `! …` with the reason why nothing was.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export TZ=UTC
pprof=${PPROF:-go tool pprof -symbolize=none}

section() { # FILE FLAGS...
  local file=$1 errors
  shift
  echo "\$ $*"
  errors=$(mktemp)
  if ! $pprof "$@" "$file" 2>"$errors"; then
    echo "! $(tail -n 1 "$errors")"
  fi
  rm "$errors"
}

cd "$here/../fixtures"
rm -rf "$here/top"
mkdir "$here/top"
for file in *.pb *.pb.gz; do
  case $file in bad-* | truncated* | values-*) continue ;; esac
  echo "==> $file"
  types=$($pprof -raw "$file" 2>/dev/null | sed -n '/^Samples:/{n;p;}' | sed 's/\[dflt\]//g')
  {
    for cum in "" -cum; do
      for count in "" -nodecount=1 -nodecount=5 -nodecount=20; do
        section "$file" -top $cum $count
        for type in $types; do
          section "$file" -top $cum $count "-sample_index=${type%%/*}"
        done
      done
    done
  } >"$here/top/$file.txt"
done
