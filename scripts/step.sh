#!/bin/sh
# step.sh NAME COMMAND [ARGUMENT...]: run one step and say how long it took.
set -u
name=$1
shift
echo "==> $name"
from=$(date +%s)
"$@"
code=$?
took=$(($(date +%s) - from))
if [ "$code" -eq 0 ]; then
	echo "    $name: passed in $took s"
else
	echo "    $name: FAILED after $took s (exit $code)" >&2
fi
exit "$code"
