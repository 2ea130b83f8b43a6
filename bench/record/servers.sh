#!/bin/sh
# Starts node, python3 and nginx on PORT, PORT+1 and PORT+2, and compiles C files meanwhile: what strace is put around.
# Usage: servers.sh FOLDER PORT SECONDS [compile]
set -eu
folder=$1 port=$2 seconds=$3
lab=$(cd "$(dirname "$0")/../../truth/lab" && pwd)
mkdir -p "$folder/files"
head -c 1000 /dev/zero | tr '\0' . >"$folder/files/1000"
head -c 200000 /dev/zero | tr '\0' . >"$folder/files/200000"
cat >"$folder/nginx.conf" <<NGINX
user root; daemon off; worker_processes 2; pid $folder/nginx.pid; error_log $folder/nginx.log;
events {}
http { access_log off; sendfile on; tcp_nopush on; client_body_temp_path $folder/b; proxy_temp_path $folder/p;
fastcgi_temp_path $folder/f; uwsgi_temp_path $folder/u; scgi_temp_path $folder/s;
server { listen 127.0.0.1:$((port + 2)); root $folder/files; } }
NGINX
node "$lab/node-server.mjs" "$port" & node=$!
/usr/bin/python3 "$lab/python-server.py" $((port + 1)) & python=$!
nginx -c "$folder/nginx.conf" -e "$folder/nginx.log" & nginx=$!
if [ "${4:-}" = compile ]; then
  for name in a b c; do
    printf '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\nint %s(void) { return puts("%s"); }\n' $name $name >"$folder/$name.c"
    gcc -O2 -c -o "$folder/$name.o" "$folder/$name.c"
  done
fi
sleep "$seconds"
kill $node $python $nginx
wait
