#!/bin/sh
# Checks an export of a case without any of our software: sha256sum, ssh-keygen, tar, and age if a key is given.
# Nothing is sent anywhere and nothing in this folder is changed. The formats are in docs/protocol.md, section 18.
#
#   sh verify.sh [-s SIGNER] [-k KEYS]
#
# -s SIGNER  the signing key, 64 hex digits, that whoever made the export told you by another way
# -k KEYS    a file with keys of the case, one AGE-SECRET-KEY-PQ-1… in a line: then every sealed file is opened
#            and compared as well (age 1.3 or newer)
set -eu

believed='' keys='' here=$(pwd)
while getopts s:k: option; do
  case $option in
    s) believed=$OPTARG ;;
    k) case $OPTARG in /*) keys=$OPTARG ;; *) keys=$here/$OPTARG ;; esac ;;
    *) sed -n '5,10p' "$0" >&2; exit 2 ;;
  esac
done
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

fail() { echo "REFUSED: $1" >&2; exit 1; }
hash_of() { sha256sum "$1" | cut -d ' ' -f 1; }
line() { sed -n "$2p" "$1"; }

# A signing key is 64 hex digits with us; OpenSSH wants them after 19 fixed bytes, in base64.
openssh_key() {
  hex="0000000b7373682d6564323535313900000020$1"
  # shellcheck disable=SC2059 # the format is made of octal escapes only
  printf "$(printf '%s' "$hex" | sed 's/../& /g' | tr ' ' '\n' | while read -r byte; do
    [ -z "$byte" ] || printf '\\%03o' "0x$byte"
  done)" | base64 | tr -d '\n'
}
is_key() { printf '%s\n' "$1" | grep -qxE '[0-9a-f]{64}'; }
verify() { # signer, namespace, file
  is_key "$1" || fail "$3 names no signing key"
  echo "$1 ssh-ed25519 $(openssh_key "$1")" >"$work/allowed"
  ssh-keygen -Y verify -f "$work/allowed" -I "$1" -n "$2" -s "$3.sig" <"$3" >/dev/null 2>&1 ||
    fail "the signature of $3 is not by $1"
}

# 1. The list of everything, signed by whoever made this export.
[ "$(line export.txt 1)" = "# tocsin/v1 export" ] || fail "not an export of this protocol"
case_id=$(sed -n 's/^# case //p' export.txt)
signer=$(sed -n 's/^# by \([0-9a-f]*\) .*/\1/p' export.txt)
reporter=$(sed -n 's/^# reporter //p' export.txt)
scope=$(sed -n 's/^# scope //p' export.txt)
case $scope in
  case | chosen | mailbox) ;;
  party-[1-9] | party-[1-9][0-9]) ;;
  *) fail "it does not say how much of the case it is" ;;
esac
[ "$signer" = "${believed:-$signer}" ] || fail "made by $signer, who is not the one you name"
grep -q "^$signer " signers.txt || fail "made by somebody who is no keyholder of the case"
verify "$signer" tocsin-export-v1 SHA256SUMS

# 2. Every file is there, unchanged, and there is none besides.
sha256sum --check --strict --quiet SHA256SUMS >/dev/null 2>&1 || {
  sha256sum --check --strict SHA256SUMS 2>/dev/null | grep -v ': OK$' | head -n 5 >&2
  fail "a file is missing or was changed"
}
listed=$(grep -c '' SHA256SUMS)
present=$(find . -type f | grep -c '')
[ "$present" -eq $((listed + 2)) ] || fail "there is a file here that nobody listed"
awk '$2 ~ /^part\// { split($2, name, /[\/.]/); if (name[2] != $1) bad = 1 } END { exit bad }' SHA256SUMS ||
  fail "a sealed part does not have the name of its hash"

# 3. Everything that was sealed, in each room from the first on, each as the list says.
objects=0 here_sealed=0
while read -r room seq epoch kind sha256 _; do
  case $room in
    mailbox | desk) ;;
    party-[1-9] | party-[1-9][0-9]) grep -q "^# room $room " export.txt || fail "a room that does not exist: $room" ;;
    *) fail "a room that does not exist: $room" ;;
  esac
  case $scope in case | chosen | "$room") ;; *) fail "$room $seq is not of $scope" ;; esac
  expected=1
  [ ! -f "$work/last-$room" ] || expected=$(($(cat "$work/last-$room") + 1))
  echo "$expected" >"$work/last-$room"
  [ "$seq" = "$expected" ] || fail "$room $expected is missing or out of order"
  objects=$((objects + 1))
  [ "$scope" != chosen ] || [ -f "object/$room/$seq.age" ] || continue
  here_sealed=$((here_sealed + 1))
  grep -qxF "$sha256  object/$room/$seq.age" SHA256SUMS || fail "$room $seq is another than the list says"
done <objects.txt
[ "$(grep -c '  object/' SHA256SUMS)" -eq "$here_sealed" ] || fail "a sealed object that the list does not name"

# 4. The lists of who could open the case, each signed, each following the one before.
before=- number=0
while [ -f "manifest/$((number + 1)).txt" ]; do
  number=$((number + 1))
  file=manifest/$number.txt
  [ "$(line "$file" 1)" = "tocsin/v1 manifest" ] || fail "$file is no list of this protocol"
  case "$(line "$file" 2)" in
    "case $case_id number $number epoch "*" prev $before") ;;
    *) fail "$file does not follow the list before it" ;;
  esac
  by=$(sed -n 's/^signer //p' "$file")
  if [ "$number" = 1 ]; then
    [ "$by" = "$reporter" ] || fail "the first list is not by the reporter"
    grep -qx "report $(sed -n 's/^mailbox 1 [0-9]* [^ ]* \([0-9a-f]*\) .*/\1/p' objects.txt)" "$file" ||
      fail "the first list names another report"
  fi
  grep -q "^$by " signers.txt || fail "$file is signed by somebody unknown"
  verify "$by" tocsin-manifest-v1 "$file"
  before=$(hash_of "$file")
