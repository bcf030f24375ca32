#!/usr/bin/env bash
# An external task worker with nothing but curl and jq: docs/workers.md in commands.
#
#   ORDERFLOW=http://localhost:8080 ORDERFLOW_WORKER_TOKEN=ofl_… docs/examples/worker-curl.sh [drawing program]
#
# The program is called with the original, its type, the text of the watermark, and where a preview
# (at most 1,600 pixels on a side) and a thumbnail (320) in JPEG are to be put; it fails where it cannot
# draw one. Without a program, or where it fails, both sides see the name, kind and size of the file.
set -euo pipefail
address=${ORDERFLOW:-http://localhost:8080}
program=${1:-}
worker="worker-curl-$(hostname)-$$"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 0' TERM INT

# in a file that nobody else reads: the arguments of a program are seen by everybody on the machine
printf 'Authorization: Bearer %s\n' "$ORDERFLOW_WORKER_TOKEN" > "$folder/authorization"

call() { # method, path, further arguments of curl
	local method=$1 path=$2; shift 2
	curl --silent --show-error --fail-with-body --request "$method" \
		--header "@$folder/authorization" "$@" "$address$path"
}

json() { # method, path, body
	call "$1" "$2" --header 'Content-Type: application/json' --data "$3"
}

hand_in() { # path, picture
	local digest; digest=$(openssl dgst -sha256 -binary "$2" | base64)
	call PUT "$1?workerId=$worker" --header 'Content-Type: image/jpeg' \
		--header "Content-Digest: sha-256=:$digest:" --data-binary "@$2"
}

finish() { # path of the file, outcome
	json PUT "$1/outcome?workerId=$worker" "{\"outcome\": \"$2\"}"
}

make() { # a file of the task in JSON, the text of the watermark
	local href type
	href=$(jq -r .href <<< "$1"); type=$(jq -r .contentType <<< "$1")
	if [ -z "$program" ]; then finish "$href" NOT_DRAWABLE; return; fi
	# refused once the file was begun twice without an outcome: then it has one
	call POST "$href/attempts?workerId=$worker" > /dev/null || return 0
	call GET "$href?workerId=$worker" --output "$folder/original"
	if "$program" "$folder/original" "$type" "$2" "$folder/preview.jpg" "$folder/thumbnail.jpg"; then
		hand_in "$href/pages/1/preview" "$folder/preview.jpg"
		hand_in "$href/pages/1/thumbnail" "$folder/thumbnail.jpg"
		finish "$href" DRAWN
	else
		finish "$href" NOT_DRAWABLE
	fi
}

while true; do
	# waits up to 20 seconds for a task to come; who works for longer than a minute renews the lock
	task=$(json POST /engine-rest/external-task/fetchAndLock "{\"workerId\": \"$worker\", \"maxTasks\": 1,
		\"asyncResponseTimeout\": 20000, \"topics\": [{\"topicName\": \"draft.preparePreview\", \"lockDuration\": 60000}]}" \
		| jq -r '.[0].id // empty') || { sleep 5; continue; }
	[ -n "$task" ] || continue
	asked=$(call GET "/api/external-tasks/$task?workerId=$worker")
	watermark=$(jq -r .watermark <<< "$asked")
	jq -c '.files[] | select(.outcome == null)' <<< "$asked" | while read -r file; do make "$file" "$watermark"; done
	json POST "/engine-rest/external-task/$task/complete" "{\"workerId\": \"$worker\"}"
	echo "Task $task: done"
done
