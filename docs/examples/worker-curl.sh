#!/usr/bin/env bash
# An external task worker with nothing but curl and jq: docs/workers.md in commands.
#
#   ORDERFLOW=http://localhost:8080 ORDERFLOW_WORKER_TOKEN=ofl_… docs/examples/worker-curl.sh [drawing program]
#
# The program is called with the original, its type, the text of the watermark, and where a preview
# (at most 1,600 pixels on a side) and a thumbnail (320) in JPEG are to be put; it fails where it cannot
# draw one, and has a minute. Without a program, or where it fails, both sides see the name, kind and size of the file.
set -euo pipefail
address=${ORDERFLOW:-http://localhost:8080}
program=${1:-}
worker="worker-curl-$(hostname)-$$"
folder=$(mktemp -d)
task='' begun='' renewal='' drawing=''
trap leave EXIT
trap 'exit 0' TERM INT

# in a file that nobody else reads: the arguments of a program are seen by everybody on the machine
printf 'Authorization: Bearer %s\n' "$ORDERFLOW_WORKER_TOKEN" > "$folder/authorization"

call() { # method, path, further arguments of curl
	local method=$1 path=$2; shift 2
	curl --silent --show-error --fail-with-body --connect-timeout 5 --max-time 600 --request "$method" \
		--header "@$folder/authorization" "$@" "$address$path" 2> "$folder/said"
}

json() { # method, path, body, further arguments of curl
	local method=$1 path=$2 body=$3; shift 3
	call "$method" "$path" --header 'Content-Type: application/json' --data "$body" "$@"
}

hand_in() { # path, picture
	local digest; digest=$(openssl dgst -sha256 -binary "$2" | base64)
	local status
	status=$(call PUT "$1?workerId=$worker" --header 'Content-Type: image/jpeg' --output "$folder/answer" --write-out '%{http_code}' \
		--header "Content-Digest: sha-256=:$digest:" --data-binary "@$2") || is_there "$status"
}

finish() { # path of the file, outcome
	local status
	status=$(json PUT "$1/outcome?workerId=$worker" "{\"outcome\": \"$2\"}" --output "$folder/answer" --write-out '%{http_code}') \
		|| is_there "$status"
}

# refused since there is a result, which stays; after any other conflict nothing was done
is_there() { # status
	[ "$1" = 409 ] && jq --exit-status '.type | sub(".*:"; "") | IN("preview-finished", "preview-handed-in", "preview-quarantined")' \
		"$folder/answer" > /dev/null
}

# the file is not to blame where its pictures cannot be handed in, or where the worker stops
take_back() {
	if [ -n "$begun" ] && call DELETE "$begun/attempts?workerId=$worker" > /dev/null; then begun=''; fi
}

# the same, and what failed before it is what is told
give_up() {
	cp "$folder/said" "$folder/failed"
	take_back || true
	cp "$folder/failed" "$folder/said"
}

# what is given back is another's at once; whether it is still this one's, only the renewal of the lock asks
leave() {
	[ -z "$renewal" ] || kill "$renewal" || true
	[ -z "$drawing" ] || kill "$drawing" || true
	take_back || true
	if [ -n "$task" ] && json POST "/engine-rest/external-task/$task/extendLock" "{\"workerId\": \"$worker\", \"newDuration\": 10000}"; then
		call POST "/engine-rest/external-task/$task/unlock" > /dev/null || true
	fi
	rm -rf "$folder"
}

draw() { # path of the file, its type, the text of the watermark
	# beside this script, which hears that it is to stop only while it waits
	timeout 60 "$program" "$folder/original" "$2" "$3" "$folder/preview.jpg" "$folder/thumbnail.jpg" < /dev/null &
	drawing=$!
	local ended=0
	wait "$drawing" || ended=$?
	drawing=''
	case $ended in
	0) hand_in "$1/pages/1/preview" "$folder/preview.jpg" \
		&& hand_in "$1/pages/1/thumbnail" "$folder/thumbnail.jpg" && finish "$1" DRAWN ;;
	124) finish "$1" TOO_SLOW ;;
	*) finish "$1" NOT_DRAWABLE ;;
	esac
}

make() { # a file of the task in JSON, the text of the watermark
	local href type status
	href=$(jq -r .href <<< "$1"); type=$(jq -r .contentType <<< "$1")
	if [ -z "$program" ]; then finish "$href" NOT_DRAWABLE; return; fi
	call GET "$href?workerId=$worker" --output "$folder/original" || return 1
	begun=$href
	if ! status=$(call POST "$href/attempts?workerId=$worker" --output "$folder/answer" --write-out '%{http_code}'); then
		# also once the file was begun twice without an outcome: then it has one
		if is_there "$status"; then begun=''; return; fi
		give_up
		return 1
	fi
	if ! draw "$href" "$type" "$2"; then give_up; return 1; fi
	begun=''
}

work() {
	local asked watermark files file
	asked=$(call GET "/api/external-tasks/$task?workerId=$worker") || return 1
	watermark=$(jq -r .watermark <<< "$asked")
	files=$(jq -c '.files[] | select(.outcome == null)' <<< "$asked")
	while read -r file; do
		if [ -n "$file" ]; then make "$file" "$watermark" || return 1; fi
	done <<< "$files"
	json POST "/engine-rest/external-task/$task/complete" "{\"workerId\": \"$worker\"}"
}

# as long as this script lives
renew() {
	while sleep 20 && kill -0 $$; do
		curl --silent --max-time 20 --request POST --header "@$folder/authorization" --header 'Content-Type: application/json' \
			--data "{\"workerId\": \"$worker\", \"newDuration\": 60000}" "$address/engine-rest/external-task/$task/extendLock" || true
	done
}

# tried again after 10 seconds, one minute, five minutes; then an incident says what failed
fail() { # how often it may be tried yet; null: not said
	local told
	told=$(jq --null-input --compact-output --argjson retries "$1" --arg worker "$worker" \
		--arg message "The preview was not made: $(tail -n 1 "$folder/said")" \
		'([($retries // 4) - 1, 0] | max) as $left
		| {workerId: $worker, errorMessage: $message, retries: $left, retryTimeout: ([0, 300000, 60000, 10000][$left] // 10000)}')
	echo "Task $task: $told" >&2
	json POST "/engine-rest/external-task/$task/failure" "$told" || true
}

while true; do
	# waits up to 20 seconds for a task to come
	locked=$(json POST /engine-rest/external-task/fetchAndLock "{\"workerId\": \"$worker\", \"maxTasks\": 1, \"usePriority\": true,
		\"asyncResponseTimeout\": 20000, \"topics\": [{\"topicName\": \"draft.preparePreview\", \"lockDuration\": 60000}]}") \
		|| { cat "$folder/said" >&2; sleep 5; continue; }
	task=$(jq -r '.[0].id // empty' <<< "$locked") || { sleep 5; continue; }
	[ -n "$task" ] || continue
	renew > /dev/null 2>&1 &
	renewal=$!
	if work; then echo "Task $task: done"; else fail "$(jq '.[0].retries' <<< "$locked")"; fi
	kill "$renewal" || true
	task='' begun='' renewal=''
done
