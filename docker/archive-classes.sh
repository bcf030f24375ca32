#!/bin/bash
# Starts the application once, on a database of its own, and keeps the classes that it loaded
# for the starts to come (class data sharing): archive-classes.sh <application> <archive>.
# Needs PostgreSQL's programs and Java's, and another user than root.
set -e
application=$1 archive=$2
data=$(mktemp -d)
export PGUSER=postgres PGHOST=127.0.0.1 PGPORT=${PGPORT:-5432} ORDERFLOW_PORT=${ORDERFLOW_PORT:-8080}
initdb -D "$data" -U "$PGUSER" --auth=trust --encoding=UTF8 --locale=C.UTF-8 > /dev/null
pg_ctl -D "$data" -w -o "-c listen_addresses=$PGHOST -c port=$PGPORT -c unix_socket_directories=" -l "$data/log" start > /dev/null
stop() {
	kill "$java" 2> /dev/null || true
	pg_ctl -D "$data" -m immediate stop > /dev/null
	rm -rf "$data"
}
trap stop EXIT

cd "$application"
export SPRING_PROFILES_ACTIVE=production SERVER_ADDRESS=127.0.0.1
export ORDERFLOW_DATABASE_URL=jdbc:postgresql://$PGHOST:$PGPORT/postgres ORDERFLOW_DATABASE_USER=$PGUSER
export ORDERFLOW_DATABASE_PASSWORD=trusted-while-the-image-is-made
export ORDERFLOW_PUBLIC_URL=https://desk.example ORDERFLOW_PROXIES=none ORDERFLOW_MAIL_HOST=mail.example
export ORDERFLOW_MAIL_FROM=orderflow@desk.example
java -XX:ArchiveClassesAtExit="$archive" @class-path io.orderflow.OrderflowApplication > "$data/java.log" 2>&1 &
java=$!
for page in /actuator/health/readiness /sign-in /register; do
	tries=0
	until bash healthy.sh "$ORDERFLOW_PORT" "$page" 2> /dev/null; do
		if ! kill -0 "$java" || ((++tries > 300)); then
			cat "$data/java.log"
			exit 1
		fi
		sleep 1
	done
done
kill "$java"
# ended by a signal, as containers are
wait "$java" || true
test -s "$archive"
