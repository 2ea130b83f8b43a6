#!/bin/sh
# parallel.sh MACHINES RESULTS CAPTURE...: a shard of the captures on each machine, over ssh
#
# MACHINES is a file with an ssh login a line. This folder, and in it the captures, have the same names on all of them.
set -eu
machines=$1 results=$2 shards=$(grep -c . "$1")
shift 2
mkdir "$results"

# a run that left its result is done, whatever it found: merge reports that
seq "$shards" | parallel --sshloginfile "$machines" --jobs 1 --workdir "$PWD" --retries 3 --quote sh -c '
  shard=$1 shards=$2 results=$3
  shift 3
  unflushed check --shard "$shard/$shards" --format ndjson="$results/$shard.ndjson" "$@" ||
    test -e "$results/$shard.ndjson"
' shard {} "$shards" "$results" "$@"

unflushed merge "$results"/*.ndjson
