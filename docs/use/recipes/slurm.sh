#!/bin/sh
# sbatch --wait --array=1-8 slurm.sh 8 RESULTS CAPTURE...: a shard of the captures a task of the array
#
# The number of shards is an argument: if one task is run again alone, SLURM_ARRAY_TASK_COUNT is 1.
#SBATCH --job-name=unflushed
#SBATCH --output=unflushed-%a.log
set -eu
shard=$SLURM_ARRAY_TASK_ID shards=$1 results=$2
shift 2

# a run that left its result is done, whatever it found: merge reports that
unflushed check --shard "$shard/$shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --format ndjson="$results/$shard.ndjson" "$@" || test -e "$results/$shard.ndjson"
