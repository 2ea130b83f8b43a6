#!/bin/sh
# Records the captures that the benchmark multiplies. Needs strace, node, python3, nginx and gcc. Usage: record.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
drive() { # PORT REQUESTS: so many requests to each server
  sleep 6
  for port in "$1" $(($1 + 1)) $(($1 + 2)); do
    node "$here/load.mjs" "$port" /1000,/200000,/1000,/nothing "$2" 8 || true
  done
}
record() { # NAME PORT FLAGS...
  name=$1 port=$2 requests=$3
  shift 3
  mkdir -p "$work/$name"
  drive "$port" "$requests" &
  strace "$@" -o "$work/$name.strace" sh "$here/servers.sh" "$work/$name" "$port" 16 $([ "$name" = all ] && echo compile) >/dev/null 2>&1
  sed -i "s#$work#/srv#g; s#$(cd "$here/../.." && pwd)#/srv#g" "$work/$name.strace"
  gzip -9n <"$work/$name.strace" >"$here/$name.strace.gz"
}
record all 9100 400 -f -ttt -T -yy -s 256
record http 9200 1000 -f -tt -yy -s 512 -e trace=network,desc
record huge 9300 100 -f -s 65535 -e trace=network,desc
rm -rf "$work"
