#!/bin/sh
# Takes a whole set of snapshots of a Go program into a folder, which can be dropped on Hearth:
# heap (also as text), goroutines (counted, and each with what it waits for), allocs, mutex, block.
#
#   sh collect.sh URL [SECONDS [TIMES [FOLDER]]]
#   sh collect.sh http://localhost:6060 60 10
#
# URL is the server's, with or without /debug/pprof. Without more it takes 10 sets, a minute apart.
# CURL_OPTIONS has what your server needs besides, such as -k or -u user:password.
# Needs nothing but a POSIX shell and curl. Stop it with Ctrl-C: what was taken stays.
set -u

case ${1:-} in
    '' | -*)
        sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
esac
url=${1%/}
case $url in *://*) ;; *) url=http://$url ;; esac
case $url in */debug/pprof*) ;; *) url=$url/debug/pprof ;; esac
seconds=${2:-60} times=${3:-10}
for number in "$seconds" "$times"; do
    case $number in *[!0-9]* | '')
        echo "collect.sh: $number is no number" >&2
        exit 2
        ;;
    esac
done
folder=${4:-snapshots-$(date -u +%Y%m%dT%H%M%SZ)}
mkdir -p "$folder" || exit 1
command -v curl >/dev/null || { echo "collect.sh: there is no curl" >&2; exit 1; }

taken=0 failed=
# take NAME PATH: into a file of another name first, so that none is ever half a profile.
take() {
    # Options are several words.
    # shellcheck disable=SC2086
    if why=$(curl -fsS -m 60 ${CURL_OPTIONS:-} -o "$folder/.part" "$url/$2" 2>&1); then
        mv "$folder/.part" "$folder/$1"
        taken=$((taken + 1))
    else
        rm -f "$folder/.part"
        # Said once for each: not every server has all.
        case $failed in *" $2 "*) ;; *)
            failed="$failed $2 "
            echo "collect.sh: $url/$2: $why" >&2
            ;;
        esac
    fi
}

set=0
while [ "$set" -lt "$times" ]; do
    [ "$set" -eq 0 ] || sleep "$seconds"
    # Numbers of the same width keep the order; the time is that of the first.
    n=$(printf '%03d' "$set").$(date -u +%Y%m%dT%H%M%SZ)
    take "heap.$n.pb.gz" heap
    take "heap.$n.debug1.txt" 'heap?debug=1'
    take "goroutine.$n.pb.gz" goroutine
    take "goroutine.$n.debug2.txt" 'goroutine?debug=2'
    take "allocs.$n.pb.gz" allocs
    take "mutex.$n.pb.gz" mutex
    take "block.$n.pb.gz" block
    set=$((set + 1))
    echo "$set of $times sets, $taken files in $folder" >&2
    [ "$taken" -gt 0 ] || { echo "collect.sh: nothing was taken; is $url right?" >&2; exit 1; }
done
echo "$folder"