done
case $scope in
  case | chosen) [ "$number" -gt 0 ] || fail "there is no list of who could open the case" ;;
esac
[ "$(grep -c '  manifest/' SHA256SUMS)" -eq $((2 * number)) ] || fail "a list is missing in between"

# 5. What is inside: signed by somebody of the case, in its place, each after the one before.
# In the mailbox of somebody else, it names that mailbox, and nobody signs but them and the keyholders.
header() { # folder, room, seq, epoch, kind, hash of the one before
  meta=$1/meta.txt place=$case_id as=reporter
  case $2 in party-*) place=$(sed -n "s/^# room $2 //p" export.txt) as=$2 ;; esac
  [ "$(line "$meta" 1)" = "# tocsin/v1 object" ] || fail "$1 is no object of this protocol"
  [ "$(line "$meta" 2)" = "# case $place epoch $4 seq $3" ] || fail "$1 belongs to another place"
  [ "$(line "$meta" 3)" = "# kind $5" ] || fail "$1 is of another kind"
  [ "$(line "$meta" 5)" = "# prev $6" ] || fail "$1 does not follow $2 $(($3 - 1))"
  sender=$(sed -n '4s/^# sender //p' "$meta")
  is_key "$sender" || fail "$meta names no signing key"
  grep -qxE "$sender (keyholder|$as)" signers.txt || fail "$1 is by somebody who is not of this case"
  verify "$sender" tocsin-object-v1 "$meta"
}
inside() { # the same
  header "$@"
  (cd "$1" && grep -v '^#' meta.txt | sha256sum --check --strict --quiet >/dev/null 2>&1) ||
    fail "something in $1 was changed"
  inner=$(grep -vc '^#' "$meta")
  [ "$(find "$1" -type f | grep -c '')" -eq $((inner + 2)) ] || fail "there is something in $1 that nobody signed"
}
opened=0 shut=0 left=0 bare=0 unlocked=0
while read -r room seq epoch kind sha256 _; do
  before=-
  [ ! -f "$work/before-$room" ] || before=$(cat "$work/before-$room")
  echo "$sha256" >"$work/before-$room"
  if [ -d "opened/$room-$seq" ]; then
    inside "opened/$room-$seq" "$room" "$seq" "$epoch" "$kind" "$before"
    opened=$((opened + 1))
  elif [ -d "header/$room-$seq" ]; then
    header "header/$room-$seq" "$room" "$seq" "$epoch" "$kind" "$before"
    left=$((left + 1))
  elif [ -f "object/$room/$seq.age" ]; then
    shut=$((shut + 1))
  else
    bare=$((bare + 1))
  fi
  [ -n "$keys" ] && [ -f "object/$room/$seq.age" ] || continue
  mkdir "$work/one"
  if age -d -i "$keys" "object/$room/$seq.age" >"$work/tar" 2>/dev/null; then
    tar -xf "$work/tar" -C "$work/one"
    inside "$work/one" "$room" "$seq" "$epoch" "$kind" "$before"
    [ ! -d "opened/$room-$seq" ] || diff -r "$work/one" "opened/$room-$seq" >/dev/null ||
      fail "opened/$room-$seq is not what is sealed in object/$room/$seq.age"
    unlocked=$((unlocked + 1))
  fi
  rm -rf "$work/one"
done <objects.txt
[ -z "$keys" ] || [ "$unlocked" -gt 0 ] || fail "none of the keys opens anything of this case"

# 6. Files that were sent: named by a signed list, whole, and every sealed part of them is here.
files=0
while read -r object size sha256 place parts; do
  files=$((files + 1))
  list=opened/$object/files.json
  for hash in $sha256 $parts; do
    [ ! -f "$list" ] || grep -q "\"$hash\"" "$list" || fail "$list does not name $hash"
  done
  for part in $parts; do [ -f "part/$part.age" ] || fail "a sealed part of $sha256 is missing"; done
  [ "$place" = - ] || grep -qxF "$sha256  $place" SHA256SUMS || fail "$place is another file than was sent"
  [ -n "$keys" ] || continue
  rest=$size
  for part in $parts; do
    take=$((rest < 8388608 ? rest : 8388608))
    age -d -i "$keys" "part/$part.age" 2>/dev/null | head -c "$take"
    rest=$((rest - take))
  done >"$work/file"
  [ "$(hash_of "$work/file")" = "$sha256" ] || fail "the parts of $sha256 are another file"
done <files.txt

case $scope in
  case) ;;
  chosen) echo "This is a selection: not everything of the case is in it." ;;
  *) echo "This is one person's own mailbox, $scope, and nothing else of the case." ;;
esac
echo "Case $case_id: $objects sealed objects, $number lists, $files files. All of it checks out."
[ -z "$keys" ] || echo "$unlocked of them were opened with the keys and are what was signed."
[ "$opened" -eq 0 ] || echo "$opened opened objects are signed, complete and in order."
[ "$shut" -eq 0 ] || echo "$shut objects are here sealed only, without what is in them."
[ "$left" -eq 0 ] || echo "$left objects were left out; their signed headers hold their places in the order."
[ "$bare" -eq 0 ] || echo "$bare objects were left out without a header; only their hashes are here."
if [ -n "$believed" ]; then
  echo "Made by the signer you named."
else
  echo "Made by $signer."
  echo "Ask whoever gave you this, by telephone or in person, whether that is their signing key."
fi
