# Sourced by the scripts that start a Java program of this project; needs bash.
# Reads: project (the root folder). JAVA_HOME is respected.

launch=$project/benchmarks/target/launch
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Builds the plugin and the benchmarks, without tests and style checks, if a source is newer than
# the last build that succeeded here.
build_if_stale() {
  local sources=("$project"/pom.xml "$project"/.mvn "$project"/{datasource,delta-integration,benchmarks}/{pom.xml,src/main})
  if [ -e "$launch/built" ] && [ -z "$(find "${sources[@]}" -newer "$launch/built" -print -quit)" ]; then
    return
  fi
  command -v "$java" >/dev/null || fail "no java found: install JDK 17 and put it on the PATH or into JAVA_HOME"
  command -v mvn >/dev/null || fail "no mvn found: install Maven 3.8 or newer and put it on the PATH"
  echo "Building (the first time, Maven also downloads Spark) ..." >&2
  mkdir -p "$launch"
  # Taken before the build, so that what changes during it counts as newer.
  touch "$launch/building"
  (cd "$project" && mvn -q -B --no-transfer-progress -pl benchmarks -am package \
    -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true) >&2 ||
    fail "the build failed"
  mv "$launch/building" "$launch/built"
}

# The benchmarks and everything that they run on.
class_path() {
  printf '%s:%s' "$project/benchmarks/target/classes" "$(cat "$launch/class-path")"
}
