#!/bin/sh
# Checks an export of a case without any of our software: sha256sum, ssh-keygen, tar, and age if a key is given.
# Nothing is sent anywhere and nothing in this folder is changed. The formats are in docs/protocol.md, section 15.
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
last_mailbox=0 last_desk=0
while read -r room seq epoch kind sha256 _; do
  case $room in
    mailbox) last_mailbox=$((last_mailbox + 1)) expected=$last_mailbox ;;
    desk) last_desk=$((last_desk + 1)) expected=$last_desk ;;
    *) fail "a room that does not exist: $room" ;;
  esac
  [ "$seq" = "$expected" ] || fail "$room $expected is missing or out of order"
  grep -qxF "$sha256  object/$room/$seq.age" SHA256SUMS || fail "$room $seq is another than the list says"
done <objects.txt
objects=$((last_mailbox + last_desk))
[ "$(find object -type f | grep -c '')" -eq "$objects" ] || fail "a sealed object that the list does not name"

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
[ "$number" -gt 0 ] || fail "there is no list of who could open the case"
[ "$(find manifest -type f | grep -c '')" -eq $((2 * number)) ] || fail "a list is missing in between"

# 5. What is inside: signed by somebody of the case, in its place, each after the one before.
inside() { # folder, room, seq, epoch, kind, hash of the one before
  meta=$1/meta.txt
  [ "$(line "$meta" 1)" = "# tocsin/v1 object" ] || fail "$1 is no object of this protocol"
  [ "$(line "$meta" 2)" = "# case $case_id epoch $4 seq $3" ] || fail "$1 belongs to another place"
  [ "$(line "$meta" 3)" = "# kind $5" ] || fail "$1 is of another kind"
  [ "$(line "$meta" 5)" = "# prev $6" ] || fail "$1 does not follow $2 $(($3 - 1))"
  sender=$(sed -n '4s/^# sender //p' "$meta")
  grep -q "^$sender " signers.txt || fail "$1 is by somebody who is not of this case"
  verify "$sender" tocsin-object-v1 "$meta"
  (cd "$1" && grep -v '^#' meta.txt | sha256sum --check --strict --quiet >/dev/null 2>&1) ||
    fail "something in $1 was changed"
  inner=$(grep -vc '^#' "$meta")
  [ "$(find "$1" -type f | grep -c '')" -eq $((inner + 2)) ] || fail "there is something in $1 that nobody signed"
}
opened=0 shut=0 unlocked=0 before_mailbox=- before_desk=-
while read -r room seq epoch kind sha256 _; do
  if [ "$room" = mailbox ]; then before=$before_mailbox; before_mailbox=$sha256
  else before=$before_desk; before_desk=$sha256; fi
  if [ -d "opened/$room-$seq" ]; then
    inside "opened/$room-$seq" "$room" "$seq" "$epoch" "$kind" "$before"
    opened=$((opened + 1))
  else
    shut=$((shut + 1))
  fi
  [ -n "$keys" ] || continue
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

echo "Case $case_id: $objects sealed objects, $number lists, $files files. All of it checks out."
[ -z "$keys" ] || echo "$unlocked of them were opened with the keys and are what was signed."
[ "$opened" -eq 0 ] || echo "$opened opened objects are signed, complete and in order."
[ "$shut" -eq 0 ] || echo "$shut objects are here sealed only, without what is in them."
if [ -n "$believed" ]; then
  echo "Made by the signer you named."
else
  echo "Made by $signer."
  echo "Ask whoever gave you this, by telephone or in person, whether that is their signing key."
fi
