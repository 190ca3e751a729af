# What the scripts beside this file share. They work in artifacts/, which git does not see.
set -euo pipefail
consumer=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
packages=$consumer/../../artifacts/packages
work=$consumer/../../artifacts/consumer

# Packages of a version are restored once and kept; those packed here have the same version from one commit to the next, so they get a folder of their own.
NUGET_FALLBACK_PACKAGES=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
export NUGET_FALLBACK_PACKAGES NUGET_PACKAGES=$work/cache DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Packs everything anew. --no-build takes what is built.
pack() {
  rm -rf "$packages" "$work"
  mkdir -p "$work"
  dotnet pack "$consumer/../../RedisConversationStore.sln" -c Release -v quiet -o "$packages" "$@"
}

version() {
  local packed=("$packages"/RedisConversationStore.Abstractions.*.nupkg)
  basename "${packed[0]}" .nupkg | sed 's/^RedisConversationStore\.Abstractions\.//'
}

# Packs unless that is done; sets $version.
packed() {
  [ -d "$packages" ] || pack
  version=$(version)
}

# Starts a redis-server on a free port of the loopback; sets $redis. It ends with the script, however that ends: it is killed when the pipe from the script closes. Build first: a process that outlives the script would hold the pipe.
start_redis() {
  local port try
  for try in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    exec 9> >(redis-server --port $port --bind 127.0.0.1 --save '' --appendonly no >"$work/redis.log" & server=$!; cat >/dev/null; kill -9 $server)
    for _ in {1..100}; do
      if grep -q 'Ready to accept connections' "$work/redis.log" 2>/dev/null; then redis=127.0.0.1:$port; return; fi
      if grep -q 'Address already in use' "$work/redis.log" 2>/dev/null; then break; fi
      sleep 0.05
    done
    rm -f "$work/redis.log"
  done
  echo "redis-server did not start" >&2
  return 1
}
