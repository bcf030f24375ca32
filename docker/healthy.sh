#!/bin/bash
# Whether a process in this container answers 200: healthy.sh <port> <path>. With nothing but
# bash, since the image has neither curl nor wget; its sh knows no /dev/tcp.
host=${ORDERFLOW_PUBLIC_URL#*://}
host=${host%%[:/]*}
exec 3<> "/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$2" "${host:-localhost}" >&3
read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]
